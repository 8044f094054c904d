// Package editor is the form in which the words of a document are changed: as plain text with few
// marks (docs/legal-text.md), a part of the document or all of it. What is sent is read again as a
// document, checked, and compared with what was there; text that does not hold together is
// refused, so that the structure of a document cannot be broken.
package editor

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/mains-energy/mains/internal/governance/legal"
	"github.com/mains-energy/mains/internal/governance/wording/show"
	"github.com/mains-energy/mains/internal/page"
)

// mostText is how many characters a form takes: what is longer is edited part by part.
const mostText = 400_000

// TextField is the name of the field with the text.
const TextField = "text"

// Editor changes one document.
type Editor struct {
	Doc  *legal.Document // as it is; a new one has a name and no clauses
	Base *legal.Document // what the redline begins from; nil: nothing
	// Part is the number of the clause that is edited with its parts; empty: the whole file.
	Part  string
	New   bool        // the document is not there yet: its name is free
	Known legal.Known // what references may lead to
}

// head is how the file of a document begins, without its clauses.
func (e *Editor) head() []byte {
	head := *e.Doc
	head.Clauses = nil
	return head.Append(nil)
}

// span are the clauses of the part, as indexes.
func (e *Editor) span() (from, to int) {
	if from = e.Doc.Find(e.Part); from < 0 {
		return 0, len(e.Doc.Clauses)
	}
	to = from + 1
	for to < len(e.Doc.Clauses) && legal.Part(e.Doc.Clauses[to].Number, e.Part) {
		to++
	}
	return from, to
}

// Text is what is edited.
func (e *Editor) Text() string {
	if e.Part == "" {
		return string(e.Doc.Append(nil))
	}
	part := *e.Doc
	from, to := e.span()
	part.Clauses = e.Doc.Clauses[from:to]
	return strings.TrimLeft(string(bytes.TrimPrefix(part.Append(nil), e.head())), "\n")
}

// Field asks for the text.
func (e *Editor) Field() page.Field {
	label := "The text of " + e.Doc.Name
	if e.Part != "" {
		label += ", " + e.Part + " and its parts"
	}
	return page.Field{Name: TextField, Label: label, Control: page.Area, Plain: true, Rows: 24,
		Limit: mostText, Values: []string{e.Text()},
		Hint: "Numbers stand in two stars (**F8.7**), parts begin with a dash and their letter " +
			"(- (a)), headings with ## or ###. An empty line parts paragraphs."}
}

// Read is the document as it would be with what was sent, or what is wrong with that.
func (e *Editor) Read(in page.Input) (*legal.Document, error) {
	sent := strings.ReplaceAll(in.Text(TextField), "\r\n", "\n") + "\n"
	before := ""
	if e.Part != "" {
		before = string(e.head()) + "\n"
	}
	doc, err := legal.Parse(e.Doc.Slug()+".md", []byte(before+sent))
	if err != nil {
		return nil, faults(err, strings.Count(before, "\n"))
	}
	if e.Part != "" {
		from, to := e.span()
		doc.Clauses = slices.Concat(e.Doc.Clauses[:from], doc.Clauses, e.Doc.Clauses[to:])
		if doc, err = legal.Parse(e.Doc.Slug()+".md", doc.Append(nil)); err != nil {
			return nil, faults(err, -1)
		}
	}
	if doc.Slug() != e.Doc.Slug() && !e.New {
		return nil, page.Faults{{Field: TextField, Text: "The document is " + e.Doc.Name +
			": its name stays as it is. A new document is added by itself"}}
	}
	if wrong := e.worse(doc); len(wrong) > 0 {
		return nil, faults(wrong, -1)
	}
	return doc, nil
}

// worse are the faults of numbering and of references that were not there before.
func (e *Editor) worse(doc *legal.Document) legal.Faults {
	before := map[string]bool{}
	for _, f := range e.Doc.Check(e.Known) {
		before[f.Number+f.Say] = true
	}
	return slices.DeleteFunc(doc.Check(e.Known), func(f legal.Fault) bool {
		return before[f.Number+f.Say]
	})
}

// mostFaults is how many are said at once.
const mostFaults = 12

// faults says what is wrong with a text beside its field: with the line of what was sent, where it
// is of that.
func faults(err error, above int) error {
	var all legal.Faults
	if !errors.As(err, &all) {
		return err
	}
	var said page.Faults
	for i, f := range all {
		if i == mostFaults {
			said.Add(TextField, "and %d more", len(all)-i)
			break
		}
		where := ""
		switch {
		case above >= 0 && f.Line > above:
			where = fmt.Sprintf("line %d: ", f.Line-above)
		case f.Number != "":
			where = f.Number + ": "
		}
		said.Add(TextField, "%s%s", where, f.Say)
	}
	return said
}

// Preview shows what a text would change.
func (e *Editor) Preview(doc *legal.Document) []page.Block {
	r := legal.Compare(e.Base, doc)
	if len(r.Amendments) == 0 {
		return []page.Block{page.Para{Words: page.Say("Nothing is changed yet.")}}
	}
	return show.Redline(r, show.Marking{})
}
