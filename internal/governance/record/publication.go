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

	PublishedOn calendar.Date `json:"published_on,omitzero" label:"Published"`
	Version     string        `json:"version,omitempty" label:"Version"`
	Summary     string        `json:"summary,omitempty" label:"Summary"`
	Supersedes  string        `json:"supersedes,omitempty" ref:"publication" label:"Replaces"`
	Agreed      string        `json:"agreed,omitempty" label:"Lower mark agreed"`
	AgreedAt    string        `json:"agreed_at,omitempty" ref:"meeting" label:"Agreed at"`
	// DerivedFrom is what it is a version of in which some is left out, for more to see.
	DerivedFrom string `json:"derived_from,omitempty" ref:"publication" label:"Redacted from"`
}

// Named implements register.Record.
func (p *Publication) Named() (kind, id string) { return "publication", p.ID }

// Heading is its title.
func (p *Publication) Heading() string { return or(p.Title, p.ID) }

// Label is who may see it, by its classification.
func (p *Publication) Label() policy.Label { return p.Classification.label(&p.Head, p.Body) }

// Words are what search finds it by.
func (p *Publication) Words() []string { return []string{p.Title, p.ContainedIn} }

// Keys are what lists find it by. One of no meeting has the key loose.
func (p *Publication) Keys() []register.Key {
	loose := ""
	if p.Meeting == "" {
		loose = "yes"
	}
	return together(each("title", p.Title), each("kind", p.Kind), each("meeting", p.Meeting),
		each("body", p.Body), each("loose", loose), each("supersedes", p.Supersedes))
}
