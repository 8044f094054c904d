package intake

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Made is what was made of a piece of a text.
type Made string

// What can be made of a piece.
const (
	Understood Made = "understood" // as a clause, a heading, a definition, a table, the title
	Kept       Made = "kept"       // as text of a clause, with no more seen in the words
	LeftOut    Made = "left out"   // not in the document
)

// Line is one line of a report.
type Line struct {
	// Where is the paragraph ("paragraph 12", counted from 1 in the order of the text), the line
	// of a Markdown file ("line 7") or the part of a package ("word/footnotes.xml").
	Where string `json:"where"`
	// Seen is what stands there: its beginning where it is in the document, and all of its words
	// where it was left out.
	Seen string `json:"seen"`
	Made Made   `json:"made"`
	// As is what it was understood or kept as, or why it was left out.
	As string `json:"as"`
}

// Report is what was understood of a text and what was not.
type Report struct {
	Form        string `json:"form"` // "Markdown of mains", "Markdown", "HTML", "DOCX"
	Clauses     int    `json:"clauses"`
	Headings    int    `json:"headings"`
	Definitions int    `json:"definitions"`
	Tables      int    `json:"tables"`
	Paragraphs  int    `json:"paragraphs"` // of text, those of clauses among them
	// Lines are in the order of the text; what stands in other parts of a package comes last.
	Lines []Line `json:"lines"`
}

// seenCut is how much of a piece is shown, in characters.
const seenCut = 60

// Omitted are the lines of what is not in the document.
func (r *Report) Omitted() (lines []Line) {
	for _, line := range r.Lines {
		if line.Made == LeftOut {
			lines = append(lines, line)
		}
	}
	return lines
}

// String writes the report as a table for the command line: a sentence that counts, then a line
// for each piece, its words cut to a width that fits.
func (r *Report) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s, %s, %s, %s, %s; %d left out\n", r.Form,
		count(r.Clauses, "clause"), count(r.Headings, "heading"), count(r.Definitions, "definition"),
		count(r.Tables, "table"), count(r.Paragraphs, "paragraph"), len(r.Omitted()))
	rows := [][]string{{"where", "made", "as", "seen"}}
	for _, line := range r.Lines {
		rows = append(rows, []string{line.Where, string(line.Made), line.As, cut(line.Seen)})
	}
	var widths [3]int
	for _, row := range rows {
		for i := range widths {
			widths[i] = max(widths[i], utf8.RuneCountInString(row[i]))
		}
	}
	for _, row := range rows {
		for i, width := range widths {
			b.WriteString(row[i] + strings.Repeat(" ", width+2-utf8.RuneCountInString(row[i])))
		}
		b.WriteString(row[3] + "\n")
	}
	return b.String()
}

// count is a number of things in words.
func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// cut is the beginning of a text, on one line.
func cut(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if utf8.RuneCountInString(text) <= seenCut {
		return text
	}
	return strings.TrimSpace(string([]rune(text)[:seenCut-1])) + "…"
}

// add writes a line.
func (r *Report) add(where, seen string, made Made, as string) {
	if made != LeftOut {
		seen = cut(seen)
	}
	r.Lines = append(r.Lines, Line{where, seen, made, as})
}

// inOrder puts the lines in the order of the text: what was left out was known before the clauses
// were. Parts of a package come last.
func (r *Report) inOrder() {
	slices.SortStableFunc(r.Lines, func(a, b Line) int {
		return cmp.Compare(a.position(),
			b.position())
	})
}

// position is the number of the paragraph or the line; what has none comes last.
func (line *Line) position() int {
	kind, number, _ := strings.Cut(line.Where, " ")
	if n, err := strconv.Atoi(number); err == nil && (kind == "paragraph" || kind == "line") {
		return n
	}
	return math.MaxInt
}
