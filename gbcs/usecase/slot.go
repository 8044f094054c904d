package usecase

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/zcl"
)

// Number is what a [Slot] can hold. Its width is that of the COSEM type.
type Number interface {
	~uint8 | ~uint16 | ~uint32 | ~uint64 | ~int8 | ~int16 | ~int32 | ~int64
}

// Slot is a place for a number in Commands, Responses or Alerts: declared once, under
// its DUIS name where it has one, and used by every Use Case that has it.
type Slot[T Number] struct {
	Name string
	Unit Unit
	// Min and Max bound the value, both included. Where both are zero, the type does.
	Min, Max T
	Format   Format
	Clause   string
}

// Format says how a slot has to do with the scaling of gas registers, which stands in
// three attributes of the Metering cluster. GBCS clusters and attributes.
type Format uint8

// The formats.
const (
	Unformatted  Format = iota // counts what Unit says
	Formatted                  // a register that the three below apply to
	IsMultiplier               // the Multiplier
	IsDivisor                  // the Divisor
	IsUnit                     // the Unit of Measure: 0 for kWh, 1 for m3
)

// Arg is the value of one slot.
type Arg struct {
	slot  slot
	value any
}

// Name is the name of the slot.
func (a Arg) Name() string { return a.slot.name() }

// Value is what the slot holds, of the type of the slot.
func (a Arg) Value() any { return a.value }

// Text is the value for people, with its unit: 900 s.
func (a Arg) Text() string { return a.slot.text(a.value) }

// Args are the values of the slots of a command, in any order, each slot once.
type Args []Arg

// slot is a Slot or an Item of any type; pointers, so that one is equal to itself only.
type slot interface {
	name() string
	text(value any) string
	check(value any) error
}

// lookup finds the value of s.
func (a Args) lookup(s slot) (any, bool) {
	for i := range a {
		if a[i].slot == s {
			return a[i].value, true
		}
	}
	return nil, false
}

// covers checks that a has exactly the slots given, each with a value in range.
func (a Args) covers(slots []slot) error {
	for i, arg := range a {
		if arg.slot == nil {
			return &ArgError{"?", ErrUnexpected}
		}
		wanted := false
		for _, s := range slots {
			wanted = wanted || s == arg.slot
		}
		for _, other := range a[:i] {
			wanted = wanted && other.slot != arg.slot
		}
		if !wanted {
			return &ArgError{arg.Name(), ErrUnexpected}
		}
		if err := arg.slot.check(arg.value); err != nil {
			return err
		}
	}
	for _, s := range slots {
		if _, ok := a.lookup(s); !ok {
			return &ArgError{s.name(), ErrMissing}
		}
	}
	return nil
}

// Is gives the slot a value; whether it is in range shows when a command is made.
func (s *Slot[T]) Is(v T) Arg { return Arg{s, v} }

// Of finds the slot's value among args, and whether it is there.
func (s *Slot[T]) Of(args Args) (T, bool) {
	v, ok := args.lookup(s)
	if !ok {
		return 0, false
	}
	return v.(T), true
}

// Check reports, as an [*ArgError], a value that the slot cannot hold.
func (s *Slot[T]) Check(v T) error {
	if s.Min == 0 && s.Max == 0 || v >= s.Min && v <= s.Max {
		return nil
	}
	return &ArgError{s.Name, fmt.Errorf("%w: %d is not from %d to %d", ErrRange, v, s.Min, s.Max)}
}

func (s *Slot[T]) text(value any) string {
	return strings.TrimSpace(fmt.Sprintf("%d %s", value, s.Unit))
}

func (s *Slot[T]) name() string          { return s.Name }
func (s *Slot[T]) check(value any) error { return s.Check(value.(T)) }

// tag is the COSEM type of T. It panics on a type that is declared on top of one.
func (s *Slot[T]) tag() dlms.Tag {
	switch any(*new(T)).(type) {
	case uint8:
		return dlms.TagUnsigned
	case uint16:
		return dlms.TagLongUnsigned
	case uint32:
		return dlms.TagDoubleLongUnsigned
	case uint64:
		return dlms.TagLong64Unsigned
	case int8:
		return dlms.TagInteger
	case int16:
		return dlms.TagLong
	case int32:
		return dlms.TagDoubleLong
	case int64:
		return dlms.TagLong64
	}
	panic(fmt.Sprintf("usecase: %s: %T is no COSEM type: use its basic type", s.Name, *new(T)))
}

// data is v as COSEM writes it. It panics on a type that is declared on top of one.
func (s *Slot[T]) data(v T) dlms.Data {
	switch v := any(v).(type) {
	case uint8:
		return dlms.U8(v)
	case uint16:
		return dlms.U16(v)
	case uint32:
		return dlms.U32(v)
	case uint64:
		return dlms.U64(v)
	case int8:
		return dlms.I8(v)
	case int16:
		return dlms.I16(v)
	case int32:
		return dlms.I32(v)
	case int64:
		return dlms.I64(v)
	}
	panic(fmt.Sprintf("usecase: %s: %T is no COSEM type: use its basic type", s.Name, v))
}

func (s *Slot[T]) slots() []slot { return []slot{s} }

func (s *Slot[T]) encode(args Args) (dlms.Data, error) {
	v, ok := s.Of(args)
	if !ok {
		return dlms.Data{}, &ArgError{s.Name, ErrMissing}
	}
	if err := s.Check(v); err != nil {
		return dlms.Data{}, err
	}
	return s.data(v), nil
}

func (s *Slot[T]) decode(d dlms.Data, p place) (Args, error) {
	if d.Tag() != s.tag() {
		return nil, mismatch(p.path+s.Name, p.offset, "%v: want %v", d.Tag(), s.tag())
	}
	number := numberOf(d)
	v := fromBig[T](number)
	if err := s.Check(v); err != nil {
		return nil, &SyntaxError{p.path + s.Name, p.offset, err}
	}
	return Args{s.Is(v)}, nil
}

func (s *Slot[T]) read(rows *rows, d dlms.Data, p place) error {
	if d.Tag() != s.tag() {
		return mismatch(p.path+s.Name, p.offset, "%v: want %v", d.Tag(), s.tag())
	}
	number := numberOf(d)
	rows.add(s.row(fromBig[T](number)), number, s, p, d.Append(nil))
	return nil
}

// row is the Row of a value, before it is known how to scale it.
func (s *Slot[T]) row(v T) Row {
	return Row{Name: s.Name, Value: v, Unit: s.Unit, Clause: s.Clause}
}

// attribute reads the value of a ZigBee attribute.
func (s *Slot[T]) attribute(rows *rows, v zcl.Value, p place, raw []byte) {
	number := new(big.Int)
	if i, ok := v.Int(); ok {
		number.SetInt64(i)
	} else if u, ok := v.Uint(); ok {
		number.SetUint64(u)
	}
	row := s.row(fromBig[T](number))
	switch s.Format {
	case IsMultiplier:
		rows.metering.multiplier = number.Uint64()
	case IsDivisor:
		rows.metering.divisor = number.Uint64()
	case IsUnit:
		switch number.Uint64() {
		case 0:
			rows.metering.unit, rows.metering.scaler = WattHours, 3
			row.Text = "kWh"
		case 1:
			rows.metering.unit = CubicMetres
			row.Text = CubicMetres.String()
		}
	}
	rows.formatted(row, number, s, s.Format == Formatted, p, raw)
}

func (s *Slot[T]) value(args Args, t zcl.Type) (zcl.Value, error) {
	v, ok := s.Of(args)
	if !ok {
		return zcl.Value{}, &ArgError{s.Name, ErrMissing}
	}
	if err := s.Check(v); err != nil {
		return zcl.Value{}, err
	}
	bound := uint(8 * t.Size())
	if d := s.data(v); v < 0 || t >= zcl.TypeInt8 && t <= zcl.TypeInt32 {
		i, signed := d.Int()
		if !signed || i>>(bound-1) != i>>63 {
			return zcl.Value{}, &ArgError{s.Name, ErrRange}
		}
		return zcl.Signed(t, i), nil
	}
	if uint64(v)>>bound != 0 {
		return zcl.Value{}, &ArgError{s.Name, ErrRange}
	}
	return zcl.Unsigned(t, uint64(v)), nil
}

// numberOf is the number in d, whatever its sign.
func numberOf(d dlms.Data) *big.Int {
	if i, ok := d.Int(); ok {
		return big.NewInt(i)
	}
	u, _ := d.Uint()
	return new(big.Int).SetUint64(u)
}

func fromBig[T Number](n *big.Int) T {
	if n.Sign() < 0 {
		return T(n.Int64())
	}
	return T(n.Uint64())
}

// Item is a place for a value that is no number, in an ASN.1 structure.
type Item[T any] struct {
	Name string
	// Valid reports, as an error that says what is wrong, a value that the place cannot
	// hold; nil where it holds all of T.
	Valid  func(T) error
	Clause string
}

// Is gives the item a value; whether it is valid shows when a command is made.
func (s *Item[T]) Is(v T) Arg { return Arg{s, v} }

// Of finds the item's value among args, and whether it is there.
func (s *Item[T]) Of(args Args) (T, bool) {
	v, ok := args.lookup(s)
	if !ok {
		return *new(T), false
	}
	return v.(T), true
}

func (s *Item[T]) name() string { return s.Name }

func (s *Item[T]) text(value any) string { return fmt.Sprint(value) }

func (s *Item[T]) check(value any) error {
	if s.Valid == nil {
		return nil
	}
	if err := s.Valid(value.(T)); err != nil {
		return &ArgError{s.Name, fmt.Errorf("%w: %w", ErrRange, err)}
	}
	return nil
}
