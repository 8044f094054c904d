// Package repotest makes a Code of any size, for tests: the same from the same seed.
package repotest

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/legal"
	"github.com/mains-energy/mains/internal/governance/repo"
)

// Size is how large a Code is, and how long its history.
type Size struct {
	Documents int
	Pages     int // of all documents together, 400 words each; at least one a document
	Releases  int
	Touched   int // documents that a branch of a Release changes
	Changed   int // clauses that it changes in each
	Terms     int // that the first document defines, and all use
	Seed      uint64
}

// Small is quick to make, and has all that the large one has.
func Small() Size {
	return Size{Documents: 12, Pages: 40, Releases: 5, Touched: 2, Changed: 4, Terms: 12}
}

// Full is as large as the Code with all its appendices, with 200 Releases of some 300 clauses.
func Full() Size {
	return Size{Documents: 364, Pages: 10_000, Releases: 200, Touched: 6, Changed: 25,
		Terms: 600}
}

const (
	clausesOfPage = 10
	wordsOfClause = 44 // of those that have a text: nine of ten
)

// first is when the first version is made; a Release comes every month.
const first = 1_000_000_000

// Corpus writes the first version of a Code and its Releases. Each Release is two branches from
// the one before, each a commit, and the merge of both, which has all three as parents.
// commits are the first version and the Releases.
func Corpus(ctx context.Context, r *repo.Repo, size Size) (commits []string, err error) {
	versions, err := History(ctx, r, size)
	for _, v := range versions {
		commits = append(commits, v.Commit)
	}
	return commits, err
}

// Version is the first version of a Code or a Release, as commits.
type Version struct {
	Commit   string
	Branches [2]string // that it is the merge of; empty: it is the first version
	At       time.Time // when it was made
}

// History is [Corpus], with the branches of each Release.
func History(ctx context.Context, r *repo.Repo, size Size) (versions []Version, err error) {
	c := &corpus{r: r, size: size, random: rand.New(rand.NewPCG(size.Seed, 1))}
	c.code = c.documents()
	v := Version{}
	if v.Commit, err = c.commit(ctx, "First version", c.code); err != nil {
		return nil, err
	}
	for n := range size.Releases {
		v.At = c.now()
		versions = append(versions, v)
		if v, err = c.release(ctx, n+1, v.Commit); err != nil {
			return nil, err
		}
	}
	v.At = c.now()
	return append(versions, v), nil
}

// corpus is a Code that is being written.
type corpus struct {
	r      *repo.Repo
	size   Size
	random *rand.Rand
	code   map[string]*legal.Document // as it is at the last Release
	made   int64                      // commits
	terms  []string
}

// now is when the last commit was made.
func (c *corpus) now() time.Time { return time.Unix(first+c.made*864_000, 0) }

func (c *corpus) commit(ctx context.Context, message string, put map[string]*legal.Document,
	parents ...string,
) (string, error) {
	c.made++
	return c.r.Commit(ctx, repo.Commit{
		Parents: parents, Put: put, Message: message, Author: "Code Administrator",
		At: c.now(),
	})
}

// release makes two branches and their merge.
func (c *corpus) release(ctx context.Context, n int, before string) (v Version, err error) {
	slugs := slices.Sorted(maps.Keys(c.code))
	c.random.Shuffle(len(slugs), func(i, j int) { slugs[i], slugs[j] = slugs[j], slugs[i] })
	var changed [2]map[string]*legal.Document
	for side := range v.Branches {
		changed[side] = map[string]*legal.Document{}
		// The first document is changed on both sides: in other clauses.
		touched := append(slices.Clone(slugs[1+side*c.size.Touched:][:c.size.Touched-1]), slugs[0])
		for _, slug := range touched {
			changed[side][slug] = c.change(c.code[slug], side)
		}
		name := fmt.Sprintf("Modification %d", 2*n+side)
		if v.Branches[side], err = c.commit(ctx, name, changed[side], before); err != nil {
			return v, err
		}
	}
	put := changed[0]
	for slug, theirs := range changed[1] {
		ours := cmp.Or(put[slug], c.code[slug])
		merged, conflicts := legal.Merge(c.code[slug], ours, theirs)
		if len(conflicts) > 0 {
			return v, fmt.Errorf("repotest: release %d: %s: %v", n, slug, conflicts)
		}
		put[slug] = merged
	}
	maps.Copy(c.code, put)
	v.Commit, err = c.commit(ctx, fmt.Sprintf("Release %d", n), put,
		before, v.Branches[0], v.Branches[1])
	return v, err
}

// change changes clauses of a document: on one side those with an even index, on the other those
// with an odd one.
func (c *corpus) change(d *legal.Document, side int) *legal.Document {
	changed := *d
	changed.Clauses = slices.Clone(d.Clauses)
	for range c.size.Changed {
		i := 2*c.random.IntN((len(changed.Clauses)+1)/2) + side
		if i >= len(changed.Clauses) || changed.Clauses[i].Text == "" {
			continue
		}
		words := strings.Fields(changed.Clauses[i].Text)
		at := 1 + c.random.IntN(len(words)-2)
		n := min(1+c.random.IntN(4), len(words)-1-at)
		words = slices.Replace(words, at, at+n, c.words(1+c.random.IntN(4))...)
		changed.Clauses[i].Text = strings.Join(words, " ")
	}
	return &changed
}

// documents is the first version.
func (c *corpus) documents() map[string]*legal.Document {
	code := map[string]*legal.Document{}
	left := c.size.Pages
	c.terms = c.names(c.size.Terms)
	for i := range c.size.Documents {
		after := c.size.Documents - i - 1
		pages := left
		if after > 0 { // from one page to twice as many as there are on average
			pages = min(1+c.random.IntN(2*left/(after+1)), left-after)
		}
		left -= pages
		d := c.document(i, pages)
		code[d.Slug()] = d
	}
	return code
}

// sections is how many documents are Sections; half of the others are Schedules.
const sections = 26

func (c *corpus) document(i, pages int) *legal.Document {
	d := &legal.Document{Title: title(c.words(4))}
	prefix := ""
	switch {
	case i < sections:
		prefix = string(rune('A' + i))
		d.Kind, d.Name = legal.Section, "Section "+prefix
	case i%2 == 0:
		d.Kind, d.Name = legal.Schedule, fmt.Sprintf("Schedule %d", i/2-sections/2+1)
	default:
		d.Kind = legal.Appendix
		d.Name = "Appendix " + string(rune('A'+i/2/26)) + string(rune('A'+i/2%26))
	}
	for page := 1; page <= pages; page++ {
		d.Clauses = append(d.Clauses, c.page(fmt.Sprintf("%s%d", prefix, page))...)
	}
	if i == 0 && len(c.terms) > 0 {
		d.Clauses = append(d.Clauses, c.definitions(fmt.Sprintf("%s%d", prefix, pages+1))...)
	}
	return d
}

// definitions define the terms.
func (c *corpus) definitions(number string) []legal.Clause {
	clauses := []legal.Clause{{Number: number, Heading: "Definitions"},
		{Number: number + ".1", Text: "In this Code:"}}
	for _, term := range c.terms {
		clauses = append(clauses, legal.Clause{Term: term, Text: "means " + c.text(),
			Number: number + ".1[" + legal.Slug(term) + "]"})
	}
	return clauses
}

// names are so many of terms: of two words, each once.
func (c *corpus) names(n int) (terms []string) {
	known := map[string]bool{}
	for len(terms) < n {
		words := c.words(2)
		name := title(words[:1]) + " " + title(words[1:])
		if !known[legal.Slug(name)] {
			known[legal.Slug(name)] = true
			terms = append(terms, name)
		}
	}
	return terms
}

// page is ten clauses: a title, and clauses of which some have parts.
func (c *corpus) page(number string) []legal.Clause {
	clauses := []legal.Clause{{Number: number, Heading: title(c.words(3))}}
	for n := 1; len(clauses) < clausesOfPage; n++ {
		at := fmt.Sprintf("%s.%d", number, n)
		clauses = append(clauses, legal.Clause{Number: at, Text: c.text()})
		for part := 'a'; n%3 == 0 && part <= 'c' && len(clauses) < clausesOfPage; part++ {
			clauses = append(clauses, legal.Clause{
				Number: fmt.Sprintf("%s(%c)", at, part), Text: c.text(),
			})
		}
	}
	return clauses
}

func (c *corpus) text() string {
	words := c.words(wordsOfClause + c.random.IntN(9) - 4)
	words[0] = title(words[:1])
	for i := range words[1:] {
		// Of ten words one is a term, the first ones more often; of three clauses one refers to another.
		switch u := c.random.Float64(); {
		case len(c.terms) == 0:
		case c.random.IntN(10) == 0:
			words[1+i] = c.terms[int(float64(len(c.terms))*u*u)]
		case c.random.IntN(3*wordsOfClause) == 0:
			section := 'A' + rune(c.random.IntN(min(sections, c.size.Documents)))
			words[1+i] = fmt.Sprintf("Section %c%d.%d", section,
				1+c.random.IntN(2*c.size.Pages/c.size.Documents), 1+c.random.IntN(5))
		}
	}
	return strings.Join(words, " ") + "."
}

func title(words []string) string {
	text := strings.Join(words, " ")
	return strings.ToUpper(text[:1]) + text[1:]
}

// syllables make words: some thousands, of which the first are the most frequent.
const syllables = "ba de ki lo mu na pe ri so tu va we"

func (c *corpus) words(n int) []string {
	parts := strings.Fields(syllables)
	words := make([]string, n)
	for i := range words {
		for k := 1 + c.random.IntN(4); k > 0; k-- {
			words[i] += parts[c.random.IntN(len(parts))]
		}
		words[i] += "nts"[c.random.IntN(3):][:1]
	}
	return words
}
