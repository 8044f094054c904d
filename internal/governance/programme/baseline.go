package programme

import (
	"slices"
	"strconv"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/shelf"
	"github.com/mains-energy/mains/internal/page"
)

// rebaseline makes exactly what a request says the baseline of its plan, and keeps it; before the
// first also what was agreed until then.
func rebaseline(d *requestDoing) error {
	p, err := register.Get[*record.Plan](d.Tx.View, d.Record.Plan)
	if err != nil {
		return err
	}
	changes := changesOf(p, d.Record)
	if p.Baseline == 0 {
		if err := keep(d.Tx, p, changes, ""); err != nil {
			return err
		}
	}
	for _, c := range changes {
		if err := apply(d.Tx, p, c); err != nil {
			return err
		}
	}
	p.Baseline++
	p.BaselinedOn = calendar.DateOf(d.Tx.Now())
	if err := keep(d.Tx, p, nil, d.Record.ID); err != nil {
		return err
	}
	return d.Tx.Put(p)
}

// apply does to a plan what a change says.
func apply(tx *register.Tx, p *record.Plan, c record.MilestoneChange) (err error) {
	if c.Drop {
		p.Milestones = slices.DeleteFunc(p.Milestones, func(m record.Milestone) bool {
			return m.ID == c.Milestone
		})
		for i := range p.Milestones {
			m := &p.Milestones[i]
			m.Needs = slices.DeleteFunc(m.Needs, func(id string) bool { return id == c.Milestone })
		}
		return nil
	}
	m := milestoneOf(p, c.Milestone)
	if m == nil {
		fresh := record.Milestone{}
		if fresh.ID, err = tx.NewID("milestone"); err != nil {
			return err
		}
		p.Milestones = append(p.Milestones, fresh)
		m = &p.Milestones[len(p.Milestones)-1]
	}
	m.BaselineOn, m.ProposedOn = c.To, calendar.Date{}
	if c.Title != "" {
		m.Title = c.Title
	}
	if c.Owner != "" {
		m.Owner = c.Owner
	}
	return nil
}

// keep keeps a plan as it is agreed as a baseline, without what some changes are to add.
func keep(
	tx *register.Tx, p *record.Plan, to []record.MilestoneChange, by string,
) (err error) {
	b := &record.Baseline{Plan: p.ID, Number: p.Baseline, On: p.BaselinedOn, Request: by}
	b.Visible = p.Visible
	if b.ID, err = tx.NewID("baseline"); err != nil {
		return err
	}
	for _, m := range p.Milestones {
		if of := changesFor(to, m.ID); len(of) == 0 || !of[0].New {
			b.Milestones = append(b.Milestones, record.AgreedDay{Milestone: m.ID, Title: m.Title,
				Owner: m.Owner, On: m.BaselineOn})
		}
	}
	return tx.Put(b)
}

// baselinesOf are the baselines of a plan, the first first.
func baselinesOf(v *register.View, plan string) ([]*record.Baseline, error) {
	all, err := register.All[*record.Baseline](v, register.Query{Key: "plan", Is: plan})
	slices.SortFunc(all, func(a, b *record.Baseline) int { return a.Number - b.Number })
	return all, err
}

// shownBaselines is how many baselines stand beside each other: the latest.
const shownBaselines = 6

// difference is what became of a milestone from one baseline to another, as programs read it.
type difference struct {
	Milestone string        `json:"milestone"`
	Title     string        `json:"title"`
	What      string        `json:"what"` // new, moved, dropped, same
	From      calendar.Date `json:"from,omitzero"`
	To        calendar.Date `json:"to,omitzero"`
	Days      int           `json:"days,omitempty"` // that it moved; below zero: earlier
}

// compare says what became of each milestone, in the order of the later baseline, and then those
// that it has no more.
func compare(before, after *record.Baseline) (all []difference) {
	in := func(b *record.Baseline, id string) *record.AgreedDay {
		i := slices.IndexFunc(b.Milestones, func(a record.AgreedDay) bool { return a.Milestone == id })
		if i < 0 {
			return nil
		}
		return &b.Milestones[i]
	}
	for _, is := range after.Milestones {
		d := difference{Milestone: is.Milestone, Title: is.Title, What: "new", To: is.On}
		if was := in(before, is.Milestone); was != nil {
			d.What, d.From = "same", was.On
			if was.On != is.On {
				d.What = "moved"
			}
			if !was.On.IsZero() && !is.On.IsZero() {
				d.Days = days(was.On, is.On)
			}
		}
		all = append(all, d)
	}
	for _, was := range before.Milestones {
		if in(after, was.Milestone) == nil {
			all = append(all, difference{Milestone: was.Milestone, Title: was.Title, What: "dropped",
				From: was.On})
		}
	}
	return all
}

// compared is what the page of the baselines of a plan says.
type compared struct {
	Plan      string             `json:"plan" ref:"plan"`
	Baselines []*record.Baseline `json:"baselines"`
	From      string             `json:"from,omitempty" ref:"baseline"`
	To        string             `json:"to,omitempty" ref:"baseline"`
	Changes   []difference       `json:"changes"`
}

// baselines is the page of the baselines of a plan, beside each other, and of what is different
// in one of them from another.
func baselines(d *desk.Desk) page.Route {
	return page.Route{Pattern: "/plans/{id}/baselines", Examples: d.Examples("plan"),
		View: func(ask *page.Ask) (*page.View, error) {
			v, err := d.View(ask)
			if err != nil {
				return nil, err
			}
			p, err := register.Get[*record.Plan](v, ask.Path["id"])
			if err != nil {
				return nil, desk.Refusal(err)
			}
			all, err := baselinesOf(v, p.ID)
			if err != nil {
				return nil, err
			}
			from, to, err := pair(all, ask.Query.Get("from"), ask.Query.Get("to"))
			if err != nil {
				return nil, err
			}
			data := compared{Plan: p.ID, Baselines: all, Changes: []difference{}}
			view := &page.View{Title: "Baselines", Kicker: p.Heading(),
				Crumbs: append(desk.Crumbs("plan"), desk.Link(p))}
			if len(all) < 2 {
				view.Lead = "There are not two baselines to compare yet: one is kept each time that " +
					"a change request is baselined."
			} else {
				data.From, data.To, data.Changes = from.ID, to.ID, compare(from, to)
				view.Title = to.Heading() + " against " + desk.Lower(from.Heading())
				view.Blocks = append(view.Blocks, differences(data.Changes), pairs(p, all))
			}
			view.Blocks = append(view.Blocks, page.Section{Title: "Beside each other",
				Blocks: []page.Block{beside(all)}})
			view.Data = data
			return view, nil
		}}
}

// pair are the two baselines that are asked for, without being asked the last two.
func pair(all []*record.Baseline, from, to string) (a, b *record.Baseline, err error) {
	if len(all) < 2 {
		return nil, nil, nil
	}
	a, b = all[len(all)-2], all[len(all)-1]
	pick := func(id string, was *record.Baseline) *record.Baseline {
		if id == "" {
			return was
		}
		if i := slices.IndexFunc(all, func(b *record.Baseline) bool { return b.ID == id }); i >= 0 {
			return all[i]
		}
		return nil
	}
	if a, b = pick(from, a), pick(to, b); a == nil || b == nil {
		return nil, nil, page.ErrNotFound
	}
	return a, b, nil
}

// pairs lead to what is different in a baseline from the others.
func pairs(p *record.Plan, all []*record.Baseline) page.Nav {
	nav := page.Nav{Label: "Compare others"}
	self := desk.AddressOf(p) + "/baselines"
	for i := 1; i < len(all); i++ {
		nav.Links = append(nav.Links, page.Link{Text: all[i].Heading() + " against " +
			desk.Lower(all[i-1].Heading()), To: self.With(map[string][]string{
			"from": {all[i-1].ID}, "to": {all[i].ID}})})
	}
	if last := all[len(all)-1]; len(all) > 2 {
		nav.Links = append(nav.Links, page.Link{Text: last.Heading() + " against the first",
			To: self.With(map[string][]string{"from": {all[0].ID}, "to": {last.ID}})})
	}
	return nav
}

// differences are a table of what became of milestones.
func differences(all []difference) page.Table {
	t := page.Table{Caption: "What is different", RowHeads: true, Empty: "They have no milestones.",
		Columns: []page.Column{{Title: "Milestone"}, {Title: "What"}, {Title: "Was"}, {Title: "Is"},
			{Title: "Moved by"}}}
	for _, d := range all {
		was, is, by := page.Words{desk.OnOrUnknown(d.From)}, page.Words{desk.OnOrUnknown(d.To)},
			moves(d.From, d.To)
		switch d.What {
		case "new":
			was, by = page.Say("not in the plan"), page.Say("")
		case "dropped":
			is, by = page.Say("not in the plan"), page.Say("")
		}
		t.Rows = append(t.Rows, []page.Words{
			page.Say(milestoneName(&record.Milestone{Title: d.Title})), page.Say(d.What), was, is, by})
	}
	return t
}

// beside is a table of baselines, each a column.
func beside(all []*record.Baseline) page.Table {
	if len(all) > shownBaselines {
		all = all[len(all)-shownBaselines:]
	}
	t := page.Table{Caption: "The latest " + strconv.Itoa(shownBaselines) + " at most", RowHeads: true,
		Columns: []page.Column{{Title: "Milestone"}}, Empty: "No baseline is kept here yet."}
	rows := map[string]int{}
	for i, b := range all {
		t.Columns = append(t.Columns, page.Column{Title: b.Heading()})
		for _, a := range b.Milestones {
			at, known := rows[a.Milestone]
			if !known {
				at = len(t.Rows)
				rows[a.Milestone] = at
				row := make([]page.Words, len(all)+1)
				for j := range row {
					row[j] = page.Say("not in the plan")
				}
				t.Rows = append(t.Rows, row)
			}
			t.Rows[at][0] = page.Say(milestoneName(&record.Milestone{Title: a.Title}))
			t.Rows[at][i+1] = page.Words{desk.OnOrUnknown(a.On)}
		}
	}
	return t
}

// oneBaseline is the page of a baseline. Nothing can be done with it.
func oneBaseline(d *desk.Desk) page.Route {
	kind := shelf.Of[*record.Baseline]{Listing: desk.Listing[*record.Baseline]{Kind: "baseline"},
		Show: func(l *shelf.Look[*record.Baseline]) error {
			b := l.Rec
			p, err := register.Get[*record.Plan](l.V, b.Plan)
			if err == nil {
				l.Kicker = p.Heading()
			} else if desk.Refusal(err) != page.ErrNotFound {
				return err
			}
			l.Title = b.Heading()
			if !b.On.IsZero() {
				l.Title += ", agreed on " + b.On.Long()
			}
			if err := l.Facts([]page.Row{page.Fact("Kept", page.T("as it was agreed: nothing changes it"))},
				"milestones", "number", "on"); err != nil {
				return err
			}
			t := page.Table{Caption: "Milestones", RowHeads: true, Empty: "It has none.",
				Columns: []page.Column{{Title: "Milestone"}, {Title: "Agreed for"}}}
			for _, a := range b.Milestones {
				t.Rows = append(t.Rows, []page.Words{
					page.Say(milestoneName(&record.Milestone{Title: a.Title})), {desk.OnOrUnknown(a.On)}})
			}
			l.Section("Milestones", t)
			return nil
		}}
	return page.Route{Pattern: "/baselines/{id}", Examples: d.Examples("baseline"),
		View: func(ask *page.Ask) (*page.View, error) { return kind.View(d, ask) }}
}
