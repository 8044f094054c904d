// Package system wires the rooms of mains into one running system: it opens what
// holds state, makes keys and homes on the first start, starts every listener, and
// stops them in order.
//
// [Open] makes a [System] from a [Config]; [System.Run] serves until its context
// ends. The command line and tests build the same value.
package system

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"github.com/mains-energy/mains/client"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/internal/acb"
	"github.com/mains-energy/mains/internal/bus"
	"github.com/mains-energy/mains/internal/ca"
	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/dsp"
	"github.com/mains-energy/mains/internal/estate"
	"github.com/mains-energy/mains/internal/governance"
	"github.com/mains-energy/mains/internal/store"
	"github.com/mains-energy/mains/internal/wan"
	"github.com/mains-energy/mains/smki"
)

// Config says what system to open.
type Config struct {
	Data       string    // directory of keys, and of state where DB and NATS are empty
	DB         string    // postgres://… ; empty: embedded SQLite below Data
	NATS       string    // nats://… ; empty: embedded JetStream below Data
	Keys       string    // key store file or directory of organisation keys; empty: own
	Host       string    // address to listen on; empty: 127.0.0.1
	PortOffset int       // added to every port; Anywhere: any free port
	Homes      int       // how many homes a fresh system has
	AsAt       time.Time // the time to start at; zero: as it was left, or the wall's
	LeastDelay time.Duration
	GiveUp     time.Duration // how long a request waits for its answer; zero: the default
	Mail       Mail
	Allow      []netip.Prefix // networks within that webhooks and feeds may lead to
	// HoldWebhooks: nothing is sent to webhooks, and what is for them waits.
	HoldWebhooks bool
	Wall         clock.Clock // the wall clock; nil: the machine's
	Log          *slog.Logger
	// Progress is told of long steps: done of total. It may be nil.
	Progress func(step string, done, total int)
}

// Anywhere as a port offset makes every listener take any free port.
const Anywhere = -1

// System is everything that `mains serve` runs.
type System struct {
	config    Config
	log       *slog.Logger
	db        *store.DB
	bus       *bus.Bus
	clock     *clock.Adjustable
	ca        *ca.CA
	gateway   *dsp.Gateway
	estate    *estate.Estate
	wan       *wan.WAN
	code      *governance.Code
	metrics   *prometheus.Registry
	counter   client.Counter // of the signing service
	secret    string         // who knows it may invite people
	listeners []listener
	mailbox   net.Listener   // where mail comes in; nil: nowhere
	close     []func() error // in the order of opening
}

// Open makes or reopens the system of a data directory, up to listening: requests
// are served from [System.Run] on.
func Open(ctx context.Context, config Config) (_ *System, err error) {
	if config.Host == "" {
		config.Host = "127.0.0.1"
	}
	if config.Progress == nil {
		config.Progress = func(string, int, int) {}
	}
	if config.Wall == nil {
		config.Wall = clock.Real()
	}
	s := &System{config: config, log: config.Log, metrics: prometheus.NewRegistry(),
		secret: rand.Text()}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.Close())
		}
	}()
	s.metrics.MustRegister(collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	// A taken port is found before anything is made.
	if err := s.listen(ctx); err != nil {
		return nil, err
	}
	if err := s.listenForMail(ctx); err != nil {
		return nil, err
	}
	if err := s.openState(ctx); err != nil {
		return nil, err
	}
	if err := s.startClock(ctx); err != nil {
		return nil, err
	}
	if err := s.openRegister(ctx); err != nil {
		return nil, err
	}
	if err := s.openKeys(ctx); err != nil {
		return nil, err
	}
	if err := s.openNetwork(ctx); err != nil {
		return nil, err
	}
	if err := s.openCode(ctx); err != nil {
		return nil, err
	}
	return s, nil
}

// openState opens database and bus.
func (s *System) openState(ctx context.Context) (err error) {
	if err := os.MkdirAll(s.config.Data, 0o700); err != nil {
		return err
	}
	where := store.Config{Dir: filepath.Join(s.config.Data, "db")}
	if s.config.DB != "" {
		where = store.Config{URL: s.config.DB}
	}
	if s.db, err = store.Open(ctx, where); err != nil {
		return err
	}
	s.close = append(s.close, s.db.Close)
	flow := bus.Config{Dir: filepath.Join(s.config.Data, "bus"), Log: s.log}
	if s.config.NATS != "" {
		flow = bus.Config{URL: s.config.NATS, Log: s.log}
	}
	if s.bus, err = bus.Open(ctx, flow); err != nil {
		return err
	}
	s.close = append(s.close, s.bus.Close)
	return nil
}

// openKeys opens the key infrastructure and makes the keys that are missing.
func (s *System) openKeys(ctx context.Context) error {
	imported, err := importKeys(s.config.Keys)
	if err != nil {
		return err
	}
	s.ca, err = ca.Open(ctx, ca.Config{
		DB: s.db, Dir: s.keysDir(), Clock: s.clock, Rand: rand.Reader, Import: imported, Log: s.log,
	})
	if err != nil {
		return err
	}
	for i, p := range parties {
		for _, k := range p.keys {
			if _, err := s.ca.Organisation(ctx, k.want(p)); err != nil {
				return err
			}
		}
		s.config.Progress("keys", i+1, len(parties))
	}
	return s.sameKeys(ctx)
}

func (k key) want(p Party) ca.Want {
	return ca.Want{EUI: p.EUI, Role: k.role, Usage: k.usage, PrePayment: k.prePayment, Name: p.Name}
}

// sameKeys refuses a database whose homes were made for another set of keys.
func (s *System) sameKeys(ctx context.Context) error {
	agreement, err := s.credential(ctx, Broker, smki.AccessControlBroker, smki.KeyAgreement)
	if err != nil {
		return err
	}
	const name = "keys"
	print := fmt.Sprintf("%x", agreement.Certificate.SubjectKeyId)
	was, known, err := s.db.Meta(ctx, name)
	if err != nil {
		return err
	}
	if !known {
		return s.db.SetMeta(ctx, name, print)
	}
	if was != print {
		return fmt.Errorf("the homes of this database were made for other keys "+
			"(Access Control Broker %s, now %s): use the --keys it was made with, "+
			"or another --data or --db, or mains reset", was, print)
	}
	return nil
}

// credential is an organisation's key pair.
func (s *System) credential(
	ctx context.Context, id eui.ID, role smki.Role, usage smki.Usage,
) (*smki.Credential, error) {
	return s.ca.Organisation(ctx, ca.Want{EUI: id, Role: role, Usage: usage})
}

func (s *System) keysDir() string { return filepath.Join(s.config.Data, "keys") }

// openNetwork makes the actors and, the first time, the homes.
func (s *System) openNetwork(ctx context.Context) (err error) {
	if err := s.openEstate(ctx); err != nil {
		return err
	}
	s.wan = wan.New(s.bus, s.estate, s.log)
	broker, coS, err := s.parties(ctx)
	if err != nil {
		return err
	}
	signer, err := s.credential(ctx, Broker, smki.DSPXMLSign, smki.DigitalSignature)
	if err != nil {
		return err
	}
	timers := dsp.DefaultTimers()
	timers.LeastDelay = s.config.LeastDelay
	if s.config.GiveUp > 0 {
		timers.GiveUp = s.config.GiveUp
	}
	certificates := repository{s.ca}
	s.gateway, err = dsp.New(dsp.Config{
		DB: s.db, Bus: s.bus, Clock: s.clock, Wall: s.config.Wall, Random: rand.Reader,
		Broker: broker, CoS: coS, Certificates: certificates, Signer: signer,
		Client: poster(), Timers: timers, Log: s.log, Metrics: dsp.NewMetrics(s.metrics),
	})
	return err
}

// parties are those of the DCC that originate Commands, with their keys.
func (s *System) parties(ctx context.Context) (*acb.Broker, *acb.Signer, error) {
	agreement, err := s.credential(ctx, Broker, smki.AccessControlBroker, smki.KeyAgreement)
	if err != nil {
		return nil, nil, err
	}
	private, err := agreement.Key.ECDH()
	if err != nil {
		return nil, nil, err
	}
	signing, err := s.credential(ctx, Broker, smki.AccessControlBroker, smki.DigitalSignature)
	if err != nil {
		return nil, nil, err
	}
	coS, err := s.credential(ctx, coSParty, smki.TransitionalCoS, smki.DigitalSignature)
	if err != nil {
		return nil, nil, err
	}
	return acb.New(Broker, signing.Key, private, repository{s.ca}),
		acb.NewSigner(coSParty, coS.Key), nil
}

// poster is what delivers to Users: connections are kept for as many documents as are
// posted to one User at once, and a redirection is no delivery.
func poster() *http.Client {
	return &http.Client{
		Transport: &http.Transport{MaxIdleConnsPerHost: bus.Lanes, IdleConnTimeout: idleLimit},
		CheckRedirect: func(*http.Request, []*http.Request) error {
			return http.ErrUseLastResponse
		},
	}
}

// Run serves until ctx ends or something fails that it cannot serve without; then
// it drains. The error is nil after a clean stop.
func (s *System) Run(ctx context.Context) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var work sync.WaitGroup
	start := func(run func(context.Context) error) {
		work.Go(func() {
			if err := run(ctx); err != nil && ctx.Err() == nil {
				cancel(err)
			}
		})
	}
	start(s.gateway.Run)
	start(s.wan.Run)
	start(s.estate.Run)
	start(s.code.Run)
	if s.mailbox != nil {
		start(s.takeMail)
	}
	start(s.keepTime)
	start(s.watch)
	servers := s.serve(func(err error) { cancel(err) })
	<-ctx.Done()
	s.drain(servers)
	work.Wait()
	if err := context.Cause(ctx); !errors.Is(err, context.Canceled) {
		return err
	}
	return nil
}

// watch ends the system when its database or its streams take nothing any more.
func (s *System) watch(ctx context.Context) error {
	select {
	case err := <-s.db.Failed():
		return err
	case err := <-s.bus.Failed():
		return err
	case <-ctx.Done():
		return nil
	}
}

// Close releases what Open took. A System is closed once, after Run.
func (s *System) Close() error {
	var errs []error
	for i := len(s.close) - 1; i >= 0; i-- {
		errs = append(errs, s.close[i]())
	}
	for _, l := range s.listeners {
		if err := l.Close(); !errors.Is(err, net.ErrClosed) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}
