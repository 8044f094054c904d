package record

import (
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/register"
)

// Classification is the mark of a paper as it is printed: WHITE, GREEN, AMBER, RED.
type Classification string

// label is who may see a record of a classification; scope is the body of an AMBER paper,
// and the id of a RED one.
func (c Classification) label(h *Head, body string) policy.Label {
	switch {
	case h.Visible.Mark != "":
		return h.Visible
	case c == "GREEN":
		return policy.Label{Mark: policy.Green}
	case c == "AMBER":
		return policy.Label{Mark: policy.Amber, Scope: body}
	case c == "RED":
		return policy.Label{Mark: policy.Red, Scope: h.ID}
	}
	return policy.Label{Mark: policy.White}
}

// Publication is a paper, a page or a file that is published.
type Publication struct {
	Head
	Title          string         `json:"title"`
	Kind           string         `json:"kind" label:"Kind"`
	ContainedIn    string         `json:"contained_in,omitempty" label:"Contained in"`
	Classification Classification `json:"classification,omitempty" label:"Classification"`
	Audience       []string       `json:"audience,omitempty" label:"For"`
	Body           string         `json:"body,omitempty" ref:"body" label:"Body"`
	Meeting        string         `json:"meeting,omitempty" ref:"meeting" label:"Meeting"`

	SuggestionsTo []string `json:"suggestions_to,omitempty" ref:"contact" label:"Suggestions to"`
}

// Named implements register.Record.
func (p *Publication) Named() (kind, id string) { return "publication", p.ID }

// Heading is its title.
func (p *Publication) Heading() string { return or(p.Title, p.ID) }

// Label is who may see it, by its classification.
func (p *Publication) Label() policy.Label { return p.Classification.label(&p.Head, p.Body) }

// Words are what search finds it by.
func (p *Publication) Words() []string { return []string{p.Title, p.ContainedIn} }

// Keys are what lists find it by.
func (p *Publication) Keys() []register.Key {
	return together(each("title", p.Title), each("kind", p.Kind), each("meeting", p.Meeting),
		each("body", p.Body))
}

// Edition is an edition of the newsletter.
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
	Sections        []SectionOf    `json:"sections,omitempty"`
	Welcome         *Welcome       `json:"welcome,omitempty"`
}

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

// Heading is its title with its month.
func (e *Edition) Heading() string { return or(e.Title, e.ID) }

// Label is who may see it, by its classification.
func (e *Edition) Label() policy.Label { return e.Classification.label(&e.Head, "") }

// Words are what search finds it by.
func (e *Edition) Words() []string { return []string{e.Title + " " + string(e.Month)} }

// Keys are what lists find it by.
func (e *Edition) Keys() []register.Key { return each("month", string(e.Month)) }
