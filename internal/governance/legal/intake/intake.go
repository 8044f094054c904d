// Package intake reads the text of a code that people have as Markdown, as HTML or as a DOCX
// package, and makes a [legal.Document] of it, with a report of what was understood and what was
// not. It reads and writes nothing but its arguments.
//
// [Read] is enough where the text or the name of its file says which document it is;
// [Options.Read] is told, and can read tracked changes as the text was before them.
//
// # What is understood
//
// Each form becomes the same flow of headings, paragraphs and tables. A clause is a paragraph or
// a heading with a number, which its words begin with ("F8.7 Each Party") or which its list gives:
// a numbered list of HTML or Markdown, or the numbering of a word processor, counted as it shows
// it. Parts such as (a) nest by how far in they stand, and by their sequence where nothing is
// indented. A paragraph without a number goes on with the clause before it, or closes the clause
// whose parts it follows. A heading without a number stands above the clause that follows. A
// definition begins with a term, in strong type or in quotation marks, that "means" or "has the
// meaning". Before the first clause stand the name and the title of the document.
//
// # What is not lost
//
// Every word of the text is in the document, in the order of the text, or in a line of the report
// that says it was left out and why. Emphasis, colours, the addresses of links and page breaks are
// not words.
//
// # What is refused
//
// What is no text of one of the three forms, with a sentence that says what it seems to be; a text
// that says nowhere which document it is; a text without any number; and what is larger than the
// limits, such as a package that unpacks to a thousand times its size.
package intake

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/mains-energy/mains/internal/governance/legal"
)

// Limits of what is read. What is larger is refused.
const (
	maxFile    = 32 << 20          // octets of a file
	maxText    = legal.MaxDocument // octets of words
	maxLines   = 200_000           // of a report: one for each piece of a text
	maxEntries = 2000              // files in a package
	maxPart    = 64 << 20          // octets of a file in a package, unpacked
	maxNesting = 200               // elements, lists or quotations within each other
)

// Tracked says which side of tracked changes is read.
type Tracked uint8

// The sides.
const (
	After  Tracked = iota // as if all were accepted: insertions are read
	Before                // as if all were rejected: deletions are read
)

// Options are what a text does not say itself. The zero value asks the text for everything.
type Options struct {
	Name    string     // of the document, "Section F"; empty: as the text or the name of the file says
	Title   string     // empty: as the text says
	Kind    legal.Kind // empty: by the name
	Tracked Tracked    // changes: insertions and deletions that nobody has accepted yet
}

// Read makes a document of b, whose form its octets tell. The name is that of the file: it serves
// to say which document it is where the text does not. The report is there even with an error,
// once the form is known.
func Read(name string, b []byte) (*legal.Document, *Report, error) {
	return Options{}.Read(name, b)
}

// Read is [Read] with options.
func (o Options) Read(name string, b []byte) (*legal.Document, *Report, error) {
	if len(b) > maxFile {
		return nil, nil, fmt.Errorf("intake: %s has %d octets: at most %d are read", name, len(b),
			maxFile)
	}
	f := &flow{options: o, report: &Report{}}
	b = bytes.TrimPrefix(b, []byte("\xef\xbb\xbf"))
	var err error
	switch form, refused := formOf(name, b); {
	case refused != nil:
		return nil, nil, fmt.Errorf("intake: %s %w", name, refused)
	case form == formDOCX:
		f.report.Form = "DOCX"
		err = f.docx(b)
	case form == formHTML:
		f.report.Form = "HTML"
		err = f.html(b)
	default:
		f.report.Form = "Markdown"
		if d, done, err := f.canonical(name, b); done {
			return d, f.report, err
		}
		err = f.markdown(b)
	}
	if err != nil {
		return nil, f.report, err
	}
	d, err := f.document(name)
	return d, f.report, err
}

// form is what a file is.
type form uint8

const (
	formMarkdown form = iota
	formHTML
	formDOCX
)

// others are what a file that we do not read begins with.
var others = []struct{ begins, is string }{
	{"%PDF", "is a PDF: read the file that it was made from"},
	{"{\\rtf", "is RTF: save it as DOCX"},
	{"\xd0\xcf\x11\xe0", "is of an old word processor, or has a password: save it as DOCX without " +
		"one"},
	{"\xff\xfe", "is UTF-16: save it as UTF-8"},
	{"\xfe\xff", "is UTF-16: save it as UTF-8"},
}

// beginsHTML is how a page begins; a file of Markdown may begin with a tag as well.
var beginsHTML = regexp.MustCompile(`(?i)^\s*(<\?xml[^>]*>\s*)?(<!--[^>]*-->\s*)*<(!doctype ` +
	`html|html|head|body|` +
	`div|main|article|section|p|h[1-6]|ol|ul|dl|table|title|meta|header)[\s>]`)

// formOf tells the form by what a file begins with.
func formOf(name string, b []byte) (form, error) {
	for _, other := range others {
		if bytes.HasPrefix(b, []byte(other.begins)) {
			return 0, errors.New(other.is)
		}
	}
	head := b[:min(len(b), 4096)]
	switch {
	case bytes.HasPrefix(b, []byte("PK\x03\x04")):
		return formDOCX, nil
	case beginsHTML.Match(head) && (!strings.HasSuffix(strings.ToLower(name), ".md") ||
		bytes.Contains(bytes.ToLower(head), []byte("<html"))):
		return formHTML, nil
	case bytes.IndexByte(b, 0) >= 0:
		return 0, errors.New("is no text: give Markdown, HTML or DOCX")
	case !utf8.Valid(b):
		return 0, errors.New("is not UTF-8: save it as UTF-8")
	case len(bytes.TrimSpace(b)) == 0:
		return 0, errors.New("is empty")
	}
	return formMarkdown, nil
}

// canonical reads what is written as legal writes it; done: it was meant to be.
func (f *flow) canonical(name string, b []byte) (d *legal.Document, done bool, err error) {
	if !bytes.HasPrefix(b, []byte("---\n")) && !bytes.HasPrefix(b, []byte("---\r\n")) {
		return nil, false, nil
	}
	d, err = legal.Parse(name, b)
	if err != nil {
		front, _, _ := frontMatter(string(b))
		if front["name"] == "" || front["kind"] == "" {
			return nil, false, nil
		}
		f.report.Form = "Markdown of mains"
		return nil, true, fmt.Errorf("intake: %w", err)
	}
	f.report.Form = "Markdown of mains"
	for i := range d.Clauses {
		c := &d.Clauses[i]
		f.report.add("clause "+c.Number, strings.TrimSpace(c.Heading+" "+c.Term+" "+c.Text), Understood,
			as(c))
	}
	f.report.count(d)
	return d, true, nil
}

// as says what a clause is.
func as(c *legal.Clause) string {
	switch {
	case c.Term != "":
		return "definition " + c.Number
	case c.Heading != "":
		return "clause " + c.Number + ", with its heading"
	}
	return "clause " + c.Number
}

// count counts what the document has.
func (r *Report) count(d *legal.Document) {
	for _, c := range d.Clauses {
		r.Clauses++
		if c.Heading != "" {
			r.Headings++
		}
		if c.Term != "" {
			r.Definitions++
		}
		for _, text := range []string{c.Text, c.Closing} {
			for paragraph := range strings.SplitSeq(text, "\n\n") {
				switch {
				case strings.HasPrefix(paragraph, "| "):
					r.Tables++
				case paragraph != "":
					r.Paragraphs++
				}
			}
		}
	}
}
