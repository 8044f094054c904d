package estate

import (
	"bytes"
	"context"
	"crypto/rand"
	"log/slog"
	"math/big"
	"testing"
	"time"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/store"
	"github.com/mains-energy/mains/internal/store/storetest"
	"github.com/mains-energy/mains/smki"
)

// The identifiers of the Remote Parties of the published vectors. The keys are our own.
var (
	supplier = eui.MustParse("90B3D51F30010000")
	network  = eui.MustParse("90B3D51F30020000")
	broker   = eui.MustParse("90B3D51F30000002")
	cos      = eui.MustParse("90B3D51F30000004")
	reader   = eui.MustParse("90B3D51F30030000") // known to no Device
	stranger = eui.MustParse("90B3D51F30990000")
)

// testSeed makes the keys of the parties, as well as the homes.
var testSeed = Seed{1, 2, 3}

// start is when the clock of every test stands when it begins.
var start = time.Date(2022, 1, 31, 12, 10, 0, 0, time.UTC)

// world is an estate and all the parties that talk to it, in the place of the DCC.
type world struct {
	t      testing.TB
	db     *store.DB
	clock  *clock.Adjustable
	e      *Estate
	logged *bytes.Buffer
	issued map[eui.ID]Keys
	count  uint64
}

// newWorld builds homes on db.
func newWorld(t testing.TB, db *store.DB, homes int) *world {
	t.Helper()
	return newWorldWith(t, db, homes, anchors(t))
}

// newWorldWith builds homes whose Devices are made with these certificates.
func newWorldWith(t testing.TB, db *store.DB, homes int, anchors []Anchor) *world {
	t.Helper()
	w := &world{t: t, clock: clock.NewFrozen(start), logged: new(bytes.Buffer), count: 1000}
	w.open(db)
	w.must(w.e.Build(t.Context(), homes, func(_ context.Context, keys []Keys) error {
		if w.issued == nil {
			w.issued = make(map[eui.ID]Keys)
		}
		for _, k := range keys {
			w.issued[k.Device.EUI] = k
		}
		return nil
	}, anchors))
	return w
}

// open is what a process does when it starts.
func (w *world) open(db *store.DB) {
	w.t.Helper()
	e, err := Open(w.t.Context(), Config{
		DB: db, Clock: w.clock, Seed: testSeed,
		Log: slog.New(slog.NewTextHandler(w.logged, nil)),
	})
	w.must(err)
	w.db, w.e = db, e
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// anchors are certificates for the parties that Devices know.
func anchors(t testing.TB) []Anchor {
	t.Helper()
	var out []Anchor
	for _, a := range []struct {
		id         eui.ID
		role       smki.Role
		usage      smki.Usage
		prePayment bool
	}{
		{supplier, smki.Supplier, smki.DigitalSignature, false},
		{supplier, smki.Supplier, smki.KeyAgreement, false},
		{supplier, smki.Supplier, smki.KeyAgreement, true},
		{network, smki.NetworkOperator, smki.DigitalSignature, false},
		{network, smki.NetworkOperator, smki.KeyAgreement, false},
		{broker, smki.AccessControlBroker, smki.DigitalSignature, false},
		{broker, smki.AccessControlBroker, smki.KeyAgreement, false},
		{cos, smki.TransitionalCoS, smki.DigitalSignature, false},
	} {
		out = append(out, Anchor{certificate(t, a.id, a.role, a.usage), a.prePayment})
	}
	return out
}

func certificate(t testing.TB, id eui.ID, role smki.Role, usage smki.Usage) *smki.Certificate {
	t.Helper()
	p := forSigning
	if usage == smki.KeyAgreement {
		p = forAgreement
	}
	key := testSeed.key(id, p)
	c, err := smki.Issue(rand.Reader, smki.Template{
		Kind: smki.Organisation, EUI: id, Role: role, Usage: usage,
		Serial: big.NewInt(int64(role)<<8 | int64(usage)), NotBefore: start.AddDate(-1, 0, 0),
		NotAfter: start.AddDate(9, 0, 0), Public: &key.PublicKey,
	}, &smki.Credential{Key: testSeed.key(stranger, forSigning)})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// agree is what a party and a Device share.
func (w *world) agree(party, device eui.ID) gbcs.Secret {
	w.t.Helper()
	public, err := testSeed.KeysOf(Device{EUI: device}).Agreement.ECDH()
	w.must(err)
	z, err := gbcs.Agree(testSeed.agreementKey(party), public)
	w.must(err)
	return z
}

// letterhead is the Header of the next Command of a party to a Device.
func (w *world) letterhead(uc *usecase.UseCase, from, to eui.ID) gbcs.Header {
	w.count++
	return gbcs.Header{
		Flag: gbcs.Command, Counter: w.count, Originator: from, Recipient: to, Message: uc.Message,
	}
}

// write makes the Command of a Use Case, without any protection.
func (w *world) write(uc *usecase.UseCase, h gbcs.Header, args ...usecase.Arg) *gbcs.Message {
	w.t.Helper()
	payload, err := uc.AppendCommand(nil, h, args)
	w.must(err)
	return &gbcs.Message{Header: h, Payload: payload, Form: gbcs.Inner}
}

// protect signs m as its originator if it is critical, and puts the Broker's MAC on it.
func (w *world) protect(uc *usecase.UseCase, m *gbcs.Message) []byte {
	w.t.Helper()
	if uc.Critical() {
		w.must(m.Sign(nil, testSeed.key(m.Originator, forSigning)))
	}
	m.Seal(w.agree(broker, m.Recipient))
	return m.Append(nil)
}

// command is a Command from end to end.
func (w *world) command(uc *usecase.UseCase, from, to eui.ID, args ...usecase.Arg) []byte {
	w.t.Helper()
	return w.protect(uc, w.write(uc, w.letterhead(uc, from, to), args...))
}

// deliver hands a message to the Hub of home 0 and wants it to be reached.
func (w *world) deliver(device eui.ID, message []byte) {
	w.t.Helper()
	reached, err := w.e.Deliver(w.t.Context(), at(usecase.CHF), device, message)
	if w.must(err); !reached {
		w.t.Fatal("the Hub was not reached")
	}
}

// sent is what came up from a Hub.
type sent struct {
	id          string
	hub, device eui.ID
	event       string
	octets      []byte
}

// message reads what was sent, and checks who protected it and how: by the signature of
// the Device, or by a MAC for the recipient.
func (w *world) message(s sent) *gbcs.Message {
	w.t.Helper()
	m, err := gbcs.Parse(s.octets)
	w.must(err)
	if m.Originator != s.device {
		w.t.Fatalf("%s sent a message of %s", s.device, m.Originator)
	}
	if len(m.Signature) > 0 {
		w.must(m.Verify(w.issued[s.device].Signing))
	} else {
		w.must(m.Open(w.agree(m.Recipient, s.device)))
	}
	return m
}

// uplinks takes everything that waits at the Hubs now.
func (w *world) uplinks() []sent {
	w.t.Helper()
	var out []sent
	mine := make(chan struct{}, 1)
	err := w.e.Uplink(w.t.Context(), func(
		_ context.Context, id string, hub, device eui.ID, event string, message []byte,
	) error {
		mine <- struct{}{}
		defer func() { <-mine }()
		out = append(out, sent{id, hub, device, event, message})
		return nil
	})
	w.must(err)
	return out
}

// answer takes the one message that waits.
func (w *world) answer() *gbcs.Message {
	w.t.Helper()
	all := w.uplinks()
	if len(all) != 1 {
		w.t.Fatalf("%d messages wait, want one; log:\n%s", len(all), w.logged)
	}
	return w.message(all[0])
}

// silence wants that nothing waits.
func (w *world) silence() {
	w.t.Helper()
	if all := w.uplinks(); len(all) > 0 {
		w.t.Fatalf("%d messages wait, want none: %X", len(all), all[0].octets)
	}
}

// alerted wants one Alert from a Device, with that code, to that party.
func (w *world) alerted(to eui.ID, code gbcs.AlertCode) *gbcs.Message {
	w.t.Helper()
	m := w.answer()
	uc, ok := usecase.ByMessage(m.Header.Message)
	if m.Flag != gbcs.Alert || !ok || m.Recipient != to {
		w.t.Fatalf("%v of Message Code %v to %s, want an Alert to %s", m.Flag, m.Header.Message,
			m.Recipient, to)
	}
	a, err := uc.ParseAnswer(m, nil)
	w.must(err)
	if a.Alert != code || !a.Time.Equal(w.clock.Now()) {
		w.t.Fatalf("alert %v at %v, want %v at %v", a.Alert, a.Time, code, w.clock.Now())
	}
	return m
}

// read reads an answer as a party.
func (w *world) read(m *gbcs.Message, as eui.ID) *usecase.Answer {
	w.t.Helper()
	uc, ok := usecase.ByMessage(m.Header.Message)
	if !ok {
		w.t.Fatalf("Message Code %v", m.Header.Message)
	}
	z := w.agree(as, m.Originator)
	open := func(h *gbcs.Header, item []byte) ([]byte, error) { return h.Decrypt(nil, z, item) }
	a, err := uc.ParseAnswer(m, usecase.DecrypterFunc(open))
	w.must(err)
	return a
}

// settle does what Run would do now.
func (w *world) settle() {
	w.t.Helper()
	w.must(w.e.wakeAll(w.t.Context()))
}

// described is the Device of a type in home 0.
func (w *world) described(t usecase.Device) Description {
	w.t.Helper()
	all, err := w.e.DescribeHome(w.t.Context(), 0)
	w.must(err)
	for _, d := range all {
		if d.EUI == at(t) {
			return d
		}
	}
	w.t.Fatalf("no %v", t)
	return Description{}
}

// at is the identifier of a Device of home 0.
func at(t usecase.Device) eui.ID { return deviceEUI(0, t) }

// each runs a test on every database, with a world of one home.
func each(t *testing.T, test func(t *testing.T, w *world)) {
	t.Helper()
	storetest.Each(t, func(t *testing.T, db *store.DB) { test(t, newWorld(t, db, 1)) })
}

// value is the row of that name in an answer.
func value(t testing.TB, a *usecase.Answer, name string) any {
	t.Helper()
	for _, row := range a.Rows {
		if row.Name == name {
			return row.Value
		}
	}
	t.Fatalf("no row %s in %+v", name, a.Rows)
	return nil
}
