package vote_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mains-energy/mains/internal/governance/vote"
)

func TestPrefer(t *testing.T) {
	const ls, five = "aaaaaaaaaaaaa", "a"
	option := func(id string, votes ...string) vote.Option {
		return vote.Option{ID: id, Result: count(t, vote.ChangeBoard, board(), all(votes...))}
	}
	all := option("all", ls, "a", "a", "", "a", five) // 5 categories to none
	four := option("four", ls, "a", "a", "", "a", "r")
	fourOfFour := option("four of four", ls, "a", "a", "", "a", "b")
	three := option("three", ls, "a", "a", "", "b", "b")
	threeToo := option("three too", ls, "b", "a", "", "a", "b")
	threeMore := option("three more", ls, "b", "b", "", "a", "a")
	rejected := option("rejected", ls, "r", "r", "", "r", "r")
	inquorate := option("inquorate", "aaa", "a", "a", "", "a", "a")
	for _, test := range []struct {
		name    string
		options []vote.Option
		want    vote.Preference
	}{
		{"none", nil, vote.Preference{Reason: "None of the options is approved."}},
		{"none passes", []vote.Option{rejected, inquorate},
			vote.Preference{Reason: "None of the options is approved."}},
		{"one passes", []vote.Option{rejected, three, inquorate}, vote.Preference{ID: "three",
			Passed: []string{"three"},
			Reason: "Only three (categories: 3 for, 0 against) is approved."}},
		{"most support", []vote.Option{three, all, four}, vote.Preference{ID: "all",
			Passed: []string{"all", "four", "three"},
			Reason: "Approved are all (categories: 5 for, 0 against), four (categories: 4 for, 1 against) " +
				"and three (categories: 3 for, 0 against). all is preferred: it has most support."}},
		{"fewest against", []vote.Option{four, fourOfFour}, vote.Preference{ID: "four of four",
			Passed: []string{"four of four", "four"},
			Reason: "Approved are four of four (categories: 4 for, 0 against) and " +
				"four (categories: 4 for, 1 against). four of four is preferred: it has most support."}},
		{"two tie", []vote.Option{three, rejected, threeToo}, vote.Preference{
			Passed: []string{"three", "three too"}, Tied: []string{"three", "three too"},
			Reason: "Approved are three (categories: 3 for, 0 against) and " +
				"three too (categories: 3 for, 0 against). three and three too have the same support: " +
				"the body has to say which one it prefers."}},
		{"three tie", []vote.Option{three, threeToo, threeMore}, vote.Preference{
			Passed: []string{"three", "three too", "three more"},
			Tied:   []string{"three", "three too", "three more"},
			Reason: "Approved are three (categories: 3 for, 0 against), " +
				"three too (categories: 3 for, 0 against) and three more (categories: 3 for, 0 against). " +
				"three, three too and three more have the same support: " +
				"the body has to say which one it prefers."}},
		{"a tie behind the first is none", []vote.Option{three, four, threeToo},
			vote.Preference{ID: "four", Passed: []string{"four", "three", "three too"},
				Reason: "Approved are four (categories: 4 for, 1 against), " +
					"three (categories: 3 for, 0 against) and three too (categories: 3 for, 0 against). " +
					"four is preferred: it has most support."}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if d := cmp.Diff(test.want, vote.Prefer(test.options)); d != "" {
				t.Errorf("-want +got\n%s", d)
			}
		})
	}
}

// TestPreferByVotes is of a body where votes decide, not categories.
func TestPreferByVotes(t *testing.T) {
	panel := seats("OSP", 2)
	panel = append(panel, seats("CON", 2)...)
	option := func(id, osp, con string) vote.Option {
		ballots := append(casts("OSP", osp), casts("CON", con)...)
		return vote.Option{ID: id, Result: count(t, vote.Panel, panel, ballots)}
	}
	got := vote.Prefer([]vote.Option{option("A", "aa", "rb"), option("B", "aa", "ar")})
	const want = "Approved are B (votes: 3 for, 1 against) and A (votes: 2 for, 1 against). " +
		"B is preferred: it has most support."
	if got.ID != "B" || got.Reason != want {
		t.Errorf("%s: %s", got.ID, got.Reason)
	}
}
