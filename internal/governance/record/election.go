package record

import (
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/register"
)

// Election fills seats of one constituency of a body.
type Election struct {
	Head
	Body              string        `json:"body" ref:"body" label:"Body"`
	Constituency      string        `json:"constituency" label:"Constituency"`
	Seats             []string      `json:"seats" ref:"seat" label:"Seats"`
	NominationsOpenAt time.Time     `json:"nominations_open_at" label:"Nominations open"`
	NominationsClose  time.Time     `json:"nominations_close_at" label:"Nominations close"`
	VotingClosesAt    time.Time     `json:"voting_closes_at,omitzero" label:"Voting closes"`
	TermFrom          calendar.Date `json:"term_from" label:"Terms begin"`

	// Settled is what the nominations came to; empty: not settled yet.
	Settled    string   `json:"settled,omitempty" label:"Settled as"`
	Candidates []string `json:"candidates,omitempty" ref:"nomination" label:"Candidates"`
	// Elected are the nominations that won, in the order of Seats.
	Elected     []string   `json:"elected,omitempty" ref:"nomination" label:"Elected"`
	Count       []VotesFor `json:"count,omitempty"`
	Lots        string     `json:"lots,omitempty" label:"Tie settled"` // how, where there was one
	PublishedAt time.Time  `json:"result_published_at,omitzero" label:"Result published"`
}

// VotesFor are the Voting Groups that voted for a candidate.
type VotesFor struct {
	Nomination string `json:"nomination" ref:"nomination"`
	Votes      int    `json:"votes"`
}

// The ways that nominations are settled.
const (
	ElectionUncontested = "uncontested" // nobody more stands than there are seats
	ElectionVoting      = "voting"
	ElectionLapsed      = "lapsed" // nobody stands
)

// Named implements register.Record.
func (e *Election) Named() (kind, id string) { return "election", e.ID }

// Heading is its id: pages make a title of body and constituency.
func (e *Election) Heading() string { return e.ID }

// Words are what search finds it by.
func (e *Election) Words() []string { return []string{"election " + e.Body} }

// Keys are what lists find it by.
func (e *Election) Keys() []register.Key {
	return together(each("body", e.Body), each("seat", e.Seats...),
		instant("closes", e.NominationsClose))
}

// Nomination puts somebody up in an Election. It is the Party's until the nominations are
// settled; then candidates are known to everyone.
type Nomination struct {
	Head
	Election string `json:"election" ref:"election" label:"Election"`
	Party    string `json:"party" ref:"party organisation" label:"Nominated by"`
	Person   string `json:"person" ref:"person"`
	// Called is as whoever nominates them knows them.
	Called    register.Secret `json:"called,omitzero" shown:"yes"`
	Statement register.Secret `json:"statement,omitzero" shown:"yes"`
	Withdrawn bool            `json:"withdrawn,omitempty" label:"Withdrawn"`
	Standing  bool            `json:"standing,omitempty" label:"Candidate"` // settled
}

// Named implements register.Record.
func (n *Nomination) Named() (kind, id string) { return "nomination", n.ID }

// Heading is its id: whom it names is said by pages.
func (n *Nomination) Heading() string { return n.ID }

// Label is who may see it.
func (n *Nomination) Label() policy.Label {
	if n.Standing {
		return n.or(policy.Label{Mark: policy.White})
	}
	return n.or(policy.Label{Mark: policy.Response, Scope: n.Party})
}

// Words are none.
func (n *Nomination) Words() []string { return nil }

// Keys are what lists find it by.
func (n *Nomination) Keys() []register.Key {
	return together(each("election", n.Election), each("party", n.Party), each("person", n.Person))
}

// ElectionVote is the vote of one Voting Group. Its id is made of the Election and the group,
// so that no group has two.
type ElectionVote struct {
	Head
	Election    string    `json:"election" ref:"election" label:"Election"`
	VotingGroup string    `json:"voting_group" label:"Voting Group"`
	Party       string    `json:"party" ref:"party" label:"Cast by"`
	Nomination  string    `json:"nomination" ref:"nomination" label:"For"` // empty: abstains
	At          time.Time `json:"at" label:"Cast"`
}

// Named implements register.Record.
func (e *ElectionVote) Named() (kind, id string) { return "election_vote", e.ID }

// Heading is its id.
func (e *ElectionVote) Heading() string { return e.ID }

// Label is who may see it: the Party that cast it, and the administrator.
func (e *ElectionVote) Label() policy.Label {
	return e.or(policy.Label{Mark: policy.Response, Scope: e.Party})
}

// Words are none.
func (e *ElectionVote) Words() []string { return nil }

// Keys are what lists find it by.
func (e *ElectionVote) Keys() []register.Key { return each("election", e.Election) }
