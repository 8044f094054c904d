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
	// State is counted or abandoned; empty: not yet.
	State     string    `json:"state,omitempty" label:"State"`
	Reason    string    `json:"reason,omitempty" label:"Why"` // of being abandoned
	CountedAt time.Time `json:"counted_at,omitzero" label:"Counted"`
	// Roll is who may vote: the seats as they were when the vote was opened.
	Roll   []RollSeat `json:"roll"`
	Absent []string   `json:"absent,omitempty" ref:"seat"` // who was called and did not come
	// Outcomes are what became of each option, once counted.
	Outcomes []OptionOutcome `json:"outcomes,omitempty"`
	// Approved is the option that was approved; of several, the one with the most support.
	Approved  string `json:"approved,omitempty"`
	Preferred string `json:"preferred,omitempty" label:"Why that one"`
}

// RollSeat is a seat as it was on the day of a vote.
type RollSeat struct {
	Seat         string `json:"seat" ref:"seat"`
	Constituency string `json:"constituency"`
	VotingGroup  string `json:"voting_group,omitempty"`
	Title        string `json:"title"` // what it is called: the Party behind it
	Holder       string `json:"holder,omitempty" ref:"person"`
	Alternate    string `json:"alternate,omitempty" ref:"person"`
	Vacant       bool   `json:"vacant,omitempty"`
}

// SeatOf is the seat that somebody votes for: their own, or the one whose alternate they are; nil
// where there is none.
func (v *ChangeVote) SeatOf(who string) (own *RollSeat) {
	for i, s := range v.Roll {
		if who != "" && !s.Vacant && (s.Holder == who || s.Alternate == who && own == nil) {
			own = &v.Roll[i]
		}
	}
	return own
}

// OptionOutcome is what became of an option: approved, rejected.
type OptionOutcome struct {
	Option  string `json:"option"`
	Outcome string `json:"outcome"`
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
		return "Change Board vote on the cost of an Impact Assessment, " + v.Modification
	}
	return "Change Board vote on " + v.Modification
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
	VotedBy  string     `json:"voted_by" ref:"person"`
}

// ChoiceOf is what positions say to an option; empty where they say nothing.
func ChoiceOf(positions []Position, option string) string {
	for _, p := range positions {
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
