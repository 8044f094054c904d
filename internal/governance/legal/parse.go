package legal

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Parse reads a document from its file. What is not written as [Document.Append] writes it but is
// clear is taken; what is not clear is no guess but a fault, with what to write. The error is
// [Faults]: all of them, up to [MaxFaults]. file is the name that faults tell.
func Parse(file string, text []byte) (*Document, error) {
	p := parser{file: file, doc: &Document{}}
	if len(text) > MaxDocument {
		p.fault("the document has %d octets, and at most %d are read: make two of it", len(text),
			MaxDocument)
		return nil, p.faults
	}
	p.rest = strings.TrimPrefix(string(text), "\ufeff")
	p.characters()
	if len(p.faults) > 0 {
		return nil, p.faults
	}
	p.head()
	if len(p.faults) > 0 {
		return nil, p.faults
	}
	p.body()
	if len(p.faults) > 0 {
		return nil, p.faults
	}
	return p.doc, nil
}

// parser reads one file.
type parser struct {
	file   string
	rest   string // of the file
	line   int    // number of the line that was read last
	doc    *Document
	faults Faults
	seen   map[string]int // the line of each number

	heading     string // waits for the clause that it stands above
	headingLine int
	open        []level // the clause that paragraphs belong to, last; each is a part of the one before
	paragraph   []string
	from        int   // the line of the first of paragraph
	at          place // of the first of paragraph
}

// level is a clause that is not yet at its end.
type level struct {
	clause int
	indent int      // of the text of the clause, in spaces
	parts  bool     // some have been: what follows closes the clause
	text   []string // paragraphs of Text, and once there are parts, of Closing
}

// fault notes what is wrong in the line that was read last.
func (p *parser) fault(say string, args ...any) { p.faultAt(max(p.line, 1), say, args...) }

func (p *parser) faultAt(line int, say string, args ...any) {
	if len(p.faults) < MaxFaults {
		p.faults = append(p.faults, Fault{File: p.file, Line: line, Say: fmt.Sprintf(say, args...)})
	}
}

// characters finds what no text has, wherever it stands.
func (p *parser) characters() {
	valid := utf8.ValidString(p.rest)
	line := 1
	for i := 0; i < len(p.rest); i++ {
		switch c := p.rest[i]; {
		case c == '\n':
			line++
		case c == '\r' && i+1 < len(p.rest) && p.rest[i+1] == '\n', c == '\t':
		case c < ' ' || c == 0x7f:
			p.faultAt(line, "the control character %#02x is no text: leave it out", c)
		case c >= utf8.RuneSelf && !valid:
			if r, n := utf8.DecodeRuneInString(p.rest[i:]); n > 1 || r != utf8.RuneError {
				i += n - 1
				continue
			}
			p.faultAt(line, "the octet %#02x is no UTF-8: save the file as UTF-8", c)
		}
	}
}

// next is the next line, without its end.
func (p *parser) next() (line string, ok bool) {
	if p.rest == "" {
		return "", false
	}
	p.line++
	line, p.rest, _ = strings.Cut(p.rest, "\n")
	return strings.TrimSuffix(line, "\r"), true
}

// body reads the clauses.
func (p *parser) body() {
	p.seen = make(map[string]int, strings.Count(p.rest, "\n")/2)
	for len(p.faults) < MaxFaults {
		line, ok := p.next()
		if !ok {
			break
		}
		words := trim(line)
		if words == "" {
			p.endParagraph()
			continue
		}
		indent := len(line) - len(strings.TrimLeft(line, " "))
		begins := len(p.paragraph) == 0 || strings.IndexByte("-*+#", words[0]) >= 0
		if begins && line[indent] == '\t' {
			p.fault("a tab stands before the words: write two spaces for each list that they are in")
			continue
		}
		p.words(words, indent)
	}
	p.endParagraph()
	p.closeTo(0)
	if p.heading != "" {
		p.faultAt(p.headingLine, "no clause follows the heading %.60q: write one, or leave it out",
			p.heading)
	}
}

// words takes a line that is not empty.
func (p *parser) words(line string, indent int) {
	switch {
	case isHeading(line):
		p.endParagraph()
		p.headline(line, indent)
	case strings.HasPrefix(line, "**") && !isRule(line):
		p.endParagraph()
		p.numbered(line, indent)
	case len(line) > 1 && line[1] == ' ' && strings.IndexByte("-*+", line[0]) >= 0 && !isRule(line):
		p.endParagraph()
		p.item(trim(line[2:]), indent)
	default:
		if say := unclear(line, len(p.paragraph) == 0); say != "" {
			p.fault("%s", say)
			return
		}
		p.continued(line, indent)
	}
}

// isHeading says whether Markdown takes a line for a heading.
func isHeading(line string) bool {
	n := span(line, 0, func(c byte) bool { return c == '#' })
	return n > 0 && n <= 6 && (n == len(line) || line[n] == ' ' || line[n] == '\t')
}

// isRule says whether Markdown takes a line for a rule across the page, or for the underline of a
// heading.
func isRule(line string) bool {
	c := line[0]
	if strings.IndexByte("-*_=", c) < 0 {
		return false
	}
	marks := strings.Count(line, string(c))
	spaces := strings.Count(line, " ") + strings.Count(line, "\t")
	return marks+spaces == len(line) && (marks > 2 || spaces == 0 && (c == '=' || c == '-'))
}

// unclear says what to write instead of a line that could be meant in more than one way. Empty: it
// is words. first: it begins a paragraph.
func unclear(line string, first bool) string {
	switch {
	case isRule(line):
		return "a line across the page is no part of a document: leave it out"
	case line[0] == '>':
		return "there are no quotations: write the words alone, or \\> for the sign itself"
	case strings.HasPrefix(line, "```") || strings.HasPrefix(line, "~~~"):
		return "there is no code in a document: write the words alone"
	}
	stop := reserved(line, startsLine)
	switch {
	case stop < 0 || strings.IndexByte("#-+=", line[0]) >= 0:
		return ""
	case line[0] == '(' && first:
		return fmt.Sprintf("is it a part of a clause? write - %.60s; if it is words, \\%.60s", line,
			line)
	case line[0] == '(':
		return ""
	case base(line) > stop && first:
		return fmt.Sprintf("is it the number of a clause? write **%s**; if it is words, %s",
			line[:base(line)], line[:stop]+`\`+line[stop:base(line)])
	case base(line) > stop:
		return ""
	}
	return fmt.Sprintf("a numbered list is not clear: write **%s** for a clause, - (%[1]s) for a "+
		`part; if it is words, %[1]s\%s`, line[:stop], line[stop:stop+1])
}

// headline takes a heading.
func (p *parser) headline(line string, indent int) {
	level := span(line, 0, func(c byte) bool { return c == '#' })
	raw := trim(line[level:])
	if end := strings.TrimRight(raw, "#"); end == "" || strings.HasSuffix(end, " ") {
		raw = trim(end)
	}
	n := base(raw)
	numbered := n > 0 && (n == len(raw) || raw[n] == ' ')
	switch {
	case indent > 0:
		p.fault("a heading stands at the start of a line, never in a list: take the spaces away")
	case level == 1:
		p.fault("the title of the document is in its head: write ## for a clause with a title, " +
			"### for a heading above clauses")
	case raw == "":
		p.fault("the heading is empty: write its words, or leave it out")
	case p.heading != "":
		p.fault("no clause stands between this heading and the one in line %d: leave one out",
			p.headingLine)
	case level == 2 && !numbered:
		p.fault("## is a clause with a title: write ## F8 %.60s, or ### for a heading above clauses",
			raw)
	case level > 2 && numbered && strings.IndexByte(raw[:n], '.') >= 0:
		p.fault("### stands above clauses and has no number: write ## %.60s; if it is words, put "+
			`\ before the dot`, raw)
	case level == 2:
		if n < len(raw) {
			p.heading, p.headingLine = p.inline(p.line, trim(raw[n:]), inHeading), p.line
		}
		p.begin(Clause{Number: raw[:n]}, 0)
	default:
		p.heading, p.headingLine = p.inline(p.line, raw, inHeading), p.line
	}
}

// inline is words of one line.
func (p *parser) inline(line int, raw string, at place) string {
	words, ok := unescape(raw, at)
	if !ok {
		p.faultAt(line, "words are not bold within a text: take ** away, or write \\*\\* for two stars; "+
			"a definition is a part: - **Term** means")
	}
	return plainLine(words)
}
