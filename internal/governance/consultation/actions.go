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
		text := "Respond"
		switch {
		case draft != nil:
			text = "Resume the draft of your Party"
		case mine != nil && mine.Status == record.Submitted:
			text = "Change the response of your Party"
		}
		links = append(links, page.Link{Text: text, To: forParty(c, party, "respond")},
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
