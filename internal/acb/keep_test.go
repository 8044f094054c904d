package acb

import (
	"context"
	"crypto/ecdh"
	"crypto/rand"
	"encoding/binary"
	"testing"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
)

// oneKey is the key of every Device.
type oneKey struct{ key *ecdh.PublicKey }

func (k oneKey) KeyAgreement(context.Context, eui.ID) (*ecdh.PublicKey, error) { return k.key, nil }

// TestKeepBounded keeps no more secrets than its bound, and forgets the one that was not
// used for the longest time.
func TestKeepBounded(t *testing.T) {
	key, err := ecdh.P256().GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	public := key.PublicKey()
	b := New(eui.ID{}, nil, key, oneKey{public})
	id := func(n uint64) eui.ID { return eui.ID(binary.BigEndian.AppendUint64(nil, n)) }
	for n := range uint64(secretsKept) {
		b.keep(entry{id(n), public, gbcs.Secret{byte(n)}})
	}
	if _, ok := b.kept(id(0), public); !ok { // is now the one that was used last
		t.Fatal("the first is forgotten too early")
	}
	b.keep(entry{id(secretsKept), public, gbcs.Secret{}})
	if len(b.secrets) != secretsKept || b.recent.Len() != secretsKept {
		t.Errorf("%d and %d kept, want %d", len(b.secrets), b.recent.Len(), secretsKept)
	}
	for n, want := range map[uint64]bool{0: true, 1: false, 2: true, secretsKept: true} {
		if _, ok := b.kept(id(n), public); ok != want {
			t.Errorf("Device %d is kept: %v, want %v", n, ok, want)
		}
	}
}
