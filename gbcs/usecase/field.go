package usecase

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/mains-energy/mains/dlms"
)

// Field is a value in COSEM data: a [Slot], or one of the shapes in this file that are
// made of others.
type Field interface {
	// slots are all that the field is made of, in wire order.
	slots() []slot
	// encode makes the data from args.
	encode(args Args) (dlms.Data, error)
	// decode is the inverse, with bounds checked.
	decode(d dlms.Data, p place) (Args, error)
	// read makes rows for people, with bounds not checked: a Device may say what it likes.
	read(rows *rows, d dlms.Data, p place) error
}

// place is where a value is: for paths, and offsets from the start of the message.
type place struct {
	path   string
	offset int
}

// Struct is a structure of fields. Fields that are [Optional] may be left out, from the
// last on.
type Struct []Field

func (f Struct) slots() []slot {
	var all []slot
	for _, field := range f {
		all = append(all, field.slots()...)
	}
	return all
}

func (f Struct) encode(args Args) (dlms.Data, error) {
	items := make([]dlms.Data, 0, len(f))
	for _, field := range f {
		if absent(field, args) {
			break
		}
		d, err := field.encode(args)
		if err != nil {
			return dlms.Data{}, err
		}
		items = append(items, d)
	}
	return dlms.Structure(items...), nil
}

// absent reports whether field is optional and args have none of its slots.
func absent(field Field, args Args) bool {
	if _, optional := field.(Optional); !optional {
		return false
	}
	for _, s := range field.slots() {
		if _, ok := args.lookup(s); ok {
			return false
		}
	}
	return true
}

// each calls do for each element of d with its field and place.
func (f Struct) each(d dlms.Data, p place, do func(Field, dlms.Data, place) error) error {
	items := d.Items()
	if d.Tag() != dlms.TagStructure || len(items) > len(f) {
		return mismatch(p.path, p.offset, "%v of %d: want structure of %d", d.Tag(), len(items), len(f))
	}
	p.offset += d.HeaderSize()
	for i, field := range f {
		if i >= len(items) {
			if _, optional := field.(Optional); !optional {
				return mismatch(p.path, p.offset, "structure of %d: want %d", len(items), len(f))
			}
			continue
		}
		if err := do(field, items[i], p); err != nil {
			return err
		}
		p.offset += items[i].Size()
	}
	return nil
}

func (f Struct) decode(d dlms.Data, p place) (args Args, err error) {
	err = f.each(d, p, func(field Field, d dlms.Data, p place) error {
		more, err := field.decode(d, p)
		args = append(args, more...)
		return err
	})
	return args, err
}

func (f Struct) read(rows *rows, d dlms.Data, p place) error {
	return f.each(d, p, func(field Field, d dlms.Data, p place) error {
		return field.read(rows, d, p)
	})
}

// Optional is a field that not every Device has.
type Optional struct{ Field }

// ScalerUnit is the structure of scaler and unit that goes with the registers named. It
// makes no row of its own, but the quantity in theirs. A Device writes scaler 0 and the
// unit of the first register. COSEM scaler_unit.
type ScalerUnit []Register

// Register is a slot whose value has a scaler and a unit.
type Register interface {
	slot
	unit() Unit
}

func (s *Slot[T]) unit() Unit { return s.Unit }

func (f ScalerUnit) slots() []slot { return nil }

func (f ScalerUnit) encode(Args) (dlms.Data, error) {
	return dlms.Structure(dlms.I8(0), dlms.Enum(uint8(f[0].unit()))), nil
}

func (f ScalerUnit) parse(d dlms.Data, p place) (scaling, error) {
	if items := d.Items(); d.Tag() == dlms.TagStructure && len(items) == 2 {
		scaler, ok := items[0].Int()
		unit, isUnit := items[1].Uint()
		if ok && isUnit && items[0].Tag() == dlms.TagInteger && items[1].Tag() == dlms.TagEnum {
			return scaling{Unit(unit), int8(scaler), 1, 1}, nil
		}
	}
	return scaling{}, mismatch(p.path+"scaler_unit", p.offset, "%v: want {integer, enum}", d)
}

func (f ScalerUnit) decode(d dlms.Data, p place) (Args, error) {
	_, err := f.parse(d, p)
	return nil, err
}

func (f ScalerUnit) read(rows *rows, d dlms.Data, p place) error {
	s, err := f.parse(d, p)
	if err != nil {
		return err
	}
	for _, register := range f {
		rows.scale(register, s)
	}
	return nil
}

// Moment is a date-time in an octet-string of twelve.
type Moment struct {
	Name   string
	Clause string
}

// Is gives the place a value.
func (s *Moment) Is(t dlms.DateTime) Arg { return Arg{s, t} }

// Of finds the value among args, and whether it is there.
func (s *Moment) Of(args Args) (dlms.DateTime, bool) {
	v, ok := args.lookup(s)
	if !ok {
		return dlms.DateTime{}, false
	}
	return v.(dlms.DateTime), true
}

func (s *Moment) name() string          { return s.Name }
func (s *Moment) text(value any) string { return fmt.Sprint(value) }
func (s *Moment) check(any) error       { return nil }
func (s *Moment) slots() []slot         { return []slot{s} }

func (s *Moment) encode(args Args) (dlms.Data, error) {
	t, ok := s.Of(args)
	if !ok {
		return dlms.Data{}, &ArgError{s.Name, ErrMissing}
	}
	return dlms.Octets(t[:]), nil
}

func (s *Moment) parse(d dlms.Data, p place) (dlms.DateTime, error) {
	if d.Tag() != dlms.TagOctetString || len(d.Octets()) != len(dlms.DateTime{}) {
		return dlms.DateTime{}, mismatch(p.path+s.Name, p.offset, "%v: want 12 octets", d)
	}
	return dlms.DateTime(d.Octets()), nil
}

func (s *Moment) decode(d dlms.Data, p place) (Args, error) {
	t, err := s.parse(d, p)
	if err != nil {
		return nil, err
	}
	return Args{s.Is(t)}, nil
}

func (s *Moment) read(rows *rows, d dlms.Data, p place) error {
	t, err := s.parse(d, p)
	if err != nil {
		return err
	}
	row := Row{Name: s.Name, Value: t, Text: t.String(), Clause: s.Clause}
	rows.add(row, nil, s, p, d.Append(nil))
	return nil
}

// fieldName is the name of all slots of a field, for what is shown as a whole.
func fieldName(f Field) string {
	var names []string
	if f != nil {
		for _, s := range f.slots() {
			names = append(names, s.name())
		}
	}
	return strings.Join(names, ", ")
}

// rows gathers the rows of an answer, and the scaling that arrives before or after them.
type rows struct {
	list     []Row
	pending  []register
	scalings map[slot]scaling
	metering scaling // of the Metering cluster
}

// register is a row that waits for its scaling.
type register struct {
	row       int
	slot      slot
	number    *big.Int
	formatted bool
}

func (r *rows) add(row Row, number *big.Int, s slot, p place, raw []byte) {
	r.formatted(row, number, s, false, p, raw)
}

func (r *rows) formatted(
	row Row, number *big.Int, s slot, byMetering bool, p place, raw []byte,
) {
	row.Offset, row.Raw = p.offset, raw
	if number != nil {
		r.pending = append(r.pending, register{len(r.list), s, number, byMetering})
	}
	r.list = append(r.list, row)
}

func (r *rows) scale(s slot, by scaling) {
	if r.scalings == nil {
		r.scalings = make(map[slot]scaling)
	}
	r.scalings[s] = by
}

// finish writes the text of each register now that all that scales it is known.
func (r *rows) finish() []Row {
	for _, p := range r.pending {
		row := &r.list[p.row]
		if row.Text != "" {
			continue
		}
		by, scaled := r.scalings[p.slot]
		if p.formatted {
			by, scaled = r.metering, true
		}
		switch {
		case !scaled:
			row.Text = strings.TrimSpace(p.number.String() + " " + row.Unit.String())
			continue
		case by.multiplier == 0 || by.divisor == 0 || by.unit == NoUnit:
			// Better a number that says what it lacks than a quantity that is wrong.
			row.Unit = NoUnit
			row.Text = fmt.Sprintf("%v (unit, multiplier or divisor not known)", p.number)
			continue
		}
		row.Unit, row.Scaler, row.Text = by.unit, by.scaler, by.text(p.number)
		if power, ok := log10(by.divisor); ok && by.multiplier == 1 {
			row.Scaler -= int8(power)
		}
	}
	return r.list
}
