package data

import (
	"slices"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/due"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// mostNeeds is how much of each kind of what waits for a person their calendar has [D].
const mostNeeds = 100

// mine is the calendar of whoever asks: meetings of the bodies that they sit on, events and closing
// dates that are for them, and what waits for them by a day.
func (h *Hub) mine(ask *page.Ask) (*page.View, error) {
	v, err := h.Signed(ask)
	if err != nil {
		return nil, err
	}
	whom, err := concerning(v)
	if err != nil {
		return nil, err
	}
	today := calendar.DateOf(ask.Moment.So)
	all, err := due.Dates(v, due.Subscribed(today), whom)
	if err != nil {
		return nil, err
	}
	needs, err := due.Needs(v, mostNeeds)
	if err != nil {
		return nil, err
	}
	for _, n := range needs {
		there := slices.ContainsFunc(all, func(d due.Date) bool { return d.To == n.To })
		if !n.By.IsZero() && !there {
			all = append(all, due.Date{ID: "need" + calendarID(n.To), On: n.By, At: n.At, What: n.What,
				Kind: "deadline", To: n.To})
		}
	}
	slices.SortStableFunc(all, func(a, b due.Date) int { return a.On.Compare(b.On) })
	list := &page.List{Title: "Your calendar", Dated: true, Columns: []string{"on", "what", "kind"}}
	var shown page.Timeline
	for _, d := range all {
		e := page.Entry{ID: d.ID, Title: d.What, To: d.To, Starts: d.At, Ends: d.Until,
			Cancelled: d.Cancelled, Sequence: d.Sequence, Cells: []string{d.On.String(), d.What, d.Kind}}
		if d.At.IsZero() {
			e.Day = d.On.String()
		}
		list.Entries = append(list.Entries, e)
		if !d.On.Before(today) {
			shown.Events = append(shown.Events, page.TimelineEvent{When: page.Words{desk.On(d.On)},
				What: page.Words{page.Link{Text: d.What, To: d.To}}})
		}
	}
	return &page.View{Title: "Your calendar", List: list, Data: map[string]any{"dates": all},
		Lead:   "What you sit on, what is asked of you, and what waits for you.",
		Crumbs: []page.Link{desk.Home(), {Text: "Calendar", To: "/calendar"}},
		Blocks: []page.Block{dated(shown), page.Section{Title: "Subscribe", Blocks: []page.Block{
			page.Para{Words: page.Say("Your account makes a secret address of this calendar, for programs " +
				"that cannot sign in.")}}}}}, nil
}

func dated(t page.Timeline) page.Block {
	if len(t.Events) == 0 {
		return page.Para{Words: page.Say("Nothing is to come that concerns you.")}
	}
	return t
}

// calendarID is what a date is called that has only an address.
func calendarID(to page.Address) string {
	id := []byte(to)
	for i, c := range id {
		if c == '/' {
			id[i] = '-'
		}
	}
	return string(id)
}

// concerning is what of the calendar of all concerns the reader of a view: of who acts for a Party
// what its category is asked, of others what everybody is.
func concerning(v *register.View) (due.Whom, error) {
	reader := v.Reader()
	whom := due.Everybody()
	whom.Meets = reader.Sits
	if len(reader.Parties) == 0 {
		return whom, nil
	}
	parties, err := register.All[*record.Party](v.As(policy.System()),
		register.Query{Among: reader.Parties})
	whom.Audience = func(groups []string) bool {
		return slices.ContainsFunc(parties, func(p *record.Party) bool {
			return record.For(groups, p.Category)
		})
	}
	return whom, err
}
