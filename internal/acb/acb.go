// Package acb is the Access Control Broker: the one role of the DCC that holds
// the key with which every Device checks that a Command came through the DCC.
//
// [Broker.Seal] puts the MAC on a Command, whoever its originator is; [Signer.Sign] comes
// before where it is one that the Broker originates and signs. [Broker.Open] checks the MAC
// of a message that is addressed to the Broker. The MAC of an answer to a User is not the
// Broker's to check: only that User and the Device share its key. GBCS section 6 (message
// protection).
//
// The party that carries out changes of supplier is a [Signer] and no more.
package acb

import (
	"container/list"
	"context"
	"crypto/ecdh"
	"crypto/ecdsa"
	"fmt"
	"sync"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
)

// secretsKept bounds the cache of shared secrets. One costs 40 µs of ECDH to
// make and about 150 octets to keep: 65,536 are 10 MB and cover the Devices that
// a gateway talks to within minutes.
const secretsKept = 1 << 16

// DeviceKeys finds the key agreement key of a Device. It must be safe for
// concurrent use; its error is passed on by Seal and Open.
type DeviceKeys interface {
	KeyAgreement(ctx context.Context, device eui.ID) (*ecdh.PublicKey, error)
}

// Signer is a party of the DCC that signs Commands of its own. It is safe for concurrent
// use.
type Signer struct {
	id      eui.ID
	signing *ecdsa.PrivateKey
}

// NewSigner is a party known as id, with its digital signature key.
func NewSigner(id eui.ID, signing *ecdsa.PrivateKey) *Signer { return &Signer{id, signing} }

// ID is the party's own identifier: the originator of its Commands.
func (s *Signer) ID() eui.ID { return s.id }

// Sign puts the party's signature on a Command that it originates. The same Command gets
// the same signature: that of RFC 6979.
func (s *Signer) Sign(_ context.Context, m *gbcs.Message) error {
	if m.Originator != s.id {
		return fmt.Errorf("acb: %s signs nothing of %s", s.id, m.Originator)
	}
	if err := m.Sign(nil, s.signing); err != nil {
		return fmt.Errorf("acb: sign as %s: %w", s.id, err)
	}
	return nil
}

// Broker holds the Access Control Broker's keys. Its ID is the target of Non-Device
// requests and the originator of Commands for Users that the Device does not know. It is
// safe for concurrent use.
type Broker struct {
	*Signer
	key     *ecdh.PrivateKey
	devices DeviceKeys

	mu      sync.Mutex
	secrets map[eui.ID]*list.Element // of entry
	recent  *list.List               // most recently used first
}

type entry struct {
	device eui.ID
	key    *ecdh.PublicKey
	secret gbcs.Secret
}

// New is a Broker known as id, with its digital signature key, its key agreement key and a
// way to the Devices' public ones.
func New(
	id eui.ID, signing *ecdsa.PrivateKey, key *ecdh.PrivateKey, devices DeviceKeys,
) *Broker {
	return &Broker{
		Signer: NewSigner(id, signing), key: key, devices: devices,
		secrets: make(map[eui.ID]*list.Element), recent: list.New(),
	}
}

// Seal puts MAC Header and MAC on a Command for the Device that its Grouping
// Header names.
func (b *Broker) Seal(ctx context.Context, m *gbcs.Message) error {
	secret, err := b.secret(ctx, m.Recipient)
	if err != nil {
		return fmt.Errorf("acb: seal for %s: %w", m.Recipient, err)
	}
	m.Seal(secret)
	return nil
}

// Open checks the MAC of a Response or Alert that a Device sent to the Broker.
// The error is [gbcs.ErrMAC] where it does not fit.
func (b *Broker) Open(ctx context.Context, m *gbcs.Message) error {
	secret, err := b.secret(ctx, m.Originator)
	if err != nil {
		return fmt.Errorf("acb: open from %s: %w", m.Originator, err)
	}
	return m.Open(secret)
}

// secret is the shared secret with device, from the cache where the Device's key
// is still the one it was made with.
func (b *Broker) secret(ctx context.Context, device eui.ID) (gbcs.Secret, error) {
	key, err := b.devices.KeyAgreement(ctx, device)
	if err != nil {
		return gbcs.Secret{}, err
	}
	if kept, ok := b.kept(device, key); ok {
		return kept, nil
	}
	secret, err := gbcs.Agree(b.key, key)
	if err != nil {
		return gbcs.Secret{}, err
	}
	b.keep(entry{device, key, secret})
	return secret, nil
}

func (b *Broker) kept(device eui.ID, key *ecdh.PublicKey) (gbcs.Secret, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	element, ok := b.secrets[device]
	if !ok || !element.Value.(entry).key.Equal(key) {
		return gbcs.Secret{}, false
	}
	b.recent.MoveToFront(element)
	return element.Value.(entry).secret, true
}

func (b *Broker) keep(e entry) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if element, ok := b.secrets[e.device]; ok {
		element.Value = e
		b.recent.MoveToFront(element)
		return
	}
	b.secrets[e.device] = b.recent.PushFront(e)
	if b.recent.Len() > secretsKept {
		oldest := b.recent.Remove(b.recent.Back()).(entry)
		delete(b.secrets, oldest.device)
	}
}
