package show

import (
	"cmp"
	"slices"

	"github.com/mains-energy/mains/internal/governance/legal"
	"github.com/mains-energy/mains/internal/governance/wording"
	"github.com/mains-energy/mains/internal/page"
)

// Setting is how clauses are set: where their numbers, their references and their terms lead.
type Setting struct {
	To    func(slug, number string) page.Address
	Terms *wording.Glossary // nil: terms are not marked
}

// setter makes words of the texts of a document. In one text a term says what it means once.
func (s Setting) setter(doc *legal.Document) setter {
	return func(text string) page.Words { return s.words(doc, text) }
}

// mark is a piece of a text that leads somewhere.
type mark struct {
	from, to int
	inline   func(text string) page.Inline
}

// words are a text with its references and its terms.
func (s Setting) words(doc *legal.Document, text string) (words page.Words) {
	at := 0
	for _, m := range s.marks(doc, text) {
		if m.from < at {
			continue // within another
		}
		if m.from > at {
			words = append(words, page.T(text[at:m.from]))
		}
		words = append(words, m.inline(text[m.from:m.to]))
		at = m.to
	}
	if at < len(text) {
		words = append(words, page.T(text[at:]))
	}
	return words
}

// marks are the references and the terms of a text, in its order; where both begin at one place,
// the reference first.
func (s Setting) marks(doc *legal.Document, text string) []mark {
	var marks []mark
	for _, r := range legal.References(doc, text) {
		marks = append(marks, mark{r.Start, r.End, func(text string) page.Inline {
			return page.Link{Text: text, To: s.To(r.Slug, r.Number)}
		}})
	}
	if s.Terms == nil {
		return marks
	}
	said := map[string]bool{}
	for _, u := range s.Terms.Uses(text) {
		means := u.Means
		if said[u.Slug+u.Number] {
			means = ""
		}
		said[u.Slug+u.Number] = true
		marks = append(marks, mark{u.From, u.To, func(text string) page.Inline {
			return page.Term{Text: text, To: s.To(u.Slug, u.Number), Means: means}
		}})
	}
	slices.SortStableFunc(marks, func(a, b mark) int { return cmp.Compare(a.from, b.from) })
	return marks
}
