package consultation

import (
	"errors"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// mostAlike is how many others of each kind are named that have the address of a suggestion.
const mostAlike = 5

// alike are the others that have the address of a suggestion, each with what became of it: first
// what is listed, then suggestions that were not. An entry of a feed that has no address has that
// of its feed, which says nothing.
func alike(v *register.View, g *record.Suggestion) (others []page.Words, err error) {
	q := record.SameLink(g.Link)
	if q.Is == "" {
		return nil, nil
	}
	if g.Feed != "" {
		f, err := register.Get[*record.IndustryFeed](v, g.Feed)
		switch {
		case errors.Is(err, register.ErrNotFound):
		case err != nil || f.Address == g.Link:
			return nil, err
		}
	}
	q.Limit = mostAlike + 1
	entries, err := register.Find[*record.Consultation](v, q)
	if err != nil {
		return nil, err
	}
	for _, c := range entries.Records {
		s, _ := Machine.State(stateAt(c, v.Moment().So))
		others = append(others, page.Words{desk.Link(c), page.T(", listed: " + desk.Lower(s.Label))})
	}
	suggestions, err := register.Find[*record.Suggestion](v, q)
	for _, other := range suggestions.Records {
		if other.ID != g.ID && other.Status != listed {
			others = append(others, page.Words{desk.Link(other), page.T(", " + other.Status)})
		}
	}
	return others, err
}

// tellAlike says to whoever decides on a suggestion that others have its address.
func tellAlike(v *register.View, g *record.Suggestion) ([]page.Block, error) {
	others, err := alike(v, g)
	if err != nil || len(others) == 0 {
		return nil, err
	}
	items := page.Items{}
	for _, words := range others {
		items.Items = append(items.Items, page.Item{Head: words})
	}
	return []page.Block{page.Notice{Tone: page.Alert, Title: "It may be there already",
		Words: page.Say("What follows has the same address.")}, items}, nil
}

// notOver refuses a consultation that has closed already: there is nothing to respond to.
func notOver(closes calendar.Date, now time.Time, field string) error {
	if closes.IsZero() || now.Before(calendar.CloseOfDay(closes)) {
		return nil
	}
	return page.Faults{{Field: field, Text: "It closed on " + closes.Long() + ": enter a day to " +
		"come, or leave it out"}}
}
