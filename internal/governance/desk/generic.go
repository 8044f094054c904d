package desk

import (
	"context"
	"slices"

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
// page of a record, its history, and its redlines. People have none.
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
			page.Route{Pattern: pattern + "/{id}/history", View: d.history(l), Examples: examples},
			d.Redline(l.Kind, nil))
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

// asked is the record of a kind that an ask is about, in a view of the reader.
func (d *Desk) asked(ask *page.Ask, kind string) (*register.View, record.Titled, error) {
	v, err := d.View(ask)
	if err != nil {
		return nil, nil, err
	}
	rec, ok, err := Find(v, kind, ask.Path["id"])
	if err == nil && !ok {
		err = page.ErrNotFound
	}
	return v, rec, err
}

// record is the page of one record.
func (d *Desk) record(l record.List) func(*page.Ask) (*page.View, error) {
	return func(ask *page.Ask) (*page.View, error) {
		v, rec, err := d.asked(ask, l.Kind)
		if err != nil {
			return nil, err
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

// Dated says on a view when its record was published, or recorded where not everyone may see
// it, and last updated, as the reader may see, and where all updates are.
func Dated(v *register.View, rec register.Record, view *page.View) error {
	kind, id := rec.Named()
	past, err := v.Past(kind, id)
	if err != nil || past.Events == 0 {
		return err
	}
	view.Published, view.Updated = past.First, past.Last
	switch rec.Label().Mark {
	case policy.White:
	case policy.Response:
		view.Recorded = "Submitted"
	default:
		view.Recorded = "Recorded"
	}
	view.History = AddressOf(rec) + "/history"
	return nil
}

// Name is what a person is called on pages: a demo person by their role; of others only that
// they work for whom.
func (d *Desk) Name(v *register.View, who string) (string, error) {
	names, err := d.Names(v, who)
	return names[who], err
}

// Names are what people are called on pages, as [Desk.Name] is: all with two queries.
func (d *Desk) Names(v *register.View, who ...string) (map[string]string, error) {
	people, err := Several(v.As(policy.System()), "person", who...)
	if err != nil {
		return nil, err
	}
	return NamesOf(v, people, who...)
}

// NamesOf is [Desk.Names] where the people are read already, by id.
func NamesOf(
	v *register.View, people map[string]record.Titled, who ...string,
) (map[string]string, error) {
	var employers []string
	for _, p := range people {
		if person := p.(*record.Person); !person.Demo && person.WorksFor != "" {
			employers = append(employers, person.WorksFor)
		}
	}
	behind, err := Several(v.As(policy.System()), "party organisation", employers...)
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
