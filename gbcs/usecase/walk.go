package usecase

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/gbcs"
)

// walk reads a buffer of a message into a Tree, along a declaration. It keeps the first
// error, after which every read yields zero values and moves nothing.
type walk struct {
	*Tree
	b         []byte
	off       int
	base      int // to add for an offset in the message
	src       uint8
	depth     uint8
	wide      bool // in ASN.1: lengths from 128 to 255 may be 82 00 xx
	row       int  // of the part, for paths
	decrypter Decrypter
	counted   *List // whose number of elements was read last, ahead of them
	announced uint64
	err       error
	unnamed   bool // err names no field
}

// result is the first error.
func (w *walk) result() error { return w.err }

// fail notes what cannot be read at an offset of the buffer, and why.
func (w *walk) fail(off int, what string, err error) {
	if w.err != nil {
		return
	}
	path := w.UseCase.Code
	if w.src != 0 {
		path += "/decrypted"
	}
	if len(w.parts) > 0 {
		path += fmt.Sprintf("/part %d", w.row)
	}
	if w.unnamed = what == ""; !w.unnamed {
		path += "/" + what
	}
	w.err = &SyntaxError{path, w.base + off - payloadOffset(w.Message), err}
}

// mismatch notes that something is not what is declared.
func (w *walk) mismatch(off int, what, format string, args ...any) {
	if w.err == nil {
		w.fail(off, what, fmt.Errorf("%w: %s", ErrMismatch, fmt.Sprintf(format, args...)))
	}
}

func (w *walk) left() int { return len(w.b) - w.off }

// bytes reads n octets.
func (w *walk) bytes(what string, n int) []byte {
	if w.err != nil {
		return nil
	}
	if n < 0 || w.left() < n {
		w.fail(w.off, what, ErrTruncated)
		return nil
	}
	field := w.b[w.off : w.off+n : w.off+n]
	w.off += n
	return field
}

// octet reads one octet.
func (w *walk) octet(what string) byte {
	if field := w.bytes(what, 1); field != nil {
		return field[0]
	}
	return 0
}

// big16 reads a big-endian number.
func (w *walk) big16(what string) uint16 {
	if field := w.bytes(what, 2); field != nil {
		return binary.BigEndian.Uint16(field)
	}
	return 0
}

// length reads a length in its shortest form.
func (w *walk) length(what string) int {
	if w.err != nil {
		return 0
	}
	if w.off < len(w.b) && w.b[w.off] < 0x80 {
		w.off++
		return int(w.b[w.off-1])
	}
	n, rest, err := dlms.ReadLength(w.b[w.off:])
	if err != nil {
		if errors.Is(err, dlms.ErrTruncated) {
			err = ErrTruncated
		}
		w.fail(w.off, what, err)
		return 0
	}
	w.off = len(w.b) - len(rest)
	return n
}

// count reads a number of elements, each at least least octets long.
func (w *walk) count(what string, least int) int {
	at := w.off
	n := w.length(what)
	if w.err == nil && n*least > w.left() {
		w.fail(at, what, ErrTruncated)
		return 0
	}
	return n
}

// end refuses what is left.
func (w *walk) end(what string) {
	if w.err == nil && w.left() > 0 {
		w.fail(w.off, what, ErrTrailing)
	}
}

// constant reads octets that must be want.
func (w *walk) constant(what string, want ...byte) {
	at := w.off
	got := w.bytes(what, len(want))
	for i := range got {
		if got[i] != want[i] {
			w.mismatch(at+i, what, "%02X: want %02X", got[i], want[i])
			return
		}
	}
	if w.err == nil {
		w.fixed(what, at)
	}
}

// fixed notes that what was read since at is fixed.
func (w *walk) fixed(what string, at int) {
	if w.err != nil {
		return
	}
	n := w.node(nodeFixed, nil, at)
	n.label = what
}

// node adds what was read since at. It is valid until the next.
func (w *walk) node(kind nodeKind, p Place, at int) *node {
	w.nodes = append(w.nodes, node{
		place: p, kind: kind, depth: w.depth, src: w.src, base: int32(w.base),
		off: int32(at), size: int32(w.off - at), at: int32(at), n: int32(w.off - at),
		next: int32(len(w.nodes)) + 1,
	})
	return &w.nodes[len(w.nodes)-1]
}

// begin adds a node whose inside follows; at is where it begins.
func (w *walk) begin(kind nodeKind, p Place, at int, num int) int {
	n := w.node(kind, p, at)
	n.num = uint64(num)
	n.at = int32(w.off)
	w.depth++
	return len(w.nodes) - 1
}

// finish ends what begin began.
func (w *walk) finish(i int) {
	w.depth--
	n := &w.nodes[i]
	n.size = int32(w.off) - n.off
	n.n = int32(w.off) - n.at
	n.next = int32(len(w.nodes))
}

// structure adds the header of a structure or an array, read since at.
func (w *walk) structure(label string, at, num int) int {
	i := w.begin(nodeStructure, nil, at, num)
	w.nodes[i].label = label
	return i
}

// part begins the row or frame of that number; endPart ends it.
func (w *walk) part(p part) {
	p.from, p.to = len(w.nodes), len(w.nodes)
	w.row = p.row
	if p.row < 0 {
		w.row = len(w.parts)
	}
	w.parts = append(w.parts, p)
}

func (w *walk) endPart() *part {
	p := &w.parts[len(w.parts)-1]
	p.to = len(w.nodes)
	return p
}

// value notes the number or octets of a leaf: all of it is off to w.off, its contents n
// octets from at.
func (w *walk) value(l Place, num uint64, off, at, n int) {
	if w.err != nil {
		return
	}
	v := w.node(nodeLeaf, l, off)
	v.at, v.n, v.num = int32(at), int32(n), num
}

// open decrypts an item that stands at off of the buffer, and reads the plaintext with
// read. Where there is no Decrypter the item stays as it is.
func (w *walk) open(label string, off int, item []byte, read func(*walk)) {
	if w.err != nil {
		return
	}
	if w.decrypter != nil {
		plain, err := w.decrypter.Decrypt(&w.Message.Header, item)
		if err != nil {
			w.fail(off, label, err)
			return
		}
		if plain == nil {
			plain = []byte{}
		}
		w.mark(nodeFixed, "security header", off, sealedHeader)
		w.inside(off+sealedHeader, plain, read)
		w.mark(nodeFixed, "tag", off+len(item)-gbcs.MACSize, gbcs.MACSize)
		return
	}
	w.Encrypted = true
	w.mark(nodeSealed, label, off, len(item))
}

// mark adds size octets at off, wherever the reading is.
func (w *walk) mark(kind nodeKind, label string, off, size int) {
	n := w.node(kind, nil, off)
	n.label, n.size, n.n = label, int32(size), int32(size)
}

// inside reads a plaintext whose ciphertext, which is as long, stands at off.
func (w *walk) inside(off int, plain []byte, read func(*walk)) {
	w.bufs = append(w.bufs, plain)
	inner := walk{
		Tree: w.Tree, b: plain, base: w.base + off, src: uint8(len(w.bufs) - 1),
		depth: w.depth, row: w.row,
	}
	if len(w.bufs) > maxItems {
		w.fail(off, "", fmt.Errorf("%w: more than %d encrypted items", ErrMismatch, maxItems))
		return
	}
	read(&inner)
	inner.end("")
	if w.err == nil {
		w.err = inner.err
	}
}

// maxItems bounds the encrypted items of one message: a GBZ payload has 255 components.
const maxItems = 255

// sealedHeader is the number of octets before the ciphertext in an encrypted item.
const sealedHeader = 5

// build writes a payload, along a declaration. It keeps the first error.
type build struct {
	dst  []byte
	g    *giving
	h    *gbcs.Header
	seal Sealer
	wide bool
	err  error
}

// Sealer writes the encrypted item that holds plaintext onto dst. [gbcs.Cipher.Append] is
// one.
type Sealer func(dst, plaintext []byte) []byte

// errNoSealer is a fault of the caller.
var errNoSealer = errors.New("usecase: the message has encrypted items: give a Sealer")

// errNoResults is a fault of the caller.
var errNoResults = errors.New("usecase: no results: a Response has one for each row or frame")

// take is the next value of a leaf, in the form of the wire.
func (b *build) take(l leaf) wire {
	if b.err != nil {
		return wire{}
	}
	v, err := b.g.take(l)
	if err != nil {
		b.err = err
		return wire{}
	}
	w := l.give(v)
	if size := l.size(); size > 0 && len(w.b) != size {
		b.err = &ArgError{l.Info().Name, ErrRange}
	}
	return w
}

// each writes the elements of a list, or the group, with write. Shared are the places whose
// values stand around the elements and not in them.
func (b *build) each(elements []Args, write func(), shared ...Place) {
	outer := b.g
	for i, args := range elements {
		b.g = outer.inner(args, shared)
		write()
		if b.err == nil {
			b.err = b.g.end()
		}
		if b.err != nil {
			break
		}
		if outer.invent != nil {
			elements[i] = b.g.args
		}
	}
	b.g = outer
}

// elements are those of a list.
func (b *build) elements(l *List) []Args {
	if b.err != nil {
		return nil
	}
	v, err := b.g.take(l)
	if err != nil {
		b.err = err
		return nil
	}
	return v.([]Args)
}

// group writes the values of a group with write.
func (b *build) group(g *Group, write func(), shared ...Place) {
	if b.err != nil {
		return
	}
	v, err := b.g.take(g)
	if err != nil {
		b.err = err
		return
	}
	inside := []Args{v.(Args)}
	b.each(inside, write, shared...)
	if b.g.invent != nil && b.err == nil {
		b.g.set(g, inside[0])
	}
}
