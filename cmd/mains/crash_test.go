package main

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/store"
)

// How the server is killed.
const (
	kills        = 20                     // while it serves
	killsAtStart = 5                      // before it listens
	longestLife  = 700 * time.Millisecond // from when it listens
	longestStart = 100 * time.Millisecond // from when its process is started
	drainLimit   = 30 * time.Second       // for what is open after the last start
)

// TestKill kills the server again and again under a stream of requests. What it has
// acknowledged is answered, once; what a Device must not do twice is done once.
func TestKill(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	testKill(t, &server{tb: t, data: data}, store.Config{Dir: filepath.Join(data, "db")})
}

func testKill(t *testing.T, s *server, journal store.Config) {
	seed := uint64(time.Now().UnixNano())
	if text := os.Getenv("MAINS_SEED"); text != "" {
		var err error
		if seed, err = strconv.ParseUint(text, 10, 64); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("MAINS_SEED=%d", seed)
	random := rand.New(rand.NewPCG(seed, 0))

	s.start()
	at := s.listening()
	users := newTestUser(t, s.data, at)
	streams := streamsOfRequests()
	stop := users.send(streams)
	for n := range kills + killsAtStart {
		users.at.Store(&at)
		pause(t, time.Duration(random.Int64N(int64(longestLife))))
		users.at.Store(nil)
		s.kill()
		if n%(kills/killsAtStart) == 0 {
			s.start()
			pause(t, time.Duration(random.Int64N(int64(longestStart))))
			s.kill()
		}
		s.start()
		at = s.listening()
	}
	users.at.Store(&at)
	stop()

	eventually(t, drainLimit, func() bool { return len(users.unanswered()) == 0 })
	users.check(t)
	users.checkDevices(t, streams)
	s.stop()
	checkJournal(t, journal)
	t.Logf("%d kills while serving, %d at start; %s", kills, killsAtStart, users.figures(streams))
	if text := s.said(); text != "" {
		t.Errorf("the server said on stderr:\n%s", text)
	}
}

// pause waits for d: the moments of kills are real time, as the server's work is.
func pause(tb testing.TB, d time.Duration) {
	tb.Helper()
	select {
	case <-time.After(d):
	case <-tb.Context().Done():
	}
}

// eventually waits until done, and reports whether it was within limit.
func eventually(tb testing.TB, limit time.Duration, done func() bool) bool {
	tb.Helper()
	for end := time.Now().Add(limit); time.Now().Before(end); {
		if done() {
			return true
		}
		pause(tb, 10*time.Millisecond)
	}
	return done()
}

// server is `mains serve` on one data directory, in a process of its own.
type server struct {
	tb      testing.TB
	data    string
	args    []string // further ones
	process *exec.Cmd
	stderr  bytes.Buffer // of all processes
}

// start starts a process. What the last one left of its addresses is removed.
func (s *server) start() {
	s.tb.Helper()
	if err := os.RemoveAll(addressFile(s.data)); err != nil {
		s.tb.Fatal(err)
	}
	args := []string{"serve", "--data", s.data, "--port-offset=-1", "--least-delay=0", "--log-level=error"}
	s.process = exec.Command("mains", append(args, s.args...)...)
	s.process.Stderr = &s.stderr
	if err := s.process.Start(); err != nil {
		s.tb.Fatal(err)
	}
	process := s.process
	s.tb.Cleanup(func() {
		_ = process.Process.Kill() // it has ended, unless the test failed
		_ = process.Wait()
	})
}

// listening waits until the process listens and returns its addresses.
func (s *server) listening() (at addresses) {
	s.tb.Helper()
	listens := eventually(s.tb, startLimit, func() bool {
		text, err := os.ReadFile(addressFile(s.data))
		return err == nil && json.Unmarshal(text, &at) == nil // not half of it
	})
	if !listens {
		s.tb.Fatalf("the server does not listen; it said %s", s.said())
	}
	return at
}

// kill ends the process as a power cut would, but for what the operating system holds.
func (s *server) kill() {
	s.tb.Helper()
	if err := s.process.Process.Kill(); err != nil {
		s.tb.Fatal(err)
	}
	_ = s.process.Wait() // it says "killed"
	status, ok := s.process.ProcessState.Sys().(syscall.WaitStatus)
	if ok && !status.Signaled() {
		s.tb.Errorf("the server ended by itself: %v; it said %s", s.process.ProcessState, s.said())
	}
}

// stop asks the process to end, which it does cleanly.
func (s *server) stop() {
	s.tb.Helper()
	if err := s.process.Process.Signal(syscall.SIGTERM); err != nil {
		s.tb.Fatal(err)
	}
	if err := s.process.Wait(); err != nil {
		s.tb.Errorf("stop: %v; the server said %s", err, s.said())
	}
}

// ended waits until the process has ended by itself.
func (s *server) ended() error {
	s.tb.Helper()
	done := make(chan error, 1)
	go func() { done <- s.process.Wait() }()
	select {
	case err := <-done:
		return err
	case <-time.After(endLimit):
		s.tb.Fatalf("the server has not ended within %s", endLimit)
		return nil
	}
}

// said is what all processes have said on stderr. Only between processes.
func (s *server) said() string { return s.stderr.String() }

// checkJournal wants nothing left to do in the journal of a stopped system.
func checkJournal(t *testing.T, config store.Config) {
	t.Helper()
	db, err := store.Open(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for what, query := range map[string]string{
		"deliveries that are not delivered": `SELECT count(*) FROM delivery WHERE state <> 'delivered'`,
		"messages that wait at hubs":        `SELECT count(*) FROM home_uplink`,
	} {
		var n int
		if err := db.QueryRowContext(t.Context(), query).Scan(&n); err != nil {
			t.Fatal(err)
		}
		if n != 0 {
			t.Errorf("%d %s", n, what)
		}
	}
}
