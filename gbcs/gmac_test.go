package gbcs_test

import (
	"bytes"
	"encoding/hex"
	"testing"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
)

// TestGMAC: the MAC of a message is the beginning of the tag on what it covers, and the
// tag of nothing under a key of zeros is the one of the first test case of AES-GCM.
func TestGMAC(t *testing.T) {
	var zero gbcs.Key
	got := zero.GMAC(eui.ID{}, nil)
	if want := "58e2fccefa7e3061367f1d57a4e7455a"; hex.EncodeToString(got[:]) != want {
		t.Errorf("of nothing, under zeros: got %x, want %s", got, want)
	}

	for _, tt := range layouts {
		m := tt.message
		z := secret(t, 2, 3)
		m.Seal(z)
		inner := m
		inner.Form, inner.MAC = gbcs.Inner, nil
		aad := append([]byte{0x11, 0, 0, 0, 0, 0}, inner.Append(nil)...)
		key := z.Key(gbcs.Transaction{
			Originator: m.Originator, Flag: m.Flag, Counter: m.Counter, Recipient: m.Recipient,
		})
		tag := key.GMAC(m.Originator, aad)
		if !bytes.Equal(tag[:gbcs.MACSize], m.MAC) {
			t.Errorf("%v %v: tag %x does not begin with the MAC %x", m.Flag, m.Header.Message, tag, m.MAC)
		}
	}
}
