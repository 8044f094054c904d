package post_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/governance/post"
	"github.com/mains-energy/mains/internal/mail"
	"github.com/mains-energy/mains/internal/mail/mailtest"
	"github.com/mains-energy/mains/internal/store"
	"github.com/mains-energy/mains/internal/store/storetest"
)

var morning = time.Date(2022, 1, 24, 9, 0, 0, 0, time.UTC)

// world is an office with a server of mail that does what the test says.
type world struct {
	*post.Office
	t     testing.TB
	db    *store.DB
	clock *clock.Adjustable
	relay *relay
	heard []string // what the handlers were told
	from  string   // whom messages are from
}

// relay is a server that a test can break.
type relay struct {
	mu     sync.Mutex
	sent   []mail.Envelope
	answer func(mail.Envelope) error
	after  func() // when it has taken a message, before it says so
}

func (r *relay) Send(_ context.Context, e mail.Envelope) (string, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.answer != nil {
		if err := r.answer(e); err != nil {
			return "", err
		}
	}
	r.sent = append(r.sent, e)
	if r.after != nil {
		r.after()
	}
	return "queued as 1", nil
}

func (r *relay) Close() error { return nil }

// each runs a test with an office on every engine.
func each(t *testing.T, test func(*testing.T, *world)) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := &world{t: t, db: db, clock: clock.NewFrozen(morning), relay: &relay{},
			from: "SEC <sec@example.org>"}
		w.open(w.relay)
		test(t, w)
	})
}

// open opens the office, as after a start.
func (w *world) open(send post.Sender) {
	w.t.Helper()
	var err error
	w.Office, err = post.Open(post.Config{DB: w.db, Clock: w.clock, Random: rand.NewChaCha8([32]byte{
		byte(len(w.relay.sent)), byte(w.clock.Now().Unix())}), Send: send,
		From:    w.from,
		Bounces: true, Helpdesk: "helpdesk@example.org"})
	must(w.t, err)
	w.Handle(post.Handlers{
		Bounced: func(_ context.Context, token, address string, permanent bool, why string) error {
			w.heard = append(w.heard, fmt.Sprintf("bounced %s %s %v %s", token, address, permanent, why))
			return nil
		},
		Ticket: func(_ context.Context, in *mail.Incoming) error {
			w.heard = append(w.heard, "ticket of "+in.From)
			return nil
		},
	})
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func message(key string) post.Message {
	return post.Message{Key: key, To: "Reader@example.com", Person: "person-1", Subject: "Digest",
		Text: "Words.\n", Topic: "consultations", Bounce: "subscription-1",
		Unsubscribe: "https://example.org/unsubscribe/x"}
}

// is checks what became of a message.
func (w *world) is(key string, state post.State, attempts int) post.Copy {
	w.t.Helper()
	c, err := w.Get(w.t.Context(), key)
	must(w.t, err)
	if c.State != state || c.Attempts != attempts {
		w.t.Errorf("%s is %s after %d attempts (%s), want %s after %d", key, c.State, c.Attempts,
			c.Answer, state, attempts)
	}
	return c
}

func (w *world) settle() {
	w.t.Helper()
	must(w.t, w.Settle(w.t.Context()))
}

// says checks what the handlers were told since.
func (w *world) says(want ...string) {
	w.t.Helper()
	if diff := cmp.Diff(want, w.heard); diff != "" {
		w.t.Error(diff)
	}
	w.heard = nil
}

func TestSent(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		must(t, w.Queue(t.Context(), message("a"), message("b")))
		must(t, w.Queue(t.Context(), message("b"), message("c"))) // b a second time
		w.is("a", post.Waiting, 0)
		w.settle()
		w.settle()
		if n := len(w.relay.sent); n != 3 {
			t.Errorf("three messages were sent as %d", n)
		}
		got := w.is("a", post.Sent, 1)
		want := post.Copy{Key: "a", Address: "reader@example.com", Person: "person-1",
			Topic: "consultations", Subject: "Digest", MessageID: got.MessageID, State: post.Sent,
			Queued: morning, Changed: morning, Next: morning, Attempts: 1, Answer: "queued as 1",
			Raw: w.relay.sent[0].Raw}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		in := mail.Parse(w.relay.sent[0])
		if in.ID != got.MessageID || in.From != "sec@example.org" || in.Name != "SEC" ||
			in.Subject != "Digest" || in.Text != "Words.\n" || !in.Date.Equal(morning) {
			t.Errorf("sent %+v", in)
		}
		if raw := string(got.Raw); !strings.Contains(raw, "List-Id: <consultations.example.org>\r\n") ||
			!strings.Contains(raw, "List-Unsubscribe: <https://example.org/unsubscribe/x>\r\n") {
			t.Errorf("no fields of a list in %s", raw)
		}
	})
}

// TestQueueRefuses takes all messages or none, and nothing else of the transaction either.
func TestQueueRefuses(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		for name, change := range map[string]func(*post.Message){
			"no key":               func(m *post.Message) { m.Key = "" },
			"no address":           func(m *post.Message) { m.To = "x" },
			"lines in the address": func(m *post.Message) { m.To = "a@example.com\r\nDATA" },
			"lines in the subject": func(m *post.Message) { m.Subject = "x\r\nBcc: b@example.com" },
			"lines in the topic":   func(m *post.Message) { m.Topic = "x\r\nBcc: b@example.com" },
			"no identifier":        func(m *post.Message) { m.MessageID = "x" },
		} {
			m := message("second")
			change(&m)
			if err := w.Queue(t.Context(), message("first"), m); err == nil {
				t.Errorf("%s: queued", name)
			}
		}
		failed := errors.New("no")
		err := w.QueueWith(t.Context(), func(*sql.Tx) error { return failed }, message("first"))
		if !errors.Is(err, failed) {
			t.Errorf("got %v", err)
		}
		if n, err := w.Count(t.Context(), post.Query{}); n != 0 || err != nil {
			t.Errorf("%d messages are queued, %v", n, err)
		}
	})
}

// TestKept keeps what there is nothing to send with. When there is, what was queued within two
// Working Days is sent, and what is older never is.
func TestKept(t *testing.T) {
	friday := time.Date(2022, 1, 21, 16, 0, 0, 0, time.UTC)
	cases := []struct {
		name        string
		queued, now time.Time
		want        post.State
	}{
		{"at once", friday, friday, post.Sent},
		{"over a weekend", friday, friday.AddDate(0, 0, 3), post.Sent},
		{"two Working Days", friday, time.Date(2022, 1, 25, 23, 59, 59, 0, time.UTC), post.Sent},
		{"three Working Days", friday, time.Date(2022, 1, 26, 0, 0, 0, 0, time.UTC), post.Unsent},
		{"over Easter", time.Date(2022, 4, 14, 9, 0, 0, 0, time.UTC),
			time.Date(2022, 4, 20, 9, 0, 0, 0, time.UTC), post.Sent},
		{"of the summer, by the day in London", time.Date(2022, 6, 6, 23, 30, 0, 0, time.UTC),
			time.Date(2022, 6, 9, 9, 0, 0, 0, time.UTC), post.Sent},
		{"a year", friday, friday.AddDate(1, 0, 0), post.Unsent},
		{"beyond the calendar", time.Date(2120, 1, 1, 9, 0, 0, 0, time.UTC),
			time.Date(2120, 1, 3, 9, 0, 0, 0, time.UTC), post.Sent},
	}
	each(t, func(t *testing.T, w *world) {
		for _, c := range cases {
			w.clock.Set(c.queued)
			w.open(nil)
			must(t, w.Queue(t.Context(), message(c.name)))
			w.settle()
			w.is(c.name, post.Kept, 0)
			w.clock.Set(c.now)
			w.open(w.relay)
			before := len(w.relay.sent)
			must(t, w.Queue(t.Context(), message(c.name), message("after "+c.name)))
			w.settle()
			attempts := 0
			if c.want == post.Sent {
				attempts = 1
			}
			if got := w.is(c.name, c.want, attempts); !got.Queued.Equal(c.queued) ||
				!got.Changed.Equal(c.now) {
				t.Errorf("%s: queued %s, changed %s", c.name, got.Queued, got.Changed)
			}
			w.is("after "+c.name, post.Sent, 1)
			w.open(w.relay) // it stays as it is
			w.settle()
			if n := len(w.relay.sent) - before; n != 1+attempts {
				t.Errorf("%s: %d messages were sent", c.name, n)
			}
		}
	})
}

// TestKeptInOrder sends what was kept as it was queued, and nothing that is from another sender.
func TestKeptInOrder(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		own := w.from
		w.from = post.DefaultFrom
		w.open(nil)
		must(t, w.Queue(t.Context(), message("of nobody")))
		w.from = own
		w.clock.Advance(time.Minute)
		w.open(nil)
		names := []string{"z", "a", "m"}
		for _, name := range names {
			w.clock.Advance(time.Minute)
			m := message(name)
			m.Subject = name
			must(t, w.Queue(t.Context(), m))
		}
		w.open(w.relay)
		w.settle()
		w.is("of nobody", post.Unsent, 0)
		var sent []string
		for _, e := range w.relay.sent {
			sent = append(sent, mail.Parse(e).Subject)
		}
		if !slices.Equal(sent, names) {
			t.Errorf("sent %q, want %q", sent, names)
		}
	})
}

// TestKeptErased sends nothing to whoever was erased before there was a server.
func TestKeptErased(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.open(nil)
		must(t, w.Queue(t.Context(), message("a")))
		must(t, w.Erase(t.Context(), "person-1", ""))
		w.open(w.relay)
		w.settle()
		w.is("a", post.Unsent, 0)
		if n := len(w.relay.sent); n != 0 {
			t.Errorf("%d messages were sent", n)
		}
	})
}

// TestTriedAgain tries with growing waits by the clock of the system, and gives up.
func TestTriedAgain(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.relay.answer = func(mail.Envelope) error {
			return &mail.Refusal{Code: 451, Text: "4.3.0 later", AtName: true}
		}
		must(t, w.Queue(t.Context(), message("a")))
		var waited []time.Duration
		for i := 1; ; i++ {
			w.settle()
			c, err := w.Get(t.Context(), "a")
			must(t, err)
			if c.State != post.Waiting {
				break
			}
			w.is("a", post.Waiting, i)
			wait := c.Next.Sub(w.clock.Now())
			waited = append(waited, wait)
			w.clock.Set(c.Next.Add(-time.Second))
			w.settle()
			w.is("a", post.Waiting, i)
			w.clock.Set(c.Next)
		}
		want := []time.Duration{time.Minute, 5 * time.Minute, 30 * time.Minute, time.Hour, 2 * time.Hour,
			4 * time.Hour, 4 * time.Hour}
		if diff := cmp.Diff(want, waited[:7]); diff != "" || !slices.IsSorted(waited) {
			t.Errorf("waits %v: %s", waited, diff)
		}
		given := w.clock.Now().Sub(morning)
		if given < 5*24*time.Hour || given > 5*24*time.Hour+4*time.Hour {
			t.Errorf("given up after %s", given)
		}
		if c := w.is("a", post.Failed, len(waited)+1); !strings.Contains(c.Answer, "451 4.3.0 later") {
			t.Errorf("the last answer is %q", c.Answer)
		}
		w.says()
	})
}

// TestLongAfter tries once more what has waited for too long already: the clock was moved on.
func TestLongAfter(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.relay.answer = func(mail.Envelope) error { return errors.New("nobody there") }
		must(t, w.Queue(t.Context(), message("a")))
		w.settle()
		w.relay.answer = nil
		w.clock.Set(morning.AddDate(1, 0, 0))
		w.settle()
		w.is("a", post.Sent, 2)
	})
}

// TestRefused tells of an address that does not exist, once, and of nothing else.
func TestRefused(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.relay.answer = func(mail.Envelope) error {
			return &mail.Refusal{Code: 550, Text: "5.1.1 no such user", AtName: true}
		}
		must(t, w.Queue(t.Context(), message("a")))
		w.settle()
		w.settle()
		w.is("a", post.Failed, 1)
		w.says("bounced subscription-1 reader@example.com true 5.1.1 no such user")
		w.relay.answer = func(mail.Envelope) error { return &mail.Refusal{Code: 554, Text: "5.6.0 no"} }
		must(t, w.Queue(t.Context(), message("b")))
		w.settle()
		w.is("b", post.Failed, 1)
		w.says()
	})
}

// TestRefusedAgain asks again where nobody could be told that an address does not exist.
func TestRefusedAgain(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.relay.answer = func(mail.Envelope) error {
			return &mail.Refusal{Code: 550, Text: "5.1.1 no such user", AtName: true}
		}
		told := 0
		w.Handle(post.Handlers{Bounced: func(context.Context, string, string, bool, string) error {
			if told++; told == 1 {
				return errors.New("not now")
			}
			return nil
		}})
		must(t, w.Queue(t.Context(), message("a")))
		w.settle()
		w.is("a", post.Waiting, 1)
		w.clock.Set(morning.Add(time.Minute))
		w.settle()
		w.settle()
		w.is("a", post.Failed, 2)
		if told != 2 {
			t.Errorf("told %d times, want twice", told)
		}
	})
}

// TestUnreachable leaves a server in peace that is not there, and loses nothing.
func TestUnreachable(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		asked := 0
		w.relay.answer = func(mail.Envelope) error { asked++; return errors.New("connection refused") }
		for i := range 60 {
			must(t, w.Queue(t.Context(), message(fmt.Sprint("m", i))))
		}
		w.settle()
		w.settle()
		if asked != 1 {
			t.Errorf("a server that is not there was asked %d times at once", asked)
		}
		w.relay.answer = nil
		w.clock.Set(morning.Add(time.Minute))
		w.settle()
		if n, err := w.Count(t.Context(), post.Query{State: post.Sent}); n != 60 || err != nil {
			t.Errorf("%d of 60 are sent, %v", n, err)
		}
	})
}

// TestCrash sends a message a second time whose answer was not noted, as the same message.
func TestCrash(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		must(t, w.Queue(t.Context(), message("a"), message("b")))
		// The process ends when the server has taken the message and before that is noted.
		crash := "crash"
		w.relay.after = func() { panic(crash) }
		func() {
			defer func() {
				if recover() != crash {
					t.Fatal("there was no crash")
				}
			}()
			w.settle()
		}()
		w.relay = &relay{sent: w.relay.sent}
		w.open(w.relay)
		w.settle()
		w.settle()
		ids := map[string]int{}
		for _, e := range w.relay.sent {
			ids[mail.Parse(e).ID]++
		}
		if len(w.relay.sent) != 3 || len(ids) != 2 {
			t.Errorf("sent %v, want one of two a second time under its Message-ID", ids)
		}
	})
}

// TestStopped: a message that is handed over while the system stops is noted, and goes once.
func TestStopped(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		must(t, w.Queue(t.Context(), message("a")))
		ctx, stop := context.WithCancel(t.Context())
		w.relay.after = stop
		if err := w.Settle(ctx); !errors.Is(err, context.Canceled) {
			t.Errorf("stopped: %v", err)
		}
		w.is("a", post.Sent, 1)
		w.relay = &relay{sent: w.relay.sent}
		w.open(w.relay)
		w.settle()
		if len(w.relay.sent) != 1 {
			t.Errorf("sent %d times", len(w.relay.sent))
		}
	})
}

// TestRun sends at once what is queued, and what waits when its time has come.
func TestRun(t *testing.T) {
	to := mailtest.Start(t, mailtest.Config{})
	each(t, func(t *testing.T, w *world) {
		send, err := mail.ParseServer(to.URL())
		must(t, err)
		w.open(send)
		before := len(to.Taken())
		arrived := make(chan string, 3)
		var refused atomic.Bool
		to.Refuse(func(command, raw string) error {
			if command != "DATA" {
				return nil
			}
			if !refused.Swap(true) {
				arrived <- "refused"
				return mailtest.Answer(451, [3]int{4, 3, 0}, "later")
			}
			arrived <- "taken"
			return nil
		})
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan error)
		go func() { ended <- w.Run(ctx) }()
		must(t, w.Queue(ctx, message("a")))
		got := []string{<-arrived}
		must(t, w.Queue(ctx, message("b")))
		got = append(got, <-arrived)
		for len(got) < 3 {
			select {
			case what := <-arrived:
				got = append(got, what)
			default:
				w.clock.Set(w.clock.Now().Add(time.Second))
			}
		}
		stop()
		must(t, <-ended)
		if !slices.Equal(got, []string{"refused", "taken", "taken"}) || len(to.Taken()) != before+2 {
			t.Errorf("%v, taken %d", got, len(to.Taken())-before)
		}
	})
}
