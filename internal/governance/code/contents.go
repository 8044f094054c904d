package code

import (
	"github.com/mains-energy/mains/internal/governance/legal"
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
	view.Blocks = append(view.Blocks, page.Nav{Label: "More about the text", Links: []page.Link{
		{Text: "Terms that are defined", To: page.At("code", "terms").With(r.query)},
		{Text: "What has changed, Release by Release", To: "/code/changes"},
		{Text: "Compare two dates or versions", To: "/code/compare/choose"},
		{Text: "Document Log", To: "/document-versions"},
	}}, page.Para{Words: page.Words{page.T("Every version with its history, for whoever has git: "),
		page.Code("git clone " + gitPath), page.T(" of this site.")}})
	view.Data = map[string]any{"standing": show.Data(r.standing), "documents": show.Listing(heads)}
	return view, nil
}

// gitPath is where the repository is cloned from: the portal serves it there.
const gitPath = "/code.git"
