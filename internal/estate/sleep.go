package estate

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/clock"
)

// What a control cannot do. Compare with errors.Is.
var (
	// ErrUnknown: the estate has no such Device, or none of that type.
	ErrUnknown = errors.New("estate: no such Device")
	// ErrRefused: the Device, as it is, cannot do that, or nobody could.
	ErrRefused = errors.New("estate: refused")
)

const (
	// wakeBatch is how many Devices wake per look into the mailboxes, and wakeWorkers
	// how many of them work at once, sharing commits.
	wakeBatch   = 512
	wakeWorkers = 32
)

// Run does what happens when its time has come, until ctx ends: sleeping Devices wake to
// their mail, and what a Hub holds back leaves. It waits by the one clock.
func (e *Estate) Run(ctx context.Context) error {
	for {
		// What becomes durable from here on wakes us. What is due at this instant is done
		// below; what falls due while that is done is found by nextDue, and not waited for.
		e.alarm.Store(math.MaxInt64)
		now := e.Clock.Now()
		signal(e.waiting)
		if err := e.wakeAll(ctx); err != nil {
			return ended(ctx, err)
		}
		due, ok, err := nextDue(ctx, e.DB, now)
		if err != nil {
			return ended(ctx, fmt.Errorf("estate: next due: %w", err))
		}
		if !ok {
			due = now.Add(wakePeriod) // and look again, whatever the table says
		}
		timer := e.timer(due)
		e.alarm.Store(due.UnixMicro())
		select {
		case <-timer.C:
		case <-e.nudge:
		case <-ctx.Done():
		}
		timer.Stop()
		if ctx.Err() != nil {
			return nil
		}
	}
}

// timer is one for due, even when the clock is set just while it is made: a timer follows
// the clock only once it is there.
func (e *Estate) timer(due time.Time) *clock.Timer {
	const tries, jump = 4, time.Second
	for try := 1; ; try++ {
		before := e.Clock.Now()
		t := e.Clock.NewTimer(due.Sub(before))
		if try == tries || e.Clock.Now().Sub(before) < jump {
			return t
		}
		t.Stop()
	}
}

// remind makes Run look again if it would otherwise wait beyond due.
func (e *Estate) remind(due time.Time) {
	if due.UnixMicro() < e.alarm.Load() {
		signal(e.nudge)
	}
}

// ended is nil when ctx is why something failed.
func ended(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// wakeAll wakes every Device that has mail and whose time it is.
func (e *Estate) wakeAll(ctx context.Context) error {
	for {
		ids, err := awake(ctx, e.DB, e.Clock.Now(), wakeBatch)
		if err != nil {
			return fmt.Errorf("estate: look into mailboxes: %w", err)
		}
		errs := make([]error, len(ids))
		order := make([]int, len(ids))
		for i := range order {
			order[i] = i
		}
		inParallel(order, wakeWorkers, func(i int) { errs[i] = e.fetch(ctx, ids[i]) })
		if err := errors.Join(errs...); err != nil || len(ids) == 0 {
			return err
		}
	}
}

// fetch is a Device reading its mail, one message after the other, each with its effect
// and its answer in a transaction of its own.
func (e *Estate) fetch(ctx context.Context, id eui.ID) error {
	d, ok := e.device(id)
	if !ok {
		return fmt.Errorf("%w: %s has mail", ErrUnknown, id)
	}
	for more := true; more; {
		err := e.act(ctx, d, func(a *action) error {
			more = false
			if a.hub.Off {
				return nil
			}
			l, ok, err := oldestLetter(ctx, e.DB, id)
			if err != nil || !ok {
				return err
			}
			more = true
			a.writes = append(a.writes, func(tx *sql.Tx) error { return forgetLetter(ctx, tx, l) })
			return a.hear(d, l.octets)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// Wake wakes a GSME at once, as a key on it would: it tells its Gas Proxy Function the
// readings and carries out what waits for it.
func (e *Estate) Wake(ctx context.Context, id eui.ID) error {
	d, ok := e.device(id)
	if !ok || d.Type != usecase.GSME {
		return fmt.Errorf("%w: %s is not a GSME", ErrUnknown, id)
	}
	err := e.act(ctx, d, func(a *action) error {
		if a.hub.Off {
			return fmt.Errorf("%w: the home has no supply, and the Hub does not listen", ErrRefused)
		}
		u, err := a.unit(d)
		if err != nil {
			return err
		}
		u.Woken, u.changed = a.now.UnixMicro(), true
		return nil
	})
	if err != nil {
		return err
	}
	return e.fetch(ctx, id)
}
