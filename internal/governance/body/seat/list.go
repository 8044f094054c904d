package seat

import (
	"net/url"
	"slices"

	"github.com/mains-energy/mains/internal/governance/body/committee"
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// list is the list of seats: all, those that are vacant, or those whose term ends soon.
func (b subject) list(ask *page.Ask) (*page.View, error) {
	v, err := b.View(ask)
	if err != nil {
		return nil, err
	}
	show, on := ask.Query.Get("show"), committee.Today(v)
	var found []*record.Seat
	next, title := "", "Seats"
	switch show {
	case "vacant":
		title = "Vacant seats"
		found, err = record.VacantSeats(v, on)
	case "ending":
		title = "Terms that end within three months"
		found, err = ending(v, on)
	default:
		var some register.Page[*record.Seat]
		some, err = register.Find[*record.Seat](v,
			register.Query{Key: "body", Limit: desk.PageSize, After: ask.Query.Get("after")})
		found, next = some.Records, some.Next
	}
	if err != nil {
		return nil, desk.Refusal(err)
	}
	view, err := b.table(v, found, title, on)
	if err != nil {
		return nil, err
	}
	links := []page.Link{{Text: "All seats", To: "/seats"}}
	for _, each := range []struct{ show, text string }{{"vacant", "Vacant"},
		{"ending", "Ending soon"}} {
		links = append(links, page.Link{Text: each.text,
			To: page.Address("/seats").With(url.Values{"show": {each.show}})})
	}
	view.Blocks = append([]page.Block{page.Nav{Label: "Which", Links: links}}, view.Blocks...)
	desk.Paged(view, "/seats", ask.Query, next)
	return view, nil
}

// ending are the seats whose term ends within three months of a day, as noted or counted.
func ending(v *register.View, on calendar.Date) (seats []*record.Seat, err error) {
	soon := committee.MonthsAfter(on, 3)
	noted, err := register.All[*record.Seat](v, register.Query{Key: "until",
		From: on.AddDays(1).String(), To: soon.AddDays(1).String()})
	if err != nil {
		return nil, err
	}
	old, err := register.All[*record.Seat](v, register.Query{Key: "since",
		From: committee.MonthsAfter(on, -committee.TermMonths).String(),
		To:   committee.MonthsAfter(soon, -committee.TermMonths).AddDays(1).String()})
	for _, s := range append(noted, old...) {
		rule := committee.RuleOf(&record.Body{Head: record.Head{ID: s.Body}})
		end, _ := committee.TermEnd(&rule, s)
		if committee.StandingOf(s, on) == committee.Filled && end.After(on) && !end.After(soon) &&
			!slices.ContainsFunc(seats, func(o *record.Seat) bool { return o.ID == s.ID }) {
			seats = append(seats, s)
		}
	}
	return seats, err
}

// table is a list of seats as a view.
func (b subject) table(
	v *register.View, seats []*record.Seat, title string, on calendar.Date,
) (*page.View, error) {
	names := b.Names(v)
	if err := names.Meet(seats); err != nil {
		return nil, err
	}
	table := page.Table{Caption: title, RowHeads: true, Empty: "There is no such seat.",
		Columns: []page.Column{{Title: "Seat"}, {Title: "Held by"}, {Title: "From"}, {Title: "Since"},
			{Title: "Term ends"}, {Title: "Body"}}}
	list := &page.List{Title: title,
		Columns: []string{"id", "body", "constituency", "standing", "term_ends"}}
	data := make([]Data, 0, len(seats))
	for _, s := range seats {
		rule := committee.RuleOf(&record.Body{Head: record.Head{ID: s.Body}})
		row, each, err := row(names, &rule, s, on)
		if err != nil {
			return nil, err
		}
		table.Rows = append(table.Rows, append(row, page.Words{page.Link{Text: rule.Short,
			To: page.At("bodies", s.Body)}}))
		data = append(data, each)
		list.Entries = append(list.Entries, page.Entry{ID: "seat-" + s.ID, Title: committee.SeatTitle(s) +
			" on " + rule.Short, Summary: string(each.Standing), To: desk.AddressOf(s),
			Cells: []string{s.ID, s.Body, s.Constituency, string(each.Standing), each.TermEnds.String()}})
	}
	return &page.View{Title: title, Crumbs: []page.Link{desk.Home()}, List: list,
		Data: map[string]any{"seats": data}, Blocks: []page.Block{table}}, nil
}
