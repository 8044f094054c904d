package vote

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// Contest is an election in one category.
type Contest struct {
	Rule       *Rule
	Category   string   // name, of the rule
	Places     int      // how many are to be elected, 1 or more
	Candidates []string // IDs, in the order in which pages list them
}

// Election is what came out of a contest.
type Election struct {
	Contest     Contest
	Closed      time.Time   // zero: voting is open, and this is how it stands
	Uncontested bool        // no more candidates than places: all are elected without a vote
	Candidates  []Candidate // most votes first, else in the order of the contest
	Elected     []string    // of these, IDs
	// Tied are those with equal votes for fewer places than they are, and Open how many
	// places that is. The rule does not say how to settle it.
	Tied              []string
	Open              int
	Abstain, NotVoted int // Voting Groups
	Votes             []Vote
	Refused           []*Refusal
}

// Candidate is one of a contest with the votes of as many Voting Groups.
type Candidate struct {
	ID    string
	Votes int
}

// Elect counts an election. Each of seats is a Voting Group of the category with its one
// vote, and the Position of a ballot is the ID of a candidate or [Abstain]. The last ballot
// cast before closed counts, as in [Count]. It fails with a *[SeatError] or a *[GroupError]
// where the seats are wrong, and where the contest is.
func Elect(c Contest, seats []Seat, ballots []Ballot, closed time.Time) (Election, error) {
	switch i := c.Rule.named(c.Category); {
	case c.Rule.Method != ByCandidate:
		return Election{}, fmt.Errorf("vote: rule %s elects nobody: count with it", c.Rule.Name)
	case i < 0:
		return Election{}, fmt.Errorf("vote: rule %s knows no category %q", c.Rule.Name, c.Category)
	case c.Places < 1:
		return Election{}, fmt.Errorf("vote: election in %s: %d places: want 1 or more",
			c.Category, c.Places)
	}
	e := Election{Contest: c, Closed: closed, Uncontested: len(c.Candidates) <= c.Places}
	for i, id := range c.Candidates {
		if id == "" || id == string(Abstain) || slices.Contains(c.Candidates[:i], id) {
			return Election{}, fmt.Errorf("vote: election in %s: candidate %q: want a name of its own",
				c.Category, id)
		}
		e.Candidates = append(e.Candidates, Candidate{ID: id})
	}
	t, err := newTable(c.Rule, seats, closed, func(p Position) bool {
		return p == Abstain || slices.Contains(c.Candidates, string(p))
	})
	if err != nil {
		return Election{}, err
	}
	for i, v := range t.votes {
		if name := c.Rule.Categories[t.category[i]].Name; name != c.Category {
			return Election{}, &SeatError{v.Seat.ID, fmt.Sprintf("it is of %s, and the election is in %s",
				name, c.Category)}
		}
	}
	t.take(ballots)
	e.Votes, e.Refused = t.votes, t.refused
	e.count()
	return e, nil
}

// count counts the votes and finds who is elected.
func (e *Election) count() {
	for _, v := range e.Votes {
		switch {
		case v.Seat.Vacant:
		case !v.Voted():
			e.NotVoted++
		case v.Counts.Position == Abstain:
			e.Abstain++
		default:
			e.Candidates[slices.Index(e.Contest.Candidates, string(v.Counts.Position))].Votes++
		}
	}
	slices.SortStableFunc(e.Candidates, func(a, b Candidate) int {
		return cmp.Compare(b.Votes, a.Votes)
	})
	places := e.Contest.Places
	for _, c := range e.Candidates {
		ahead, level := 0, 0
		for _, o := range e.Candidates {
			if o.Votes > c.Votes {
				ahead++
			} else if o.Votes == c.Votes {
				level++
			}
		}
		switch {
		case ahead+level <= places:
			e.Elected = append(e.Elected, c.ID)
		case ahead < places:
			e.Tied = append(e.Tied, c.ID)
			e.Open = places - ahead
		}
	}
}

// Sentences explain e step by step: the votes of each candidate, who did not vote, who is
// elected, and then the ballots that were changed and those that do not count.
func (e *Election) Sentences() (sentences []string) {
	for _, c := range e.Candidates {
		if !e.Uncontested {
			sentences = append(sentences, c.ID+": "+say(c.Votes, "vote", "votes")+".")
		}
	}
	if !e.Uncontested {
		sentences = append(sentences, fmt.Sprintf("Of the Voting Groups %s and %s.",
			say(e.Abstain, "abstains", "abstain"), say(e.NotVoted, "has not voted", "have not voted")))
	}
	return append(append(sentences, e.Reason()), sayBallots(e.Votes, e.Refused)...)
}

// Reason says who is elected and why.
func (e *Election) Reason() string {
	places := say(e.Contest.Places, "place", "places")
	text := "Elected: " + join(e.Elected)
	if len(e.Elected) == 0 {
		text = "Nobody is elected"
	}
	switch {
	case e.Uncontested:
		return text + ", for " + say(len(e.Candidates), "candidate stands", "candidates stand") +
			" for " + places + "."
	case e.Closed.IsZero():
		text = "Voting is open; as it stands: " + text
	}
	if len(e.Tied) > 0 {
		return text + fmt.Sprintf(". %s have equal votes for %s: the tie has to be settled.",
			join(e.Tied), say(e.Open, "place", "places"))
	}
	return text + ", with most votes for " + places + "."
}
