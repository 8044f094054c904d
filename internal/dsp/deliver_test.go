package dsp_test

import (
	"bytes"
	"errors"
	"net"
	"testing"
	"time"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/internal/dsp"
)

// read sends 4.1.1 of the supplier and waits until its answer is with deliver.
func (w *world) answered() *duis.Request {
	w.Helper()
	r := w.readImport(supplier, esme)
	w.accepted(r)
	w.untilLogged(1, "respond", "request_id", r.RequestID.String())
	return r
}

// TestDeliverAgain posts the same octets by the timetable until the User says 2xx.
func TestDeliverAgain(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		path := "/" + supplier.String()
		w.answers(path, 500, 400, 404, 503, 429, 500, 202)
		r := w.answered()
		first := w.delivered(supplier)
		w.payload(w.read(first), r)
		for i, wait := range []time.Duration{time.Second, 5 * time.Second, 30 * time.Second,
			5 * time.Minute, 15 * time.Minute, 15 * time.Minute} {
			w.untilLogged(i+1, "deliver", "user", supplier.String(), "state", "undelivered")
			w.clock.Advance(wait - time.Millisecond)
			w.marker()
			w.silent(supplier)
			w.clock.Advance(time.Millisecond)
			if again := w.delivered(supplier); !bytes.Equal(again, first) {
				t.Errorf("attempt %d has other octets", i+2)
			}
		}
		w.untilLogged(1, "deliver", "user", supplier.String(), "state", "delivered")
		w.clock.Advance(30 * 24 * time.Hour)
		w.marker()
		w.silent(supplier)
	})
}

// TestDeliverRefused tries again where nobody listens, and goes to the new address then.
func TestDeliverRefused(t *testing.T) {
	w := one(t)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	w.must(err)
	w.must(w.gateway.SetReceiveURL(t.Context(), supplier, "http://"+listener.Addr().String()+"/"))
	w.must(listener.Close())
	r := w.answered()
	w.untilLogged(1, "deliver", "user", supplier.String(), "state", "undelivered")
	w.must(w.gateway.SetReceiveURL(t.Context(), supplier, w.address(supplier)))
	w.clock.Advance(time.Second)
	w.payload(w.read(w.delivered(supplier)), r)
}

// TestDeliverNowhere keeps what has no address until there is one.
func TestDeliverNowhere(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.must(w.gateway.SetReceiveURL(t.Context(), supplier, ""))
		var requests []*duis.Request
		for i := range 3 {
			requests = append(requests, w.answered())
			w.untilLogged(i+1, "deliver", "user", supplier.String(), "state", "kept")
		}
		w.clock.Advance(30 * 24 * time.Hour)
		w.marker()
		w.silent(supplier)
		w.must(w.gateway.SetReceiveURL(t.Context(), supplier, w.address(supplier)))
		got := map[duis.RequestID]bool{}
		for range requests {
			response, err := duis.ParseResponse(w.delivered(supplier))
			w.must(err)
			got[*response.RequestID] = true
		}
		for _, r := range requests {
			if !got[r.RequestID] {
				t.Errorf("%s was not delivered", r.RequestID)
			}
		}
		w.untilIdle()
		w.silent(supplier)
	})
}

// TestDeliverKept gives up after seven days, until the User says its address again.
func TestDeliverKept(t *testing.T) {
	w := one(t)
	w.answers("/"+supplier.String(), 500, 500)
	r := w.answered()
	w.delivered(supplier)
	w.untilLogged(1, "deliver", "user", supplier.String(), "state", "undelivered")
	w.clock.Advance(dsp.DefaultTimers().KeepTrying)
	w.delivered(supplier)
	w.untilLogged(1, "deliver", "user", supplier.String(), "state", "kept")
	w.clock.Advance(24 * time.Hour)
	w.marker()
	w.silent(supplier)
	w.must(w.gateway.SetReceiveURL(t.Context(), supplier, w.address(supplier)))
	response, err := duis.ParseResponse(w.delivered(supplier))
	if err != nil || *response.RequestID != r.RequestID {
		t.Errorf("got %v, %v", response, err)
	}
}

// TestDeliverOne posts the answer to one request where it was asked for, and to the User's
// own address where that fails.
func TestDeliverOne(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		for _, tt := range []struct {
			name     string
			statuses []int
			own      bool
		}{
			{"taken", nil, false},
			{"not taken", []int{500}, true},
		} {
			w.Log(tt.name)
			w.answers("/one", tt.statuses...)
			r := w.readImport(supplier, esme)
			w.must(w.gateway.ReceiveAt(t.Context(), r.RequestID, w.user.URL+"/one"))
			err := w.gateway.ReceiveAt(t.Context(), r.RequestID, w.user.URL+"/elsewhere")
			if !errors.Is(err, dsp.ErrTaken) {
				t.Errorf("a second address for one answer: %v", err)
			}
			w.accepted(r)
			w.payload(w.read(w.deliveredAt("/one")), r)
			if tt.own {
				w.payload(w.read(w.delivered(supplier)), r)
			}
			w.untilIdle()
			w.silent(supplier)
		}
	})
}

func TestAddresses(t *testing.T) {
	w := one(t)
	for _, address := range []string{"ftp://host/", "http://", "/path", "http://%zz", "file:///etc"} {
		err := w.gateway.SetReceiveURL(t.Context(), supplier, address)
		if !errors.Is(err, dsp.ErrAddress) {
			t.Errorf("SetReceiveURL %q: got %v, want ErrAddress", address, err)
		}
		err = w.gateway.ReceiveAt(t.Context(), w.next(supplier, esme), address)
		if !errors.Is(err, dsp.ErrAddress) {
			t.Errorf("ReceiveAt %q: got %v, want ErrAddress", address, err)
		}
	}
	err := w.gateway.SetReceiveURL(t.Context(), stranger, w.address(stranger))
	if !errors.Is(err, dsp.ErrUnknown) {
		t.Errorf("SetReceiveURL of a stranger: got %v, want ErrUnknown", err)
	}
	if err := w.gateway.SetActive(t.Context(), stranger, true); !errors.Is(err, dsp.ErrUnknown) {
		t.Errorf("SetActive of a stranger: got %v, want ErrUnknown", err)
	}
	err = w.gateway.SetStatus(t.Context(), nobody, dsp.Commissioned)
	if !errors.Is(err, dsp.ErrUnknown) {
		t.Errorf("SetStatus of an unknown Device: got %v, want ErrUnknown", err)
	}
}

// TestLeastDelay keeps an answer for 400 ms of the wall clock, whatever the clock of the
// system does.
func TestLeastDelay(t *testing.T) {
	w := one(t)
	w.stop()
	w.timers = dsp.DefaultTimers()
	w.start()
	r := w.answered()
	w.wall.Advance(399 * time.Millisecond)
	// Two passes of the scheduler, each past the time at which it looks for deliveries
	// that a process has left behind, show that it leaves this one alone.
	w.home.does(w.home.mute)
	w.accepted(w.readImport(network, esme))
	w.home.untilSent(2)
	w.clock.Advance(2 * time.Minute)
	w.home.untilSent(3)
	w.clock.Advance(2 * time.Minute)
	w.home.untilSent(4)
	w.silent(supplier)
	w.wall.Advance(400 * time.Millisecond)
	response, err := duis.ParseResponse(w.delivered(supplier))
	if err != nil || *response.RequestID != r.RequestID {
		t.Errorf("got %v, %v", response, err)
	}
}
