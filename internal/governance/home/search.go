package home

import (
	"slices"
	"strings"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/wording/show"
	"github.com/mains-energy/mains/internal/page"
)

// hit is what search has found.
type hit struct {
	item
	Kind string `json:"kind"`
}

// search finds records by their words, as they are known now.
func (h home) search(ask *page.Ask) (*page.View, error) {
	v, err := h.View(ask)
	if err != nil {
		return nil, err
	}
	asked := strings.TrimSpace(ask.Query.Get("q"))
	view := &page.View{Title: "Search", Crumbs: []page.Link{desk.Home()}}
	if asked == "" {
		view.Lead = "Type a word, a number such as MP192, or the beginning of one, into the box above."
		view.Data = map[string]any{"hits": []hit{}}
		return view, nil
	}
	found, err := numbered(v, asked)
	if err != nil {
		return nil, err
	}
	more, err := v.Search(asked, 2*desk.PageSize)
	if err != nil {
		return nil, err
	}
	for _, hit := range more {
		if !slices.Contains(found, hit) {
			found = append(found, hit)
		}
	}
	records, err := v.Several(found)
	if err != nil {
		return nil, err
	}
	hits := []hit{}
	items := page.Items{Empty: "Nothing has all these words. Try fewer, or the beginning of one."}
	for _, each := range found {
		rec, ok := records[each].(record.Titled)
		if !ok {
			continue
		}
		hits = append(hits, hit{item{each.ID, title(rec), desk.AddressOf(rec)}, each.Kind})
		items.Items = append(items.Items, page.Item{
			Head: page.Words{page.Link{Text: title(rec), To: desk.AddressOf(rec)}},
			Body: []page.Words{page.Say(desk.ListOf(each.Kind).Title)}})
	}
	view.Title = "Search for " + asked
	clauses, places, err := h.clauses(v, asked)
	if err != nil {
		return nil, err
	}
	if len(clauses.Items) > 0 && len(items.Items) == 0 {
		items.Empty = "No record has all these words."
	}
	view.Blocks = []page.Block{page.Section{Title: "Records", Blocks: []page.Block{items}}}
	if len(clauses.Items) > 0 {
		code := page.Section{Title: "In the Code", Blocks: []page.Block{clauses}}
		view.Blocks = append(view.Blocks, code)
	}
	view.Data = map[string]any{"asked": asked, "hits": hits, "clauses": places}
	return view, nil
}

// clauses are those of the text in force that have the words.
func (h home) clauses(v *register.View, asked string) (page.Items, []show.PlaceData, error) {
	standing, err := h.Library.At(v)
	if err != nil {
		return page.Items{}, nil, err
	}
	found, err := h.Library.Search(v.Context(), standing.Text, asked, desk.PageSize)
	if err != nil {
		return page.Items{}, nil, err
	}
	var items page.Items
	for _, f := range found {
		slug := f.Document.Slug()
		item := page.Item{Head: page.Words{page.Link{Text: show.Where(slug, f.Number),
			To: show.At(slug, f.Number)}}}
		if begins := show.Beginning(f.Clause()); begins != "" {
			item.Body = append(item.Body, page.Say(begins))
		}
		items.Items = append(items.Items, item)
	}
	return items, show.PlacesData(found), nil
}

// numbered are the Modifications that a number means, however it is written: mp 192, MP-192; of
// figures alone those of every era.
func numbered(v *register.View, text string) (hits []register.Hit, err error) {
	plain := strings.NewReplacer(" ", "", "-", "", "\u00a0", "", "\u2011", "").Replace(text)
	q := register.Query{Key: "alias", Limit: few}
	for _, era := range []string{"", "MP", "DP", "SECMP"} {
		if n, ok := record.ParseNumber(era + plain); ok {
			q.Among = append(q.Among, n.String())
		}
	}
	if len(q.Among) == 0 {
		return nil, nil
	}
	found, err := register.All[*record.Modification](v, q)
	for _, m := range found {
		if hit := (register.Hit{Kind: "modification", ID: m.ID}); !slices.Contains(hits, hit) {
			hits = append(hits, hit)
		}
	}
	return hits, err
}

// title is what a record is called in a list of several kinds.
func title(rec record.Titled) string {
	if m, is := rec.(*record.Modification); is && m.Title != "" {
		return m.Number() + " " + m.Title
	}
	return rec.Heading()
}
