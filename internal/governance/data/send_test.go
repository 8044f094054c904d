package data_test

import (
	"context"
	"database/sql"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

// surveys puts as many surveys at once as there are numbers from one to another.
func (w *hooked) surveys(from, to int) {
	w.Helper()
	w.w.Clock.Advance(time.Second)
	if _, err := w.w.Code.Register().Act(w.Context(), register.Act{Who: register.ByClock,
		Verb: "put"}, func(tx *register.Tx) error {
		for n := from; n < to; n++ {
			if err := tx.Put(&record.Survey{Head: record.Head{ID: fmt.Sprintf("survey-%04d", n),
				Visible: policy.Label{Mark: policy.White}}}); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		w.Fatal(err)
	}
}

// count counts deliveries that meet a condition.
func (w *hooked) count(where string) (n int) {
	w.Helper()
	if err := w.w.DB.QueryRowContext(w.Context(), `SELECT COUNT(*) FROM data_delivery WHERE `+
		where).Scan(&n); err != nil {
		w.Fatal(err)
	}
	return n
}

// change changes deliveries as nothing else does.
func (w *hooked) change(statement string) {
	w.Helper()
	if err := w.w.DB.Write(w.Context(), func(tx *sql.Tx) error {
		_, err := tx.Exec(statement)
		return err
	}); err != nil {
		w.Fatal(err)
	}
}

// TestWebhookOrder: what has changed is told of in the order in which it did, also where all of it
// is found at once.
func TestWebhookOrder(t *testing.T) {
	w := newHooked(t, here)
	w.add("publications")
	var want []string
	for _, id := range []string{"e", "b", "g", "a", "d", "c", "f", "h"} {
		w.put("survey-"+id, policy.White)
		want = append(want, "record.changed survey-"+id+" /surveys/survey-"+id)
	}
	w.surveys(0, 9)
	for n := range 9 {
		want = append(want, fmt.Sprintf("record.changed survey-%04d /surveys/survey-%04d", n, n))
	}
	if got := linesOf(t, w.settle()); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("told in the order\n%q, want\n%q", got, want)
	}
}

// TestWebhookSlow: a receiver that does not answer keeps those of others waiting for nothing.
func TestWebhookSlow(t *testing.T) {
	w := newHooked(t, here)
	asked, on := make(chan string, 10), make(chan struct{})
	slow := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		asked <- "slow"
		<-on
	}))
	defer slow.Close()
	defer close(on)
	w.r.Config.Handler = http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked <- "quick" })
	quick := w.r.Server
	w.r.Server = slow
	w.add("publications")
	w.r.Server = quick
	w.add("publications")
	w.put("survey-1", policy.White)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- w.h.Run(ctx) }()
	both := map[string]bool{<-asked: true, <-asked: true}
	if !both["slow"] || !both["quick"] {
		t.Errorf("asked %v", both)
	}
	w.put("survey-2", policy.White)
	w.w.Clock.Advance(time.Minute)
	if got := <-asked; got != "quick" {
		t.Errorf("%s was asked again, want the quick one, while the slow one has not answered", got)
	}
	cancel()
	if err := <-ended; err != nil {
		t.Errorf("%v", err)
	}
}

// TestWebhookBacklog: of much that waits to be sent so much is noted and no more; what was not is
// found later, and the webhook goes on all the while.
func TestWebhookBacklog(t *testing.T) {
	w := newHooked(t, here)
	id, _ := w.add("publications")
	w.r.answer(http.StatusServiceUnavailable)
	const all, most = 5800, 5000
	w.surveys(0, all)
	w.settle()
	if n := w.count("due > 0"); n < most || n >= most+500 {
		t.Errorf("%d deliveries wait, want %d and the rest of a batch", n, most)
	}
	w.stopped(0)
	w.change(`UPDATE data_delivery SET due = 0, state = 'taken'`)
	w.settle()
	if n := w.count("kind = 'survey'"); n != all {
		t.Errorf("%d deliveries in the end, want %d", n, all)
	}
	w.says(id, "Waiting")
}

// TestWebhookSwept: what was over long ago is deleted, and what a webhook left that was removed
// meanwhile; what waits is not.
func TestWebhookSwept(t *testing.T) {
	w := newHooked(t, here)
	w.add("publications")
	w.put("survey-1", policy.White)
	w.settle()
	w.change(`INSERT INTO data_delivery SELECT 'msg_x', 'hook_x', made, kind, record, known, gone,
		tries, 1, 'waiting', 0, '' FROM data_delivery`)
	w.w.Clock.Advance(2 * time.Hour)
	w.settle()
	if n := w.count("hook = 'hook_x'"); n > 0 {
		t.Errorf("%d deliveries are left of a webhook that is no more", n)
	}
	w.w.Clock.Advance(29 * 24 * time.Hour)
	w.r.answer(http.StatusServiceUnavailable)
	w.put("survey-2", policy.White)
	w.settle()
	if n := w.count("state = 'taken'"); n != 1 {
		t.Errorf("%d deliveries that were taken, after 29 days", n)
	}
	w.w.Clock.Advance(24 * time.Hour)
	w.settle()
	if taken, waiting := w.count("state = 'taken'"), w.count("due > 0"); taken != 0 || waiting != 1 {
		t.Errorf("%d taken and %d waiting are left after 30 days", taken, waiting)
	}
}
