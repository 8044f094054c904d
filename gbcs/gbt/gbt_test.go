package gbt_test

import (
	"bytes"
	"encoding/hex"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/gbt"
)

var (
	supplier = eui.MustParse("02-4D-41-49-4E-00-00-01")
	device   = eui.MustParse("02-4D-41-49-4E-00-00-A0")
)

func unhex(s string) []byte {
	b, err := hex.DecodeString(strings.Join(strings.Fields(s), ""))
	if err != nil {
		panic(err)
	}
	return b
}

// command and response are the Routings of the tests.
var (
	command = gbt.Routing{
		Transaction: gbcs.Transaction{
			Originator: supplier, Flag: gbcs.Command, Counter: 1001, Recipient: device,
		},
		Message: 0x0027,
	}
	response = gbt.Routing{
		Transaction: gbcs.Transaction{
			Originator: device, Flag: gbcs.Response, Counter: 1001, Recipient: supplier,
		},
		Message: 0x0027,
	}
)

// message is one with the Routing r and size octets, from 100.
func message(tb testing.TB, r gbt.Routing, size int) []byte {
	tb.Helper()
	for n := size - 40; n < size; n++ {
		if raw := messageOf(r, n); len(raw) == size {
			return raw
		}
	}
	tb.Fatalf("no message has %d octets", size)
	return nil
}

// messageOf is one with the Routing r and a payload of n octets.
func messageOf(r gbt.Routing, n int) []byte {
	m := gbcs.Message{
		Header: gbcs.Header{
			Flag: r.Flag, Counter: r.Counter, Originator: r.Originator,
			Recipient: r.Recipient, Message: r.Message,
		},
		Payload: make([]byte, n),
		Form:    gbcs.Inner,
	}
	for i := range m.Payload {
		m.Payload[i] = byte(i * 7)
	}
	return m.Append(nil)
}

// segment cuts a message of the test.
func segment(tb testing.TB, raw []byte, size int) []gbt.Block {
	tb.Helper()
	blocks, err := gbt.Segment(raw, size)
	if err != nil {
		tb.Fatal(err)
	}
	return blocks
}

// head is a Routing Header, of a Command and of a Response.
const (
	head = "DD 09 01 00000000000003E9 08 024D41494E000001 08 024D41494E0000A0 00 02 0027 00 "
	back = "DD 09 02 00000000000003E9 08 024D41494E0000A0 08 024D41494E000001 00 02 0027 00 "
)

// layouts are blocks and their octets, written by hand from the layout.
var layouts = []struct {
	name   string
	octets string
	block  gbt.Block
}{{
	name:   "first of several",
	octets: head + "10 01 00000000 E0 7F 0001 0000 04 DF090100",
	block: gbt.Block{
		Routing: command, SecurityControl: 1, Streaming: true, Window: 63, Number: 1,
		Data: []byte{0xDF, 9, 1, 0},
	},
}, {
	name:   "last",
	octets: back + "0D 11 01020304 E0 86 003F 0002 01 AA",
	block: gbt.Block{
		Routing: response, SecurityControl: 0x11, InvocationCounter: 0x01020304, Last: true,
		Window: 6, Number: 63, Acknowledged: 2, Data: []byte{0xAA},
	},
}, {
	name:   "acknowledgement",
	octets: head + "0C 01 00000000 E0 81 0102 0003 00",
	block: gbt.Block{
		Routing: command, SecurityControl: 1, Last: true, Window: 1, Number: 0x102,
		Acknowledged: 3, Data: []byte{},
	},
}, {
	name:   "data of 128 octets",
	octets: head + "81 8D 01 00000000 E0 3F 0002 0000 81 80" + strings.Repeat(" 5A", 128),
	block: gbt.Block{
		Routing: command, SecurityControl: 1, Window: 63, Number: 2,
		Data: bytes.Repeat([]byte{0x5A}, 128),
	},
}, {
	name:   "full",
	octets: head + "82 048B 01 00000000 E0 3F 0002 0000 82 047D" + strings.Repeat(" A5", 1149),
	block: gbt.Block{
		Routing: command, SecurityControl: 1, Window: 63, Number: 2,
		Data: bytes.Repeat([]byte{0xA5}, 1149),
	},
}}

func TestLayout(t *testing.T) {
	for _, tt := range layouts {
		t.Run(tt.name, func(t *testing.T) {
			octets := unhex(tt.octets)
			if got := tt.block.Append([]byte("before")); !bytes.Equal(got[6:], octets) {
				t.Errorf("Append:\n got %X\nwant %X", got[6:], octets)
			}
			got, err := gbt.Parse(octets)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(&tt.block, got); diff != "" {
				t.Errorf("Parse (-want +got):\n%s", diff)
			}
			if !gbt.IsBlock(octets) {
				t.Error("IsBlock: no")
			}
			checkEnds(t, octets)
		})
	}
}

// checkEnds checks that no proper prefix of a block is one, and that nothing may follow.
func checkEnds(t *testing.T, octets []byte) {
	t.Helper()
	var syntax *gbcs.SyntaxError
	for n := range octets {
		_, err := gbt.Parse(octets[:n])
		if !errors.Is(err, gbcs.ErrTruncated) || !errors.As(err, &syntax) || syntax.Offset > n {
			t.Errorf("cut to %d octets: got %v, want %v", n, err, gbcs.ErrTruncated)
		}
	}
	_, err := gbt.Parse(append(slices.Clip(octets), 0))
	if !errors.Is(err, gbcs.ErrTrailing) || !errors.As(err, &syntax) ||
		syntax.Offset != len(octets) {
		t.Errorf("one octet more: got %v, want %v at %d", err, gbcs.ErrTrailing, len(octets))
	}
}

// TestSizes checks that a full block fills what the WAN carries.
func TestSizes(t *testing.T) {
	full := layouts[len(layouts)-1]
	if got := len(full.block.Append(nil)); got != gbt.MaxSize || gbt.BlockSize != 1149 {
		t.Errorf("a block with %d octets of data has %d, want 1149 and %d",
			gbt.BlockSize, got, gbt.MaxSize)
	}
	if gbt.MaxMessage != 72387 {
		t.Errorf("MaxMessage is %d, want 63 × 1149", gbt.MaxMessage)
	}
}

func TestParseRefuses(t *testing.T) {
	const rest = "01 00000000 E0 "
	for _, tt := range []struct {
		name, octets string
		path         string
		offset       int
		want         error
	}{
		{"nothing", "", "Routing Header/general-ciphering", 0, gbcs.ErrTruncated},
		{"a message", "DF 09", "Routing Header/general-ciphering", 0, gbcs.ErrValue},
		{"a MAC Header", "DD 00 00", "Routing Header/transaction-id", 1, gbcs.ErrValue},
		{"flag 0", "DD 09 00", "Routing Header/CRA flag", 2, gbcs.ErrValue},
		{"flag 4", "DD 09 04", "Routing Header/CRA flag", 2, gbcs.ErrValue},
		{"originator of 7", head[:26] + "07", "Routing Header/originator", 11, gbcs.ErrValue},
		{"date-time", head[:26] + "08 024D41494E000001 08 024D41494E0000A0 0C",
			"Routing Header/date-time", 29, gbcs.ErrValue},
		{"supplementary", head[:26] + "08 024D41494E000001 08 024D41494E0000A0 00 12 0027",
			"Routing Header/other information", 30, gbcs.ErrValue},
		{"key-info", head[:len(head)-3] + "01", "Routing Header/key-info", 33, gbcs.ErrValue},
		{"content length long", head + "81 0C " + rest + "81 0001 0000 00",
			"Routing Header/content length", 34, gbcs.ErrLength},
		{"content short", head + "0B " + rest + "81 0001 0000 00", "Block", 46,
			gbcs.ErrTrailing},
		{"content long", head + "0D " + rest + "81 0001 0000 00", "Content", 35,
			gbcs.ErrTruncated},
		{"another APDU", head + "0C 01 00000000 DF 81 0001 0000 00",
			"GBT Header/general-block-transfer", 40, gbcs.ErrValue},
		{"last and streaming", head + "0C " + rest + "C1 0001 0000 00",
			"GBT Header/block control", 41, gbcs.ErrValue},
		{"block 0", head + "0C " + rest + "81 0000 0000 00", "GBT Header/block number", 42,
			gbcs.ErrValue},
		{"data length long", head + "0E " + rest + "81 0001 0000 81 01 AA",
			"GBT Header/data length", 46, gbcs.ErrLength},
		{"data short", head + "0D " + rest + "81 0001 0000 00 AA", "Content", 47,
			gbcs.ErrTrailing},
		{"data long", head + "0D " + rest + "81 0001 0000 02 AA", "Data", 47,
			gbcs.ErrTruncated},
		{"too much data", head + "82 048C " + rest + "3F 0001 0000 82 047E" +
			strings.Repeat("00", 1150), "GBT Header/data length", 48, gbcs.ErrValue},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := gbt.Parse(unhex(tt.octets))
			var syntax *gbcs.SyntaxError
			if !errors.As(err, &syntax) {
				t.Fatalf("got %v, want a SyntaxError", err)
			}
			if syntax.Path != tt.path || syntax.Offset != tt.offset || !errors.Is(err, tt.want) {
				t.Errorf("got %v\nwant gbcs: %s, byte %d: %v", err, tt.path, tt.offset, tt.want)
			}
		})
	}
}

func TestIsBlock(t *testing.T) {
	sealed := gbcs.Message{Header: gbcs.Header{Flag: gbcs.Command}}
	sealed.Seal(gbcs.Secret{})
	for _, tt := range []struct {
		name   string
		octets []byte
		want   bool
	}{
		{"block", unhex(head), true},
		{"message with a MAC", sealed.Append(nil), false},
		{"message without", message(t, response, 100), false},
		{"nothing", nil, false},
		{"one octet", []byte{0xDD}, false},
	} {
		if got := gbt.IsBlock(tt.octets); got != tt.want {
			t.Errorf("%s: got %t, want %t", tt.name, got, tt.want)
		}
	}
}

func TestReverse(t *testing.T) {
	want := command
	want.Originator, want.Recipient = device, supplier
	if got := command.Reverse(); got != want || got.Reverse() != command {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func FuzzParse(f *testing.F) {
	for _, tt := range layouts {
		f.Add(unhex(tt.octets))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		block, err := gbt.Parse(b)
		if err != nil {
			var syntax *gbcs.SyntaxError
			if !errors.As(err, &syntax) || syntax.Offset < 0 || syntax.Offset > len(b) {
				t.Fatalf("error %v", err)
			}
			return
		}
		if !gbt.IsBlock(b) || len(b) > gbt.MaxSize {
			t.Fatalf("a block of %d octets: IsBlock %t", len(b), gbt.IsBlock(b))
		}
		if got := block.Append(nil); !bytes.Equal(got, b) {
			t.Fatalf("written back:\n got %X\nwant %X", got, b)
		}
	})
}
