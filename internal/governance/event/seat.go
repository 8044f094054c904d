package event

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

// barred says why a reader may not take part in an event; empty: they may. An event that is for
// some groups is for the people of Parties in them [S]; the administrator may come to all [D].
func barred(v *register.View, e *record.Event, who *policy.Reader) (string, error) {
	if len(e.Audience) == 0 || who.Staff {
		return "", nil
	}
	for _, id := range who.Parties {
		p, err := register.Get[*record.Party](v.As(policy.System()), id)
		if err != nil {
			return "", err
		}
		if record.For(e.Audience, p.Category) {
			return "", nil
		}
	}
	return "This event is for " + desk.Plains(e.Audience) + ", and you act for none of them. Ask " +
		"the administrator of your Party to add you to its people, if it should be yours.", nil
}

// shut says why nobody can register for an event at the moment of a view; empty: people can.
func shut(v *register.View, e *record.Event) (string, error) {
	state, err := stateOf(v, e)
	if err != nil {
		return "", err
	}
	switch {
	case state == draft:
		return "This event is not announced yet.", nil
	case state == cancelled:
		return "This event was cancelled: nobody can register for it.", nil
	case state == postponed:
		return "This event was postponed: registration goes on when its new time is known.", nil
	case state == taking || state == full:
		return "", nil
	case state == announced && here(e):
		return "Registration opens at " + calendar.Moment(e.RegistrationOpensAt) + ".", nil
	case here(e) && e.RegistrationClosesAt.IsZero():
		return "Registration closed at " + calendar.Moment(until(e).By) + ", when the event began.", nil
	case here(e):
		return "Registration closed at " + calendar.Moment(until(e).By) + ".", nil
	case past(state):
		return "The event is over.", nil
	case e.Registration == "not_needed":
		return "No registration is needed: come as you are.", nil
	case e.Registration == "closed":
		return "Registration is closed.", nil
	}
	return "Registration is not taken here: the page of the event says with whom it is.", nil
}

// of is the registration of a person for an event that stands; nil where there is none.
func of(v *register.View, e *record.Event, person string) (*record.Registration, error) {
	if person == "" {
		return nil, nil
	}
	all, err := register.All[*record.Registration](v.As(policy.System()),
		register.Query{Key: "registrant", Is: e.ID,
			Where: []register.Key{{Name: "person", Value: person}}})
	if len(all) == 0 {
		return nil, err
	}
	return all[0], err
}

// waiting is the waiting list of an event, the first first.
func waiting(v *register.View, e *record.Event) ([]*record.Registration, error) {
	all, err := register.All[*record.Registration](v.As(policy.System()),
		register.Query{Key: "waiting", Is: e.ID})
	slices.SortFunc(all, func(a, b *record.Registration) int {
		return cmp.Or(a.Since.Compare(b.Since), strings.Compare(a.ID, b.ID))
	})
	return all, err
}

// place is which on the waiting list a registration is, from 1; 0: it is not on it.
func place(v *register.View, e *record.Event, r *record.Registration) (int, error) {
	all, err := waiting(v, e)
	return 1 + slices.IndexFunc(all, func(w *record.Registration) bool { return w.ID == r.ID }), err
}

// number is a place on the waiting list in words.
func number(n int) string { return "number " + strconv.Itoa(n) + " on the waiting list" }

// seat gives a registration a seat, or a place on the waiting list, and tells whose it is.
func seat(tx *register.Tx, e *record.Event, r *record.Registration) (said string, err error) {
	left, err := seatsLeft(tx.View, e)
	if err != nil {
		return "", err
	}
	r.State, r.Since = record.RegistrationSeated, tx.Now()
	if e.Capacity > 0 && left == 0 {
		r.State = record.RegistrationWaiting
	}
	if err := tx.Put(r); err != nil {
		return "", err
	}
	if err := remind(tx, e); err != nil {
		return "", err
	}
	what := named(e)
	if r.State == record.RegistrationSeated {
		return "You have a seat.", tellOne(tx, r, "event_registered", "You have a seat at "+what,
			beforehand(tx, e, r))
	}
	n, err := place(tx.View, e, r)
	if err != nil {
		return "", err
	}
	return "None of " + strconv.Itoa(e.Capacity) + " seats is left. You are " + number(n) +
			": you get a seat, and are told, when one becomes free.",
		tellOne(tx, r, "event_waiting", "You are "+number(n)+" of "+what,
			"All seats are taken. You get one, and are told, when it becomes free.")
}

// beforehand is what who has a seat at an event wants to know. How to join is in no notice: guests
// find it added to their message, others on the page of the event.
func beforehand(tx *register.Tx, e *record.Event, r *record.Registration) string {
	var lines []string
	switch {
	case timeless(e):
		return "You keep the seat, and are told when a new time is known."
	case r.Person != "" && e.Join.Text() == "":
		lines = append(lines, "You can take it into your calendar from the page of the event.")
	case r.Person != "":
		lines = append(lines, "How to join stands on the page of the event when you are signed in, "+
			"where you can take it into your calendar too.")
	case e.Join.Text() == "" && e.Mode == "online":
		lines = append(lines, "How to join comes by mail when it is known.")
	}
	if at := e.QuestionDeadlineAt; r.Person != "" && !at.IsZero() && tx.Now().Before(at) {
		lines = append(lines, "A question that is in before "+calendar.Moment(at)+
			" is taken into the presentation.")
	}
	return strings.Join(lines, "\n\n")
}

// promote gives the seats of an event that are free to who waits, in order. Taken is how many
// are not.
func promote(tx *register.Tx, e *record.Event, taken int) error {
	if begun(e, tx.Now()) || e.Cancelled != "" {
		return nil
	}
	all, err := waiting(tx.View, e)
	if err != nil {
		return err
	}
	if e.Capacity > 0 {
		all = all[:min(len(all), max(0, e.Capacity-taken))]
	}
	for _, r := range all {
		r.State, r.Since = record.RegistrationSeated, tx.Now()
		if err := tx.Put(r); err != nil {
			return err
		}
		if err := tellOne(tx, r, "event_promoted", "A seat became free, and it is yours: "+
			named(e), beforehand(tx, e, r)); err != nil {
			return err
		}
	}
	return nil
}
