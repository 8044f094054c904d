package usecase

import (
	"errors"
	"fmt"

	"golang.org/x/crypto/cryptobyte/asn1"

	"github.com/mains-energy/mains/gbcs"
)

// DER is a Command in ASN.1 and its Response.
type DER struct {
	Command Element
	Answer  Element
	// Wide says that the Device writes lengths from 128 to 255 in two octets, 82 00 xx, in
	// the Response. The shortest form is read too. GBCS ASN.1 lengths.
	Wide bool
}

// Element is an element of ASN.1, in DER: [Integer], [Always], [HeaderCounter],
// [Enumerated], [OctetString], [NamedBits], [GeneralizedTime], [Null], [Whole], or made of
// others: [Seq], [SeqOf], [Choice], [Opt], [Tagged], [In].
type Element interface {
	// begins reports whether an element with this tag is one.
	begins(tag byte) bool
	// readDER reads it; tag is in place of its own, where it is not 0.
	readDER(w *walk, tag byte)
	appendDER(b *build, tag byte)
	places(optional bool, each func(Place, bool))
}

func (c DER) notation() Notation                   { return ASN1 }
func (c DER) encrypted() bool                      { return false }
func (c DER) commandPlaces(each func(Place, bool)) { c.Command.places(false, each) }
func (c DER) answerPlaces(each func(Place, bool))  { c.Answer.places(false, each) }
func (c DER) appendCommand(b *build)               { c.Command.appendDER(b, 0) }
func (c DER) readCommand(w *walk)                  { readWhole(w, c.Command) }

func (c DER) readAnswer(w *walk) {
	w.wide = c.Wide
	w.part(part{off: w.base + w.off, n: len(w.b)})
	readWhole(w, c.Answer)
	w.endPart()
}

// readWhole reads an element that is all there is.
func readWhole(w *walk, e Element) {
	e.readDER(w, 0)
	w.end("")
}

func (c DER) appendAnswer(b *build, results []Result) {
	if len(results) != 1 {
		b.err = fmt.Errorf("usecase: %d results: a structure is one", len(results))
		return
	}
	b.wide = c.Wide
	b.each([]Args{results[0].Args}, func() { c.Answer.appendDER(b, 0) })
}

// The causes of a [SyntaxError] in any notation.
var (
	// ErrTruncated: the octets end inside an element.
	ErrTruncated = errors.New("truncated")
	// ErrTrailing: octets are left over where the structure is complete.
	ErrTrailing = errors.New("trailing octets")
	// ErrElement: an element has another tag, or a value that it cannot have.
	ErrElement = errors.New("element not allowed here")
)

// element reads the tag and the length of an element, and returns where its contents end.
func (w *walk) element(what string, tag byte) (end int) {
	at := w.off
	got := w.octet(what)
	if w.err == nil && got != tag {
		w.fail(at, what, fmt.Errorf("%w: tag %02X: want %02X", ErrElement, got, tag))
		return w.off
	}
	first := w.octet(what)
	n := int(first)
	if first >= 0x80 {
		if first < 0x81 || first > 0x82 {
			w.fail(at, what, fmt.Errorf("%w: length %02X", ErrElement, first))
			return w.off
		}
		n = 0
		for _, octet := range w.bytes(what, int(first-0x80)) {
			n = n<<8 | int(octet)
		}
		shortest := n >= 0x80 && (first == 0x81 || n > 0xFF)
		if !shortest && (!w.wide || n < 0x80) {
			w.fail(at, what, fmt.Errorf("%w: length not in its shortest form", ErrElement))
		}
	}
	if w.err == nil && n > w.left() {
		w.fail(w.off, what, ErrTruncated)
	}
	return w.off + n
}

// element writes a tag and a length for the contents that write writes.
func (b *build) element(tag byte, write func()) {
	before := b.dst
	b.dst = nil
	write()
	contents := b.dst
	b.dst = append(before, tag)
	switch n := len(contents); {
	case n < 0x80:
		b.dst = append(b.dst, byte(n))
	case n <= 0xFF && !b.wide:
		b.dst = append(b.dst, 0x81, byte(n))
	case n <= 0xFFFF:
		b.dst = append(b.dst, 0x82, byte(n>>8), byte(n))
	case b.err == nil:
		b.err = fmt.Errorf("usecase: an element of %d octets: want at most 65535", n)
	}
	b.dst = append(b.dst, contents...)
}

// primitive is an element with one value.
type primitive struct {
	leaf
	tag byte
}

// Integer is an INTEGER from 0 to 2^63-1.
func Integer(p leaf) Element { return primitive{p, byte(asn1.INTEGER)} }

// Enumerated is an ENUMERATED.
func Enumerated(p leaf) Element { return primitive{p, byte(asn1.ENUM)} }

// OctetString is an OCTET STRING.
func OctetString(p leaf) Element { return primitive{p, byte(asn1.OCTET_STRING)} }

// NamedBits is a BIT STRING of which each value has one encoding: its octets are the
// contents of the element.
func NamedBits(p leaf) Element { return primitive{p, byte(asn1.BIT_STRING)} }

// GeneralizedTime is a time.
func GeneralizedTime(p *ZuluTime) Element { return primitive{p, byte(asn1.GeneralizedTime)} }

// validOctets is a leaf that not all octets of its size are a value of.
type validOctets interface{ valid(b []byte) error }

func (e primitive) begins(tag byte) bool { return tag == e.tag }

func (e primitive) isNumber() bool {
	return e.tag == byte(asn1.INTEGER) || e.tag == byte(asn1.ENUM)
}

func (e primitive) readDER(w *walk, tag byte) {
	at := w.off
	if tag == 0 {
		tag = e.tag
	}
	end := w.element("", tag)
	if w.err != nil {
		w.named(e.leaf)
		return
	}
	from := w.off
	b := w.b[from:end]
	w.off = end
	var number uint64
	if e.isNumber() {
		minimal := len(b) == 1 || len(b) > 1 && (b[0] != 0 || b[1] >= 0x80)
		if !minimal || len(b) > 8 || b[0] >= 0x80 {
			w.fail(at, e.leaf.Info().Name,
				fmt.Errorf("%w: %X is no number from 0 to 2^63-1", ErrElement, b))
			return
		}
		for _, octet := range b {
			number = number<<8 | uint64(octet)
		}
		if e.leaf.give(e.leaf.take(wire{n: number})).n != number {
			w.fail(at, e.leaf.Info().Name, fmt.Errorf("%w: %d", ErrElement, number))
			return
		}
	}
	if size := e.leaf.size(); size > 0 && len(b) != size {
		w.fail(at, e.leaf.Info().Name,
			fmt.Errorf("%w: %d octets: want %d", ErrElement, len(b), size))
		return
	}
	if v, ok := e.leaf.(validOctets); ok {
		if err := v.valid(b); err != nil {
			w.fail(at, e.leaf.Info().Name, err)
			return
		}
	}
	w.value(e.leaf, number, at, from, len(b))
}

func (e primitive) appendDER(b *build, tag byte) { e.write(b, tag, b.take(e.leaf)) }

// write writes the element with this value.
func (e primitive) write(b *build, tag byte, v wire) {
	if tag == 0 {
		tag = e.tag
	}
	b.element(tag, func() {
		if !e.isNumber() {
			b.dst = append(b.dst, v.b...)
			return
		}
		if v.n>>63 != 0 {
			b.outOfRange(e.leaf)
		}
		octets := 1
		for octets < 8 && v.n>>(8*octets-1) != 0 {
			octets++
		}
		for i := octets - 1; i >= 0; i-- {
			b.dst = append(b.dst, byte(v.n>>(8*i)))
		}
	})
}

func (e primitive) places(opt bool, each func(Place, bool)) { each(e.leaf, opt) }

// implied is a number that need not be given, since it follows from the declaration or
// from the Header.
type implied struct {
	primitive
	value func(h *gbcs.Header) uint64
	only  bool // there can be no other
}

// Always is an INTEGER that the Use Case fixes. It may be left out of the arguments; no
// other number is written or read.
func Always[T Number](p *Slot[T], v T) Element {
	number := func(*gbcs.Header) uint64 { return uint64(v) }
	return implied{primitive{p, byte(asn1.INTEGER)}, number, true}
}

// HeaderCounter is an INTEGER that is the Originator Counter of the Header, where no other
// number is given.
func HeaderCounter(p *Slot[uint64]) Element {
	number := func(h *gbcs.Header) uint64 { return h.Counter }
	return implied{primitive{p, byte(asn1.INTEGER)}, number, false}
}

func (e implied) readDER(w *walk, tag byte) {
	at := w.off
	e.primitive.readDER(w, tag)
	if w.err != nil || !e.only {
		return
	}
	got, want := w.nodes[len(w.nodes)-1].num, e.value(&w.Message.Header)
	if got != want {
		w.mismatch(at, e.leaf.Info().Name, "%d: want %d", got, want)
	}
}

func (e implied) appendDER(b *build, tag byte) {
	v := wire{n: e.value(b.h)}
	if b.g.next(e.leaf) >= 0 {
		given := b.take(e.leaf)
		if e.only && given.n != v.n {
			b.outOfRange(e.leaf)
		}
		v = given
	}
	e.write(b, tag, v)
}

func (e implied) places(_ bool, each func(Place, bool)) { each(e.leaf, true) }

// whole is an element that is a value as it stands.
type whole struct {
	*Octets
	tag byte
}

// Whole is a SEQUENCE that is a value as it stands, tag and all: a certificate, or a
// certification request.
func Whole(p *Octets) Element { return whole{p, sequence} }

// sequence is the tag of a SEQUENCE and of a SEQUENCE OF.
const sequence = byte(asn1.SEQUENCE)

func (e whole) begins(tag byte) bool { return tag == e.tag }

func (e whole) readDER(w *walk, tag byte) {
	at := w.off
	wide := w.wide
	w.wide = false // it is not the Device's own structure
	end := w.element(e.Name, e.tag)
	w.wide = wide
	if w.err != nil {
		return
	}
	w.off = end
	w.value(e.Octets, 0, at, at, end-at)
}

func (e whole) appendDER(b *build, _ byte) {
	b.dst = append(b.dst, b.take(e.Octets).b...)
}

func (e whole) places(opt bool, each func(Place, bool)) { each(e.Octets, opt) }

// null is a NULL.
type null struct{ name string }

// Null is a NULL. Name is what it means.
func Null(name string) Element { return null{name} }

func (e null) begins(tag byte) bool { return tag == byte(asn1.NULL) }

func (e null) readDER(w *walk, tag byte) {
	at := w.off
	if end := w.element(e.name, byte(asn1.NULL)); w.err == nil && end != w.off {
		w.fail(at, e.name, ErrElement)
	}
	w.fixed(e.name, at)
}

func (e null) appendDER(b *build, _ byte)     { b.dst = append(b.dst, byte(asn1.NULL), 0) }
func (e null) places(bool, func(Place, bool)) {}

// Seq is a SEQUENCE. Elements that are [Opt] may be left out.
type Seq []Element

func (e Seq) begins(tag byte) bool { return tag == sequence }

func (e Seq) readDER(w *walk, tag byte) {
	if tag == 0 {
		tag = sequence
	}
	at := w.off
	end := w.element("SEQUENCE", tag)
	if w.err != nil {
		return
	}
	i := w.structure("SEQUENCE", at, 0)
	b := w.b
	w.b = w.b[:end]
	for _, element := range e {
		if w.err != nil {
			return
		}
		if opt, ok := element.(Opt); ok {
			if w.left() == 0 || !opt.begins(w.b[w.off]) {
				continue
			}
		}
		element.readDER(w, 0)
	}
	w.end("SEQUENCE")
	w.b = b
	w.finish(i)
}

func (e Seq) appendDER(b *build, tag byte) {
	if tag == 0 {
		tag = sequence
	}
	b.element(tag, func() {
		for _, element := range e {
			if opt, ok := element.(Opt); ok && !given(b.g, opt.places) {
				continue
			}
			element.appendDER(b, 0)
		}
	})
}

func (e Seq) places(opt bool, each func(Place, bool)) {
	for _, element := range e {
		element.places(opt, each)
	}
}

// Opt is an element that a sequence may be without. It is there where one of its places
// has a value.
type Opt struct{ Element }

func (e Opt) places(_ bool, each func(Place, bool)) { e.Element.places(true, each) }

// Tagged is an element under an implicit context tag.
type Tagged struct {
	N  uint8
	Of Element
}

// contextTag is the octet of an implicit tag.
func (e Tagged) contextTag() byte {
	tag := 0x80 | e.N
	if e.Of.begins(sequence) {
		tag |= 0x20 // constructed
	}
	return tag
}

func (e Tagged) begins(tag byte) bool                    { return tag == e.contextTag() }
func (e Tagged) readDER(w *walk, _ byte)                 { e.Of.readDER(w, e.contextTag()) }
func (e Tagged) appendDER(b *build, _ byte)              { e.Of.appendDER(b, e.contextTag()) }
func (e Tagged) places(opt bool, each func(Place, bool)) { e.Of.places(opt, each) }

// sequenceOf is a SEQUENCE OF.
type sequenceOf struct {
	list *List
	of   Element
}

// SeqOf is a SEQUENCE OF: the elements of a list.
func SeqOf(l *List, of Element) Element { return sequenceOf{l, of} }

func (e sequenceOf) begins(tag byte) bool { return tag == sequence }

func (e sequenceOf) readDER(w *walk, tag byte) {
	if tag == 0 {
		tag = sequence
	}
	at := w.off
	end := w.element(e.list.Name, tag)
	if w.err != nil {
		return
	}
	i := w.begin(nodeList, e.list, at, 0)
	b := w.b
	w.b = w.b[:end]
	for w.err == nil && w.left() > 0 {
		w.nodes[i].num++
		each := w.begin(nodeElement, nil, w.off, 0)
		e.of.readDER(w, 0)
		w.finish(each)
	}
	w.b = b
	w.finish(i)
}

func (e sequenceOf) appendDER(b *build, tag byte) {
	if tag == 0 {
		tag = sequence
	}
	all := b.elements(e.list)
	b.element(tag, func() { b.each(all, func() { e.of.appendDER(b, 0) }) })
}

func (e sequenceOf) places(opt bool, each func(Place, bool)) { each(e.list, opt) }

// In is an element whose values stand in a group.
type In struct {
	Group *Group
	Of    Element
}

func (e In) begins(tag byte) bool { return e.Of.begins(tag) }

func (e In) readDER(w *walk, tag byte) {
	i := w.begin(nodeGroup, e.Group, w.off, 0)
	e.Of.readDER(w, tag)
	w.finish(i)
}

func (e In) appendDER(b *build, tag byte) {
	b.group(e.Group, func() { e.Of.appendDER(b, tag) })
}

func (e In) places(opt bool, each func(Place, bool)) { each(e.Group, opt) }

// Choice is one of several elements, told apart by their tags. The one is written whose
// places have values; where none has, the one without places.
type Choice []Element

func (e Choice) begins(tag byte) bool {
	for _, element := range e {
		if element.begins(tag) {
			return true
		}
	}
	return false
}

func (e Choice) readDER(w *walk, tag byte) {
	if w.err != nil {
		return
	}
	if w.left() == 0 {
		w.fail(w.off, "", ErrTruncated)
		return
	}
	for _, element := range e {
		if element.begins(w.b[w.off]) {
			element.readDER(w, tag)
			return
		}
	}
	w.fail(w.off, "", fmt.Errorf("%w: tag %02X", ErrElement, w.b[w.off]))
}

func (e Choice) appendDER(b *build, tag byte) {
	fallback := e[0]
	for _, element := range e {
		empty := true
		element.places(false, func(Place, bool) { empty = false })
		if empty {
			fallback = element
		} else if given(b.g, element.places) {
			element.appendDER(b, tag)
			return
		}
	}
	fallback.appendDER(b, tag)
}

func (e Choice) places(_ bool, each func(Place, bool)) {
	for _, element := range e {
		element.places(true, each)
	}
}
