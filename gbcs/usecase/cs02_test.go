package usecase_test

import (
	"bytes"
	"encoding/hex"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/smki"
)

func unhex(tb testing.TB, text string) []byte {
	tb.Helper()
	b, err := hex.DecodeString(strings.ReplaceAll(text, " ", ""))
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

func TestCS02aRequest(t *testing.T) {
	q := &usecase.CS02aRequest{
		AuthorisingCell: usecase.TrustAnchorCell{
			Role: smki.Supplier, Usage: smki.KeyAgreement, Cell: usecase.PrePaymentTopUp,
		},
		Roles: []smki.Role{smki.Supplier, smki.Other},
	}
	want := unhex(t, "30 14 30 0A 020102 03020308 020101 30 06 020102 02017F")
	if got := q.Append(nil); !bytes.Equal(got, want) {
		t.Errorf("%X", got)
	}
	got, err := usecase.ParseCS02aRequest(want)
	if diff := cmp.Diff(q, got); err != nil || diff != "" {
		t.Error(err, diff)
	}
	refusesOthers(t, want, func(b []byte) error {
		_, err := usecase.ParseCS02aRequest(b)
		return err
	})
	for name, text := range map[string]string{
		"no roles":            "30 0B 30 07 020104 03020308 30 00",
		"no such role":        "30 0E 30 07 020104 03020308 30 03 020109",
		"negative role":       "30 0E 30 07 020104 03020308 30 03 0201FF",
		"long role":           "30 0F 30 07 020104 03020308 30 04 02020002",
		"key usage":           "30 0E 30 07 020104 03020408 30 03 020102",
		"two key usages":      "30 0E 30 07 020104 03020388 30 03 020102",
		"cell usage written":  "30 11 30 0A 020104 03020308 020100 30 03 020102",
		"length not shortest": "30 810E 30 07 020104 03020308 30 03 020102",
		"two octets":          "30 82000E 30 07 020104 03020308 30 03 020102",
		"another element":     "30 11 30 07 020104 03020308 30 03 020102 020102",
		"another type":        "31 0E 30 07 020104 03020308 30 03 020102",
	} {
		if q, err := usecase.ParseCS02aRequest(unhex(t, text)); err == nil {
			t.Errorf("%s: %+v", name, q)
		}
	}
	_, err = usecase.ParseCS02aRequest(unhex(t, "30 0E 30 07 020104 03020308 30 03 020109"))
	text := "usecase: remotePartyRole, byte 13: element not allowed here"
	if err == nil || err.Error() != text {
		t.Errorf("error %v, want %s", err, text)
	}
}

// cs02aResponse has n cells for the supplier, so that lengths pass 128 and 256.
func cs02aResponse(n int) usecase.CS02aResponse {
	p := usecase.CS02aResponse{
		{Role: smki.Supplier, CurrentSeqNumber: 1<<63 - 1},
		{Role: smki.Root, Status: usecase.CredentialTrustAnchorNotFound},
	}
	for i := range n {
		p[0].Cells = append(p[0].Cells, usecase.CellContents{
			Usage: smki.DigitalSignature, Cell: usecase.CellUsage(i % 2),
			SubjectUniqueID: eui.ID{1, byte(i)}, SubjectKeyIdentifier: [8]byte{2, byte(i)},
		})
	}
	return p
}

func TestCS02aResponse(t *testing.T) {
	for n := range 14 {
		p := cs02aResponse(n)
		b := p.Append(nil)
		got, err := usecase.ParseCS02aResponse(b)
		if diff := cmp.Diff(p, got); err != nil || diff != "" {
			t.Errorf("%d cells: %v\n%s", n, err, diff)
		}
		refusesOthers(t, b, func(b []byte) error {
			_, err := usecase.ParseCS02aResponse(b)
			return err
		})
	}
	// From 128 to 255 a Device takes two octets; a reader takes one, too.
	wide := cs02aResponse(5).Append(nil)
	if !bytes.HasPrefix(wide, []byte{0x30, 0x82, 0x00}) {
		t.Fatalf("%X", wide[:8])
	}
	if got := cs02aResponse(1).Append(nil); got[1] >= 0x80 {
		t.Errorf("a length below 128 is wide: %X", got)
	}
	shortest := append([]byte{0x30, 0x81}, wide[3:]...)
	if p, err := usecase.ParseCS02aResponse(shortest); err != nil || !cmp.Equal(p, cs02aResponse(5)) {
		t.Errorf("shortest form: %v", err)
	}
	for name, text := range map[string]string{
		"wide below 128":      "30 820008 3006 020103 0A0119",
		"success and no more": "30 08 3006 020103 0A0100",
		"failure and more":    "30 0B 3009 020103 0A0119 020100",
		"large number":        "30 15 3013 020103 0A0100 02098000000000000000003000",
		"negative number":     "30 14 3012 020103 0A0100 02088000000000000000 3000",
	} {
		if p, err := usecase.ParseCS02aResponse(unhex(t, text)); err == nil {
			t.Errorf("%s: %+v", name, p)
		}
	}
}

func FuzzParseCS02aRequest(f *testing.F) {
	f.Add([]byte{0x30, 0x0E, 0x30, 7, 2, 1, 4, 3, 2, 3, 8, 0x30, 3, 2, 1, 2})
	f.Fuzz(func(t *testing.T, b []byte) {
		if q, err := usecase.ParseCS02aRequest(b); err == nil && !bytes.Equal(q.Append(nil), b) {
			t.Errorf("%X is written again as %X", b, q.Append(nil))
		}
	})
}

func FuzzParseCS02aResponse(f *testing.F) {
	for _, n := range []int{0, 1, 5, 12} {
		f.Add(cs02aResponse(n).Append(nil))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := usecase.ParseCS02aResponse(b)
		if err != nil {
			return
		}
		// The two forms of one length make it longer at most once.
		again, err := usecase.ParseCS02aResponse(p.Append(nil))
		if err != nil || !bytes.Equal(again.Append(nil), p.Append(nil)) {
			t.Errorf("%X is not stable: %v", b, err)
		}
	})
}
