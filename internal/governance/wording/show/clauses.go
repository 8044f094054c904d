package show

import (
	"strings"

	"github.com/mains-energy/mains/internal/governance/legal"
	"github.com/mains-energy/mains/internal/page"
)

// setter makes words of a text: with links, or without.
type setter func(text string) page.Words

// Clauses shows clauses of a document: all, or a run of them.
func Clauses(doc *legal.Document, clauses []legal.Clause, s Setting) page.Block {
	var all page.Clauses
	slug, outermost := doc.Slug(), 0
	if len(clauses) > 0 {
		outermost = level(clauses[0].Number)
	}
	type open struct {
		number string
		with   legal.Clause
	}
	var waiting []open // clauses that have something to say after their parts
	close := func(number string) {
		for len(waiting) > 0 {
			last := waiting[len(waiting)-1]
			if number != "" && legal.Part(number, last.number) {
				return
			}
			all.Clauses = append(all.Clauses,
				closing(last.with, level(last.number)-outermost, s.setter(doc))...)
			waiting = waiting[:len(waiting)-1]
		}
	}
	for _, c := range clauses {
		close(c.Number)
		shown := page.Clause{ID: c.Number, Number: label(c.Number), Level: level(c.Number) - outermost,
			To: s.To(slug, c.Number)}
		all.Clauses = append(all.Clauses, set(shown, c, s.setter(doc)))
		if c.Closing != "" {
			waiting = append(waiting, open{c.Number, c})
		}
	}
	close("")
	return all
}

// set puts the words of a clause into what is shown of it.
func set(shown page.Clause, c legal.Clause, say setter) page.Clause {
	if c.Heading != "" {
		shown.Heading = page.Say(c.Heading)
	}
	shown.Text = passagesOf(c.Text, say)
	if c.Term != "" {
		term := page.Words{page.Strong(c.Term), page.T(" ")}
		if len(shown.Text) == 0 {
			shown.Text = []page.Passage{{}}
		}
		shown.Text[0].Words = append(term, shown.Text[0].Words...)
	}
	return shown
}

// closing is what a clause says after its parts: a clause without a number, set in as far.
func closing(c legal.Clause, level int, say setter) []page.Clause {
	if c.Closing == "" {
		return nil
	}
	return []page.Clause{{Level: level, Text: passagesOf(c.Closing, say)}}
}

// passagesOf are the paragraphs and the tables of a text.
func passagesOf(text string, say setter) (passages []page.Passage) {
	for _, p := range paragraphs(text) {
		if rows := rowsOf(p, say); rows != nil {
			passages = append(passages, page.Passage{Rows: rows})
		} else {
			passages = append(passages, page.Passage{Words: say(p)})
		}
	}
	return passages
}

// rowsOf are the rows of a paragraph that is a table; nil where it is none.
func rowsOf(paragraph string, say setter) (rows [][]page.Words) {
	for _, line := range tableOf(paragraph) {
		cells := cellsOf(line)
		row := make([]page.Words, len(cells))
		for i, cell := range cells {
			row[i] = say(cell)
		}
		rows = append(rows, row)
	}
	return rows
}

// tableOf are the lines of a paragraph that is a table, without the rule below its head; nil where
// it is none.
func tableOf(paragraph string) (lines []string) {
	for line := range strings.SplitSeq(paragraph, "\n") {
		line = strings.TrimSpace(line)
		if !strings.HasPrefix(line, "|") {
			return nil
		}
		if strings.Trim(line, "|-: ") != "" || !strings.Contains(line, "-") {
			lines = append(lines, line)
		}
	}
	return lines
}

// cellsOf are the cells of a line of a table.
func cellsOf(line string) []string {
	cells := strings.Split(strings.TrimSuffix(strings.TrimPrefix(line, "|"), "|"), "|")
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	return cells
}
