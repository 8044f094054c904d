package vote

import (
	"fmt"
	"slices"
	"time"
)

// Seat is a place on a body as it is on the day of the vote, or in an election a Voting
// Group that has a vote.
type Seat struct {
	ID          string
	Category    string // code: the name of a category of the rule, or one that it holds
	VotingGroup string // empty where it has none
	Holder      string // the member
	Alternate   string // who may vote while the member has not; empty: nobody
	Vacant      bool
	Attendance  Attendance
}

// Attendance is what is on record about a seat beside its ballots. A seat of which nothing
// is, attends if it votes.
type Attendance string

// What may be on record.
const (
	Attended Attendance = "attended"
	// FailedToAttend: its member and alternate were called in due form and did not come. A
	// quorum may be relaxed by it; a ballot that counts outweighs it.
	FailedToAttend Attendance = "failed_to_attend"
)

// Position is what a ballot says: one of the constants, or in an election a candidate or
// [Abstain].
type Position string

// The positions.
const (
	Approve Position = "approve"
	Reject  Position = "reject"
	Abstain Position = "abstain"
)

// Ballot is a vote as it was cast.
type Ballot struct {
	Seat     string // ID
	Position Position
	Reason   string
	CastBy   string    // the member or the alternate
	By       string    // how it came, for example by telephone, entered and confirmed by whom
	At       time.Time // when it was cast
}

// Vote is what came of a seat.
type Vote struct {
	Seat    Seat
	Counts  Ballot   // the last one; zero where there is none
	Earlier []Ballot // those it took the place of, in the order in which they were cast
}

// Voted reports whether the seat has cast a ballot that counts.
func (v Vote) Voted() bool { return !v.Counts.At.IsZero() }

// Why says why a ballot does not count.
type Why string

// The reasons.
const (
	Late            Why = "late"             // at the instant of the close, or after it
	Undated         Why = "undated"          // nobody says when it was cast
	UnknownSeat     Why = "unknown_seat"     // no such seat votes here
	VacantSeat      Why = "vacant_seat"      // nobody holds it
	NotEntitled     Why = "not_entitled"     // by neither the member nor the alternate
	MemberHasVoted  Why = "member_has_voted" // by the alternate, after the member
	UnknownPosition Why = "unknown_position" // not one that there is
)

// Refusal is a ballot that does not count, and why.
type Refusal struct {
	Ballot Ballot
	Why    Why
	Closed time.Time // when the vote closed
}

// Error says what is wrong with the ballot.
func (r *Refusal) Error() string {
	const layout = "2 January 2006 15:04:05 MST"
	b := r.Ballot
	text := fmt.Sprintf("vote: ballot of seat %q: ", b.Seat)
	switch r.Why {
	case Late:
		return text + fmt.Sprintf("cast at %s, and the vote closed at %s",
			b.At.Format(layout), r.Closed.Format(layout))
	case Undated:
		return text + "it does not say when it was cast"
	case UnknownSeat:
		return text + "no such seat takes part in this vote"
	case VacantSeat:
		return text + "the seat is vacant"
	case NotEntitled:
		return text + fmt.Sprintf("%q is neither its member nor its alternate", b.CastBy)
	case MemberHasVoted:
		return text + fmt.Sprintf("the member has voted, so the alternate %q cannot", b.CastBy)
	case UnknownPosition:
		return text + fmt.Sprintf("%q is not a position one can take", b.Position)
	}
	return text + string(r.Why)
}

// SeatError says what is wrong with the seats of a vote: until it is mended nothing can be
// counted.
type SeatError struct {
	Seat   string // ID
	Reason string
}

func (e *SeatError) Error() string { return fmt.Sprintf("vote: seat %q: %s", e.Seat, e.Reason) }

// GroupError says that a Voting Group has two seats in a category where it has one vote.
type GroupError struct {
	Category    string // name
	VotingGroup string
	Seats       [2]string // IDs
}

func (e *GroupError) Error() string {
	return fmt.Sprintf("vote: seats %q and %q are both of Voting Group %q, which has one vote in %s",
		e.Seats[0], e.Seats[1], e.VotingGroup, e.Category)
}

// Accept says whether ballot would count, were the vote to be counted after it: nil, or a
// *[Refusal]. Earlier are the ballots cast before; closed is zero while no close is known.
// It fails with a *[SeatError] or a *[GroupError] where the seats are wrong.
func Accept(rule *Rule, seats []Seat, earlier []Ballot, ballot Ballot, closed time.Time) error {
	t, err := newTable(rule, seats, closed, decides)
	if err != nil {
		return err
	}
	t.take(earlier)
	if why := t.judge(ballot); why != "" {
		return &Refusal{ballot, why, closed}
	}
	return nil
}

// decides reports whether p is a position on a question.
func decides(p Position) bool { return p == Approve || p == Reject || p == Abstain }

// table is a vote while it is counted.
type table struct {
	rule     *Rule
	closed   time.Time
	position func(Position) bool // whether there is such a one
	index    map[string]int      // of seats, by ID
	category []int               // of seats
	votes    []Vote              // of seats
	refused  []*Refusal
}

// newTable places the seats. It fails with a *[SeatError] or a *[GroupError].
func newTable(rule *Rule, seats []Seat, closed time.Time, position func(Position) bool,
) (*table, error) {
	t := &table{
		rule: rule, closed: closed, position: position,
		index:    make(map[string]int, len(seats)),
		category: make([]int, len(seats)),
		votes:    make([]Vote, len(seats)),
	}
	for i, s := range seats {
		if _, twice := t.index[s.ID]; twice {
			return nil, &SeatError{s.ID, "it is there twice"}
		}
		c := rule.category(s.Category)
		if c < 0 {
			return nil, &SeatError{s.ID, fmt.Sprintf("the rule %s knows no category %q",
				rule.Name, s.Category)}
		}
		t.index[s.ID], t.category[i], t.votes[i].Seat = i, c, s
		if err := t.fits(i); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// fits holds seat i against those before it. One that nobody holds needs no Voting Group.
func (t *table) fits(i int) error {
	s, c := t.votes[i].Seat, t.rule.Categories[t.category[i]]
	if c.PerGroup && s.VotingGroup == "" && !s.Vacant {
		return &SeatError{s.ID, fmt.Sprintf("it names no Voting Group, and %s have one vote for each",
			c.Title)}
	}
	n := 1
	for j := range i {
		if t.category[j] != t.category[i] {
			continue
		}
		n++
		if o := t.votes[j].Seat; c.PerGroup && s.VotingGroup != "" && o.VotingGroup == s.VotingGroup {
			return &GroupError{c.Name, s.VotingGroup, [2]string{o.ID, s.ID}}
		}
	}
	if c.Seats > 0 && n > c.Seats {
		return &SeatError{s.ID, fmt.Sprintf("it is one too many: %s have %d", c.Title, c.Seats)}
	}
	return nil
}

// take takes the ballots in the order in which they were cast; of those cast at the same
// instant the one that is listed first comes first.
func (t *table) take(ballots []Ballot) {
	byTime := func(a, b Ballot) int { return a.At.Compare(b.At) }
	if !slices.IsSortedFunc(ballots, byTime) {
		ballots = slices.Clone(ballots)
		slices.SortStableFunc(ballots, byTime)
	}
	for _, b := range ballots {
		if why := t.judge(b); why != "" {
			t.refused = append(t.refused, &Refusal{b, why, t.closed})
			continue
		}
		v := &t.votes[t.index[b.Seat]]
		if v.Voted() {
			v.Earlier = append(v.Earlier, v.Counts)
		}
		v.Counts = b
	}
}

// judge says why b does not count, as things stand; empty where it does.
func (t *table) judge(b Ballot) Why {
	i, known := t.index[b.Seat]
	if !known {
		return UnknownSeat
	}
	v := t.votes[i]
	switch {
	case v.Seat.Vacant:
		return VacantSeat
	case !t.position(b.Position):
		return UnknownPosition
	case b.At.IsZero():
		return Undated
	case !t.closed.IsZero() && !b.At.Before(t.closed):
		return Late
	case b.CastBy == "" || b.CastBy != v.Seat.Holder && b.CastBy != v.Seat.Alternate:
		return NotEntitled
	case b.CastBy != v.Seat.Holder && v.Voted() && v.Counts.CastBy == v.Seat.Holder:
		return MemberHasVoted
	}
	return ""
}
