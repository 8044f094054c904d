package code

import (
	"slices"

	"github.com/mains-energy/mains/internal/governance/legal"
	"github.com/mains-energy/mains/internal/governance/repo"
	"github.com/mains-energy/mains/internal/governance/wording/show"
	"github.com/mains-energy/mains/internal/page"
)

// document is a document as a whole.
func (s subject) document(ask *page.Ask) (*page.View, error) {
	r, err := s.read(ask)
	if err != nil {
		return nil, err
	}
	doc, err := r.find(ask.Path["document"])
	if err != nil {
		return nil, err
	}
	setting, err := r.setting(doc)
	if err != nil {
		return nil, err
	}
	slug := doc.Slug()
	view := &page.View{Title: doc.Title, Kicker: doc.Name, Crumbs: r.crumbs(nil),
		Blocks: show.Standing(r.standing, today(ask))}
	if doc.Notice != "" {
		view.Blocks = append(view.Blocks, page.Notice{Title: "Whose words these are",
			Words: page.Say(doc.Notice)})
	}
	if contents := r.headings(doc); len(contents.Links) > 1 {
		view.Blocks = append(view.Blocks, page.Details{Summary: "Contents of " + doc.Name,
			Blocks: []page.Block{contents}})
	}
	view.Blocks = append(view.Blocks, show.Clauses(doc, doc.Clauses, setting))
	around, err := r.beside(slug)
	if err != nil {
		return nil, err
	}
	around.Links = append(around.Links, page.Link{Text: "What has changed in it",
		To: page.At("code", "changes").With(map[string][]string{"document": {slug}})})
	view.Blocks = append(view.Blocks, around)
	view.Data = map[string]any{"standing": show.Data(r.standing), "slug": slug, "name": doc.Name,
		"title": doc.Title, "kind": doc.Kind, "notice": doc.Notice,
		"clauses": show.ClausesData(doc.Clauses)}
	if !ask.Moment.AsAt && ask.Who != "" {
		view.Actions = append(view.Actions, page.Link{Text: "Watch this document",
			To: watchAt(slug, "", "")})
	}
	return view, nil
}

// beside leads to the documents before and after one, in the order of the contents.
func (r *reading) beside(slug string) (page.Nav, error) {
	nav := page.Nav{Label: "Other documents"}
	heads, err := r.standing.Text.Heads(r.Context())
	if err != nil {
		return nav, err
	}
	heads = inOrder(heads)
	i := slices.IndexFunc(heads, func(h repo.Head) bool { return h.Slug == slug })
	if i > 0 {
		nav.Links = append(nav.Links, page.Link{Text: "Previous: " + heads[i-1].Name,
			To: r.at(heads[i-1].Slug, "")})
	}
	if i+1 < len(heads) {
		nav.Links = append(nav.Links, page.Link{Text: "Next: " + heads[i+1].Name,
			To: r.at(heads[i+1].Slug, "")})
	}
	return nav, nil
}

// headings are links to the headings of a document.
func (r *reading) headings(doc *legal.Document) page.Nav {
	nav := page.Nav{Label: "Contents"}
	for _, c := range doc.Clauses {
		if c.Heading != "" {
			nav.Links = append(nav.Links, page.Link{Text: c.Number + " " + c.Heading,
				To: r.at(doc.Slug(), "") + page.Address("#"+c.Number)})
		}
	}
	return nav
}

// setting is how clauses of a document are set: where their numbers, references and terms lead.
func (r *reading) setting(doc *legal.Document) (show.Setting, error) {
	terms, err := r.library.Terms(r.Context(), r.standing.Text, doc)
	return show.Setting{To: r.at, Terms: terms}, err
}

// family are the clauses from one to the end of its parts: their indexes.
func family(doc *legal.Document, i int) (from, to int) {
	to = i + 1
	for to < len(doc.Clauses) && legal.Part(doc.Clauses[to].Number, doc.Clauses[i].Number) {
		to++
	}
	return i, to
}

// beside are the provisions before and after a clause, of the same rank where there are such.
func beside(doc *legal.Document, from, to int) (previous, next string) {
	parent := legal.Parent(doc.Clauses[from].Number)
	for i := from - 1; i >= 0; i-- {
		if number := doc.Clauses[i].Number; legal.Parent(number) == parent {
			previous = number
			break
		}
	}
	if previous == "" && from > 0 {
		previous = doc.Clauses[from-1].Number
	}
	if to < len(doc.Clauses) {
		next = doc.Clauses[to].Number
	}
	return previous, next
}
