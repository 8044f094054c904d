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
	"slices"
	"time"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// newsletters is the subject.
type newsletters struct{ *desk.Desk }

// Routes are the addresses of the newsletter.
func Routes(d *desk.Desk) []page.Route {
	n := newsletters{d}
	one := n.Examples("edition")
	form := func(step string, ask func(*page.Ask) (*page.Form, error),
		submit func(*page.Ask, page.Input) (*page.Done, error),
	) page.Route {
		return page.Route{Pattern: "/newsletters/{id}/" + step, Form: ask, Submit: submit, Examples: one}
	}
	return []page.Route{
		{Pattern: "/newsletters", View: n.list},
		{Pattern: "/newsletters/next", View: n.next},
		{Pattern: "/newsletters/rules", View: n.rules},
		{Pattern: "/newsletters/new", Form: n.beginForm, Submit: n.begin},
		{Pattern: "/newsletters/{id}", View: n.edition, Examples: one},
		{Pattern: "/newsletters/{id}/items", View: n.items, Examples: one},
		{Pattern: "/newsletters/{id}/items/{item}", Form: n.itemForm, Submit: n.editItem},
		form("collect", n.collectForm, n.collect),
		form("submit", n.stepForm(submit), n.step(submit)),
		form("approve", n.stepForm(approve), n.step(approve)),
		form("send-back", n.stepForm(sendBack), n.step(sendBack)),
		form("publish", n.publishForm, n.publish),
	}
}

// list is the page of all editions, the latest first.
func (n newsletters) list(ask *page.Ask) (*page.View, error) {
	v, err := n.View(ask)
	if err != nil {
		return nil, err
	}
	found, err := register.Find[*record.Edition](v, register.Query{Key: "month", Desc: true,
		Limit: desk.PageSize, After: ask.Query.Get("after")})
	if err != nil {
		return nil, desk.Refusal(err)
	}
	items := page.Items{Empty: "There is no edition yet."}
	list := &page.List{Title: "Newsletters", Columns: []string{"id", "title", "month", "published_on"}}
	for _, e := range found.Records {
		link := desk.Link(e)
		items.Items = append(items.Items, page.Item{Head: page.Words{link}, Tag: tag(shown(e)),
			Body: []page.Words{append(page.Words{page.T("Published: ")}, published(e)...)}})
		entry := page.Entry{ID: e.ID, Title: link.Text, To: link.To, Updated: e.PublishedOn.Start(),
			Cells: []string{e.ID, link.Text, string(e.Month), e.PublishedOn.String()}}
		list.Entries = append(list.Entries, entry)
	}
	view := &page.View{Title: "Newsletters", Crumbs: []page.Link{desk.Home()}, List: list,
		Data: map[string]any{"editions": found.Records}, Blocks: []page.Block{items, page.Nav{
			Label: "More", Links: []page.Link{
				{Text: "What the next edition would say", To: upcoming},
				{Text: "How an edition is made", To: "/newsletters/rules"}}}}}
	if v.Reader().Staff {
		view.Actions = []page.Link{{Text: "Begin an edition", To: "/newsletters/new"}}
	}
	desk.Paged(view, "/newsletters", ask.Query, found.Next)
	return view, nil
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
	return i.View(), nil
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
	facts := page.Summary{Rows: []page.Row{{Term: "Published", Values: []page.Words{published(e)}}}}
	before, err := desk.Links(v, "edition", i.Previous)
	if err != nil {
		return nil, err
	}
	if len(before) > 0 {
		facts.Rows = append(facts.Rows, page.Row{Term: "Edition before", Values: before})
	}
	view.Blocks = append([]page.Block{facts}, view.Blocks...)
	view.Blocks = append(view.Blocks, page.Details{Summary: "How an edition is made",
		Blocks: []page.Block{life(string(i.State)), page.Nav{Label: "Rules", Links: []page.Link{
			{Text: "Which records an edition tells of", To: "/newsletters/rules"}}}}})
	if v.Reader().Staff {
		view.Actions = actions(e, i.State)
	}
	err = desk.Dated(v, e, view)
	view.Published = time.Time{} // of the record, which is not that of the edition
	return view, err
}

// life is the machine of an edition as a picture.
func life(state string) page.Figure {
	m := Machine()
	var past []string
	if way, ok := m.Path(m.Start, state); ok {
		for _, s := range way {
			past = append(past, s.From[0])
		}
	}
	text := ""
	for _, s := range m.States {
		text += s.Label + ": " + s.Doc + " "
	}
	return page.Figure{Caption: "The life of an edition", SVG: m.SVG("life", state, past), Text: text}
}

// actions are the steps that the administrator can take with an edition.
func actions(e *record.Edition, state record.EditionState) (links []page.Link) {
	if isElsewhere(e) {
		return nil
	}
	steps := Machine().Next(string(state))
	for _, s := range steps {
		to := page.At("newsletters", e.ID, pathOf(s.Event))
		link := page.Link{Text: s.Label, To: to}
		if !s.Timed && !slices.Contains(links, link) {
			links = append(links, link)
		}
	}
	if state != record.EditionCollecting {
		links = append(links, page.Link{Text: "See the items", To: page.At("newsletters", e.ID, "items")})
	}
	return links
}

// pathOf is the last part of the address of a step.
func pathOf(event string) string {
	switch event {
	case sendBack:
		return "send-back"
	case edit:
		return "items"
	}
	return event
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
	for _, r := range Rules() {
		items, sure := "One for all", "the newsletter"
		if r.Each {
			items = "One for each"
		}
		if r.Sure == Ours {
			sure = "a convention of this register"
		}
		t.Rows = append(t.Rows, []page.Words{page.Say(titles[r.Section]), page.Say(desk.Upper(r.Which)),
			page.Say(desk.Upper(r.Order)), page.Say(items), page.Say(desk.Upper(sure))})
		data = append(data, row{r.Section, r.Name, r.Which, r.Order, r.Each, string(r.Sure)})
	}
	return &page.View{Title: "How an edition is made", Crumbs: desk.Crumbs("edition"),
		Lead: "An edition is made from the records by these rules, and then edited. A time of day that " +
			"is only a convention of this register is not printed.",
		Data: map[string]any{"rules": data}, Blocks: []page.Block{t, life("")}}, nil
}
