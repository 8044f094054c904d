package body

import (
	"fmt"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// soon is how many meetings the list of bodies looks at for what each has next.
const soon = 60

// bodyData is a body as programs read it.
type bodyData struct {
	ID     string      `json:"id"`
	Name   string      `json:"name"`
	Kind   string      `json:"kind"`
	Remit  string      `json:"remit,omitempty"`
	Mark   string      `json:"default_mark"`
	Quorum string      `json:"quorum"`
	Vote   string      `json:"vote"`
	Next   *meetingRow `json:"next_meeting,omitempty"`
	Seats  []seatData  `json:"seats,omitempty"`
}

func newBodyData(b *record.Body, r *Rule, at time.Time) bodyData {
	return bodyData{ID: b.ID, Name: b.Name, Kind: b.Kind, Remit: r.Remit.Text, Mark: string(r.Mark),
		Quorum: r.quorum(at), Vote: r.Vote.Text}
}

// list is the page of all bodies.
func (b bodies) list(ask *page.Ask) (*page.View, error) {
	v, err := b.View(ask)
	if err != nil {
		return nil, err
	}
	found, err := register.Find[*record.Body](v,
		register.Query{Key: "kind", Limit: desk.PageSize, After: ask.Query.Get("after")})
	if err != nil {
		return nil, desk.Refusal(err)
	}
	next, err := nextMeetings(v)
	if err != nil {
		return nil, err
	}
	kinds := map[string]*page.Items{"sec": {}, "transitional": {}}
	list := &page.List{Title: "Committees and groups", Columns: []string{"id", "name", "kind", "next"}}
	var data []bodyData
	for _, each := range found.Records {
		rule := ruleOf(each)
		row := newBodyData(each, &rule, v.Moment().So)
		item := page.Item{Head: page.Words{desk.Link(each)}}
		if rule.Remit.Text != "" {
			item.Body = append(item.Body, page.Say(rule.Remit.Text+"."))
		}
		nextID := ""
		if m := next[each.ID]; m != nil {
			of := newMeetingRow(m)
			row.Next, nextID = &of, m.ID
			item.Body = append(item.Body, append(page.Words{page.T("Next: "), desk.Link(m), page.T(", ")},
				when(m)...))
		}
		items := kinds[each.Kind]
		if items == nil {
			items = kinds["sec"]
		}
		items.Items = append(items.Items, item)
		data = append(data, row)
		list.Entries = append(list.Entries, page.Entry{ID: "body-" + each.ID, Title: each.Name,
			Summary: rule.Remit.Text, To: desk.AddressOf(each),
			Cells: []string{each.ID, each.Name, each.Kind, nextID}})
	}
	view := &page.View{Title: desk.ListOf("body").Title, Crumbs: []page.Link{desk.Home()}, List: list,
		Data: map[string]any{"bodies": data},
		Blocks: []page.Block{
			page.Section{Title: "SEC bodies", Blocks: []page.Block{*kinds["sec"]}},
			page.Section{Title: "Transitional forums, outside the Code",
				Blocks: []page.Block{*kinds["transitional"]}},
		}}
	desk.Paged(view, "/bodies", ask.Query, found.Next)
	return view, nil
}

// nextMeetings are the next meetings of bodies, as far as they are soon.
func nextMeetings(v *register.View) (map[string]*record.Meeting, error) {
	ahead, err := register.Find[*record.Meeting](v,
		register.Query{Key: "when", From: today(v).String(), Limit: soon})
	of := map[string][]*record.Meeting{}
	for _, m := range ahead.Records {
		of[m.Body] = append(of[m.Body], m)
	}
	next := map[string]*record.Meeting{}
	for id, meetings := range of {
		next[id] = first(meetings)
	}
	return next, err
}

// first is the first of meetings that is to be held: one with a day, where there is one; nil
// for none. Meetings of a month may have been held already.
func first(meetings []*record.Meeting) (next *record.Meeting) {
	for _, m := range meetings {
		if m.State == "" && (next == nil || next.HeldOn.IsZero() && !m.HeldOn.IsZero()) {
			next = m
		}
	}
	return next
}

// body is the page of a body.
func (b bodies) body(ask *page.Ask) (*page.View, error) {
	v, err := b.View(ask)
	if err != nil {
		return nil, err
	}
	each, err := register.Get[*record.Body](v, ask.Path["id"])
	if err != nil {
		return nil, desk.Refusal(err)
	}
	rule := ruleOf(each)
	data := newBodyData(each, &rule, v.Moment().So)
	next, rows, err := b.ahead(v, each)
	if err != nil {
		return nil, err
	}
	if m := first(rows); m != nil {
		of := newMeetingRow(m)
		data.Next = &of
	}
	members, seats, err := b.members(v, &rule)
	if err != nil {
		return nil, err
	}
	data.Seats = seats
	view := &page.View{
		Title: each.Heading(), Kicker: desk.Upper(desk.Plain(each.Kind)), Crumbs: desk.Crumbs("body"),
		Lead: sentence(rule.Remit.Text), Data: data,
		Blocks: []page.Block{facts(&rule, rows, v.Moment().So), next, section("Members", composition(&rule), members)},
	}
	if rule.Open {
		view.Blocks[2] = section("Members", composition(&rule))
	}
	for _, part := range []func(*register.View, *record.Body) (page.Block, error){
		b.past, b.papersOf, b.decisionsOf, b.ballotsOf, b.actionsOf,
	} {
		block, err := part(v, each)
		if err != nil {
			return nil, err
		}
		if block != nil {
			view.Blocks = append(view.Blocks, block)
		}
	}
	view.Actions = bodyActions(v, each)
	return view, desk.Dated(v, each, view)
}

// sentence ends a text as one.
func sentence(text string) string {
	if text == "" {
		return ""
	}
	return text + "."
}

func section(title string, blocks ...page.Block) page.Section {
	s := page.Section{Title: title}
	for _, each := range blocks {
		if each != nil {
			s.Blocks = append(s.Blocks, each)
		}
	}
	return s
}

// said is a rule as a row, with how sure it is where that is to be said.
func said(term string, s Said) page.Row {
	row := page.Fact(term, page.T(s.Text))
	if s.Text == "" {
		row = page.Fact(term, desk.NotKnown)
	}
	if note := s.Sure.note(); note != "" && s.Text != "" {
		row.Values[0] = append(row.Values[0], page.T(" ("+note+")"))
	}
	return row
}

// facts are what holds for a body.
func facts(r *Rule, ahead []*record.Meeting, at time.Time) page.Summary {
	next := page.Fact("Next meeting", desk.NotKnown)
	if m := first(ahead); m != nil {
		next.Values[0] = append(page.Words{desk.Link(m), page.T(", ")}, when(m)...)
	}
	rows := []page.Row{next, said("Meets", r.Cadence),
		said("Quorum", Said{r.quorum(at), r.Quorum}), said("Votes", r.Vote),
		said("Papers are", Said{string(r.Mark) + " unless they say otherwise: for " + readers(r.Mark),
			r.MarkSure}),
		said("Secretary", r.Secretary), said("Chair", r.Chair)}
	if r.TermMonths > 0 {
		rows = append(rows, page.Fact("Terms", page.T(fmt.Sprintf("%d months", r.TermMonths))))
	}
	return page.Summary{Rows: rows}
}

// composition says who the members are to be.
func composition(r *Rule) page.Block {
	if r.Composition.Text == "" {
		return nil
	}
	text := sentence(r.Composition.Text)
	if note := r.Composition.Sure.note(); note != "" {
		text = r.Composition.Text + " (" + note + ")."
	}
	return page.Para{Words: page.Say(text)}
}

// when is the day of a meeting, or its month.
func when(m *record.Meeting) page.Words {
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
