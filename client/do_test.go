package client_test

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/mains-energy/mains/client"
	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/smki"
	"github.com/mains-energy/mains/xmldsig"
)

func setLimit(seconds uint16) *duis.Request {
	return &duis.Request{
		Header: duis.Header{RequestID: duis.RequestID{Originator: supplier, Target: esme, Counter: 7},
			CommandVariant: 4, ServiceReference: "7.12", ServiceReferenceVariant: "7.12"},
		Body: &duis.SetRandomisedOffsetLimit{RandomisedOffsetLimit: seconds},
	}
}

// transform answers Transform with the Pre-Command of a request, changed.
func (w *world) transform(r *duis.Request, change func(m *gbcs.Message)) *duis.Response {
	out, err := srv.Transform(r, srv.Inputs{Device: usecase.ESME, Known: true})
	if err != nil {
		w.Error(err)
		return reply(r, duis.E64, nil)
	}
	change(out.Message)
	return reply(r, duis.I0, &duis.PreCommand{
		GBCSVersion: "4.2", GBCSPayload: out.Message.Append(nil)})
}

// done is the ESME's answer to a Command that sets something.
func (w *world) done(c *gbcs.Message) []byte {
	q, err := dlms.ParseAccessRequest(c.Payload)
	if err != nil {
		w.Error(err)
		return nil
	}
	p := dlms.AccessResponse{InvokeID: q.InvokeID, Data: []dlms.Data{dlms.Null()},
		Results: []dlms.Result{{Service: dlms.Set.Answer(), Code: dlms.Success}}}
	m := &gbcs.Message{Header: usecase.ECS38.ResponseHeader(&c.Header, start, dlms.NotSpecified),
		Payload: p.Append(nil)}
	if err := m.Sign(nil, w.device[smki.DigitalSignature].Key); err != nil {
		w.Error(err)
	}
	return m.Append(nil)
}

// TestDo carries a critical request the whole way: what the gateway gets is signed by the
// User, and the Device's answer is checked and read.
func TestDo(t *testing.T) {
	w := newWorld(t)
	c := w.client()
	w.answer = func(service string, r *duis.Request) *duis.Response {
		if service == srv.Transformation.Path() {
			return w.transform(r, func(*gbcs.Message) {})
		}
		m, err := gbcs.Parse(r.Body.(*duis.SignedPreCommand).GBCSPayload)
		if err == nil {
			err = m.Verify(w.signing.Certificate.ECDSA())
		}
		if err != nil || r.CommandVariant != 5 {
			t.Errorf("Command Variant %d, %v", r.CommandVariant, err)
		}
		answer := reply(r, duis.I0, duis.GBCSPayload(w.done(m)))
		for range 2 { // the answer overtakes the Acknowledgement, and comes twice
			w.deliver(c, w.signed(answer, w.dccXML), http.StatusNoContent)
		}
		return reply(r, duis.I99, nil)
	}
	outcome, err := c.Do(deadline(t), setLimit(900).Append(nil))
	if err != nil {
		t.Fatal(err)
	}
	if outcome.PreCommand.Signature != nil || outcome.Ack.Code != duis.I99 ||
		outcome.Answer.Signature != nil {
		t.Errorf("the outcome is %+v", outcome)
	}
	if d := outcome.Device; d.Protection != client.BySignature || d.Fault != nil ||
		d.UseCase != usecase.ECS38 || !d.Values.Success {
		t.Errorf("the Device's answer is %+v", d)
	}
}

// TestCorrelate refuses to sign a Pre-Command that was changed: nothing is sent.
func TestCorrelate(t *testing.T) {
	for name, change := range map[string]func(m *gbcs.Message){
		"value":        func(m *gbcs.Message) { m.Payload[len(m.Payload)-1]++ },
		"counter":      func(m *gbcs.Message) { m.Counter++ },
		"Device":       func(m *gbcs.Message) { m.Recipient[7]++ },
		"originator":   func(m *gbcs.Message) { m.Originator = dcc },
		"Message Code": func(m *gbcs.Message) { m.Header.Message++ },
		"flag":         func(m *gbcs.Message) { m.Flag, m.Form = gbcs.Alert, gbcs.Inner },
	} {
		w := newWorld(t)
		w.answer = func(service string, r *duis.Request) *duis.Response {
			if service != srv.Transformation.Path() {
				t.Errorf("%s: sent on", name)
			}
			return w.transform(r, change)
		}
		c := w.client()
		_, err := c.Do(deadline(t), setLimit(900).Append(nil))
		if !errors.Is(err, client.ErrCorrelate) {
			t.Errorf("%s: got %v, want ErrCorrelate", name, err)
		}
	}
}

// TestDoEnds tells how far a request came that ended early.
func TestDoEnds(t *testing.T) {
	w := newWorld(t)
	c := w.client()
	r := &duis.Request{
		Header: duis.Header{RequestID: duis.RequestID{Originator: supplier, Target: dcc, Counter: 8},
			CommandVariant: 8, ServiceReference: "8.2", ServiceReferenceVariant: "8.2"},
		Body: &duis.ReadInventory{DeviceID: &esme},
	}
	code := duis.I0
	w.answer = func(_ string, r *duis.Request) *duis.Response { return reply(r, code, nil) }
	if outcome, err := c.Do(deadline(t), r.Append(nil)); err != nil || outcome.Answer == nil {
		t.Errorf("8.2: got %+v, %v", outcome, err)
	}
	code = duis.E19
	outcome, err := c.Do(deadline(t), r.Append(nil))
	if !errors.Is(err, client.ErrRefused) || outcome.Answer.Code != duis.E19 {
		t.Errorf("8.2, refused: got %+v, %v", outcome, err)
	}
	if outcome, err := c.Do(deadline(t), []byte("text")); err == nil || outcome == nil {
		t.Errorf("no document: got %+v, %v", outcome, err)
	}
	_, err = c.Post(deadline(t), srv.SendCommand, []byte("text"))
	var status *client.HTTPError
	if !errors.As(err, &status) || !strings.HasPrefix(status.Status, "400") {
		t.Errorf("Post: got %v, want HTTP 400", err)
	}
	code = duis.I99
	read := &duis.Request{Header: r.Header, Body: &duis.ReadInstantaneousImportRegisters{}}
	read.CommandVariant, read.ServiceReference, read.ServiceReferenceVariant = 1, "4.1", "4.1.1"
	ctx, cancel := context.WithCancel(deadline(t))
	w.answer = func(_ string, r *duis.Request) *duis.Response {
		cancel() // nobody waits for the answer any more
		return reply(r, duis.I99, nil)
	}
	outcome, err = c.Do(ctx, read.Append(nil))
	if !errors.Is(err, context.Canceled) || outcome.Answer != nil {
		t.Errorf("4.1.1, given up: got %+v, %v", outcome, err)
	}
}

// deliver posts a document to a receive service.
func (w *world) deliver(r http.Handler, document []byte, want int) {
	recorder := httptest.NewRecorder()
	r.ServeHTTP(recorder, httptest.NewRequest(http.MethodPost, client.ReceivePath,
		bytes.NewReader(document)))
	if recorder.Code != want {
		w.Errorf("the receive service says %d %s, want %d", recorder.Code, recorder.Body, want)
	}
}

func TestReceiver(t *testing.T) {
	w := newWorld(t)
	var others []*client.Reply
	r := w.client()
	r.OnUnexpected = func(reply *client.Reply) error {
		others = append(others, reply)
		return nil
	}
	request := setLimit(1)
	document := w.signed(reply(request, duis.I0, nil), w.dccXML)
	w.deliver(r, []byte("text"), http.StatusBadRequest)
	w.deliver(r, bytes.Repeat([]byte(" "), 5<<20), http.StatusBadRequest)
	w.deliver(r, request.Append(nil), http.StatusBadRequest)
	for _, method := range []string{http.MethodGet, http.MethodPut, http.MethodDelete} {
		recorder := httptest.NewRecorder()
		r.ServeHTTP(recorder, httptest.NewRequest(method, client.ReceivePath, nil))
		if recorder.Code != http.StatusMethodNotAllowed || recorder.Header().Get("Allow") != "POST" {
			t.Errorf("%s: got %d, %v", method, recorder.Code, recorder.Header())
		}
	}
	if len(others) != 0 {
		t.Fatalf("%d documents were handed on", len(others))
	}
	pending, err := r.Expect(request.RequestID)
	w.must(err)
	for range 3 {
		w.deliver(r, document, http.StatusNoContent)
	}
	got, err := pending.Wait(deadline(t))
	if err != nil || !bytes.Equal(got.Answer.Document, document) {
		t.Errorf("got %+v, %v", got, err)
	}
	again := w.signed(reply(request, duis.I0, nil), w.dccXML) // another signature
	w.deliver(r, again, http.StatusNoContent)
	if len(others) != 0 {
		t.Errorf("%d copies went to the others", len(others))
	}
	other := w.signed(reply(request, duis.I99, nil), w.dccXML) // nobody waits any more
	w.deliver(r, other, http.StatusNoContent)
	if len(others) != 1 {
		t.Errorf("%d documents went to the others, want one", len(others))
	}
}

// TestRead says whose signature a document has, and does not hide the document.
func TestRead(t *testing.T) {
	w := newWorld(t)
	response := reply(setLimit(1), duis.I0, nil)
	good := w.signed(response, w.dccXML)
	stranger := newWorld(t)
	for _, tt := range []struct {
		name     string
		document []byte
		want     error // nil: none; errAny: some
	}{
		{"DCC", good, nil},
		{"nobody", response.Append(nil), xmldsig.ErrUnsigned},
		{"changed", bytes.Replace(good, []byte("I0"), []byte("I9"+"9"), 1), xmldsig.ErrDigest},
		{"a User", w.signed(response, w.xml), errAny},
		{"unknown", stranger.signed(response, stranger.dccXML), client.ErrNoCertificate},
	} {
		got, err := w.client().Read(deadline(t), tt.document)
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if tt.want == errAny && got.Signature != nil {
			continue
		}
		if !errors.Is(got.Signature, tt.want) {
			t.Errorf("signed by %s: got %v, want %v", tt.name, got.Signature, tt.want)
		}
	}
}

var errAny = errors.New("any")

// TestCertificate finds certificates by owner and usage, asks for each once, and says
// ErrNoCertificate for the repository's 402.
func TestCertificate(t *testing.T) {
	w := newWorld(t)
	c := w.client()
	for range 2 {
		got, err := c.Certificate(deadline(t), esme, smki.KeyAgreement, 0)
		if err != nil || !got.Equal(w.device[smki.KeyAgreement].Certificate.Certificate) {
			t.Errorf("of a Device: got %v, %v", got, err)
		}
		got, err = c.Certificate(deadline(t), supplier, smki.DigitalSignature, smki.Supplier)
		if err != nil || !got.Equal(w.signing.Certificate.Certificate) {
			t.Errorf("of a User: got %v, %v", got, err)
		}
	}
	if n := w.asked["/services/certificatesearch"]; n != 3 { // a User is looked for in two ways
		t.Errorf("%d searches, want 3", n)
	}
	for _, role := range []smki.Role{smki.NetworkOperator, smki.Root} {
		_, err := c.Certificate(deadline(t), supplier, smki.DigitalSignature, role)
		if !errors.Is(err, client.ErrNoCertificate) {
			t.Errorf("of another role: got %v, want ErrNoCertificate", err)
		}
	}
	nobody := esme
	nobody[0] = 0xFF
	_, err := c.Certificate(deadline(t), nobody, smki.KeyAgreement, 0)
	if !errors.Is(err, client.ErrNoCertificate) {
		t.Errorf("of nobody: got %v, want ErrNoCertificate", err)
	}
	c.Repository = w.gateway.URL + "/elsewhere"
	_, err = c.Certificate(deadline(t), nobody, smki.KeyAgreement, 0)
	var status *client.HTTPError
	if !errors.As(err, &status) || errors.Is(err, client.ErrNoCertificate) {
		t.Errorf("of no repository: got %v, want an HTTPError", err)
	}
}
