// HTTP: the DCC's gateway, the SMKI repository, the key infrastructure and a street of
// homes, on free ports of loopback and in a temporary directory.
//
// Most tests need two calls: [New], and [System.Do] with a request.
//
//	s := mainstest.New(t)
//	outcome := s.Do(t, &duis.Request{Header: …, Body: …})
//
// Do acts as a User with keys of this system and takes the answer on a receive service
// of its own. A program that is under test talks to the addresses in [System] instead,
// as it would to the DCC; [System.Client] has the keys of a User for it, and
// [System.NewClient] makes a client as the program would.
//
// The system stops when the test ends; [Start] is for examples and programs, which stop it
// themselves. It starts no homes but its own and reaches no
// network but loopback.
package mainstest

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/mains-energy/mains/client"
	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/estate"
	"github.com/mains-energy/mains/internal/system"
	"github.com/mains-energy/mains/smki"
)

// Option changes a system before it starts.
type Option func(*settings)

// settings are what options change.
type settings struct{ system.Config }

// Homes makes a street of n homes, 1 to 65535, instead of one. A home takes some
// milliseconds to make.
func Homes(n int) Option { return func(s *settings) { s.Config.Homes = n } }

// AsAt starts the system's clock at a time instead of now.
func AsAt(at time.Time) Option { return func(s *settings) { s.Config.AsAt = at } }

// GiveUp is how long a request waits for its Device, by the system's clock, instead of
// an hour.
func GiveUp(d time.Duration) Option { return func(s *settings) { s.Config.GiveUp = d } }

// Keys uses the organisation keys of a key store file or directory instead of fresh
// ones. What is missing in it is made.
func Keys(path string) Option { return func(s *settings) { s.Config.Keys = path } }

// Log writes what the system does to log instead of nowhere.
func Log(log *slog.Logger) Option { return func(s *settings) { s.Config.Log = log } }

// System is a running system. It is safe for concurrent use.
type System struct {
	Gateway    string // address of the DUIS web services, http://host:port
	Repository string // of the SMKI repository
	Portal     string // of the portal
	Controls   string // of the test controls
	Signing    string // of the signing service

	keys  *smki.KeyStore
	stop  []func() error // in the order of starting
	mu    sync.Mutex
	users map[eui.ID]*user
}

// New starts a system that stops when the test ends. Answers have no least delay.
func New(tb testing.TB, options ...Option) *System {
	tb.Helper()
	s, err := Start(tb.Context(), options...)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := s.Stop(); err != nil {
			tb.Error(err)
		}
	})
	return s
}

// Start starts a system that runs until it is stopped. ctx bounds the start only.
func Start(ctx context.Context, options ...Option) (*System, error) {
	s := &System{keys: &smki.KeyStore{}, users: make(map[eui.ID]*user)}
	if err := s.start(ctx, options); err != nil {
		return nil, errors.Join(fmt.Errorf("mainstest: %w", err), s.Stop())
	}
	return s, nil
}

func (s *System) start(ctx context.Context, options []Option) error {
	data, err := os.MkdirTemp("", "mainstest")
	if err != nil {
		return err
	}
	s.stop = append(s.stop, func() error { return os.RemoveAll(data) })
	set := settings{system.Config{
		Data: data, PortOffset: system.Anywhere, Homes: 1, Log: slog.New(slog.DiscardHandler),
	}}
	for _, option := range options {
		option(&set)
	}
	running, err := system.Open(ctx, set.Config)
	if err != nil {
		return err
	}
	// The context of a test ends before its cleanups, which still need the system.
	until, end := context.WithCancel(context.WithoutCancel(ctx))
	stopped := make(chan error, 1)
	go func() { stopped <- running.Run(until) }()
	s.stop = append(s.stop, func() error {
		end()
		return errors.Join(<-stopped, running.Close())
	})
	s.Gateway, s.Repository = running.URL(system.Gateway), running.URL(system.Repository)
	s.Portal, s.Controls = running.URL(system.Portal), running.URL(system.Controls)
	s.Signing = running.URL(system.Signing)
	for _, path := range []string{set.Config.Keys, filepath.Join(data, "keys")} {
		if err := s.addKeys(path); err != nil {
			return err
		}
	}
	for _, party := range system.Parties() {
		if len(party.Roles) == 0 {
			continue
		}
		if err := s.addUser(ctx, party); err != nil {
			return err
		}
	}
	return nil
}

// Stop stops the system and removes what it wrote.
func (s *System) Stop() error {
	var all error
	for _, stop := range slices.Backward(s.stop) {
		all = errors.Join(all, stop())
	}
	s.stop = nil
	if all != nil {
		return fmt.Errorf("mainstest: %w", all)
	}
	return nil
}

func (s *System) addKeys(path string) error {
	keys, err := system.ReadKeys(path)
	if keys == nil || err != nil {
		return err
	}
	for _, credential := range keys.Credentials() {
		s.keys.Add(credential)
	}
	return nil
}

// Device is the identifier of the Device of a type in a home, 0 the first.
func Device(home int, kind usecase.Device) eui.ID {
	for _, d := range estate.HomeOf(home).Devices {
		if d.Type == kind {
			return d.EUI
		}
	}
	return eui.ID{}
}

// Do carries a request the whole way, as [client.Client.Do] does, and ends the test where
// it is refused, not answered within a minute, or answered with a protection that does
// not hold. Without an originator the supplier makes the request; without a counter it
// gets a fresh one.
func (s *System) Do(tb testing.TB, request *duis.Request) *client.Outcome {
	tb.Helper()
	ctx, cancel := context.WithTimeout(tb.Context(), time.Minute)
	defer cancel()
	outcome, err := s.Try(ctx, request)
	if err != nil {
		tb.Fatal(err)
	}
	return outcome
}

// Try is Do for what may go wrong: it returns what came of the request, and why it came
// no further.
func (s *System) Try(ctx context.Context, request *duis.Request) (*client.Outcome, error) {
	filled := *request
	if filled.RequestID.Originator.IsZero() {
		filled.RequestID.Originator = system.Parties()[0].EUI
	}
	u := s.users[filled.RequestID.Originator]
	if u == nil {
		return &client.Outcome{}, errors.New("mainstest: no User " +
			filled.RequestID.Originator.String())
	}
	p, err := u.client.Send(ctx, &filled)
	if err != nil {
		return p.Outcome(), err
	}
	defer p.Forget()
	return p.Wait(ctx)
}

// Client is a client with the keys of a User: supplier, supplier-2, network,
// load-controller, mdr, other, or an EUI-64. It is nil where there is none.
func (s *System) Client(user string) *client.Client {
	if u := s.user(user); u != nil {
		return u.client
	}
	return nil
}

// Unsolicited is what comes to a User's receive service and answers no request that is
// waited for: alerts. What finds it full is dropped.
func (s *System) Unsolicited(user string) <-chan *client.Reply {
	if u := s.user(user); u != nil {
		return u.unsolicited
	}
	return nil
}
