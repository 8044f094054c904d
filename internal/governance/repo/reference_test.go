package repo_test

import (
	"cmp"
	"reflect"
	"slices"
	"testing"

	"github.com/mains-energy/mains/internal/governance/repo"
	"github.com/mains-energy/mains/internal/governance/repo/repotest"
)

// TestReferring asks at each version of a small history who refers to what: the index says what
// the documents of that version say, and nothing of others.
func TestReferring(t *testing.T) {
	serve(t, func(s *serving) {
		commits, err := repotest.Corpus(s.Context(), s.Repo, repotest.Small())
		if err != nil {
			s.Fatal(err)
		}
		found := 0
		for _, commit := range commits {
			e := s.edition(commit)
			var all []repo.Mention
			for _, slug := range e.Slugs() {
				d, err := e.Document(s.Context(), slug)
				if err != nil {
					s.Fatal(err)
				}
				all = append(all, repo.Mentions(d)...)
			}
			for _, slug := range append(e.Slugs(), "section-zz") {
				for _, number := range []string{"", "A1", "B1", "B1.3", "C2", "C2.1", "C2.3(a)"} {
					want := slices.DeleteFunc(slices.Clone(all), func(m repo.Mention) bool {
						return !m.Of(slug, number)
					})
					got, err := e.Referring(s.Context(), slug, number)
					if err != nil {
						s.Fatal(err)
					}
					for _, list := range [][]repo.Mention{want, got} {
						slices.SortFunc(list, func(a, b repo.Mention) int {
							return cmp.Or(cmp.Compare(a.In, b.In), cmp.Compare(a.Number, b.Number))
						})
					}
					if len(want)+len(got) > 0 && !reflect.DeepEqual(got, want) {
						s.Errorf("%s: %s %s: %+v, want %+v", commit, slug, number, got, want)
					}
					found += len(got)
				}
			}
		}
		if found < 100 {
			s.Errorf("%d references in all", found)
		}
	})
}
