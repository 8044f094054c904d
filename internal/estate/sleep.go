package estate

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs/usecase"
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
		if err := e.wakeAll(ctx); err != nil {
			return ended(ctx, err)
		}
		now := e.Clock.Now()
		due, ok, err := nextDue(ctx, e.DB, now)
		if err != nil {
			return ended(ctx, fmt.Errorf("estate: next due: %w", err))
		}
		wait := wakePeriod // and look again, whatever the table says
		if ok {
			wait = due.Sub(now)
		}
		timer := e.Clock.NewTimer(wait)
		select {
		case <-timer.C:
			signal(e.waiting)
		case <-e.nudge:
		case <-ctx.Done():
		}
		timer.Stop()
		if ctx.Err() != nil {
			return nil
		}
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
