package wording_test

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/legal"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/wording"
)

// read is a text as the model has it.
func (w *world) read(t *wording.Text) text {
	w.Helper()
	all := text{}
	for _, slug := range t.Slugs() {
		doc, err := t.Document(w.Context(), slug)
		if err != nil {
			w.Fatal(err)
		}
		if doc == nil {
			w.Fatalf("no document %s in a text that names it", slug)
		}
		maps.Copy(all, of(doc))
	}
	return all
}

// same holds a text to the model.
func (w *world) same(what string, t *wording.Text, want text) {
	w.Helper()
	if got := w.read(t); !maps.Equal(got, want) {
		w.Fatalf("%s: text and model differ (was: in the text, is: in the model): %v", what,
			changes(got, want))
	}
	for _, slug := range want.slugs() { // the order of clauses too
		got, err := t.Document(w.Context(), slug)
		if is := want.doc(slug); err != nil || string(got.Append(nil)) != string(is.Append(nil)) {
			w.Fatalf("%s: %v\n%s\nwant\n%s", what, err, got.Append(nil), is.Append(nil))
		}
	}
}

// lacking is what a text lacks, as the model writes it. Each conflict names who was there first.
func (w *world) lacking(lacks []wording.Lack, touched map[touch]bool) (all []string) {
	w.Helper()
	for _, lack := range lacks {
		all = append(all, lack.Name()+": "+strings.Join(w.clashing(lack.Name(), lack.Clashes, touched),
			", "))
	}
	return all
}

// clashing is where conflicts are. Each names both sides.
func (w *world) clashing(
	theirs string, clashes []wording.Clash, touched map[touch]bool,
) (all []string) {
	w.Helper()
	for _, c := range clashes {
		place := c.Slug + " " + c.Number
		all = append(all, place)
		if c.Why == "" || c.Theirs != theirs {
			w.Fatalf("conflict at %s: why %q, theirs %q: want %q", place, c.Why, c.Theirs, theirs)
		}
		others := map[string]bool{}
		for at := range touched {
			if within(at.place, place) || within(place, at.place) {
				others[at.who] = true
			}
		}
		if !others[c.Ours] && len(others) > 0 {
			w.Fatalf("conflict of %s at %s with %q: want one of %v", theirs, place, c.Ours, others)
		}
	}
	slices.Sort(all)
	return all
}

// agrees holds the text of a moment to the model.
func (w *world) agrees(so, known time.Time, with ...string) *wording.Standing {
	w.Helper()
	got, err := w.lib.At(w.view(so, known), with...)
	if err != nil {
		w.Fatal(err)
	}
	want := w.at(so, known, with...)
	what := fmt.Sprintf("so %s, known %s, with %v", so.Format(time.RFC3339),
		known.Format(time.RFC3339), with)
	is := &stands{lacks: w.lacking(got.Lacks, want.touched)}
	if got.Record != nil {
		is.record, is.since = got.Record.ID, got.Since.String()
	}
	if got.Release != nil {
		is.release = got.Release.ID
	}
	for _, step := range got.Steps {
		is.steps = append(is.steps, step.Name())
	}
	slices.Sort(is.lacks)
	slices.Sort(want.lacks)
	if is.String() != want.String() {
		w.Fatalf("%s:\n%s\nwant\n%s", what, is, want)
	}
	w.same(what, got.Text, want.text)
	lacks := slices.ContainsFunc(with, func(id string) bool {
		return slices.ContainsFunc(want.lacks, func(lack string) bool {
			return strings.HasPrefix(lack, id+":")
		})
	})
	if got.InForce() != (want.record != "" && len(want.steps) == 0 && !got.Coming && !lacks) {
		w.Fatalf("%s: in force: %t", what, got.InForce())
	}
	return got
}

// compares holds the redlines between two texts to the model: applied to the one they make the
// other, and reversed the other way.
func (w *world) compares(before, after *wording.Text) {
	w.Helper()
	was, is := w.read(before), w.read(after)
	redlines, err := wording.Compare(w.Context(), before, after)
	if err != nil {
		w.Fatal(err)
	}
	documents := map[string]bool{}
	for place := range changes(was, is) {
		documents[strings.TrimSpace(document(place))] = true
	}
	for _, r := range redlines {
		if !documents[r.Slug] {
			w.Fatalf("a redline of %s, which is the same", r.Slug)
		}
		delete(documents, r.Slug)
		w.applies(r, was.doc(r.Slug), is.doc(r.Slug))
		w.applies(r.Reverse(), is.doc(r.Slug), was.doc(r.Slug))
	}
	if len(documents) > 0 {
		w.Fatalf("no redline of %v", documents)
	}
}

// applies applies a redline.
func (w *world) applies(r legal.Redline, was, is *legal.Document) {
	w.Helper()
	got, err := r.Apply(was)
	if err != nil {
		w.Fatal(err)
	}
	if (got == nil) != (is == nil) || got != nil && string(got.Append(nil)) != string(is.Append(nil)) {
		w.Fatalf("%s: a redline applied makes\n%v\nwant\n%v", r.Slug, got, is)
	}
}

// recalls holds the history of a place to the model.
func (w *world) recalls(so, known time.Time, slug, number string) {
	w.Helper()
	got, err := w.lib.History(w.view(so, known), slug, number)
	if err != nil {
		w.Fatal(err)
	}
	touches := func(all map[string]change) bool {
		for place := range all {
			if slug == "" || within(place, slug+" "+number) && (number == "" || place != document(place)) {
				return true
			}
		}
		return false
	}
	var is, want []string
	for _, making := range got {
		line := making.Record.ID + " " + making.On.String()
		for _, m := range making.Modifications {
			line += " " + m.ID
		}
		is = append(is, line)
	}
	add := func(t *record.CodeText, on string) {
		if !touches(changes(w.commits[t.Base], w.commits[t.Commit])) && (slug != "" || number != "") {
			return
		}
		line := t.ID + " " + on
		for i, id := range t.LegalTexts {
			if lt, _ := said[*record.LegalText](w, "legal_text", id, known, known); touches(w.delta(lt)) ||
				slug == "" {
				line += " " + t.Modifications[i]
			}
		}
		want = append(want, line)
	}
	t, has := w.textOf("adopted", so, known) // which names no clauses
	if has && !t.AdoptedOn.Start().After(so) && number == "" {
		add(t, t.AdoptedOn.String())
	}
	for _, r := range w.releases(so, known, func(r *record.Release) bool { return live(r, so) }) {
		if t, has := w.textOf(r.ID, so, known); has {
			add(t, liveOn(r).String())
		}
	}
	slices.Reverse(want)
	if !slices.Equal(is, want) {
		w.Fatalf("history of %q %q:\n%q\nwant\n%q", slug, number, is, want)
	}
}

// touching holds the proposals that touch a place to the model.
func (w *world) touching(slug, number string) {
	w.Helper()
	now := w.now()
	got, err := wording.Touching(w.here(), slug, number)
	if err != nil {
		w.Fatal(err)
	}
	var is, want []string
	for _, touch := range got {
		is = append(is, touch.Modification.ID+" "+touch.LegalText.ID)
	}
	for _, m := range every[*record.Modification](w, "modification", now, now) {
		last, _ := w.latest(m.ID, now, now)
		if last == nil || over(m) {
			continue
		}
		if slices.ContainsFunc(places(w.delta(last)), func(place string) bool {
			return within(place, slug+" "+number)
		}) {
			want = append(want, m.ID+" "+last.ID)
		}
	}
	slices.Sort(is)
	if !slices.Equal(is, want) {
		w.Fatalf("touching %s %s: %q, want %q", slug, number, is, want)
	}
}

// rivals holds the conflicts of a legal text with what is in force and with others to the model.
func (w *world) rivals(m *record.Modification, t *record.LegalText) {
	w.Helper()
	now := w.now()
	own, got, err := w.lib.Rivals(w.here(), m, t)
	if err != nil {
		w.Fatal(err)
	}
	s := w.inForce(now, now, nil)
	touched := maps.Clone(s.touched)
	s.add(m.ID, w.delta(t))
	if is := w.clashing(m.ID, own, touched); !slices.Equal(is, s.last) {
		w.Fatalf("%s is in conflict with what is in force at %q, want %q", m.ID, is, s.last)
	}
	if len(s.last) > 0 {
		return
	}
	var is, want []string
	for _, r := range got {
		is = append(is, r.Modification.ID+": "+strings.Join(w.clashing(r.Modification.ID, r.Clashes,
			s.touched), ", "))
	}
	with := s.text
	for _, other := range every[*record.Modification](w, "modification", now, now) {
		last, _ := w.latest(other.ID, now, now)
		if other.ID == m.ID || over(other) || last == nil {
			continue
		}
		both := false
		for place := range w.delta(last) {
			both = both || slices.Contains(t.Documents, strings.TrimSpace(document(place)))
		}
		if _, clashes := with.apply(w.delta(last)); both {
			want = append(want, other.ID+": "+strings.Join(clashes, ", "))
		}
	}
	slices.Sort(is)
	slices.Sort(want)
	if !slices.Equal(is, want) {
		w.Fatalf("rivals of %s: %q, want %q", m.ID, is, want)
	}
}

// told holds the notice of what a Release will change to its text and its day.
func (w *world) told(r *record.Release) {
	w.Helper()
	now := w.now()
	all, err := register.All[*record.Notice](w.here(), register.Query{Key: "about", Is: r.ID})
	if err != nil {
		w.Fatal(err)
	}
	t, err := wording.TextOf(w.here(), r)
	if err != nil && !errors.Is(err, register.ErrNotFound) {
		w.Fatal(err)
	}
	var is, want []string
	for _, n := range all {
		if n.Event == wording.EventChanges && n.Due.After(now) {
			is = append(is, n.Due.Format(time.RFC3339)+" "+strings.Join(n.Places, ", "))
		}
	}
	due := liveOn(r).At(9, 0)
	if t != nil && r.Cancelled == "" && due.After(now) && len(t.Clauses) > 0 {
		want = append(want, due.Format(time.RFC3339)+" "+strings.Join(t.Clauses, ", "))
	}
	if !slices.Equal(is, want) {
		w.Fatalf("notices of %s: %q, want %q", r.ID, is, want)
	}
}
