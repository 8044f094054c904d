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
// as it would to the DCC; [System.Client] has the keys of a User for it.
//
// The system stops when the test ends. It starts no homes but its own and reaches no
// network but loopback.
package mainstest

import (
	"context"
	"errors"
	"log/slog"
	"path/filepath"
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

	keys    *smki.KeyStore
	counter client.Counter
	users   map[eui.ID]*user
}

// New starts a system that stops when the test ends. Answers have no least delay.
func New(tb testing.TB, options ...Option) *System {
	tb.Helper()
	set := settings{system.Config{
		Data: tb.TempDir(), PortOffset: system.Anywhere, Homes: 1,
		Log: slog.New(slog.DiscardHandler),
	}}
	for _, option := range options {
		option(&set)
	}
	running, err := system.Open(tb.Context(), set.Config)
	if err != nil {
		tb.Fatal(err)
	}
	// The context of a test ends before its cleanups, which still need the system.
	ctx, stop := context.WithCancel(context.WithoutCancel(tb.Context()))
	stopped := make(chan error, 1)
	go func() { stopped <- running.Run(ctx) }()
	tb.Cleanup(func() {
		stop()
		if err := errors.Join(<-stopped, running.Close()); err != nil {
			tb.Errorf("mainstest: %v", err)
		}
	})
	s := &System{
		Gateway: running.URL(system.Gateway), Repository: running.URL(system.Repository),
		Portal: running.URL(system.Portal), Controls: running.URL(system.Controls),
		Signing: running.URL(system.Signing), keys: &smki.KeyStore{},
		users: make(map[eui.ID]*user),
	}
	for _, path := range []string{set.Config.Keys, filepath.Join(set.Data, "keys")} {
		s.addKeys(tb, path)
	}
	for _, party := range system.Parties() {
		if len(party.Roles) > 0 {
			s.addUser(tb, party)
		}
	}
	return s
}

func (s *System) addKeys(tb testing.TB, path string) {
	tb.Helper()
	keys, err := system.ReadKeys(path)
	if err != nil {
		tb.Fatal(err)
	}
	if keys == nil {
		return
	}
	for _, credential := range keys.Credentials() {
		s.keys.Add(credential)
	}
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
	for _, reply := range []*client.Reply{outcome.PreCommand, outcome.Ack, outcome.Answer} {
		if reply != nil && reply.Signature != nil {
			tb.Fatal(reply.Signature)
		}
	}
	if outcome.Device != nil && outcome.Device.Fault != nil {
		tb.Fatal(outcome.Device.Fault)
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
	if filled.RequestID.Counter == 0 {
		filled.RequestID.Counter = s.counter.Next(filled.ServiceReferenceVariant, time.Now())
	}
	u, ok := s.users[filled.RequestID.Originator]
	if !ok {
		return &client.Outcome{}, errors.New("mainstest: no User " +
			filled.RequestID.Originator.String())
	}
	return u.client.Do(ctx, filled.Append(nil), u.receiver)
}

// Client is a client with the keys of a User: supplier, supplier-2, network,
// load-controller, mdr, other, or an EUI-64. It is nil where there is none.
func (s *System) Client(user string) *client.Client {
	if u := s.user(user); u != nil {
		return u.client
	}
	return nil
}

// Receiver is the receive service of a User, to which its answers come.
func (s *System) Receiver(user string) *client.Receiver {
	if u := s.user(user); u != nil {
		return u.receiver
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
