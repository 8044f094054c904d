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

	"github.com/mains-energy/mains/internal/governance/legal"
	"github.com/mains-energy/mains/internal/governance/repo"
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
