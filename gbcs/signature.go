package gbcs

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/sha256"
	"fmt"
	"io"
	"math/big"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"
)

// Sign signs m with the originator's Digital Signature key and makes m [Inner], so that
// a MAC it had is gone. The signature is ECDSA on P-256 with SHA-256, over the Grouping
// Header without its first octet and the payload, written as r and s of 32 octets each.
// A nil rand gives the one deterministic signature of RFC 6979, which a simulation wants;
// what other rand is used for is for crypto/ecdsa to say. A key on another curve is
// [ErrKey]. GBCS Digital Signatures.
func (m *Message) Sign(rand io.Reader, key *ecdsa.PrivateKey) error {
	if key.Curve != elliptic.P256() {
		return ErrKey
	}
	digest := m.digest()
	der, err := key.Sign(rand, digest[:], crypto.SHA256)
	if err != nil {
		return fmt.Errorf("gbcs: sign: %w", err)
	}
	signature, err := plain(der)
	if err != nil {
		return err
	}
	m.Form, m.Signature, m.MAC = Inner, signature, nil
	return nil
}

// Verify checks the signature of m against the originator's Digital Signature public
// key. A message without a signature, or with another, is [ErrSignature]; a key on
// another curve is [ErrKey].
func (m *Message) Verify(pub *ecdsa.PublicKey) error {
	if pub.Curve != elliptic.P256() {
		return ErrKey
	}
	if m.Form == PreCommand || len(m.Signature) != SignatureSize {
		return fmt.Errorf("%w: the message has none", ErrSignature)
	}
	digest := m.digest()
	r := new(big.Int).SetBytes(m.Signature[:SignatureSize/2])
	s := new(big.Int).SetBytes(m.Signature[SignatureSize/2:])
	if !ecdsa.Verify(pub, digest[:], r, s) {
		return ErrSignature
	}
	return nil
}

// digest is the hash of what a signature covers.
func (m *Message) digest() [sha256.Size]byte {
	b := m.appendPreCommand(make([]byte, 0, m.innerSize()))
	return sha256.Sum256(b[1:])
}

// plain turns SEQUENCE { r INTEGER, s INTEGER } into r and s, 32 octets each.
func plain(der []byte) ([]byte, error) {
	var r, s []byte
	var inner cryptobyte.String
	in := cryptobyte.String(der)
	if !in.ReadASN1(&inner, asn1.SEQUENCE) || !in.Empty() ||
		!inner.ReadASN1Integer(&r) || !inner.ReadASN1Integer(&s) || !inner.Empty() ||
		len(r) > SignatureSize/2 || len(s) > SignatureSize/2 {
		return nil, fmt.Errorf("gbcs: sign: %d octets are not a P-256 signature", len(der))
	}
	out := make([]byte, SignatureSize)
	copy(out[SignatureSize/2-len(r):], r)
	copy(out[SignatureSize-len(s):], s)
	return out, nil
}
