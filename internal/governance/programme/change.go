package programme

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/shelf"
	"github.com/mains-energy/mains/internal/page"
)

// changesOf are what a request does to the milestones of a plan. Where it says nothing of them, it
// is what the plan itself says is proposed; a milestone without a name or a day is one to be added.
func changesOf(p *record.Plan, r request) []record.MilestoneChange {
	if len(r.Changes) > 0 {
		return slices.Clone(r.Changes)
	}
	var changes []record.MilestoneChange
	for i := range p.Milestones {
		m := &p.Milestones[i]
		added := m.Title == "" && m.BaselineOn.IsZero()
		if added || !m.ProposedOn.IsZero() {
			changes = append(changes, record.MilestoneChange{Milestone: m.ID, New: added,
				Title: m.Title, Owner: m.Owner, From: m.BaselineOn, To: m.ProposedOn})
		}
	}
	return changes
}

// changeName is what the milestone of a change is called.
func changeName(p *record.Plan, c *record.MilestoneChange) string {
	if m := milestoneOf(p, c.Milestone); c.Title == "" && m != nil {
		return milestoneName(m)
	}
	return milestoneName(&record.Milestone{Title: c.Title})
}

// planOf is the plan of a request; an empty one where the reader may know of none.
func planOf(v *register.View, r request) (*record.Plan, error) {
	p, err := register.Get[*record.Plan](v, r.Plan)
	if desk.Refusal(err) == page.ErrNotFound {
		return &record.Plan{}, nil
	}
	return p, err
}

// What is done to a milestone, as the form has it.
const (
	toMove = "move"
	toDrop = "drop"
	newOne = "new" // in place of a milestone
)

// noteChange is the deed that notes what a request does to a milestone. Once it is issued, what
// it says stands, and only what was not known is filled in [D].
func noteChange() requestDeed {
	return requestDeed{Name: "milestone", Label: "Note what it changes", May: desk.StaffOf[request],
		Lead: "Once it is issued, only what was not known is filled in. To ask for something else, " +
			"note it as revised, and issue another.",
		Hindrance: undecided, Fields: changeFields, Do: doChange}
}

// undecided says what is in the way of changing what a request says: that it is decided.
func undecided(_ *register.View, r request) (string, error) {
	if s, _ := RequestLife.State(r.State); s.Final {
		return "It is decided: what it says stays.", nil
	}
	return "", nil
}

func changeFields(v *register.View, r request) ([]page.Field, error) {
	p, err := planOf(v, r)
	if err != nil {
		return nil, err
	}
	which := page.Field{Name: "milestone", Label: "Milestone", Control: page.Choice,
		Options: milestoneOptions(p)}
	for i, c := range changesOf(p, r) {
		if c.Milestone == "" {
			which.Options = append(which.Options, page.Option{Value: newOne + strconv.Itoa(i),
				Label: changeName(p, &c), Hint: "A milestone that this request adds"})
		}
	}
	which.Options = append(which.Options, page.Option{Value: newOne, Label: "A new milestone"})
	owner, err := ownerField(v)
	to := desk.DayField("to", "New day", calendar.Date{})
	to.Optional, to.Hint = true, "Empty: it is not known yet, or stays as it is noted"
	return []page.Field{which,
		{Name: "what", Label: "What is to become of it", Control: page.Choice,
			Values: []string{toMove}, Options: shelf.Options(toMove, "It has this day", toDrop,
				"It is dropped from the plan")},
		{Name: "title", Label: "Title", Control: page.Line, Optional: true,
			Hint: "Of a new one, or where it is to be called something else"},
		owner, to}, err
}

func doChange(d *requestDoing) error {
	r := d.Record
	p, err := planOf(d.Tx.View, r)
	if err != nil {
		return err
	}
	r.Changes = changesOf(p, r)
	c, err := chosen(p, r, d.In.Text("milestone"))
	if err != nil {
		return err
	}
	to, err := desk.DayOf(d.In, "to")
	if err != nil {
		return err
	}
	title, drop := d.In.Text("title"), d.In.Text("what") == toDrop
	if fault := settled(r, c, title, to, drop); fault != nil {
		return fault
	}
	if c.New && drop {
		return page.Faults{{Field: "what", Text: "A new milestone is not dropped: take the change back"}}
	}
	if title != "" {
		c.Title = title
	}
	if owner := d.In.Text("owner"); owner != "" {
		c.Owner = owner
	}
	if !to.IsZero() {
		c.To = to
	}
	c.Drop = drop
	if c.Drop {
		c.To = calendar.Date{}
	}
	r.NewMilestones = max(r.NewMilestones, newOnes(r))
	return nil
}

// newOnes counts the milestones that a request says it adds.
func newOnes(r request) (n int) {
	for _, each := range r.Changes {
		if each.New {
			n++
		}
	}
	return n
}

// chosen is the change of the milestone that a form names, made where there is none yet.
func chosen(p *record.Plan, r request, which string) (*record.MilestoneChange, error) {
	for i := range r.Changes {
		c := &r.Changes[i]
		if c.Milestone == which || c.Milestone == "" && which == newOne+strconv.Itoa(i) {
			return c, nil
		}
	}
	c := record.MilestoneChange{New: true}
	if which != newOne {
		m := milestoneOf(p, which)
		if m == nil {
			return nil, page.ErrNotFound
		}
		c = record.MilestoneChange{Milestone: m.ID, Title: m.Title, Owner: m.Owner, From: m.BaselineOn}
	} else if !r.Drafted() && newOnes(r) >= r.NewMilestones {
		return nil, page.Faults{{Field: "milestone", Text: "It is issued: it adds no further milestone"}}
	}
	r.Changes = append(r.Changes, c)
	return &r.Changes[len(r.Changes)-1], nil
}

// settled refuses to alter what an issued request says.
func settled(
	r request, c *record.MilestoneChange, title string, to calendar.Date, drop bool,
) error {
	if r.Drafted() {
		return nil
	}
	const text = "It is issued, and says something else already: note it as revised, and issue another"
	switch {
	case drop != c.Drop:
		return page.Faults{{Field: "what", Text: text}}
	case !to.IsZero() && !c.To.IsZero() && to != c.To:
		return page.Faults{{Field: "to", Text: text}}
	case title != "" && c.Title != "" && title != c.Title:
		return page.Faults{{Field: "title", Text: text}}
	}
	return nil
}

// takeBack is the deed that takes a change back while a request is drafted.
func takeBack() requestDeed {
	return requestDeed{Name: "take-back", Label: "Take a change back", May: desk.StaffOf[request],
		Hindrance: func(_ *register.View, r request) (string, error) {
			switch {
			case !r.Drafted():
				return "It is issued: what it says stays. Note it as revised, and issue another.", nil
			case len(r.Changes) == 0:
				return "It says no change that could be taken back.", nil
			}
			return "", nil
		},
		Fields: func(v *register.View, r request) ([]page.Field, error) {
			p, err := planOf(v, r)
			f := page.Field{Name: "change", Label: "Change", Control: page.Choice}
			for i := range r.Changes {
				f.Options = append(f.Options, page.Option{Value: strconv.Itoa(i),
					Label: changeName(p, &r.Changes[i])})
			}
			return []page.Field{f}, err
		},
		Do: func(d *requestDoing) error {
			i, err := strconv.Atoi(d.In.Text("change"))
			if err != nil || i < 0 || i >= len(d.Record.Changes) {
				return page.ErrNotFound
			}
			d.Record.Changes = slices.Delete(d.Record.Changes, i, i+1)
			d.Record.NewMilestones = newOnes(d.Record)
			return nil
		}}
}

// unready says why a plan cannot be baselined by what a request says; empty: it can.
func unready(p *record.Plan, r request) string {
	changes := changesOf(p, r)
	if len(changes) == 0 {
		return "It says no change of a milestone: note what it changes first."
	}
	missing := 0
	for _, c := range changes {
		m := milestoneOf(p, c.Milestone)
		switch {
		case c.Milestone != "" && m == nil:
			return "A milestone that it changes is in the plan no more: note the request as revised."
		case m != nil && m.BaselineOn != c.From:
			return milestoneName(m) + " has another day in the baseline than the request was made " +
				"against: note the request as revised, and issue another."
		case !c.Drop && (c.To.IsZero() || changeName(p, &c) == unnamed):
			missing++
		}
	}
	if missing > 0 {
		return fmt.Sprintf("Of %d milestones the title or the day is not known: note what it changes "+
			"first.", missing)
	}
	return ""
}

// changeTable are the changes of a request, as a table.
func changeTable(p *record.Plan, changes []record.MilestoneChange) page.Table {
	t := page.Table{Caption: "What it changes", RowHeads: true, Empty: "It says no milestone yet.",
		Columns: []page.Column{{Title: "Milestone"}, {Title: "What"}, {Title: "Agreed for"},
			{Title: "Is to be"}, {Title: "Moves by"}}}
	for i := range changes {
		c := &changes[i]
		what, to, move := "moves", page.Words{desk.OnOrUnknown(c.To)}, moves(c.From, c.To)
		from := page.Words{desk.OnOrUnknown(c.From)}
		switch {
		case c.New:
			what, from, move = "new", page.Say("not in the plan"), page.Say("")
		case c.Drop:
			what, to, move = "dropped", page.Say("not in the plan"), page.Say("")
		}
		if m := milestoneOf(p, c.Milestone); m != nil && c.From.IsZero() && !c.New {
			from = page.Words{noDay(m)}
		}
		t.Rows = append(t.Rows, []page.Words{page.Say(changeName(p, c)), page.Say(what), from, to, move})
	}
	return t
}
