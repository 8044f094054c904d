package home

import (
	"slices"
	"strings"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
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
	view.Blocks = []page.Block{items}
	view.Data = map[string]any{"asked": asked, "hits": hits}
	return view, nil
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
