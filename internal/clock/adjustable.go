package clock

import (
	"container/heap"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"sync"
	"time"
)

// MaxRate is the fastest an [Adjustable] runs: a year in 32 seconds. A wall timer
// is right to about a millisecond, which is then a quarter of an hour; beyond
// that a timer for the half-hour would miss it.
const MaxRate = 1e6

// horizon is the last instant that RFC 3339 can write; the clock stops there.
var horizon = time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC)

// Adjustable is a clock that can be set, advanced, frozen and made to run faster
// or slower than the wall clock:
//
//	time = base + (wall - wallBase) * rate
//
// Every timer waits for an instant of this clock and follows each change: one that
// is passed over fires at once, one that moves away waits longer. When an
// adjustment returns, the timers it made due have fired.
type Adjustable struct {
	mu       sync.Mutex
	base     time.Time
	wallBase time.Time
	rate     float64
	frozen   bool
	waiting  waits
	alarm    *time.Timer // wakes for the first of waiting; nil while none is needed
}

// New makes a clock that shows at and runs at the rate of the wall clock.
func New(at time.Time) *Adjustable {
	return &Adjustable{base: at.Round(0).UTC(), wallBase: time.Now(), rate: 1}
}

// NewFrozen makes a clock that shows at and stands still until it is told to move.
func NewFrozen(at time.Time) *Adjustable {
	a := New(at)
	a.frozen = true
	return a
}

// Now is the time this clock shows, in UTC.
func (a *Adjustable) Now() time.Time {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.now()
}

func (a *Adjustable) now() time.Time {
	if a.frozen {
		return a.base
	}
	wall := time.Since(a.wallBase)
	if a.rate == 1 { // exact: a float holds nanoseconds for 104 days only
		return notAfter(a.base.Add(wall), horizon)
	}
	ahead := float64(wall) * a.rate
	if ahead >= math.MaxInt64 {
		return horizon
	}
	return notAfter(a.base.Add(time.Duration(ahead)), horizon)
}

// Set moves the clock to t, forwards or backwards.
func (a *Adjustable) Set(t time.Time) {
	a.adjust(func() { a.base = notAfter(t.Round(0).UTC(), horizon) })
}

// Advance moves the clock by d, backwards when d is negative.
func (a *Adjustable) Advance(d time.Duration) {
	a.adjust(func() { a.base = notAfter(a.base.Add(d), horizon) })
}

// SetRate makes the clock run rate times as fast as the wall clock. The rate is
// above 0 and at most [MaxRate]. A frozen clock stays frozen.
func (a *Adjustable) SetRate(rate float64) error {
	if !(rate > 0 && rate <= MaxRate) { // written so that NaN is refused
		return fmt.Errorf("clock: rate %v: want above 0 and at most %v", rate, float64(MaxRate))
	}
	a.adjust(func() { a.rate = rate })
	return nil
}

// Rate is how many times as fast as the wall clock this one runs, and whether it is
// frozen now.
func (a *Adjustable) Rate() (rate float64, frozen bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.rate, a.frozen
}

// Freeze stops the clock where it is.
func (a *Adjustable) Freeze() { a.adjust(func() { a.frozen = true }) }

// Unfreeze lets the clock run on at its rate.
func (a *Adjustable) Unfreeze() { a.adjust(func() { a.frozen = false }) }

// adjust rebases the clock on this instant, applies change and lets the timers follow.
func (a *Adjustable) adjust(change func()) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.base = a.now()
	a.wallBase = time.Now()
	change()
	a.fire()
}

// NewTimer makes a timer that sends the time once when d of this clock's time has passed.
func (a *Adjustable) NewTimer(d time.Duration) *Timer {
	w := &wait{c: make(chan time.Time, 1), index: -1}
	reset := func(d time.Duration) bool {
		a.mu.Lock()
		defer a.mu.Unlock()
		was := a.drop(w)
		w.due = a.now().Add(d)
		heap.Push(&a.waiting, w)
		a.fire()
		return was
	}
	stop := func() bool {
		a.mu.Lock()
		defer a.mu.Unlock()
		was := a.drop(w)
		a.fire() // disarms the alarm if it was for this one
		return was
	}
	reset(d)
	return &Timer{C: w.c, stop: stop, reset: reset}
}

// Sleep waits until d of this clock's time has passed or ctx is done.
func (a *Adjustable) Sleep(ctx context.Context, d time.Duration) error { return sleep(ctx, a, d) }

// drop takes w out of the waiting ones, with any value it has sent.
func (a *Adjustable) drop(w *wait) bool {
	was := w.index >= 0
	if was {
		heap.Remove(&a.waiting, w.index)
	}
	select {
	case <-w.c:
	default:
	}
	return was
}

// fire sends the time to all timers that are due and sets the alarm for the next.
func (a *Adjustable) fire() {
	now := a.now()
	for len(a.waiting) > 0 && !a.waiting[0].due.After(now) {
		w := heap.Pop(&a.waiting).(*wait)
		w.c <- now // empty: a wait that goes on has sent nothing
	}
	if a.alarm != nil {
		a.alarm.Stop()
		a.alarm = nil
	}
	if len(a.waiting) == 0 || a.frozen || !now.Before(horizon) {
		return
	}
	// Rounded up: an alarm that comes early would only be set again.
	wall := math.Ceil(float64(a.waiting[0].due.Sub(now)) / a.rate)
	a.alarm = time.AfterFunc(time.Duration(min(wall, math.MaxInt64/2)), func() {
		a.mu.Lock()
		defer a.mu.Unlock()
		a.fire()
	})
}

// state is what an Adjustable is written down as.
type state struct {
	Base     time.Time `json:"base"`
	WallBase time.Time `json:"wall_base"`
	Rate     float64   `json:"rate"`
	Frozen   bool      `json:"frozen"`
}

// MarshalJSON writes the clock down: the formula, not the instant. Read back later
// it shows the time it would have reached had it run all the while, so a clock that
// was written down at its last adjustment never goes back over a crash.
func (a *Adjustable) MarshalJSON() ([]byte, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	return json.Marshal(state{a.base, a.wallBase.Round(0).UTC(), a.rate, a.frozen})
}

// UnmarshalJSON sets the clock to what [Adjustable.MarshalJSON] wrote. Should the
// wall clock have been set back in between, the clock resumes where it was written.
func (a *Adjustable) UnmarshalJSON(b []byte) error {
	var s state
	if err := json.Unmarshal(b, &s); err != nil {
		return fmt.Errorf("clock: state: %w", err)
	}
	if !(s.Rate > 0 && s.Rate <= MaxRate) {
		return fmt.Errorf("clock: state: rate %v: want above 0 and at most %v", s.Rate, float64(MaxRate))
	}
	if s.Base.IsZero() || s.WallBase.IsZero() {
		return fmt.Errorf("clock: state: want base and wall_base")
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	now := time.Now() // with its monotonic reading, which the written one has lost
	a.base = notAfter(s.Base.UTC(), horizon)
	a.wallBase = now.Add(-max(0, now.Sub(s.WallBase)))
	a.rate, a.frozen = s.Rate, s.Frozen
	a.fire()
	return nil
}

func notAfter(t, limit time.Time) time.Time {
	if t.After(limit) {
		return limit
	}
	return t
}

// wait is one timer that has not fired; waits is a heap of them, first due on top.
type wait struct {
	due   time.Time
	c     chan time.Time
	index int // in the heap; -1 when not waiting
}

type waits []*wait

func (h waits) Len() int           { return len(h) }
func (h waits) Less(i, j int) bool { return h[i].due.Before(h[j].due) }

func (h waits) Swap(i, j int) {
	h[i], h[j] = h[j], h[i]
	h[i].index, h[j].index = i, j
}

func (h *waits) Push(x any) {
	w := x.(*wait)
	w.index = len(*h)
	*h = append(*h, w)
}

func (h *waits) Pop() any {
	last := len(*h) - 1
	w := (*h)[last]
	(*h)[last] = nil
	*h = (*h)[:last]
	w.index = -1
	return w
}
