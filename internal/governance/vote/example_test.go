package vote_test

import (
	"fmt"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/vote"
)

func ExampleCount() {
	closed := time.Date(2022, 1, 26, 12, 0, 0, 0, time.UTC)
	rule, err := vote.RuleAt(vote.ChangeBoard, closed)
	if err != nil {
		fmt.Println(err)
		return
	}
	var seats []vote.Seat
	for _, category := range []string{"LS", "SS", "EN", "OSP", "CON"} {
		seats = append(seats, vote.Seat{ID: category + "-1", Category: category,
			VotingGroup: "group of " + category, Holder: category + " member"})
	}
	seats[3].Vacant = true
	ballot := func(category string, p vote.Position, minutes int) vote.Ballot {
		return vote.Ballot{Seat: category + "-1", Position: p, CastBy: category + " member",
			At: closed.Add(-time.Duration(minutes) * time.Minute)}
	}
	result, err := vote.Count(rule, seats, []vote.Ballot{
		ballot("LS", vote.Approve, 30),
		ballot("SS", vote.Reject, 25),
		ballot("EN", vote.Abstain, 20),
		ballot("SS", vote.Approve, 5),
		ballot("CON", vote.Reject, 0),
	}, closed)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, row := range result.Grid().Rows {
		fmt.Println(strings.Join(row, " "))
	}
	fmt.Println(result.Quorum.Terms[1].Working())
	fmt.Println(result.Reason())
	fmt.Println(result.Refused[0].Why, result.Refused[0].Ballot.Seat)
	// Output:
	// Large Suppliers 1 0 0 0 0 Approved
	// Small Suppliers 1 0 0 0 0 Approved
	// Networks 0 0 1 0 0 Abstained
	// Other SEC Parties 0 0 0 0 1 Abstained
	// Consumers 0 0 0 1 0 Abstained
	// Categories 2 0 3 1 1 Approved
	// At least one of the Small Suppliers: 1 seat; 1 is needed and 1 attends: met.
	// Categories: 2 approve, 0 reject, 3 abstain, so more approve than reject. It is approved.
	// late CON-1
}

func ExampleElect() {
	closed := time.Date(2022, 1, 26, 12, 0, 0, 0, time.UTC)
	rule, err := vote.RuleAt(vote.Elections, closed)
	if err != nil {
		fmt.Println(err)
		return
	}
	groups := []vote.Seat{
		{ID: "1", Category: "SS", VotingGroup: "first", Holder: "a Party of the first"},
		{ID: "2", Category: "SS", VotingGroup: "second", Holder: "a Party of the second"},
	}
	contest := vote.Contest{Rule: rule, Category: "SS", Places: 1, Candidates: []string{"A", "B"}}
	election, err := vote.Elect(contest, groups, []vote.Ballot{
		{Seat: "2", Position: "B", CastBy: "a Party of the second", At: closed.Add(-time.Hour)},
	}, closed)
	fmt.Println(election.Reason(), err)
	// Output:
	// Elected: B, with most votes for 1 place. <nil>
}
