package estate

import (
	"bytes"
	"slices"
	"testing"
	"time"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/store"
	"github.com/mains-energy/mains/internal/store/storetest"
	"github.com/mains-energy/mains/smki"
)

func TestReadRegisters(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		esme, _ := DeviceOf(at(usecase.ESME))
		m, tangent := w.e.electricity(esme)
		var last uint32
		for _, wait := range []time.Duration{0, time.Minute, 17 * time.Hour} {
			w.clock.Advance(wait)
			w.deliver(at(usecase.ESME), w.command(usecase.ECS17b, supplier, at(usecase.ESME)))
			answer := w.answer()
			if answer.Counter != w.count || answer.Recipient != supplier || answer.Flag != gbcs.Response {
				t.Errorf("header %+v", answer.Header)
			}
			if want := dlms.DateTimeOf(w.clock.Now(), dlms.NotSpecified); *answer.DateTime != want {
				t.Errorf("time %v, want %v", answer.DateTime, want)
			}
			a := w.read(answer, supplier)
			active := value(t, a, usecase.ActiveImport.Name).(uint32)
			if want := uint32(m.Register(w.clock.Now())); active != want || !a.Success || active < last {
				t.Errorf("active import %d after %d, want %d", active, last, want)
			}
			want := uint32(int64(active) * tangent / 1000)
			if got := value(t, a, usecase.ReactiveImport.Name); got != want {
				t.Errorf("reactive import %v, want %d", got, want)
			}
			last = active
		}
		// Nobody else can read it.
		w.deliver(at(usecase.ESME), w.command(usecase.ECS17b, supplier, at(usecase.ESME)))
		answer := w.answer()
		z := w.agree(network, at(usecase.ESME))
		_, err := usecase.ECS17b.ParseAnswer(answer, usecase.DecrypterFunc(
			func(h *gbcs.Header, item []byte) ([]byte, error) { return h.Decrypt(nil, z, item) }))
		if err == nil {
			t.Error("the network operator can read what is for the supplier")
		}
	})
}

func TestSetAndRefuseReplay(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		esme := at(usecase.ESME)
		set := w.command(usecase.ECS38, supplier, esme, usecase.RandomisedOffsetLimit.Is(900))
		w.deliver(esme, set)
		answer := w.answer()
		if len(answer.Signature) == 0 || answer.Form != gbcs.Inner || answer.DateTime != nil {
			t.Errorf("answer of the form %v", answer.Form)
		}
		if a := w.read(answer, supplier); !a.Success {
			t.Errorf("rows %+v", a.Rows)
		}
		w.limit(900)

		w.deliver(esme, set)
		w.silence()
		d := w.described(usecase.ESME)
		if last := d.Security[len(d.Security)-1]; last.Code != outOfOrder || last.Message != 0x4B {
			t.Errorf("security log %+v", d.Security)
		}
		if got := d.Counters[smki.Supplier.String()]; got != w.count {
			t.Errorf("counter %d, want %d", got, w.count)
		}

		// The largest value passes, and only that.
		w.deliver(esme, w.command(usecase.ECS38, supplier, esme, usecase.RandomisedOffsetLimit.Is(1799)))
		if a := w.read(w.answer(), supplier); !a.Success {
			t.Errorf("rows %+v", a.Rows)
		}
		w.deliver(esme, w.beyond(1800))
		if a := w.read(w.answer(), supplier); a.Success {
			t.Error("1800 s was accepted")
		}
		w.limit(1799)
		events := w.described(usecase.ESME).Events
		codes := []gbcs.AlertCode{}
		for _, e := range events {
			codes = append(codes, e.Code)
		}
		if !slices.Equal(codes, []gbcs.AlertCode{actioned, actioned, notActioned}) {
			t.Errorf("event log %v", codes)
		}
	})
}

// beyond is an ECS38 with a value that the catalogue would not write.
func (w *world) beyond(limit uint16) []byte {
	w.t.Helper()
	h := w.letterhead(usecase.ECS38, supplier, at(usecase.ESME))
	m := w.write(usecase.ECS38, h, usecase.RandomisedOffsetLimit.Is(1))
	q, err := dlms.ParseAccessRequest(m.Payload)
	w.must(err)
	q.Data[0] = dlms.U16(limit)
	m.Payload = q.Append(nil)
	return w.protect(usecase.ECS38, m)
}

// limit wants that the ESME of home 0 holds that Randomised Offset Limit. No Use Case of
// the catalogue reads it yet.
func (w *world) limit(want uint16) {
	w.t.Helper()
	k, err := readState(w.t.Context(), w.db, at(usecase.ESME))
	w.must(err)
	address := cosemAddress{1, dlms.LogicalName{0, 0, 94, 44, 0, 1}, 2}
	got := k.state.Values[address.String()]
	if !bytes.Equal(got, dlms.U16(want).Append(nil)) {
		w.t.Errorf("the ESME holds %X, want %d", got, want)
	}
}

func TestGasFromProxy(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		gsme, _ := DeviceOf(at(usecase.GSME))
		m := w.e.gas(gsme)
		for _, wait := range []time.Duration{0, 13 * time.Minute, 40 * time.Minute} {
			w.clock.Advance(wait)
			w.deliver(at(usecase.GPF), w.command(usecase.GCS13a, supplier, at(usecase.GPF)))
			answer := w.answer() // at once
			wake := lastWake(gsme.EUI, w.clock.Now())
			if want := dlms.DateTimeOf(wake, dlms.DifferentClock); *answer.DateTime != want {
				t.Errorf("time %v (%v), want %v", answer.DateTime, answer.DateTime.Status(), want)
			}
			got := value(t, w.read(answer, supplier), usecase.CurrentSummationDelivered.Name)
			if want := uint64(m.Register(wake)); got != want {
				t.Errorf("register %v, want %d as of the last wake", got, want)
			}
		}
		// A key on the meter wakes it: from then on the proxy has the readings of now.
		w.must(w.e.Wake(t.Context(), gsme.EUI))
		w.deliver(at(usecase.GPF), w.command(usecase.GCS13a, supplier, at(usecase.GPF)))
		got := value(t, w.read(w.answer(), supplier), usecase.CurrentSummationDelivered.Name)
		if want := uint64(m.Register(w.clock.Now())); got != want {
			t.Errorf("register %v after waking, want %d", got, want)
		}
	})
}

func TestGasFromSleepyMeter(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		gsme := at(usecase.GSME)
		first := w.command(usecase.GCS13a, supplier, gsme)
		second := w.command(usecase.GCS13a, supplier, gsme)
		for _, message := range [][]byte{first, second, first} {
			w.deliver(gsme, message)
		}
		w.settle()
		w.silence()
		if n := w.described(usecase.GSME).Waiting; n != 2 {
			t.Errorf("%d messages in the mailbox, want 2", n)
		}
		wake := nextWake(gsme, w.clock.Now())
		w.clock.Set(wake.Add(-time.Microsecond))
		w.settle()
		w.silence()
		w.clock.Set(wake)
		w.settle()
		answers := w.uplinks()
		if len(answers) != 2 {
			t.Fatalf("%d answers, want 2", len(answers))
		}
		device, _ := DeviceOf(gsme)
		m := w.e.gas(device)
		for i, s := range answers {
			answer := w.message(s)
			if answer.Counter != w.count-1+uint64(i) {
				t.Errorf("answer %d is to %d", i, answer.Counter)
			}
			if want := dlms.DateTimeOf(wake, dlms.Reliable); *answer.DateTime != want {
				t.Errorf("time %v, want %v", answer.DateTime, want)
			}
			got := value(t, w.read(answer, supplier), usecase.CurrentSummationDelivered.Name)
			if want := uint64(m.Register(wake)); got != want {
				t.Errorf("register %v, want %d", got, want)
			}
		}
		// Woken by hand it does not wait for its time.
		w.deliver(gsme, w.command(usecase.GCS13a, network, gsme))
		w.must(w.e.Wake(t.Context(), gsme))
		if answer := w.answer(); answer.Recipient != network {
			t.Errorf("answer to %s", answer.Recipient)
		}
		if n := w.described(usecase.GSME).Waiting; n != 0 {
			t.Errorf("%d messages in the mailbox", n)
		}
	})
}

func TestCredentials(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		esme := at(usecase.ESME)
		w.deliver(esme, w.command(usecase.ECS38, supplier, esme, usecase.RandomisedOffsetLimit.Is(5)))
		w.answer()
		used := w.count
		ask := func(from eui.ID, device usecase.Device, cell usecase.Args,
			roles ...smki.Role) []usecase.Args {
			t.Helper()
			h := w.letterhead(usecase.CS02a, from, at(device))
			m := w.write(usecase.CS02a, h, usecase.AuthorisingCell.Is(cell...), askedRoles(roles...))
			octets := []byte(nil)
			if from == broker {
				octets = w.protect(usecase.CS02a, m)
			} else {
				w.must(m.Sign(nil, testSeed.key(from, forSigning)))
				octets = m.Append(nil)
			}
			w.deliver(at(device), octets)
			if device == usecase.GSME {
				w.must(w.e.Wake(t.Context(), at(device)))
			}
			answer := w.answer()
			if signed := len(answer.Signature) > 0; signed != (from != broker) {
				t.Errorf("answer to %s signed: %v", from, signed)
			}
			return credentialsIn(t, answer)
		}
		acb := usecase.CellArgs(smki.AccessControlBroker, smki.KeyAgreement, usecase.Management)
		for _, d := range deviceTypes {
			if !usecase.CS02a.On.Has(d) {
				continue
			}
			cells := []int{}
			for _, r := range ask(broker, d, acb, smki.Supplier, smki.NetworkOperator,
				smki.AccessControlBroker) {
				status, _ := usecase.StatusCode.Of(r)
				contents, _ := usecase.CellContents.Elements(r)
				if (status == usecase.CredentialSuccess) != (len(contents) > 0) ||
					len(contents) == 0 && status != usecase.CredentialTrustAnchorNotFound {
					t.Errorf("%v: %v, %d cells", d, status, len(contents))
				}
				cells = append(cells, len(contents))
			}
			want := map[usecase.Device][]int{
				usecase.ESME: {3, 2, 1}, usecase.GSME: {3, 2, 1}, usecase.GPF: {2, 2, 2},
				usecase.CHF: {0, 0, 2}, usecase.PPMID: {0, 0, 2}, usecase.HCALCS: {2, 0, 2},
			}[d]
			if !slices.Equal(cells, want) {
				t.Errorf("%v has %v cells, want %v", d, cells, want)
			}
		}
		sign := usecase.CellArgs(smki.TransitionalCoS, smki.DigitalSignature, usecase.Management)
		r := ask(cos, usecase.ESME, sign, smki.Supplier)[0]
		if counter, _ := usecase.CurrentSeqNumber.Of(r); counter != used {
			t.Errorf("counter of the supplier %d, want %d", counter, used)
		}
		contents, _ := usecase.CellContents.Elements(r)
		use, _ := usecase.CellUse.Of(contents[2])
		party, _ := usecase.ExistingSubjectUniqueID.Of(contents[2])
		key, _ := usecase.ExistingSubjectKeyID.Of(contents[2])
		want := certificate(t, supplier, smki.Supplier, smki.KeyAgreement).SubjectKeyId
		if use != usecase.PrePaymentTopUp || party != supplier || !bytes.Equal(key, want) {
			t.Errorf("third cell of the supplier: %v, %v, %X", use, party, key)
		}
	})
}

// askedRoles is the argument of CS02a that asks about roles.
func askedRoles(roles ...smki.Role) usecase.Arg {
	var elements []usecase.Args
	for _, role := range roles {
		elements = append(elements, usecase.Args{usecase.PartyRole.Is(role)})
	}
	return usecase.CredentialRoles.Is(elements...)
}

// credentialsIn are the roles of an answer to CS02a.
func credentialsIn(t *testing.T, answer *gbcs.Message) []usecase.Args {
	t.Helper()
	var tree usecase.Tree
	if err := tree.Read(answer, nil); err != nil {
		t.Fatal(err)
	}
	roles, _ := usecase.RoleCredentials.Elements(tree.Args())
	return roles
}

// TestRefusals walks what a Device will not have. Each case begins with a Command that
// would be answered, and spoils one thing.
func TestRefusals(t *testing.T) {
	read, set := usecase.ECS17b, usecase.ECS38
	for _, tt := range []struct {
		name  string
		make  func(w *world) []byte
		log   gbcs.AlertCode
		alert bool
	}{
		{"nonsense", func(*world) []byte { return []byte{0xDF, 9} }, badContent, true},
		{"for another Device", func(w *world) []byte {
			return w.command(read, supplier, deviceEUI(7, usecase.ESME))
		}, notForUs, false},
		{"wrong type of Device", func(w *world) []byte {
			h := w.letterhead(usecase.GCS13a, supplier, at(usecase.ESME))
			return w.protect(usecase.GCS13a, w.write(usecase.GCS13a, h))
		}, badContent, false},
		{"unknown Message Code", func(w *world) []byte {
			m := w.write(read, w.letterhead(read, supplier, at(usecase.ESME)))
			m.Header.Message = 0x7FFF
			return w.protect(read, m)
		}, badContent, false},
		{"a Response", func(w *world) []byte {
			h := w.letterhead(read, supplier, at(usecase.ESME))
			m := w.write(read, h)
			m.Flag = gbcs.Response
			return w.protect(read, m)
		}, badContent, false},
		{"wrong MAC", func(w *world) []byte {
			b := w.command(read, supplier, at(usecase.ESME))
			b[len(b)-1] ^= 1
			return b
		}, notAuthentic, true},
		{"MAC of the supplier's", func(w *world) []byte {
			m := w.write(read, w.letterhead(read, supplier, at(usecase.ESME)))
			m.Seal(w.agree(supplier, at(usecase.ESME)))
			return m.Append(nil)
		}, notAuthentic, true},
		{"no MAC", func(w *world) []byte {
			return w.write(read, w.letterhead(read, supplier, at(usecase.ESME))).Append(nil)
		}, notAuthentic, true},
		{"critical, no signature", func(w *world) []byte {
			h := w.letterhead(set, supplier, at(usecase.ESME))
			m := w.write(set, h, usecase.RandomisedOffsetLimit.Is(1))
			m.Seal(w.agree(broker, at(usecase.ESME)))
			return m.Append(nil)
		}, notAuthentic, true},
		{"wrong signature", func(w *world) []byte {
			h := w.letterhead(set, supplier, at(usecase.ESME))
			m := w.write(set, h, usecase.RandomisedOffsetLimit.Is(1))
			w.must(m.Sign(nil, testSeed.key(network, forSigning)))
			m.Seal(w.agree(broker, at(usecase.ESME)))
			return m.Append(nil)
		}, notAuthentic, true},
		{"wrong role", func(w *world) []byte {
			return w.command(set, network, at(usecase.ESME), usecase.RandomisedOffsetLimit.Is(1))
		}, noAuthority, true},
		{"unknown party", func(w *world) []byte {
			return w.command(read, stranger, at(usecase.ESME))
		}, noAuthority, true},
		{"rows of another Use Case", func(w *world) []byte {
			h := w.letterhead(read, supplier, at(usecase.ESME))
			m := w.write(read, h)
			h.Message = set.Message
			m.Payload = w.write(set, h, usecase.RandomisedOffsetLimit.Is(1)).Payload
			return w.protect(read, m)
		}, badContent, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t, storetest.Open(t, store.Config{Dir: t.TempDir()}), 1)
			w.deliver(at(usecase.ESME), tt.make(w))
			if tt.alert {
				w.alerted(supplier, tt.log)
			}
			w.silence()
			d := w.described(usecase.ESME)
			if len(d.Security) != 1 || d.Security[0].Code != tt.log || len(d.Events) != 0 {
				t.Errorf("security log %+v, event log %+v; want %v", d.Security, d.Events, tt.log)
			}
			if len(d.Counters) != 0 || len(d.Set) != 0 {
				t.Errorf("counters %v, set %v", d.Counters, d.Set)
			}
		})
	}
}

// TestNobodyThere checks the Hub's side of a delivery.
func TestNobodyThere(t *testing.T) {
	w := newWorld(t, storetest.Open(t, store.Config{Dir: t.TempDir()}), 1)
	message := w.command(usecase.ECS17b, supplier, at(usecase.ESME))
	for _, tt := range []struct {
		name        string
		hub, device eui.ID
		reached     bool
	}{
		{"a Hub of nowhere", stranger, at(usecase.ESME), false},
		{"a Hub that is not built", deviceEUI(1, usecase.CHF), deviceEUI(1, usecase.ESME), false},
		{"a meter as a Hub", at(usecase.ESME), at(usecase.ESME), false},
		{"a Device of another home", at(usecase.CHF), deviceEUI(1, usecase.ESME), true},
		{"a Device of nowhere", at(usecase.CHF), stranger, true},
	} {
		reached, err := w.e.Deliver(t.Context(), tt.hub, tt.device, message)
		if err != nil || reached != tt.reached {
			t.Errorf("%s: reached %v, %v; want %v", tt.name, reached, err, tt.reached)
		}
	}
	w.silence()
}

// TestSupplementaryParty reads as a User that the Device does not know: the answer is for
// the Broker, and what is in it for the User alone.
func TestSupplementaryParty(t *testing.T) {
	w := newWorld(t, storetest.Open(t, store.Config{Dir: t.TempDir()}), 1)
	c := certificate(t, reader, smki.Supplier, smki.KeyAgreement)
	a := &action{Estate: w.e, ctx: t.Context(), now: start, units: map[eui.ID]*unit{}}
	esme, _ := DeviceOf(at(usecase.ESME))
	u, err := a.unit(esme)
	w.must(err)
	h := w.letterhead(usecase.ECS17b, broker, esme.EUI)
	h.Supplementary = &gbcs.Supplementary{ID: reader, Counter: new(uint64(77)), Certificate: c.Raw}
	key, ok := a.readerKey(u, &command{Message: &gbcs.Message{Header: h}})
	if !ok || !key.Equal(c.ECDH()) {
		t.Errorf("the key of the certificate is not the reader's")
	}
	h.Supplementary.ID = stranger
	if _, ok := a.readerKey(u, &command{Message: &gbcs.Message{Header: h}}); ok {
		t.Error("a certificate of somebody else is taken")
	}
	h.Supplementary = &gbcs.Supplementary{ID: network, Counter: new(uint64(77))}
	if _, ok := a.readerKey(u, &command{Message: &gbcs.Message{Header: h}}); !ok {
		t.Error("a party that the Device knows has no key")
	}
	h.Supplementary.ID = reader
	if _, ok := a.readerKey(u, &command{Message: &gbcs.Message{Header: h}}); ok {
		t.Error("a party that nobody knows has a key")
	}
}
