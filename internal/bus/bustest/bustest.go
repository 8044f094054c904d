// Package bustest tests what stands on a bus, and buses themselves.
//
// [Run] is the suite that an embedded and an external bus pass; [Server] is an
// external one for tests of whole systems.
package bustest

import (
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"

	"github.com/mains-energy/mains/internal/bus"
)

// startTimeout is for a server without messages.
const startTimeout = 10 * time.Second

// Server starts a NATS server with JetStream on a port of its own on loopback,
// until the end of the test.
func Server(t testing.TB) (serverURL string) {
	t.Helper()
	s, err := server.NewServer(&server.Options{
		Host:               "127.0.0.1",
		Port:               server.RANDOM_PORT,
		NoSigs:             true,
		NoLog:              true,
		JetStream:          true,
		StoreDir:           t.TempDir(),
		JetStreamMaxMemory: 16 << 20,
		JetStreamMaxStore:  1 << 30,
	})
	if err != nil {
		t.Fatal(err)
	}
	s.Start()
	t.Cleanup(func() {
		s.Shutdown()
		s.WaitForShutdown()
	})
	if !s.ReadyForConnections(startTimeout) {
		t.Fatal("the NATS server did not start")
	}
	return s.ClientURL()
}

// Open opens a bus until the end of the test.
func Open(t testing.TB, c bus.Config) *bus.Bus {
	t.Helper()
	b, err := bus.Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return b
}
