package show

import (
	"fmt"
	"strings"

	"github.com/mains-energy/mains/internal/governance/legal"
	"github.com/mains-energy/mains/internal/page"
)

// mostShown is how many changed clauses a page shows; of more it shows what they are in.
const mostShown = 400

// Marking is how redlines are set.
type Marking struct {
	// Document is where what changed in one document is; nil: nowhere.
	Document func(slug string) page.Address
	// To is where a clause is; nil: in the text of today.
	To func(slug, number string) page.Address
	// Notes are said beside a changed clause; nil: nothing is.
	Notes func(slug, number string) []page.Words
}

// Count says how many clauses changed.
func Count(redlines []legal.Redline) string {
	n, documents := 0, 0
	for _, r := range redlines {
		for _, a := range r.Amendments {
			if a.Kind == legal.Head {
				documents++
			} else {
				n++
			}
		}
	}
	switch {
	case n == 0 && documents > 0:
		return "No clause changed"
	case n == 0:
		return "Nothing changed"
	case n == 1:
		return "One clause changed"
	}
	return fmt.Sprintf("%d clauses changed", n)
}

// Redlines shows what changed, document by document.
func Redlines(redlines []legal.Redline, m Marking) (blocks []page.Block) {
	n := 0
	for _, r := range redlines {
		n += len(r.Amendments)
	}
	if n == 0 {
		return []page.Block{page.Para{Words: page.Say("The two texts say the same.")}}
	}
	if n > mostShown && len(redlines) > 1 && m.Document != nil {
		return []page.Block{totals(redlines, m)}
	}
	for _, r := range redlines {
		section := page.Section{Title: Title(r), Blocks: Redline(r, m)}
		blocks = append(blocks, section)
	}
	return blocks
}

// totals says how much changed in each document.
func totals(redlines []legal.Redline, m Marking) page.Block {
	t := page.Table{Caption: "What changed, document by document", RowHeads: true,
		Columns: []page.Column{{Title: "Document"}, {Title: "Inserted", Number: true},
			{Title: "Deleted", Number: true}, {Title: "Changed", Number: true}}}
	for _, r := range redlines {
		counts := map[legal.Op]int{}
		for _, a := range r.Amendments {
			counts[a.Kind]++
		}
		in, out := counts[legal.Insert], counts[legal.Delete]
		rest := len(r.Amendments) - in - out - counts[legal.Head]
		t.Rows = append(t.Rows, []page.Words{{page.Link{Text: Title(r), To: m.Document(r.Slug)}},
			page.Say(fmt.Sprint(in)), page.Say(fmt.Sprint(out)), page.Say(fmt.Sprint(rest))})
	}
	return t
}

// Title is what the document of a redline is called.
func Title(r legal.Redline) string {
	for _, doc := range []*legal.Document{r.After, r.Before} {
		if doc != nil {
			return doc.Name + ": " + doc.Title
		}
	}
	return Name(r.Slug)
}

// Redline shows what changed in one document: the clauses that did, in the order of the text.
func Redline(r legal.Redline, m Marking) (blocks []page.Block) {
	if m.To == nil {
		m.To = At
	}
	var clauses page.Clauses
	for i, a := range r.Amendments {
		if a.Kind == legal.Head {
			blocks = append(blocks, head(r))
			continue
		}
		if i >= mostShown {
			blocks = append(blocks, clauses, page.Notice{Title: "There is more",
				Words: page.Say(fmt.Sprintf("%d more clauses changed. The data of this page have all of "+
					"them, and so has: mains code diff", len(r.Amendments)-i))})
			return blocks
		}
		clauses.Clauses = append(clauses.Clauses, amended(r.Slug, a, m)...)
	}
	if len(clauses.Clauses) == 0 {
		return blocks
	}
	return append(blocks, clauses)
}

// head says what changed of a document beside its clauses.
func head(r legal.Redline) page.Block {
	switch {
	case r.Before == nil:
		return page.Para{Words: page.Say("The document is new.")}
	case r.After == nil:
		return page.Para{Words: page.Say("The document is no more.")}
	}
	s := page.Summary{}
	for _, f := range []struct{ term, was, is string }{
		{"Name", r.Before.Name, r.After.Name}, {"Title", r.Before.Title, r.After.Title},
		{"Kind", string(r.Before.Kind), string(r.After.Kind)},
		{"Notice", r.Before.Notice, r.After.Notice},
	} {
		if f.was != f.is {
			s.Rows = append(s.Rows, page.Row{Term: f.term, Values: []page.Words{Words(f.was, f.is)}})
		}
	}
	return s
}

// Words are the words of two texts, with what was deleted and what was inserted.
func Words(before, after string) (words page.Words) {
	for _, s := range legal.Words(before, after) {
		switch s.Op {
		case legal.Insert:
			words = append(words, page.Ins(s.Text))
		case legal.Delete:
			words = append(words, page.Del(s.Text))
		default:
			words = append(words, page.T(s.Text))
		}
	}
	return words
}

// amended is a clause that changed: with what it had before and has now.
func amended(slug string, a legal.Amendment, m Marking) []page.Clause {
	c := page.Clause{ID: a.Number, Number: standing(a.Number), Mark: page.Changed, Was: a.Was}
	var was, is legal.Clause
	if a.Before != nil {
		was = *a.Before
	}
	if a.Now != nil {
		is = *a.Now
		c.To = m.To(slug, a.Number)
	}
	switch a.Kind {
	case legal.Insert:
		c.Mark = page.Inserted
	case legal.Delete:
		c.Mark = page.Deleted
		c.ID += "-deleted" // the same number may have come anew
		return whole(c, was)
	case legal.Renumber:
		c.Mark = page.Renumbered
	case legal.Move:
		c.Notes = append(c.Notes, page.Say("Moved to another place among the clauses."))
	}
	if m.Notes != nil {
		c.Notes = append(c.Notes, m.Notes(slug, a.Number)...)
	}
	if a.Kind == legal.Insert {
		return whole(c, is)
	}
	c.Heading = Words(was.Heading, is.Heading)
	c.Text = compared(definition(was), definition(is))
	all := []page.Clause{c}
	if was.Closing+is.Closing != "" {
		all = append(all, page.Clause{Mark: c.Mark, Text: compared(was.Closing, is.Closing)})
	}
	return all
}

// standing is the number beside a changed clause: of a definition, of what it stands in.
func standing(number string) string {
	number, _, _ = strings.Cut(number, "[")
	return number
}

// whole is a clause that was inserted or deleted as a whole.
func whole(shown page.Clause, c legal.Clause) []page.Clause {
	all := append([]page.Clause{set(shown, c, plainly)}, closing(c, 0, plainly)...)
	for i := range all {
		all[i].Mark = shown.Mark
	}
	return all
}

// definition is the text of a clause, with the term where it defines one.
func definition(c legal.Clause) string {
	if c.Term == "" {
		return c.Text
	}
	return strings.TrimSpace(c.Term + " " + c.Text)
}

// compared are the paragraphs of two texts as one: what both have stands once.
func compared(before, after string) (passages []page.Passage) {
	for _, pair := range pairs(paragraphs(before), paragraphs(after)) {
		was, is := tableOf(pair[0]), tableOf(pair[1])
		if was == nil && is == nil || was == nil && pair[0] != "" || is == nil && pair[1] != "" {
			passages = append(passages, page.Passage{Words: Words(pair[0], pair[1])})
			continue
		}
		var table page.Passage
		for _, row := range pairs(was, is) {
			table.Rows = append(table.Rows, comparedRow(row[0], row[1]))
		}
		passages = append(passages, table)
	}
	return passages
}

// comparedRow is a row of two tables as one, cell by cell.
func comparedRow(before, after string) (row []page.Words) {
	var was, is []string
	if before != "" {
		was = cellsOf(before)
	}
	if after != "" {
		is = cellsOf(after)
	}
	for i := range max(len(was), len(is)) {
		var a, b string
		if i < len(was) {
			a = was[i]
		}
		if i < len(is) {
			b = is[i]
		}
		row = append(row, Words(a, b))
	}
	return row
}

// mostPaired is how many pieces of a text are paired by what is alike; of more, by their order.
const mostPaired = 400

// pairs are the pieces of two texts side by side: those that are the same, and between these one
// after the other. Empty: there is none on that side.
func pairs(was, is []string) (all [][2]string) {
	if len(was) > mostPaired || len(is) > mostPaired {
		return sideBySide(was, is)
	}
	// alike[i][j] is how many are the same from i and from j on.
	alike := make([][]int, len(was)+1)
	for i := range alike {
		alike[i] = make([]int, len(is)+1)
	}
	for i := len(was) - 1; i >= 0; i-- {
		for j := len(is) - 1; j >= 0; j-- {
			if was[i] == is[j] {
				alike[i][j] = alike[i+1][j+1] + 1
			} else {
				alike[i][j] = max(alike[i+1][j], alike[i][j+1])
			}
		}
	}
	i, j, fromI, fromJ := 0, 0, 0, 0
	for i < len(was) && j < len(is) {
		switch {
		case was[i] == is[j]:
			all = append(all, sideBySide(was[fromI:i], is[fromJ:j])...)
			all = append(all, [2]string{was[i], is[j]})
			i, j = i+1, j+1
			fromI, fromJ = i, j
		case alike[i+1][j] >= alike[i][j+1]:
			i++
		default:
			j++
		}
	}
	return append(all, sideBySide(was[fromI:], is[fromJ:])...)
}

// sideBySide pairs pieces by their order.
func sideBySide(was, is []string) (all [][2]string) {
	for i := range max(len(was), len(is)) {
		var pair [2]string
		if i < len(was) {
			pair[0] = was[i]
		}
		if i < len(is) {
			pair[1] = is[i]
		}
		all = append(all, pair)
	}
	return all
}

// plainly sets words without links.
func plainly(text string) page.Words { return page.Say(text) }

// paragraphs are those of a text.
func paragraphs(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, "\n\n")
}

// AmendmentData is a changed clause as programs read it.
type AmendmentData struct {
	Kind   legal.Op    `json:"kind"`
	Number string      `json:"number,omitempty"`
	Was    string      `json:"was,omitempty"`
	After  string      `json:"after,omitempty"`
	Before *ClauseData `json:"before,omitempty"`
	Now    *ClauseData `json:"now,omitempty"`
}

// RedlineData is what changed in a document, as programs read it.
type RedlineData struct {
	Document   string          `json:"document"`
	Amendments []AmendmentData `json:"amendments"`
}

// RedlinesData are redlines as programs read them.
func RedlinesData(redlines []legal.Redline) []RedlineData {
	all := []RedlineData{}
	for _, r := range redlines {
		d := RedlineData{Document: r.Slug}
		for _, a := range r.Amendments {
			d.Amendments = append(d.Amendments, AmendmentData{a.Kind, a.Number, a.Was, a.After,
				(*ClauseData)(a.Before), (*ClauseData)(a.Now)})
		}
		all = append(all, d)
	}
	return all
}
