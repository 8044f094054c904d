package programme

import (
	"net/url"
	"strconv"

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
	crDrafted     = "drafted"
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
		{Name: crDrafted, Label: "Drafted", Doc: "It is being written."},
		{Name: crIssued, Label: "Issued", Doc: "It is with the Implementation Managers Forum."},
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
		{Event: "open", Label: "Note its consultation", From: []string{crIssued}, To: crOpen,
			By: []string{by}},
		{Event: "discuss", Label: "Note a discussion", From: []string{crOpen}, To: crDiscussed,
			By: []string{byIMF}},
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
	case state == "" && r.IssuedOn.IsZero():
		state = crDrafted
	case state == "":
		state = crIssued
	}
	if c == nil || state != crIssued && state != crOpen && state != crDiscussed {
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
			Parts: func(*register.View, url.Values) []desk.Part {
				return []desk.Part{{Empty: "There is none.", Query: register.Query{Key: "title"}}}
			}},
		Adding: desk.Adding[request]{Label: "Add a change request", Fields: desk.Asked(bound),
			Do: desk.Taken(bound), New: func(id string) request {
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
		desk.BoundRef(page.Field{Name: "plan", Label: "Plan"}, "plan", register.Query{Key: "title"},
			func(r request) *string { return &r.Plan }),
		desk.BoundRef(page.Field{Name: "raised", Label: "Raised by"}, "organisation", register.Query{},
			func(r request) *string { return &r.RaisedBy }),
		desk.BoundRef(page.Field{Name: "to", Label: "Issued to"}, "body",
			register.Query{Key: "kind", Is: "transitional"},
			func(r request) *string { return &r.IssuedTo }),
		shelf.Line("revises", "What it revises", "", func(r request) *string { return &r.Revises }),
		{Fields: func(_ *register.View, r request) ([]page.Field, error) {
			f := page.Field{Name: "new", Label: "New milestones", Control: page.Number, Limit: 3,
				Optional: true}
			if r.NewMilestones > 0 {
				f.Values = []string{strconv.Itoa(r.NewMilestones)}
			}
			return []page.Field{f}, nil
		}, Set: func(r request, in page.Input) (err error) {
			r.NewMilestones = 0
			if text := in.Text("new"); text != "" {
				if r.NewMilestones, err = strconv.Atoi(text); err != nil || r.NewMilestones < 0 {
					return page.Faults{{Field: "new", Text: "Enter how many milestones are new"}}
				}
			}
			return nil
		}},
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
	issue.Do = func(d *requestDoing) error {
		d.Record.IssuedOn = calendar.DateOf(d.Tx.Now())
		d.Record.Steps = append(d.Record.Steps, record.StepOf{On: d.Record.IssuedOn, What: "issued"})
		return nil
	}
	open := take("open")
	asked := []desk.Bound[request]{desk.BoundRef(page.Field{Name: "consultation",
		Label: "Consultation"}, "consultation", register.Query{Key: "type", Is: "jip_change_request"},
		func(r request) *string { return &r.Consultation })}
	open.Fields, open.Do = desk.Asked(asked), desk.Taken(asked)
	discuss := noting(take("discuss"))
	recommend := noting(take("recommend"))
	baseline := noting(take("baseline"))
	note := baseline.Do
	baseline.Danger = true
	baseline.Hindrance = func(_ *register.View, r request) (string, error) {
		switch r.Objections {
		case record.ObjectionsNone, record.ObjectionsResolved:
			return "", nil
		case record.ObjectionsOpen:
			return "There are objections that are not resolved. Note them as resolved first, or note " +
				"that the request is revised or rejected.", nil
		}
		return "Say first, under objections, whether there are any.", nil
	}
	baseline.Do = func(d *requestDoing) error {
		if err := note(d); err != nil {
			return err
		}
		return rebaseline(d.Tx, d.Record.Plan)
	}
	decide := func(event string) requestDeed {
		x := take(event)
		x.Danger = true
		x.Do = func(d *requestDoing) error { d.Record.Decision = d.In.Text("reason"); return nil }
		return x
	}
	objections := []desk.Bound[request]{desk.BoundText(page.Field{Name: "objections",
		Label: "Objections", Control: page.Choice, Options: shelf.Options(
			record.ObjectionsNone, "No material objection", record.ObjectionsResolved,
			"Objections, and all of them are resolved", record.ObjectionsOpen,
			"Objections that are not resolved")}, func(r request) *string { return &r.Objections })}
	return []requestDeed{shelf.Change(bound), issue, open, discuss,
		{Name: "objections", Label: "Note objections", May: desk.StaffOf[request],
			Fields: desk.Asked(objections), Do: desk.Taken(objections)},
		take("take_stock"), recommend, baseline, decide("revise"), decide("reject"),
		noting(requestDeed{Name: "add-step", Label: "Add a step to come",
			May: desk.StaffOf[request]})}
}

// noting asks for a step of a change request, and notes it.
func noting(x requestDeed) requestDeed {
	x.Fields = func(v *register.View, _ request) ([]page.Field, error) {
		meeting, err := forumMeetings(v)
		on := desk.DayField("on", "Day", calendar.DateOf(v.Moment().So))
		on.Optional, on.Hint = true, "Empty: only its month, or what it comes after, is known"
		return []page.Field{on,
			{Name: "month", Label: "Month", Control: page.Line, Optional: true, Limit: len("2022-02"),
				Hint: "Such as 2022-02, where the day is not known"},
			{Name: "what", Label: "What happened, or is to", Control: page.Line}, meeting,
			{Name: "condition", Label: "On which condition", Control: page.Line, Optional: true}}, err
	}
	x.Do = func(d *requestDoing) error {
		s := record.StepOf{What: d.In.Text("what"), Meeting: d.In.Text("meeting"),
			Condition: d.In.Text("condition")}
		var err error
		if s.On, err = desk.DayOf(d.In, "on"); err != nil {
			return err
		}
		if s.On.IsZero() {
			if err := s.Month.UnmarshalText([]byte(d.In.Text("month"))); err != nil || s.Month == "" {
				return page.Faults{{Field: "month", Text: "Enter a day, or a month such as 2022-02"}}
			}
		}
		d.Record.Steps = append(d.Record.Steps, s)
		return nil
	}
	return x
}

// forumMeetings asks at which meeting of a forum something was said.
func forumMeetings(v *register.View) (page.Field, error) {
	f := page.Field{Name: "meeting", Label: "At which meeting?", Control: page.Select, Optional: true}
	found, err := register.Find[*record.Meeting](v, register.Query{Key: "body",
		Among: []string{"imf", "smdg"}, Desc: true, Limit: desk.PageSize})
	for _, m := range found.Records {
		when := m.HeldOn.Long()
		if when == "" {
			when = m.HeldMonth.Long()
		}
		f.Options = append(f.Options, page.Option{Value: m.ID, Label: m.Heading() + ", " + when})
	}
	return f, err
}
