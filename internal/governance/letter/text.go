package letter

import (
	"strings"
	"unicode/utf8"

	"github.com/mains-energy/mains/internal/page"
)

// width is how many characters a line of text has at most, but for one word that is longer.
const width = 72

// Text is the letter as text: lines are broken between words, each link is followed by its
// address in angle brackets, and the foot stands below the line by which mail programs know a
// signature.
func (l *Letter) Text() string {
	t := &typist{of: l}
	for i, p := range l.pieces() {
		t.piece(p, i > 0)
	}
	return t.b.String()
}

// typist writes text.
type typist struct {
	of   *Letter
	b    strings.Builder
	last kind
}

// piece writes a piece; apart says that something stands before it.
func (t *typist) piece(p piece, apart bool) {
	if apart && t.last != foot && (p.kind != item && p.kind != fact || p.kind != t.last) {
		t.b.WriteByte('\n')
	}
	t.last = p.kind
	switch p.kind {
	case heading:
		from := t.b.Len()
		t.line("", "", p.lines[0])
		text := t.b.String()[from:]
		longest := 0
		for line := range strings.Lines(text) {
			longest = max(longest, utf8.RuneCountInString(strings.TrimSpace(line)))
		}
		if p.level < len(underlines) {
			t.b.WriteString(strings.Repeat(underlines[p.level], longest) + "\n")
		}
	case para, notice:
		for _, line := range p.lines {
			t.line("", "", line)
		}
	case item:
		mark := or(p.mark, "-") + " "
		below := strings.Repeat(" ", min(len(mark), 6))
		for i, line := range p.lines {
			if i > 0 {
				mark = below
			}
			t.line(mark, below, line)
		}
	case fact:
		term := page.T(p.mark + ": ")
		for i, line := range p.lines {
			if i == 0 {
				line = append(page.Words{term}, line...)
				t.line("", "  ", line)
			} else {
				t.line("  ", "  ", line)
			}
		}
	case foot:
		t.b.WriteString("-- \n")
	}
}

// underlines are of headings, by their level.
var underlines = []string{"=", "-"}

// line writes words in lines: the first begins with first, the others with others.
func (t *typist) line(first, others string, words page.Words) {
	var b strings.Builder
	for _, s := range t.of.spans(words) {
		b.WriteString(s.text)
		if to := strings.TrimPrefix(s.href, "mailto:"); to != "" && to != s.text {
			b.WriteString(" <" + to + ">")
		}
	}
	column, begun := utf8.RuneCountInString(first), false
	t.b.WriteString(strings.TrimRight(first, " "))
	blank := strings.Repeat(" ", len(first)-len(strings.TrimRight(first, " ")))
	for word := range strings.FieldsSeq(b.String()) {
		n := utf8.RuneCountInString(word)
		switch {
		case !begun:
			t.b.WriteString(blank)
		case column+1+n > width:
			t.b.WriteString("\n" + others)
			column = len(others)
		default:
			t.b.WriteByte(' ')
			column++
		}
		t.b.WriteString(word)
		column += n
		begun = true
	}
	t.b.WriteByte('\n')
}
