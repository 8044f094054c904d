package dsp_test

import (
	"context"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"fmt"
	"math/big"
	"sync"
	"testing"
	"time"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/internal/dsp"
	"github.com/mains-energy/mains/smki"
)

// holder is whose key pair it is and what for.
type holder struct {
	id    eui.ID
	role  smki.Role
	usage smki.Usage
}

// pki is a key infrastructure that holds every key of a test: the Certificates of the
// gateway, and the keys of all who sign or answer.
type pki struct {
	t    testing.TB
	root *smki.Credential

	mu       sync.Mutex
	bySerial map[string]*smki.Certificate
	keys     map[holder]*smki.Credential
}

func newPKI(t testing.TB) *pki {
	t.Helper()
	p := &pki{t: t, bySerial: map[string]*smki.Certificate{}, keys: map[holder]*smki.Credential{}}
	key := p.generate()
	root, err := smki.Issue(rand.Reader, smki.Template{
		Kind: smki.Authority, EUI: eui.MustParse("90-B3-D5-1F-30-00-00-01"), Role: smki.Root,
		CommonName: "test root", Public: &key.PublicKey, Serial: p.serial(),
		NotBefore: start.AddDate(-10, 0, 0), NotAfter: start.AddDate(10, 0, 0),
	}, &smki.Credential{Key: key})
	if err != nil {
		t.Fatal(err)
	}
	p.root = &smki.Credential{Certificate: root, Key: key}
	return p
}

func (p *pki) generate() *ecdsa.PrivateKey {
	p.t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		p.t.Fatal(err)
	}
	return key
}

func (p *pki) serial() *big.Int {
	p.t.Helper()
	serial, err := smki.NewSerial(rand.Reader)
	if err != nil {
		p.t.Fatal(err)
	}
	return serial
}

// issue makes a key pair whose certificate is valid until a time and that the
// repository knows.
func (p *pki) issue(h holder, kind smki.Kind, until time.Time) *smki.Credential {
	p.t.Helper()
	c := p.make(h, kind, until)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.bySerial[c.Certificate.SerialNumber.String()] = c.Certificate
	return c
}

// make makes a key pair that the repository does not know.
func (p *pki) make(h holder, kind smki.Kind, until time.Time) *smki.Credential {
	p.t.Helper()
	key := p.generate()
	certificate, err := smki.Issue(rand.Reader, smki.Template{
		Kind: kind, EUI: h.id, Role: h.role, Usage: h.usage, Public: &key.PublicKey,
		Serial: p.serial(), NotBefore: start.AddDate(-1, 0, 0), NotAfter: until,
	}, p.root)
	if err != nil {
		p.t.Fatal(err)
	}
	return &smki.Credential{Certificate: certificate, Key: key, EUI: h.id, Usage: h.usage}
}

// has gives the holder a key pair that is found.
func (p *pki) has(id eui.ID, role smki.Role, usages ...smki.Usage) {
	p.t.Helper()
	kind := smki.Organisation
	if role == smki.Other {
		kind = smki.Device
	}
	for _, usage := range usages {
		h := holder{id, role, usage}
		p.keys[h] = p.issue(h, kind, start.AddDate(5, 0, 0))
	}
}

// xml is the credential with which a User signs documents.
func (p *pki) xml(id eui.ID) *smki.Credential {
	p.t.Helper()
	c, ok := p.keys[holder{id, smki.XMLSign, smki.DigitalSignature}]
	if !ok {
		p.t.Fatalf("%s signs no documents", id)
	}
	return c
}

// gbcs is the key of a party to Devices, or of a Device, for a usage.
func (p *pki) gbcs(id eui.ID, usage smki.Usage) (*smki.Credential, bool) {
	for h, c := range p.keys {
		if h.id == id && h.usage == usage && !h.role.SignsXML() {
			return c, true
		}
	}
	return nil, false
}

// private is the private key of a party for a usage.
func (p *pki) private(id eui.ID, usage smki.Usage) *ecdsa.PrivateKey {
	p.t.Helper()
	c, ok := p.gbcs(id, usage)
	if !ok {
		p.t.Fatalf("%s has no key for %s", id, usage)
	}
	return c.Key
}

// secret is what two parties share.
func (p *pki) secret(one, other eui.ID) gbcs.Secret {
	p.t.Helper()
	private, err := p.private(one, smki.KeyAgreement).ECDH()
	if err != nil {
		p.t.Fatal(err)
	}
	public, err := p.private(other, smki.KeyAgreement).PublicKey.ECDH()
	if err != nil {
		p.t.Fatal(err)
	}
	secret, err := gbcs.Agree(private, public)
	if err != nil {
		p.t.Fatal(err)
	}
	return secret
}

func (p *pki) BySerial(_ context.Context, serial *big.Int) (*smki.Certificate, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	c, ok := p.bySerial[serial.String()]
	if !ok {
		return nil, fmt.Errorf("%w: serial %s", dsp.ErrNoCertificate, serial)
	}
	return c, nil
}

func (p *pki) Signing(_ context.Context, id eui.ID) (*ecdsa.PublicKey, error) {
	c, ok := p.gbcs(id, smki.DigitalSignature)
	if !ok {
		return nil, fmt.Errorf("%w: signing of %s", dsp.ErrNoCertificate, id)
	}
	return c.Certificate.ECDSA(), nil
}

func (p *pki) Agreement(_ context.Context, id eui.ID) (*ecdh.PublicKey, error) {
	c, ok := p.gbcs(id, smki.KeyAgreement)
	if !ok {
		return nil, fmt.Errorf("%w: agreement of %s", dsp.ErrNoCertificate, id)
	}
	return c.Certificate.ECDH(), nil
}

func (p *pki) Check(c *smki.Certificate, at time.Time) error {
	return smki.VerifyChain(c, nil, []*smki.Certificate{p.root.Certificate}, at)
}

// accessBroker is the Access Control Broker of the tests.
type accessBroker struct {
	*pki
	secrets sync.Map // of gbcs.Secret by Device: agreeing is not what is tested here
}

func (b *accessBroker) ID() eui.ID { return broker }

func (b *accessBroker) with(device eui.ID) (gbcs.Secret, error) {
	if kept, ok := b.secrets.Load(device); ok {
		return kept.(gbcs.Secret), nil
	}
	if _, err := b.Agreement(b.t.Context(), device); err != nil {
		return gbcs.Secret{}, err
	}
	secret := b.secret(broker, device)
	b.secrets.Store(device, secret)
	return secret, nil
}

func (b *accessBroker) Seal(_ context.Context, m *gbcs.Message) error {
	secret, err := b.with(m.Recipient)
	if err == nil {
		m.Seal(secret)
	}
	return err
}

func (b *accessBroker) Open(_ context.Context, m *gbcs.Message) error {
	secret, err := b.with(m.Originator)
	if err != nil {
		return err
	}
	return m.Open(secret)
}
