package xmldoc

import (
	"encoding/json"
	"reflect"
)

// AppendJSON writes the struct that from points at onto dst, as a JSON object with what
// [Schema.Append] writes, in the same order: a member for each attribute and element, named
// as it is.
//
// What is absent is left out. Elements that may repeat are an array, a structure is an object,
// a value with attributes is an object with the member value, and an element that is always
// empty is true. Integers, decimals and booleans are those of JSON; all else, also numbers that
// the Go type keeps as text, is the text of the document. A group that may repeat, which has
// no name, has that of its Go field.
func (s *Schema) AppendJSON(dst []byte, from any) []byte {
	v := reflect.ValueOf(from).Elem()
	return s.appendObject(dst, s.Plan(v.Type()), v)
}

func (s *Schema) appendObject(dst []byte, c *Content, v reflect.Value) []byte {
	return append(s.appendMembers(append(dst, '{'), c, v), '}')
}

// appendMembers writes what v holds of a content model into the object that dst ends in.
func (s *Schema) appendMembers(dst []byte, c *Content, v reflect.Value) []byte {
	for _, a := range c.Attrs {
		f, ok := a.held(v)
		switch {
		case ok && a.Name == "schemaVersion" && f.Kind() == reflect.String && f.Len() == 0:
			dst = appendQuoted(appendName(dst, a.Name), s.Version)
		case ok:
			dst = s.appendScalar(appendName(dst, a.Name), a.Simple, f)
		}
	}
	switch {
	case c.Value != nil:
		return s.appendScalar(appendName(dst, "value"), c.Value.Simple, v.Field(c.Value.Field))
	case v.Kind() == reflect.Interface:
		if p, inside := c.alternative(v); p != nil {
			dst = s.appendItem(appendName(dst, p.Name), p, inside, "")
		}
		return dst
	}
	for _, p := range c.Parts {
		dst = s.appendMember(dst, p, v)
	}
	return dst
}

// appendName begins a member of the object that dst ends in.
func appendName(dst []byte, name string) []byte {
	if dst[len(dst)-1] != '{' {
		dst = append(dst, ',')
	}
	return append(append(append(dst, '"'), name...), `":`...)
}

// appendMember writes what v holds of p.
func (s *Schema) appendMember(dst []byte, p *Particle, v reflect.Value) []byte {
	f, ok := p.held(v)
	switch {
	case !ok, p.Max > 1 && f.Len() == 0:
		return dst
	case p.Max > 1:
		return s.appendArray(dst, p, v, f)
	case p.Name == "":
		return s.appendMembers(dst, p.Inner, f)
	}
	return s.appendItem(appendName(dst, p.Name), p, f, p.kept(v))
}

// appendArray writes all occurrences of p, which f is, a field of v.
func (s *Schema) appendArray(dst []byte, p *Particle, v, f reflect.Value) []byte {
	name := p.Name
	if name == "" {
		name = v.Type().Field(p.Field).Name
	}
	dst = append(appendName(dst, name), '[')
	for i := range f.Len() {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = s.appendItem(dst, p, f.Index(i), "")
	}
	return append(dst, ']')
}

// appendItem writes one occurrence of p; kept, when not empty, is its text.
func (s *Schema) appendItem(dst []byte, p *Particle, v reflect.Value, kept string) []byte {
	switch {
	case p.Kind == ForeignKind:
		return appendQuoted(dst, v.String())
	case p.Kind == PresenceKind:
		return append(dst, "true"...)
	case p.Inner != nil:
		return s.appendObject(dst, p.Inner, v)
	case kept != "":
		return appendQuoted(dst, kept)
	}
	return s.appendScalar(dst, p.Simple, v)
}

// appendScalar writes a value of a simple type.
func (s *Schema) appendScalar(dst []byte, t *Simple, v reflect.Value) []byte {
	if v.Kind() == reflect.String && !t.own {
		return appendQuoted(dst, v.String())
	}
	start := len(dst)
	dst = append(dst, '"')
	dst = t.append(dst, v, s.DateTime)
	switch {
	case t.own:
		return appendQuoted(dst[:start], string(dst[start+1:]))
	case t.integer || t.Base == BaseDecimal || t.Base == BaseBoolean:
		return append(dst[:start], dst[start+1:]...)
	}
	return append(dst, '"') // nothing in it needs escaping
}

// appendQuoted writes a text as a JSON string.
func appendQuoted(dst []byte, text string) []byte {
	for i := range len(text) {
		if c := text[i]; !unescaped[c] || c == '\\' {
			quoted, _ := json.Marshal(text) // of a string it never fails
			return append(dst, quoted...)
		}
	}
	return append(append(append(dst, '"'), text...), '"')
}
