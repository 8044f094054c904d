package consultation

import (
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// colleagueLimit bounds how many people of a Party a form offers.
const colleagueLimit = 200

// partyForm is a form for a Party that is chosen, or the one to choose it.
func (s subject) partyForm(ask *page.Ask, form *page.Form) (*page.Form, *desktop, error) {
	d, err := s.desktopFor(ask)
	if err != nil {
		return nil, nil, err
	}
	if d.party == "" {
		form, err = d.chooser()
		return form, d, err
	}
	name, err := d.partyName()
	if err != nil {
		return nil, nil, err
	}
	form.Kicker, form.Lead = d.c.Heading(), "For "+name+"."
	form.Crumbs, form.Version = crumbs(d.c), d.version
	return form, d, d.hold(form, d.view.Moment().So)
}

// assignForm gives the response to a colleague.
func (s subject) assignForm(ask *page.Ask) (*page.Form, error) {
	form, d, err := s.partyForm(ask, &page.Form{Title: "Assign the response to a colleague",
		Submit: "Assign"})
	if err != nil || d.party == "" {
		return form, err
	}
	field := page.Field{Name: "to", Label: "Colleague", Control: page.Select,
		Hint:   "They are told. Everybody of your Party can still go on with it.",
		Absent: "Choose a colleague"}
	people, err := colleagues(d.view, d.party)
	if err != nil {
		return nil, err
	}
	for _, p := range people {
		field.Options = append(field.Options, page.Option{Value: p.ID, Label: p.Heading()})
	}
	if d.draft != nil && d.draft.AssignedTo != "" {
		field.Values = []string{d.draft.AssignedTo}
	}
	form.Fields = []page.Field{field}
	return form, nil
}

// colleagues are the people who act for a Party.
func colleagues(v *register.View, party string) ([]*record.Person, error) {
	found, err := register.Find[*record.Person](v, register.Query{Key: "works_for", Is: party,
		Not: []register.Key{{Name: "role", Value: desk.RoleMember}}, Limit: colleagueLimit})
	return found.Records, err
}

// submitAssignForm assigns the response.
func (s subject) submitAssignForm(ask *page.Ask, in page.Input) (*page.Done, error) {
	to := in.Text("to")
	return s.forPartyDo(ask, in, "assign", "assign a response to a colleague",
		"The response is assigned.", func(tx *register.Tx, now *desktop) error {
			people, err := colleagues(tx.View, now.party)
			if err != nil {
				return err
			}
			for _, p := range people {
				if p.ID != to {
					continue
				}
				if err := now.save(tx, func(d *record.ResponseDraft) { d.AssignedTo = to }); err != nil {
					return err
				}
				return record.Leave(tx, record.Notice{About: now.c.ID, Event: "response_assigned",
					Party: now.party, To: []string{"person:" + to}, Due: tx.Now(),
					Why: "The response to " + now.c.Heading() + " is assigned to you"})
			}
			return page.Faults{{Field: "to", Text: "Choose somebody who acts for your Party now"}}
		})
}

// forPartyDo is what the small forms of a Party do: one act, checked in its transaction.
func (s subject) forPartyDo(
	ask *page.Ask, in page.Input, below, verb, notice string,
	do func(*register.Tx, *desktop) error,
) (*page.Done, error) {
	d, err := s.desktopFor(ask)
	if err != nil {
		return nil, err
	}
	if d.party == "" {
		return &page.Done{To: forParty(d.c, in.Text(partyField), below)}, nil
	}
	err = s.Act(ask, register.Act{Behalf: d.party, Verb: verb, Reason: in.Text("reason")},
		func(tx *register.Tx) error {
			now, err := d.reread(tx, in.Version)
			if err != nil {
				return err
			}
			return do(tx, now)
		})
	if err != nil {
		return nil, err
	}
	return &page.Done{To: at(d.c), Notice: notice}, nil
}

// noResponseForm says that a Party will not respond.
func (s subject) noResponseForm(ask *page.Ask) (*page.Form, error) {
	form, d, err := s.partyForm(ask, &page.Form{Title: "No response intended",
		Submit: "Say that no response is intended",
		Before: []page.Block{page.Para{Words: page.Say("Your Party is not reminded any more, and is " +
			"not counted. You can still respond until the consultation closes.")}}})
	if err != nil || d.party == "" {
		return form, err
	}
	form.Fields = []page.Field{{Name: "reason", Label: "Why", Control: page.Area, Optional: true,
		Limit: 1000, Rows: 3}}
	return form, nil
}

// submitNoResponseForm notes that a Party will not respond.
func (s subject) submitNoResponseForm(ask *page.Ask, in page.Input) (*page.Done, error) {
	return s.forPartyDo(ask, in, "no-response", "say that no response is intended",
		"It is noted that your Party does not intend to respond.",
		func(tx *register.Tx, now *desktop) error {
			switch {
			case !now.actor.signs:
				return page.Faults{{Text: "Only a signatory says so for your Party. Ask one."}}
			case now.response != nil && now.response.Status == record.Submitted:
				return page.Faults{{Text: "Your Party has submitted a response. Withdraw it first."}}
			}
			r := now.response
			if r == nil {
				id, err := tx.NewID("response")
				if err != nil {
					return err
				}
				r = &record.Response{Consultation: now.c.ID, Party: now.party}
				r.ID = id
			}
			r.Status = record.NotIntended
			return tx.Put(r)
		})
}

// discardForm gives up what is drafted.
func (s subject) discardForm(ask *page.Ask) (*page.Form, error) {
	form, d, err := s.partyForm(ask, &page.Form{Title: "Discard the draft", Danger: true,
		Submit: "Discard the draft"})
	if err != nil || d.party == "" {
		return form, err
	}
	text := "Nothing of it is sent."
	if d.response != nil && d.response.Status == record.Submitted {
		text = "What your Party has submitted stays as it is."
	}
	form.After = []page.Block{page.Para{Words: page.Say(text)}}
	return form, nil
}

// submitDiscardForm ends a draft.
func (s subject) submitDiscardForm(ask *page.Ask, in page.Input) (*page.Done, error) {
	return s.forPartyDo(ask, in, "discard-draft", "discard a draft response",
		"The draft is discarded.", func(tx *register.Tx, now *desktop) error {
			if now.draft == nil {
				return page.Faults{{Text: "Your Party has no draft."}}
			}
			return tx.End("response_draft", now.draft.ID, tx.Now())
		})
}

// withdrawForm takes a response back.
func (s subject) withdrawForm(ask *page.Ask) (*page.Form, error) {
	form, d, err := s.partyForm(ask, &page.Form{Title: "Withdraw the response", Danger: true,
		Submit: "Withdraw the response",
		Before: []page.Block{page.Para{Words: page.Say("It no longer counts and is not published. Its " +
			"versions stay in the history that you and the code administrator can see.")}}})
	if err != nil || d.party == "" {
		return form, err
	}
	form.Fields = []page.Field{{Name: "reason", Label: "Why", Control: page.Area, Optional: true,
		Limit: 1000, Rows: 3}}
	return form, nil
}

// submitWithdrawForm takes a response back.
func (s subject) submitWithdrawForm(ask *page.Ask, in page.Input) (*page.Done, error) {
	return s.forPartyDo(ask, in, "withdraw-response", "withdraw a response",
		"The response is withdrawn.", func(tx *register.Tx, now *desktop) error {
			switch {
			case !now.actor.signs:
				return page.Faults{{Text: "Only a signatory withdraws for your Party. Ask one."}}
			case now.response == nil || now.response.Status != record.Submitted:
				return page.Faults{{Text: "Your Party has no submitted response to withdraw."}}
			case !takes(stateAt(now.c, tx.Now())):
				return page.Faults{{Text: "After the closing a response is not withdrawn. Ask the code " +
					"administrator."}}
			}
			now.response.Status = record.Withdrawn // what it said stands, to begin again with
			return tx.Put(now.response)
		})
}
