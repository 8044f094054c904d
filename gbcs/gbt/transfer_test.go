package gbt_test

import (
	"bytes"
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/gbt"
	"pgregory.net/rapid"
)

func TestSegment(t *testing.T) {
	raw := message(t, command, 1000)
	blocks := segment(t, raw, 100)
	if len(blocks) != 10 {
		t.Fatalf("%d blocks, want 10", len(blocks))
	}
	for i, b := range blocks {
		want := gbt.Block{
			Routing: command, SecurityControl: gbt.SecurityControl,
			InvocationCounter: gbt.InvocationCounter, Window: gbt.WindowRemoteParty,
			Last: i == 9, Streaming: i != 5 && i != 9, // a Device takes six at a time
			Number: uint16(i + 1), Data: raw[i*100 : (i+1)*100],
		}
		if diff := cmp.Diff(want, b); diff != "" {
			t.Errorf("block %d (-want +got):\n%s", i+1, diff)
		}
	}
}

func TestSegmentBounds(t *testing.T) {
	for _, tt := range []struct {
		name         string
		octets, size int
		blocks, last int // number of blocks, octets in the last; 0: refused
	}{
		{"one block", 1149, 0, 1, 1149},
		{"one octet more", 1150, 0, 2, 1},
		{"all there are", 72387, 0, 63, 1149},
		{"too long", 72388, 0, 0, 0},
		{"small blocks", 126, 2, 63, 2},
		{"too small blocks", 127, 2, 0, 0},
		{"the default, named", 1150, 1149, 2, 1},
		{"blocks too large", 1150, 1150, 0, 0},
		{"negative", 1150, -1, 0, 0},
	} {
		blocks, err := gbt.Segment(message(t, response, tt.octets), tt.size)
		switch {
		case tt.blocks == 0:
			if !errors.Is(err, gbt.ErrSize) {
				t.Errorf("%s: got %v, want %v", tt.name, err, gbt.ErrSize)
			}
		case err != nil:
			t.Errorf("%s: %v", tt.name, err)
		case len(blocks) != tt.blocks || len(blocks[tt.blocks-1].Data) != tt.last:
			t.Errorf("%s: %d blocks, %d octets in the last, want %d and %d", tt.name,
				len(blocks), len(blocks[len(blocks)-1].Data), tt.blocks, tt.last)
		}
	}
	var syntax *gbcs.SyntaxError
	if _, err := gbt.Segment([]byte{0xDD}, 0); !errors.As(err, &syntax) {
		t.Errorf("half a message: got %v, want a SyntaxError", err)
	}
	if _, err := gbt.NewSender(nil, 0); !errors.As(err, &syntax) {
		t.Errorf("no message: got %v, want a SyntaxError", err)
	}
}

// TestPermutations adds four blocks in each of their orders, each twice.
func TestPermutations(t *testing.T) {
	raw := message(t, response, 350)
	blocks := segment(t, raw, 100)
	for _, order := range permutations(len(blocks)) {
		var a gbt.Reassembler
		for i, n := range order {
			for range 2 {
				if err := a.Add(&blocks[n]); err != nil {
					t.Fatalf("order %v: block %d: %v", order, n+1, err)
				}
			}
			if got := a.Complete(); got != (i == len(order)-1) {
				t.Fatalf("order %v: complete %t after %d", order, got, i+1)
			}
		}
		if got := a.Message(); !bytes.Equal(got, raw) {
			t.Errorf("order %v: got %X\nwant %X", order, got, raw)
		}
	}
}

// permutations are all orders of the numbers below n.
func permutations(n int) (all [][]int) {
	if n == 0 {
		return [][]int{nil}
	}
	for _, p := range permutations(n - 1) {
		for i := range n {
			all = append(all, slices.Insert(slices.Clone(p), i, n-1))
		}
	}
	return all
}

func TestMissing(t *testing.T) {
	blocks := segment(t, message(t, response, 1000), 100)
	for _, tt := range []struct {
		name         string
		come         []int
		missing      []uint16
		acknowledged uint16
		window       uint8
	}{
		{"none yet", nil, nil, 0, 63},
		{"first", []int{1}, nil, 1, 63},
		{"no first", []int{2, 3}, []uint16{1}, 0, 1},
		{"gap of two", []int{1, 4}, []uint16{2, 3}, 1, 2},
		{"two gaps", []int{1, 4, 6, 10}, []uint16{2, 3, 5, 7, 8, 9}, 1, 2},
		{"only last", []int{10}, []uint16{1, 2, 3, 4, 5, 6, 7, 8, 9}, 0, 9},
		{"no last", []int{1, 2, 3, 4, 5, 6, 7, 8, 9}, nil, 9, 63},
		{"all", []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, nil, 10, 63},
	} {
		a := gbt.NewReassembler(response)
		for _, n := range tt.come {
			if err := a.Add(&blocks[n-1]); err != nil {
				t.Fatal(err)
			}
		}
		if got := a.Missing(); !slices.Equal(got, tt.missing) {
			t.Errorf("%s: missing %d, want %d", tt.name, got, tt.missing)
		}
		want := gbt.Block{
			Routing: response.Reverse(), SecurityControl: gbt.SecurityControl, Last: true,
			Window: tt.window, Number: 1, Acknowledged: tt.acknowledged,
		}
		if diff := cmp.Diff(want, a.Acknowledgement()); diff != "" {
			t.Errorf("%s: acknowledgement (-want +got):\n%s", tt.name, diff)
		}
		if got := a.Complete(); got != (tt.name == "all") || (a.Message() != nil) != got {
			t.Errorf("%s: complete %t, message %X", tt.name, got, a.Message())
		}
	}
}

// TestDeviceWindow checks that a Device does not ask for more than it can take.
func TestDeviceWindow(t *testing.T) {
	blocks := segment(t, message(t, command, 1000), 100)
	a := gbt.NewReassembler(command)
	if got := a.Acknowledgement().Window; got != gbt.WindowDevice {
		t.Errorf("window %d, want %d", got, gbt.WindowDevice)
	}
	if err := a.Add(&blocks[9]); err != nil {
		t.Fatal(err)
	}
	if got := a.Acknowledgement().Window; got != gbt.WindowDevice {
		t.Errorf("with nine missing: window %d, want %d", got, gbt.WindowDevice)
	}
}

func TestAddRefuses(t *testing.T) {
	blocks := segment(t, message(t, response, 400), 100)
	edit := func(n int, f func(*gbt.Block)) gbt.Block {
		b := blocks[n-1]
		f(&b)
		return b
	}
	full := make([]byte, gbt.BlockSize+1)
	for _, tt := range []struct {
		name  string
		come  []int
		block gbt.Block
		want  error
	}{
		{"another flag", []int{1}, edit(2, func(b *gbt.Block) { b.Flag = gbcs.Alert }),
			gbt.ErrTransaction},
		{"another counter", []int{1}, edit(2, func(b *gbt.Block) { b.Counter++ }),
			gbt.ErrTransaction},
		{"another originator", []int{1}, edit(2, func(b *gbt.Block) { b.Originator = supplier }),
			gbt.ErrTransaction},
		{"another recipient", []int{1}, edit(2, func(b *gbt.Block) { b.Recipient = device }),
			gbt.ErrTransaction},
		{"another Message Code", []int{1}, edit(2, func(b *gbt.Block) { b.Message++ }),
			gbt.ErrTransaction},
		{"block 0", nil, edit(1, func(b *gbt.Block) { b.Number = 0 }), gbt.ErrNumber},
		{"block 64", nil, edit(1, func(b *gbt.Block) { b.Number = 64 }), gbt.ErrNumber},
		{"acknowledgement", nil, edit(1, func(b *gbt.Block) { b.Data = nil }), gbt.ErrData},
		{"too much", nil, edit(1, func(b *gbt.Block) { b.Data = full }), gbt.ErrData},
		{"other data", []int{1, 2}, edit(2, func(b *gbt.Block) { b.Data = blocks[0].Data }),
			gbt.ErrConflict},
		{"shorter", []int{2}, edit(2, func(b *gbt.Block) { b.Data = b.Data[:99] }),
			gbt.ErrConflict},
		{"last after all", []int{2}, edit(2, func(b *gbt.Block) { b.Last = true }),
			gbt.ErrConflict},
		{"not last after all", []int{4}, edit(4, func(b *gbt.Block) { b.Last = false }),
			gbt.ErrConflict},
		{"beyond the last", []int{4}, edit(4, func(b *gbt.Block) { b.Number = 5 }),
			gbt.ErrConflict},
		{"a second last", []int{4}, edit(3, func(b *gbt.Block) { b.Last = true }),
			gbt.ErrConflict},
		{"last below others", []int{3}, edit(2, func(b *gbt.Block) { b.Last = true }),
			gbt.ErrConflict},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var a gbt.Reassembler
			for _, n := range tt.come {
				if err := a.Add(&blocks[n-1]); err != nil {
					t.Fatal(err)
				}
			}
			if err := a.Add(&tt.block); !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
			for i := range blocks { // it must not have changed anything
				if err := a.Add(&blocks[i]); err != nil {
					t.Fatal(err)
				}
			}
			if !a.Complete() {
				t.Error("not complete afterwards")
			}
		})
	}
	if err := gbt.NewReassembler(command).Add(&blocks[0]); !errors.Is(err, gbt.ErrTransaction) {
		t.Errorf("not the transfer that is waited for: got %v, want %v", err, gbt.ErrTransaction)
	}
}

// TestAddCopies checks who owns what.
func TestAddCopies(t *testing.T) {
	raw := message(t, response, 150)
	want := bytes.Clone(raw)
	var a gbt.Reassembler
	for _, b := range segment(t, raw, 100) {
		if err := a.Add(&b); err != nil {
			t.Fatal(err)
		}
	}
	clear(raw)
	clear(a.Message())
	if !bytes.Equal(a.Message(), want) {
		t.Error("the message changes with what it was made of")
	}
}

func TestAcknowledgeRefuses(t *testing.T) {
	s, err := gbt.NewSender(message(t, response, 400), 100)
	if err != nil {
		t.Fatal(err)
	}
	good := gbt.Block{Routing: response.Reverse(), Window: 63, Number: 1, Acknowledged: 2}
	for _, tt := range []struct {
		name string
		edit func(*gbt.Block)
		want error
	}{
		{"not reversed", func(b *gbt.Block) { b.Routing = response }, gbt.ErrTransaction},
		{"another counter", func(b *gbt.Block) { b.Counter++ }, gbt.ErrTransaction},
		{"data", func(b *gbt.Block) { b.Data = []byte{0} }, gbt.ErrData},
		{"more than there are", func(b *gbt.Block) { b.Acknowledged = 5 }, gbt.ErrNumber},
		{"no window", func(b *gbt.Block) { b.Window = 0 }, gbt.ErrWindow},
	} {
		b := good
		tt.edit(&b)
		if err := s.Acknowledge(&b); !errors.Is(err, tt.want) {
			t.Errorf("%s: got %v, want %v", tt.name, err, tt.want)
		}
		if got := s.Next(); len(got) != 4 {
			t.Errorf("%s: %d blocks to send, want all 4", tt.name, len(got))
		}
	}
}

// TestSenderNext follows a sender through loss, overtaking and the end.
func TestSenderNext(t *testing.T) {
	s, err := gbt.NewSender(message(t, command, 1000), 100)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name         string
		number       uint16 // of the acknowledgement, 0 for none
		acknowledged uint16
		window       uint8
		from, to     uint16 // what is sent then, 0 for nothing
		heard        uint16
	}{
		{"first window", 0, 0, 0, 1, 6, 0},
		{"silence", 0, 0, 0, 1, 6, 0},
		{"two are lost", 1, 2, 2, 3, 4, 1},
		{"overtaken", 9, 1, 6, 3, 4, 1},
		{"all of it", 2, 6, 6, 7, 10, 2},
		{"last is lost", 3, 9, 6, 10, 10, 3},
		{"the end", 4, 10, 6, 0, 0, 4},
	} {
		if tt.number != 0 {
			err := s.Acknowledge(&gbt.Block{
				Routing: command.Reverse(), Window: tt.window, Number: tt.number,
				Acknowledged: tt.acknowledged,
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		blocks := s.Next()
		if s.Done() != (len(blocks) == 0) || s.Done() != (tt.from == 0) {
			t.Fatalf("%s: %d blocks, done %t", tt.name, len(blocks), s.Done())
		}
		for i, b := range blocks {
			if b.Number != tt.from+uint16(i) || b.Acknowledged != tt.heard ||
				b.Streaming != (b.Number != tt.to) {
				t.Errorf("%s: %+v", tt.name, b)
			}
		}
		if n := len(blocks); n > 0 && blocks[n-1].Number != tt.to {
			t.Errorf("%s: sends up to %d, want %d", tt.name, blocks[n-1].Number, tt.to)
		}
	}
}

// TestLossyTransfer carries messages over a WAN that loses, doubles and reorders blocks
// and acknowledgements. A Sender that is still not done after a window is silence to it.
func TestLossyTransfer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		routing := rapid.SampledFrom([]gbt.Routing{command, response}).Draw(t, "routing")
		size := rapid.IntRange(10, 60).Draw(t, "block size")
		raw := messageOf(routing, rapid.IntRange(0, 500).Draw(t, "payload"))
		s, err := gbt.NewSender(raw, size)
		if err != nil {
			t.Fatal(err)
		}
		var a gbt.Reassembler
		for round := 0; !s.Done(); round++ {
			if round == 2000 {
				t.Fatal("no end")
			}
			blocks := s.Next()
			// The loss ends at some time, else it may go on for ever.
			lossy := round < 100
			if lossy {
				blocks = rapid.Permutation(blocks).Draw(t, "order")
			}
			for _, b := range blocks {
				fate := 1
				if lossy {
					fate = rapid.IntRange(0, 2).Draw(t, "copies")
				}
				for range fate {
					parsed, err := gbt.Parse(b.Append(nil))
					if err != nil {
						t.Fatal(err)
					}
					if err := a.Add(parsed); err != nil {
						t.Fatal(err)
					}
				}
			}
			answer := a.Acknowledgement()
			if len(a.Missing()) > 0 && a.Missing()[0] != answer.Acknowledged+1 {
				t.Fatalf("missing %d, acknowledged %d", a.Missing(), answer.Acknowledged)
			}
			if answer.Routing == (gbt.Routing{}) || lossy && rapid.Bool().Draw(t, "lost") {
				continue
			}
			parsed, err := gbt.Parse(answer.Append(nil))
			if err != nil {
				t.Fatal(err)
			}
			if err := s.Acknowledge(parsed); err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.Equal(a.Message(), raw) {
			t.Fatalf("got %X\nwant %X", a.Message(), raw)
		}
	})
}

// TestNumberOfAcknowledgements stays on the wire whatever the sender claims to have heard.
func TestNumberOfAcknowledgements(t *testing.T) {
	b := segment(t, message(t, response, 200), 100)[0]
	for _, tt := range []struct{ heard, want uint16 }{{0, 1}, {1, 2}, {0xFFFE, 0xFFFF}, {0xFFFF, 1}} {
		var a gbt.Reassembler
		b.Acknowledged = tt.heard
		if err := a.Add(&b); err != nil {
			t.Fatal(err)
		}
		if got := a.Acknowledgement().Number; got != tt.want {
			t.Errorf("after %d: number %d, want %d", tt.heard, got, tt.want)
		}
	}
}

// FuzzReassembler takes blocks from a stream of octets, each behind two that say how long
// it is.
func FuzzReassembler(f *testing.F) {
	blocks := segment(f, messageOf(response, 60), 30)
	var seed []byte
	for _, b := range blocks {
		raw := b.Append(nil)
		seed = append(seed, byte(len(raw)>>8), byte(len(raw)))
		seed = append(seed, raw...)
	}
	f.Add(seed)
	f.Add(append(slices.Clone(seed), seed...))
	f.Fuzz(func(t *testing.T, stream []byte) {
		var a gbt.Reassembler
		for len(stream) >= 2 {
			n := min(int(stream[0])<<8|int(stream[1]), len(stream)-2)
			b, err := gbt.Parse(stream[2 : 2+n])
			stream = stream[2+n:]
			if err != nil {
				continue
			}
			if err := a.Add(b); err != nil {
				continue
			}
			answer := a.Acknowledgement()
			if _, err := gbt.Parse(answer.Append(nil)); err != nil {
				t.Fatalf("acknowledgement %+v: %v", answer, err)
			}
			if a.Complete() && len(a.Missing()) > 0 {
				t.Fatalf("complete, but %d are missing", a.Missing())
			}
			if got := len(a.Message()); got > gbt.MaxMessage || a.Complete() != (got > 0) {
				t.Fatalf("message of %d octets, complete %t", got, a.Complete())
			}
		}
	})
}
