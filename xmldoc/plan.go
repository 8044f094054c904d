package xmldoc

import (
	"reflect"
	"strings"
)

// planner compiles Go types into content models.
type planner struct {
	*Schema
	done map[reflect.Type]*Content
}

// content compiles a struct, map or interface type.
func (p *planner) content(t reflect.Type) *Content {
	if c := p.done[t]; c != nil {
		return c
	}
	c := &Content{Name: t.Name()}
	p.done[t] = c
	switch t.Kind() {
	case reflect.Interface:
		p.compileInterface(c, t)
	case reflect.Map:
		p.compileMap(c, t)
	default:
		p.compileStruct(c, t)
	}
	c.finish()
	return c
}

// compileInterface compiles the alternatives of an interface type.
func (p *planner) compileInterface(c *Content, t reflect.Type) {
	c.Choice = true
	for _, a := range p.Alternatives[t] {
		part := p.element(a.name)
		part.GoType, part.Min, part.Since = a.goType, 1, p.Since[a.name]
		p.inside(part, a.goType, options{})
		c.Parts = append(c.Parts, part)
	}
}

// compileMap compiles a map type: elements of one type, by name, in the order of the list
// for the type, each at most once or exactly one of all. It panics where there is no list.
func (p *planner) compileMap(c *Content, t reflect.Type) {
	names := p.Sets[t.Name()]
	if names == nil {
		panic("xmldoc: no list of elements for " + t.Name())
	}
	c.Choice = p.OneOf[t.Name()]
	for _, name := range names {
		part := p.element(name)
		part.Key = name
		if c.Choice {
			part.Min = 1
		}
		p.inside(part, t.Elem(), options{empty: t.Elem().Kind() == reflect.Bool})
		c.Parts = append(c.Parts, part)
	}
}

func (p *planner) compileStruct(c *Content, t reflect.Type) {
	var shared *Particle // the wrapper element or the choice that the last field was in
	for i := range t.NumField() {
		field := t.Field(i)
		o := parseTag(field)
		if o.skip {
			continue
		}
		part := p.particle(t, i, o)
		switch {
		case o.attr:
			c.Attrs = append(c.Attrs, part)
			continue
		case o.value:
			c.Value = part
			continue
		case o.in == "" && o.one == "":
			c.Parts, shared = append(c.Parts, part), nil
			continue
		case shared != nil && shared.Inner.Name == o.in+o.one:
			shared.Inner.Parts = append(shared.Inner.Parts, part)
			continue
		}
		shared = &Particle{Field: Whole, Text: Whole, Max: 1}
		if o.in != "" {
			shared = p.element(o.in)
		}
		shared.Inner = &Content{Name: o.in + o.one, Choice: o.one != "", Parts: []*Particle{part}}
		if !strings.HasSuffix(o.one, "?") {
			shared.Min = 1
		}
		c.Parts = append(c.Parts, shared)
	}
}

// element is an element of the schema that may be there once.
func (p *planner) element(name string) *Particle {
	return &Particle{Name: name, Space: p.Namespace, Field: Whole, Text: Whole, Max: 1,
		start: "<" + p.Prefix + ":" + name, end: "</" + p.Prefix + ":" + name + ">"}
}

// particle compiles field i of struct t. It panics where the tag names no field.
func (p *planner) particle(t reflect.Type, i int, o options) *Particle {
	part := p.element(o.name)
	part.Field, part.Min, part.Unit, part.Since = i, 1, o.unit, o.since
	if o.signature {
		part.Space, part.Min, part.Kind = namespaceSignature, 0, SignatureKind
		return part
	}
	if o.ds {
		part.Space = namespaceSignature
	}
	if o.text != "" {
		kept, ok := t.FieldByName(o.text)
		if !ok {
			panic("xmldoc: " + t.Name() + " has no field " + o.text)
		}
		part.Text = kept.Index[0]
	}
	inside := t.Field(i).Type
	switch {
	case inside.Kind() == reflect.Pointer:
		part.Min, part.Absent, inside = 0, true, inside.Elem()
	case o.list:
		part.Min, part.Max, inside = o.low, o.high, inside.Elem()
	case o.optional || o.empty:
		part.Min, part.Absent = 0, true
	}
	if o.one != "" {
		part.Min, part.Absent = max(part.Min, 1), true
	}
	if o.group {
		part.Name, part.Space = "", ""
	}
	p.inside(part, inside, o)
	if o.group && part.Inner.Attrs != nil {
		panic("xmldoc: " + t.Name() + ": a group cannot have attributes, " + o.name + " has")
	}
	return part
}

// inside gives a particle its kind, and its simple type or content.
func (p *planner) inside(part *Particle, t reflect.Type, o options) {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	isStruct := t.Kind() == reflect.Struct && t != decimalType && !isText(t)
	switch {
	case o.empty:
		part.Kind, part.Inner = PresenceKind, nothing
	case t == reflect.TypeFor[Foreign]():
		part.Kind = ForeignKind
	case isStruct || t.Kind() == reflect.Interface || t.Kind() == reflect.Map:
		part.Inner = p.content(t)
	default:
		part.Kind, part.Simple = ValueKind, p.simple(t, o)
	}
}

// simple finds the simple type of a Go type: by the tag, by name, or by kind. It panics
// where the tag names none.
func (p *planner) simple(t reflect.Type, o options) *Simple {
	name := o.is
	switch {
	case name == "" && t == idType:
		name = identifier.Name
	case name == "" && o.base == "":
		name = t.Name()
	}
	s, ok := p.Simple[name]
	switch {
	case ok:
		s.Name = name
	case name == identifier.Name:
		s = identifier
	case o.is != "":
		panic("xmldoc: no simple type " + o.is)
	default:
		s = Simple{Base: o.base, Bounded: o.bounded, Min: o.minimum, Max: o.maximum,
			MinLength: o.minLength, MaxLength: o.maxLength, Fraction: o.fraction}.withBase(t)
	}
	return s.normalised(t)
}

// withBase gives a declaration without a built-in type that of its Go type. It panics
// where the type has none.
func (s Simple) withBase(t reflect.Type) Simple {
	if s.Base != "" {
		return s
	}
	switch base := kindBases[t.Kind()]; {
	case t == timeType:
		s.Base = BaseDateTime
	case t == reflect.TypeFor[TimeOfDay]():
		s.Base = BaseTime
	case t == decimalType:
		s.Base = BaseDecimal
	case isText(t):
		s.Name, s.Base = t.Name(), BaseToken
	case base != "" && (base != BaseBase64 || t.Elem().Kind() == reflect.Uint8):
		s.Base = base
	default:
		panic("xmldoc: no simple type for " + t.String())
	}
	return s
}

// kindBases are the built-in types of Go kinds.
var kindBases = map[reflect.Kind]Base{
	reflect.Slice: BaseBase64, reflect.Bool: BaseBoolean, reflect.String: BaseString,
	reflect.Uint8: BaseUnsignedByte, reflect.Uint16: BaseUnsignedShort,
	reflect.Uint32: BaseUnsignedInt, reflect.Uint64: BaseUnsignedLong,
	reflect.Int8: BaseByte, reflect.Int16: BaseShort, reflect.Int32: BaseInt,
	reflect.Int64: BaseInteger,
}
