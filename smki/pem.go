package smki

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/x509"
	"encoding/pem"
	"fmt"
)

// The types of PEM blocks that are read.
const (
	pemCertificate = "CERTIFICATE"
	pemPrivate     = "PRIVATE KEY"    // PKCS #8
	pemECPrivate   = "EC PRIVATE KEY" // SEC 1
	pemPublic      = "PUBLIC KEY"     // SubjectPublicKeyInfo
)

// EncodePEM is the certificate as a PEM text.
func (c *Certificate) EncodePEM() []byte {
	return pem.EncodeToMemory(&pem.Block{Type: pemCertificate, Bytes: c.Raw})
}

// EncodeKeyPEM is a private key as a PEM text, PKCS #8. It fails with [ErrKey] for a
// key of another curve.
func EncodeKeyPEM(key *ecdsa.PrivateKey) ([]byte, error) {
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil || key.Curve != elliptic.P256() {
		return nil, fmt.Errorf("%w: private key to be written", ErrKey)
	}
	return pem.EncodeToMemory(&pem.Block{Type: pemPrivate, Bytes: der}), nil
}

// ParseCertificatePEM is [ParseCertificate] for a PEM text: its first block.
func ParseCertificatePEM(text []byte) (*Certificate, error) {
	block, _ := pem.Decode(text)
	if block == nil || block.Type != pemCertificate {
		return nil, fmt.Errorf("%w: no PEM block of type %s", ErrMalformed, pemCertificate)
	}
	return ParseCertificate(block.Bytes)
}

// ParseKeyPEM reads a private key from a PEM text, PKCS #8 or SEC 1: its first block
// that holds one. Its errors are [ErrMalformed] and [ErrKey].
func ParseKeyPEM(text []byte) (*ecdsa.PrivateKey, error) {
	for {
		var block *pem.Block
		block, text = pem.Decode(text)
		if block == nil {
			return nil, fmt.Errorf("%w: no PEM block with a private key", ErrMalformed)
		}
		var parsed any
		var err error
		switch block.Type {
		case pemPrivate:
			parsed, err = x509.ParsePKCS8PrivateKey(block.Bytes)
		case pemECPrivate:
			parsed, err = x509.ParseECPrivateKey(block.Bytes)
		default: // EC PARAMETERS, which some tools write first
			continue
		}
		if err != nil {
			return nil, malformed(err)
		}
		key, ok := parsed.(*ecdsa.PrivateKey)
		if !ok || key.Curve != elliptic.P256() {
			return nil, fmt.Errorf("%w: private key", ErrKey)
		}
		return key, nil
	}
}

// parsePublic reads a bare public key.
func parsePublic(der []byte) (*ecdsa.PublicKey, error) {
	parsed, err := x509.ParsePKIXPublicKey(der)
	if err != nil {
		return nil, malformed(err)
	}
	public, ok := parsed.(*ecdsa.PublicKey)
	if !ok || public.Curve != elliptic.P256() {
		return nil, fmt.Errorf("%w: public key", ErrKey)
	}
	return public, nil
}

// encodePublic is a bare public key as a PEM text.
func encodePublic(public *ecdsa.PublicKey) ([]byte, error) {
	der, err := x509.MarshalPKIXPublicKey(public)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrKey, err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: pemPublic, Bytes: der}), nil
}
