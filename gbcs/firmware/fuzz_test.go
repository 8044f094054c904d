package firmware_test

import (
	"bytes"
	"errors"
	"testing"

	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/firmware"
)

// checkSyntax checks that err says where in b, and nothing else.
func checkSyntax(t *testing.T, err error, b []byte) {
	t.Helper()
	var syntax *gbcs.SyntaxError
	if !errors.As(err, &syntax) || syntax.Offset < 0 || syntax.Offset > len(b) {
		t.Fatalf("error %v", err)
	}
}

func FuzzParse(f *testing.F) {
	for _, tt := range layouts {
		f.Add(unhex(tt.octets), tt.image.Untagged, tt.image.CommunicationsHub)
	}
	f.Fuzz(func(t *testing.T, b []byte, untagged, hub bool) {
		image, err := firmware.Parse(b, firmware.Format{Untagged: untagged, CommunicationsHub: hub})
		if err != nil {
			checkSyntax(t, err, b)
			return
		}
		if got := image.Append(nil); !bytes.Equal(got, b) {
			t.Fatalf("written back:\n got %X\nwant %X", got, b)
		}
	})
}

func FuzzParseHeader(f *testing.F) {
	for _, tt := range layouts {
		f.Add(unhex(tt.octets))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		h, rest, err := firmware.ParseHeader(b)
		if err != nil {
			checkSyntax(t, err, b)
			return
		}
		if got := append(h.Append(nil), rest...); !bytes.Equal(got, b) {
			t.Fatalf("written back:\n got %X\nwant %X", got, b)
		}
	})
}

func FuzzParseElement(f *testing.F) {
	f.Add([]byte{0, 0, 1, 0, 0, 0, 7})
	f.Add([]byte{0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 7})
	f.Fuzz(func(t *testing.T, b []byte) {
		e, rest, err := firmware.ParseElement(b)
		if err != nil {
			checkSyntax(t, err, b)
			return
		}
		if got := append(e.Append(nil), rest...); !bytes.Equal(got, b) {
			t.Fatalf("written back:\n got %X\nwant %X", got, b)
		}
	})
}
