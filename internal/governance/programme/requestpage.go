package programme

import (
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/shelf"
	"github.com/mains-energy/mains/internal/page"
)

// requestRow is a change request as programs read it on its page.
type requestRow struct {
	*record.ChangeRequest
	State    string                   `json:"state_now"`
	Proposed []record.MilestoneChange `json:"proposed,omitempty"`
}

func tellRequest(_ *register.View, r request) desk.Told {
	body := []page.Words{{page.T("Issued on "), desk.OnOrUnknown(r.IssuedOn)}}
	if r.Drafted() {
		body[0] = page.Say("Drafted, and not issued yet")
	}
	if !r.ProposedGoLiveOn.IsZero() {
		body = append(body, page.Words{page.T("Proposes to go live on "), desk.On(r.ProposedGoLiveOn)})
	}
	return desk.Told{Data: r, Item: page.Item{Head: page.Words{desk.Link(r)}, Body: body},
		Entry: page.Entry{ID: r.ID, Title: r.Title, Summary: desk.Text(body[0]) + ".",
			To: desk.AddressOf(r), Day: r.IssuedOn.String(), Cells: []string{r.ID, r.Title, r.Plan,
				r.RaisedBy, r.IssuedOn.String(), r.ProposedGoLiveOn.String()}}}
}

// requestAnswer says where a change request stands.
func requestAnswer(state string, c *record.Consultation) string {
	switch state {
	case crIssued, crOpen, crDiscussed:
		switch {
		case withdrawn(c):
			return isWithdrawn
		case state == crIssued:
		case c != nil && !c.ClosesAt.IsZero():
			return "Out for consultation until " + calendar.Moment(c.ClosesAt)
		default:
			return "Out for consultation"
		}
	case crClosed:
		if c != nil && c.Outcome == nil {
			return "The consultation has closed; what comes of it is not known"
		}
	}
	s, _ := RequestLife.State(state)
	return s.Label + ": " + desk.Lower(s.Doc)
}

// showRequest is the page of a change request.
func showRequest(l *shelf.Look[request]) error {
	r := l.Rec
	c, err := asking(l.V, r.Consultation)
	if err != nil {
		return err
	}
	state := requestState(l.V, r, c)
	tag := shelf.StateTag(RequestLife, state, crBaselined)
	l.Title, l.Tag = requestAnswer(state, c), &tag
	var rows []page.Row
	if r.Decision != "" {
		rows = append(rows, page.Fact("Why", page.T(r.Decision)))
	}
	if !r.ProposedGoLiveOn.IsZero() {
		rows = append(rows, page.Fact("Proposed go-live", desk.On(r.ProposedGoLiveOn)))
	}
	said, err := consulted(l.V, c)
	if err != nil {
		return err
	}
	rows = append(rows, said...)
	rows = append(rows, objectionRow(r))
	p, err := planOf(l.V, r)
	if err != nil {
		return err
	}
	changes := changesOf(p, r)
	l.Data = requestRow{r, state, changes}
	if err := l.Facts(rows, "consultation", "steps", "state", "objections", "objections_raised",
		"decision", "proposed_go_live_on", "changes"); err != nil {
		return err
	}
	steps, err := steps(l, c)
	if err != nil {
		return err
	}
	l.Section("Steps", steps)
	l.Section("What changes in the plan", changeTable(p, changes))
	switch {
	case state == crBaselined:
		made, err := register.All[*record.Baseline](l.V, register.Query{Key: "request", Is: r.ID})
		if err != nil {
			return err
		}
		for _, b := range made {
			l.Section("What came of it", page.Para{Words: page.Words{page.T("The plan was baselined: "),
				desk.Link(b), page.T("; "), page.Link{Text: "beside the others",
					To: desk.Address("plan", r.Plan) + "/baselines"}}})
		}
	case p.ID != "":
		l.Section("The plan as it would be", chart(p, changes, calendar.DateOf(l.So)))
	}
	l.Blocks = append(l.Blocks, page.Details{Summary: "How a change request is decided",
		Blocks: []page.Block{desk.Picture(RequestLife, state, "request")}})
	return nil
}

// steps are the steps of a change request as it tells them, with the meetings they are for.
func steps(l *shelf.Look[request], c *record.Consultation) (page.Block, error) {
	var t page.Timeline
	r := l.Rec
	meetings, err := meetingsOf(l.V, r)
	if err != nil {
		return nil, err
	}
	for _, s := range r.Steps {
		e := page.TimelineEvent{What: page.Say(desk.Upper(s.What))}
		e.When, e.Ahead = stepWhen(&s, l.So, c)
		if m := meetings[s.Meeting]; m != nil {
			e.Detail = append(e.Detail, page.Words{desk.Link(m)})
		}
		if s.Outcome != "" {
			e.Detail = append(e.Detail, page.Words{page.T("Outcome: "), page.Strong(s.Outcome)})
		}
		if s.Condition != "" {
			e.Detail = append(e.Detail, page.Words{page.T("Condition: "), page.Strong(s.Condition)})
			if !e.Ahead && s.Outcome == "" {
				e.Detail = append(e.Detail, page.Words{page.T("Whether it came to that is "), desk.NotKnown})
			}
		}
		t.Events = append(t.Events, e)
	}
	if len(t.Events) == 0 {
		return page.Para{Words: page.Words{page.T("Which steps come, is "), desk.NotKnown}}, nil
	}
	return t, nil
}

// meetingsOf are the meetings that the steps of a change request name, by id.
func meetingsOf(v *register.View, r request) (map[string]*record.Meeting, error) {
	var ids []string
	for _, s := range r.Steps {
		if s.Meeting != "" {
			ids = append(ids, s.Meeting)
		}
	}
	all := map[string]*record.Meeting{}
	if len(ids) == 0 {
		return all, nil
	}
	found, err := register.All[*record.Meeting](v, register.Query{Among: ids})
	for _, m := range found {
		all[m.ID] = m
	}
	return all, err
}

// stepWhen says when a step is, and whether it is to come. Of a step of a month whose end has
// not come, and of one that comes after what is still to come, it is.
func stepWhen(s *record.StepOf, so time.Time, c *record.Consultation) (page.Words, bool) {
	switch {
	case !s.At.IsZero():
		return page.Words{desk.At(s.At)}, so.Before(s.At)
	case !s.On.IsZero():
		return page.Words{desk.On(s.On)}, so.Before(s.On.Start())
	case s.Month != "":
		ahead := calendar.DateOf(so).String()[:len("2022-02")] <= string(s.Month)
		return page.Words{page.T(s.Month.Long() + ", day "), desk.NotKnown}, ahead
	case s.After != "":
		return page.Words{page.T("After " + s.After)}, c == nil || so.Before(c.ClosesAt)
	}
	return page.Words{desk.NotKnown}, true
}
