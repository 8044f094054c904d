package programme

import (
	"fmt"
	"slices"
	"strings"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/shelf"
	"github.com/mains-energy/mains/internal/page"
)

// proposals are what is proposed to change in a plan: by each request that is not decided, and
// where there is none by the plan itself.
func proposals(v *register.View, p *record.Plan) (changes []record.MilestoneChange, err error) {
	requests, err := register.All[request](v, register.Query{Key: "plan", Is: p.ID})
	if err != nil {
		return nil, err
	}
	for _, r := range requests {
		if s, _ := RequestLife.State(r.State); !s.Final && !isDraft(r) {
			changes = append(changes, changesOf(p, r)...)
		}
	}
	if len(requests) == 0 {
		changes = changesOf(p, &record.ChangeRequest{})
	}
	return changes, nil
}

// planAnswer says how a plan stands.
func planAnswer(p *record.Plan, changes []record.MilestoneChange) string {
	var last record.MilestoneChange
	dated := 0
	for _, c := range changes {
		if !c.To.IsZero() {
			dated++
			if c.To.After(last.To) {
				last = c
			}
		}
	}
	switch {
	case dated == 1:
		return changeName(p, &last) + " is proposed for " + last.To.Long()
	case dated > 1:
		return fmt.Sprintf("%d milestones are proposed; the last, %s, for %s", dated,
			changeName(p, &last), last.To.Long())
	case !p.BaselinedOn.IsZero():
		return "As baselined on " + p.BaselinedOn.Long()
	case len(p.Milestones) == 0:
		return "It has no milestones yet"
	}
	return "Nothing is proposed"
}

// noDay is said of a milestone without a day: what the newsletter does not print, nobody here
// fills in.
func noDay(m *record.Milestone) page.Missing {
	switch m.Basis {
	case record.Stated, record.Inferred, record.Public:
		return "date not printed"
	}
	return desk.NotKnown
}

// moves says by how much something moves from one day to another.
func moves(from, to calendar.Date) page.Words {
	if from.IsZero() || to.IsZero() {
		return page.Words{desk.NotKnown}
	}
	return page.Say(later(from, to))
}

// later says how much later, or earlier, a day is than another.
func later(than, day calendar.Date) string {
	n, way := days(than, day), "later"
	if day.Before(than) {
		n, way = days(day, than), "earlier"
	}
	switch n {
	case 0:
		return "not at all"
	case 1:
		return "1 day " + way
	}
	return fmt.Sprintf("%d days %s", n, way)
}

// chart is a plan as a picture with what some changes propose, and the same in a table.
func chart(p *record.Plan, changes []record.MilestoneChange, today calendar.Date) page.Figure {
	table := &page.Table{Caption: "Milestones", RowHeads: true, Empty: "There is none yet.",
		Columns: []page.Column{{Title: "Milestone"}, {Title: "Standing"}, {Title: "Baseline"},
			{Title: "Proposed"}, {Title: "Moves by"}, {Title: "Forecast"}, {Title: "Reached"},
			{Title: "Note"}}}
	var marks []milestoneMark
	row := func(m *record.Milestone, c *record.MilestoneChange) {
		r := rate(p, m, today)
		name := page.Words{page.T(m.Title)}
		if m.Title == "" {
			name = page.Words{page.Missing("not named")}
		}
		when := func(d calendar.Date, none page.Missing) page.Words {
			if d.IsZero() {
				return page.Words{none}
			}
			return page.Words{desk.On(d)}
		}
		proposed, move := page.Say("nothing"), page.Say("")
		if c != nil {
			proposed, move = when(c.To, noDay(m)), moves(m.BaselineOn, c.To)
		}
		if c != nil && c.Drop {
			proposed, move = page.Say("dropped"), page.Say("")
		}
		table.Rows = append(table.Rows, []page.Words{name, {page.Tag{Text: r.Label, Tone: r.Tone}},
			when(m.BaselineOn, noDay(m)), proposed, move, when(m.ForecastOn, "none"),
			when(m.ReachedOn, "not reached"), page.Say(m.Note)})
		mark := milestoneMark{name: milestoneName(m), baseline: m.BaselineOn, forecast: m.ForecastOn,
			reached: m.ReachedOn, missing: string(noDay(m))}
		if c != nil {
			mark.proposed = c.To
		}
		marks = append(marks, mark)
	}
	for i := range p.Milestones {
		m := &p.Milestones[i]
		row(m, changeOf(changes, m.ID))
	}
	for i := range changes {
		if c := &changes[i]; c.Milestone == "" {
			row(&record.Milestone{Title: c.Title, Owner: c.Owner,
				Head: record.Head{Note: "not in the plan yet"}}, c)
		}
	}
	return page.Figure{Caption: "Milestones: empty squares are the baseline, circles what is " +
		"proposed, diamonds the forecast, full squares what was reached",
		SVG: gantt("plan-"+p.ID, p.Heading(), marks, today), Table: table}
}

// changeOf is the change of a milestone, nil where it has none.
func changeOf(changes []record.MilestoneChange, milestone string) *record.MilestoneChange {
	i := slices.IndexFunc(changes, func(c record.MilestoneChange) bool {
		return c.Milestone == milestone
	})
	if i < 0 {
		return nil
	}
	return &changes[i]
}

// planShown is a plan as its page gives it.
type planShown struct {
	*record.Plan
	Requests  []string                 `json:"change_requests,omitempty" ref:"change_request"`
	Baselines []string                 `json:"baselines,omitempty" ref:"baseline"`
	Proposed  []record.MilestoneChange `json:"proposed,omitempty"`
	Standing  []standing               `json:"standing,omitempty"`
}

// standing is how a milestone stands, as programs read it.
type standing struct {
	Milestone string `json:"milestone"`
	Rating    string `json:"rating"`
	Why       string `json:"why"`
	SlipDays  int    `json:"slip_days,omitempty"` // of the forecast against the baseline
}

// showPlan is the page of a plan.
func showPlan(l *shelf.Look[*record.Plan]) error {
	p, today := l.Rec, calendar.DateOf(l.So)
	proposed, err := proposals(l.V, p)
	if err != nil {
		return err
	}
	l.Title = planAnswer(p, proposed)
	requests, err := register.Find[request](l.V, register.Query{Key: "plan", Is: p.ID,
		Limit: desk.PageSize})
	if err != nil {
		return err
	}
	kept, err := baselinesOf(l.V, p.ID)
	if err != nil {
		return err
	}
	data := planShown{Plan: p, Proposed: proposed}
	asked := page.Row{Term: "Change requests"}
	for _, r := range requests.Records {
		data.Requests = append(data.Requests, r.ID)
		asked.Values = append(asked.Values, page.Words{desk.Link(r)})
	}
	if len(asked.Values) == 0 {
		asked.Values = []page.Words{page.Say("none")}
	}
	for _, b := range kept {
		data.Baselines = append(data.Baselines, b.ID)
	}
	for i := range p.Milestones {
		m := &p.Milestones[i]
		r := rate(p, m, today)
		s := standing{Milestone: m.ID, Rating: r.Name, Why: r.When}
		if !m.BaselineOn.IsZero() && !m.ForecastOn.IsZero() {
			s.SlipDays = days(m.BaselineOn, m.ForecastOn)
		}
		data.Standing = append(data.Standing, s)
	}
	l.Data = data
	if err := l.Facts([]page.Row{baselineRow(p, kept), asked}, "milestones", "baseline",
		"baselined_on"); err != nil {
		return err
	}
	l.Section("Milestones", chart(p, proposed, today))
	about, err := details(l.V, p)
	if err != nil {
		return err
	}
	l.Section("What each is", about)
	l.Blocks = append(l.Blocks, page.Details{Summary: "What the standing of a milestone means",
		Blocks: []page.Block{ratingTable()}})
	return nil
}

// baselineRow says which baseline a plan has, and where all of them are.
func baselineRow(p *record.Plan, kept []*record.Baseline) page.Row {
	if p.Baseline == 0 {
		return page.Fact("Baseline", desk.NotKnown)
	}
	row := page.Fact("Baseline", page.T(fmt.Sprintf("version %d since it is kept here, of ",
		p.Baseline)), desk.On(p.BaselinedOn))
	if len(kept) > 1 {
		row.Values = append(row.Values, page.Words{page.Link{Text: "Baselines beside each other",
			To: desk.AddressOf(p) + "/baselines"}})
	}
	return row
}

// details are the owners of milestones, when they are reached, and what they need.
func details(v *register.View, p *record.Plan) (page.Block, error) {
	var owners []string
	for _, m := range p.Milestones {
		owners = append(owners, m.Owner)
	}
	found, err := desk.Several(v, "organisation party body", owners...)
	if err != nil {
		return nil, err
	}
	t := page.Table{Caption: "Owners, criteria and what each needs", RowHeads: true,
		Empty: "There is no milestone yet.", Columns: []page.Column{{Title: "Milestone"},
			{Title: "Owner"}, {Title: "Reached when"}, {Title: "Needs"}}}
	for i := range p.Milestones {
		m := &p.Milestones[i]
		owner, criteria := page.Words{desk.NotKnown}, page.Words{desk.NotKnown}
		if rec := found[m.Owner]; rec != nil {
			owner = page.Words{desk.Link(rec)}
		}
		if m.Criteria != "" {
			criteria = page.Say(m.Criteria)
		}
		var needs []string
		for _, id := range m.Needs {
			if n := milestoneOf(p, id); n != nil {
				needs = append(needs, milestoneName(n))
			}
		}
		t.Rows = append(t.Rows, []page.Words{page.Say(milestoneName(m)), owner, criteria,
			page.Say(strings.Join(needs, "; "))})
	}
	return t, nil
}
