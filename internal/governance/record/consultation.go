package record

import (
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/register"
)

// Consultation asks Parties for their views until an instant.
type Consultation struct {
	Head
	Title        string `json:"title"`
	Type         string `json:"type" label:"Type"`
	Modification string `json:"modification,omitempty" ref:"modification" label:"About"`

	Modifications []string `json:"modifications,omitempty" ref:"modification" label:"About"`

	ChangeRequest string `json:"change_request,omitempty" ref:"change_request" label:"About"`

	Owners   []string      `json:"owners,omitempty" ref:"organisation body" label:"Owner"`
	Audience []string      `json:"audience,omitempty" label:"Who should respond"`
	OpenedBy calendar.Date `json:"opened_by,omitzero" label:"Open by"`
	ClosesOn calendar.Date `json:"closes_on" label:"Closes on"`
	ClosesAt time.Time     `json:"closes_at"` // zero: it has no end that is known

	RespondVia []string `json:"respond_via,omitempty" ref:"contact body" label:"Respond to"`

	RespondHow      string   `json:"respond_how,omitempty" label:"How to respond"`
	Confidentiality []string `json:"confidentiality,omitempty" label:"May be marked"`

	ConfidentialityScope string `json:"confidentiality_scope,omitempty" label:"What may be marked"`

	Documents []string `json:"documents,omitempty" label:"Documents"`

	DocumentsFrom []string `json:"documents_from,omitempty" ref:"contact body" label:"Documents from"`

	AsksAbout   []string `json:"asks_about,omitempty" label:"Asks about"`
	OutcomePath string   `json:"outcome_path,omitempty" label:"What happens next"`

	OutcomeMeeting string `json:"outcome_meeting,omitempty" ref:"meeting" label:"Considered at"`

	QuestionsTo []string `json:"questions_to,omitempty" ref:"contact" label:"Questions to"`
}

// Named implements register.Record.
func (c *Consultation) Named() (kind, id string) { return "consultation", c.ID }

// Heading is its title.
func (c *Consultation) Heading() string { return or(c.Title, c.ID) }

// Words are what search finds it by.
func (c *Consultation) Words() []string {
	return append([]string{c.Title}, c.AsksAbout...)
}

// Keys are what lists find it by.
func (c *Consultation) Keys() []register.Key {
	return together(each("type", c.Type), each("modification", c.Modification),
		each("modification", c.Modifications...), each("change_request", c.ChangeRequest),
		instant("closes", c.ClosesAt))
}
