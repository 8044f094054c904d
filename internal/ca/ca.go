// Package ca is the key infrastructure of a system: the authorities that issue
// certificates, the keys of organisations, and the SMKI repository.
//
// [Open] makes the authorities on the first start and finds them on every later one.
// [CA.Organisation] gives the key pair of an organisation: from the key store that
// the operator handed over, else one of its own, made when it is first asked for.
// [CA.IssueDevices] certifies the public keys of Devices in one go. [CA.Repository]
// answers look-ups over HTTP, [CA.Certificate] and [CA.BySerial] within the program.
//
// Keys stand in one directory, as PEM files that only their owner may read, in the
// form of [smki.ReadDirectory]:
//
//	024d41494e000000-ca.pem  .key   root
//	024d41494e000001-ca.pem  .key   issues certificates of organisations
//	024d41494e000002-ca.pem  .key   issues certificates of Devices
//	<eui>-ds.pem  .key  …           organisations that were not handed over
//
// Certificates stand in the database as well, in the table certificate. No key of a
// Device comes here, and nothing is ever revoked: there are no revocation lists yet.
package ca

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/big"
	"sync"
	"time"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/store"
	"github.com/mains-energy/mains/smki"
)

// ErrUnknown says that no such certificate is known.
var ErrUnknown = errors.New("ca: no such certificate")

// certificatesKept bounds each cache of certificates that were looked up: about 8 kB
// each, so 32 MB, and enough for the Devices that a gateway talks to at a time.
const certificatesKept = 1 << 12

// verdictsKept bounds the cache of chains that were found good, 64 octets each.
const verdictsKept = 1 << 14

// Config is what a CA stands on. Only Import may be nil.
type Config struct {
	DB    *store.DB
	Dir   string // of the keys; made where it is absent
	Clock clock.Clock
	Rand  io.Reader
	// Import is a key store that the operator hands over. It is trusted as it
	// stands: neither chains nor dates of its certificates are checked.
	Import *smki.KeyStore
	Log    *slog.Logger
}

// CA is an open key infrastructure. It is safe for concurrent use.
type CA struct {
	db    *store.DB
	dir   string
	clock clock.Clock
	rand  io.Reader
	log   *slog.Logger

	imported *smki.KeyStore   // never changes
	trusted  map[digest]bool  // the certificates in it
	root     *smki.Credential // and these three neither
	organise *smki.Credential // issues for organisations
	devices  *smki.Credential // issues for Devices
	issuing  sync.Mutex       // held while something is issued
	mu       sync.RWMutex     // guards own
	own      *smki.KeyStore   // with the authorities
	byOwner  *cache[owner, *smki.Certificate]
	bySerial *cache[string, *smki.Certificate]
	verdicts *cache[digest, period]

	audits counter
}

// digest is the SHA-256 of a certificate.
type digest [sha256.Size]byte

// owner is what certificates are looked up by.
type owner struct {
	id    eui.ID
	usage smki.Usage
}

// period is when a chain is good, both ends included.
type period struct{ from, to time.Time }

// Open opens the key infrastructure, and makes what is missing of it. It fails when
// keys have been lost or are not those that the database knows.
func Open(ctx context.Context, config Config) (*CA, error) {
	c := &CA{
		db: config.DB, dir: config.Dir, clock: config.Clock, log: config.Log,
		rand:     &sharedReader{r: config.Rand},
		imported: config.Import,
		trusted:  make(map[digest]bool),
		byOwner:  newCache[owner, *smki.Certificate](certificatesKept),
		bySerial: newCache[string, *smki.Certificate](certificatesKept),
		verdicts: newCache[digest, period](verdictsKept),
	}
	if c.imported == nil {
		c.imported = &smki.KeyStore{}
	}
	for _, credential := range c.imported.Credentials() {
		if credential.Certificate != nil {
			c.trusted[sha256.Sum256(credential.Certificate.Raw)] = true
		}
	}
	if err := c.openAuthorities(); err != nil {
		return nil, fmt.Errorf("the keys in %s: %w", c.dir, err)
	}
	if err := c.sameRoot(ctx); err != nil {
		return nil, err
	}
	if err := c.register(ctx); err != nil {
		return nil, err
	}
	if config.Import != nil {
		c.log.InfoContext(ctx, "ca: imported keys are trusted as they stand: "+
			"neither chains nor dates are checked",
			"certificates", len(c.trusted), "problems", c.imported.Problems())
	}
	return c, nil
}

// KeyStore is all keys that are held: those handed over, then those of its own, the
// authorities among them.
func (c *CA) KeyStore() *smki.KeyStore {
	all := &smki.KeyStore{}
	for _, credential := range c.imported.Credentials() {
		all.Add(credential)
	}
	c.mu.RLock()
	defer c.mu.RUnlock()
	for _, credential := range c.own.Credentials() {
		all.Add(credential)
	}
	return all
}

// Held finds the key pair of an organisation in a role, without making one; not that
// for prepayment.
func (c *CA) Held(id eui.ID, role smki.Role, usage smki.Usage) (*smki.Credential, bool) {
	return c.held(Want{EUI: id, Role: role, Usage: usage})
}

func (c *CA) held(want Want) (*smki.Credential, bool) {
	if found, ok := want.in(c.imported); ok {
		return found, true
	}
	c.mu.RLock()
	defer c.mu.RUnlock()
	return want.in(c.own)
}

// Certificate finds the certificate in use of an organisation, Device or authority,
// by usage; of an organisation not those for XML signatures and prepayment. It
// answers [ErrUnknown] where there is none. Other processes on the same database may
// replace a certificate that is kept here.
func (c *CA) Certificate(
	ctx context.Context, id eui.ID, usage smki.Usage,
) (*smki.Certificate, error) {
	return c.byOwner.get(owner{id, usage}, func() (*smki.Certificate, error) {
		found, err := c.inUse(ctx, id, usage)
		if err != nil {
			return nil, fmt.Errorf("%s of %s: %w", usage, id, err)
		}
		return found, nil
	})
}

// BySerial finds a certificate by its serial number, in use or not. It answers
// [ErrUnknown] where there is none.
func (c *CA) BySerial(ctx context.Context, serial *big.Int) (*smki.Certificate, error) {
	key := serialText(serial)
	return c.bySerial.get(key, func() (*smki.Certificate, error) {
		row, err := c.row(ctx, key)
		if err != nil {
			return nil, fmt.Errorf("serial number %s: %w", key, err)
		}
		return smki.ParseCertificate(row.der)
	})
}

// Verify says whether a certificate may be relied on at a time: those handed over
// always, others when a chain leads to our root, everything in it is valid at that
// time and built to its profile. Errors are those of [smki.VerifyChain].
func (c *CA) Verify(certificate *smki.Certificate, at time.Time) error {
	key := digest(sha256.Sum256(certificate.Raw))
	if c.trusted[key] {
		return nil
	}
	good, known := c.verdicts.find(key)
	if known && !at.Before(good.from) && !at.After(good.to) {
		return nil
	}
	authorities := []*smki.Certificate{c.organise.Certificate, c.devices.Certificate}
	root := c.root.Certificate
	if err := smki.VerifyChain(certificate, authorities, []*smki.Certificate{root}, at); err != nil {
		return err
	}
	good = period{certificate.NotBefore, certificate.NotAfter}
	for _, above := range append(authorities, root) { // more than the chain: it only narrows
		if above.NotBefore.After(good.from) {
			good.from = above.NotBefore
		}
		if above.NotAfter.Before(good.to) {
			good.to = above.NotAfter
		}
	}
	c.verdicts.keep(key, good)
	return nil
}

// Root is the certificate at the head of our own chains.
func (c *CA) Root() *smki.Certificate { return c.root.Certificate }

// sharedReader lets several goroutines read one source.
type sharedReader struct {
	mu sync.Mutex
	r  io.Reader
}

func (s *sharedReader) Read(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.r.Read(b)
}
