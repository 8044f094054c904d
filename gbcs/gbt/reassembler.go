package gbt

import (
	"bytes"
	"fmt"
	"math/bits"
)

// Reassembler makes one message of its blocks, in whatever order and however often they
// come. The zero Reassembler waits for the blocks of the transfer that the first of them
// belongs to; to wait for a certain one use [NewReassembler]. It keeps its own copy of
// MaxMessage octets at most. It may be used from one goroutine at a time. DLMS UA 1000-2
// (Green Book) 9.4.6.13.5 and 9.4.6.13.6, as far as they are known from others' programs.
type Reassembler struct {
	routing Routing // the zero Routing until it is known
	blocks  [MaxBlocks][]byte
	have    uint64 // bit n-1 is set when block n has come
	last    int    // number of the Last block, 0 until that is known
	heard   uint16 // highest of our acknowledgements that the sender says it has
}

// NewReassembler waits for the blocks of the transfer r and refuses all others from the
// start. Nothing is allocated but the Reassembler until blocks come.
func NewReassembler(r Routing) *Reassembler { return &Reassembler{routing: r} }

// Add takes a block. It copies the Data, so that b and what it points to stay the
// caller's. A block that has come before is ignored if it says the same: its data, and
// that it is the last or is not. One that is refused changes nothing:
//
//	ErrTransaction  another Routing Header
//	ErrNumber       a number that is not from 1 to MaxBlocks
//	ErrData         no data, so an acknowledgement; or more than BlockSize
//	ErrConflict     not what has come under its number, or beyond the last, or the last
//	                though there are later ones
//
// After a block that is not Streaming the sender waits for [Reassembler.Acknowledgement].
func (a *Reassembler) Add(b *Block) error {
	n := int(b.Number)
	switch {
	case a.routing != (Routing{}) && b.Routing != a.routing:
		return ErrTransaction
	case n < 1 || n > MaxBlocks:
		return fmt.Errorf("%w: %d", ErrNumber, n)
	case len(b.Data) == 0 || len(b.Data) > BlockSize:
		return fmt.Errorf("%w: %d octets in block %d", ErrData, len(b.Data), n)
	case a.has(n) && !bytes.Equal(a.blocks[n-1], b.Data):
		return fmt.Errorf("%w: other data in block %d", ErrConflict, n)
	case a.has(n) && b.Last != (a.last == n):
		return fmt.Errorf("%w: block %d is the last and is not", ErrConflict, n)
	case b.Last && (a.last != 0 && a.last != n || a.highest() > n), a.last != 0 && n > a.last:
		return fmt.Errorf("%w: block %d, but %d is the highest", ErrConflict, n, a.highest())
	}
	a.routing = b.Routing
	a.heard = max(a.heard, b.Acknowledged)
	if a.has(n) {
		return nil
	}
	a.blocks[n-1] = bytes.Clone(b.Data)
	a.have |= 1 << (n - 1)
	if b.Last {
		a.last = n
	}
	return nil
}

// has reports whether block n has come.
func (a *Reassembler) has(n int) bool { return a.have&(1<<(n-1)) != 0 }

// highest is the highest number that has come, 0 without any.
func (a *Reassembler) highest() int { return bits.Len64(a.have) }

// front is the number up to which all blocks have come.
func (a *Reassembler) front() int { return bits.TrailingZeros64(^a.have) }

// Missing lists the numbers below the highest that has come whose blocks have not, in
// ascending order; nil when there is none. What comes after the highest cannot be known to
// be missing until the sender falls silent.
func (a *Reassembler) Missing() []uint16 {
	var missing []uint16
	for n := a.front() + 1; n < a.highest(); n++ {
		if !a.has(n) {
			missing = append(missing, uint16(n))
		}
	}
	return missing
}

// Acknowledgement is the block to answer with at the end of a window, and again whenever
// the sender has been silent for too long. It acknowledges all blocks before the first
// that is missing. Its window asks for that one and those missing right after it; where
// none is missing, for a whole window of new ones. It changes nothing, and its number
// stays the same until the sender says that it has it.
//
// Before any block it acknowledges nothing: made with NewReassembler it asks for a first
// window, and that of a zero Reassembler is of use to nobody. DLMS UA 1000-2 (Green Book)
// 9.4.6.13.6.
func (a *Reassembler) Acknowledgement() Block {
	front := a.front()
	window, _ := a.routing.windows()
	if gap := bits.TrailingZeros64(a.have >> front); front < a.highest() {
		window = min(window, uint8(gap))
	}
	return Block{
		Routing:           a.routing.Reverse(),
		SecurityControl:   SecurityControl,
		InvocationCounter: InvocationCounter,
		Last:              acknowledgementLast,
		Window:            window,
		Number:            max(a.heard+1, 1), // not 0 where an adversary has heard it all
		Acknowledged:      uint16(front),
	}
}

// Complete reports whether all blocks have come.
func (a *Reassembler) Complete() bool { return a.last != 0 && a.front() == a.last }

// Message is the complete message, a new slice; nil until [Reassembler.Complete]. That it
// is one, and that of the Routing Header, is for [github.com/mains-energy/mains/gbcs.Parse]
// and whoever checks its MAC to find out.
func (a *Reassembler) Message() []byte {
	if !a.Complete() {
		return nil
	}
	return bytes.Join(a.blocks[:a.last], nil)
}
