package usecase

import (
	"crypto/ecdsa"
	"errors"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/smki"
)

// KeysOf are the keys in a key store. They keep the agreements they make and the keys they
// found, so that only one goroutine may use them at a time.
func KeysOf(store *smki.KeyStore) gbcs.Keys {
	return &storeKeys{
		store: store, agreed: map[[2]eui.ID]gbcs.Secret{}, signing: map[eui.ID]*ecdsa.PublicKey{},
	}
}

type storeKeys struct {
	store   *smki.KeyStore
	agreed  map[[2]eui.ID]gbcs.Secret
	signing map[eui.ID]*ecdsa.PublicKey
	broker  eui.ID // zero until it was found
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
	if !k.broker.IsZero() {
		return k.broker, nil
	}
	for _, c := range k.store.Credentials() {
		if c.Role() == smki.AccessControlBroker && c.Usage == smki.KeyAgreement && c.InUse() {
			k.broker = c.EUI
			return k.broker, nil
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
// [ErrUnprotected], [gbcs.ErrNoKey], [gbcs.ErrSignature] or [gbcs.ErrMAC].
type Checks struct{ Signature, MAC error }

var (
	// ErrAbsent: the message has no signature, or no MAC, and needs none as it is.
	ErrAbsent = errors.New("usecase: there is none")
	// ErrUnprotected: the message has no signature, or no MAC, and its Use Case wants one.
	ErrUnprotected = errors.New("usecase: there is none, and the Use Case wants one")
)

// Failed reports whether something does not hold, or is missing. What could not be checked
// for want of a key has not failed.
func (c Checks) Failed() bool {
	for _, err := range []error{c.Signature, c.MAC} {
		if err != nil && !errors.Is(err, ErrAbsent) && !errors.Is(err, gbcs.ErrNoKey) {
			return true
		}
	}
	return false
}

// absent is why a message has no signature or no MAC, as guard says. A Pre-Command is
// before its signature, and a Command without MAC before the Access Control Broker.
func absent(m *gbcs.Message, guard Guard) error {
	u, ok := ByMessage(m.Message)
	if !ok {
		return ErrAbsent
	}
	command, answer := u.always()
	switch {
	case m.Flag != gbcs.Command && answer&guard != 0,
		m.Flag == gbcs.Command && m.Form == gbcs.Sealed && command&guard != 0:
		return ErrUnprotected
	}
	return ErrAbsent
}

// Check checks the signature and the MAC of a message, as far as keys allow: nil are none.
// Where there is none it says whether the Use Case wants one, whoever originates it; more
// is for [UseCase.Protection] to say, which needs to know who that is.
func Check(m *gbcs.Message, keys gbcs.Keys) Checks {
	if keys == nil {
		keys = noKeys{}
	}
	c := Checks{absent(m, Signature), absent(m, MAC)}
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

// noKeys holds no key.
type noKeys struct{}

func (noKeys) Signing(id eui.ID) (*ecdsa.PublicKey, error) {
	return nil, gbcs.NoKey(id, "digital signature key")
}

func (noKeys) Agreed(a, _ eui.ID) (gbcs.Secret, error) {
	return gbcs.Secret{}, gbcs.NoKey(a, "key agreement key")
}

func (noKeys) Broker() (eui.ID, error) { return eui.ID{}, nil }

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
