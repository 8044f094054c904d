package event

import (
	"errors"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// What a guest does by the links that are sent to them: see [record.Registration.Link].
const (
	linkOf      = "of"
	linkConfirm = "confirm"
	linkCancel  = "cancel"
)

// links are the pages of a registration for whoever has a link to it. Forms ask for a press: a
// program that follows links does nothing by it.
func (s subject) links() []page.Route {
	at := func(what string) string { return "/registrations/" + what + "/{id}/{token}" }
	return []page.Route{
		{Pattern: at(linkOf), View: s.linked},
		{Pattern: at(linkConfirm), Form: s.confirmForm, Submit: s.confirm},
		{Pattern: at(linkCancel), Form: s.cancelForm, Submit: s.cancelGuest},
	}
}

// tokened is the registration that an address of the site is about, and its event, for whoever has
// its token: [page.ErrNotFound] for everybody else, whether there is one or not.
func tokened(
	v *register.View, ask *page.Ask,
) (*record.Registration, *record.Event, error) {
	r, err := register.Get[*record.Registration](v.As(policy.System()), ask.Path["id"])
	switch {
	case errors.Is(err, register.ErrNotFound):
		return nil, nil, page.ErrNotFound
	case err != nil:
		return nil, nil, err
	case !record.Opens(r.Token, ask.Path["token"]):
		return nil, nil, page.ErrNotFound
	}
	e, err := eventOf(v, r)
	return r, e, err
}

// opened is what a link leads to, at the moment of an ask.
func (s subject) opened(
	ask *page.Ask,
) (v *register.View, r *record.Registration, e *record.Event, err error) {
	if v, err = s.View(ask); err == nil {
		r, e, err = tokened(v, ask)
	}
	return v, r, e, err
}

// linked is the page of a registration for its guest.
func (s subject) linked(ask *page.Ask) (*page.View, error) {
	v, r, e, err := s.opened(ask)
	if err != nil {
		return nil, err
	}
	state, so := registrationTag(r), v.Moment().So
	row, err := rowOf(v, e)
	if err != nil {
		return nil, err
	}
	row.Yours = &yours{Registration: r.ID, State: r.State, Join: joins(e, r, so, ask.Moment.AsAt)}
	view := &page.View{Title: state.Text, Kicker: e.Heading(), Tag: &state,
		Crumbs: append(desk.Crumbs("event"), desk.Link(e)),
		Lead: "Whoever has the address of this page can read and cancel this: pass it on to nobody " +
			"who should not."}
	rows := timing(e)
	switch r.State {
	case record.RegistrationAsked:
		view.Actions = []page.Link{{Text: "Confirm your registration",
			To: page.Address(r.Link(linkConfirm))}}
	case record.RegistrationWaiting:
		if row.Yours.Place, err = place(v, e, r); err != nil {
			return nil, err
		}
		view.Title = "You are " + number(row.Yours.Place)
	case record.RegistrationSeated:
		view.Title = "You have a seat"
	}
	switch {
	case e.Cancelled != "":
		view.Title = "The event was cancelled"
	case e.Postponed != "":
		view.Title = "The event was postponed"
	}
	rows = append(rows, joining(e, r, so, ask.Moment.AsAt)...)
	rows = append(rows, guestRows(r)...)
	if uncancellable(e, r, so) == "" {
		view.Actions = append(view.Actions, page.Link{Text: "Cancel your registration",
			To: page.Address(r.Link(linkCancel))})
	}
	view.Data, view.List = row, calendared(v, row)
	view.Blocks = []page.Block{page.Summary{Rows: rows}}
	return view, nil
}

// guestCrumbs lead from the home page to a registration, for its guest.
func guestCrumbs(e *record.Event, r *record.Registration) []page.Link {
	return append(desk.Crumbs("event"), desk.Link(e), page.Link{Text: "Your registration",
		To: page.Address(r.Link(linkOf))})
}

// guestRows say who a guest is, to themselves.
func guestRows(r *record.Registration) []page.Row {
	return []page.Row{page.Fact("Who", page.T(somebodyOf(r).text())),
		page.Fact("E-mail address", page.T(r.Address.Text()))}
}

// byLink does something with the registration of a guest, by a link that was sent to them. Nobody
// is named as who did it.
func (s subject) byLink(
	ask *page.Ask, verb string, do func(*register.Tx, *record.Event, *record.Registration) error,
) (*page.Done, error) {
	done := &page.Done{}
	_, err := s.Register.Act(ask.Context, register.Act{Verb: verb}, func(tx *register.Tx) error {
		r, e, err := tokened(tx.View, ask)
		if err != nil {
			return err
		}
		done.To = page.Address(r.Link(linkOf))
		return do(tx, e, r)
	})
	if err != nil {
		return nil, desk.Refusal(err)
	}
	return done, nil
}

// confirmForm asks a guest for a press.
func (s subject) confirmForm(ask *page.Ask) (*page.Form, error) {
	v, r, e, err := s.opened(ask)
	if err != nil {
		return nil, err
	}
	form := &page.Form{Title: "Confirm your registration", Kicker: e.Heading(),
		Crumbs: guestCrumbs(e, r), Lead: held(e) + ".", Submit: "This is my address: register me"}
	why, err := unconfirmable(v, e, r)
	if err == nil && why == "" {
		form.Before, err = fullSays(v, e)
		form.Before = append([]page.Block{page.Summary{Rows: guestRows(r)}}, form.Before...)
	}
	return shutting(form, why, err)
}

// unconfirmable says why a registration cannot be confirmed; empty: it can.
func unconfirmable(
	v *register.View, e *record.Event, r *record.Registration,
) (string, error) {
	switch {
	case r.State == record.RegistrationCancelled:
		return "This registration was cancelled. Register again on the page of the event.", nil
	case r.State != record.RegistrationAsked:
		return "This registration is confirmed already.", nil
	case !record.Confirms(r.AskedAt, v.Moment().So):
		return "This link is too old. Register again on the page of the event.", nil
	}
	if why, err := shut(v, e); err != nil || why != "" {
		return why, err
	}
	if stands, err := holder(v, e, r.Address.Text()); err != nil || stands != nil {
		return "This address is registered already.", err
	}
	return "", nil
}

// confirm gives a guest what they asked for.
func (s subject) confirm(ask *page.Ask, _ page.Input) (*page.Done, error) {
	said := ""
	done, err := s.byLink(ask, "confirm a registration",
		func(tx *register.Tx, e *record.Event, r *record.Registration) (err error) {
			if err := refused(unconfirmable(tx.View, e, r)); err != nil {
				return err
			}
			said, err = seat(tx, e, r)
			return err
		})
	if err != nil {
		return nil, err
	}
	done.Notice = said
	return done, nil
}

// cancelForm asks a guest whether to cancel.
func (s subject) cancelForm(ask *page.Ask) (*page.Form, error) {
	v, r, e, err := s.opened(ask)
	if err != nil {
		return nil, err
	}
	form := &page.Form{Title: "Cancel your registration", Kicker: e.Heading(), Danger: true,
		Crumbs: guestCrumbs(e, r), Submit: "Cancel your registration",
		Lead: "Your seat goes to whoever waits for one. Your name and address are removed in " +
			calendar.Days(record.ConfirmWithin) + "."}
	return shutting(form, uncancellable(e, r, v.Moment().So), nil)
}

// uncancellable says why a registration cannot be cancelled; empty: it can.
func uncancellable(e *record.Event, r *record.Registration, so time.Time) string {
	if r.State == record.RegistrationCancelled {
		return "This registration is cancelled already."
	}
	return tooLate(e, so)
}

// cancelGuest cancels the registration of a guest.
func (s subject) cancelGuest(ask *page.Ask, _ page.Input) (*page.Done, error) {
	done, err := s.byLink(ask, "cancel a registration",
		func(tx *register.Tx, e *record.Event, r *record.Registration) error {
			if err := refused(uncancellable(e, r, tx.Now()), nil); err != nil {
				return err
			}
			if err := giveUp(tx, e, r); err != nil {
				return err
			}
			r.State = record.RegistrationCancelled
			return tx.Put(r)
		})
	if err != nil {
		return nil, err
	}
	done.Notice = "Your registration is cancelled."
	return done, nil
}
