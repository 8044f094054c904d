package seat

import (
	"fmt"

	"github.com/mains-energy/mains/internal/governance/body/committee"
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// offers are what a reader can do on the page of a seat.
func offers(v *register.View, s *record.Seat) (links []page.Link) {
	r, at := v.Reader(), desk.AddressOf(s)
	held := committee.StandingOf(s, committee.Today(v)) == committee.Filled
	if held && (r.Staff || r.Person != "" && r.Person == s.Holder) {
		links = append(links, page.Link{Text: "Name an alternate", To: at + "/alternate"})
	}
	if r.Staff {
		links = append(links, page.Link{Text: "Appoint somebody", To: at + "/appoint"})
	}
	if r.Staff && held {
		links = append(links, page.Link{Text: "End the membership", To: at + "/end"})
	}
	return links
}

// Data is a seat as programs read it.
type Data struct {
	ID           string             `json:"id,omitempty"`
	Seats        int                `json:"seats,omitempty"` // where more than one is meant
	Constituency string             `json:"constituency"`
	Standing     committee.Standing `json:"standing"`
	Holder       string             `json:"holder,omitempty"`
	Alternate    string             `json:"alternate,omitempty"`
	Party        string             `json:"party,omitempty"`
	From         calendar.Date      `json:"from,omitzero"`
	TermEnds     calendar.Date      `json:"term_ends,omitzero"`
	Counted      bool               `json:"term_end_is_counted,omitempty"`
}

// Members are the seats of a body as a table, and as data.
func Members(
	b committee.Office, v *register.View, r *committee.Rule,
) (page.Block, []Data, error) {
	seats, err := committee.SeatsOf(v, r)
	if err != nil {
		return nil, nil, err
	}
	names := b.Names(v)
	if err := names.Meet(seats); err != nil {
		return nil, nil, err
	}
	table := page.Table{Caption: "Seats", RowHeads: true,
		Columns: []page.Column{{Title: "Seat"}, {Title: "Held by"}, {Title: "From"},
			{Title: "Since"}, {Title: "Term ends"}},
		Empty: "There are no seats."}
	var data []Data
	noted := map[string]int{}
	for _, s := range seats {
		noted[s.Constituency]++
		row, each, err := row(names, r, s, committee.Today(v))
		if err != nil {
			return nil, nil, err
		}
		table.Rows, data = append(table.Rows, row), append(data, each)
	}
	for _, p := range r.Places {
		more := max(p.Seats, 1) - noted[p.Constituency]
		if more < 1 {
			continue
		}
		name := committee.Constituency(p.Constituency)
		if more > 1 {
			name = fmt.Sprintf("%s, %d seats", name, more)
		}
		table.Rows = append(table.Rows, []page.Words{page.Say(name), {desk.NotKnown}, nil, nil, nil})
		data = append(data, Data{Constituency: p.Constituency, Standing: committee.Unknown, Seats: more})
	}
	return table, data, nil
}

// row is a seat as a row.
func row(
	names *committee.Names, r *committee.Rule, s *record.Seat, on calendar.Date,
) (row []page.Words, data Data, err error) {
	data = Data{ID: s.ID, Constituency: s.Constituency, From: s.From,
		Standing: committee.StandingOf(s, on)}
	if data.Party, err = names.Of(s.Party); err != nil {
		return nil, data, err
	}
	holder := page.Words{page.Missing(data.Standing)}
	switch data.Standing {
	case committee.Filled, committee.Coming:
		if data.Holder, err = names.Person(s.Holder); err != nil {
			return nil, data, err
		}
		holder = page.Say(data.Holder)
		if data.Standing == committee.Coming {
			holder = append(holder, page.T(", from "), desk.On(s.From))
		}
		if data.Alternate, err = names.Person(s.Alternate); err != nil {
			return nil, data, err
		}
		if data.Alternate != "" {
			holder = append(holder, page.T("; alternate: "+data.Alternate))
		}
	}
	var since, ends page.Words
	if !s.From.IsZero() {
		since = page.Words{desk.On(s.From)}
	}
	if data.TermEnds, data.Counted = committee.TermEnd(r, s); !data.TermEnds.IsZero() {
		ends = page.Words{desk.On(data.TermEnds)}
		if data.Counted {
			ends = append(ends, page.T(" (counted)"))
		}
	}
	head := page.Words{page.Link{Text: committee.Constituency(s.Constituency), To: desk.AddressOf(s)}}
	return []page.Words{head, holder, page.Say(data.Party), since, ends}, data, nil
}

// show is the page of a seat.
func (b subject) show(ask *page.Ask) (*page.View, error) {
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
	rule := committee.RuleOf(body)
	names := b.Names(v)
	_, data, err := row(names, &rule, s, committee.Today(v))
	if err != nil {
		return nil, err
	}
	rows := facts(s, data, &rule)
	coming, err := b.coming(v, s)
	if err != nil {
		return nil, err
	}
	if coming != nil {
		who, err := names.Person(coming.Holder)
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
		Title: committee.SeatTitle(s), Kicker: body.Heading(), Data: data,
		Crumbs: append(desk.Crumbs("body"), desk.Link(body)),
		Blocks: []page.Block{page.Summary{Rows: rows}},
	}
	view.Actions = offers(v, s)
	return view, desk.Dated(v, s, view)
}

// facts say how a seat stands.
func facts(s *record.Seat, data Data, r *committee.Rule) []page.Row {
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
	return append(rows, committee.Row("Filled", r.Composition))
}

// coming is what a seat is to be from a later day on, as known at the moment of a view; nil
// where that is what it is now.
func (b subject) coming(v *register.View, s *record.Seat) (*record.Seat, error) {
	const years = 3 // further ahead nobody is appointed
	at := v.Moment()
	later, err := register.Get[*record.Seat](b.Register.View(v.Context(), v.Reader(),
		register.Moment{So: at.So.AddDate(years, 0, 0), Known: at.Known}), s.ID)
	if err != nil || later.Holder == s.Holder && later.Vacant == s.Vacant {
		return nil, err
	}
	return later, nil
}
