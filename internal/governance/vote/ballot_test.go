package vote_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/mains-energy/mains/internal/governance/vote"
)

// TestRefusals looks at one ballot after those of the member of SS-1 and of the alternate of
// SS-2.
func TestRefusals(t *testing.T) {
	seats := board()
	seats[2].Vacant = true  // LS-3
	seats[3].Alternate = "" // LS-4
	seats[4].Holder = ""    // LS-5: held, and nobody knows by whom
	seats[4].Alternate = "deputy"
	earlier := []vote.Ballot{
		cast("SS-1", vote.Approve),
		{Seat: "SS-2", Position: vote.Reject, CastBy: "alternate of SS-2", At: at(time.Hour)},
	}
	by := func(seat, person string) vote.Ballot {
		return vote.Ballot{Seat: seat, Position: vote.Reject, CastBy: person, At: at(time.Minute)}
	}
	timed := func(when time.Time) vote.Ballot {
		return vote.Ballot{Seat: "LS-1", Position: vote.Reject, CastBy: "member of LS-1", At: when}
	}
	for _, test := range []struct {
		name   string
		ballot vote.Ballot
		why    vote.Why
		text   string
	}{
		{"member", by("LS-1", "member of LS-1"), "", ""},
		{"alternate", by("LS-1", "alternate of LS-1"), "", ""},
		{"member again", by("SS-1", "member of SS-1"), "", ""},
		{"alternate again", by("SS-2", "alternate of SS-2"), "", ""},
		{"member after alternate", by("SS-2", "member of SS-2"), "", ""},
		{"alternate of an unknown member", by("LS-5", "deputy"), "", ""},
		{"just in time", timed(closed.Add(-1)), "", ""},
		{"at the close", timed(closed), vote.Late, `vote: ballot of seat "LS-1": cast at ` +
			`26 January 2022 12:00:00 UTC, and the vote closed at 26 January 2022 12:00:00 UTC`},
		{"after the close", timed(closed.Add(time.Second)), vote.Late, `vote: ballot of seat "LS-1": ` +
			`cast at 26 January 2022 12:00:01 UTC, and the vote closed at 26 January 2022 12:00:00 UTC`},
		{"undated", timed(time.Time{}), vote.Undated,
			`vote: ballot of seat "LS-1": it does not say when it was cast`},
		{"unknown seat", by("LS-14", "member of LS-14"), vote.UnknownSeat,
			`vote: ballot of seat "LS-14": no such seat takes part in this vote`},
		{"vacant seat", by("LS-3", "member of LS-3"), vote.VacantSeat,
			`vote: ballot of seat "LS-3": the seat is vacant`},
		{"somebody else", by("LS-1", "member of LS-2"), vote.NotEntitled,
			`vote: ballot of seat "LS-1": "member of LS-2" is neither its member nor its alternate`},
		{"nobody", by("LS-4", ""), vote.NotEntitled,
			`vote: ballot of seat "LS-4": "" is neither its member nor its alternate`},
		{"alternate after member", by("SS-1", "alternate of SS-1"), vote.MemberHasVoted,
			`vote: ballot of seat "SS-1": the member has voted, so the alternate "alternate of SS-1" cannot`},
		{"position", vote.Ballot{Seat: "LS-1", Position: "maybe", CastBy: "member of LS-1",
			At: at(time.Minute)}, vote.UnknownPosition,
			`vote: ballot of seat "LS-1": "maybe" is not a position one can take`},
	} {
		t.Run(test.name, func(t *testing.T) {
			rule := ruleOf(t, vote.ChangeBoard)
			err := vote.Accept(rule, seats, earlier, test.ballot, closed)
			var refusal *vote.Refusal
			if test.why == "" {
				if err != nil {
					t.Errorf("refused: %v", err)
				}
			} else if !errors.As(err, &refusal) || refusal.Why != test.why || err.Error() != test.text {
				t.Errorf("got  %v\nwant %s", err, test.text)
			}
			r := count(t, vote.ChangeBoard, seats, append(earlier[:2:2], test.ballot))
			if test.why == "" && len(r.Refused) != 0 {
				t.Errorf("accepted, and not counted: %v", r.Refused)
			}
			want := []*vote.Refusal{{Ballot: test.ballot, Why: test.why, Closed: closed}}
			if d := cmp.Diff(want, r.Refused); test.why != "" && d != "" {
				t.Errorf("in the count: -want +got\n%s", d)
			}
		})
	}
	late := timed(closed.Add(time.Hour))
	if err := vote.Accept(ruleOf(t, vote.ChangeBoard), seats, nil, late, time.Time{}); err != nil {
		t.Errorf("while no close is known: %v", err)
	}
}

func TestWrongSeats(t *testing.T) {
	for _, test := range []struct {
		name string
		harm func([]vote.Seat) []vote.Seat
		want error
		text string
	}{
		{"one group", func(s []vote.Seat) []vote.Seat { s[4].VotingGroup = s[1].VotingGroup; return s },
			&vote.GroupError{Category: "LS", VotingGroup: "group of LS-2", Seats: [2]string{"LS-2", "LS-5"}},
			`vote: seats "LS-2" and "LS-5" are both of Voting Group "group of LS-2", which has one vote in LS`},
		{"one group, vacant", func(s []vote.Seat) []vote.Seat {
			s[4].VotingGroup, s[4].Vacant = s[1].VotingGroup, true
			return s
		}, &vote.GroupError{Category: "LS", VotingGroup: "group of LS-2",
			Seats: [2]string{"LS-2", "LS-5"}}, ""},
		{"one group elsewhere", func(s []vote.Seat) []vote.Seat {
			s[13].VotingGroup, s[14].VotingGroup = "g", "g" // SS-1, SS-2
			return s
		}, nil, ""},
		{"no group", func(s []vote.Seat) []vote.Seat { s[4].VotingGroup = ""; return s },
			&vote.SeatError{Seat: "LS-5",
				Reason: "it names no Voting Group, and Large Suppliers have one vote for each"},
			`vote: seat "LS-5": it names no Voting Group, and Large Suppliers have one vote for each`},
		{"no group, vacant", func(s []vote.Seat) []vote.Seat {
			s[4].VotingGroup, s[4].Vacant, s[3].VotingGroup, s[3].Vacant = "", true, "", true
			return s
		}, nil, ""},
		{"twice", func(s []vote.Seat) []vote.Seat { s[20].ID = "SS-1"; return s },
			&vote.SeatError{Seat: "SS-1", Reason: "it is there twice"}, ""},
		{"category", func(s []vote.Seat) []vote.Seat { s[20].Category = "DCC"; return s },
			&vote.SeatError{Seat: "OSP-2",
				Reason: `the rule change_board knows no category "DCC"`}, ""},
		{"two of consumers", func(s []vote.Seat) []vote.Seat { return append(s, seats("CON", 2)[1]) },
			&vote.SeatError{Seat: "CON-2", Reason: "it is one too many: Consumers have 1"}, ""},
		{"four of networks", func(s []vote.Seat) []vote.Seat { return append(s, seats("NET", 1)...) },
			&vote.SeatError{Seat: "NET-1", Reason: "it is one too many: Networks have 3"}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			rule, seats := ruleOf(t, vote.ChangeBoard), test.harm(board())
			_, err := vote.Count(rule, seats, nil, closed)
			if d := cmp.Diff(test.want, err); d != "" {
				t.Errorf("Count: -want +got\n%s", d)
			}
			if test.text != "" && err.Error() != test.text {
				t.Errorf("got  %s\nwant %s", err, test.text)
			}
			err = vote.Accept(rule, seats, nil, cast("LS-1", vote.Approve), closed)
			if d := cmp.Diff(test.want, err); d != "" {
				t.Errorf("Accept: -want +got\n%s", d)
			}
		})
	}
}

func TestLastCounts(t *testing.T) {
	ballot := func(p vote.Position, before time.Duration) vote.Ballot {
		return vote.Ballot{Seat: "CON-1", Position: p, CastBy: "member of CON-1", At: at(before),
			By: "telephone, entered by the secretary, confirmed by an analyst"}
	}
	first, second := ballot(vote.Reject, 3*time.Hour), ballot(vote.Abstain, 2*time.Hour)
	last, late := ballot(vote.Approve, time.Hour), ballot(vote.Reject, -time.Hour)
	given := []vote.Ballot{late, last, first, second}
	r := count(t, vote.ChangeBoard, board(), given)
	if d := cmp.Diff([]vote.Ballot{late, last, first, second}, given); d != "" {
		t.Errorf("the ballots of the caller changed: -want +got\n%s", d)
	}
	v := r.Votes[len(r.Votes)-1]
	if d := cmp.Diff(last, v.Counts); d != "" || !v.Voted() {
		t.Errorf("counts: -want +got\n%s", d)
	}
	if d := cmp.Diff([]vote.Ballot{first, second}, v.Earlier); d != "" {
		t.Errorf("earlier: -want +got\n%s", d)
	}
	if len(r.Refused) != 1 || r.Refused[0].Why != vote.Late {
		t.Errorf("refused %v", r.Refused)
	}
	same := first // cast at the same instant, and listed after it
	same.Position = vote.Approve
	r = count(t, vote.ChangeBoard, board(), []vote.Ballot{first, same})
	if v := r.Votes[len(r.Votes)-1]; v.Counts != same {
		t.Errorf("counts %+v, want the one listed last", v.Counts)
	}
}
