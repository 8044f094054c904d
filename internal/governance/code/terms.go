package code

import (
	"slices"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/legal"
	"github.com/mains-energy/mains/internal/governance/wording"
	"github.com/mains-energy/mains/internal/governance/wording/show"
	"github.com/mains-energy/mains/internal/page"
)

// termAt is where a term is explained.
func termAt(term string) page.Address { return page.At("code", "terms", legal.Slug(term)) }

// termData is a term as programs read it.
type termData struct {
	Term     string           `json:"term"`
	Document string           `json:"document"`
	Number   string           `json:"number"`
	Means    string           `json:"means"`
	UsedBy   []show.PlaceData `json:"used_by,omitempty"`
}

// terms is the list of the defined terms.
func (s subject) terms(ask *page.Ask) (*page.View, error) {
	r, err := s.read(ask)
	if err != nil {
		return nil, err
	}
	all, err := s.Library.Definitions(ask.Context, r.standing.Text)
	if err != nil {
		return nil, err
	}
	view := &page.View{Title: "Terms that are defined", Crumbs: r.crumbs(nil),
		Blocks: show.Standing(r.standing, today(ask)),
		List: &page.List{Title: "Terms that are defined",
			Columns: []string{"term", "document", "number", "means"}}}
	items := page.Items{Empty: "No term is defined."}
	data := []termData{}
	for _, d := range all {
		name := d.Term.Term
		to := termAt(name).With(r.query)
		items.Items = append(items.Items, page.Item{Head: page.Words{page.Link{Text: name, To: to}},
			Body: []page.Words{page.Say(d.Means)}})
		view.List.Entries = append(view.List.Entries, page.Entry{
			ID: "term-" + d.Slug + "-" + legal.Slug(name), Title: name, Summary: d.Means, To: to,
			Cells: []string{name, d.Slug, d.Number, d.Means}})
		data = append(data, termData{Term: name, Document: d.Slug, Number: d.Number, Means: d.Means})
	}
	view.Blocks = append(view.Blocks, items)
	view.Data = map[string]any{"standing": show.Data(r.standing), "terms": data}
	return view, nil
}

// term is a term: what it means, and where it is used.
func (s subject) term(ask *page.Ask) (*page.View, error) {
	r, err := s.read(ask)
	if err != nil {
		return nil, err
	}
	found, err := s.Library.Defined(ask.Context, r.standing.Text, ask.Path["term"])
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, page.ErrNotFound
	}
	name := found[0].Term.Term
	view := &page.View{Title: name, Kicker: "A defined term", Blocks: show.Standing(r.standing,
		today(ask)), Crumbs: append(r.crumbs(nil), page.Link{Text: "Terms that are defined",
		To: page.At("code", "terms").With(r.query)})}
	data := []termData{}
	for _, d := range found {
		one := termData{Term: name, Document: d.Slug, Number: d.Number, Means: d.Means}
		doc, err := r.find(d.Slug)
		if err != nil {
			return nil, err
		}
		i := doc.Find(d.Number)
		setting, err := r.setting(doc)
		if err != nil {
			return nil, err
		}
		using, err := s.Library.Using(ask.Context, r.standing.Text, d)
		if err != nil {
			return nil, err
		}
		one.UsedBy = show.PlacesData(using)
		data = append(data, one)
		view.Blocks = append(view.Blocks,
			page.Section{Title: "As " + doc.Name + " defines it", Blocks: []page.Block{
				show.Clauses(doc, doc.Clauses[i:i+1], setting), page.Para{Words: page.Words{page.Link{
					Text: "The definition by itself, with what changed it", To: r.at(d.Slug, d.Number)}}}}},
			page.Section{Title: "Where it is used", Blocks: []page.Block{
				r.listing(using, "No clause uses it.")}})
	}
	view.Data = map[string]any{"standing": show.Data(r.standing), "definitions": data}
	if !ask.Moment.AsAt && ask.Who != "" {
		view.Actions = append(view.Actions, page.Link{Text: "Watch this term",
			To: watchAt("", "", name)})
	}
	return view, nil
}

// mostListed is how many clauses a list shows; the data have all.
const mostListed = 200

// listing are clauses with the beginning of what they say, document by document.
func (r *reading) listing(found []wording.Found, empty string) page.Block {
	items := page.Items{Empty: empty}
	for i, f := range found {
		if i == mostListed {
			items.Items = append(items.Items, page.Item{Head: page.Say("And more: the data of this page " +
				"have all of them.")})
			break
		}
		item := page.Item{Head: page.Words{page.Link{
			Text: show.Where(f.Document.Slug(), f.Number), To: r.at(f.Document.Slug(), f.Number)}}}
		if begins := show.Beginning(f.Clause()); begins != "" {
			item.Body = append(item.Body, page.Say(begins))
		}
		items.Items = append(items.Items, item)
	}
	return items
}

// referring adds what refers to a clause: guidance beside it, and other clauses.
func (r *reading) referring(view *page.View, data *clauseData, slug, number string) error {
	found, err := r.library.Referring(r.Context(), r.standing.Text, slug, number)
	if err != nil {
		return err
	}
	guides := slices.DeleteFunc(slices.Clone(found), func(f wording.Found) bool {
		return f.Document.Kind != legal.Guidance
	})
	rules := slices.DeleteFunc(found, func(f wording.Found) bool {
		return f.Document.Kind == legal.Guidance
	})
	data.Guidance, data.Referring = show.PlacesData(guides), show.PlacesData(rules)
	view.Blocks = append(view.Blocks,
		page.Section{Title: "Guidance", Blocks: []page.Block{
			r.listing(guides, "No guidance here refers to it.")}},
		page.Section{Title: "Clauses that refer to it", Blocks: []page.Block{
			r.listing(rules, "No other clause refers to it.")}})
	return nil
}

// named are the definitions of a term in the text of today.
func (s subject) named(ask *page.Ask, t *wording.Text, term string) (string, error) {
	found, err := s.Library.Defined(ask.Context, t, legal.Slug(term))
	if err == nil && len(found) == 0 {
		err = page.ErrNotFound
	}
	if err != nil {
		return "", desk.Refusal(err)
	}
	return found[0].Term.Term, nil
}
