// Package estate is the homes: simulated Devices that behave as those of Great Britain's
// smart metering network, as many as are asked for, at next to no cost for one that
// nobody talks to.
//
// A home is a seed. Which Devices it has, their keys and what it consumes are functions
// of the estate's seed, the number of the home and the time; what was written to a
// Device is a sparse overlay in one row. [Open] an estate, [Estate.Build] homes, keep
// [Estate.Run] going, and hand over messages with [Estate.Deliver]; what Devices send is
// fetched by [Estate.Uplink].
//
// A Device is a server over a data model: COSEM objects in an ESME and a Communications
// Hub, ZigBee clusters in a GSME and a Gas Proxy Function. It checks a Command as it must
// (accept.go), carries it out row by row, and answers. Use Cases do not appear by name but
// for those that no row can say; each of these has a file of its name, found through the
// map of actors.
//
// What a Command changes, the answer to it and, for a Device that sleeps, its leaving the
// mailbox are one transaction: a crash at any moment loses no message and makes none
// count twice.
package estate

import (
	"context"
	"crypto/ecdh"
	"crypto/ecdsa"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"sync"
	"sync/atomic"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/store"
	"github.com/mains-energy/mains/smki"
)

// Config is what an Estate stands on. DB and Clock are required.
type Config struct {
	DB    *store.DB
	Clock clock.Clock
	Seed  Seed
	Log   *slog.Logger // nil: silent
	// Certificate finds a certificate of a Device, in DER. Nil: Devices hold none.
	Certificate func(ctx context.Context, device eui.ID, usage smki.Usage) ([]byte, error)
	// Devices bounds how many Devices are kept in memory: about 1 kB each. 0 is 65,536.
	Devices int
}

// devicesKept is how many Devices are in memory when nobody says otherwise: 60 MB and
// nine thousand homes of the seven kinds.
const devicesKept = 1 << 16

// Estate is the homes and all their Devices. It is safe for concurrent use.
type Estate struct {
	Config
	homes   atomic.Int64
	cells   map[usecase.Device][]cell // Trust Anchor Cells; replaced as a whole by Build
	cellsMu sync.RWMutex

	cosemModels map[usecase.Device]cosemModel
	objects     map[usecase.Device]objects
	protection  map[usecase.Device][]dlms.LogicalName
	gasModel    zclModel
	gasFactory  usecase.Args
	actors      map[*usecase.UseCase]actor

	states     *lru[eui.ID, kept]
	secrets    *lru[pair, gbcs.Secret]
	signers    *lru[eui.ID, *ecdsa.PrivateKey]
	agreements *lru[eui.ID, *ecdh.PrivateKey]
	faults     faults

	locks   [1024]sync.Mutex // of homes, by number
	waiting chan struct{}
	nudge   chan struct{}
	alarm   atomic.Int64 // until when Run waits, in microseconds
}

// pair is a Device and the key agreement key of another party.
type pair struct {
	device eui.ID
	public string
}

// Open is the estate that db holds: empty before the first Build. Another seed than the
// one it was built from is refused.
func Open(ctx context.Context, c Config) (*Estate, error) {
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Devices == 0 {
		c.Devices = devicesKept
	}
	e := &Estate{
		Config:      c,
		states:      newLRU[eui.ID, kept](c.Devices),
		secrets:     newLRU[pair, gbcs.Secret](2 * c.Devices),
		signers:     newLRU[eui.ID, *ecdsa.PrivateKey](c.Devices),
		agreements:  newLRU[eui.ID, *ecdh.PrivateKey](c.Devices),
		cosemModels: cosemModels(),
		protection:  protectionObjects(),
		gasModel:    zclModelOf(usecase.GSME | usecase.GPF),
		gasFactory:  append(gasFactory(), factoryOf(usecase.GSME|usecase.GPF)...),
		actors:      actors(),
		waiting:     make(chan struct{}, 1),
		nudge:       make(chan struct{}, 1),
	}
	e.objects = make(map[usecase.Device]objects)
	for t, model := range e.cosemModels {
		e.objects[t] = objectsOf(t, model)
	}
	e.alarm.Store(math.MaxInt64)
	if err := e.load(ctx); err != nil {
		return nil, fmt.Errorf("estate: %w", err)
	}
	signal(e.waiting) // of what was left when we stopped
	return e, nil
}

// load reads what is not of one Device.
func (e *Estate) load(ctx context.Context) error {
	var homes int64
	var seed string
	err := e.DB.QueryRowContext(ctx, `SELECT homes, seed FROM estate WHERE id = 1`).
		Scan(&homes, &seed)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	if err == nil && seed != e.Seed.digest() {
		return errors.New("the homes in this database were made from another seed")
	}
	e.homes.Store(homes)
	anchors, err := readAnchors(ctx, e.DB)
	if err != nil {
		return err
	}
	e.populate(anchors)
	return e.faults.load(ctx, e.DB)
}

// digest tells seeds apart without giving one away.
func (s *Seed) digest() string {
	return hex.EncodeToString(s.derive(eui.ID{}, "digest", 16))
}

// Homes is how many homes there are.
func (e *Estate) Homes() int { return int(e.homes.Load()) }

// device is the Device of this estate that id names.
func (e *Estate) device(id eui.ID) (Device, bool) {
	d, ok := DeviceOf(id)
	return d, ok && d.Home < e.Homes()
}

// lock makes the caller the only one who acts in the home of d, in this process.
func (e *Estate) lock(d Device) (unlock func()) {
	m := &e.locks[d.Home%len(e.locks)]
	m.Lock()
	return m.Unlock
}

// signal makes whoever reads c look again.
func signal(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// signer is the Digital Signature key of a Device.
func (e *Estate) signer(id eui.ID) *ecdsa.PrivateKey {
	key, ok := e.signers.get(id)
	if !ok {
		key = e.Seed.key(id, forSigning)
		e.signers.put(id, key)
	}
	return key
}

// secret is what a Device shares with the owner of a key agreement key.
func (e *Estate) secret(id eui.ID, public *ecdh.PublicKey) (gbcs.Secret, error) {
	p := pair{id, string(public.Bytes())}
	if z, ok := e.secrets.get(p); ok {
		return z, nil
	}
	key, ok := e.agreements.get(id)
	if !ok {
		key = e.Seed.agreementKey(id)
		e.agreements.put(id, key)
	}
	z, err := gbcs.Agree(key, public)
	if err == nil {
		e.secrets.put(p, z)
	}
	return z, err
}
