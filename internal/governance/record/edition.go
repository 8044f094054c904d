package record

import (
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/register"
)

// Edition is an edition of the newsletter. What it says is made from the other records until
// it is collected; from then on it stands in its [EditionItem] records.
type Edition struct {
	Head
	Title           string         `json:"title"`
	Month           Month          `json:"month" label:"Month"`
	Previous        string         `json:"previous,omitempty" ref:"edition" label:"Previous"`
	Owners          []string       `json:"owners,omitempty" ref:"organisation body" label:"From"`
	Classification  Classification `json:"classification,omitempty" label:"Classification"`
	FirstOfYear     bool           `json:"first_of_year,omitempty"`
	NewStyle        bool           `json:"new_style,omitempty"`
	PublishedOn     calendar.Date  `json:"published_on" label:"Published"`
	PublishedAfter  calendar.Date  `json:"published_after,omitzero" label:"Published after"`
	PublishedBefore calendar.Date  `json:"published_before,omitzero" label:"Published before"`
	Sections        []SectionOf    `json:"sections,omitempty"` // none: it says nothing here
	Welcome         *Welcome       `json:"welcome,omitempty"`

	// What follows is known of editions that are made here.

	State EditionState  `json:"state,omitempty" label:"State"`
	Day   calendar.Date `json:"day,omitzero" label:"Collected for"` // its items are as of this day
	Since calendar.Date `json:"since,omitzero" label:"News since"`  // the day of the edition before
	// SubmittedBy put it up for review, and so does not approve it.
	SubmittedBy string    `json:"submitted_by,omitempty" ref:"person"`
	SentAt      time.Time `json:"sent_at,omitzero"`
}

// EditionState is how far an edition has come.
type EditionState string

// The states. The zero value is one that is being collected, or was published elsewhere.
const (
	EditionCollecting EditionState = "collecting"
	EditionDraft      EditionState = "draft"
	EditionReview     EditionState = "review"
	EditionApproved   EditionState = "approved"
	EditionSent       EditionState = "sent"
	EditionArchived   EditionState = "archived" // derived: a later one was sent
)

// SectionOf is a section of an edition.
type SectionOf struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

// Welcome opens an edition.
type Welcome struct {
	Headline          string   `json:"headline"`
	Summary           string   `json:"summary"`
	InvitesFeedbackOn []string `json:"invites_feedback_on,omitempty"`
	FeedbackVia       []string `json:"feedback_via,omitempty" ref:"contact"`
}

// Named implements register.Record.
func (e *Edition) Named() (kind, id string) { return "edition", e.ID }

// Heading is its title with its month: SEC Newsletter, January 2022.
func (e *Edition) Heading() string {
	title := or(e.Title, e.ID)
	if month := e.Month.Long(); month != "" {
		title += ", " + month
	}
	return title
}

// Label is who may see it, by its classification.
func (e *Edition) Label() policy.Label { return e.Classification.label(&e.Head, "") }

// Words are what search finds it by.
func (e *Edition) Words() []string { return []string{e.Title + " " + e.Month.Long()} }

// Keys are what lists find it by.
func (e *Edition) Keys() []register.Key {
	return together(each("month", string(e.Month)), each("previous", e.Previous))
}

// EditionItem is an item of an edition that was collected, as it will be sent or was sent.
// What everyone may read and what only Parties may are two records with one Key: a reader is
// shown the one that says more of those they may see. Until the edition is sent they are the
// administrator's.
type EditionItem struct {
	Head
	Edition string `json:"edition" ref:"edition" label:"Edition"`
	Section string `json:"section" label:"Section"` // id of one of the edition's
	Key     string `json:"key"`                     // the rule, and what the item is about
	Place   int    `json:"place"`                   // within the edition
	// For is who may see it once it is sent: policy.White or policy.Green.
	For      policy.Mark    `json:"for"`
	Headline string         `json:"headline" label:"Headline"`
	Body     string         `json:"body,omitempty" label:"Text"` // prose; the facts are in Entries
	Entries  []EditionEntry `json:"entries,omitempty"`
	LeftOut  bool           `json:"left_out,omitempty" label:"Left out"`
	Edited   bool           `json:"edited,omitempty" label:"Edited"` // headline, body or place
}

// EditionEntry is what an item says of one record.
type EditionEntry struct {
	Kind  string        `json:"kind"`
	ID    string        `json:"id"`
	Title string        `json:"title"`
	Lines []EditionLine `json:"lines,omitempty"`
	Dates []EditionDate `json:"dates,omitempty"`
	// With are further records that it tells of, as kind and id.
	With []EditionRef `json:"with,omitempty"`
}

// About implements Telling.
func (e EditionEntry) About() []register.Hit { return []register.Hit{{Kind: e.Kind, ID: e.ID}} }

// EditionRef names a record.
type EditionRef struct {
	Kind  string `json:"kind"`
	ID    string `json:"id"`
	Title string `json:"title"`
}

// About implements Telling.
func (r EditionRef) About() []register.Hit { return []register.Hit{{Kind: r.Kind, ID: r.ID}} }

// EditionLine is a fact under a term, or a paragraph where there is none.
type EditionLine struct {
	Term  string        `json:"term,omitempty"`
	Words []EditionWord `json:"words"`
}

// About implements Telling: it is about what its words lead to.
func (l EditionLine) About() (all []register.Hit) {
	for _, w := range l.Words {
		if of, ok := At(w.To); ok {
			all = append(all, of)
		}
	}
	return all
}

// EditionWord is text, which may lead somewhere: To on this site, Out elsewhere.
type EditionWord struct {
	Text string `json:"text"`
	To   string `json:"to,omitempty"`
	Out  string `json:"out,omitempty"`
}

// EditionDate is a day that readers are to keep in mind. At is zero where no time of day is
// known, or it is only our convention.
type EditionDate struct {
	On   calendar.Date `json:"on"`
	At   time.Time     `json:"at,omitzero"`
	What string        `json:"what"`
	Kind string        `json:"kind"` // of the record it stands in, as ID
	ID   string        `json:"id"`
	Part string        `json:"part,omitempty"` // within it: the id of a milestone
}

// About implements Telling.
func (d EditionDate) About() []register.Hit { return []register.Hit{{Kind: d.Kind, ID: d.ID}} }

// Named implements register.Record.
func (i *EditionItem) Named() (kind, id string) { return "edition_item", i.ID }

// Heading is its headline.
func (i *EditionItem) Heading() string { return or(i.Headline, i.ID) }

// Words are what search finds it by.
func (i *EditionItem) Words() []string { return []string{i.Headline, i.Body} }

// Keys are what lists find it by.
func (i *EditionItem) Keys() []register.Key { return each("edition", i.Edition) }
