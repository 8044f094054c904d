package wording_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/record"
)

// touch is somebody's change of a place.
type touch struct{ place, who string }

// stands is what the model says of the text of a moment.
type stands struct {
	text            text
	record, release string   // the last that is in it, by id
	since           string   // its day
	members         []string // the texts that are in it, by id
	steps, lacks    []string
	last            []string       // the places where what was added last is in conflict
	touched         map[touch]bool // who changed which place
}

// add makes changes to the text, or notes that it lacks them.
func (s *stands) add(name string, all map[string]change) bool {
	is, clashes := s.text.apply(all)
	if s.last = clashes; len(clashes) > 0 {
		s.lacks = append(s.lacks, name+": "+strings.Join(clashes, ", "))
		return false
	}
	s.text = is
	for place := range all {
		s.touched[touch{place, name}] = true
	}
	return true
}

// take adds the text of a Release, or one that was adopted.
func (w *world) take(s *stands, name string, t *record.CodeText, r *record.Release) bool {
	if !s.add(name, changes(w.commits[t.Base], w.commits[t.Commit])) {
		return false
	}
	s.record, s.members = t.ID, append(s.members, t.ID)
	s.release, s.since = "", t.AdoptedOn.String()
	if r != nil {
		s.release, s.since = r.ID, liveOn(r).String()
	}
	return true
}

// liveOn is the day since when a Release is live, or is to be.
func liveOn(r *record.Release) calendar.Date {
	if r.NotedLive != (calendar.Date{}) {
		return r.NotedLive
	}
	return r.GoesLiveOn
}

// live says whether a Release is in force at an instant.
func live(r *record.Release, so time.Time) bool {
	return r.Cancelled == "" && r.GoesLiveOn != (calendar.Date{}) &&
		!liveOn(r).Start().After(so) && (r.Content == record.TextOnly || r.State == record.ReleaseLive)
}

func byDay(a, b *record.Release) int {
	return cmp.Or(strings.Compare(liveOn(a).String(), liveOn(b).String()), strings.Compare(a.ID, b.ID))
}

// releases are those of a moment that something holds of, as they come into force.
func (w *world) releases(so, known time.Time, keep func(*record.Release) bool) []*record.Release {
	all := every[*record.Release](w, "release", so, known)
	all = slices.DeleteFunc(all, func(r *record.Release) bool { return !keep(r) })
	slices.SortFunc(all, byDay)
	return all
}

// textOf is the text of a Release.
func (w *world) textOf(id string, so, known time.Time) (*record.CodeText, bool) {
	return said[*record.CodeText](w, "code_text", record.CodeTextOf(id), so, known)
}

// inForce is what is in force at a moment, of the Releases before one where that is given.
func (w *world) inForce(so, known time.Time, before *record.Release) *stands {
	s := &stands{text: text{}, touched: map[touch]bool{}}
	adopted, is := w.textOf("adopted", so, known)
	if is = is && !adopted.AdoptedOn.Start().After(so); is {
		w.take(s, adopted.Heading(), adopted, nil)
		s.touched = map[touch]bool{} // what comes later is not said to be in its way
	}
	for _, r := range w.releases(so, known, func(r *record.Release) bool { return live(r, so) }) {
		if is && liveOn(r).Start().Before(adopted.AdoptedOn.Start()) ||
			before != nil && byDay(r, before) >= 0 {
			continue
		}
		t, has := w.textOf(r.ID, so, known)
		switch {
		case has:
			w.take(s, r.Title, t, r)
		case len(s.members) > 0 || len(s.lacks) > 0:
			s.lacks = append(s.lacks, r.Title+": ")
		}
	}
	return s
}

// versions are those of the legal text of a Modification, the first first.
func (w *world) versions(id string, so, known time.Time) []*record.LegalText {
	all := slices.DeleteFunc(every[*record.LegalText](w, "legal_text", so, known),
		func(t *record.LegalText) bool { return t.Modification != id })
	slices.SortFunc(all, func(a, b *record.LegalText) int {
		return cmp.Or(a.AddedAt.Compare(b.AddedAt), strings.Compare(a.ID, b.ID))
	})
	return all
}

// latest is the last version, and the last that is published; nil: there is none.
func (w *world) latest(id string, so, known time.Time) (last, published *record.LegalText) {
	for _, t := range w.versions(id, so, known) {
		if last = t; !t.PublishedAt.IsZero() {
			published = t
		}
	}
	return last, published
}

// delta is what a legal text changes.
func (w *world) delta(t *record.LegalText) map[string]change {
	return changes(w.commits[t.Base], w.commits[t.Commit])
}

// addModification adds a legal text.
func (w *world) addModification(s *stands, id string, t *record.LegalText) {
	if t == nil {
		s.last, s.lacks = nil, append(s.lacks, id+": ")
	} else if s.add(id, w.delta(t)) {
		s.steps = append(s.steps, id)
	}
}

// approvedFor are the approved Modifications of a Release.
func (w *world) approvedFor(release string, so, known time.Time) (ids []string) {
	for _, m := range every[*record.Modification](w, "modification", so, known) {
		if m.TargetRelease == release && approved(m) {
			ids = append(ids, m.ID)
		}
	}
	return ids
}

func approved(m *record.Modification) bool {
	return m.Stage == record.ModificationPending || m.Stage == record.ModificationImplemented
}

func over(m *record.Modification) bool {
	return m.Stage == record.ModificationImplemented || m.Stage == "rejected" || m.Stage == "withdrawn"
}

// at is the text of a moment, with Modifications.
func (w *world) at(so, known time.Time, with ...string) *stands {
	today := calendar.DateOf(known)
	if !calendar.DateOf(so).After(today) {
		s := w.inForce(so, known, nil)
		w.with(s, so, known, with)
		return s
	}
	s := w.inForce(known, known, nil)
	for _, r := range w.releases(so, known, func(r *record.Release) bool {
		return r.Cancelled == "" && r.GoesLiveOn.After(today) && !r.GoesLiveOn.Start().After(so)
	}) {
		if t, is := w.textOf(r.ID, so, known); is {
			if w.take(s, r.Title, t, r) {
				s.steps = append(s.steps, r.Title)
			}
			continue
		}
		for _, id := range w.approvedFor(r.ID, so, known) {
			_, published := w.latest(id, so, known)
			w.addModification(s, id, published)
		}
	}
	w.with(s, so, known, with)
	return s
}

// with adds Modifications that are not in it yet.
func (w *world) with(s *stands, so, known time.Time, ids []string) {
	for _, id := range ids {
		in := slices.Contains(s.steps, id)
		for _, member := range s.members {
			t, _ := said[*record.CodeText](w, "code_text", member, so, known)
			in = in || slices.Contains(t.Modifications, id)
		}
		if !in {
			last, _ := w.latest(id, so, known)
			w.addModification(s, id, last)
		}
	}
}

// before is what will be in force before a Release, by what is known.
func (w *world) before(r *record.Release) *stands {
	now := w.now()
	var s *stands
	if live(r, now) {
		s = w.inForce(now, now, r)
		s.lacks = nil
		return s
	}
	s = w.inForce(now, now, nil)
	for _, other := range w.releases(now, now, func(other *record.Release) bool {
		return other.Cancelled == "" && other.GoesLiveOn.After(w.today()) && byDay(other, r) < 0
	}) {
		if t, is := w.textOf(other.ID, now, now); is {
			w.take(s, other.Title, t, other)
		}
	}
	s.steps, s.lacks = nil, nil
	return s
}

// String says what differs where two do.
func (s *stands) String() string {
	return fmt.Sprintf("record %s release %s since %s\nsteps %q\nlacks %q", s.record, s.release,
		s.since, s.steps, s.lacks)
}
