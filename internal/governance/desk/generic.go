package desk

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"

	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// PageSize is how many records a page of a list shows.
const PageSize = 25

// Home is the first crumb.
func Home() page.Link { return page.Link{Text: "Home", To: "/"} }

// Crumbs lead from the home page to a record of a kind.
func Crumbs(kind string) []page.Link {
	return []page.Link{Home(), {Text: ListOf(kind).Title, To: page.At(ListOf(kind).Path)}}
}

// ListOf is the list that a kind stands in.
func ListOf(kind string) record.List {
	for _, l := range record.Lists() {
		if l.Kind == kind {
			return l
		}
	}
	return record.List{Kind: kind, Name: kind, Path: kind, Title: kind}
}

// Generic are the routes that a kind has where its subject declares no others: its list, the
// page of a record, and its history. People have none.
func (d *Desk) Generic() (routes []page.Route) {
	for _, l := range record.Lists() {
		if l.Kind == "person" {
			continue
		}
		pattern := "/" + l.Path
		examples := d.Examples(l.Kind)
		routes = append(routes,
			page.Route{Pattern: pattern, View: d.list(l)},
			page.Route{Pattern: pattern + "/{id}", View: d.record(l), Examples: examples},
			page.Route{Pattern: pattern + "/{id}/history", View: d.history(l), Examples: examples})
	}
	return routes
}

// Examples are the ids of records of a kind, for those who walk all routes.
func (d *Desk) Examples(kind string) func(context.Context) ([]map[string]string, error) {
	return func(ctx context.Context) (all []map[string]string, err error) {
		now := d.Register.Now()
		v := d.Register.View(ctx, policy.System(), register.Moment{So: now, Known: now})
		ids, err := v.IDs(kind, register.Query{Limit: PageSize})
		for _, id := range ids {
			all = append(all, map[string]string{"id": id})
		}
		return all, err
	}
}

// list is the list of a kind.
func (d *Desk) list(l record.List) func(*page.Ask) (*page.View, error) {
	return func(ask *page.Ask) (*page.View, error) {
		v, err := d.View(ask)
		if err != nil {
			return nil, err
		}
		found, next, err := v.Records(l.Kind,
			register.Query{Limit: PageSize, After: ask.Query.Get("after")})
		if err != nil {
			return nil, Refusal(err)
		}
		items := page.Items{Empty: "There is nothing here yet."}
		list := &page.List{Title: l.Title, Columns: []string{"id", "title"}}
		for _, rec := range found {
			titled, ok := rec.(record.Titled)
			if !ok {
				continue
			}
			link := Link(titled)
			items.Items = append(items.Items, page.Item{Head: page.Words{link}})
			list.Entries = append(list.Entries, page.Entry{
				ID: titled.Identity(), Title: titled.Heading(), To: link.To,
				Cells: []string{titled.Identity(), titled.Heading()},
			})
		}
		view := &page.View{
			Title: l.Title, Crumbs: []page.Link{Home()}, Blocks: []page.Block{items},
			List: list, Data: map[string]any{l.Name: found},
		}
		Paged(view, page.At(l.Path), ask.Query, next)
		return view, nil
	}
}

// Paged adds the link to the next page of a list.
func Paged(view *page.View, self page.Address, query map[string][]string, next string) {
	if next == "" {
		return
	}
	values := map[string][]string{}
	for name, v := range query {
		if name != "as-at" && name != "known" {
			values[name] = slices.Clone(v)
		}
	}
	values["after"] = []string{next}
	to := self.With(values)
	if view.List != nil {
		view.List.Next = to
	}
	view.Blocks = append(view.Blocks, page.Nav{Label: "Pages",
		Links: []page.Link{{Text: "Next page", To: to}}})
}

// record is the page of one record.
func (d *Desk) record(l record.List) func(*page.Ask) (*page.View, error) {
	return func(ask *page.Ask) (*page.View, error) {
		v, err := d.View(ask)
		if err != nil {
			return nil, err
		}
		rec, ok, err := Find(v, l.Kind, ask.Path["id"])
		if err != nil {
			return nil, err
		}
		if !ok {
			return nil, page.ErrNotFound
		}
		rows, err := Facts(v, rec)
		if err != nil {
			return nil, err
		}
		view := &page.View{
			Title: rec.Heading(), Crumbs: Crumbs(l.Kind), Data: rec,
			Blocks: []page.Block{page.Summary{Rows: rows}},
		}
		return view, Dated(v, rec, view)
	}
}

// Dated says on a view when its record was published and last updated, as the reader may
// see, and where all updates are.
func Dated(v *register.View, rec register.Record, view *page.View) error {
	kind, id := rec.Named()
	past, err := v.Past(kind, id)
	if err != nil || past.Events == 0 {
		return err
	}
	view.Published, view.Updated = past.First, past.Last
	view.History = AddressOf(rec) + "/history"
	return nil
}

// change is an event as its page gives it.
type change struct {
	At     string          `json:"at"`
	Who    string          `json:"who"`
	Behalf string          `json:"on_behalf_of,omitempty"`
	Verb   string          `json:"what"`
	Reason string          `json:"reason,omitempty"`
	Fields []changed       `json:"changes"`
	After  json.RawMessage `json:"after,omitempty"`
}

// changed is a field before and after.
type changed struct {
	Field  string          `json:"field"`
	Before json.RawMessage `json:"before,omitempty"`
	After  json.RawMessage `json:"after,omitempty"`
}

// history is what has happened to a record, the latest first, a page at a time. A page
// begins below the event of a number, counted from the first.
func (d *Desk) history(l record.List) func(*page.Ask) (*page.View, error) {
	return func(ask *page.Ask) (*page.View, error) {
		v, err := d.View(ask)
		if err != nil {
			return nil, err
		}
		rec, ok, err := Find(v, l.Kind, ask.Path["id"])
		if err != nil {
			return nil, err
		}
		if !ok {
			return nil, page.ErrNotFound
		}
		past, err := v.Past(l.Kind, rec.Identity())
		if err != nil {
			return nil, err
		}
		end := past.Events
		if text := ask.Query.Get("before"); text != "" {
			if end, err = strconv.Atoi(text); err != nil || end < 1 || end > past.Events {
				return nil, page.ErrNotFound
			}
		}
		from := max(0, end-PageSize)
		events, err := v.HistoryFrom(l.Kind, rec.Identity(), from, end-from)
		if err != nil {
			return nil, err
		}
		timeline, data, err := d.told(v, events)
		if err != nil {
			return nil, err
		}
		told := map[string]any{"updates": data}
		view := &page.View{
			Title: "All updates", Kicker: rec.Heading(),
			Crumbs: append(Crumbs(l.Kind), Link(rec)), Data: told, Blocks: []page.Block{timeline},
		}
		if from > 0 {
			to := page.At(l.Path, rec.Identity(), "history").With(
				map[string][]string{"before": {strconv.Itoa(from)}})
			told["earlier"] = to
			view.Blocks = append(view.Blocks, page.Nav{Label: "Pages",
				Links: []page.Link{{Text: "Earlier updates", To: to}}})
		}
		return view, nil
	}
}

// told are events, the last first, as a timeline and as data.
func (d *Desk) told(v *register.View, events []register.Event) (page.Timeline, []change, error) {
	var who []string
	for _, e := range events {
		who = append(who, e.Who)
	}
	names, err := d.Names(v, who...)
	if err != nil {
		return page.Timeline{}, nil, err
	}
	var timeline page.Timeline
	var data []change
	for _, e := range slices.Backward(events) {
		c := change{At: e.Known.Format("2006-01-02T15:04:05.000000Z"), Who: names[e.Who],
			Behalf: e.Behalf, Verb: Upper(e.Verb), Reason: e.Reason}
		if c.Fields, err = differences(e.Before, e.After); err != nil {
			return page.Timeline{}, nil, err
		}
		lines := []page.Words{page.Say("By " + c.Who)}
		if e.Reason != "" {
			lines = append(lines, page.Say("Reason: "+e.Reason))
		}
		for _, f := range c.Fields {
			if e.Before == "" {
				break
			}
			lines = append(lines, page.Words{page.Code(f.Field), page.T(" was "), shown(f.Before),
				page.T(", became "), shown(f.After)})
		}
		data = append(data, c)
		timeline.Events = append(timeline.Events, page.TimelineEvent{
			When: page.Words{At(e.Known)}, What: page.Say(c.Verb), Detail: lines,
		})
	}
	return timeline, data, nil
}

// shown is a value of a change; long ones are cut.
func shown(raw json.RawMessage) page.Inline {
	const most = 200
	if len(raw) == 0 || string(raw) == "null" {
		return page.Missing("nothing")
	}
	text := string(raw)
	var s string
	if json.Unmarshal(raw, &s) == nil {
		text = s
	}
	if runes := []rune(text); len(runes) > most {
		text = string(runes[:most]) + " …"
	}
	return page.Strong(text)
}

// differences are the fields that differ, by name.
func differences(before, after string) (fields []changed, err error) {
	was, is := map[string]json.RawMessage{}, map[string]json.RawMessage{}
	for text, into := range map[string]*map[string]json.RawMessage{before: &was, after: &is} {
		if text == "" {
			continue
		}
		if err := json.Unmarshal([]byte(text), into); err != nil {
			return nil, err
		}
	}
	names := map[string]bool{}
	for name := range was {
		names[name] = true
	}
	for name := range is {
		names[name] = true
	}
	for name := range names {
		if string(was[name]) != string(is[name]) {
			fields = append(fields, changed{name, was[name], is[name]})
		}
	}
	slices.SortFunc(fields, func(a, b changed) int {
		if a.Field < b.Field {
			return -1
		}
		return 1
	})
	return fields, nil
}

// Name is what a person is called on pages: a demo person by their role; of others only that
// they work for whom.
func (d *Desk) Name(v *register.View, who string) (string, error) {
	names, err := d.Names(v, who)
	return names[who], err
}

// Names are what people are called on pages, as [Desk.Name] is: all with two queries.
func (d *Desk) Names(v *register.View, who ...string) (map[string]string, error) {
	everything := v.As(policy.System())
	people, err := Several(everything, "person", who...)
	if err != nil {
		return nil, err
	}
	var employers []string
	for _, p := range people {
		if person := p.(*record.Person); !person.Demo && person.WorksFor != "" {
			employers = append(employers, person.WorksFor)
		}
	}
	behind, err := Several(everything, "party organisation", employers...)
	names := map[string]string{}
	for _, id := range who {
		names[id] = nameOf(id, people[id], behind)
	}
	return names, err
}

// nameOf is what somebody is called.
func nameOf(id string, found record.Titled, employers map[string]record.Titled) string {
	person, known := found.(*record.Person)
	switch {
	case id == register.ByClock || id == "":
		return "the clock"
	case !known:
		return id
	case person.Demo:
		return person.Heading()
	}
	if org := employers[person.WorksFor]; org != nil {
		return "a person of " + org.Heading()
	}
	return "a person"
}

// Upper begins a sentence.
func Upper(s string) string {
	if s == "" {
		return s
	}
	r := []rune(s)
	if r[0] >= 'a' && r[0] <= 'z' {
		r[0] += 'A' - 'a'
	}
	return string(r)
}
