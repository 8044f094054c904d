package xmldsig

import (
	"fmt"
	"strings"
)

// startTag reads a start tag or an empty-element tag. XML 1.0 3.1.
func (p *parser) startTag() error {
	e, err := p.newElement()
	if err != nil {
		return err
	}
	p.at++ // the '<'
	if e.Prefix, e.Local, err = p.name(); err != nil {
		return err
	}
	if err := p.attributes(); err != nil {
		return err
	}
	if err := p.declare(e); err != nil {
		return err
	}
	if err := p.qualify(e); err != nil {
		return err
	}
	p.open = e
	p.marks = append(p.marks, len(p.nodes))
	if p.source[p.at] == '>' {
		p.at++
		e.inner = p.at
		return nil
	}
	if !strings.HasPrefix(p.source[p.at:], "/>") {
		return p.errorAt(p.at, fmt.Errorf("%w: want /> at the end of the tag", ErrMalformed))
	}
	e.inner, e.close = p.at, p.at
	p.at += len("/>")
	p.closeElement()
	return nil
}

// newElement makes the element whose start tag is next.
func (p *parser) newElement() (*Element, error) {
	if p.open == nil && p.doc.Root != nil {
		return nil, p.errorAt(p.at, fmt.Errorf("%w: markup after the root element", ErrMalformed))
	}
	if len(p.marks) == p.limits.Depth {
		return nil, p.errorAt(p.at, fmt.Errorf("%w: elements deeper than %d", ErrLimit, p.limits.Depth))
	}
	if err := p.endText(); err != nil {
		return nil, err
	}
	if err := p.spend(1); err != nil {
		return nil, err
	}
	e := &p.elements.take(1)[0]
	e.Parent, e.Offset = p.open, p.at
	e.Line, e.Column = p.locate(p.at)
	if p.open == nil {
		p.doc.Root = e
	}
	return e, nil
}

// endTag reads an end tag.
func (p *parser) endTag() error {
	e, start := p.open, p.at
	if e == nil {
		return p.errorAt(start, fmt.Errorf("%w: end tag outside the root element", ErrMalformed))
	}
	p.at += len("</")
	if err := p.endName(e); err != nil {
		return err
	}
	p.space()
	if p.at == len(p.source) {
		return p.errorAt(p.at, fmt.Errorf("%w: end tag", ErrTruncated))
	}
	if p.source[p.at] != '>' {
		return p.errorAt(p.at, fmt.Errorf("%w: want > after the name", ErrMalformed))
	}
	p.at++
	e.close = start
	if err := p.endText(); err != nil {
		return err
	}
	p.closeElement()
	return nil
}

// endName reads the name in an end tag, which must be that of the element. As a rule it
// is, octet by octet, and nothing but the end of the tag follows.
func (p *parser) endName(e *Element) error {
	start := e.Offset + len("<")
	written := p.source[start : start+e.nameSize()]
	if rest := p.source[p.at:]; strings.HasPrefix(rest, written) &&
		strings.HasPrefix(rest[len(written):], ">") {
		p.at += len(written)
		return nil
	}
	tag := p.at - len("</")
	prefix, local, err := p.name()
	if err != nil {
		return err
	}
	if prefix != e.Prefix || local != e.Local {
		return p.errorAt(tag, fmt.Errorf("%w: end tag does not match <%s>", ErrMalformed, e.name()))
	}
	return nil
}

// closeElement gives the innermost open element its children, and its parent it.
func (p *parser) closeElement() {
	e := p.open
	e.End = p.at
	last := len(p.marks) - 1
	mark := p.marks[last]
	e.Children = p.children.take(len(p.nodes) - mark)
	copy(e.Children, p.nodes[mark:])
	p.nodes, p.marks = p.nodes[:mark], p.marks[:last]
	p.scope = p.scope[:len(p.scope)-len(e.Namespaces)]
	p.open = e.Parent
	if p.open != nil {
		p.nodes = append(p.nodes, e)
	}
}

// name reads a name with or without prefix. Namespaces in XML 1.0 4.
func (p *parser) name() (prefix, local string, err error) {
	rest := p.source[p.at:]
	n := ncName(rest)
	local = rest[:n]
	if n > 0 && n < len(rest) && rest[n] == ':' {
		prefix = local
		m := ncName(rest[n+1:])
		local = rest[n+1 : n+1+m]
		n += 1 + m
	}
	switch {
	case n == len(rest):
		return "", "", p.errorAt(p.at, fmt.Errorf("%w: name", ErrTruncated))
	case len(prefix) > maxName || len(local) > maxName:
		return "", "", p.errorAt(p.at, fmt.Errorf("%w: name of more than %d octets", ErrLimit, maxName))
	case local == "":
		return "", "", p.errorAt(p.at, fmt.Errorf("%w: want a name", ErrMalformed))
	case rest[n] == ':':
		return "", "", p.errorAt(p.at, fmt.Errorf("%w: colon in a name", ErrNamespace))
	}
	p.at += n
	return prefix, local, nil
}

// attributes reads what follows the name in a start tag, up to '>' or '/'.
func (p *parser) attributes() error {
	p.attrs = p.attrs[:0]
	for {
		spaced := p.space()
		if p.at == len(p.source) {
			return p.errorAt(p.at, fmt.Errorf("%w: start tag", ErrTruncated))
		}
		if c := p.source[p.at]; c == '>' || c == '/' {
			return nil
		}
		if !spaced {
			return p.errorAt(p.at, fmt.Errorf("%w: want white space before an attribute", ErrMalformed))
		}
		if len(p.attrs) == p.limits.Attributes {
			return p.errorAt(p.at,
				fmt.Errorf("%w: more than %d attributes", ErrLimit, p.limits.Attributes))
		}
		if err := p.attribute(); err != nil {
			return err
		}
	}
}

// attribute reads one attribute or namespace declaration onto p.attrs.
func (p *parser) attribute() error {
	if err := p.spend(1); err != nil {
		return err
	}
	a := Attr{Offset: p.at}
	var err error
	if a.Prefix, a.Local, err = p.name(); err != nil {
		return err
	}
	p.space()
	if !strings.HasPrefix(p.source[p.at:], "=") {
		return p.errorAt(p.at, fmt.Errorf("%w: want = after an attribute's name", ErrMalformed))
	}
	p.at++
	p.space()
	rest := p.source[p.at:]
	if rest == "" || rest[0] != '"' && rest[0] != '\'' {
		return p.errorAt(p.at, fmt.Errorf("%w: want a quoted value", ErrMalformed))
	}
	raw, err := p.until(1, rest[:1])
	if err != nil {
		return err
	}
	valueAt := p.at - 1 - len(raw)
	if i := strings.IndexByte(raw, '<'); i >= 0 {
		return p.errorAt(valueAt+i, fmt.Errorf("%w: < in a value: write &lt;", ErrMalformed))
	}
	a.Value = raw
	if expands(raw) {
		value, offset, err := appendValue(nil, raw)
		if err != nil {
			return p.errorAt(valueAt+offset, err)
		}
		a.Value = string(value)
	}
	p.attrs = append(p.attrs, a)
	return nil
}

// expands reports whether a value is not what it says: it has references or white space
// other than spaces.
func expands(raw string) bool {
	for i := range len(raw) {
		if c := raw[i]; c == '&' || c < firstPrintable {
			return true
		}
	}
	return false
}
