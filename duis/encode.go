package duis

import (
	"reflect"
	"unicode/utf8"
)

// appendDocument writes the struct that from points at as sr:local, without white
// space between elements.
func appendDocument(dst []byte, local string, plan *content, from any) []byte {
	v := reflect.ValueOf(from).Elem()
	dst = append(dst, `<?xml version="1.0" encoding="UTF-8"?>`+"\n<sr:"...)
	dst = append(append(dst, local...), ` xmlns:sr="`+Namespace+`"`...)
	return appendElement(dst, local, plan, v)
}

// appendElement writes the rest of an element whose start tag is open.
func appendElement(dst []byte, name string, c *content, v reflect.Value) []byte {
	for _, a := range c.attrs {
		dst = append(append(append(dst, ' '), a.name...), `="`...)
		before := len(dst)
		dst = appendValue(dst, a.simple, reflect.Indirect(v.Field(a.field)))
		if a.name == "schemaVersion" && len(dst) == before {
			dst = append(dst, SchemaVersion...)
		}
		dst = append(dst, '"')
	}
	before := len(dst)
	dst = append(dst, '>')
	if c.value != nil {
		dst = appendValue(dst, c.value.simple, v.Field(c.value.field))
	} else {
		dst = appendContent(dst, c, v)
	}
	if len(dst) == before+1 {
		return append(dst[:before], "/>"...)
	}
	return appendEnd(dst, name)
}

// appendContent writes the parts of c that v holds.
func appendContent(dst []byte, c *content, v reflect.Value) []byte {
	if v.Kind() == reflect.Interface {
		return appendAlternative(dst, c, v)
	}
	for _, p := range c.parts {
		dst = appendParticle(dst, p, v)
	}
	return dst
}

func appendAlternative(dst []byte, c *content, v reflect.Value) []byte {
	if v.IsNil() {
		return dst
	}
	for _, p := range c.parts {
		if p.goType == v.Elem().Type() {
			return appendOne(dst, p, reflect.Indirect(v.Elem()), "")
		}
	}
	return dst
}

func appendParticle(dst []byte, p *particle, v reflect.Value) []byte {
	switch {
	case p.key != "":
		if inside := v.MapIndex(reflect.ValueOf(p.key)); inside.IsValid() {
			return appendOne(dst, p, inside, "")
		}
		return dst
	case p.field == whole:
		return appendOne(dst, p, v, "")
	case p.kind == signature:
		return dst // not ours to write
	}
	f := v.Field(p.field)
	switch {
	case p.absent && f.IsZero():
		return dst
	case f.Kind() == reflect.Pointer:
		f = f.Elem()
	case p.max > 1:
		for i := range f.Len() {
			dst = appendOne(dst, p, f.Index(i), "")
		}
		return dst
	}
	kept := ""
	if p.text != whole {
		kept = v.Field(p.text).String()
	}
	return appendOne(dst, p, f, kept)
}

// appendOne writes one occurrence of p; kept, when not empty, is its text.
func appendOne(dst []byte, p *particle, v reflect.Value, kept string) []byte {
	switch {
	case p.name == "":
		return appendContent(dst, p.inner, v)
	case p.kind == foreign:
		return append(dst, v.Interface().(Foreign)...)
	}
	dst = append(append(dst, "<sr:"...), p.name...)
	if p.inner != nil {
		return appendElement(dst, p.name, p.inner, v)
	}
	dst = append(dst, '>')
	if kept != "" {
		dst = appendEscaped(dst, kept)
	} else {
		dst = appendValue(dst, p.simple, v)
	}
	return appendEnd(dst, p.name)
}

func appendEnd(dst []byte, name string) []byte {
	dst = append(append(dst, "</sr:"...), name...)
	return append(dst, '>')
}

// appendValue writes a value of a simple type.
func appendValue(dst []byte, s *simple, v reflect.Value) []byte {
	if v.Kind() == reflect.String {
		return appendEscaped(dst, v.String())
	}
	return s.append(dst, v) // nothing in it needs escaping
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

// unescaped are the octets that stand for themselves.
var unescaped = func() (octets [256]bool) {
	for c := ' '; c < utf8.RuneSelf; c++ {
		octets[c] = c != '&' && c != '<' && c != '>' && c != '"'
	}
	return octets
}()
