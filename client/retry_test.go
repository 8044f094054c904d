package client_test

import (
	"bytes"
	"context"
	"errors"
	"net"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/mains-energy/mains/client"
	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/gbcs"
)

// What a gateway does with a try of a request. What is not in a script is served well.
const (
	served     = ""
	dropBefore = "the connection ends before the request is taken"
	dropAfter  = "the connection ends after the request is taken"
	is429      = "429"
	is503      = "503"
	after503   = "503 after the request is taken"
	is400      = "400"
	busy       = "E58"
	refuses    = "E19"
	nonsense   = "a reply that is no document"
)

// gateway is a stub of the DCC that does as its scripts say and takes no counter twice.
type gateway struct {
	*world
	mu        sync.Mutex
	script    map[srv.Service][]string
	documents map[string][][]byte // of all tries, by path
	taken     map[string]bool     // by path and RequestID
	early     bool                // answers before it acknowledges
	client    *client.Client
}

func newGateway(t testing.TB) *gateway {
	g := &gateway{world: newWorld(t), script: map[srv.Service][]string{},
		documents: map[string][][]byte{}, taken: map[string]bool{}}
	g.world.fault, g.world.answer = g.act, g.reply
	return g
}

// act does what the script says of this try.
func (g *gateway) act(rw http.ResponseWriter, path string, document []byte) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.documents[path] = append(g.documents[path], bytes.Clone(document))
	does := served
	for service, script := range g.script {
		if n := len(g.documents[path]); service.Path() == path && n <= len(script) {
			does = script[n-1]
		}
	}
	request, err := duis.Parse(document)
	if err != nil {
		g.Error(err)
		return false
	}
	switch does {
	case dropAfter, after503:
		g.take(path, request)
	}
	switch does {
	case dropBefore, dropAfter:
		g.hangUp(rw)
	case is503, after503:
		rw.Header().Set("Retry-After", "7")
		rw.WriteHeader(http.StatusServiceUnavailable)
	case is429:
		rw.WriteHeader(http.StatusTooManyRequests)
	case is400:
		rw.WriteHeader(http.StatusBadRequest)
	case nonsense:
		_, err = rw.Write([]byte("OK"))
	case busy, refuses:
		_, err = rw.Write(g.signed(reply(request, duis.ResponseCode(does), nil), g.dccXML))
	default:
		return false
	}
	if err != nil {
		g.Error(err)
	}
	return true
}

func (g *gateway) hangUp(rw http.ResponseWriter) {
	hijacker, ok := rw.(http.Hijacker)
	if !ok {
		g.Error("the connection cannot be taken over")
		return
	}
	conn, _, err := hijacker.Hijack()
	if err == nil {
		err = conn.(*net.TCPConn).SetLinger(0)
	}
	if err := errors.Join(err, conn.Close()); err != nil {
		g.Error(err)
	}
}

// take takes a request, unless it was taken before.
func (g *gateway) take(path string, r *duis.Request) bool {
	key := path + " " + r.RequestID.String()
	if g.taken[key] {
		return false
	}
	g.taken[key] = true
	return true
}

// reply is that of a gateway that is well.
func (g *gateway) reply(path string, r *duis.Request) *duis.Response {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !g.take(path, r) {
		return reply(r, duis.E51, nil)
	}
	switch path {
	case srv.Transformation.Path():
		return g.transform(r, func(*gbcs.Message) {})
	case srv.NonDevice.Path():
		return reply(r, duis.I0, nil)
	}
	if g.early {
		g.deliver(g.client, g.signed(reply(r, duis.I0, nil), g.dccXML), http.StatusNoContent)
	}
	return reply(r, duis.I99, nil)
}

var (
	read      = &duis.ReadInstantaneousImportRegisters{}
	critical  = &duis.SetRandomisedOffsetLimit{RandomisedOffsetLimit: 900}
	inventory = &duis.ReadInventory{DeviceID: &esme}
)

// TestRetry sends what may go better the next time again, as it was, and nothing else.
func TestRetry(t *testing.T) {
	const send, transform, direct = srv.SendCommand, srv.Transformation, srv.NonDevice
	script := func(of srv.Service, does ...string) map[srv.Service][]string {
		return map[srv.Service][]string{of: does}
	}
	for _, tt := range []struct {
		name   string
		body   duis.Body
		script map[srv.Service][]string
		tries  int // of the service that the script is of
		want   error
		code   duis.ResponseCode // of the refusal, or of the acknowledgement; empty: none
	}{
		{"well", read, script(send), 1, nil, duis.I99},
		{"drop before", read, script(send, dropBefore), 2, nil, duis.I99},
		{"drop after", read, script(send, dropAfter), 2, nil, ""},
		{"drop after, and before", read, script(send, dropAfter, dropBefore), 3, nil, ""},
		{"503", read, script(send, is503), 2, nil, duis.I99},
		{"503 after", read, script(send, after503), 2, nil, ""},
		{"503 after, then busy", read, script(send, after503, busy), 3, nil, ""},
		{"429", read, script(send, is429, is429), 3, nil, duis.I99},
		{"busy", read, script(send, busy), 2, nil, duis.I99},
		{"refused", read, script(send, refuses), 1, client.ErrRefused, duis.E19},
		{"refused after a drop", read, script(send, dropBefore, refuses), 2, client.ErrRefused, duis.E19},
		{"400", read, script(send, is400), 1, errAny, ""},
		{"busy to the end", read, script(send, busy, busy, busy, busy), 4, client.ErrRefused, duis.E58},
		{"429 to the end", read, script(send, is429, is429, is429, is429), 4, errAny, ""},
		{"503 to the end", read, script(send, is503, is503, is503, is503), 4, client.ErrUnknown, ""},
		{"dropped to the end", read, script(send, dropAfter, dropAfter, dropAfter, dropAfter), 4,
			client.ErrUnknown, ""},
		{"nonsense", read, script(send, nonsense), 1, client.ErrUnknown, ""},
		{"critical, Transform", critical, script(transform, is503, dropBefore), 3, nil, duis.I99},
		{"critical, Transform lost", critical, script(transform, dropAfter), 2, client.ErrAnswerLost, ""},
		{"critical, Transform refused", critical, script(transform, refuses), 1, client.ErrRefused,
			duis.E19},
		{"critical, drop before", critical, script(send, dropBefore), 2, nil, duis.I99},
		{"critical, drop after", critical, script(send, dropAfter), 2, nil, ""},
		{"Non-Device", inventory, script(direct, is503, busy), 3, nil, ""},
		{"Non-Device, drop after", inventory, script(direct, dropAfter), 2, client.ErrAnswerLost, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			g := newGateway(t)
			g.script = tt.script
			c := g.clientWith(func(c *client.Config) { c.Retry.Tries = 4 })
			request, err := c.Request(esme, tt.body)
			g.must(err)
			p, err := c.Send(deadline(t), request)
			if !errors.Is(err, tt.want) && tt.want != errAny || (err == nil) != (tt.want == nil) {
				t.Fatalf("got %v, want %v", err, tt.want)
			}
			for service := range tt.script {
				g.sameDocuments(service, tt.tries)
			}
			g.checkOutcome(p, err, tt.code)
		})
	}
}

// sameDocuments checks that a service got one document so many times.
func (g *gateway) sameDocuments(service srv.Service, tries int) {
	g.Helper()
	got := g.tries(service)
	if len(got) != tries {
		g.Errorf("%s got %d tries, want %d", service, len(got), tries)
	}
	for _, document := range got {
		if !bytes.Equal(document, got[0]) {
			g.Errorf("%s got another document:\n%s\nafter\n%s", service, document, got[0])
		}
	}
}

// checkOutcome checks how far a request came.
func (g *gateway) checkOutcome(p *client.Pending, err error, code duis.ResponseCode) {
	g.Helper()
	o := p.Outcome()
	var refusal *client.Refusal
	switch {
	case errors.As(err, &refusal):
		if refusal.Code != code || o.RefusedWith() != code {
			g.Errorf("refused with %s, %s, want %s", refusal.Code, o.RefusedWith(), code)
		}
	case code == "" && o.Ack != nil:
		g.Errorf("acknowledged with %s, want none", o.Ack.Code)
	case code != "" && (o.Ack == nil || o.Ack.Code != code):
		g.Errorf("acknowledged with %+v, want %s", o.Ack, code)
	}
	if err == nil {
		return
	}
	if again, failed := p.Wait(context.Background()); failed == nil || again.Request == nil {
		g.Errorf("Wait says %v of what ended with %v", failed, err)
	}
}

// TestEarly takes the answer that overtakes its acknowledgement, also where that is lost, and
// hands it on once.
func TestEarly(t *testing.T) {
	for _, script := range [][]string{nil, {is503}, {dropBefore, served}} {
		g := newGateway(t)
		g.early, g.script = true, map[srv.Service][]string{srv.SendCommand: script}
		g.client = g.clientWith(func(c *client.Config) {
			c.OnUnexpected = func(r *client.Reply) error {
				t.Errorf("%s was handed on", r.RequestID)
				return nil
			}
		})
		request, err := g.client.Request(esme, read)
		g.must(err)
		p, err := g.client.Send(deadline(t), request)
		g.must(err)
		select {
		case <-p.Done():
		default:
			t.Error("the answer is lost")
		}
		for range 2 {
			again := g.signed(reply(p.Request(), duis.I0, nil), g.dccXML)
			g.deliver(g.client, again, http.StatusNoContent)
		}
		if o, err := p.Wait(deadline(t)); err != nil || o.Answer.Code != duis.I0 || o.Ack == nil {
			t.Errorf("got %+v, %v", o, err)
		}
	}
}

// TestAnswerProves stops trying when the answer comes, although nothing acknowledged it.
func TestAnswerProves(t *testing.T) {
	g := newGateway(t)
	g.script = map[srv.Service][]string{srv.SendCommand: {after503, after503, after503}}
	c := g.clientWith(func(c *client.Config) { c.Clock = endless{} })
	g.world.fault = func(rw http.ResponseWriter, path string, document []byte) bool {
		request, err := duis.Parse(document)
		if err != nil {
			t.Error(err)
			return false
		}
		defer g.deliver(c, g.signed(reply(request, duis.I0, nil), g.dccXML), http.StatusNoContent)
		return g.act(rw, path, document)
	}
	request, err := c.Request(esme, read)
	g.must(err)
	p, err := c.Send(deadline(t), request)
	g.must(err)
	g.sameDocuments(srv.SendCommand, 1)
	if o, err := p.Wait(deadline(t)); err != nil || o.Ack != nil {
		t.Errorf("got %+v, %v", o, err)
	}
}

// endless is a clock on which no pause is ever over.
type endless struct{}

func (endless) Now() time.Time { return start }

func (endless) Sleep(ctx context.Context, _ time.Duration) error {
	<-ctx.Done()
	return ctx.Err()
}

// TestCancel ends sending by its context: within a pause, in a line, and before it begins.
func TestCancel(t *testing.T) {
	g := newGateway(t)
	g.script = map[srv.Service][]string{srv.SendCommand: {is503}}
	c := g.clientWith(func(c *client.Config) { c.Clock = endless{} })
	request, err := c.Request(esme, read)
	g.must(err)
	resting, cancel := context.WithCancel(deadline(t))
	first := make(chan error, 1)
	go func() {
		_, err := c.Send(resting, request)
		first <- err
	}()
	for len(g.tries(srv.SendCommand)) == 0 {
		select {
		case err := <-first:
			t.Fatalf("ended with %v", err)
		default:
		}
	}
	inLine, leave := context.WithCancel(deadline(t))
	second := make(chan error, 1)
	go func() {
		_, err := c.Send(inLine, request)
		second <- err
	}()
	leave()
	if err := <-second; !errors.Is(err, context.Canceled) || errors.Is(err, client.ErrUnknown) {
		t.Errorf("in the line: got %v", err)
	}
	cancel()
	if err := <-first; !errors.Is(err, context.Canceled) || !errors.Is(err, client.ErrUnknown) {
		t.Errorf("in a pause: got %v", err)
	}
	if _, err := c.Send(resting, request); !errors.Is(err, context.Canceled) {
		t.Errorf("before it begins: got %v", err)
	}
	if n := len(g.tries(srv.SendCommand)); n != 1 {
		t.Errorf("%d tries, want 1", n)
	}
}

func (g *gateway) tries(service srv.Service) [][]byte {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.documents[service.Path()]
}

// TestPauses grow, stay within their bounds, and heed what the service asks for.
func TestPauses(t *testing.T) {
	for _, tt := range []struct {
		does string
		want []time.Duration // the longest of each pause, from half of which on it may be
		just bool            // neither more nor less
	}{
		{dropBefore, []time.Duration{1, 2, 4, 5, 5, 5}, false},
		{is429, []time.Duration{1, 2, 4, 5, 5, 5}, false},
		{is503, []time.Duration{7, 7, 7, 7, 7, 7}, true},
	} {
		g := newGateway(t)
		clock := &still{}
		does := make([]string, len(tt.want)+1)
		for i := range does {
			does[i] = tt.does
		}
		g.script = map[srv.Service][]string{srv.SendCommand: does}
		c := g.clientWith(func(c *client.Config) {
			c.Clock = clock
			c.Retry = client.Retry{Tries: len(does), First: time.Second, Most: 5 * time.Second}
		})
		request, err := c.Request(esme, read)
		g.must(err)
		if _, err := c.Send(deadline(t), request); err == nil {
			t.Error("a request that is never taken ends well")
		}
		if len(clock.pauses) != len(tt.want) {
			t.Errorf("%s: pauses %v, want %d", tt.does, clock.pauses, len(tt.want))
			continue
		}
		for i, got := range clock.pauses {
			most := tt.want[i] * time.Second
			if got > most || got < most/2 || tt.just && got != most {
				t.Errorf("%s: pause %d is %s, want at most %s", tt.does, i+1, got, most)
			}
		}
	}
}

// TestSlow gives up an exchange that takes too long, and tries again.
func TestSlow(t *testing.T) {
	g := newGateway(t)
	stuck := make(chan struct{})
	g.world.fault = func(rw http.ResponseWriter, path string, document []byte) bool {
		g.act(rw, path, document)
		if len(g.tries(srv.SendCommand)) == 1 {
			<-stuck
			return true
		}
		return false
	}
	c := g.clientWith(func(c *client.Config) { c.Retry.Limit = 100 * time.Millisecond })
	request, err := c.Request(esme, read)
	g.must(err)
	p, err := c.Send(deadline(t), request)
	close(stuck)
	g.must(err)
	g.sameDocuments(srv.SendCommand, 2)
	if o := p.Outcome(); o.Ack == nil {
		t.Error("not acknowledged")
	}
}
