package consultation

import (
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// forms are where the steps of [Machine] are taken, by their events.
var forms = map[string]string{
	"open": "open", "extend": "extend", "set_closing": "extend", "collate": "collate",
	"publish": "publish", "publish_late": "publish", "conclude": "conclude", "withdraw": "withdraw",
}

// actions are what a reader can do with a consultation now.
func (s subject) actions(v *register.View, c *record.Consultation) (links []page.Link, err error) {
	reader, state := v.Reader(), stateAt(c, v.Moment().So)
	if c.Elsewhere {
		return nil, nil
	}
	if reader.Person == "" && takes(state) {
		return []page.Link{{Text: "Sign in to respond", To: at(c, "respond")}}, nil
	}
	for _, party := range reader.Parties {
		more, err := s.partyActions(v, c, party)
		if err != nil {
			return nil, err
		}
		links = append(links, more...)
	}
	if reader.Staff {
		links = append(links, ownerActions(c, state)...)
	}
	return links, nil
}

// partyActions are what people of a Party can do.
func (s subject) partyActions(
	v *register.View, c *record.Consultation, party string,
) (links []page.Link, err error) {
	so := v.Moment().So
	mine, err := responseOf(v, c, party)
	if err != nil {
		return nil, err
	}
	draft, err := draftOf(v, c, party)
	if err != nil {
		return nil, err
	}
	var late *record.LateAcceptance
	if lateTaken(stateAt(c, so)) {
		if late, err = acceptance(v, c, party); err != nil {
			return nil, err
		}
	}
	if window(c, late, so) == nil {
		links = append(going(c, party, draft, mine),
			page.Link{Text: "Assign it to a colleague", To: forParty(c, party, "assign")})
		if mine == nil || mine.Status != record.Submitted {
			links = append(links,
				page.Link{Text: "Say that no response is intended", To: forParty(c, party, "no-response")})
		}
	}
	if mine != nil {
		links = append(links,
			page.Link{Text: "Response of your Party", To: forParty(c, party, "response")})
	}
	return links, nil
}

// going are the ways in which a Party can go on with its response.
func going(
	c *record.Consultation, party string, draft *record.ResponseDraft, mine *record.Response,
) []page.Link {
	on := page.Link{Text: "Respond", To: forParty(c, party, "respond")}
	switch {
	case unsent(draft, mine):
		on.Text = "Go on with the changes of your Party"
		return []page.Link{on, {Text: "Discard the changes", To: forParty(c, party, "discard-draft")}}
	case draft != nil:
		on.Text = "Resume the draft of your Party"
	case mine == nil:
	case mine.Status == record.Submitted:
		on.Text = "Change the response of your Party"
	case mine.Status == record.Withdrawn:
		on.Text = "Respond again"
	}
	return []page.Link{on}
}

// unsent reports whether a draft changes a response that is submitted; either may be none.
func unsent(draft *record.ResponseDraft, mine *record.Response) bool {
	return draft != nil && mine != nil && mine.Status == record.Submitted && draft.Changes(mine)
}

// ownerActions are what the code administrator can do in a state.
func ownerActions(c *record.Consultation, state string) (links []page.Link) {
	if state == planned {
		links = append(links, page.Link{Text: "Edit", To: at(c, "edit")})
	}
	for _, step := range Machine.Next(state) {
		if step.Timed || step.Event == "set_closing" && !c.ClosesAt.IsZero() ||
			step.Event == "extend" && c.ClosesAt.IsZero() {
			continue
		}
		links = append(links, page.Link{Text: step.Label, To: at(c, forms[step.Event])})
	}
	if entered(state) {
		links = append(links, page.Link{Text: "Enter a response for somebody", To: at(c, "enter")})
	}
	if lateTaken(state) {
		links = append(links, page.Link{Text: "Accept a late response", To: at(c, "accept-late")})
	}
	return links
}
