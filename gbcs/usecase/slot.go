package usecase

import (
	"fmt"
	"math/big"
	"reflect"
	"strconv"
	"strings"

	"github.com/mains-energy/mains/dlms"
)

// Number is what a [Slot] can hold. Its width is that of the COSEM type.
type Number interface {
	~uint8 | ~uint16 | ~uint32 | ~uint64 | ~int8 | ~int16 | ~int32 | ~int64
}

// Slot is a place for a number.
type Slot[T Number] struct {
	Name   string
	Unit   Unit
	Scaler int8 // the number counts 10 to this power of Unit
	// Min and Max bound the value, both included. Where both are zero, the type does.
	Min, Max T
	// Codes are the meanings of values. Closed says that there are no others.
	Codes  []Code
	Closed bool
	// Enum says that COSEM writes it as an enum.
	Enum bool
	// Base is how Text writes a number without unit: 0 for decimal, 16 for hexadecimal.
	Base   uint8
	Format Format
	// Show is what the number is for people, where digits with a unit are not it.
	Show   func(T) string
	Clause string
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

// Is gives the slot a value; whether it is in range shows when a message is made.
func (s *Slot[T]) Is(v T) Arg { return Arg{s, v} }

// Of finds the slot's value among args, and whether it is there.
func (s *Slot[T]) Of(args Args) (T, bool) { return of[T](args, s) }

// Check reports, as an [*ArgError], a value that the slot cannot hold.
func (s *Slot[T]) Check(v T) error {
	if s.Closed {
		if _, ok := codeOf(s.Codes, uint64(v)); !ok {
			return &ArgError{s.Name, fmt.Errorf("%w: %d has no meaning", ErrRange, v)}
		}
	}
	if s.Min == 0 && s.Max == 0 || v >= s.Min && v <= s.Max {
		return nil
	}
	return &ArgError{s.Name, fmt.Errorf("%w: %d is not from %d to %d", ErrRange, v, s.Min, s.Max)}
}

// Info is what the declaration says.
func (s *Slot[T]) Info() Info {
	i := Info{
		Name: s.Name, Unit: s.Unit, Scaler: s.Scaler, Codes: s.Codes, Clause: s.Clause,
		Type: reflect.TypeFor[T]().Kind().String(),
	}
	if s.Min != 0 || s.Max != 0 {
		i.Range = fmt.Sprintf("%d to %d", s.Min, s.Max)
	}
	if s.Enum {
		i.Type = "enum"
	}
	return i
}

func (s *Slot[T]) check(value any) error { return s.Check(value.(T)) }

func (s *Slot[T]) text(value any) string {
	v := value.(T)
	if s.Show != nil {
		return s.Show(v)
	}
	if c, ok := codeOf(s.Codes, uint64(v)); ok {
		return s.digits(v) + " " + c.Name
	}
	if named, ok := value.(fmt.Stringer); ok {
		return named.String()
	}
	if s.Unit != NoUnit && s.Format != Formatted {
		by := scaling{s.Unit, s.Scaler, 1, 1}
		return by.text(bigOf(v))
	}
	return s.digits(v)
}

// digits is the bare number.
func (s *Slot[T]) digits(v T) string {
	if s.Base == 16 {
		return fmt.Sprintf("%0*X", 2*int(reflect.TypeFor[T]().Size()), uint64(v))
	}
	if v < 0 {
		return strconv.FormatInt(int64(v), 10)
	}
	return strconv.FormatUint(uint64(v), 10)
}

func bigOf[T Number](v T) *big.Int {
	if v < 0 {
		return big.NewInt(int64(v))
	}
	return new(big.Int).SetUint64(uint64(v))
}

func (s *Slot[T]) tag() dlms.Tag {
	if s.Enum {
		return dlms.TagEnum
	}
	switch reflect.TypeFor[T]().Kind() {
	case reflect.Uint8:
		return dlms.TagUnsigned
	case reflect.Uint16:
		return dlms.TagLongUnsigned
	case reflect.Uint32:
		return dlms.TagDoubleLongUnsigned
	case reflect.Int8:
		return dlms.TagInteger
	case reflect.Int16:
		return dlms.TagLong
	case reflect.Int32:
		return dlms.TagDoubleLong
	case reflect.Int64:
		return dlms.TagLong64
	}
	return dlms.TagLong64Unsigned
}

func (s *Slot[T]) size() int           { return 0 }
func (s *Slot[T]) take(w wire) any     { return T(w.n) }
func (s *Slot[T]) give(value any) wire { return wire{n: uint64(value.(T))} }
func (s *Slot[T]) format() Format      { return s.Format }
func (s *Slot[T]) unit() (Unit, int8)  { return s.Unit, s.Scaler }

// Register is a place whose value has a scaler and a unit: a [Slot].
type Register interface {
	leaf
	unit() (Unit, int8)
	format() Format
}

// Scaling is the scaler and unit that go with registers: what the registers count, times
// ten to the power of the scaler. A message need not be given one: it then is that of the
// first register. COSEM scaler_unit.
//
//	structure(2) { scaler integer, unit enum }
type Scaling struct {
	Of []Register
}

// ScalerUnit is the scaler and unit of registers.
func ScalerUnit(of ...Register) *Scaling { return &Scaling{of} }

// ScaledBy is the value of a [Scaling].
type ScaledBy struct {
	Scaler int8 `json:"scaler"`
	Unit   Unit `json:"unit"`
}

// Is gives the place a value.
func (s *Scaling) Is(v ScaledBy) Arg { return Arg{s, v} }

// Info is what the declaration says.
func (s *Scaling) Info() Info {
	names := make([]string, len(s.Of))
	for i, r := range s.Of {
		names[i] = r.Info().Name
	}
	return Info{Name: "scaler_unit of " + strings.Join(names, " and "), Type: "scaler and unit"}
}

func (s *Scaling) check(any) error { return nil }

func (s *Scaling) text(value any) string {
	v := value.(ScaledBy)
	return strings.TrimSpace(fmt.Sprintf("10^%d %v", v.Scaler, v.Unit))
}

// usual is what the declaration says the registers count.
func (s *Scaling) usual() ScaledBy {
	unit, scaler := s.Of[0].unit()
	if unit == NoUnit {
		unit = countUnit
	}
	return ScaledBy{scaler, unit}
}
