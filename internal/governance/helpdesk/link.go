package helpdesk

import (
	"errors"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

const linkPattern = "/helpdesk/ticket/{id}/{token}"

// linkRoutes are the page of a ticket for whoever has its link, and what they can do there.
func (s subject) linkRoutes() []page.Route {
	return []page.Route{
		{Pattern: linkPattern, View: s.linked},
		{Pattern: linkPattern + "/write", Form: s.linkForm(writeForm),
			Submit: s.submitLink("add to a question", (*writing).write)},
		{Pattern: linkPattern + "/rate", Form: s.linkForm(rateForm),
			Submit: s.submitLink("say how satisfied they are", (*writing).rate)},
	}
}

// linkOf is the address of a ticket for whoever is not in the register.
func linkOf(t *record.Ticket) page.Address {
	return page.Address(t.Link())
}

// tokened is the ticket with an id, for whoever has its token: [page.ErrNotFound] for everybody
// else, whether there is one or not.
func tokened(v *register.View, id, token string) (*record.Ticket, error) {
	t, err := register.Get[*record.Ticket](v.As(policy.System()), "ticket-"+id)
	if err != nil && !errors.Is(err, register.ErrNotFound) {
		return nil, err
	}
	if err != nil || !record.Opens(t.Token, token) {
		return nil, page.ErrNotFound
	}
	return t, nil
}

// linked is the page of a ticket by its link. Its reader sees of the register what everybody does.
func (s subject) linked(ask *page.Ask) (*page.View, error) {
	v, err := s.View(ask)
	if err != nil {
		return nil, err
	}
	t, err := tokened(v, ask.Path["id"], ask.Path["token"])
	if err != nil {
		return nil, err
	}
	everything, err := entriesOf(v.As(policy.System()), t.ID)
	if err != nil {
		return nil, err
	}
	var entries []*record.TicketEntry
	for _, e := range everything {
		if e.Kind != record.EntryNote {
			entries = append(entries, e)
		}
	}
	if t.Person != "" { // who signs in: the token is for their mail alone
		return nil, page.ErrNotFound
	}
	view, err := s.show(v.As(policy.Public()), t, entries)
	if err != nil {
		return nil, err
	}
	view.Crumbs = crumbs()
	view.Blocks = append([]page.Block{page.Notice{Words: page.Say("Whoever has the address of this " +
		"page can read it and write here: pass it on to nobody who should not.")}}, view.Blocks...)
	so := v.Moment().So
	if t.StateAt(so) != record.TicketClosed {
		view.Actions = append(view.Actions, page.Link{Text: writeLabel(t), To: linkOf(t) + "/write"})
	} else {
		view.Actions = append(view.Actions, page.Link{Text: "Ask a new question", To: askAddress})
	}
	if rateable(t, so) {
		view.Actions = append(view.Actions, page.Link{Text: "Say how satisfied you are",
			To: linkOf(t) + "/rate"})
	}
	return view, nil
}

// linkForm is a form of whoever has the link.
func (s subject) linkForm(
	of func(t *record.Ticket, v *register.View) *page.Form,
) func(*page.Ask) (*page.Form, error) {
	return func(ask *page.Ask) (*page.Form, error) {
		v, err := s.View(ask)
		if err != nil {
			return nil, err
		}
		t, err := tokened(v, ask.Path["id"], ask.Path["token"])
		if err != nil {
			return nil, err
		}
		form := of(t, v)
		form.Kicker = t.Heading()
		form.Crumbs = crumbs(page.Link{Text: t.Heading(), To: linkOf(t)})
		return form, nil
	}
}

// submitLink does what a form of whoever has the link asks for.
func (s subject) submitLink(
	verb string, do func(*writing) error,
) func(*page.Ask, page.Input) (*page.Done, error) {
	return func(ask *page.Ask, in page.Input) (*page.Done, error) {
		var to page.Address
		_, err := s.Register.Act(ask.Context, register.Act{Who: visitor, Verb: verb},
			func(tx *register.Tx) error {
				t, err := tokened(tx.View, ask.Path["id"], ask.Path["token"])
				if err != nil {
					return err
				}
				to = linkOf(t)
				w := &writing{tx: tx, t: t, in: in, channel: "web_form"}
				if err := do(w); err != nil {
					return err
				}
				return tx.Put(t)
			})
		if err != nil {
			return nil, desk.Refusal(err)
		}
		return &page.Done{To: to, Notice: "It is with the helpdesk."}, nil
	}
}
