package body

import (
	"net/url"
	"slices"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// seatList is the list of seats: all, those that are vacant, or those whose term ends soon.
func (b bodies) seatList(ask *page.Ask) (*page.View, error) {
	v, err := b.View(ask)
	if err != nil {
		return nil, err
	}
	show, on := ask.Query.Get("show"), today(v)
	var found []*record.Seat
	next, title := "", "Seats"
	switch show {
	case "vacant":
		title = "Vacant seats"
		found, err = vacancies(v, on)
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
	view, err := b.seatTable(v, found, title, on)
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

// vacancies are the seats that are vacant on a day. One whose holder is not known is none.
func vacancies(v *register.View, on calendar.Date) ([]*record.Seat, error) {
	vacant, err := register.All[*record.Seat](v, register.Query{Key: "vacant", Is: "yes"})
	if err != nil {
		return nil, err
	}
	ended, err := register.All[*record.Seat](v,
		register.Query{Key: "until", To: on.AddDays(1).String()})
	return append(vacant, ended...), err
}

// ending are the seats whose term ends within three months of a day, as noted or counted.
func ending(v *register.View, on calendar.Date) (seats []*record.Seat, err error) {
	soon := monthsAfter(on, 3)
	noted, err := register.All[*record.Seat](v, register.Query{Key: "until",
		From: on.AddDays(1).String(), To: soon.AddDays(1).String()})
	if err != nil {
		return nil, err
	}
	old, err := register.All[*record.Seat](v, register.Query{Key: "since",
		From: monthsAfter(on, -termMonths).String(),
		To:   monthsAfter(soon, -termMonths).AddDays(1).String()})
	for _, s := range append(noted, old...) {
		rule := ruleOf(&record.Body{Head: record.Head{ID: s.Body}})
		end, _ := termEnd(&rule, s)
		if standingOf(s, on) == seatHeld && end.After(on) && !end.After(soon) &&
			!slices.ContainsFunc(seats, func(o *record.Seat) bool { return o.ID == s.ID }) {
			seats = append(seats, s)
		}
	}
	return seats, err
}

// seatTable is a list of seats as a view.
func (b bodies) seatTable(
	v *register.View, seats []*record.Seat, title string, on calendar.Date,
) (*page.View, error) {
	names := b.names(v)
	if err := names.meet(seats); err != nil {
		return nil, err
	}
	table := page.Table{Caption: title, RowHeads: true, Empty: "There is no such seat.",
		Columns: []page.Column{{Title: "Seat"}, {Title: "Held by"}, {Title: "From"}, {Title: "Since"},
			{Title: "Term ends"}, {Title: "Body"}}}
	list := &page.List{Title: title,
		Columns: []string{"id", "body", "constituency", "standing", "term_ends"}}
	data := make([]seatData, 0, len(seats))
	for _, s := range seats {
		rule := ruleOf(&record.Body{Head: record.Head{ID: s.Body}})
		row, each, err := seatRow(names, &rule, s, on)
		if err != nil {
			return nil, err
		}
		table.Rows = append(table.Rows, append(row, page.Words{page.Link{Text: rule.Short,
			To: page.At("bodies", s.Body)}}))
		data = append(data, each)
		list.Entries = append(list.Entries, page.Entry{ID: "seat-" + s.ID, Title: plain(s.Constituency) +
			" seat on " + rule.Short, Summary: string(each.Standing), To: desk.AddressOf(s),
			Cells: []string{s.ID, s.Body, s.Constituency, string(each.Standing), each.TermEnds.String()}})
	}
	return &page.View{Title: title, Crumbs: []page.Link{desk.Home()}, List: list,
		Data: map[string]any{"seats": data}, Blocks: []page.Block{table}}, nil
}

// seat is the page of a seat.
func (b bodies) seat(ask *page.Ask) (*page.View, error) {
	v, err := b.View(ask)
	if err != nil {
		return nil, err
	}
	s, err := register.Get[*record.Seat](v, ask.Path["id"])
	if err != nil {
		return nil, desk.Refusal(err)
	}
	body, err := register.Get[*record.Body](v, s.Body)
	if err != nil {
		return nil, desk.Refusal(err)
	}
	rule := ruleOf(body)
	names := b.names(v)
	_, data, err := seatRow(names, &rule, s, today(v))
	if err != nil {
		return nil, err
	}
	rows := seatFacts(s, data, &rule)
	coming, err := b.coming(v, s)
	if err != nil {
		return nil, err
	}
	if coming != nil {
		who, err := names.person(coming.Holder)
		if err != nil {
			return nil, err
		}
		change := page.Words{page.T("held by " + who + " from "), desk.On(coming.From)}
		if coming.Holder == "" {
			change = page.Words{page.T("vacant")}
		}
		rows = append(rows, page.Row{Term: "To come", Values: []page.Words{change}})
	}
	elections, err := register.All[*record.Election](v, register.Query{Key: "seat", Is: s.ID})
	if err != nil {
		return nil, err
	}
	for _, e := range elections {
		rows = append(rows, page.Fact("Election", page.Link{Text: electionTitle(e, rule.Short),
			To: desk.AddressOf(e)}))
	}
	view := &page.View{
		Title: plain(s.Constituency) + " seat", Kicker: body.Heading(), Data: data,
		Crumbs: append(desk.Crumbs("body"), desk.Link(body)),
		Blocks: []page.Block{page.Summary{Rows: rows}},
	}
	view.Actions = seatActions(v, s)
	return view, desk.Dated(v, s, view)
}

// seatFacts say how a seat stands.
func seatFacts(s *record.Seat, data seatData, r *Rule) []page.Row {
	holder := page.Fact("Held by", page.T(data.Holder))
	if data.Holder == "" {
		holder = page.Fact("Held by", page.Missing(data.Standing))
	}
	rows := []page.Row{holder}
	for _, each := range []struct{ term, text string }{{"Alternate", data.Alternate},
		{"From", data.Party}, {"Voting Group", s.VotingGroup}} {
		if each.text != "" {
			rows = append(rows, page.Fact(each.term, page.T(each.text)))
		}
	}
	if !s.From.IsZero() {
		rows = append(rows, page.Fact("Since", desk.On(s.From)))
	}
	switch {
	case data.TermEnds.IsZero():
	case data.Counted:
		rows = append(rows, page.Fact("Term ends", desk.On(data.TermEnds),
			page.T(", counted: terms have 24 months. The seat is held on until somebody else is appointed")))
	default:
		rows = append(rows, page.Fact("Term ends", desk.On(data.TermEnds)))
	}
	return append(rows, said("Filled", r.Composition))
}

// coming is what a seat is to be from a later day on, as known at the moment of a view; nil
// where that is what it is now.
func (b bodies) coming(v *register.View, s *record.Seat) (*record.Seat, error) {
	const years = 3 // further ahead nobody is appointed
	at := v.Moment()
	later, err := register.Get[*record.Seat](b.Register.View(v.Context(), v.Reader(),
		register.Moment{So: at.So.AddDate(years, 0, 0), Known: at.Known}), s.ID)
	if err != nil || later.Holder == s.Holder && later.Vacant == s.Vacant {
		return nil, err
	}
	return later, nil
}
