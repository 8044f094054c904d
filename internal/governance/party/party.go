// Package party is who belongs to the Code: Parties from their application on, with their
// categories, Voting Groups, identifiers and User Roles, and the people who act for them.
package party

import (
	"slices"
	"strings"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// kind is the kind of record that this package is about.
const kind = "party"

// Left does what follows elsewhere, in the same act, where a Party ceases or is expelled.
type Left func(*register.Tx, *record.Party) error

// Routes are the addresses of Parties and of accession.
func Routes(left ...Left) func(*desk.Desk) []page.Route {
	return func(d *desk.Desk) []page.Route { return routes(d, left) }
}

func routes(d *desk.Desk, left []Left) []page.Route {
	s := subject{Desk: d}
	s.deeds = &desk.Deeds[*record.Party]{Desk: d, Kind: kind, Machine: Accession,
		State: func(p *record.Party) string { return p.Status },
		Enter: func(p *record.Party, state string) { p.Status = state },
		Deeds: slices.Concat(accession(left), keeping)}
	examples := d.Examples(kind)
	return append([]page.Route{
		{Pattern: "/parties", View: s.list},
		{Pattern: "/parties/{id}", View: s.show, Examples: examples},
		{Pattern: "/parties/{id}/categories", View: s.categories, Examples: examples},
		{Pattern: "/identifiers", View: s.identifiers},
		{Pattern: "/accession", View: s.accession},
		{Pattern: "/accession/apply", Form: s.applyForm, Submit: s.apply},
	}, s.deeds.Routes()...)
}

type subject struct {
	*desk.Desk
	deeds *desk.Deeds[*record.Party]
}

// Categories are the Party Categories with what they are called. SEC, [M] for the definitions.
var Categories = []page.Option{
	{Value: "LS", Label: "Large Supplier", Hint: "supplies more than 250,000 domestic premises"},
	{Value: "SS", Label: "Small Supplier", Hint: "any other supplier"},
	{Value: "EN", Label: "Electricity Network"},
	{Value: "GN", Label: "Gas Network"},
	{Value: "OSP", Label: "Other SEC Party"},
}

// row is a Party in the list.
type row struct {
	ID          string          `json:"id"`
	Name        string          `json:"name"`
	Category    record.Category `json:"category"`
	VotingGroup string          `json:"voting_group,omitempty"`
	Status      string          `json:"status"`
}

// list is the Parties by name, all or those of a category.
func (s subject) list(ask *page.Ask) (*page.View, error) {
	v, err := s.View(ask)
	if err != nil {
		return nil, err
	}
	q := register.Query{Key: "title", Limit: desk.PageSize, After: ask.Query.Get("after")}
	category := ask.Query.Get("category")
	if category != "" {
		q.Where = []register.Key{{Name: "category", Value: category}}
	}
	found, err := register.Find[*record.Party](v, q)
	if err != nil {
		return nil, desk.Refusal(err)
	}
	table := page.Table{Caption: "Parties by name", RowHeads: true, Empty: "There is none.",
		Columns: []page.Column{{Title: "Party"}, {Title: "Category"}, {Title: "Status"}}}
	list := &page.List{Title: "Parties",
		Columns: []string{"id", "name", "category", "voting_group", "status"}}
	rows := []row{}
	for _, p := range found.Records {
		rows = append(rows, row{p.ID, p.Name, p.Category, p.VotingGroup, p.Status})
		table.Rows = append(table.Rows, []page.Words{{desk.Link(p)},
			page.Say(desk.Plain(string(p.Category))), {status(p)}})
		list.Entries = append(list.Entries, page.Entry{ID: p.ID, Title: p.Name, To: desk.AddressOf(p),
			Cells: []string{p.ID, p.Name, string(p.Category), p.VotingGroup, p.Status}})
	}
	view := &page.View{Title: "Parties", Crumbs: []page.Link{desk.Home()}, List: list,
		Data: map[string]any{"parties": rows}, Blocks: []page.Block{filters(category), table}}
	desk.Paged(view, "/parties", ask.Query, found.Next)
	view.Blocks = append(view.Blocks, page.Nav{Label: "More about Parties", Links: []page.Link{
		{Text: "How to become a Party", To: "/accession"},
		{Text: "Identifiers of Parties", To: "/identifiers"}}})
	return view, nil
}

// filters leads to the Parties of each category.
func filters(now string) page.Block {
	nav := page.Nav{Label: "Party Categories", Links: []page.Link{{Text: "All", To: "/parties"}}}
	for _, c := range Categories {
		link := page.Link{Text: c.Label,
			To: page.Address("/parties").With(map[string][]string{"category": {c.Value}})}
		if c.Value == now {
			link.Note = "shown"
		}
		nav.Links = append(nav.Links, link)
	}
	return nav
}

// status is the state of a Party as a tag.
func status(p *record.Party) page.Tag {
	tag := page.Tag{Text: p.Status}
	if state, known := Accession.State(p.Status); known {
		tag.Text = state.Label
	}
	switch p.Status {
	case acceded:
		tag.Tone = page.Good
	case defaulting, suspended, ceased, expelled, refused:
		tag.Tone = page.Stop
	default:
		tag.Tone = page.Wait
	}
	return tag
}

// shown is the page of a Party as data.
type shown struct {
	*record.Party
	Affiliates []string `json:"affiliates,omitempty"`
	Seats      []string `json:"seats,omitempty"`
	People     []string `json:"people,omitempty"`
}

// show is the page of a Party.
func (s subject) show(ask *page.Ask) (*page.View, error) {
	v, err := s.View(ask)
	if err != nil {
		return nil, err
	}
	p, err := register.Get[*record.Party](v, ask.Path["id"])
	if err != nil {
		return nil, desk.Refusal(err)
	}
	data := shown{Party: p}
	rows, err := desk.Facts(v, p, "status")
	if err != nil {
		return nil, err
	}
	tag := status(p)
	view := &page.View{Title: p.Name, Kicker: "SEC Party", Tag: &tag, Crumbs: desk.Crumbs(kind),
		Lead: desk.Basis(&p.Head), Blocks: []page.Block{page.Summary{Rows: rows}}}
	group, err := s.group(v, p, &data)
	if err != nil {
		return nil, err
	}
	seats, err := s.seats(v, p, &data)
	if err != nil {
		return nil, err
	}
	people, err := s.people(v, p, &data)
	if err != nil {
		return nil, err
	}
	view.Blocks = append(view.Blocks, group, seats, people, page.Nav{Label: "More about this Party",
		Links: []page.Link{{Text: "Its calendar", To: page.At("calendar", "parties", p.ID)},
			{Text: "Its categories in time", To: desk.AddressOf(p) + "/categories"}}})
	if p.Status != acceded {
		view.Blocks = append(view.Blocks, desk.Picture(Accession, p.Status, "accession"))
	}
	view.Data, view.Actions = data, s.deeds.Offers(v, p)
	return view, desk.Dated(v, p, view)
}

// group are the other Parties of the Voting Group.
func (s subject) group(v *register.View, p *record.Party, data *shown) (page.Block, error) {
	items := page.Items{Empty: "No other Party: it votes alone."}
	if p.VotingGroup != "" {
		found, err := register.Find[*record.Party](v,
			register.Query{Key: "voting_group", Is: p.VotingGroup, Limit: desk.PageSize})
		if err != nil {
			return nil, err
		}
		for _, other := range found.Records {
			if other.ID != p.ID {
				data.Affiliates = append(data.Affiliates, other.ID)
				items.Items = append(items.Items, page.Item{Head: page.Words{desk.Link(other)}})
			}
		}
	}
	return page.Section{Title: "In the same Voting Group", Blocks: []page.Block{items}}, nil
}

// seats are where people of the Party sit today.
func (s subject) seats(v *register.View, p *record.Party, data *shown) (page.Block, error) {
	found, err := register.All[*record.Seat](v, register.Query{Key: "party", Is: p.ID})
	if err != nil {
		return nil, err
	}
	items := page.Items{Empty: "None that is known."}
	today := calendar.DateOf(v.Moment().So)
	for _, seat := range found {
		if seat.From.After(today) || !seat.Until.IsZero() && !seat.Until.After(today) {
			continue
		}
		links, err := desk.Links(v, "body", seat.Body)
		if err != nil {
			return nil, err
		}
		if len(links) == 0 {
			continue
		}
		data.Seats = append(data.Seats, seat.ID)
		items.Items = append(items.Items, page.Item{Head: links[0],
			Body: []page.Words{page.Say(desk.Plain(seat.Constituency))}})
	}
	return page.Section{Title: "Seats", Blocks: []page.Block{items}}, nil
}

// people are those who act for the Party, as far as the reader may know of them.
func (s subject) people(v *register.View, p *record.Party, data *shown) (page.Block, error) {
	found, err := register.Find[*record.Person](v,
		register.Query{Key: "works_for", Is: p.ID, Limit: 2 * desk.PageSize})
	if err != nil {
		return nil, err
	}
	items := page.Items{Empty: "None that you may see."}
	for _, person := range found.Records {
		data.People = append(data.People, person.ID)
		items.Items = append(items.Items, page.Item{Head: page.Say(person.Heading()),
			Body: []page.Words{page.Say(roleOf(person.Role))}})
	}
	return page.Section{Title: "People", Blocks: []page.Block{items}}, nil
}

// roleOf says what somebody may do for their Party.
func roleOf(role string) string {
	for _, r := range personRoles {
		if r.Value == role {
			return r.Label + ": " + r.Hint
		}
	}
	return desk.Upper(strings.ReplaceAll(role, "_", " "))
}

// period is a time in which a Party was of a category.
type period struct {
	From     calendar.Date   `json:"from,omitzero"`
	Category record.Category `json:"category"`
	Group    string          `json:"voting_group"`
}

// categories are the categories that a Party has been of, by the day since when.
func (s subject) categories(ask *page.Ask) (*page.View, error) {
	v, err := s.View(ask)
	if err != nil {
		return nil, err
	}
	p, err := register.Get[*record.Party](v, ask.Path["id"])
	if err != nil {
		return nil, desk.Refusal(err)
	}
	spells, err := register.Spells[*record.Party](v, p.ID)
	if err != nil {
		return nil, err
	}
	table := page.Table{Caption: "By the day since when", Columns: []page.Column{{Title: "Since"},
		{Title: "Party Category"}, {Title: "Voting Group"}}}
	var periods []period
	for _, each := range spells {
		one := period{calendar.DateOf(each.From), each.Record.Category, each.Record.VotingGroup}
		if n := len(periods); n > 0 && periods[n-1].Category == one.Category &&
			periods[n-1].Group == one.Group {
			continue
		}
		if each.From.IsZero() {
			one.From = calendar.Date{}
		}
		periods = append(periods, one)
		table.Rows = append(table.Rows, []page.Words{{desk.OnOrUnknown(one.From)},
			page.Say(desk.Plain(string(one.Category))), page.Say(one.Group)})
	}
	return &page.View{Title: "Categories in time", Kicker: p.Name,
		Lead:   "Votes are counted with the categories of their day.",
		Crumbs: append(desk.Crumbs(kind), desk.Link(p)), Blocks: []page.Block{table},
		Data: map[string]any{"categories": periods}}, nil
}

// identifiers is the register of identifiers, for those who check them.
func (s subject) identifiers(ask *page.Ask) (*page.View, error) {
	v, err := s.View(ask)
	if err != nil {
		return nil, err
	}
	found, err := register.Find[*record.Party](v, register.Query{Key: "signifier",
		Limit: desk.PageSize, After: ask.Query.Get("after")})
	if err != nil {
		return nil, desk.Refusal(err)
	}
	table := page.Table{Caption: "By Party Signifier", RowHeads: true,
		Empty: "No identifiers have been allocated here.",
		Columns: []page.Column{{Title: "Signifier"}, {Title: "Party"}, {Title: "Number"},
			{Title: "EUI-64"}}}
	list := &page.List{Title: "Identifiers of Parties",
		Columns: []string{"signifier", "party", "organisation_number", "identifiers"}}
	rows := []map[string]any{}
	for _, p := range found.Records {
		eui := strings.Join(p.Identifiers, ", ")
		rows = append(rows, map[string]any{"signifier": p.Signifier, "party": p.ID,
			"organisation_number": p.Number, "identifiers": p.Identifiers})
		table.Rows = append(table.Rows, []page.Words{{page.Code(p.Signifier)}, {desk.Link(p)},
			page.Say(p.Number), {page.Code(eui)}})
		list.Entries = append(list.Entries, page.Entry{ID: p.ID, Title: p.Signifier,
			To: desk.AddressOf(p), Cells: []string{p.Signifier, p.ID, p.Number, eui}})
	}
	view := &page.View{Title: "Identifiers of Parties", Crumbs: desk.Crumbs(kind), List: list,
		Data: map[string]any{"identifiers": rows}, Blocks: []page.Block{table}}
	desk.Paged(view, "/identifiers", ask.Query, found.Next)
	return view, nil
}
