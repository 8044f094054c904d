package record

import (
	"time"

	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/register"
)

// RegistrationState is how far a registration has come.
type RegistrationState string

// The states. The place on the waiting list is by when somebody came onto it.
const (
	RegistrationSeated    RegistrationState = "registered"
	RegistrationWaiting   RegistrationState = "waiting"
	RegistrationAttended  RegistrationState = "attended"
	RegistrationNoShow    RegistrationState = "no_show"
	RegistrationCancelled RegistrationState = "cancelled"
)

// Choices are the states.
func (RegistrationState) Choices() []string {
	return choices(RegistrationSeated, RegistrationWaiting, RegistrationAttended,
		RegistrationNoShow, RegistrationCancelled)
}

// Registration is that somebody takes part in an event: a person of the register, or somebody else
// whom the administrator has entered. Each takes one seat.
type Registration struct {
	Head
	Event  string            `json:"event" ref:"event" label:"Event"`
	Person string            `json:"person,omitempty" ref:"person"`
	State  RegistrationState `json:"state" label:"State"`
	// Name, Organisation and Address are of who is not in the register.
	Name         register.Secret `json:"name,omitzero" label:"Name" shown:"yes"`
	Organisation register.Secret `json:"organisation,omitzero" label:"Organisation" shown:"yes"`
	Address      register.Secret `json:"address,omitzero" label:"E-mail address" shown:"yes"`

	Since time.Time `json:"since" label:"Since"` // when they got the seat, or came onto the list
}

// Named implements register.Record.
func (r *Registration) Named() (kind, id string) { return "registration", r.ID }

// Heading says what it is.
func (r *Registration) Heading() string { return "Registration" }

// Label is who may see it: the person and the administrator.
func (r *Registration) Label() policy.Label { return own(r.Person) }

// own is the label of what is of one person; of who is not in the register, of the
// administrator.
func own(person string) policy.Label {
	if person == "" {
		return policy.Label{Mark: policy.Staff}
	}
	return policy.Label{Mark: policy.Personal, Scope: person}
}

// Words are none.
func (r *Registration) Words() []string { return nil }

// Keys are what lists find it by. Those who are told what becomes of the event have the key
// registrant; seated and waiting tell who holds a seat of it, and who wants one.
func (r *Registration) Keys() []register.Key {
	keys := together(each("event", r.Event), each("person", r.Person),
		instant("since", r.Since))
	switch r.State {
	case RegistrationSeated, RegistrationAttended, RegistrationNoShow:
		keys = append(keys, each("seated", r.Event)...)
	case RegistrationWaiting:
		keys = append(keys, each("waiting", r.Event)...)
	default:
		return keys
	}
	return append(keys, each("registrant", r.Event)...)
}

// The ways in which a question is taken.
const (
	ForPresentation = "presentation" // it was in before the deadline
	ForLive         = "live"         // for the questions during the event
)

// EventQuestion is what somebody asks before or during an event.
type EventQuestion struct {
	Head
	Event  string          `json:"event" ref:"event" label:"Event"`
	Person string          `json:"person" ref:"person"`
	Party  string          `json:"party,omitempty" ref:"party" label:"Of"`
	Text   register.Secret `json:"text" label:"Question" shown:"yes"`
	For    string          `json:"for" label:"For"` // presentation, live
	// Open says that the asker's organisation may be named with the question.
	Open      bool      `json:"open,omitempty" label:"Organisation may be named"`
	AskedAt   time.Time `json:"asked_at" label:"Asked"`
	Answer    string    `json:"answer,omitempty" ref:"event_answer" label:"Answered in"`
	SetAside  string    `json:"set_aside,omitempty" label:"Why it is not answered"`
	Withdrawn time.Time `json:"withdrawn,omitzero" label:"Withdrawn"`
}

// Named implements register.Record.
func (q *EventQuestion) Named() (kind, id string) { return "event_question", q.ID }

// Heading says what it is: what was asked is known to few.
func (q *EventQuestion) Heading() string { return "Question" }

// Label is who may see it: the asker and the administrator.
func (q *EventQuestion) Label() policy.Label { return own(q.Person) }

// Words are none.
func (q *EventQuestion) Words() []string { return nil }

// Keys are what lists find it by. One that is open waits for an answer.
func (q *EventQuestion) Keys() []register.Key {
	keys := together(each("event", q.Event), each("person", q.Person), each("answer", q.Answer),
		instant("asked", q.AskedAt))
	if q.Answer == "" && q.SetAside == "" && q.Withdrawn.IsZero() {
		keys = append(keys, each("open", q.Event)...)
	}
	return keys
}

// EventAnswer is a question to an event with its answer, in the administrator's words: of one
// question that was asked, or of several that ask the same. Before it is published the
// administrator alone sees it.
type EventAnswer struct {
	Head
	Event    string `json:"event" ref:"event" label:"Event"`
	Question string `json:"question" label:"Question"`
	Answer   string `json:"answer" label:"Answer"`
	// AskedBy are organisations of who asked, of those who may be named.
	AskedBy     []string  `json:"asked_by,omitempty" ref:"party organisation" label:"Asked by"`
	PublishedAt time.Time `json:"published_at,omitzero" label:"Published"`
	// Restricted says that the event was for some groups: so is the answer.
	Restricted bool `json:"restricted,omitempty"`
}

// Named implements register.Record.
func (a *EventAnswer) Named() (kind, id string) { return "event_answer", a.ID }

// Heading is the question.
func (a *EventAnswer) Heading() string { return or(a.Question, a.ID) }

// Label is who may see it: once it is published everyone, or SEC Parties and stakeholders where
// the event was for some of them.
func (a *EventAnswer) Label() policy.Label {
	switch {
	case a.PublishedAt.IsZero():
		return a.or(policy.Label{Mark: policy.Staff})
	case a.Restricted:
		return a.or(policy.Label{Mark: policy.Green})
	}
	return a.Head.Label()
}

// Words are what search finds it by.
func (a *EventAnswer) Words() []string { return []string{a.Question, a.Answer} }

// Keys are what lists find it by.
func (a *EventAnswer) Keys() []register.Key {
	if a.PublishedAt.IsZero() {
		return together(each("event", a.Event), each("unpublished", a.Event))
	}
	return together(each("event", a.Event), instant("published", a.PublishedAt))
}
