package dsp_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/internal/dsp"
)

// TestRestart ends the process at every step of a request. The next one carries on,
// whether the bus remembers or has lost all that was on it, and the User gets one answer.
func TestRestart(t *testing.T) {
	for _, tt := range []struct {
		name  string
		crash func(w *world) *duis.Request // sends it and stops somewhere on its path
		code  duis.ResponseCode
	}{
		{"acknowledged", func(w *world) *duis.Request {
			w.stop() // Send works without Run; nobody takes the Command
			r := w.readImport(supplier, esme)
			w.accepted(r)
			return r
		}, duis.I0},
		{"handed over", func(w *world) *duis.Request {
			w.home.does(w.home.mute)
			r := w.readImport(supplier, esme)
			w.accepted(r)
			w.home.untilSent(1)
			return r
		}, duis.I0},
		{"handed over again", func(w *world) *duis.Request {
			w.home.does(w.home.mute)
			r := w.readImport(supplier, esme)
			w.accepted(r)
			w.home.untilSent(1)
			w.clock.Advance(30 * time.Second)
			w.home.untilSent(2)
			return r
		}, duis.I0},
		{"handed over for the last time", func(w *world) *duis.Request {
			w.home.does(w.home.mute)
			r := w.readImport(supplier, esme)
			w.accepted(r)
			w.home.untilSent(1)
			for i, at := range handOvers {
				w.clock.Set(start.Add(at))
				w.home.untilSent(i + 2)
			}
			return r
		}, duis.I0},
		{"answered", func(w *world) *duis.Request {
			w.home.does(w.home.mute)
			r := w.readImport(supplier, esme)
			w.accepted(r)
			c := w.home.untilSent(1)[0]
			w.stop()
			w.home.send(w.home.uplink(c, w.home.answer(c).Append(nil)))
			return r
		}, duis.I0},
		{"held back", func(w *world) *duis.Request {
			w.stop()
			w.timers.LeastDelay = time.Second
			w.start()
			return w.answered()
		}, duis.I0},
		{"dated", func(w *world) *duis.Request {
			r := w.dated(start.Add(time.Hour))
			w.accepted(r)
			w.stop()
			w.clock.Advance(2 * time.Hour)
			return r
		}, duis.I0},
		{"given up meanwhile", func(w *world) *duis.Request {
			w.home.does(w.home.mute)
			r := w.readImport(supplier, esme)
			w.accepted(r)
			w.stop()
			w.clock.Advance(2 * time.Hour)
			return r
		}, duis.E21},
	} {
		for _, lost := range []bool{false, true} {
			name := tt.name
			if lost {
				name += ", bus lost"
			}
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				w := one(t)
				r := tt.crash(w)
				w.stop()
				if lost {
					w.loseBus()
				}
				w.timers.LeastDelay = 0
				if tt.code == duis.I0 {
					w.home.does(w.home.obey)
				}
				w.mu.Lock()
				waits := len(w.home.commands) > 0 && len(w.postsTo("/"+supplier.String())) == 0
				w.mu.Unlock()
				if !lost && waits && tt.code == duis.I0 {
					// The bus remembers that it has handed over: the WAN has the Command, and
					// answers in its own time.
					c := w.home.commands[0]
					w.home.send(w.home.uplink(c, w.home.answer(c).Append(nil)))
				}
				w.start()
				response, err := duis.ParseResponse(w.delivered(supplier))
				w.must(err)
				w.answersTo(response, r, tt.code)
				w.untilIdle()
				w.clock.Advance(24 * time.Hour)
				w.untilIdle()
				w.silent(supplier)
				for _, c := range w.home.commands {
					if !bytes.Equal(c.Data, w.home.commands[0].Data) {
						t.Error("the Command was handed over with other octets")
					}
				}
			})
		}
	}
}

// TestRestartEach does the heart of TestRestart on every database: requests of each kind,
// all open when the process ends.
func TestRestartEach(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.home.does(w.home.mute)
		r := w.readImport(supplier, esme)
		w.accepted(r)
		critical := w.setLimit(77)
		signed := w.signedPreCommand(critical, 5, w.preCommand(critical))
		w.accepted(signed)
		left := w.setLimit(78)
		made := w.preCommand(left)
		w.home.untilSent(2)
		w.stop()
		w.loseBus()
		w.home.does(w.home.obey)
		w.start()
		got := map[duis.RequestID]int{}
		for range 2 {
			response := w.read(w.delivered(supplier))
			got[*response.RequestID]++
		}
		if got[r.RequestID] != 1 || got[signed.RequestID] != 1 {
			t.Errorf("answered %v, want each of %s and %s once", got, r.RequestID, signed.RequestID)
		}
		// What was transformed before can be signed after.
		again := w.signedPreCommand(left, 5, made)
		w.accepted(again)
		w.payload(w.read(w.delivered(supplier)), again)
		for octets, n := range w.home.executed {
			if n != 1 {
				t.Errorf("%X was carried out %d times", octets, n)
			}
		}
	})
}

// TestBrokerCounter gives each Command of the Access Control Broker a counter of its own:
// over restarts, beside a second gateway, and after the clock was set back.
func TestBrokerCounter(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.home.does(w.home.mute)
		sent := 0
		send := func() {
			t.Helper()
			for range 5 {
				w.accepted(request(w.next(supplier, esme), 1, "6.24.1",
					&duis.RetrieveDeviceSecurityCredentialsKRP{
						RemotePartyRole: []duis.RemotePartyRole{duis.RoleSupplier}}))
				sent++
			}
		}
		first := w.gateway
		send()
		second, err := dsp.New(w.config())
		w.must(err)
		for range 3 {
			w.gateway = second
			send()
			w.gateway = first
			send()
			w.clock.Advance(time.Minute)
		}
		w.stop()
		w.start()
		send()
		w.clock.Set(start.AddDate(0, 0, -1))
		send()
		w.stop()
		w.start()
		send()
		counters := map[uint64]bool{}
		byRequest := map[string]uint64{} // a Command that is handed over again counts once
		w.until("the Commands", func() bool {
			for _, c := range w.home.commands {
				byRequest[c.request] = c.message.Counter
			}
			return len(byRequest) == sent
		})
		for _, counter := range byRequest {
			counters[counter] = true
		}
		if len(counters) != sent {
			t.Errorf("%d counters for %d Commands", len(counters), sent)
		}
	})
}
