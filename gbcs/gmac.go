package gbcs

import (
	"crypto/aes"
	"crypto/cipher"

	"github.com/mains-energy/mains/eui"
)

// TagSize is the length of a whole GMAC tag, in octets. The MAC of a message is the
// first [MACSize] of them.
const TagSize = 16

// GMAC is the whole tag, TagSize octets, that AES-128-GMAC under k puts on aad; the
// initialisation vector is the originator and four zero octets. The MAC of a message is
// the beginning of such a tag, see [Message.Seal]; a prepayment token carries the end of
// one. A caller must not put two different aad under one key: k is for one transaction.
// aad is only read. GBCS Message Authentication Code.
func (k *Key) GMAC(originator eui.ID, aad []byte) [TagSize]byte {
	// Neither can fail: a Key has the length of an AES-128 key, and AES is a block cipher
	// of the size that GCM is for.
	block, _ := aes.NewCipher(k[:])
	gcm, _ := cipher.NewGCM(block)
	iv := nonce(originator)
	var tag [TagSize]byte
	gcm.Seal(tag[:0], iv[:], nil, aad)
	return tag
}
