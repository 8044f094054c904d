// Package clock is the one clock of the system. Whoever needs the time, or needs
// to wait, takes a [Clock] as an argument: [Real] for the world as it is, an
// [Adjustable] for a world that can be set, stopped and made to run faster.
//
// No other package calls time.Now or time.Sleep. Waiting is in the clock's own
// time: half an hour on a clock that runs 1800 times faster is one second.
package clock

import (
	"context"
	"time"
)

// Clock tells the time and lets callers wait in it. Its methods may be called
// from several goroutines at once.
type Clock interface {
	// Now is the time, in UTC.
	Now() time.Time
	// NewTimer makes a timer that sends the time on its channel once, when d of
	// this clock's time has passed; at once when d is not positive.
	NewTimer(d time.Duration) *Timer
	// Sleep waits until d of this clock's time has passed, and returns nil; or
	// until ctx is done, and returns its error.
	Sleep(ctx context.Context, d time.Duration) error
}

// Timer waits for one instant of a clock. Stop one that is not needed any more:
// an [Adjustable] holds it until then.
type Timer struct {
	C     <-chan time.Time // receives the time, once; holds one value
	stop  func() bool
	reset func(time.Duration) bool
}

// Stop ends the wait and reports whether it was still going on. After Stop
// nothing is received from C.
func (t *Timer) Stop() bool { return t.stop() }

// Reset starts the wait anew, for d from now, and reports whether the old one was
// still going on. A value of the old wait is not received any more.
func (t *Timer) Reset(d time.Duration) bool { return t.reset(d) }

// Real is the wall clock.
func Real() Clock { return real{} }

type real struct{}

func (real) Now() time.Time { return time.Now().UTC() }

func (real) NewTimer(d time.Duration) *Timer {
	t := time.NewTimer(d)
	return &Timer{C: t.C, stop: t.Stop, reset: t.Reset}
}

func (r real) Sleep(ctx context.Context, d time.Duration) error { return sleep(ctx, r, d) }

func sleep(ctx context.Context, c Clock, d time.Duration) error {
	if err := ctx.Err(); err != nil || d <= 0 {
		return err
	}
	t := c.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
