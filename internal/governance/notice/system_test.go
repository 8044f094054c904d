package notice_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/governance/notice"
	"github.com/mains-energy/mains/internal/governance/post"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/repo"
	"github.com/mains-energy/mains/internal/governance/wording"
	"github.com/mains-energy/mains/internal/mail"
	"github.com/mains-energy/mains/internal/store"
)

// system is what tells, on a database that outlives it.
type system struct {
	db     *store.DB
	clock  *clock.Adjustable
	send   post.Sender
	reg    *register.Register
	post   *post.Office
	tell   *notice.Dispatcher
	office *stopping // the clock of post
	starts int
}

// stopping is the clock of an office, which asks it once before each transaction of a round. When
// it was asked so often it stops the round.
type stopping struct {
	clock.Clock
	left int
	stop func() // nil: it does not
}

func (c *stopping) Now() time.Time {
	if c.stop != nil {
		if c.left == 0 {
			c.stop()
		}
		c.left--
	}
	return c.Clock.Now()
}

func newSystem(ctx context.Context, dir string, send post.Sender) (s system, err error) {
	s = system{clock: clock.NewFrozen(governancetest.Start), send: send}
	if s.db, err = store.Open(ctx, store.Config{Dir: dir}); err != nil {
		return s, err
	}
	return s, s.start(ctx)
}

// start opens the system on the database, as after a restart.
func (s *system) start(ctx context.Context) (err error) {
	s.starts++
	random := rand.NewChaCha8([32]byte{byte(s.starts), byte(s.starts >> 8), 1})
	s.office = &stopping{Clock: s.clock}
	if s.reg, err = register.Open(ctx, register.Config{DB: s.db, Clock: s.clock, Random: random,
		Kinds: record.Kinds()}); err != nil {
		return err
	}
	if s.post, err = post.Open(post.Config{DB: s.db, Clock: s.office, Random: random,
		Send: s.send}); err != nil {
		return err
	}
	s.tell, err = notice.Open(ctx, notice.Config{DB: s.db, Clock: s.clock, Random: random,
		Desk: desk.New(s.reg, wording.Open(repo.Open(s.db))), Post: s.post})
	s.post.Handle(post.Handlers{May: s.tell.May})
	return err
}

// tellUntil lets it tell, and stops it when so many transactions of that stand; whole: there were
// no more.
func (s *system) tellUntil(ctx context.Context, n int) (whole bool, err error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	s.office.left, s.office.stop = n, stop
	err = s.tell.Settle(ctx)
	s.office.stop = nil
	if errors.Is(err, context.Canceled) {
		return false, nil
	}
	return true, err
}

// cutting is a system with people who are told of publications at once, and are stopped at.
type cutting struct {
	system
	t      *testing.T
	server *busy
}

func newCutting(t *testing.T, people int) *cutting {
	t.Helper()
	c := &cutting{t: t, server: &busy{}}
	var err error
	c.system, err = newSystem(t.Context(), t.TempDir(), c.server)
	c.must(err)
	t.Cleanup(func() { c.must(c.db.Close()) })
	c.act(func(tx *register.Tx) error {
		for i := range people {
			if err := c.person(tx, i, ""); err != nil {
				return err
			}
		}
		return nil
	})
	c.round()
	return c
}

func (c *cutting) must(err error) {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
}

func (c *cutting) act(do func(*register.Tx) error) {
	c.t.Helper()
	_, err := c.reg.Act(c.t.Context(), register.Act{Who: register.ByClock, Verb: "set the scene"}, do)
	c.must(err)
}

// person puts one of the people, with a name that their address ends with.
func (c *cutting) person(tx *register.Tx, i int, name string) error {
	id := fmt.Sprintf("person-%d", i)
	if err := tx.Put(&record.Subscription{Head: record.Head{ID: notice.OfPerson(id)}, Person: id,
		State: record.SubscriptionConfirmed, Choices: []record.Choice{
			{Topic: "publications", How: record.AtOnce}}}); err != nil {
		return err
	}
	return tx.Put(&record.Person{Head: record.Head{ID: id}, Role: "delegate",
		Email: register.NewSecret(id + name + "@example.com")})
}

// leave leaves a notice, which is due at once.
func (c *cutting) leave(topic, to, why string) {
	c.t.Helper()
	c.act(func(tx *register.Tx) error {
		return record.Leave(tx, record.Notice{Event: "x", Topic: topic, Why: why, To: []string{to},
			Due: tx.Now()})
	})
}

// cut lets it tell, stops that when so many transactions stand, and starts it anew.
func (c *cutting) cut(n int) (whole bool) {
	c.t.Helper()
	whole, err := c.tellUntil(c.t.Context(), n)
	c.must(err)
	c.must(c.start(c.t.Context()))
	return whole
}

// round lets it tell, a minute later, and sends that.
func (c *cutting) round() {
	c.t.Helper()
	c.clock.Advance(time.Minute)
	c.must(c.tell.Settle(c.t.Context()))
	c.must(c.post.Settle(c.t.Context()))
}

// told is how often words were sent, by address.
func told(all []*mail.Incoming, words string) map[string]int {
	n := map[string]int{}
	for _, m := range all {
		if strings.Contains(m.Subject+"\n"+oneLine(m.Text), words) {
			n[m.Recipient]++
		}
	}
	return n
}

// TestStopped: wherever the system stops while it tells, each is told once.
func TestStopped(t *testing.T) {
	const people = 60 // more than are told in one transaction
	c := newCutting(t, people)
	for n, whole := 0, false; !whole; n++ {
		alone, more := fmt.Sprintf("Asked no. %d.", n), fmt.Sprintf("News no. %d.", n)
		c.leave("publications", "subscribers:publications", more)
		c.leave("requests", "person:person-1", alone)
		c.act(func(tx *register.Tx) error {
			return tx.Put(&record.Publication{Title: fmt.Sprintf("Report no. %d.", n),
				Head: record.Head{ID: fmt.Sprintf("publication-%d", n)}})
		})
		whole = c.cut(n)
		c.round()
		c.round()
		for _, words := range []string{more, fmt.Sprintf("Report no. %d.", n), alone} {
			all := told(c.server.taken, words)
			if want := map[bool]int{true: 1, false: people}[words == alone]; len(all) != want {
				t.Errorf("stopped after %d: %s: %d are told, want %d", n, words, len(all), want)
			}
			for who, times := range all {
				if times != 1 {
					t.Errorf("stopped after %d: %s is told %d times: %s", n, who, times, words)
				}
			}
		}
		if whole && n < 3 {
			t.Errorf("a round has %d transactions, want several with messages, and the end", n)
		}
	}
}

// TestStoppedWithheld: a message of a notice alone that was withheld after the system stopped while
// it told of it is not lost: the next digest tells the notice, once.
func TestStoppedWithheld(t *testing.T) {
	c := newCutting(t, 1)
	c.server.busy = true
	c.leave("requests", "person:person-0", "You are asked")
	if c.cut(1) {
		t.Fatal("the round has one transaction, want its end apart")
	}
	c.act(func(tx *register.Tx) error { return c.person(tx, 0, "-moved") })
	c.must(c.post.Settle(t.Context()))
	c.server.busy = false
	c.clock.Advance(time.Hour)
	c.must(c.post.Settle(t.Context()))
	held, err := c.post.List(t.Context(), post.Query{State: post.Withheld})
	if err != nil || len(held) != 1 {
		t.Fatalf("%d messages are withheld, want 1: %v", len(held), err)
	}
	c.round()
	c.clock.Set(calendar.DateOf(c.clock.Now()).AddDays(1).At(8, 0))
	c.round()
	c.round()
	all := told(c.server.taken, "You are asked")
	if len(all) != 1 || all["person-0-moved@example.com"] != 1 {
		t.Errorf("told: %v", all)
	}
}
