package usecase

import (
	"crypto/ecdsa"
	"errors"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/smki"
)

// KeysOf are the keys in a key store. They keep the agreements they make, so that only one
// goroutine may use them at a time.
func KeysOf(store *smki.KeyStore) gbcs.Keys {
	return &storeKeys{store, map[[2]eui.ID]gbcs.Secret{}, map[eui.ID]*ecdsa.PublicKey{}}
}

type storeKeys struct {
	store   *smki.KeyStore
	agreed  map[[2]eui.ID]gbcs.Secret
	signing map[eui.ID]*ecdsa.PublicKey
}

func (k *storeKeys) Signing(id eui.ID) (*ecdsa.PublicKey, error) {
	if key, ok := k.signing[id]; ok {
		return key, nil
	}
	key, ok := k.store.Public(id, smki.DigitalSignature)
	if !ok {
		return nil, gbcs.NoKey(id, "digital signature key")
	}
	k.signing[id] = key
	return key, nil
}

func (k *storeKeys) Broker() (eui.ID, error) {
	for _, c := range k.store.Credentials() {
		if c.Role() == smki.AccessControlBroker && c.Usage == smki.KeyAgreement && c.InUse() {
			return c.EUI, nil
		}
	}
	return eui.ID{}, gbcs.NoKey(eui.ID{}, "key agreement key of the Access Control Broker")
}

func (k *storeKeys) Agreed(a, b eui.ID) (gbcs.Secret, error) {
	pair := [2]eui.ID{a, b}
	if z, ok := k.agreed[pair]; ok {
		return z, nil
	}
	z, err := k.agree(a, b)
	if errors.Is(err, gbcs.ErrNoKey) {
		var other error
		if z, other = k.agree(b, a); other == nil {
			err = nil
		}
	}
	if err != nil {
		return gbcs.Secret{}, err
	}
	k.agreed[pair] = z
	return z, nil
}

// agree makes the Secret of a's private key and b's public one.
func (k *storeKeys) agree(a, b eui.ID) (gbcs.Secret, error) {
	private, ok := k.store.Private(a, smki.KeyAgreement)
	if !ok {
		return gbcs.Secret{}, gbcs.NoKey(a, "private key agreement key")
	}
	public, ok := k.store.Public(b, smki.KeyAgreement)
	if !ok {
		return gbcs.Secret{}, gbcs.NoKey(b, "key agreement key")
	}
	own, err := private.ECDH()
	if err != nil {
		return gbcs.Secret{}, err
	}
	other, err := public.ECDH()
	if err != nil {
		return gbcs.Secret{}, err
	}
	return gbcs.Agree(own, other)
}

// Checks are what became of the checks of a message: nil where it holds, [ErrAbsent],
// [gbcs.ErrNoKey], [gbcs.ErrSignature] or [gbcs.ErrMAC].
type Checks struct{ Signature, MAC error }

// ErrAbsent: the message has no signature, or no MAC, to check.
var ErrAbsent = errors.New("usecase: there is none")

// Failed reports whether a check was made and does not hold.
func (c Checks) Failed() bool {
	return errors.Is(c.Signature, gbcs.ErrSignature) || errors.Is(c.MAC, gbcs.ErrMAC)
}

// Check checks the signature and the MAC of a message, as far as it has them and keys
// allow. Whether it should have them is for [UseCase.Protection] to say.
func Check(m *gbcs.Message, keys gbcs.Keys) Checks {
	c := Checks{ErrAbsent, ErrAbsent}
	if len(m.Signature) > 0 {
		key, err := keys.Signing(m.Originator)
		if c.Signature = err; err == nil {
			c.Signature = m.Verify(key)
		}
	}
	if m.Form == gbcs.Sealed {
		z, err := MACSecret(m, keys)
		if c.MAC = err; err == nil {
			c.MAC = m.Open(z)
		}
	}
	return c
}

// MACSecret is what those share who can make or check the MAC of m: the Access Control
// Broker and the Device for a Command, Device and recipient for its Response and for an
// Alert, and the two Devices for messages inside a home. GBCS protection matrix.
func MACSecret(m *gbcs.Message, keys gbcs.Keys) (gbcs.Secret, error) {
	u, ok := ByMessage(m.Message)
	if m.Flag != gbcs.Command || ok && u.Category == HANOnly {
		return keys.Agreed(m.Recipient, m.Originator)
	}
	broker, err := keys.Broker()
	if err != nil {
		return gbcs.Secret{}, err
	}
	return keys.Agreed(broker, m.Recipient)
}

// ItemSecret is what the Device that sends h shares with the reader of the items that it
// encrypts: the Supplementary Remote Party where there is one, else the recipient.
func ItemSecret(h *gbcs.Header, keys gbcs.Keys) (gbcs.Secret, error) {
	reader := h.Recipient
	if h.Supplementary != nil {
		reader = h.Supplementary.ID
	}
	return keys.Agreed(reader, h.Originator)
}

// Opener decrypts items with keys.
func Opener(keys gbcs.Keys) Decrypter { return opener{keys} }

type opener struct{ keys gbcs.Keys }

func (o opener) Decrypt(h *gbcs.Header, item []byte) ([]byte, error) {
	z, err := ItemSecret(h, o.keys)
	if err != nil {
		return nil, err
	}
	return h.Decrypt(nil, z, item)
}

// SealerOf encrypts the items of the Response or Alert h as its Device does.
func SealerOf(h *gbcs.Header, keys gbcs.Keys) (Sealer, error) {
	z, err := ItemSecret(h, keys)
	if err != nil {
		return nil, err
	}
	return h.Cipher(z).Append, nil
}
