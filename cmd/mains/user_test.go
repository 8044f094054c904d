package main

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/mains-energy/mains/client"
	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
)

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
	full    atomic.Bool               // the server has no room: HTTP 503 is no fault

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
				switch err := u.request(s, n, *at); {
				case err != nil && u.full.Load():
					pause(u.tb, 10*time.Millisecond)
				case err != nil && u.at.Load() == at:
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
		Gateway: at.Gateway, Repository: at.Repository, User: u.user, Random: rand.Reader,
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
	if errors.As(err, &status) && !(u.full.Load() && strings.HasPrefix(status.Status, "503")) {
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
	if err := message.Sign(rand.Reader, u.user.Signing); err != nil {
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
		Gateway: at.Gateway, Repository: at.Repository, User: u.user, Random: rand.Reader,
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
	return total.String() + "; " + strconv.Itoa(u.redelivered) + " identical redeliveries" +
		text.String()
}

func (c count) String() string {
	return strconv.Itoa(c.sent) + " sent, " + strconv.Itoa(c.acknowledged) + " acknowledged, " +
		strconv.Itoa(c.answered) + " of those answered, " + strconv.Itoa(c.all-c.answered) +
		" answered beside them"
}
