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

// SignDigest signs digest, a SHA-256, with key and returns the signature as GBCS writes
// one everywhere: r and s of 32 octets each, big-endian, SignatureSize in all, a new
// slice. [Message.Sign] is this for messages. A nil rand gives the one deterministic
// signature of RFC 6979; what other rand is used for is for crypto/ecdsa to say. A key on
// another curve, or none, is [ErrKey]. GBCS Digital Signatures.
func SignDigest(
	rand io.Reader, key *ecdsa.PrivateKey, digest [sha256.Size]byte,
) ([]byte, error) {
	if key == nil || key.Curve != elliptic.P256() {
		return nil, ErrKey
	}
	der, err := key.Sign(rand, digest[:], crypto.SHA256)
	if err != nil {
		return nil, fmt.Errorf("gbcs: sign: %w", err)
	}
	return plain(der)
}

// VerifyDigest checks a signature that [SignDigest] may have made over digest. One of
// another length, or that of another key or digest, is [ErrSignature]; a key on another
// curve is [ErrKey]. GBCS Digital Signatures.
func VerifyDigest(pub *ecdsa.PublicKey, digest [sha256.Size]byte, signature []byte) error {
	if pub == nil || pub.Curve != elliptic.P256() {
		return ErrKey
	}
	if len(signature) != SignatureSize {
		return fmt.Errorf("%w: it has %d octets", ErrSignature, len(signature))
	}
	r := new(big.Int).SetBytes(signature[:SignatureSize/2])
	s := new(big.Int).SetBytes(signature[SignatureSize/2:])
	if !ecdsa.Verify(pub, digest[:], r, s) {
		return ErrSignature
	}
	return nil
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
