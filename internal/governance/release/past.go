package release

import (
	"slices"
	"time"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/page"
)

// seen are the changes of the contents with Modifications that the reader may know of.
func (d *dossier) seen() (list []record.ScopeChange) {
	names := d.names()
	for _, c := range d.r.Scope {
		if _, ok := names[c.Modification]; ok {
			list = append(list, c)
		}
	}
	return list
}

// names are the Modifications that are or were in it, by id.
func (d *dossier) names() map[string]*record.Modification {
	all := map[string]*record.Modification{}
	for _, m := range slices.Concat(d.all(), d.elsewhere, d.left) {
		all[m.ID] = m
	}
	return all
}

// past is what was changed and said, in order.
func (d *dossier) past() (page.Timeline, error) {
	type event struct {
		at time.Time
		page.TimelineEvent
	}
	var events []event
	add := func(at time.Time, what page.Words, reason string) {
		e := event{at, page.TimelineEvent{When: page.Words{desk.At(at)}, What: what}}
		if reason != "" {
			e.Detail = []page.Words{page.Say("Reason: " + reason)}
		}
		events = append(events, e)
	}
	for _, m := range d.r.Moves {
		what := page.Words{page.T("Moved to "), desk.On(m.To)}
		if !m.From.IsZero() {
			what = page.Words{page.T("Moved from "), desk.On(m.From), page.T(" to "), desk.On(m.To)}
		}
		add(m.At, what, m.Reason)
	}
	names := d.names()
	for _, c := range d.seen() {
		words := page.Words{page.T("Moved in: ")}
		if c.Out {
			words = page.Words{page.T("Moved out: ")}
		}
		add(c.At, append(words, called(names[c.Modification])...), c.Reason)
	}
	for _, said := range d.r.Verdicts {
		what := page.Say("No go")
		if said.Go {
			what = page.Say("Go")
		}
		meeting, err := desk.Links(d.v, "meeting", said.Meeting)
		if err != nil {
			return page.Timeline{}, err
		}
		if len(meeting) > 0 {
			what = append(append(what, page.T(" of ")), meeting[0]...)
		}
		add(said.At, what, said.Reason)
	}
	slices.SortStableFunc(events, func(a, b event) int { return a.at.Compare(b.at) })
	var t page.Timeline
	for _, e := range events {
		t.Events = append(t.Events, e.TimelineEvent)
	}
	return t, nil
}
