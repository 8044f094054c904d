package record

import (
	"time"

	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/register"
)

// ChangeVote is a vote of the Change Board: on what becomes of a Modification, or on what a
// DCC Impact Assessment may cost. Who may vote is who held a seat when it was opened.
type ChangeVote struct {
	Head
	Modification string       `json:"modification" ref:"modification" label:"Modification"`
	Purpose      string       `json:"purpose" label:"On"` // determination, assessment
	Assessment   string       `json:"assessment,omitempty" ref:"impact_assessment" label:"Assessment"`
	Meeting      string       `json:"meeting,omitempty" ref:"meeting" label:"Meeting"`
	Options      []VoteOption `json:"options" label:"Voted on"`
	OpenedAt     time.Time    `json:"opened_at" label:"Opened"`
	ClosesAt     time.Time    `json:"closes_at" label:"Closes"`
	State        string       `json:"state,omitempty" label:"State"` // counted, abandoned; empty: not yet
	Reason       string       `json:"reason,omitempty" label:"Why"`  // of being abandoned
	CountedAt    time.Time    `json:"counted_at,omitzero" label:"Counted"`
	// Approved is the option that was approved; of several, the one with the most support.
	Approved string `json:"approved,omitempty" label:"Approved"`
}

// VoteOption is one of the things voted on: the original, or an Alternative by its id.
type VoteOption struct {
	Option string `json:"option"`
	Title  string `json:"title" label:"Title"`
}

// Original is the option that is no Alternative.
const Original = "original"

// Named implements register.Record.
func (v *ChangeVote) Named() (kind, id string) { return "change_vote", v.ID }

// Heading is what it is a vote on.
func (v *ChangeVote) Heading() string {
	if v.Purpose == "assessment" {
		return "Change Board vote on the cost of an Impact Assessment"
	}
	return "Change Board vote"
}

// Words are none: the Modification is found.
func (v *ChangeVote) Words() []string { return nil }

// Keys are what lists find it by.
func (v *ChangeVote) Keys() []register.Key {
	return together(each("modification", v.Modification), each("meeting", v.Meeting),
		each("state", or(v.State, "open")), instant("opened", v.OpenedAt))
}

// ChangeBallot is the vote of one seat in a [ChangeVote]. Its id is made of both, so that no
// seat has two.
type ChangeBallot struct {
	Head
	Vote     string     `json:"vote" ref:"change_vote" label:"Vote"`
	Seat     string     `json:"seat" ref:"seat" label:"Seat"`
	Position []Position `json:"position,omitempty" label:"Position"`
	Prefers  string     `json:"prefers,omitempty"` // an option, where several may pass
	Reason   string     `json:"reason" label:"Reason"`
	// Objectives are the General SEC Objectives that the reason rests on, by their letters.
	Objectives []string  `json:"objectives,omitempty" label:"SEC Objectives"`
	Recused    bool      `json:"recused,omitempty" label:"Takes no part"`
	VotedBy    string    `json:"voted_by" ref:"person"`           // the member or the alternate
	TakenBy    string    `json:"taken_by,omitempty" ref:"person"` // who noted it on the telephone
	At         time.Time `json:"at" label:"At"`
	// Earlier is what the seat said before it changed its mind, the first first.
	Earlier []Earlier `json:"earlier,omitempty"`
}

// Position is what a seat says to one option: approve, reject or abstain.
type Position struct {
	Option string `json:"option"`
	Choice string `json:"choice"`
}

// Earlier is a position that was changed.
type Earlier struct {
	At       time.Time  `json:"at"`
	Position []Position `json:"position,omitempty"`
	Reason   string     `json:"reason"`
	Recused  bool       `json:"recused,omitempty"`
}

// Choice is what the seat says to an option; empty where it says nothing.
func (b *ChangeBallot) Choice(option string) string {
	for _, p := range b.Position {
		if p.Option == option {
			return p.Choice
		}
	}
	return ""
}

// Cast are the ballots of members while a vote is open: the Change Board's to see.
func Cast() policy.Label { return policy.Label{Mark: policy.Amber, Scope: "change_board"} }

// Named implements register.Record.
func (b *ChangeBallot) Named() (kind, id string) { return "change_ballot", b.ID }

// Heading is its id.
func (b *ChangeBallot) Heading() string { return b.ID }

// Words are none.
func (b *ChangeBallot) Words() []string { return nil }

// Keys are what lists find it by.
func (b *ChangeBallot) Keys() []register.Key {
	return together(each("vote", b.Vote), each("seat", b.Seat))
}
