package xmldsig_test

import (
	"bytes"
	"crypto/rand"
	"errors"
	"math/big"
	"testing"

	"github.com/mains-energy/mains/xmldsig"
)

// seeds are the documents of the tables and a signed one.
func seeds(f *testing.F) {
	f.Add([]byte(request))
	for _, test := range canonicalCases {
		f.Add([]byte(test.document))
	}
	f.Add([]byte(sign(f, `<r><b>1000</b></r>`, newKey(f))))
}

// wide has room for what canonical form adds: namespace declarations, escapes.
var wide = xmldsig.Limits{Attributes: 1 << 10}

// FuzzParse: no input panics, and a canonical form is one of itself. Elements say
// where they stand.
func FuzzParse(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, b []byte) {
		d, err := xmldsig.Parse(b)
		if err != nil {
			var syntax *xmldsig.SyntaxError
			if !errors.As(err, &syntax) || syntax.Offset > len(b) || syntax.Line < 1 || syntax.Column < 1 {
				t.Fatalf("error %#v", err)
			}
			return
		}
		checkPositions(t, b, d.Root)
		for _, m := range []xmldsig.Method{xmldsig.Inclusive, xmldsig.Exclusive} {
			once := d.AppendCanonical(nil, m)
			again, err := wide.Parse(once)
			if err != nil {
				t.Fatalf("method %d: %v\n%q", m, err, once)
			}
			if twice := again.AppendCanonical(nil, m); !bytes.Equal(once, twice) {
				t.Fatalf("method %d:\nonce  %q\ntwice %q", m, once, twice)
			}
		}
	})
}

func checkPositions(t *testing.T, b []byte, e *xmldsig.Element) {
	if b[e.Offset] != '<' || b[e.End-1] != '>' {
		t.Fatalf("%s: %d to %d is %q", e.Path(), e.Offset, e.End, b[e.Offset:e.End])
	}
	for child := range e.Elements() {
		if child.Parent != e || child.Offset <= e.Offset || child.End >= e.End {
			t.Fatalf("%s is not in its parent", child.Path())
		}
		checkPositions(t, b, child)
	}
}

// FuzzFind: no input panics, and what can be signed verifies.
func FuzzFind(f *testing.F) {
	seeds(f)
	key := newKey(f)
	f.Fuzz(func(t *testing.T, b []byte) {
		d, err := xmldsig.Parse(b)
		if err != nil {
			return
		}
		s, err := xmldsig.Find(d)
		if (s == nil) != (err != nil) {
			t.Fatalf("signature %v, error %v", s, err)
		}
		if err == nil && s.Verify(&key.PublicKey) == nil {
			t.Fatal("verifies with a key that signed nothing")
		}
		signed, err := xmldsig.Sign(rand.Reader, b, key, "CN=Z1", big.NewInt(1))
		if err != nil {
			return
		}
		if err := verify(string(signed), &key.PublicKey); err != nil {
			t.Fatalf("%v\n%q", err, signed)
		}
	})
}
