// Package newsletter makes editions of the SEC Newsletter from the records of the register.
//
// [Make] answers with the [Issue] of an edition: what it says at a moment, by the [Rules],
// which are one table. Its forms are [Issue.View], [Issue.Text] and [Issue.HTML]. The
// administrator collects the items of an edition, edits them, has them approved and publishes
// them, as [Machine] says; from then on they never change.
//
// Dates, times and contacts are always those of the records, and cannot be edited. A time of
// day that is only our convention is not printed.
package newsletter

import (
	"net/url"
	"slices"
	"time"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// newsletters is the subject.
type newsletters struct {
	*desk.Desk
	begin *desk.Adding[*record.Edition]
	steps *desk.Deeds[*record.Edition]
	edits *desk.Deeds[*record.EditionItem]
	reach func(*register.View) (Recipients, error)
}

// Routes are the addresses of the newsletter. reach counts who would get the mail of an edition at
// the moment of a view.
func Routes(d *desk.Desk, reach func(*register.View) (Recipients, error)) []page.Route {
	n := newsletters{d, begins(d), steps(d), edits(d), reach}
	one := n.Examples("edition")
	return slices.Concat([]page.Route{
		n.list().Route(d), n.begin.Route(),
		{Pattern: string(upcoming), Title: "The newsletter of this month", View: n.next},
		{Pattern: string(explained), View: n.rules},
		{Pattern: "/newsletters/{id}", View: n.edition, Examples: one},
		{Pattern: "/newsletters/{id}/items", View: n.items, Examples: one},
		{Pattern: "/newsletters/{id}/mail", View: n.mail, Examples: one},
		allItems().Route(d),
		{Pattern: "/edition-items/{id}", View: n.item, Examples: n.Examples("edition_item")},
	}, n.publishing(n.steps.Routes()), n.edits.Routes())
}

// The addresses that are of no record.
const (
	upcoming  = page.Address("/newsletters/next")  // the edition of the day
	explained = page.Address("/newsletters/rules") // how an edition is made
)

// list is the page of all editions, the latest first.
func (n newsletters) list() *desk.Listing[*record.Edition] {
	return &desk.Listing[*record.Edition]{
		Kind: "edition", Columns: []string{"id", "title", "month", "published_on"},
		Above: func(*register.View, url.Values) []page.Block {
			return []page.Block{page.Nav{Label: "About editions", Links: []page.Link{
				{Text: "What the edition of this month says", To: upcoming},
				{Text: "How an edition is made", To: explained}}}}
		},
		Parts: func(*register.View, url.Values) []desk.Part {
			return []desk.Part{{Empty: "There is no edition yet.",
				Query: register.Query{Key: "month", Desc: true}}}
		},
		Tell: func(_ *register.View, editions []*record.Edition) (told []desk.Told, err error) {
			for _, e := range editions {
				link := desk.Link(e)
				told = append(told, desk.Told{
					Item: page.Item{Head: page.Words{link}, Tag: tag(shown(e)),
						Body: []page.Words{append(page.Words{page.T("Published: ")}, published(e)...)}},
					Entry: page.Entry{ID: e.ID, Title: link.Text, To: link.To,
						Updated: e.PublishedOn.Start(),
						Cells:   []string{e.ID, link.Text, string(e.Month), e.PublishedOn.String()}},
					Data: e,
				})
			}
			return told, nil
		},
		Offer: n.begin.Offer,
	}
}

// shown is the state of an edition as far as it shows in itself.
func shown(e *record.Edition) record.EditionState {
	switch {
	case e.State != "":
		return e.State
	case isElsewhere(e):
		return record.EditionSent
	}
	return record.EditionCollecting
}

// isElsewhere reports whether an edition was published, and what it said is not kept here.
func isElsewhere(e *record.Edition) bool {
	return e.State == "" && len(e.Sections) == 0 && !e.PublishedOn.IsZero()
}

func tag(s record.EditionState) *page.Tag {
	state, _ := Machine().State(string(s)) // every state of the records is one
	return &page.Tag{Text: state.Label, Tone: tone(s)}
}

// published says when an edition came out, as far as it is known.
func published(e *record.Edition) page.Words {
	switch {
	case !e.PublishedOn.IsZero():
		return page.Words{desk.On(e.PublishedOn)}
	case e.PublishedAfter.IsZero() || e.PublishedBefore.IsZero():
		return page.Words{page.T("not yet")}
	}
	return page.Words{page.T("after "), desk.On(e.PublishedAfter), page.T(" and before "),
		desk.On(e.PublishedBefore), page.T(", on a day that is "), desk.NotKnown}
}

// next is the edition of the day.
func (n newsletters) next(ask *page.Ask) (*page.View, error) {
	v, err := n.View(ask)
	if err != nil {
		return nil, err
	}
	i, err := Make(v, "")
	if err != nil {
		return nil, desk.Refusal(err)
	}
	view := i.View()
	view.Print = true
	return view, nil
}

// edition is the page of an edition.
func (n newsletters) edition(ask *page.Ask) (*page.View, error) {
	v, err := n.View(ask)
	if err != nil {
		return nil, err
	}
	e, err := register.Get[*record.Edition](v, ask.Path["id"])
	if err != nil {
		return nil, desk.Refusal(err)
	}
	i, err := Make(v, e.ID)
	if err != nil {
		return nil, desk.Refusal(err)
	}
	view := i.View()
	rows := []page.Row{{Term: "Published", Values: []page.Words{published(e)}}}
	before, err := desk.Links(v, "edition", i.Previous)
	if err != nil {
		return nil, err
	}
	if len(before) > 0 {
		rows = append(rows, page.Row{Term: "Edition before", Values: before})
	}
	view.Blocks = append([]page.Block{page.Summary{Rows: rows}}, view.Blocks...)
	view.Blocks = append(view.Blocks, page.Details{Summary: "How an edition is made",
		Blocks: []page.Block{desk.Picture(Machine(), string(i.State), "life"), page.Nav{Label: "Rules",
			Links: []page.Link{{Text: "Which records an edition tells of", To: explained}}}}})
	view.Actions, view.Print = n.offers(v, e), true
	err = desk.Dated(v, e, view)
	view.Published = time.Time{} // of the record, which is not that of the edition
	return view, err
}

// offers are what the reader of a view can do with an edition.
func (n newsletters) offers(v *register.View, e *record.Edition) []page.Link {
	links := n.steps.Offers(v, e)
	if !v.Reader().Staff || isElsewhere(e) {
		return links
	}
	links = append(links, page.Link{Text: "See its mail, and who gets it",
		To: page.At("newsletters", e.ID, "mail")})
	if shown(e) != record.EditionCollecting {
		links = append(links, page.Link{Text: "See its items", To: page.At("newsletters", e.ID, "items")})
	}
	return links
}

// rules is the page that says which records an edition tells of.
func (n newsletters) rules(*page.Ask) (*page.View, error) {
	t := page.Table{Caption: "Rules, in the order of an edition", RowHeads: true,
		Columns: []page.Column{{Title: "Section"}, {Title: "Tells of"}, {Title: "Order"},
			{Title: "Items"}, {Title: "Known from"}}}
	type row struct {
		Section string `json:"section"`
		Rule    string `json:"rule"`
		Which   string `json:"which"`
		Order   string `json:"order"`
		Each    bool   `json:"item_for_each"`
		Sure    string `json:"known_from"`
	}
	var data []row
	titles := map[string]string{}
	for _, s := range sections() {
		titles[s.ID] = s.Title
	}
	for _, r := range rules {
		items, sure := "One for all", "The newsletter"
		if r.Each {
			items = "One for each"
		}
		if r.Sure == Ours {
			sure = "A convention of this register"
		}
		t.Rows = append(t.Rows, []page.Words{page.Say(titles[r.Section]), page.Say(desk.Upper(r.Which)),
			page.Say(desk.Upper(r.Order)), page.Say(items), page.Say(sure)})
		data = append(data, row{r.Section, r.Name, r.Which, r.Order, r.Each, string(r.Sure)})
	}
	return &page.View{Title: "How an edition is made", Crumbs: desk.Crumbs("edition"),
		Lead: "An edition is made from the records by these rules, and then edited. A time of day that " +
			"is only a convention of this register is not printed.",
		Data:   map[string]any{"rules": data},
		Blocks: []page.Block{t, desk.Picture(Machine(), "", "life")}}, nil
}

// ofStaff is an edition for the administrator alone.
func (n newsletters) ofStaff(ask *page.Ask) (*register.View, *record.Edition, error) {
	v, err := n.Signed(ask)
	if err != nil {
		return nil, nil, err
	}
	if !desk.Staff(v.Reader()) {
		return nil, nil, page.ErrForbidden
	}
	e, err := register.Get[*record.Edition](v, ask.Path["id"])
	return v, e, desk.Refusal(err)
}

// items is the page of the items of an edition that was collected, for the administrator.
func (n newsletters) items(ask *page.Ask) (*page.View, error) {
	v, e, err := n.ofStaff(ask)
	if err != nil {
		return nil, err
	}
	kept, err := itemsOf(v, e.ID)
	if err != nil {
		return nil, err
	}
	list := page.Items{Ordered: true, Empty: "Nothing was collected yet."}
	for _, i := range kept {
		row := page.Item{Head: page.Words{desk.Link(i)},
			Body: []page.Words{page.Say(titleOf(e, i.Section) + ", place " + digits(i.Place))}}
		switch {
		case i.LeftOut:
			row.Tag = &page.Tag{Text: "Left out", Tone: page.Stop}
		case i.Edited:
			row.Tag = &page.Tag{Text: "Edited", Tone: page.Wait}
		}
		list.Items = append(list.Items, row)
	}
	view := &page.View{Title: "Items", Kicker: e.Heading(), Tag: tag(shown(e)),
		Crumbs: append(desk.Crumbs("edition"), desk.Link(e)),
		Data:   map[string]any{"items": kept}, Blocks: []page.Block{list}}
	if shown(e) == record.EditionSent {
		return view, nil
	}
	changes, err := differences(v.As(policy.System()), e)
	if len(changes) > 0 {
		list := page.Items{}
		for _, c := range changes {
			list.Items = append(list.Items, page.Item{Head: page.Say(c)})
		}
		view.Blocks = append(view.Blocks, page.Section{
			Title: "Changed in the register since they were collected", Blocks: []page.Block{list}})
	}
	view.Actions = n.offers(v, e)
	return view, err
}

// allItems is the list of the items of all editions.
func allItems() *desk.Listing[*record.EditionItem] {
	return &desk.Listing[*record.EditionItem]{Kind: "edition_item", Columns: []string{"id", "title"},
		Parts: func(*register.View, url.Values) []desk.Part {
			return []desk.Part{{Empty: "There is nothing here yet."}}
		},
		Tell: func(v *register.View, all []*record.EditionItem) (told []desk.Told, err error) {
			seen, err := stillSeen(v, all)
			for _, i := range seen {
				link := desk.Link(i)
				told = append(told, desk.Told{Data: i, Item: page.Item{Head: page.Words{link}},
					Entry: page.Entry{ID: i.ID, Title: link.Text, To: link.To,
						Cells: []string{i.ID, link.Text}}})
			}
			return told, err
		}}
}

// titleOf is the title of a section.
func titleOf(e *record.Edition, section string) string {
	for _, s := range e.Sections {
		if s.ID == section {
			return s.Title
		}
	}
	return section
}

// item is the page of an item that was collected.
func (n newsletters) item(ask *page.Ask) (*page.View, error) {
	v, err := n.View(ask)
	if err != nil {
		return nil, err
	}
	i, err := register.Get[*record.EditionItem](v, ask.Path["id"])
	if err != nil {
		return nil, desk.Refusal(err)
	}
	seen, err := stillSeen(v, []*record.EditionItem{i})
	if err != nil {
		return nil, err
	}
	if len(seen) == 0 {
		return nil, page.ErrNotFound
	}
	i = seen[0]
	e, err := register.Get[*record.Edition](v, i.Edition)
	if err != nil {
		return nil, desk.Refusal(err)
	}
	crumbs := append(desk.Crumbs("edition"), desk.Link(e))
	view := &page.View{Title: i.Heading(), Kicker: e.Heading(), Crumbs: crumbs, Data: i,
		Blocks: asItem(i).block().Blocks, Actions: n.edits.Offers(v, i)}
	if i.LeftOut {
		view.Tag = &page.Tag{Text: "Left out", Tone: page.Stop}
	}
	if v.Reader().Staff {
		view.Actions = append(view.Actions,
			page.Link{Text: "See all items", To: page.At("newsletters", e.ID, "items")})
	}
	return view, desk.Dated(v, i, view)
}
