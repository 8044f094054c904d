package register_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/store"
	"github.com/mains-energy/mains/internal/store/storetest"
)

// later is an act that dates a fact of the record "n".
func later(at time.Time, set map[string]any) func(*register.Tx) error {
	return func(tx *register.Tx) error {
		return tx.Later(at, register.Dated{
			Act: register.Act{Who: register.ByClock, Verb: "reach a date"}, Kind: "thing", ID: "n", Set: set,
		})
	}
}

func titled(text string) map[string]any { return map[string]any{"title": text} }

func (r rig) settle(t testing.TB) {
	t.Helper()
	if err := r.Settle(context.Background()); err != nil {
		t.Fatal(err)
	}
}

func TestDated(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		r.put(t, &thing{ID: "n", Title: "before", Mark: policy.White})
		r.put(t, &thing{ID: "m", Title: "before", Mark: policy.White})
		date := day.Add(time.Hour)
		r.act(t, func(tx *register.Tx) error {
			if err := later(date, titled("on the day"))(tx); err != nil {
				return err
			}
			return tx.Later(date, register.Dated{Kind: "thing", ID: "m", Set: titled("on the day too")})
		})
		r.act(t, later(date.Add(time.Hour), titled("an hour on")))
		want(t, "at once", title(t, r.now(policy.Public()), "n"), "before")

		c.Advance(24 * time.Hour) // past both
		v := r.now(policy.Public())
		if !v.Moment().Known.Before(date) {
			t.Errorf("served at %s, though the facts of %s are not in", v.Moment().Known, date)
		}
		r.settle(t)
		for at, texts := range map[time.Time][2]string{
			date.Add(-time.Microsecond):            {"before", "before"},
			date:                                   {"on the day", "on the day too"},
			date.Add(time.Hour - time.Microsecond): {"on the day", "on the day too"},
			date.Add(time.Hour):                    {"an hour on", "on the day too"},
			r.Now():                                {"an hour on", "on the day too"},
			date.Add(time.Hour + 999*time.Nanosecond):        {"an hour on", "on the day too"},
			date.Add(-time.Nanosecond):                       {"before", "before"},
			date.Add(time.Hour).In(time.FixedZone("", 3600)): {"an hour on", "on the day too"},
		} {
			v := r.at(policy.Public(), at, at)
			want(t, "n at "+at.String(), title(t, v, "n"), texts[0])
			want(t, "m at "+at.String(), title(t, v, "m"), texts[1])
		}
		r.sound(t)
	})
}

// TestDatedBeforeActs acts when a date is past and nobody has settled yet.
func TestDatedBeforeActs(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		r.put(t, &thing{ID: "n", Title: "before", Status: "old", Mark: policy.White})
		date := day.Add(time.Hour)
		r.act(t, later(date, titled("dated")))
		c.Advance(2 * time.Hour)
		known := r.act(t, func(tx *register.Tx) error {
			n, err := register.Get[*thing](tx.View, "n")
			if err != nil {
				return err
			}
			n.Status = "new"
			return tx.Put(n)
		})
		r.settle(t)
		for at, text := range map[time.Time]string{day: "before", date: "dated", known: "dated"} {
			want(t, "at "+at.String(), title(t, r.at(policy.Public(), at, at), "n"), text)
		}
		n, err := register.Get[*thing](r.now(policy.Public()), "n")
		if err != nil || n.Status != "new" || n.Title != "dated" {
			t.Errorf("got %+v, %v", n, err)
		}
		r.sound(t)
	})
}

// TestDatedFrozen lets changes push past a date on a clock that stands just before it.
func TestDatedFrozen(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		r.put(t, &thing{ID: "n", Title: "before", Mark: policy.White})
		date := day.Add(5 * time.Microsecond)
		r.act(t, later(date, titled("dated")))
		for i := range 10 {
			known := r.put(t, &thing{ID: "other", Title: strings.Repeat("x", i+1), Mark: policy.White})
			v := r.now(policy.Public())
			want(t, "what was just put", len(title(t, v, "other")), i+1)
			text := "before"
			if known.After(date) {
				text = "dated"
			}
			want(t, "at "+known.String(), title(t, v, "n"), text)
		}
		r.settle(t)
		r.sound(t)
	})
}

func TestDatedRefused(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		r.put(t, &thing{ID: "n", Title: "x", Mark: policy.White})
		for name, do := range map[string]func(*register.Tx) error{
			"past":          later(day, titled("x")),
			"no time":       later(time.Time{}, titled("x")),
			"no such field": later(day.Add(time.Hour), map[string]any{"titel": "x"}),
			"no such type":  later(day.Add(time.Hour), map[string]any{"title": 7}),
			"another id":    later(day.Add(time.Hour), map[string]any{"id": "m"}),
			"no such mark":  later(day.Add(time.Hour), map[string]any{"mark": "grey"}),
			"too long":      later(day.Add(time.Hour), titled(strings.Repeat("x", 1001))),
			"secret inside": later(day.Add(time.Hour), map[string]any{"who": register.NewSecret("x")}),
			"no such kind": func(tx *register.Tx) error {
				return tx.Later(day.Add(time.Hour), register.Dated{Kind: "thong", ID: "n"})
			},
		} {
			if _, err := r.Act(t.Context(), writes, do); err == nil {
				t.Errorf("%s: taken", name)
			}
		}
		c.Advance(24 * time.Hour)
		r.settle(t)
	})
}

// TestDatedFields sets what JSON would merge or round.
func TestDatedFields(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		r.put(t, &thing{ID: "n", Title: "x", Mark: policy.White, Number: 1,
			Who:     register.NewSecret("a person"),
			Remarks: []remark{{Text: "a", Role: "chair"}, {Text: "b", Role: "member"}}})
		r.act(t, later(day.Add(time.Hour), map[string]any{
			"number": int64(1)<<62 + 1, "remarks": []map[string]any{{"text": "c"}},
			"title": nil, "status": "", "who": "somebody else",
		}))
		c.Advance(24 * time.Hour)
		r.settle(t)
		n, err := register.Get[*thing](r.now(policy.System()), "n")
		if err != nil {
			t.Fatal(err)
		}
		want(t, "number", n.Number, int64(1)<<62+1)
		want(t, "remarks", len(n.Remarks), 1)
		want(t, "role", n.Remarks[0].Role, "")
		want(t, "title", n.Title, "")
		want(t, "secret", n.Who.Text(), "somebody else")
		r.sound(t)
	})
}

// TestDatedTogether adds dated facts from many goroutines: the earliest is never missed.
func TestDatedTogether(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		r.put(t, &thing{ID: "n", Title: "x", Mark: policy.White})
		var all sync.WaitGroup
		for i := range 64 {
			all.Go(func() {
				at := day.Add(time.Duration(64-i) * time.Hour)
				if _, err := r.Act(context.Background(), writes, later(at, titled(at.String()))); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		for i := range 64 {
			c.Set(day.Add(time.Duration(i+1) * time.Hour))
			if r.Now().Equal(c.Now()) {
				t.Fatalf("served at %s before its fact was in", c.Now())
			}
			r.settle(t)
			want(t, "title", title(t, r.now(policy.Public()), "n"), c.Now().String())
		}
		r.sound(t)
	})
}

// TestDatedCancelled has the caller leave at the end of the act, which stands.
func TestDatedCancelled(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		r.put(t, &thing{ID: "n", Title: "before", Mark: policy.White})
		ctx, cancel := context.WithCancel(t.Context())
		_, err := r.Act(ctx, writes, func(tx *register.Tx) error {
			defer cancel()
			return later(day.Add(time.Hour), titled("dated"))(tx)
		})
		if err != nil {
			t.Errorf("an act that stands is answered with %v", err)
		}
		c.Advance(time.Hour)
		r.settle(t)
		want(t, "title", title(t, r.now(policy.Public()), "n"), "dated")
	})
}

// TestDatedEnded dates a fact of a record that is no more when the time has come.
func TestDatedEnded(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		r.put(t, &thing{ID: "n", Title: "before", Mark: policy.White})
		r.act(t, later(day.Add(time.Hour), titled("dated")))
		r.act(t, func(tx *register.Tx) error { return tx.End("thing", "n", tx.Now()) })
		c.Advance(time.Hour)
		r.settle(t)
		want(t, "served at", r.Now(), c.Now())
		want(t, "title", title(t, r.now(policy.Public()), "n"), "-")
		r.sound(t)
	})
}

// TestDatedErased erases a record while a fact with a secret waits for its date.
func TestDatedErased(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		r.put(t, &thing{ID: "n", Title: "x", Mark: policy.White})
		r.act(t, later(day.Add(time.Hour), map[string]any{"who": "somebody"}))
		r.erase(t, "n", "they asked for it")
		c.Advance(time.Hour)
		r.settle(t)
		s := who(t, r.now(policy.Public()), "n")
		if _, why, erased := s.Erased(); s.Text() != "" || !erased || why != "they asked for it" {
			t.Errorf("%q, %q %v", s.Text(), why, erased)
		}
		r.sound(t)
	})
}

// TestStamp: what is so now is the same as long as the stamp is.
func TestStamp(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		stamps := map[register.Stamp]string{}
		differs := func(what string) {
			t.Helper()
			if was, there := stamps[r.Stamp()]; there {
				t.Errorf("%s: the stamp is that of %s", what, was)
			}
			stamps[r.Stamp()] = what
			c.Advance(time.Minute)
			want(t, what+", a minute on", stamps[r.Stamp()], what)
		}
		differs("nothing")
		r.put(t, &thing{ID: "n", Title: "x", Mark: policy.White})
		differs("a change")
		r.act(t, func(*register.Tx) error { return nil })
		want(t, "an act without a change", stamps[r.Stamp()], "a change")
		r.act(t, func(tx *register.Tx) error {
			if err := tx.End("thing", "n", day.Add(2*time.Hour)); err != nil {
				return err
			}
			return tx.PutFrom(&thing{ID: "m", Title: "x", Mark: policy.White}, day.Add(time.Hour))
		})
		differs("changes to come")
		c.Set(day.Add(time.Hour))
		differs("the first of them")
		r = over(t, r.db, c)
		want(t, "opened again", stamps[r.Stamp()], "the first of them")
		c.Set(day.Add(2 * time.Hour))
		differs("the second")
		c.Set(day.Add(90 * time.Minute))
		want(t, "set back", stamps[r.Stamp()], "the first of them")
		c.Set(day.Add(2 * time.Hour))
		r.act(t, later(day.Add(3*time.Hour), titled("dated")))
		differs("a dated fact")
		c.Set(day.Add(3 * time.Hour))
		r.settle(t)
		differs("a date")
	})
}

func TestRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db := storetest.Open(t, store.Config{Dir: t.TempDir()})
		c := clock.NewFrozen(day)
		r := over(t, db, c)
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- r.Run(ctx) }()
		synctest.Wait()
		err := r.Import(t.Context(), day.Add(-time.Hour), writes, func(tx *register.Tx) error {
			if err := tx.Put(&thing{ID: "n", Title: "before", Mark: policy.White}); err != nil {
				return err
			}
			return later(day.Add(-time.Minute), titled("past already"))(tx)
		})
		if err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		want(t, "after Import", title(t, r.now(policy.Public()), "n"), "past already")
		r.act(t, later(day.Add(2*time.Hour), titled("second")))
		r.act(t, later(day.Add(time.Hour), titled("first")))
		synctest.Wait()
		c.Set(day.Add(time.Hour))
		synctest.Wait()
		want(t, "at the first", title(t, r.now(policy.Public()), "n"), "first")
		c.Set(day.AddDate(1, 0, 0))
		synctest.Wait()
		want(t, "after a jump", title(t, r.now(policy.Public()), "n"), "second")
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
}

func TestClockSetBack(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		first := r.put(t, &thing{ID: "n", Title: "first", Mark: policy.White})
		c.Advance(time.Hour)
		r.put(t, &thing{ID: "n", Title: "second", Mark: policy.White})
		c.Set(day.Add(30 * time.Minute))
		_, err := r.Act(t.Context(), writes, func(tx *register.Tx) error {
			t.Error("the act was done")
			return nil
		})
		if !errors.Is(err, register.ErrClockBehind) {
			t.Fatalf("got %v, want ErrClockBehind", err)
		}
		for _, part := range []string{"2022-01-20T10:30:00Z", "2022-01-20T11:00:00Z", "move it on"} {
			if !strings.Contains(err.Error(), part) {
				t.Errorf("%q does not say %s", err, part)
			}
		}
		want(t, "as it was then", title(t, r.now(policy.Public()), "n"), "first")
		want(t, "the first", title(t, r.at(policy.Public(), first, first), "n"), "first")
		c.Set(day.Add(time.Hour + time.Second))
		r.put(t, &thing{ID: "n", Title: "third", Mark: policy.White})
		r.sound(t)
	})
}

// TestServedAfterSetBack: instants served by a clock that was set back are void, and those
// served since are not.
func TestServedAfterSetBack(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		r.put(t, &thing{ID: "n", Title: "first", Mark: policy.White})
		c.Advance(2 * time.Hour)
		r.Now()
		c.Advance(-time.Hour)
		served := r.Now()
		r.put(t, &thing{ID: "n", Title: "second", Mark: policy.White})
		want(t, "as served", title(t, r.at(policy.Public(), served, served), "n"), "first")
		want(t, "now", title(t, r.now(policy.Public()), "n"), "second")
	})
}

// TestServedOverRestart serves on a frozen clock, opens again and acts.
func TestServedOverRestart(t *testing.T) {
	storetest.EachConfig(t, func(t *testing.T, config store.Config) {
		c := clock.NewFrozen(day)
		db := storetest.Open(t, config)
		r := over(t, db, c)
		r.put(t, &thing{ID: "n", Title: "first", Mark: policy.White})
		r.act(t, func(*register.Tx) error { return nil })
		c.Advance(time.Hour)
		served := r.Now()
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		r = over(t, storetest.Open(t, config), c)
		r.put(t, &thing{ID: "n", Title: "second", Mark: policy.White})
		want(t, "as served", title(t, r.at(policy.Public(), served, served), "n"), "first")
		want(t, "now", title(t, r.now(policy.Public()), "n"), "second")
	})
}

// TestAlways: the zero time is before every other, those before 1970 too.
func TestAlways(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		old := time.Date(1950, 3, 1, 0, 0, 0, 0, time.UTC)
		from := func(at time.Time, text string) {
			t.Helper()
			r.act(t, func(tx *register.Tx) error {
				return tx.PutFrom(&thing{ID: "n", Title: text, Mark: policy.White}, at)
			})
		}
		so := func(at time.Time) string { return title(t, r.at(policy.Public(), at, r.Now()), "n") }
		from(old, "1950")
		want(t, "in 1949", so(old.AddDate(-1, 0, 0)), "-")
		want(t, "in 1960", so(old.AddDate(10, 0, 0)), "1950")
		from(time.Time{}, "always")
		for _, at := range []time.Time{{}, old, old.AddDate(10, 0, 0), time.Unix(0, 0), day} {
			want(t, "at "+at.String(), so(at), "always")
		}
		from(time.Unix(0, 0), "1970")
		want(t, "in 1969", so(time.Unix(-1, 0)), "always")
		want(t, "in 1970", so(time.Unix(0, 0)), "1970")
		events, err := r.now(policy.Public()).History("thing", "n")
		if err != nil || len(events) != 3 {
			t.Fatal(events, err)
		}
		for i, at := range []time.Time{old, {}, time.Unix(0, 0)} {
			if !events[i].From.Equal(at) {
				t.Errorf("event %d is from %v, want %v", i, events[i].From, at)
			}
		}
		r.sound(t)
	})
}

// TestSubMicrosecond: instants count to the microsecond, rounded down.
func TestSubMicrosecond(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		r := over(t, db, clock.NewFrozen(day.Add(1234*time.Nanosecond)))
		known := r.put(t, &thing{ID: "n", Title: "n", Mark: policy.White})
		want(t, "known", known, day.Add(time.Microsecond))
		for at, text := range map[time.Duration]string{999: "-", 1000: "n", 1999: "n"} {
			want(t, at.String(), title(t, r.at(policy.Public(), day.Add(at), day.Add(at)), "n"), text)
		}
		r.act(t, func(tx *register.Tx) error {
			return tx.PutFrom(&thing{ID: "m", Title: "m", Mark: policy.White}, day.Add(-1))
		})
		v := r.at(policy.Public(), day.Add(-1000), r.Now())
		want(t, "from", title(t, v, "m"), "m")
		r.sound(t)
	})
}
