package home

import (
	"errors"
	"fmt"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// most is how many changes are read.
const most = 200

// changeOf is what has changed by one act.
type changeOf struct {
	At    time.Time `json:"at"`
	What  string    `json:"what"`
	Items []item    `json:"records"`
}

// lookID is the id of a person's look.
func lookID(who string) string { return "look-" + who }

// changes is what has changed since the reader last looked, or since they ask for.
func (h home) changes(ask *page.Ask) (*page.View, error) {
	v, err := h.View(ask)
	if err != nil {
		return nil, err
	}
	since, lead, err := h.since(v, ask)
	if err != nil {
		return nil, err
	}
	events, err := v.Changes(since, most)
	if err != nil {
		return nil, err
	}
	var names []register.Hit
	for _, e := range events {
		if e.Kind != "look" {
			names = append(names, register.Hit{Kind: e.Kind, ID: e.ID})
		}
	}
	found, err := v.Several(names)
	if err != nil {
		return nil, err
	}
	var acts []changeOf
	for _, e := range events {
		rec, ok := found[register.Hit{Kind: e.Kind, ID: e.ID}].(record.Titled)
		if !ok {
			continue
		}
		if n := len(acts); n == 0 || !acts[n-1].At.Equal(e.Known) {
			acts = append(acts, changeOf{At: e.Known, What: desk.Upper(e.Verb)})
		}
		last := &acts[len(acts)-1]
		last.Items = append(last.Items, item{e.ID, title(rec), desk.AddressOf(rec)})
	}
	view := &page.View{Title: "What has changed", Lead: lead, Crumbs: []page.Link{desk.Home()},
		Blocks: []page.Block{told(acts)}, Data: map[string]any{"since": since, "changes": acts},
		List: &page.List{Title: "What has changed", Columns: []string{"at", "what", "records"}}}
	for _, a := range acts {
		view.List.Entries = append(view.List.Entries, page.Entry{
			ID: "change-" + a.At.Format("20060102T150405.000000"), Title: a.What,
			Summary: a.Items[0].Title, To: a.Items[0].To, Updated: a.At,
			Cells: []string{a.At.Format(time.RFC3339), a.What, fmt.Sprint(len(a.Items))}})
	}
	if ask.Who != "" {
		view.Actions = []page.Link{{Text: "Mark all of this as seen", To: "/changes/seen"}}
	}
	return view, nil
}

// told shows acts; of one that changed many records, the first few.
func told(acts []changeOf) page.Block {
	if len(acts) == 0 {
		return page.Para{Words: page.Say("Nothing that you may see.")}
	}
	var t page.Timeline
	for _, a := range acts {
		e := page.TimelineEvent{When: page.Words{desk.At(a.At)}, What: page.Say(a.What)}
		for i, each := range a.Items {
			if i == few {
				e.Detail = append(e.Detail, page.Say(fmt.Sprintf("and %d more", len(a.Items)-few)))
				break
			}
			e.Detail = append(e.Detail, page.Words{page.Link{Text: each.Title, To: each.To}})
		}
		t.Events = append(t.Events, e)
	}
	return t
}

// since is from when on changes are shown, and why.
func (h home) since(v *register.View, ask *page.Ask) (time.Time, string, error) {
	if text := ask.Query.Get("since"); text != "" {
		since, err := calendar.ParseAsAt(text)
		if err != nil {
			return since, "", errors.Join(page.ErrNotFound, err)
		}
		return since, "Since " + calendar.Moment(since), nil
	}
	if ask.Who != "" {
		look, err := register.Get[*record.Look](v, lookID(ask.Who))
		if err == nil {
			return look.At, "Since you last looked, " + calendar.Moment(look.At), nil
		}
		if !errors.Is(err, register.ErrNotFound) {
			return time.Time{}, "", err
		}
	}
	const days = 7
	since := calendar.DateOf(ask.Moment.So).AddDays(-days).Start()
	return since, "In the last seven days", nil
}

// seenForm asks whether all was seen.
func (h home) seenForm(ask *page.Ask) (*page.Form, error) {
	if ask.Who == "" {
		return nil, page.ErrSignIn
	}
	return &page.Form{Title: "Mark all changes as seen", Submit: "Mark as seen",
		Lead:   "The next time, you are shown what changes from now on.",
		Crumbs: []page.Link{desk.Home(), {Text: "What has changed", To: "/changes"}}}, nil
}

// seen notes that all was seen.
func (h home) seen(ask *page.Ask, _ page.Input) (*page.Done, error) {
	if ask.Who == "" {
		return nil, page.ErrSignIn
	}
	err := h.Act(ask, register.Act{Verb: "look"}, func(tx *register.Tx) error {
		return tx.Put(&record.Look{Head: record.Head{ID: lookID(ask.Who)}, Person: ask.Who,
			At: tx.Now()})
	})
	return &page.Done{To: "/changes", Notice: "All changes up to now are marked as seen."}, err
}
