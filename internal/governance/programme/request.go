package programme

import (
	"net/url"
	"slices"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/process"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/shelf"
	"github.com/mains-energy/mains/internal/page"
)

// The states of a change request.
const (
	crDrafted     = record.RequestDrafted
	crIssued      = "issued_to_imf"
	crOpen        = "consultation_open"
	crDiscussed   = "imf_discussed"
	crClosed      = "consultation_closed"
	crStock       = "taking_stock"
	crRecommended = "imf_recommended"
	crBaselined   = "smdg_baselined"
	crRevised     = "revised"
	crRejected    = "rejected"
)

// Who takes the steps of a change request: the forums sit outside the Code, and what they say
// is noted by the administrator.
const (
	byIMF  = "Implementation Managers Forum, noted by the code administrator"
	bySMDG = "Smart Metering Delivery Group, noted by the code administrator"
	byDCC  = "BEIS and the DCC, noted by the code administrator"
)

// RequestLife is the life of a request to change the Joint Industry Plan, read from the one
// that was printed [S]; its states are ours [D].
var RequestLife = &process.Machine{
	Name: "change_request", Title: "Change request", Start: crDrafted,
	States: []process.State{
		{Name: crDrafted, Label: "Drafted", Doc: "It is being written. The administrator sees it, and " +
			"the people of a Party that raises it."},
		{Name: crIssued, Label: "Issued",
			Doc: "It is with the Implementation Managers Forum, and everyone sees it."},
		{Name: crOpen, Label: "Out for consultation", Doc: "Parties say what they think of it."},
		{Name: crDiscussed, Label: "Discussed",
			Doc: "The forum has talked about it while the consultation is open."},
		{Name: crClosed, Label: "Consultation closed", Doc: "No response is taken any more."},
		{Name: crStock, Label: "Taking stock", Doc: "BEIS and the DCC look at what was said."},
		{Name: crRecommended, Label: "Recommended", Doc: "The forum recommends it."},
		{Name: crBaselined, Label: "Baselined", Doc: "The plan says it.", Final: true},
		{Name: crRevised, Label: "Revised", Doc: "Another request takes its place.", Final: true},
		{Name: crRejected, Label: "Rejected", Doc: "The plan stays as it is.", Final: true},
	},
	Steps: []process.Step{
		{Event: "issue", Label: "Issue it", From: []string{crDrafted}, To: crIssued,
			By: []string{by}},
		{Event: "open", Label: "Note its consultation", To: crOpen,
			From: []string{crIssued, crOpen, crDiscussed}, By: []string{by}, Doc: againWhere},
		{Event: "discuss", Label: "Note a discussion", From: []string{crOpen, crDiscussed},
			To: crDiscussed, By: []string{byIMF}},
		{Event: "consultation_ends", Label: "Its consultation closes",
			From: []string{crIssued, crOpen, crDiscussed}, To: crClosed, Timed: true},
		{Event: "take_stock", Label: "Take stock", From: []string{crClosed}, To: crStock,
			By: []string{byDCC}},
		{Event: "recommend", Label: "Note the recommendation", From: []string{crStock},
			To: crRecommended, By: []string{byIMF}},
		{Event: "baseline", Label: "Baseline the plan", From: []string{crRecommended},
			To: crBaselined, By: []string{bySMDG},
			Doc: "Only without a material objection, or with all objections resolved."},
		{Event: "revise", Label: "Note that it is revised", To: crRevised, Reason: true,
			From: []string{crIssued, crOpen, crDiscussed, crClosed, crStock, crRecommended},
			By:   []string{byIMF}},
		{Event: "reject", Label: "Note the rejection", To: crRejected, Reason: true,
			From: []string{crClosed, crStock, crRecommended}, By: []string{byIMF, bySMDG}},
	},
}

// requestState is the state of a change request at the moment of a view: where nobody has said
// it, and while its consultation is open, it follows from dates.
func requestState(v *register.View, r *record.ChangeRequest, c *record.Consultation) string {
	state := r.State
	switch {
	case r.Drafted():
		state = crDrafted
	case state == "":
		state = crIssued
	}
	if c == nil || withdrawn(c) || state != crIssued && state != crOpen && state != crDiscussed {
		return state
	}
	so := v.Moment().So
	switch {
	case !c.ClosesAt.IsZero() && !so.Before(c.ClosesAt):
		return crClosed
	case state == crIssued && c.Stage == "" && !so.Before(c.OpensAt):
		return crOpen
	}
	return state
}

type (
	request        = *record.ChangeRequest
	requestDoing   = desk.Doing[request]
	requestDeed    = desk.Deed[request]
	requestListing = desk.Listing[request]
)

func requests() shelf.Of[request] {
	bound := requestFields()
	return shelf.Of[request]{
		Listing: requestListing{Kind: "change_request", Tell: shelf.Each(tellRequest),
			Columns: []string{"id", "title", "plan", "raised_by", "issued_on", "proposed_go_live_on"},
			Dated:   true,
			Parts: func(*register.View, url.Values) []desk.Part {
				return []desk.Part{{Empty: "There is none.", Query: register.Query{Key: "title"}}}
			}},
		Adding: desk.Adding[request]{Label: "Add a change request",
			Lead: "Until it is issued the administrator sees it, and where a Party raises it, the " +
				"people of that; then everyone.",
			Fields: desk.Asked(bound), Do: desk.Taken(bound), New: func(id string) request {
				return &record.ChangeRequest{Head: record.Head{ID: id}, State: crDrafted}
			}},
		Deeds: desk.Deeds[request]{Machine: RequestLife, State: func(r request) string { return r.State },
			Now: func(v *register.View, r request) (string, error) {
				c, err := asking(v, r.Consultation)
				return requestState(v, r, c), err
			},
			Enter: func(r request, state string) { r.State = state },
			Deeds: requestDeeds(bound)},
		Show: showRequest,
	}
}

func requestFields() []desk.Bound[request] {
	return []desk.Bound[request]{
		shelf.Title(func(r request) *string { return &r.Title }),
		shelf.Area("rationale", "Why it is asked for", "",
			func(r request) *string { return &r.Rationale }),
		desk.BoundRef(page.Field{Name: "plan", Label: "Plan"}, "plan", register.Query{Key: "title"},
			func(r request) *string { return &r.Plan }),
		desk.BoundRef(page.Field{Name: "raised", Label: "Raised by"}, "organisation party",
			register.Query{}, func(r request) *string { return &r.RaisedBy }),
		desk.BoundRef(page.Field{Name: "to", Label: "Issued to"}, "body",
			register.Query{Key: "kind", Is: "transitional"},
			func(r request) *string { return &r.IssuedTo }),
		shelf.Line("revises", "What it revises", "", func(r request) *string { return &r.Revises }),
		desk.BoundRef(page.Field{Name: "replaces", Label: "In place of", Optional: true,
			Hint: "A request that was revised"}, "change_request", register.Query{Key: "title"},
			func(r request) *string { return &r.Replaces }),
		desk.BoundDay(page.Field{Name: "live", Label: "Proposed go-live", Optional: true},
			func(r request) *calendar.Date { return &r.ProposedGoLiveOn }),
	}
}

// requestDeeds are what is noted of a change request.
func requestDeeds(bound []desk.Bound[request]) []requestDeed {
	take := func(event string) requestDeed {
		return desk.Take(RequestLife, event, desk.StaffOf[request])
	}
	issue := take("issue")
	issue.Lead = "Everyone then sees what it says and changes. Of its steps that were noted before, " +
		"note again which come."
	issue.Do = func(d *requestDoing) error {
		d.Record.IssuedOn = calendar.DateOf(d.Tx.Now())
		d.Record.Steps = []record.StepOf{{On: d.Record.IssuedOn, What: "issued"}}
		return tell(d.Tx, d.Record.ID, "request_issued", d.Record.Heading()+" was issued", forums...)
	}
	open := take("open")
	asked := consultationOf(&record.ChangeRequest{},
		func(r request) *string { return &r.Consultation })
	open.Fields, open.Do = asked.Fields, asked.take
	open.Hindrance = func(v *register.View, r request) (string, error) {
		c, err := asking(v, r.Consultation)
		if err != nil || requestState(v, r, c) == crIssued {
			return "", err
		}
		return stillNoted(c), nil
	}
	decide := func(event, said string) requestDeed {
		x := take(event)
		x.Danger = true
		x.Do = func(d *requestDoing) error {
			d.Record.Decision = d.In.Text("reason")
			return tell(d.Tx, d.Record.ID, "request_"+said, d.Record.Heading()+" was "+said, forums...)
		}
		return x
	}
	return slices.Concat([]requestDeed{changing(bound), noteChange(), takeBack(), issue, open,
		noting(take("discuss"))}, objecting(), []requestDeed{take("take_stock"),
		noting(take("recommend")), baselining(take("baseline")), decide("revise", "revised"),
		decide("reject", "rejected"), noting(requestDeed{Name: "add-step", Label: "Add a step to come",
			May: desk.StaffOf[request]}), outcome()})
}

// changing is the deed that changes the details of a request: until it is decided, and which plan
// it is to change until it is issued [D].
func changing(bound []desk.Bound[request]) requestDeed {
	x := shelf.Change(bound)
	x.Hindrance = undecided
	x.Do = func(d *requestDoing) error {
		plan := d.Record.Plan
		if err := desk.Taken(bound)(d); err != nil {
			return err
		}
		switch r := d.Record; {
		case !r.Drafted() && r.Plan != plan:
			return page.Faults{{Field: "plan", Text: "It is issued for its plan: note it as revised, and " +
				"issue another"}}
		case r.Replaces == r.ID:
			return page.Faults{{Field: "replaces", Text: "It does not stand in its own place"}}
		}
		return nil
	}
	return x
}

// baselining is the deed that baselines the plan: the consultation is closed, no objection is
// open, and what the request changes is known.
func baselining(x requestDeed) requestDeed {
	x = noting(x)
	note := x.Do
	x.Danger = true
	x.Lead = "The plan then says exactly what the request says. " + x.Lead
	x.Hindrance = func(v *register.View, r request) (string, error) {
		c, err := asking(v, r.Consultation)
		if err != nil {
			return "", err
		}
		if why := stillOpen(v, c); why != "" {
			return why, nil
		}
		switch r.Objections {
		case record.ObjectionsNone, record.ObjectionsResolved:
		case record.ObjectionsOpen:
			return "There are objections that are not resolved. Note them as resolved first, or note " +
				"that the request is revised or rejected.", nil
		default:
			return "Say first, under objections, whether there are any.", nil
		}
		p, err := register.Get[*record.Plan](v, r.Plan)
		if desk.Refusal(err) == page.ErrNotFound {
			return "Its plan is not there any more.", nil
		}
		return unready(p, r), err
	}
	x.Do = func(d *requestDoing) error {
		if err := note(d); err != nil {
			return err
		}
		if err := rebaseline(d); err != nil {
			return err
		}
		return tell(d.Tx, d.Record.ID, "baselined", d.Record.Heading()+": the plan is baselined",
			forums...)
	}
	return x
}
