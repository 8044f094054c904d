package modification_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// pageInput is what a form shows with what is typed over it.
func pageInput(form *page.Form, typed values) page.Input {
	in := page.Input{Values: map[string][]string{}, Version: form.Version}
	for _, f := range form.Fields {
		if f.Values != nil {
			in.Values[f.Name] = f.Values
		}
	}
	for name, value := range typed {
		in.Values[name] = []string{value}
	}
	return in
}

// votes are the votes about a Modification.
func (w *world) votes(id string) []*record.ChangeVote {
	w.t.Helper()
	all, err := register.All[*record.ChangeVote](w.now(), register.Query{Key: "modification", Is: id})
	if err != nil {
		w.t.Fatal(err)
	}
	return all
}

// openVote is the address of the vote that is open.
func (w *world) openVote(id string) string {
	w.t.Helper()
	for _, v := range w.votes(id) {
		if v.State == "" {
			return "/change-votes/" + v.ID
		}
	}
	w.t.Fatalf("no vote is open about %s", id)
	return ""
}

// solution is the id of a solution by its title.
func (w *world) solution(id, title string) string {
	w.t.Helper()
	all, err := register.All[*record.Solution](w.now(),
		register.Query{Key: "modification", Is: id})
	if err != nil {
		w.t.Fatal(err)
	}
	for _, s := range all {
		if s.Title == title {
			return s.ID
		}
	}
	w.t.Fatalf("no solution %q", title)
	return ""
}

// members vote on the Change Board, by the seats that they hold.
func members(from string) (people []string) {
	for _, p := range strings.Fields(from) {
		people = append(people, "demo-"+p+"-delegate")
	}
	return people
}

const everybody = "ls-a ls-b ls-c ls-d ls-e ls-f ls-g ls-h ls-i ls-j ls-k ls-l ls-m ss-a ss-b " +
	"ss-c en-a en-b gn-a osp-a osp-b osp-c con-a"

// position is a ballot that says the same to each of some options.
func position(choice string, options int) values {
	v := values{"reason": "For those whom we represent.", "objectives": "a|g"}
	for i := range options {
		v[fmt.Sprintf("position_%d", i)] = choice
	}
	return v
}

// all lets everybody say the same.
func (w *world) all(vote, choice string) {
	w.t.Helper()
	for _, who := range members(everybody) {
		w.do(who, vote+"/ballot", position(choice, 1))
	}
}

// closes is a day some days ahead.
func (w *world) closes(days int) values {
	return values{"closes": calendar.DateOf(w.clock.Now()).AddDays(days).String()}
}

// vote takes a vote of the Change Board on a Modification.
func (w *world) vote(id, choice string) string {
	w.t.Helper()
	w.do(secretary, mod(id)+"/open-vote", w.closes(2))
	vote := w.openVote(id)
	w.all(vote, choice)
	w.do(secretary, vote+"/close", nil)
	return vote
}

// toWindow sets the clock to the end of the window that a Modification is in, and some
// microseconds on.
func (w *world) toWindow(id string, micros int) {
	w.t.Helper()
	since := calendar.DateOf(w.modification(id).StageSince)
	end, err := calendar.Default().Add(since, 10)
	if err != nil {
		w.t.Fatal(err)
	}
	by := calendar.CloseOfDay(end.To).Add(time.Duration(micros) * time.Microsecond)
	w.at(by.UTC().Format("2006-01-02 15:04:05.000000"))
}

func TestVote(t *testing.T) {
	w := newWorld(t)
	id := w.boarded("self_governance")
	w.forbid("demo-ls-a-delegate", mod(id)+"/open-vote")
	w.refuse(secretary, mod(id)+"/open-vote", w.closes(-1), "5pm is still to come")
	w.do(secretary, mod(id)+"/open-vote", w.closes(2))
	w.refuse(secretary, mod(id)+"/open-vote", w.closes(2), "open already")
	w.refuse(secretary, mod(id)+"/send-back", values{"reason": "Thin", "days": "5"}, "A vote is open")
	w.refuse(secretary, mod(id)+"/consult-again", values{"reason": "Thin"}, "A vote is open")
	vote := w.openVote(id)
	closes := w.votes(id)[0].ClosesAt

	// Who may not
	w.forbid("", vote+"/ballot")
	w.forbid("demo-ss-d-delegate", vote+"/ballot")
	w.forbid("demo-ls-a-signatory", vote+"/ballot")
	w.forbid("demo-ls-a-delegate", vote+"/telephone")
	w.forbid("demo-ls-a-delegate", vote+"/close")

	// What is said while it is open is the Board's to see
	public := w.main("", vote)
	w.do("demo-ls-a-delegate", vote+"/ballot", position("reject", 1))
	if got := w.main("", vote); got != public {
		t.Error("a ballot changed what the public sees while the vote is open")
	}
	if got := w.main("demo-ss-d-delegate", vote); got != public {
		t.Error("a ballot changed what somebody without a seat sees")
	}
	w.holds("grid", w.main("demo-ls-b-delegate", vote), "Reject", "not yet voted",
		"SEC Objectives: (a) (g)")

	// A changed mind
	w.do("demo-ls-a-delegate", vote+"/ballot", position("approve", 1))
	w.holds("changed", w.main(secretary, vote), "Approve", ", changed from reject")

	// On the telephone, with both names
	tel := position("approve", 1)
	tel["seat"], tel["voter"] = "demo-change_board-ss-1", "alternate"
	w.refuse(secretary, vote+"/telephone", tel, "no such person")
	tel["voter"] = "holder"
	w.do(secretary, vote+"/telephone", tel)
	w.holds("telephone", w.main(secretary, vote),
		"on the telephone by Delegate of Demo Small Supplier A, taken down by Demo SECAS secretary")

	// A member with an interest
	w.refuse("demo-osp-a-delegate", vote+"/recuse", nil, "Enter a reason")
	w.do("demo-osp-a-delegate", vote+"/recuse", values{"reason": "We make these hubs."})
	w.refuse(secretary, vote+"/close", nil, "seats have not voted", "The vote is open until")

	// In time by some microseconds, too late at the instant
	w.at(closes.Add(-10 * time.Microsecond).UTC().Format("2006-01-02 15:04:05.000000"))
	if _, err := w.submit("demo-ls-b-delegate", vote+"/ballot", position("approve", 1)); err != nil {
		t.Fatalf("microseconds before the close: %v", err)
	}
	w.at(closes.UTC().Format("2006-01-02 15:04:05.000000"))
	w.refuse("demo-ls-c-delegate", vote+"/ballot", position("approve", 1), "The vote closed at 5pm")
	w.refuse(secretary, vote+"/telephone", tel, "The vote closed at 5pm")
	w.holds("closed", w.main("", vote), "Closed, not counted")

	// No quorum: two of thirteen Large Suppliers, and nobody of the Networks
	w.refuse(secretary, vote+"/close", nil, "no quorum", "At least half of the Large Suppliers",
		"At least one of the Networks")
	absent := strings.Builder{}
	for _, s := range w.votes(id)[0].Roll {
		if s.Constituency == "LS" && s.Seat > "demo-change_board-ls-b" || s.Constituency == "NET" {
			absent.WriteString("|" + s.Seat)
		}
	}
	w.do(secretary, vote+"/close", values{"absent": strings.TrimPrefix(absent.String(), "|")})
	w.state(id, "Appeal window")

	// Counted: public, and closed for good
	w.holds("published", w.main("", vote), "changed from reject", "Takes no part",
		"We make these hubs.", "taken down by Demo SECAS secretary", "failed to attend")
	w.refuse("demo-ls-a-delegate", vote+"/ballot", position("reject", 1), "was counted")
	w.refuse(secretary, vote+"/close", nil, "was counted")
	w.refuse(secretary, vote+"/abandon", values{"reason": "Oh"}, "was counted")
	w.holds("ballot", w.main("", mod(id)+"/ballot"), "Approved.", "Demo Large Supplier A")
}

func TestAlternate(t *testing.T) {
	w := newWorld(t)
	seat, err := register.Get[*record.Seat](w.now(), "demo-change_board-ls-a")
	if err != nil {
		t.Fatal(err)
	}
	seat.Alternate = "demo-ls-a-alternate"
	w.put(seat)
	id := w.boarded("self_governance")
	w.do(secretary, mod(id)+"/open-vote", w.closes(2))
	vote := w.openVote(id)
	w.do("demo-ls-a-alternate", vote+"/ballot", position("reject", 1))
	w.holds("alternate", w.main(secretary, vote), "by the alternate")
	w.do("demo-ls-a-delegate", vote+"/ballot", position("approve", 1))
	w.refuse("demo-ls-a-alternate", vote+"/ballot", position("reject", 1), "only the member")
	w.do(secretary, vote+"/abandon", values{"reason": "The papers were wrong."})
	w.refuse("demo-ls-a-delegate", vote+"/ballot", position("reject", 1), "was abandoned")
	w.holds("abandoned", w.main("", vote), "The papers were wrong.")
	w.do(secretary, mod(id)+"/open-vote", w.closes(2)) // another one can be opened
}

// TestManyMinds: a ballot keeps the last of its earlier votes, however often it is changed.
func TestManyMinds(t *testing.T) {
	w := newWorld(t)
	id := w.boarded("self_governance")
	w.do(secretary, mod(id)+"/open-vote", w.closes(2))
	vote := w.openVote(id)
	for range 6 {
		w.do("demo-ls-a-delegate", vote+"/ballot", position("approve", 1))
		w.do("demo-ls-a-delegate", vote+"/ballot", position("reject", 1))
	}
	all, err := register.All[*record.ChangeBallot](w.now(),
		register.Query{Key: "vote", Is: w.votes(id)[0].ID})
	if err != nil || len(all) != 1 || len(all[0].Earlier) != 10 {
		t.Fatalf("%d ballots: %v", len(all), err)
	}
	if was := all[0].Earlier[9].Position[0].Choice; was != "approve" {
		t.Errorf("before the last vote it was %s", was)
	}
}

// TestOneVoteForAGroup: two seats of one Voting Group cannot vote.
func TestOneVoteForAGroup(t *testing.T) {
	w := newWorld(t)
	id := w.boarded("self_governance")
	seat, err := register.Get[*record.Seat](w.now(), "demo-change_board-ls-b")
	if err != nil {
		t.Fatal(err)
	}
	seat.Party, seat.Holder = "demo-ls-a2", "demo-ls-a2-signatory"
	w.put(seat)
	w.refuse(secretary, mod(id)+"/open-vote", w.closes(2), "one Voting Group",
		"demo-change_board-ls-a and demo-change_board-ls-b")
}

func TestAlternatives(t *testing.T) {
	w := newWorld(t)
	id := w.raised()
	at := mod(id)
	w.do(analyst, at+"/convert", conversion("self_governance"))
	for _, title := range []string{"Paint them", "Number them", "Sing to them"} {
		w.do("demo-ss-a-signatory", at+"/add-solution", values{"kind": "alternative", "title": title,
			"text": title + "."})
	}
	w.do(analyst, at+"/settle-solution", values{"which": w.solution(id, "Sing to them"),
		"state": "dropped", "reason": "They do not hear."})
	m := w.modification(id)
	m.Stage, m.StageSince = "change_board", w.clock.Now()
	w.put(m)
	open := func() (vote string, order []string) {
		w.do(secretary, at+"/open-vote", w.closes(2))
		vote = w.openVote(id)
		for _, v := range w.votes(id) {
			if v.State == "" {
				for _, o := range v.Options {
					order = append(order, o.Title)
				}
			}
		}
		return vote, order
	}
	vote, order := open()
	if len(order) != 3 || order[0] != "Hubs alike" {
		t.Fatalf("voted on: %q", order)
	}
	for _, who := range members(everybody) {
		v := position("approve", 3)
		v["position_0"] = "reject"
		w.do(who, vote+"/ballot", v)
	}
	w.refuse(secretary, vote+"/close", nil, "same support", "Choose the one that the Board prefers")
	w.do(secretary, vote+"/close", values{"prefers": w.solution(id, "Paint them")})
	w.holds("preferred", w.main("", vote), "The Board prefers: Paint them.")
	w.holds("approved", w.main("", at), "Approved solution", "Paint them")
}

func TestRecount(t *testing.T) {
	w := newWorld(t)
	id := w.boarded("self_governance")
	vote := w.vote(id, "reject")
	w.holds("the same", w.main("", vote+"/recount"), "Counted again: the same", "Rejected")
	opened := w.votes(id)[0].OpenedAt

	// The seat of today is not that of the day of the vote
	seat, err := register.Get[*record.Seat](w.now(), "demo-change_board-ls-b")
	if err != nil {
		t.Fatal(err)
	}
	seat.Constituency = "SS"
	w.put(seat)
	w.holds("still the same", w.main("", vote+"/recount"), "Counted again: the same")

	// Later it becomes known that it was another one then
	_, err = w.reg.Act(t.Context(), register.Act{Who: analyst, Verb: "mend a seat"},
		func(tx *register.Tx) error {
			seat.Constituency, seat.VotingGroup = "LS", "demo-vg-ls-x"
			return tx.PutFrom(seat, opened.Add(-time.Hour))
		})
	if err != nil {
		t.Fatal(err)
	}
	w.holds("another", w.main("", vote+"/recount"), "something differs",
		"Demo Large Supplier B is of another category or Voting Group")
	_, err = w.reg.Act(t.Context(), register.Act{Who: analyst, Verb: "mend a seat"},
		func(tx *register.Tx) error {
			seat.VotingGroup = "demo-vg-ls-a"
			return tx.PutFrom(seat, opened.Add(-time.Hour))
		})
	if err != nil {
		t.Fatal(err)
	}
	w.holds("unsound", w.main("", vote+"/recount"), "It cannot be counted", "one Voting Group")
	w.unseen("", "/change-votes/vote-nothing")
}
