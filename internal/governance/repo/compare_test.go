package repo_test

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/mains-energy/mains/internal/governance/legal"
	"github.com/mains-energy/mains/internal/governance/repo"
	"github.com/mains-energy/mains/internal/store"
	"github.com/mains-energy/mains/internal/store/storetest"
)

func TestCompare(t *testing.T) {
	each(t, func(w *world) {
		first := w.commit(put(section("A", "one", "two"), section("B", "three"), section("C", "same")))
		second := w.commit(documents{
			"section-a": section("A", "one", "2"), "section-b": nil, "section-d": section("D", "four"),
		}, first)
		for _, tt := range []struct {
			before, after string
			want          []string
		}{
			{first, first, nil},
			{"", "", nil},
			{first, second, []string{"section-a A1.2", "section-b -", "section-d +"}},
			{second, first, []string{"section-a A1.2", "section-b +", "section-d -"}},
			{"", first, []string{"section-a +", "section-b +", "section-c +"}},
			{second, "", []string{"section-a -", "section-c -", "section-d -"}},
		} {
			redlines, err := w.Compare(w.Context(), tt.before, tt.after)
			if err != nil {
				w.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, said(redlines)); diff != "" {
				w.Errorf("%s..%s (-want +got):\n%s", tt.before, tt.after, diff)
			}
		}
		if _, err := w.Compare(w.Context(), first, strings.Repeat("7", 40)); !errors.Is(err,
			repo.ErrUnknown) {
			w.Error(err)
		}
	})
}

// said is a line a redline: the numbers amended, or a sign where the document begins or ends.
func said(redlines []legal.Redline) (lines []string) {
	for _, r := range redlines {
		switch {
		case r.Before == nil:
			lines = append(lines, r.Slug+" +")
		case r.After == nil:
			lines = append(lines, r.Slug+" -")
		default:
			for _, a := range r.Amendments {
				lines = append(lines, r.Slug+" "+a.Number)
			}
		}
	}
	return lines
}

// TestCompareMany compares more documents than a goroutine takes at once.
func TestCompareMany(t *testing.T) {
	each(t, func(w *world) {
		before, after := documents{}, documents{}
		for i := range 100 {
			name := fmt.Sprintf("A %03d", i)
			maps.Copy(before, put(section(name, "same", "old")))
			if i%3 != 0 {
				maps.Copy(after, put(section(name, "same", "new")))
			}
		}
		first := w.commit(before)
		second := w.commit(after, first)
		w.Repo = w.again() // nothing is cached
		redlines, err := w.Compare(w.Context(), first, second)
		if err != nil || len(redlines) != len(after) {
			w.Fatal(len(redlines), err)
		}
		for i, slug := range slices.Sorted(maps.Keys(after)) {
			r := redlines[i]
			if r.Slug != slug || len(r.Amendments) != 1 || r.Amendments[0].Number != "A1.2" ||
				r.Before.Slug() != slug || r.After.Slug() != slug {
				w.Errorf("%s: %+v", slug, r)
			}
		}
	})
}

func TestChanges(t *testing.T) {
	each(t, func(w *world) {
		first := w.commit(put(section("A", "one", "two"), section("B", "three")))
		second := w.commit(put(section("A", "one", "2")), first)
		side := w.commit(put(section("A", "1", "two")), first)
		merge := w.commit(put(section("A", "1", "2")), second, side)
		titled := section("A", "1")
		titled.Title = "Another"
		last := w.commit(documents{"section-a": titled, "section-b": nil}, merge)
		in := func(commit string, op legal.Op, number string) repo.Change {
			return repo.Change{Commit: commit, Op: op, Number: number}
		}
		for _, tt := range []struct {
			slug, number string
			want         []repo.Change
		}{
			{"section-a", "A1.1", []repo.Change{
				in(first, legal.Insert, "A1.1"), in(side, legal.Change, "A1.1"),
				in(merge, legal.Change, "A1.1"), // against its first parent
			}},
			{"section-a", "A1.2", []repo.Change{
				in(first, legal.Insert, "A1.2"), in(second, legal.Change, "A1.2"),
				in(last, legal.Delete, "A1.2"),
			}},
			{"section-a", "", []repo.Change{
				in(first, legal.Head, ""), in(last, legal.Head, ""),
			}},
			{"section-b", "", []repo.Change{
				in(first, legal.Head, ""), in(last, legal.Head, ""),
			}},
			{"section-b", "B1.1", []repo.Change{
				in(first, legal.Insert, "B1.1"), in(last, legal.Delete, "B1.1"),
			}},
			{"section-b", "B1.9", nil},
			{"section-q", "B1.1", nil},
		} {
			got, err := w.Changes(w.Context(), tt.slug, tt.number)
			if err != nil {
				w.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				w.Errorf("%s %s (-want +got):\n%s", tt.slug, tt.number, diff)
			}
		}
	})
}

// TestChangesRenumbered finds a clause that got another number under both.
func TestChangesRenumbered(t *testing.T) {
	each(t, func(w *world) {
		const words = "Each Party shall keep what it is given, and give back what it was lent."
		before, after := section("A", "First of all.", words), section("A", "First of all.", words)
		after.Clauses[2].Number = "A1.3"
		first := w.commit(put(before))
		second := w.commit(put(after), first)
		want := repo.Change{Commit: second, Op: legal.Renumber, Number: "A1.3", Was: "A1.2"}
		for _, number := range []string{"A1.2", "A1.3"} {
			got, err := w.Changes(w.Context(), "section-a", number)
			if err != nil || len(got) == 0 || got[len(got)-1] != want {
				w.Errorf("%s: %+v, %v", number, got, err)
			}
		}
	})
}

// TestChangesBase tells what a commit changed against another commit than its parent.
func TestChangesBase(t *testing.T) {
	each(t, func(w *world) {
		first := w.commit(put(section("A", "one", "two")))
		second := w.commit(put(section("A", "1", "two")), first)
		third, err := w.Commit(w.Context(), repo.Commit{
			Parents: []string{second}, Base: first, Put: put(section("A", "1", "2")),
			Message: "m", Author: author, At: noon,
		})
		if err != nil {
			w.Fatal(err)
		}
		got, err := w.Changes(w.Context(), "section-a", "A1.1")
		if err != nil || len(got) != 3 || got[2].Commit != third {
			w.Error(got, err)
		}
	})
}

func TestMerge3(t *testing.T) {
	base := put(section("A", "one", "two"), section("B", "three"))
	a := func(texts ...string) documents { return put(section("A", texts...)) }
	gone := documents{"section-a": nil}
	w := &world{T: t, Repo: repo.Open(storetest.Open(t, store.Config{Dir: t.TempDir()}))}
	first := w.commit(base)
	for _, tt := range []struct {
		name         string
		ours, theirs documents
		want         []string // the slugs and texts put
		conflicts    []string
	}{
		{name: "nothing"},
		{name: "ours alone", ours: a("1", "two")},
		{name: "theirs alone", theirs: a("1", "two"), want: []string{"section-a: 1, two"}},
		{name: "the same", ours: a("1", "two"), theirs: a("1", "two")},
		{name: "two clauses", ours: a("1", "two"), theirs: a("one", "2"),
			want: []string{"section-a: 1, 2"}},
		{name: "one clause", ours: a("1", "two"), theirs: a("I", "two"),
			conflicts: []string{"section-a A1.1"}},
		{name: "two documents", ours: a("1", "two"), theirs: put(section("B", "3")),
			want: []string{"section-b: 3"}},
		{name: "taken away by them", theirs: gone, want: []string{"section-a gone"}},
		{name: "taken away by us", ours: gone},
		{name: "taken away by both", ours: gone, theirs: gone},
		{name: "taken away and changed", ours: gone, theirs: a("1", "two"),
			conflicts: []string{"section-a "}},
		{name: "changed and taken away", ours: a("1", "two"), theirs: gone,
			conflicts: []string{"section-a "}},
		{name: "put by them", theirs: put(section("C", "4")), want: []string{"section-c: 4"}},
		{name: "put by us", ours: put(section("C", "4"))},
		{name: "put by both alike", ours: put(section("C", "4")), theirs: put(section("C", "4"))},
		{name: "put by both", ours: put(section("C", "4")), theirs: put(section("C", "5")),
			conflicts: []string{"section-c "}},
		{name: "all conflicts are told", ours: put(section("A", "1", "2"), section("C", "4")),
			theirs:    put(section("A", "I", "II"), section("C", "5")),
			conflicts: []string{"section-a A1.1", "section-a A1.2", "section-c "}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w.T = t
			ours, theirs := w.commit(tt.ours, first), w.commit(tt.theirs, first)
			put, conflicts, err := w.Merge3(w.Context(), first, ours, theirs)
			if err != nil {
				t.Fatal(err)
			}
			var found []string
			for _, c := range conflicts {
				found = append(found, c.Slug+" "+c.Number)
				if c.Why == "" {
					t.Errorf("%+v says not why", c)
				}
			}
			if diff := cmp.Diff(tt.conflicts, found); diff != "" {
				t.Errorf("conflicts (-want +got):\n%s", diff)
			}
			if (put == nil) != (len(tt.conflicts) > 0) {
				t.Errorf("put %v with %d conflicts", put, len(tt.conflicts))
			}
			if diff := cmp.Diff(tt.want, lines(put)); diff != "" {
				t.Errorf("put (-want +got):\n%s", diff)
			}
		})
	}
}

// lines is a line a document that is put: the texts of its clauses.
func lines(put documents) (lines []string) {
	for _, slug := range slices.Sorted(maps.Keys(put)) {
		if put[slug] == nil {
			lines = append(lines, slug+" gone")
			continue
		}
		var texts []string
		for _, c := range put[slug].Clauses[1:] {
			texts = append(texts, c.Text)
		}
		lines = append(lines, slug+": "+strings.Join(texts, ", "))
	}
	return lines
}

// TestMergedIsBoth makes random changes of different clauses on two sides: merged and committed,
// the Code has both.
func TestMergedIsBoth(t *testing.T) {
	r := repo.Open(storetest.Open(t, store.Config{Dir: t.TempDir()}))
	w := &world{T: t, Repo: r}
	texts := func(said map[string]string, slug string) []string {
		var all []string
		for i := range 6 {
			all = append(all, said[fmt.Sprintf("section-%s %s1.%d", slug, strings.ToUpper(slug), i+1)])
		}
		return all
	}
	code := func(said map[string]string) documents {
		return put(section("A", texts(said, "a")...), section("B", texts(said, "b")...))
	}
	origin := map[string]string{}
	for _, letter := range []string{"a", "b"} {
		for i := range 6 {
			origin[fmt.Sprintf("section-%s %s1.%d", letter, strings.ToUpper(letter), i+1)] = "old"
		}
	}
	first := w.commit(code(origin))
	rapid.Check(t, func(t *rapid.T) {
		ours, theirs, want := maps.Clone(origin), maps.Clone(origin), maps.Clone(origin)
		for _, clause := range slices.Sorted(maps.Keys(origin)) {
			text := rapid.StringMatching(`[a-z]{1,5}( [a-z]{1,5}){0,3}`).Draw(t, clause)
			switch rapid.IntRange(0, 3).Draw(t, "side of "+clause) {
			case 1:
				ours[clause], want[clause] = text, text
			case 2:
				theirs[clause], want[clause] = text, text
			case 3:
				ours[clause], theirs[clause], want[clause] = text, text, text
			}
		}
		a, b := w.commit(code(ours), first), w.commit(code(theirs), first)
		put, conflicts, err := r.Merge3(w.Context(), first, a, b)
		if err != nil || len(conflicts) > 0 {
			t.Fatal(conflicts, err)
		}
		merged := w.commit(put, a, b)
		if diff := cmp.Diff(want, w.texts(merged)); diff != "" {
			t.Fatalf("(-want +got):\n%s", diff)
		}
	})
}

// TestManyAtOnce commits, reads and compares from several goroutines: for the race detector.
func TestManyAtOnce(t *testing.T) {
	each(t, func(w *world) {
		first := w.commit(put(section("A", "one"), section("B", "two")))
		w.Repo = w.again()
		failed := make(chan error, 8)
		for i := range 8 {
			go func() {
				hash, err := w.Commit(w.Context(), repo.Commit{
					Parents: []string{first}, Put: put(section("A", fmt.Sprint(i%3))),
					Message: "m", Author: author, At: noon.Add(time.Hour),
				})
				if err == nil {
					var redlines []legal.Redline
					redlines, err = w.Compare(w.Context(), first, hash)
					if err == nil && len(redlines) != 1 {
						err = fmt.Errorf("%d redlines", len(redlines))
					}
				}
				failed <- err
			}()
		}
		for range 8 {
			if err := <-failed; err != nil {
				w.Error(err)
			}
		}
	})
}
