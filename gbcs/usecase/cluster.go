package usecase

import (
	"encoding/binary"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/zcl"
)

// ClusterCommand is a command of a ZigBee cluster as its cluster declares it, once, in the
// tables of clusters. Its payload is little-endian.
type ClusterCommand struct {
	Name    string
	Cluster zcl.ClusterID
	Command uint8
	Control uint8 // frame control, without the bit that wants no Default Response
	Payload []ClusterField
}

// ToServer is a command that a client sends.
func ToServer(
	name string, cluster zcl.ClusterID, command uint8, payload ...ClusterField,
) *ClusterCommand {
	return &ClusterCommand{name, cluster, command, zcl.ClusterToServer, payload}
}

// ToClient is a command that a server sends.
func ToClient(
	name string, cluster zcl.ClusterID, command uint8, payload ...ClusterField,
) *ClusterCommand {
	return &ClusterCommand{name, cluster, command, zcl.ClusterToClient, payload}
}

// ClusterField is a piece of the payload of a command: a number of so many octets ([U8],
// [U16], [U24], [U32], [U48]), octets with their length before them ([Counted]), a fixed
// number of octets ([Raw], [Tail]), an instant ([CalendarTime]), or elements of a list
// ([CountOf], [NumberOf], [Rest], [Repeated], [Exactly]).
type ClusterField interface {
	readZCL(w *walk)
	appendZCL(b *build)
	places(optional bool, each func(Place, bool))
}

// numeric is a number of width octets, the least significant first.
type numeric struct {
	leaf
	width int
}

// U8 is one octet.
func U8(p leaf) ClusterField { return numeric{p, 1} }

// U16 is a number in two octets.
func U16(p leaf) ClusterField { return numeric{p, 2} }

// U24 is a number in three octets.
func U24(p leaf) ClusterField { return numeric{p, 3} }

// U32 is a number in four octets.
func U32(p leaf) ClusterField { return numeric{p, 4} }

// U48 is a number in six octets.
func U48(p leaf) ClusterField { return numeric{p, 6} }

// little is a little-endian number, sign-extended where signed.
func little(b []byte, signed bool) uint64 {
	var v uint64
	for i, octet := range b {
		v |= uint64(octet) << (8 * i)
	}
	if shift := 64 - 8*len(b); signed && len(b) > 0 {
		return uint64(int64(v<<shift) >> shift)
	}
	return v
}

// signed reports whether a leaf can be negative.
func signed(l leaf) bool {
	switch l.tag() {
	case dlms.TagInteger, dlms.TagLong, dlms.TagDoubleLong, dlms.TagLong64:
		return true
	}
	return false
}

func (f numeric) readZCL(w *walk) {
	at := w.off
	if b := w.bytes("", f.width); b != nil {
		w.value(f.leaf, little(b, signed(f.leaf)), at, at, f.width)
		return
	}
	w.named(f.leaf)
}

// named puts the name of a place into an error that has none, so that what is read without
// an error needs no name.
func (w *walk) named(p Place) {
	if e, ok := w.err.(*SyntaxError); ok && w.unnamed {
		e.Path += "/" + p.Info().Name
		w.unnamed = false
	}
}

func (f numeric) appendZCL(b *build) {
	v := b.take(f.leaf)
	if bound := uint(8 * f.width); signed(f.leaf) {
		if i := int64(v.n); i>>(bound-1) != i>>63 {
			b.outOfRange(f.leaf)
		}
	} else if v.n>>bound != 0 {
		b.outOfRange(f.leaf)
	}
	var octets [8]byte
	binary.LittleEndian.PutUint64(octets[:], v.n)
	b.dst = append(b.dst, octets[:f.width]...)
}

func (b *build) outOfRange(p Place) {
	if b.err == nil {
		b.err = &ArgError{p.Info().Name, ErrRange}
	}
}

func (f numeric) places(opt bool, each func(Place, bool)) { each(f.leaf, opt) }

// counted is a length in one octet, and as many octets.
type counted struct{ leaf }

// Counted is a length in one octet, then as many octets: a ZigBee octet string.
func Counted(p leaf) ClusterField { return counted{p} }

// noString is the length of a string that has no value.
const noString = 0xFF

func (f counted) readZCL(w *walk) {
	at := w.off
	n := int(w.octet(""))
	if n == noString && w.err == nil {
		w.mismatch(at, f.leaf.Info().Name, "a string without a value")
	}
	from := w.off
	if w.bytes("", n); w.err != nil {
		w.named(f.leaf)
		return
	}
	w.value(f.leaf, 0, at, from, n)
}

func (f counted) appendZCL(b *build) {
	v := b.take(f.leaf)
	if len(v.b) >= noString {
		b.outOfRange(f.leaf)
		return
	}
	b.dst = append(append(b.dst, byte(len(v.b))), v.b...)
}

func (f counted) places(opt bool, each func(Place, bool)) { each(f.leaf, opt) }

// raw is octets of a leaf with a size.
type raw struct{ leaf }

// Raw is the octets of a place that has always as many.
func Raw(p leaf) ClusterField { return raw{p} }

func (f raw) readZCL(w *walk) {
	at := w.off
	if w.bytes("", f.leaf.size()); w.err != nil {
		w.named(f.leaf)
		return
	}
	w.value(f.leaf, 0, at, at, f.leaf.size())
}

func (f raw) appendZCL(b *build)                      { b.dst = append(b.dst, b.take(f.leaf).b...) }
func (f raw) places(opt bool, each func(Place, bool)) { each(f.leaf, opt) }

// calendarTime is an instant that cancels by FFFFFFFE.
type calendarTime struct{ *Stamp }

// CalendarTime is an instant in four octets where FFFFFFFE cancels: in calendars, price
// matrices and thresholds. Its value is [Never] all the same, so that one value cancels
// everywhere. GBCS time in ZCL fields.
func CalendarTime(s *Stamp) ClusterField { return calendarTime{s} }

// Never is the instant that cancels a pending change, and NeverCalendar the one that does so
// where a field of calendars, price matrices and thresholds is no [CalendarTime].
const (
	Never         Seconds2000 = cancelPrepayment
	NeverCalendar Seconds2000 = cancelCalendar
)

func (f calendarTime) readZCL(w *walk) {
	at := w.off
	b := w.bytes("", 4)
	if b == nil {
		w.named(f.Stamp)
		return
	}
	v := little(b, false)
	if v == cancelCalendar {
		v = cancelPrepayment
	}
	w.value(f.Stamp, v, at, at, 4)
}

func (f calendarTime) appendZCL(b *build) {
	v := uint32(b.take(f.Stamp).n)
	if v == cancelPrepayment {
		v = cancelCalendar
	}
	b.dst = binary.LittleEndian.AppendUint32(b.dst, v)
}

func (f calendarTime) places(opt bool, each func(Place, bool)) { each(f.Stamp, opt) }

// tail is all octets that are left of the payload.
type tail struct{ leaf }

// Tail is all octets that are left of the payload, if there are any.
func Tail(p leaf) ClusterField { return tail{p} }

func (f tail) readZCL(w *walk) {
	at, n := w.off, w.left()
	if n > 0 && w.bytes("", n) != nil {
		w.value(f.leaf, 0, at, at, n)
	}
}

func (f tail) appendZCL(b *build) {
	if b.g.has(f.leaf) {
		b.dst = append(b.dst, b.take(f.leaf).b...)
	}
}

func (f tail) places(_ bool, each func(Place, bool)) { each(f.leaf, true) }

// tally is how many elements a list has that other frames hold.
type tally struct {
	numeric
	list *List
}

// NumberOf is how many elements a list has that stands in other frames of the message, in
// width octets. A message need not be given it: it then is counted.
func NumberOf(width int, p leaf, l *List) ClusterField { return tally{numeric{p, width}, l} }

func (f tally) appendZCL(b *build) {
	if b.g.has(f.leaf) {
		f.numeric.appendZCL(b)
		return
	}
	countOf{f.list, f.width}.appendZCL(b)
}

func (f tally) places(_ bool, each func(Place, bool)) { each(f.leaf, true) }

// countOf is the number of elements of a list that follow later.
type countOf struct {
	list  *List
	width int
}

// CountOf is the number of elements of a list that follows later in the payload, in width
// octets.
func CountOf(width int, l *List) ClusterField { return countOf{l, width} }

func (f countOf) readZCL(w *walk) {
	at := w.off
	if b := w.bytes("", f.width); b != nil {
		w.fixed("number of "+f.list.Name, at)
		w.counted, w.announced = f.list, little(b, false)
		w.nodes[len(w.nodes)-1].num = w.announced
	}
}

func (f countOf) appendZCL(b *build) {
	n := 0
	if v, ok := b.g.peek(f.list); ok {
		n = len(v.([]Args))
	}
	if n>>(8*f.width) != 0 {
		b.outOfRange(f.list)
	}
	var octets [8]byte
	binary.LittleEndian.PutUint64(octets[:], uint64(n))
	b.dst = append(b.dst, octets[:f.width]...)
}

func (f countOf) places(bool, func(Place, bool)) {}

// elements are those of a list: all that is left of the payload, as many as a number before
// them says, or always so many.
type elements struct {
	list  *List
	width int // of the number of elements before them; 0 where there is none
	times int // always so many; 0 where it varies
	of    []ClusterField
}

// Rest is the elements of a list up to the end of the payload.
func Rest(l *List, of ...ClusterField) ClusterField { return elements{l, 0, 0, of} }

// Repeated is the number of elements of a list in width octets, then the elements.
func Repeated(width int, l *List, of ...ClusterField) ClusterField {
	return elements{l, width, 0, of}
}

// Exactly is a list that always has n elements.
func Exactly(n int, l *List, of ...ClusterField) ClusterField { return elements{l, 0, n, of} }

func (f elements) readZCL(w *walk) {
	at, n := w.off, -1
	if f.times > 0 {
		n = f.times
	}
	if f.width > 0 {
		n = int(little(w.bytes("", f.width), false))
		if w.err != nil {
			w.named(f.list)
			return
		}
	}
	i := w.begin(nodeList, f.list, at, 0)
	for w.err == nil && (n < 0 && w.left() > 0 || int(w.nodes[i].num) < n) {
		w.nodes[i].num++
		e := w.begin(nodeElement, nil, w.off, 0)
		for _, field := range f.of {
			field.readZCL(w)
		}
		w.finish(e)
	}
	w.finish(i)
	if n := w.nodes[i].num; w.counted == f.list && n != w.announced {
		w.mismatch(at, f.list.Name, "%d elements: want %d", n, w.announced)
	}
}

func (f elements) appendZCL(b *build) {
	all := b.elements(f.list)
	if f.times > 0 && len(all) != f.times {
		b.outOfRange(f.list)
	}
	if f.width > 0 {
		countOf{f.list, f.width}.appendZCL(b)
	}
	b.each(all, func() {
		for _, field := range f.of {
			field.appendZCL(b)
		}
	})
}

func (f elements) places(opt bool, each func(Place, bool)) { each(f.list, opt) }

// optionalRest is fields that a payload may end without.
type optionalRest []ClusterField

// Ends is fields that a payload may end without.
func Ends(fields ...ClusterField) ClusterField { return optionalRest(fields) }

func (f optionalRest) readZCL(w *walk) {
	if w.err != nil || w.left() == 0 {
		return
	}
	for _, field := range f {
		field.readZCL(w)
	}
}

func (f optionalRest) appendZCL(b *build) {
	for _, field := range f {
		if given(b.g, field.places) {
			field.appendZCL(b)
		}
	}
}

func (f optionalRest) places(_ bool, each func(Place, bool)) {
	for _, field := range f {
		field.places(true, each)
	}
}

// ClusterAttribute is an attribute of a ZigBee cluster, declared once in the tables of
// clusters.
type ClusterAttribute struct {
	Cluster zcl.ClusterID
	ID      zcl.AttributeID
	Type    zcl.Type
	Place   leaf
	On      Device // filled in by [ClusterAttributes]
}

// ClusterAttr is an attribute of a cluster.
func ClusterAttr(
	cluster zcl.ClusterID, id zcl.AttributeID, t zcl.Type, p leaf,
) *ClusterAttribute {
	return &ClusterAttribute{Cluster: cluster, ID: id, Type: t, Place: p}
}

// Is gives the attribute a status in place of a value, other than success: it is the place
// for that.
func (a *ClusterAttribute) Is(s zcl.Status) Arg { return Arg{a, s} }

// Info is what the declaration says of the attribute's value.
func (a *ClusterAttribute) Info() Info { return a.Place.Info() }

func (a *ClusterAttribute) check(any) error       { return nil }
func (a *ClusterAttribute) text(value any) string { return value.(zcl.Status).String() }
func (a *ClusterAttribute) tag() dlms.Tag         { return dlms.TagUnsigned }
func (a *ClusterAttribute) size() int             { return 0 }
func (a *ClusterAttribute) take(w wire) any       { return zcl.Status(w.n) }
func (a *ClusterAttribute) give(value any) wire   { return wire{n: uint64(value.(zcl.Status))} }
func (a *ClusterAttribute) failing(uint64) bool   { return true }

// field is the value, without its type, in a payload.
func (a *ClusterAttribute) field() ClusterField {
	if size := a.Type.Size(); size > 0 {
		return numeric{a.Place, size}
	}
	return counted{a.Place}
}

// Value is the attribute's value among args, as a Device answers. The error is an
// [*ArgError].
func (a *ClusterAttribute) Value(args Args) (zcl.Value, error) {
	b := build{g: giver(args)}
	a.field().appendZCL(&b)
	switch size := a.Type.Size(); {
	case b.err != nil:
		return zcl.Value{}, b.err
	case size == 0:
		return zcl.Octets(a.Type, b.dst[1:]), nil
	case a.Type >= zcl.TypeInt8 && a.Type <= zcl.TypeInt32:
		return zcl.Signed(a.Type, int64(little(b.dst, true))), nil
	}
	return zcl.Unsigned(a.Type, little(b.dst, false)), nil
}
