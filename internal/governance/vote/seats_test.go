package vote_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/vote"
)

// closed is when the votes of these tests close.
var closed = time.Date(2022, 1, 26, 12, 0, 0, 0, time.UTC)

func at(before time.Duration) time.Time { return closed.Add(-before) }

func ruleOf(t testing.TB, body string) *vote.Rule {
	t.Helper()
	rule, err := vote.RuleAt(body, closed)
	if err != nil {
		t.Fatal(err)
	}
	return rule
}

// seats makes n of a category: LS-1, held by the member of LS-1, with an alternate.
func seats(category string, n int) (all []vote.Seat) {
	for i := range n {
		id := fmt.Sprintf("%s-%d", category, i+1)
		all = append(all, vote.Seat{ID: id, Category: category, VotingGroup: "group of " + id,
			Holder: "member of " + id, Alternate: "alternate of " + id})
	}
	return all
}

// board is a Change Board as it was in 2021: 13, 3, 3, 3 and 1 seats.
func board() (all []vote.Seat) {
	for _, c := range []struct {
		category string
		n        int
	}{{"LS", 13}, {"SS", 3}, {"EN", 2}, {"GN", 1}, {"OSP", 3}, {"CON", 1}} {
		all = append(all, seats(c.category, c.n)...)
	}
	return all
}

// cast is a ballot of the member of a seat, an hour before the close.
func cast(seat string, p vote.Position) vote.Ballot {
	return vote.Ballot{Seat: seat, Position: p, CastBy: "member of " + seat, At: at(time.Hour)}
}

// casts makes a ballot for each letter of votes: a approves, r rejects, b abstains, and
// anything else is no vote. The letters are for the seats of a category, in order.
func casts(category, votes string) (ballots []vote.Ballot) {
	for i, letter := range votes {
		id := fmt.Sprintf("%s-%d", category, i+1)
		switch letter {
		case 'a':
			ballots = append(ballots, cast(id, vote.Approve))
		case 'r':
			ballots = append(ballots, cast(id, vote.Reject))
		case 'b':
			ballots = append(ballots, cast(id, vote.Abstain))
		}
	}
	return ballots
}

// all makes the ballots of a Change Board: LS, SS, EN, GN, OSP and CON.
func all(votes ...string) (ballots []vote.Ballot) {
	for i, category := range []string{"LS", "SS", "EN", "GN", "OSP", "CON"} {
		ballots = append(ballots, casts(category, votes[i])...)
	}
	return ballots
}

func count(t testing.TB, body string, seats []vote.Seat, ballots []vote.Ballot) vote.Result {
	t.Helper()
	r, err := vote.Count(ruleOf(t, body), seats, ballots, closed)
	if err != nil {
		t.Fatal(err)
	}
	return r
}
