package dsp_test

import (
	"bytes"
	"context"
	"testing"
	"time"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/bus"
)

// handOvers are when a Command is handed over that nobody answers, after the first time.
var handOvers = []time.Duration{
	30 * time.Second, 30*time.Second + 2*time.Minute, 30*time.Second + 12*time.Minute,
}

// TestNoAnswer hands the same octets over by the timetable and says E21 after the hour,
// once.
func TestNoAnswer(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.home.does(w.home.mute)
		r := w.readImport(supplier, esme)
		w.accepted(r)
		w.home.untilSent(1)
		for i, at := range handOvers {
			w.clock.Set(start.Add(at - time.Second))
			w.marker()
			w.home.untilSent(i + 1)
			w.clock.Set(start.Add(at))
			commands := w.home.untilSent(i + 2)
			if !bytes.Equal(commands[i+1].Data, commands[0].Data) {
				t.Errorf("hand-over %d has other octets", i+2)
			}
		}
		w.clock.Set(start.Add(time.Hour - time.Second))
		w.marker()
		w.silent(supplier)
		w.clock.Advance(time.Second)
		w.timedOut(r, duis.E21)
		w.clock.Advance(24 * time.Hour)
		w.marker()
		w.silent(supplier)
		w.home.untilSent(len(handOvers) + 1)
	})
}

// marker waits until the scheduler has looked at everything that is due now: a delivery
// that is due at this very moment is made.
func (w *world) marker() {
	w.Helper()
	w.must(w.gateway.SetReceiveURL(w.Context(), other, ""))
	alert := w.home.alert(usecase.GenericCriticalAlert, 0x8F3F, esme, other)
	w.home.send(w.home.uplink(command{hub: chf, device: esme}, alert.Append(nil)))
	w.until("the marker", func() bool {
		return w.count(`SELECT count(*) FROM delivery WHERE state = 'kept' AND service_user = $1`,
			other.String()) > 0
	})
	w.must(w.gateway.SetReceiveURL(w.Context(), other, w.address(other)))
	w.delivered(other)
}

// TestUnreachable says E20 where the last hand-over did not get to the hub.
func TestUnreachable(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		for _, tt := range []struct {
			name string
			hub  []bool // reached by each hand-over
			want duis.ResponseCode
		}{
			{"never", []bool{false, false, false, false}, duis.E20},
			{"at first", []bool{true, false, false, false}, duis.E20},
			{"at last", []bool{false, false, false, true}, duis.E21},
		} {
			w.Log(tt.name)
			var sent int
			w.note(func() { sent = len(w.home.commands) })
			w.home.does(func(ctx context.Context, c command) []bus.Message {
				var n int
				w.note(func() { n = len(w.home.commands) - sent })
				if tt.hub[n-1] {
					return w.home.mute(ctx, c)
				}
				return w.home.unreachable(ctx, c)
			})
			r, began := w.readImport(supplier, esme), w.clock.Now()
			w.accepted(r)
			w.home.untilSent(sent + 1)
			for i, at := range handOvers {
				w.untilIdle() // what the WAN says of the hand-over is written down
				w.clock.Set(began.Add(at))
				w.home.untilSent(sent + i + 2)
			}
			w.untilIdle()
			w.clock.Set(began.Add(time.Hour))
			w.timedOut(r, tt.want)
		}
	})
}

// TestLateAnswer delivers an answer that comes after E21 as any other, once.
func TestLateAnswer(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.home.does(w.home.mute)
		r := w.readImport(supplier, esme)
		w.accepted(r)
		c := w.home.untilSent(1)[0]
		w.clock.Advance(time.Hour)
		w.timedOut(r, duis.E21)
		octets := w.home.answer(c).Append(nil)
		w.home.send(w.home.uplink(c, octets), w.home.uplink(c, octets))
		if got := w.payload(w.read(w.delivered(supplier)), r); !bytes.Equal(got, octets) {
			t.Errorf("got %X, want %X", got, octets)
		}
		w.untilIdle()
		w.silent(supplier)
	})
}

// TestTwoAnswers delivers the first of several answers.
func TestTwoAnswers(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.home.does(func(_ context.Context, c command) []bus.Message {
			octets := w.home.answer(c).Append(nil)
			return []bus.Message{w.home.uplink(c, octets), w.home.uplink(c, octets),
				w.home.uplink(c, w.home.answer(c).Append(nil))}
		})
		r := w.readImport(supplier, esme)
		w.accepted(r)
		w.payload(w.read(w.delivered(supplier)), r)
		w.untilLogged(2, "discard")
		w.clock.Advance(2 * time.Hour)
		w.untilIdle()
		w.silent(supplier)
		w.home.untilSent(1)
	})
}

// TestFalseAnswer discards what is not the Device's answer to the request. It changes
// nothing: the right answer is delivered after it, or E21 says that none came.
func TestFalseAnswer(t *testing.T) {
	read := func(w *world) *duis.Request { return w.readImport(supplier, esme) }
	credentials := func(w *world) *duis.Request {
		return request(w.next(supplier, esme), 1, "6.24.1", &duis.RetrieveDeviceSecurityCredentialsKRP{
			RemotePartyRole: []duis.RemotePartyRole{duis.RoleSupplier}})
	}
	limit := func(w *world) *duis.Request {
		r := w.setLimit(300)
		return w.signedPreCommand(r, 5, w.preCommand(r))
	}
	// remade is the answer with another header, protected as it is right for that.
	remade := func(w *world, c command, change func(m *gbcs.Message)) []byte {
		m := *w.home.answer(c)
		change(&m)
		return w.home.protect(&m, c.useCase.Critical()).Append(nil)
	}
	each(t, func(t *testing.T, w *world) {
		for _, tt := range []struct {
			name    string
			request func(w *world) *duis.Request
			answer  func(w *world, c command) []byte
		}{
			{"wrong MAC for the Broker", credentials, func(w *world, c command) []byte {
				return tampered(w.home.answer(c))
			}},
			{"wrong MAC for the Broker, for a User", func(w *world) *duis.Request {
				return w.readImport(rival, twin)
			}, func(w *world, c command) []byte { return tampered(w.home.answer(c)) }},
			{"wrong signature", limit, func(w *world, c command) []byte {
				return tampered(w.home.answer(c))
			}},
			{"a MAC in place of the signature", limit, func(w *world, c command) []byte {
				m := w.home.answer(c)
				m.Signature = nil
				return w.home.protect(m, false).Append(nil)
			}},
			{"no protection", read, func(w *world, c command) []byte {
				m := w.home.answer(c)
				m.Form, m.MAC = gbcs.Inner, nil
				return m.Append(nil)
			}},
			{"another counter", read, func(w *world, c command) []byte {
				return remade(w, c, func(m *gbcs.Message) { m.Counter++ })
			}},
			{"another Device", read, func(w *world, c command) []byte {
				return remade(w, c, func(m *gbcs.Message) { m.Originator = gpf })
			}},
			{"another party", read, func(w *world, c command) []byte {
				return remade(w, c, func(m *gbcs.Message) { m.Recipient = network })
			}},
			{"another Use Case", read, func(w *world, c command) []byte {
				return remade(w, c, func(m *gbcs.Message) {
					m.Header.Message = usecase.GCS13a.Message
				})
			}},
			{"no Use Case", read, func(w *world, c command) []byte {
				return remade(w, c, func(m *gbcs.Message) { m.Header.Message = 0x0FFF })
			}},
			{"a Command", read, func(w *world, c command) []byte {
				return remade(w, c, func(m *gbcs.Message) { m.Flag = gbcs.Command })
			}},
			{"the Command itself", read, func(_ *world, c command) []byte { return c.Data }},
			{"no GBCS message", read, func(*world, command) []byte { return []byte("no") }},
			{"nothing", read, func(*world, command) []byte { return nil }},
		} {
			w.Log(tt.name)
			var sent, discarded int
			w.note(func() { sent, discarded = len(w.home.commands), w.logs("discard") })
			w.home.does(w.home.mute)
			r := tt.request(w)
			w.accepted(r)
			c := w.home.untilSent(sent + 1)[sent]
			before := w.dump()
			w.home.send(w.home.uplink(c, tt.answer(w, c)))
			w.untilLogged(discarded+1, "discard")
			w.sameTables(tt.name, before)
			w.home.send(w.home.uplink(c, w.home.answer(c).Append(nil)))
			w.payload(w.read(w.delivered(r.RequestID.Originator)), r)
			w.untilIdle()
		}
	})
}

// TestFalseAnswerOnly says E21 where nothing but a false answer came.
func TestFalseAnswerOnly(t *testing.T) {
	w := one(t)
	w.home.does(func(_ context.Context, c command) []bus.Message {
		return []bus.Message{w.home.uplink(c, tampered(w.home.answer(c)))}
	})
	r := w.setLimit(300)
	r = w.signedPreCommand(r, 5, w.preCommand(r))
	w.accepted(r)
	w.untilLogged(1, "discard")
	w.clock.Advance(time.Hour)
	w.timedOut(r, duis.E21)
}

// TestStrayUplink discards what comes from homes and is for nobody, for good: it does not
// come again, and what follows is dealt with.
func TestStrayUplink(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		h := w.home
		outsider := eui.MustParse("00-DB-12-34-56-78-FF-A0") // whose keys nobody holds
		unknown := h.alert(usecase.GenericNonCriticalAlert, 0x8154, esme, broker)
		unknown.Originator = outsider
		signed := h.alert(usecase.GenericCriticalAlert, 0x8F3F, esme, supplier)
		signed.Originator = outsider
		event := func(c command, event string, data []byte) bus.Message {
			m := h.uplink(c, data)
			m.Header[bus.HeaderEvent] = event
			return m
		}
		c := command{hub: chf, device: esme}
		headless := h.uplink(c, nil)
		delete(headless.Header, bus.HeaderHub)
		deviceless := h.uplink(c, nil)
		delete(deviceless.Header, bus.HeaderDevice)
		for i, tt := range []struct {
			name string
			up   bus.Message
		}{
			{"alert for a party that is no User", h.uplink(c,
				h.alert(usecase.ECS80, 0x8F36, esme, stranger).Append(nil))},
			{"alert with a wrong signature", h.uplink(c,
				tampered(h.alert(usecase.ECS80, 0x8F36, esme, network)))},
			{"alert from another Device", h.uplink(command{hub: chf, device: gpf},
				h.alert(usecase.ECS80, 0x8F36, esme, network).Append(nil))},
			{"alert with another code", h.uplink(c, func() []byte {
				m := h.alert(usecase.GenericCriticalAlert, 0x8F3F, esme, network)
				m.Header.Message = usecase.ECS80.Message
				return h.protect(m, true).Append(nil)
			}())},
			{"critical alert under a MAC", h.uplink(c, func() []byte {
				m := h.alert(usecase.ECS80, 0x8F36, esme, network)
				m.Signature = nil
				return h.protect(m, false).Append(nil)
			}())},
			{"alert of an unknown Device", h.uplink(command{hub: chf, device: outsider},
				signed.Append(nil))},
			{"alert of an unknown Device for the Broker", h.uplink(
				command{hub: chf, device: outsider}, unknown.Append(nil))},
			{"unknown event", event(c, "earthquake", nil)},
			{"outage at no time", event(c, bus.EventPowerOutage, []byte("today"))},
			{"no hub", headless},
			{"no Device", deviceless},
		} {
			w.Log(tt.name)
			before := w.count(`SELECT count(*) FROM delivery`)
			h.send(tt.up)
			w.untilLogged(i+1, "discard")
			if after := w.count(`SELECT count(*) FROM delivery`); after != before {
				t.Errorf("%s: %d documents more", tt.name, after-before)
			}
		}
		w.untilIdle()
	})
}
