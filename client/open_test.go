package client_test

import (
	"errors"
	"net/http"
	"slices"
	"sync"
	"testing"

	"github.com/mains-energy/mains/client"
	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/smki"
)

// TestMessageOfDevice opens what a Device said, and says where its protection does not hold.
func TestMessageOfDevice(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(w *world, m *gbcs.Message) // of the Command that is answered
		spoil  func(answer []byte)
		want   error
	}{
		{name: "well"},
		{name: "signature", spoil: func(a []byte) { a[len(a)-1] ^= 1 }, want: gbcs.ErrSignature},
		{name: "an earlier request", want: client.ErrProtection,
			change: func(_ *world, m *gbcs.Message) { m.Counter -= 1 << 32 }},
		{name: "another Device", want: client.ErrProtection, change: otherDevice},
		{name: "another Device without a certificate", want: client.ErrNoCertificate,
			change: func(_ *world, m *gbcs.Message) { m.Recipient[7]++ }},
	} {
		w := newWorld(t)
		c := w.client()
		w.answer = func(path string, r *duis.Request) *duis.Response {
			if path == srv.Transformation.Path() {
				return w.transform(r, func(*gbcs.Message) {})
			}
			m, err := gbcs.Parse(r.Body.(*duis.SignedPreCommand).GBCSPayload)
			if err != nil {
				t.Error(err)
				return reply(r, duis.E54, nil)
			}
			if tt.change != nil {
				tt.change(w, m)
			}
			answer := w.done(m)
			if tt.spoil != nil {
				tt.spoil(answer)
			}
			w.deliver(c, w.signed(reply(r, duis.I0, duis.GBCSPayload(answer)), w.dccXML),
				http.StatusNoContent)
			return reply(r, duis.I99, nil)
		}
		request, err := c.Request(esme, critical)
		w.must(err)
		p, err := c.Send(deadline(t), request)
		w.must(err)
		var all sync.WaitGroup
		for range 4 { // several may wait
			all.Go(func() {
				o, err := p.Wait(deadline(t))
				if !errors.Is(err, tt.want) {
					t.Errorf("%s: got %v, want %v", tt.name, err, tt.want)
				}
				if err == nil && (o.Device == nil || o.Device.UseCase != usecase.ECS38) {
					t.Errorf("%s: the Device's answer is %+v", tt.name, o.Device)
				}
			})
		}
		all.Wait()
	}
}

// otherDevice has a Command answered by another Device, soundly.
func otherDevice(w *world, m *gbcs.Message) {
	m.Recipient[7]++
	other := w.issue(smki.Device, m.Recipient, smki.Other, smki.DigitalSignature)
	w.device[smki.DigitalSignature] = other
}

// TestNewKeys looks up the certificate of a Device anew where it has got another.
func TestNewKeys(t *testing.T) {
	w := newWorld(t)
	c := w.client()
	out, err := srv.Transform(setLimit(900), srv.Inputs{Device: usecase.ESME, Known: true})
	w.must(err)
	for range 2 {
		got, err := c.Open(deadline(t), w.done(out.Message))
		if err != nil || got.Fault != nil {
			t.Errorf("got %+v, %v", got, err)
		}
		old := w.device[smki.DigitalSignature].Certificate
		w.issued = slices.DeleteFunc(w.issued, func(c *smki.Certificate) bool { return c == old })
		w.device[smki.DigitalSignature] = w.issue(smki.Device, esme, smki.Other,
			smki.DigitalSignature)
	}
}
