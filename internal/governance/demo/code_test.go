package demo_test

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/governance/legal"
)

// notice stands above each document, so that nobody takes it for the Code itself.
const notice = "Text written for mains, to show how a Code works. " +
	"It is not the Smart Energy Code."

// documents are the documents of a directory by slug. Each has to be written in the one way.
func documents(t *testing.T, dir string) wording {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%s has no documents (%v)", dir, err)
	}
	all := wording{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		d, err := legal.Parse(file, text)
		if err != nil {
			t.Fatal(err)
		}
		if got := d.Append(nil); !bytes.Equal(got, text) {
			t.Errorf("%s is not canonical: write\n%s", file, got)
		}
		if want := d.Slug() + ".md"; filepath.Base(file) != want {
			t.Errorf("%s is of %s: name it %s", file, d.Name, want)
		}
		if d.Notice != notice {
			t.Errorf("%s: the notice is %q", file, d.Notice)
		}
		all[d.Slug()] = d
	}
	return all
}

// wording is documents by slug; it implements [legal.Known].
type wording map[string]*legal.Document

func (w wording) Knows(slug, number string) bool {
	d := w[slug]
	return d != nil && (number == "" || d.Find(number) >= 0)
}

// with is the wording with documents of a draft in the place of its own.
func (w wording) with(draft wording) wording {
	all := maps.Clone(w)
	maps.Copy(all, draft)
	return all
}

// drafts are the Modifications that have a draft, and the clauses that each would change.
var drafts = map[string][]string{
	"DP197": {
		"section-a A1.1[third-party-hub]", "section-f F8.7(b)",
		"section-f F8.7A", "section-f F8.7A(a)", "section-f F8.7A(b)",
		"section-f F8.7B", "section-f F8.7B(a)", "section-f F8.7B(b)",
	},
	"DP198": {"appendix-l 5.1(f)", "appendix-l 6.1", "appendix-l 6.1(e)", "appendix-l 6.1(f)",
		"appendix-l 6.6"},
	"MP140": {"section-f F8.7(b)", "section-f F8.10", "section-f F8.11", "section-f F8.13"},
	"MP192": {"section-h H3.4", "section-h H4.2A", "section-h H5.3A"},
}

func TestCodeHasWhatTheDemoNeeds(t *testing.T) {
	code := documents(t, "code")
	for _, place := range []string{
		"section-a A1.1[communications-hub]", "section-a A1.1[working-day]", "section-a A2.5",
		"section-c C4.2", "section-c C8.6", "section-d D4.5(a)", "section-d D7.3", "section-d D8.5",
		"section-d D9.1", "section-d D10.1", "section-f F8.7", "section-f F8.7(a)",
		"section-f F8.7(b)(ii)", "section-f F8.7(c)", "section-f F8.12", "section-h H3.4",
		"appendix-l 5.1(a)", "appendix-l 6.1(a)", "schedule-8 3.2",
		"guidance-on-section-f8 2.1(b)", "guidance-on-section-d 10",
	} {
		slug, number, _ := strings.Cut(place, " ")
		if d := code[slug]; d == nil || d.Find(number) < 0 {
			t.Errorf("there is no %s", place)
		}
	}
	f := code["section-f"]
	if f.Clauses[f.Find("F8.7")].Closing == "" {
		t.Error("F8.7 has no words after its parts")
	}
}

func TestDraftsChangeWhatTheyAreAbout(t *testing.T) {
	code := documents(t, "code")
	dirs, err := os.ReadDir("drafts")
	if err != nil || len(dirs) != len(drafts) {
		t.Fatalf("%d drafts in the directory, %d in the table (%v)", len(dirs), len(drafts), err)
	}
	for name, want := range drafts {
		var got []string
		for slug, draft := range documents(t, filepath.Join("drafts", name)) {
			if code[slug] == nil {
				t.Errorf("%s drafts %s, which the Code does not have", name, slug)
			}
			for _, a := range legal.Compare(code[slug], draft).Amendments {
				got = append(got, slug+" "+a.Number)
			}
		}
		slices.Sort(got)
		if want := slices.Sorted(slices.Values(want)); !slices.Equal(got, want) {
			t.Errorf("%s changes\n%q, and the table says\n%q", name, got, want)
		}
	}
}

func TestCodeAndDraftsHoldTogether(t *testing.T) {
	code := documents(t, "code")
	check := func(name string, docs, all wording) {
		for _, d := range docs {
			if f := d.Check(all); len(f) > 0 {
				t.Errorf("%s, %s:\n%v", name, d.Name, f)
			}
		}
	}
	check("code", code, code)
	for name := range drafts {
		draft := documents(t, filepath.Join("drafts", name))
		all := code.with(draft)
		check(name, all, all)
	}
}

func TestEachDefinedTermIsUsed(t *testing.T) {
	code := documents(t, "code")
	draft := documents(t, filepath.Join("drafts", "DP197"))
	for name, all := range map[string]wording{"code": code, "DP197": code.with(draft)} {
		var terms []legal.Term
		for _, d := range all {
			terms = append(terms, legal.Terms(d)...)
		}
		if len(terms) < 35 {
			t.Errorf("%s defines %d terms", name, len(terms))
		}
		used := map[string]bool{}
		finder := legal.NewFinder(terms)
		for slug, d := range all {
			for _, c := range d.Clauses {
				for _, use := range finder.Uses(c.Text + "\n" + c.Closing) {
					term := terms[use.Term]
					if slug != "section-a" && (term.Slug == "section-a" || term.Slug == slug) {
						used[term.Slug+term.Number] = true
					}
				}
			}
		}
		for _, term := range terms {
			if !used[term.Slug+term.Number] {
				t.Errorf("%s: %s is defined in %s, and nothing beyond Section A uses it", name,
					term.Term, term.Slug)
			}
		}
	}
}

func TestDP197AndMP140AreInConflictAtOneClause(t *testing.T) {
	code := documents(t, "code")
	ours := documents(t, filepath.Join("drafts", "DP197"))
	theirs := documents(t, filepath.Join("drafts", "MP140"))
	for slug, base := range code {
		_, found := legal.Merge(base, code.with(ours)[slug], code.with(theirs)[slug])
		var want []string
		if slug == "section-f" {
			want = []string{"F8.7(b)"}
		}
		var got []string
		for _, c := range found {
			got = append(got, c.Number)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: in conflict at %q, not at %q: %v", slug, got, want, found)
		}
	}
}

func TestTheOtherDraftsGoTogether(t *testing.T) {
	code := documents(t, "code")
	for _, with := range []string{"DP197", "MP140"} {
		all := code
		for _, name := range []string{with, "DP198", "MP192"} {
			for slug, draft := range documents(t, filepath.Join("drafts", name)) {
				merged, found := legal.Merge(code[slug], all[slug], draft)
				if len(found) > 0 {
					t.Fatalf("%s is in conflict: %v", name, found)
				}
				all = all.with(wording{slug: merged})
			}
		}
		for _, d := range all {
			if f := d.Check(all); len(f) > 0 {
				t.Errorf("%s with the others, %s:\n%v", with, d.Name, f)
			}
		}
	}
}
