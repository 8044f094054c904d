package gbcs_test

import (
	"bytes"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
)

var (
	supplier = eui.MustParse("02-4D-41-49-4E-00-00-01")
	device   = eui.MustParse("02-4D-41-49-4E-00-00-A0")
	user     = eui.MustParse("02-4D-41-49-4E-00-00-02")
)

// key is a private key of ours, for tests: the number n.
func key(tb testing.TB, n byte) *ecdsa.PrivateKey {
	tb.Helper()
	scalar := make([]byte, 32)
	scalar[31] = n
	k, err := ecdsa.ParseRawPrivateKey(elliptic.P256(), scalar)
	if err != nil {
		tb.Fatal(err)
	}
	return k
}

// secret is what the owners of the keys a and b share.
func secret(tb testing.TB, a, b byte) gbcs.Secret {
	tb.Helper()
	z, err := agree(key(tb, a), &key(tb, b).PublicKey)
	if err != nil {
		tb.Fatal(err)
	}
	return z
}

func unhex(s string) []byte {
	b, err := hex.DecodeString(strings.Join(strings.Fields(s), ""))
	if err != nil {
		panic(err)
	}
	return b
}

var dateTime = dlms.DateTime{0x07, 0xE6, 1, 31, 0xFF, 12, 30, 0, 0, 0x80, 0, 0}

var certificate = unhex("30 0A 02 08 01 02 03 04 05 06 07 08")

// layouts are messages and their octets, written by hand from the layout.
var layouts = []struct {
	name    string
	octets  string
	message gbcs.Message
}{{
	name: "Pre-Command",
	octets: `DF 09 01 00000000000003E9 08 024D41494E000001 08 024D41494E0000A0 00
		02 000F 03 010203`,
	message: gbcs.Message{
		Header: gbcs.Header{
			Flag: gbcs.Command, Counter: 1001, Originator: supplier, Recipient: device,
			Message: 0x000F,
		},
		Payload: []byte{1, 2, 3},
	},
}, {
	name: "unsigned Command of a Supplementary Remote Party",
	octets: `DF 09 01 0000000000000514 08 024D41494E000001 08 024D41494E0000A0 00
		12 0027 024D41494E000002 0102030405060708 00 00`,
	message: gbcs.Message{
		Header: gbcs.Header{
			Flag: gbcs.Command, Counter: 1300, Originator: supplier, Recipient: device,
			Message: 0x0027,
			Supplementary: &gbcs.Supplementary{
				ID: user, Counter: new(uint64(0x0102030405060708)),
			},
		},
		Payload: []byte{},
		Form:    gbcs.Inner,
	},
}, {
	name: "Command with a certificate",
	octets: `DF 09 01 0000000000000514 08 024D41494E000001 08 024D41494E0000A0 00
		1E 00AB 024D41494E000002 0102030405060708 300A02080102030405060708 01 FF`,
	message: gbcs.Message{
		Header: gbcs.Header{
			Flag: gbcs.Command, Counter: 1300, Originator: supplier, Recipient: device,
			Message: 0x00AB,
			Supplementary: &gbcs.Supplementary{
				ID: user, Counter: new(uint64(0x0102030405060708)), Certificate: certificate,
			},
		},
		Payload: []byte{0xFF},
	},
}, {
	name: "signed Response",
	octets: `DF 09 02 0000000000000514 08 024D41494E0000A0 08 024D41494E000001
		0C 07E6011FFF0C1E0000800000 1A 00AB 024D41494E000002 0102030405060708
		00000000000007D2 02 CAFE 40` + strings.Repeat(" A5", 64),
	message: gbcs.Message{
		Header: gbcs.Header{
			Flag: gbcs.Response, Counter: 1300, Originator: device, Recipient: supplier,
			DateTime: &dateTime, Message: 0x00AB,
			Supplementary: &gbcs.Supplementary{
				ID: user, Counter: new(uint64(0x0102030405060708)),
				OriginatorCounter: new(uint64(0x7D2)),
			},
		},
		Payload:   []byte{0xCA, 0xFE},
		Form:      gbcs.Inner,
		Signature: bytes.Repeat([]byte{0xA5}, 64),
	},
}, {
	name: "Alert with a MAC",
	octets: `DD 00 00 00 00 00 00 3D 11 00000000
		DF 09 03 00000000000007D0 08 024D41494E0000A0 08 024D41494E000001 00
		0A 1000 024D41494E000002 01 00 00` + strings.Repeat(" 5A", 12),
	message: gbcs.Message{
		Header: gbcs.Header{
			Flag: gbcs.Alert, Counter: 2000, Originator: device, Recipient: supplier,
			Message: 0x1000, Supplementary: &gbcs.Supplementary{ID: user},
		},
		Payload: []byte{0},
		Form:    gbcs.Sealed,
		MAC:     bytes.Repeat([]byte{0x5A}, 12),
	},
}}

func TestLayout(t *testing.T) {
	for _, tt := range layouts {
		t.Run(tt.name, func(t *testing.T) {
			octets := unhex(tt.octets)
			if got := tt.message.Append([]byte("before")); !bytes.Equal(got[6:], octets) {
				t.Errorf("Append:\n got %X\nwant %X", got[6:], octets)
			}
			got, err := gbcs.Parse(octets)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(&tt.message, got); diff != "" {
				t.Errorf("Parse (-want +got):\n%s", diff)
			}
			checkTruncations(t, tt.name, octets, got)
		})
	}
}

// TestPayloadLengths crosses every boundary of the length fields.
func TestPayloadLengths(t *testing.T) {
	for _, n := range []int{0, 1, 0x3D, 0x3E, 0x7F, 0x80, 0xBD, 0xBE, 0xFF, 0x100, 0xFFFF, 0x10000} {
		m := layouts[0].message
		m.Payload = bytes.Repeat([]byte{7}, n)
		m.Seal(secret(t, 1, 2))
		raw := m.Append(nil)
		got, err := gbcs.Parse(raw)
		if err != nil {
			t.Errorf("payload of %d octets: %v", n, err)
			continue
		}
		if diff := cmp.Diff(&m, got); diff != "" {
			t.Errorf("payload of %d octets (-want +got):\n%s", n, diff)
		}
	}
}

// checkTruncations checks that no proper prefix of raw is a message, but for the
// Pre-Command inside an unsealed Command, and that nothing may follow it.
func checkTruncations(t *testing.T, name string, raw []byte, m *gbcs.Message) {
	t.Helper()
	for n := range raw {
		got, err := gbcs.Parse(raw[:n])
		pre := m.Form == gbcs.Inner && m.Flag == gbcs.Command && n == len(raw)-1-len(m.Signature)
		if pre {
			if err != nil || got.Form != gbcs.PreCommand {
				t.Errorf("%s: cut after the payload: got %v, want a Pre-Command", name, err)
			}
			continue
		}
		var syntax *gbcs.SyntaxError
		if !errors.Is(err, gbcs.ErrTruncated) || !errors.As(err, &syntax) || syntax.Offset > n {
			t.Errorf("%s: cut to %d octets: got %v, want %v", name, n, err, gbcs.ErrTruncated)
		}
	}
	for _, octet := range []byte{0, 1, 0xFF} {
		got, err := gbcs.Parse(append(slices.Clip(raw), octet))
		if m.Form == gbcs.PreCommand && octet == 0 {
			if err != nil || got.Form != gbcs.Inner {
				t.Errorf("%s: Pre-Command and 00: got %v, want it unsigned", name, err)
			}
			continue
		}
		if err == nil {
			t.Errorf("%s: followed by %02X: parses", name, octet)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	const (
		macHeader = "DD 000000000000 "
		command   = "DF 09 01 00000000000003E9 08 024D41494E000001 08 024D41494E0000A0 "
		alert     = "DF 09 03 00000000000007D0 08 024D41494E0000A0 08 024D41494E000001 "
		mac       = " 5A5A5A5A5A5A5A5A5A5A5A5A"
		party     = "024D41494E000002 0000000000000001 "
	)
	signature := strings.Repeat("A5", 64)
	for _, tt := range []struct {
		name, octets string
		path         string
		offset       int
		want         error
	}{
		{"nothing", "", "Grouping Header/general-signing", 0, gbcs.ErrTruncated},
		{"another tag", "DB 09", "Grouping Header/general-signing", 0, gbcs.ErrValue},
		{"transaction-id of 8", "DF 08", "Grouping Header/transaction-id", 1, gbcs.ErrValue},
		{"flag 0", "DF 09 00", "Grouping Header/CRA flag", 2, gbcs.ErrValue},
		{"flag 4", "DF 09 04", "Grouping Header/CRA flag", 2, gbcs.ErrValue},
		{"originator of 7", "DF 09 01 00000000000003E9 07",
			"Grouping Header/originator", 11, gbcs.ErrValue},
		{"date-time of 11", command + "0B", "Grouping Header/date-time", 29, gbcs.ErrValue},
		{"no Message Code", command + "00 01 00 00", "Grouping Header/Message Code", 31,
			gbcs.ErrTruncated},
		{"other information long", command + "00 81 02 000F 00",
			"Grouping Header/other information", 30, gbcs.ErrLength},
		{"ID of 7", command + "00 09 000F 024D41494E0000 00",
			"Grouping Header/Supplementary Remote Party ID", 33, gbcs.ErrTruncated},
		{"counter of 1", command + "00 0B 000F 024D41494E000002 00 00",
			"Grouping Header/Supplementary Remote Party Counter", 41, gbcs.ErrTruncated},
		{"Command with Supplementary Originator Counter",
			command + "00 1A 000F " + party + "0000000000000002 00",
			"Grouping Header/Key Agreement Certificate", 49, gbcs.ErrValue},
		{"Alert with certificate", alert + "00 1E 000F " + party + "300A02080102030405060708 00",
			"Grouping Header/other information", 57, gbcs.ErrTrailing},
		{"certificate and more", command + "00 17 000F " + party + "3002020100 00",
			"Grouping Header/Key Agreement Certificate", 53, gbcs.ErrTrailing},
		{"certificate cut", command + "00 15 000F " + party + "300202 00",
			"Grouping Header/Key Agreement Certificate", 51, gbcs.ErrTruncated},
		{"payload length long", command + "00 02 000F 8101 AA", "Payload", 33, gbcs.ErrLength},
		{"signature of 63", command + "00 02 000F 00 3F" + signature[2:],
			"Signature Length", 34, gbcs.ErrValue},
		{"Alert without signature length", alert + "00 02 1000 00",
			"Signature Length", 34, gbcs.ErrTruncated},
		{"after the signature", command + "00 02 000F 00 40" + signature + "00",
			"Message", 99, gbcs.ErrTrailing},
		{"MAC Header with a title", "DD 000800000000", "MAC Header/empty fields", 2, gbcs.ErrValue},
		{"content length of nothing", macHeader + "10 11 00000000 " + mac[:23],
			"MAC Header/content length", 7, gbcs.ErrValue},
		{"content short", macHeader + "33 11 00000000 " + command + "00 02 000F 00 00" + mac,
			"Message", 59, gbcs.ErrTrailing},
		{"content long", macHeader + "3F 11 00000000 " + command + "00 02 000F 00 00" + mac,
			"Content", 8, gbcs.ErrTruncated},
		{"encrypted", macHeader + "34 31 00000000 " + command + "00 02 000F 00 00" + mac,
			"MAC Header/security control", 8, gbcs.ErrValue},
		{"invocation counter", macHeader + "34 11 00000001 " + command + "00 02 000F 00 00" + mac,
			"MAC Header/invocation counter", 12, gbcs.ErrValue},
		{"more in the content", macHeader + "35 11 00000000 " + command + "00 02 000F 00 00 00" + mac,
			"Content", 48, gbcs.ErrTrailing},
		{"Pre-Command in a MAC", macHeader + "33 11 00000000 " + command + "00 02 000F 00" + mac,
			"Signature Length", 47, gbcs.ErrTruncated},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := gbcs.Parse(unhex(tt.octets))
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

// TestKey pins the key derivation to what sha256sum says about the documented input.
func TestKey(t *testing.T) {
	z := gbcs.Secret{0: 1, 31: 2}
	key := z.Key(gbcs.Transaction{
		Originator: supplier, Flag: gbcs.Command, Counter: 1001, Recipient: device,
	})
	if got, want := hex.EncodeToString(key[:]), "75294cc3029bfad80992c880d23e4131"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestAgreeIsMutual(t *testing.T) {
	if a, b := secret(t, 1, 2), secret(t, 2, 1); a != b || a == (gbcs.Secret{}) {
		t.Errorf("secrets %X and %X: want one", a, b)
	}
}

func TestSignThenSeal(t *testing.T) {
	z := secret(t, 3, 4)
	m := layouts[0].message
	if err := m.Sign(rand.Reader, key(t, 1)); err != nil {
		t.Fatal(err)
	}
	m.Seal(z)
	got, err := gbcs.Parse(m.Append(nil))
	if err != nil {
		t.Fatal(err)
	}
	if err := got.Open(z); err != nil {
		t.Error(err)
	}
	if err := got.Verify(&key(t, 1).PublicKey); err != nil {
		t.Error(err)
	}
	if err := got.Open(secret(t, 3, 5)); !errors.Is(err, gbcs.ErrMAC) {
		t.Errorf("another secret: got %v, want %v", err, gbcs.ErrMAC)
	}
	if err := got.Verify(&key(t, 2).PublicKey); !errors.Is(err, gbcs.ErrSignature) {
		t.Errorf("another key: got %v, want %v", err, gbcs.ErrSignature)
	}
}

// TestFlippedBits flips each bit of every layout, signed and sealed with keys of ours: no
// MAC passes that is not of the message, and no signature of what it covers or of itself.
func TestFlippedBits(t *testing.T) {
	z, signer := secret(t, 3, 4), key(t, 1)
	unsealed := []byte{0xDF, 9} // where the part begins that is signed, from its second octet
	macs, signatures := 0, 0
	for _, layout := range layouts {
		m := layout.message
		if err := m.Sign(nil, signer); err != nil {
			t.Fatal(err)
		}
		m.Seal(z)
		raw := m.Append(nil)
		from := bytes.Index(raw, unsealed) + 1
		for bit := range len(raw) * 8 {
			raw[bit/8] ^= 1 << (bit % 8)
			if got, err := gbcs.Parse(raw); err == nil {
				macs++
				if err := got.Open(z); !errors.Is(err, gbcs.ErrMAC) {
					t.Errorf("%s, bit %d flipped: MAC: got %v, want %v", layout.name, bit, err, gbcs.ErrMAC)
				}
				if bit/8 >= from && bit/8 < len(raw)-gbcs.MACSize {
					signatures++
					if err := got.Verify(&signer.PublicKey); !errors.Is(err, gbcs.ErrSignature) {
						t.Errorf("%s, bit %d flipped: signature: got %v, want %v",
							layout.name, bit, err, gbcs.ErrSignature)
					}
				}
			}
			raw[bit/8] ^= 1 << (bit % 8)
		}
	}
	if macs == 0 || signatures == 0 {
		t.Errorf("%d MACs and %d signatures were tried", macs, signatures)
	}
	t.Logf("%d MACs and %d signatures of messages with a bit flipped", macs, signatures)
}

// TestSignAgain signs a sealed message: its old MAC must not survive.
func TestSignAgain(t *testing.T) {
	m := layouts[4].message
	if err := m.Sign(nil, key(t, 1)); err != nil {
		t.Fatal(err)
	}
	if m.Form != gbcs.Inner || len(m.MAC) != 0 {
		t.Errorf("got %v with a MAC of %d octets, want Inner without", m.Form, len(m.MAC))
	}
	first := m.Signature
	if err := m.Sign(nil, key(t, 1)); err != nil || !bytes.Equal(first, m.Signature) {
		t.Errorf("signatures without rand differ: %X and %X (%v)", first, m.Signature, err)
	}
}

// TestSignatureShape signs until r or s has a leading zero octet.
func TestSignatureShape(t *testing.T) {
	m := layouts[0].message
	short := false
	for m.Counter = range uint64(2000) {
		if err := m.Sign(nil, key(t, 1)); err != nil {
			t.Fatal(err)
		}
		if len(m.Signature) != gbcs.SignatureSize {
			t.Fatalf("signature of %d octets", len(m.Signature))
		}
		if m.Signature[0] == 0 || m.Signature[32] == 0 {
			short = true
			if err := m.Verify(&key(t, 1).PublicKey); err != nil {
				t.Errorf("signature %X: %v", m.Signature, err)
			}
		}
	}
	if !short {
		t.Error("no short r or s in 2000 signatures")
	}
}

func TestAbsentProtection(t *testing.T) {
	m := layouts[0].message
	if err := m.Open(gbcs.Secret{}); !errors.Is(err, gbcs.ErrMAC) {
		t.Errorf("Open of a Pre-Command: got %v, want %v", err, gbcs.ErrMAC)
	}
	if err := m.Verify(&key(t, 1).PublicKey); !errors.Is(err, gbcs.ErrSignature) {
		t.Errorf("Verify of a Pre-Command: got %v, want %v", err, gbcs.ErrSignature)
	}
	m.Form = gbcs.Sealed // and no MAC
	if err := m.Open(gbcs.Secret{}); !errors.Is(err, gbcs.ErrMAC) {
		t.Errorf("Open without a MAC: got %v, want %v", err, gbcs.ErrMAC)
	}
	m.Form, m.Signature = gbcs.Inner, make([]byte, gbcs.SignatureSize)
	if err := m.Verify(&key(t, 1).PublicKey); !errors.Is(err, gbcs.ErrSignature) {
		t.Errorf("Verify of zeros: got %v, want %v", err, gbcs.ErrSignature)
	}
}

func TestOtherCurves(t *testing.T) {
	m := layouts[0].message
	p384, err := ecdsa.GenerateKey(elliptic.P384(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	if err := m.Sign(nil, p384); !errors.Is(err, gbcs.ErrKey) {
		t.Errorf("Sign: got %v, want %v", err, gbcs.ErrKey)
	}
	if err := m.Verify(&p384.PublicKey); !errors.Is(err, gbcs.ErrKey) {
		t.Errorf("Verify: got %v, want %v", err, gbcs.ErrKey)
	}
	// X25519 also gives 32 octets.
	x, err := ecdh.X25519().GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := gbcs.Agree(x, x.PublicKey()); !errors.Is(err, gbcs.ErrKey) {
		t.Errorf("Agree: got %v, want %v", err, gbcs.ErrKey)
	}
}

// TestCipherReader checks whose key an item is under, and under which counter.
func TestCipherReader(t *testing.T) {
	z := secret(t, 1, 2)
	plain := []byte("reading")
	base := gbcs.Header{Flag: gbcs.Response, Counter: 7, Originator: device, Recipient: supplier}
	item := base.Encrypt(nil, z, plain)

	same := gbcs.Header{
		Flag: gbcs.Alert, Counter: 1, Originator: device, Recipient: user, Message: 5,
		Supplementary: &gbcs.Supplementary{
			ID: supplier, Counter: new(uint64(9)), OriginatorCounter: new(uint64(7)),
		},
	}
	if got, err := same.Decrypt([]byte(">"), z, item); err != nil || string(got) != ">reading" {
		t.Errorf("for a Supplementary Remote Party: got %q, %v", got, err)
	}
	for name, h := range map[string]gbcs.Header{
		"counter":    {Counter: 8, Originator: device, Recipient: supplier},
		"originator": {Counter: 7, Originator: user, Recipient: supplier},
		"recipient":  {Counter: 7, Originator: device, Recipient: user},
		"supplementary counter": {Counter: 8, Originator: device, Recipient: supplier,
			Supplementary: &gbcs.Supplementary{ID: supplier, Counter: new(uint64(7))}},
	} {
		got, err := h.Decrypt([]byte(">"), z, item)
		if !errors.Is(err, gbcs.ErrMAC) || string(got) != ">" {
			t.Errorf("another %s: got %q, %v, want %v", name, got, err, gbcs.ErrMAC)
		}
	}
}

func TestDecryptRefuses(t *testing.T) {
	z := secret(t, 1, 2)
	h := layouts[3].message.Header
	item := h.Encrypt(nil, z, []byte("reading"))
	for n := range item {
		if _, err := h.Decrypt(nil, z, item[:n]); err == nil {
			t.Errorf("item cut to %d octets opens", n)
		}
		item[n] ^= 1
		if _, err := h.Decrypt(nil, z, item); err == nil {
			t.Errorf("item with byte %d changed opens", n)
		}
		item[n] ^= 1
	}
	if _, err := h.Decrypt(nil, z, append(item, 0)); !errors.Is(err, gbcs.ErrMAC) {
		t.Errorf("item and an octet: got %v, want %v", err, gbcs.ErrMAC)
	}
	var syntax *gbcs.SyntaxError
	if _, err := h.Decrypt(nil, z, item[:16]); !errors.As(err, &syntax) || syntax.Offset != 5 {
		t.Errorf("item without room for a tag: got %v, want a SyntaxError at 5", err)
	}
}

func TestStrings(t *testing.T) {
	for _, tt := range []struct {
		value fmt.Stringer
		want  string
	}{
		{gbcs.Command, "Command"}, {gbcs.Response, "Response"}, {gbcs.Alert, "Alert"},
		{gbcs.Flag(9), "Flag(9)"},
		{gbcs.PreCommand, "PreCommand"}, {gbcs.Inner, "Inner"}, {gbcs.Sealed, "Sealed"},
		{gbcs.Form(9), "Form(9)"},
		{gbcs.MessageCode(0xAB), "0x00AB"}, {gbcs.AlertCode(0x8F36), "8F36"},
	} {
		if got := tt.value.String(); got != tt.want {
			t.Errorf("got %s, want %s", got, tt.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, tt := range layouts {
		f.Add(unhex(tt.octets))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := gbcs.Parse(b)
		if err != nil {
			var syntax *gbcs.SyntaxError
			if !errors.As(err, &syntax) || syntax.Offset < 0 || syntax.Offset > len(b) {
				t.Fatalf("error %v", err)
			}
			return
		}
		if got := m.Append(nil); !bytes.Equal(got, b) {
			t.Fatalf("written back:\n got %X\nwant %X", got, b)
		}
	})
}
