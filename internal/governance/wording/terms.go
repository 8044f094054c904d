package wording

import (
	"context"
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

// index is what a document uses and refers to.
type index struct {
	terms map[string][]string // the numbers of clauses that use a term, by its place
	refs  map[string][]string // and of those that refer to a place
}

// cacheIndexes bounds the indexes that are kept, in octets.
const cacheIndexes = 48 << 20

// indexKey is all that an index is made of: a document and the definitions that hold in it.
type indexKey struct{ doc, common *legal.Document }

// indexOf is the index of a document of a text.
func (l *Library) indexOf(ctx context.Context, t *Text, slug string) (*index, error) {
	doc, err := t.Document(ctx, slug)
	if err != nil || doc == nil {
		return nil, err
	}
	common, err := t.Document(ctx, definitions)
	if err != nil {
		return nil, err
	}
	key := indexKey{doc, common}
	if x, known := l.indexes.Get(key); known {
		return x, nil
	}
	g := glossary(doc, common)
	if doc == common {
		g = glossary(doc)
	}
	x := &index{map[string][]string{}, map[string][]string{}}
	octets := int64(0)
	note := func(in map[string][]string, place, number string) {
		if list := in[place]; len(list) == 0 || list[len(list)-1] != number {
			in[place] = append(list, number)
			octets += int64(len(place) + 2*len(number) + 64)
		}
	}
	for i := range doc.Clauses {
		c := &doc.Clauses[i]
		for _, text := range []string{c.Text, c.Closing} {
			for _, u := range g.finder.Uses(text) {
				term := g.terms[u.Term]
				note(x.terms, record.Place(term.Slug, term.Number), c.Number)
			}
			for _, r := range legal.References(doc, text) {
				note(x.refs, record.Place(r.Slug, r.Number), c.Number)
			}
		}
	}
	l.indexes.Put(key, x, octets)
	return x, nil
}

// Found is a clause in which something was found.
type Found struct {
	Document *legal.Document // shared, not to be changed
	Number   string
}

// Using are the clauses of a text that use the term of a definition, but for the definition.
func (l *Library) Using(ctx context.Context, t *Text, d Definition) ([]Found, error) {
	place := record.Place(d.Slug, d.Number)
	return l.search(ctx, t, func(slug string, x *index, note func(number string)) {
		for _, number := range x.terms[place] {
			if record.Place(slug, number) != place {
				note(number)
			}
		}
	})
}

// Referring are the clauses of a text that refer to a clause or to a part of it.
func (l *Library) Referring(ctx context.Context, t *Text, slug, number string) ([]Found, error) {
	place := record.Place(slug, number)
	return l.search(ctx, t, func(in string, x *index, note func(number string)) {
		for to, numbers := range x.refs {
			if !Within(to, place) {
				continue
			}
			for _, from := range numbers {
				if in != slug || from != number && !legal.Part(from, number) {
					note(from)
				}
			}
		}
	})
}

// search looks through the indexes of all documents of a text. What is found stands in the order
// of the documents and of their clauses, each once.
func (l *Library) search(
	ctx context.Context, t *Text, look func(slug string, x *index, note func(number string)),
) (all []Found, err error) {
	for _, slug := range t.Slugs() {
		x, err := l.indexOf(ctx, t, slug)
		if err != nil {
			return nil, err
		}
		var numbers []string
		look(slug, x, func(number string) { numbers = append(numbers, number) })
		if len(numbers) == 0 {
			continue
		}
		doc, err := t.Document(ctx, slug)
		if err != nil {
			return nil, err
		}
		for i := range doc.Clauses {
			if slices.Contains(numbers, doc.Clauses[i].Number) {
				all = append(all, Found{doc, doc.Clauses[i].Number})
			}
		}
	}
	return all, nil
}
