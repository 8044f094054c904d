package system

import (
	"context"
	"crypto/ecdh"
	"crypto/ecdsa"
	"errors"
	"fmt"
	"math/big"
	"os"
	"time"

	"github.com/mains-energy/mains/client"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/internal/ca"
	"github.com/mains-energy/mains/internal/dsp"
	"github.com/mains-energy/mains/smki"
)

// ReadKeys reads a key store: a JSON file or a directory of PEM files. An empty
// path is no key store.
func ReadKeys(path string) (*smki.KeyStore, error) {
	if path == "" {
		return nil, nil
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("the key store: %w", err)
	}
	var keys *smki.KeyStore
	if info.IsDir() {
		keys, err = smki.ReadDirectory(os.DirFS(path))
	} else if text, failed := os.ReadFile(path); failed != nil {
		err = failed
	} else {
		keys, err = smki.ParseKeyStore(text)
	}
	if err != nil {
		return nil, fmt.Errorf("the key store %s: %w", path, err)
	}
	return keys, nil
}

// importKeys reads the key store that an operator hands over. One without a single key
// pair of an organisation is a mistake.
func importKeys(path string) (*smki.KeyStore, error) {
	keys, err := ReadKeys(path)
	if keys == nil || err != nil {
		return nil, err
	}
	for _, held := range keys.Credentials() {
		if held.Complete() && held.Certificate.Kind == smki.Organisation {
			return keys, nil
		}
	}
	return nil, fmt.Errorf("the key store %s holds no key pair of an organisation: want a JSON "+
		"key store, or a directory of files named <eui>-ds.pem, <eui>-ds.key and so on", path)
}

// repository gives the gateway and the Access Control Broker what they look up in
// the key infrastructure.
type repository struct{ ca *ca.CA }

func (r repository) BySerial(ctx context.Context, serial *big.Int) (*smki.Certificate, error) {
	return known(r.ca.BySerial(ctx, serial))
}

func (r repository) Signing(ctx context.Context, id eui.ID) (*ecdsa.PublicKey, error) {
	certificate, err := known(r.ca.Certificate(ctx, id, smki.DigitalSignature))
	if err != nil {
		return nil, err
	}
	return certificate.ECDSA(), nil
}

func (r repository) Agreement(ctx context.Context, id eui.ID) (*ecdh.PublicKey, error) {
	certificate, err := known(r.ca.Certificate(ctx, id, smki.KeyAgreement))
	if err != nil {
		return nil, err
	}
	return certificate.ECDH(), nil
}

func (r repository) AgreementCertificate(ctx context.Context, id eui.ID) ([]byte, error) {
	certificate, err := known(r.ca.Certificate(ctx, id, smki.KeyAgreement))
	if err != nil {
		return nil, err
	}
	return certificate.Raw, nil
}

// KeyAgreement is Agreement for the Access Control Broker.
func (r repository) KeyAgreement(ctx context.Context, id eui.ID) (*ecdh.PublicKey, error) {
	return r.Agreement(ctx, id)
}

func (r repository) Check(certificate *smki.Certificate, at time.Time) error {
	return r.ca.Verify(certificate, at)
}

// known says "no such certificate" in the gateway's words.
func known(certificate *smki.Certificate, err error) (*smki.Certificate, error) {
	if errors.Is(err, ca.ErrUnknown) {
		return nil, fmt.Errorf("%w: %w", dsp.ErrNoCertificate, err)
	}
	return certificate, err
}

// User is the party as a User, with its keys from a key store. The XML signing key
// must be there.
func (p Party) User(keys *smki.KeyStore) (client.User, error) {
	u := client.User{EUI: p.EUI}
	var ok bool
	if u.XML, ok = keys.Find(p.EUI, smki.XMLSign, smki.DigitalSignature); !ok {
		return client.User{}, fmt.Errorf("no XML signing key of %s in the key store", p.EUI)
	}
	if signing, ok := keys.Find(p.EUI, p.Role, smki.DigitalSignature); ok {
		u.Signing = signing.Key
	}
	if agreement, ok := keys.Find(p.EUI, p.Role, smki.KeyAgreement); ok {
		private, err := agreement.Key.ECDH()
		if err != nil {
			return client.User{}, err
		}
		u.Agreement = private
	}
	return u, nil
}
