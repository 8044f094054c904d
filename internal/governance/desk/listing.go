package desk

import (
	"net/url"

	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// Listing is the list of a kind, in one part or several below each other.
type Listing[T record.Titled] struct {
	Kind    string
	Lead    string
	Columns []string // of the CSV
	Dated   bool     // its records happen on days: it is a calendar too
	// Parts are what is shown at the moment of a view; Above stands before them.
	Parts func(*register.View, url.Values) []Part
	Above func(*register.View, url.Values) []page.Block
	// Tell tells of records, in their order.
	Tell  func(*register.View, []T) ([]Told, error)
	Offer func(*policy.Reader) []page.Link
}

// Part is a part of a list.
type Part struct {
	Name  string // shows it alone: ?show=past
	Title string // none: it stands without a heading
	Empty string // said where there is nothing; none: the part is left out there
	Query register.Query
}

// Told is a record as a list tells of it, in all its forms.
type Told struct {
	Item  page.Item
	Entry page.Entry
	Data  any
}

// Route is the address of the list.
func (l *Listing[T]) Route(d *Desk) page.Route {
	return page.Route{Pattern: "/" + ListOf(l.Kind).Path,
		View: func(ask *page.Ask) (*page.View, error) { return l.view(d, ask) }}
}

// view is the page of the list.
func (l *Listing[T]) view(d *Desk, ask *page.Ask) (*page.View, error) {
	v, err := d.View(ask)
	if err != nil {
		return nil, err
	}
	of := ListOf(l.Kind)
	view := &page.View{Title: of.Title, Lead: l.Lead, Crumbs: []page.Link{Home()},
		List: &page.List{Title: of.Title, Columns: l.Columns, Dated: l.Dated}}
	if l.Above != nil {
		view.Blocks = l.Above(v, ask.Query)
	}
	rows := []any{}
	for _, p := range l.Parts(v, ask.Query) {
		if show := ask.Query.Get("show"); show != "" && show != p.Name {
			continue
		}
		told, err := l.part(v, ask, p, view)
		if err != nil {
			return nil, err
		}
		rows = append(rows, told...)
	}
	if l.Offer != nil {
		view.Actions = l.Offer(v.Reader())
	}
	view.Data = map[string]any{of.Name: rows}
	return view, nil
}

// part adds a part to the page of the list.
func (l *Listing[T]) part(
	v *register.View, ask *page.Ask, p Part, view *page.View,
) (rows []any, err error) {
	p.Query.Limit = PageSize
	if ask.Query.Get("show") == p.Name {
		p.Query.After = ask.Query.Get("after")
	}
	found, err := register.Find[T](v, p.Query)
	if err != nil {
		return nil, Refusal(err)
	}
	if len(found.Records) == 0 && p.Empty == "" {
		return nil, nil
	}
	told, err := l.Tell(v, found.Records)
	if err != nil {
		return nil, err
	}
	items := page.Items{Empty: p.Empty}
	for _, each := range told {
		items.Items = append(items.Items, each.Item)
		view.List.Entries = append(view.List.Entries, each.Entry)
		rows = append(rows, each.Data)
	}
	blocks := &page.View{List: &page.List{}, Blocks: []page.Block{items}}
	query := url.Values{}
	for name, values := range ask.Query {
		query[name] = values
	}
	if p.Name != "" {
		query.Set("show", p.Name)
	}
	Paged(blocks, page.At(ListOf(l.Kind).Path), query, found.Next)
	if view.List.Next == "" {
		view.List.Next = blocks.List.Next
	}
	if p.Title != "" {
		blocks.Blocks = []page.Block{page.Section{Title: p.Title, Blocks: blocks.Blocks}}
	}
	view.Blocks = append(view.Blocks, blocks.Blocks...)
	return rows, nil
}
