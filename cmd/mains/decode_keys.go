package main

import (
	"context"
	"crypto/ecdsa"
	"crypto/rand"
	"errors"

	"github.com/mains-energy/mains/client"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/system"
	"github.com/mains-energy/mains/smki"
)

// knownKeys are the keys that decode and transform may use: those of a key store, and of
// Devices those in the SMKI repository of a running system. The Access Control Broker has a
// name in any case.
type knownKeys struct {
	gbcs.Keys
	ctx        context.Context
	store      *smki.KeyStore
	broker     eui.ID
	repository *client.Client // nil where there is none to ask
	asked      map[wanted]bool
}

// wanted is a key that was asked for.
type wanted struct {
	id    eui.ID
	usage smki.Usage
}

// known finds the keys that there are.
func (w where) known(ctx context.Context) (*knownKeys, error) {
	at, err := w.find()
	if err != nil && w.To != "" {
		return nil, err
	}
	store, failed := w.keyStore(at.Keys)
	if failed != nil {
		return nil, failed
	}
	k := &knownKeys{
		Keys: usecase.KeysOf(store), ctx: ctx, store: store, broker: brokerOf(store),
		asked: map[wanted]bool{},
	}
	if err == nil {
		k.repository = asking(store, at)
	}
	return k, nil
}

// asking is a User of the repository: the first whose keys are held, nil where that is none.
func asking(store *smki.KeyStore, at addresses) *client.Client {
	for _, party := range system.Parties() {
		user, err := party.User(store)
		if err != nil || len(party.Roles) == 0 {
			continue
		}
		c, err := client.New(client.Config{
			Gateway: at.Gateway, Repository: at.Repository, User: user, Random: rand.Reader,
		})
		if err == nil {
			return c
		}
	}
	return nil
}

// fetch gets a certificate from the repository, once, and reports whether it is there now.
func (k *knownKeys) fetch(id eui.ID, usage smki.Usage) bool {
	key := wanted{id, usage}
	if _, held := k.store.Public(id, usage); held || k.repository == nil || k.asked[key] {
		return false
	}
	k.asked[key] = true
	certificate, err := k.repository.Certificate(k.ctx, id, usage, 0)
	if err != nil {
		if !errors.Is(err, client.ErrNoCertificate) {
			k.repository = nil // nobody answers there
		}
		return false
	}
	k.store.Add(&smki.Credential{Certificate: certificate})
	return true
}

func (k *knownKeys) Signing(id eui.ID) (*ecdsa.PublicKey, error) {
	key, err := k.Keys.Signing(id)
	if errors.Is(err, gbcs.ErrNoKey) && k.fetch(id, smki.DigitalSignature) {
		return k.Keys.Signing(id)
	}
	return key, err
}

func (k *knownKeys) Agreed(a, b eui.ID) (gbcs.Secret, error) {
	z, err := k.Keys.Agreed(a, b)
	if !errors.Is(err, gbcs.ErrNoKey) {
		return z, err
	}
	// Either may be missing, or both: in a home two Devices talk to each other.
	if first, second := k.fetch(a, smki.KeyAgreement), k.fetch(b, smki.KeyAgreement); first || second {
		return k.Keys.Agreed(a, b)
	}
	return z, err
}

func (k *knownKeys) Broker() (eui.ID, error) {
	if broker, err := k.Keys.Broker(); err == nil {
		return broker, nil
	}
	return k.broker, nil
}
