package programme

import (
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

type (
	planDoing = desk.Doing[*record.Plan]
	planDeed  = desk.Deed[*record.Plan]
)

func plans() shelf.Of[*record.Plan] {
	type P = *record.Plan
	bound := []desk.Bound[P]{
		shelf.Title(func(p P) *string { return &p.Title }),
		shelf.Line("programme", "Programme", "", func(p P) *string { return &p.Programme }),
	}
	return shelf.Of[P]{
		Listing: desk.Listing[P]{Kind: "plan", Tell: tellPlans,
			Lead:    "Each with its milestones, its baselines and the requests to change it.",
			Columns: []string{"id", "title", "programme", "milestones"},
			Parts: func(*register.View, url.Values) []desk.Part {
				return []desk.Part{{Empty: "There is none.", Query: register.Query{Key: "title"}}}
			}},
		Adding: desk.Adding[P]{Label: "Add a plan", Fields: desk.Asked(bound), Do: desk.Taken(bound),
			New: func(id string) P { return &record.Plan{Head: record.Head{ID: id}} }},
		Deeds: desk.Deeds[P]{Deeds: []planDeed{shelf.Change(bound), addMilestone(), describe(),
			progress(),
			shelf.Withdraw[P]("It is no longer shown. Pages of earlier days still show it.")}},
		Show: showPlan,
	}
}

// addMilestone adds a milestone to a plan that is not baselined yet.
func addMilestone() planDeed {
	return planDeed{Name: "add-milestone", Label: "Add a milestone",
		May: desk.StaffOf[*record.Plan],
		Hindrance: func(_ *register.View, p *record.Plan) (string, error) {
			if p.Baseline > 0 {
				return "The plan is baselined: a milestone comes into it by a change request.", nil
			}
			return "", nil
		},
		Fields: func(*register.View, *record.Plan) ([]page.Field, error) {
			on := desk.DayField("baseline", "Agreed for", calendar.Date{})
			on.Optional = true
			return []page.Field{{Name: "title", Label: "Title", Control: page.Line}, on}, nil
		},
		Do: func(d *planDoing) error {
			id, err := d.Tx.NewID("milestone")
			if err != nil {
				return err
			}
			m := record.Milestone{Head: record.Head{ID: id}, Title: d.In.Text("title")}
			if m.BaselineOn, err = desk.DayOf(d.In, "baseline"); err != nil {
				return err
			}
			d.Record.Milestones = append(d.Record.Milestones, m)
			return nil
		}}
}

// milestoneOf is the milestone of a plan with an id, nil where it has none such.
func milestoneOf(p *record.Plan, id string) *record.Milestone {
	i := slices.IndexFunc(p.Milestones, func(m record.Milestone) bool { return m.ID == id })
	if i < 0 {
		return nil
	}
	return &p.Milestones[i]
}

// milestoneOptions are the milestones of a plan to choose from.
func milestoneOptions(p *record.Plan) (options []page.Option) {
	for i := range p.Milestones {
		m := &p.Milestones[i]
		options = append(options, page.Option{Value: m.ID, Label: milestoneName(m), Hint: m.Note})
	}
	return options
}

// milestoneField asks which milestone.
func milestoneField(p *record.Plan) page.Field {
	return page.Field{Name: "milestone", Label: "Milestone", Control: page.Choice,
		Options: milestoneOptions(p),
		Absent:  "Choose a milestone: add one first where there is none"}
}

// describe is the deed that says more of a milestone. Its day stays as it is.
func describe() planDeed {
	return planDeed{Name: "describe", Label: "Describe a milestone",
		May:  desk.StaffOf[*record.Plan],
		Lead: "What is left empty stays as it is. Its day changes only by a change request.",
		Fields: func(v *register.View, p *record.Plan) ([]page.Field, error) {
			owner, err := ownerField(v)
			return []page.Field{milestoneField(p), owner,
				{Name: "criteria", Label: "Reached when", Control: page.Area, Optional: true},
				{Name: "needs", Label: "Milestones that it needs", Control: page.Checks, Optional: true,
					Options: milestoneOptions(p)},
				{Name: "alone", Label: "It needs none", Control: page.Checks, Optional: true,
					Options: shelf.Options("yes", "Take back the milestones that it needed")}}, err
		},
		Do: func(d *planDoing) error {
			m := milestoneOf(d.Record, d.In.Text("milestone"))
			if m == nil {
				return page.ErrNotFound
			}
			if owner := d.In.Text("owner"); owner != "" {
				m.Owner = owner
			}
			if text := d.In.Text("criteria"); text != "" {
				m.Criteria = text
			}
			if d.In.Text("alone") != "" {
				m.Needs = nil
			} else if needs := d.In.All("needs"); len(needs) > 0 {
				m.Needs = slices.Clone(needs)
			}
			if circle(d.Record, m) {
				return page.Faults{{Field: "needs", Text: "Choose others: one of these needs " +
					milestoneName(m) + " itself"}}
			}
			return nil
		}}
}

// ownerField asks who has to reach a milestone.
func ownerField(v *register.View) (page.Field, error) {
	bound := desk.BoundRef(page.Field{Name: "owner", Label: "Owner", Optional: true},
		"organisation body", register.Query{}, func(s *string) *string { return s })
	fields, err := bound.Fields(v, new(string))
	if err != nil {
		return page.Field{}, err
	}
	return fields[0], nil
}

// circle reports whether a milestone needs itself, by way of others.
func circle(p *record.Plan, of *record.Milestone) bool {
	seen, ahead := map[string]bool{}, slices.Clone(of.Needs)
	for len(ahead) > 0 {
		id := ahead[0]
		ahead = ahead[1:]
		if id == of.ID {
			return true
		}
		if m := milestoneOf(p, id); m != nil && !seen[id] {
			seen[id] = true
			ahead = append(ahead, m.Needs...)
		}
	}
	return false
}

// progress is the deed that notes when a milestone is expected now, or that it was reached.
func progress() planDeed {
	return planDeed{Name: "progress", Label: "Note how a milestone gets on", Reason: true,
		May:  desk.StaffOf[*record.Plan],
		Lead: "The baseline stays as it is. Empty: no forecast is known, and it is not reached.",
		Fields: func(_ *register.View, p *record.Plan) ([]page.Field, error) {
			forecast := desk.DayField("forecast", "Forecast for", calendar.Date{})
			reached := desk.DayField("reached", "Reached on", calendar.Date{})
			forecast.Optional, reached.Optional = true, true
			return []page.Field{milestoneField(p), forecast, reached}, nil
		},
		Do: func(d *planDoing) error {
			m := milestoneOf(d.Record, d.In.Text("milestone"))
			if m == nil {
				return page.ErrNotFound
			}
			forecast, err := desk.DayOf(d.In, "forecast")
			if err != nil {
				return err
			}
			reached, err := desk.DayOf(d.In, "reached")
			if err != nil {
				return err
			}
			if today := calendar.DateOf(d.Tx.Now()); reached.After(today) {
				return page.Faults{{Field: "reached", Text: "Enter a day up to " + today.Long() +
					", or a forecast"}}
			}
			slips := !m.BaselineOn.IsZero() && forecast.After(m.BaselineOn) && forecast != m.ForecastOn
			m.ForecastOn, m.ReachedOn = forecast, reached
			if !slips || !reached.IsZero() {
				return nil
			}
			return tell(d.Tx, d.Record.ID, "milestone_slipped", d.Record.Heading()+": "+
				milestoneName(m)+" is forecast for "+forecast.Long()+", "+slipWords(m)+" than agreed",
				forums...)
		}}
}

func tellPlans(v *register.View, all []*record.Plan) (told []desk.Told, err error) {
	if all, err = desk.Discern(v, all); err != nil {
		return nil, err
	}
	for _, p := range all {
		proposed, err := proposals(v, p)
		if err != nil {
			return nil, err
		}
		text := planAnswer(p, proposed)
		told = append(told, desk.Told{Data: p,
			Item: page.Item{Head: page.Words{desk.Link(p)}, Body: []page.Words{page.Say(text)}},
			Entry: page.Entry{ID: p.ID, Title: p.Title, Summary: text + ".", To: desk.AddressOf(p),
				Cells: []string{p.ID, p.Title, p.Programme, strconv.Itoa(len(p.Milestones))}}})
	}
	return told, nil
}
