package duis

import (
	"fmt"
	"maps"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/mains-energy/mains/eui"
)

// choice as a struct's first field, named _, says that exactly one of the other
// fields is present.
type choice struct{}

// content is the content model of an element: the compiled declaration of a struct
// or of an interface. It is made once and only read afterwards.
type content struct {
	name    string
	choice  bool
	parts   []*particle
	attrs   []*particle
	starts  map[string]bool // local names that it may begin with
	empties bool            // nothing at all satisfies it
	known   []string        // of an interface: every element the schema allows here
}

// particle is one place in a content model: an element, or a group of them without
// an element of their own (simple and inner of an element tell what is inside).
type particle struct {
	name     string // local name; empty for a group
	space    string
	field    int          // of the Go struct; whole for the value itself
	text     int          // field that keeps the text; whole for none
	goType   reflect.Type // of an alternative of an interface
	min, max int          // occurrences; math.MaxInt: unbounded
	simple   *simple      // one of simple and inner is set, or neither for a signature
	inner    *content
}

const whole = -1

// The plans of the two documents. Compiling reads only the declarations.
var (
	compiler = &planner{
		done: map[reflect.Type]*content{},
		alternatives: map[reflect.Type]alternatives{
			reflect.TypeFor[Body]():         alternativesOf(bodies, requestBodies),
			reflect.TypeFor[ResponseBody](): alternativesOf(messages, responseBodies),
			reflect.TypeFor[Payload]():      alternativesOf(payloads, responsePayloads),
			reflect.TypeFor[DCCAlert]():     alternativesOf(alerts, dccAlerts),
		},
	}
	requestPlan  = compiler.content(reflect.TypeFor[Request]())
	responsePlan = compiler.content(reflect.TypeFor[Response]())
)

type planner struct {
	done         map[reflect.Type]*content
	alternatives map[reflect.Type]alternatives
}

// alternatives are the declared elements of an interface, and all that the schema
// has there.
type alternatives struct {
	declared map[string]reflect.Type
	known    []string
}

func alternativesOf[T interface{ Element() string }](declared []T, known []string) alternatives {
	a := alternatives{declared: map[string]reflect.Type{}, known: known}
	for _, value := range declared {
		a.declared[value.Element()] = reflect.TypeOf(value)
	}
	return a
}

// content compiles a struct or interface type.
func (p *planner) content(t reflect.Type) *content {
	if c := p.done[t]; c != nil {
		return c
	}
	c := &content{name: t.Name()}
	p.done[t] = c
	if t.Kind() == reflect.Interface {
		p.compileInterface(c, t)
	} else {
		p.compileStruct(c, t)
	}
	c.finish()
	return c
}

// compileInterface compiles the alternatives of an interface type. It panics where
// one is not in the list of the schema.
func (p *planner) compileInterface(c *content, t reflect.Type) {
	a := p.alternatives[t]
	c.choice, c.known = true, a.known
	for _, name := range a.known {
		if goType := a.declared[name]; goType != nil {
			part := &particle{name: name, space: Namespace, field: whole, text: whole,
				goType: goType, min: 1, max: 1}
			p.inside(part, goType, options{})
			c.parts = append(c.parts, part)
		}
	}
	if len(c.parts) != len(a.declared) {
		panic("duis: an alternative of " + t.Name() + " is not in the schema's list")
	}
}

func (p *planner) compileStruct(c *content, t reflect.Type) {
	var wrapper *particle
	for i := range t.NumField() {
		field := t.Field(i)
		if field.Name == "_" && field.Type == reflect.TypeFor[choice]() {
			c.choice = true
			continue
		}
		o := parseTag(field)
		if o.skip {
			continue
		}
		part := p.particle(t, i, o)
		switch {
		case o.attr:
			c.attrs = append(c.attrs, part)
		case o.in == "":
			c.parts, wrapper = append(c.parts, part), nil
		case wrapper != nil && wrapper.name == o.in:
			wrapper.inner.parts = append(wrapper.inner.parts, part)
		default:
			wrapper = &particle{name: o.in, space: Namespace, field: whole, text: whole,
				min: 1, max: 1, inner: &content{name: o.in, parts: []*particle{part}}}
			c.parts = append(c.parts, wrapper)
		}
	}
}

// particle compiles field i of struct t. It panics where the tag names no field.
func (p *planner) particle(t reflect.Type, i int, o options) *particle {
	field := t.Field(i)
	part := &particle{name: o.name, space: Namespace, field: i, text: whole, min: 1, max: 1}
	if o.signature {
		part.space, part.min = namespaceSignature, 0
		return part
	}
	if o.text != "" {
		kept, ok := t.FieldByName(o.text)
		if !ok {
			panic("duis: " + t.Name() + " has no field " + o.text)
		}
		part.text = kept.Index[0]
	}
	inside := field.Type
	switch {
	case inside.Kind() == reflect.Pointer:
		part.min, inside = 0, inside.Elem()
	case inside.Kind() == reflect.Slice && inside.Elem().Kind() != reflect.Uint8:
		part.min, part.max, inside = o.low, o.high, inside.Elem()
	case o.optional:
		part.min = 0
	}
	if o.group {
		part.name, part.space = "", ""
	}
	p.inside(part, inside, o)
	return part
}

// inside gives a particle its simple type or content.
func (p *planner) inside(part *particle, t reflect.Type, o options) {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	isStruct := t.Kind() == reflect.Struct && t != reflect.TypeFor[time.Time]() &&
		t != reflect.TypeFor[RequestID]()
	if isStruct || t.Kind() == reflect.Interface {
		part.inner = p.content(t)
		return
	}
	part.simple = simpleOf(t, o)
}

// simpleOf finds the simple type of a Go type: by the tag, by name, or by kind. It
// panics where the tag names none.
func simpleOf(t reflect.Type, o options) *simple {
	name := o.is
	switch {
	case name == "" && t == reflect.TypeFor[eui.ID]():
		name = "EUI"
	case name == "" && o.base == "":
		name = t.Name()
	}
	if s, ok := simpleTypes[name]; ok {
		s.name = name
		return s.normalised(t.Kind())
	}
	if o.is != "" {
		panic("duis: no simple type " + o.is)
	}
	s := simple{base: o.base, min: o.minimum, max: o.maximum}.withBase(t)
	return s.normalised(t.Kind())
}

// withBase gives a declaration without a built-in type that of its Go kind. It panics
// where the kind has none.
func (s simple) withBase(t reflect.Type) simple {
	if s.base != "" {
		return s
	}
	switch {
	case t == reflect.TypeFor[time.Time]():
		s.base = xsDateTime
	case t.Kind() == reflect.Slice:
		s.base = xsBase64
	case t.Kind() == reflect.Bool:
		s.base = xsBoolean
	case t.Kind() == reflect.Uint16:
		s.base = xsUnsignedShort
	case t.Kind() == reflect.Uint32:
		s.base = xsUnsignedInt
	case t.Kind() == reflect.String:
		s.base = xsString
	default:
		panic("duis: no simple type for " + t.String())
	}
	return s
}

// finish derives what the decoder asks of a content model.
func (c *content) finish() {
	c.starts = map[string]bool{}
	c.empties = !c.choice || len(c.parts) == 0
	open := true // what follows may still be first
	for _, part := range c.parts {
		if part.inner != nil && part.inner.starts == nil {
			part.inner.finish()
		}
		if open || c.choice {
			maps.Copy(c.starts, part.starts())
		}
		optional := part.optional()
		open = open && optional
		if c.choice {
			c.empties = c.empties || optional && part.goType == nil && part.name == ""
		} else {
			c.empties = c.empties && optional
		}
	}
	for _, name := range c.known {
		c.starts[name] = true
	}
}

// starts are the names that may come first where the particle stands.
func (part *particle) starts() map[string]bool {
	if part.name != "" {
		return map[string]bool{part.name: true}
	}
	return part.inner.starts
}

// optional reports whether the particle may be absent.
func (part *particle) optional() bool {
	return part.min == 0 || part.name == "" && part.inner.empties
}

// expected names what may start the content, for a message.
func (c *content) expected() string {
	names := slices.Sorted(maps.Keys(c.starts))
	if len(names) > 6 {
		return fmt.Sprintf("one of %d elements, such as %s", len(names), names[0])
	}
	return strings.Join(names, ", ")
}

// options are a field's tag.
type options struct {
	name, in, is, text                     string
	base                                   base
	skip, attr, group, optional, signature bool
	low, high                              int
	minimum, maximum                       int64
}

// parseTag reads the `duis` tag of a field; a fault in one is a fault of the source.
func parseTag(field reflect.StructField) options {
	o := options{name: field.Name, low: 0, high: math.MaxInt}
	tag, _ := field.Tag.Lookup("duis")
	if tag == "-" {
		return options{skip: true}
	}
	words := strings.Split(tag, ",")
	if words[0] != "" {
		o.name = words[0]
	}
	for _, word := range words[1:] {
		o.set(field, word)
	}
	return o
}

// set takes one word of a tag. It panics where it is none.
func (o *options) set(field reflect.StructField, word string) {
	key, value, _ := strings.Cut(word, "=")
	switch key {
	case "attr":
		o.attr = true
	case "group":
		o.group = true
	case "optional":
		o.optional = true
	case "signature":
		o.signature = true
	case "in":
		o.in = value
	case "is":
		o.is = value
	case "base":
		o.base = base(value)
	case "text":
		o.text = value
	case "n":
		o.low, o.high = interval[int](value)
	case "range":
		o.minimum, o.maximum = interval[int64](value)
	default:
		panic("duis: field " + field.Name + ": option " + word)
	}
}

// interval reads 1..7 or 0..*. It panics where that is not its form.
func interval[T int | int64](s string) (low, high T) {
	from, to, _ := strings.Cut(s, "..")
	number := func(s string) T {
		if s == "*" {
			return T(math.MaxInt)
		}
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil {
			panic("duis: interval " + s)
		}
		return T(n)
	}
	return number(from), number(to)
}
