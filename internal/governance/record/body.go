package record

import (
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/register"
)

// Body is a committee or group.
type Body struct {
	Head
	Name string `json:"name"`
	Kind string `json:"kind" label:"Kind"` // sec, or transitional: outside the Code
}

// Named implements register.Record.
func (b *Body) Named() (kind, id string) { return "body", b.ID }

// Heading is its name.
func (b *Body) Heading() string { return or(b.Name, b.ID) }

// Words are what search finds it by.
func (b *Body) Words() []string { return []string{b.Name + " " + b.ID} }

// Keys are what lists find it by.
func (b *Body) Keys() []register.Key {
	return together(each("title", b.Name), each("kind", b.Kind))
}

// Seat is a place on a body.
type Seat struct {
	Head
	Body         string        `json:"body" ref:"body" label:"Body"`
	Constituency string        `json:"constituency" label:"Constituency"`
	Holder       string        `json:"holder" ref:"person" label:"Held by"` // empty: not known
	Alternate    string        `json:"alternate,omitempty" ref:"person" label:"Alternate"`
	Party        string        `json:"party" ref:"party organisation" label:"From"`
	VotingGroup  string        `json:"voting_group,omitempty" label:"Voting Group"`
	From         calendar.Date `json:"from" label:"Since"`
	Until        calendar.Date `json:"until,omitzero" label:"Until"`
	Vacant       bool          `json:"vacant,omitempty" label:"Vacant"`
}

// Named implements register.Record.
func (s *Seat) Named() (kind, id string) { return "seat", s.ID }

// Heading is what the seat is.
func (s *Seat) Heading() string { return or(s.Constituency, s.ID) }

// Words are none.
func (s *Seat) Words() []string { return nil }

// Keys are what lists find it by.
func (s *Seat) Keys() []register.Key {
	return together(each("body", s.Body), each("person", s.Holder, s.Alternate),
		each("party", s.Party))
}

// Meeting is a meeting of a body.
type Meeting struct {
	Head
	Body      string        `json:"body" ref:"body" label:"Body"`
	Number    int           `json:"number" label:"Number"`
	Title     string        `json:"title"`
	HeldOn    calendar.Date `json:"held_on" label:"Date"`
	HeldMonth Month         `json:"held_month,omitempty" label:"Month"`
	Weekday   string        `json:"weekday,omitempty"`
	Items     []string      `json:"items,omitempty" label:"Items"`
	Condition string        `json:"condition,omitempty" label:"Condition"`
}

// Named implements register.Record.
func (m *Meeting) Named() (kind, id string) { return "meeting", m.ID }

// Heading is its title.
func (m *Meeting) Heading() string { return or(m.Title, m.ID) }

// Words are what search finds it by.
func (m *Meeting) Words() []string { return append([]string{m.Title}, m.Items...) }

// Keys are what lists find it by.
func (m *Meeting) Keys() []register.Key {
	return together(each("body", m.Body), day("held", m.HeldOn))
}
