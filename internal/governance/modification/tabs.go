package modification

import (
	"net/url"
	"slices"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/modification/legaltext"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// tab is one view of a Modification, with an address of its own.
type tab struct {
	path string // after the address of the Modification
	text string
	fill func(subject, *dossier, *page.View) error
}

// tabs are all of them; the first is the first screen. That without a fill is of another package.
var tabs = []tab{
	{"", "Facts", subject.facts},
	{"/timetable", "Timetable", subject.timetable},
	{"/process", "Process", subject.process},
	{"/ballot", "Ballot", subject.ballot},
	{legaltext.Path, "Legal text", nil},
	{"/documents", "Documents", subject.documents},
}

// The views that every kind of record has.
const (
	historyPath = "/history"
	redlinePath = "/redline"
)

// tab is the view of a tab.
func (s subject) tab(t tab) func(*page.Ask) (*page.View, error) {
	return func(ask *page.Ask) (*page.View, error) {
		v, err := s.View(ask)
		if err != nil {
			return nil, err
		}
		m, meta, err := find(v, ask.Path["id"], t.path)
		if err != nil {
			return nil, desk.Refusal(err)
		}
		d, err := read(v, m, meta)
		if err != nil {
			return nil, err
		}
		view := begin(m, d.state, t)
		if err := t.fill(s, d, view); err != nil {
			return nil, err
		}
		if ask.Moment.AsAt || ask.Who == "" {
			return view, nil
		}
		view.Actions, err = s.actions(ask, d)
		return view, err
	}
}

// begin begins the view of a tab.
func begin(m *record.Modification, state string, t tab) *page.View {
	view := &page.View{
		Title: title(m), Kicker: kicker(m), Tag: tag(state), Tabs: tabsOf(m, t.path),
		Crumbs: desk.Crumbs("modification"),
	}
	if t.path != "" {
		view.Title, view.Kicker = t.text, kicker(m)+": "+title(m)
		view.Crumbs = append(view.Crumbs, page.Link{Text: m.Number(), To: desk.AddressOf(m)})
	}
	return view
}

// frame begins the tab of the legal text, and what is below it.
func (s subject) frame(
	ask *page.Ask, tail string,
) (*register.View, *record.Modification, *page.View, error) {
	v, err := s.View(ask)
	if err != nil {
		return nil, nil, nil, err
	}
	tail += query(ask.Query, "from", "to", "document", "clause")
	m, meta, err := find(v, ask.Path["id"], tail)
	if err != nil {
		return nil, nil, nil, desk.Refusal(err)
	}
	d, err := read(v, m, meta)
	if err != nil {
		return nil, nil, nil, err
	}
	i := slices.IndexFunc(tabs, func(t tab) bool { return t.path == legaltext.Path })
	return v, m, begin(m, d.state, tabs[i]), nil
}

// generic is a view that every kind of record has, of a Modification by any of its numbers: below
// its tabs.
func (s subject) generic(path string) page.Route {
	generic := s.Generic()
	i := slices.IndexFunc(generic, func(r page.Route) bool { return r.Pattern == pattern+path })
	route := generic[i]
	told := route.View
	route.View = func(ask *page.Ask) (*page.View, error) {
		v, err := s.View(ask)
		if err != nil {
			return nil, err
		}
		m, _, err := find(v, ask.Path["id"], path+query(ask.Query, "before", "from", "to"))
		if err != nil {
			return nil, desk.Refusal(err)
		}
		view, err := told(ask)
		if err != nil {
			return nil, err
		}
		view.Kicker, view.Tabs = kicker(m)+": "+title(m), tabsOf(m, path)
		return view, nil
	}
	return route
}

// query is the tail of an address with some of the values of a query.
func query(of url.Values, names ...string) string {
	kept := url.Values{}
	for _, name := range names {
		if of.Has(name) {
			kept[name] = of[name]
		}
	}
	return string(page.Address("").With(kept))
}

// tabsOf are the tabs of a Modification, the one at a path as the one that is shown.
func tabsOf(m *record.Modification, path string) (list []page.Tab) {
	for _, t := range append(slices.Clip(tabs), tab{path: historyPath, text: "History"}) {
		list = append(list, page.Tab{Text: t.text, To: desk.AddressOf(m) + page.Address(t.path),
			Current: t.path == path})
	}
	return list
}

// kicker is what a Modification is, with its number.
func kicker(m *record.Modification) string {
	if n, ok := record.ParseNumber(m.Number()); ok && n.Draft() {
		return "Draft Proposal " + m.Number()
	}
	return "Modification Proposal " + m.Number()
}

// title is what a Modification is called.
func title(m *record.Modification) string {
	if m.Title == "" {
		return "Title not known"
	}
	return m.Title
}

// tag is a state in words.
func tag(state string) *page.Tag {
	tones := map[string]page.Tone{
		pending: page.Good, implemented: page.Good, rejected: page.Stop, withdrawn: page.Stop,
		lapsed: page.Stop, merged: page.Stop, split: page.Stop, onHold: page.Wait,
	}
	return &page.Tag{Text: label(state), Tone: tones[state]}
}

// link leads to a Modification by its number and title.
func link(m *record.Modification) page.Link {
	text := m.Number()
	if m.Title != "" {
		text += " " + m.Title
	}
	return page.Link{Text: text, To: desk.AddressOf(m)}
}

// by finds Modifications by a key: parts, corrections.
func by(v *register.View, key, value string) (lines []page.Words, err error) {
	found, err := register.Find[*record.Modification](v,
		register.Query{Key: key, Is: value, Limit: desk.PageSize})
	for _, m := range found.Records {
		lines = append(lines, page.Words{link(m)})
	}
	return lines, err
}
