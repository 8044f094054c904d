package event

import (
	"errors"
	"net/url"
	"strings"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// A guest is somebody who is not in the register. They register for what is open to all, and are
// asked by mail whether the address is theirs; nothing is held for them before they confirm that.
// What the site answers is the same for every address: what it holds of one is told to it alone.

// The fields that say who a guest is.
const (
	fieldName         = "name"
	fieldOrganisation = "organisation"
	fieldEmail        = "email"
)

// mostAsked is about how many events at most an address is asked at one time [D]: whoever types the
// address of somebody else cannot have it written to about all there are.
const mostAsked = 3

// guestFields ask who somebody is.
func guestFields() []page.Field {
	return []page.Field{{Name: fieldName, Label: "Name", Control: page.Line},
		{Name: fieldOrganisation, Label: "Organisation", Control: page.Line, Optional: true},
		{Name: fieldEmail, Label: "E-mail address", Control: page.Email}}
}

// forAll reports whether anybody may come to an event: it is for no group.
func forAll(e *record.Event) bool { return len(e.Audience) == 0 }

// guestForm asks whoever has not signed in who they are.
func (s subject) guestForm(ask *page.Ask) (*page.Form, error) {
	v, e, err := s.found(ask)
	switch {
	case err != nil:
		return nil, err
	case !forAll(e):
		return nil, page.ErrSignIn
	}
	fields := guestFields()
	for i, token := range []string{"name", "organization", "email"} {
		fields[i].Complete = token
	}
	form := &page.Form{Title: "Register", Kicker: e.Heading(), Submit: "Register", Fields: fields,
		Crumbs: append(desk.Crumbs("event"), desk.Link(e)),
		Lead:   held(e) + ". It is open to all.",
		After: []page.Block{page.Para{Words: page.Say("You are asked by mail whether the address is " +
			"yours. Your seat, or your place on the waiting list, is kept from when you confirm that: " +
			closing(e) + ".")},
			page.Para{Words: page.Say("The administrator alone sees who is registered. How to join is " +
				"sent to who has a seat. Your name and address are removed " +
				calendar.Days(record.RegistrationKept) + " after the event.")}}}
	why, err := shut(v, e)
	if err != nil || why != "" {
		return shutting(form, why, err)
	}
	before, err := fullSays(v, e)
	form.Before = append([]page.Block{page.Para{Words: page.Words{
		page.Link{Text: "Sign in", To: page.Address("/sign-in").With(url.Values{
			"then": {string(desk.AddressOf(e)) + "/register"}})},
		page.T(" first where you are in the register: then a press is enough.")}}}, before...)
	return form, err
}

// closing says until when a registration can be confirmed.
func closing(e *record.Event) string {
	return "within " + calendar.Days(record.ConfirmWithin) + ", and before registration closes at " +
		calendar.Moment(until(e).By)
}

// registerGuest has an address asked. Its answer does not say whether it was known.
func (s subject) registerGuest(ask *page.Ask, in page.Input) (*page.Done, error) {
	_, e, err := s.found(ask)
	switch {
	case err != nil:
		return nil, err
	case !forAll(e):
		return nil, page.ErrSignIn
	}
	address, err := desk.MailIn(in, fieldEmail)
	if err != nil {
		return nil, err
	}
	done := &page.Done{To: desk.AddressOf(e)}
	err = s.Act(ask, register.Act{Verb: "ask to register for an event"},
		func(tx *register.Tx) error {
			e, _, err := judged(tx, ask)
			switch {
			case err != nil:
				return err
			case !forAll(e): // not any more
				return page.ErrSignIn
			}
			if err := refused(shut(tx.View, e)); err != nil {
				return err
			}
			done.Notice = "A message is on its way to the address. You are registered when you have " +
				"followed the link in it: " + closing(e) + "."
			return approach(tx, e, in, address)
		})
	if err != nil {
		return nil, err
	}
	return done, nil
}

// approach writes to an address that was given for an event: to ask whether it is theirs, or to say
// that it is registered. Where it was written to a moment ago nothing is done.
func approach(tx *register.Tx, e *record.Event, in page.Input, address string) error {
	now, what := tx.Now(), named(e)
	stands, err := holder(tx.View, e, address)
	if err != nil {
		return err
	}
	if stands != nil {
		if !record.AsksAgain(stands.Since, stands.AskedAt, now) {
			return nil
		}
		stands.AskedAt = now
		if err := tx.Put(stands); err != nil {
			return err
		}
		return tellOne(tx, stands, "event_known", "You are registered already for "+what,
			"Somebody gave your address to register. Nothing has changed.")
	}
	r, others, err := asked(tx.View, e, address)
	switch {
	case err != nil:
		return err
	case r != nil && !record.AsksAgain(r.Since, r.AskedAt, now), r == nil && others >= mostAsked:
		return nil
	case r == nil:
		if r, err = newGuest(tx, e, in, address); err != nil {
			return err
		}
		r.State, r.Since = record.RegistrationAsked, now
	}
	r.AskedAt = now
	r.Name = register.NewSecret(in.Text(fieldName))
	r.Organisation = register.NewSecret(in.Text(fieldOrganisation))
	if err := tx.Put(r); err != nil {
		return err
	}
	return tellOne(tx, r, "event_confirm", "Confirm that you register for "+what,
		"Somebody gave this address to register. If it was you, follow the link, and press once: "+
			closing(e)+".\n\nIf it was not you, do nothing: the address is removed in "+
			calendar.Days(record.ConfirmWithin)+".")
}

// newGuest is a registration of somebody who is not in the register, without a state.
func newGuest(
	tx *register.Tx, e *record.Event, in page.Input, address string,
) (r *record.Registration, err error) {
	r = &record.Registration{Event: e.ID, Address: register.NewSecret(address),
		Name:         register.NewSecret(in.Text(fieldName)),
		Organisation: register.NewSecret(in.Text(fieldOrganisation))}
	if r.Token, err = record.NewToken(tx); err != nil {
		return nil, err
	}
	r.ID, err = tx.NewID("registration")
	return r, err
}

// holder is the registration for an event that stands and is of an address, of a guest or of a
// person of the register; nil where there is none.
func holder(
	v *register.View, e *record.Event, address string,
) (*record.Registration, error) {
	v = v.As(policy.System())
	all, err := register.All[*record.Registration](v, register.Query{Key: "registrant", Is: e.ID})
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, r := range all {
		ids = append(ids, r.Person)
	}
	people, err := desk.Several(v, "person", ids...)
	for _, r := range all {
		theirs := r.Address.Text()
		if p, is := people[r.Person].(*record.Person); is {
			theirs = p.Email.Text()
		}
		if strings.EqualFold(theirs, address) {
			return r, err
		}
	}
	return nil, err
}

// asked is the registration for an event that waits until an address confirms it, nil where there
// is none, and how many of other events do.
func asked(
	v *register.View, e *record.Event, address string,
) (here *record.Registration, others int, err error) {
	all, err := register.All[*record.Registration](v, register.Query{Key: "asked"})
	for _, r := range all {
		switch {
		case !strings.EqualFold(r.Address.Text(), address):
		case r.Event == e.ID:
			here = r
		default:
			others++
		}
	}
	return here, others, err
}

// Guest is what a message to a guest says beyond its notice, by the id of their registration: how
// to join, where they have a seat, and their links. Of whoever is no guest it says nothing.
func Guest(v *register.View, id string) ([]page.Block, error) {
	r, err := register.Get[*record.Registration](v, id)
	if errors.Is(err, register.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	e, err := eventOf(v, r)
	if err != nil {
		return nil, err
	}
	so := v.Moment().So
	var blocks []page.Block
	say := func(words ...page.Inline) { blocks = append(blocks, page.Para{Words: words}) }
	link := func(text, what string) {
		if to := r.Link(what); to != "" {
			say(page.Link{Text: text, To: page.Address(to)})
		}
	}
	switch r.State {
	case record.RegistrationAsked:
		link("Confirm your registration", linkConfirm)
		return blocks, nil
	case record.RegistrationSeated, record.RegistrationWaiting:
	default:
		say(desk.Link(e))
		return blocks, nil
	}
	if text := joins(e, r, so, false); text != "" {
		say(append(page.Words{page.T("How to join: ")}, address(text)...)...)
	}
	say(desk.Link(e))
	link("Your registration", linkOf)
	if uncancellable(e, r, so) == "" && e.Cancelled == "" {
		link("Cancel your registration", linkCancel)
	}
	return blocks, nil
}
