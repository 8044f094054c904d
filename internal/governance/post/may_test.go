package post_test

import (
	"context"
	"database/sql"
	"errors"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/post"
	"github.com/mains-energy/mains/internal/mail"
)

// TestMay asks before each try whether a message may go: where not, it does not, and what is
// written with that stands; where that cannot be found out, it is asked again.
func TestMay(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		var stop *post.Stop
		var fault error
		var asked []string
		w.Handle(post.Handlers{May: func(_ context.Context, m *post.Copy, tells string) (
			*post.Stop, error) {
			asked = append(asked, m.Key+" "+tells)
			return stop, fault
		}})
		told := message("a")
		told.Tells = "of b"
		must(t, w.Queue(t.Context(), told, message("of nothing")))
		fault = errors.New("the register is shut")
		w.settle()
		w.is("of nothing", post.Sent, 1)
		w.is("a", post.Waiting, 0)
		w.clock.Set(morning.Add(time.Minute))
		fault = nil
		w.relay.answer = func(mail.Envelope) error { return &mail.Refusal{Code: 450, Text: "no"} }
		w.settle()
		w.is("a", post.Waiting, 1)
		w.clock.Set(morning.Add(2 * time.Minute))
		w.relay.answer = nil
		stop = &post.Stop{Why: "it is hidden", Also: func(tx *sql.Tx) error {
			_, err := tx.ExecContext(t.Context(), `DELETE FROM post_message WHERE key = 'of nothing'`)
			return err
		}}
		w.settle()
		w.settle()
		if got := w.is("a", post.Withheld, 1); got.Answer != "it is hidden" || got.State.Given() {
			t.Errorf("noted: %+v", got)
		}
		if _, err := w.Get(t.Context(), "of nothing"); !errors.Is(err, post.ErrNotFound) {
			t.Errorf("what is written with it: %v", err)
		}
		if len(asked) != 3 || asked[2] != "a of b" || len(w.relay.sent) != 1 {
			t.Errorf("asked %q, sent %d", asked, len(w.relay.sent))
		}
		given, err := w.List(t.Context(), post.Query{Given: true})
		if err != nil || len(given) != 0 {
			t.Errorf("given: %v, %v", given, err)
		}
	})
}

// TestMayNever gives a message up of which it is not found out for days whether it may go.
func TestMayNever(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.Handle(post.Handlers{May: func(context.Context, *post.Copy, string) (*post.Stop, error) {
			return nil, errors.New("the register is shut")
		}})
		m := message("a")
		m.Tells = "of b"
		must(t, w.Queue(t.Context(), m))
		w.clock.Set(morning.AddDate(0, 0, 4))
		w.settle()
		w.is("a", post.Waiting, 0)
		w.clock.Set(morning.AddDate(0, 0, 6))
		w.settle()
		w.is("a", post.Failed, 0)
	})
}
