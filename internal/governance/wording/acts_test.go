package wording_test

import (
	"slices"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/wording"
)

// release plans a Release of text alone.
func (w *world) release(on calendar.Date) *record.Release {
	w.Helper()
	id := w.id("release-")
	r := &record.Release{Head: record.Head{ID: id}, Title: "Release " + id, GoesLiveOn: on,
		Content: record.TextOnly}
	w.put(r)
	return r
}

// changed puts another version of a Release into the register, and has those told who watch it.
func (w *world) changed(r *record.Release, change func(r *record.Release)) *record.Release {
	w.Helper()
	is := *r
	change(&is)
	w.act(func(tx *register.Tx) ([]fact, error) {
		from := tx.Now()
		if on := is.NotedLive; !on.IsZero() && on.Start().Before(from) {
			from = on.Start()
		}
		if err := wording.TellChanges(tx, &is); err != nil {
			return nil, err
		}
		return []fact{{rec: &is, from: from}}, tx.PutFrom(&is, from)
	})
	return &is
}

// modification begins one that is for a Release, or for none.
func (w *world) modification(stage, release string) *record.Modification {
	w.Helper()
	m := &record.Modification{Head: record.Head{ID: w.id("MP")}, Title: "A change", Stage: stage,
		TargetRelease: release}
	w.put(m)
	return m
}

// becomes puts another version of a Modification into the register. What was approved and is so
// no more, or leaves its Release, takes the drafted text of that back.
func (w *world) becomes(m *record.Modification, stage, release string) (takenBack bool) {
	w.Helper()
	is := *m
	is.Stage, is.TargetRelease = stage, release
	now := w.now()
	var gone *record.CodeText
	if r, planned := said[*record.Release](w, "release", m.TargetRelease, now, now); planned &&
		!live(r, now) && (release != r.ID || approved(m) && !approved(&is)) {
		if t, has := w.textOf(r.ID, now, now); has && slices.Contains(t.Modifications, m.ID) {
			gone = t
		}
	}
	w.act(func(tx *register.Tx) (all []fact, err error) {
		if release != m.TargetRelease || approved(m) && !approved(&is) {
			if err := wording.TakeBack(tx, m.TargetRelease, m.ID); err != nil {
				return nil, err
			}
		}
		if gone != nil {
			all = append(all, fact{rec: &ended{kind: "code_text", id: gone.ID}})
		}
		return append(all, fact{rec: &is}), tx.Put(&is)
	})
	return gone != nil
}

// write is a version of the legal text of a Modification, on top of the last one: what change
// makes of that.
func (w *world) write(
	m *record.Modification, publish bool, change func(t text) text,
) *record.LegalText {
	w.Helper()
	now := w.now()
	last, _ := w.latest(m.ID, now, now)
	if last == nil {
		current, err := w.lib.Current(w.here())
		if err != nil {
			w.Fatal(err)
		}
		w.commits[current.Commit()] = w.inForce(now, now, nil).text
		w.same("what is in force, as a commit", current, w.commits[current.Commit()])
		last = &record.LegalText{Base: current.Commit(), Commit: current.Commit()}
	}
	is := change(w.commits[last.Commit])
	after, err := wording.Follows(w.here(), m.ID, last.Base)
	if err != nil {
		w.Fatal(err)
	}
	edited := w.commit(wording.Edit{On: last.Commit, Base: last.Base, After: after,
		Message: "Legal text of " + m.ID}, w.commits[last.Commit], is)
	return w.version(m, last.Base, edited, publish)
}

// version puts a version of a legal text into the register.
func (w *world) version(
	m *record.Modification, base string, edited *wording.Edited, publish bool,
) *record.LegalText {
	w.Helper()
	t := &record.LegalText{Head: record.Head{ID: w.id("legal-text-")}, Modification: m.ID,
		Version: "0.1", Base: base, Commit: edited.Commit, Documents: edited.Documents,
		Clauses: edited.Clauses, AddedAt: w.now()}
	if publish {
		t.PublishedAt = w.now()
	}
	w.put(t)
	got := slices.Compact(slices.Sorted(slices.Values(t.Clauses)))
	if want := places(w.delta(t)); !slices.Equal(got, want) {
		w.Fatalf("%s changes %q, want %q", t.ID, got, want)
	}
	return t
}

// update brings a legal text up to date, or finds that it cannot be.
func (w *world) update(m *record.Modification, t *record.LegalText) bool {
	w.Helper()
	now := w.now()
	base, edited, clashes, err := w.lib.Update(w.here(), t, m.ID, wording.Refuse, now)
	if err != nil {
		w.Fatal(err)
	}
	s := w.inForce(now, now, nil)
	touched, before := s.touched, s.text
	w.commits[base] = before
	is, want := before.apply(w.delta(t))
	if got := w.clashing(m.ID, clashes, touched); !slices.Equal(got, want) {
		w.Fatalf("%s is brought up to date with conflicts at %q, want %q", t.ID, got, want)
	}
	if edited != nil {
		w.commits[edited.Commit] = is
		w.version(m, base, edited, !t.PublishedAt.IsZero())
	}
	return len(clashes) == 0
}

// publish shows a version of a legal text to everyone.
func (w *world) publish(t *record.LegalText) {
	w.Helper()
	is := *t
	is.PublishedAt = w.now()
	w.put(&is)
}

// draft drafts the text of a Release, or finds that it cannot be: nothing is changed then.
func (w *world) draft(r *record.Release) (drafted bool) {
	w.Helper()
	now := w.now()
	trial, err := w.lib.Trial(w.here(), r)
	if err != nil {
		w.Fatal(err)
	}
	s := w.before(r)
	before := s.text
	for _, id := range w.approvedFor(r.ID, now, now) {
		_, published := w.latest(id, now, now)
		w.addModification(s, id, published)
		drafted = drafted || len(s.last) > 0
	}
	var steps []string
	for _, step := range trial.Steps {
		steps = append(steps, step.Name())
	}
	if lacks := w.lacking(trial.Lacks, s.touched); !slices.Equal(steps, s.steps) ||
		!slices.Equal(lacks, s.lacks) {
		w.Fatalf("%s is made of %q without %q, want %q without %q", r.ID, steps, lacks, s.steps, s.lacks)
	}
	if drafted {
		return false
	}
	t, err := w.lib.Draft(w.here(), r, trial, now)
	if err != nil {
		w.Fatal(err)
	}
	w.commits[t.Base], w.commits[t.Commit] = before, s.text
	w.changes(t)
	w.agreesWithCommit(t)
	w.putText(r, t, r.GoesLiveOn)
	return true
}

// agreesWithCommit holds the commits of a text to the model.
func (w *world) agreesWithCommit(t *record.CodeText) {
	w.Helper()
	for _, commit := range []string{t.Base, t.Commit} {
		is, err := w.lib.Text(w.Context(), commit)
		if err != nil {
			w.Fatal(err)
		}
		w.same(t.ID, is, w.commits[commit])
	}
}

// changes holds what a text says that it changes to the model.
func (w *world) changes(t *record.CodeText) {
	w.Helper()
	got := slices.Compact(slices.Sorted(slices.Values(t.Clauses)))
	if want := places(changes(w.commits[t.Base], w.commits[t.Commit])); !slices.Equal(got, want) {
		w.Fatalf("%s changes %q, want %q", t.ID, got, want)
	}
}

// putText puts the text of a Release into the register, from a day that has been or from now.
func (w *world) putText(r *record.Release, t *record.CodeText, on calendar.Date) {
	w.Helper()
	w.act(func(tx *register.Tx) ([]fact, error) {
		from := tx.Now()
		if on.Start().Before(from) && !on.IsZero() {
			from = on.Start()
		}
		if err := tx.PutFrom(t, from); err != nil {
			return nil, err
		}
		return []fact{{rec: t, from: from}}, wording.TellChanges(tx, r)
	})
}

// correct puts other words into the text of a Release, from a day on.
func (w *world) correct(r *record.Release, on calendar.Date, change func(t text) text) {
	w.Helper()
	was, has := w.textOf(r.ID, w.now(), w.now())
	if !has {
		w.Fatalf("%s has no text to correct", r.ID)
	}
	is := change(w.commits[was.Commit])
	t := *was
	for place := range changes(w.commits[was.Commit], is) {
		before := t.Commit
		slug := document(place)[:len(document(place))-1]
		edited, err := w.lib.Correct(w.Context(), &t, is.doc(slug), "a slip", w.now())
		if err != nil {
			w.Fatal(err)
		}
		if t.Commit == before {
			w.Fatalf("%s is corrected, and the same", t.ID)
		}
		t.Corrections = append(slices.Clip(t.Corrections), record.Correction{At: w.now(), From: on,
			Reason: "a slip", Clauses: edited.Clauses})
	}
	w.commits[t.Commit] = is
	w.changes(&t)
	w.agreesWithCommit(&t)
	w.putText(r, &t, on)
}

// with is a text with other words at a place.
func (t text) with(place, words string) text {
	is := text{place: words}
	for p, was := range t {
		if p != place {
			is[p] = was
		}
	}
	if words == "" {
		delete(is, place)
	}
	return is
}
