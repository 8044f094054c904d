package wording

import (
	"context"
	"maps"
	"slices"

	"github.com/mains-energy/mains/internal/governance/legal"
	"github.com/mains-energy/mains/internal/governance/record"
)

// definitions is the slug of the document whose definitions hold in the whole Code: Section A [H].
// Those of other documents hold in them alone [D].
const definitions = "section-a"

// Glossary is the terms that hold in a document.
type Glossary struct {
	terms  []legal.Term
	means  []string
	finder *legal.Finder
}

// glossary is of the terms of several documents, of which the first come first.
func glossary(documents ...*legal.Document) *Glossary {
	g := &Glossary{}
	for _, doc := range documents {
		if doc == nil {
			continue
		}
		slug := doc.Slug()
		for i := range doc.Clauses {
			if c := &doc.Clauses[i]; c.Term != "" {
				g.terms = append(g.terms, legal.Term{Term: c.Term, Slug: slug, Number: c.Number})
				g.means = append(g.means, c.Text)
			}
		}
	}
	g.finder = legal.NewFinder(g.terms)
	return g
}

// Terms are the terms that hold in a document of a text: its own, and those of the whole Code.
func (l *Library) Terms(ctx context.Context, t *Text, doc *legal.Document) (*Glossary, error) {
	if doc != nil && doc.Slug() == definitions {
		return glossary(doc), nil
	}
	common, err := t.Document(ctx, definitions)
	if err != nil {
		return nil, err
	}
	return glossary(doc, common), nil
}

// Use is where a term is used.
type Use struct {
	From, To     int // octets of the text
	Slug, Number string
	Means        string // what it means, cut to a length to be read at once
}

// mostMeaning is how many characters of what a term means are said beside it.
const mostMeaning = 300

// Uses are the uses of the terms in a text.
func (g *Glossary) Uses(text string) (uses []Use) {
	for _, u := range g.finder.Uses(text) {
		means := []rune(g.means[u.Term])
		if len(means) > mostMeaning {
			means = append(means[:mostMeaning], '…')
		}
		term := g.terms[u.Term]
		uses = append(uses, Use{u.Start, u.End, term.Slug, term.Number, string(means)})
	}
	return uses
}

// Definition is a term with what it means, and where that stands.
type Definition struct {
	legal.Term
	Means string
}

// Definitions are the terms that hold in the whole Code, by name; and after them those of single
// documents.
func (l *Library) Definitions(ctx context.Context, t *Text) (all []Definition, err error) {
	for _, slug := range t.Slugs() {
		doc, err := t.Document(ctx, slug)
		if err != nil {
			return nil, err
		}
		for _, c := range doc.Clauses {
			if c.Term != "" {
				all = append(all, Definition{legal.Term{Term: c.Term, Slug: slug, Number: c.Number}, c.Text})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Definition) int {
		switch {
		case a.Term.Term < b.Term.Term:
			return -1
		case a.Term.Term > b.Term.Term:
			return 1
		case a.Slug == definitions:
			return -1
		}
		return 0
	})
	return all, nil
}

// Defined are the definitions of a term, by its name in the letters of addresses.
func (l *Library) Defined(
	ctx context.Context, t *Text, slug string,
) (found []Definition, err error) {
	all, err := l.Definitions(ctx, t)
	for _, d := range all {
		if legal.Slug(d.Term.Term) == slug {
			found = append(found, d)
		}
	}
	return found, err
}

// uses are the numbers of the clauses of a document that use a term, by the place of the term.
type uses map[string][]string

// cacheUses bounds the uses that are kept, in octets.
const cacheUses = 48 << 20

// usesKey is all that uses follow from: a document and the definitions that hold in it.
type usesKey struct{ doc, common *legal.Document }

// usesOf are the uses in a document, by the definitions that hold in the whole Code.
func (l *Library) usesOf(doc, common *legal.Document) uses {
	key := usesKey{doc, common}
	if known, ok := l.uses.Get(key); ok {
		return known
	}
	g := glossary(doc, common)
	if doc == common {
		g = glossary(doc)
	}
	all := uses{}
	octets := int64(0)
	for i := range doc.Clauses {
		c := &doc.Clauses[i]
		for _, text := range [...]string{c.Text, c.Closing} {
			for _, u := range g.finder.Uses(text) {
				term := g.terms[u.Term]
				place := record.Place(term.Slug, term.Number)
				if list := all[place]; len(list) == 0 || list[len(list)-1] != c.Number {
					all[place] = append(list, c.Number)
					octets += int64(len(place) + 2*len(c.Number) + 64)
				}
			}
		}
	}
	l.uses.Put(key, all, octets)
	return all
}

// Found is a clause in which something was found.
type Found struct {
	Document *legal.Document // shared, not to be changed
	Number   string
}

// Using are the clauses of a text that use the term of a definition, but for the definition.
func (l *Library) Using(ctx context.Context, t *Text, d Definition) (all []Found, err error) {
	common, err := t.Document(ctx, definitions)
	if err != nil {
		return nil, err
	}
	place := record.Place(d.Slug, d.Number)
	for _, slug := range t.Slugs() {
		doc, err := t.Document(ctx, slug)
		if err != nil {
			return nil, err
		}
		for _, number := range l.usesOf(doc, common)[place] {
			if record.Place(slug, number) != place {
				all = append(all, Found{doc, number})
			}
		}
	}
	return all, nil
}

// Referring are the clauses of a text that refer to a clause or to a part of it, each once, in the
// order of the documents and of their clauses.
func (l *Library) Referring(
	ctx context.Context, t *Text, slug, number string,
) (all []Found, err error) {
	mentions, err := t.referring(ctx, slug, number)
	if err != nil {
		return nil, err
	}
	by := map[string]map[string]bool{} // the numbers of clauses, by document
	for _, m := range mentions {
		if by[m.In] == nil {
			by[m.In] = map[string]bool{}
		}
		for _, from := range m.Clauses {
			if m.In != slug || from != number && !legal.Part(from, number) {
				by[m.In][from] = true
			}
		}
	}
	for _, in := range slices.Sorted(maps.Keys(by)) {
		if len(by[in]) == 0 {
			continue
		}
		doc, err := t.Document(ctx, in)
		if err != nil {
			return nil, err
		}
		for i := range doc.Clauses {
			if by[in][doc.Clauses[i].Number] {
				all = append(all, Found{doc, doc.Clauses[i].Number})
			}
		}
	}
	return all, nil
}
