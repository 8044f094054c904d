package vote

import (
	"fmt"
	"time"
)

// Outcome is what came out of a vote, or of a category of it.
type Outcome string

// The outcomes.
const (
	Approved   Outcome = "approved"
	Rejected   Outcome = "rejected"
	Abstained  Outcome = "abstained"   // of a category: as many approve as reject, or nobody does
	NoDecision Outcome = "no_decision" // of a vote: the quorum is not met
)

// Result is what came out of a vote, with everything it rests on.
type Result struct {
	Rule       *Rule
	Closed     time.Time       // zero: the vote is still open, and this is how it stands
	Votes      []Vote          // one for each seat, in the order of the seats
	Refused    []*Refusal      // the ballots that do not count, in the order they were cast
	Categories []CategoryCount // in the order of the rule
	// Total counts what decides: categories where the rule is [ByCategory], else votes, without
	// that of a seat that has a casting vote only.
	Total   Tally
	Casting Position // how a tie of votes was broken; empty where it was not
	Quorum  Quorum
	// Tally is what the votes say, whoever attended; Outcome is [NoDecision] instead where
	// the quorum is not met.
	Tally, Outcome Outcome
}

// Tally is a number of votes, or of categories, by position.
type Tally struct{ Approve, Reject, Abstain int }

// add counts one more of p; nothing where p is empty.
func (t *Tally) add(p Position) {
	switch p {
	case Approve:
		t.Approve++
	case Reject:
		t.Reject++
	case Abstain:
		t.Abstain++
	}
}

// CategoryCount is how the seats of a category voted.
type CategoryCount struct {
	Category Category
	Tally
	NotVoted int     // seats that are held and have no ballot that counts
	Vacant   int     // seats that nobody holds
	Outcome  Outcome // empty where the rule is not [ByCategory]
}

// Count counts the ballots of seats on one question by rule. Of several ballots of a seat
// the last one cast before closed counts; zero while no close is known. Ballots that do not
// count are kept as Refused. It fails with a *[SeatError] or a *[GroupError] where the seats
// are wrong, and where the rule is for elections.
func Count(rule *Rule, seats []Seat, ballots []Ballot, closed time.Time) (Result, error) {
	if rule.Method != ByCategory && rule.Method != ByVote {
		return Result{}, fmt.Errorf("vote: rule %s decides %s: elect with it", rule.Name, rule.Method)
	}
	t, err := newTable(rule, seats, closed, decides)
	if err != nil {
		return Result{}, err
	}
	t.take(ballots)
	r := Result{
		Rule: rule, Closed: closed, Votes: t.votes, Refused: t.refused,
		Categories: t.categories(), Quorum: t.quorum(),
	}
	r.decide()
	return r, nil
}

// categories counts votes by category.
func (t *table) categories() []CategoryCount {
	counts := make([]CategoryCount, len(t.rule.Categories))
	for i, c := range t.rule.Categories {
		counts[i].Category = c
	}
	for i, v := range t.votes {
		switch c := &counts[t.category[i]]; {
		case v.Seat.Vacant:
			c.Vacant++
		case !v.Voted():
			c.NotVoted++
		default:
			c.add(v.Counts.Position)
		}
	}
	return counts
}

// decide applies the method of the rule.
func (r *Result) decide() {
	for i := range r.Categories {
		c := &r.Categories[i]
		switch {
		case r.Rule.Method == ByCategory:
			r.Total.add(c.decide())
		case r.Rule.CastingOnly && c.Category.Name == r.Rule.Casting:
		default:
			r.Total.Approve += c.Approve
			r.Total.Reject += c.Reject
			r.Total.Abstain += c.Abstain
		}
	}
	switch {
	case r.Total.Approve > r.Total.Reject:
		r.Tally = Approved
	case r.Total.Reject > r.Total.Approve:
		r.Tally = Rejected
	default:
		r.Tally = r.breakTie()
	}
	r.Outcome = r.Tally
	if !r.Quorum.Met {
		r.Outcome = NoDecision
	}
}

// decide sets the outcome of c; the position is the same for [Tally.add].
func (c *CategoryCount) decide() Position {
	switch {
	case c.Approve > c.Reject:
		c.Outcome = Approved
		return Approve
	case c.Reject > c.Approve:
		c.Outcome = Rejected
		return Reject
	}
	c.Outcome = Abstained
	return Abstain
}

// breakTie is the outcome where as many approve as reject: what the casting vote says, or
// what the rule says where there is none.
func (r *Result) breakTie() Outcome {
	if i := r.Rule.named(r.Rule.Casting); i >= 0 {
		switch c := r.Categories[i]; {
		case c.Approve > 0:
			r.Casting = Approve
			return Approved
		case c.Reject > 0:
			r.Casting = Reject
			return Rejected
		}
	}
	return r.Rule.Tie
}

// Quorum is whether enough seats attend.
type Quorum struct {
	Terms     []TermCount // in the order of the rule
	Attending int         // seats, of any category
	Met       bool        // every term is, and somebody attends
}

// TermCount is a term of a quorum with its working, in seats.
type TermCount struct {
	Term      QuorumTerm
	Seats     int // that it is about
	Vacant    int // of these nobody holds
	Failed    int // of these are marked as having failed to attend, and cast no ballot
	Counting  int // are left where the term is relaxed
	Needed    int
	Attending int
	Met       bool
}

// quorum holds who attends against the terms of the rule. A rule without terms is met by
// nobody, too; one with terms that are all relaxed is not [D].
func (t *table) quorum() Quorum {
	q := Quorum{Met: true, Terms: make([]TermCount, len(t.rule.Quorum))}
	for _, v := range t.votes {
		if v.attends() {
			q.Attending++
		}
	}
	for i, term := range t.rule.Quorum {
		q.Terms[i] = t.term(term)
		q.Met = q.Met && q.Terms[i].Met && q.Attending > 0
	}
	return q
}

// term counts the seats that term is about.
func (t *table) term(term QuorumTerm) TermCount {
	c := TermCount{Term: term}
	for i, v := range t.votes {
		if !term.about(t.rule.Categories[t.category[i]].Name) {
			continue
		}
		c.Seats++
		switch {
		case v.Seat.Vacant:
			c.Vacant++
		case v.attends():
			c.Attending++
		case v.Seat.Attendance == FailedToAttend:
			c.Failed++
		}
	}
	c.Counting = c.Seats
	if term.VacantRelaxes {
		c.Counting -= c.Vacant
	}
	if term.FailedRelaxes {
		c.Counting -= c.Failed
	}
	c.Needed = min(term.AtLeast, c.Counting)
	if term.Half {
		c.Needed = (c.Counting + 1) / 2
	}
	c.Met = c.Attending >= c.Needed
	return c
}

// about reports whether the term is about seats of the category called name.
func (q QuorumTerm) about(name string) bool {
	for _, c := range q.Categories {
		if c == name {
			return true
		}
	}
	return len(q.Categories) == 0
}

// attends reports whether the seat of v attends.
func (v Vote) attends() bool {
	return !v.Seat.Vacant && (v.Voted() || v.Seat.Attendance == Attended)
}
