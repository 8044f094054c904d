package modification

import (
	"fmt"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/page"
)

// stop is a date of the way of a Modification, as the timetable shows it.
type stop struct {
	What    string        `json:"what"`
	Days    int           `json:"working_days,omitempty"`
	From    calendar.Date `json:"from,omitzero"`
	Due     calendar.Date `json:"due,omitzero"`
	Done    calendar.Date `json:"done,omitzero"`
	State   string        `json:"state"`
	Working string        `json:"working,omitempty"`
	Clause  string        `json:"clause,omitempty"`
	MovedBy string        `json:"moved_by,omitempty"`
	// Consultation is the one that it is, once that was opened.
	Consultation string `json:"consultation,omitempty" ref:"consultation"`
	name         string
}

// timetable is the tab of dates: each with how it was counted and who may move it.
func (s subject) timetable(d *dossier, view *page.View) error {
	stops, err := d.stops()
	if err != nil {
		return err
	}
	today := d.today()
	table := page.Table{Caption: "The way to a decision, in order", RowHeads: true,
		Empty: "Nothing is dated yet.",
		Columns: []page.Column{{Title: "What"}, {Title: "Working Days", Number: true}, {Title: "Due"},
			{Title: "Where it is"}, {Title: "How the date comes about"}, {Title: "Who may move it"}}}
	view.List = &page.List{Title: kicker(d.m) + ": timetable", Dated: true,
		Columns: []string{"what", "working_days", "due", "done", "state", "working"}}
	for _, each := range stops {
		table.Rows = append(table.Rows, each.row())
		view.List.Entries = append(view.List.Entries, each.entry(d))
	}
	lead := "Dates are counted again whenever something is done sooner or later than planned."
	if len(d.m.Timetable) == 0 && d.m.TimetableOn.IsZero() {
		lead = "No timetable was set in this register: only what is known is dated."
	}
	view.Lead = lead
	view.Blocks = []page.Block{table}
	if len(d.m.Extensions) > 0 {
		view.Blocks = append(view.Blocks, page.Section{Title: "Extensions",
			Blocks: []page.Block{d.extended()}})
	}
	view.Data = map[string]any{"id": d.m.ID, "number": d.m.Number(), "as_of": today,
		"timetable": stops, "extensions": d.m.Extensions}
	return nil
}

// stops are the activities of the plan, then what follows it.
func (d *dossier) stops() (stops []stop, err error) {
	for _, e := range d.plan() {
		each := stop{What: e.what, Days: e.days, From: e.from, Due: e.due.Date, Done: e.done,
			State: e.state(d.today()), Working: e.working(), Clause: e.due.Clause, MovedBy: e.moved,
			name: e.name}
		if c := d.consulted(e.name); c != nil {
			each.Consultation, each.Working = c.ID, "It closes then"
		}
		stops = append(stops, each)
	}
	now, err := d.standing()
	if err != nil {
		return nil, err
	}
	if d.state == refinement || d.state == report {
		f, err := d.vote()
		if err != nil || f.on.IsZero() {
			return stops, err
		}
		return append(stops, stop{What: "Vote of the Change Board", Due: f.on, State: "to come",
			Working: "Papers are due " + f.papers.Working.String(), Clause: "SEC D", MovedBy: board,
			name: "vote"}), nil
	}
	if !now.by.Date.IsZero() {
		stops = append(stops, stop{What: now.next, Due: now.by.Date, State: "to come",
			Working: now.why, Clause: now.by.Clause, MovedBy: now.by.MovedBy, name: d.state})
	}
	return stops, nil
}

// papersFor is the first day of a meeting that papers of a day can be in time for.
func (d *dossier) papersFor(day calendar.Date) calendar.Date {
	working, err := d.cal.Add(day, spanOf(papers).days)
	if err != nil {
		return day
	}
	return working.To
}

// row is a stop in the table.
func (s stop) row() []page.Words {
	days, due, where := page.Say(""), page.Words{desk.NotKnown}, page.Say(desk.Upper(s.State))
	if s.Days > 0 {
		days = page.Say(fmt.Sprint(s.Days))
	}
	if !s.Due.IsZero() {
		due = page.Words{desk.On(s.Due)}
	}
	if !s.Done.IsZero() {
		where = page.Words{page.T("Done on "), desk.On(s.Done)}
	}
	mover := s.MovedBy
	if mover == "" {
		mover = "nobody"
	}
	what := page.Say(s.What)
	if s.Consultation != "" {
		what = page.Words{page.Link{Text: s.What, To: desk.Address("consultation", s.Consultation)}}
	}
	return []page.Words{what, days, due, where, page.Say(s.Working),
		page.Say(desk.Upper(mover))}
}

// entry is a stop for calendars and feeds.
func (s stop) entry(d *dossier) page.Entry {
	day := s.Due
	if !s.Done.IsZero() {
		day = s.Done
	}
	days := ""
	if s.Days > 0 {
		days = fmt.Sprint(s.Days)
	}
	return page.Entry{ID: "modification-" + d.m.ID + "-" + s.name,
		Title: d.m.Number() + ": " + s.What, Summary: s.Working, To: desk.AddressOf(d.m) + "/timetable",
		Day: day.String(), Sequence: len(d.m.Extensions),
		Cells: []string{s.What, days, s.Due.String(), s.Done.String(), s.State, s.Working}}
}

// extended are the extensions, each with its reason.
func (d *dossier) extended() page.Table {
	t := page.Table{Caption: "What was given more time", RowHeads: true, Columns: []page.Column{
		{Title: "What"}, {Title: "Working Days", Number: true}, {Title: "On"}, {Title: "Why"}}}
	for _, x := range d.m.Extensions {
		t.Rows = append(t.Rows, []page.Words{page.Say(spanOf(x.Activity).what),
			page.Say(fmt.Sprintf("%+d", x.Days)), {desk.On(x.On)}, page.Say(x.Reason)})
	}
	return t
}
