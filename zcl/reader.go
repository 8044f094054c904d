package zcl

import "encoding/binary"

// reader walks over b. It keeps the first error, after which every read yields zero
// values and moves nothing, so that a layout reads as a list of its fields.
type reader struct {
	b   []byte
	off int
	err *SyntaxError
}

func (r *reader) fail(path string, offset int, err error) {
	if r.err == nil {
		r.err = &SyntaxError{Path: path, Offset: offset, Err: err}
	}
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
func (r *reader) take(path string, n int) []byte {
	if r.err != nil {
		return nil
	}
	if r.left() < n {
		r.fail(path, r.off, ErrTruncated)
		return nil
	}
	field := r.b[r.off : r.off+n : r.off+n]
	r.off += n
	return field
}

func (r *reader) octet(path string) byte {
	if field := r.take(path, 1); field != nil {
		return field[0]
	}
	return 0
}

// big16 and big32 read big-endian numbers, little16 a little-endian one.
func (r *reader) big16(path string) uint16 {
	if field := r.take(path, 2); field != nil {
		return binary.BigEndian.Uint16(field)
	}
	return 0
}

func (r *reader) big32(path string) uint32 {
	if field := r.take(path, 4); field != nil {
		return binary.BigEndian.Uint32(field)
	}
	return 0
}

func (r *reader) little16(path string) uint16 {
	if field := r.take(path, 2); field != nil {
		return binary.LittleEndian.Uint16(field)
	}
	return 0
}

func (r *reader) end(path string) {
	if r.err == nil && r.left() > 0 {
		r.fail(path, r.off, ErrTrailing)
	}
}

// profile reads the profile identifier.
func (r *reader) profile() {
	if at, got := r.off, r.big16("profile"); r.err == nil && got != profileSmartEnergy {
		r.fail("profile", at, ErrValue)
	}
}
