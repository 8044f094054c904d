package programme

import (
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
	// costCategories is how many cost categories there are [H]. What they are called is not known
	// here.
	costCategories = 4
)

// The states of a budget.
const (
	budgetDraft      = record.BudgetDraft
	pfcgReview       = record.BudgetPFCG
	panelReview      = record.BudgetPanel
	budgetConsulting = "consultation"
	budgetConsidered = "responses_considered"
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
		{Name: budgetDraft, Label: "Draft", Doc: "The administrator prepares it, and alone sees it."},
		{Name: pfcgReview, Label: "With the Panel Finance and Contracts Group",
			Doc: "The group reviews it before the Panel. Both see it, and the Authority."},
		{Name: panelReview, Label: "With the Panel",
			Doc: "The Panel sets the draft. Nobody else sees it yet, but for the Authority."},
		{Name: budgetConsulting, Label: "Consultation",
			Doc: "Parties are asked what they think of it. From here on everyone sees it."},
		{Name: budgetConsidered, Label: "Responses considered", Doc: "The Panel looks at what was said."},
		{Name: budgetApproved, Label: "Approved", Doc: "The Panel has approved it."},
		{Name: budgetPublished, Label: "Published",
			Doc: "It becomes the Approved Budget 15 Working Days later."},
		{Name: budgetEffective, Label: "In effect", Doc: "Costs are recovered by it. An amendment " +
			"within the year is a budget of its own, which begins at its consultation."},
		{Name: budgetSuperseded, Label: "Superseded", Doc: "A later one has taken its place.",
			Final: true},
	},
	Steps: []process.Step{
		{Event: "review", Label: "Send it to the Panel Finance and Contracts Group",
			From: []string{budgetDraft}, To: pfcgReview, By: []string{by}},
		{Event: "to_panel", Label: "Send it to the Panel", From: []string{pfcgReview},
			To: panelReview, By: []string{by}},
		{Event: "consult", Label: "Note the consultation", From: []string{panelReview,
			budgetConsulting}, To: budgetConsulting, By: []string{by}, Doc: againWhere},
		{Event: "consider", Label: "Note the responses as considered", From: []string{budgetConsulting},
			To: budgetConsidered, By: []string{byPanel}},
		{Event: "approve", Label: "Note the approval", From: []string{budgetConsidered},
			To: budgetApproved, By: []string{byPanel}},
		{Event: "publish", Label: "Note the publication", From: []string{budgetApproved},
			To: budgetPublished, By: []string{by}},
		{Event: "take_effect", Label: "It takes effect", From: []string{budgetPublished},
			To: budgetEffective, Timed: true, Doc: "On 1 April, once it is the Approved Budget."},
		{Event: "supersede", Label: "A later one takes its place", Timed: true,
			From: []string{budgetEffective}, To: budgetSuperseded,
			Doc: "On the day on which a later budget, or an amendment of it, takes effect."},
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

// timeline is when each budget takes effect.
type timeline struct {
	calendar *calendar.Calendar
	today    calendar.Date
	all      []*record.Budget
}

// timelineOf is that of the budgets of a view.
func timelineOf(v *register.View) (timeline, error) {
	all, err := register.All[*record.Budget](v, register.Query{Key: "state",
		Among: []string{budgetPublished, budgetEffective}})
	return timeline{desk.Calendar(v), calendar.DateOf(v.Moment().So), all}, err
}

// from is the day on which a budget takes effect; ok is false where none is known.
func (t timeline) from(b *record.Budget) (on calendar.Date, ok bool) {
	if on, ok = effect(b, t.calendar); !ok && b.State == budgetEffective {
		return b.FirstYearFrom, !b.FirstYearFrom.IsZero()
	}
	return on, ok && (b.State == budgetPublished || b.State == budgetEffective)
}

// successor is the budget that takes the place of one, as soon as any does, and the day of it;
// nil where none is known.
func (t timeline) successor(of *record.Budget) (next *record.Budget, on calendar.Date) {
	since, ok := t.from(of)
	if !ok {
		return nil, on
	}
	for _, b := range t.all {
		from, ok := t.from(b)
		later := from.After(since) || from == since && b.Amends == of.ID
		if ok && b.ID != of.ID && later && (next == nil || from.Before(on)) {
			next, on = b, from
		}
	}
	return next, on
}

// state is the state of a budget on the day of the timeline.
func (t timeline) state(b *record.Budget) string {
	if from, ok := t.from(b); !ok || from.After(t.today) {
		return b.State
	}
	if next, on := t.successor(b); next != nil && !on.After(t.today) {
		return budgetSuperseded
	}
	return budgetEffective
}

// budgetRow is a budget as programs read it.
type budgetRow struct {
	*record.Budget
	State       string        `json:"state_now"`
	ApprovedOn  calendar.Date `json:"approved_budget_on,omitzero"`
	Working     string        `json:"working,omitempty"`
	EffectiveOn calendar.Date `json:"effective_on,omitzero"`
	// Successor takes its place, on the day SupersededOn.
	Successor    string        `json:"superseded_by,omitempty" ref:"budget"`
	SupersededOn calendar.Date `json:"superseded_on,omitzero"`
}

func (t timeline) row(b *record.Budget) budgetRow {
	row := budgetRow{Budget: b, State: t.state(b)}
	if w, ok := approval(b, t.calendar); ok {
		row.ApprovedOn, row.Working = w.To, w.String()
	}
	if from, ok := t.from(b); ok {
		row.EffectiveOn = from
	}
	if next, on := t.successor(b); next != nil {
		row.Successor, row.SupersededOn = next.ID, on
	}
	return row
}

type budgetDoing = desk.Doing[*record.Budget]

func budgets() shelf.Of[*record.Budget] {
	type B = *record.Budget
	bound := budgetFields()
	return shelf.Of[B]{
		Listing: desk.Listing[B]{Kind: "budget", Dated: true, Tell: tellBudgets,
			Columns: []string{"id", "title", "state", "first_year_from", "last_year_to", "version"},
			Parts: func(*register.View, url.Values) []desk.Part {
				return []desk.Part{{Empty: "None is known of.",
					Query: register.Query{Key: "first_year", Desc: true}}}
			}},
		Adding: desk.Adding[B]{Label: "Add a draft budget",
			Lead: "The administrator alone sees it until it goes to the Panel Finance and Contracts " +
				"Group, and everyone from its consultation on: then not the versions before that.",
			New: func(id string) B {
				return &record.Budget{Head: record.Head{ID: id}, State: budgetDraft,
					Owners: []string{"panel"}, Version: firstVersion}
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
				if err := desk.Taken(bound)(d); err != nil {
					return err
				}
				noteVersion(d, "the first draft", calendar.DateOf(d.Tx.Now()))
				return nil
			}},
		Deeds: desk.Deeds[B]{Machine: BudgetLife, State: func(b B) string { return b.State },
			Now: func(v *register.View, b B) (string, error) {
				t, err := timelineOf(v)
				return t.state(b), err
			},
			Enter: func(b B, state string) { b.State = state },
			Deeds: budgetDeeds(bound)},
		Show: showBudget,
	}
}

// budgetFields are what a budget says of itself.
func budgetFields() []desk.Bound[*record.Budget] {
	type B = *record.Budget
	return []desk.Bound[B]{
		shelf.Title(func(b B) *string { return &b.Title }),
		shelf.Owners("owners", "Owner", func(b B) *[]string { return &b.Owners }),
	}
}
