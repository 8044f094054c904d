package wording

import (
	"strings"

	"github.com/mains-energy/mains/internal/governance/legal"
	"github.com/mains-energy/mains/internal/governance/record"
)

// Within reports whether a place, as records name it, is another or a part of it. A document
// without a number holds all of its clauses.
func Within(place, whole string) bool {
	slug, number, _ := strings.Cut(place, " ")
	wholeSlug, of, _ := strings.Cut(whole, " ")
	return slug == wholeSlug && (of == "" || number == of || legal.Part(number, of))
}

// names reports whether a Modification says that it changes a clause, a part of it, or what it
// is a part of.
func names(m *record.Modification, slug, number string) bool {
	for _, c := range m.Clauses {
		if legal.Slug(c.Document) != slug {
			continue
		}
		said, asked := record.Place(slug, c.Clause), record.Place(slug, number)
		if c.Clause == "" || Within(said, asked) || Within(asked, said) {
			return true
		}
	}
	return false
}
