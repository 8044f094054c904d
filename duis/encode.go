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
		value := a.simple.append(nil, reflect.Indirect(v.Field(a.field)))
		if a.name == "schemaVersion" && len(value) == 0 {
			value = []byte(SchemaVersion)
		}
		dst = append(append(append(dst, ' '), a.name...), `="`...)
		dst = append(appendEscaped(dst, value), '"')
	}
	before := len(dst)
	dst = append(dst, '>')
	if c.value != nil {
		dst = appendEscaped(dst, c.value.simple.append(nil, v.Field(c.value.field)))
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
	text := []byte(kept)
	if kept == "" {
		text = p.simple.append(nil, v)
	}
	return appendEnd(appendEscaped(append(dst, '>'), text), p.name)
}

func appendEnd(dst []byte, name string) []byte {
	dst = append(append(dst, "</sr:"...), name...)
	return append(dst, '>')
}

// appendEscaped writes text for use between tags and quotation marks. A character
// that XML cannot hold becomes U+FFFD, so that what we write is always well formed.
func appendEscaped(dst, text []byte) []byte {
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
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
