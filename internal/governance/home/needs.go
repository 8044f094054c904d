package home

import (
	"slices"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/due"
	"github.com/mains-energy/mains/internal/page"
)

// byWeek shows needs of this week, and below them those that can wait; where there is none, it
// says so.
func byWeek(all []due.Need, today calendar.Date, none string) []page.Block {
	if len(all) == 0 {
		return []page.Block{page.Items{Empty: none}}
	}
	now := slices.IndexFunc(all, func(n due.Need) bool { return !n.ThisWeek })
	if now < 0 {
		now = len(all)
	}
	week := needing(all[:now])
	week.Empty = "Nothing this week."
	blocks := []page.Block{page.Section{
		Title: "This week, until " + due.Sunday(today).Long(), Blocks: []page.Block{week}}}
	if now < len(all) {
		blocks = append(blocks, page.Section{Title: "Later", Blocks: []page.Block{needing(all[now:])}})
	}
	return blocks
}

// needing shows what waits for the reader.
func needing(all []due.Need) page.Items {
	var items page.Items
	for _, n := range all {
		each := page.Item{Head: page.Words{page.Link{Text: n.What, To: n.To}},
			Body: []page.Words{page.Say(n.Why)}}
		by := page.Words{page.T("By "), desk.OnOrUnknown(n.By)}
		if !n.At.IsZero() {
			by = page.Words{page.T("By "), desk.At(n.At)}
		}
		each.Body = append([]page.Words{by}, each.Body...)
		if n.Late {
			each.Tag = &page.Tag{Text: "Overdue", Tone: page.Alert}
		}
		items.Items = append(items.Items, each)
	}
	return items
}
