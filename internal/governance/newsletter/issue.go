package newsletter

import (
	"strings"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/record"
)

// Issue is what an edition says to a reader at a moment. Its JSON is that of the edition's
// page; [Issue.Text] and [Issue.View] are its other forms.
type Issue struct {
	Edition  string              `json:"edition,omitempty"` // id; empty: the register has none yet
	Title    string              `json:"title"`             // SEC Newsletter, January 2022
	Month    record.Month        `json:"month,omitempty"`
	State    record.EditionState `json:"state"`
	Day      calendar.Date       `json:"day"` // it says what holds on this day
	Since    calendar.Date       `json:"since,omitzero"`
	Previous string              `json:"previous,omitempty"` // id of the edition before
	Sections []Section           `json:"sections"`
	// Deadlines are the days that items name, in order.
	Deadlines []record.EditionDate `json:"deadlines"`
}

// Section is a section of an issue.
type Section struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Items []Item `json:"items"`
}

// Item is one of a section.
type Item struct {
	Key      string                `json:"key"`
	Headline string                `json:"headline"`
	Body     string                `json:"body,omitempty"`
	Entries  []record.EditionEntry `json:"entries"`
}

// Final reports whether the issue was published and so never changes.
func (i *Issue) Final() bool {
	return i.State == record.EditionSent || i.State == record.EditionArchived
}

// Refs are the records that the item tells of, in order.
func (i *Item) Refs() (refs []record.EditionRef) {
	for _, e := range i.Entries {
		refs = append(refs, refsOf(&e)...)
	}
	return refs
}

// titled reports whether an entry is to be named below the headline.
func (i *Item) titled(e *record.EditionEntry) bool {
	return len(i.Entries) > 1 || !strings.Contains(i.Headline, e.Title)
}

// rule is the name of the rule that the item was made by.
func (i *Item) rule() string {
	name, _, _ := strings.Cut(i.Key, "/")
	return name
}

// words are words that lead nowhere.
func words(text string) []record.EditionWord { return []record.EditionWord{{Text: text}} }

// plain is what words say.
func plain(all []record.EditionWord) string {
	var b strings.Builder
	for _, w := range all {
		b.WriteString(w.Text)
	}
	return b.String()
}
