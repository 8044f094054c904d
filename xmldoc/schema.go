package xmldoc

import (
	"encoding"
	"maps"
	"reflect"
	"slices"
	"time"
)

// Schema is what the documents of one namespace share. It is declared once, made by [New],
// and only read afterwards.
type Schema struct {
	Namespace string // of the elements
	Prefix    string // of their names where documents are written
	Version   string // what an empty attribute schemaVersion is written as

	// Globals are the types of the elements at the top of documents, by name: structs, and
	// types with a text of their own. What they reach is compiled by [New].
	Globals map[string]reflect.Type
	// Simple are the named simple types, by the name that a Go type or an `is` option gives.
	Simple map[string]Simple
	// Sets are the elements of map types, by the name of the type, in the order of the schema.
	Sets map[string][]string
	// OneOf are the map types that hold exactly one element of their set.
	OneOf map[string]bool
	// Alternatives are the elements that may stand for an interface type.
	Alternatives map[reflect.Type]Alternatives
	// Since is the version that brought an alternative of an interface, by element.
	Since map[string]string
	// DateTime appends a date-time; nil: UTC, with milliseconds or the digits that it needs.
	DateTime func(dst []byte, at time.Time) []byte

	plans map[reflect.Type]*Content
}

// Alternatives are elements that may stand for an interface, in the order of the schema.
type Alternatives []alternative

type alternative struct {
	name   string
	goType reflect.Type
}

// AlternativesOf lists the types of values, each with the name of its element.
func AlternativesOf[T interface{ Element() string }](declared []T) Alternatives {
	a := make(Alternatives, len(declared))
	for i, value := range declared {
		a[i] = alternative{value.Element(), reflect.TypeOf(value)}
	}
	return a
}

// New compiles what a schema declares. It panics on faults of the source, such as an unknown
// option of a tag.
func New(declared Schema) *Schema {
	s := &declared
	if s.DateTime == nil {
		s.DateTime = appendDateTime
	}
	p := &planner{Schema: s, done: map[reflect.Type]*Content{}}
	for _, name := range slices.Sorted(maps.Keys(s.Globals)) {
		if t := s.Globals[name]; !isText(t) {
			p.content(t)
		}
	}
	for t := range s.Alternatives {
		p.content(t)
	}
	s.plans = p.done
	return s
}

// Plan is the content model of a struct, map or interface type. One that New did not reach
// from Globals and Alternatives is compiled for this call alone. It panics on faults of the
// source, and where the schema was not made by [New].
func (s *Schema) Plan(t reflect.Type) *Content {
	if c := s.plans[t]; c != nil {
		return c
	}
	if s.plans == nil {
		panic("xmldoc: the schema of " + s.Namespace + " was not made by New")
	}
	return (&planner{Schema: s, done: maps.Clone(s.plans)}).content(t)
}

// isText reports whether values of a type have a text of their own: they are values, also
// where the type is a struct.
func isText(t reflect.Type) bool {
	return t.Implements(reflect.TypeFor[encoding.TextAppender]()) &&
		reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]())
}
