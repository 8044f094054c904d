package vote_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/mains-energy/mains/internal/governance/vote"
)

// groups makes n Voting Groups of Small Suppliers and a ballot for each letter of votes, for
// the candidate of that letter; - abstains and . does not vote.
func groups(votes string) (groups []vote.Seat, ballots []vote.Ballot) {
	groups = seats("SS", len(votes))
	for i, letter := range votes {
		switch letter {
		case '.':
		case '-':
			ballots = append(ballots, cast(groups[i].ID, vote.Abstain))
		default:
			ballots = append(ballots, cast(groups[i].ID, vote.Position(letter)))
		}
	}
	return groups, ballots
}

func TestElect(t *testing.T) {
	for _, test := range []struct {
		name       string
		candidates string // a letter each
		places     int
		votes      string
		elected    []string
		tied       []string
		open       int
		reason     string
	}{
		{"one place", "ABC", 1, "AABCBA", []string{"A"}, nil, 0,
			"Elected: A, with most votes for 1 place."},
		{"two places", "ABC", 2, "CCABCB", []string{"C", "B"}, nil, 0,
			"Elected: C and B, with most votes for 2 places."},
		{"tie for the last place", "ABC", 2, "CCAB", []string{"C"}, []string{"A", "B"}, 1,
			"Elected: C. A and B have equal votes for 1 place: the tie has to be settled."},
		{"tie within the places", "ABC", 2, "AABBC", []string{"A", "B"}, nil, 0,
			"Elected: A and B, with most votes for 2 places."},
		{"tie of all", "ABC", 2, "ABC", nil, []string{"A", "B", "C"}, 2,
			"Nobody is elected. A, B and C have equal votes for 2 places: the tie has to be settled."},
		{"nobody votes", "AB", 1, "....", nil, []string{"A", "B"}, 1,
			"Nobody is elected. A and B have equal votes for 1 place: the tie has to be settled."},
		{"uncontested", "AB", 2, "AAA.", []string{"A", "B"}, nil, 0,
			"Elected: A and B, for 2 candidates stand for 2 places."},
		{"one for two places", "A", 2, "", []string{"A"}, nil, 0,
			"Elected: A, for 1 candidate stands for 2 places."},
		{"nobody stands", "", 1, "..", nil, nil, 0,
			"Nobody is elected, for 0 candidates stand for 1 place."},
	} {
		t.Run(test.name, func(t *testing.T) {
			groups, ballots := groups(test.votes)
			c := vote.Contest{Rule: ruleOf(t, vote.Elections), Category: "SS", Places: test.places,
				Candidates: strings.Split(test.candidates, "")}
			e, err := vote.Elect(c, groups, ballots, closed)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(test.elected, e.Elected); d != "" {
				t.Errorf("elected: -want +got\n%s", d)
			}
			if d := cmp.Diff(test.tied, e.Tied); d != "" || e.Open != test.open {
				t.Errorf("tied for %d, want %d: -want +got\n%s", e.Open, test.open, d)
			}
			if e.Reason() != test.reason {
				t.Errorf("got  %s\nwant %s", e.Reason(), test.reason)
			}
		})
	}
}

func TestElectSentences(t *testing.T) {
	groups, ballots := groups("BBA-..")
	changed, late := cast("SS-3", "B"), cast("SS-5", "A")
	changed.At, late.At = at(time.Minute), closed
	c := vote.Contest{Rule: ruleOf(t, vote.Elections), Category: "SS", Places: 1,
		Candidates: []string{"A", "B"}}
	e, err := vote.Elect(c, groups, append(ballots, changed, late), closed)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"B: 3 votes.",
		"A: 0 votes.",
		"Of the Voting Groups 1 abstains and 2 have not voted.",
		"Elected: B, with most votes for 1 place.",
		"Seat SS-3 changed its vote from A to B.",
		`Not counted: ballot of seat "SS-5": cast at 26 January 2022 12:00:00 UTC, and the vote ` +
			"closed at 26 January 2022 12:00:00 UTC.",
	}
	if d := cmp.Diff(want, e.Sentences()); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	e, err = vote.Elect(c, groups, ballots, time.Time{})
	if err != nil || e.Reason() != "Voting is open; as it stands: Elected: B, with most votes for 1 place." {
		t.Error(e.Reason(), err)
	}
	c.Places = 2
	e, err = vote.Elect(c, groups, ballots, closed)
	if d := cmp.Diff([]string{"Elected: B and A, for 2 candidates stand for 2 places."},
		e.Sentences()); d != "" || err != nil {
		t.Errorf("%v; -want +got\n%s", err, d)
	}
}

func TestElectRefuses(t *testing.T) {
	contest := func() vote.Contest {
		return vote.Contest{Rule: ruleOf(t, vote.Elections), Category: "SS", Places: 1,
			Candidates: []string{"A", "B"}}
	}
	var group *vote.GroupError
	two := seats("SS", 2)
	two[1].VotingGroup = two[0].VotingGroup
	if _, err := vote.Elect(contest(), two, nil, closed); !errors.As(err, &group) {
		t.Errorf("one group twice: %v", err)
	}
	for _, test := range []struct {
		name  string
		harm  func(*vote.Contest)
		seats []vote.Seat
		want  string
	}{
		{"rule", func(c *vote.Contest) { c.Rule = ruleOf(t, vote.Panel) }, nil,
			"vote: rule panel elects nobody: count with it"},
		{"category", func(c *vote.Contest) { c.Category = "CON" }, nil,
			`vote: rule election knows no category "CON"`},
		{"places", func(c *vote.Contest) { c.Places = 0 }, nil,
			"vote: election in SS: 0 places: want 1 or more"},
		{"nameless", func(c *vote.Contest) { c.Candidates[0] = "" }, nil,
			`vote: election in SS: candidate "": want a name of its own`},
		{"called abstain", func(c *vote.Contest) { c.Candidates[1] = "abstain" }, nil,
			`vote: election in SS: candidate "abstain": want a name of its own`},
		{"candidate twice", func(c *vote.Contest) { c.Candidates[1] = "A" }, nil,
			`vote: election in SS: candidate "A": want a name of its own`},
		{"other category", func(*vote.Contest) {}, seats("LS", 1),
			`vote: seat "LS-1": it is of LS, and the election is in SS`},
	} {
		c := contest()
		test.harm(&c)
		if _, err := vote.Elect(c, test.seats, nil, closed); err == nil || err.Error() != test.want {
			t.Errorf("%s: got %v, want %s", test.name, err, test.want)
		}
	}
}

// TestElectsTheMostVoted holds who is elected against a sorted list of votes.
func TestElectsTheMostVoted(t *testing.T) {
	rule := ruleOf(t, vote.Elections)
	rapid.Check(t, func(t *rapid.T) {
		c := vote.Contest{Rule: rule, Category: "SS", Places: rapid.IntRange(1, 4).Draw(t, "places"),
			Candidates: strings.Split("ABCDEF"[:rapid.IntRange(1, 6).Draw(t, "candidates")], "")}
		letters := append([]string{"-", "."}, c.Candidates...)
		votes := rapid.SliceOfN(rapid.SampledFrom(letters), 0, 20).Draw(t, "votes")
		groups, ballots := groups(strings.Join(votes, ""))
		e, err := vote.Elect(c, groups, ballots, closed)
		if err != nil {
			t.Fatal(err)
		}
		of := func(id string) int { return strings.Count(strings.Join(votes, ""), id) }
		var sorted []int
		for _, id := range c.Candidates {
			sorted = append(sorted, of(id))
		}
		slices.Sort(sorted)
		slices.Reverse(sorted)
		places := min(c.Places, len(sorted))
		if len(e.Elected)+e.Open != places || (len(e.Tied) > 0) != (e.Open > 0) {
			t.Fatalf("%d elected, %d open, want %d", len(e.Elected), e.Open, places)
		}
		last, next := sorted[places-1], -1 // of those with a place, of those without
		if places < len(sorted) {
			next = sorted[places]
		}
		for _, id := range c.Candidates {
			elected := of(id) > next && of(id) >= last
			tied := last == next && of(id) == last
			if slices.Contains(e.Elected, id) != elected || slices.Contains(e.Tied, id) != tied {
				t.Fatalf("%s with %d votes: elected %v, tied %v", id, of(id), e.Elected, e.Tied)
			}
		}
	})
}
