package register_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/store"
	"github.com/mains-energy/mains/internal/store/storetest"
)

// step is one thing that happens: what, and five numbers that say to whom and how.
type step struct{ what, id, when, label, text, look int }

var plans = rapid.SliceOfN(rapid.Custom(func(t *rapid.T) step {
	n := rapid.IntRange(0, 11)
	return step{n.Draw(t, "what"), n.Draw(t, "id"), n.Draw(t, "when"), n.Draw(t, "label"),
		n.Draw(t, "text"), n.Draw(t, "look")}
}), 1, 40)

// TestModel plays random lives of a register against the model.
func TestModel(t *testing.T) {
	storetest.EachConfig(t, func(t *testing.T, config store.Config) {
		db := storetest.Open(t, config)
		if config.URL != "" { // slower: a few plans, the same ones each time
			for seed := range 12 {
				if !t.Failed() {
					play(t, db, seed%2 == 0, plans.Example(seed))
				}
			}
			return
		}
		rapid.Check(t, func(rt *rapid.T) {
			play(rt, db, rapid.Bool().Draw(rt, "steady"),
				plans.Draw(rt, "plan"))
		})
	})
}

// failing is what a testing.T and a rapid.T have in common.
type failing interface {
	Helper()
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
}

// life is a register and what should be in it.
type life struct {
	t      failing
	steady bool
	r      rig
	c      *clock.Adjustable
	m      model
	served []served
	n      int // secrets made
}

// served is an answer that was given.
type served struct {
	looks
	question int
	answer   string
}

// play lives a plan. Where steady, no mark is changed and nothing erased: then what was
// answered is answered for good.
func play(t failing, db *store.DB, steady bool, plan []step) {
	for _, table := range tables {
		_ = try(db, `DELETE FROM `+table) // of no row, where it is empty
	}
	l := &life{t: t, steady: steady, c: clock.NewFrozen(day), m: model{texts: map[string][]*text{}}}
	l.r.db = db
	l.open()
	for _, s := range plan {
		l.step(s)
	}
	// What was served is what would be served, and so it is after opening again.
	for range 2 {
		for _, s := range l.served {
			s.today = l.judging(s.so)
			got := l.compare(s.looks, s.question)
			if search := s.question%kinds == searching; steady && !search && got != s.answer {
				t.Errorf("question %d of %s: %s\nwas %s", s.question, s.known, got, s.answer)
			}
		}
		faults, err := l.r.Verify(context.Background(), nil)
		if err != nil || len(faults) > 0 {
			t.Errorf("verify: %v, %v", faults, err)
		}
		l.open()
	}
}

func (l *life) open() {
	r, err := register.Open(context.Background(),
		register.Config{DB: l.r.db, Clock: l.c, Random: random(), Kinds: things})
	if err != nil {
		l.t.Fatalf("%v", err)
	}
	l.r.Register = r
}

// judging is when labels are judged at, in an answer of a time: then, where it is of now.
func (l *life) judging(so time.Time) time.Time {
	today := l.today()
	if so.Before(l.m.last) || so.After(today) || today.Sub(so) > time.Second {
		return today
	}
	return so
}

// today is the time of the clock, or of the last change where that is later; and before a
// fact whose date is reached and that is not in yet.
func (l *life) today() time.Time {
	now := l.m.last
	if shows := l.c.Now(); shows.After(now) {
		now = shows
	}
	for _, f := range l.m.due {
		if before := f.known.Add(-time.Microsecond); before.Before(now) {
			now = before
		}
	}
	return now
}

var (
	labels = []policy.Label{{Mark: policy.White}, {Mark: policy.White}, {Mark: policy.Green},
		{Mark: policy.Staff}, {Mark: policy.Amber, Scope: "b"}, {Mark: policy.Party, Scope: "p"}}
	readers = []*policy.Reader{policy.Public(), policy.System(),
		policy.NewReader(policy.Rights{Staff: true}),
		policy.NewReader(policy.Rights{Bodies: []string{"b"}}),
		policy.NewReader(policy.Rights{Parties: []string{"p"}})}
	vocabulary = []string{"alpha", "beta", "alphabet", "alpha beta", "beta alpha beta", "gamma"}
	questions  = []register.Query{{}, {Is: "n1"}, {Key: "status"}, {Key: "status", Is: "open",
		Limit: 1},
		{Key: "title", Desc: true, Limit: 2}, {Key: "tag", Limit: 2},
		{Key: "title", From: "alphab", To: "gamma"}, {Among: []string{"n3", "n1", "n9"}},
		{Key: "tag", Among: []string{"y", "z", "x"}, Limit: 1},
		{Where: []register.Key{{Name: "tag", Value: "y"}}, Limit: 3},
		{Key: "status", Not: []register.Key{{Name: "tag", Value: "x"}, {Name: "status", Value: ""}}},
		{Key: "title", Not: []register.Key{{Name: "tag", Value: "y"}, {Name: "tag", Value: "z"}}},
		{Keys: []string{"status", "title"}, Desc: true, Limit: 2}}
)

// when is an instant near or far, in both directions.
func (l *life) when(n int, now time.Time) time.Time {
	return []time.Time{now, {}, day.Add(-time.Hour), day, day.Add(time.Hour), now.Add(-time.Hour),
		now.Add(time.Microsecond), now.Add(time.Hour), now.Add(24 * time.Hour),
		now.Add(-time.Microsecond), now.Add(240 * time.Hour), now}[n%12]
}

func (l *life) record(s step) *body {
	label := labels[s.label%len(labels)]
	if l.steady {
		label = labels[s.id%4]
	}
	b := &body{thing: thing{ID: fmt.Sprint("n", s.id%4), Title: vocabulary[s.text%len(vocabulary)],
		Status: []string{"", "open", "closed"}[s.text%3], Tags: []string{"x", "y", "x"}[:s.look%4],
		Mark: label.Mark, Scope: label.Scope}}
	if s.look%2 == 0 {
		l.n++
		b.who = &text{says: fmt.Sprint("secret ", l.n)}
		b.Who = register.NewSecret(b.who.says)
	}
	return b
}

var errRefused = errors.New("refused")

// step lets one thing happen.
func (l *life) step(s step) {
	id := fmt.Sprint("n", s.id%4)
	switch s.what {
	case 0, 1:
		l.act(func(tx *register.Tx) error { return l.put(tx, s, tx.Now()) })
	case 2, 3:
		l.act(func(tx *register.Tx) error { return l.put(tx, s, l.when(s.when, tx.Now())) })
	case 4:
		l.act(func(tx *register.Tx) error {
			from := l.when(s.when, tx.Now())
			return l.same(l.m.put(id, tx.Now(), from, nil, writes.Verb), tx.End("thing", id, from))
		})
	case 5:
		if l.steady {
			return
		}
		l.act(func(tx *register.Tx) error {
			return l.same(l.m.erase(id, tx.Now(), "a reason"), tx.Erase("thing", id, "a reason"))
		})
	case 6:
		l.act(func(tx *register.Tx) error {
			f := dated{tx.Now().Add(time.Duration(1+s.when*s.when) * time.Minute), id,
				vocabulary[s.text%len(vocabulary)]}
			l.m.due = append(l.m.due, f)
			l.m.last = tx.Now()
			return tx.Later(f.known, register.Dated{Act: register.Act{Verb: "reach a date"}, Kind: "thing",
				ID: id, Set: titled(f.title)})
		})
	case 7: // twice in one act
		l.act(func(tx *register.Tx) error {
			if err := l.put(tx, s, l.when(s.when, tx.Now())); err != nil {
				return err
			}
			s.text, s.label = s.text+1, s.look
			return l.put(tx, s, l.when(s.when+s.id, tx.Now()))
		})
	case 8:
		l.c.Advance([]time.Duration{0, time.Microsecond, time.Minute, time.Hour}[s.when%4])
	case 9:
		l.open()
	case 10: // what is refused leaves nothing
		was := l.m
		was.deeds, was.due = slices.Clone(was.deeds), slices.Clone(was.due)
		_, err := l.r.Act(context.Background(), writes, func(tx *register.Tx) error {
			return errors.Join(tx.Put(&l.record(s).thing), errRefused)
		})
		if !errors.Is(err, errRefused) {
			l.t.Errorf("got %v", err)
		}
	case 11:
		if err := l.r.Settle(context.Background()); err != nil {
			l.t.Errorf("%v", err)
		}
		l.m.settle(l.c.Now())
	}
	l.ask(s)
}

// act does an act in the register and in the model.
func (l *life) act(do func(*register.Tx) error) {
	was := l.m.last
	known, err := l.r.Act(context.Background(), writes, func(tx *register.Tx) error {
		l.m.settle(tx.Now())
		return do(tx)
	})
	if errors.Is(err, register.ErrNotFound) { // it was refused, and so was what was due
		l.t.Errorf("refused: %v", err)
	}
	if err != nil {
		l.t.Fatalf("%v", err)
	}
	if !known.After(was) || known.Before(l.c.Now()) {
		l.t.Errorf("known from %s, on a clock at %s after a change of %s", known, l.c.Now(), was)
	}
}

func (l *life) put(tx *register.Tx, s step, from time.Time) error {
	b := l.record(s)
	l.m.put(b.ID, tx.Now(), from, b, writes.Verb)
	return tx.PutFrom(&b.thing, from)
}

// same checks that the register can do what the model can.
func (l *life) same(can bool, err error) error {
	if can != (err == nil) || err != nil && !errors.Is(err, register.ErrNotFound) {
		l.t.Errorf("can be done: %v, and the register says %v", can, err)
	}
	return nil
}

// ask asks one question of now and one of another moment.
func (l *life) ask(s step) {
	now := l.r.Now()
	reader := readers[s.look%len(readers)]
	if want := l.today(); !now.Equal(want) {
		l.t.Errorf("served at %s, want %s", now, want)
	}
	question := s.what*7 + s.text
	at := looks{reader, now, now, now}
	l.served = append(l.served, served{at, question, l.compare(at, question)})
	at.so, at.known = l.when(s.text, now), l.when(s.label, now)
	if at.known.After(now) {
		at.known = now
	}
	at.today = l.judging(at.so)
	l.compare(at, question+1)
}

// compare asks the register and the model, and returns what the register says.
func (l *life) compare(at looks, question int) string {
	l.t.Helper()
	got, err := answer(l.r.at(at.reader, at.so, at.known), question)
	if err != nil {
		l.t.Fatalf("%v", err)
	}
	if want := l.m.answer(at, question); got != want {
		l.t.Errorf("question %d, so at %s as known at %s, for %v %v:\n got %s\nwant %s", question,
			at.so, at.known, at.reader.Marks(), at.reader.Labels(), got, want)
	}
	return got
}

// The kinds of questions; that of search is of now only.
const kinds, searching = 6, 3

// answer asks a register one of many questions.
func answer(v *register.View, question int) (string, error) {
	var lines []string
	kind, n := question%kinds, question/kinds
	q := questions[n%len(questions)]
	id := fmt.Sprint("n", n%4)
	switch kind {
	case 0:
		for {
			page, err := register.Find[*thing](v, q)
			if err != nil || q.Limit > 0 && len(page.Records) > q.Limit {
				return "", errors.Join(err, fmt.Errorf("%d records", len(page.Records)))
			}
			for _, rec := range page.Records {
				lines = append(lines, line(rec))
			}
			if q.After = page.Next; q.After == "" {
				break
			}
		}
		count, err := register.Count[*thing](v, q)
		return fmt.Sprint(count, "\n", strings.Join(lines, "\n")), err
	case 1:
		n, err := register.Get[*thing](v, id)
		if errors.Is(err, register.ErrNotFound) {
			return "-", nil
		}
		return line(n), err
	case 2:
		events, err := v.History("thing", id)
		for _, e := range events {
			lines = append(lines, eventLine(e))
		}
		if err != nil {
			return "", err
		}
		lines = append(lines, "changes")
		events, err = v.Changes(day.Add(time.Duration(n)), n%5)
		for _, e := range events {
			lines = append(lines, eventLine(e))
		}
		return strings.Join(lines, "\n"), err
	case 4:
		return several(v, id, n)
	case 5:
		spells, err := register.Spells[*thing](v, id)
		for _, s := range spells {
			lines = append(lines, fmt.Sprint(s.From.UTC(), s.Until.UTC(), " ", line(s.Record)))
		}
		return strings.Join(lines, "\n"), err
	}
	hits, err := v.Search(vocabulary[n%len(vocabulary)], n%3)
	for _, h := range hits {
		lines = append(lines, h.ID)
	}
	return strings.Join(lines, "\n"), err
}

// several asks for records by their names, and for parts of a history.
func several(v *register.View, id string, n int) (string, error) {
	names := []register.Hit{{Kind: "thing", ID: "n3"}, {Kind: "thing", ID: id},
		{Kind: "none", ID: "n0"}, {Kind: "thing", ID: "none"}, {Kind: "thing", ID: "n0"}}
	records, err := v.Several(names)
	if err != nil {
		return "", err
	}
	var lines []string
	for _, name := range names {
		if rec, there := records[name]; there {
			lines = append(lines, line(rec.(*thing)))
		}
	}
	past, err := v.Past("thing", id)
	if err != nil {
		return "", err
	}
	lines = append(lines, fmt.Sprint(past.Events, past.First.UTC(), past.Last.UTC()))
	events, err := v.HistoryFrom("thing", id, n%3, n%4)
	for _, e := range events {
		lines = append(lines, eventLine(e))
	}
	return strings.Join(lines, "\n"), err
}

// line writes a record as the model does.
func line(n *thing) string {
	b := body{thing: *n}
	when, why, _ := n.Who.Erased()
	if !n.Who.Empty() {
		b.who = &text{n.Who.Text(), when, why}
	}
	return b.line()
}

// answer is what the register should say.
func (m *model) answer(l looks, question int) string {
	kind, n := question%kinds, question/kinds
	id := fmt.Sprint("n", n%4)
	var lines []string
	switch kind {
	case 0:
		lines = m.find(l, questions[n%len(questions)])
		return fmt.Sprint(len(lines), "\n", strings.Join(lines, "\n"))
	case 1:
		return m.sees(l, id).line()
	case 2:
		changes := m.events(l, "", day.Add(time.Duration(n)))
		slices.Reverse(changes)
		lines = append(m.events(l, id, time.Time{}), "changes")
		lines = append(lines, first(changes, n%5)...)
	case searching:
		lines = first(m.search(l, vocabulary[n%len(vocabulary)]), n%3)
	case 4:
		for _, id := range []string{"n3", id, "n0"} {
			if n := m.sees(l, id); n != nil {
				lines = append(lines, n.line())
			}
		}
		history := m.events(l, id, time.Time{})
		began, ended := m.times(l, id)
		lines = append(lines, fmt.Sprint(len(history), began, ended))
		lines = append(lines, first(history[min(n%3, len(history)):], n%4)...)
	case 5:
		lines = m.spells(l, id)
	}
	return strings.Join(lines, "\n")
}

// first are the first lines; 0 is all.
func first(lines []string, limit int) []string {
	if limit > 0 {
		return lines[:min(limit, len(lines))]
	}
	return lines
}
