package wording_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/record"
)

// TestRandomHistories lets Modifications and Releases come and go at random, and holds what the
// Code says, said and will say to a model: see world.
func TestRandomHistories(t *testing.T) {
	seeds, acts := uint64(3), 80
	if os.Getenv("MAINS_ALL") != "" {
		seeds, acts = 20, 300
	}
	done := map[string]int{}
	for seed := range seeds {
		t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) {
			h := newHistory(t, seed)
			h.done = done
			for range acts {
				h.step()
			}
			h.clone()
		})
	}
	t.Log(done)
	for _, name := range []string{"draft", "in conflict", "out of date", "in the way", "live",
		"correct", "cancel", "taken back"} {
		if done[name] == 0 {
			t.Errorf("%s: never", name)
		}
	}
}

// history is a world to which things happen at random.
type history struct {
	*world
	*rand.Rand
	from map[string]string // who wrote words first
	done map[string]int    // what happened, so often
}

func newHistory(t *testing.T, seed uint64) *history {
	h := &history{world: newWorld(t), Rand: rand.New(rand.NewPCG(seed, 7)),
		from: map[string]string{}}
	adopted := text{}
	for _, letter := range "abcdef"[:3+h.IntN(4)] {
		slug := "section-" + string(letter)
		adopted[slug+" "] = h.words("adopted")
		adopted[slug+" "+strings.ToUpper(string(letter))+"1"] = h.words("adopted")
		for range 4 + h.IntN(5) {
			adopted = h.insert(adopted, slug, "adopted")
		}
	}
	h.adopt(adopted, calendar.DateOf(start).AddDays(-h.IntN(100)))
	return h
}

// words are some that nobody else writes.
func (h *history) words(who string) string {
	words := "So"
	for range 6 {
		words += fmt.Sprintf(" w%d", h.Uint32())
	}
	h.from[words] = who
	return words
}

// insert puts a clause or a part at a number that is free.
func (h *history) insert(t text, slug, who string) text {
	all := slices.DeleteFunc(slices.Sorted(maps.Keys(t)), func(place string) bool {
		return document(place) != slug+" " || place == slug+" "
	})
	number := strings.TrimPrefix(all[0], slug+" ") + fmt.Sprintf(".%d", 1+h.IntN(8))
	if h.IntN(4) == 0 && !strings.HasSuffix(number, ".8") { // its terms would sort after .8A
		number += "A"
	}
	place := slug + " " + number
	if up := all[h.IntN(len(all))]; h.IntN(2) == 0 && strings.Contains(up, ".") &&
		!strings.ContainsAny(up, "[(") {
		place = up + fmt.Sprintf("(%c)", 'a'+h.IntN(5))
		if strings.HasSuffix(up, ".8") {
			place = up + fmt.Sprintf("[term-%c]", 'a'+h.IntN(5))
		}
	}
	if t[place] != "" {
		return t
	}
	return t.with(place, h.words(who))
}

// edit is a text with a few changes.
func (h *history) edit(t text, who string) text {
	was := t
	for i := 0; i < 1+h.IntN(3) || len(changes(was, t)) == 0; i++ {
		all := slices.Sorted(maps.Keys(t))
		place := all[h.IntN(len(all))]
		slug := strings.TrimSpace(document(place))
		switch n := h.IntN(40); {
		case n == 0 && len(t.slugs()) > 2: // a document ends
			for _, p := range all {
				if document(p) == slug+" " {
					t = t.with(p, "")
				}
			}
		case n == 1: // one begins
			begins := "guidance-" + strings.ToLower(who)
			if t[begins+" "] == "" {
				t = t.with(begins+" ", h.words(who)).with(begins+" 1", h.words(who))
				t = h.insert(t, begins, who)
			}
		case n < 10:
			t = h.insert(t, slug, who)
		case n < 16 && strings.Contains(place, "."):
			for _, p := range all {
				if within(p, place) {
					t = t.with(p, "")
				}
			}
		case place != document(place) || n > 36:
			t = t.with(place, h.words(who))
		}
	}
	return t
}

// of is one of the records of a kind that something holds of; false: there is none.
func one[T any](h *history, all []T, keep func(T) bool) (is T, ok bool) {
	all = slices.DeleteFunc(all, func(each T) bool { return !keep(each) })
	if len(all) == 0 {
		return is, false
	}
	return all[h.IntN(len(all))], true
}

// aModification is one that something holds of.
func (h *history) aModification(keep func(*record.Modification) bool) (*record.Modification, bool) {
	return one(h, every[*record.Modification](h.world, "modification", h.now(), h.now()), keep)
}

// aRelease is one that something holds of.
func (h *history) aRelease(keep func(*record.Release) bool) (*record.Release, bool) {
	return one(h, every[*record.Release](h.world, "release", h.now(), h.now()), keep)
}

// open says whether a Release is to come.
func (h *history) open(r *record.Release) bool { return r.Cancelled == "" && !live(r, h.now()) }

// step is something that happens, or a few days on which nothing does.
func (h *history) step() {
	h.Helper()
	acts := []struct {
		name string
		do   func() bool
	}{
		{"raise", h.raise}, {"bring", h.brings}, {"bring", h.brings}, {"bring", h.brings},
		{"write", h.writes}, {"write", h.writes}, {"update", h.updates},
		{"publish", h.publishes}, {"decide", h.decides}, {"decide", h.decides}, {"move", h.moves},
		{"move", h.moves}, {"plan", h.plans}, {"date", h.dateChanges}, {"cancel", h.cancels},
		{"draft", h.drafts}, {"draft", h.drafts}, {"draft", h.drafts}, {"live", h.goesLive},
		{"live", h.goesLive}, {"correct", h.corrects},
		{"correct", h.corrects},
		{"wait", h.waits}, {"wait", h.waits},
	}
	act := acts[h.IntN(len(acts))]
	if !act.do() {
		return
	}
	h.done[act.name]++
	h.check()
}

func (h *history) raise() bool {
	h.modification("refinement", "")
	return true
}

// brings raises a Modification that is decided at once, and meant for a Release.
func (h *history) brings() bool {
	r, ok := h.aRelease(h.open)
	if ok {
		m := h.modification("refinement", r.ID)
		h.write(m, true, func(t text) text { return h.edit(t, m.ID) })
		h.becomes(m, record.ModificationPending, r.ID)
	}
	return ok
}

// writes writes a version of a legal text.
func (h *history) writes() bool {
	m, ok := h.aModification(func(m *record.Modification) bool { return !over(m) })
	if ok {
		h.write(m, h.IntN(3) > 0, func(t text) text { return h.edit(t, m.ID) })
	}
	return ok
}

// updates brings one up to date.
func (h *history) updates() bool {
	m, ok := h.aModification(func(m *record.Modification) bool {
		last, _ := h.latest(m.ID, h.now(), h.now())
		return !over(m) && last != nil
	})
	if ok {
		last, _ := h.latest(m.ID, h.now(), h.now())
		switch before := h.number; {
		case !h.update(m, last):
			h.done["in the way"]++
		case h.number > before:
			h.done["out of date"]++
		}
	}
	return ok
}

// publishes publishes a draft.
func (h *history) publishes() bool {
	m, ok := h.aModification(func(m *record.Modification) bool {
		last, _ := h.latest(m.ID, h.now(), h.now())
		return last != nil && last.PublishedAt.IsZero()
	})
	if ok {
		last, _ := h.latest(m.ID, h.now(), h.now())
		h.publish(last)
	}
	return ok
}

// decides approves a Modification or rejects it, or takes back what was decided.
func (h *history) decides() bool {
	m, ok := h.aModification(func(m *record.Modification) bool { return !over(m) })
	if !ok {
		return false
	}
	stage := record.ModificationPending
	switch {
	case h.IntN(5) == 0:
		stage = []string{"rejected", "withdrawn"}[h.IntN(2)]
	case approved(m):
		if h.IntN(3) > 0 {
			return false
		}
		stage = "refinement"
	}
	if h.becomes(m, stage, m.TargetRelease) {
		h.done["taken back"]++
	}
	return true
}

// moves puts a Modification into a Release, or takes it out.
func (h *history) moves() bool {
	m, ok := h.aModification(func(m *record.Modification) bool {
		r, in := said[*record.Release](h.world, "release", m.TargetRelease, h.now(), h.now())
		return !over(m) && (!in || !live(r, h.now()))
	})
	if !ok {
		return false
	}
	r, to := h.aRelease(h.open)
	if m.TargetRelease != "" && h.IntN(5) == 0 {
		h.becomes(m, m.Stage, "")
	} else if to {
		h.becomes(m, m.Stage, r.ID)
	}
	return true
}

// aDay is a day to come; now and then that of another Release.
func (h *history) aDay() calendar.Date {
	r, ok := h.aRelease(func(r *record.Release) bool { return r.GoesLiveOn.After(h.today()) })
	if ok && h.IntN(4) == 0 {
		return r.GoesLiveOn
	}
	return h.today().AddDays(1 + h.IntN(25))
}

func (h *history) plans() bool {
	r := h.release(h.aDay())
	if h.IntN(4) == 0 {
		h.changed(r, func(r *record.Release) { r.Content = record.SystemChanges })
	}
	return true
}

func (h *history) dateChanges() bool {
	r, ok := h.aRelease(h.open)
	if ok {
		h.changed(r, func(r *record.Release) { r.GoesLiveOn = h.aDay() })
	}
	return ok
}

func (h *history) cancels() bool {
	r, ok := h.aRelease(h.open)
	if ok = ok && h.IntN(3) == 0; ok {
		for _, m := range every[*record.Modification](h.world, "modification", h.now(), h.now()) {
			if m.TargetRelease == r.ID {
				is := *m
				is.TargetRelease = ""
				h.put(&is)
			}
		}
		h.changed(r, func(r *record.Release) {
			r.State, r.Cancelled = record.ReleaseCancelled, "No longer needed."
		})
	}
	return ok
}

// drafts drafts a text; of a Release that is live only where it has none.
func (h *history) drafts() bool {
	r, ok := h.aRelease(func(r *record.Release) bool {
		_, has := h.textOf(r.ID, h.now(), h.now())
		return r.Cancelled == "" && (!live(r, h.now()) || !has)
	})
	if ok && !h.draft(r) {
		h.done["in conflict"]++
	}
	return ok
}

// goesLive notes that a Release with system changes is live, perhaps since a day that has been.
func (h *history) goesLive() bool {
	r, ok := h.aRelease(func(r *record.Release) bool {
		return h.open(r) && r.Content == record.SystemChanges && !r.GoesLiveOn.After(h.today())
	})
	if ok {
		h.changed(r, func(r *record.Release) {
			r.State, r.NotedLive = record.ReleaseLive, r.GoesLiveOn
			for r.NotedLive.Before(h.today()) && h.IntN(3) > 0 {
				r.NotedLive = r.NotedLive.AddDays(1)
			}
		})
	}
	return ok
}

// corrects corrects a text, in force or not.
func (h *history) corrects() bool {
	r, ok := h.aRelease(func(r *record.Release) bool {
		t, has := h.textOf(r.ID, h.now(), h.now())
		return r.Cancelled == "" && has && len(t.Clauses) > 0
	})
	if !ok {
		return false
	}
	t, _ := h.textOf(r.ID, h.now(), h.now())
	place, ok := one(h, slices.Clone(t.Clauses), func(place string) bool {
		return h.commits[t.Commit][place] != ""
	})
	if !ok {
		return false
	}
	on := liveOn(r)
	for on.Before(h.today()) && h.IntN(3) > 0 {
		on = on.AddDays(1)
	}
	h.correct(r, on, func(is text) text { return is.with(place, h.words("correction")) })
	return true
}

// waits lets days pass, up to a midnight or into a day. What comes into force is implemented.
func (h *history) waits() bool {
	h.day(h.today().AddDays(1+h.IntN(6)), h.IntN(24))
	for _, m := range every[*record.Modification](h.world, "modification", h.now(), h.now()) {
		r, in := said[*record.Release](h.world, "release", m.TargetRelease, h.now(), h.now())
		if in && live(r, h.now()) && m.Stage == record.ModificationPending {
			h.becomes(m, record.ModificationImplemented, m.TargetRelease)
		}
	}
	return true
}
