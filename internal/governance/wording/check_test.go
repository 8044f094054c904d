package wording_test

import (
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/record"
)

// check holds what the Code says now, said and will say to the model.
func (h *history) check() {
	h.Helper()
	now := h.now()
	in := h.agrees(now, now)
	h.legitimate()
	then := h.agrees(h.moment(), h.moment2())
	h.compares(then.Text, in.Text)
	then = h.agrees(h.moment(), now)
	h.compares(in.Text, then.Text)
	will := h.agrees(now.AddDate(0, 0, 1+h.IntN(30)), now, h.some()...)
	h.compares(in.Text, will.Text)
	with := h.agrees(now, now, h.some()...)
	h.compares(then.Text, with.Text)

	place := slices.Sorted(maps.Keys(h.read(in.Text)))
	slug, number, _ := strings.Cut(place[h.IntN(len(place))], " ")
	h.recalls(now, now, slug, number)
	h.recalls(h.moment(), h.moment2(), slug, number)
	h.recalls(now, now, "", "")
	h.touching(slug, number)
	if m, ok := h.aModification(func(m *record.Modification) bool {
		last, _ := h.latest(m.ID, now, now)
		return last != nil && !over(m)
	}); ok {
		last, _ := h.latest(m.ID, now, now)
		h.rivals(m, last)
	}
	if r, ok := h.aRelease(func(*record.Release) bool { return true }); ok {
		h.told(r)
	}
}

// moment is an instant that has been.
func (h *history) moment() time.Time {
	past := int64(h.now().Sub(start.AddDate(0, 0, -10)))
	return h.now().Add(-time.Duration(h.Int64N(past)))
}

// moment2 is one since the register has begun.
func (h *history) moment2() time.Time {
	past := int64(h.now().Sub(start)) + 1
	return h.now().Add(-time.Duration(h.Int64N(past)))
}

// some are a few Modifications that have a number.
func (h *history) some() (ids []string) {
	for range h.IntN(3) {
		if m, ok := h.aModification(func(*record.Modification) bool { return true }); ok &&
			!slices.Contains(ids, m.ID) {
			ids = append(ids, m.ID)
		}
	}
	return ids
}

// legitimate holds the words in force to those who wrote them: nothing is in force that does not
// come from the text that was adopted, from a correction, or from a Modification that is approved
// and in the text of a Release that is live.
func (h *history) legitimate() {
	h.Helper()
	now := h.now()
	in := map[string]bool{"adopted": true, "correction": true}
	for _, r := range h.releases(now, now, func(r *record.Release) bool { return live(r, now) }) {
		if t, has := h.textOf(r.ID, now, now); has {
			for _, id := range t.Modifications {
				m, _ := said[*record.Modification](h.world, "modification", id, now, now)
				in[id] = approved(m)
			}
		}
	}
	for place, words := range h.inForce(now, now, nil).text {
		if who := h.from[words]; !in[who] {
			h.Fatalf("%s is in force with words of %s", place, who)
		}
	}
}
