package client_test

import (
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/mains-energy/mains/client"
	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/mmc"
)

// TestRequest makes the header that a body wants.
func TestRequest(t *testing.T) {
	c := newWorld(t).client()
	before := duis.RequestID{Originator: supplier, Target: esme, Counter: 5}
	target := duis.RequestID{Originator: supplier, Target: esme}
	toDCC := duis.RequestID{Originator: supplier, Target: dcc}
	for _, tt := range []struct {
		name    string
		body    duis.Body
		options []client.Option
		want    duis.Header // a zero Command Variant: refused
	}{
		{"read", read, nil, duis.Header{RequestID: target, CommandVariant: 1,
			ServiceReference: "4.1", ServiceReferenceVariant: "4.1.1"}},
		{"read in the home", read, []client.Option{client.Locally}, duis.Header{RequestID: target,
			CommandVariant: 2, ServiceReference: "4.1", ServiceReferenceVariant: "4.1.1"}},
		{"read both ways", read, []client.Option{client.BothWays}, duis.Header{RequestID: target,
			CommandVariant: 3, ServiceReference: "4.1", ServiceReferenceVariant: "4.1.1"}},
		{"critical", critical, nil, duis.Header{RequestID: target, CommandVariant: 4,
			ServiceReference: "7.12", ServiceReferenceVariant: "7.12"}},
		{"critical in the home", critical, []client.Option{client.Locally}, duis.Header{
			RequestID: target, CommandVariant: 6,
			ServiceReference: "7.12", ServiceReferenceVariant: "7.12"}},
		{"critical both ways", critical, []client.Option{client.BothWays}, duis.Header{
			RequestID: target, CommandVariant: 7,
			ServiceReference: "7.12", ServiceReferenceVariant: "7.12"}},
		{"Non-Device", inventory, nil, duis.Header{RequestID: toDCC, CommandVariant: 8,
			ServiceReference: "8.2", ServiceReferenceVariant: "8.2"}},
		{"first of a sequence", read, []client.Option{client.First}, duis.Header{RequestID: target,
			CommandVariant: 1, ServiceReference: "4.1", ServiceReferenceVariant: "4.1.1",
			FirstInSequence: new(true)}},
		{"in a sequence", read, []client.Option{client.After(before)}, duis.Header{
			RequestID: target, CommandVariant: 1, ServiceReference: "4.1",
			ServiceReferenceVariant: "4.1.1", PrecedingServiceRequestID: &before}},
		{"Non-Device in the home", inventory, []client.Option{client.Locally}, duis.Header{}},
		{"signed", &duis.SignedPreCommand{}, nil, duis.Header{}},
		{"none", nil, nil, duis.Header{}},
		{"nil", (*duis.ReadInventory)(nil), nil, duis.Header{}},
	} {
		got, err := c.Request(esme, tt.body, tt.options...)
		if tt.want.CommandVariant == 0 {
			if err == nil {
				t.Errorf("%s: got %+v, want an error", tt.name, got.Header)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		want := duis.Request{Header: tt.want, Body: tt.body}
		if string(got.Append(nil)) != string(want.Append(nil)) {
			t.Errorf("%s: got\n%s\nwant\n%s", tt.name, got.Append(nil), want.Append(nil))
		}
	}
}

// TestSendWays sends a critical request for each way of delivery as 4 and then as 5, 6 or 7.
func TestSendWays(t *testing.T) {
	for _, tt := range []struct {
		options []client.Option
		service srv.Service
		want    uint8
	}{
		{nil, srv.SendCommand, 5},
		{[]client.Option{client.Locally}, srv.NonDevice, 6},
		{[]client.Option{client.BothWays}, srv.SendCommand, 7},
	} {
		w := newWorld(t)
		var got []uint8
		w.answer = func(path string, r *duis.Request) *duis.Response {
			got = append(got, r.CommandVariant)
			if path == srv.Transformation.Path() {
				return w.transform(r, func(*gbcs.Message) {})
			}
			if path != tt.service.Path() {
				t.Errorf("sent to %s, want %s", path, tt.service)
			}
			return reply(r, duis.I0, &duis.LocalCommand{GBCSPayload: []byte{1}})
		}
		c := w.client()
		request, err := c.Request(esme, critical, tt.options...)
		w.must(err)
		p, err := c.Send(deadline(t), request)
		w.must(err)
		if !slices.Equal(got, []uint8{4, tt.want}) {
			t.Errorf("Command Variants %d, want 4 and %d", got, tt.want)
		}
		if o := p.Outcome(); (o.Answer != nil) != (tt.want == 6) {
			t.Errorf("Command Variant %d: the outcome is %+v", tt.want, o)
		}
	}
}

// TestOrder sends many at once: the counters of each Device rise in the order of arrival, and
// none waits for another Device.
func TestOrder(t *testing.T) {
	g := newGateway(t)
	var mu sync.Mutex
	last := map[duis.RequestID]uint64{}
	g.world.answer = func(_ string, r *duis.Request) *duis.Response {
		mu.Lock()
		defer mu.Unlock()
		key := r.RequestID
		key.Counter = 0
		if r.RequestID.Counter <= last[key] {
			t.Errorf("%s comes after %d", r.RequestID, last[key])
			return reply(r, duis.E51, nil)
		}
		last[key] = r.RequestID.Counter
		return reply(r, duis.I99, nil)
	}
	c := g.clientWith(nil)
	var all sync.WaitGroup
	for n := range 60 {
		all.Go(func() {
			device := esme
			device[7] = byte(n % 3)
			request, err := c.Request(device, read)
			if err == nil {
				_, err = c.Send(deadline(t), request)
			}
			if err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if len(last) != 3 {
		t.Errorf("%d Devices got a request, want 3", len(last))
	}
}

// TestNumbers keeps a RequestID that a request has, and Renew gives it another.
func TestNumbers(t *testing.T) {
	g := newGateway(t)
	c := g.clientWith(nil)
	request, err := c.Request(esme, read)
	g.must(err)
	first, err := c.Renew(request)
	g.must(err)
	p, err := c.Send(deadline(t), first)
	g.must(err)
	if got := p.Request().RequestID; got != first.RequestID || request.RequestID.Counter != 0 {
		t.Errorf("sent as %s, want %s", got, first.RequestID)
	}
	if _, err := c.Send(deadline(t), first); err == nil || errors.Is(err, client.ErrRefused) {
		t.Errorf("sent while it is under way: got %v", err)
	}
	p.Forget()
	if _, err := p.Wait(deadline(t)); !errors.Is(err, client.ErrForgotten) {
		t.Errorf("got %v, want ErrForgotten", err)
	}
	var refusal *client.Refusal
	if _, err := c.Send(deadline(t), first); !errors.As(err, &refusal) || refusal.Code != duis.E51 {
		t.Errorf("sent again: got %v, want E51", err)
	}
	second, err := c.Renew(first)
	g.must(err)
	if _, err := c.Send(deadline(t), second); err != nil || second.RequestID == first.RequestID {
		t.Errorf("renewed as %s: %v", second.RequestID, err)
	}
}

// TestFileCounter rises across restarts and set back clocks, and never repeats.
func TestFileCounter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		dir, err := os.MkdirTemp("", "counter")
		if err != nil {
			t.Fatal(err)
		}
		defer os.RemoveAll(dir)
		path := filepath.Join(dir, "counters.json")
		c, err := client.OpenCounter(path)
		if err != nil {
			t.Fatal(err)
		}
		last := map[string]uint64{}
		for range rapid.IntRange(1, 30).Draw(t, "steps") {
			if rapid.Bool().Draw(t, "restart") {
				if c, err = client.OpenCounter(path); err != nil {
					t.Fatal(err)
				}
			}
			at := start.Add(time.Duration(rapid.Int64Range(-1e15, 1e15).Draw(t, "clock")))
			variant := rapid.SampledFrom([]string{"4.1.1", "2.2"}).Draw(t, "variant")
			next, err := c.Next(variant, at)
			if err != nil || next <= last[variant] || (variant == "2.2") != (next%(1<<32) == 0) {
				t.Fatalf("%s: %d after %d, %v", variant, next, last[variant], err)
			}
			last[variant] = next
		}
	})
}

func TestFileCounterFails(t *testing.T) {
	path := filepath.Join(t.TempDir(), "counters.json")
	if err := os.WriteFile(path, []byte("text"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := client.OpenCounter(path); err == nil {
		t.Error("a file that holds no counters is taken")
	}
	if _, err := client.OpenCounter(t.TempDir()); err == nil {
		t.Error("a directory is taken")
	}
	nowhere, err := client.OpenCounter(filepath.Join(t.TempDir(), "none", "counters.json"))
	if err != nil {
		t.Fatal(err)
	}
	w := newWorld(t)
	c := w.clientWith(func(c *client.Config) { c.Counters = nowhere })
	request, err := c.Request(esme, read)
	w.must(err)
	if p, err := c.Send(deadline(t), request); err == nil || p.Outcome().Ack != nil {
		t.Errorf("sent with a counter that is not kept: %v", err)
	}
}

// TestHandlers tells alerts, answers of an earlier process and forgeries apart, and has what a
// handler does not take delivered again.
func TestHandlers(t *testing.T) {
	w := newWorld(t)
	var alerts, others []*client.Reply
	fails := errors.New("full")
	c := w.clientWith(func(c *client.Config) {
		c.OnAlert = func(r *client.Reply) error { alerts = append(alerts, r); return fails }
		c.OnUnexpected = func(r *client.Reply) error { others = append(others, r); return nil }
	})
	id := duis.RequestID{Originator: dcc, Target: supplier, Counter: 9}
	alert := &duis.Response{ResponseID: &id, Code: duis.I0, DateTime: start,
		Body: &duis.DCCAlertMessage{DCCAlertCode: "AD1", DCCAlert: &duis.PowerOutageEvent{
			CommsHubDeviceID: esme, StartDateTime: start, MPxN: "1000000000000"}}}
	document := w.signed(alert, w.dccXML)
	w.deliver(c, document, http.StatusServiceUnavailable)
	fails = nil
	for range 2 {
		w.deliver(c, document, http.StatusNoContent)
	}
	if len(alerts) != 2 || len(others) != 0 {
		t.Fatalf("%d alerts and %d others, want 2: not taken, and taken", len(alerts), len(others))
	}
	p, err := c.Expect(setLimit(1).RequestID)
	w.must(err)
	w.deliver(c, w.signed(reply(setLimit(1), duis.E19, nil), w.xml), http.StatusNoContent)
	w.deliver(c, alert.Append(nil), http.StatusNoContent)
	select {
	case <-p.Done():
		t.Error("a document that the DCC did not sign is taken for the answer")
	default:
	}
	earlier := setLimit(1)
	earlier.RequestID.Counter++
	w.deliver(c, w.signed(reply(earlier, duis.I0, nil), w.dccXML), http.StatusNoContent)
	if len(alerts) != 2 || len(others) != 3 || others[0].Signature == nil ||
		others[1].Signature == nil || *others[2].RequestID != earlier.RequestID {
		t.Fatalf("%d alerts, others %+v", len(alerts), others)
	}
	w.deliver(c, w.signed(reply(setLimit(1), duis.E21, nil), w.dccXML), http.StatusNoContent)
	var refusal *client.Refusal
	if _, err := p.Wait(deadline(t)); !errors.As(err, &refusal) || refusal.Code != duis.E21 {
		t.Errorf("got %v, want E21", err)
	}
}

// TestUnchecked keeps what cannot be checked for later.
func TestUnchecked(t *testing.T) {
	w := newWorld(t)
	document := w.signed(reply(setLimit(1), duis.I0, nil), w.dccXML)
	c := w.clientWith(func(c *client.Config) { c.Repository = w.gateway.URL + "/elsewhere" })
	p, err := c.Expect(setLimit(1).RequestID)
	w.must(err)
	w.deliver(c, document, http.StatusServiceUnavailable)
	c.Repository = w.gateway.URL
	w.deliver(c, document, http.StatusNoContent)
	if _, err := p.Wait(deadline(t)); err != nil {
		t.Error(err)
	}
}

// TestAwait says what came instead of the values.
func TestAwait(t *testing.T) {
	w := newWorld(t)
	c := w.client()
	w.answer = func(path string, r *duis.Request) *duis.Response {
		if path == srv.Transformation.Path() {
			return w.transform(r, func(*gbcs.Message) {})
		}
		if m, err := gbcs.Parse(r.Body.(*duis.SignedPreCommand).GBCSPayload); err == nil {
			w.deliver(c, w.signed(reply(r, duis.I0, duis.GBCSPayload(w.done(m))), w.dccXML),
				http.StatusNoContent)
		}
		return reply(r, duis.I99, nil)
	}
	good, err := client.Ask[*mmc.SetRandomisedOffsetLimitRsp](deadline(t), c, esme, critical)
	if err != nil || good.Rsp.MessageSuccess == nil || !*good.Rsp.MessageSuccess ||
		good.Document == nil || good.Outcome.Device == nil {
		t.Errorf("got %+v, %v", good, err)
	}
	if any, err := client.Ask[mmc.Rsp](deadline(t), c, esme, critical); err != nil || any.Rsp == nil {
		t.Errorf("of any type: got %+v, %v", any, err)
	}
	other, err := client.Ask[*mmc.ReadSupplyStatusRsp](deadline(t), c, esme, critical)
	if !errors.Is(err, client.ErrNoValues) || other.Rsp != nil || other.Outcome.Answer == nil {
		t.Errorf("of another type: got %+v, %v", other, err)
	}
	if got, err := client.Ask[mmc.Rsp](deadline(t), c, esme, nil); err == nil || got.Outcome == nil {
		t.Errorf("without a body: got %+v, %v", got, err)
	}
	w.answer = func(_ string, r *duis.Request) *duis.Response { return reply(r, duis.I0, nil) }
	_, err = client.Ask[mmc.Rsp](deadline(t), c, esme, inventory)
	if !errors.Is(err, client.ErrNoValues) {
		t.Errorf("of the DCC: got %v, want ErrNoValues", err)
	}
	w.answer = func(_ string, r *duis.Request) *duis.Response { return reply(r, duis.E19, nil) }
	got, err := client.Ask[mmc.Rsp](deadline(t), c, esme, read)
	if !errors.Is(err, client.ErrRefused) || got.Outcome.RefusedWith() != duis.E19 {
		t.Errorf("refused: got %+v, %v", got, err)
	}
}

// TestSendNothing wants an error, and no panic, where there is no request.
func TestSendNothing(t *testing.T) {
	p, err := newWorld(t).client().Send(deadline(t), nil)
	if err == nil || p == nil {
		t.Fatalf("%v and %v, want a Pending and an error", p, err)
	}
	if _, again := p.Wait(deadline(t)); again == nil {
		t.Error("Wait knows of no error")
	}
}
