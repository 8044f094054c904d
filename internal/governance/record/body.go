package record

import (
	"fmt"
	"slices"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/register"
)

// Body is a committee or group.
type Body struct {
	Head
	Name string `json:"name"`
	Kind string `json:"kind" label:"Kind"` // sec, or transitional: outside the Code
	// Terms are its terms of reference as they were agreed; empty: the register does not have them.
	Terms string `json:"terms_of_reference,omitempty" label:"Terms of reference"`
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
	keys := together(each("body", s.Body), each("person", s.Holder, s.Alternate),
		each("party", s.Party), day("since", s.From), day("until", s.Until))
	if s.Vacant {
		keys = append(keys, each("vacant", "yes")...)
	}
	return keys
}

// VacantSeats are the seats that nobody holds on a day, with those whose term has ended by then.
// One whose holder is not known is none.
func VacantSeats(v *register.View, on calendar.Date) ([]*Seat, error) {
	vacant, err := register.All[*Seat](v, register.Query{Key: "vacant", Is: "yes"})
	if err != nil {
		return nil, err
	}
	ended, err := register.All[*Seat](v, register.Query{Key: "until", To: on.AddDays(1).String()})
	return append(vacant, slices.DeleteFunc(ended, func(s *Seat) bool {
		return s.Vacant || s.Holder == ""
	})...), err
}

// Meeting is a meeting of a body. What stage it has reached is not all in here: an agenda,
// packs and minutes are there for a reader who may see one of them.
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
	StartsAt  time.Time     `json:"starts_at,omitzero" label:"Starts"` // zero: not known
	EndsAt    time.Time     `json:"ends_at,omitzero" label:"Ends"`
	Place     string        `json:"place,omitempty" label:"Place"`

	State  MeetingState `json:"state,omitempty" label:"State"`
	Reason string       `json:"reason,omitempty" label:"Reason"` // of being cancelled, or ex committee
	Moves  []Move       `json:"moves,omitempty" label:"Moved"`
}

// MeetingState is what has become of a meeting itself; empty: it is to be held.
type MeetingState string

// The states of a meeting that its record keeps.
const (
	MeetingHeld        MeetingState = "held"
	MeetingCancelled   MeetingState = "cancelled"
	MeetingExCommittee MeetingState = "ex_committee" // decided by correspondence instead
)

// Move is a change of the date of a meeting. From is no date where only its month was known.
type Move struct {
	From   calendar.Date `json:"from,omitzero" label:"From"`
	To     calendar.Date `json:"to" label:"To"`
	Reason string        `json:"reason" label:"Reason"`
	At     time.Time     `json:"at"` // when it was moved
}

// Sequence rises with each change of when the meeting is held, or whether.
func (m *Meeting) Sequence() int {
	n := len(m.Moves)
	if m.State == MeetingCancelled || m.State == MeetingExCommittee {
		n++
	}
	return n
}

// Month is the month it is held in; empty where not even that is known.
func (m *Meeting) Month() Month {
	if m.HeldOn.IsZero() {
		return m.HeldMonth
	}
	return Month(m.HeldOn.String()[:len("2022-01")])
}

// Named implements register.Record.
func (m *Meeting) Named() (kind, id string) { return "meeting", m.ID }

// Heading is its title.
func (m *Meeting) Heading() string { return or(m.Title, m.ID) }

// Words are what search finds it by.
func (m *Meeting) Words() []string { return append([]string{m.Title}, m.Items...) }

// MeetingNumber is a number of a body as the key of that name has it: numbers sort.
func MeetingNumber(body string, number int) string { return fmt.Sprintf("%s %06d", body, number) }

// When sorts meetings: its day; where only the month is known, after the days of it; where
// not even that is, last.
func (m *Meeting) When() string {
	switch {
	case !m.HeldOn.IsZero():
		return m.HeldOn.String()
	case m.HeldMonth != "":
		return string(m.HeldMonth) + "-~"
	}
	return "~"
}

// Keys are what lists find it by: held where its day is known, and when in any case.
func (m *Meeting) Keys() []register.Key {
	keys := together(each("body", m.Body), day("held", m.HeldOn), each("when", m.When()))
	if m.Number > 0 {
		keys = append(keys, each("number", MeetingNumber(m.Body, m.Number))...)
	}
	return keys
}
