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

// content is the content model of an element: the compiled declaration of a struct
// or of an interface. It is made once and only read afterwards.
type content struct {
	name    string
	choice  bool
	parts   []*particle
	attrs   []*particle
	value   *particle       // of an element with attributes and a simple value
	starts  map[string]bool // local names that it may begin with
	empties bool            // nothing at all satisfies it
}

// particle is one place in a content model: an element, or a group of them without
// an element of their own (simple and inner of an element tell what is inside).
type particle struct {
	name     string // local name; empty for a group
	space    string
	field    int          // of the Go struct; whole for the value itself
	text     int          // field that keeps the text; whole for none
	goType   reflect.Type // of an alternative of an interface
	key      string       // of an element of a map
	min, max int          // occurrences; math.MaxInt: unbounded
	kind     kind
	simple   *simple  // of a value
	inner    *content // of a structure
	absent   bool     // nil, false or no element at all means that it is not there
	unit     string   // of the value, for people
	since    string   // the DUIS version that brought it, empty where not known
}

// kind is what an element of a particle holds.
type kind uint8

const (
	structure kind = iota // an inner content, or a group of particles
	value                 // a simple value
	presence              // nothing: the Go value says whether it is there
	signature             // a ds:Signature
	foreign               // an element that another schema declares, kept as it is
)

const whole = -1

// nothing is the content of an element that is always empty.
var nothing = &content{empties: true, starts: map[string]bool{}}

// The plans of the two documents. Compiling reads only the declarations.
var (
	compiler = &planner{
		done: map[reflect.Type]*content{},
		alternatives: map[reflect.Type]alternatives{
			reflect.TypeFor[Body]():         alternativesOf(bodies),
			reflect.TypeFor[ResponseBody](): alternativesOf(messages),
			reflect.TypeFor[Payload]():      alternativesOf(payloads),
			reflect.TypeFor[DCCAlert]():     alternativesOf(alerts),
		},
	}
	requestPlan  = compiler.content(reflect.TypeFor[Request]())
	responsePlan = compiler.content(reflect.TypeFor[Response]())
)

type planner struct {
	done         map[reflect.Type]*content
	alternatives map[reflect.Type]alternatives
}

// alternatives are the elements that may stand for an interface, in the order of the
// schema.
type alternatives []alternative

type alternative struct {
	name   string
	goType reflect.Type
}

func alternativesOf[T interface{ Element() string }](declared []T) alternatives {
	a := make(alternatives, len(declared))
	for i, value := range declared {
		a[i] = alternative{value.Element(), reflect.TypeOf(value)}
	}
	return a
}

// content compiles a struct, map or interface type.
func (p *planner) content(t reflect.Type) *content {
	if c := p.done[t]; c != nil {
		return c
	}
	c := &content{name: t.Name()}
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
func (p *planner) compileInterface(c *content, t reflect.Type) {
	c.choice = true
	for _, a := range p.alternatives[t] {
		part := &particle{name: a.name, space: Namespace, field: whole, text: whole,
			goType: a.goType, min: 1, max: 1, since: introductions[a.name].since}
		p.inside(part, a.goType, options{})
		c.parts = append(c.parts, part)
	}
}

// compileMap compiles a map type: elements of one type, by name, in the order of the list
// for the type, each at most once or exactly one of all. It panics where there is no list.
func (p *planner) compileMap(c *content, t reflect.Type) {
	names := elementSets[t.Name()]
	if names == nil {
		panic("duis: no list of elements for " + t.Name())
	}
	c.choice = oneOfSets[t.Name()]
	for _, name := range names {
		part := &particle{name: name, space: Namespace, field: whole, text: whole, key: name, max: 1}
		if c.choice {
			part.min = 1
		}
		p.inside(part, t.Elem(), options{empty: t.Elem().Kind() == reflect.Bool})
		c.parts = append(c.parts, part)
	}
}

func (p *planner) compileStruct(c *content, t reflect.Type) {
	var shared *particle // the wrapper element or the choice that the last field was in
	for i := range t.NumField() {
		field := t.Field(i)
		o := parseTag(field)
		if o.skip {
			continue
		}
		part := p.particle(t, i, o)
		switch {
		case o.attr:
			c.attrs = append(c.attrs, part)
			continue
		case o.value:
			c.value = part
			continue
		case o.in == "" && o.one == "":
			c.parts, shared = append(c.parts, part), nil
			continue
		case shared != nil && shared.inner.name == o.in+o.one:
			shared.inner.parts = append(shared.inner.parts, part)
			continue
		}
		shared = &particle{name: o.in, field: whole, text: whole, min: 1, max: 1,
			inner: &content{name: o.in + o.one, choice: o.one != "", parts: []*particle{part}}}
		if o.in != "" {
			shared.space = Namespace
		}
		if strings.HasSuffix(o.one, "?") {
			shared.min = 0
		}
		c.parts = append(c.parts, shared)
	}
}

// particle compiles field i of struct t. It panics where the tag names no field.
func (p *planner) particle(t reflect.Type, i int, o options) *particle {
	field := t.Field(i)
	part := &particle{name: o.name, space: Namespace, field: i, text: whole, min: 1, max: 1,
		unit: o.unit, since: o.since}
	if o.signature {
		part.space, part.min, part.kind = namespaceSignature, 0, signature
		return part
	}
	if o.ds {
		part.space = namespaceSignature
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
		part.min, part.absent, inside = 0, true, inside.Elem()
	case o.list:
		part.min, part.max, inside = o.low, o.high, inside.Elem()
	case o.optional || o.empty:
		part.min, part.absent = 0, true
	}
	if o.one != "" {
		part.min, part.absent = max(part.min, 1), true
	}
	if o.group {
		part.name, part.space = "", ""
	}
	p.inside(part, inside, o)
	return part
}

// inside gives a particle its kind, and its simple type or content.
func (p *planner) inside(part *particle, t reflect.Type, o options) {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	isStruct := t.Kind() == reflect.Struct && t != reflect.TypeFor[time.Time]() &&
		t != reflect.TypeFor[RequestID]()
	switch {
	case o.empty:
		part.kind, part.inner = presence, nothing
	case t == reflect.TypeFor[Foreign]():
		part.kind = foreign
	case isStruct || t.Kind() == reflect.Interface || t.Kind() == reflect.Map:
		part.inner = p.content(t)
	default:
		part.kind, part.simple = value, simpleOf(t, o)
	}
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
	s := simple{base: o.base, bounded: o.bounded, min: o.minimum, max: o.maximum,
		minLength: o.minLength, maxLength: o.maxLength, fraction: o.fraction}.withBase(t)
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
	case t == reflect.TypeFor[TimeOfDay]():
		s.base = xsTime
	case t.Kind() == reflect.Slice:
		s.base = xsBase64
	case t.Kind() == reflect.Bool:
		s.base = xsBoolean
	case t.Kind() == reflect.Uint16:
		s.base = xsUnsignedShort
	case t.Kind() == reflect.Uint32:
		s.base = xsUnsignedInt
	case t.Kind() == reflect.Uint64:
		s.base = xsUnsignedLong
	case t.Kind() == reflect.Int16:
		s.base = xsShort
	case t.Kind() == reflect.Int32:
		s.base = xsInt
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
	name, in, one, is, text, unit, since          string
	base                                          base
	skip, attr, value, group, optional, signature bool
	empty, list, bounded, ds                      bool
	low, high, minLength, maxLength, fraction     int
	minimum, maximum                              int64
}

// parseTag reads the `duis` tag of a field; a fault in one is a fault of the source.
func parseTag(field reflect.StructField) options {
	o := options{name: field.Name}
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
	case "value":
		o.value = true
	case "group":
		o.group = true
	case "optional":
		o.optional = true
	case "empty":
		o.empty = true
	case "signature":
		o.signature = true
	case "ds":
		o.ds = true
	case "one":
		o.one = "one" + value
	case "in":
		o.in = value
	case "is":
		o.is = value
	case "base":
		o.base = base(value)
	case "text":
		o.text = value
	case "unit":
		o.unit = value
	case "since":
		o.since = value
	case "n":
		o.list = true
		o.low, o.high = interval[int](value)
	case "len":
		o.minLength, o.maxLength = interval[int](value)
	case "fraction":
		_, o.fraction = interval[int]("0.." + value)
	case "range":
		o.bounded = true
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
