package gbcs

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/eui"
)

// Parse reads one complete message, in any [Form], from b; the slices and the date-time
// of the Message point into b. It is strict: lengths in their shortest form, constant
// octets as they must be, nothing missing and nothing left over. It checks neither
// signature nor MAC.
//
// A Command without a MAC that is cut right after its payload is itself a message, the
// Pre-Command, and is read as that. Every other proper prefix is refused. The error is a
// [*SyntaxError].
func Parse(b []byte) (*Message, error) {
	m := new(Message)
	r := reader{b: b}
	sealed := len(b) > 0 && b[0] == tagGeneralCiphering
	if sealed {
		r.macHeader()
	}
	r.header(&m.Header)
	m.Payload = r.counted("Payload")
	switch {
	case sealed:
		m.Form = Sealed
		m.Signature = r.signature()
		r.end("Content")
		r.b = b // past the limit that the MAC Header set
		m.MAC = r.take("MAC", MACSize)
	case m.Flag == Command && r.off == len(b):
		m.Form = PreCommand
	default:
		m.Form = Inner
		m.Signature = r.signature()
	}
	r.end("Message")
	if r.err != nil {
		return nil, r.err
	}
	return m, nil
}

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

// take reads n octets.
func (r *reader) take(path string, n int) []byte {
	if r.err != nil {
		return nil
	}
	if r.left() < n {
		r.fail(path, r.off, wanting(n, r.left()))
		return nil
	}
	field := r.b[r.off : r.off+n : r.off+n]
	r.off += n
	return field
}

// octet reads one octet.
func (r *reader) octet(path string) byte {
	if field := r.take(path, 1); field != nil {
		return field[0]
	}
	return 0
}

// constant reads octets that must each be want.
func (r *reader) constant(path string, n int, want byte) {
	at := r.off
	for i, got := range r.take(path, n) {
		if got != want {
			r.fail(path, at+i, fmt.Errorf("%w: %02X, want %02X", ErrValue, got, want))
			return
		}
	}
}

// wanting is ErrTruncated with how many octets there should be and are.
func wanting(want, left int) error {
	return fmt.Errorf("%w: %d octets wanted, %d left", ErrTruncated, want, left)
}

// leftOver is ErrTrailing with how many octets there are too many.
func leftOver(n int) error { return fmt.Errorf("%w: %d too many", ErrTrailing, n) }

// id reads an identifier and the octet before it that says how long it is.
func (r *reader) id(path string) (id eui.ID) {
	r.constant(path, 1, eui.Size)
	copy(id[:], r.take(path, eui.Size))
	return id
}

// uint64 reads an eight-octet number.
func (r *reader) uint64(path string) uint64 {
	if field := r.take(path, 8); field != nil {
		return binary.BigEndian.Uint64(field)
	}
	return 0
}

// length reads a length in its shortest form.
func (r *reader) length(path string) int {
	if r.err != nil {
		return 0
	}
	n, rest, err := dlms.ReadLength(r.b[r.off:])
	switch {
	case errors.Is(err, dlms.ErrTruncated):
		r.fail(path, r.off, ErrTruncated)
	case err != nil:
		r.fail(path, r.off, ErrLength)
	default:
		r.off = len(r.b) - len(rest)
	}
	return n
}

// counted reads a length and as many octets.
func (r *reader) counted(path string) []byte {
	return r.take(path, r.length(path))
}

// end refuses anything that is left.
func (r *reader) end(path string) {
	if r.err == nil && r.off != len(r.b) {
		r.fail(path, r.off, leftOver(r.left()))
	}
}

// macHeader reads the MAC Header and moves the end to just before the MAC.
func (r *reader) macHeader() {
	r.constant("MAC Header/general-ciphering", 1, tagGeneralCiphering)
	r.constant("MAC Header/empty fields", 6, 0)
	at := r.off
	content := r.length("MAC Header/content length")
	if r.err != nil {
		return
	}
	switch left := len(r.b) - r.off; {
	case content > left:
		r.fail("Content", r.off, wanting(content, left))
	case content < left:
		r.fail("Message", r.off+content, leftOver(left-content))
	case content < securityHeaderSize+MACSize:
		r.fail("MAC Header/content length", at, ErrValue)
	default:
		r.b = r.b[:len(r.b)-MACSize]
	}
	r.constant("MAC Header/security control", 1, securityAuthenticated)
	r.constant("MAC Header/invocation counter", 4, 0)
}

// header reads a Grouping Header, all but the payload length.
func (r *reader) header(h *Header) {
	r.constant("Grouping Header/general-signing", 1, tagGeneralSigning)
	r.constant("Grouping Header/transaction-id", 1, 9)
	at := r.off
	h.Flag = Flag(r.octet("Grouping Header/CRA flag"))
	if h.Flag < Command || h.Flag > Alert {
		r.fail("Grouping Header/CRA flag", at, ErrValue)
	}
	h.Counter = r.uint64("Grouping Header/Originator Counter")
	h.Originator = r.id("Grouping Header/originator")
	h.Recipient = r.id("Grouping Header/recipient")
	h.DateTime = r.dateTime()
	r.otherInformation(h)
}

// dateTime reads an empty field or twelve octets.
func (r *reader) dateTime() *dlms.DateTime {
	const path = "Grouping Header/date-time"
	at := r.off
	switch r.octet(path) {
	case 0:
		return nil
	case byte(len(dlms.DateTime{})):
		if field := r.take(path, len(dlms.DateTime{})); field != nil {
			return (*dlms.DateTime)(field)
		}
		return nil
	}
	r.fail(path, at, ErrValue)
	return nil
}

// otherInformation reads the Message Code and what follows it. How much follows
// decides what it is.
func (r *reader) otherInformation(h *Header) {
	n := r.length("Grouping Header/other information")
	if r.err != nil {
		return
	}
	if r.left() < n {
		r.fail("Grouping Header/other information", r.off, wanting(n, r.left()))
		return
	}
	field := reader{b: r.b[:r.off+n], off: r.off}
	if code := field.take("Grouping Header/Message Code", 2); code != nil {
		h.Message = MessageCode(binary.BigEndian.Uint16(code))
	}
	if field.err == nil && field.left() > 0 {
		h.Supplementary = field.supplementary(h.Flag)
	}
	field.end("Grouping Header/other information")
	r.off, r.err = field.off, field.err
}

// left is the number of octets not yet read.
func (r *reader) left() int { return len(r.b) - r.off }

// supplementary reads all that is left.
func (r *reader) supplementary(flag Flag) *Supplementary {
	s := new(Supplementary)
	copy(s.ID[:], r.take("Grouping Header/Supplementary Remote Party ID", eui.Size))
	if r.err != nil || r.left() == 0 {
		return s
	}
	s.Counter = new(r.uint64("Grouping Header/Supplementary Remote Party Counter"))
	if r.err != nil || r.left() == 0 {
		return s
	}
	if flag == Command {
		s.Certificate = r.certificate()
	} else {
		s.OriginatorCounter = new(r.uint64("Grouping Header/Supplementary Originator Counter"))
	}
	return s
}

// certificate reads the one DER SEQUENCE that must fill what is left. Only its outermost
// length is checked; the certificate is for smki to judge.
func (r *reader) certificate() []byte {
	const path = "Grouping Header/Key Agreement Certificate"
	const sequence = 0x30
	at := r.off
	r.constant(path, 1, sequence)
	// DER and A-XDR write lengths alike.
	r.counted(path)
	r.end(path)
	if r.err != nil {
		return nil
	}
	return r.b[at:r.off:r.off]
}

// signature reads the signature length, 00 or 40, and the signature.
func (r *reader) signature() []byte {
	at := r.off
	switch n := r.octet("Signature Length"); n {
	case 0:
		return nil
	case SignatureSize:
		return r.take("Signature", SignatureSize)
	}
	r.fail("Signature Length", at, ErrValue)
	return nil
}
