package gbt

import (
	"fmt"

	"github.com/mains-energy/mains/gbcs"
)

// Segment cuts message, one complete GBCS message, into blocks with size octets of data
// each but the last; a size of 0 is BlockSize. Numbers are from 1. Streaming is set but at
// the end of each window of the end that receives, WindowDevice for a Command and
// WindowRemoteParty for all else. Data of the blocks points into message.
//
// It also cuts a message that would fit whole: whether to is for the caller, who compares
// its length with MaxSize. A message that [gbcs.Parse] refuses gives its error, a message
// or a size out of range [ErrSize]. GBCS 7.2.11.
func Segment(message []byte, size int) ([]Block, error) {
	if size == 0 {
		size = BlockSize
	}
	if size < 0 || size > BlockSize {
		return nil, fmt.Errorf("%w: blocks of %d octets", ErrSize, size)
	}
	m, err := gbcs.Parse(message)
	if err != nil {
		return nil, err
	}
	n := (len(message) + size - 1) / size
	if n > MaxBlocks {
		return nil, fmt.Errorf("%w: %d octets in blocks of %d", ErrSize, len(message), size)
	}
	routing := Routing{
		Transaction: gbcs.Transaction{
			Originator: m.Originator, Flag: m.Flag, Counter: m.Counter, Recipient: m.Recipient,
		},
		Message: m.Message,
	}
	to, from := routing.windows()
	blocks := make([]Block, n)
	for i := range blocks {
		data := message[i*size : min(len(message), (i+1)*size)]
		blocks[i] = Block{
			Routing:           routing,
			SecurityControl:   SecurityControl,
			InvocationCounter: InvocationCounter,
			Last:              i == n-1,
			Streaming:         i != n-1 && (i+1)%int(to) != 0,
			Window:            from,
			Number:            uint16(i + 1),
			Data:              data[:len(data):len(data)],
		}
	}
	return blocks, nil
}

// Sender sends one message in blocks, a window at a time, and again what was lost. Make
// one with [NewSender]. It may be used from one goroutine at a time. DLMS UA 1000-2 (Green
// Book) 9.4.6.13.4, as far as its procedure is known from others' programs.
type Sender struct {
	blocks       []Block
	acknowledged uint16 // by the other end, all up to here
	window       uint8  // how many blocks the other end wants at a time
	heard        uint16 // highest number of an acknowledgement
}

// NewSender prepares to send message with size octets of data in each block. Size, errors
// and who owns the octets are as for [Segment]: message must not change until the transfer
// is over.
func NewSender(message []byte, size int) (*Sender, error) {
	blocks, err := Segment(message, size)
	if err != nil {
		return nil, err
	}
	to, _ := blocks[0].windows()
	return &Sender{blocks: blocks, window: to}, nil
}

// Next is what to send now: from the first block that was not acknowledged as many as the
// other end takes, the last of them not Streaming. It changes nothing: before any
// acknowledgement it is the first window, after one what that asks for, after a silence
// once more the same. It is empty when [Sender.Done]. The slice is the caller's, its Data
// points into the message.
func (s *Sender) Next() []Block {
	from := int(s.acknowledged)
	to := min(len(s.blocks), from+int(s.window))
	window := make([]Block, to-from)
	copy(window, s.blocks[from:to])
	for i := range window {
		window[i].Streaming = i != len(window)-1
		window[i].Acknowledged = s.heard
	}
	return window
}

// Acknowledge notes what the other end has, and how much it wants next. An
// acknowledgement that a later one has overtaken changes nothing. One of another transfer
// is [ErrTransaction], one with data [ErrData], one of blocks that there are not
// [ErrNumber], one without a window [ErrWindow]; none of these changes anything.
func (s *Sender) Acknowledge(b *Block) error {
	switch {
	case b.Routing != s.blocks[0].Reverse():
		return ErrTransaction
	case len(b.Data) != 0:
		return fmt.Errorf("%w: acknowledgement with %d octets", ErrData, len(b.Data))
	case int(b.Acknowledged) > len(s.blocks):
		return fmt.Errorf("%w: %d acknowledged of %d", ErrNumber, b.Acknowledged, len(s.blocks))
	case b.Window == 0:
		return ErrWindow
	case b.Acknowledged < s.acknowledged:
		return nil
	}
	s.acknowledged, s.window = b.Acknowledged, b.Window
	s.heard = max(s.heard, b.Number)
	return nil
}

// Done reports whether the other end has acknowledged every block.
func (s *Sender) Done() bool { return int(s.acknowledged) == len(s.blocks) }
