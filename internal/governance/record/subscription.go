package record

import (
	"time"

	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/register"
)

// Frequency is how soon somebody is told of something.
type Frequency string

// The frequencies. A digest is one message with all that there is to tell: on each Working Day
// that has something, or on the first Working Day of a week.
const (
	AtOnce Frequency = "at_once"
	Daily  Frequency = "daily"
	Weekly Frequency = "weekly"
	Never  Frequency = "never"
)

// Choices are the frequencies.
func (Frequency) Choices() []string { return choices(AtOnce, Daily, Weekly, Never) }

// Topic is what people can choose to be told of, and how soon.
type Topic struct {
	ID    string
	Title string
	Lead  string
	// Public says that whoever leaves an address can have it; the others are for people of the
	// register.
	Public bool
	// Usual is how soon people of the register are told who have chosen nothing.
	Usual Frequency
	// Kinds are the kinds of record whose changes belong to it.
	Kinds []string
}

// Topics are all there are. How soon people are told who have chosen nothing is ours [D].
func Topics() []Topic {
	return []Topic{
		{ID: "newsletter", Title: "Newsletter", Lead: "Each edition when it is published.",
			Public: true, Usual: AtOnce},
		{ID: "deadlines", Title: "Your deadlines",
			Lead: "What waits for you or your Party, five Working Days before and again on the day " +
				"before.", Usual: Daily},
		{ID: "requests", Title: "What concerns you alone",
			Lead:  "Answers to your tickets, your place at an event, what is asked of you.",
			Usual: AtOnce},
		{ID: "contacts", Title: "Operational contacts of your Party",
			Lead:  "When your entry is to be confirmed, what became of details that you sent.",
			Usual: Daily},
		{ID: "consultations", Title: "Consultations", Lead: "Opened, extended, closed, concluded.",
			Public: true, Usual: Daily, Kinds: []string{"consultation", "collation"}},
		{ID: "modifications", Title: "Modifications",
			Lead:   "New Draft Proposals, and how each Modification goes on.",
			Public: true, Usual: Daily,
			Kinds: []string{"modification", "solution", "impact_assessment", "modification_document",
				"change_vote", "irp"}},
		{ID: "code", Title: "The text of the Code", Lead: "Changes of the clauses that you watch.",
			Usual: Daily},
		{ID: "releases", Title: "SEC Releases", Lead: "Scope, dates, and what has gone live.",
			Public: true, Usual: Daily, Kinds: []string{"release", "document_version"}},
		{ID: "meetings", Title: "Meetings and papers",
			Lead: "Meetings, agendas, papers and decisions that you may see.", Public: true,
			Usual: Daily, Kinds: []string{"meeting", "agenda_item", "paper", "decision", "action"}},
		{ID: "events", Title: "Events", Lead: "Workshops and webinars.", Public: true, Usual: Daily,
			Kinds: []string{"event"}},
		{ID: "programme", Title: "Budget and plans",
			Lead:   "The Panel's budget, the Joint Industry Plan and its change requests.",
			Public: true, Usual: Daily, Kinds: []string{"budget", "plan", "change_request"}},
		{ID: "publications", Title: "Publications, surveys and vacancies",
			Lead: "What is published beside all this.", Public: true, Usual: Weekly,
			Kinds: []string{"publication", "survey", "vacancy", "contact_list"}},
	}
}

// Subscription is what somebody chose to be told of: a person of the register, or whoever has
// an address. Of a person of the register there is at most one, with the id
// subscription-of-PERSON; before they choose, the usual holds.
type Subscription struct {
	Head
	Person  string          `json:"person,omitempty" ref:"person"`
	Address register.Secret `json:"address,omitzero" label:"Address"` // of who is not in the register
	Choices []Choice        `json:"choices,omitempty" label:"Chosen"`
	// TextOnly asks for messages without HTML.
	TextOnly bool              `json:"text_only,omitempty" label:"Text alone"`
	State    SubscriptionState `json:"state" label:"State"`

	AskedAt     time.Time `json:"asked_at,omitzero" label:"Asked for"`
	ConfirmedAt time.Time `json:"confirmed_at,omitzero" label:"Confirmed"`
	EndedAt     time.Time `json:"ended_at,omitzero" label:"Ended"`
	Why         string    `json:"why,omitempty" label:"Why it ended"`
}

// Choice is what somebody chose about a topic.
type Choice struct {
	Topic string    `json:"topic"`
	How   Frequency `json:"how"`
}

// SubscriptionState is how far a subscription has come.
type SubscriptionState string

// The states. An address is confirmed by whoever reads what is sent to it; nothing else is sent
// to it before.
const (
	SubscriptionAsked     SubscriptionState = "asked"
	SubscriptionConfirmed SubscriptionState = "confirmed"
	SubscriptionEnded     SubscriptionState = "ended"
	SubscriptionBounced   SubscriptionState = "bounced"
)

// Choices are the states.
func (SubscriptionState) Choices() []string {
	return choices(SubscriptionAsked, SubscriptionConfirmed, SubscriptionEnded, SubscriptionBounced)
}

// Named implements register.Record.
func (s *Subscription) Named() (kind, id string) { return "subscription", s.ID }

// Heading says what it is.
func (s *Subscription) Heading() string { return "Subscription" }

// Label is who may see it: the person and the administrator.
func (s *Subscription) Label() policy.Label {
	if s.Person == "" {
		return policy.Label{Mark: policy.Staff}
	}
	return policy.Label{Mark: policy.Personal, Scope: s.Person}
}

// Words are none.
func (s *Subscription) Words() []string { return nil }

// Keys are what lists find it by.
func (s *Subscription) Keys() []register.Key {
	return together(each("person", s.Person), each("state", string(s.State)))
}
