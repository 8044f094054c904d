package post_test

import (
	"errors"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/mail"
)

// TestOverdue: what waits for longer than it should is told apart from what is new, and whether
// other mail goes out meanwhile.
func TestOverdue(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		is := func(what string, waits, sent bool) {
			t.Helper()
			gotWaits, gotSent, err := w.Overdue(t.Context(), w.clock.Now().Add(-time.Hour))
			if err != nil || gotWaits != waits || gotSent != sent {
				t.Errorf("%s: %v %v, %v, want %v %v", what, gotWaits, gotSent, err, waits, sent)
			}
		}
		if !w.Sends() || !w.Takes() {
			t.Error("it says that it has no server, or takes nothing")
		}
		is("nothing was queued", false, false)
		w.relay.answer = func(mail.Envelope) error { return errors.New("connection refused") }
		must(t, w.Queue(t.Context(), message("m1")))
		w.settle()
		is("it was tried once", false, false)
		w.clock.Advance(61 * time.Minute)
		is("it waits for an hour", true, false)
		w.relay.answer = nil
		must(t, w.Queue(t.Context(), message("m2")))
		w.relay.answer = func(e mail.Envelope) error {
			if len(w.relay.sent) > 0 {
				return errors.New("connection refused")
			}
			return nil
		}
		w.settle()
		w.clock.Advance(10 * time.Minute)
		w.relay.answer = nil
		w.settle()
		is("all is sent", false, true)
		w.open(nil)
		if w.Sends() {
			t.Error("it says that it has a server")
		}
	})
}
