package usecase

import (
	"bytes"
	"encoding/binary"

	"github.com/mains-energy/mains/dlms"
)

// Field is a value in COSEM data: a place, or one of the shapes in this file that are
// made of others.
type Field interface {
	// readCOSEM reads the value, with its type, into the tree.
	readCOSEM(w *walk)
	// appendCOSEM is the inverse.
	appendCOSEM(b *build)
	// places calls each with what the field holds, in the order of the wire. Places that
	// may be left out are optional.
	places(optional bool, each func(p Place, optional bool))
}

// Struct is a structure of fields. Fields that are [Optional] may be left out.
type Struct []Field

// Optional is a field that not every Device has, or not every message.
type Optional struct{ Field }

// required is the number of fields that are not optional.
func (f Struct) required() int {
	n := 0
	for _, field := range f {
		if _, optional := field.(Optional); !optional {
			n++
		}
	}
	return n
}

func (f Struct) readCOSEM(w *walk) {
	at := w.off
	if tag := dlms.Tag(w.octet("structure")); w.err == nil && tag != dlms.TagStructure {
		w.mismatch(at, "structure", "%v: want %v", tag, dlms.TagStructure)
	}
	n := w.count("structure", 1)
	required := f.required()
	if w.err == nil && (n < required || n > len(f)) {
		w.mismatch(at, "structure", "%d elements: want %d", n, len(f))
	}
	i := w.structure("structure", at, n)
	f.readItems(w, n-required)
	w.finish(i)
}

// readItems reads the fields, the first spare of the optional ones among them.
func (f Struct) readItems(w *walk, spare int) {
	for _, field := range f {
		if _, optional := field.(Optional); optional {
			if spare == 0 {
				continue
			}
			spare--
		}
		if w.err != nil {
			return
		}
		field.readCOSEM(w)
	}
}

func (f Struct) appendCOSEM(b *build) {
	at := len(b.dst) + 1
	b.dst = append(b.dst, byte(dlms.TagStructure), 0)
	n := 0
	for _, field := range f {
		if opt, optional := field.(Optional); optional && !given(b.g, opt.places) {
			continue
		}
		field.appendCOSEM(b)
		n++
	}
	b.dst[at] = byte(n) // no structure of GBCS has 128 elements
}

func (f Struct) places(optional bool, each func(Place, bool)) {
	for _, field := range f {
		field.places(optional, each)
	}
}

func (f Optional) places(_ bool, each func(Place, bool)) { f.Field.places(true, each) }

// given reports whether there is a value for any of what places lists.
func given(g *giving, places func(bool, func(Place, bool))) bool {
	found := false
	places(false, func(p Place, _ bool) { found = found || g.has(p) })
	return found
}

// Fixed is a value that the declaration fixes. Name is what it is.
type Fixed struct {
	Name string
	Data dlms.Data
}

func (f Fixed) readCOSEM(w *walk) {
	w.constant(f.Name, f.Data.Append(nil)...)
}

func (f Fixed) appendCOSEM(b *build)           { b.dst = f.Data.Append(b.dst) }
func (f Fixed) places(bool, func(Place, bool)) {}

// readLeaf reads a leaf with its type.
func readLeaf(w *walk, l leaf) {
	if w.err != nil {
		return
	}
	at, want := w.off, l.tag()
	if w.off >= len(w.b) {
		w.fail(at, l.Info().Name, ErrTruncated)
		return
	}
	if tag := dlms.Tag(w.b[w.off]); tag != want {
		w.mismatch(at, l.Info().Name, "%v: want %v", tag, want)
		return
	}
	w.off++
	readUntagged(w, l, want, at)
}

// readUntagged reads what follows the type, which began at off.
func readUntagged(w *walk, l leaf, tag dlms.Tag, off int) {
	if size := tag.Size(); size > 0 {
		at := w.off
		if w.left() < size {
			w.fail(at, l.Info().Name, ErrTruncated)
			return
		}
		w.off += size
		w.value(l, number(tag, w.b[at:w.off]), off, at, size)
		return
	}
	n := w.length("length")
	bits := n
	if tag == dlms.TagBitString {
		n = n/8 + (n%8+7)/8
	}
	at := w.off
	octets := w.bytes("value", n)
	if w.err != nil {
		return
	}
	if size := l.size(); size > 0 && n != size {
		w.mismatch(at, l.Info().Name, "%d octets: want %d", n, size)
		return
	}
	if tag == dlms.TagBitString && bits%8 != 0 && octets[n-1]<<(bits%8) != 0 {
		w.mismatch(at, l.Info().Name, "bits after the last are not zero")
		return
	}
	w.value(l, uint64(bits), off, at, n)
}

// number is a big-endian number of a type, sign-extended.
func number(tag dlms.Tag, b []byte) uint64 {
	switch len(b) {
	case 1:
		if tag == dlms.TagInteger {
			return uint64(int64(int8(b[0])))
		}
		return uint64(b[0])
	case 2:
		v := binary.BigEndian.Uint16(b)
		if tag == dlms.TagLong {
			return uint64(int64(int16(v)))
		}
		return uint64(v)
	case 4:
		v := binary.BigEndian.Uint32(b)
		if tag == dlms.TagDoubleLong {
			return uint64(int64(int32(v)))
		}
		return uint64(v)
	}
	return binary.BigEndian.Uint64(b)
}

// appendLeaf is the inverse of readLeaf.
func appendLeaf(b *build, l leaf) {
	b.dst = append(b.dst, byte(l.tag()))
	appendUntagged(b, l)
}

func appendUntagged(b *build, l leaf) {
	tag, v := l.tag(), b.take(l)
	if size := tag.Size(); size > 0 {
		var octets [8]byte
		binary.BigEndian.PutUint64(octets[:], v.n)
		b.dst = append(b.dst, octets[8-size:]...)
		return
	}
	n := len(v.b)
	if tag == dlms.TagBitString {
		n = int(v.n)
	}
	b.dst = append(dlms.AppendLength(b.dst, n), v.b...)
}

func (s *List) readCOSEM(w *walk) {
	at := w.off
	if tag := dlms.Tag(w.octet(s.Name)); w.err == nil && tag != dlms.TagArray {
		w.mismatch(at, s.Name, "%v: want %v", tag, dlms.TagArray)
	}
	n := w.count(s.Name, 1)
	if w.err != nil {
		return
	}
	i := w.begin(nodeList, s, at, n)
	for range n {
		e := w.begin(nodeElement, nil, w.off, 0)
		s.Of.readCOSEM(w)
		w.finish(e)
		if w.err != nil {
			return
		}
	}
	w.finish(i)
}

func (s *List) appendCOSEM(b *build) {
	elements := b.elements(s)
	b.dst = dlms.AppendLength(append(b.dst, byte(dlms.TagArray)), len(elements))
	b.each(elements, func() { s.Of.appendCOSEM(b) })
}

func (s *Group) readCOSEM(w *walk) {
	i := w.begin(nodeGroup, s, w.off, 0)
	s.Of.readCOSEM(w)
	w.finish(i)
}

func (s *Group) appendCOSEM(b *build) {
	b.group(s, func() { s.Of.appendCOSEM(b) })
}

// scalerUnitSize is structure(2) of an integer and an enum.
const scalerUnitSize = 6

func (s *Scaling) readCOSEM(w *walk) {
	at := w.off
	b := w.bytes("scaler_unit", scalerUnitSize)
	if w.err != nil {
		return
	}
	if b[0] != byte(dlms.TagStructure) || b[1] != 2 || b[2] != byte(dlms.TagInteger) ||
		b[4] != byte(dlms.TagEnum) {
		w.mismatch(at, "scaler_unit", "want {integer, enum}")
		return
	}
	w.value(s, 0, at, at, scalerUnitSize)
}

// decode is the value in the octets that readCOSEM took.
func (s *Scaling) decode(b []byte) ScaledBy { return ScaledBy{int8(b[3]), Unit(b[5])} }

func (s *Scaling) appendCOSEM(b *build) {
	by := s.usual()
	if b.g.has(s) {
		v, err := b.g.take(s)
		if err != nil {
			b.err = err
			return
		}
		by = v.(ScaledBy)
	}
	b.dst = append(b.dst, byte(dlms.TagStructure), 2, byte(dlms.TagInteger), byte(by.Scaler),
		byte(dlms.TagEnum), byte(by.Unit))
}

// Log is the buffer of a log, a compact-array of records: one type description, then the
// records packed without types. An array inside a record has always the same number of
// elements, see [Times].
type Log struct {
	List   *List // its elements are the records
	Record []Field
}

// LogOf is a log whose records hold these fields.
func LogOf(list *List, record ...Field) Log { return Log{list, record} }

// Times is an array of always n elements inside a record of a [Log].
type Times struct {
	N    int
	List *List // of leaves
}

func (f Log) places(opt bool, each func(Place, bool)) { each(f.List, opt) }

func (f Times) readCOSEM(w *walk)                       { f.List.readCOSEM(w) }
func (f Times) appendCOSEM(b *build)                    { f.List.appendCOSEM(b) }
func (f Times) places(opt bool, each func(Place, bool)) { each(f.List, opt) }

// appendShape writes the type description of a record.
func (f Log) appendShape(dst []byte, has func(Optional) bool) []byte {
	at := len(dst) + 1
	dst = append(dst, byte(dlms.TagStructure), 0)
	for _, field := range f.Record {
		if opt, ok := field.(Optional); ok {
			if !has(opt) {
				continue
			}
			field = opt.Field
		}
		dst[at]++
		dst = appendShape(dst, field)
	}
	return dst
}

func appendShape(dst []byte, field Field) []byte {
	switch f := field.(type) {
	case Times:
		dst = append(dst, byte(dlms.TagArray), byte(f.N>>8), byte(f.N))
		return appendShape(dst, f.List.Of)
	case leaf:
		return append(dst, byte(f.tag()))
	}
	return dst
}

func (f Log) readCOSEM(w *walk) {
	at := w.off
	w.constantTag(f.List.Name, dlms.TagCompactArray)
	fields, ok := f.shape(w)
	if !ok {
		w.mismatch(at, f.List.Name, "a record has other types than declared")
		return
	}
	n := w.length("length")
	contents := w.bytes(f.List.Name, n)
	if w.err != nil {
		return
	}
	end := w.off
	w.off -= len(contents)
	i := w.begin(nodeList, f.List, at, 0)
	whole := w.b
	w.b = w.b[:end]
	for w.err == nil && w.left() > 0 {
		w.nodes[i].num++
		e := w.begin(nodeElement, nil, w.off, 0)
		for _, field := range fields {
			readPacked(w, field)
		}
		w.finish(e)
	}
	w.b = whole
	w.finish(i)
}

func (w *walk) constantTag(what string, want dlms.Tag) {
	at := w.off
	if tag := dlms.Tag(w.octet(what)); w.err == nil && tag != want {
		w.mismatch(at, what, "%v: want %v", tag, want)
	}
}

// shape reads the type description and returns which fields a record has: with the
// optional ones or without.
func (f Log) shape(w *walk) ([]Field, bool) {
	if w.err != nil {
		return nil, true
	}
	for _, with := range []bool{false, true} {
		var room [64]byte
		want := f.appendShape(room[:0], func(Optional) bool { return with })
		if !bytes.HasPrefix(w.b[w.off:], want) {
			continue
		}
		w.off += len(want)
		var fields []Field
		for _, field := range f.Record {
			opt, ok := field.(Optional)
			if ok && !with {
				continue
			}
			if ok {
				field = opt.Field
			}
			fields = append(fields, field)
		}
		return fields, true
	}
	return nil, false
}

// readPacked reads a field of a record.
func readPacked(w *walk, field Field) {
	if w.err != nil {
		return
	}
	switch f := field.(type) {
	case Times:
		i := w.begin(nodeList, f.List, w.off, f.N)
		for range f.N {
			e := w.begin(nodeElement, nil, w.off, 0)
			readPacked(w, f.List.Of)
			w.finish(e)
			if w.err != nil {
				return
			}
		}
		w.finish(i)
	case leaf:
		readUntagged(w, f, f.tag(), w.off)
	}
}

func (f Log) appendCOSEM(b *build) {
	records := b.elements(f.List)
	b.dst = append(b.dst, byte(dlms.TagCompactArray))
	with := func(opt Optional) bool {
		return len(records) > 0 && given(giver(records[0]), opt.places)
	}
	b.dst = f.appendShape(b.dst, with)
	before := b.dst
	b.dst = nil
	b.each(records, func() {
		for _, field := range f.Record {
			if opt, ok := field.(Optional); ok {
				if !with(opt) {
					continue
				}
				field = opt.Field
			}
			appendPacked(b, field)
		}
	})
	b.dst = append(dlms.AppendLength(before, len(b.dst)), b.dst...)
}

func appendPacked(b *build, field Field) {
	switch f := field.(type) {
	case Times:
		elements := b.elements(f.List)
		if b.err == nil && len(elements) != f.N {
			b.err = &ArgError{f.List.Name, ErrRange}
		}
		b.each(elements, func() { appendPacked(b, f.List.Of) })
	case leaf:
		appendUntagged(b, f)
	}
}
