package dsp

import (
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/clock"
)

func TestTimers(t *testing.T) {
	timers := DefaultTimers()
	g := &Gateway{Config: Config{Timers: timers}}
	for _, tt := range []struct {
		attempt int
		retry   time.Duration
		again   bool
		look    time.Duration // until the scheduler looks again
	}{
		{-1, 0, false, time.Hour},
		{0, 0, false, time.Hour},
		{1, 30 * time.Second, true, 30 * time.Second},
		{2, 2 * time.Minute, true, 2 * time.Minute},
		{3, 10 * time.Minute, true, 10 * time.Minute},
		{4, 0, false, time.Hour},
		{1 << 40, 0, false, time.Hour},
	} {
		if retry, again := timers.retry(tt.attempt); retry != tt.retry || again != tt.again {
			t.Errorf("retry(%d) is %s, %v, want %s, %v", tt.attempt, retry, again, tt.retry, tt.again)
		}
		if look := g.nextWait(tt.attempt); look != tt.look {
			t.Errorf("nextWait(%d) is %s, want %s", tt.attempt, look, tt.look)
		}
	}
	for n, want := range map[int]time.Duration{
		-1: time.Second, 0: time.Second, 1: time.Second, 2: 5 * time.Second, 3: 30 * time.Second,
		4: 5 * time.Minute, 5: 15 * time.Minute, 6: 15 * time.Minute, 1 << 40: 15 * time.Minute,
	} {
		if got := timers.redeliver(n); got != want {
			t.Errorf("redeliver(%d) is %s, want %s", n, got, want)
		}
	}
	// A retry never waits beyond the end.
	g.Timers.GiveUp = 10 * time.Second
	if look := g.nextWait(1); look != 10*time.Second {
		t.Errorf("nextWait(1) is %s, want the 10 s to the end", look)
	}
}

func TestStatusAllows(t *testing.T) {
	for _, tt := range []struct {
		status  Status
		variant string
		want    bool
	}{
		{Commissioned, "4.1.1", true},
		{Commissioned, "11.1", true},
		{Pending, "8.11", true},
		{Pending, "8.1.1", false},
		{Whitelisted, "8.1.1", true},
		{Whitelisted, "4.1.1", false},
		{InstalledNotCommissioned, "1.1.1", true},
		{Suspended, "6.24.1", true},
		{Suspended, "4.1.1", false},
		{Recovery, "6.24.1", false},
		{Recovered, "6.21", true},
		{Recovered, "4.1.1", false},
		{Decommissioned, "4.1.1", false},
		{Withdrawn, "4.1.1", false},
		{"", "4.1.1", false},
		{"Unheard", "4.1.1", false},
	} {
		if got := tt.status.allows(tt.variant); got != tt.want {
			t.Errorf("%s allows %s: %v, want %v", tt.status, tt.variant, got, tt.want)
		}
	}
	if Status("Unheard").Valid() || !Recovered.Valid() {
		t.Error("Valid does not tell the statuses from other words")
	}
}

// jumping is a clock that is set once between a look at it and the start of a timer.
type jumping struct {
	*clock.Adjustable
	by time.Duration
}

func (j *jumping) NewTimer(d time.Duration) *clock.Timer {
	j.Advance(j.by)
	j.by = 0
	return j.Adjustable.NewTimer(d)
}

// TestTimerAt makes a timer for an instant, also where the clock is set meanwhile.
func TestTimerAt(t *testing.T) {
	for _, jump := range []time.Duration{0, 10 * time.Second, 29 * time.Second, time.Hour} {
		start := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
		c := &jumping{clock.NewFrozen(start), jump}
		at := start.Add(30 * time.Second)
		timer := timerAt(c, at)
		c.Set(c.Now().Add(max(0, at.Sub(c.Now()))))
		select {
		case <-timer.C:
		default:
			t.Errorf("after a jump of %s the timer is late", jump)
		}
	}
}
