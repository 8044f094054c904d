package bulletin

import (
	"net/url"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/process"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/shelf"
	"github.com/mains-energy/mains/internal/page"
)

// The states of a vacancy.
const (
	opened    = "open"
	closed    = "closed"
	filled    = "filled"
	withdrawn = "withdrawn"
)

// VacancyLife is the life of a vacancy. The first three states [D]; that it closes by the
// clock on the day it says, and that it can be withdrawn, are ours too.
var VacancyLife = &process.Machine{
	Name: "vacancy", Title: "Vacancy", Start: opened,
	States: []process.State{
		{Name: opened, Label: "Open", Doc: "Applications are taken."},
		{Name: closed, Label: "Closed", Doc: "No application is taken any more."},
		{Name: filled, Label: "Filled", Doc: "Somebody has the post.", Final: true},
		{Name: withdrawn, Label: "Withdrawn", Doc: "The post is not filled.", Final: true},
	},
	Steps: []process.Step{
		{Event: "close", Label: "Close it", From: []string{opened}, To: closed, By: []string{by}},
		{Event: "closing_day", Label: "Its day ends", From: []string{opened}, To: closed, Timed: true,
			Doc: "At 5pm of the day on which it says that it closes."},
		{Event: "fill", Label: "Note it as filled", From: []string{opened, closed}, To: filled,
			By: []string{by}},
		{Event: "withdraw", Label: "Withdraw it", From: []string{opened, closed}, To: withdrawn,
			By: []string{by}, Reason: true},
	},
}

// vacancyState is the state of a vacancy at an instant.
func vacancyState(v *record.Vacancy, so time.Time) string {
	if v.Status == opened && !v.ClosesOn.IsZero() && !so.Before(calendar.CloseOfDay(v.ClosesOn)) {
		return closed
	}
	return v.Status
}

func vacancies() shelf.Of[*record.Vacancy] {
	type V = *record.Vacancy
	bound := []desk.Bound[V]{
		shelf.Title(func(v V) *string { return &v.Title }),
		shelf.Line("team", "Team", "", func(v V) *string { return &v.Team }),
		desk.BoundRef(page.Field{Name: "employer", Label: "Employer", Optional: true}, "organisation",
			register.Query{}, func(v V) *string { return &v.Employer }),
		shelf.Area("description", "Description", "", func(v V) *string { return &v.Description }),
		shelf.Line("salary", "Salary", "As it is to be printed", func(v V) *string { return &v.Salary }),
		shelf.Contacts("apply", "Apply to", func(v V) *[]string { return &v.ApplyVia }),
		desk.BoundDay(page.Field{Name: "closes", Label: "Closes on", Optional: true,
			Hint: "At 5pm of that day. Empty: it is not known yet"},
			func(v V) *calendar.Date { return &v.ClosesOn }),
	}
	take := func(event string) desk.Deed[V] {
		return desk.Take(VacancyLife, event, desk.StaffOf[V])
	}
	end := take("withdraw")
	end.Do = func(d *desk.Doing[V]) error { d.Record.Withdrawn = d.In.Text("reason"); return nil }
	return shelf.Of[V]{
		Listing: desk.Listing[V]{Kind: "vacancy", Dated: true, Parts: vacancyParts,
			Tell:    shelf.Each(tellVacancy),
			Columns: []string{"id", "title", "team", "state", "closes_on"},
			Lead:    "Posts with the administrator. Seats on committees are elected."},
		Adding: desk.Adding[V]{Label: "Add a vacancy", Fields: desk.Asked(bound),
			New: func(id string) V {
				return &record.Vacancy{Head: record.Head{ID: id}, Status: opened}
			},
			Do: func(d *desk.Doing[V]) error {
				d.Record.PostedOn = calendar.DateOf(d.Tx.Now())
				return desk.Taken(bound)(d)
			}},
		Deeds: desk.Deeds[V]{Machine: VacancyLife,
			State: func(v V) string { return v.Status },
			Now: func(view *register.View, v V) (string, error) {
				return vacancyState(v, view.Moment().So), nil
			},
			Enter: func(v V, state string) { v.Status = state },
			Deeds: []desk.Deed[V]{shelf.Change(bound), take("close"), take("fill"), end}},
		Show: showVacancy,
	}
}

// vacancyParts are those that are open, and below them the others.
func vacancyParts(v *register.View, _ url.Values) []desk.Part {
	so := v.Moment().So
	return []desk.Part{
		{Name: "open", Title: "Open", Empty: "There is none at present.", Query: record.StillOpen(so)},
		{Name: "past", Title: "Closed, filled and withdrawn", Query: record.Closed(so)},
	}
}

// vacancyRow is a vacancy as programs read it: its state also says what the clock has done, and
// stands in the place of its status, which does not.
type vacancyRow struct {
	*record.Vacancy
	Status string `json:"status,omitempty"` // left out
	State  string `json:"state"`
}

func newVacancyRow(v *record.Vacancy, state string) vacancyRow {
	return vacancyRow{Vacancy: v, State: state}
}

func tellVacancy(v *register.View, vacancy *record.Vacancy) desk.Told {
	state := vacancyState(vacancy, v.Moment().So)
	tag := shelf.StateTag(VacancyLife, state, opened)
	e := page.Entry{ID: vacancy.ID, Title: vacancy.Title, Summary: vacancyAnswer(vacancy, state) + ".",
		To: desk.AddressOf(vacancy), Day: vacancy.ClosesOn.String(), Cancelled: state == withdrawn,
		Cells: []string{vacancy.ID, vacancy.Title, vacancy.Team, state, vacancy.ClosesOn.String()}}
	return desk.Told{Data: newVacancyRow(vacancy, state), Entry: e, Item: page.Item{
		Head: page.Words{desk.Link(vacancy)}, Tag: &tag,
		Body: []page.Words{page.Say(vacancyAnswer(vacancy, state))}}}
}

// vacancyAnswer says whether one can still apply.
func vacancyAnswer(v *record.Vacancy, state string) string {
	switch {
	case state == opened && v.ClosesOn.IsZero():
		return "Open; the day it closes is not known"
	case state == opened:
		return "Open until 5pm on " + v.ClosesOn.Long()
	case state == closed && !v.ClosesOn.IsZero():
		return "Closed at 5pm on " + v.ClosesOn.Long()
	}
	s, _ := VacancyLife.State(state)
	return s.Label
}

// showVacancy is the page of a vacancy.
func showVacancy(l *shelf.Look[*record.Vacancy]) error {
	v := l.Rec
	state := vacancyState(v, l.So)
	tag := shelf.StateTag(VacancyLife, state, opened)
	l.Title, l.Tag, l.Data = vacancyAnswer(v, state), &tag, newVacancyRow(v, state)
	apply, err := shelf.Reaching(l.V, "Apply to", v.ApplyVia)
	if err != nil {
		return err
	}
	if len(apply) == 0 {
		apply = []page.Row{page.Fact("Apply to", desk.NotKnown)}
	}
	rows := []page.Row{page.Fact("Post", page.T(v.Heading())),
		page.Fact("Closes", desk.OnOrUnknown(v.ClosesOn))}
	return l.Facts(append(rows, apply...), "status", "closes_on", "apply_via")
}
