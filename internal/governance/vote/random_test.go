package vote_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"runtime/debug"
	"slices"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/mains-energy/mains/internal/governance/vote"
)

// source is what random tables are made from; rapid and math/rand/v2 both are one.
type source func(n int) int

// chance is true once in n times.
func (s source) chance(n int) bool { return s(n) == 0 }

// pick is one of its arguments.
func pick[T any](s source, from ...T) T { return from[s(len(from))] }

// question is one vote.
type question struct {
	seats   []vote.Seat
	ballots []vote.Ballot
}

// pool is seats to choose from, made once.
var pool = map[string][]vote.Seat{
	"LS": seats("LS", 16), "SS": seats("SS", 3), "EN": seats("EN", 3), "GN": seats("GN", 3),
	"OSP": seats("OSP", 3), "CON": seats("CON", 1),
}

// changeBoard makes a vote of a Change Board of any size, with ballots that count and such
// that do not.
func changeBoard(s source) question {
	q := question{make([]vote.Seat, 0, 32), make([]vote.Ballot, 0, 64)}
	add := func(category string, n int) { q.seats = append(q.seats, pool[category][:n]...) }
	en := s(4)
	add("LS", s(17))
	add("SS", s(4))
	add("EN", en)
	add("GN", s(4-en))
	add("OSP", s(4))
	add("CON", s(2))
	away := pick(s, 2, 4, 20) // how many seats stay away: one in so many
	for i := range q.seats {
		seat := &q.seats[i]
		seat.Vacant = s.chance(8)
		if s.chance(3) {
			seat.Attendance = pick(s, vote.Attended, vote.FailedToAttend)
		}
		if s.chance(away) {
			continue
		}
		for range 1 + s(6)/4 {
			q.ballots = append(q.ballots, ballot(s, seat))
		}
	}
	for i := range q.ballots { // in no order
		j := s(len(q.ballots))
		q.ballots[i], q.ballots[j] = q.ballots[j], q.ballots[i]
	}
	return q
}

// ballot makes one of a seat; one in some does not count.
func ballot(s source, seat *vote.Seat) vote.Ballot {
	b := vote.Ballot{
		Seat:     seat.ID,
		Position: pick(s, vote.Approve, vote.Approve, vote.Reject, vote.Reject, vote.Abstain),
		CastBy:   seat.Holder,
		At:       closed.Add(time.Duration(s(100)-95) * time.Minute),
	}
	if s.chance(4) {
		b.CastBy = seat.Alternate
	}
	if s.chance(30) {
		switch s(4) {
		case 0:
			b.Seat = "nowhere"
		case 1:
			b.CastBy = "somebody"
		case 2:
			b.Position = "maybe"
		case 3:
			b.At = time.Time{}
		}
	}
	return b
}

// rows and signs are what a Change Board is counted with the other way.
var (
	rows  = map[string]int{"LS": 0, "SS": 1, "EN": 2, "GN": 2, "OSP": 3, "CON": 4}
	signs = map[vote.Position]int{vote.Approve: 1, vote.Reject: -1}
)

// independent counts a Change Board in another way: for each seat it looks for the ballot
// that no other beats, and adds up signs.
func independent(q question) (tally, outcome vote.Outcome) {
	position := func(seat vote.Seat) (sign int, voted bool) {
		best, byMember := -1, false
		valid := func(b vote.Ballot) bool {
			return b.Seat == seat.ID && !seat.Vacant && !b.At.IsZero() && b.At.Before(closed) &&
				(b.Position == vote.Approve || b.Position == vote.Reject || b.Position == vote.Abstain) &&
				(b.CastBy == seat.Holder || b.CastBy == seat.Alternate)
		}
		for i, b := range q.ballots { // that of a member beats any of an alternate
			if !valid(b) {
				continue
			}
			member := b.CastBy == seat.Holder
			later := best >= 0 && !b.At.Before(q.ballots[best].At)
			if best < 0 || member && !byMember || member == byMember && later {
				best, byMember = i, member
			}
		}
		if best < 0 {
			return 0, false
		}
		return signs[q.ballots[best].Position], true
	}
	var sums, there, missing [5]int // of LS, SS, networks, OSP, consumers
	for _, seat := range q.seats {
		c := rows[seat.Category]
		sign, voted := position(seat)
		sums[c] += sign
		switch {
		case seat.Vacant:
		case voted || seat.Attendance == vote.Attended:
			there[c]++
		case seat.Attendance == "":
			missing[c]++
		}
	}
	sum := 0
	for _, s := range sums {
		sum += max(-1, min(1, s))
	}
	tally = vote.Rejected
	if sum > 0 {
		tally = vote.Approved
	}
	if there == [5]int{} || there[0] < missing[0] ||
		slices.ContainsFunc([]int{1, 2, 3}, func(c int) bool { return there[c] == 0 && missing[c] > 0 }) {
		return tally, vote.NoDecision
	}
	return tally, tally
}

// TestAgainstIndependentCounter compares random votes with another count of them: MAINS_ALL=1
// takes a million, MAINS_SEED a seed again.
func TestAgainstIndependentCounter(t *testing.T) {
	n, seed := 100_000, rand.Uint64()
	if os.Getenv("MAINS_ALL") != "" {
		n = 1_000_000
	}
	if testing.Short() {
		n = 10_000
	}
	if given, err := strconv.ParseUint(os.Getenv("MAINS_SEED"), 10, 64); err == nil {
		seed = given
	}
	t.Logf("MAINS_SEED=%d, %d votes", seed, n)
	defer debug.SetGCPercent(debug.SetGCPercent(1000)) // half the time would go into collecting
	s := source(rand.New(rand.NewPCG(seed, 0)).IntN)
	rule := ruleOf(t, vote.ChangeBoard)
	outcomes := map[vote.Outcome]int{}
	for i := range n {
		q := changeBoard(s)
		r, err := vote.Count(rule, q.seats, q.ballots, closed)
		if err != nil {
			t.Fatalf("vote %d: %v", i, err)
		}
		if tally, outcome := independent(q); r.Tally != tally || r.Outcome != outcome {
			t.Fatalf("vote %d: %s, %s, want %s, %s\n%+v\n%q", i, r.Tally, r.Outcome, tally, outcome, q,
				r.Sentences())
		}
		outcomes[r.Outcome]++
	}
	t.Log(outcomes)
	for _, o := range []vote.Outcome{vote.Approved, vote.Rejected, vote.NoDecision} {
		if outcomes[o] < n/20 {
			t.Errorf("%d of %d are %s: too few to tell", outcomes[o], n, o)
		}
	}
}

// questions draws votes for rapid.
func questions() *rapid.Generator[question] {
	return rapid.Custom(func(t *rapid.T) question {
		return changeBoard(func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "n") })
	})
}

func mustCount(t *rapid.T, q question) vote.Result {
	rules := vote.Declared()
	r, err := vote.Count(&rules[0], q.seats, q.ballots, closed)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestAbstentionsNeverWeigh takes every abstention away: its seat attends all the same.
func TestAbstentionsNeverWeigh(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := questions().Draw(t, "vote")
		r := mustCount(t, q)
		without := question{seats: slices.Clone(q.seats)}
		for i, v := range r.Votes {
			if v.Counts.Position == vote.Abstain {
				without.seats[i].Attendance = vote.Attended
			} else if v.Voted() {
				without.ballots = append(without.ballots, v.Counts)
			}
		}
		if got := mustCount(t, without); got.Tally != r.Tally || got.Outcome != r.Outcome {
			t.Fatalf("with abstentions %s, %s; without %s, %s", r.Tally, r.Outcome, got.Tally, got.Outcome)
		}
	})
}

// TestOrderOfSeatsNeverMatters reorders ballots and seats, those of one seat among themselves
// excepted.
func TestOrderOfSeatsNeverMatters(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := questions().Draw(t, "vote")
		r := mustCount(t, q)
		other := question{seats: rapid.Permutation(q.seats).Draw(t, "seats")}
		for _, seat := range append(slices.Clone(other.seats), vote.Seat{ID: "nowhere"}) {
			for _, b := range q.ballots {
				if b.Seat == seat.ID {
					other.ballots = append(other.ballots, b)
				}
			}
		}
		got := mustCount(t, other)
		if fmt.Sprint(got.Grid()) != fmt.Sprint(r.Grid()) || got.Reason() != r.Reason() ||
			len(got.Refused) != len(r.Refused) {
			t.Fatalf("%v\n%v", got.Sentences(), r.Sentences())
		}
	})
}

// TestMirror exchanges approvals and rejections: then the other side wins, and a tie rejects
// either way.
func TestMirror(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := questions().Draw(t, "vote")
		r := mustCount(t, q)
		mirror := question{q.seats, slices.Clone(q.ballots)}
		for i, b := range mirror.ballots {
			switch b.Position {
			case vote.Approve:
				mirror.ballots[i].Position = vote.Reject
			case vote.Reject:
				mirror.ballots[i].Position = vote.Approve
			}
		}
		m := mustCount(t, mirror)
		tie := r.Total.Approve == r.Total.Reject
		if tie && (r.Tally != vote.Rejected || m.Tally != vote.Rejected) {
			t.Fatalf("a tie is %s, and its mirror %s", r.Tally, m.Tally)
		}
		if !tie && r.Tally == m.Tally {
			t.Fatalf("%+v and %+v are both %s", r.Total, m.Total, r.Tally)
		}
	})
}

// TestEveryBallotIsThere adds up: each ballot counts, was changed or is refused, and each
// seat is in one column of its row.
func TestEveryBallotIsThere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := questions().Draw(t, "vote")
		r := mustCount(t, q)
		ballots, seats := len(r.Refused), 0
		for _, v := range r.Votes {
			ballots += len(v.Earlier)
			if v.Voted() {
				ballots++
			}
		}
		for _, c := range r.Categories {
			seats += c.Approve + c.Reject + c.Abstain + c.NotVoted + c.Vacant
		}
		if ballots != len(q.ballots) || seats != len(q.seats) {
			t.Fatalf("%d ballots, want %d; %d seats, want %d", ballots, len(q.ballots), seats, len(q.seats))
		}
	})
}

func BenchmarkCount(b *testing.B) {
	rule, seats := ruleOf(b, vote.ChangeBoard), board()
	ballots := all("aaaaaaarrbb..", "arb", "aa", "r", "rrr", "a")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := vote.Count(rule, seats, ballots, closed); err != nil {
			b.Fatal(err)
		}
	}
}
