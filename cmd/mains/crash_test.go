package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	cryptorand "crypto/rand"

	"github.com/mains-energy/mains/client"
	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
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
	seed := uint64(time.Now().UnixNano())
	if text := os.Getenv("MAINS_SEED"); text != "" {
		var err error
		if seed, err = strconv.ParseUint(text, 10, 64); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("MAINS_SEED=%d", seed)
	random := rand.New(rand.NewPCG(seed, 0))

	s := &server{tb: t, data: filepath.Join(t.TempDir(), "data")}
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
	checkJournal(t, s.data)
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

// said is what all processes have said on stderr. Only between processes.
func (s *server) said() string { return s.stderr.String() }

// stream is requests of one kind to one Device, one after the other. Counters of one
// User for one Device must rise, so each stream has a Device of its own.
type stream struct {
	name     string
	target   eui.ID
	cv       uint8
	variant  string
	body     func(n int) duis.Body
	replayed bool // the Device carries out a counter once
}

func streamsOfRequests() []stream {
	read := func(int) duis.Body { return &duis.ReadInstantaneousImportRegisters{} }
	roles := []duis.RemotePartyRole{duis.RoleSupplier, duis.RoleNetworkOperator}
	return []stream{
		{"4.1.1 to an ESME", eui.MustParse("00-DB-12-34-56-78-90-A0"), 1, "4.1.1", read, false},
		{"4.1.1 to another ESME", eui.MustParse("02-4D-41-49-4E-00-01-A0"), 1, "4.1.1", read, false},
		{"4.1.1 to a GPF", eui.MustParse("00-DB-12-34-56-78-90-A3"), 1, "4.1.1", read, false},
		{"6.24.1", eui.MustParse("02-4D-41-49-4E-00-02-A0"), 1, "6.24.1", func(int) duis.Body {
			return &duis.RetrieveDeviceSecurityCredentialsKRP{RemotePartyRole: roles}
		}, false},
		{"7.12", eui.MustParse("02-4D-41-49-4E-00-03-A0"), 4, "7.12", func(n int) duis.Body {
			return &duis.SetRandomisedOffsetLimit{RandomisedOffsetLimit: uint16(n % 1800)}
		}, true},
	}
}

// testUser sends requests and keeps what comes back, whatever becomes of the server.
type testUser struct {
	tb      testing.TB
	user    client.User
	counter client.Counter
	at      atomic.Pointer[addresses] // nil: the server is down

	mu           sync.Mutex
	acknowledged map[duis.RequestID]bool // false: sent, and nothing heard
	answers      map[duis.RequestID]map[[sha256.Size]byte]*answer
	redelivered  int
	unsolicited  int
}

// answer is one document, and how often it came.
type answer struct {
	document []byte
	times    int
}

// newTestUser is the supplier, with a receive service that the server knows.
func newTestUser(t *testing.T, data string, at addresses) *testUser {
	t.Helper()
	keys, err := where{Data: data}.keyStore("")
	if err != nil {
		t.Fatal(err)
	}
	u := &testUser{
		tb: t, acknowledged: make(map[duis.RequestID]bool),
		answers: make(map[duis.RequestID]map[[sha256.Size]byte]*answer),
	}
	if u.user, err = user(keys, "supplier"); err != nil {
		t.Fatal(err)
	}
	receive := httptest.NewServer(http.HandlerFunc(u.receive))
	t.Cleanup(receive.Close)
	err = callControl(t.Context(), at, http.MethodPut, "/users/"+u.user.EUI.String(),
		map[string]any{"receive_url": receive.URL}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// receive is the receive service.
func (u *testUser) receive(w http.ResponseWriter, r *http.Request) {
	document, err := io.ReadAll(r.Body)
	if err != nil {
		return // the server was killed meanwhile
	}
	response, err := duis.ParseResponse(document)
	if err != nil {
		u.tb.Errorf("received: %v\n%s", err, document)
		return
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	if response.RequestID == nil {
		u.unsolicited++
		return
	}
	documents := u.answers[*response.RequestID]
	if documents == nil {
		documents = make(map[[sha256.Size]byte]*answer)
		u.answers[*response.RequestID] = documents
	}
	sum := sha256.Sum256(document)
	if documents[sum] == nil {
		documents[sum] = &answer{document: document}
	} else {
		u.redelivered++
	}
	documents[sum].times++
}

// send sends all streams at once until the function that it returns is called, which
// waits for requests under way.
func (u *testUser) send(streams []stream) (stop func()) {
	ctx, cancel := context.WithCancel(u.tb.Context())
	var work sync.WaitGroup
	for _, s := range streams {
		work.Go(func() {
			for n := 0; ctx.Err() == nil; n++ {
				at := u.at.Load()
				if at == nil {
					pause(u.tb, time.Millisecond)
					continue
				}
				if err := u.request(s, n, *at); err != nil && u.at.Load() == at {
					u.tb.Logf("%s: %v", s.name, err)
				}
			}
		})
	}
	return func() {
		cancel()
		work.Wait()
	}
}

// request makes one request, with a counter that no request had. That the server is
// killed meanwhile is an error; what it refuses is a fault.
func (u *testUser) request(s stream, n int, at addresses) error {
	c, err := client.New(client.Config{
		Gateway: at.Gateway, Repository: at.Repository, User: u.user, Random: cryptorand.Reader,
	})
	if err != nil {
		return err
	}
	request := duis.Request{
		Header: duis.Header{
			RequestID: duis.RequestID{Originator: u.user.EUI, Target: s.target,
				Counter: u.counter.Next(s.variant, time.Now())},
			CommandVariant: s.cv, ServiceReferenceVariant: s.variant,
			ServiceReference: referenceOf(s.variant),
		},
		Body: s.body(n),
	}
	ctx, cancel := context.WithTimeout(context.Background(), startLimit)
	defer cancel()
	if s.cv == 4 {
		reply, err := u.post(ctx, c, srv.Transformation, &request)
		if err != nil {
			return err
		}
		signed, err := u.signedPreCommand(reply)
		if err != nil {
			return err
		}
		request.CommandVariant, request.Body = 5, signed
	}
	u.mu.Lock()
	u.acknowledged[request.RequestID] = false
	u.mu.Unlock()
	if _, err := u.post(ctx, c, srv.SendCommand, &request); err != nil {
		return err
	}
	u.mu.Lock()
	u.acknowledged[request.RequestID] = true
	u.mu.Unlock()
	return nil
}

// referenceOf is the Service Reference of a variant: its first two numbers.
func referenceOf(variant string) string {
	return strings.Join(strings.SplitN(variant, ".", 3)[:2], ".")
}

func (u *testUser) post(
	ctx context.Context, c *client.Client, service srv.Service, request *duis.Request,
) (*client.Reply, error) {
	document, err := c.Sign(request.Append(nil))
	if err != nil {
		return nil, err
	}
	reply, err := c.Post(ctx, service, document)
	var status *client.HTTPError
	if errors.As(err, &status) {
		u.tb.Errorf("%s: %v", request.RequestID, err)
	}
	if err != nil {
		return nil, err
	}
	if err := reply.Refused(); err != nil {
		u.tb.Errorf("%s: %v", request.RequestID, err)
		return nil, err
	}
	return reply, nil
}

// signedPreCommand signs what Transform returned.
func (u *testUser) signedPreCommand(reply *client.Reply) (*duis.SignedPreCommand, error) {
	body, ok := reply.Body.(*duis.ResponseMessage)
	if !ok {
		return nil, errors.New("no ResponseMessage")
	}
	made, ok := body.Payload.(*duis.PreCommand)
	if !ok {
		return nil, errors.New("no PreCommand")
	}
	message, err := gbcs.Parse(made.GBCSPayload)
	if err != nil {
		return nil, err
	}
	if err := message.Sign(cryptorand.Reader, u.user.Signing); err != nil {
		return nil, err
	}
	return &duis.SignedPreCommand{GBCSPayload: message.Append(nil)}, nil
}

// unanswered are the requests that were acknowledged and have no answer.
func (u *testUser) unanswered() (ids []duis.RequestID) {
	u.mu.Lock()
	defer u.mu.Unlock()
	for id, acknowledged := range u.acknowledged {
		if acknowledged && len(u.answers[id]) == 0 {
			ids = append(ids, id)
		}
	}
	return ids
}

// check holds the answers against the requests.
func (u *testUser) check(t *testing.T) {
	t.Helper()
	for _, id := range u.unanswered() {
		t.Errorf("%s was acknowledged and is lost", id)
	}
	at := u.at.Load()
	reader, err := client.New(client.Config{
		Gateway: at.Gateway, Repository: at.Repository, User: u.user, Random: cryptorand.Reader,
	})
	if err != nil {
		t.Fatal(err)
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	for id, documents := range u.answers {
		if _, sent := u.acknowledged[id]; !sent {
			t.Errorf("%s is answered and was never sent", id)
		}
		if len(documents) != 1 {
			t.Errorf("%s has %d different answers", id, len(documents))
		}
		for _, a := range documents {
			if err := checkAnswer(t.Context(), reader, a.document); err != nil {
				t.Errorf("%s: %v\n%s", id, err, a.document)
			}
		}
	}
	if u.unsolicited != 0 {
		t.Errorf("%d alerts came, and nothing happened that is worth one", u.unsolicited)
	}
}

// checkAnswer wants a document that the DCC signed, with a message that the Device
// protected and that says that all went well.
func checkAnswer(ctx context.Context, c *client.Client, document []byte) error {
	reply, err := c.Read(ctx, document)
	if err != nil {
		return err
	}
	if reply.Signature != nil || reply.Code != duis.I0 {
		return errors.Join(errors.New(string(reply.Code)), reply.Signature)
	}
	payload, ok := reply.Body.(*duis.ResponseMessage).Payload.(duis.GBCSPayload)
	if !ok {
		return errors.New("no GBCSPayload")
	}
	answer, err := c.Open(ctx, payload)
	if err != nil {
		return err
	}
	if answer.Fault == nil && !answer.Values.Success {
		return errors.New("the Device did not do it")
	}
	return answer.Fault
}

// checkDevices wants a Device that carries out a counter once to have said as much as
// came back from it, and to have heard the last counter that it answered.
func (u *testUser) checkDevices(t *testing.T, streams []stream) {
	t.Helper()
	for _, s := range streams {
		if !s.replayed {
			continue
		}
		said := func() uint64 { return deviceOfHomes(t, *u.at.Load(), s.target).Sent }
		eventually(t, drainLimit, func() bool { return said() == uint64(u.answersOf(s.target).all) })
		if got, want := said(), u.answersOf(s.target); got != uint64(want.all) {
			t.Errorf("%s: the Device carried out %d Commands, %d were answered", s.name, got, want.all)
		}
		device := deviceOfHomes(t, *u.at.Load(), s.target)
		if got, want := device.Counters["supplier"], u.answersOf(s.target).last; got != want {
			t.Errorf("%s: the Device's counter is %d, the last answer's %d", s.name, got, want)
		}
	}
}

// count is of the requests to one Device.
type count struct {
	sent, acknowledged, answered int
	all                          int    // answers, acknowledged or not
	last                         uint64 // counter that was answered
}

func (u *testUser) answersOf(target eui.ID) (c count) {
	u.mu.Lock()
	defer u.mu.Unlock()
	for id, acknowledged := range u.acknowledged {
		if id.Target != target {
			continue
		}
		answers := len(u.answers[id])
		c.sent++
		c.all += answers
		if acknowledged {
			c.acknowledged++
			c.answered += min(answers, 1)
		}
		if answers > 0 {
			c.last = max(c.last, id.Counter)
		}
	}
	return c
}

// homesDevice is what the controls say of a Device.
type homesDevice struct {
	EUI      eui.ID            `json:"eui"`
	Sent     uint64            `json:"sent"`
	Counters map[string]uint64 `json:"counters"`
}

func deviceOfHomes(t *testing.T, at addresses, id eui.ID) homesDevice {
	t.Helper()
	var devices []homesDevice
	if err := callControl(t.Context(), at, http.MethodGet, "/homes", nil, &devices); err != nil {
		t.Fatal(err)
	}
	for _, d := range devices {
		if d.EUI == id {
			return d
		}
	}
	t.Fatalf("no Device %s", id)
	return homesDevice{}
}

// checkJournal wants nothing left to do in the journal of a stopped system.
func checkJournal(t *testing.T, data string) {
	t.Helper()
	db, err := store.Open(t.Context(), store.Config{Dir: filepath.Join(data, "db")})
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

// figures is what happened, in a line for each stream.
func (u *testUser) figures(streams []stream) string {
	var text strings.Builder
	var total count
	for _, s := range streams {
		c := u.answersOf(s.target)
		total.sent += c.sent
		total.acknowledged += c.acknowledged
		total.answered += c.answered
		total.all += c.all
		text.WriteString("\n" + s.name + ": " + c.String())
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	return total.String() + "; " + strconv.Itoa(u.redelivered) + " identical redeliveries" + text.String()
}

func (c count) String() string {
	return strconv.Itoa(c.sent) + " sent, " + strconv.Itoa(c.acknowledged) + " acknowledged, " +
		strconv.Itoa(c.answered) + " of those answered, " + strconv.Itoa(c.all-c.answered) +
		" answered beside them"
}
