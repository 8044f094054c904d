package code

import (
	"net/url"
	"slices"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/legal"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/repo"
	"github.com/mains-energy/mains/internal/governance/wording/show"
	"github.com/mains-energy/mains/internal/page"
)

// kinds are what the kinds of documents are called, in the order of the contents.
var kinds = []struct {
	kind  legal.Kind
	title string
}{
	{legal.Section, "Sections"}, {legal.Schedule, "Schedules"}, {legal.Appendix, "Appendices"},
	{legal.Specification, "Technical specifications"}, {legal.Guidance, "Guidance"},
}

// inOrder are documents in the order of the contents.
func inOrder(heads []repo.Head) []repo.Head {
	rank := func(h repo.Head) int { return slices.Index(legal.Kinds(), h.Kind) }
	heads = slices.Clone(heads)
	slices.SortStableFunc(heads, func(a, b repo.Head) int { return rank(a) - rank(b) })
	return heads
}

// contents is the list of the documents.
func (s subject) contents(ask *page.Ask) (*page.View, error) {
	r, err := s.read(ask)
	if err != nil {
		return nil, err
	}
	heads, err := r.standing.Text.Heads(ask.Context)
	if err != nil {
		return nil, err
	}
	view := &page.View{Title: "The Code", Crumbs: r.crumbs(nil)[:1],
		Blocks: show.Standing(r.standing, today(ask)),
		List:   &page.List{Title: "The Code", Columns: []string{"document", "name", "title", "kind"}}}
	for _, k := range kinds {
		items := page.Items{}
		for _, h := range heads {
			if h.Kind != k.kind {
				continue
			}
			to := r.at(h.Slug, "")
			items.Items = append(items.Items, page.Item{
				Head: page.Words{page.Link{Text: h.Name + ": " + h.Title, To: to}}})
			view.List.Entries = append(view.List.Entries, page.Entry{ID: "document-" + h.Slug,
				Title: h.Name + ": " + h.Title, To: to,
				Cells: []string{h.Slug, h.Name, h.Title, string(h.Kind)}})
		}
		if len(items.Items) > 0 {
			view.Blocks = append(view.Blocks, page.Section{Title: k.title, Blocks: []page.Block{items}})
		}
	}
	others, err := r.others()
	if err != nil {
		return nil, err
	}
	view.Blocks = append(view.Blocks, others, page.Nav{Label: "More about the text",
		Links: []page.Link{
			{Text: "Terms that are defined", To: page.At("code", "terms").With(r.query)},
			{Text: "What has changed, Release by Release", To: "/code/changes"},
			{Text: "Compare two dates or versions", To: "/code/compare/choose"},
			{Text: "Document Log", To: "/document-versions"},
		}}, page.Para{Words: page.Words{page.T("Every version with its history, for whoever has git: "),
		page.Code("git clone"), page.T(" of "), page.Code(gitPath), page.T(" on this site.")}})
	view.Data = map[string]any{"standing": show.Data(r.standing), "documents": show.Listing(heads)}
	return view, nil
}

// mostComing is how many Releases to come the contents name.
const mostComing = 6

// others are texts of other days: as it will be with each Release that is planned, and as it would
// be with what is meant for one.
func (r *reading) others() (page.Block, error) {
	found, err := register.Find[*record.Release](r.View, register.Query{Key: "goes_live",
		From:  calendar.DateOf(r.Moment().Known).AddDays(1).String(),
		Limit: mostComing})
	if err != nil {
		return nil, err
	}
	items := page.Items{Empty: "No Release is planned."}
	for _, release := range found.Records {
		on := release.GoesLiveOn
		item := page.Item{Head: page.Words{page.Link{Text: "As it will be on " + on.Long(),
			To: page.At("code").With(url.Values{"as-at": {on.String()}})}}}
		item.Body = []page.Words{{page.T("With the "), desk.Link(release), page.T("; "),
			page.Link{Text: "with what is meant for it and not approved", To: page.At("code").With(
				url.Values{"as-at": {on.String()}, "with": {intended}})}}}
		items.Items = append(items.Items, item)
	}
	return page.Section{Title: "As it will be, and as it would be", Blocks: []page.Block{items,
		page.Para{Words: page.Say("The page of each Modification with a legal text leads to the Code " +
			"as it would be with that.")}}}, nil
}

// gitPath is where the repository is cloned from: the portal serves it there.
const gitPath = "/code.git"
