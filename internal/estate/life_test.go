package estate

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/store"
	"github.com/mains-energy/mains/internal/store/storetest"
)

// sqlite is a world of one home on the engine that is always there.
func sqlite(t *testing.T) *world {
	t.Helper()
	return newWorld(t, storetest.Open(t, store.Config{Dir: t.TempDir()}), 1)
}

func (w *world) power(on Supply) {
	w.t.Helper()
	w.must(w.e.Power(w.t.Context(), at(usecase.CHF), bool(on)))
}

// Supply is whether a home has electricity.
type Supply bool

const (
	on  Supply = true
	off Supply = false
)

func TestShortOutage(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.power(off)
		w.power(off) // as it is
		esme := at(usecase.ESME)
		reached, err := w.e.Deliver(t.Context(), at(usecase.CHF), esme,
			w.command(usecase.ECS17b, supplier, esme))
		if w.must(err); reached {
			t.Error("a Hub without supply was reached")
		}
		if err := w.e.RaiseAlert(t.Context(), esme, 0x8F0F); !errors.Is(err, ErrRefused) {
			t.Errorf("an ESME without supply raises an alert: %v", err)
		}
		w.clock.Advance(longOutage - time.Second)
		w.silence()
		w.power(on)
		w.restoration(supplyRestored, start, start.Add(longOutage-time.Second))
		w.clock.Advance(time.Hour)
		w.silence() // no last breath was needed
	})
}

func TestLongOutage(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		gsme := at(usecase.GSME)
		mirror := lastWake(gsme, start)
		w.deliver(gsme, w.command(usecase.GCS13a, supplier, gsme))
		w.power(off)
		w.clock.Advance(longOutage)
		breath := w.uplinks()
		if len(breath) != 1 || breath[0].event != eventOutage || breath[0].device != at(usecase.CHF) ||
			string(breath[0].octets) != start.Format(time.RFC3339) {
			t.Fatalf("last breath %+v", breath)
		}
		w.silence() // one is all it had
		w.clock.Advance(2 * time.Hour)
		w.settle()
		w.silence() // the GSME wakes and nobody listens
		if err := w.e.Wake(t.Context(), gsme); !errors.Is(err, ErrRefused) {
			t.Errorf("a GSME talks to a Hub without supply: %v", err)
		}
		back := w.clock.Now()
		w.power(on)
		w.restoration(supplyRestoredLong, start, back)

		// Until the GSME wakes the proxy has what it had before.
		w.deliver(at(usecase.GPF), w.command(usecase.GCS13a, supplier, at(usecase.GPF)))
		if got, _ := w.answer().DateTime.Time(); !got.Equal(mirror) {
			t.Errorf("the proxy has readings of %v, want %v", got, mirror)
		}
		w.settle()
		w.silence()
		w.clock.Set(nextWake(gsme, back))
		w.settle()
		if answer := w.answer(); answer.Originator != gsme {
			t.Errorf("answer of %s", answer.Originator)
		}
		w.deliver(at(usecase.GPF), w.command(usecase.GCS13a, supplier, at(usecase.GPF)))
		if got, _ := w.answer().DateTime.Time(); !got.Equal(w.clock.Now()) {
			t.Errorf("the proxy has readings of %v, want %v", got, w.clock.Now())
		}
	})
}

// restoration wants the two reports of an ESME after an outage.
func (w *world) restoration(code gbcs.AlertCode, from, to time.Time) {
	w.t.Helper()
	all := w.uplinks()
	if len(all) != 2 {
		w.t.Fatalf("%d messages, want two reports", len(all))
	}
	for i, recipient := range []eui.ID{network, supplier} {
		m := w.message(all[i])
		if m.Recipient != recipient || len(m.Signature) == 0 {
			w.t.Errorf("report %d to %s", i, m.Recipient)
		}
		a, err := usecase.ECS80.ParseAnswer(m, nil)
		w.must(err)
		if a.Alert != code ||
			value(w.t, a, usecase.SupplyInterrupted.Name) != dlms.DateTimeOf(from, dlms.NotSpecified) ||
			value(w.t, a, usecase.SupplyRestored.Name) != dlms.DateTimeOf(to, dlms.NotSpecified) {
			w.t.Errorf("%v: %+v", a.Alert, a.Rows)
		}
	}
}

// TestDarkHubKeepsItsAnswers checks that what was not carried away waits for the supply.
func TestDarkHubKeepsItsAnswers(t *testing.T) {
	w := sqlite(t)
	w.deliver(at(usecase.ESME), w.command(usecase.ECS17b, supplier, at(usecase.ESME)))
	w.power(off)
	w.silence()
	w.power(on)
	if all := w.uplinks(); len(all) != 3 || w.message(all[0]).Flag != gbcs.Response {
		t.Errorf("%v, want the answer, then two reports", all)
	}
}

func TestRaiseAlert(t *testing.T) {
	w := sqlite(t)
	var last uint64
	for _, tt := range []struct {
		device usecase.Device
		code   gbcs.AlertCode
		to     eui.ID
		signed bool
	}{
		{usecase.ESME, 0x8F0F, supplier, true},
		{usecase.ESME, 0x810E, supplier, false},
		{usecase.ESME, 0x8002, network, false},
		{usecase.GSME, 0x8F1F, supplier, true},
		{usecase.GSME, 0x810E, supplier, false},
		{usecase.GPF, 0x819E, supplier, false},
		{usecase.CHF, 0x8F12, broker, true},
		{usecase.CHF, 0x8154, broker, false},
	} {
		w.must(w.e.RaiseAlert(t.Context(), at(tt.device), tt.code))
		m := w.alerted(tt.to, tt.code)
		if signed := len(m.Signature) > 0; signed != tt.signed {
			t.Errorf("%v %v: signed %v", tt.device, tt.code, signed)
		}
		if tt.device == usecase.ESME {
			if m.Counter <= last {
				t.Errorf("counter %d after %d", m.Counter, last)
			}
			last = m.Counter
		}
	}
	for _, tt := range []struct {
		id   eui.ID
		code gbcs.AlertCode
		want error
	}{
		{stranger, 0x8F0F, ErrUnknown}, {at(usecase.ESME), 0x1234, ErrRefused},
		{at(usecase.PPMID), 0x8F0F, ErrRefused},
	} {
		if err := w.e.RaiseAlert(t.Context(), tt.id, tt.code); !errors.Is(err, tt.want) {
			t.Errorf("%v of %s: %v, want %v", tt.code, tt.id, err, tt.want)
		}
	}
}

func TestFaults(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		esme := at(usecase.ESME)
		ask := func(uc *usecase.UseCase, args ...usecase.Arg) []sent {
			t.Helper()
			w.deliver(esme, w.command(uc, supplier, esme, args...))
			return w.uplinks()
		}
		with := func(f Fault, test func()) {
			t.Helper()
			f.Device = esme
			name, err := w.e.AddFault(t.Context(), f)
			w.must(err)
			test()
			w.must(w.e.RemoveFault(t.Context(), name))
			if all := ask(usecase.ECS17b); len(all) != 1 {
				t.Errorf("%s: %d answers after it was removed", f.Kind, len(all))
			}
		}
		with(Fault{Kind: Silent, Nth: 2, UseCase: usecase.ECS17b.Code}, func() {
			for i, want := range []int{1, 0, 1} {
				if got := len(ask(usecase.ECS17b)); got != want {
					t.Errorf("silent: %d answers to Command %d, want %d", got, i+1, want)
				}
			}
		})
		with(Fault{Kind: WrongMAC, Message: usecase.ECS17b.Message}, func() {
			m, err := gbcs.Parse(ask(usecase.ECS17b)[0].octets)
			w.must(err)
			if err := m.Open(w.agree(supplier, esme)); !errors.Is(err, gbcs.ErrMAC) {
				t.Errorf("wrong MAC: %v", err)
			}
			w.message(ask(usecase.ECS38, usecase.RandomisedOffsetLimit.Is(1))[0]) // has none
		})
		with(Fault{Kind: WrongSignature, Seed: 9}, func() {
			m, err := gbcs.Parse(ask(usecase.ECS38, usecase.RandomisedOffsetLimit.Is(7))[0].octets)
			w.must(err)
			if err := m.Verify(w.issued[esme].Signing); !errors.Is(err, gbcs.ErrSignature) {
				t.Errorf("wrong signature: %v", err)
			}
			w.limit(7) // it was carried out all the same
		})
		with(Fault{Kind: Twice}, func() {
			all := ask(usecase.ECS17b)
			if len(all) != 2 || !bytes.Equal(all[0].octets, all[1].octets) || all[0].id == all[1].id {
				t.Errorf("twice: %v", all)
			}
		})
		with(Fault{Kind: Late, Delay: Delay(time.Hour), Nth: 1}, func() {
			if all := ask(usecase.ECS17b); len(all) != 0 {
				t.Errorf("late: %v", all)
			}
			w.clock.Advance(time.Hour)
			w.answer()
		})
	})
}

// TestFaultLine checks that the line in the log makes the same thing happen again.
func TestFaultLine(t *testing.T) {
	w := sqlite(t)
	esme := at(usecase.ESME)
	_, err := w.e.AddFault(t.Context(), Fault{Hub: at(usecase.CHF), Kind: WrongMAC, Seed: 5})
	w.must(err)
	w.deliver(esme, w.command(usecase.ECS17b, supplier, esme))
	first := w.uplinks()[0].octets
	_, line, ok := strings.Cut(w.logged.String(), "repeat=")
	if !ok {
		t.Fatalf("no line in %s", w.logged)
	}
	var text string
	w.must(json.Unmarshal([]byte(strings.TrimSpace(line)), &text))
	again := sqlite(t)
	var f Fault
	w.must(json.Unmarshal([]byte(text), &f))
	_, err = again.e.AddFault(t.Context(), f)
	w.must(err)
	again.deliver(esme, again.command(usecase.ECS17b, supplier, esme))
	if got := again.uplinks()[0].octets; !bytes.Equal(got, first) {
		t.Errorf("%s\n got %X\nwant %X", text, got, first)
	}
	again.deliver(esme, again.command(usecase.ECS17b, supplier, esme))
	again.answer() // the line is about one Command
}

func TestFaultsThatCannotStrike(t *testing.T) {
	w := sqlite(t)
	esme := at(usecase.ESME)
	for _, f := range []Fault{
		{Kind: Silent},
		{Kind: Silent, Device: esme, Hub: at(usecase.CHF)},
		{Kind: Silent, Device: stranger},
		{Kind: Silent, Hub: esme},
		{Kind: "loud", Device: esme},
		{Kind: Late, Device: esme},
		{Kind: Silent, Device: esme, Delay: 1},
		{Kind: Silent, Device: esme, Nth: -1},
		{Kind: Silent, Device: esme, UseCase: "ECS999"},
		{Kind: Silent, Device: esme, UseCase: "ECS17b", Message: 0x27},
	} {
		if name, err := w.e.AddFault(t.Context(), f); !errors.Is(err, ErrRefused) {
			t.Errorf("%+v: %q, %v", f, name, err)
		}
	}
	if all, err := w.e.ListFaults(t.Context()); err != nil || len(all) != 0 {
		t.Errorf("%v, %v", all, err)
	}
}

// TestCrash stops a process after each step of a Device's work, as a kill does, and goes on
// with what the database holds.
func TestCrash(t *testing.T) {
	storetest.EachConfig(t, func(t *testing.T, c store.Config) {
		db, err := store.Open(t.Context(), c)
		if err != nil {
			t.Fatal(err)
		}
		w := newWorld(t, db, 1)
		crash := func() {
			t.Helper()
			w.must(db.Close())
			db, err = store.Open(t.Context(), c)
			w.must(err)
			w.open(db)
		}
		t.Cleanup(func() { w.must(db.Close()) })
		esme, gsme := at(usecase.ESME), at(usecase.GSME)

		set := w.command(usecase.ECS38, supplier, esme, usecase.RandomisedOffsetLimit.Is(900))
		w.deliver(esme, set)
		crash() // before the answer left
		w.deliver(esme, set)
		if a := w.read(w.answer(), supplier); !a.Success {
			t.Errorf("answer %+v", a)
		}
		w.limit(900)
		crash()
		w.silence() // what left is forgotten
		w.deliver(esme, set)
		w.silence() // and the counter is not

		w.deliver(gsme, w.command(usecase.GCS13a, supplier, gsme))
		name, err := w.e.AddFault(t.Context(), Fault{Device: esme, Kind: Silent, Nth: 2})
		w.must(err)
		w.deliver(esme, w.command(usecase.ECS17b, supplier, esme))
		w.answer()
		crash() // with mail waiting and a fault half way
		w.deliver(esme, w.command(usecase.ECS17b, supplier, esme))
		w.silence()
		w.must(w.e.RemoveFault(t.Context(), name))
		w.must(w.e.Wake(t.Context(), gsme))
		w.answer()

		w.power(off)
		crash()
		w.clock.Advance(longOutage)
		if all := w.uplinks(); len(all) != 1 || all[0].event != eventOutage {
			t.Errorf("last breath after a crash: %v", all)
		}
		crash()
		w.silence()
		reached, err := w.e.Deliver(t.Context(), at(usecase.CHF), esme, set)
		if err != nil || reached {
			t.Errorf("reached %v, %v, without supply", reached, err)
		}
		w.power(on)
		w.restoration(supplyRestoredLong, start, start.Add(longOutage))
	})
}

// TestSendingFails checks that what the WAN does not take stays, in order.
func TestSendingFails(t *testing.T) {
	w := sqlite(t)
	esme := at(usecase.ESME)
	for range 3 {
		w.deliver(esme, w.command(usecase.ECS17b, supplier, esme))
	}
	calls := 0
	failing := errors.New("not now")
	refuse := func(context.Context, string, eui.ID, eui.ID, string, []byte) error {
		if calls++; calls == 2 {
			return failing
		}
		return nil
	}
	err := w.e.Uplink(t.Context(), refuse)
	if !errors.Is(err, failing) || calls != 2 {
		t.Fatalf("%d calls, %v", calls, err)
	}
	all := w.uplinks()
	if len(all) != 2 || w.message(all[0]).Counter != w.count-1 ||
		w.message(all[1]).Counter != w.count {
		t.Errorf("%d left, want the second and the third", len(all))
	}
}

// TestRun lets the scheduler itself wake a GSME and tell that something waits.
func TestRun(t *testing.T) {
	w := sqlite(t)
	ctx, cancel := context.WithCancel(t.Context())
	var group sync.WaitGroup
	group.Go(func() {
		if err := w.e.Run(ctx); err != nil {
			t.Error(err)
		}
	})
	gsme := at(usecase.GSME)
	<-w.e.Waiting() // once, after opening
	w.deliver(gsme, w.command(usecase.GCS13a, supplier, gsme))
	w.clock.Set(nextWake(gsme, start))
	<-w.e.Waiting()
	var all []sent
	for len(all) == 0 { // the timer may tell before the meter has answered
		if all = w.uplinks(); len(all) == 0 {
			<-w.e.Waiting()
		}
	}
	if m := w.message(all[0]); m.Originator != gsme {
		t.Errorf("answer of %s", m.Originator)
	}
	w.power(off)
	w.clock.Advance(longOutage)
	for all = nil; len(all) == 0; all = w.uplinks() {
		<-w.e.Waiting()
	}
	if all[0].event != eventOutage {
		t.Errorf("%v, want the last breath", all[0])
	}
	cancel()
	group.Wait()
}

// TestTwoProcesses has two estates on one database act on the same Device in turn: neither
// may work on what it remembers.
func TestTwoProcesses(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		other := &world{t: t, clock: w.clock, logged: new(bytes.Buffer), issued: w.issued}
		other.open(w.db)
		esme := at(usecase.ESME)
		for i := range 6 {
			turn := w
			if i%2 == 1 {
				turn = other
			}
			set := w.command(usecase.ECS38, supplier, esme, usecase.RandomisedOffsetLimit.Is(uint16(i)))
			turn.deliver(esme, set)
			w.answer()
			w.limit(uint16(i))
			if turn == w {
				other.deliver(esme, set)
			} else {
				w.deliver(esme, set)
			}
			w.silence()
		}
	})
}

func TestBuild(t *testing.T) {
	w := newWorld(t, storetest.Open(t, store.Config{Dir: t.TempDir()}), 3)
	if len(w.issued) != 3*len(deviceTypes) || w.e.Homes() != 3 {
		t.Errorf("%d Devices in %d homes", len(w.issued), w.e.Homes())
	}
	seen := map[string]eui.ID{}
	for id, k := range w.issued {
		for _, key := range []interface{ Bytes() ([]byte, error) }{k.Signing, k.Agreement} {
			b, err := key.Bytes()
			w.must(err)
			if other, twice := seen[string(b)]; twice {
				t.Errorf("%s and %s have one key", id, other)
			}
			seen[string(b)] = id
		}
	}
	all, err := w.e.Describe(t.Context())
	if err != nil || len(all) != len(w.issued) {
		t.Errorf("%d described, %v", len(all), err)
	}
	// A crash between certificates and homes: they are asked for again.
	asked := 0
	stop := errors.New("stop")
	err = w.e.Build(t.Context(), 5, func(_ context.Context, keys []Keys) error {
		asked += len(keys)
		return stop
	}, nil)
	if !errors.Is(err, stop) || w.e.Homes() != 3 || asked != 2*len(deviceTypes) {
		t.Errorf("%d homes, %d asked for, %v", w.e.Homes(), asked, err)
	}
	for _, n := range []int{0, -1, MaxHomes + 1} {
		if err := w.e.Build(t.Context(), n, nil, nil); err == nil {
			t.Errorf("%d homes were built", n)
		}
	}
	_, err = Open(t.Context(), Config{DB: w.db, Clock: w.clock, Seed: Seed{9}})
	if err == nil {
		t.Error("another seed was taken")
	}
}

func TestIdentifiers(t *testing.T) {
	for _, n := range []int{0, 1, 255, 256, MaxHomes - 1} {
		for i, d := range HomeOf(n).Devices {
			back, ok := DeviceOf(d.EUI)
			if !ok || back != d || d.EUI[7] != 0xA0+byte(i) || d.Type != deviceTypes[i] {
				t.Errorf("home %d: %v, back %v, %v", n, d, back, ok)
			}
		}
	}
	for text, want := range map[string]bool{
		"00-DB-12-34-56-78-90-A0": true, "02-4D-41-49-4E-00-01-A6": true,
		"02-4D-41-49-4E-00-00-A0": false, "00-DB-12-34-56-78-91-A0": false,
		"02-4D-41-49-4E-00-01-A7": false, "02-4D-41-49-4E-00-01-9F": false,
	} {
		if _, ok := DeviceOf(eui.MustParse(text)); ok != want {
			t.Errorf("%s is a Device: %v, want %v", text, ok, want)
		}
	}
}

func TestLogsAreCircular(t *testing.T) {
	var l log
	for i := range 3 * logEntries {
		l = l.with(start.Add(time.Duration(i)*time.Second), gbcs.AlertCode(i), 7)
	}
	entries := l.entries()
	first := entries[0]
	if len(entries) != logEntries || first.Code != 2*logEntries || first.Message != 7 ||
		!first.At.Equal(start.Add(2*logEntries*time.Second)) {
		t.Errorf("%d entries, the first %+v", len(entries), first)
	}
}
