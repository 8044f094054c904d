package register_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/store"
	"github.com/mains-energy/mains/internal/store/storetest"
)

// many is how many records the benchmarks have.
const many = 10_000

// large is a register with many records of sixty words. Each was draft, then open, and then
// closed, but for the last 25, which are open.
func large(b *testing.B) (rig, *clock.Adjustable) {
	b.Helper()
	db := storetest.Open(b, store.Config{Dir: b.TempDir()})
	c := clock.NewFrozen(day)
	r := over(b, db, c)
	// As words are in a language: the second is half as frequent as the first, and so on.
	frequency := rand.NewZipf(rand.New(rand.NewPCG(1, 2)), 1.07, 1, 5000)
	records := make([]*thing, many)
	for i := range records {
		words := make([]string, 60)
		for j := range words {
			words[j] = fmt.Sprintf("w%dx", frequency.Uint64())
		}
		records[i] = &thing{ID: fmt.Sprintf("n%05d", i), Title: strings.Join(words, " "),
			Status: "draft", Tags: []string{"all", fmt.Sprint("t", i%100)}, Mark: policy.White}
	}
	for _, status := range []string{"draft", "open", "closed"} {
		for from := 0; from < many; from += 500 {
			r.act(b, func(tx *register.Tx) error {
				for i, rec := range records[from : from+500] {
					rec.Status = status
					if from+i >= many-25 && status == "closed" {
						continue
					}
					if err := tx.Put(rec); err != nil {
						return err
					}
				}
				return nil
			})
		}
		c.Advance(time.Hour)
	}
	b.ReportAllocs()
	b.ResetTimer()
	return r, c
}

func BenchmarkRead(b *testing.B) {
	r, c := large(b)
	now := c.Now()
	past := day.Add(90 * time.Minute)
	party := policy.NewReader(policy.Rights{Person: "x", Parties: []string{"p", "q"}})
	for _, moment := range []struct {
		name string
		at   register.Moment
	}{{"now", register.Moment{So: now, Known: now}}, {"past", register.Moment{So: past,
		Known: past}}} {
		v := r.View(context.Background(), party, moment.at)
		for _, bench := range []struct {
			name string
			do   func(i int) (int, error)
			want int
		}{
			{"Get", func(i int) (int, error) {
				_, err := register.Get[*thing](v, fmt.Sprintf("n%05d", i*7919%many))
				return 1, err
			}, 1},
			{"Find25", func(i int) (int, error) {
				return pageOf(v, register.Query{Limit: 25, From: fmt.Sprintf("n%05d", i*7919%(many-25))})
			}, 25},
			{"Find25ByTag", func(i int) (int, error) {
				return pageOf(v, register.Query{Key: "tag", Is: fmt.Sprint("t", i%100), Limit: 25})
			}, 25},
			{"Find25Open", func(i int) (int, error) {
				return pageOf(v, register.Query{Key: "status", Is: "open", Limit: 25})
			}, 25},
			{"Count", func(i int) (int, error) { return register.Count[*thing](v, register.Query{}) }, many},
		} {
			b.Run(bench.name+"/"+moment.name, func(b *testing.B) {
				b.ReportAllocs()
				for i := 0; b.Loop(); i++ {
					if n, err := bench.do(i); err != nil || n != bench.want {
						b.Fatalf("%d, want %d: %v", n, bench.want, err)
					}
				}
			})
		}
	}
	for _, question := range []string{"w0x", "w50x", "w500x", "w50x w60x", "w12", "w1", "w"} {
		b.Run("Search/"+strings.ReplaceAll(question, " ", "+"), func(b *testing.B) {
			v := r.View(context.Background(), party, register.Moment{So: now, Known: now})
			for b.Loop() {
				if hits, err := v.Search(question, 25); err != nil || len(hits) == 0 {
					b.Fatal(hits, err)
				}
			}
		})
	}
	b.Run("History", func(b *testing.B) {
		v := r.View(context.Background(), party, register.Moment{So: now, Known: now})
		for i := 0; b.Loop(); i++ {
			events, err := v.History("thing", fmt.Sprintf("n%05d", i*7919%(many-25)))
			if err != nil || len(events) != 3 {
				b.Fatal(events, err)
			}
		}
	})
	b.Run("Changes25", func(b *testing.B) {
		v := r.View(context.Background(), party, register.Moment{So: now, Known: now})
		for b.Loop() {
			events, err := v.Changes(time.Time{}, 25)
			if err != nil || len(events) != 25 {
				b.Fatal(events, err)
			}
		}
	})
	b.Run("Act", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			c.Advance(time.Millisecond)
			r.act(b, func(tx *register.Tx) error {
				n, err := register.Get[*thing](tx.View, fmt.Sprintf("n%05d", i*7919%many))
				if err != nil {
					return err
				}
				n.Status = fmt.Sprint("s", i%7)
				return tx.Put(n)
			})
		}
	})
}

func pageOf(v *register.View, q register.Query) (int, error) {
	page, err := register.Find[*thing](v, q)
	return len(page.Records), err
}
