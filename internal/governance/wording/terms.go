package wording

import (
	"context"
	"maps"
	"slices"
	"sync"

	"github.com/mains-energy/mains/internal/governance/legal"
	"github.com/mains-energy/mains/internal/governance/record"
)

// definitions is the slug of the document whose definitions hold in the whole Code: Section A [H].
// Those of other documents hold in them alone [D].
const definitions = "section-a"

// Glossary is the terms that hold in a document.
type Glossary struct {
	terms  []legal.Term
	places []string // of the terms
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
				g.places = append(g.places, record.Place(slug, c.Number))
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
		blob := t.blob(slug)
		defined, known := l.defined.Get(blob)
		if !known {
			doc, err := t.Document(ctx, slug)
			if err != nil {
				return nil, err
			}
			octets := int64(100)
			for _, c := range doc.Clauses {
				if c.Term != "" {
					d := Definition{legal.Term{Term: c.Term, Slug: slug, Number: c.Number}, c.Text}
					defined = append(defined, d)
					octets += int64(len(c.Term) + len(c.Number) + len(c.Text) + 64)
				}
			}
			l.keepDefined(blob, defined, octets)
		}
		all = append(all, defined...)
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

// uses are the clauses of a document that use a term, by their index; by the place of the term.
type uses map[string][]int32

// The bounds of what is kept, in octets.
const (
	cacheUses    = 48 << 20
	cacheDefined = 8 << 20
)

// usesKey is all that uses follow from: the blobs of a document, and of the definitions that hold
// in it.
type usesKey struct{ doc, common string }

// keepDefined keeps the definitions of a blob; not of what is none.
func (l *Library) keepDefined(blob string, defined []Definition, octets int64) {
	if blob != "" {
		l.defined.Put(blob, defined, octets)
	}
}

// usesOf are the uses in a document of a text. Common are the terms of the whole Code, and of is
// the document that they stand in.
func (l *Library) usesOf(
	ctx context.Context, t *Text, slug string, of *legal.Document, common func() *Glossary,
) (uses, error) {
	key := usesKey{t.blob(slug), t.blob(definitions)}
	named := key.doc != "" && (key.common != "" || of == nil) // both are of the repository
	if known, ok := l.uses.Get(key); ok && named {
		return known, nil
	}
	doc, err := t.Document(ctx, slug)
	if err != nil {
		return nil, err
	}
	g := common()
	if slug != definitions && len(legal.Terms(doc)) > 0 {
		g = glossary(doc, of)
	}
	all := uses{}
	octets := int64(100)
	for i := range doc.Clauses {
		c := &doc.Clauses[i]
		for _, text := range [...]string{c.Text, c.Closing} {
			for _, u := range g.finder.Uses(text) {
				place := g.places[u.Term]
				list := all[place]
				if n := len(list); n == 0 {
					octets += 100
				} else if list[n-1] == int32(i) {
					continue
				}
				all[place] = append(list, int32(i))
				octets += 8
			}
		}
	}
	if named {
		l.uses.Put(key, all, octets)
	}
	return all, nil
}

// Found is a clause in which something was found.
type Found struct {
	Document *legal.Document // shared, not to be changed
	Number   string
}

// Clause is the clause, which is shared and not to be changed.
func (f Found) Clause() *legal.Clause { return &f.Document.Clauses[f.Document.Find(f.Number)] }

// Using are the clauses of a text that use the term of a definition, but for the definition.
func (l *Library) Using(ctx context.Context, t *Text, d Definition) (all []Found, err error) {
	of, err := t.Document(ctx, definitions)
	if err != nil {
		return nil, err
	}
	common := sync.OnceValue(func() *Glossary { return glossary(of) })
	place := record.Place(d.Slug, d.Number)
	for _, slug := range t.Slugs() {
		in, err := l.usesOf(ctx, t, slug, of, common)
		if err != nil {
			return nil, err
		}
		if len(in[place]) == 0 {
			continue
		}
		doc, err := t.Document(ctx, slug)
		if err != nil {
			return nil, err
		}
		for _, i := range in[place] {
			if number := doc.Clauses[i].Number; record.Place(slug, number) != place {
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
