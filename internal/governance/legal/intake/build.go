package intake

import (
	"errors"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mains-energy/mains/internal/governance/legal"
)

// errNumberless refuses a text in which nothing has a number.
var errNumberless = errors.New("intake: no paragraph has the number of a clause, such as F8.7 " +
	"or 5.3: " +
	"write them before the words")

// open is a clause that the next block may be a part of.
type open struct {
	clause int // index
	left   int
	style  style  // of a part
	part   string // without brackets; empty: a clause or a definition
	listed bool   // a list gave its number
}

// written are the paragraphs of a clause, until all are there.
type written struct{ text, closing []string }

// builder makes the document of the flow.
type builder struct {
	report  *Report
	blocks  []block
	at      int // index of the block that is read
	d       *legal.Document
	letter  string            // of the Section; empty: numbers have none
	seen    map[string]string // where each number stands
	lists   map[string]int    // how far in the clauses stand that a list numbers
	written []written         // of each clause
	open    []open            // the clause, then parts within each other
	last    string            // the number of the last clause, without its letter
	above   []block           // headings that wait for their clause
	term    string            // that stood in a paragraph of its own, and is defined in the next
}

// document makes a document of the flow. file is the name of the file.
func (f *flow) document(file string) (*legal.Document, error) {
	d := &legal.Document{Name: f.options.Name, Title: f.options.Title, Kind: f.options.Kind}
	f.front(d)
	err := f.entitle(d, file)
	b := &builder{report: f.report, blocks: f.blocks, d: d, seen: map[string]string{},
		lists: map[string]int{}}
	if m := nameInText.FindStringSubmatch(d.Name); m != nil && d.Kind == legal.Section {
		b.letter = m[2]
	}
	for b.at = range b.blocks {
		b.block(b.blocks[b.at])
		if len(b.report.Lines) > maxLines {
			return nil, errors.New("intake: the text has too many pieces: split it")
		}
	}
	b.flush()
	for i, w := range b.written {
		d.Clauses[i].Text, d.Clauses[i].Closing = paragraphs(w.text), paragraphs(w.closing)
	}
	f.report.inOrder()
	if err != nil {
		return nil, err
	}
	if len(d.Clauses) == 0 {
		return nil, errNumberless
	}
	if faults := d.Structure(); len(faults) > 0 {
		return nil, faults
	}
	f.report.count(d)
	return d, nil
}

// paragraphs is a text of paragraphs.
func paragraphs(texts []string) string {
	for i, text := range texts {
		texts[i] = legal.Plain(text)
	}
	return strings.Join(texts, "\n\n")
}

// block takes the next block.
func (b *builder) block(blk block) {
	switch blk.kind {
	case table:
		b.table(blk)
	case heading:
		if !b.numbered(blk) {
			b.wait(blk)
		}
	default:
		pieces := b.split(blk)
		if len(pieces) == 1 && b.alone(blk) {
			b.term = oneLine(blk.text)
			return
		}
		for i, piece := range pieces {
			if i > 0 {
				piece.label, piece.bullet, piece.define = "", false, false
			}
			b.paragraph(piece)
		}
	}
}

// split parts a paragraph at the lines that begin with a number, where the line before ends as
// what stands before a number does ("shall:" and then "(a) each"), or where such lines count.
func (b *builder) split(blk block) (pieces []block) {
	lines := linesOf(blk.text)
	begin := 0
	var before number // of the last line that has one
	for i := 1; i < len(lines); i++ {
		n, _, ok := typed(lines[i].text)
		if !ok {
			continue
		}
		sequence := n.part != "" && (before.part != "" && counted(before.part, n.part) ||
			beginsList(n.part) && countsOn(n.part, lines[i+1:]))
		before = n
		if sequence || endsSentence(oneLine(lines[i-1].text)) {
			piece := blk
			piece.text = blk.text[lines[begin].at : lines[i].at-1]
			pieces = append(pieces, piece)
			begin = i
		}
	}
	blk.text = blk.text[lines[begin].at:]
	return append(pieces, blk)
}

// line is a line of a paragraph, and where in it the line begins.
type line struct {
	at   int
	text string
}

// linesOf are the lines of a paragraph, whether they were broken on purpose or not. None is empty.
func linesOf(text string) (lines []line) {
	for at := 0; ; {
		end := strings.IndexAny(text[at:], "\n"+softBreak)
		if end < 0 {
			return append(lines, line{at, text[at:]})
		}
		lines = append(lines, line{at, text[at : at+end]})
		at += end + 1
	}
}

// counted says whether a part follows another in one of the styles.
func counted(part, next string) bool {
	for s := range styles {
		if ordinal(part, s) > 0 && follows(part, next, s) {
			return true
		}
	}
	return false
}

// countsOn says whether the next line with a number goes on from a part.
func countsOn(part string, lines []line) bool {
	for _, l := range lines[:min(len(lines), lookAhead)] {
		if n, _, ok := typed(l.text); ok && n.part != "" {
			return counted(part, n.part)
		}
	}
	return false
}

// paragraph takes a paragraph: a clause, a part, a definition, or text.
func (b *builder) paragraph(blk block) {
	if b.term != "" {
		blk.text = strongOn + b.term + strongOff + " " + plain(blk.text)
		b.term, blk.define = "", true
	}
	if b.numbered(blk) || b.define(blk) {
		return
	}
	text := oneLine(blk.text)
	if lead, rest, ok := strong(blk.text); ok && rest == "" && shortLine(lead) && !blk.bullet &&
		blk.label == "" && b.inside(blk.left) == 0 {
		b.wait(blk)
		return
	}
	b.flush()
	b.attach(blk.where, blk.left, plain(blk.text), text)
}

// alone says whether a paragraph is only a term, which the next paragraph says the meaning of.
func (b *builder) alone(blk block) bool {
	if len(b.open) == 0 || b.at+1 >= len(b.blocks) || blk.label != "" || blk.define {
		return false
	}
	next := b.blocks[b.at+1]
	_, _, numbered := typed(blk.text)
	_, _, nextNumbered := typed(next.text)
	return !numbered && !nextNumbered && next.kind == paragraph && next.label == "" &&
		meaning.MatchString(plain(next.text)) &&
		!meaning.MatchString(oneLine(blk.text)) && len(blk.text) <= titleLength &&
		shortLine(oneLine(blk.text)) && !strings.Contains(blk.text, "\n")
}

// numbered takes a block that has a number which holds. What a list numbers and we do not is said.
func (b *builder) numbered(blk block) bool {
	var n number
	var ok bool
	if blk.label != "" {
		if n, ok = listedNumber(blk.label); !ok {
			b.report.add(blk.where, blk.label, LeftOut,
				"the number of a list, of no kind that is understood")
			return false
		}
	} else if n, blk.text, ok = typed(blk.text); !ok {
		return false
	}
	if why, clause := b.isClause(n, &blk); clause {
		b.clause(n, blk, why)
		return true
	}
	if b.part(n, blk) {
		return true
	}
	if n.listed {
		b.report.add(blk.where, blk.label, LeftOut,
			"the number of a list, which is no number of a clause here")
	}
	return false
}

// isClause decides whether a number is that of a clause, and fills in what it leaves unsaid; note
// says what that is.
func (b *builder) isClause(n number, blk *block) (note string, ok bool) {
	marked := n.listed || n.strong || blk.kind == heading
	full, note := b.full(n, blk)
	if full == "" || legal.ValidNumber(full) != nil || b.seen[full] != "" {
		return "", false
	}
	clause := strings.TrimPrefix(full, n.letter)
	if b.letter != "" {
		clause = strings.TrimPrefix(full, b.letter)
	}
	switch {
	case n.letter != "" && n.letter != b.letter && (b.letter != "" || !marked):
		return "", false
	case marked:
		return note, true
	case b.last != "" && !after(clause, b.last), startsSmall(blk.text), n.loose && b.counts(n.part):
		return "", false
	case strings.Contains(clause, "."):
		return note, n.letter != "" || b.last == "" || b.near(clause)
	case n.loose:
		return note, b.near(clause)
	}
	return note, n.letter != "" && shortLine(oneLine(blk.text))
}

// full is the whole number of a clause; empty: it is none.
func (b *builder) full(n number, blk *block) (full, note string) {
	if n.clause == "" || len(n.shown) > 0 && n.shown[0] == '(' {
		return "", ""
	}
	letter := n.letter
	if letter == "" && b.letter != "" {
		letter, note = b.letter, "the text says "+n.shown
	}
	if !n.listed || !n.loose || blk.kind == heading || len(b.open) == 0 {
		return letter + n.clause, note
	}
	// A list counts 1, 2, 3: clauses, if one before is of the same list or of one around it.
	base := b.open[0]
	number := b.d.Clauses[base.clause].Number
	for up := number; base.listed && up != ""; up = legal.Parent(up) {
		if left, ok := b.lists[up]; !ok || left != blk.left {
			continue
		}
		if up = legal.Parent(up); up == "" {
			return letter + n.clause, note
		}
		return up + "." + n.clause, "the list says " + n.shown
	}
	if base.listed && blk.left > base.left && len(b.open) == 1 && legal.Parent(number) == "" {
		return number + "." + n.clause, "the list says " + n.shown
	}
	return "", ""
}

// near says whether a number that the text gives no other sign of is where it would be looked for:
// under the clause before it, or first under the next.
func (b *builder) near(clause string) bool {
	top, _, _ := strings.Cut(clause, ".")
	now, _, _ := strings.Cut(b.last, ".")
	n, _ := leading(top)
	was, _ := leading(now)
	return b.last == "" && n <= 1 || n == was || n == was+1
}

// counts says whether a plain number goes on with parts that are counted 1, 2, 3.
func (b *builder) counts(part string) bool {
	for _, o := range b.open {
		if o.part != "" && o.style == numerals && follows(o.part, part, numerals) {
			return true
		}
	}
	return false
}

// startsSmall says whether words begin with a small letter, as what follows a reference does.
func startsSmall(text string) bool {
	c, _ := utf8.DecodeRuneInString(plain(text))
	return unicode.IsLower(c)
}

// clause begins a clause.
func (b *builder) clause(n number, blk block, note string) {
	full, _ := b.full(n, &blk)
	c := legal.Clause{Number: full}
	rest := plain(blk.text)
	if isTitle := b.isHeading(blk, n); isTitle {
		c.Heading, rest = oneLine(blk.text), ""
	}
	for i, above := range b.above {
		text := oneLine(above.text)
		if c.Heading != "" && rest == "" {
			b.report.add(above.where, text, LeftOut, "a heading above "+full+", which has its own")
			continue
		}
		b.report.add(above.where, text, Understood, "the heading above "+full)
		b.above[i].text = text
	}
	if c.Heading == "" {
		c.Heading = b.heading()
	}
	b.above = nil
	said := as(&c)
	if note != "" {
		said += " (" + note + ")"
	}
	b.report.add(blk.where, n.shown+" "+oneLine(blk.text), Understood, said)
	b.begin(c, open{left: blk.left, listed: n.listed}, blk.where)
	b.last = strings.TrimPrefix(strings.TrimPrefix(full, b.letter), n.letter)
	b.rest(blk, rest)
}

// isHeading says whether the words of a clause are its heading: they are marked as one, or are all
// strong or all capitals, and are no sentence.
func (b *builder) isHeading(blk block, n number) bool {
	lead, after, isStrong := strong(blk.text)
	text := oneLine(blk.text)
	if !shortLine(text) {
		return false
	}
	top := !strings.Contains(n.clause, ".")
	return blk.kind == heading || isStrong && after == "" && lead != "" ||
		top && (text == strings.ToUpper(text) && text != strings.ToLower(text) || n.letter != "" &&
			!n.listed)
}

// begin adds a clause.
func (b *builder) begin(c legal.Clause, o open, where string) {
	o.clause = len(b.d.Clauses)
	b.d.Clauses = append(b.d.Clauses, c)
	b.written = append(b.written, written{})
	b.seen[c.Number] = where
	if c.Term == "" && o.part == "" {
		b.open = b.open[:0]
		if o.listed {
			b.lists[c.Number] = o.left
		}
	}
	b.open = append(b.open, o)
}

// rest is what stands after a number: the words of the clause, or its first part directly.
func (b *builder) rest(blk block, rest string) {
	if rest == "" {
		return
	}
	if n, words, ok := typed(rest); ok && n.part != "" && n.shown[0] == '(' && beginsList(n.part) &&
		b.part(n, block{where: blk.where, left: blk.left, text: words}) {
		return
	}
	w := &b.written[len(b.written)-1]
	w.text = append(w.text, rest)
}

// beginsList says whether a part is the first in one of the styles.
func beginsList(part string) bool {
	for s := range styles {
		if first(part, s) {
			return true
		}
	}
	return false
}

// table takes a table: definitions, or rows in the text of a clause.
func (b *builder) table(blk block) {
	defines := defining(blk.rows) && len(b.open) > 0
	if defines || numbering(blk.rows) {
		for _, row := range blk.rows {
			text := strings.TrimSpace(row[0] + " " + row[1])
			if defines {
				text = strongOn + row[0] + strongOff + " " + row[1]
			}
			b.paragraph(block{where: blk.where, left: blk.left, text: text})
		}
		return
	}
	b.flush()
	var lines []string
	for _, row := range blk.rows {
		cells := make([]string, len(row))
		for i, cell := range row {
			cells[i] = pipe.ReplaceAllString(cell, `\|`)
		}
		lines = append(lines, strings.TrimRight("| "+strings.Join(cells, " | ")+" |", " "))
	}
	text := strings.Join(lines, "\n")
	if strings.Trim(text, "| \n") == "" {
		return
	}
	words := strings.NewReplacer("|", " ", "\n", " ").Replace(text)
	b.attach(blk.where, blk.left, text, words)
}

// numbering says whether a table only sets numbers beside their words.
func numbering(rows [][]string) bool {
	numbers := 0
	for _, row := range rows {
		if len(row) != 2 {
			return false
		}
		if n, rest, ok := typed(row[0]); ok && rest == "" && !n.loose {
			numbers++
		} else if row[0] != "" {
			return false
		}
	}
	return numbers > 0
}

// pipe parts the cells of a table.
var pipe = regexp.MustCompile(`\|`)

// wait keeps a heading for the clause that follows.
func (b *builder) wait(blk block) { b.above = append(b.above, blk) }

// heading is the headings that wait, as one.
func (b *builder) heading() string {
	texts := make([]string, len(b.above))
	for i, above := range b.above {
		texts[i] = oneLine(above.text)
	}
	return strings.Join(texts, " – ")
}

// flush keeps the words of headings that no clause followed.
func (b *builder) flush() {
	for _, above := range b.above {
		b.attach(above.where, above.left, plain(above.text), oneLine(above.text))
	}
	b.above = nil
}

// attach keeps words that have no number as text of the clause that they stand in. seen is how
// the report shows them.
func (b *builder) attach(where string, left int, text, seen string) {
	if len(b.open) == 0 {
		b.report.add(where, seen, LeftOut, "it stands before the first clause: give it a number to "+
			"keep it")
		return
	}
	what := ""
	if strings.HasPrefix(text, "| ") {
		what = "a table in the "
	}
	k := b.inside(left)
	b.descend(k - 1)
	number, w := b.d.Clauses[b.open[k].clause].Number, &b.written[b.open[k].clause]
	if b.open[k].clause == len(b.d.Clauses)-1 {
		w.text = append(w.text, text)
		b.report.add(where, seen, Kept, what+"text of "+number)
		return
	}
	w.closing = append(w.closing, text)
	b.report.add(where, seen, Kept, what+"closing words of "+number)
}

// inside is the index in open of what a block without a number belongs to: the deepest part that
// stands no further in than it does. Where nothing is indented that is the clause.
func (b *builder) inside(left int) int {
	for k := len(b.open) - 1; k > 0; k-- {
		if b.open[k].left > b.open[0].left && b.open[k].left <= left {
			return k
		}
	}
	return 0
}
