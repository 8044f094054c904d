package body

import (
	"time"

	"github.com/mains-energy/mains/internal/governance/body/committee"
	"github.com/mains-energy/mains/internal/governance/body/meeting"
	"github.com/mains-energy/mains/internal/governance/body/seat"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// soon is how many meetings the list of bodies looks at for what each has next.
const soon = 60

// bodyData is a body as programs read it.
type bodyData struct {
	ID     string       `json:"id"`
	Name   string       `json:"name"`
	Kind   string       `json:"kind"`
	Remit  string       `json:"remit,omitempty"`
	Mark   string       `json:"default_mark"`
	Quorum string       `json:"quorum"`
	Vote   string       `json:"vote"`
	Terms  string       `json:"terms_of_reference,omitempty"` // on the page of the body alone
	Next   *meeting.Row `json:"next_meeting,omitempty"`
	Seats  []seat.Data  `json:"seats,omitempty"`
}

func newBodyData(b *record.Body, r *committee.Rule, at time.Time) bodyData {
	return bodyData{ID: b.ID, Name: b.Name, Kind: b.Kind, Remit: r.Remit.Text, Mark: string(r.Mark),
		Quorum: r.Quorum(at), Vote: r.Vote.Text}
}

// list is the page of all bodies.
func (b subject) list(ask *page.Ask) (*page.View, error) {
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
	cal := desk.Calendar(v)
	for _, each := range found.Records {
		rule := committee.RuleOf(each)
		row := newBodyData(each, &rule, v.Moment().So)
		item := page.Item{Head: page.Words{desk.Link(each)}}
		if rule.Remit.Text != "" {
			item.Body = append(item.Body, page.Say(rule.Remit.Text+"."))
		}
		nextID := ""
		if m := next[each.ID]; m != nil {
			of, lines := meeting.Next(cal, m)
			row.Next, nextID = &of, m.ID
			lines[0] = append(page.Words{page.T("Next: ")}, lines[0]...)
			item.Body = append(item.Body, lines...)
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
		register.Query{Key: "when", From: committee.Today(v).String(), Limit: soon})
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
