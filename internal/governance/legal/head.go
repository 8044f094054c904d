package legal

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Kinds are the kinds of document, in the order in which contents list them.
func Kinds() []Kind { return []Kind{Section, Schedule, Appendix, Specification, Guidance} }

// valid says whether a kind is one of [Kinds].
func (k Kind) valid() bool { return slices.Contains(Kinds(), k) }

// kindList is the kinds as a sentence has them.
func kindList() string {
	var names []string
	for _, k := range Kinds() {
		names = append(names, string(k))
	}
	return strings.Join(names, ", ")
}

// appendHead writes what stands above the clauses.
func (d *Document) appendHead(b []byte) []byte {
	b = append(b, "---\n"...)
	b = appendField(b, "name", plainLine(d.Name))
	b = appendField(b, "title", plainLine(d.Title))
	b = appendField(b, "kind", plainLine(string(d.Kind)))
	b = appendField(b, "notice", Plain(d.Notice))
	return append(b, "---\n"...)
}

// appendField writes a line of the head: in quotes where YAML would read the bare words otherwise.
func appendField(b []byte, key, value string) []byte {
	if value == "" {
		return b
	}
	b = append(append(b, key...), ": "...)
	if strings.IndexByte("-?:,[]{}#&*!|>'\"%@`", value[0]) < 0 && !strings.Contains(value, ": ") &&
		!strings.Contains(value, " #") && value[len(value)-1] != ':' &&
		strings.IndexByte(value, '\n') < 0 {
		return append(append(b, value...), '\n')
	}
	b = append(b, '"')
	for i := 0; i < len(value); i++ {
		switch c := value[i]; c {
		case '\n':
			b = append(b, `\n`...)
		case '"', '\\':
			b = append(b, '\\', c)
		default:
			b = append(b, c)
		}
	}
	return append(b, "\"\n"...)
}

// sample is what a head looks like.
const sample = "---, name: Section F, title: ..., kind: section, --- (a line each)"

// head reads what stands above the clauses.
func (p *parser) head() {
	if line, ok := p.next(); !ok || trim(line) != "---" {
		p.fault("the document does not begin with its head: write %s", sample)
		return
	}
	given := map[string]bool{}
	for {
		line, ok := p.next()
		if !ok {
			p.fault("the head does not end: write --- in a line of its own after it")
			return
		}
		line = trim(line)
		if line == "---" {
			break
		}
		if line == "" {
			continue
		}
		key, value, ok := strings.Cut(line, ":")
		if !ok {
			p.fault("%.40q is no line of the head: write a key, a colon and a value", line)
			continue
		}
		if given[key] {
			p.fault("the head says %s twice: leave one of them out", key)
		}
		given[key] = true
		p.field(key, trim(value))
	}
	if p.doc.Slug() == "" && len(p.faults) == 0 {
		p.fault("the document has no name: write name: Section F in its head")
	}
	if p.doc.Kind == "" && len(p.faults) == 0 {
		p.fault("the document has no kind: write kind: and one of %s", kindList())
	}
}

// field takes a line of the head.
func (p *parser) field(key, value string) {
	value, err := unquote(value)
	if err != nil {
		p.fault("%s: %v", key, err)
		return
	}
	switch key {
	case "name":
		p.doc.Name = plainLine(value)
	case "title":
		p.doc.Title = plainLine(value)
	case "kind":
		if p.doc.Kind = Kind(value); !p.doc.Kind.valid() {
			p.fault("%.40q is no kind of document: write one of %s", value, kindList())
		}
	case "notice":
		p.doc.Notice = Plain(value)
	default:
		p.fault("the head has no %.40q: its keys are name, title, kind and notice", key)
	}
}

// unquote is the value of a line of the head.
func unquote(value string) (string, error) {
	if !strings.HasPrefix(value, `"`) {
		return value, nil
	}
	words, err := strconv.Unquote(value)
	if err != nil {
		return "", fmt.Errorf("the value in quotes is not clear: end it with a quote, and write " +
			`\" for a quote, \n for a line break and \\ for a backslash within`)
	}
	return words, nil
}

// trim takes spaces and tabs from both ends, and nothing else.
func trim(s string) string { return strings.Trim(s, " \t") }
