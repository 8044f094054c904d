package record

import (
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/register"
)

// BodyDecision is what a body has decided, at a meeting or by correspondence.
type BodyDecision struct {
	Head
	Title          string         `json:"title"`
	Body           string         `json:"body" ref:"body" label:"Body"`
	Meeting        string         `json:"meeting,omitempty" ref:"meeting" label:"Meeting"`
	Item           string         `json:"item,omitempty" ref:"agenda_item" label:"Agenda item"`
	Ballot         string         `json:"ballot,omitempty" ref:"ballot" label:"By correspondence"`
	Classification Classification `json:"classification" label:"Classification"`
	Text           string         `json:"text" label:"Decision"`
	Rationale      string         `json:"rationale" label:"Why"`

	About []string `json:"about,omitempty" ref:"modification consultation budget change_request plan release publication" label:"About"`

	Tally     *Tally        `json:"tally,omitempty" label:"Votes"`
	DecidedOn calendar.Date `json:"decided_on" label:"Decided"`
}

// Tally is the votes of one seat each, and what the vote rule of the body makes of them.
type Tally struct {
	Approve int    `json:"approve" label:"Approve"`
	Reject  int    `json:"reject" label:"Reject"`
	Abstain int    `json:"abstain" label:"Abstain"`
	Outcome string `json:"outcome" label:"Outcome"` // approved, rejected, no_decision
	Because string `json:"because" label:"Because"`
}

// Named implements register.Record.
func (d *BodyDecision) Named() (kind, id string) { return "decision", d.ID }

// Heading is its title.
func (d *BodyDecision) Heading() string { return or(d.Title, d.ID) }

// Label is who may see it, by its classification.
func (d *BodyDecision) Label() policy.Label { return d.Classification.label(&d.Head, d.Body) }

// Words are what search finds it by.
func (d *BodyDecision) Words() []string { return []string{d.Title, d.Text} }

// Keys are what lists find it by.
func (d *BodyDecision) Keys() []register.Key {
	return together(each("body", d.Body), each("meeting", d.Meeting), each("item", d.Item),
		each("about", d.About...), day("decided", d.DecidedOn))
}

// Ballot asks the members of a body for a decision by correspondence: ex committee.
type Ballot struct {
	Head
	Title          string         `json:"title"`
	Question       string         `json:"question" label:"Question"`
	Body           string         `json:"body" ref:"body" label:"Body"`
	Meeting        string         `json:"meeting,omitempty" ref:"meeting" label:"In place of"`
	Item           string         `json:"item,omitempty" ref:"agenda_item" label:"Agenda item"`
	Classification Classification `json:"classification" label:"Classification"`
	OpenedAt       time.Time      `json:"opened_at" label:"Opened"`
	ClosesAt       time.Time      `json:"closes_at" label:"Closes"`
	State          string         `json:"state,omitempty" label:"State"` // counted, withdrawn
	Decision       string         `json:"decision,omitempty" ref:"decision" label:"Decision"`
}

// Named implements register.Record.
func (b *Ballot) Named() (kind, id string) { return "ballot", b.ID }

// Heading is its title.
func (b *Ballot) Heading() string { return or(b.Title, b.ID) }

// Label is who may see it, by its classification.
func (b *Ballot) Label() policy.Label { return b.Classification.label(&b.Head, b.Body) }

// Words are what search finds it by.
func (b *Ballot) Words() []string { return []string{b.Title, b.Question} }

// Keys are what lists find it by.
func (b *Ballot) Keys() []register.Key {
	return together(each("body", b.Body), each("meeting", b.Meeting), instant("closes", b.ClosesAt))
}

// BallotVote is the vote of one seat in a Ballot. Its id is made of both, so that no seat has
// two.
type BallotVote struct {
	Head
	Ballot string    `json:"ballot" ref:"ballot" label:"Ballot"`
	Seat   string    `json:"seat" ref:"seat" label:"Seat"`
	Person string    `json:"person" ref:"person"`
	Choice string    `json:"choice" label:"Vote"` // approve, reject, abstain
	Reason string    `json:"reason" label:"Reason"`
	At     time.Time `json:"at" label:"Cast"`
}

// Named implements register.Record.
func (b *BallotVote) Named() (kind, id string) { return "ballot_vote", b.ID }

// Heading is its id.
func (b *BallotVote) Heading() string { return b.ID }

// Label is who may see it: who voted, and the administrator.
func (b *BallotVote) Label() policy.Label {
	return b.or(policy.Label{Mark: policy.Personal, Scope: b.Person})
}

// Words are none.
func (b *BallotVote) Words() []string { return nil }

// Keys are what lists find it by.
func (b *BallotVote) Keys() []register.Key {
	return together(each("ballot", b.Ballot), each("person", b.Person))
}

// Action is what somebody is to do because a body has asked for it.
type Action struct {
	Head
	Title          string         `json:"title"`
	Body           string         `json:"body" ref:"body" label:"Body"`
	Meeting        string         `json:"meeting,omitempty" ref:"meeting" label:"Meeting"`
	Item           string         `json:"item,omitempty" ref:"agenda_item" label:"Agenda item"`
	Classification Classification `json:"classification" label:"Classification"`
	Holder         string         `json:"holder" ref:"person"`
	DueOn          calendar.Date  `json:"due_on" label:"Due"`
	State          string         `json:"state" label:"State"` // open, done, dropped
	Progress       string         `json:"progress,omitempty" label:"Progress"`
	DoneOn         calendar.Date  `json:"done_on,omitzero" label:"Done"`
}

// The states of an Action.
const (
	ActionOpen    = "open"
	ActionDone    = "done"
	ActionDropped = "dropped"
)

// Named implements register.Record.
func (a *Action) Named() (kind, id string) { return "action", a.ID }

// Heading is its title.
func (a *Action) Heading() string { return or(a.Title, a.ID) }

// Label is who may see it, by its classification.
func (a *Action) Label() policy.Label { return a.Classification.label(&a.Head, a.Body) }

// Words are what search finds it by.
func (a *Action) Words() []string { return []string{a.Title} }

// Keys are what lists find it by.
func (a *Action) Keys() []register.Key {
	keys := together(each("body", a.Body), each("meeting", a.Meeting), each("holder", a.Holder),
		each("state", a.State), day("due", a.DueOn))
	if a.State == ActionOpen {
		keys = append(keys, day(OpenOf(a.Body), a.DueOn)...)
	}
	return keys
}

// OpenOf is the key with the days on which the open actions of a body are due.
func OpenOf(body string) string { return "open of " + body }
