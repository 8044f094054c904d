package notice_test

import (
	"crypto/rand"
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/governance/notice"
	"github.com/mains-energy/mains/internal/governance/post"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/mail"
	"github.com/mains-energy/mains/internal/mail/mailtest"
	"github.com/mains-energy/mains/internal/page"
)

// notice is the address of the one notice whose words are on the list.
func (s *story) notice(words string) string {
	s.t.Helper()
	for _, e := range s.Page(analyst, "/notices").List.Entries {
		if strings.Contains(e.Title, words) {
			return string(e.To)
		}
	}
	s.t.Fatalf("no notice %q", words)
	return ""
}

// has fails where a page does not have words, or has those after !.
func (s *story) has(who, address string, words ...string) {
	s.t.Helper()
	text := s.Text(who, address)
	for _, word := range words {
		without, not := strings.CutPrefix(word, "!")
		if strings.Contains(text, without) == not {
			s.t.Errorf("%s as %q: %s:\n%s", address, who, word, text)
		}
	}
}

// TestWritten: somebody of the administrator sees whom a notice reaches before it goes, can take it
// back until then and not later, and sees whom it has reached.
func TestWritten(t *testing.T) {
	s := begin(t)
	s.choose(rival, "meetings", "never")
	s.Closed(public, "/notices/new", page.ErrSignIn)
	s.Closed(signs, "/notices/new", page.ErrForbidden)
	if _, err := s.View(signs, "/notices"); err == nil {
		t.Error("others see the list of notices")
	}
	fields := []string{"to", "body:change_board", "topic", "meetings", "why", "The room has changed",
		"text", "It is room 4.", "day-day", "24", "day-month", "1", "day-year", "2022",
		"clock", "10:00"}
	s.Refused(analyst, "/notices/new", "a time to come", "to", "staff", "topic", "meetings",
		"why", "x", "day-day", "3", "day-month", "1", "day-year", "2022")
	s.Refused(analyst, "/notices/new", "Enter the address of a record", "to", "staff",
		"topic", "meetings", "why", "x", "about", "/people/nobody")
	s.Do(analyst, "/notices/new", fields...)
	at := s.notice("The room has changed")
	s.has(analyst, at, "It reaches", "Delegate of Demo Large Supplier A", "you sit on Change Board",
		"in the next digest")
	s.fresh()
	s.Do(analyst, at+"/cancel", "reason", "It has not")
	s.At("2022-01-24T10:00")
	s.At("2022-01-25T08:00")
	for _, m := range s.fresh() {
		s.holds(m, "!The room has changed")
	}
	s.Do(analyst, "/notices/new", append(fields[:8:8], "about", "/consultations/"+
		"consultation-mp192-refinement")...)
	at = s.notice("The room has changed")
	s.fresh()
	s.has(analyst, at, "in their next digest", "Delegate of Demo Large Supplier A")
	s.Refused(analyst, at+"/cancel", "due already", "reason", "x")
	s.At("2022-01-26T08:00")
	s.to(s.fresh(), delegate, "The room has changed", "It is room 4.",
		"Because you sit on Change Board")
	s.has(analyst, at, "kept", "!in their next digest")
}

// TestSeenFirst: a notice that somebody writes is taken by who was shown whom it goes to as that is
// now.
func TestSeenFirst(t *testing.T) {
	s := begin(t)
	form, err := s.Form(analyst, "/notices/new")
	if err != nil {
		t.Fatal(err)
	}
	in := page.Input{Values: map[string][]string{"to": {"audience:sec_parties"},
		"topic": {"meetings"}, "why": {"The room has changed"}}}
	seal := func() (seen string) {
		t.Helper()
		for _, r := range s.Code.Notices().Routes() {
			if r.Pattern != "/notices/new" {
				continue
			}
			now := page.Moment{So: s.Code.Now(), Known: s.Code.Now()}
			blocks, err := r.Preview(&page.Ask{Context: t.Context(), Who: analyst, Moment: now}, in)
			if err != nil {
				t.Fatal(err)
			}
			html := string(form.Previewed(in, blocks).AppendHTML(nil, page.Frame{}))
			_, rest, _ := strings.Cut(html, `name="_seen" value="`)
			seen, _, _ = strings.Cut(rest, `"`)
			if form.Unseen(in, blocks) == nil || seen == "" {
				t.Errorf("it is taken from who was not shown whom it reaches: %q", seen)
			}
		}
		return seen
	}
	first := seal()
	s.AtInstant(s.Clock.Now().AddDate(0, 0, 1))
	if again := seal(); again != first {
		t.Error("what was shown a day before is not known, though nobody has changed")
	}
	s.choose(rival, "meetings", "never")
	if again := seal(); again == first {
		t.Error("it is taken though it reaches others than were shown")
	}
}

// TestUnknownRule: no act leaves a notice by a rule that is none; one that comes from elsewhere
// reaches nobody by it, and the administrator sees so.
func TestUnknownRule(t *testing.T) {
	s := begin(t)
	n := record.Notice{Event: "x", To: []string{"everyone", "staff"}, Why: "A rule of no kind"}
	s.act(func(tx *register.Tx) error {
		if err := record.Leave(tx, n); err == nil {
			t.Error("it is left")
		}
		n.ID, n.Due = "notice-elsewhere", tx.Now()
		return tx.Put(&n)
	})
	s.to(s.fresh(), analyst, "A rule of no kind")
	s.has(analyst, "/notices", "At fault", "everyone", "there is no such rule")
	s.has(analyst, s.notice("A rule of no kind"), "there is no such rule", "Demo SECAS analyst")
}

// TestInvolved: who has answered a consultation that is not for them is told of it too.
func TestInvolved(t *testing.T) {
	s := begin(t)
	s.act(func(tx *register.Tx) error {
		return tx.Put(&record.Response{Head: record.Head{ID: "response-of-a-network"},
			Consultation: "consultation-mp192-refinement", Party: "demo-en-a",
			Status: record.Submitted})
	})
	s.act(func(tx *register.Tx) error {
		c, err := register.Get[*record.Consultation](tx.View, "consultation-mp192-refinement")
		if err != nil {
			return err
		}
		c.Audience = []string{"LS"}
		return tx.Put(c)
	})
	s.choose("demo-en-a-delegate", "consultations", "at_once")
	s.fresh()
	s.extend()
	s.to(s.fresh(), "demo-en-a-delegate", "now closes 5pm on 11 February 2022",
		"which has a response to it")
	s.has(analyst, "/notices", "!At fault")
}

// TestStale: what was due long before it could be told is not told.
func TestStale(t *testing.T) {
	s := begin(t)
	s.leave(record.Notice{Event: "x", To: []string{"staff"}, Why: "Too late",
		Due: s.Clock.Now().AddDate(0, 0, 2)})
	s.At("2022-03-15T10:00")
	for _, m := range s.fresh() {
		s.holds(m, "!Too late")
	}
	s.has(analyst, "/notices", "nobody is told any more")
}

// TestBounced: after a message that came back for good nothing more is sent, until the reader says
// that the address works again; what came back for now counts only where it happens often.
func TestBounced(t *testing.T) {
	s := begin(t)
	bounce := func(permanent bool) {
		t.Helper()
		if err := s.Code.Notices().Bounced(t.Context(), "subscription-of-"+signs,
			signs+"@demo.example", permanent, "550 5.1.1 no such user "+signs); err != nil {
			t.Fatal(err)
		}
	}
	for range 4 {
		bounce(false)
	}
	s.At("2022-01-21T08:00")
	s.to(s.fresh(), signs, "1 deadline")
	bounce(false)
	s.extend()
	s.At("2022-01-28T08:00")
	s.none(s.fresh(), signs)
	form, err := s.Form(signs, "/subscriptions")
	if err != nil {
		t.Fatal(err)
	}
	html := string(form.AppendHTML(nil, page.Frame{Self: "/subscriptions"}))
	for _, want := range []string{"Messages came back", "its server said 5.1.1.", "It works again"} {
		if !strings.Contains(html, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	s.Do(signs, "/subscriptions/again")
	s.Refused(signs, "/subscriptions/again", "Nothing came back")
	s.At("2022-01-31T08:00")
	s.to(s.fresh(), signs, "ECoS")
	bounce(true)
	s.At("2022-02-03T08:00")
	s.none(s.fresh(), signs)
	if err := s.Code.Notices().Bounced(t.Context(), "no-such", "x@y.example", true, ""); err != nil {
		t.Errorf("a message of nobody: %v", err)
	}
	if err := s.Code.Notices().Bounced(t.Context(), "subscription-of-"+rival,
		"an-older@address.example", true, ""); err != nil {
		t.Error(err)
	}
	s.At("2022-02-04T08:00")
	s.to(s.fresh(), rival) // the address that came back is theirs no more
}

// TestMessages: each sees what was sent to them, as it was sent; the administrator what was sent
// to everybody.
func TestMessages(t *testing.T) {
	s := begin(t)
	s.At("2022-01-21T08:00")
	m := s.to(s.fresh(), signs)
	at := "/messages/" + m.Key
	s.has(signs, "/messages", m.Subject)
	s.has(signs, at, "SEC Panel Draft Budget", "Because you act for Demo Large Supplier A")
	s.has(rival, "/messages", m.Subject) // one of their own, alike
	if _, err := s.View(rival, at); err == nil {
		t.Error("others see a message")
	}
	if _, err := s.View(public, at); err == nil {
		t.Error("who is not signed in sees a message")
	}
	s.has(analyst, "/messages?show=all", "Signatory of Demo Large Supplier A", "Kept")
	s.has(analyst, at, "SEC Panel Draft Budget", "Kept")
	server, err := mail.ParseServer(mailtest.Start(t, mailtest.Config{}).URL())
	if err != nil {
		t.Fatal(err)
	}
	later, err := post.Open(post.Config{DB: s.DB, Random: rand.Reader, Send: server,
		Clock: clock.NewFrozen(s.Code.Now().AddDate(0, 0, 7))})
	if err != nil {
		t.Fatal(err)
	}
	if err := later.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.has(analyst, "/messages?show=all", "Never sent: it was kept for too long")
	s.has(analyst, at, "Never sent: it was kept for too long")
}

// TestStop: who follows the link at the end of a digest ends digests, and keeps what concerns
// them alone.
func TestStop(t *testing.T) {
	s := begin(t)
	s.At("2022-01-21T08:00")
	stop := s.to(s.fresh(), signs).link("/subscriptions/stop/")
	s.Do(public, stop)
	s.leave(record.Notice{Event: "x", To: []string{"person:" + signs}, Why: "You are asked"})
	s.to(s.fresh(), signs, "You are asked", "!end these messages")
	s.At("2022-01-28T08:00")
	s.none(s.fresh(), signs)
	s.choose(signs, "deadlines", "weekly")
	s.At("2022-01-31T08:00")
	s.to(s.fresh(), signs, "4 deadlines", "MP192", "ECoS", "MP078", "MP085A")
	s.At("2022-02-03T08:00")
	s.none(s.fresh(), signs)
}

// TestForget: of a person who is forgotten no table says what they were told.
func TestForget(t *testing.T) {
	const who = "demo-ls-a-signatory"
	s := begin(t)
	s.At("2022-01-21T08:00")
	s.to(s.fresh(), who)
	rows := func() (n int) {
		if err := s.DB.QueryRowContext(t.Context(), `SELECT
			(SELECT COUNT(*) FROM notice_line WHERE reader = $1) +
			(SELECT COUNT(*) FROM notice_deadline WHERE reader = $1) +
			(SELECT COUNT(*) FROM notice_reader WHERE id = $1)`, notice.OfPerson(who)).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	if rows() == 0 {
		t.Fatal("nothing is noted of somebody who was told something")
	}
	if err := s.Code.Notices().Forget(t.Context(), who); err != nil {
		t.Fatal(err)
	}
	if n := rows(); n != 0 {
		t.Errorf("%d rows are left", n)
	}
}
