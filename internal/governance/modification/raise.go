package modification

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// wishes are the paths that a Proposer can ask for.
var wishes = []choice{
	{string(record.SelfGovernance), "Self-Governance"},
	{string(record.AuthorityDetermined), "Authority Determined"},
	{string(record.AuthorityLed), "Authority-Led: under a review or direction of the Authority"},
	{string(record.FastTrack), "Fast-Track: only the Panel may raise it"},
}

// draftFields ask for a proposal: the problem, not a solution [H].
func draftFields(d *record.DraftProposal, _ *hand) []page.Field {
	contact := optional(page.Field{Name: "contact", Label: "E-mail address for questions",
		Control: page.Email, Complete: "email", Hint: "Seen by those who work on it, and by SECAS"})
	return []page.Field{
		filled(text("title", "What is it called?", "", "Enter a title"), d.Title),
		filled(area("issue", "What is the problem?", "The problem alone: a solution comes later",
			"Enter what the problem is"), d.Issue),
		optional(filled(area("idea", "Is there an idea?", "It binds nobody", ""), d.Idea)),
		filled(tick("impacted", "Who is affected?", "", categoryChoices), d.Impacted...),
		optional(filled(text("document", "Which part of the Code is it about?",
			"For example, Section F", ""), d.Document)),
		optional(filled(text("clause", "Which clause?", "For example, F8.7", ""), d.Clause)),
		filled(choose("path", "Which path should it take?", wishes, "Choose a path"), string(d.Path)),
		filled(area("path_reason", "Why this path?", "", "Enter why"), d.Why),
		optional(filled(area("urgent", "Is it urgent? If so, why?",
			"Leave it empty if it is not: the Authority decides", ""), d.Urgent)),
		filled(contact, d.Contact.Text()),
	}
}

// newDraft is the form that begins a proposal.
func (s subject) newDraft(ask *page.Ask) (*page.Form, error) {
	v, err := s.Signed(ask)
	if err != nil {
		return nil, err
	}
	h, err := s.hand(ask, v)
	if err != nil {
		return nil, err
	}
	ids := h.proposesFor()
	if len(ids) == 0 {
		return nil, page.ErrForbidden
	}
	form := &page.Form{Title: "Raise a Draft Proposal", Submit: "Continue", Second: "Save draft",
		Draft: true, Crumbs: desk.Crumbs("draft_proposal"),
		Lead: "Say what the problem is. Nobody else sees it until it is submitted."}
	if len(ids) > 1 {
		var whose []choice
		for _, id := range ids {
			rec, ok, err := desk.Find(v, "party organisation body", id)
			if err != nil {
				return nil, err
			}
			if ok {
				whose = append(whose, choice{id, rec.Heading()})
			}
		}
		form.Fields = append(form.Fields,
			choose("proposer", "Who proposes it?", whose, "Choose who proposes it"))
	}
	form.Fields = append(form.Fields, draftFields(&record.DraftProposal{}, h)...)
	return form, nil
}

// beginDraft keeps a new proposal as a draft.
func (s subject) beginDraft(ask *page.Ask, in page.Input) (*page.Done, error) {
	if ask.Who == "" {
		return nil, page.ErrSignIn
	}
	h, err := s.hand(ask, s.Now(ask.Context))
	if err != nil {
		return nil, err
	}
	ids := h.proposesFor()
	whose := in.Text("proposer")
	if len(ids) == 1 {
		whose = ids[0]
	}
	var done page.Done
	act := register.Act{Behalf: whose, Verb: "begin a proposal"}
	err = s.Act(ask, act, func(tx *register.Tx) error {
		h, err := handIn(tx)
		if err != nil {
			return err
		}
		if len(h.proposesFor()) == 0 {
			return page.ErrForbidden
		}
		if !slices.Contains(h.proposesFor(), whose) {
			return page.Faults{{Field: "proposer", Text: "Choose who proposes it"}}
		}
		id, err := tx.NewID("draft")
		if err != nil {
			return err
		}
		proposed, _, err := desk.Find(tx.View, "party organisation body", whose)
		if err != nil {
			return err
		}
		d := &record.DraftProposal{Head: record.Head{ID: id, Demo: isDemo(proposed)},
			State: draftOpen, Proposer: whose}
		if err := editDraft(tx, d, h, in); err != nil {
			return err
		}
		if done = afterEdit(d, h); in.Second {
			done = backToDraft("The draft is saved.")(d, h)
		}
		return tx.Put(d)
	})
	if err != nil {
		return nil, err
	}
	return &done, nil
}

// isDemo reports whether a Proposer is one of the demo: so is what it proposes.
func isDemo(rec record.Titled) bool {
	switch r := rec.(type) {
	case *record.Party:
		return r.Demo
	case *record.Organisation:
		return r.Demo
	}
	return false
}

// editDraft writes what was typed.
func editDraft(_ *register.Tx, d *record.DraftProposal, h *hand, in page.Input) error {
	d.Title, d.Issue, d.Idea = in.Text("title"), in.Text("issue"), in.Text("idea")
	d.Impacted, d.Document, d.Clause = in.All("impacted"), in.Text("document"), in.Text("clause")
	d.Path, d.Why, d.Urgent = record.Path(in.Text("path")), in.Text("path_reason"), in.Text("urgent")
	if contact := in.Text("contact"); contact != d.Contact.Text() {
		d.Contact = register.NewSecret(contact)
	}
	d.Visible = draftLabel(d, h)
	return nil
}

// answers are what was answered, to be checked.
func answers(v *register.View, d *record.DraftProposal) ([]page.Block, error) {
	rows, err := desk.Facts(v, d, "state", "submitted_at", "modification")
	if err != nil {
		return nil, err
	}
	rows = append([]page.Row{page.Fact("Title", page.T(d.Heading()))}, rows...)
	if d.State == draftOpen || d.State == draftReturned {
		for i := range rows {
			if rows[i].Term != "Proposer" {
				rows[i].Change = desk.AddressOf(d) + "/edit"
			}
		}
	}
	return []page.Block{page.Summary{Rows: rows}}, nil
}

// submitDraft hands a proposal to the code administrator, complete.
func submitDraft(tx *register.Tx, d *record.DraftProposal, h *hand, _ page.Input) error {
	var lacks []string
	for _, f := range []struct{ value, what string }{
		{d.Title, "a title"}, {d.Issue, "what the problem is"},
		{strings.Join(d.Impacted, ""), "who is affected"}, {string(d.Path), "a path"},
		{d.Why, "why that path"},
	} {
		if f.value == "" {
			lacks = append(lacks, f.what)
		}
	}
	switch {
	case len(lacks) > 0:
		return page.Faults{{Text: "It is not complete: it lacks " + strings.Join(lacks, ", ") +
			". Change it, and submit it then."}}
	case d.Path == record.FastTrack && d.Proposer != panelID:
		return page.Faults{{Text: "Only the Panel may raise a Fast-Track change. Choose another path; " +
			"the Change Sub-Committee may recommend Fast-Track later."}}
	case d.Path == record.AuthorityLed && d.Proposer != authorityID && !h.dcc:
		return page.Faults{{Text: "Authority-Led is for the Authority, and for the DCC under its " +
			"direction. Choose another path."}}
	}
	d.SubmittedAt = tx.Now()
	d.Visible = draftLabel(d, h)
	return nil
}

// raise makes a Draft Proposal with the next number.
func raise(tx *register.Tx, d *record.DraftProposal, h *hand, _ page.Input) error {
	number, err := nextNumber(tx.View)
	if err != nil {
		return err
	}
	m := &record.Modification{Head: record.Head{ID: number.String(), Demo: d.Demo},
		Title: d.Title, Issue: d.Issue, Idea: d.Idea, Stage: development, StageSince: tx.Now(),
		NewSinceLast: true, RaisedOn: calendar.DateOf(tx.Now()), Proposer: d.Proposer,
		Impacted: d.Impacted, Analyst: h.Person}
	if d.Demo {
		m.Basis = record.DemoFact
	}
	if d.Document != "" {
		m.Clauses = []record.Clause{{Document: d.Document, Clause: d.Clause}}
	}
	if d.Path == record.FastTrack {
		m.Path, m.PathReason = d.Path, d.Why
	}
	if d.Urgent != "" {
		m.Urgency = urgencyAsked
		m.Decisions = append(m.Decisions, record.Decision{At: tx.Now(), Kind: urgency, By: d.Proposer,
			Outcome: "refer", Reason: d.Urgent})
	}
	d.Modification = m.ID
	return tx.Put(m)
}

// nextNumber is the number after the highest that everybody may see.
func nextNumber(v *register.View) (record.Number, error) {
	found, err := register.Find[*record.Modification](v.As(policy.Public()),
		register.Query{Key: "number", Desc: true, Limit: 1})
	if err != nil {
		return record.Number{}, err
	}
	next := 1
	if len(found.Records) == 1 {
		last, _ := record.ParseNumber(found.Records[0].ID) // the key is made of it
		next = last.N + 1
	}
	number := record.DraftNumber(next)
	_, err = register.Get[*record.Modification](v, number.String())
	if !errors.Is(err, register.ErrNotFound) {
		return number, errors.Join(fmt.Errorf("modification: the number %s is taken", number), err)
	}
	return number, nil
}
