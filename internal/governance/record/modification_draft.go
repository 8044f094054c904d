package record

import (
	"time"

	"github.com/mains-energy/mains/internal/governance/register"
)

// DraftProposal is what somebody prepares before it has a number: the statement of a problem,
// in the hands of its Proposer until it is submitted. Once it is raised it has become a
// [Modification].
type DraftProposal struct {
	Head
	State    string   `json:"state" label:"State"` // of its own machine
	Proposer string   `json:"proposer" ref:"party organisation body" label:"Proposer"`
	Title    string   `json:"title"`
	Issue    string   `json:"issue,omitempty" label:"What the problem is"`
	Idea     string   `json:"idea,omitempty" label:"An idea, if there is one"`
	Impacted []string `json:"impacted,omitempty" label:"Who is affected"`
	Document string   `json:"document,omitempty" label:"Part of the Code"`
	Clause   string   `json:"clause,omitempty" label:"Clause"`
	Path     Path     `json:"path,omitempty" label:"Path it should take"`
	Why      string   `json:"path_reason,omitempty" label:"Why this path"`
	Urgent   string   `json:"urgent_reason,omitempty" label:"Why it is urgent"` // empty: it is not

	Contact register.Secret `json:"contact,omitzero" label:"Contact" shown:"yes"`

	SubmittedAt  time.Time `json:"submitted_at,omitzero" label:"Submitted"`
	Comments     []Comment `json:"comments,omitempty"`
	Modification string    `json:"modification,omitempty" ref:"modification" label:"Raised as"`
}

// Comment is what the code administrator says as a critical friend.
type Comment struct {
	At   time.Time `json:"at"`
	Text string    `json:"text"`
}

// Named implements register.Record.
func (d *DraftProposal) Named() (kind, id string) { return "draft_proposal", d.ID }

// Heading is its title.
func (d *DraftProposal) Heading() string { return or(d.Title, "Untitled draft") }

// Words are what search finds it by.
func (d *DraftProposal) Words() []string { return []string{d.Title, d.Issue} }

// Keys are what lists find it by.
func (d *DraftProposal) Keys() []register.Key {
	return together(each("title", d.Title), each("state", d.State), each("proposer", d.Proposer),
		each("modification", d.Modification), instant("submitted", d.SubmittedAt))
}
