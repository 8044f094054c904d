package code

import (
	"strings"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/wording"
	"github.com/mains-energy/mains/internal/governance/wording/show"
	"github.com/mains-energy/mains/internal/page"
)

// log is what has changed in the Code, or in a document of it: text by text, the latest first.
func (s subject) log(ask *page.Ask) (*page.View, error) {
	v, err := s.View(ask)
	if err != nil {
		return nil, err
	}
	slug := ask.Query.Get("document")
	history, err := s.Library.History(v, slug, "")
	if err != nil {
		return nil, err
	}
	view := &page.View{Title: "What has changed in the Code",
		Crumbs: []page.Link{desk.Home(), {Text: "The Code", To: "/code"}},
		Lead:   "Every text of the Code that is or was in force, the latest first.",
		List: &page.List{Title: "Changes of the Code", Dated: true,
			Columns: []string{"on", "sec_version", "release", "modifications", "documents"}}}
	if slug != "" {
		view.Title = "What has changed in " + show.Name(slug)
		view.Lead = "Every text that changed it, the latest first."
		view.Crumbs = append(view.Crumbs, page.Link{Text: show.Name(slug), To: show.At(slug, "")})
	}
	items := page.Items{Empty: "No text of the Code is known here."}
	for _, m := range history {
		item := making(m, slug, "")
		if version := m.Version(); version != "" {
			item.Body = append([]page.Words{page.Say("Version " + version)}, item.Body...)
		}
		if slug == "" && m.Record.Base != "" {
			item.Body = append(item.Body, documentsOf(m.Record))
		}
		items.Items = append(items.Items, item)
		view.List.Entries = append(view.List.Entries, logEntry(m))
	}
	view.Blocks = []page.Block{items, page.Nav{Label: "More", Links: []page.Link{
		{Text: "Compare two dates or versions", To: "/code/compare/choose"},
		{Text: "Document Log", To: "/document-versions"}}}}
	view.Data = map[string]any{"changes": show.HistoryData(history)}
	return view, nil
}

// documentsOf are links to what a text changed, document by document.
func documentsOf(t *record.CodeText) page.Words {
	const most = 12
	words := page.Words{page.T("Documents: ")}
	for i, slug := range t.Documents {
		switch {
		case i == most:
			return append(words, page.T(" and more"))
		case i > 0:
			words = append(words, page.T(", "))
		}
		words = append(words, page.Link{Text: show.Name(slug), To: show.RedlineAt(t.ID, slug)})
	}
	if len(t.Documents) == 0 {
		words = append(words, page.T("none"))
	}
	return words
}

// logEntry is a text in feeds.
func logEntry(m wording.Making) page.Entry {
	e := page.Entry{ID: m.Record.ID, Title: m.Record.Heading(), To: show.RedlineAt(m.Record.ID, ""),
		Updated: m.Record.DraftedAt,
		Day:     m.On.String(), Cells: []string{m.On.String(), m.Version(), m.Record.Release,
			strings.Join(m.Record.Modifications, " "), strings.Join(m.Record.Documents, " ")}}
	if m.Release != nil {
		e.Title = m.Release.Heading()
	}
	e.Summary = "Changes " + strings.Join(m.Record.Documents, ", ") + "."
	return e
}
