package record

import (
	"crypto/sha256"
	"encoding/hex"
	"time"

	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/register"
)

// RegistrationState is how far a registration has come.
type RegistrationState string

// The states. Who is not in the register asks first, and holds nothing before they have confirmed
// their address. The place on the waiting list is by when somebody came onto it.
const (
	RegistrationAsked     RegistrationState = "asked"
	RegistrationSeated    RegistrationState = "registered"
	RegistrationWaiting   RegistrationState = "waiting"
	RegistrationAttended  RegistrationState = "attended"
	RegistrationNoShow    RegistrationState = "no_show"
	RegistrationCancelled RegistrationState = "cancelled"
	RegistrationLapsed    RegistrationState = "lapsed" // the address was not confirmed in time
)

// Choices are the states.
func (RegistrationState) Choices() []string {
	return choices(RegistrationAsked, RegistrationSeated, RegistrationWaiting,
		RegistrationAttended, RegistrationNoShow, RegistrationCancelled, RegistrationLapsed)
}

// RegistrationKept is how long after an event name and address of who was registered for it, and
// what they asked, are kept [D].
const RegistrationKept = 90 * 24 * time.Hour

// Registration is that somebody takes part in an event: a person of the register; or somebody else,
// who has confirmed their address or whom the administrator has entered. Each takes one seat.
type Registration struct {
	Head
	Event  string            `json:"event" ref:"event" label:"Event"`
	Person string            `json:"person,omitempty" ref:"person"`
	State  RegistrationState `json:"state" label:"State"`
	// Name, Organisation and Address are of who is not in the register.
	Name         register.Secret `json:"name,omitzero" label:"Name" shown:"yes"`
	Organisation register.Secret `json:"organisation,omitzero" label:"Organisation" shown:"yes"`
	Address      register.Secret `json:"address,omitzero" label:"E-mail address" shown:"yes"`
	// Token is in the links that are sent to Address.
	Token register.Secret `json:"token,omitzero"`

	Since time.Time `json:"since" label:"Since"` // when it came into this state
	// AskedAt is when the address was last written to because somebody gave it.
	AskedAt   time.Time `json:"asked_at,omitzero"`
	RemovedAt time.Time `json:"removed_at,omitzero" label:"Name and address removed"`
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

// Uncounted implements register.Counted: which event it is for, and whether it has a seat or waits
// for one.
func (r *Registration) Uncounted() (register.Record, register.Hit) {
	if r.State == RegistrationAsked || r.State == RegistrationLapsed {
		return nil, register.Hit{} // nobody counts it
	}
	sum := sha256.Sum256([]byte("registration " + r.ID))
	return &Registration{Head: Head{ID: "registration-" + hex.EncodeToString(sum[:8]), Demo: r.Demo},
		Event: r.Event, State: r.State, Since: r.Since}, register.Hit{Kind: "event", ID: r.Event}
}

// Link is the address on this site of what somebody who is not in the register can do with it, such
// as "cancel": it has the token in it. Empty where there is none.
func (r *Registration) Link(what string) string {
	if r.Token.Text() == "" {
		return ""
	}
	return "/registrations/" + what + "/" + r.ID + "/" + r.Token.Text()
}

// Words are none.
func (r *Registration) Words() []string { return nil }

// Keys are what lists find it by. Those who are told what becomes of the event have the key
// registrant; seated and waiting tell who holds a seat of it, and who wants one; personal, of whom
// something is kept that is to be removed.
func (r *Registration) Keys() []register.Key {
	keys := together(each("event", r.Event), each("person", r.Person),
		instant("since", r.Since))
	if !r.Address.Empty() && r.RemovedAt.IsZero() {
		keys = append(keys, each("personal", r.Event)...)
	}
	switch r.State {
	case RegistrationAsked:
		return append(keys, each("asked", r.Event)...)
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
	RemovedAt time.Time `json:"removed_at,omitzero" label:"Removed"` // Text was
}

// Named implements register.Record.
func (q *EventQuestion) Named() (kind, id string) { return "event_question", q.ID }

// Heading says what it is: what was asked is known to few.
func (q *EventQuestion) Heading() string { return "Question" }

// Label is who may see it: the asker and the administrator.
func (q *EventQuestion) Label() policy.Label { return own(q.Person) }

// Words are none.
func (q *EventQuestion) Words() []string { return nil }

// Keys are what lists find it by. One that is open waits for an answer; personal are those whose
// text is to be removed.
func (q *EventQuestion) Keys() []register.Key {
	keys := together(each("event", q.Event), each("person", q.Person), each("answer", q.Answer),
		instant("asked", q.AskedAt))
	if q.RemovedAt.IsZero() {
		keys = append(keys, each("personal", q.Event)...)
	}
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
