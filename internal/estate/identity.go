package estate

import (
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/binary"
	"math/big"

	"github.com/mains-energy/mains/eui"
)

// Seed is what an estate is made from. Whoever knows it knows every private key.
type Seed [32]byte

// purpose separates what is derived from a seed for one Device.
type purpose string

const (
	forSigning     purpose = "digital signature"
	forAgreement   purpose = "key agreement"
	forConsumption purpose = "consumption"
	forPhase       purpose = "wake"
	forLink        purpose = "link key"
)

// derive makes n octets for one purpose of one Device: HKDF-SHA-256 with the seed as
// the key and no salt. Everything a home is begins here, so the text of info is for ever.
func (s *Seed) derive(id eui.ID, p purpose, n int) []byte {
	out, err := hkdf.Key(sha256.New, s[:], nil, "mains estate "+id.Hex()+" "+string(p), n)
	if err != nil {
		panic(err) // n is a literal, far below the limit of 8,160
	}
	return out
}

// number makes 64 bits for one purpose of one Device.
func (s *Seed) number(id eui.ID, p purpose) uint64 {
	return binary.BigEndian.Uint64(s.derive(id, p, 8))
}

// key makes a private key for P-256: 128 bits more than the group order needs, reduced
// modulo the order less one, plus one. FIPS 186-5 A.2.1.
func (s *Seed) key(id eui.ID, p purpose) *ecdsa.PrivateKey {
	one := big.NewInt(1)
	n := new(big.Int).Sub(elliptic.P256().Params().N, one)
	d := new(big.Int).SetBytes(s.derive(id, p, 48))
	d.Mod(d, n).Add(d, one)
	key, err := ecdsa.ParseRawPrivateKey(elliptic.P256(), d.FillBytes(make([]byte, 32)))
	if err != nil {
		panic(err) // d is between 1 and the order less 1
	}
	return key
}

// Keys are the public keys of one Device, for certificates.
type Keys struct {
	Device    Device
	Signing   *ecdsa.PublicKey // Digital Signature
	Agreement *ecdsa.PublicKey // Key Agreement
}

// KeysOf are the public keys of d in an estate made from s.
func (s *Seed) KeysOf(d Device) Keys {
	return Keys{d, &s.key(d.EUI, forSigning).PublicKey, &s.key(d.EUI, forAgreement).PublicKey}
}

// agreementKey is the private key of id in the form that key agreement takes.
func (s *Seed) agreementKey(id eui.ID) *ecdh.PrivateKey {
	key, err := s.key(id, forAgreement).ECDH()
	if err != nil {
		panic(err) // the curve is P-256
	}
	return key
}
