package pagetest

import (
	"fmt"
	"html"
	"slices"
	"strings"
	"unicode/utf8"
)

// node is an element, or a run of text where it has no name.
type node struct {
	name       string
	attributes []attribute
	children   []*node
	parent     *node
	text       string // of text: without references
	line       int
}

type attribute struct{ name, value string }

// get is the value of an attribute, empty where the element does not have it.
func (n *node) get(name string) string {
	value, _ := n.lookup(name)
	return value
}

func (n *node) lookup(name string) (value string, found bool) {
	for _, a := range n.attributes {
		if a.name == name {
			return a.value, true
		}
	}
	return "", false
}

func (n *node) has(name string) bool {
	_, found := n.lookup(name)
	return found
}

// within reports whether n lies below an element of one of the names.
func (n *node) within(names ...string) bool {
	for n = n.parent; n != nil; n = n.parent {
		if slices.Contains(names, n.name) {
			return true
		}
	}
	return false
}

// voids are the elements without content and end tag.
var voids = []string{"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta",
	"source", "track", "wbr"}

// raws are the elements whose content is text alone.
var raws = []string{"script", "style", "textarea", "title"}

// parser reads markup as it is written here: every element closed, every value in double
// quotes, every < and & in text escaped. What departs from that is a fault.
type parser struct {
	rest   string
	line   int
	open   *node
	faults []string
}

func (p *parser) fault(line int, text string, args ...any) {
	p.faults = append(p.faults, fmt.Sprintf("line %d: ", line)+fmt.Sprintf(text, args...))
}

// parse reads a document and says what is wrong with its syntax.
func parse(document string) (root *node, faults []string) {
	root = &node{line: 1}
	p := &parser{rest: document, line: 1, open: root}
	if !utf8.ValidString(document) {
		p.fault(1, "not UTF-8")
	}
	for i, r := range document {
		if r < ' ' && r != '\n' && r != '\r' && r != '\t' || r >= 0x7f && r < 0xa0 {
			p.fault(1+strings.Count(document[:i], "\n"), "control character %U", r)
		}
	}
	const doctype = "<!doctype html>"
	if len(p.rest) >= len(doctype) && strings.EqualFold(p.rest[:len(doctype)], doctype) {
		p.take(len(doctype))
	} else {
		p.fault(1, "no <!doctype html> at the beginning")
	}
	for p.rest != "" {
		p.step()
	}
	for ; p.open != root; p.open = p.open.parent {
		p.fault(p.open.line, "<%s> is never closed", p.open.name)
	}
	return root, p.faults
}

// take moves on by n bytes, and returns them.
func (p *parser) take(n int) string {
	taken := p.rest[:n]
	p.rest = p.rest[n:]
	p.line += strings.Count(taken, "\n")
	return taken
}

// upTo takes what comes before mark, or all there is.
func (p *parser) upTo(mark string) string {
	if i := strings.Index(p.rest, mark); i >= 0 {
		return p.take(i)
	}
	return p.take(len(p.rest))
}

// step reads one run of text, tag or comment.
func (p *parser) step() {
	switch {
	case slices.Contains(raws, p.open.name):
		p.rawText()
	case p.rest[0] != '<':
		p.add(p.upTo("<"))
	case strings.HasPrefix(p.rest, "<!--"):
		p.upTo("-->")
		if p.rest == "" {
			p.fault(p.line, "a comment is never closed")
			return
		}
		p.take(len("-->"))
	case strings.HasPrefix(p.rest, "</"):
		p.endTag()
	case len(p.rest) > 1 && isLetter(p.rest[1]):
		p.startTag()
	default:
		p.fault(p.line, "a bare < in text: %.40q", p.rest)
		p.take(1)
	}
}

// rawText reads the content of an element that holds text alone.
func (p *parser) rawText() {
	text := p.upTo("</" + p.open.name)
	if strings.Contains(text, "<") && p.open.name != "script" {
		p.fault(p.line, "a bare < in <%s>: %.40q", p.open.name, text)
	}
	if p.open.name == "textarea" || p.open.name == "title" {
		p.add(text)
	} else if text != "" {
		p.open.children = append(p.open.children, &node{text: text, parent: p.open, line: p.line})
	}
	if p.rest != "" {
		p.endTag()
	}
}

// add adds text to the open element.
func (p *parser) add(text string) {
	if text == "" {
		return
	}
	p.open.children = append(p.open.children,
		&node{text: p.unescape(text), parent: p.open, line: p.line})
}

// unescape resolves references, and faults an & that is none.
func (p *parser) unescape(text string) string {
	for rest := text; ; {
		i := strings.IndexByte(rest, '&')
		if i < 0 {
			return html.UnescapeString(text)
		}
		rest = rest[i:]
		end := strings.IndexByte(rest, ';')
		if end < 0 || html.UnescapeString(rest[:end+1]) == rest[:end+1] ||
			strings.ContainsAny(rest[:end], " \n") {
			p.fault(p.line, "a bare &: %.40q", rest)
			end = 0
		}
		rest = rest[end+1:]
	}
}

// endTag reads an end tag and closes the element.
func (p *parser) endTag() {
	line := p.line
	name := strings.TrimPrefix(p.upTo(">"), "</")
	if p.rest == "" || strings.ContainsAny(name, "< \n") {
		p.fault(line, "</%.20s is never finished", name)
		return
	}
	p.take(1)
	if p.open.name == name && name != "" {
		p.open = p.open.parent
		return
	}
	p.fault(line, "</%.20s> where <%s> of line %d is open", name, p.open.name, p.open.line)
	for n := p.open; n != nil && name != ""; n = n.parent {
		if n.name == name {
			p.open = n.parent
			return
		}
	}
}

// startTag reads a start tag with its attributes and opens the element.
func (p *parser) startTag() {
	line := p.line
	p.take(1)
	n := &node{name: p.word(), parent: p.open, line: line}
	p.open.children = append(p.open.children, n)
	svg := n.name == "svg" || n.within("svg")
	if !svg && n.name != strings.ToLower(n.name) {
		p.fault(line, "<%s>: write it in small letters", n.name)
	}
	for {
		p.space()
		switch {
		case p.rest == "":
			p.fault(line, "<%s is never finished", n.name)
			return
		case strings.HasPrefix(p.rest, "/>"):
			if !svg && !slices.Contains(voids, n.name) {
				p.fault(line, "<%s/>: does not close it", n.name)
				p.open = n
			}
			p.take(2)
			return
		case p.rest[0] == '>':
			p.take(1)
			if !slices.Contains(voids, n.name) {
				p.open = n
			}
			return
		}
		if !p.attribute(n) {
			p.fault(p.line, "<%s>: %.20q is no attribute", n.name, p.rest)
			p.take(1)
		}
	}
}

// attribute reads one attribute.
func (p *parser) attribute(n *node) bool {
	name := p.word()
	if name == "" {
		return false
	}
	value := ""
	if strings.HasPrefix(p.rest, "=") {
		p.take(1)
		if !strings.HasPrefix(p.rest, `"`) {
			p.fault(p.line, "<%s %s>: the value is not in double quotes", n.name, name)
			return true
		}
		p.take(1)
		raw := p.upTo(`"`)
		if p.rest != "" {
			p.take(1)
		}
		if strings.Contains(raw, "<") {
			p.fault(p.line, "<%s %s>: a bare < in the value: %.40q", n.name, name, raw)
		}
		value = p.unescape(raw)
		if p.rest != "" && !strings.ContainsAny(p.rest[:1], " \n\t/>") {
			p.fault(p.line, "<%s %s>: something follows the value at once: %.20q", n.name, name, p.rest)
		}
	}
	if n.has(name) {
		p.fault(p.line, "<%s>: %s is set twice", n.name, name)
	}
	n.attributes = append(n.attributes, attribute{name, value})
	return true
}

// word takes the name of an element or attribute.
func (p *parser) word() string {
	i := 0
	for i < len(p.rest) && (isLetter(p.rest[i]) || i > 0 && strings.IndexByte(
		"0123456789-:_.", p.rest[i]) >= 0) {
		i++
	}
	return p.take(i)
}

func (p *parser) space() {
	p.take(len(p.rest) - len(strings.TrimLeft(p.rest, " \n\t\r")))
}

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }
