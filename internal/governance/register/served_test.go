package register_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/store"
	"github.com/mains-energy/mains/internal/store/storetest"
)

// TestServedAsItWas reads and writes from many goroutines. Each answer of now is given again
// when the same is asked as at its instant: at once, later, and after opening again.
func TestServedAsItWas(t *testing.T) {
	for _, test := range []struct {
		name string
		make func() *clock.Adjustable
	}{
		{"frozen", func() *clock.Adjustable { return clock.NewFrozen(day) }},
		{"running", func() *clock.Adjustable { return clock.New(day) }},
		{"fast", func() *clock.Adjustable {
			c := clock.New(day)
			_ = c.SetRate(100_000) // in range
			return c
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if test.name != "running" {
				serve(t, store.Config{Dir: t.TempDir()}, test.make())
				return
			}
			storetest.EachConfig(t, func(t *testing.T, config store.Config) {
				serve(t, config, test.make())
			})
		})
	}
}

// given is an answer of now.
type given struct {
	reader   *policy.Reader
	at       time.Time
	question int
	answer   string
}

// again asks for an answer as at its instant.
func (g given) again(t *testing.T, r rig) {
	t.Helper()
	got, err := answer(r.at(g.reader, g.at, g.at), g.question)
	if err != nil || got != g.answer {
		t.Errorf("question %d as at %s: %s, %v\nwas given as %s", g.question, g.at, got, err, g.answer)
	}
}

func serve(t *testing.T, config store.Config, c *clock.Adjustable) {
	db := storetest.Open(t, config)
	r := over(t, db, c)
	ctx, cancel := context.WithCancel(t.Context())
	var background, writers, read sync.WaitGroup
	background.Go(func() {
		if err := r.Run(ctx); err != nil {
			t.Error(err)
		}
	})
	var done atomic.Bool
	for w := range 6 {
		writers.Go(func() { scribble(t, r, c, uint64(w)) })
	}
	answers := make([][]given, 4)
	for i := range answers {
		read.Go(func() {
			dice := rand.New(rand.NewPCG(1, uint64(i)))
			for !done.Load() && len(answers[i]) < 150 {
				now := r.Now()
				question := dice.IntN(1000)
				if question%kinds == searching { // search is of now only
					continue
				}
				g := given{readers[dice.IntN(len(readers))], now, question, ""}
				var err error
				if g.answer, err = answer(r.at(g.reader, now, now), question); err != nil {
					t.Error(err)
					return
				}
				g.again(t, r)
				answers[i] = append(answers[i], g)
			}
		})
	}
	writers.Wait()
	done.Store(true)
	read.Wait()
	cancel()
	background.Wait()
	c.Freeze()
	last := given{policy.System(), r.Now(), 0, ""}
	all := 0
	for range 2 {
		for _, some := range answers {
			all += len(some)
			for _, g := range some {
				g.again(t, r)
			}
		}
		r.sound(t)
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		db = storetest.Open(t, config)
		r = over(t, db, c)
		var err error
		if last.answer == "" {
			if last.answer, err = answer(r.at(last.reader, last.at, last.at), 0); err != nil {
				t.Fatal(err)
			}
		}
		r.put(t, &thing{ID: "n0", Title: "since", Mark: policy.White})
		last.again(t, r)
	}
	if all == 0 {
		t.Error("nothing was read meanwhile")
	}
}

// scribble changes a few records, each of one mark, in every way; some acts fail.
func scribble(t *testing.T, r rig, c *clock.Adjustable, seed uint64) {
	dice := rand.New(rand.NewPCG(2, seed))
	refusal := errors.New("no")
	for i := range 40 {
		n := dice.IntN(4)
		rec := &thing{ID: fmt.Sprint("n", n), Title: vocabulary[dice.IntN(len(vocabulary))],
			Status: "open", Tags: []string{"x", "y"}[:dice.IntN(3)], Mark: labels[n].Mark,
			Scope: labels[n].Scope, Who: register.NewSecret(fmt.Sprint(seed, i))}
		_, err := r.Act(context.Background(), writes, func(tx *register.Tx) error {
			ahead := time.Duration(dice.IntN(2000)-1000) * time.Millisecond
			switch i % 8 {
			case 0:
				return tx.PutFrom(rec, tx.Now().Add(ahead))
			case 1:
				if err := tx.End("thing", rec.ID, tx.Now()); !errors.Is(err, register.ErrNotFound) {
					return err
				}
			case 2:
				return tx.Later(tx.Now().Add(time.Duration(1+dice.IntN(1e6))*time.Microsecond),
					register.Dated{Kind: "thing", ID: rec.ID, Set: titled("dated")})
			case 3:
				return errors.Join(tx.Put(rec), refusal)
			}
			return tx.Put(rec)
		})
		if err != nil && !errors.Is(err, refusal) {
			t.Error(err)
		}
		if rate, frozen := c.Rate(); frozen && i%4 == 0 && rate == 1 {
			c.Advance(time.Duration(dice.IntN(1e6)) * time.Microsecond)
		}
	}
}
