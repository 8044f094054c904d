package usecase

import (
	"bytes"
	"slices"
	"time"

	"github.com/mains-energy/mains/dlms"
)

// Place is where a value stands in Commands, Responses or Alerts. It is declared once,
// under its DUIS or SMETS name, and every Use Case that has it shares the declaration, so
// that name, unit, bounds and clause are said in one place. A Place is a pointer: it is
// equal to itself only.
//
// The kinds are [Slot] for numbers, [Flag], [Text], [Octets], [Moment], [Date],
// [TimeOfDay], [Stamp], [ID] and [Bits] for what is not made of others, [Scaling] for a
// scaler and unit, and [List] and [Group] for what is.
type Place interface {
	// Info is what there is to say about the place.
	Info() Info
	// check is the error of a value that the place cannot hold.
	check(value any) error
	// text is the value for people, with its unit.
	text(value any) string
}

// Info is what a declaration says about a place.
type Info struct {
	Name   string
	Type   string // the kind of value, for people: uint16, text, date-time
	Unit   Unit
	Scaler int8   // the value counts 10 to this power of Unit
	Range  string // bounds for people, empty where the type is the bound
	Codes  []Code // the meaning of values, where values have one
	Clause string
}

// Code is the meaning of one value of a place.
type Code struct {
	Value  uint64
	Name   string
	Failed bool // a Response with it says that the Command was not carried out
}

// codeOf finds the meaning of a value.
func codeOf(codes []Code, value uint64) (Code, bool) {
	for _, c := range codes {
		if c.Value == value {
			return c, true
		}
	}
	return Code{}, false
}

// leaf is a place whose value is not made of others.
type leaf interface {
	Place
	// tag is the type in COSEM.
	tag() dlms.Tag
	// size is the number of octets of a string that has always as many, else 0.
	size() int
	// take is the value that the notation's number or octets stand for.
	take(w wire) any
	// give is the inverse of take.
	give(value any) wire
}

// wire is a value as a notation writes it: a number, sign-extended, or octets; both for a
// bit-string, which has its number of bits as n.
type wire struct {
	n uint64
	b []byte
}

// Arg is the value of one place.
type Arg struct {
	place Place
	value any
}

// Name is the name of the place.
func (a Arg) Name() string { return a.place.Info().Name }

// Place is where the value stands.
func (a Arg) Place() Place { return a.place }

// Value is what the place holds, of the type of the place: of a [List] []Args, of a
// [Group] Args.
func (a Arg) Value() any { return a.value }

// Text is the value for people, with its unit: 900 s.
func (a Arg) Text() string { return a.place.text(a.value) }

// Args are the values of places, in any order. A place that a message has several times
// is given once, for all of them, or as often as the message has it, in the order of the
// wire.
type Args []Arg

// lookup finds the first value of p.
func (a Args) lookup(p Place) (any, bool) {
	for i := range a {
		if a[i].place == p {
			return a[i].value, true
		}
	}
	return nil, false
}

// Has reports whether there is a value of p.
func (a Args) Has(p Place) bool {
	_, ok := a.lookup(p)
	return ok
}

// of is the value of p among args, and whether it is there.
func of[T any](args Args, p Place) (value T, ok bool) {
	v, ok := args.lookup(p)
	if !ok {
		return value, false
	}
	return v.(T), true
}

// giving hands out args one by one to whoever writes a message.
type giving struct {
	args  Args
	times []int // how often each was handed out
	// outer hands out the values of the places that an element or a group shares with what
	// is around it.
	outer  *giving
	shared []Place
	// invent makes the values that are missing, and maybe says whether optional ones are;
	// nil where whoever writes has to be given all.
	invent func(p Place) any
	maybe  func(p Place) bool
	// again says that the values are of a message that was read: they may be out of range.
	again bool
}

func giver(args Args) *giving { return &giving{args: args, times: make([]int, len(args))} }

// giverAgain hands out values of a message that was read.
func giverAgain(args Args) *giving {
	g := giver(args)
	g.again = true
	return g
}

// has reports whether there is a value of p left to give.
func (g *giving) has(p Place) bool {
	if slices.Contains(g.shared, p) {
		return g.outer.has(p)
	}
	return g.next(p) >= 0 || g.invent != nil && g.maybe(p)
}

// inner hands out the values of an element or a group of g's, which shares some places with
// what is around it.
func (g *giving) inner(args Args, shared []Place) *giving {
	return &giving{
		args: args, times: make([]int, len(args)), outer: g, shared: shared, invent: g.invent,
		maybe: g.maybe, again: g.again,
	}
}

// next is the index of the value that stands next for p, or -1. The last one serves again
// only where it is the only one.
func (g *giving) next(p Place) int {
	only, many := -1, false
	for i := range g.args {
		if g.args[i].place != p {
			continue
		}
		if g.times[i] == 0 {
			return i
		}
		many = only >= 0
		only = i
	}
	if many {
		return -1
	}
	return only
}

// index is that of the value that stands next for p, which is invented where there is none
// and values are; or -1.
func (g *giving) index(p Place) int {
	i := g.next(p)
	if i < 0 && g.invent != nil {
		i = len(g.args)
		g.args = append(g.args, Arg{p, g.invent(p)})
		g.times = append(g.times, 0)
	}
	return i
}

// peek is the value that take will give, and whether there is one.
func (g *giving) peek(p Place) (any, bool) {
	i := g.index(p)
	if i < 0 {
		return nil, false
	}
	return g.args[i].value, true
}

// take gives the next value of p. It is in range, unless it was read.
func (g *giving) take(p Place) (any, error) {
	if slices.Contains(g.shared, p) {
		return g.outer.take(p)
	}
	i := g.index(p)
	if i < 0 {
		return nil, &ArgError{p.Info().Name, ErrMissing}
	}
	g.times[i]++
	if !g.again {
		if err := p.check(g.args[i].value); err != nil {
			return nil, err
		}
	}
	return g.args[i].value, nil
}

// set gives the last value of p another.
func (g *giving) set(p Place, value any) {
	for i := len(g.args) - 1; i >= 0; i-- {
		if g.args[i].place == p {
			g.args[i].value = value
			return
		}
	}
}

// end refuses what was not asked for.
func (g *giving) end() error {
	for i, n := range g.times {
		if g.args[i].place == nil {
			return &ArgError{"?", ErrUnexpected}
		}
		if n == 0 {
			return &ArgError{g.args[i].Name(), ErrUnexpected}
		}
	}
	return nil
}

// merged is a with values that are the same in every one of their places given once.
func (a Args) merged() Args {
	seen := a[:0:0]
	for i, arg := range a {
		first := slices.IndexFunc(a, func(b Arg) bool { return b.place == arg.place })
		if first < i && a.uniform(arg.place) {
			continue
		}
		seen = append(seen, arg)
	}
	return seen
}

// uniform reports whether all values of p are the same.
func (a Args) uniform(p Place) bool {
	var first *Arg
	for i := range a {
		switch {
		case a[i].place != p:
		case first == nil:
			first = &a[i]
		case !equal(first.value, a[i].value):
			return false
		}
	}
	return true
}

// equal reports whether two values of one place are the same.
func equal(a, b any) bool {
	switch a := a.(type) {
	case []byte:
		return bytes.Equal(a, b.([]byte))
	case BitString:
		b := b.(BitString)
		return a.N == b.N && bytes.Equal(a.Octets, b.Octets)
	case time.Time:
		return a.Equal(b.(time.Time))
	case []Args:
		return slices.EqualFunc(a, b.([]Args), equalArgs)
	case Args:
		return equalArgs(a, b.(Args))
	}
	return a == b
}

func equalArgs(a, b Args) bool {
	return slices.EqualFunc(a, b, func(a, b Arg) bool {
		return a.place == b.place && equal(a.value, b.value)
	})
}
