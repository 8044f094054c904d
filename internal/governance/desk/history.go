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
		v, err := d.View(ask)
		if err != nil {
			return nil, err
		}
		rec, ok, err := Find(v, l.Kind, ask.Path["id"])
		if err != nil {
			return nil, err
		}
		if !ok {
			return nil, page.ErrNotFound
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
		timeline, data, err := d.told(v, events)
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

// told are events, the last first, as a timeline and as data.
func (d *Desk) told(v *register.View, events []register.Event) (page.Timeline, []change, error) {
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
	texts, err := bodies(v, events)
	if err != nil {
		return page.Timeline{}, nil, err
	}
	var timeline page.Timeline
	var data []change
	for i, e := range slices.Backward(events) {
		c := change{At: e.Known.Format("2006-01-02T15:04:05.000000Z"), Who: names[e.Who],
			Verb: Upper(e.Verb), Reason: e.Reason}
		if c.Fields, err = differences(texts[i][0], texts[i][1]); err != nil {
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
		for _, f := range c.Fields {
			if e.Before == "" {
				break
			}
			lines = append(lines, page.Words{page.Code(f.Field), page.T(" was "), shown(f.Before),
				page.T(", became "), shown(f.After)})
		}
		data = append(data, c)
		timeline.Events = append(timeline.Events, page.TimelineEvent{
			When: page.Words{At(e.Known)}, What: page.Say(c.Verb), Detail: lines,
		})
	}
	return timeline, data, nil
}

// shown is a value of a change; long ones are cut.
func shown(raw json.RawMessage) page.Inline {
	const most = 200
	if len(raw) == 0 || string(raw) == "null" {
		return page.Missing("nothing")
	}
	text := string(raw)
	var s string
	if json.Unmarshal(raw, &s) == nil {
		text = s
	}
	if runes := []rune(text); len(runes) > most {
		text = string(runes[:most]) + " …"
	}
	return page.Strong(text)
}

// differences are the fields that differ, by name.
func differences(before, after string) (fields []changed, err error) {
	was, is := map[string]json.RawMessage{}, map[string]json.RawMessage{}
	for text, into := range map[string]*map[string]json.RawMessage{before: &was, after: &is} {
		if text == "" {
			continue
		}
		if err := json.Unmarshal([]byte(text), into); err != nil {
			return nil, err
		}
	}
	names := map[string]bool{}
	for name := range was {
		names[name] = true
	}
	for name := range is {
		names[name] = true
	}
	for name := range names {
		if string(was[name]) != string(is[name]) {
			fields = append(fields, changed{name, was[name], is[name]})
		}
	}
	slices.SortFunc(fields, func(a, b changed) int {
		if a.Field < b.Field {
			return -1
		}
		return 1
	})
	return fields, nil
}

// bodies are the bodies of events, before and after, as the reader of a view may read them.
// An empty one stays empty.
func bodies(v *register.View, events []register.Event) (texts [][2]string, err error) {
	var records []any
	for _, e := range events {
		for _, body := range []string{e.Before, e.After} {
			rec := ListOf(e.Kind).New()
			if body != "" {
				if err := json.Unmarshal([]byte(body), rec); err != nil {
					return nil, err
				}
			}
			records = append(records, rec)
		}
	}
	if records, err = Discern(v, records); err != nil {
		return nil, err
	}
	texts = make([][2]string, len(events))
	for i, e := range events {
		for j, body := range []string{e.Before, e.After} {
			if body == "" {
				continue
			}
			text, err := json.Marshal(records[2*i+j])
			if err != nil {
				return nil, err
			}
			texts[i][j] = string(text)
		}
	}
	return texts, nil
}
