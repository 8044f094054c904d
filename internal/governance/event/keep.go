package event

import (
	"context"
	"errors"
	"time"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

// How often it is looked whether something is to be removed, and how much is removed at one time:
// nobody waits for it, and other acts are not to wait for it either.
const (
	keptEvery   = time.Hour
	mostRemoved = 500
)

// Why something is removed, as pages say in its place.
const (
	whyUnsure = "the address was not confirmed in time"
	whyGone   = "the registration was cancelled"
	whyOver   = "the event is over"
)

// Keeper removes who was registered and what they asked when nobody needs it any more: guests who
// did not confirm their address, or who are not registered any more, [record.ConfirmWithin] later,
// all others [record.RegistrationKept] after the event. That there was a registration stays, and so
// does how many came.
type Keeper struct {
	desk   *desk.Desk
	clock  clock.Clock
	forget func(ctx context.Context, address, registration string) error
}

// NewKeeper is a keeper that has the messages about a registration to its address forgotten by
// forget, before the address is removed.
func NewKeeper(
	d *desk.Desk, c clock.Clock,
	forget func(ctx context.Context, address, registration string) error,
) *Keeper {
	return &Keeper{desk: d, clock: c, forget: forget}
}

// Run removes what is not needed any more as time goes by, until ctx ends.
func (k *Keeper) Run(ctx context.Context) error {
	return desk.Every(ctx, k.clock, keptEvery, k.Settle)
}

// Settle removes now what is not needed any more.
func (k *Keeper) Settle(ctx context.Context) error {
	v := k.desk.Now(ctx)
	guests, err := outlived(v, registrationOver)
	if err != nil {
		return err
	}
	questions, err := outlived(v, questionOver)
	if err != nil || len(guests)+len(questions) == 0 {
		return err
	}
	forgotten := map[string]bool{}
	for _, r := range guests[:min(len(guests), mostRemoved)] {
		if err := k.forget(ctx, r.Address.Text(), r.ID); err != nil {
			return err
		}
		forgotten[r.ID] = true
	}
	_, err = k.desk.Register.Act(ctx, register.Act{Who: register.ByClock,
		Verb: "remove personal data of an event"}, func(tx *register.Tx) error {
		return errors.Join(removeGuests(tx, forgotten), removeQuestions(tx))
	})
	if errors.Is(err, register.ErrClockBehind) {
		return nil // when the clock has come so far
	}
	return err
}

// removeGuests removes name and address of those whose messages are forgotten, where they are not
// needed at the instant of an act either.
func removeGuests(tx *register.Tx, forgotten map[string]bool) error {
	guests, err := outlived(tx.View, registrationOver)
	if err != nil {
		return err
	}
	for _, r := range guests {
		if !forgotten[r.ID] {
			continue
		}
		why := whyOver
		switch r.State {
		case record.RegistrationAsked:
			why, r.State, r.Since = whyUnsure, record.RegistrationLapsed, tx.Now()
		case record.RegistrationCancelled:
			why = whyGone
		}
		r.RemovedAt = tx.Now()
		if err := erase(tx, r, why); err != nil {
			return err
		}
	}
	return nil
}

// removeQuestions removes what was asked at events.
func removeQuestions(tx *register.Tx) error {
	questions, err := outlived(tx.View, questionOver)
	if err != nil {
		return err
	}
	for _, q := range questions[:min(len(questions), mostRemoved)] {
		q.RemovedAt = tx.Now()
		if err := erase(tx, q, whyOver); err != nil {
			return err
		}
	}
	return nil
}

// erase keeps a record as it is, and erases its secrets.
func erase(tx *register.Tx, rec register.Record, why string) error {
	if err := tx.Put(rec); err != nil {
		return err
	}
	kind, id := rec.Named()
	return tx.Erase(kind, id, why)
}

// outlived are the records of a kind whose personal data is there and not needed any more: needed
// says until when it is, given until when that of its event is.
func outlived[T register.Record](
	v *register.View, needed func(T) (event string, own time.Time),
) (all []T, err error) {
	found, err := register.All[T](v, register.Query{Key: "personal"})
	if err != nil {
		return nil, err
	}
	ends := map[string]time.Time{} // by event
	for _, rec := range found {
		event, until := needed(rec)
		if until.IsZero() {
			if _, known := ends[event]; !known {
				if ends[event], err = keptUntil(v, event); err != nil {
					return nil, err
				}
			}
			until = ends[event]
		}
		if !until.IsZero() && !v.Moment().So.Before(until) {
			all = append(all, rec)
		}
	}
	return all, nil
}

// registrationOver says of which event a registration is, and until when its name and address are
// needed, where that is not until when those of the event are.
func registrationOver(r *record.Registration) (event string, own time.Time) {
	switch r.State {
	case record.RegistrationAsked:
		return r.Event, r.AskedAt.Add(record.ConfirmWithin)
	case record.RegistrationCancelled:
		return r.Event, r.Since.Add(record.ConfirmWithin)
	}
	return r.Event, time.Time{}
}

// questionOver says the same of a question.
func questionOver(q *record.EventQuestion) (event string, own time.Time) {
	return q.Event, time.Time{}
}

// keptUntil is until when names, addresses and questions of an event are kept: the zero time while
// it is postponed. One that is cancelled counts as over when that became known, if that is later.
// Of an event that is no more nothing is needed.
func keptUntil(v *register.View, event string) (time.Time, error) {
	e, meta, err := register.GetMeta[*record.Event](v, event)
	switch {
	case errors.Is(err, register.ErrNotFound):
		return v.Moment().So, nil
	case err != nil || timeless(e):
		return time.Time{}, err
	}
	end := e.StartsAt
	if e.EndsAt.After(end) {
		end = e.EndsAt
	}
	if e.Cancelled != "" && meta.Known.After(end) {
		end = meta.Known
	}
	return end.Add(record.RegistrationKept), nil
}
