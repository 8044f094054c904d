package usecase_test

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdsa"
	"crypto/sha256"
	"errors"
	"math/big"
	"testing"

	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// bare are the cryptographic operations of one message with all that goes into them at
// hand: its signature, its MAC, and its encrypted items.
type bare struct {
	signer  *ecdsa.PublicKey
	digest  [32]byte
	r, s    *big.Int
	derived [][]byte // what keys are derived from
	sealed  []sealedItem
}

// sealedItem is what AES-GCM works on; a MAC has additional data only.
type sealedItem struct{ nonce, data, additional []byte }

func (o *bare) run(tb testing.TB) {
	if o.signer != nil && !ecdsa.Verify(o.signer, o.digest[:], o.r, o.s) {
		tb.Fatal("the bare signature does not verify")
	}
	for i := range o.sealed {
		key := sha256.Sum256(o.derived[i])
		block, err := aes.NewCipher(key[:16])
		if err != nil {
			tb.Fatal(err)
		}
		aead, err := cipher.NewGCMWithTagSize(block, gbcs.MACSize)
		if err != nil {
			tb.Fatal(err)
		}
		aead.Seal(nil, o.sealed[i].nonce, o.sealed[i].data, o.sealed[i].additional)
	}
}

// bareOf takes a message apart into its operations: as many, on as many octets.
func bareOf(tb testing.TB, m *gbcs.Message, keys gbcs.Keys) bare {
	var o bare
	if len(m.Signature) > 0 {
		key, err := keys.Signing(m.Originator)
		if err != nil {
			tb.Fatal(err)
		}
		inner := *m
		inner.Form = gbcs.PreCommand
		o.signer, o.digest = key, sha256.Sum256(inner.Append(nil)[1:])
		o.r = new(big.Int).SetBytes(m.Signature[:32])
		o.s = new(big.Int).SetBytes(m.Signature[32:])
	}
	add := func(data, additional []byte) {
		o.derived = append(o.derived, make([]byte, 77))
		o.sealed = append(o.sealed, sealedItem{make([]byte, 12), data, additional})
	}
	if m.Form == gbcs.Sealed {
		add(nil, m.Append(nil)[:m.Size()-m.MACHeaderSize()-gbcs.MACSize+6])
	}
	count := usecase.DecrypterFunc(func(h *gbcs.Header, item []byte) ([]byte, error) {
		add(item[5:len(item)-gbcs.MACSize], make([]byte, 1))
		z, err := usecase.ItemSecret(h, keys)
		if err != nil {
			return nil, err
		}
		return h.Decrypt(nil, z, item)
	})
	var tree usecase.Tree
	if err := tree.Read(m, count); err != nil {
		tb.Fatal(err)
	}
	return o
}

// verifiable are the messages whose keys are published.
func verifiable(b *testing.B, raws [][]byte, keys gbcs.Keys) [][]byte {
	b.Helper()
	var found [][]byte
	for _, raw := range raws {
		m, err := gbcs.Parse(raw)
		if err != nil {
			b.Fatal(err)
		}
		c := usecase.Check(m, keys)
		if !errors.Is(c.MAC, gbcs.ErrNoKey) && !errors.Is(c.Signature, gbcs.ErrNoKey) {
			found = append(found, raw)
		}
	}
	return found
}

// BenchmarkVerifyMix reads every published message whose keys are published, and checks
// and decrypts all of it, agreements kept; and does the bare cryptographic operations of
// the same messages, for comparison in one run.
func BenchmarkVerifyMix(b *testing.B) {
	keys := publishedKeys(b)
	opener := usecase.Opener(keys)
	for _, notation := range mix(b) {
		raws := verifiable(b, notation.raws, keys)
		b.Run(notation.name+"/whole", func(b *testing.B) {
			var tree usecase.Tree
			b.ReportAllocs()
			for b.Loop() {
				for _, raw := range raws {
					m, err := gbcs.Parse(raw)
					if err != nil {
						b.Fatal(err)
					}
					if usecase.Check(m, keys).Failed() {
						b.Fatal("a check does not hold")
					}
					if err := tree.Read(m, opener); err != nil {
						b.Fatal(err)
					}
				}
			}
			perMessage(b, len(raws))
		})
		operations := make([]bare, len(raws))
		for i, raw := range raws {
			m, err := gbcs.Parse(raw)
			if err != nil {
				b.Fatal(err)
			}
			operations[i] = bareOf(b, m, keys)
		}
		b.Run(notation.name+"/bare", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				for i := range operations {
					operations[i].run(b)
				}
			}
			perMessage(b, len(raws))
		})
	}
}
