package modification

import (
	"errors"
	"slices"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/process"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// The states of what is prepared to become a Draft Proposal.
const (
	draftOpen      = "draft"
	draftSubmitted = "submitted"
	draftReturned  = "returned"
	draftRaised    = "raised"
	draftDiscarded = "discarded"
)

// DraftMachine is the life of a proposal before it has a number: the pre-submission of
// [Machine]. The review as a critical friend [H].
var DraftMachine = &process.Machine{
	Name: "draft_proposal", Title: "The way to a Draft Proposal", Clause: "SEC D", Start: draftOpen,
	States: []process.State{
		{Name: draftOpen, Label: "Draft", Doc: "The Proposer writes it; nobody else sees it."},
		{Name: draftSubmitted, Label: "With SECAS", Doc: "SECAS reviews it as a critical friend."},
		{Name: draftRaised, Label: "Raised", Doc: "It is a Draft Proposal with a number.", Final: true},
		{Name: draftReturned, Label: "Returned with comments",
			Doc: "The Proposer may change it, and submit it again."},
		{Name: draftDiscarded, Label: "Discarded", Doc: "The Proposer has given it up.", Final: true},
	},
	Steps: []process.Step{
		{Event: "submit", Label: "Submit", From: []string{draftOpen, draftReturned},
			To: draftSubmitted, By: []string{proposer}, Doc: "By somebody who binds the Proposer."},
		{Event: "raise", Label: "Raise", From: []string{draftSubmitted, draftReturned},
			To: draftRaised, By: []string{secas}, Doc: "It gets the next number."},
		{Event: "comment", Label: "Return with comments", From: []string{draftSubmitted},
			To: draftReturned, By: []string{secas}, Doc: "Within five Working Days."},
		{Event: "discard", Label: "Discard", From: []string{draftOpen, draftReturned},
			To: draftDiscarded, By: []string{proposer}, Doc: "It is not raised."},
	},
}

// proposesFor are those in whose name somebody may prepare a proposal [M]: their Party or
// consumer body, the Panel, the Authority.
func (h *hand) proposesFor() (ids []string) {
	if h.consumer || len(h.Parties) > 0 {
		ids = append(ids, h.worksFor)
	}
	for _, id := range []string{panelID, authorityID} {
		if h.speaksFor(id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// submitsFor reports whether what the person submits is submitted by a Proposer: for a Party
// that takes a signatory.
func (h *hand) submitsFor(id string) bool {
	return h.binds() && h.worksFor == id || h.speaksFor(id)
}

// draftLabel is who may see a proposal that is being prepared: whoever works on it for the
// Proposer; and the administrator, of a Party's once it has been submitted.
func draftLabel(d *record.DraftProposal, h *hand) policy.Label {
	switch {
	case d.Proposer == panelID:
		return policy.Label{Mark: policy.Amber, Scope: panelID}
	case slices.Contains(h.Parties, d.Proposer) && d.State == draftOpen:
		return policy.Label{Mark: policy.Party, Scope: d.Proposer}
	case slices.Contains(h.Parties, d.Proposer):
		return policy.Label{Mark: policy.Response, Scope: d.Proposer}
	}
	return policy.Label{Mark: policy.Personal, Scope: h.Person}
}

// draftForm is a form about a proposal that is being prepared.
type draftForm struct {
	path   string
	title  string
	submit string
	second string // saves what is unfinished
	lead   string
	event  string // of DraftMachine; empty: an edit
	may    func(*hand, *record.DraftProposal) bool
	fields func(*record.DraftProposal, *hand) []page.Field
	before func(*register.View, *record.DraftProposal) ([]page.Block, error)
	// do changes the proposal, which is put afterwards.
	do func(*register.Tx, *record.DraftProposal, *hand, page.Input) error
	to func(*record.DraftProposal, *hand) page.Done
}

// works reports whether somebody works on a proposal.
func works(h *hand, d *record.DraftProposal) bool {
	return slices.Contains(h.proposesFor(), d.Proposer)
}

func submits(h *hand, d *record.DraftProposal) bool { return h.submitsFor(d.Proposer) }

func administers(h *hand, _ *record.DraftProposal) bool { return h.Staff }

// draftForms are all of them.
var draftForms = []draftForm{
	{path: "/edit", title: "Your proposal", submit: "Continue", second: "Save draft", may: works,
		fields: draftFields, do: editDraft, to: afterEdit},
	{path: "/submit", title: "Check your answers, and submit", submit: "Submit to SECAS",
		event: "submit", may: submits, before: answers, do: submitDraft,
		lead: "SECAS reviews it as a critical friend, and returns comments within five Working Days.",
		to: func(d *record.DraftProposal, _ *hand) page.Done {
			return page.Done{To: desk.AddressOf(d), Notice: "Your proposal is with SECAS. Reference " + d.ID}
		}},
	{path: "/comment", title: "Return with comments", submit: "Return with comments",
		event: "comment", may: administers, lead: "The Proposer may change it and submit it again.",
		fields: func(*record.DraftProposal, *hand) []page.Field {
			return []page.Field{area("comments", "What would make it better?",
				"Clear words, a problem and not a solution, who is affected", "Enter your comments")}
		},
		do: func(tx *register.Tx, d *record.DraftProposal, _ *hand, in page.Input) error {
			d.Comments = append(d.Comments, record.Comment{At: tx.Now(), Text: in.Text("comments")})
			return nil
		},
		to: backToDraft("Your comments are with the Proposer.")},
	{path: "/raise", title: "Raise as a Draft Proposal", submit: "Raise", event: "raise",
		may: administers, before: answers, do: raise,
		lead: "It gets the next number and is public from then on.",
		to: func(d *record.DraftProposal, _ *hand) page.Done {
			return page.Done{To: desk.Address("modification", d.Modification),
				Notice: "Raised as " + d.Modification + "."}
		}},
	{path: "/discard", title: "Discard", submit: "Discard", event: "discard", may: submits,
		to: backToDraft("The proposal is discarded.")},
}

func backToDraft(notice string) func(*record.DraftProposal, *hand) page.Done {
	return func(d *record.DraftProposal, _ *hand) page.Done {
		return page.Done{To: desk.AddressOf(d), Notice: notice}
	}
}

// afterEdit leads on to submitting, where that is for the person to do.
func afterEdit(d *record.DraftProposal, h *hand) page.Done {
	if h.submitsFor(d.Proposer) {
		return page.Done{To: desk.AddressOf(d) + "/submit"}
	}
	return page.Done{To: desk.AddressOf(d),
		Notice: "It is saved. A signatory of the Proposer submits it."}
}

// stands says why a form about a proposal is not possible in its state; empty where it is.
func (f draftForm) stands(d *record.DraftProposal) (process.Step, string) {
	if f.event == "" {
		if d.State == draftOpen || d.State == draftReturned {
			return process.Step{To: d.State}, ""
		}
		state, _ := DraftMachine.State(d.State)
		return process.Step{}, "It cannot be changed now. " + state.Label + ": " + desk.Lower(state.Doc)
	}
	step, err := DraftMachine.Take(d.State, f.event)
	var refusal *process.Refusal
	if errors.As(err, &refusal) {
		state, _ := DraftMachine.State(d.State)
		return step, "This is not possible now. " + state.Label + ": " + desk.Lower(state.Doc)
	}
	return step, ""
}

// draftRoute is the address of a form about a proposal.
func (s subject) draftRoute(f draftForm) page.Route {
	return page.Route{Pattern: draftPattern + f.path,
		Form:   func(ask *page.Ask) (*page.Form, error) { return s.draftForm(ask, f) },
		Submit: func(ask *page.Ask, in page.Input) (*page.Done, error) { return s.work(ask, in, f) }}
}

// draftForm is a form about a proposal as it is shown.
func (s subject) draftForm(ask *page.Ask, f draftForm) (*page.Form, error) {
	v, err := s.Signed(ask)
	if err != nil {
		return nil, err
	}
	d, meta, err := register.GetMeta[*record.DraftProposal](v, ask.Path["id"])
	if err != nil {
		return nil, desk.Refusal(err)
	}
	h, err := s.hand(ask, v)
	if err != nil {
		return nil, err
	}
	if !f.may(h, d) {
		return nil, page.ErrForbidden
	}
	form := &page.Form{Title: f.title, Kicker: d.Heading(), Lead: f.lead, Submit: f.submit,
		Second: f.second, Draft: f.second != "", Version: meta.Version,
		Danger: f.event == "discard" || f.event == "raise",
		Crumbs: append(desk.Crumbs("draft_proposal"), desk.Link(d))}
	if f.fields != nil {
		form.Fields = f.fields(d, h)
	}
	if f.before != nil {
		if form.Before, err = f.before(v, d); err != nil {
			return nil, err
		}
	}
	if _, why := f.stands(d); why != "" {
		form.Faults = page.Faults{{Text: why}}
	}
	return form, nil
}

// work does what a form about a proposal asks for.
func (s subject) work(ask *page.Ask, in page.Input, f draftForm) (*page.Done, error) {
	if ask.Who == "" {
		return nil, page.ErrSignIn
	}
	id, done := ask.Path["id"], page.Done{}
	now, err := s.View(ask)
	if err != nil {
		return nil, err
	}
	d, err := register.Get[*record.DraftProposal](now, id)
	if err != nil {
		return nil, desk.Refusal(err)
	}
	behalf := d.Proposer
	if f.event == "comment" || f.event == "raise" {
		behalf = administratorID
	}
	act := register.Act{Behalf: behalf, Verb: desk.Lower(f.submit)}
	err = s.Act(ask, act, func(tx *register.Tx) error {
		d, err := register.Get[*record.DraftProposal](tx.View, id)
		if err != nil {
			return err
		}
		h, err := handIn(tx)
		if err != nil {
			return err
		}
		if !f.may(h, d) {
			return page.ErrForbidden
		}
		if err := tx.Unchanged("draft_proposal", id, in.Version); err != nil {
			return err
		}
		step, why := f.stands(d)
		if why != "" {
			return page.Faults{{Text: why}}
		}
		d.State = step.To
		if f.do != nil {
			if err := f.do(tx, d, h, in); err != nil {
				return err
			}
		}
		if in.Second {
			done = backToDraft("The draft is saved.")(d, h)
		} else {
			done = f.to(d, h)
		}
		return tx.Put(d)
	})
	if err != nil {
		return nil, err
	}
	return &done, nil
}
