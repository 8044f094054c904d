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

// proposals are what is proposed to change in a plan: by each request that is issued and not
// decided, the earliest day first, and where none was ever issued by the plan itself.
func proposals(v *register.View, p *record.Plan) (changes []record.MilestoneChange, err error) {
	requests, err := register.All[request](v, register.Query{Key: "plan", Is: p.ID})
	if err != nil {
		return nil, err
	}
	issued := slices.DeleteFunc(requests, request.Drafted)
	for _, r := range issued {
		if s, _ := RequestLife.State(r.State); !s.Final {
			changes = append(changes, changesOf(p, r)...)
		}
	}
	if len(issued) == 0 {
		changes = changesOf(p, &record.ChangeRequest{})
	}
	slices.SortStableFunc(changes, func(a, b record.MilestoneChange) int {
		return a.To.Compare(b.To)
	})
	return changes, nil
}

// planAnswer says how a plan stands: what is proposed of how many milestones, by however many
// requests.
func planAnswer(p *record.Plan, changes []record.MilestoneChange) string {
	var dated, dropped [][]record.MilestoneChange
	for _, of := range byMilestone(changes) {
		of, drop := parted(of)
		if len(of) > 0 {
			dated = append(dated, of)
		}
		if len(drop) > 0 {
			dropped = append(dropped, drop)
		}
	}
	var said []string
	switch len(dated) {
	case 0:
	case 1:
		said = append(said, changeName(p, &dated[0][0])+" is proposed for "+daysOf(dated[0]))
	default:
		last := slices.MaxFunc(slices.Concat(dated...), func(a, b record.MilestoneChange) int {
			return a.To.Compare(b.To)
		})
		said = append(said, fmt.Sprintf("%d milestones are proposed; the last, %s, for %s", len(dated),
			changeName(p, &last), last.To.Long()))
	}
	switch len(dropped) {
	case 0:
	case 1:
		said = append(said, changeName(p, &dropped[0][0])+" is proposed to be dropped")
	default:
		said = append(said, fmt.Sprintf("%d milestones are proposed to be dropped", len(dropped)))
	}
	switch {
	case len(said) > 0:
		return strings.Join(said, "; ")
	case !p.BaselinedOn.IsZero():
		return "As baselined on " + p.BaselinedOn.Long()
	case len(p.Milestones) == 0:
		return "It has no milestones yet"
	}
	return "Nothing is proposed"
}

// byMilestone are changes, those of a milestone of the plan together. One that it does not have
// yet stands alone.
func byMilestone(changes []record.MilestoneChange) (all [][]record.MilestoneChange) {
	at := map[string]int{}
	for _, c := range changes {
		i, known := at[c.Milestone]
		if !known || c.Milestone == "" {
			i = len(all)
			all = append(all, nil)
			at[c.Milestone] = i
		}
		all[i] = append(all[i], c)
	}
	return all
}

// parted are the changes that give a milestone a day, and those that drop it.
func parted(of []record.MilestoneChange) (dated, dropped []record.MilestoneChange) {
	for _, c := range of {
		switch {
		case c.Drop:
			dropped = append(dropped, c)
		case !c.To.IsZero():
			dated = append(dated, c)
		}
	}
	return dated, dropped
}

// daysOf are the days that changes propose, each once.
func daysOf(dated []record.MilestoneChange) string {
	var all []string
	for _, c := range dated {
		all = append(all, c.To.Long())
	}
	return strings.Join(slices.Compact(all), " or ")
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
	row := func(m *record.Milestone, proposed []record.MilestoneChange) {
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
		to, move := proposedWords(m, proposed)
		table.Rows = append(table.Rows, []page.Words{name, {page.Tag{Text: r.Label, Tone: r.Tone}},
			when(m.BaselineOn, noDay(m)), to, move, when(m.ForecastOn, "none"),
			when(m.ReachedOn, "not reached"), page.Say(m.Note)})
		mark := milestoneMark{name: milestoneName(m), baseline: m.BaselineOn, forecast: m.ForecastOn,
			reached: m.ReachedOn, missing: string(noDay(m))}
		for _, c := range proposed {
			mark.proposed = append(mark.proposed, c.To)
		}
		marks = append(marks, mark)
	}
	for i := range p.Milestones {
		m := &p.Milestones[i]
		row(m, changesFor(changes, m.ID))
	}
	for _, c := range changesFor(changes, "") {
		row(&record.Milestone{Title: c.Title, Owner: c.Owner,
			Head: record.Head{Note: "not in the plan yet"}}, []record.MilestoneChange{c})
	}
	return page.Figure{Caption: "Milestones: empty squares are the baseline, circles what is " +
		"proposed, diamonds the forecast, full squares what was reached",
		SVG: gantt("plan-"+p.ID, p.Heading(), marks, today), Table: table}
}

// proposedWords say what is proposed of a milestone, by one request or several, and by how much
// that moves it.
func proposedWords(m *record.Milestone, all []record.MilestoneChange) (to, move page.Words) {
	if len(all) == 0 {
		return page.Say("nothing"), page.Say("")
	}
	join := func(said, more page.Words) page.Words {
		if len(said) > 0 {
			said = append(said, page.T("; "))
		}
		return append(said, more...)
	}
	for i, c := range all {
		switch {
		case i > 0 && c.To == all[i-1].To && c.Drop == all[i-1].Drop: // others say the same
		case c.Drop:
			to = join(to, page.Say("dropped"))
		case c.To.IsZero():
			to, move = join(to, page.Words{noDay(m)}), join(move, moves(m.BaselineOn, c.To))
		default:
			to, move = join(to, page.Words{desk.On(c.To)}), join(move, moves(m.BaselineOn, c.To))
		}
	}
	return to, move
}

// changesFor are the changes of a milestone; of none, those that add one.
func changesFor(
	changes []record.MilestoneChange, milestone string,
) (all []record.MilestoneChange) {
	for _, c := range changes {
		if c.Milestone == milestone {
			all = append(all, c)
		}
	}
	return all
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
