package clock_test

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/mains-energy/mains/internal/clock"
)

var start = time.Date(2022, 1, 31, 23, 30, 0, 0, time.UTC)

func fired(t *clock.Timer) bool {
	select {
	case <-t.C:
		return true
	default:
		return false
	}
}

func TestRate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := clock.New(start)
		for _, rate := range []float64{1, 60, 0.5, clock.MaxRate} {
			if err := c.SetRate(rate); err != nil {
				t.Fatal(err)
			}
			if got, frozen := c.Rate(); got != rate || frozen {
				t.Errorf("rate %v, frozen %v: want %v, false", got, frozen, rate)
			}
			before := c.Now()
			time.Sleep(10 * time.Second) // of the bubble
			want := time.Duration(rate * float64(10*time.Second))
			if got := c.Now().Sub(before); got != want {
				t.Errorf("rate %v: 10 s of wall time moved the clock by %v, want %v", rate, got, want)
			}
		}
		for _, rate := range []float64{0, -1, math.NaN(), math.Inf(1), 2 * clock.MaxRate} {
			if c.SetRate(rate) == nil {
				t.Errorf("rate %v accepted", rate)
			}
		}
	})
}

func TestTimersFollow(t *testing.T) {
	const wait = time.Hour
	for _, test := range []struct {
		name   string
		change func(*clock.Adjustable)
		wall   time.Duration // after which the timer fires; 0 at once, negative never
	}{
		{"as it is", func(c *clock.Adjustable) {}, time.Hour},
		{"faster", func(c *clock.Adjustable) { _ = c.SetRate(3600) }, time.Second},
		{"slower", func(c *clock.Adjustable) { _ = c.SetRate(0.5) }, 2 * time.Hour},
		{"advanced a part", func(c *clock.Adjustable) { c.Advance(40 * time.Minute) }, 20 * time.Minute},
		{"advanced to the instant", func(c *clock.Adjustable) { c.Advance(wait) }, 0},
		{"set beyond", func(c *clock.Adjustable) { c.Set(start.AddDate(1, 0, 0)) }, 0},
		{"set back", func(c *clock.Adjustable) { c.Set(start.Add(-time.Hour)) }, 2 * time.Hour},
		{"frozen", func(c *clock.Adjustable) { c.Freeze() }, -1},
		{"frozen, then advanced", func(c *clock.Adjustable) { c.Freeze(); c.Advance(wait) }, 0},
		{"frozen for a while", func(c *clock.Adjustable) {
			c.Freeze()
			time.Sleep(time.Hour)
			c.Unfreeze()
		}, time.Hour},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c := clock.New(start)
				timer := c.NewTimer(wait)
				test.change(c)
				switch {
				case test.wall == 0:
					if !fired(timer) {
						t.Fatal("did not fire at once")
					}
					return
				case test.wall < 0:
					time.Sleep(1000 * time.Hour)
					if fired(timer) || !timer.Stop() {
						t.Fatal("fired")
					}
					return
				}
				time.Sleep(test.wall - time.Millisecond)
				synctest.Wait()
				if fired(timer) {
					t.Fatal("fired early")
				}
				time.Sleep(time.Millisecond)
				synctest.Wait()
				if !fired(timer) {
					t.Fatal("did not fire in time")
				}
			})
		})
	}
}

func TestTimerStopAndReset(t *testing.T) {
	c := clock.NewFrozen(start)
	timer := c.NewTimer(time.Minute)
	if !timer.Stop() || timer.Stop() {
		t.Error("Stop must report true once")
	}
	c.Advance(time.Hour)
	if fired(timer) {
		t.Error("a stopped timer fired")
	}
	if timer.Reset(time.Minute) {
		t.Error("Reset of a stopped timer says that it was waiting")
	}
	c.Advance(time.Minute)
	if timer.Reset(time.Minute) {
		t.Error("Reset of a fired timer says that it was waiting")
	}
	if fired(timer) {
		t.Error("the old value survived Reset")
	}
	c.Advance(time.Minute - 1)
	if fired(timer) {
		t.Error("fired a nanosecond early")
	}
	c.Advance(1)
	if !fired(timer) {
		t.Error("did not fire")
	}
	if !fired(c.NewTimer(0)) || !fired(c.NewTimer(-time.Second)) {
		t.Error("a wait that is over did not fire at once")
	}
}

func TestSleep(t *testing.T) {
	for _, real := range []bool{true, false} {
		synctest.Test(t, func(t *testing.T) {
			c, began := clock.Real(), time.Now()
			if !real {
				c = clock.New(start)
			}
			if err := c.Sleep(t.Context(), time.Hour); err != nil || time.Since(began) != time.Hour {
				t.Errorf("slept %v: %v", time.Since(began), err)
			}
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			if err := c.Sleep(ctx, time.Hour); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("a sleep that was cut short returned %v", err)
			}
			if err := c.Sleep(ctx, 0); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("no sleep under a done context returned %v", err)
			}
		})
	}
}

func TestState(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := clock.New(start)
		if err := c.SetRate(60); err != nil {
			t.Fatal(err)
		}
		b, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Hour) // while nothing runs
		later := clock.NewFrozen(start)
		timer := later.NewTimer(59 * time.Hour)
		if err := json.Unmarshal(b, later); err != nil {
			t.Fatal(err)
		}
		if got, want := later.Now(), start.Add(60*time.Hour); !got.Equal(want) {
			t.Errorf("read back after an hour: %v, want %v", got, want)
		}
		if !fired(timer) {
			t.Error("the timer did not follow")
		}
	})
	frozen := clock.NewFrozen(start)
	b, _ := json.Marshal(frozen)
	again := clock.New(time.Time{})
	if err := json.Unmarshal(b, again); err != nil || !again.Now().Equal(start) {
		t.Errorf("frozen clock read back: %v, %v", again.Now(), err)
	}
}

func TestStateRefused(t *testing.T) {
	good := `"base":"2022-01-31T23:30:00Z","wall_base":"2022-01-31T23:30:00Z"`
	for _, text := range []string{
		``, `{}`, `{` + good + `}`, `{` + good + `,"rate":-1}`, `{` + good + `,"rate":1e7}`,
		`{"rate":1}`, `{"base":"yesterday","wall_base":"2022-01-31T23:30:00Z","rate":1}`,
	} {
		c := clock.NewFrozen(start)
		if err := c.UnmarshalJSON([]byte(text)); err == nil {
			t.Errorf("%s: accepted", text)
		}
		if !c.Now().Equal(start) {
			t.Errorf("%s: refused, yet the clock moved", text)
		}
	}
}

func FuzzState(f *testing.F) {
	f.Add([]byte(`{"base":"2022-01-31T23:30:00Z","wall_base":"2022-01-31T23:30:00Z",` +
		`"rate":60,"frozen":true}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		c := clock.NewFrozen(start)
		timer := c.NewTimer(time.Hour)
		defer timer.Stop()
		if c.UnmarshalJSON(b) != nil {
			return
		}
		if _, err := json.Marshal(c); err != nil {
			t.Errorf("read, but cannot be written: %v", err)
		}
	})
}

func TestHorizon(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := clock.New(start)
		_ = c.SetRate(clock.MaxRate)
		time.Sleep(1e6 * time.Hour)
		if got := c.Now().Year(); got != 9999 {
			t.Errorf("year %d, want the clock to stop in 9999", got)
		}
		if _, err := json.Marshal(c); err != nil {
			t.Error(err)
		}
	})
}

// Many goroutines wait and adjust at once; what is checked is that each waiter
// comes back and that the race detector is content.
func TestConcurrent(t *testing.T) {
	c := clock.New(start)
	_ = c.SetRate(clock.MaxRate)
	var all sync.WaitGroup
	for i := range 16 {
		all.Go(func() {
			for j := range 50 {
				timer := c.NewTimer(time.Duration(j) * time.Minute)
				switch (i + j) % 4 {
				case 0:
					c.Advance(time.Minute)
				case 1:
					_ = c.SetRate(clock.MaxRate / float64(1+j))
				case 2:
					timer.Reset(time.Second)
				}
				<-timer.C
			}
		})
	}
	all.Wait()
}
