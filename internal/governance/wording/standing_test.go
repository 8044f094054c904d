package wording_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/wording"
)

// a1 is a place, and first what it says at first.
const a1 = "section-a A1.1"

var first = text{"section-a ": "One", "section-a A1": "Of parts.", a1: "Nothing yet.",
	"section-b ": "Two", "section-b B1": "Of others.", "section-b B1.1": "Nothing either."}

// adopted is a world in which a text is in force.
func adopted(t *testing.T) *world {
	w := newWorld(t)
	w.adopt(first, calendar.DateOf(start).AddDays(-30))
	return w
}

// comes makes an approved Modification, with a Release that has its text on a day to come.
func (w *world) comes(in int, place, words string) *record.Release {
	w.Helper()
	r := w.release(w.today().AddDays(in))
	w.approve(r, place, words)
	if !w.draft(r) {
		w.Fatalf("the text of %s is in conflict", r.ID)
	}
	return r
}

// approve has an approved Modification for a Release that makes a place say something.
func (w *world) approve(r *record.Release, place, words string) *record.Modification {
	w.Helper()
	m := w.modification(record.ModificationPending, r.ID)
	w.write(m, true, func(t text) text { return t.with(place, words) })
	return m
}

// passes lets days pass, and looks at the text.
func (w *world) passes(days int) {
	w.Helper()
	w.day(w.today().AddDays(days), 10)
	w.agrees(w.now(), w.now())
}

// saysNow asks for the words of a place.
func (w *world) saysNow(place, want string) {
	w.Helper()
	if got := w.read(w.agrees(w.now(), w.now()).Text)[place]; got != want {
		w.Errorf("%s says %q, want %q", place, got, want)
	}
}

// TestNothingAdopted: before a text is there nothing is in force, and nothing is served; the
// first Release may bring it.
func TestNothingAdopted(t *testing.T) {
	w := newWorld(t)
	s := w.agrees(w.now(), w.now())
	if !s.Text.Empty() || s.InForce() || s.Record != nil {
		t.Errorf("something is in force: %+v", s)
	}
	if refs, err := w.lib.Refs(w.here()); err != nil || len(refs) > 0 {
		t.Errorf("refs %v, %v: want none", refs, err)
	}
	if before, after, err := w.lib.Sides(w.here(), "", ""); err != nil || !before.Text.Empty() ||
		!after.Text.Empty() {
		t.Errorf("two sides: %v", err)
	}
	r := w.release(w.today().AddDays(3))
	m := w.modification(record.ModificationPending, r.ID)
	w.write(m, true, func(text) text { return first })
	if !w.draft(r) {
		t.Fatal("the first text is in conflict")
	}
	w.passes(3)
	w.saysNow(a1, first[a1])
	w.clone()
}

// TestNothingOfWhatWasCancelled: a text that was made on one that never came has none of that in
// it, even where there was nothing before.
func TestNothingOfWhatWasCancelled(t *testing.T) {
	w := newWorld(t)
	gone := w.release(w.today().AddDays(3))
	m := w.modification(record.ModificationPending, gone.ID)
	w.write(m, true, func(text) text { return first })
	if !w.draft(gone) {
		t.Fatal("the first text is in conflict")
	}
	next := w.release(w.today().AddDays(5))
	if !w.draft(next) {
		t.Fatal("an empty text is in conflict")
	}
	w.changed(gone, func(r *record.Release) { r.State, r.Cancelled = record.ReleaseCancelled, "No." })
	w.passes(6)
	if s := w.agrees(w.now(), w.now()); !s.Text.Empty() {
		t.Errorf("%v is in force, of a Release that was cancelled", s.Text.Slugs())
	}
}

// TestManyReleases: the text in force has what each of many Releases brought, with or without a
// text, made on one another or on what was in force when they were drafted.
func TestManyReleases(t *testing.T) {
	for _, c := range []struct {
		name string
		each func(w *world, i int)
	}{
		{"each on the one before", func(w *world, i int) {
			w.comes(1, fmt.Sprintf("section-a A1.%d", i+2), fmt.Sprintf("Of Release %d.", i))
			w.day(w.today().AddDays(1), 10)
		}},
		{"the first alone has a text", func(w *world, i int) {
			if i == 0 {
				w.comes(1, "section-a A1.2", "Of the first.")
			} else {
				w.release(w.today().AddDays(1))
			}
			w.day(w.today().AddDays(1), 10)
		}},
		{"each planned before all others", func(w *world, i int) {
			w.comes(40-i, fmt.Sprintf("section-a A1.%d", i+2), fmt.Sprintf("Of Release %d.", i))
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := adopted(t)
			for i := range 26 {
				c.each(w, i)
			}
			w.day(w.today().AddDays(50), 10)
			got, err := w.lib.At(w.here())
			if err != nil {
				t.Fatal(err)
			}
			doc, err := got.Text.Document(t.Context(), "section-a")
			if err != nil {
				t.Fatal(err)
			}
			if want := w.inForce(w.now(), w.now(), nil).text; len(of(doc)) !=
				len(want.part("section-a ")) || doc.Find("A1.2") < 0 {
				t.Errorf("%d clauses, want %d", len(of(doc)), len(want.part("section-a ")))
			}
		})
	}
}

// TestTwoOnOneDay: both are in force, in the order of their names, and what they are compared with
// is the day before.
func TestTwoOnOneDay(t *testing.T) {
	w := adopted(t)
	w.comes(3, a1, "Of the one.")
	w.comes(3, "section-b B1.1", "Of the other.")
	w.passes(2)
	w.saysNow(a1, first[a1])
	w.passes(1)
	w.saysNow(a1, "Of the one.")
	w.saysNow("section-b B1.1", "Of the other.")
	w.recalls(w.now(), w.now(), "", "")
	before, after, err := w.lib.Sides(w.here(), "", "")
	if err != nil {
		t.Fatal(err)
	}
	w.same("before the last", before.Text, first)
	w.compares(before.Text, after.Text)
	w.clone()
}

// TestLate: a Release with system changes is in force when it is said to be live, and what was
// drafted on it meanwhile is not in its way.
func TestLate(t *testing.T) {
	w := adopted(t)
	r := w.changed(w.comes(2, a1, "Late."), func(r *record.Release) {
		r.Content = record.SystemChanges
	})
	w.passes(4)
	w.saysNow(a1, first[a1])
	w.comes(1, "section-b B1.1", "On time.")
	w.passes(5)
	w.saysNow(a1, first[a1])
	w.saysNow("section-b B1.1", "On time.")
	known := w.now()
	w.changed(r, func(r *record.Release) {
		r.State, r.NotedLive = record.ReleaseLive, w.today().AddDays(-2)
	})
	w.saysNow(a1, "Late.")
	w.agrees(w.now().AddDate(0, 0, -1), w.now())
	w.agrees(w.now().AddDate(0, 0, -1), known)
	w.agrees(w.now().AddDate(0, 0, -3), w.now())
	w.recalls(w.now(), w.now(), "section-a", "A1.1")
	w.clone()
}

// TestDraftedLate: the text of a Release that is live is drafted afterwards, and stands before
// those that came after it.
func TestDraftedLate(t *testing.T) {
	w := adopted(t)
	r := w.release(w.today().AddDays(2))
	w.approve(r, a1, "Drafted late.")
	w.comes(4, "section-b B1.1", "Of the next.")
	w.passes(6)
	w.saysNow(a1, first[a1])
	if !w.draft(r) {
		t.Fatal("in conflict")
	}
	w.saysNow(a1, "Drafted late.")
	for days := range 6 {
		w.agrees(w.now().AddDate(0, 0, -days), w.now())
	}
	w.recalls(w.now().AddDate(0, 0, -1), w.now(), "section-a", "A1.1")
	if !w.draft(r) { // and once more: it is not put on top of itself
		t.Fatal("in conflict with itself")
	}
	w.saysNow(a1, "Drafted late.")
}

// TestDocumentsAndTerms: a Modification may begin a document, end one, and define a term.
func TestDocumentsAndTerms(t *testing.T) {
	w := adopted(t)
	r := w.release(w.today().AddDays(2))
	m := w.modification(record.ModificationPending, r.ID)
	w.write(m, true, func(t text) text {
		return t.with("section-c ", "Three").with("section-c C1", "New.").
			with("section-c C1.1[hub]", "a device.").with("section-c C1.1", "In this Section:").
			with("section-b ", "").with("section-b B1", "").with("section-b B1.1", "")
	})
	w.clone()
	if !w.draft(r) {
		t.Fatal("in conflict")
	}
	w.passes(2)
	s := w.agrees(w.now(), w.now())
	if got := strings.Join(s.Text.Slugs(), " "); got != "section-a section-c" {
		t.Errorf("there are %s", got)
	}
	w.recalls(w.now(), w.now(), "section-b", "")
	w.recalls(w.now(), w.now(), "section-b", "B1.1")
	w.recalls(w.now(), w.now(), "section-c", "C1.1[hub]")
	then := w.agrees(w.now().AddDate(0, 0, -3), w.now())
	w.compares(then.Text, s.Text)
	w.clone()
}

// TestConflictIsNamed: a conflict names the clause and who changed it first, whether words, a part,
// the whole or the head of a document are in the way.
func TestConflictIsNamed(t *testing.T) {
	for _, c := range []struct {
		name, where  string
		one, another func(text) text
	}{
		{"words", a1, func(t text) text { return t.with(a1, "One.") },
			func(t text) text { return t.with(a1, "Another.") }},
		{"a part of what is gone", a1 + "(a)", func(t text) text { return t.with(a1, "") },
			func(t text) text { return t.with(a1+"(a)", "a part.") }},
		{"gone with a part", a1 + "(a)", func(t text) text { return t.with(a1+"(a)", "a part.") },
			func(t text) text { return t.with(a1, "") }},
		{"title", "section-a ", func(t text) text { return t.with("section-a ", "One more") },
			func(t text) text { return t.with("section-a ", "Another") }},
		{"document", "section-b ", func(t text) text {
			return t.with("section-b ", "").with("section-b B1", "").with("section-b B1.1", "")
		}, func(t text) text { return t.with("section-b B1.1", "Another.") }},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := adopted(t)
			r := w.release(w.today().AddDays(2))
			one := w.modification(record.ModificationPending, r.ID)
			w.write(one, true, c.one)
			another := w.modification(record.ModificationPending, r.ID)
			w.write(another, true, c.another)
			objects := w.count()
			trial, err := w.lib.Trial(w.here(), r)
			if err != nil {
				t.Fatal(err)
			}
			if len(trial.Lacks) != 1 || len(trial.Lacks[0].Clashes) != 1 {
				t.Fatalf("lacks %+v, want one", trial.Lacks)
			}
			clash := trial.Lacks[0].Clashes[0]
			if clash.Ours != one.ID || clash.Theirs != another.ID ||
				record.Place(clash.Slug, clash.Number) != c.where {
				t.Errorf("%s %s: %s and %s, want %s: %s and %s", clash.Slug, clash.Number, clash.Ours,
					clash.Theirs, c.where, one.ID, another.ID)
			}
			if w.draft(r) {
				t.Error("it is merged")
			}
			if n := w.count(); n != objects {
				t.Errorf("%d objects were written", n-objects)
			}
			w.passes(3)
			w.saysNow(a1, first[a1])
		})
	}
}

// count counts what there is in the repository.
func (w *world) count() (n int) {
	w.Helper()
	row := w.db.QueryRowContext(w.Context(), `SELECT COUNT(*) FROM repo_object`)
	if err := row.Scan(&n); err != nil {
		w.Fatal(err)
	}
	return n
}

// TestCorrection: an error is corrected before the text of a later Release is drafted, and after.
func TestCorrection(t *testing.T) {
	for _, c := range []struct {
		name           string
		before, during bool // the later text is drafted before, and the correction made before its day
	}{
		{"drafted after", false, true}, {"drafted before", true, true},
		{"when both are live", true, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := adopted(t)
			r := w.comes(2, a1, "Wrong.")
			w.passes(3)
			correct := func() {
				w.correct(r, r.GoesLiveOn, func(t text) text { return t.with(a1, "Right.") })
			}
			if !c.before {
				correct()
			}
			w.comes(2, "section-b B1.1", "Of the next.")
			if c.before && c.during {
				correct()
			}
			known := w.now()
			w.passes(4)
			if !c.during {
				w.saysNow(a1, "Wrong.")
				known = w.now()
				correct()
			}
			w.saysNow(a1, "Right.")
			w.saysNow("section-b B1.1", "Of the next.")
			for days := range 8 {
				w.agrees(w.now().AddDate(0, 0, -days), w.now())
				w.agrees(w.now().AddDate(0, 0, -days), known)
			}
			w.clone()
		})
	}
}

// TestDraftsStayUnseen: what is written and not published is in no Release, is told to nobody, and
// touches nothing for who may not see it.
func TestDraftsStayUnseen(t *testing.T) {
	w := adopted(t)
	r := w.release(w.today().AddDays(2))
	m := w.approve(r, a1, "Published.")
	w.write(m, false, func(t text) text {
		return t.with(a1, "A draft.").with("section-b B1.1", "Too.")
	})
	w.act(func(tx *register.Tx) ([]fact, error) { return nil, wording.TellApproved(tx, m) })
	all, err := register.All[*record.Notice](w.here(), register.Query{Key: "about", Is: m.ID})
	if err != nil || len(all) != 1 || strings.Join(all[0].Places, ", ") != a1 {
		t.Errorf("told %+v, %v: want of %s alone", all, err, a1)
	}
	w.agrees(w.now().AddDate(0, 0, 3), w.now())
	if !w.draft(r) {
		t.Fatal("in conflict")
	}
	w.clone()
	w.passes(2)
	w.saysNow(a1, "Published.")
}

// TestWhatIsInIsNotAdded: a Modification that came with an earlier Release is in the text, and
// is not added to it as if it were not in force.
func TestWhatIsInIsNotAdded(t *testing.T) {
	w := adopted(t)
	r := w.release(w.today().AddDays(1))
	m := w.approve(r, a1, "First.")
	w.draft(r)
	w.passes(1)
	w.comes(1, a1, "Second.")
	w.passes(1)
	if s := w.agrees(w.now(), w.now(), m.ID); !s.InForce() || len(s.Lacks) > 0 {
		t.Errorf("with what came before: steps %v, lacks %v", s.Steps, s.Lacks)
	}
}

// TestVersionsOfOneName: two texts with one version, and one with a version that is no name of git,
// are cloned all the same; what was cancelled gives no day to a version.
func TestVersionsOfOneName(t *testing.T) {
	w := adopted(t)
	for i, version := range []string{"22.01", "22.01", "22.1 (final)..", "22.09"} {
		in := i + 1
		r := w.changed(w.release(w.today().AddDays(in)), func(r *record.Release) {
			r.SECVersion = version
		})
		w.approve(r, a1+fmt.Sprintf("(%c)", 'a'+in), version)
		w.draft(r)
		if version == "22.09" {
			w.changed(r, func(r *record.Release) {
				r.State, r.Cancelled = record.ReleaseCancelled, "No."
			})
		}
	}
	w.passes(4)
	refs, err := w.lib.Refs(w.here())
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, ref := range refs {
		if names[ref.Name] {
			t.Errorf("%s is there twice", ref.Name)
		}
		names[ref.Name] = strings.HasPrefix(ref.Name, "refs/tags/")
	}
	if tags := len(names); tags < 5 || !names["refs/tags/v22.01"] {
		t.Errorf("refs %v", refs)
	}
	on, err := wording.DayOfVersion(w.here(), "22.01")
	if err != nil || on != calendar.DateOf(start).AddDays(1) {
		t.Errorf("22.01 is of %s, %v", on, err)
	}
	if on, err := wording.DayOfVersion(w.here(), "22.09"); err == nil {
		t.Errorf("22.09 is of %s, and was cancelled", on)
	}
}
