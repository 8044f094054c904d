package intake

import (
	"fmt"
	"strings"
	"unicode"
)

// kind is what a block is.
type kind uint8

const (
	paragraph kind = iota
	heading
	table
)

// block is a piece of a text, the same whichever form the text came in.
type block struct {
	where string
	kind  kind
	rank  int // of a heading, from 1; 0: the title of the whole
	// label is the number that a list gives the block, as it is shown: "(a)", "8.7", "2.". It is
	// not among the words. Empty: none, or it is a word of the text.
	label  string
	bullet bool // an item of a list without numbers
	define bool // a definition: its strong beginning is the term
	// left says how far in the block stands; larger is further. What it is measured in differs
	// between forms: only the order counts.
	left int
	text string     // as words write it, with marks
	rows [][]string // of a table: its cells, without marks, each on one line
}

// Marks in the text of a block: around what is strong, and where a line ends only because it was
// full. No text has them: clean takes them out.
const (
	strongOn  = "\x01"
	strongOff = "\x02"
	softBreak = "\x03"
)

// flow collects the blocks of a text, and what is said of what is none.
type flow struct {
	options Options
	report  *Report
	blocks  []block
	octets  int
	fields  map[string]string // of the head of a Markdown file
}

// add adds a block that has words.
func (f *flow) add(b block) error {
	if b.kind != table && b.text == "" {
		if b.label != "" {
			f.leaveOut(b.where, b.label, "a number without words")
		}
		return nil
	}
	for _, row := range b.rows {
		for _, cell := range row {
			f.octets += len(cell)
		}
	}
	f.octets += len(b.text)
	if f.octets > maxText {
		return fmt.Errorf("intake: %s: the text has more than %d MiB: split it", b.where, maxText>>20)
	}
	f.blocks = append(f.blocks, b)
	return nil
}

// leaveOut says that words are not in the document, and why. Without words there is nothing to say.
func (f *flow) leaveOut(where, words, why string) {
	if seen := strings.Join(strings.Fields(clean(words)), " "); seen != "" {
		f.report.add(where, seen, LeftOut, why)
	}
}

// clean makes words of what a file has: one kind of blank, no soft hyphens, no marks that have no
// width, no controls.
func clean(text string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case unicode.IsSpace(c) || c == '\u2028' || c == '\u2029':
			return ' '
		case c == '\u00ad' || c == '\u200b' || c == '\u2060' || c == '\ufeff' || unicode.IsControl(c):
			return -1
		}
		return c
	}, strings.ToValidUTF8(text, "\ufffd"))
}

// words writes the text of a block: blanks single, marks next to words.
type words struct {
	b       strings.Builder
	strong  bool
	pending string // what parts the next word from the last: a blank, or a break
}

// add adds words.
func (w *words) add(text string, strong bool) {
	text = clean(text)
	inner := strings.Trim(text, " ")
	if inner == "" || text[0] == ' ' {
		w.space(text)
	}
	if inner == "" {
		return
	}
	if w.strong && (!strong || w.pending != "" && w.pending != " ") {
		w.b.WriteString(strongOff)
		w.strong = false
	}
	if w.b.Len() > 0 {
		w.b.WriteString(w.pending)
	}
	w.pending = ""
	if strong && !w.strong {
		w.b.WriteString(strongOn)
	}
	w.strong = strong
	w.b.WriteString(strings.Join(strings.Fields(inner), " "))
	if strings.HasSuffix(text, " ") {
		w.pending = " "
	}
}

// space notes a blank, which a break outdoes.
func (w *words) space(text string) {
	if w.pending == "" && text != "" {
		w.pending = " "
	}
}

// lineBreak ends a line: hard, where its author ended it; otherwise it was only full.
func (w *words) lineBreak(hard bool) {
	if hard {
		w.pending = "\n"
	} else if w.pending != "\n" {
		w.pending = softBreak
	}
}

// String is the text.
func (w *words) String() string {
	if w.strong {
		return w.b.String() + strongOff
	}
	return w.b.String()
}

// withoutMarks takes out all marks, and withoutStrong those around what is strong.
var (
	withoutMarks  = strings.NewReplacer(strongOn, "", strongOff, "", softBreak, " ")
	withoutStrong = strings.NewReplacer(strongOn, "", strongOff, "")
)

// plain is text without marks. Lines that were broken on purpose stay.
func plain(text string) string {
	if !strings.ContainsAny(text, strongOn+strongOff+softBreak) {
		return text
	}
	return withoutMarks.Replace(text)
}

// oneLine is text without marks on one line.
func oneLine(text string) string { return strings.ReplaceAll(plain(text), "\n", " ") }

// strong is the strong beginning of a text and what follows it; ok: there is one.
func strong(text string) (lead, rest string, ok bool) {
	after, ok := strings.CutPrefix(text, strongOn)
	if !ok {
		return "", text, false
	}
	lead, rest, _ = strings.Cut(after, strongOff)
	return strings.TrimSpace(lead), strings.TrimSpace(rest), true
}

// joined is all that blocks say, on one line. Numbers that lists showed are words here.
func joined(blocks []block) string {
	var parts []string
	for _, b := range blocks {
		if b.label != "" {
			parts = append(parts, b.label)
		}
		parts = append(parts, oneLine(b.text))
		for _, row := range b.rows {
			parts = append(parts, row...)
		}
	}
	return strings.Join(strings.Fields(strings.Join(parts, " ")), " ")
}
