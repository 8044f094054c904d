package post_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/mains-energy/mains/internal/governance/post"
	"github.com/mains-energy/mains/internal/mail"
)

// report is what a server writes of a message that it could not deliver.
func report(to, status, about string) mail.Envelope {
	return mail.Envelope{To: to, Raw: []byte("From: MAILER-DAEMON@relay.example\r\n" +
		"Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n" +
		"--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; relay.example\r\n\r\n" +
		"Final-Recipient: rfc822; somebody@else.example\r\nAction: failed\r\nStatus: " + status +
		"\r\n\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: " + about +
		"\r\n\r\n--b--\r\n")}
}

func (w *world) take(e mail.Envelope) {
	w.t.Helper()
	must(w.t, w.Take(w.t.Context(), mail.Parse(e)))
}

// TestBounced knows by the address it comes back to whose message could not be delivered, and
// believes nobody who does not know it.
func TestBounced(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		must(t, w.Queue(t.Context(), message("a"), message("b")))
		w.settle()
		back := w.relay.sent[0].From
		if !strings.HasPrefix(back, "bounces+") || back == w.relay.sent[1].From {
			t.Fatalf("messages come back to %s and %s", back, w.relay.sent[1].From)
		}
		w.take(report("bounces+guessed@example.org", "5.1.1", "<x@example.org>"))
		w.take(report(strings.ToUpper(back), "5.1.1", "<x@example.org>"))
		w.take(report(strings.ToUpper(back), "5.1.1", "<x@example.org>")) // handed over again
		w.says("bounced subscription-1 reader@example.com true 5.1.1")
		w.is("a", post.Bounced, 1)
		w.is("b", post.Sent, 1)
		w.take(report("sec@example.org", "4.4.7", w.is("b", post.Sent, 1).MessageID))
		w.says("bounced subscription-1 reader@example.com false 4.4.7")
		w.is("b", post.Bounced, 1)
		w.take(report("helpdesk@example.org", "5.1.1", "<unknown@example.com>"))
		w.says()
	})
}

// TestTicket gives to the helpdesk what people write, once, and nothing that programs do.
func TestTicket(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		must(t, w.Queue(t.Context(), message("a")))
		w.settle()
		write := func(to, header string) mail.Envelope {
			return mail.Envelope{From: "reader@example.com", To: to,
				Raw: []byte("From: reader@example.com\r\n" + header + "\r\nHelp\r\n")}
		}
		w.take(write("helpdesk@example.org", ""))
		w.take(write("helpdesk@example.org", ""))
		w.says("ticket of reader@example.com")
		w.take(write("SEC@example.org", "")) // an answer to a message
		w.says("ticket of reader@example.com")
		w.take(write("helpdesk@example.org", "Auto-Submitted: auto-replied\r\n"))
		w.take(write("helpdesk@example.org", "Precedence: bulk\r\n"))
		w.take(write(w.relay.sent[0].From, "Subject: I am away\r\n"))
		w.take(mail.Envelope{From: "x@example.com", To: "helpdesk@example.org", // ours comes round
			Raw: bytes.Replace(w.relay.sent[0].Raw, []byte("Auto-Submitted"), []byte("X"), 1)})
		w.says()
	})
}

// TestTakenAgain asks a handler again that has failed.
func TestTakenAgain(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		failed := errors.New("not now")
		w.Handle(post.Handlers{Ticket: func(context.Context, *mail.Incoming) error { return failed }})
		in := mail.Parse(mail.Envelope{From: "a@example.com", To: "helpdesk@example.org",
			Raw: []byte("From: a@example.com\r\n\r\nHelp\r\n")})
		if err := w.Take(t.Context(), in); !errors.Is(err, failed) {
			t.Errorf("got %v", err)
		}
		w.open(w.relay)
		must(t, w.Take(t.Context(), in))
		must(t, w.Take(t.Context(), in))
		w.says("ticket of a@example.com")
	})
}

// TestListen takes mail by SMTP for whom it knows, and for nobody else.
func TestListen(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		must(t, err)
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan error)
		go func() { ended <- w.Listen(ctx, l, nil) }()
		relay, err := mail.ParseServer("smtp://" + l.Addr().String())
		must(t, err)
		var got []string
		for _, c := range []struct {
			to   string
			size int
		}{{"helpdesk@example.org", 100}, {"Helpdesk+ticket.1.2@Example.org", 200},
			{"nobody@example.org", 100}, {"helpdesk@example.com", 100}, {"bounces+x@example.com", 100},
			{"bounces@example.org", 100},
			{"bounces+x@example.org", 100}, {"helpdesk@example.org", mail.MaxSize + 1}} {
			_, err := relay.Send(ctx, mail.Envelope{From: "a@example.com", To: c.to,
				Raw: []byte("From: a@example.com\r\n\r\n" + strings.Repeat("x", c.size) + "\r\n")})
			said := "taken"
			if refusal, ok := errors.AsType[*mail.Refusal](err); ok {
				said = fmt.Sprint(refusal.Code)
			} else if err != nil {
				said = err.Error()
			}
			got = append(got, said)
		}
		want := []string{"taken", "taken", "550", "550", "550", "550", "taken", "552"}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		must(t, relay.Close())
		stop()
		must(t, <-ended)
		w.says("ticket of a@example.com", "ticket of a@example.com")
	})
}

func TestList(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		for i := range 5 {
			m := message(fmt.Sprint(i))
			if i%2 > 0 {
				m.Person, m.To = "", fmt.Sprintf("a%d@example.com", i)
			}
			must(t, w.Queue(t.Context(), m))
			w.clock.Set(w.clock.Now().Add(time.Second))
		}
		w.settle()
		for _, c := range []struct {
			query post.Query
			want  string
			count int
		}{
			{post.Query{}, "43210", 5},
			{post.Query{Limit: 2, Offset: 1}, "32", 5},
			{post.Query{Person: "person-1"}, "420", 3},
			{post.Query{Address: "A3@example.com"}, "3", 1},
			{post.Query{State: post.Sent, Person: "person-1", Limit: 1}, "4", 3},
			{post.Query{State: post.Failed}, "", 0},
		} {
			all, err := w.List(t.Context(), c.query)
			must(t, err)
			got := ""
			for _, m := range all {
				got += m.Key
			}
			n, err := w.Count(t.Context(), c.query)
			if got != c.want || n != c.count || err != nil {
				t.Errorf("%+v: %s of %d, %v, want %s of %d", c.query, got, n, err, c.want, c.count)
			}
		}
		if _, err := w.Get(t.Context(), "9"); !errors.Is(err, post.ErrNotFound) {
			t.Errorf("a message that is not: %v", err)
		}
	})
}

// TestEraseKeys erases the messages of one thing, and of nothing that is called alike.
func TestEraseKeys(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		must(t, w.Queue(t.Context(), message("notice-1-a"), message("notice-1-b"),
			message("notice-12-a"), message("a-notice-1-a")))
		w.settle()
		must(t, w.EraseKeys(t.Context(), "notice-1"))
		if err := w.EraseKeys(t.Context(), ""); err == nil {
			t.Error("everything is erased")
		}
		for key, left := range map[string]bool{"notice-1-a": false, "notice-1-b": false,
			"notice-12-a": true, "a-notice-1-a": true} {
			if c := w.is(key, post.Sent, 1); (c.Address != "") != left || (len(c.Raw) > 0) != left {
				t.Errorf("%s: left %+v", key, c)
			}
		}
	})
}

// TestErase leaves no word and no name, sends nothing that waited, and sends nothing again.
func TestErase(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		other := message("other")
		other.Person, other.To = "person-2", "other@example.com"
		must(t, w.Queue(t.Context(), message("sent"), other))
		w.settle()
		back := w.relay.sent[1].From
		must(t, w.Queue(t.Context(), message("waits")))
		if err := w.Erase(t.Context(), "", ""); err == nil {
			t.Error("nobody was erased")
		}
		must(t, w.Erase(t.Context(), "person-1", "reader@Example.com"))
		w.settle()
		must(t, w.Queue(t.Context(), message("sent"), message("waits")))
		w.settle()
		if n := len(w.relay.sent); n != 2 {
			t.Errorf("%d messages were sent, want 2", n)
		}
		for key, state := range map[string]post.State{"sent": post.Sent, "waits": post.Failed} {
			c, err := w.Get(t.Context(), key)
			must(t, err)
			if c.State != state || c.Address+c.Person+c.Subject+c.Answer+string(c.Raw) != "" {
				t.Errorf("left: %+v", c)
			}
		}
		w.take(report(back, "5.1.1", "<x@example.org>"))
		w.says()
		if c := w.is("other", post.Sent, 1); len(c.Raw) == 0 {
			t.Error("what others were sent is gone")
		}
	})
}
