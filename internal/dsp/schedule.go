package dsp

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"sync/atomic"
	"time"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/store"
)

// batch is how much due work one pass takes from each list, so that a backlog
// does not keep a new request waiting behind all of it.
const batch = 500

// faultPause is how long the scheduler leaves a database that refused it alone.
const faultPause = time.Second

// agenda is when the scheduler will look at the journal by itself, in microseconds
// UTC.
type agenda struct{ next atomic.Int64 }

// schedule does what is due until ctx ends: it hands over again, gives up, starts
// dated requests and posts deliveries.
func (g *Gateway) schedule(ctx context.Context) error {
	for ctx.Err() == nil {
		next, err := g.pass(ctx)
		if err != nil && ctx.Err() == nil {
			g.Log.ErrorContext(ctx, "schedule", "err", err)
			next = g.Clock.Now().Add(faultPause)
		}
		g.agenda.next.Store(store.Micros(next))
		timer := timerAt(g.Clock, next)
		select {
		case <-ctx.Done():
		case <-g.nudge:
		case <-timer.C:
		}
		timer.Stop()
	}
	return nil
}

// clockStep is how far a clock goes on at most while a timer is made, unless it is set
// or runs very fast.
const clockStep = time.Second

// timerAt is a timer for an instant. One that is made of a wait is late where the clock
// is set after the wait was computed, so it is made again: a few times, since on a clock
// that runs very fast every wait is late by a little.
func timerAt(c clock.Clock, at time.Time) *clock.Timer {
	for tries := 1; ; tries++ {
		now := c.Now()
		timer := c.NewTimer(at.Sub(now))
		if tries == 3 || c.Now().Sub(now) < clockStep {
			return timer
		}
		timer.Stop()
	}
}

// wakeBy makes sure that the scheduler looks at the journal by a time.
func (g *Gateway) wakeBy(due time.Time) {
	if store.Micros(due) < g.agenda.next.Load() {
		g.wake()
	}
}

// wake makes the scheduler look at the journal.
func (g *Gateway) wake() {
	select {
	case g.nudge <- struct{}{}:
	default: // it is about to look already
	}
}

// pass does all that is due now and returns when something is due next.
func (g *Gateway) pass(ctx context.Context) (time.Time, error) {
	g.agenda.next.Store(math.MaxInt64) // whoever writes from here on is seen below, or nudges
	for {
		n, err := g.once(ctx)
		if err != nil {
			return time.Time{}, err
		}
		if n == 0 {
			return g.nextDue(ctx)
		}
	}
}

// once does up to a batch of each kind of due work and returns how much it did.
func (g *Gateway) once(ctx context.Context) (int, error) {
	now, done := g.Clock.Now(), 0
	for _, kind := range []struct {
		state state
		act   func(context.Context, entry, time.Time) error
	}{
		{waiting, g.begin},
		{sending, g.again},
	} {
		entries, err := g.journal.due(ctx, kind.state, now, batch)
		if err != nil {
			return done, err
		}
		for _, e := range entries {
			if err := kind.act(ctx, e, now); err != nil {
				return done, err
			}
		}
		done += len(entries)
	}
	for _, more := range []func(context.Context, time.Time) (int, error){g.repeatDue, g.postDue} {
		n, err := more(ctx, now)
		if done += n; err != nil {
			return done, err
		}
	}
	return done, nil
}

// again hands a Command over once more, the same bytes, or gives up.
func (g *Gateway) again(ctx context.Context, e entry, now time.Time) error {
	end := e.received.Add(g.Timers.GiveUp)
	if !now.Before(end) {
		return g.timeOut(ctx, e)
	}
	if _, more := g.Timers.retry(e.attempts); !more && e.attempts > 0 {
		e.due = end
		return g.journal.attempt(ctx, e)
	}
	e.attempts++
	e.due = now.Add(g.nextWait(e.attempts))
	if e.due.After(end) {
		e.due = end
	}
	if err := g.journal.attempt(ctx, e); err != nil {
		return err
	}
	g.Metrics.retries.Inc()
	g.Log.InfoContext(ctx, "hand over", "request_id", e.id.String(), "device",
		e.id.Target.String(), "srv", e.variant, "attempt", e.attempts)
	g.handOver(ctx, e)
	return nil
}

// begin starts a request whose date has come: access control again, then the rest
// of the path.
func (g *Gateway) begin(ctx context.Context, e entry, now time.Time) error {
	s, err := g.prepare(ctx, e)
	if code, refused := codeOf(err); refused {
		return g.fail(ctx, e, withdrawn, code, waiting)
	}
	if err != nil {
		return err
	}
	next := g.sendingEntry(s)
	var moved bool
	err = g.DB.Write(ctx, func(tx *sql.Tx) (err error) {
		moved, err = g.journal.send(ctx, tx, next, waiting)
		return err
	})
	if err != nil || !moved {
		return err
	}
	g.step(ctx, "dispatch", s.Request, "use_case", s.useCase.Code)
	g.handOver(ctx, next)
	return nil
}

// prepare takes a waiting request through authorisation to a sealed Command. Its
// signature was checked when it came, and its counter was accepted then.
func (g *Gateway) prepare(ctx context.Context, e entry) (sealed, error) {
	req, err := g.parse(e.document)
	if err != nil {
		return sealed{}, err
	}
	user, err := g.active(ctx, req)
	if err != nil {
		return sealed{}, err
	}
	variant, ok := srv.Lookup(req.ServiceReferenceVariant)
	if !ok {
		return sealed{}, refusal(req, duis.E53, errors.New("not served"))
	}
	a := authorised{signed: signed{req, user}, variant: variant}
	if err := a.eligible(); err != nil {
		return sealed{}, err
	}
	allowed, err := g.admit(ctx, a)
	if err != nil {
		return sealed{}, err
	}
	cmd, err := g.transform(ctx, allowed)
	if err != nil {
		return sealed{}, err
	}
	return g.seal(ctx, cmd)
}

// postDue puts due deliveries into the OUTBOX.
func (g *Gateway) postDue(ctx context.Context, now time.Time) (int, error) {
	due, err := g.dueDeliveries(ctx, now, batch)
	if err != nil || len(due) == 0 {
		return 0, err
	}
	err = g.DB.Write(ctx, func(tx *sql.Tx) error {
		for _, d := range due {
			_, err := tx.ExecContext(ctx, `UPDATE delivery SET due = $1
				WHERE id = $2 AND state = $3 AND attempts = $4`,
				store.Micros(now.Add(safetyNet)), d.id, undelivered, d.attempts)
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	for _, d := range due {
		if !g.held.holdsBack(d.id) {
			g.post(ctx, d)
		}
	}
	return len(due), nil
}

// nextDue is when the earliest of all open work is due, or far ahead.
func (g *Gateway) nextDue(ctx context.Context) (time.Time, error) {
	var next sql.NullInt64
	err := g.DB.QueryRowContext(ctx, `SELECT min(due) FROM (
		SELECT min(due) AS due FROM request WHERE state = $1
		UNION ALL SELECT min(due) FROM request WHERE state = $2
		UNION ALL SELECT min(due) FROM dsp_schedule
		UNION ALL SELECT min(due) FROM delivery WHERE state = $3) AS open`,
		waiting, sending, undelivered).Scan(&next)
	if err != nil {
		return time.Time{}, fmt.Errorf("next due: %w", err)
	}
	if !next.Valid {
		return g.Clock.Now().Add(24 * time.Hour), nil
	}
	return store.Time(next.Int64), nil
}
