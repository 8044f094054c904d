package record

import (
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/register"
)

// Event is a workshop, a webinar or another event that people come to.
type Event struct {
	Head
	Title        string    `json:"title"`
	Kind         string    `json:"kind" label:"Kind"`
	Mode         string    `json:"mode,omitempty" label:"Where"`
	Venue        string    `json:"venue,omitempty" label:"Place"`
	Hosts        []string  `json:"hosts,omitempty" ref:"organisation body" label:"Host"`
	Audience     []string  `json:"audience,omitempty" label:"For"`
	StartsAt     time.Time `json:"starts_at" label:"Starts"`
	EndsAt       time.Time `json:"ends_at" label:"Ends"`
	Registration string    `json:"registration,omitempty" label:"Registration"`
	RegisterVia  []string  `json:"register_via,omitempty" ref:"contact" label:"Register with"`

	RegistrationOpensAt  time.Time `json:"registration_opens_at,omitzero" label:"Registration opens"`
	RegistrationClosesAt time.Time `json:"registration_closes_at,omitzero" label:"Registration closes"`

	Capacity int      `json:"capacity,omitempty" label:"Seats"` // 0: as many as come
	Covers   []string `json:"covers,omitempty" label:"Covers"`
	Agenda   []string `json:"agenda,omitempty" label:"Agenda"`
	Speakers []string `json:"speakers,omitempty" label:"Speakers"` // by role
	// Join is how to take part, such as the address of a call: for who has a seat.
	Join register.Secret `json:"join,omitzero"`

	QuestionDeadlineAt time.Time `json:"question_deadline_at,omitzero" label:"Questions until"`

	QuestionsTo     []string `json:"questions_to,omitempty" ref:"contact" label:"Questions to"`
	LiveQuestions   bool     `json:"live_questions,omitempty" label:"Questions during the event"`
	MoreInformation string   `json:"more_information,omitempty"`
	KeyMeetingDate  bool     `json:"key_meeting_date"` // as printed; editions go by their rules

	Related   []string `json:"related,omitempty" ref:"modification consultation release" label:"About"`
	Materials []string `json:"materials,omitempty" ref:"publication" label:"Materials"`
	// Recording is where the recording is: for whom the event was for.
	Recording   register.Secret `json:"recording,omitzero"`
	MaterialsAt time.Time       `json:"materials_at,omitzero" label:"Materials published"`

	Draft     bool   `json:"draft,omitempty" label:"Not announced yet"`
	Postponed string `json:"postponed,omitempty" label:"Why it was postponed"`
	Cancelled string `json:"cancelled,omitempty" label:"Why it was cancelled"`
	Moves     []Move `json:"moves,omitempty" label:"Moved"` // to no day: postponed
	Revised   int    `json:"revised,omitempty"`             // how often its details were changed
}

// Sequence rises with each change of what calendars show of it.
func (e *Event) Sequence() int {
	n := len(e.Moves) + e.Revised
	if e.Cancelled != "" {
		n++
	}
	return n
}

// Named implements register.Record.
func (e *Event) Named() (kind, id string) { return "event", e.ID }

// Heading is its title.
func (e *Event) Heading() string { return or(e.Title, e.ID) }

// Label is who may see it: the administrator alone before it is announced.
func (e *Event) Label() policy.Label {
	if e.Draft {
		return e.or(policy.Label{Mark: policy.Staff})
	}
	return e.Head.Label()
}

// Words are what search finds it by.
func (e *Event) Words() []string { return append([]string{e.Title}, e.Covers...) }

// Keys are what lists find it by. One that is not held then, or not announced, has a key of its
// own: it comes into no list of what is held.
func (e *Event) Keys() []register.Key {
	starts := register.InstantKey(e.StartsAt)
	switch {
	case e.Draft:
		return each("draft", starts)
	case e.Cancelled != "":
		return each("cancelled", starts)
	case e.Postponed != "":
		return each("postponed", starts)
	}
	return together(instant("starts", e.StartsAt), instant("questions_until", e.QuestionDeadlineAt))
}

// Vacancy is a post to be filled.
type Vacancy struct {
	Head
	Title  string `json:"title"`
	Team   string `json:"team,omitempty" label:"Team"`
	Status string `json:"status" label:"Status"`

	Employer    string        `json:"employer,omitempty" ref:"organisation party" label:"Employer"`
	Description string        `json:"description,omitempty" label:"Description"`
	Salary      string        `json:"salary,omitempty" label:"Salary"`
	PostedOn    calendar.Date `json:"posted_on,omitzero" label:"Posted"`
	ClosesOn    calendar.Date `json:"closes_on,omitzero" label:"Closes"`
	ApplyVia    []string      `json:"apply_via,omitempty" ref:"contact" label:"Apply to"`
	Withdrawn   string        `json:"withdrawn,omitempty" label:"Why it was withdrawn"`
}

// Named implements register.Record.
func (v *Vacancy) Named() (kind, id string) { return "vacancy", v.ID }

// Heading is its title.
func (v *Vacancy) Heading() string { return or(v.Title, v.ID) }

// Words are what search finds it by.
func (v *Vacancy) Words() []string { return []string{v.Title} }

// Keys are what lists find it by.
func (v *Vacancy) Keys() []register.Key {
	keys := together(each("status", v.Status), each("title", v.Title))
	if v.Status == "open" {
		return append(keys, closing(v.ClosesOn))
	}
	return append(keys, register.Key{Name: "closing", Value: over})
}
