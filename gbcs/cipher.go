package gbcs

import (
	"crypto/cipher"
	"fmt"

	"github.com/mains-energy/mains/eui"
)

// Cipher protects and opens the encrypted items of one message. All of them use the
// same key and initialisation vector, as GBCS has it, so equal plaintexts of one message
// show as equal. Make one with [Header.Cipher] where a message has several items.
type Cipher struct {
	aead   cipher.AEAD
	device eui.ID
}

// Cipher derives the key for the encrypted items of the Response or Alert h. The Secret
// is that of the Device and the reader. The reader is the Supplementary Remote Party
// where h has one, else the recipient; the counter is the Supplementary Originator
// Counter where h has one, else that of h. GBCS encryption of attributes.
func (h *Header) Cipher(z Secret) *Cipher {
	t := Transaction{h.Originator, flagEncryption, h.Counter, h.Recipient}
	if s := h.Supplementary; s != nil {
		t.Recipient = s.ID
		if s.OriginatorCounter != nil {
			t.Counter = *s.OriginatorCounter
		}
	}
	key := z.Key(t)
	return &Cipher{aead: key.aead(), device: h.Originator}
}

// Append encrypts plaintext and writes the item onto dst:
//
//	31 00000000    security control, invocation counter
//	ciphertext     as long as the plaintext
//	tag            12 octets
func (c *Cipher) Append(dst, plaintext []byte) []byte {
	iv := nonce(c.device)
	dst = append(dst, securityEncrypted, 0, 0, 0, 0)
	return c.aead.Seal(dst, iv[:], plaintext, []byte{securityEncrypted})
}

// Decrypt opens an item that [Cipher.Append] made and writes the plaintext onto dst. An
// item that is not laid out as one is a [*SyntaxError], one that does not authenticate
// is [ErrMAC]; dst is returned as it was.
func (c *Cipher) Decrypt(dst, item []byte) ([]byte, error) {
	r := reader{b: item}
	r.constant("Encrypted item/security control", 1, securityEncrypted)
	r.constant("Encrypted item/invocation counter", 4, 0)
	if r.err == nil && r.left() < MACSize {
		r.fail("Encrypted item/tag", r.off, ErrTruncated)
	}
	if r.err != nil {
		return dst, r.err
	}
	iv := nonce(c.device)
	plain, err := c.aead.Open(dst, iv[:], item[securityHeaderSize:], []byte{securityEncrypted})
	if err != nil {
		return dst, fmt.Errorf("%w: encrypted item", ErrMAC)
	}
	return plain, nil
}

// Encrypt writes the encrypted item that holds plaintext onto dst: the one-item form of
// [Header.Cipher] and [Cipher.Append].
func (h *Header) Encrypt(dst []byte, z Secret, plaintext []byte) []byte {
	return h.Cipher(z).Append(dst, plaintext)
}

// Decrypt writes the plaintext of an encrypted item of the message h onto dst: the
// one-item form of [Header.Cipher] and [Cipher.Decrypt].
func (h *Header) Decrypt(dst []byte, z Secret, item []byte) ([]byte, error) {
	return h.Cipher(z).Decrypt(dst, item)
}
