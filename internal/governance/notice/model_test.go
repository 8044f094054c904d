package notice_test

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/governance/notice"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/post"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/mail"
)

// asked is a consultation of the model.
type asked struct {
	closes calendar.Date
	party  string          // whose people alone may see it; empty: everyone
	wasFor string          // whose people alone could see it once; empty: it was never hidden
	sent   map[string]bool // by Party: it has answered
}

// change is something that people may be told: what, about which consultation, and since when.
type change struct {
	words string
	about string
	at    time.Time
	whom  map[string]bool // of a notice, its people; nil: of the register, whoever chose it
	met   time.Time       // of a notice: the first round after it came due; zero: there was none yet
	cut   bool            // of a notice: a round that was cut off has met it
}

// late reports whether a notice came due so long before a round that it is told to nobody.
func (c change) late() bool { return c.met.Sub(c.at) > 31*24*time.Hour }

// model is what should come to whom, as plain maps; and the system that it is held to.
type model struct {
	system
	t *rapid.T

	people  map[string]string // the Party of each
	steady  map[string]bool   // who has never chosen otherwise since the start
	open    map[string]*asked
	made    map[string]bool // of these, which are in the register
	changes []change
	n       int // notices and changes, each with words of its own

	down  bool            // the server of mail does not take messages
	away  time.Time       // since when
	calm  bool            // whatever was written has gone, and none of it was withheld just now
	cutOn calendar.Date   // the last day on which a round was cut off
	held  map[string]bool // to whom something was withheld since a digest told all
	never map[string]bool // who chose not to be told of consultations

	queued  map[string]bool   // messages, by key
	seen    map[string]bool   // those of them that were sent, or withheld
	told    map[string][]note // by person
	digests map[string]bool   // person and day
	lastRun calendar.Date     // the day of the last digests
}

// note is a message as the model has it.
type note struct {
	key, text string
	at        time.Time
}

func newModel(t *rapid.T, dir string) *model {
	m := &model{t: t, people: map[string]string{}, steady: map[string]bool{},
		open: map[string]*asked{}, made: map[string]bool{}, never: map[string]bool{},
		held:   map[string]bool{},
		queued: map[string]bool{}, seen: map[string]bool{}, told: map[string][]note{},
		digests: map[string]bool{}, lastRun: calendar.DateOf(governancetest.Start)}
	var err error
	m.system, err = newSystem(t.Context(), dir, server{m})
	m.must(err)
	m.act("begin", func(tx *register.Tx) error {
		for _, p := range []string{"a", "b", "c"} {
			if err := tx.Put(&record.Party{Head: record.Head{ID: "party-" + p}, Name: "Party " + p,
				Category: "LS", Status: "acceded"}); err != nil {
				return err
			}
			for _, n := range []string{"1", "2"} {
				id := "person-" + p + n
				m.people[id], m.steady[id] = "party-"+p, true
				if err := tx.Put(&record.Person{Head: record.Head{ID: id}, WorksFor: "party-" + p,
					Email: register.NewSecret(id + "@example.com"), Role: "delegate"}); err != nil {
					return err
				}
			}
		}
		return nil
	})
	m.changes = nil
	m.settle()
	return m
}

// server is a server of mail that takes messages, or does not now.
type server struct{ of *model }

func (s server) Send(context.Context, mail.Envelope) (string, error) {
	if s.of.down {
		return "", &mail.Refusal{Code: 450, Text: "4.2.1 not now"}
	}
	return "taken", nil
}

func (s server) Close() error { return nil }

func (m *model) must(err error) {
	if err != nil {
		m.t.Fatal(err)
	}
}

func (m *model) act(verb string, do func(*register.Tx) error) time.Time {
	at, err := m.reg.Act(m.t.Context(), register.Act{Who: register.ByClock, Verb: verb}, do)
	m.must(err)
	return at
}

// put puts a consultation as the model has it, with words that stand nowhere else.
func (m *model) put(id string) {
	m.n++
	words := fmt.Sprintf("Change no. %d.", m.n)
	c := m.open[id]
	label := policy.Label{}
	if c.party != "" {
		label = policy.Label{Mark: policy.Party, Scope: c.party}
	}
	at := m.act(words, func(tx *register.Tx) error {
		return tx.Put(&record.Consultation{Head: record.Head{ID: id, Visible: label,
			Note: words}, Title: "Consultation " + id, Type: "refinement", Audience: []string{"sec_parties"},
			ClosesOn: c.closes, ClosesAt: c.closes.At(17, 0)})
	})
	if !m.made[id] {
		m.made[id] = true
		words = "Consultation " + id + " <http://localhost/consultations/" + id + "> New"
	}
	m.changes = append(m.changes, change{words: words, about: id, at: at})
}

// sees reports whether a person may see a consultation.
func (m *model) sees(who string, c *asked) bool { return c.party == "" || c.party == m.people[who] }

// settle lets the system tell, and holds what it told to the model. The register is left to itself:
// whoever tells must not mind that it is behind the clock.
func (m *model) settle() {
	m.must(m.tell.Settle(m.t.Context()))
	now := m.clock.Now()
	today := calendar.DateOf(now)
	cal := calendar.Default().KnownOn(today)
	runs := m.look(now)
	m.atOnce(m.reg.Now()) // which may be a little ahead of the clock
	if runs {
		m.lastRun = today
	}
	if runs && m.calm && m.cutOn != today { // or its digest was made before, and is not made again
		m.held = map[string]bool{}
		m.inTime(cal, today, now)
		m.complete(now)
	}
}

// stop stops the system while it tells, before a transaction of that, and starts it again. What it
// has told is right, and need not be all.
func (m *model) stop() {
	whole, err := m.tellUntil(m.t.Context(), rapid.IntRange(0, 3).Draw(m.t, "transactions"))
	m.must(err)
	if whole {
		m.settle()
		return
	}
	m.must(m.start(m.t.Context()))
	now := m.reg.Now()
	m.look(m.clock.Now())
	m.cutOn = calendar.DateOf(m.clock.Now())
	for i := range m.changes {
		m.changes[i].cut = m.changes[i].cut || !m.changes[i].at.After(now)
	}
}

// look sends what was written, and holds it to the model; runs: it is the time of a digest.
func (m *model) look(now time.Time) (runs bool) {
	m.must(m.post.Settle(m.t.Context()))
	today := calendar.DateOf(now)
	cal := calendar.Default().KnownOn(today)
	runs = cal.WorkingDay(today) && !now.Before(today.At(8, 0)) && m.lastRun.Before(today)
	all, err := m.post.List(m.t.Context(), post.Query{Limit: 5000})
	m.must(err)
	all = slices.DeleteFunc(all, func(c post.Copy) bool { return m.seen[c.Key] })
	m.calm = true
	for _, c := range all {
		if strings.HasPrefix(c.Key, "digest-") && !m.queued[c.Key] {
			if day := "digest-" + today.String() + "-"; !runs || !strings.HasPrefix(c.Key, day) {
				m.t.Fatalf("a digest at %s, where none is due: %s", now, c.Key)
			} else if m.digests[c.Person+day] {
				m.t.Fatalf("a second digest at %s: %s", now, c.Key)
			} else {
				m.digests[c.Person+day] = true
			}
		}
		m.queued[c.Key], m.seen[c.Key] = true, c.State != post.Waiting
		switch c.State {
		case post.Sent:
			m.sent(c, now)
		case post.Waiting, post.Withheld:
			m.calm = false
			m.held[c.Person] = m.held[c.Person] || c.State == post.Withheld
		default:
			m.t.Fatalf("%s is %s: %s", c.Key, c.State, c.Answer)
		}
	}
	m.nothingTwice()
	return runs
}

// sent takes a message as its reader has it now: it is nothing that they may not see now, or have
// chosen not to be told.
func (m *model) sent(c post.Copy, now time.Time) {
	full, err := m.post.Get(m.t.Context(), c.Key)
	m.must(err)
	text := oneLine(mail.Parse(mail.Envelope{Raw: full.Raw}).Text)
	m.told[c.Person] = append(m.told[c.Person], note{c.Key, text, now})
	for id, of := range m.open {
		if !m.sees(c.Person, of) && strings.Contains(text, "Consultation "+id) {
			m.t.Fatalf("%s is told of %s, which they may not see:\n%s", c.Person, id, text)
		}
		for _, each := range m.changes {
			switch {
			case each.about != id || !strings.Contains(text, each.words):
			case !m.sees(c.Person, of):
				m.t.Fatalf("%s is told of what they may not see: %s", c.Person, each.words)
			case m.never[c.Person] && each.whom == nil:
				m.t.Fatalf("%s is told of what they chose not to be told: %s", c.Person, each.words)
			}
		}
	}
}

// count is how many messages to a person have words.
func (m *model) count(who, words string) (n int) {
	for _, each := range m.told[who] {
		if strings.Contains(each.text, words) {
			n++
		}
	}
	return n
}

// nothingTwice: no change and no notice comes twice to anybody, and none to whom it is not. What
// was hidden is new again to whom it is shown again.
func (m *model) nothingTwice() {
	for who := range m.people {
		for _, c := range m.changes {
			n := m.count(who, c.words)
			again := strings.HasSuffix(c.words, " New") && m.open[c.about].wasFor != ""
			if n > 1 && !again {
				m.t.Fatalf("%s is told %d times: %s", who, n, c.words)
			}
			if n > 0 && c.whom != nil && !c.whom[who] {
				m.t.Fatalf("%s is told what is not for them: %s", who, c.words)
			}
		}
	}
}

// atOnce: what a notice tells has come, unless it came due too long before a round, or a digest is
// to tell it.
func (m *model) atOnce(now time.Time) {
	for i := range m.changes {
		c := &m.changes[i]
		if c.at.After(now) {
			continue
		}
		if c.met.IsZero() {
			c.met = now
		}
		about := m.open[c.about]
		fresh := about == nil || about.wasFor == "" && about.party == ""
		for who := range c.whom {
			switch n := m.count(who, c.words); {
			case c.late() && !c.cut && n > 0:
				m.t.Fatalf("%s was told at %s of what was due at %s: %s", who, now, c.at, c.words)
			case m.calm && !c.late() && fresh && !m.held[who] && n == 0:
				m.t.Fatalf("%s was not told at once at %s: %s", who, now, c.words)
			}
		}
	}
}

// inTime: what this digest is the last one in time for has been told, by this one or before.
func (m *model) inTime(cal *calendar.Calendar, today calendar.Date, now time.Time) {
	next := cal.Next(today.AddDays(1))
	for who, party := range m.people {
		for id, c := range m.open {
			by := "Consultation " + id + " <http://localhost/consultations/" + id + "> By " +
				calendar.Moment(c.closes.At(17, 0))
			n := m.count(who, by)
			if n > 2 {
				m.t.Fatalf("%s is told %d times of the same deadline: %s", who, n, by)
			}
			if !m.sees(who, c) || c.sent[party] || !now.Before(c.closes.At(17, 0)) {
				continue
			}
			for want, days := range map[int]int{1: 5, 2: 1} {
				before, err := cal.Add(c.closes, -days)
				m.must(err)
				if next.After(before.To) && n < 1 {
					m.t.Fatalf("%s on %s: %s was not told of %d times: %s", who, today, id, want, by)
				}
			}
		}
	}
}

// complete: who has chosen nothing is told of each change of what they may see by the next digest.
func (m *model) complete(now time.Time) {
	for who := range m.people {
		for _, c := range m.changes {
			about := m.open[c.about]
			old := m.reg.Now().Sub(c.at) > 31*24*time.Hour // which may be ahead of the clock
			if !m.steady[who] || c.at.After(now) || old || c.whom != nil || about == nil ||
				about.wasFor != "" || !m.sees(who, about) {
				continue
			}
			if m.count(who, c.words) == 0 && !m.cut(who, c.about) {
				m.t.Fatalf("%s was not told by %s: %s", who, now, c.words)
			}
		}
	}
}

// cut reports whether somebody was told that more has changed than a message says.
func (m *model) cut(who, id string) bool {
	return slices.ContainsFunc(m.told[who], func(n note) bool {
		return strings.Contains(n.text, "Consultation "+id) && strings.Contains(n.text, "; and ")
	})
}

// step does something at random.
func (m *model) step() {
	t := m.t
	people := slices.Sorted(keys(m.people))
	who := rapid.SampledFrom(people).Draw(t, "who")
	ids := slices.Sorted(keys(m.open))
	id := ""
	if len(ids) > 0 {
		id = rapid.SampledFrom(ids).Draw(t, "consultation")
	}
	today := calendar.DateOf(m.clock.Now())
	if m.clock.Now().Sub(m.away) > 3*24*time.Hour {
		m.down = false // before messages are given up
	}
	switch rapid.SampledFrom([]string{"open", "change", "change", "move", "answer", "hide", "choose",
		"notice", "later", "server", "restart", "hours", "day", "day", "day", "weeks"}).Draw(t, "step") {
	case "open":
		id = fmt.Sprintf("c%d-", m.n)
		m.open[id] = &asked{sent: map[string]bool{},
			closes: today.AddDays(rapid.IntRange(0, 25).Draw(t, "days"))}
		if rapid.IntRange(0, 3).Draw(t, "hidden") == 0 {
			m.open[id].party, m.open[id].wasFor = m.people[who], m.people[who]
		}
		m.put(id)
	case "change":
		if id != "" {
			m.put(id)
		}
	case "move":
		if id != "" {
			m.open[id].closes = m.open[id].closes.AddDays(rapid.IntRange(1, 10).Draw(t, "later"))
			m.put(id)
		}
	case "answer":
		if id != "" {
			m.answer(id, m.people[who])
		}
	case "hide":
		if id != "" {
			m.open[id].party, m.open[id].wasFor = m.people[who], m.people[who]
			m.put(id)
		}
	case "choose":
		m.choose(who)
	case "notice":
		m.notice(who, id)
	case "later":
		if id != "" {
			m.later(id)
		}
	case "server":
		m.down, m.away = !m.down && m.calm, m.clock.Now()
	case "restart":
		m.must(m.start(t.Context()))
	case "hours":
		m.clock.Advance(time.Duration(rapid.IntRange(1, 600).Draw(t, "minutes")) * time.Minute)
	case "day":
		m.clock.Set(today.AddDays(1).At(8, 0))
	case "weeks":
		m.down = false
		m.clock.Advance(time.Duration(rapid.IntRange(2, 30).Draw(t, "days")) * 24 * time.Hour)
	}
}

// later keeps a change of a consultation until the clock is there.
func (m *model) later(id string) {
	m.n++
	words := fmt.Sprintf("Change no. %d.", m.n)
	at := calendar.DateOf(m.clock.Now()).AddDays(rapid.IntRange(1, 20).Draw(m.t, "days")).At(9, 0)
	m.act("plan", func(tx *register.Tx) error {
		return tx.Later(at, register.Dated{Act: register.Act{Who: register.ByClock, Verb: words},
			Kind: "consultation", ID: id, Set: map[string]any{"note": words}})
	})
	m.changes = append(m.changes, change{words: words, about: id, at: at})
}

// answer is a response of a Party.
func (m *model) answer(id, party string) {
	m.open[id].sent[party] = true
	m.act("answer", func(tx *register.Tx) error {
		return tx.Put(&record.Response{Head: record.Head{ID: "response-" + id + party},
			Consultation: id, Party: party, Status: record.Submitted})
	})
}

// choose changes how soon somebody is told of consultations.
func (m *model) choose(who string) {
	how := rapid.SampledFrom([]record.Frequency{record.AtOnce, record.Daily, record.Weekly,
		record.Never}).Draw(m.t, "how")
	m.steady[who], m.never[who] = false, how == record.Never
	m.act("choose", func(tx *register.Tx) error {
		return tx.Put(&record.Subscription{Head: record.Head{ID: notice.OfPerson(who)}, Person: who,
			State:   record.SubscriptionConfirmed,
			Choices: []record.Choice{{Topic: "consultations", How: how}}})
	})
}

// notice leaves a notice for one person, at once or later.
func (m *model) notice(who, about string) {
	m.n++
	words := fmt.Sprintf("Notice no. %d.", m.n)
	topic := rapid.SampledFrom([]string{"requests", "newsletter"}).Draw(m.t, "topic")
	due := m.clock.Now().Add(time.Duration(rapid.IntRange(0, 100).Draw(m.t, "hours")) * time.Hour)
	at := m.act("leave a notice", func(tx *register.Tx) error {
		if due.Before(tx.Now()) {
			due = tx.Now()
		}
		return record.Leave(tx, record.Notice{About: about, Event: "x", Topic: topic, Why: words,
			To: []string{"person:" + who}, Due: due})
	})
	if due.Before(at) {
		due = at
	}
	m.changes = append(m.changes, change{words: words, about: about, at: due,
		whom: map[string]bool{who: true}})
}

func keys[V any](of map[string]V) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range of {
			if !yield(k) {
				return
			}
		}
	}
}

// TestModel: whatever people choose, whatever happens, however the clock jumps, however often the
// system restarts or stops while it tells, and however long messages wait for a server: at most one
// digest a Working Day, nothing twice, each deadline of one's own in time, all that was chosen, and
// nothing of what its reader may not see when it goes.
func TestModel(t *testing.T) {
	base := t.TempDir()
	n := 0
	rapid.Check(t, func(rt *rapid.T) {
		if n++; n > histories() {
			return
		}
		m := newModel(rt, fmt.Sprintf("%s/%d", base, n))
		defer func() { _ = m.db.Close() }() // nothing is lost: it is the test's
		for range rapid.IntRange(5, steps()).Draw(rt, "steps") {
			m.step()
			switch rapid.IntRange(0, 5).Draw(rt, "settle") {
			case 0, 1:
			case 2:
				m.stop()
			default:
				m.settle()
			}
		}
		m.settle()
	})
}

// histories is how many are tried: few every day.
func histories() int {
	if os.Getenv("MAINS_ALL") != "" {
		return 1000
	}
	return 25
}

// steps is how many a history has at most: few every day.
func steps() int {
	if os.Getenv("MAINS_ALL") != "" {
		return 120
	}
	return 40
}
