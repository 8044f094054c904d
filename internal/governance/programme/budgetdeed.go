package programme

import (
	"strconv"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/shelf"
	"github.com/mains-energy/mains/internal/page"
)

type budgetDeed = desk.Deed[*record.Budget]

// parties is whom a budget is told to, beside who has subscribed. [D]
var parties = []string{"audience:sec_parties", "subscribers:programme"}

// budgetDeeds are what the administrator does with a budget.
func budgetDeeds(bound []desk.Bound[*record.Budget]) []budgetDeed {
	type B = *record.Budget
	take := func(event string) budgetDeed { return desk.Take(BudgetLife, event, desk.StaffOf[B]) }
	consult := take("consult")
	asked := budgetConsultation()
	consult.Lead = "From here on everyone sees it, and of its versions the one that is consulted on."
	consult.Fields = asked.Fields
	consult.Hindrance = func(v *register.View, b B) (string, error) {
		if b.State != budgetConsulting {
			return "", nil
		}
		c, err := asking(v, b.Consultation)
		return stillNoted(c), err
	}
	consult.Do = func(d *budgetDoing) error {
		if d.Record.State != budgetConsulting {
			asConsulted(d.Record)
		}
		if err := asked.take(d); err != nil {
			return err
		}
		return tell(d.Tx, d.Record.ID, "budget_draft_open", d.Record.Heading()+
			": Parties are asked what they think of it", parties...)
	}
	return []budgetDeed{shelf.Change(bound), categories(), amounts(), newVersion(), take("review"),
		take("to_panel"), consult, considering(take("consider")), approving(take("approve")),
		publishing(take("publish")), amending()}
}

// budgetConsultation asks for the consultation of a budget.
func budgetConsultation() consultationBound[*record.Budget] {
	return consultationOf(&record.Budget{}, func(b *record.Budget) *string { return &b.Consultation })
}

// panelMeeting asks at which meeting of the Panel something was done.
func panelMeeting(at func(*record.Budget) *string) desk.Bound[*record.Budget] {
	return desk.BoundRef(page.Field{Name: "meeting", Label: "At which meeting?", Optional: true},
		"meeting", register.Query{Key: "body", Is: "panel", Desc: true}, at)
}

// closedFirst refuses what comes after the consultation of a budget while that is open.
func closedFirst(v *register.View, b *record.Budget) (string, error) {
	c, err := asking(v, b.Consultation)
	if err != nil {
		return "", err
	}
	return stillOpen(v, c), nil
}

// considering is the deed that notes what the Panel made of the responses.
func considering(x budgetDeed) budgetDeed {
	bound := []desk.Bound[*record.Budget]{
		panelMeeting(func(b *record.Budget) *string { return &b.ConsideredAt }),
		shelf.Area("came", "What came of the responses", "What is to change in the draft, or that "+
			"nothing is", func(b *record.Budget) *string { return &b.Considered }),
	}
	x.Hindrance, x.Fields = closedFirst, desk.Asked(bound)
	x.Do = func(d *budgetDoing) error {
		if err := desk.Taken(bound)(d); err != nil {
			return err
		}
		on, err := heldOn(d.Tx.View, d.Record.ConsideredAt)
		if err != nil || on.IsZero() {
			return err
		}
		return follows(d, "meeting", "Choose a meeting on a day", on)
	}
	return x
}

// approving is the deed that notes on which day the Panel approved a budget, as a version.
func approving(x budgetDeed) budgetDeed {
	bound := []desk.Bound[*record.Budget]{
		panelMeeting(func(b *record.Budget) *string { return &b.Meeting })}
	x.Hindrance = closedFirst
	x.Fields = func(v *register.View, b *record.Budget) ([]page.Field, error) {
		fields, err := desk.Asked(bound)(v, b)
		return append(fields, desk.DayField("on", "Approved on", calendar.DateOf(v.Moment().So)),
			versionField(nextVersion(b.Version, true))), err
	}
	x.Do = func(d *budgetDoing) error {
		if err := desk.Taken(bound)(d); err != nil {
			return err
		}
		on, err := desk.DayOf(d.In, "on")
		if err != nil {
			return err
		}
		if err := follows(d, "on", "Enter a day", on); err != nil {
			return err
		}
		held, err := heldOn(d.Tx.View, d.Record.Meeting)
		switch {
		case err != nil:
			return err
		case !held.IsZero() && held != on:
			return page.Faults{{Field: "on", Text: "The meeting is on " + held.Long() +
				": enter that day, or choose another meeting"}}
		}
		version := d.In.Text("version")
		if fault := laterVersion(d.Record.Version, version, true); fault != "" {
			return page.Faults{{Field: "version", Text: fault}}
		}
		d.Record.Version = version
		noteVersion(d, "approved", on)
		return tell(d.Tx, d.Record.ID, "budget_approved", d.Record.Heading()+
			": the Panel has approved it", parties...)
	}
	return x
}

// publishing is the deed that notes the publication. Whom it is for is told of it again when it
// takes effect.
func publishing(x budgetDeed) budgetDeed {
	x.Fields = func(v *register.View, _ *record.Budget) ([]page.Field, error) {
		return []page.Field{desk.DayField("on", "Published on",
			calendar.DateOf(v.Moment().So))}, nil
	}
	x.Do = func(d *budgetDoing) error {
		on, err := desk.DayOf(d.In, "on")
		if err != nil {
			return err
		}
		if err := follows(d, "on", "Enter a day", on); err != nil {
			return err
		}
		d.Record.PublishedOn = on
		from, ok := effect(d.Record, desk.Calendar(d.Tx.View))
		if !ok { // beyond the calendar
			return nil
		}
		n := record.Notice{About: d.Record.ID, Event: "budget_effective", Topic: "programme",
			To: parties, Due: from.Start(), Why: d.Record.Heading() + " takes effect"}
		if now := d.Tx.Now(); !n.Due.After(now) { // it is noted late
			n.Due, n.Why = now, d.Record.Heading()+" is in effect since "+from.Long()
		}
		return record.Leave(d.Tx, n)
	}
	return x
}

// amending is the deed by which an amendment within the years of a budget begins: a budget of its
// own, at its consultation. The one before stays in effect until it takes effect.
func amending() budgetDeed {
	bound := budgetConsultation()
	return budgetDeed{Name: "amend", Label: "Amend it", Reason: true,
		May:  desk.StaffOf[*record.Budget],
		Lead: "The amendment is consulted on. Until it takes effect this budget stays as it is.",
		Hindrance: func(v *register.View, b *record.Budget) (string, error) {
			t, err := timelineOf(v)
			switch state := t.state(b); state {
			case budgetPublished, budgetEffective:
				return "", err
			case budgetSuperseded:
				return "A later one has taken its place: amend that.", err
			}
			return "It is not published yet: change its draft.", err
		},
		Fields: func(v *register.View, _ *record.Budget) ([]page.Field, error) {
			return bound.Fields(v, &record.Budget{})
		},
		Do: func(d *budgetDoing) (err error) {
			b := *d.Record
			b.Head = record.Head{Visible: b.Visible, Demo: b.Demo, Basis: b.Basis}
			if b.ID, err = d.Tx.NewID("budget"); err != nil {
				return err
			}
			b.Title += ", amendment"
			b.State, b.Amends, b.Amended = budgetConsulting, d.Record.ID, d.In.Text("reason")
			b.PublishedOn, b.Meeting = calendar.Date{}, ""
			b.Considered, b.ConsideredAt = "", ""
			b.Version, b.Versions = nextVersion(d.Record.Version, false), nil
			own := &budgetDoing{Tx: d.Tx, Record: &b, In: d.In, Reader: d.Reader}
			noteVersion(own, "the amendment as it is consulted on", calendar.DateOf(d.Tx.Now()))
			if err := bound.take(own); err != nil {
				return err
			}
			if err := d.Tx.Put(&b); err != nil {
				return err
			}
			return tell(d.Tx, b.ID, "budget_draft_open", b.Heading()+
				": Parties are asked what they think of it", parties...)
		}}
}

// categories is the deed that notes what the amounts of a budget are parted into.
func categories() budgetDeed {
	bound := []desk.Bound[*record.Budget]{desk.BoundLines(page.Field{Name: "categories",
		Label: "Cost categories", Control: page.Area, Optional: true,
		Hint: "One on each line, as the budget calls them. Empty: its amounts are for all of them"},
		func(b *record.Budget) *[]string { return &b.Categories })}
	return budgetDeed{Name: "categories", Label: "Note the cost categories",
		May: desk.StaffOf[*record.Budget], Hindrance: stillDraft, Fields: desk.Asked(bound),
		Do: func(d *budgetDoing) error {
			if err := desk.Taken(bound)(d); err != nil {
				return err
			}
			if n := len(d.Record.Categories); n != 0 && n != costCategories {
				return page.Faults{{Field: "categories", Text: "Enter " + strconv.Itoa(costCategories) +
					" categories, one on each line: there are " + strconv.Itoa(n)}}
			}
			d.Record.Amounts = keptAmounts(d.Record)
			return nil
		}}
}

// stillDraft says that a budget was approved, and stays as it is; empty: it was not.
func stillDraft(_ *register.View, b *record.Budget) (string, error) {
	switch b.State {
	case budgetApproved, budgetPublished, budgetEffective, budgetSuperseded:
		return "It is approved: its amounts stay. Amend it where they are to change.", nil
	}
	return "", nil
}

// keptAmounts are the amounts of a budget that are of one of its categories.
func keptAmounts(b *record.Budget) (kept []record.Amount) {
	for _, a := range b.Amounts {
		for _, c := range categoriesOf(b) {
			if a.Category == c {
				kept = append(kept, a)
			}
		}
	}
	return kept
}

// amounts is the deed that notes what a budget has for each year in each category.
func amounts() budgetDeed {
	return budgetDeed{Name: "amounts", Label: "Note the amounts", May: desk.StaffOf[*record.Budget],
		Hindrance: stillDraft,
		Fields: func(_ *register.View, b *record.Budget) (fields []page.Field, err error) {
			for i, c := range categoriesOf(b) {
				for _, y := range yearsOf(b) {
					f := page.Field{Name: amountField(y, i), Label: "Pounds for " + y.name(),
						Control: page.Number, Optional: true, Limit: 12, Group: c,
						Hint: "Whole pounds, without commas"}
					if pounds, known := amountOf(b.Amounts, y, c); known {
						f.Values = []string{strconv.Itoa(pounds)}
					}
					fields = append(fields, f)
				}
			}
			return fields, nil
		},
		Do: func(d *budgetDoing) error {
			var faults page.Faults
			var all []record.Amount
			for i, c := range categoriesOf(d.Record) {
				for _, y := range yearsOf(d.Record) {
					text := d.In.Text(amountField(y, i))
					if text == "" {
						continue
					}
					pounds, err := strconv.Atoi(text)
					if err != nil || pounds < 0 {
						faults.Add(amountField(y, i), "Enter whole pounds, such as 1250000")
					}
					all = append(all, record.Amount{YearFrom: y.from, Category: c, Pounds: pounds})
				}
			}
			d.Record.Amounts = all
			return faults.Err()
		}}
}

// amountField is the field of a year in a category, by its place: pounds-2022 where the amounts
// are for all categories together, and pounds-2022-1 and so on else.
func amountField(y year, category int) string {
	name := "pounds-" + strconv.Itoa(y.from.Year)
	if category > 0 {
		name += "-" + strconv.Itoa(category)
	}
	return name
}
