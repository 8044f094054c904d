package bulletin

import (
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// seatVacancy is a vacant seat of a committee, as programs read it: it is filled by an election.
type seatVacancy struct {
	Seat         string   `json:"seat" ref:"seat"`
	Body         string   `json:"body" ref:"body"`
	Constituency string   `json:"constituency"`
	Elections    []string `json:"elections,omitempty" ref:"election"`
}

// withSeats is the list of vacancies with the vacant seats of committees below it.
func withSeats(d *desk.Desk, routes []page.Route) []page.Route {
	for i, r := range routes {
		if r.Pattern != "/vacancies" {
			continue
		}
		routes[i].View = func(ask *page.Ask) (*page.View, error) {
			view, err := r.View(ask)
			if err != nil {
				return nil, err
			}
			v, err := d.View(ask)
			if err != nil {
				return nil, err
			}
			items, all, err := vacantSeats(v)
			view.Blocks = append(view.Blocks, page.Section{Title: "Seats on committees",
				Blocks: []page.Block{items, page.Nav{Label: "Seats", Links: []page.Link{
					{Text: "All seats of all committees", To: "/seats"},
					{Text: "Elections", To: "/elections"}}}}})
			if told, is := view.Data.(map[string]any); is {
				told["seats"] = all
			}
			return view, err
		}
	}
	return routes
}

// vacantSeats are the seats that nobody holds, each with the elections that are to fill it.
func vacantSeats(v *register.View) (items page.Items, all []seatVacancy, err error) {
	items, all = page.Items{Empty: "No seat is known to be vacant."}, []seatVacancy{}
	vacant, err := record.VacantSeats(v, calendar.DateOf(v.Moment().So))
	if err != nil {
		return items, nil, err
	}
	bodies := make([]string, len(vacant))
	for i, s := range vacant {
		bodies[i] = s.Body
	}
	found, err := desk.Several(v, "body", bodies...)
	if err != nil {
		return items, nil, err
	}
	for _, s := range vacant {
		body := found[s.Body]
		if body == nil {
			continue
		}
		elections, err := register.All[*record.Election](v, register.Query{Key: "seat", Is: s.ID})
		if err != nil {
			return items, nil, err
		}
		item := page.Item{Head: page.Words{page.Link{Text: desk.Upper(desk.Plain(s.Constituency)) +
			", " + body.Heading(), To: desk.AddressOf(s)}}}
		one := seatVacancy{Seat: s.ID, Body: s.Body, Constituency: s.Constituency}
		for _, e := range elections {
			one.Elections = append(one.Elections, e.ID)
			item.Body = append(item.Body, election(e))
		}
		if len(elections) == 0 {
			item.Body = append(item.Body, page.Say("No election is announced."))
		}
		items.Items, all = append(items.Items, item), append(all, one)
	}
	return items, all, nil
}

// election leads to an election, and says until when somebody can be nominated.
func election(e *record.Election) page.Words {
	line := page.Words{page.Link{Text: "Election", To: desk.AddressOf(e)}}
	if e.NominationsClose.IsZero() {
		return line
	}
	return append(line, page.T(": nominations until "), desk.At(e.NominationsClose))
}
