package event

import (
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// refusal is why a reader cannot register for an event; empty: they can.
func refusal(v *register.View, e *record.Event, who *policy.Reader) (string, error) {
	if why, err := shut(v, e); err != nil || why != "" {
		return why, err
	}
	if why, err := barred(v, e, who); err != nil || why != "" {
		return why, err
	}
	r, err := of(v, e, who.Person)
	switch {
	case r == nil:
		return "", err
	case r.State == record.RegistrationWaiting:
		n, err := place(v, e, r)
		return "You are registered already, as " + number(n) + ".", err
	}
	return "You are registered already, and have a seat.", nil
}

// event is what a form of an event is about, for who is signed in.
func (s subject) event(ask *page.Ask) (*register.View, *record.Event, error) {
	if ask.Who == "" {
		return nil, nil, page.ErrSignIn
	}
	return s.found(ask)
}

// found is what a form of an event is about, for anybody who may see it.
func (s subject) found(ask *page.Ask) (*register.View, *record.Event, error) {
	v, err := s.View(ask)
	if err != nil {
		return nil, nil, err
	}
	e, err := register.Get[*record.Event](v, ask.Path["id"])
	return v, e, desk.Refusal(err)
}

// refused is the error of an act that something is in the way of; nil where nothing is.
func refused(why string, err error) error {
	if err == nil && why != "" {
		return page.Faults{{Text: why}}
	}
	return err
}

// shutting is a form, with nothing to send where something is in the way of it.
func shutting(form *page.Form, why string, err error) (*page.Form, error) {
	if why != "" {
		form.Faults, form.Shut = page.Faults{{Text: why}}, true
	}
	return form, err
}

// registerForm asks for no more than a press; of who has not signed in, who they are.
func (s subject) registerForm(ask *page.Ask) (*page.Form, error) {
	if ask.Who == "" {
		return s.guestForm(ask)
	}
	v, e, err := s.event(ask)
	if err != nil {
		return nil, err
	}
	form := &page.Form{Title: "Register", Kicker: e.Heading(), Submit: "Register",
		Crumbs: append(desk.Crumbs("event"), desk.Link(e)),
		Lead: held(e) + ". You register for yourself. The administrator sees who is registered; " +
			"others do not."}
	why, err := refusal(v, e, v.Reader())
	if err == nil && why == "" {
		form.Before, err = fullSays(v, e)
	}
	return shutting(form, why, err)
}

// fullSays says beforehand that all seats of an event are taken, where they are.
func fullSays(v *register.View, e *record.Event) ([]page.Block, error) {
	left, err := seatsLeft(v, e)
	if err != nil || e.Capacity == 0 || left > 0 {
		return nil, err
	}
	return []page.Block{page.Notice{Tone: page.Wait, Title: "All seats are taken",
		Words: page.Say("You come onto the waiting list.")}}, nil
}

// register registers who is signed in; others are asked by mail first.
func (s subject) register(ask *page.Ask, in page.Input) (*page.Done, error) {
	if ask.Who == "" {
		return s.registerGuest(ask, in)
	}
	if _, _, err := s.event(ask); err != nil {
		return nil, err
	}
	done := &page.Done{}
	err := s.Act(ask, register.Act{Verb: "register for an event"}, func(tx *register.Tx) error {
		e, who, err := judged(tx, ask)
		if err != nil {
			return err
		}
		if err := refused(refusal(tx.View, e, who)); err != nil {
			return err
		}
		r := &record.Registration{Event: e.ID, Person: ask.Who}
		if r.ID, err = tx.NewID("registration"); err != nil {
			return err
		}
		done.To = desk.AddressOf(r)
		done.Notice, err = seat(tx, e, r)
		return err
	})
	if err != nil {
		return nil, err
	}
	return done, nil
}

// enterForm asks for somebody who is not in the register, for whom the administrator registers.
func (s subject) enterForm(ask *page.Ask) (*page.Form, error) {
	v, e, err := s.host(ask)
	if err != nil {
		return nil, err
	}
	form := &page.Form{Title: "Register somebody", Kicker: e.Heading(), Submit: "Register them",
		Lead: "For who is not in the register, and wrote or called. They are told by mail, with how to " +
			"join. Who is in the register registers on the page of the event.",
		Crumbs: append(desk.Crumbs("event"), desk.Link(e)), Fields: guestFields()}
	why, err := shut(v, e)
	return shutting(form, why, err)
}

// enter registers somebody who is not in the register.
func (s subject) enter(ask *page.Ask, in page.Input) (*page.Done, error) {
	if _, _, err := s.host(ask); err != nil {
		return nil, err
	}
	address, err := desk.MailIn(in, fieldEmail)
	if err != nil {
		return nil, err
	}
	done := &page.Done{}
	err = s.Act(ask, register.Act{Verb: "register somebody for an event"},
		func(tx *register.Tx) error {
			e, who, err := judged(tx, ask)
			if err != nil {
				return err
			}
			if !who.Staff {
				return page.ErrForbidden
			}
			if err := refused(shut(tx.View, e)); err != nil {
				return err
			}
			stands, err := holder(tx.View, e, address)
			switch {
			case err != nil:
				return err
			case stands != nil:
				return page.Faults{{Field: fieldEmail,
					Text: "Enter another address: this one is registered already"}}
			}
			r, err := newGuest(tx, e, in, address)
			if err != nil {
				return err
			}
			done.To = desk.AddressOf(r)
			_, err = seat(tx, e, r)
			done.Notice = "They are registered, and are told by mail."
			return err
		})
	if err != nil {
		return nil, err
	}
	return done, nil
}

// judged is the event that an act is about, and who acts, as they are now.
func judged(tx *register.Tx, ask *page.Ask) (*record.Event, *policy.Reader, error) {
	e, err := register.Get[*record.Event](tx.View, ask.Path["id"])
	if err != nil {
		return nil, nil, err
	}
	rights, err := desk.Rights(tx.View, ask.Who)
	if err != nil {
		return nil, nil, err
	}
	who := policy.NewReader(rights)
	if !who.May(e.Label()) {
		return nil, nil, page.ErrNotFound
	}
	return e, who, nil
}

// held is when an event is held: 27 January 2022, 1:30pm to 5pm; or that this is not known.
func held(e *record.Event) string {
	if timeless(e) {
		return "Postponed: a new time is not known"
	}
	return planned(e)
}

// named is an event with when it is held, in a message: “Webinar”, 2pm to 3pm on 10 June 2022.
func named(e *record.Event) string {
	if timeless(e) {
		return "“" + e.Heading() + "”, which was postponed and has no new time yet"
	}
	return "“" + e.Heading() + "”, " + calendar.Span(e.StartsAt, e.EndsAt)
}

// planned is when an event is to be held, or was to be.
func planned(e *record.Event) string {
	text := calendar.DateOf(e.StartsAt).Long() + ", " + calendar.Clock(e.StartsAt)
	if e.EndsAt.After(e.StartsAt) {
		text += " to " + calendar.Clock(e.EndsAt)
	}
	return text
}
