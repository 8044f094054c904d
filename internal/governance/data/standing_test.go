package data_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/policy"
)

// TestOverdue: what nobody sends is overdue; what a receiver does not take is not.
func TestOverdue(t *testing.T) {
	w := newHooked(t, here)
	is := func(what string, hooks, waits bool) {
		t.Helper()
		gotHooks, gotWaits, err := w.h.Overdue(t.Context(), w.w.Clock.Now().Add(-time.Hour))
		if err != nil || gotHooks != hooks || gotWaits != waits {
			t.Errorf("%s: %v %v, %v, want %v %v", what, gotHooks, gotWaits, err, hooks, waits)
		}
	}
	is("nobody has a webhook", false, false)
	id, _ := w.add("publications")
	is("nothing waits", true, false)
	w.r.answer(http.StatusServiceUnavailable)
	w.put("survey-1", policy.White)
	w.put("survey-2", policy.White)
	for range 100 {
		w.settle()
		is("the receiver does not take it", true, false)
		w.w.Clock.Advance(10 * time.Minute)
	}
	w.w.Clock.Advance(100 * time.Hour)
	is("nobody has sent for long", true, true)
	w.r.answer(http.StatusOK)
	w.settle()
	is("it was sent", true, false)
	at := map[string]string{"id": id}
	if _, err := w.submit(owner, "/webhooks/{id}/remove", at, nil); err != nil {
		t.Fatal(err)
	}
	is("it was removed", false, false)
}
