package usecase

import (
	"errors"

	"github.com/mains-energy/mains/gbcs"
	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"
)

// DER is a Command in ASN.1, declared in the file of its Use Case.
type DER struct {
	// Items are what the Command holds.
	Items []DERItem
	// Append writes it.
	Append func(dst []byte, args Args) ([]byte, error)
	// Parse reads it.
	Parse func(payload []byte) (Args, error)
	// Answer reads the payload of the Response into rows, with offsets within the payload.
	Answer func(payload []byte) ([]Row, error)
}

// DERItem is an [Item] of any type.
type DERItem = slot

func (c DER) notation() Notation { return ASN1 }
func (c DER) slots() []slot      { return c.Items }
func (c DER) encrypted() bool    { return false }

func (c DER) appendCommand(dst []byte, _ *gbcs.Header, args Args) ([]byte, error) {
	return c.Append(dst, args)
}

func (c DER) parseCommand(path string, payload []byte) (Args, error) {
	args, err := c.Parse(payload)
	if err != nil {
		return nil, inside(path, err)
	}
	return args, nil
}

func (c DER) parseAnswer(r *reading) error {
	list, err := c.Answer(r.message.Payload)
	if err != nil {
		return inside(r.path, err)
	}
	for _, row := range list {
		r.Success = r.Success && !row.Failed
		p := place{offset: r.offset + row.Offset}
		r.rows.add(row, nil, nil, p, row.Raw)
	}
	return nil
}

// inside puts path before that of a SyntaxError.
func inside(path string, err error) error {
	if syntax, ok := errors.AsType[*SyntaxError](err); ok {
		return &SyntaxError{path + "/" + syntax.Path, syntax.Offset, syntax.Err}
	}
	return err
}

// The causes of a [SyntaxError] in ASN.1.
var (
	// ErrTruncated: the octets end inside an element.
	ErrTruncated = errors.New("truncated")
	// ErrTrailing: octets are left over where the structure is complete.
	ErrTrailing = errors.New("trailing octets")
	// ErrElement: an element has another tag, or a value that it cannot have.
	ErrElement = errors.New("element not allowed here")
)

// derReader walks over DER. It keeps the first error, after which every read yields zero
// values and moves nothing. A Device's structures write lengths from 128 to 255 in two
// octets, 82 00 xx; wide allows these.
type derReader struct {
	b    []byte
	rest cryptobyte.String // a suffix of b
	wide bool
	err  *SyntaxError
}

func readDER(b []byte, wide bool) *derReader { return &derReader{b: b, rest: b, wide: wide} }

func (r *derReader) offset() int { return len(r.b) - len(r.rest) }

func (r *derReader) fail(path string, err error) {
	if r.err == nil {
		r.err = &SyntaxError{path, r.offset(), err}
	}
}

// result is the error as callers compare it with nil.
func (r *derReader) result() error {
	if r.err != nil {
		return r.err
	}
	return nil
}

// element reads one element and returns its contents.
func (r *derReader) element(path string, tag asn1.Tag) []byte {
	if r.err != nil {
		return nil
	}
	s := r.rest
	var got, first uint8
	if !s.ReadUint8(&got) {
		r.fail(path, ErrTruncated)
		return nil
	}
	if got != uint8(tag) {
		r.fail(path, ErrElement)
		return nil
	}
	if !s.ReadUint8(&first) {
		r.fail(path, ErrTruncated)
		return nil
	}
	n := uint(first)
	if first >= 0x80 {
		var octets []byte
		if first < 0x81 || first > 0x82 {
			r.fail(path, ErrElement)
			return nil
		}
		if !s.ReadBytes(&octets, int(first-0x80)) {
			r.fail(path, ErrTruncated)
			return nil
		}
		n = 0
		for _, octet := range octets {
			n = n<<8 | uint(octet)
		}
		if shortest := n >= 0x80 && (first == 0x81 || n > 0xFF); !shortest && (!r.wide || n < 0x80) {
			r.fail(path, ErrElement)
			return nil
		}
	}
	var contents []byte
	if !s.ReadBytes(&contents, int(n)) {
		r.fail(path, ErrTruncated)
		return nil
	}
	r.rest = s
	return contents
}

// enter reads the header of a constructed element; its contents are the caller's to read,
// with a reader of their own that notes offsets in b.
func (r *derReader) enter(path string, tag asn1.Tag) *derReader {
	contents := r.element(path, tag)
	end := r.offset()
	return &derReader{b: r.b[:end], rest: contents, wide: r.wide, err: r.err}
}

// leave ends what enter began.
func (r *derReader) leave(path string, inner *derReader) {
	if inner.err == nil && len(inner.rest) > 0 {
		inner.fail(path, ErrTrailing)
	}
	if r.err == nil {
		r.err = inner.err
	}
}

// integer reads a number from 0 to 2^63-1 in its shortest form.
func (r *derReader) integer(path string, tag asn1.Tag) uint64 {
	at := r.rest
	contents := r.element(path, tag)
	if r.err != nil {
		return 0
	}
	minimal := len(contents) == 1 || len(contents) > 1 && (contents[0] != 0 || contents[1] >= 0x80)
	if !minimal || len(contents) > 8 || contents[0] >= 0x80 {
		r.rest = at
		r.fail(path, ErrElement)
		return 0
	}
	var n uint64
	for _, octet := range contents {
		n = n<<8 | uint64(octet)
	}
	return n
}

// octets reads an OCTET STRING of n octets.
func (r *derReader) octets(path string, n int) []byte {
	at := r.rest
	contents := r.element(path, asn1.OCTET_STRING)
	if r.err == nil && len(contents) != n {
		r.rest = at
		r.fail(path, ErrElement)
		return nil
	}
	return contents
}

// next reports whether another element with tag follows.
func (r *derReader) next(tag asn1.Tag) bool {
	return r.err == nil && len(r.rest) > 0 && r.rest[0] == uint8(tag)
}

// more reports whether anything follows.
func (r *derReader) more() bool { return r.err == nil && len(r.rest) > 0 }

func (r *derReader) end(path string) {
	if r.more() {
		r.fail(path, ErrTrailing)
	}
}

// appendDER writes an element with the contents that add writes. Where wide is set,
// lengths from 128 to 255 take two octets.
func appendDER(dst []byte, tag asn1.Tag, wide bool, add func([]byte) []byte) []byte {
	contents := add(nil)
	dst = append(dst, byte(tag))
	switch n := len(contents); {
	case n < 0x80:
		dst = append(dst, byte(n))
	case n <= 0xFF && !wide:
		dst = append(dst, 0x81, byte(n))
	default:
		dst = append(dst, 0x82, byte(n>>8), byte(n))
	}
	return append(dst, contents...)
}

// appendDERInteger writes a number from 0 to 2^63-1.
func appendDERInteger(dst []byte, tag asn1.Tag, n uint64) []byte {
	octets := 1
	for octets < 8 && n>>(8*octets-1) != 0 {
		octets++
	}
	dst = append(dst, byte(tag), byte(octets))
	for i := octets - 1; i >= 0; i-- {
		dst = append(dst, byte(n>>(8*i)))
	}
	return dst
}

// appendDEROctets writes an OCTET STRING of fewer than 128 octets.
func appendDEROctets(dst, octets []byte) []byte {
	dst = append(dst, byte(asn1.OCTET_STRING), byte(len(octets)))
	return append(dst, octets...)
}
