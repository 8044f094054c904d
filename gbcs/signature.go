package gbcs

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/sha256"
	"fmt"
	"io"
)

// Sign signs m with the originator's Digital Signature key and makes m [Inner], so that
// a MAC it had is gone. The signature is ECDSA on P-256 with SHA-256, over the Grouping
// Header without its first octet and the payload, written as r and s of 32 octets each.
// A nil rand gives the one deterministic signature of RFC 6979, which a simulation wants;
// what other rand is used for is for crypto/ecdsa to say. A key on another curve is
// [ErrKey]. GBCS Digital Signatures.
func (m *Message) Sign(rand io.Reader, key *ecdsa.PrivateKey) error {
	signature, err := SignDigest(rand, key, m.digest())
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
	if pub == nil || pub.Curve != elliptic.P256() {
		return ErrKey
	}
	if m.Form == PreCommand || len(m.Signature) != SignatureSize {
		return fmt.Errorf("%w: the message has none", ErrSignature)
	}
	return VerifyDigest(pub, m.digest(), m.Signature)
}

// digest is the hash of what a signature covers.
func (m *Message) digest() [sha256.Size]byte {
	b := m.appendPreCommand(make([]byte, 0, m.innerSize()))
	return sha256.Sum256(b[1:])
}
