package legal

import "strings"

// Append adds the document to b as its file, in the one way that it is written: [Parse] gives the
// same document again, as long as [Document.Structure] has no faults.
func (d *Document) Append(b []byte) []byte {
	w := writer{b: d.appendHead(b), clauses: d.Clauses, open: make([]int, 0, MaxDepth+1)}
	for i := range d.Clauses {
		w.close(d.Clauses[i].Number)
		w.clause(&d.Clauses[i])
		w.open = append(w.open, i)
	}
	w.close("")
	return w.b
}

// String is the document as its file.
func (d *Document) String() string { return string(d.Append(nil)) }

// writer writes clauses.
type writer struct {
	b       []byte
	clauses []Clause
	open    []int // the clauses that the next may be a part of, each a part of the one before it
	tight   bool  // the last line is the first of a part: a part may follow it directly
}

// close ends the clauses that the next is no part of: what closes one stands after its parts.
func (w *writer) close(next string) {
	for n := len(w.open); n > 0; n-- {
		c := &w.clauses[w.open[n-1]]
		if within(next, c.Number) {
			return
		}
		w.open = w.open[:n-1]
		if c.Closing != "" {
			w.paragraphs(Plain(c.Closing), depth(c.Number))
		}
	}
}

// within says whether a number is of a part of the clause of another, at any depth of lists.
func within(number, whole string) bool {
	return len(number) > len(whole) && number[:len(whole)] == whole &&
		(number[len(whole)] == '(' || number[len(whole)] == '[')
}

// clause writes a clause and its text.
func (w *writer) clause(c *Clause) {
	deep := depth(c.Number)
	if !w.tight || deep == 0 {
		w.b = append(w.b, '\n')
	}
	w.tight = deep > 0
	text := Plain(c.Text)
	if w.opening(c, deep) && text != "" {
		first, rest, _ := strings.Cut(text, "\n\n")
		if !isTable(first) {
			w.b = append(w.b, ' ')
			w.lines(first, deep, afterNumber)
			text = rest
		}
	}
	w.b = append(w.b, '\n')
	w.paragraphs(text, deep)
}

// opening writes what stands before the text, and says whether the text goes on in the same line.
func (w *writer) opening(c *Clause, deep int) bool {
	heading := plainLine(c.Heading)
	if heading != "" && deep == 0 && Parent(c.Number) == "" {
		w.b = append(append(append(w.b, "## "...), c.Number...), ' ')
		w.b = appendLine(w.b, heading, inTitle)
		return false
	}
	if heading != "" {
		w.b = appendLine(append(w.b, "### "...), heading, inHeading)
		w.b = append(w.b, "\n\n"...)
	}
	w.indent(deep - 1)
	switch {
	case deep == 0:
		w.b = append(append(append(w.b, "**"...), c.Number...), "**"...)
	case c.Term != "":
		w.b = appendLine(append(w.b, "- **"...), plainLine(c.Term), afterNumber)
		w.b = append(w.b, "**"...)
	default:
		w.b = append(append(w.b, "- "...), last(c.Number)...)
	}
	return true
}

// paragraphs writes paragraphs, each after an empty line.
func (w *writer) paragraphs(text string, deep int) {
	for more := text != ""; more; {
		var paragraph string
		paragraph, text, more = strings.Cut(text, "\n\n")
		w.b = append(w.b, '\n')
		w.indent(deep)
		at := startsLine
		if isTable(paragraph) {
			at = inTable
		}
		w.lines(paragraph, deep, at)
		w.b = append(w.b, '\n')
		w.tight = false
	}
}

// lines writes a paragraph without the line break at its end.
func (w *writer) lines(paragraph string, deep int, at place) {
	for {
		line, rest, more := strings.Cut(paragraph, "\n")
		w.b = appendLine(w.b, line, at)
		if !more {
			return
		}
		if at != inTable {
			w.b = append(w.b, '\\')
			at = startsLine
		}
		w.b = append(w.b, '\n')
		w.indent(deep)
		paragraph = rest
	}
}

// indent writes the space before what is a part, two spaces a list.
func (w *writer) indent(deep int) {
	for range deep {
		w.b = append(w.b, "  "...)
	}
}
