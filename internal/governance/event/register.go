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
