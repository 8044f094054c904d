package xmldoc

import (
	"bytes"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"
)

// Append writes the struct that from points at onto dst, as a document whose root is the
// element local, without white space between elements. It writes what the fields say: only
// a value that [Schema.Decode] could have made is valid.
func (s *Schema) Append(dst []byte, local string, from any) []byte {
	return s.AppendElement(append(dst, `<?xml version="1.0" encoding="UTF-8"?>`+"\n"...), local, from)
}

// AppendElement writes what [Schema.Append] writes without the XML declaration, to stand
// inside another document.
func (s *Schema) AppendElement(dst []byte, local string, from any) []byte {
	v := reflect.ValueOf(from).Elem()
	dst = append(append(append(append(dst, '<'), s.Prefix...), ':'), local...)
	dst = append(append(append(dst, " xmlns:"...), s.Prefix...), `="`...)
	dst = append(append(dst, s.Namespace...), '"')
	dst, open := s.appendInside(dst, s.Plan(v.Type()), v)
	if !open {
		return dst
	}
	dst = append(append(append(append(dst, "</"...), s.Prefix...), ':'), local...)
	return append(dst, '>')
}

// appendInside writes the rest of an element whose start tag is open, but for an end tag. It
// reports whether that is needed: not where there is nothing inside.
func (s *Schema) appendInside(dst []byte, c *Content, v reflect.Value) (_ []byte, open bool) {
	for _, a := range c.Attrs {
		f, ok := a.held(v)
		if !ok {
			continue
		}
		dst = append(append(append(dst, ' '), a.Name...), `="`...)
		dst = append(s.appendAttribute(dst, a, f), '"')
	}
	before := len(dst)
	dst = append(dst, '>')
	if c.Value != nil {
		dst = s.appendValue(dst, c.Value.Simple, v.Field(c.Value.Field))
	} else {
		dst = s.appendContent(dst, c, v)
	}
	if len(dst) == before+1 {
		return append(dst[:before], "/>"...), false
	}
	return dst, true
}

// appendAttribute writes the value of an attribute.
func (s *Schema) appendAttribute(dst []byte, a *Particle, f reflect.Value) []byte {
	before := len(dst)
	dst = s.appendValue(dst, a.Simple, f)
	if a.Name == "schemaVersion" && len(dst) == before {
		dst = append(dst, s.Version...)
	}
	if bytes.ContainsAny(dst[before:], "\t\n") { // written as they are they are read as spaces
		dst = append(dst[:before], attributeSpaces.Replace(string(dst[before:]))...)
	}
	return dst
}

var attributeSpaces = strings.NewReplacer("\t", "&#9;", "\n", "&#10;")

// appendContent writes the parts of c that v holds.
func (s *Schema) appendContent(dst []byte, c *Content, v reflect.Value) []byte {
	if v.Kind() == reflect.Interface {
		if p, inside := c.alternative(v); p != nil {
			dst = s.appendOne(dst, p, inside, "")
		}
		return dst
	}
	for _, p := range c.Parts {
		dst = s.appendParticle(dst, p, v)
	}
	return dst
}

// alternative is the particle of what an interface holds, and that; nil for nothing.
func (c *Content) alternative(v reflect.Value) (*Particle, reflect.Value) {
	if !v.IsNil() {
		for _, p := range c.Parts {
			if p.GoType == v.Elem().Type() {
				return p, reflect.Indirect(v.Elem())
			}
		}
	}
	return nil, v
}

// held is what v holds of p, all occurrences of it, and whether it holds any.
func (p *Particle) held(v reflect.Value) (reflect.Value, bool) {
	switch {
	case p.Key != "":
		inside := v.MapIndex(reflect.ValueOf(p.Key))
		return inside, inside.IsValid()
	case p.Field == Whole:
		return v, true
	case p.Kind == SignatureKind:
		return v, false // not ours to write
	}
	f := v.Field(p.Field)
	if p.Absent && f.IsZero() {
		return f, false
	}
	return reflect.Indirect(f), true
}

// kept is the text of p that v keeps, if any.
func (p *Particle) kept(v reflect.Value) string {
	if p.Text == Whole {
		return ""
	}
	return v.Field(p.Text).String()
}

func (s *Schema) appendParticle(dst []byte, p *Particle, v reflect.Value) []byte {
	f, ok := p.held(v)
	switch {
	case !ok:
		return dst
	case p.Max > 1:
		for i := range f.Len() {
			dst = s.appendOne(dst, p, f.Index(i), "")
		}
		return dst
	}
	return s.appendOne(dst, p, f, p.kept(v))
}

// appendOne writes one occurrence of p; kept, when not empty, is its text.
func (s *Schema) appendOne(dst []byte, p *Particle, v reflect.Value, kept string) []byte {
	switch {
	case p.Name == "":
		return s.appendContent(dst, p.Inner, v)
	case p.Kind == ForeignKind:
		return append(dst, v.String()...)
	}
	dst = append(dst, p.start...)
	if p.Inner != nil {
		dst, open := s.appendInside(dst, p.Inner, v)
		if !open {
			return dst
		}
		return append(dst, p.end...)
	}
	dst = append(dst, '>')
	if kept != "" {
		dst = appendEscaped(dst, kept)
	} else {
		dst = s.appendValue(dst, p.Simple, v)
	}
	return append(dst, p.end...)
}

// appendValue writes a value of a simple type, escaped.
func (s *Schema) appendValue(dst []byte, t *Simple, v reflect.Value) []byte {
	switch {
	case t.own:
		before := len(dst)
		dst = t.append(dst, v, s.DateTime)
		if plain(dst[before:]) {
			return dst
		}
		return appendEscaped(dst[:before], string(dst[before:]))
	case v.Kind() == reflect.String:
		return appendEscaped(dst, v.String())
	}
	return t.append(dst, v, s.DateTime) // nothing in it needs escaping
}

// appendEscaped writes text for use between tags and quotation marks. A character
// that XML cannot hold becomes U+FFFD, so that what we write is always well formed.
func appendEscaped(dst []byte, text string) []byte {
	for len(text) > 0 {
		n := 0
		for n < len(text) && unescaped[text[n]] {
			n++
		}
		dst, text = append(dst, text[:n]...), text[n:]
		if text == "" {
			break
		}
		r, size := utf8.DecodeRuneInString(text)
		switch {
		case r == '&':
			dst = append(dst, "&amp;"...)
		case r == '<':
			dst = append(dst, "&lt;"...)
		case r == '>':
			dst = append(dst, "&gt;"...)
		case r == '"':
			dst = append(dst, "&quot;"...)
		case r == '\r':
			dst = append(dst, "&#13;"...)
		case r < ' ' && r != '\t' && r != '\n', r == 0xFFFE, r == 0xFFFF:
			dst = utf8.AppendRune(dst, utf8.RuneError)
		default:
			dst = utf8.AppendRune(dst, r)
		}
		text = text[size:]
	}
	return dst
}

// plain reports whether a text needs no escaping.
func plain(text []byte) bool {
	return !slices.ContainsFunc(text, func(c byte) bool { return !unescaped[c] })
}

// unescaped are the octets that stand for themselves.
var unescaped = func() (octets [256]bool) {
	for c := ' '; c < utf8.RuneSelf; c++ {
		octets[c] = c != '&' && c != '<' && c != '>' && c != '"'
	}
	return octets
}()
