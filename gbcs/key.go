package gbcs

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdh"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/binary"
	"fmt"

	"github.com/mains-energy/mains/eui"
)

// Secret is Z, what two parties share: the x-coordinate of the Diffie-Hellman point of
// one's Key Agreement private key and the other's public key, 32 octets. It never
// changes while the certificates do not, and costs far more than everything that is
// derived from it: keep it. GBCS key agreement.
type Secret [32]byte

// Agree computes the Secret of a private and a public key, both on P-256. It is the
// same from either side. Any other curve is [ErrKey].
//
//	message                      private key     public key
//	Command with a MAC           broker          Device
//	Response, Alert              Device          recipient in the Grouping Header
//	encrypted items              Device          User, or Supplementary Remote Party
//
// The broker is the Access Control Broker, whoever the originator is.
func Agree(priv *ecdh.PrivateKey, pub *ecdh.PublicKey) (Secret, error) {
	if priv.Curve() != ecdh.P256() || pub.Curve() != ecdh.P256() {
		return Secret{}, ErrKey
	}
	z, err := priv.ECDH(pub)
	if err != nil {
		return Secret{}, fmt.Errorf("gbcs: agree on a secret: %w", err)
	}
	return Secret(z), nil
}

// Transaction is what a key is derived for, beside the Secret: who sends what kind of
// message to whom, under which counter.
type Transaction struct {
	Originator eui.ID
	Flag       Flag
	Counter    uint64
	Recipient  eui.ID
}

// Key is a derived AES-128 key, for one [Transaction].
type Key [16]byte

// Key derives the key of t: the first 16 octets of
//
//	SHA-256( 00000001 | Z | 60857406080300 | originator | 09 flag counter | recipient )
//
// where 60857406080300 is the algorithm, AES-GCM-128. It is the concatenation key
// derivation function of NIST SP 800-56A. GBCS key derivation.
func (z *Secret) Key(t Transaction) Key {
	var b [4 + 32 + 7 + 8 + 10 + 8]byte
	in := append(b[:0], 0, 0, 0, 1)
	in = append(in, z[:]...)
	in = append(in, 0x60, 0x85, 0x74, 0x06, 0x08, 0x03, 0x00)
	in = append(in, t.Originator[:]...)
	in = append(in, 9, byte(t.Flag))
	in = binary.BigEndian.AppendUint64(in, t.Counter)
	in = append(in, t.Recipient[:]...)
	sum := sha256.Sum256(in)
	return Key(sum[:16])
}

// aead is AES-128-GCM with tags of MACSize octets.
func (k *Key) aead() cipher.AEAD {
	// Neither can fail: a Key has the length of an AES-128 key, and MACSize is a tag
	// size that AES-GCM allows.
	block, _ := aes.NewCipher(k[:])
	gcm, _ := cipher.NewGCMWithTagSize(block, MACSize)
	return gcm
}

// nonce is the initialisation vector of all that originator protects: its identifier
// and four zero octets. The key makes up for it: no two messages share one.
func nonce(originator eui.ID) (iv [12]byte) {
	copy(iv[:], originator[:])
	return iv
}

// Seal adds the MAC that the parties who share z put on m, and makes m [Sealed]. What a
// MAC covers includes the signature, so sign first. The MAC is computed over
//
//	11 0000000000 | Grouping Header | payload | 00, or 40 and the signature
//
// by AES-128-GMAC, 12 octets of it. GBCS Message Authentication Code.
func (m *Message) Seal(z Secret) {
	m.Form = Sealed
	m.MAC = m.mac(make([]byte, 0, MACSize), &z)
}

// Open checks the MAC of m against z, in constant time. A message without a MAC, or
// with another, is [ErrMAC].
func (m *Message) Open(z Secret) error {
	if m.Form != Sealed {
		return fmt.Errorf("%w: a message of the form %v has none", ErrMAC, m.Form)
	}
	var b [MACSize]byte
	if subtle.ConstantTimeCompare(m.mac(b[:0], &z), m.MAC) != 1 {
		return ErrMAC
	}
	return nil
}

// mac writes the MAC of m under z onto dst. The form of m must be Sealed.
func (m *Message) mac(dst []byte, z *Secret) []byte {
	key := z.Key(Transaction{m.Originator, m.Flag, m.Counter, m.Recipient})
	aad := make([]byte, 0, 6+m.innerSize())
	// The security control octet, then the empty transaction-id, originator, recipient,
	// date-time and other information of the MAC Header.
	aad = append(aad, securityAuthenticated, 0, 0, 0, 0, 0)
	aad = m.appendInner(aad)
	iv := nonce(m.Originator)
	return key.aead().Seal(dst, iv[:], nil, aad)
}
