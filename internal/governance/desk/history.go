package desk

import (
	"encoding/json"
	"slices"
	"strconv"

	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// change is an event as its page gives it.
type change struct {
	At     string    `json:"at"`
	Who    string    `json:"who"`
	Behalf string    `json:"on_behalf_of,omitempty"`
	Verb   string    `json:"what"`
	Reason string    `json:"reason,omitempty"`
	Fields []changed `json:"changes"`
}

// changed is a field before and after.
type changed struct {
	Field  string          `json:"field"`
	Before json.RawMessage `json:"before,omitempty"`
	After  json.RawMessage `json:"after,omitempty"`
}

// history is what has happened to a record, the latest first, a page at a time. A page
// begins below the event of a number, counted from the first.
func (d *Desk) history(l record.List) func(*page.Ask) (*page.View, error) {
	return func(ask *page.Ask) (*page.View, error) {
		v, rec, err := d.asked(ask, l.Kind)
		if err != nil {
			return nil, err
		}
		past, err := v.Past(l.Kind, rec.Identity())
		if err != nil {
			return nil, err
		}
		end := past.Events
		if text := ask.Query.Get("before"); text != "" {
			if end, err = strconv.Atoi(text); err != nil || end < 1 || end > past.Events {
				return nil, page.ErrNotFound
			}
		}
		from := max(0, end-PageSize)
		events, err := v.HistoryFrom(l.Kind, rec.Identity(), from, end-from)
		if err != nil {
			return nil, err
		}
		timeline, data, err := d.told(v, rec, events)
		if err != nil {
			return nil, err
		}
		told := map[string]any{"updates": data}
		view := &page.View{
			Title: "All updates", Kicker: rec.Heading(),
			Crumbs: append(Crumbs(l.Kind), Link(rec)), Data: told, Blocks: []page.Block{timeline},
		}
		if from > 0 {
			to := page.At(l.Path, rec.Identity(), "history").With(
				map[string][]string{"before": {strconv.Itoa(from)}})
			told["earlier"] = to
			view.Blocks = append(view.Blocks, page.Nav{Label: "Pages",
				Links: []page.Link{{Text: "Earlier updates", To: to}}})
		}
		return view, nil
	}
}

// told are events of a record, the last first, as a timeline and as data.
func (d *Desk) told(
	v *register.View, rec register.Record, events []register.Event,
) (page.Timeline, []change, error) {
	var who, behalf []string
	for _, e := range events {
		who = append(who, e.Who)
		behalf = append(behalf, e.Behalf)
	}
	names, err := d.Names(v, who...)
	if err != nil {
		return page.Timeline{}, nil, err
	}
	acted, err := Several(v, "party body organisation", behalf...)
	if err != nil {
		return page.Timeline{}, nil, err
	}
	steps, err := d.steps(v, rec, events)
	if err != nil {
		return page.Timeline{}, nil, err
	}
	said, err := spoken(v, steps)
	if err != nil {
		return page.Timeline{}, nil, err
	}
	var timeline page.Timeline
	var data []change
	for i, e := range slices.Backward(events) {
		c := change{At: instant(e.Known), Who: names[e.Who],
			Verb: Upper(e.Verb), Reason: e.Reason}
		if c.Fields, err = steps[i].differences(); err != nil {
			return page.Timeline{}, nil, err
		}
		by := page.Say("By " + c.Who)
		if whom := acted[e.Behalf]; whom != nil {
			c.Behalf = e.Behalf
			by = append(by, page.T(" for "), Link(whom))
		}
		lines := []page.Words{by}
		if e.Reason != "" {
			lines = append(lines, page.Say("Reason: "+e.Reason))
		}
		data = append(data, c)
		timeline.Events = append(timeline.Events, page.TimelineEvent{
			When: page.Words{At(e.Known)}, What: page.Say(c.Verb),
			Detail: append(append(lines, said[i]...), comparisons(rec, e, steps[i])...),
		})
	}
	return timeline, data, nil
}

// comparisons lead from an event to redlines: with the version before, where there was one, and
// with what the record is now.
func comparisons(rec register.Record, e register.Event, s step) (lines []page.Words) {
	if s.before != nil && s.after != nil && e.Erased == "" {
		lines = append(lines, page.Words{page.Link{Text: "Compare with the version before",
			To: redlineOf(rec, "", instant(e.Known))}})
	}
	return append(lines, page.Words{page.Link{Text: "Compare with the latest version",
		To: redlineOf(rec, instant(e.Known), "")}})
}
