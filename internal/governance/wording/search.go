package wording

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/mains-energy/mains/internal/governance/legal"
)

// Search finds clauses of a text that have all the words, or the beginnings of words, that are
// asked for: in their numbers, headings, terms or texts. Those of that number come first, then
// definitions of that term, then definitions that have the words, then the rest in the order of the
// text; guidance last. There are so many at most.
func (l *Library) Search(
	ctx context.Context, t *Text, asked string, most int,
) (found []Found, err error) {
	asked = strings.ToLower(strings.Join(strings.Fields(asked), " "))
	words := strings.Fields(asked)
	if len(words) == 0 {
		return nil, nil
	}
	rank := map[Found]int{}
	for _, slug := range t.Slugs() {
		doc, err := t.Document(ctx, slug)
		if err != nil {
			return nil, err
		}
		for i := range doc.Clauses {
			if n := matches(&doc.Clauses[i], asked, words); n > 0 {
				f := Found{doc, doc.Clauses[i].Number}
				if found = append(found, f); doc.Kind == legal.Guidance {
					n += leastFit // after all rules
				}
				rank[f] = n
			}
		}
	}
	slices.SortStableFunc(found, func(a, b Found) int { return cmp.Compare(rank[a], rank[b]) })
	return found[:min(len(found), most)], nil
}

// leastFit is the last of what [matches] says.
const leastFit = 4

// matches is how well a clause fits what is asked for: 1 the best, 0 not at all.
func matches(c *legal.Clause, asked string, words []string) int {
	number, term := strings.ToLower(c.Number), strings.ToLower(c.Term)
	switch {
	case number == asked:
		return 1
	case term != "" && term == asked:
		return 2
	}
	text := " " + number + " " + strings.ToLower(c.Heading) + " " + term + " " +
		strings.ToLower(c.Text) + " " + strings.ToLower(c.Closing)
	for _, w := range words {
		if !begins(text, w) {
			return 0
		}
	}
	if term != "" {
		return 3
	}
	return leastFit
}

// begins reports whether a word of a text begins with another.
func begins(text, word string) bool {
	for at := 0; ; {
		i := strings.Index(text[at:], word) // a text begins with a blank
		if i < 0 {
			return false
		}
		at += i
		if !letter(text[at-1]) {
			return true
		}
		at += len(word)
	}
}

// letter reports whether an octet is of a word: those of letters beyond ASCII are.
func letter(c byte) bool {
	return 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c >= 0x80
}
