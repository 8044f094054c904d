package programme

import (
	"fmt"
	"net/url"
	"strconv"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/process"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/shelf"
	"github.com/mains-energy/mains/internal/page"
)

// The rules of a Panel budget.
const (
	// budgetClause is where the Code has them.
	budgetClause = "SEC C8"
	// approvedAfter is how many Working Days after its publication a budget becomes the
	// Approved Budget [H].
	approvedAfter = 15
	// budgetYears is how many Regulatory Years it is for, and yearBegins their first month [H].
	budgetYears = 3
	yearBegins  = time.April
)

// The states of a budget.
const (
	budgetDraft      = "draft"
	pfcgReview       = "pfcg_review"
	panelReview      = "panel_review"
	consulting       = "consultation"
	considered       = "responses_considered"
	budgetApproved   = "approved"
	budgetPublished  = "published"
	budgetEffective  = "effective"
	budgetSuperseded = "superseded"
)

// byPanel is who takes the Panel's steps.
const byPanel = "SEC Panel, noted by the code administrator"

// BudgetLife is the life of a Panel budget. SEC C8, [H]; that it takes effect on 1 April, and
// not before it is the Approved Budget, is read from it [H].
var BudgetLife = &process.Machine{
	Name: "budget", Title: "Panel budget", Clause: budgetClause, Start: budgetDraft,
	States: []process.State{
		{Name: budgetDraft, Label: "Draft", Doc: "The administrator prepares it."},
		{Name: pfcgReview, Label: "With the Panel Finance and Contracts Group",
			Doc: "The group reviews it before the Panel."},
		{Name: panelReview, Label: "With the Panel", Doc: "The Panel sets the draft."},
		{Name: consulting, Label: "Consultation", Doc: "Parties are asked what they think of it."},
		{Name: considered, Label: "Responses considered", Doc: "The Panel looks at what was said."},
		{Name: budgetApproved, Label: "Approved", Doc: "The Panel has approved it."},
		{Name: budgetPublished, Label: "Published",
			Doc: "It becomes the Approved Budget 15 Working Days later."},
		{Name: budgetEffective, Label: "In effect", Doc: "Costs are recovered by it.", Final: true},
		{Name: budgetSuperseded, Label: "Superseded", Doc: "A later one has taken its place.",
			Final: true},
	},
	Steps: []process.Step{
		{Event: "review", Label: "Send it to the Panel Finance and Contracts Group",
			From: []string{budgetDraft}, To: pfcgReview, By: []string{by}},
		{Event: "to_panel", Label: "Send it to the Panel", From: []string{pfcgReview},
			To: panelReview, By: []string{by}},
		{Event: "consult", Label: "Note the consultation", From: []string{panelReview},
			To: consulting, By: []string{by}},
		{Event: "consider", Label: "Note the responses as considered", From: []string{consulting},
			To: considered, By: []string{byPanel}},
		{Event: "approve", Label: "Note the approval", From: []string{considered},
			To: budgetApproved, By: []string{byPanel}},
		{Event: "publish", Label: "Note the publication", From: []string{budgetApproved},
			To: budgetPublished, By: []string{by}},
		{Event: "take_effect", Label: "It takes effect", From: []string{budgetPublished},
			To: budgetEffective, Timed: true, Doc: "On 1 April, once it is the Approved Budget."},
		{Event: "supersede", Label: "Note that a later one takes its place",
			From: []string{budgetEffective}, To: budgetSuperseded, By: []string{by}},
		{Event: "amend", Label: "Amend it", From: []string{budgetPublished, budgetEffective},
			To: consulting, By: []string{byPanel}, Reason: true,
			Doc: "An amendment within the year is consulted on."},
	},
}

// approval is when a published budget becomes the Approved Budget, with its working; ok is
// false where it is not published, or the calendar does not reach so far.
func approval(b *record.Budget, c *calendar.Calendar) (w calendar.Working, ok bool) {
	if b.PublishedOn.IsZero() {
		return w, false
	}
	w, err := c.Add(b.PublishedOn, approvedAfter)
	return w, err == nil
}

// effect is the day on which a published budget takes effect: that of its first year, or
// later the day on which it becomes the Approved Budget.
func effect(b *record.Budget, c *calendar.Calendar) (on calendar.Date, ok bool) {
	w, ok := approval(b, c)
	if w.To.After(b.FirstYearFrom) {
		return w.To, ok
	}
	return b.FirstYearFrom, ok
}

// budgetState is the state of a budget at the moment of a view.
func budgetState(v *register.View, b *record.Budget) string {
	if b.State != budgetPublished {
		return b.State
	}
	if on, ok := effect(b, desk.Calendar(v)); ok && !v.Moment().So.Before(on.Start()) {
		return budgetEffective
	}
	return b.State
}

// budgetRow is a budget as programs read it.
type budgetRow struct {
	*record.Budget
	State       string        `json:"state_now"`
	ApprovedOn  calendar.Date `json:"approved_budget_on,omitzero"`
	Working     string        `json:"working,omitempty"`
	EffectiveOn calendar.Date `json:"effective_on,omitzero"`
}

func rowOfBudget(v *register.View, b *record.Budget) budgetRow {
	row := budgetRow{Budget: b, State: budgetState(v, b)}
	if w, ok := approval(b, desk.Calendar(v)); ok {
		row.ApprovedOn, row.Working = w.To, w.String()
		row.EffectiveOn, _ = effect(b, desk.Calendar(v))
	}
	return row
}

type budgetDoing = desk.Doing[*record.Budget]

func budgets() shelf.Of[*record.Budget] {
	type B = *record.Budget
	bound := []desk.Bound[B]{
		shelf.Title(func(b B) *string { return &b.Title }),
		shelf.Owners("owners", "Owner", func(b B) *[]string { return &b.Owners }),
		shelf.Line("version", "Version", "0.1 and so on for drafts, 1.0 when it is final",
			func(b B) *string { return &b.Version }),
	}
	return shelf.Of[B]{
		Listing: desk.Listing[B]{Kind: "budget", Tell: shelf.Each(tellBudget),
			Columns: []string{"id", "title", "state", "first_year_from", "last_year_to", "version"},
			Parts: func(*register.View, url.Values) []desk.Part {
				return []desk.Part{{Empty: "None is known of.",
					Query: register.Query{Key: "first_year", Desc: true}}}
			}},
		Adding: desk.Adding[B]{Label: "Add a draft budget",
			New: func(id string) B {
				return &record.Budget{Head: record.Head{ID: id}, State: budgetDraft,
					Owners: []string{"panel"}}
			},
			Fields: func(v *register.View, b B) ([]page.Field, error) {
				fields, err := desk.Asked(bound)(v, b)
				return append(fields, page.Field{Name: "year", Label: "First Regulatory Year",
					Control: page.Number, Limit: 4,
					Hint: "The year in which it begins, on 1 April. The budget is for three."}), err
			},
			Do: func(d *budgetDoing) error {
				year, err := strconv.Atoi(d.In.Text("year"))
				if err != nil || year < 2010 || year > 2100 {
					return page.Faults{{Field: "year", Text: "Enter a year such as 2023"}}
				}
				d.Record.FirstYearFrom = calendar.Date{Year: year, Month: yearBegins, Day: 1}
				d.Record.LastYearTo = calendar.Date{Year: year + budgetYears, Month: yearBegins,
					Day: 1}.AddDays(-1)
				return desk.Taken(bound)(d)
			}},
		Deeds: desk.Deeds[B]{Machine: BudgetLife, State: func(b B) string { return b.State },
			Now:   func(v *register.View, b B) (string, error) { return budgetState(v, b), nil },
			Enter: func(b B, state string) { b.State = state },
			Deeds: budgetDeeds(bound)},
		Show: showBudget,
	}
}

// budgetDeeds are what the administrator does with a budget.
func budgetDeeds(bound []desk.Bound[*record.Budget]) []desk.Deed[*record.Budget] {
	type B = *record.Budget
	take := func(event string) desk.Deed[B] { return desk.Take(BudgetLife, event, desk.StaffOf[B]) }
	bind := func(event string, bound ...desk.Bound[B]) desk.Deed[B] {
		x := take(event)
		x.Fields, x.Do = desk.Asked(bound), desk.Taken(bound)
		return x
	}
	publish := take("publish")
	publish.Fields = func(v *register.View, b B) ([]page.Field, error) {
		return []page.Field{desk.DayField("on", "Published on",
			calendar.DateOf(v.Moment().So))}, nil
	}
	publish.Do = func(d *budgetDoing) error {
		on, err := desk.DayOf(d.In, "on")
		if err != nil {
			return err
		}
		if today := calendar.DateOf(d.Tx.Now()); on.After(today) {
			return page.Faults{{Field: "on", Text: "Enter a day up to " + today.Long()}}
		}
		d.Record.PublishedOn, d.Record.Amended = on, ""
		return nil
	}
	amend := take("amend")
	amend.Do = func(d *budgetDoing) error { d.Record.Amended = d.In.Text("reason"); return nil }
	return []desk.Deed[B]{shelf.Change(bound), amounts(), take("review"), take("to_panel"),
		bind("consult", desk.BoundRef(page.Field{Name: "consultation", Label: "Consultation"},
			"consultation", register.Query{Key: "type", Is: "panel_budget"},
			func(b B) *string { return &b.Consultation })),
		take("consider"),
		bind("approve", desk.BoundRef(page.Field{Name: "meeting", Label: "At which meeting?",
			Optional: true}, "meeting", register.Query{Key: "body", Is: "panel", Desc: true},
			func(b B) *string { return &b.Meeting }),
			shelf.Line("version", "Version", "", func(b B) *string { return &b.Version })),
		publish, take("supersede"), amend}
}

// amounts is the deed that notes what a budget has for each year.
func amounts() desk.Deed[*record.Budget] {
	name := func(on calendar.Date) string { return fmt.Sprintf("pounds-%d", on.Year) }
	return desk.Deed[*record.Budget]{Name: "amounts", Label: "Note the amounts",
		May: desk.StaffOf[*record.Budget],
		Fields: func(_ *register.View, b *record.Budget) (fields []page.Field, err error) {
			for _, y := range yearsOf(b) {
				f := page.Field{Name: name(y.from), Label: "Pounds for " + y.name(),
					Control: page.Number, Optional: true, Limit: 12, Hint: "Whole pounds, without commas"}
				if y.known {
					f.Values = []string{strconv.Itoa(y.pounds)}
				}
				fields = append(fields, f)
			}
			return fields, nil
		},
		Do: func(d *budgetDoing) error {
			var faults page.Faults
			var all []record.Amount
			for _, y := range yearsOf(d.Record) {
				text := d.In.Text(name(y.from))
				if text == "" {
					continue
				}
				pounds, err := strconv.Atoi(text)
				if err != nil || pounds < 0 {
					faults.Add(name(y.from), "Enter whole pounds, such as 1250000")
				}
				all = append(all, record.Amount{YearFrom: y.from, Pounds: pounds})
			}
			d.Record.Amounts = all
			return faults.Err()
		}}
}

// year is a Regulatory Year of a budget.
type year struct {
	from, to calendar.Date
	known    bool // what the budget has for it
	pounds   int
}

// name is what a Regulatory Year is called.
func (y year) name() string { return fmt.Sprintf("%d to %d", y.from.Year, y.to.Year) }

// yearsOf are the Regulatory Years of a budget.
func yearsOf(b *record.Budget) (years []year) {
	const most = 10
	for from := b.FirstYearFrom; !from.IsZero() && from.Before(b.LastYearTo) &&
		len(years) < most; from.Year++ {
		next := from
		next.Year++
		y := year{from: from, to: next.AddDays(-1)}
		for _, a := range b.Amounts {
			if a.YearFrom == from {
				y.known, y.pounds = true, a.Pounds
			}
		}
		years = append(years, y)
	}
	return years
}
