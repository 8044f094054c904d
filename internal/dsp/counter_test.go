package dsp

import (
	"database/sql"
	"errors"
	"io"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/store"
	"github.com/mains-energy/mains/internal/store/storetest"
)

var epoch = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

// TestCounterNext never gives a counter twice: not when the clock stands, jumps or goes
// back, not to two at once, and not after a restart.
func TestCounterNext(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		at := clock.NewFrozen(epoch)
		seen := map[uint64]bool{}
		next := func(c *brokerCounter) uint64 {
			t.Helper()
			n, err := c.next(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if seen[n] {
				t.Errorf("%d comes twice", n)
			}
			seen[n] = true
			return n
		}
		one, two := &brokerCounter{db: db, clock: at}, &brokerCounter{db: db, clock: at}
		if got, want := next(one), uint64(epoch.UnixMilli()); got != want {
			t.Errorf("the first is %d, want the milliseconds %d", got, want)
		}
		for _, move := range []time.Duration{0, time.Millisecond, -time.Hour, 99 * time.Second,
			2 * time.Second, 1000 * time.Hour, -2000 * time.Hour} {
			at.Advance(move)
			for _, c := range []*brokerCounter{one, two, {db: db, clock: at}} {
				last := next(c)
				for range 3 {
					n := next(c)
					if n <= last {
						t.Errorf("after a move of %s: %d follows %d", move, n, last)
					}
					last = n
				}
			}
		}
		at.Set(time.Unix(-5, 0)) // before all counters
		next(&brokerCounter{db: db, clock: at})
	})
}

func TestCounterTogether(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		at := clock.NewFrozen(epoch)
		counters := []*brokerCounter{{db: db, clock: at}, {db: db, clock: at}}
		var mu sync.Mutex
		seen := map[uint64]bool{}
		var all sync.WaitGroup
		for i := range 100 {
			all.Go(func() {
				n, err := counters[i%2].next(t.Context())
				mu.Lock()
				defer mu.Unlock()
				if err != nil || seen[n] {
					t.Errorf("got %d, seen %v: %v", n, seen[n], err)
				}
				seen[n] = true
			})
		}
		all.Wait()
	})
}

// TestAddressMeanwhile gives a User an address between the look for one and the record
// that there is none. What was to be kept is due at once.
func TestAddressMeanwhile(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		user := User{EUI: eui.MustParse("90-B3-D5-1F-30-01-00-00"), Active: true}
		g := &Gateway{
			Config: Config{DB: db, Clock: clock.NewFrozen(epoch), Timers: DefaultTimers(),
				Log:     slog.New(slog.NewTextHandler(io.Discard, nil)),
				Metrics: NewMetrics(prometheus.NewRegistry())},
			nudge: make(chan struct{}, 1),
		}
		d := delivery{id: "alert", user: user.EUI, document: []byte("document")}
		err := db.Write(t.Context(), func(tx *sql.Tx) error {
			if err := PutUser(t.Context(), tx, user); err != nil {
				return err
			}
			return g.leaveWithDeliver(t.Context(), tx, d)
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, tt := range []struct {
			address string
			want    state
		}{{"", kept}, {"http://127.0.0.1/", undelivered}} {
			if err := g.SetReceiveURL(t.Context(), user.EUI, ""); err != nil {
				t.Fatal(err)
			}
			d, err := g.delivery(t.Context(), d.id)
			if err != nil {
				t.Fatal(err)
			}
			if err := g.SetReceiveURL(t.Context(), user.EUI, tt.address); err != nil {
				t.Fatal(err)
			}
			if err := g.record(t.Context(), d, false, errors.New("no address")); err != nil {
				t.Fatal(err)
			}
			due, err := g.dueDeliveries(t.Context(), epoch, 10)
			if err != nil {
				t.Fatal(err)
			}
			d, err = g.delivery(t.Context(), d.id)
			if err != nil || d.state != tt.want || (len(due) == 1) != (tt.want == undelivered) {
				t.Errorf("address %q: %s, due %d, %v, want %s", tt.address, d.state, len(due), err, tt.want)
			}
		}
	})
}
