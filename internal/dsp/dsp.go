// Package dsp is the gateway of the DCC: the path of a Service Request from a
// User to a Device and of the answer back.
//
// [Gateway.Send], [Gateway.Transform] and [Gateway.NonDevice] are the three DUIS
// web services; each reads as the list of its steps. [Gateway.Run] does what
// happens later: it takes answers and alerts from the RESPONSES stream, hands
// over again what was not answered, gives up in time, and delivers to Users.
//
// A request is acknowledged when its row in the journal is durable. JetStream
// carries what the journal holds and can be lost: at start everything open is
// carried again. Every effect is idempotent on its RequestID, so that carrying
// twice does no harm.
//
// The package knows nothing of Devices but their bytes, and holds no key but the
// one that signs its documents: MACs are the Access Control Broker's.
package dsp

import (
	"context"
	"crypto/ecdh"
	"crypto/ecdsa"
	"errors"
	"io"
	"log/slog"
	"math/big"
	"net/http"
	"sync"
	"time"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/internal/bus"
	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/store"
	"github.com/mains-energy/mains/smki"
)

// Broker is the Access Control Broker. It must be safe for concurrent use.
type Broker interface {
	// ID is the Broker's own identifier.
	ID() eui.ID
	// Seal puts the MAC on a Command.
	Seal(ctx context.Context, m *gbcs.Message) error
	// Open checks the MAC of a message addressed to the Broker.
	Open(ctx context.Context, m *gbcs.Message) error
	// Sign signs a Command that the Broker originates.
	Sign(ctx context.Context, m *gbcs.Message) error
}

// Party is the party of the DCC that carries out changes of supplier. It must be safe for
// concurrent use.
type Party interface {
	// ID is the party's identifier.
	ID() eui.ID
	// Sign signs a Command that the party originates.
	Sign(ctx context.Context, m *gbcs.Message) error
}

// Certificates is the SMKI repository as the gateway needs it. It must be safe
// for concurrent use, and answers ErrNoCertificate for what it does not hold.
type Certificates interface {
	// BySerial finds the certificate that a signature names.
	BySerial(ctx context.Context, serial *big.Int) (*smki.Certificate, error)
	// Signing finds the digital signature certificate in use of a User in a
	// role of remote parties, or of a Device.
	Signing(ctx context.Context, id eui.ID) (*ecdsa.PublicKey, error)
	// Agreement finds the key agreement key in use of a User or a Device.
	Agreement(ctx context.Context, id eui.ID) (*ecdh.PublicKey, error)
	// AgreementCertificate finds the certificate of that key, in DER.
	AgreementCertificate(ctx context.Context, id eui.ID) ([]byte, error)
	// Check says whether a certificate may be relied on at a time.
	Check(certificate *smki.Certificate, at time.Time) error
}

// Config is what a Gateway stands on. Every field but Timers is required.
type Config struct {
	DB           *store.DB
	Bus          *bus.Bus
	Clock        clock.Clock // of the system; may be simulated
	Wall         clock.Clock // of the Users, who are real
	Random       io.Reader
	Broker       Broker
	CoS          Party
	Certificates Certificates
	Signer       *smki.Credential // DSP XML sign
	Client       *http.Client     // for deliveries
	Timers       Timers           // zero: DefaultTimers
	Log          *slog.Logger
	Metrics      *Metrics
}

// Gateway is the DCC's side of DUIS. It is safe for concurrent use.
type Gateway struct {
	Config
	counter *brokerCounter
	journal journal

	large   chan struct{}  // one for each large document in memory
	work    sync.WaitGroup // of what New and Run started
	nudge   chan struct{}  // the scheduler has something new
	agenda  agenda
	held    heldBack // deliveries that keep their least delay
	stopped context.Context
	stop    context.CancelFunc
}

// New is a Gateway on what config names. It serves at once; Run makes it answer.
func New(config Config) (*Gateway, error) {
	if config.Signer == nil || config.Signer.Key == nil {
		return nil, errors.New("dsp: no key to sign documents with")
	}
	if config.Timers.GiveUp == 0 {
		config.Timers = DefaultTimers()
	}
	g := &Gateway{
		Config:  config,
		counter: &brokerCounter{db: config.DB, clock: config.Clock},
		journal: journal{config.DB},
		nudge:   make(chan struct{}, 1),
		large:   make(chan struct{}, largeAtOnce),
		held:    heldBack{until: make(map[string]time.Time)},
	}
	g.stopped, g.stop = context.WithCancel(context.Background())
	return g, nil
}

// Run answers, retries and delivers until ctx ends, then waits for what is under
// way. It returns the first error that stops it for another reason.
func (g *Gateway) Run(ctx context.Context) error {
	if err := g.reopen(ctx); err != nil && ctx.Err() == nil {
		return err
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	for _, part := range []func(context.Context) error{g.responses, g.deliverAll, g.schedule} {
		g.work.Go(func() {
			if err := part(ctx); err != nil && ctx.Err() == nil {
				cancel(err)
			}
		})
	}
	<-ctx.Done()
	g.stop()
	g.work.Wait()
	if err := context.Cause(ctx); !errors.Is(err, context.Canceled) {
		return err
	}
	return nil
}
