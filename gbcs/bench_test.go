package gbcs_test

import (
	"bytes"
	"testing"

	"github.com/mains-energy/mains/gbcs"
)

// benchMessage is a critical Command of the usual size, signed and sealed.
func benchMessage(b *testing.B) (*gbcs.Message, gbcs.Secret) {
	b.Helper()
	m := layouts[0].message
	m.Payload = bytes.Repeat([]byte{7}, 100)
	if err := m.Sign(nil, key(b, 1)); err != nil {
		b.Fatal(err)
	}
	z := secret(b, 2, 3)
	m.Seal(z)
	b.ReportAllocs()
	return &m, z
}

func BenchmarkParse(b *testing.B) {
	m, _ := benchMessage(b)
	raw := m.Append(nil)
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		if _, err := gbcs.Parse(raw); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAppend(b *testing.B) {
	m, _ := benchMessage(b)
	buffer := m.Append(nil)
	b.SetBytes(int64(len(buffer)))
	for b.Loop() {
		buffer = m.Append(buffer[:0])
	}
}

func BenchmarkSeal(b *testing.B) {
	m, z := benchMessage(b)
	for b.Loop() {
		m.Seal(z)
	}
}

func BenchmarkOpen(b *testing.B) {
	m, z := benchMessage(b)
	for b.Loop() {
		if err := m.Open(z); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSign(b *testing.B) {
	m, _ := benchMessage(b)
	k := key(b, 1)
	for b.Loop() {
		if err := m.Sign(nil, k); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkVerify(b *testing.B) {
	m, _ := benchMessage(b)
	pub := &key(b, 1).PublicKey
	for b.Loop() {
		if err := m.Verify(pub); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAgree(b *testing.B) {
	one, two := key(b, 1), key(b, 2)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := agree(one, &two.PublicKey); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkEncrypt(b *testing.B) {
	_, z := benchMessage(b)
	h := layouts[3].message.Header
	plain := make([]byte, 64)
	buffer := h.Encrypt(nil, z, plain)
	for b.Loop() {
		buffer = h.Encrypt(buffer[:0], z, plain)
	}
}
