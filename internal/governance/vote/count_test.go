package vote_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/mains-energy/mains/internal/governance/vote"
)

func TestChangeBoard(t *testing.T) {
	const a, r, b = vote.Approved, vote.Rejected, vote.Abstained
	for _, test := range []struct {
		name       string
		votes      []string       // LS, SS, EN, GN, OSP, CON
		categories []vote.Outcome // LS, SS, NET, OSP, CON
		want       vote.Outcome
	}{
		{"all approve", []string{"aaaaaaaaaaaaa", "aaa", "aa", "a", "aaa", "a"},
			[]vote.Outcome{a, a, a, a, a}, a},
		{"all reject", []string{"rrrrrrrrrrrrr", "rrr", "rr", "r", "rrr", "r"},
			[]vote.Outcome{r, r, r, r, r}, r},
		{"all abstain", []string{"bbbbbbbbbbbbb", "bbb", "bb", "b", "bbb", "b"},
			[]vote.Outcome{b, b, b, b, b}, r},
		{"a category is one, however large", []string{"aaaaaaaaaaaaa", "rrr", "bb", "b", "r", "b"},
			[]vote.Outcome{a, r, b, r, b}, r},
		{"one vote decides a category", []string{"aaaaaaarrrrrr", "arb", "ar", "a", "aar", "r"},
			[]vote.Outcome{a, b, a, a, r}, a},
		{"tie of categories", []string{"aaaaaaaaaaaaa", "a", "r", "r", "r", ""},
			[]vote.Outcome{a, a, r, r, b}, r},
		{"the consumer tips", []string{"aaaaaaaaaaaaa", "a", "r", "r", "r", "a"},
			[]vote.Outcome{a, a, r, r, a}, a},
		{"networks together", []string{"aaaaaaabbbbbb", "b", "ar", "r", "b", ""},
			[]vote.Outcome{a, b, r, b, b}, r},
		{"one approval among abstentions", []string{"abbbbbbbbbbbb", "b", "b", "b", "b", "b"},
			[]vote.Outcome{a, b, b, b, b}, a},
	} {
		t.Run(test.name, func(t *testing.T) {
			result := count(t, vote.ChangeBoard, board(), all(test.votes...))
			var got []vote.Outcome
			for _, c := range result.Categories {
				got = append(got, c.Outcome)
			}
			if d := cmp.Diff(test.categories, got); d != "" {
				t.Errorf("categories: -want +got\n%s", d)
			}
			if result.Outcome != test.want || result.Tally != test.want {
				t.Errorf("%s, %s, want %s: %s", result.Tally, result.Outcome, test.want, result.Reason())
			}
		})
	}
}

// TestCountsAndGrid looks at every number of one result.
func TestCountsAndGrid(t *testing.T) {
	seats := board()
	seats[12].Vacant, seats[15].Vacant = true, true // LS-13, SS-3
	result := count(t, vote.ChangeBoard, seats, all("aaaaaaarrb..", "rb", "aa", ".", "rrr", "a"))
	want := vote.Grid{
		Head: []string{"Category", "Approve", "Reject", "Abstain", "Not voted", "Vacant", "Outcome"},
		Rows: [][]string{
			{"Large Suppliers", "7", "2", "1", "2", "1", "Approved"},
			{"Small Suppliers", "0", "1", "1", "0", "1", "Rejected"},
			{"Networks", "2", "0", "0", "1", "0", "Approved"},
			{"Other SEC Parties", "0", "3", "0", "0", "0", "Rejected"},
			{"Consumers", "1", "0", "0", "0", "0", "Approved"},
			{"Categories", "3", "2", "0", "3", "2", "Approved"},
		},
	}
	if d := cmp.Diff(want, result.Grid()); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

func TestQuorum(t *testing.T) {
	const everybody = "aaaaaaaaaaaaa"
	for _, test := range []struct {
		name    string
		votes   []string // LS, SS, EN, GN, OSP, CON
		vacant  string   // IDs
		failed  string   // IDs of seats that failed to attend
		present string   // IDs of seats that attend and did not vote
		met     bool
		working string // in the sentences
	}{
		{"all", []string{everybody, "aaa", "aa", "a", "aaa", "a"}, "", "", "", true,
			"At least half of the Large Suppliers: 13 seats; 7 are needed and 13 attend: met."},
		{"seven of thirteen", []string{"aaaaaaa", "a", "a", "", "a", ""}, "", "", "", true,
			"At least half of the Large Suppliers: 13 seats; 7 are needed and 7 attend: met."},
		{"six of thirteen", []string{"aaaaaa", "a", "a", "", "a", ""}, "", "", "", false,
			"At least half of the Large Suppliers: 13 seats; 7 are needed and 6 attend: not met."},
		{"six of thirteen, one vacant", []string{"aaaaaa", "a", "a", "", "a", ""}, "LS-13", "", "", true,
			"At least half of the Large Suppliers: 13 seats, 1 is vacant, 12 are left; " +
				"6 are needed and 6 attend: met."},
		{"six of thirteen, two failed", []string{"aaaaaa", "a", "a", "", "a", ""}, "",
			"LS-12 LS-13", "", true, "13 seats, 2 have failed to attend, 11 are left; 6 are needed and 6 attend: met."},
		{"vacant and failed", []string{"aaaa", "a", "a", "", "a", ""}, "LS-13 LS-12", "LS-9 LS-10 LS-11",
			"", true, "13 seats, 2 are vacant, 3 have failed to attend, 8 are left; " +
				"4 are needed and 4 attend: met."},
		{"abstentions attend", []string{"bbbbbbb", "b", "b", "", "b", ""}, "", "", "", true,
			"7 are needed and 7 attend: met."},
		{"attends and does not vote", []string{"aaaaaa", "a", "a", "", "a", ""}, "", "", "LS-7", true,
			"7 are needed and 7 attend: met."},
		{"voted, though marked as failed", []string{"aaaaaaa", "a", "a", "", "a", ""}, "", "LS-1", "",
			true, "13 seats; 7 are needed and 7 attend: met."},
		{"gas is enough of the networks", []string{everybody, "a", "", "a", "a", ""}, "", "", "", true,
			"At least one of the Networks: 3 seats; 1 is needed and 1 attends: met."},
		{"no network", []string{everybody, "a", "", "", "a", "a"}, "", "", "", false,
			"At least one of the Networks: 3 seats; 1 is needed and 0 attend: not met."},
		{"all networks vacant", []string{everybody, "a", "", "", "a", ""}, "EN-1 EN-2 GN-1", "", "", true,
			"At least one of the Networks: 3 seats, 3 are vacant, 0 are left; " +
				"0 are needed and 0 attend: met."},
		{"some networks vacant", []string{everybody, "a", "", "", "a", ""}, "EN-1 EN-2", "", "", false,
			"3 seats, 2 are vacant, 1 is left; 1 is needed and 0 attend: not met."},
		{"all of small suppliers failed", []string{everybody, "", "a", "", "a", ""}, "",
			"SS-1 SS-2 SS-3", "", true,
			"At least one of the Small Suppliers: 3 seats, 3 have failed to attend, 0 are left; " +
				"0 are needed and 0 attend: met."},
		{"one of small suppliers failed", []string{everybody, "", "a", "", "a", ""}, "", "SS-1", "",
			false, "3 seats, 1 has failed to attend, 2 are left; 1 is needed and 0 attend: not met."},
		{"no other party", []string{everybody, "a", "a", "", "", ""}, "", "", "", false,
			"At least one of the Other SEC Parties: 3 seats; 1 is needed and 0 attend: not met."},
		{"no consumer is needed", []string{everybody, "a", "a", "", "a", ""}, "", "", "", true, "met."},
		{"nobody", []string{"", "", "", "", "", ""}, "", "", "", false, "Nobody attends"},
	} {
		t.Run(test.name, func(t *testing.T) {
			seats := board()
			for i := range seats {
				s := &seats[i]
				in := func(list string) bool { return strings.Contains(" "+list+" ", " "+s.ID+" ") }
				s.Vacant = in(test.vacant)
				switch {
				case in(test.failed):
					s.Attendance = vote.FailedToAttend
				case in(test.present):
					s.Attendance = vote.Attended
				}
			}
			result := count(t, vote.ChangeBoard, seats, all(test.votes...))
			text := strings.Join(result.Sentences(), "\n")
			if result.Quorum.Met != test.met || !strings.Contains(text, test.working) {
				t.Errorf("met: %v, want %v, and %q in\n%s", result.Quorum.Met, test.met, test.working, text)
			}
			if (result.Outcome == vote.NoDecision) == test.met {
				t.Errorf("outcome %s", result.Outcome)
			}
		})
	}
}

func TestSentences(t *testing.T) {
	seats := board()
	seats[12].Vacant, seats[18].Vacant = true, true // LS-13, GN-1
	for i := 19; i < 22; i++ {
		seats[i].Attendance = vote.FailedToAttend // OSP
	}
	ballots := all("aaaaabbbrr..", "ar", "rr", "", "", "a")
	changed, again := cast("SS-1", vote.Abstain), cast("SS-1", vote.Reject)
	changed.At, again.At = at(3*time.Hour), at(2*time.Hour)
	unknown := cast("DCC-1", vote.Approve)
	r := count(t, vote.ChangeBoard, seats, append(ballots, changed, again, unknown))
	want := []string{
		"Large Suppliers: 5 approve, 2 reject, 3 abstain and 2 have not voted; 1 seat is vacant. " +
			"More approve than reject, so the category approves.",
		"Small Suppliers: 1 approves, 1 rejects, 0 abstain and 1 has not voted. " +
			"As many approve as reject, so the category abstains.",
		"Networks: 0 approve, 2 reject, 0 abstain and 0 have not voted; 1 seat is vacant. " +
			"More reject than approve, so the category rejects.",
		"Other SEC Parties: 0 approve, 0 reject, 0 abstain and 3 have not voted. " +
			"Nobody approves or rejects, so the category abstains.",
		"Consumers: 1 approves, 0 reject, 0 abstain and 0 have not voted. " +
			"More approve than reject, so the category approves.",
		"Quorum. At least half of the Large Suppliers: 13 seats, 1 is vacant, 12 are left; " +
			"6 are needed and 10 attend: met.",
		"Quorum. At least one of the Small Suppliers: 3 seats; 1 is needed and 2 attend: met.",
		"Quorum. At least one of the Networks: 3 seats, 1 is vacant, 2 are left; " +
			"1 is needed and 2 attend: met.",
		"Quorum. At least one of the Other SEC Parties: 3 seats, 3 have failed to attend, " +
			"0 are left; 0 are needed and 0 attend: met.",
		"Categories: 2 approve, 1 rejects, 2 abstain, so more approve than reject. It is approved.",
		"Seat SS-1 changed its vote from abstain, then reject to approve.",
		`Not counted: ballot of seat "DCC-1": no such seat takes part in this vote.`,
	}
	if d := cmp.Diff(want, r.Sentences()); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// TestNobodyIsNoQuorum relaxes every term away: nobody is left, and nobody decides.
func TestNobodyIsNoQuorum(t *testing.T) {
	seats := board()
	for i := range seats {
		seats[i].Attendance = vote.FailedToAttend
	}
	r := count(t, vote.ChangeBoard, seats, nil)
	const want = "Categories: 0 approve, 0 reject, 5 abstain, a tie; by the rule a tie is rejected. " +
		"Nobody attends, so there is no decision."
	if r.Quorum.Met || r.Outcome != vote.NoDecision || r.Reason() != want {
		t.Errorf("%+v, %s", r.Quorum, r.Reason())
	}
}

func TestPanel(t *testing.T) {
	panel := func(chair string) (all []vote.Seat, ballots []vote.Ballot) {
		for _, c := range []struct {
			category string
			n        int
		}{{"LS", 2}, {"SS", 2}, {"EN", 1}, {"GN", 1}, {"OSP", 2}, {"DCC", 1}, {"CON", 2}, {"CHAIR", 1}} {
			all = append(all, seats(c.category, c.n)...)
		}
		return all, casts("CHAIR", chair)
	}
	for _, test := range []struct {
		name  string
		votes []string // LS, SS, EN, GN, OSP, CON
		chair string
		want  vote.Outcome
		text  string
	}{
		{"majority", []string{"aa", "aa", "r", "r", "rr", "a"}, "",
			vote.Approved, "Votes: 5 approve, 4 reject, 0 abstain, so more approve than reject. It is approved."},
		{"the chair does not vote against a majority", []string{"aa", "aa", "r", "r", "rr", "a"}, "r",
			vote.Approved, "Votes: 5 approve, 4 reject, 0 abstain, so more approve than reject. It is approved."},
		{"minority", []string{"aa", "r", "r", "r", "rr", ""}, "a",
			vote.Rejected, "Votes: 2 approve, 5 reject, 0 abstain, so more reject than approve. It is rejected."},
		{"casting for", []string{"aa", "bb", "", "", "rr", ""}, "a", vote.Approved,
			"Votes: 2 approve, 2 reject, 2 abstain, a tie; the casting vote is to approve. It is approved."},
		{"casting against", []string{"aa", "bb", "", "", "rr", ""}, "r", vote.Rejected,
			"Votes: 2 approve, 2 reject, 2 abstain, a tie; the casting vote is to reject. It is rejected."},
		{"casting abstains", []string{"aa", "bb", "", "", "rr", ""}, "b", vote.Rejected,
			"Votes: 2 approve, 2 reject, 2 abstain, a tie; no casting vote was cast, and by the rule a tie is rejected. It is rejected."},
		{"no casting vote", []string{"aa", "bb", "", "", "rr", ""}, "", vote.Rejected,
			"Votes: 2 approve, 2 reject, 2 abstain, a tie; no casting vote was cast, and by the rule a tie is rejected. It is rejected."},
		{"no quorum", []string{"aa", "aa", "a", "", "", ""}, "", vote.NoDecision,
			"Votes: 5 approve, 0 reject, 0 abstain, so more approve than reject. The quorum is not met, " +
				"so there is no decision; otherwise it would be approved."},
		{"the chair makes a quorum", []string{"aa", "aa", "a", "", "", ""}, "b", vote.Approved,
			"Votes: 5 approve, 0 reject, 0 abstain, so more approve than reject. It is approved."},
	} {
		t.Run(test.name, func(t *testing.T) {
			seats, ballots := panel(test.chair)
			r := count(t, vote.Panel, seats, append(ballots, all(test.votes...)...))
			if r.Outcome != test.want || r.Reason() != test.text {
				t.Errorf("%s: %s\nwant %s", r.Outcome, r.Reason(), test.text)
			}
		})
	}
}

// TestPanelVacancies is of six members and two vacant seats, which are no members.
func TestPanelVacancies(t *testing.T) {
	var panel []vote.Seat
	for _, category := range []string{"LS", "SS", "OSP", "CON"} {
		panel = append(panel, seats(category, 2)...)
	}
	panel[3].Vacant, panel[7].Vacant = true, true
	r := count(t, vote.Panel, panel, casts("LS", "aa"))
	const want = "At least half of the members: 8 seats, 2 are vacant, 6 are left; " +
		"3 are needed and 2 attend: not met."
	if got := r.Quorum.Terms[0].Working(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	panel[4].Attendance = vote.Attended
	if r := count(t, vote.Panel, panel, casts("LS", "aa")); r.Outcome != vote.Approved {
		t.Error(r.Reason())
	}
}

// TestPanelGrid looks at the row of the whole: the casting vote is not among the votes.
func TestPanelGrid(t *testing.T) {
	seats := append(seats("LS", 2), seats("CHAIR", 1)...)
	r := count(t, vote.Panel, seats, append(casts("LS", "ar"), casts("CHAIR", "a")...))
	rows := r.Grid().Rows
	want := [][]string{
		{"Chair", "1", "0", "0", "0", "0", ""},
		{"Votes that decide", "1", "1", "0", "0", "0", "Approved"},
	}
	if d := cmp.Diff(want, rows[len(rows)-2:]); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// TestCastingAndOwn is of a chair who votes and breaks a tie as well.
func TestCastingAndOwn(t *testing.T) {
	rule := ruleOf(t, vote.Panel)
	rule.CastingOnly = false
	seats := append(seats("LS", 2), seats("CHAIR", 1)...)
	for votes, want := range map[string]vote.Outcome{
		"r.": vote.Approved, "ar": vote.Approved, "rr": vote.Rejected, "bb": vote.Approved,
	} {
		ballots := append(casts("LS", votes), casts("CHAIR", "a")...)
		r, err := vote.Count(rule, seats, ballots, closed)
		if err != nil || r.Outcome != want {
			t.Errorf("%s: %s, %v, want %s", votes, r.Outcome, err, want)
		}
	}
}

func TestOpenVote(t *testing.T) {
	ballots := all("aaaaaaa", "a", "a", "", "a", "")
	ballots[0].At = closed.AddDate(10, 0, 0)
	r, err := vote.Count(ruleOf(t, vote.ChangeBoard), board(), ballots, time.Time{})
	const want = "Categories: 4 approve, 0 reject, 1 abstains, so more approve than reject. " +
		"The vote is open, and as it stands it is approved."
	if err != nil || len(r.Refused) > 0 || r.Reason() != want {
		t.Errorf("%v, refused %v\n%s\nwant %s", err, r.Refused, r.Reason(), want)
	}
	r, err = vote.Count(r.Rule, board(), ballots[1:], time.Time{})
	if err != nil || !strings.HasSuffix(r.Reason(), ". The vote is open, and as it stands the quorum "+
		"is not met, so there is no decision; otherwise it would be approved.") {
		t.Errorf("%v, %s", err, r.Reason())
	}
}

func TestCountRefusesElections(t *testing.T) {
	_, err := vote.Count(ruleOf(t, vote.Elections), nil, nil, closed)
	if err == nil || err.Error() != "vote: rule election decides by_candidate: elect with it" {
		t.Error(err)
	}
}
