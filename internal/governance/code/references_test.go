package code_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/legal"
	"github.com/mains-energy/mains/internal/governance/repo/repotest"
	"github.com/mains-energy/mains/internal/governance/wording"
)

// place is a clause in the data of a page.
type place struct{ Document, Number string }

// TestWritten asks a text of many Releases at random dates, by what is known now and was known
// then: the pages have the version of the day, and find what a search through all its words finds.
func TestWritten(t *testing.T) {
	size := repotest.Small()
	size.Releases = 30
	a := newAsker(t, t.TempDir(), size)
	if len(a.Days) != size.Releases+1 {
		t.Fatal(len(a.Days), "texts")
	}
	refer, use := 0, 0
	for range 60 {
		var text *wording.Text
		var d *legal.Document
		q := a.question(func(at *wording.Text) string {
			text, d = at, a.document(at)
			return "/code/" + d.Slug() + "/" + d.Clauses[a.random.IntN(len(d.Clauses))].Number
		})
		var clause struct {
			Number     string
			Standing   struct{ Since string }
			Clauses    []struct{ Text string }
			ReferredTo []place `json:"referred_to_by"`
		}
		decode(t, a.json(q), &clause)
		if want := d.Clauses[d.Find(clause.Number)].Text; clause.Clauses[0].Text != want {
			t.Errorf("%s as at %s: %q, want %q", q.address, q.so, clause.Clauses[0].Text, want)
		}
		last := a.Days[0]
		for _, day := range a.Days {
			if !day.After(calendar.DateOf(q.so)) {
				last = day
			}
		}
		if clause.Standing.Since != last.String() {
			t.Errorf("as at %s since %s, want %s", q.so, clause.Standing.Since, last)
		}
		want := search(t, text, func(in *legal.Document, c legal.Clause) bool {
			if in.Slug() == d.Slug() && (c.Number == clause.Number || legal.Part(c.Number, clause.Number)) {
				return false
			}
			return slices.ContainsFunc(legal.References(in, c.Text), func(r legal.Reference) bool {
				return r.Slug == d.Slug() &&
					(r.Number == clause.Number || legal.Part(r.Number, clause.Number))
			})
		})
		if !slices.Equal(clause.ReferredTo, want) {
			t.Errorf("%s as at %s: %v refer to it, want %v", q.address, q.so, clause.ReferredTo, want)
		}
		refer += len(want)
		use += a.uses(t, text, q)
	}
	if refer < 10 || use < 100 {
		t.Errorf("%d references and %d uses in all", refer, use)
	}
}

// uses compares where a term is used, at the moment of a question, with a search.
func (a *asker) uses(t *testing.T, text *wording.Text, q question) int {
	t.Helper()
	q.address = a.termPage(text)
	var term struct {
		Definitions []struct {
			Term, Number string
			UsedBy       []place `json:"used_by"`
		}
	}
	decode(t, a.json(q), &term)
	first, err := text.Document(t.Context(), "section-a")
	if err != nil {
		t.Fatal(err)
	}
	terms, is := legal.Terms(first), term.Definitions[0]
	finder := legal.NewFinder(terms)
	want := search(t, text, func(in *legal.Document, c legal.Clause) bool {
		return c.Number != is.Number && slices.ContainsFunc(finder.Uses(c.Text),
			func(u legal.Use) bool { return terms[u.Term].Term == is.Term })
	})
	if len(want)+len(is.UsedBy) > 0 && !slices.Equal(is.UsedBy, want) {
		t.Errorf("%s as at %s: used by %v, want %v", q.address, q.so, is.UsedBy, want)
	}
	return len(want)
}

// search looks at every clause of a text.
func search(
	t *testing.T, text *wording.Text, is func(*legal.Document, legal.Clause) bool,
) (found []place) {
	t.Helper()
	for _, slug := range text.Slugs() {
		d, err := text.Document(t.Context(), slug)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range d.Clauses {
			if is(d, c) {
				found = append(found, place{slug, c.Number})
			}
		}
	}
	return found
}

// decode reads the data of a page.
func decode(t *testing.T, data []byte, to any) {
	t.Helper()
	if err := json.Unmarshal(data, to); err != nil {
		t.Fatalf("%v: %s", err, data)
	}
}
