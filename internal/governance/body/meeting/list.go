package meeting

import (
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/mains-energy/mains/internal/governance/body/committee"
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/due"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// When is the day of a meeting, or its month.
func When(m *record.Meeting) page.Words {
	switch {
	case !m.StartsAt.IsZero():
		return page.Words{page.When{Text: calendar.Span(m.StartsAt, m.EndsAt), At: m.StartsAt}}
	case !m.HeldOn.IsZero():
		return page.Words{page.When{Text: m.HeldOn.Full(), Day: m.HeldOn.String()}}
	case m.HeldMonth != "":
		return page.Words{page.T(m.HeldMonth.Long() + ", on a day that is "), desk.NotKnown}
	}
	return page.Words{desk.NotKnown}
}

// few is how many meetings, papers and the like the page of a body shows of each.
const few = 6

// Row is a meeting in a list, as programs read it.
type Row struct {
	ID       string        `json:"id"`
	Body     string        `json:"body" ref:"body"`
	Number   int           `json:"number,omitempty"`
	Title    string        `json:"title"`
	HeldOn   calendar.Date `json:"held_on,omitzero"`
	Month    record.Month  `json:"held_month,omitempty"`
	StartsAt time.Time     `json:"starts_at,omitzero"`
	State    string        `json:"state"`
	Moved    int           `json:"moved,omitempty"`
	// PapersBy is when its papers are to be published; said of one meeting alone.
	PapersBy time.Time `json:"papers_by,omitzero"`
}

// NewRow is a meeting as a row; its state is as for a reader who may see no papers.
func NewRow(m *record.Meeting) Row {
	return Row{ID: m.ID, Body: m.Body, Number: m.Number, Title: m.Title, HeldOn: m.HeldOn,
		Month: m.HeldMonth, StartsAt: m.StartsAt, State: committee.Stage(m, committee.Seen{}),
		Moved: len(m.Moves)}
}

// Next is the next meeting of a body: as a row with its paper day, and in words.
func Next(c *calendar.Calendar, m *record.Meeting) (Row, []page.Words) {
	row := NewRow(m)
	lines := []page.Words{append(page.Words{desk.Link(m), page.T(", ")}, When(m)...)}
	if due, counted := committee.DeadlinesOf(c, m.HeldOn); counted {
		row.PapersBy = due.Papers.By
		lines = append(lines, page.Words{page.T("Papers are published by "), desk.At(due.Papers.By)})
	}
	return row, lines
}

// list is the list of meetings: of all bodies, or of the one in the path.
func (b subject) list(ask *page.Ask) (*page.View, error) {
	v, err := b.View(ask)
	if err != nil {
		return nil, err
	}
	all, err := register.All[*record.Body](v, register.Query{Key: "kind"})
	if err != nil {
		return nil, err
	}
	self, of := page.Address("/meetings"), ask.Query.Get("body")
	if id := ask.Path["id"]; id != "" {
		self, of = page.At("bodies", id, "meetings"), id
	}
	i := slices.IndexFunc(all, func(each *record.Body) bool { return each.ID == of })
	if of != "" && i < 0 {
		return nil, page.ErrNotFound
	}
	query := wanted(ask.Query, committee.Today(v))
	query.After = ask.Query.Get("after")
	title := "Meetings"
	if of != "" {
		query.Where = []register.Key{{Name: "body", Value: of}}
		title = "Meetings of the " + all[i].Heading()
	}
	found, err := register.Find[*record.Meeting](v, query)
	if err != nil {
		return nil, desk.Refusal(err)
	}
	meetings, err := desk.Discern(v, found.Records)
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	for _, each := range all {
		names[each.ID] = each.Heading()
	}
	view := listOf(meetings, names, title, committee.Today(v))
	if query.To == "" { // what is to come
		view.List.Calendar = func() ([]page.Entry, error) { return subscribed(v, names, query.Where) }
	}
	view.Crumbs = []page.Link{desk.Home()}
	if ask.Path["id"] != "" {
		view.Crumbs = append(desk.Crumbs("body"), desk.Link(all[i]))
	}
	view.Blocks = slices.Concat(filters(ask, self, all, committee.Today(v)), view.Blocks)
	desk.Paged(view, self, ask.Query, found.Next)
	if v.Reader().Staff && of != "" {
		view.Actions = []page.Link{{Text: "Schedule a meeting",
			To: page.At("bodies", of, "meetings", "new")}}
	}
	return view, nil
}

// wanted is the query of a list: what is to come, what is past, or a month.
func wanted(query url.Values, on calendar.Date) register.Query {
	q := register.Query{Key: "when", Limit: desk.PageSize}
	month := query.Get("month")
	switch {
	case record.Month(month).Long() != "":
		q.From, q.To = month+"-", month+"." // the dot follows the dash
	case query.Get("show") == "past":
		q.To, q.Desc = on.String(), true
	default:
		q.From = on.String()
	}
	return q
}

// listOf is a list of meetings as a view.
func listOf(
	meetings []*record.Meeting, bodies map[string]string, title string, on calendar.Date,
) *page.View {
	items := page.Items{Empty: "There is no meeting here."}
	list := &page.List{Title: title, Dated: true,
		Columns: []string{"id", "body", "number", "title", "date", "month", "starts", "state"}}
	rows := make([]Row, 0, len(meetings))
	for _, m := range meetings {
		items.Items = append(items.Items, Item(m, on))
		rows = append(rows, NewRow(m))
		list.Entries = append(list.Entries, meetingEntry(m, bodies[m.Body]))
	}
	return &page.View{Title: title, Blocks: []page.Block{items}, List: list,
		Data: map[string]any{"meetings": rows}}
}

// Item is a meeting as a line of a list.
func Item(m *record.Meeting, on calendar.Date) page.Item {
	item := page.Item{Head: page.Words{desk.Link(m)}, Body: []page.Words{When(m)}}
	if s := committee.Stage(m, committee.Seen{}); s != committee.Scheduled || past(m, on) {
		tag := stageTag(m, s, on)
		item.Tag = &tag
	}
	if m.Condition != "" {
		item.Body = append(item.Body, page.Say(desk.Upper(m.Condition)+"."))
	}
	return item
}

// past reports whether the day of a meeting is over, or its month.
func past(m *record.Meeting, on calendar.Date) bool {
	if m.HeldOn.IsZero() {
		return m.HeldMonth != "" && m.HeldMonth < committee.MonthOf(on)
	}
	return m.HeldOn.Before(on)
}

// stageTag is the stage of a meeting in words. What was scheduled for a day that is over may
// have been held or not: the register does not guess.
func stageTag(m *record.Meeting, state string, on calendar.Date) page.Tag {
	declared, _ := committee.Machine().State(state)
	tag := page.Tag{Text: declared.Label}
	switch state {
	case committee.Cancelled, committee.ExCommittee:
		tag.Tone = page.Stop
	case committee.Moved:
		tag.Tone = page.Wait
	case committee.MinutesConfirmed, committee.MeetingHeld:
		tag.Tone = page.Good
	}
	if m.State == "" && past(m, on) {
		tag.Text += "; its date has passed"
	}
	return tag
}

// meetingEntry is a meeting as feeds and calendars have it.
func meetingEntry(m *record.Meeting, body string) page.Entry {
	e := page.Entry{
		ID: "meeting-" + m.ID, Title: m.Heading(), Summary: body, To: desk.AddressOf(m),
		Starts: m.StartsAt, Ends: m.EndsAt, Day: m.HeldOn.String(),
		Cancelled: m.State == record.MeetingCancelled || m.State == record.MeetingExCommittee,
		Sequence:  m.Sequence(),
	}
	if m.Place != "" {
		e.Summary += ", " + m.Place
	}
	if n := len(m.Moves); n > 0 {
		e.Updated = m.Moves[n-1].At
		e.Summary += ". Moved: " + m.Moves[n-1].Reason
	}
	number, starts := "", ""
	if m.Number > 0 {
		number = strconv.Itoa(m.Number)
	}
	if !m.StartsAt.IsZero() {
		starts = m.StartsAt.Format(time.RFC3339)
	}
	e.Cells = []string{m.ID, m.Body, number, m.Title, m.HeldOn.String(), string(m.Month()), starts,
		committee.Stage(m, committee.Seen{})}
	return e
}

// subscribed are the entries of a calendar of meetings that have keys.
func subscribed(
	v *register.View, bodies map[string]string, where []register.Key,
) (all []page.Entry, err error) {
	span := due.Subscribed(committee.Today(v))
	found, err := register.All[*record.Meeting](v, register.Query{Key: "held",
		From: span.From.String(), To: span.To.String(), Where: where})
	if err != nil {
		return nil, err
	}
	found, err = desk.Discern(v, found)
	for _, m := range found {
		all = append(all, meetingEntry(m, bodies[m.Body]))
	}
	return all, err
}

// months is how many months the list offers in each direction.
const months = 3

// filters are the links that narrow a list down.
func filters(
	ask *page.Ask, self page.Address, all []*record.Body, on calendar.Date,
) (blocks []page.Block) {
	to := func(name, value string) page.Address {
		values := url.Values{}
		for _, keep := range []string{"body", "show", "month"} {
			if v := ask.Query.Get(keep); v != "" && keep != name && (name == "body" || keep == "body") {
				values.Set(keep, v)
			}
		}
		if value != "" {
			values.Set(name, value)
		}
		return self.With(values)
	}
	when := page.Nav{Label: "When", Links: []page.Link{{Text: "Upcoming", To: to("show", "")},
		{Text: "Past", To: to("show", "past")}}}
	for n := -months; n <= months; n++ {
		first := committee.MonthsAfter(calendar.Date{Year: on.Year, Month: on.Month, Day: 1}, n)
		month := committee.MonthOf(first)
		when.Links = append(when.Links, page.Link{Text: month.Long(), To: to("month", string(month))})
	}
	blocks = append(blocks, when)
	if ask.Path["id"] != "" {
		return blocks
	}
	which := page.Nav{Label: "Body", Links: []page.Link{{Text: "All bodies", To: to("body", "")}}}
	for _, each := range all {
		which.Links = append(which.Links, page.Link{Text: each.Heading(), To: to("body", each.ID)})
	}
	return append(blocks, which)
}

// Ahead are the next meetings of a body, as a block and as they are.
func Ahead(
	v *register.View, of *record.Body,
) (page.Block, []*record.Meeting, error) {
	found, err := register.Find[*record.Meeting](v, register.Query{Key: "when", Limit: few,
		From: committee.Today(v).String(), Where: []register.Key{{Name: "body", Value: of.ID}}})
	if err != nil {
		return nil, nil, err
	}
	items := page.Items{Empty: "No meeting is scheduled."}
	for _, m := range found.Records {
		items.Items = append(items.Items, Item(m, committee.Today(v)))
	}
	all := page.Nav{Label: "All meetings", Links: []page.Link{
		{Text: "All meetings of the " + of.Heading(), To: page.At("bodies", of.ID, "meetings")}}}
	return committee.Section("Next meetings", items, all), found.Records, nil
}

// Before are the latest meetings of a body.
func Before(v *register.View, of *record.Body) (page.Block, error) {
	found, err := register.Find[*record.Meeting](v, register.Query{Key: "when", Desc: true, Limit: few,
		To: committee.Today(v).String(), Where: []register.Key{{Name: "body", Value: of.ID}}})
	if err != nil || len(found.Records) == 0 {
		return nil, err
	}
	items := page.Items{}
	for _, m := range found.Records {
		items.Items = append(items.Items, Item(m, committee.Today(v)))
	}
	return committee.Section("Past meetings", items), nil
}
