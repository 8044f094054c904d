package event

import (
	"slices"
	"strings"

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
	v, err := s.View(ask)
	if err != nil {
		return nil, nil, err
	}
	e, err := register.Get[*record.Event](v, ask.Path["id"])
	return v, e, desk.Refusal(err)
}

// registerForm asks for no more than a press.
func (s subject) registerForm(ask *page.Ask) (*page.Form, error) {
	v, e, err := s.event(ask)
	if err != nil {
		return nil, err
	}
	form := &page.Form{Title: "Register", Kicker: e.Heading(), Submit: "Register",
		Crumbs: append(desk.Crumbs("event"), desk.Link(e)),
		Lead: held(e) + ". You register for yourself. The administrator sees who is registered; " +
			"others do not."}
	why, err := refusal(v, e, v.Reader())
	if err != nil {
		return nil, err
	}
	if why != "" {
		form.Faults, form.Shut = page.Faults{{Text: why}}, true
		return form, nil
	}
	left, err := seatsLeft(v, e)
	if e.Capacity > 0 && left == 0 {
		form.Before = []page.Block{page.Notice{Tone: page.Wait, Title: "All seats are taken",
			Words: page.Say("You come onto the waiting list.")}}
	}
	return form, err
}

// register registers who is signed in.
func (s subject) register(ask *page.Ask, _ page.Input) (*page.Done, error) {
	if _, _, err := s.event(ask); err != nil {
		return nil, err
	}
	done := &page.Done{}
	err := s.Act(ask, register.Act{Verb: "register for an event"}, func(tx *register.Tx) error {
		e, who, err := judged(tx, ask)
		if err != nil {
			return err
		}
		why, err := refusal(tx.View, e, who)
		switch {
		case err != nil:
			return err
		case why != "":
			return page.Faults{{Text: why}}
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
		Lead: "For who is not in the register, and wrote or called. They are told by mail. Who is in " +
			"the register registers on the page of the event.",
		Crumbs: append(desk.Crumbs("event"), desk.Link(e)),
		Fields: []page.Field{{Name: "name", Label: "Name", Control: page.Line, Limit: 200},
			{Name: "organisation", Label: "Organisation", Control: page.Line, Limit: 200, Optional: true},
			{Name: "email", Label: "E-mail address", Control: page.Email, Limit: 254}}}
	why, err := shut(v, e)
	if why != "" {
		form.Faults, form.Shut = page.Faults{{Text: why}}, true
	}
	return form, err
}

// enter registers somebody who is not in the register.
func (s subject) enter(ask *page.Ask, in page.Input) (*page.Done, error) {
	if _, _, err := s.host(ask); err != nil {
		return nil, err
	}
	done := &page.Done{}
	err := s.Act(ask, register.Act{Verb: "register somebody for an event"},
		func(tx *register.Tx) error {
			e, who, err := judged(tx, ask)
			if err != nil {
				return err
			}
			if !who.Staff {
				return page.ErrForbidden
			}
			why, err := shut(tx.View, e)
			switch {
			case err != nil:
				return err
			case why != "":
				return page.Faults{{Text: why}}
			}
			r := &record.Registration{Event: e.ID, Name: register.NewSecret(in.Text("name")),
				Organisation: register.NewSecret(in.Text("organisation")),
				Address:      register.NewSecret(in.Text("email"))}
			again, err := known(tx.View, e, in.Text("email"))
			switch {
			case err != nil:
				return err
			case again:
				return page.Faults{{Field: "email",
					Text: "Enter another address: this one is registered already"}}
			}
			if r.ID, err = tx.NewID("registration"); err != nil {
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

// known reports whether an address is registered for an event, by itself.
func known(v *register.View, e *record.Event, email string) (bool, error) {
	all, err := register.All[*record.Registration](v, register.Query{Key: "registrant", Is: e.ID})
	return slices.ContainsFunc(all, func(r *record.Registration) bool {
		return strings.EqualFold(r.Address.Text(), email)
	}), err
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

// held is when an event is held: 27 January 2022, 1:30pm to 5pm.
func held(e *record.Event) string {
	text := calendar.DateOf(e.StartsAt).Long() + ", " + calendar.Clock(e.StartsAt)
	if e.EndsAt.After(e.StartsAt) {
		text += " to " + calendar.Clock(e.EndsAt)
	}
	return text
}
