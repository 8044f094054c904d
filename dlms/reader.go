package dlms

import (
	"encoding/binary"
	"strconv"
)

// reader walks over b. It keeps the first error, after which every read yields zero
// values and moves nothing, so that a layout reads as a list of its fields.
type reader struct {
	b    []byte
	off  int
	path string // of the value that is being read
	at   [maxDepth]int
	deep int
	err  *SyntaxError

	unpacked int // values of a compact-array so far
}

// maxDepth is how deep arrays and structures may nest: the deepest of GBCS, protection
// parameters and price matrices, is below 8.
const maxDepth = 16

func (r *reader) fail(offset int, err error) {
	if r.err != nil {
		return
	}
	path := r.path
	for _, index := range r.at[:r.deep] {
		path += "/" + strconv.Itoa(index)
	}
	r.err = &SyntaxError{Path: path, Offset: offset, Err: err}
}

// result is the error as callers compare it with nil.
func (r *reader) result() error {
	if r.err != nil {
		return r.err
	}
	return nil
}

func (r *reader) left() int { return len(r.b) - r.off }

// take reads n octets.
func (r *reader) take(n int) []byte {
	if r.err != nil {
		return nil
	}
	if r.left() < n {
		r.fail(r.off, ErrTruncated)
		return nil
	}
	field := r.b[r.off : r.off+n : r.off+n]
	r.off += n
	return field
}

func (r *reader) octet() byte {
	if field := r.take(1); field != nil {
		return field[0]
	}
	return 0
}

func (r *reader) uint16() uint16 {
	if field := r.take(2); field != nil {
		return binary.BigEndian.Uint16(field)
	}
	return 0
}

// constant reads one octet that must be want.
func (r *reader) constant(want byte) {
	at := r.off
	if got := r.octet(); r.err == nil && got != want {
		r.fail(at, ErrValue)
	}
}

// length reads a length in its shortest form.
func (r *reader) length() int {
	if r.err != nil {
		return 0
	}
	n, rest, err := ReadLength(r.b[r.off:])
	if err != nil {
		r.fail(r.off, err)
		return 0
	}
	r.off = len(r.b) - len(rest)
	return n
}

// count reads a number of elements, each at least one octet long.
func (r *reader) count() int {
	n := r.length()
	if r.err == nil && n > r.left() {
		r.fail(r.off, ErrTruncated)
		return 0
	}
	return n
}

func (r *reader) end() {
	if r.err == nil && r.left() > 0 {
		r.fail(r.off, ErrTrailing)
	}
}

// invokeID reads a long-invoke-id-and-priority and the empty date-time after it.
func (r *reader) invokeID() uint32 {
	r.path = "long-invoke-id-and-priority"
	r.constant(breakOnError)
	var id uint32
	for _, octet := range r.take(3) {
		id = id<<8 | uint32(octet)
	}
	r.path = "date-time"
	r.constant(0)
	return id
}

// ParseData reads one value from the front of b and returns what follows it. The
// Data points into b. The error is a [*SyntaxError].
func ParseData(b []byte) (d Data, rest []byte, err error) {
	r := reader{b: b, path: "data"}
	d = r.data()
	if r.err != nil {
		return Data{}, b, r.err
	}
	return d, b[r.off:], nil
}

// data reads one value.
func (r *reader) data() Data {
	at := r.off
	tag := Tag(r.octet())
	d := Data{tag: tag}
	switch tag {
	case TagNull:
	case TagArray, TagStructure:
		d.items = r.elements()
	case TagBitString:
		bits := r.length()
		d.number = uint64(bits)
		d.octets = r.take(bits/8 + (bits%8+7)/8)
		if r.err == nil && !d.padded() {
			r.fail(r.off-1, ErrValue)
		}
	case TagOctetString, TagVisibleString, TagUTF8String:
		d.octets = r.take(r.length())
	case TagCompactArray:
		d.shape = r.description()
		d.octets = r.take(r.length())
	default:
		size := tag.Size()
		if size == 0 {
			r.fail(at, ErrTag)
			break
		}
		d.number = signExtend(tag, r.take(size))
	}
	if r.err != nil {
		return Data{}
	}
	return d
}

// signExtend is the number that octets hold as a value of type tag.
func signExtend(tag Tag, octets []byte) uint64 {
	var v uint64
	for _, octet := range octets {
		v = v<<8 | uint64(octet)
	}
	if shift := 64 - 8*len(octets); tag.signed() && len(octets) > 0 {
		return uint64(int64(v<<shift) >> shift)
	}
	return v
}

// elements reads the elements of an array or a structure.
func (r *reader) elements() []Data {
	n := r.count()
	if r.err != nil {
		return nil
	}
	if r.deep == maxDepth {
		r.fail(r.off, ErrDepth)
		return nil
	}
	items := make([]Data, 0, min(n, maxReserve))
	r.deep++
	for i := range n {
		r.at[r.deep-1] = i
		items = append(items, r.data())
		if r.err != nil {
			return nil
		}
	}
	r.deep--
	return items
}

// maxReserve bounds what is set aside for elements before they have been seen.
const maxReserve = 64
