package dsp

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/internal/store"
)

// postponed is how long an occurrence waits that a fault of ours holds up.
const postponed = time.Minute

// repeatDue makes the requests of schedules that are due, up to a batch, and returns how
// many schedules it saw to.
func (g *Gateway) repeatDue(ctx context.Context, now time.Time) (int, error) {
	due, err := g.schedulesWhere(ctx, `due <= $1 ORDER BY due LIMIT $2`, store.Micros(now), batch)
	if err != nil {
		return 0, err
	}
	for _, s := range due {
		err := g.repeat(ctx, s, now)
		if err == nil {
			continue
		}
		g.Log.ErrorContext(ctx, "repeat", "schedule", s.id, "err", err)
		if err := g.DB.Write(ctx, func(tx *sql.Tx) error {
			_, err := s.moveTo(ctx, tx, now.Add(postponed))
			return err
		}); err != nil {
			return 0, err
		}
	}
	return len(due), nil
}

// moveTo sets when a schedule is due next, and reports whether nobody had before.
func (s schedule) moveTo(ctx context.Context, tx *sql.Tx, due time.Time) (bool, error) {
	return changed(tx.ExecContext(ctx, `UPDATE dsp_schedule SET due = $1 WHERE id = $2 AND due = $3`,
		store.Micros(due), int64(s.id), store.Micros(s.due)))
}

// pass moves a schedule to its next occurrence, or ends it after the last.
func (s schedule) pass(ctx context.Context, tx *sql.Tx, next time.Time, more bool) (bool, error) {
	if more {
		return s.moveTo(ctx, tx, next)
	}
	return changed(tx.ExecContext(ctx, `DELETE FROM dsp_schedule WHERE id = $1 AND due = $2`,
		int64(s.id), store.Micros(s.due)))
}

// repeat makes the request of one occurrence: access control again, then the path of every
// request. Where several occurrences were missed it is the last.
func (g *Gateway) repeat(ctx context.Context, s schedule, now time.Time) error {
	times, err := s.timetable()
	if err != nil {
		return err
	}
	read, ok := repeatedIn(times.DSPSchedule)
	if !ok {
		return fmt.Errorf("it repeats %s", times.DSPScheduledServiceReferenceVariant)
	}
	id, err := g.occurrenceID(ctx, s.user, s.device)
	if err != nil {
		return err
	}
	next, more := times.after(now)
	made, err := g.occurrenceCommand(ctx, id, times.DSPSchedule, read, times.latest(now))
	if code, refused := codeOf(err); refused {
		g.Log.InfoContext(ctx, "refuse", "schedule", s.id, "device", s.device.String(),
			"srv", read.variant, "code", string(code), "err", err)
		return g.repeatRefused(ctx, s, id, code, next, more)
	}
	if err != nil {
		return err
	}
	e := g.sendingEntry(made)
	var moved bool
	err = g.DB.Write(ctx, func(tx *sql.Tx) (err error) {
		if moved, err = s.pass(ctx, tx, next, more); err != nil || !moved {
			return err
		}
		if err := g.journal.insert(ctx, tx, e); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO dsp_schedule_run (request, schedule)
			VALUES ($1, $2)`, id.String(), int64(s.id))
		return err
	})
	if err != nil || !moved {
		return err
	}
	g.step(ctx, "dispatch", made.Request, "use_case", made.useCase.Code, "schedule", s.id)
	g.handOver(ctx, e)
	return nil
}

// occurrenceCommand takes an occurrence through the path to a sealed Command.
func (g *Gateway) occurrenceCommand(
	ctx context.Context, id duis.RequestID, s *duis.DSPSchedule, read repeated, at time.Time,
) (sealed, error) {
	user, err := g.user(ctx, id.Originator)
	switch {
	case errors.Is(err, ErrUnknown):
		return sealed{}, duis.Refuse(duis.E1, "%s is not a User", id.Originator)
	case err != nil:
		return sealed{}, err
	case !user.Active:
		return sealed{}, duis.Refuse(duis.E3, "the User is not active")
	}
	a, err := g.occurrence(ctx, id, user, s, read, at)
	if err != nil {
		return sealed{}, err
	}
	c, err := g.transform(ctx, a)
	if err != nil {
		return sealed{}, err
	}
	return g.seal(ctx, c)
}

// removedAs are the alerts by which a schedule ends that can never run again as things
// stand, by the status of its Device. Recalled.
var removedAs = map[Status]string{
	Decommissioned: alertScheduleGone,
	Withdrawn:      alertScheduleGone,
	Suspended:      alertScheduleSuspended,
}

// repeatRefused ends a schedule whose Device has gone or whose User has nothing to do with
// it any more, and tells its User of every other refusal, after which it goes on.
func (g *Gateway) repeatRefused(
	ctx context.Context, s schedule, id duis.RequestID, code duis.ResponseCode,
	next time.Time, more bool,
) error {
	alert := ""
	d, err := g.device(ctx, s.device)
	switch {
	case errors.Is(err, ErrUnknown):
		alert = alertScheduleGone
	case err != nil:
		return err
	case removedAs[d.Status] != "":
		alert = removedAs[d.Status]
	case code == duis.E4:
		alert = alertScheduleChanged
	}
	n := s.removal(alert)
	if alert == "" {
		n = notice{id: alertRefused + " " + id.String(), user: s.user, code: alertRefused,
			event: s.failure(id)}
	}
	told, err := g.dccAlert(ctx, n)
	if err != nil {
		return err
	}
	var moved bool
	err = g.DB.Write(ctx, func(tx *sql.Tx) (err error) {
		moved, err = s.pass(ctx, tx, next, more && alert == "")
		if err != nil || !moved {
			return err
		}
		return g.leaveWithDeliver(ctx, tx, told)
	})
	if err != nil || !moved {
		return err
	}
	g.release(told)
	g.told(ctx, n)
	return nil
}

// failure is what a User is told of an occurrence that came to nothing.
func (s schedule) failure(id duis.RequestID) *duis.CommandFailure {
	return &duis.CommandFailure{CommandRequestID: id, DSPScheduleID: &s.id, DeviceID: s.device}
}

// occurrenceID names an occurrence, in the DCC's own series.
func (g *Gateway) occurrenceID(ctx context.Context, user, device eui.ID) (duis.RequestID, error) {
	counter, err := g.counter.next(ctx)
	return duis.RequestID{Originator: user, Target: device, Counter: dccSeries | counter}, err
}

// signAnswer signs the outcome of a request: as it is, or where a schedule made the request
// as the User of the schedule gets it.
func (g *Gateway) signAnswer(ctx context.Context, e entry, r *duis.Response) ([]byte, error) {
	if !slices.ContainsFunc(repeatable, func(r repeated) bool { return r.variant == e.variant }) {
		return g.sign(r)
	}
	var id int64
	err := g.DB.QueryRowContext(ctx, `SELECT schedule FROM dsp_schedule_run WHERE request = $1`,
		e.id.String()).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return g.sign(r)
	}
	if err != nil {
		return nil, err
	}
	return g.signScheduled(ctx, schedule{id: uint64(id), user: e.id.Originator, device: e.id.Target},
		e, r)
}

// signScheduled signs the Device's answer to an occurrence, which no RequestID of the User's
// names; or the alert that there is none.
func (g *Gateway) signScheduled(
	ctx context.Context, s schedule, e entry, r *duis.Response,
) ([]byte, error) {
	if r.Code.Refusal() {
		code := alertNotAnswered
		if r.Code == duis.E20 {
			code = alertNotDelivered
		}
		d, err := g.dccAlert(ctx, notice{user: s.user, code: code, event: s.failure(e.id)})
		return d.document, err
	}
	body, ok := r.Body.(*duis.ResponseMessage)
	if !ok {
		return nil, fmt.Errorf("the answer to schedule %d is %T", s.id, r.Body)
	}
	payload, ok := body.Payload.(duis.GBCSPayload)
	if !ok {
		return nil, fmt.Errorf("the answer to schedule %d is %T", s.id, body.Payload)
	}
	answer := *r
	answer.RequestID, answer.RequestIDText = nil, ""
	answer.Body = e.carrying(&duis.DSPScheduledMessage{GBCSPayload: payload, DSPScheduleID: s.id})
	return g.sign(&answer)
}

// repeatedVariant is the Variant of what a schedule repeats.
func repeatedVariant(read repeated) (*srv.Variant, error) {
	variant, ok := srv.Lookup(read.variant)
	if !ok || !variant.Schedulable {
		return nil, duis.Refuse(scheduleNotOfVariant, "%s is not repeated", read.variant)
	}
	return variant, nil
}
