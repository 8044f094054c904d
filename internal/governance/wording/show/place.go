package show

import (
	"net/url"
	"slices"
	"strings"

	"github.com/mains-energy/mains/internal/governance/legal"
	"github.com/mains-energy/mains/internal/page"
)

// At is the address of a document, or of a clause of it where there is a number.
func At(slug, number string) page.Address {
	if number == "" {
		return page.At("code", slug)
	}
	return page.At("code", slug, number)
}

// ComparePath is where two texts are compared.
const ComparePath page.Address = "/code/compare"

// RedlineAt is where what a text of the Code changed is shown, by the id of its record: in one
// document, or in all where there is no slug.
func RedlineAt(text, slug string) page.Address {
	q := url.Values{"text": {text}}
	if slug != "" {
		q.Set("document", slug)
	}
	return ComparePath.With(q)
}

// small are the words of names that do not begin with a capital.
var small = []string{"and", "for", "in", "of", "on", "the", "to"}

// Name is what a document is called, by its slug: "Section F", "Guidance on Section F8".
func Name(slug string) string {
	words := strings.Split(slug, "-")
	for i, w := range words {
		switch {
		case w == "" || i > 0 && slices.Contains(small, w):
		case i > 0 && (len(w) <= 2 || strings.ContainsAny(w, "0123456789")):
			words[i] = strings.ToUpper(w)
		default:
			words[i] = strings.ToUpper(w[:1]) + w[1:]
		}
	}
	return strings.Join(words, " ")
}

// Where is a clause as people say it: "F8.7(a)", "5.2 of Appendix L".
func Where(slug, number string) string {
	switch {
	case number == "":
		return Name(slug)
	case strings.HasPrefix(slug, "section-"):
		return Short(number)
	}
	return Short(number) + " of " + Name(slug)
}

// Short is a number as it is read; of a definition, the term in the letters of addresses.
func Short(number string) string {
	whole, term, is := strings.Cut(number, "[")
	if !is {
		return number
	}
	return whole + ", “" + strings.ReplaceAll(strings.TrimSuffix(term, "]"), "-", " ") + "”"
}

// level is how far a clause is set in: by how many others it is a part of.
func level(number string) (n int) {
	for number = legal.Parent(number); number != ""; number = legal.Parent(number) {
		n++
	}
	return n
}

// label is the number as it stands beside the text: of a part, its own token.
func label(number string) string {
	switch {
	case strings.HasSuffix(number, "]"):
		return ""
	case strings.HasSuffix(number, ")"):
		return strings.TrimPrefix(number, legal.Parent(number))
	}
	return number
}

// Beginning is what a clause begins with.
func Beginning(c *legal.Clause) string {
	const most = 160
	text := []rune(c.Text)
	if c.Text == "" {
		text = []rune(c.Heading)
	}
	if len(text) > most {
		text = append(text[:most], '…')
	}
	return string(text)
}
