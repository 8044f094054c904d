package programme

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/shelf"
	"github.com/mains-energy/mains/internal/page"
)

type planDoing = desk.Doing[*record.Plan]

func plans() shelf.Of[*record.Plan] {
	type P = *record.Plan
	bound := []desk.Bound[P]{
		shelf.Title(func(p P) *string { return &p.Title }),
		shelf.Line("programme", "Programme", "", func(p P) *string { return &p.Programme }),
	}
	return shelf.Of[P]{
		Listing: desk.Listing[P]{Kind: "plan", Tell: shelf.Each(tellPlan),
			Columns: []string{"id", "title", "programme", "milestones"},
			Parts: func(*register.View, url.Values) []desk.Part {
				return []desk.Part{{Empty: "There is none.", Query: register.Query{Key: "title"}}}
			}},
		Adding: desk.Adding[P]{Label: "Add a plan", Fields: desk.Asked(bound), Do: desk.Taken(bound),
			New: func(id string) P { return &record.Plan{Head: record.Head{ID: id}} }},
		Deeds: desk.Deeds[P]{Deeds: []desk.Deed[P]{shelf.Change(bound), addMilestone(), propose(),
			shelf.Withdraw[P]("It is no longer shown. Pages of earlier days still show it.")}},
		Show: showPlan,
	}
}

// addMilestone adds a milestone to a plan. Once a plan is baselined, one only comes into the
// baseline by a change request: until then it is proposed.
func addMilestone() desk.Deed[*record.Plan] {
	return desk.Deed[*record.Plan]{Name: "add-milestone", Label: "Add a milestone",
		May: desk.StaffOf[*record.Plan],
		Fields: func(_ *register.View, p *record.Plan) ([]page.Field, error) {
			fields := []page.Field{{Name: "title", Label: "Title", Control: page.Line},
				desk.DayField("proposed", "Proposed for", calendar.Date{})}
			if p.Baseline == 0 {
				fields = append(fields, desk.DayField("baseline", "Baseline", calendar.Date{}))
			}
			for i := range fields[1:] {
				fields[i+1].Optional = true
			}
			return fields, nil
		},
		Do: func(d *planDoing) error {
			id, err := d.Tx.NewID("milestone")
			if err != nil {
				return err
			}
			m := record.Milestone{Head: record.Head{ID: id}, Title: d.In.Text("title")}
			if m.ProposedOn, err = desk.DayOf(d.In, "proposed"); err != nil {
				return err
			}
			if d.Record.Baseline == 0 {
				if m.BaselineOn, err = desk.DayOf(d.In, "baseline"); err != nil {
					return err
				}
			}
			d.Record.Milestones = append(d.Record.Milestones, m)
			return nil
		}}
}

// propose proposes a day for a milestone, or takes the proposal back.
func propose() desk.Deed[*record.Plan] {
	return desk.Deed[*record.Plan]{Name: "propose", Label: "Propose a day for a milestone",
		May: desk.StaffOf[*record.Plan], Reason: true,
		Lead: "The baseline stays as it is until a change request is baselined.",
		Fields: func(_ *register.View, p *record.Plan) ([]page.Field, error) {
			f := page.Field{Name: "milestone", Label: "Milestone", Control: page.Choice,
				Absent: "Choose a milestone: add one first where there is none"}
			for _, m := range p.Milestones {
				f.Options = append(f.Options, page.Option{Value: m.ID, Label: milestoneName(&m),
					Hint: m.Note})
			}
			on := desk.DayField("on", "Proposed for", calendar.Date{})
			on.Optional, on.Hint = true, "Empty: nothing is proposed any more"
			return []page.Field{f,
				{Name: "title", Label: "Title", Control: page.Line, Optional: true,
					Hint: "Only where it is to be called something else"}, on}, nil
		},
		Do: func(d *planDoing) error {
			i := slices.IndexFunc(d.Record.Milestones, func(m record.Milestone) bool {
				return m.ID == d.In.Text("milestone")
			})
			if i < 0 {
				return page.ErrNotFound
			}
			m := &d.Record.Milestones[i]
			if title := d.In.Text("title"); title != "" {
				m.Title = title
			}
			var err error
			m.ProposedOn, err = desk.DayOf(d.In, "on")
			return err
		}}
}

// rebaseline makes what is proposed the baseline of a plan: the baseline before stays as it
// was, in the pages of its days.
func rebaseline(tx *register.Tx, id string) error {
	p, err := register.Get[*record.Plan](tx.View, id)
	if err != nil {
		return err
	}
	for i := range p.Milestones {
		if m := &p.Milestones[i]; !m.ProposedOn.IsZero() {
			m.BaselineOn, m.ProposedOn = m.ProposedOn, calendar.Date{}
		}
	}
	p.Baseline++
	p.BaselinedOn = calendar.DateOf(tx.Now())
	return tx.Put(p)
}

func tellPlan(_ *register.View, p *record.Plan) desk.Told {
	text := planAnswer(p)
	return desk.Told{Data: p,
		Item: page.Item{Head: page.Words{desk.Link(p)}, Body: []page.Words{page.Say(text)}},
		Entry: page.Entry{ID: p.ID, Title: p.Title, Summary: text + ".", To: desk.AddressOf(p),
			Cells: []string{p.ID, p.Title, p.Programme, strconv.Itoa(len(p.Milestones))}}}
}

// planAnswer says how a plan stands.
func planAnswer(p *record.Plan) string {
	proposed, last := 0, record.Milestone{}
	for _, m := range p.Milestones {
		if !m.ProposedOn.IsZero() {
			proposed++
			if m.ProposedOn.After(last.ProposedOn) {
				last = m
			}
		}
	}
	switch {
	case proposed == 1:
		return milestoneName(&last) + " is proposed for " + last.ProposedOn.Long()
	case proposed > 1:
		return fmt.Sprintf("%d milestones are proposed; the last, %s, for %s", proposed,
			milestoneName(&last), last.ProposedOn.Long())
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

// moves says by how much a milestone is to move.
func moves(m *record.Milestone) page.Words {
	if m.BaselineOn.IsZero() || m.ProposedOn.IsZero() {
		return page.Words{desk.NotKnown}
	}
	switch n := days(m.BaselineOn, m.ProposedOn); {
	case n == 0:
		return page.Say("not at all")
	case m.ProposedOn.Before(m.BaselineOn):
		return page.Say(fmt.Sprintf("%d days earlier", days(m.ProposedOn, m.BaselineOn)))
	default:
		return page.Say(fmt.Sprintf("%d days later", n))
	}
}

// chart is a plan as a picture, and the same in a table.
func chart(p *record.Plan, today calendar.Date) page.Figure {
	table := &page.Table{Caption: "Milestones", RowHeads: true, Empty: "There is none yet.",
		Columns: []page.Column{{Title: "Milestone"}, {Title: "Baseline"}, {Title: "Proposed"},
			{Title: "Moves by"}, {Title: "Note"}}}
	var marks []milestoneMark
	when := func(m *record.Milestone, d calendar.Date) page.Words {
		if d.IsZero() {
			return page.Words{noDay(m)}
		}
		return page.Words{desk.On(d)}
	}
	for i := range p.Milestones {
		m := &p.Milestones[i]
		name := page.Words{page.T(m.Title)}
		if m.Title == "" {
			name = page.Words{page.Missing("not named")}
		}
		table.Rows = append(table.Rows, []page.Words{name, when(m, m.BaselineOn),
			when(m, m.ProposedOn), moves(m), page.Say(m.Note)})
		marks = append(marks, milestoneMark{milestoneName(m), m.BaselineOn, m.ProposedOn,
			string(noDay(m))})
	}
	return page.Figure{Caption: "Milestones: squares are the baseline, circles what is proposed",
		SVG: gantt("plan-"+p.ID, p.Heading(), marks, today), Table: table}
}

// planShown is a plan as its page gives it.
type planShown struct {
	*record.Plan
	Requests []string `json:"change_requests,omitempty"`
}

// showPlan is the page of a plan.
func showPlan(l *shelf.Look[*record.Plan]) error {
	p := l.Rec
	l.Title = planAnswer(p)
	requests, err := register.Find[*record.ChangeRequest](l.V, register.Query{Key: "plan", Is: p.ID,
		Limit: desk.PageSize})
	if err != nil {
		return err
	}
	data := planShown{Plan: p}
	baseline := page.Fact("Baseline", desk.NotKnown)
	if p.Baseline > 0 {
		baseline = page.Fact("Baseline", page.T(fmt.Sprintf("version %d since it is kept here, of ",
			p.Baseline)), desk.On(p.BaselinedOn))
	}
	asked := page.Row{Term: "Change requests"}
	for _, r := range requests.Records {
		data.Requests = append(data.Requests, r.ID)
		asked.Values = append(asked.Values, page.Words{desk.Link(r)})
	}
	if len(asked.Values) == 0 {
		asked.Values = []page.Words{page.Say("none")}
	}
	l.Data = data
	if err := l.Facts([]page.Row{baseline, asked}, "milestones", "baseline",
		"baselined_on"); err != nil {
		return err
	}
	l.Section("Milestones", chart(p, calendar.DateOf(l.So)))
	return nil
}
