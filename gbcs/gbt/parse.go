package gbt

import (
	"encoding/binary"
	"errors"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
)

// Parse reads one complete block from b; its Data points into b. It is strict: lengths in
// their shortest form, constant octets as they must be, a block number that is not 0, no
// more data than BlockSize, nothing missing and nothing left over. It takes any security
// control and invocation counter, since those that GBCS asks for are not known. The error
// is a [*gbcs.SyntaxError]. GBCS 7.2.11.
func Parse(b []byte) (*Block, error) {
	block := new(Block)
	r := reader{b: b}
	r.routing(&block.Routing)
	r.content()
	block.SecurityControl = r.octet("Routing Header/security control")
	if field := r.take("Routing Header/invocation counter", 4); field != nil {
		block.InvocationCounter = binary.BigEndian.Uint32(field)
	}
	r.constant("GBT Header/general-block-transfer", tagGeneralBlockTransfer)
	r.control(block)
	at := r.off
	block.Number = r.uint16("GBT Header/block number")
	if block.Number == 0 {
		r.fail("GBT Header/block number", at, gbcs.ErrValue)
	}
	block.Acknowledged = r.uint16("GBT Header/block number acknowledged")
	at = r.off
	size := r.length("GBT Header/data length")
	if size > BlockSize {
		r.fail("GBT Header/data length", at, gbcs.ErrValue)
	}
	block.Data = r.take("Data", size)
	r.end("Content")
	if r.err != nil {
		return nil, r.err
	}
	return block, nil
}

// reader walks over b. It keeps the first error, after which every read yields zero
// values and moves nothing, so that a layout reads as a list of its fields.
type reader struct {
	b   []byte
	off int
	err *gbcs.SyntaxError
}

func (r *reader) fail(path string, offset int, err error) {
	if r.err == nil {
		r.err = &gbcs.SyntaxError{Path: path, Offset: offset, Err: err}
	}
}

// take reads n octets.
func (r *reader) take(path string, n int) []byte {
	if r.err != nil {
		return nil
	}
	if len(r.b)-r.off < n {
		r.fail(path, r.off, gbcs.ErrTruncated)
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

// constant reads octets that must be want.
func (r *reader) constant(path string, want ...byte) {
	at := r.off
	for i, got := range r.take(path, len(want)) {
		if got != want[i] {
			r.fail(path, at+i, gbcs.ErrValue)
			return
		}
	}
}

// id reads an identifier and the octet before it that says how long it is.
func (r *reader) id(path string) (id eui.ID) {
	r.constant(path, eui.Size)
	copy(id[:], r.take(path, eui.Size))
	return id
}

// uint16 reads a two-octet number.
func (r *reader) uint16(path string) uint16 {
	if field := r.take(path, 2); field != nil {
		return binary.BigEndian.Uint16(field)
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
		r.fail(path, r.off, gbcs.ErrTruncated)
	case err != nil:
		r.fail(path, r.off, gbcs.ErrLength)
	default:
		r.off = len(r.b) - len(rest)
	}
	return n
}

// end refuses anything that is left.
func (r *reader) end(path string) {
	if r.err == nil && r.off != len(r.b) {
		r.fail(path, r.off, gbcs.ErrTrailing)
	}
}

// routing reads a Routing Header.
func (r *reader) routing(to *Routing) {
	r.constant("Routing Header/general-ciphering", tagGeneralCiphering)
	r.constant("Routing Header/transaction-id", transactionIDSize)
	at := r.off
	to.Flag = gbcs.Flag(r.octet("Routing Header/CRA flag"))
	if to.Flag < gbcs.Command || to.Flag > gbcs.Alert {
		r.fail("Routing Header/CRA flag", at, gbcs.ErrValue)
	}
	if field := r.take("Routing Header/Originator Counter", 8); field != nil {
		to.Counter = binary.BigEndian.Uint64(field)
	}
	to.Originator = r.id("Routing Header/originator")
	to.Recipient = r.id("Routing Header/recipient")
	r.constant("Routing Header/date-time", 0)
	r.constant("Routing Header/other information", 2)
	to.Message = gbcs.MessageCode(r.uint16("Routing Header/Message Code"))
	r.constant("Routing Header/key-info", 0)
}

// content reads the length of what must be exactly all that follows.
func (r *reader) content() {
	n := r.length("Routing Header/content length")
	switch left := len(r.b) - r.off; {
	case r.err != nil:
	case n > left:
		r.fail("Content", r.off, gbcs.ErrTruncated)
	case n < left:
		r.fail("Block", r.off+n, gbcs.ErrTrailing)
	}
}

// control reads the block control octet. A last block after which more are on their way
// is a contradiction.
func (r *reader) control(b *Block) {
	const path = "GBT Header/block control"
	at := r.off
	control := r.octet(path)
	b.Last = control&bitLast != 0
	b.Streaming = control&bitStreaming != 0
	b.Window = control & bitsWindow
	if b.Last && b.Streaming {
		r.fail(path, at, gbcs.ErrValue)
	}
}
