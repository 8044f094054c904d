package programme

import (
	"fmt"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/page"
)

// The days that ratings go by. [D]
const (
	muchLater = 28 // a forecast so many days after the baseline is red
	soonDue   = 28 // a milestone that is due within so many days is to have a forecast
)

// rating is how a milestone stands against its baseline.
type rating struct {
	Name  string
	Label string
	When  string
	Tone  page.Tone
	holds func(p *record.Plan, m *record.Milestone, today calendar.Date) bool
}

// ratings are all there are; the first that holds is the one. [D]
var ratings = []rating{
	{"reached", "Reached", "It was reached.", page.Good,
		func(_ *record.Plan, m *record.Milestone, _ calendar.Date) bool {
			return !m.ReachedOn.IsZero()
		}},
	{"not_agreed", "No day agreed", "It has no day in the baseline.", page.Wait,
		func(_ *record.Plan, m *record.Milestone, _ calendar.Date) bool {
			return m.BaselineOn.IsZero()
		}},
	{"red", "Red", fmt.Sprintf("Its day is over and it was not reached, or its forecast is more "+
		"than %d days later.", muchLater), page.Stop,
		func(_ *record.Plan, m *record.Milestone, today calendar.Date) bool { return red(m, today) }},
	{"amber", "Amber", fmt.Sprintf("Its forecast is later than the baseline, or it needs one that "+
		"is red, or it is due within %d days and has no forecast.", soonDue), page.Wait, amber},
	{"green", "Green", "None of this.", page.Good,
		func(*record.Plan, *record.Milestone, calendar.Date) bool { return true }},
}

// red reports whether a milestone with a day in the baseline, not reached, is red.
func red(m *record.Milestone, today calendar.Date) bool {
	return today.After(m.BaselineOn) ||
		!m.ForecastOn.IsZero() && m.ForecastOn.After(m.BaselineOn.AddDays(muchLater))
}

// amber reports whether one that is not red is amber.
func amber(p *record.Plan, m *record.Milestone, today calendar.Date) bool {
	if m.ForecastOn.After(m.BaselineOn) ||
		m.ForecastOn.IsZero() && m.BaselineOn.Before(today.AddDays(soonDue)) {
		return true
	}
	for _, id := range m.Needs {
		n := milestoneOf(p, id)
		if n != nil && n.ReachedOn.IsZero() && !n.BaselineOn.IsZero() && red(n, today) {
			return true
		}
	}
	return false
}

// rate is how a milestone of a plan stands on a day.
func rate(p *record.Plan, m *record.Milestone, today calendar.Date) rating {
	for _, r := range ratings {
		if r.holds(p, m, today) {
			return r
		}
	}
	return rating{} // the last holds always
}

// slipWords say how much later the forecast of a milestone is than its baseline.
func slipWords(m *record.Milestone) string { return later(m.BaselineOn, m.ForecastOn) }

// ratingTable says when a milestone stands how.
func ratingTable() page.Table {
	t := page.Table{Caption: "The first that holds", RowHeads: true,
		Columns: []page.Column{{Title: "Standing"}, {Title: "When"}}}
	for _, r := range ratings {
		t.Rows = append(t.Rows, []page.Words{{page.Tag{Text: r.Label, Tone: r.Tone}},
			page.Say(r.When)})
	}
	return t
}
