package firmware_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/firmware"
	"pgregory.net/rapid"
)

func unhex(s string) []byte {
	b, err := hex.DecodeString(strings.Join(strings.Fields(s), ""))
	if err != nil {
		panic(err)
	}
	return b
}

// key is a private key of ours, for tests: the number n.
func key(tb testing.TB, n byte) *ecdsa.PrivateKey {
	tb.Helper()
	k, err := ecdsa.ParseRawPrivateKey(elliptic.P256(), append(make([]byte, 31), n))
	if err != nil {
		tb.Fatal(err)
	}
	return k
}

// title is a header string.
var title = [32]byte{'m', 'a', 'i', 'n', 's'}

const titleHex = "6D61696E73 000000000000000000000000000000000000000000000000000000 "

// signature is one that no key has made.
var signature = bytes.Repeat([]byte{0xA5}, gbcs.SignatureSize)

var signatureHex = strings.Repeat("A5", gbcs.SignatureSize)

// layouts are images and their octets, written by hand from the layout.
var layouts = []struct {
	name   string
	octets string
	image  firmware.Image
}{{
	name: "as GBCS has it",
	octets: `1EF1EE0B 0001 3C00 0400 3412 7856 04030201 0200 ` + titleHex + `86000000
		0100 FF00  0000 44000000  C0FFEE 40 ` + signatureHex,
	image: firmware.Image{
		Header: firmware.Header{
			ManufacturerCode: 0x1234, ImageType: 0x5678, FileVersion: 0x01020304,
			StackVersion: 2, HeaderString: title, Size: 134,
			Hardware: &firmware.Range{Min: 1, Max: 255},
		},
		ManufacturerImage: unhex("C0FFEE"),
		Signature:         signature,
	},
}, {
	name: "for a Communications Hub",
	octets: `1EF1EE0B 0001 3C00 0400 3412 7856 04030201 0200 ` + titleHex + `87000000
		0100 0100  0000 45000000  C0FFEE 01 40 ` + signatureHex,
	image: firmware.Image{
		Header: firmware.Header{
			ManufacturerCode: 0x1234, ImageType: 0x5678, FileVersion: 0x01020304,
			StackVersion: 2, HeaderString: title, Size: 135,
			Hardware: &firmware.Range{Min: 1, Max: 1},
		},
		Format:            firmware.Format{CommunicationsHub: true},
		ManufacturerImage: unhex("C0FFEE"),
		ForceReplace:      1,
		Signature:         signature,
	},
}, {
	name: "without a tag and optional fields",
	octets: `1EF1EE0B 0001 3800 0000 3412 7856 04030201 0200 ` + titleHex + `7B000000
		C0 FF 40 ` + signatureHex,
	image: firmware.Image{
		Header: firmware.Header{
			ManufacturerCode: 0x1234, ImageType: 0x5678, FileVersion: 0x01020304,
			StackVersion: 2, HeaderString: title, Size: 123,
		},
		Format:            firmware.Format{Untagged: true},
		ManufacturerImage: unhex("C0FF"),
		Signature:         signature,
	},
}, {
	name: "with all optional fields, and empty",
	octets: `1EF1EE0B 0001 4500 0700 3412 7856 04030201 0200 ` + titleHex + `8C000000
		02 A000004E49414D02 0100 FF00  0000 41000000  40 ` + signatureHex,
	image: firmware.Image{
		Header: firmware.Header{
			ManufacturerCode: 0x1234, ImageType: 0x5678, FileVersion: 0x01020304,
			StackVersion: 2, HeaderString: title, Size: 140,
			SecurityCredential: new(uint8(2)),
			Destination:        new(eui.MustParse("02-4D-41-49-4E-00-00-A0")),
			Hardware:           &firmware.Range{Min: 1, Max: 255},
		},
		ManufacturerImage: []byte{},
		Signature:         signature,
	},
}}

func TestLayout(t *testing.T) {
	for _, tt := range layouts {
		t.Run(tt.name, func(t *testing.T) {
			octets := unhex(tt.octets)
			if got := tt.image.Append([]byte("before")); !bytes.Equal(got[6:], octets) {
				t.Errorf("Append:\n got %X\nwant %X", got[6:], octets)
			}
			got, err := firmware.Parse(octets, tt.image.Format)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(&tt.image, got); diff != "" {
				t.Errorf("Parse (-want +got):\n%s", diff)
			}
			checkEnds(t, octets, tt.image.Format)
			checkHeader(t, octets, &tt.image.Header)
		})
	}
}

// checkEnds checks that no proper prefix of an image is one, and that nothing may follow.
func checkEnds(t *testing.T, octets []byte, format firmware.Format) {
	t.Helper()
	var syntax *gbcs.SyntaxError
	for n := range octets {
		_, err := firmware.Parse(octets[:n], format)
		if !errors.Is(err, gbcs.ErrTruncated) || !errors.As(err, &syntax) || syntax.Offset > n {
			t.Errorf("cut to %d octets: got %v, want %v", n, err, gbcs.ErrTruncated)
		}
	}
	_, err := firmware.Parse(append(slices.Clip(octets), 0), format)
	if !errors.Is(err, gbcs.ErrTrailing) || !errors.As(err, &syntax) ||
		syntax.Offset != len(octets) {
		t.Errorf("one octet more: got %v, want %v at %d", err, gbcs.ErrTrailing, len(octets))
	}
}

// checkHeader checks that the front of octets reads as want, whatever follows.
func checkHeader(t *testing.T, octets []byte, want *firmware.Header) {
	t.Helper()
	size := len(want.Append(nil))
	for n := range octets {
		got, rest, err := firmware.ParseHeader(octets[:n])
		if n < size {
			if !errors.Is(err, gbcs.ErrTruncated) || len(rest) != n {
				t.Errorf("header cut to %d: got %v and %d octets", n, err, len(rest))
			}
			continue
		}
		if err != nil || len(rest) != n-size {
			t.Fatalf("header and %d octets: got %v and %d octets", n-size, err, len(rest))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("header (-want +got):\n%s", diff)
		}
	}
}

// TestSize checks that the size that is written is the right one.
func TestSize(t *testing.T) {
	image := layouts[0].image
	image.Size = 7
	if got := image.Append(nil); !bytes.Equal(got, unhex(layouts[0].octets)) || image.Size != 7 {
		t.Errorf("with another Size: got %X, and Size %d", got, image.Size)
	}
}

func TestParseRefuses(t *testing.T) {
	good := unhex(layouts[0].octets)
	hub := unhex(layouts[1].octets)
	for _, tt := range []struct {
		name   string
		octets []byte
		at     int
		edit   []byte // instead of what is there
		path   string
		offset int
		want   error
	}{
		{"file identifier", good, 0, unhex("0BEEF11E"), "OTA Header/file identifier", 0,
			gbcs.ErrValue},
		{"header version", good, 4, unhex("0002"), "OTA Header/header version", 4,
			gbcs.ErrValue},
		{"header short", good, 6, unhex("3800"), "OTA Header/header length", 6, gbcs.ErrValue},
		{"header long", good, 6, unhex("3D00"), "OTA Header/header length", 6, gbcs.ErrValue},
		{"a field nobody knows", good, 8, unhex("0C00"), "OTA Header/field control", 8,
			gbcs.ErrValue},
		{"size below the header", good, 52, unhex("3B000000"), "OTA Header/total image size", 52,
			gbcs.ErrValue},
		{"size short", good, 52, unhex("85000000"), "Image", 133, gbcs.ErrTrailing},
		{"size long", good, 52, unhex("87000000"), "Upgrade image", 60, gbcs.ErrTruncated},
		{"size huge", good, 52, unhex("FFFFFFFF"), "Upgrade image", 60, gbcs.ErrTruncated},
		{"hardware versions", good, 56, unhex("0001FF00"),
			"OTA Header/minimum hardware version", 56, gbcs.ErrValue},
		{"another tag", good, 60, unhex("0100"), "Tag element/tag", 60, gbcs.ErrValue},
		{"element short", good, 62, unhex("43000000"), "Image", 133, gbcs.ErrTrailing},
		{"element long", good, 62, unhex("45000000"), "Upgrade image", 66, gbcs.ErrTruncated},
		{"element huge", good, 62, unhex("FFFFFFFF"), "Upgrade image", 66, gbcs.ErrTruncated},
		{"signature length", good, 69, unhex("3F"), "Signature length", 69, gbcs.ErrValue},
		{"no signature", good, 69, unhex("00"), "Signature length", 69, gbcs.ErrValue},
		{"signature length of a hub", hub, 70, unhex("00"), "Signature length", 70, gbcs.ErrValue},
	} {
		t.Run(tt.name, func(t *testing.T) {
			octets := slices.Concat(tt.octets[:tt.at], tt.edit, tt.octets[tt.at+len(tt.edit):])
			format := firmware.Format{CommunicationsHub: len(tt.octets) == len(hub)}
			_, err := firmware.Parse(octets, format)
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

// TestShortContent reads images in which not even the signature has room.
func TestShortContent(t *testing.T) {
	image := layouts[0].image
	image.ManufacturerImage = nil
	for n := range gbcs.SignatureSize {
		image.Signature = signature[:n]
		if _, err := firmware.Parse(image.Append(nil), firmware.Format{}); err == nil {
			t.Errorf("a signature of %d octets parses", n)
		}
	}
	header := layouts[0].image.Header
	header.Size = 60
	_, err := firmware.Parse(header.Append(nil), firmware.Format{Untagged: true})
	if !errors.Is(err, gbcs.ErrTruncated) {
		t.Errorf("nothing after the header: got %v, want %v", err, gbcs.ErrTruncated)
	}
}

// TestFormats reads every image in every format but its own.
func TestFormats(t *testing.T) {
	for _, tt := range layouts {
		for _, format := range []firmware.Format{
			{}, {Untagged: true}, {CommunicationsHub: true}, {true, true},
		} {
			if format == tt.image.Format {
				continue
			}
			got, err := firmware.Parse(unhex(tt.octets), format)
			if err != nil {
				continue
			}
			// An octet more or less of image cannot be told from a flag.
			if bytes.Equal(got.ManufacturerImage, tt.image.ManufacturerImage) {
				t.Errorf("%s, read as %+v: the same image", tt.name, format)
			}
		}
	}
}

func TestElement(t *testing.T) {
	want := &firmware.Element{Tag: 0xF001, Data: []byte{1, 2, 3}}
	octets := unhex("01F0 03000000 010203")
	if got := want.Append([]byte("before")); !bytes.Equal(got[6:], octets) {
		t.Errorf("Append: got %X, want %X", got[6:], octets)
	}
	got, rest, err := firmware.ParseElement(append(slices.Clip(octets), 9))
	if err != nil || !bytes.Equal(rest, []byte{9}) {
		t.Fatalf("got %v and %X", err, rest)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("ParseElement (-want +got):\n%s", diff)
	}
	var syntax *gbcs.SyntaxError
	for n := range octets {
		_, rest, err := firmware.ParseElement(octets[:n])
		if !errors.Is(err, gbcs.ErrTruncated) || !errors.As(err, &syntax) || len(rest) != n {
			t.Errorf("cut to %d: got %v and %d octets", n, err, len(rest))
		}
	}
	if _, _, err := firmware.ParseElement(unhex("0000 FFFFFFFF 00")); !errors.As(err, &syntax) ||
		syntax.Offset != 6 || syntax.Err != gbcs.ErrTruncated {
		t.Errorf("huge: got %v, want %v at 6", err, gbcs.ErrTruncated)
	}
}

// TestRoundTrip writes random images and reads them.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		octets := rapid.SliceOfN(rapid.Byte(), 0, 300)
		version := rapid.Uint16()
		low, high := version.Draw(t, "hardware"), version.Draw(t, "hardware")
		want := firmware.Image{
			Header: firmware.Header{
				ManufacturerCode: version.Draw(t, "manufacturer code"),
				ImageType:        version.Draw(t, "image type"),
				FileVersion:      rapid.Uint32().Draw(t, "file version"),
				StackVersion:     version.Draw(t, "stack version"),
			},
			Format: firmware.Format{
				Untagged:          rapid.Bool().Draw(t, "untagged"),
				CommunicationsHub: rapid.Bool().Draw(t, "hub"),
			},
			ManufacturerImage: octets.Draw(t, "image"),
			Signature:         rapid.SliceOfN(rapid.Byte(), 64, 64).Draw(t, "signature"),
		}
		copy(want.HeaderString[:], octets.Draw(t, "header string"))
		if want.CommunicationsHub {
			want.ForceReplace = rapid.Byte().Draw(t, "force-replace")
		}
		if rapid.Bool().Draw(t, "has credential") {
			want.SecurityCredential = new(rapid.Byte().Draw(t, "credential"))
		}
		if rapid.Bool().Draw(t, "has destination") {
			want.Destination = new(eui.ID(rapid.SliceOfN(rapid.Byte(), 8, 8).Draw(t, "id")))
		}
		if rapid.Bool().Draw(t, "has hardware") {
			want.Hardware = &firmware.Range{Min: min(low, high), Max: max(low, high)}
		}
		raw := want.Append(nil)
		got, err := firmware.Parse(raw, want.Format)
		if err != nil {
			t.Fatal(err)
		}
		want.Size = uint32(len(raw))
		if diff := cmp.Diff(&want, got); diff != "" {
			t.Fatalf("-want +got:\n%s", diff)
		}
	})
}

// TestManufacturerImageHash pins it to what sha256sum says of "mains".
func TestManufacturerImageHash(t *testing.T) {
	image := firmware.Image{ManufacturerImage: []byte("mains")}
	const want = "d1e5ead7a7bb9a297c7f72202aff9b17a85f81e3cfb874d8a0068b8b37203da7"
	sum := image.ManufacturerImageHash()
	if got := hex.EncodeToString(sum[:]); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestVersion(t *testing.T) {
	h := firmware.Header{FileVersion: 0x01020304}
	if got := h.Version(); got != [4]byte{1, 2, 3, 4} {
		t.Errorf("got %X, want 01020304", got)
	}
}

func TestMatch(t *testing.T) {
	some := &firmware.Range{Min: 2, Max: 4}
	for _, tt := range []struct {
		name     string
		hardware *firmware.Range
		model    firmware.Model
		want     error
	}{
		{"lowest", some, firmware.Model{1, 7, 2}, nil},
		{"highest", some, firmware.Model{1, 7, 4}, nil},
		{"below", some, firmware.Model{1, 7, 1}, firmware.ErrHardware},
		{"above", some, firmware.Model{1, 7, 5}, firmware.ErrHardware},
		{"any", nil, firmware.Model{1, 7, 0xFFFF}, nil},
		{"manufacturer", some, firmware.Model{2, 7, 3}, firmware.ErrModel},
		{"type", some, firmware.Model{1, 8, 3}, firmware.ErrModel},
		{"both", some, firmware.Model{1, 8, 9}, firmware.ErrModel},
	} {
		h := firmware.Header{ManufacturerCode: 1, ImageType: 7, Hardware: tt.hardware}
		if err := h.Match(tt.model); !errors.Is(err, tt.want) {
			t.Errorf("%s: got %v, want %v", tt.name, err, tt.want)
		}
	}
}

func TestSignAndVerify(t *testing.T) {
	image := layouts[1].image
	pub := &key(t, 1).PublicKey
	for _, source := range []string{"deterministic", "random"} {
		random := rand.Reader
		if source == "deterministic" {
			random = nil
		}
		if err := image.Sign(random, key(t, 1)); err != nil {
			t.Fatal(err)
		}
		got, err := firmware.Parse(image.Append(nil), image.Format)
		if err != nil {
			t.Fatal(err)
		}
		if err := got.Verify(pub); err != nil {
			t.Errorf("%s: %v", source, err)
		}
		if err := got.Verify(&key(t, 2).PublicKey); !errors.Is(err, gbcs.ErrSignature) {
			t.Errorf("%s: another key: got %v, want %v", source, err, gbcs.ErrSignature)
		}
		got.ManufacturerImage[0] ^= 1 // in the octets that Append made
		if err := got.Verify(pub); !errors.Is(err, gbcs.ErrSignature) {
			t.Errorf("%s: another image: got %v, want %v", source, err, gbcs.ErrSignature)
		}
	}
	for _, n := range []int{0, 63, 65} {
		image.Signature = make([]byte, n)
		if err := image.Verify(pub); !errors.Is(err, gbcs.ErrSignature) {
			t.Errorf("signature of %d octets: got %v, want %v", n, err, gbcs.ErrSignature)
		}
	}
}

func TestOtherCurves(t *testing.T) {
	image := layouts[0].image
	p384, err := ecdsa.GenerateKey(elliptic.P384(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	if err := image.Sign(nil, p384); !errors.Is(err, gbcs.ErrKey) ||
		!bytes.Equal(image.Signature, signature) {
		t.Errorf("Sign: got %v and %X, want %v", err, image.Signature, gbcs.ErrKey)
	}
	if err := image.Verify(&p384.PublicKey); !errors.Is(err, gbcs.ErrKey) {
		t.Errorf("Verify: got %v, want %v", err, gbcs.ErrKey)
	}
}
