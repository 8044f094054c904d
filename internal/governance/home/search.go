package home

import (
	"strings"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
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
	found, err := v.Search(asked, 2*desk.PageSize)
	if err != nil {
		return nil, err
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
	view.Blocks = []page.Block{items}
	view.Data = map[string]any{"asked": asked, "hits": hits}
	return view, nil
}

// title is what a record is called in a list of several kinds.
func title(rec record.Titled) string {
	if m, is := rec.(*record.Modification); is && m.Title != "" {
		return m.Number() + " " + m.Title
	}
	return rec.Heading()
}
