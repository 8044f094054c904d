package xmldsig_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"math/big"
	"testing"

	"github.com/mains-energy/mains/xmldsig"
)

func newKey(tb testing.TB) *ecdsa.PrivateKey {
	tb.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		tb.Fatal(err)
	}
	return key
}

func sign(tb testing.TB, doc string, key *ecdsa.PrivateKey) string {
	tb.Helper()
	b, err := xmldsig.Sign(rand.Reader, []byte(doc), key, "CN=Z1,OU=07", big.NewInt(1234567890))
	if err != nil {
		tb.Fatalf("Sign: %v", err)
	}
	return string(b)
}

func verify(doc string, pub *ecdsa.PublicKey) error {
	d, err := xmldsig.Parse([]byte(doc))
	if err != nil {
		return err
	}
	s, err := xmldsig.Find(d)
	if err != nil {
		return err
	}
	return s.Verify(pub)
}

func TestRoundTrip(t *testing.T) {
	key := newKey(t)
	signed := sign(t, request, key)
	if err := verify(signed, &key.PublicKey); err != nil {
		t.Fatalf("%v\n%s", err, signed)
	}
}
