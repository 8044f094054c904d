package modification

import (
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// draftRoutes are the addresses of proposals that are being prepared.
func (s subject) draftRoutes() []page.Route {
	routes := []page.Route{
		{Pattern: "/draft-proposals", View: s.drafts},
		{Pattern: "/draft-proposals/new", Form: s.newDraft, Submit: s.beginDraft},
		{Pattern: draftPattern, View: s.draft, Examples: s.Examples("draft_proposal")},
	}
	for _, f := range draftForms {
		routes = append(routes, s.draftRoute(f))
	}
	return routes
}

// drafts are the proposals in preparation that the reader may see.
func (s subject) drafts(ask *page.Ask) (*page.View, error) {
	v, err := s.View(ask)
	if err != nil {
		return nil, err
	}
	found, err := register.Find[*record.DraftProposal](v, register.Query{Limit: desk.PageSize,
		After: ask.Query.Get("after")})
	if err != nil {
		return nil, desk.Refusal(err)
	}
	drafts, err := desk.Discern(v, found.Records)
	if err != nil {
		return nil, err
	}
	list := page.Items{Empty: "There is none that you may see."}
	view := &page.View{Title: "Draft Proposals in preparation", Crumbs: []page.Link{desk.Home()},
		Lead: "What you and those you act for prepare. What was raised is public, and is a Modification.",
		Data: map[string]any{"draft_proposals": drafts},
		List: &page.List{Title: "Draft Proposals in preparation",
			Columns: []string{"id", "title", "state", "proposer"}}}
	for _, d := range drafts {
		state, _ := DraftMachine.State(d.State)
		item := page.Item{Head: page.Words{desk.Link(d)}, Tag: &page.Tag{Text: state.Label}}
		if due, ok := reviewOf(v, d); ok {
			item.Body = append(item.Body, due.words(v))
		}
		list.Items = append(list.Items, item)
		view.List.Entries = append(view.List.Entries, page.Entry{ID: d.ID, Title: d.Heading(),
			Summary: state.Label, To: desk.AddressOf(d),
			Cells: []string{d.ID, d.Heading(), d.State, d.Proposer}})
	}
	view.Blocks = []page.Block{list}
	desk.Paged(view, "/draft-proposals", ask.Query, found.Next)
	if !ask.Moment.AsAt && ask.Who != "" {
		view.Actions, err = s.draftActions(ask)
	}
	return view, err
}

// draftActions is the way to a new proposal, for who may make one.
func (s subject) draftActions(ask *page.Ask) ([]page.Link, error) {
	h, err := s.hand(ask, s.Now(ask.Context))
	if err != nil || len(h.proposesFor()) == 0 {
		return nil, err
	}
	return []page.Link{{Text: "Raise a Draft Proposal", To: "/draft-proposals/new"},
		{Text: "Draft Proposals in preparation", To: "/draft-proposals"}}, nil
}

// review is when the comments of the code administrator are due.
type review struct{ calendar.Deadline }

// reviewOf is when the comments on a proposal are due; ok is false where none are awaited.
func reviewOf(v *register.View, d *record.DraftProposal) (r review, ok bool) {
	if d.State != draftSubmitted {
		return r, false
	}
	due, ok := counted(spanOf(criticalFriend), calendar.DateOf(d.SubmittedAt), desk.Calendar(v))
	return review{due}, ok
}

// words say when comments are due.
func (r review) words(v *register.View) page.Words {
	words := page.Words{page.T("Comments of SECAS are due by "), desk.At(r.By)}
	if !r.InTime(v.Moment().So) {
		words = append(words, page.T(": "), page.Tag{Text: "late", Tone: page.Alert})
	}
	return words
}

// draft is the page of a proposal in preparation.
func (s subject) draft(ask *page.Ask) (*page.View, error) {
	v, err := s.View(ask)
	if err != nil {
		return nil, err
	}
	d, err := register.Get[*record.DraftProposal](v, ask.Path["id"])
	if err != nil {
		return nil, desk.Refusal(err)
	}
	state, _ := DraftMachine.State(d.State)
	rows, err := desk.Facts(v, d, "state")
	if err != nil {
		return nil, err
	}
	view := &page.View{Title: d.Heading(), Kicker: "Draft Proposal in preparation", Data: d,
		Tag: &page.Tag{Text: state.Label}, Lead: state.Doc, Crumbs: desk.Crumbs("draft_proposal")}
	if due, ok := reviewOf(v, d); ok {
		rows = append(rows, page.Row{Term: "Review", Values: []page.Words{due.words(v),
			page.Say(due.Working.String())}})
	}
	view.Blocks = []page.Block{page.Summary{Rows: rows}}
	if len(d.Comments) > 0 {
		comments := page.Timeline{}
		for _, c := range d.Comments {
			comments.Events = append(comments.Events, page.TimelineEvent{When: page.Words{desk.At(c.At)},
				What: page.Say("Comments of SECAS"), Detail: []page.Words{page.Say(c.Text)}})
		}
		view.Blocks = append(view.Blocks,
			page.Section{Title: "Critical Friend review", Blocks: []page.Block{comments}})
	}
	view.Blocks = append(view.Blocks, page.Figure{Caption: "The way to a Draft Proposal",
		SVG: DraftMachine.SVG("draft-"+d.ID, d.State, nil)})
	if ask.Moment.AsAt || ask.Who == "" {
		return view, desk.Dated(v, d, view)
	}
	h, err := s.hand(ask, v)
	if err != nil {
		return nil, err
	}
	for _, f := range draftForms {
		if _, why := f.stands(d); why == "" && f.may(h, d) {
			view.Actions = append(view.Actions, page.Link{Text: f.title,
				To: desk.AddressOf(d) + page.Address(f.path)})
		}
	}
	return view, desk.Dated(v, d, view)
}
