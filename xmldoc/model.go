package xmldoc

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// Content is the content model of an element: the compiled declaration of a struct, a map
// or an interface. It is only read.
type Content struct {
	Name   string      // of the Go type; of fields that share something, of what they share
	Choice bool        // one of the parts, else all of them in turn
	Parts  []*Particle // the elements inside
	Attrs  []*Particle
	Value  *Particle // of an element with attributes and a simple value, else nil

	starts  map[string]bool // local names that it may begin with
	empties bool            // nothing at all satisfies it
}

// Particle is one place in a content model: an element, an attribute, or a group of
// particles without an element of their own.
type Particle struct {
	Name     string       // local name; empty for a group
	Space    string       // namespace of the element; empty for a group
	Field    int          // index in the Go struct; Whole for the value itself
	Text     int          // index of the field that keeps the text; Whole for none
	GoType   reflect.Type // of an alternative of an interface, else nil
	Key      string       // of an element of a map, else empty
	Min, Max int          // occurrences; math.MaxInt: unbounded
	Kind     Kind
	Simple   *Simple  // of a value, else nil
	Inner    *Content // of a structure, a group, or an element without content, else nil
	Absent   bool     // nil, false or no element at all means that it is not there
	Unit     string   // of the value, for people
	Since    string   // the version that brought it, empty where that is not known

	start, end string // the tags, without the > of the first
}

// Kind is what a particle holds.
type Kind uint8

// The kinds.
const (
	StructureKind Kind = iota // an inner content, or a group of particles
	ValueKind                 // a simple value
	PresenceKind              // nothing: the Go value says whether it is there
	SignatureKind             // a ds:Signature, of which only the presence is kept
	ForeignKind               // an element that another schema declares, kept as it is
)

// Whole stands for a field where a particle is of the Go value itself.
const Whole = -1

// Foreign is an element that another schema declares, in exclusive canonical form. The text
// is not checked further, unless it is a ds:Signature.
type Foreign string

// nothing is the content of an element that is always empty.
var nothing = &Content{empties: true, starts: map[string]bool{}}

// finish derives what the decoder asks of a content model.
func (c *Content) finish() {
	c.starts = map[string]bool{}
	c.empties = !c.Choice || len(c.Parts) == 0
	open := true // what follows may still be first
	for _, part := range c.Parts {
		if part.Inner != nil && part.Inner.starts == nil {
			part.Inner.finish()
		}
		if open || c.Choice {
			maps.Copy(c.starts, part.starts())
		}
		optional := part.optional()
		open = open && optional
		if c.Choice {
			c.empties = c.empties || optional && part.GoType == nil && part.Name == ""
		} else {
			c.empties = c.empties && optional
		}
	}
}

// starts are the names that may come first where the particle stands.
func (part *Particle) starts() map[string]bool {
	if part.Name != "" {
		return map[string]bool{part.Name: true}
	}
	return part.Inner.starts
}

// optional reports whether the particle may be absent.
func (part *Particle) optional() bool {
	return part.Min == 0 || part.Name == "" && part.Inner.empties
}

// expected names what may start the content, for a message.
func (c *Content) expected() string {
	names := slices.Sorted(maps.Keys(c.starts))
	if len(names) > 6 {
		return fmt.Sprintf("one of %d elements, such as %s", len(names), names[0])
	}
	return strings.Join(names, ", ")
}
