package gbt

import (
	"encoding/binary"
	"slices"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
)

// Routing is what the Routing Header says: which message the block is a part of. Two are
// the same transfer if and only if they are equal.
//
//	offset  octets  field
//	0       1       DD, general-ciphering
//	1       1+1+8   09, CRA flag, Originator Counter
//	11      1+8     08, originator
//	20      1+8     08, recipient
//	29      1       00, no date-time
//	30      1+2     02, Message Code
//	33      1       00, no key-info
//
// GBCS 7.2.11.
type Routing struct {
	gbcs.Transaction
	Message gbcs.MessageCode
}

// Reverse is the Routing of blocks that go the other way in the same transfer, which are
// acknowledgements: the parties are exchanged, all else stays. That GBCS has it so is not
// verified.
func (r Routing) Reverse() Routing {
	r.Originator, r.Recipient = r.Recipient, r.Originator
	return r
}

// windows are the blocks that the end which gets the message takes at a time, and those
// that the end which sends it takes: a Command goes to a Device, all else comes from one.
func (r Routing) windows() (to, from uint8) {
	if r.Flag == gbcs.Command {
		return WindowDevice, WindowRemoteParty
	}
	return WindowRemoteParty, WindowDevice
}

// Block is one block of a message, or an acknowledgement of such blocks.
//
//	offset  octets  field
//	0       34      Routing Header, see [Routing]
//	34      1 to 3  length of all that follows
//	n       1       security control
//	n+1     4       invocation counter
//	n+5     1       E0, general-block-transfer
//	n+6     1       block control: 80 last, 40 streaming, 3F window
//	n+7     2       block number
//	n+9     2       block number acknowledged
//	n+11    1 to 3  length of the data
//	        ...     data
//
// A Block read by [Parse] points into the octets it was read from (Data). GBCS 7.2.11.
type Block struct {
	Routing
	SecurityControl   uint8
	InvocationCounter uint32
	Last              bool // no block has a higher number
	// Streaming says that the sender goes on without waiting. Where it is false, the
	// other end has to acknowledge. A Last block does not stream.
	Streaming bool
	// Window is how many blocks the sender of this one can take before it acknowledges
	// them; in an acknowledgement, how many it wants now. 0 to 63.
	Window       uint8
	Number       uint16 // from 1, by one for each block, also for acknowledgements
	Acknowledged uint16 // up to this number all blocks of the other end have come
	// Data is a part of the message, up to BlockSize octets; an acknowledgement has none.
	Data []byte
}

// Bits of the block control octet.
const (
	bitLast      byte = 0x80
	bitStreaming byte = 0x40
	bitsWindow   byte = 0x3F
)

// Octets that begin the parts of a block.
const (
	tagGeneralCiphering     byte = 0xDD
	tagGeneralBlockTransfer byte = 0xE0

	transactionIDSize = 1 + 8
)

// headerSize is the security header and the GBT header, without the length of the data.
const headerSize = 5 + 6

// IsBlock reports whether b, a message from the WAN, begins as a block does and not as a
// GBCS message: with DD and a transaction-id that is not empty. It looks at two octets; b
// may still not parse. GBCS 7.2.11.
func IsBlock(b []byte) bool {
	return len(b) >= 2 && b[0] == tagGeneralCiphering && b[1] != 0
}

// Append writes b onto dst and returns the longer slice. What [Parse] has read comes out
// as it went in. It checks nothing: Window must be below 64.
func (b *Block) Append(dst []byte) []byte {
	data := dlms.AppendLength(make([]byte, 0, 5), len(b.Data))
	content := headerSize + len(data) + len(b.Data)
	dst = slices.Grow(dst, overhead+len(b.Data))
	dst = append(dst, tagGeneralCiphering, transactionIDSize, byte(b.Flag))
	dst = binary.BigEndian.AppendUint64(dst, b.Counter)
	dst = append(dst, eui.Size)
	dst = append(dst, b.Originator[:]...)
	dst = append(dst, eui.Size)
	dst = append(dst, b.Recipient[:]...)
	dst = append(dst, 0, 2)
	dst = binary.BigEndian.AppendUint16(dst, uint16(b.Message))
	dst = append(dst, 0)
	dst = dlms.AppendLength(dst, content)
	dst = append(dst, b.SecurityControl)
	dst = binary.BigEndian.AppendUint32(dst, b.InvocationCounter)
	dst = append(dst, tagGeneralBlockTransfer, b.control())
	dst = binary.BigEndian.AppendUint16(dst, b.Number)
	dst = binary.BigEndian.AppendUint16(dst, b.Acknowledged)
	dst = append(dst, data...)
	return append(dst, b.Data...)
}

// control is the block control octet.
func (b *Block) control() byte {
	control := b.Window & bitsWindow
	if b.Last {
		control |= bitLast
	}
	if b.Streaming {
		control |= bitStreaming
	}
	return control
}
