package register_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/store"
	"github.com/mains-energy/mains/internal/store/storetest"
)

// follower keeps a copy of what a reader may see, from turns alone.
type follower struct {
	reader *policy.Reader
	place  register.Place
	copied map[string]string // by id
}

// begin copies all that is there.
func (f *follower) begin(r rig) (err error) {
	v := r.now(f.reader)
	if f.place, err = v.Newest(); err != nil {
		return err
	}
	f.copied, err = seen(v)
	return err
}

// seen are the records that the reader of a view may see.
func seen(v *register.View) (map[string]string, error) {
	all := map[string]string{}
	records, err := register.All[*thing](v, register.Query{})
	for _, rec := range records {
		all[rec.ID] = rec.Title + " " + string(rec.Mark) + " " + rec.Status
	}
	return all, err
}

// follow takes so many pages of so many turns, and reports whether that was all.
func (f *follower) follow(r rig, pages, limit int) (all bool, err error) {
	for range pages {
		v := r.now(f.reader)
		turns, err := v.Turns(f.place, limit)
		if err != nil {
			return false, err
		}
		there, err := seen(v)
		if err != nil {
			return false, err
		}
		for _, t := range turns {
			if was, is := there[t.Of.ID]; is {
				f.copied[t.Of.ID] = was
			} else {
				delete(f.copied, t.Of.ID)
			}
		}
		f.place = f.place.Then(turns, limit)
		if len(turns) < limit {
			return true, nil
		}
	}
	return false, nil
}

// TestTurns lets readers follow random lives of a register, some pages now and then. When they
// have taken all, their copies are what they may see.
func TestTurns(t *testing.T) {
	storetest.EachConfig(t, func(t *testing.T, config store.Config) {
		db := storetest.Open(t, config)
		if config.URL != "" {
			for seed := range 12 {
				if !t.Failed() {
					followed(t, db, plans.Example(seed))
				}
			}
			return
		}
		rapid.Check(t, func(rt *rapid.T) { followed(rt, db, plans.Draw(rt, "plan")) })
	})
}

func followed(t failing, db *store.DB, plan []step) {
	for _, table := range tables {
		_ = try(db, `DELETE FROM `+table) // of no row, where it is empty
	}
	l := &life{t: t, c: clock.NewFrozen(day), m: model{texts: map[string][]*text{}}}
	l.r.db = db
	l.open()
	followers := make([]*follower, len(readers))
	for i, reader := range readers {
		followers[i] = &follower{reader: reader}
		if err := followers[i].begin(l.r); err != nil {
			t.Fatalf("%v", err)
		}
	}
	for n, s := range plan {
		l.step(s)
		f := followers[(s.look+n)%len(followers)]
		if s.text == 7 {
			if err := f.begin(l.r); err != nil {
				t.Fatalf("%v", err)
			}
		}
		if _, err := f.follow(l.r, s.when%3, 1+s.label%3); err != nil {
			t.Fatalf("%v", err)
		}
	}
	l.open()
	for i, f := range followers {
		if all, err := f.follow(l.r, 100, 1+i); err != nil || !all {
			t.Fatalf("all of it: %v, %v", all, err)
		}
		want, err := seen(l.r.now(f.reader))
		if err != nil {
			t.Fatalf("%v", err)
		}
		if !maps.Equal(f.copied, want) {
			t.Errorf("the copy of %v %v is\n%v\nwant\n%v", f.reader.Marks(), f.reader.Labels(),
				f.copied, want)
		}
	}
}

// ids are those of turns, with a mark at those that flip.
func ids(t *testing.T, v *register.View, after register.Place) (all []string) {
	t.Helper()
	turns, err := v.Turns(after, 100)
	if err != nil {
		t.Fatal(err)
	}
	for _, turn := range turns {
		id := turn.Of.ID
		if turn.Flips {
			id += "!"
		}
		all = append(all, id)
	}
	return all
}

// TestTurnsTellNoMore: what happens to records that a reader could not see leaves no turn, and
// one that was hidden from them leaves one, once.
func TestTurnsTellNoMore(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		public := policy.Public()
		white := func(id string) *thing { return &thing{ID: id, Title: id, Mark: policy.White} }
		staff := func(id string) *thing { return &thing{ID: id, Title: id, Mark: policy.Staff} }
		pass := func() { c.Advance(time.Hour) }
		r.put(t, white("a"), white("b"))
		begun, err := r.now(public).Newest()
		if err != nil {
			t.Fatal(err)
		}
		check := func(what string, after register.Place, want ...string) {
			t.Helper()
			if got := ids(t, r.now(public), after); !slices.Equal(got, want) {
				t.Errorf("%s: %v, want %v", what, got, want)
			}
		}
		check("nothing", begun)
		pass()
		r.put(t, staff("hidden"))
		pass()
		r.put(t, staff("hidden"))
		check("what is hidden", begun)
		if now, err := r.now(public).Newest(); err != nil || now != begun {
			t.Errorf("what is hidden makes the newest place %v, was %v: %v", now, begun, err)
		}
		pass()
		r.put(t, staff("a"))
		check("a was hidden", begun, "a!")
		gone, err := r.now(public).Turns(begun, 1)
		if err != nil {
			t.Fatal(err)
		}
		pass()
		r.put(t, staff("a"))
		check("changed where it is hidden", register.Place{At: gone[0].At, Of: gone[0].Of})
		pass()
		r.act(t, func(tx *register.Tx) error {
			return tx.PutFrom(staff("b"), tx.Now().Add(24*time.Hour))
		})
		check("it will be hidden", register.Place{At: gone[0].At, Of: gone[0].Of})
		c.Advance(24 * time.Hour)
		check("its time has come", register.Place{At: gone[0].At, Of: gone[0].Of}, "b!")
		pass()
		r.put(t, white("a"))
		check("a is shown again", begun, "b!", "a!")
		pass()
		last, err := r.now(public).Newest()
		if err != nil {
			t.Fatal(err)
		}
		r.put(t, white("a"))
		check("a has changed", last, "a")
	})
}

// TestTurnsOfOneAct: an act of many records is followed in pages.
func TestTurnsOfOneAct(t *testing.T) {
	each(t, func(t *testing.T, r rig, _ *clock.Adjustable) {
		var all []*thing
		for i := range 700 {
			all = append(all, &thing{ID: fmt.Sprintf("n%03d", i), Title: "x", Mark: policy.White})
		}
		r.put(t, all...)
		f := follower{reader: policy.Public(), copied: map[string]string{}}
		if done, err := f.follow(r, 2, 300); err != nil || done || len(f.copied) != 600 {
			t.Errorf("%d records, all %v: %v", len(f.copied), done, err)
		}
		if done, err := f.follow(r, 1, 300); err != nil || !done || len(f.copied) != 700 {
			t.Errorf("%d records, all %v: %v", len(f.copied), done, err)
		}
	})
}

// TestTurnsNeedTime: a question whose time is over is not answered in part.
func TestTurnsNeedTime(t *testing.T) {
	r := over(t, storetest.Open(t, store.Config{Dir: t.TempDir()}), clock.NewFrozen(day))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	now := r.Now()
	v := r.View(ctx, policy.Public(), register.Moment{So: now, Known: now})
	if turns, err := v.Turns(register.Place{}, 1); err == nil {
		t.Errorf("%v", turns)
	}
}

// TestTurnsPaged: what a reader lost sight of is told on a later page too, where it was changed
// again after what an earlier page ends with.
func TestTurnsPaged(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		public := policy.Public()
		put := func(id string, mark policy.Mark, title string) {
			c.Advance(time.Hour)
			r.put(t, &thing{ID: id, Title: title, Mark: mark})
		}
		put("a", policy.White, "a")
		put("b", policy.White, "b")
		place, err := r.now(public).Newest()
		if err != nil {
			t.Fatal(err)
		}
		put("a", policy.Staff, "a hidden")
		put("b", policy.White, "b changed")
		put("a", policy.Staff, "a changed where it is hidden")
		var told []string
		for {
			turns, err := r.now(public).Turns(place, 1)
			if err != nil {
				t.Fatal(err)
			}
			place = place.Then(turns, 1)
			if len(turns) == 0 {
				break
			}
			told = append(told, turns[0].Of.ID)
		}
		if !slices.Equal(told, []string{"b", "a"}) {
			t.Errorf("told of %v", told)
		}
		if !place.Since.IsZero() {
			t.Errorf("all was told, and the place is %+v", place)
		}
	})
}
