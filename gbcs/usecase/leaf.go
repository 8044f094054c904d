package usecase

import (
	"cmp"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/zcl"
)

// Flag is a place for yes or no.
type Flag struct {
	Name    string
	Yes, No string // what the values mean; empty: true and false
	Clause  string
}

// Is gives the place a value.
func (s *Flag) Is(v bool) Arg { return Arg{s, v} }

// Of finds the value among args, and whether it is there.
func (s *Flag) Of(args Args) (value, ok bool) { return of[bool](args, s) }

// Info is what the declaration says.
func (s *Flag) Info() Info {
	i := Info{Name: s.Name, Type: "boolean", Clause: s.Clause}
	if s.Yes != "" {
		i.Codes = []Code{{Value: 0, Name: s.No}, {Value: 1, Name: s.Yes}}
	}
	return i
}

func (s *Flag) check(any) error { return nil }

func (s *Flag) text(value any) string {
	switch v := value.(bool); {
	case v && s.Yes != "":
		return "true " + s.Yes
	case !v && s.No != "":
		return "false " + s.No
	}
	return fmt.Sprint(value)
}

func (s *Flag) tag() dlms.Tag   { return dlms.TagBoolean }
func (s *Flag) size() int       { return 0 }
func (s *Flag) take(w wire) any { return w.n != 0 }

func (s *Flag) give(value any) wire {
	if value.(bool) {
		return wire{n: 0xFF}
	}
	return wire{}
}

// Text is a place for characters, in UTF-8.
type Text struct {
	Name string
	// Min and Max bound the number of octets, both included; Max 0 is no bound.
	Min, Max int
	Type     dlms.Tag // in COSEM; 0 is an octet-string
	Clause   string
}

// Is gives the place a value.
func (s *Text) Is(v string) Arg { return Arg{s, v} }

// Of finds the value among args, and whether it is there.
func (s *Text) Of(args Args) (string, bool) { return of[string](args, s) }

// Info is what the declaration says.
func (s *Text) Info() Info {
	return Info{Name: s.Name, Type: "text", Range: lengths(s.Min, s.Max), Clause: s.Clause}
}

// lengths are bounds of a number of octets, for people.
func lengths(least, most int) string {
	switch {
	case most == 0 && least == 0:
		return ""
	case most == 0:
		return fmt.Sprintf("at least %d octets", least)
	case least == most:
		return fmt.Sprintf("%d octets", most)
	}
	return fmt.Sprintf("%d to %d octets", least, most)
}

// within is the error of a length out of bounds.
func within(name string, n, least, most int) error {
	if n < least || most > 0 && n > most {
		return &ArgError{name, fmt.Errorf("%w: %d octets: want %s", ErrRange, n, lengths(least, most))}
	}
	return nil
}

func (s *Text) check(value any) error { return within(s.Name, len(value.(string)), s.Min, s.Max) }

func (s *Text) text(value any) string {
	if v := value.(string); utf8.ValidString(v) {
		return fmt.Sprintf("%q", v)
	}
	return fmt.Sprintf("%X", value)
}

func (s *Text) tag() dlms.Tag {
	if s.Type == 0 {
		return dlms.TagOctetString
	}
	return s.Type
}

func (s *Text) size() int           { return 0 }
func (s *Text) take(w wire) any     { return string(w.b) }
func (s *Text) give(value any) wire { return wire{b: []byte(value.(string))} }

// Octets is a place for octets that are no text.
type Octets struct {
	Name string
	// Min and Max bound the number of octets, both included; Max 0 is no bound.
	Min, Max int
	// Element says that the octets are one SEQUENCE of ASN.1 in DER, tag and length
	// included.
	Element bool
	// Show is what the octets are for people, where hexadecimal is not it.
	Show   func([]byte) string
	Clause string
}

// Is gives the place a value; it keeps v.
func (s *Octets) Is(v []byte) Arg { return Arg{s, v} }

// Of finds the value among args, and whether it is there. It may point into the message.
func (s *Octets) Of(args Args) ([]byte, bool) { return of[[]byte](args, s) }

// Info is what the declaration says.
func (s *Octets) Info() Info {
	return Info{Name: s.Name, Type: "octets", Range: lengths(s.Min, s.Max), Clause: s.Clause}
}

func (s *Octets) check(value any) error {
	b := value.([]byte)
	if size, _, ok := derSize(b); s.Element && (!ok || size != len(b) || b[0] != sequence) {
		return &ArgError{s.Name, fmt.Errorf("%w: not one SEQUENCE in DER", ErrRange)}
	}
	return within(s.Name, len(b), s.Min, s.Max)
}

func (s *Octets) text(value any) string {
	b := value.([]byte)
	switch {
	case s.Show != nil:
		return s.Show(b)
	case len(b) == 0:
		return "none"
	}
	return fmt.Sprintf("%X", b)
}

func (s *Octets) tag() dlms.Tag       { return dlms.TagOctetString }
func (s *Octets) size() int           { return 0 }
func (s *Octets) take(w wire) any     { return w.b }
func (s *Octets) give(value any) wire { return wire{b: value.([]byte)} }

// Moment is a place for a COSEM date-time, twelve octets.
type Moment struct {
	Name   string
	Clause string
}

// Is gives the place a value.
func (s *Moment) Is(t dlms.DateTime) Arg { return Arg{s, t} }

// Of finds the value among args, and whether it is there.
func (s *Moment) Of(args Args) (dlms.DateTime, bool) { return of[dlms.DateTime](args, s) }

// Info is what the declaration says.
func (s *Moment) Info() Info { return Info{Name: s.Name, Type: "date-time", Clause: s.Clause} }

func (s *Moment) check(any) error       { return nil }
func (s *Moment) text(value any) string { return fmt.Sprint(value) }
func (s *Moment) tag() dlms.Tag         { return dlms.TagOctetString }
func (s *Moment) size() int             { return len(dlms.DateTime{}) }
func (s *Moment) take(w wire) any       { return dlms.DateTime(w.b) }

func (s *Moment) give(value any) wire {
	t := value.(dlms.DateTime)
	return wire{b: t[:]}
}

// Date is a place for a COSEM date, five octets.
type Date struct {
	Name   string
	Clause string
}

// Is gives the place a value.
func (s *Date) Is(d dlms.Date) Arg { return Arg{s, d} }

// Of finds the value among args, and whether it is there.
func (s *Date) Of(args Args) (dlms.Date, bool) { return of[dlms.Date](args, s) }

// Info is what the declaration says.
func (s *Date) Info() Info { return Info{Name: s.Name, Type: "date", Clause: s.Clause} }

func (s *Date) check(any) error       { return nil }
func (s *Date) text(value any) string { return fmt.Sprint(value) }
func (s *Date) tag() dlms.Tag         { return dlms.TagOctetString }
func (s *Date) size() int             { return len(dlms.Date{}) }
func (s *Date) take(w wire) any       { return dlms.Date(w.b) }

func (s *Date) give(value any) wire {
	d := value.(dlms.Date)
	return wire{b: d[:]}
}

// TimeOfDay is a place for a COSEM time, four octets.
type TimeOfDay struct {
	Name   string
	Clause string
}

// Is gives the place a value.
func (s *TimeOfDay) Is(t dlms.TimeOfDay) Arg { return Arg{s, t} }

// Of finds the value among args, and whether it is there.
func (s *TimeOfDay) Of(args Args) (dlms.TimeOfDay, bool) { return of[dlms.TimeOfDay](args, s) }

// Info is what the declaration says.
func (s *TimeOfDay) Info() Info { return Info{Name: s.Name, Type: "time of day", Clause: s.Clause} }

func (s *TimeOfDay) check(any) error       { return nil }
func (s *TimeOfDay) text(value any) string { return fmt.Sprint(value) }
func (s *TimeOfDay) tag() dlms.Tag         { return dlms.TagOctetString }
func (s *TimeOfDay) size() int             { return len(dlms.TimeOfDay{}) }
func (s *TimeOfDay) take(w wire) any       { return dlms.TimeOfDay(w.b) }

func (s *TimeOfDay) give(value any) wire {
	t := value.(dlms.TimeOfDay)
	return wire{b: t[:]}
}

// Seconds2000 is an instant in whole seconds since 2000-01-01T00:00:00Z, as logs and ZigBee
// count. Some values are no instants, as the place says that holds them.
type Seconds2000 uint32

// SecondsOf is t in whole seconds; times before 2000 and after 2136 become the nearest.
func SecondsOf(t time.Time) Seconds2000 { return Seconds2000(zcl.TimeOf(t)) }

// Time is the instant, in UTC.
func (s Seconds2000) Time() time.Time { return zcl.Time(uint32(s)) }

// String is the instant in RFC 3339.
func (s Seconds2000) String() string { return s.Time().Format(time.RFC3339) }

// Stamp is a place for an instant in seconds since 2000.
type Stamp struct {
	Name string
	// Now and Never are what 00000000 and FFFFFFFF mean; empty where they are instants.
	Now, Never string
	Clause     string
}

// Is gives the place a value.
func (s *Stamp) Is(t Seconds2000) Arg { return Arg{s, t} }

// Of finds the value among args, and whether it is there.
func (s *Stamp) Of(args Args) (Seconds2000, bool) { return of[Seconds2000](args, s) }

// Info is what the declaration says.
func (s *Stamp) Info() Info {
	i := Info{Name: s.Name, Type: "seconds since 2000", Clause: s.Clause}
	if s.Now != "" {
		i.Codes = append(i.Codes, Code{Value: 0, Name: s.Now})
	}
	if s.Never != "" {
		i.Codes = append(i.Codes,
			Code{Value: cancelCalendar, Name: s.Never}, Code{Value: cancelPrepayment, Name: s.Never})
	}
	return i
}

// The two instants that cancel a pending change: FFFFFFFE in calendars, price matrices and
// thresholds, FFFFFFFF elsewhere. GBCS time in ZCL fields.
const (
	cancelCalendar   = 0xFFFFFFFE
	cancelPrepayment = 0xFFFFFFFF
)

func (s *Stamp) check(any) error { return nil }

func (s *Stamp) text(value any) string {
	if c, ok := codeOf(s.Info().Codes, uint64(value.(Seconds2000))); ok {
		return c.Name
	}
	return fmt.Sprint(value)
}

func (s *Stamp) tag() dlms.Tag       { return dlms.TagDoubleLongUnsigned }
func (s *Stamp) size() int           { return 0 }
func (s *Stamp) take(w wire) any     { return Seconds2000(w.n) }
func (s *Stamp) give(value any) wire { return wire{n: uint64(value.(Seconds2000))} }

// ID is a place for an EUI-64 identifier.
type ID struct {
	Name   string
	Clause string
}

// Is gives the place a value.
func (s *ID) Is(v eui.ID) Arg { return Arg{s, v} }

// Of finds the value among args, and whether it is there.
func (s *ID) Of(args Args) (eui.ID, bool) { return of[eui.ID](args, s) }

// Info is what the declaration says.
func (s *ID) Info() Info { return Info{Name: s.Name, Type: "EUI-64", Clause: s.Clause} }

func (s *ID) check(any) error       { return nil }
func (s *ID) text(value any) string { return fmt.Sprint(value) }
func (s *ID) tag() dlms.Tag         { return dlms.TagOctetString }
func (s *ID) size() int             { return eui.Size }
func (s *ID) take(w wire) any       { return eui.ID(w.b) }

func (s *ID) give(value any) wire {
	id := value.(eui.ID)
	return wire{b: id[:]}
}

// BitString is the value of [Bits]: the first N bits of Octets, the first being the most
// significant of the first octet; the rest of the last octet is zero.
type BitString struct {
	Octets []byte
	N      int
}

// String writes the bits as 0 and 1, or more than 32 of them in hexadecimal.
func (b BitString) String() string {
	if b.N > 32 {
		return fmt.Sprintf("%X", b.Octets)
	}
	var s strings.Builder
	for i := range b.N {
		s.WriteByte('0' + b.Octets[i/8]>>(7-i%8)&1)
	}
	return s.String()
}

// Bits is a place for a bit-string.
type Bits struct {
	Name string
	N    int // bits; 0 where it varies
	// Show is what the bits are for people, where zeros and ones are not it.
	Show   func(BitString) string
	Clause string
}

// Is gives the place a value; it keeps the octets.
func (s *Bits) Is(v BitString) Arg { return Arg{s, v} }

// Of finds the value among args, and whether it is there.
func (s *Bits) Of(args Args) (BitString, bool) { return of[BitString](args, s) }

// Info is what the declaration says.
func (s *Bits) Info() Info {
	i := Info{Name: s.Name, Type: "bits", Clause: s.Clause}
	if s.N > 0 {
		i.Range = fmt.Sprintf("%d bits", s.N)
	}
	return i
}

func (s *Bits) check(value any) error {
	v := value.(BitString)
	if s.N > 0 && v.N != s.N || len(v.Octets) != (v.N+7)/8 ||
		v.N%8 != 0 && v.Octets[len(v.Octets)-1]<<(v.N%8) != 0 {
		return &ArgError{s.Name, fmt.Errorf("%w: %d octets for %d bits: want %d bits",
			ErrRange, len(v.Octets), v.N, s.N)}
	}
	return nil
}

func (s *Bits) text(value any) string {
	v := value.(BitString)
	show := s.Show
	if show == nil {
		show = BitString.String
	}
	return cmp.Or(show(v), "none")
}

func (s *Bits) tag() dlms.Tag   { return dlms.TagBitString }
func (s *Bits) size() int       { return 0 }
func (s *Bits) take(w wire) any { return BitString{w.b, int(w.n)} }

func (s *Bits) give(value any) wire {
	v := value.(BitString)
	return wire{uint64(v.N), v.Octets}
}

// List is a place for any number of elements, each with values of its own.
type List struct {
	Name string
	// Of is an element in COSEM, [Struct] of fields or one field; nil in other notations,
	// which say it where they use the list.
	Of Field
	// Min and Max bound the number of elements, both included; Max 0 is no bound.
	Min, Max int
	Clause   string
}

// Is gives the place its elements.
func (s *List) Is(elements ...Args) Arg { return Arg{s, elements} }

// Elements finds the elements among args, and whether they are there.
func (s *List) Elements(args Args) ([]Args, bool) { return of[[]Args](args, s) }

// Info is what the declaration says.
func (s *List) Info() Info {
	i := Info{Name: s.Name, Type: "list", Clause: s.Clause}
	if s.Max > 0 {
		i.Range = fmt.Sprintf("%d to %d elements", s.Min, s.Max)
		if s.Min == s.Max {
			i.Range = howMany(s.Max, "element")
		}
	}
	return i
}

func (s *List) check(value any) error {
	if n := len(value.([]Args)); n < s.Min || s.Max > 0 && n > s.Max {
		return &ArgError{s.Name, fmt.Errorf("%w: %d elements: want %d to %d", ErrRange, n, s.Min, s.Max)}
	}
	return nil
}

func (s *List) text(value any) string {
	elements := value.([]Args)
	if len(elements) == 1 {
		return "1 element"
	}
	return fmt.Sprintf("%d elements", len(elements))
}

// Group is a place for values that belong together, where the same places stand in one
// message more than once.
type Group struct {
	Name string
	// Of are the fields in COSEM; nil in other notations, which say it where they use the
	// group.
	Of     Field
	Clause string
}

// Is gives the group its values.
func (s *Group) Is(args ...Arg) Arg { return Arg{s, Args(args)} }

// Args finds the values among args, and whether the group is there.
func (s *Group) Args(args Args) (Args, bool) { return of[Args](args, s) }

// Info is what the declaration says.
func (s *Group) Info() Info { return Info{Name: s.Name, Type: "group", Clause: s.Clause} }

func (s *Group) check(any) error { return nil }

func (s *Group) text(value any) string {
	parts := make([]string, 0, len(value.(Args)))
	for _, arg := range value.(Args) {
		parts = append(parts, arg.Name()+" "+arg.Text())
	}
	if len(parts) == 0 {
		return "none"
	}
	return strings.Join(parts, ", ")
}

// CalendarDate is a place for a ZigBee date, four octets.
type CalendarDate struct {
	Name   string
	Clause string
}

// Is gives the place a value.
func (s *CalendarDate) Is(d zcl.Date) Arg { return Arg{s, d} }

// Of finds the value among args, and whether it is there.
func (s *CalendarDate) Of(args Args) (zcl.Date, bool) { return of[zcl.Date](args, s) }

// Info is what the declaration says.
func (s *CalendarDate) Info() Info { return Info{Name: s.Name, Type: "date", Clause: s.Clause} }

func (s *CalendarDate) check(any) error       { return nil }
func (s *CalendarDate) text(value any) string { return fmt.Sprint(value) }
func (s *CalendarDate) tag() dlms.Tag         { return dlms.TagOctetString }
func (s *CalendarDate) size() int             { return len(zcl.Date{}) }
func (s *CalendarDate) take(w wire) any       { return zcl.Date(w.b) }

func (s *CalendarDate) give(value any) wire {
	d := value.(zcl.Date)
	return wire{b: d[:]}
}

// ZuluTime is a place for an ASN.1 GeneralizedTime in whole seconds of UTC:
// YYYYMMDDhhmmssZ. The last second of the year 9999 cancels.
type ZuluTime struct {
	Name   string
	Clause string
}

// zulu is the layout of a ZuluTime.
const zulu = "20060102150405Z"

// Cancelled is the execution time that cancels a future-dated Command in ASN.1.
func Cancelled() time.Time { return time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC) }

// Is gives the place a value, in whole seconds, of the years 0 to 9999.
func (s *ZuluTime) Is(t time.Time) Arg { return Arg{s, t} }

// Of finds the value among args, and whether it is there.
func (s *ZuluTime) Of(args Args) (time.Time, bool) { return of[time.Time](args, s) }

// Info is what the declaration says.
func (s *ZuluTime) Info() Info { return Info{Name: s.Name, Type: "time", Clause: s.Clause} }

func (s *ZuluTime) check(value any) error {
	if y := value.(time.Time).UTC().Year(); y < 0 || y > 9999 {
		return &ArgError{s.Name, fmt.Errorf("%w: year %d", ErrRange, y)}
	}
	return nil
}

func (s *ZuluTime) text(value any) string {
	if t := value.(time.Time); !t.Equal(Cancelled()) {
		return t.Format(time.RFC3339)
	}
	return "never"
}

func (s *ZuluTime) tag() dlms.Tag { return dlms.TagOctetString }
func (s *ZuluTime) size() int     { return len(zulu) }

func (s *ZuluTime) take(w wire) any {
	t, _ := time.Parse(zulu, string(w.b)) // it was valid when it was read
	return t
}

func (s *ZuluTime) give(value any) wire {
	return wire{b: []byte(value.(time.Time).UTC().Format(zulu))}
}

// valid is the error of octets that are no time.
func (s *ZuluTime) valid(b []byte) error {
	if len(b) != len(zulu) {
		return ErrElement
	}
	if _, err := time.Parse(zulu, string(b)); err != nil {
		return ErrElement
	}
	return nil
}
