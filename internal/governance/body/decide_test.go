package body_test

import (
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/page"
)

// TestApologies are sent by members until the meeting begins.
func TestApologies(t *testing.T) {
	s := begin(t)
	const at = "/meetings/panel-101/apologies"
	s.refuse(page.ErrSignIn, public, at, "comes", "no")
	s.refuse(page.ErrForbidden, party, at, "comes", "no")
	s.refuse(page.ErrForbidden, delegate, at, "comes", "no") // of another body
	s.refuse("name one on the page of the seat", member, at, "comes", "yes")
	s.do(member, "/seats/demo-panel-ls-1/alternate", "alternate", alternate)
	s.do(member, at, "comes", "yes")
	s.shows("/meetings/panel-101", "apologies; the alternate comes", party, member, secretary)
	s.hides("/meetings/panel-101", "apologies", public) // GREEN, as the papers of the Panel are
	s.do(secretary, at, "seat", "demo-panel-con-1", "comes", "no")
	s.refuse("For which seat", secretary, at, "comes", "no")
	s.shows("/meetings/panel-101", "Send apologies", member)
	s.hides("/meetings/panel-101", "Send apologies", party, public)
	s.just("2022-02-18T00:00", 0)
	s.refuse("The meeting began at midnight on 18 February 2022", member, at, "comes", "no")
}

// TestHold notes who was there, and counts the quorum.
func TestHold(t *testing.T) {
	s := begin(t)
	const at = "/meetings/panel-101"
	s.do(member, "/seats/demo-panel-ls-1/alternate", "alternate", alternate)
	s.do("demo-ss-a-member", at+"/apologies", "comes", "no")
	s.refuse("record who was there once that day has come", secretary, at+"/attendance")
	s.At("2022-02-18T15:00")
	s.refuse(page.ErrForbidden, member, at+"/attendance")
	s.refuse("either its member or its alternate", secretary, at+"/attendance", "members",
		"demo-panel-ls-1", "alternates", "demo-panel-ls-1")
	s.refuse("has no alternate", secretary, at+"/attendance", "alternates", "demo-panel-ls-2")
	s.do(secretary, at+"/attendance", "members", "demo-panel-chair", "members", "demo-panel-ls-2",
		"members", "demo-panel-en", "members", "demo-panel-gn", "members", "demo-panel-con-1",
		"alternates", "demo-panel-ls-1", "observers", "ofgem")
	for _, text := range []string{"The meeting was quorate.", "6 are needed and 6 attend: met",
		"the alternate was there", "apologies", "observed, without a vote", "absent"} {
		s.shows(at, text, party, member, secretary)
	}
	s.shows(at, "Held", public)
	s.hides(at, "quorate", public)
	s.refuse("not possible now", secretary, at+"/attendance")
	s.refuse("not ahead any more", member, at+"/apologies", "comes", "no")
}

// TestHoldOnAMonth says on which day a meeting was of which only the month was known.
func TestHoldOnAMonth(t *testing.T) {
	s := begin(t)
	const at = "/meetings/panel-100/attendance"
	s.refuse("one of January 2022", secretary, at, on("day", 2021, 12, 17)...)
	s.do(secretary, at, append(on("day", 2022, 1, 14), s.presence("panel")...)...)
	s.shows("/meetings/panel-100", "Friday 14 January 2022", public)
}

// TestDecide decides what a quorum can, by the votes of those who were there.
func TestDecide(t *testing.T) {
	s := begin(t)
	const at = "/meetings/panel-101"
	item := s.item("panel-101", "Draft budget", "GREEN")
	s.do(secretary, at+"/agenda/publish")
	decision := []string{"item", item, "title", "Budget", "decision", "The budget is approved",
		"rationale", "It is needed", "mark", "GREEN"}
	s.refuse(page.ErrForbidden, member, at+"/decisions/new", decision...)
	s.refuse("Record first who was at the meeting", secretary, at+"/decisions/new", decision...)
	s.do("demo-gn-a-member", page.Address("/agenda-items/"+item+"/recusal"), "reason",
		"We are paid by it")
	s.refuse(page.ErrForbidden, delegate, page.Address("/agenda-items/"+item+"/recusal"), "reason",
		"x")
	s.shows(page.Address("/agenda-items/"+item), "We are paid by it", party, member)

	s.At("2022-02-18T15:00")
	s.do(secretary, at+"/attendance", s.presence("panel", "demo-panel-con-2")...)
	for _, c := range []struct {
		want  string
		pairs []string
	}{
		{"Enter why", []string{"title", "x", "decision", "x", "mark", "GREEN"}},
		{"the item is GREEN", []string{"item", item, "title", "x", "decision", "x", "rationale", "x",
			"mark", "WHITE"}},
		{"voted otherwise too", join(decision, []string{"approve", "demo-panel-en", "reject",
			"demo-panel-en"})},
		{"it is recused", join(decision, []string{"approve", "demo-panel-gn"})},
		{"choose from what is offered", join(decision, []string{"approve", "demo-panel-con-2"})},
		// was not there
	} {
		s.refuse(c.want, secretary, at+"/decisions/new", c.pairs...)
	}
	made := s.do(secretary, at+"/decisions/new", join(decision, []string{"approve", "demo-panel-en",
		"approve", "demo-panel-ls-1", "reject", "demo-panel-ls-2", "reject", "demo-panel-ss-1",
		"approve", "demo-panel-chair"})...)
	d := get[*record.BodyDecision](s, id(made))
	if d.Tally == nil || d.Tally.Approve != 2 || d.Tally.Reject != 2 ||
		d.Tally.Outcome != "approved" || !strings.Contains(d.Tally.Because, "casting vote") {
		t.Errorf("two against two, and the chair for it: %+v", d.Tally)
	}
	s.shows(at, "The budget is approved", party, member)
	s.hides(at, "The budget is approved", public)
	s.missing(made, public)
	s.refuse("too late to keep out", "demo-en-a-member",
		page.Address("/agenda-items/"+item+"/recusal"),
		"reason", "x")
	agreed := s.do(secretary, at+"/decisions/new", "title", "Noted", "decision", "Noted",
		"rationale", "x",
		"mark", "WHITE")
	s.shows(agreed, "Noted", public)
	if get[*record.BodyDecision](s, id(agreed)).Tally != nil {
		t.Error("what was agreed without a vote has a tally")
	}
}

// TestNotQuorate decides nothing, until it is asked by correspondence.
func TestNotQuorate(t *testing.T) {
	s := begin(t)
	const at = "/meetings/panel-101"
	s.At("2022-02-18T15:00")
	s.do(secretary, at+"/attendance", "members", "demo-panel-chair", "members", "demo-panel-ls-1")
	s.shows(at, "The meeting was not quorate", member)
	s.refuse("Ask for a decision by correspondence", secretary, at+"/decisions/new", "title", "x",
		"decision", "x", "rationale", "x", "mark", "GREEN")
	s.do(secretary, at+"/ballots/new", append(on("closes", 2022, 2, 25), "title", "x", "question",
		"Well?",
		"mark", "GREEN")...)
}

// TestSeatsThatTheRuleDoesNotKnow cannot be counted before the register is put right.
func TestSeatsThatTheRuleDoesNotKnow(t *testing.T) {
	s := begin(t)
	change(s, "demo-panel-con-2", func(seat *record.Seat) { seat.Constituency = "LS" })
	ballot := s.do(secretary, "/bodies/panel/ballots/new", append(on("closes", 2022, 1, 25), "title",
		"x", "question", "Well?", "mark", "GREEN")...)
	s.refuse("cannot be counted", member, ballot+"/vote", "choice", "approve")
	s.At("2022-02-18T15:00")
	s.refuse("cannot be counted", secretary, ballot+"/count", "decision", "x", "rationale", "x")
	s.do(secretary, "/meetings/panel-101/attendance", s.presence("panel")...)
	s.shows("/meetings/panel-101", "The quorum cannot be counted", member)
	s.refuse("cannot be counted", secretary, "/meetings/panel-101/decisions/new", "title", "x",
		"decision", "x", "rationale", "x", "mark", "GREEN")
}

// TestOneVoteOfAGroup by correspondence: a Voting Group is that of its Parties on the day.
func TestOneVoteOfAGroup(t *testing.T) {
	s := begin(t)
	at := s.do(secretary, "/bodies/change_board/ballots/new", append(on("closes", 2022, 1, 25),
		"title", "x", "question", "Well?", "mark", "GREEN")...)
	s.do(delegate, at+"/vote", "choice", "approve")
	s.do(secretary, "/parties/demo-ls-b/category", append(on("from", 2022, 1, 1), "category", "LS",
		"group", "demo-vg-ls-a", "reason", "They are affiliates")...)
	s.refuse("demo-vg-ls-a", "demo-ls-b-delegate", at+"/vote", "choice", "approve")
	s.At("2022-02-08T16:00")
	s.do(secretary, "/meetings/opsg-65/attendance", s.presence("opsg")...)
	s.shows("/meetings/opsg-65", "Two of them are of one Voting Group", delegate)
}

// TestExpelled Parties have no rights; of those that are suspended the vote is taken first.
func TestExpelled(t *testing.T) {
	s := begin(t)
	at := s.do(secretary, "/bodies/change_board/ballots/new", append(on("closes", 2022, 1, 25),
		"title", "x", "question", "Well?", "mark", "GREEN")...)
	s.shows(at, "Well?", delegate, party)
	for _, step := range []page.Address{"notice", "suspend"} {
		s.do(secretary, "/parties/demo-ls-a/"+step, "reason", "x")
	}
	s.shows(at, "Well?", delegate)
	s.refuse("does not count", delegate, at+"/vote", "choice", "approve")
	s.do(secretary, "/parties/demo-ls-a/expel", "reason", "x")
	s.missing(at, delegate, binder)
	s.refuse(page.ErrNotFound, delegate, at+"/vote", "choice", "approve")
	for who, parties := range map[string]int{delegate: 0, binder: 0, binder2: 1} {
		r, err := s.Code.Reader(t.Context(), who)
		if err != nil || len(r.Parties) != parties || len(r.Bodies) > 0 {
			t.Errorf("%s acts for %v and sits on %v: %v", who, r.Parties, r.Bodies, err)
		}
	}
	s.shows("/bodies/panel", "Panel", member)
	if r, err := s.Code.Reader(t.Context(), member); err != nil || !r.Panel {
		t.Errorf("who sits on the Panel as themselves does not any more: %v", err)
	}
}

// TestMinutes are drafted after a meeting and confirmed at a later one.
func TestMinutes(t *testing.T) {
	s := begin(t)
	const at = "/meetings/ssc-139"
	s.refuse("not possible now", secretary, at+"/minutes/new", "text", "x", "mark", "AMBER")
	s.At("2022-01-26T16:00")
	s.do(secretary, at+"/attendance", s.presence("ssc")...)
	s.shows(at, "9 February 2022", secretary) // 10 Working Days on
	s.refuse(page.ErrForbidden, security, at+"/minutes/new", "text", "x", "mark", "AMBER")
	full := s.do(secretary, at+"/minutes/new", "text", "All of it.")
	s.refuse("there are AMBER minutes", secretary, at+"/minutes/new", "text", "x", "mark", "AMBER")
	s.do(secretary, at+"/minutes/new", "title", "Summary", "text", "Some of it.", "mark", "WHITE")
	s.shows(at, "Minutes in draft", public, security)
	s.shows(full, "Minutes of Security Sub-Committee Meeting 139", security)
	s.missing(full, public, party)

	s.refuse("Choose one", secretary, at+"/minutes/confirm")
	form, err := s.Form(secretary, at+"/minutes/confirm")
	if err != nil || len(form.Before) == 0 || len(form.Fields[0].Options) != 0 {
		t.Errorf("no later meeting was held: %v", err)
	}
	s.At("2022-02-09T16:00")
	s.do(secretary, "/meetings/ssc-140/attendance", s.presence("ssc")...)
	s.do(secretary, at+"/minutes/confirm", "at", "ssc-140")
	s.shows(at, "Minutes confirmed", public, security)
	s.shows(at, `Confirmed at <a href="ssc-140">Security Sub-Committee Meeting 140</a>`, public)
	s.refuse("Nothing is possible any more", secretary, at+"/minutes/new", "text", "x", "mark",
		"GREEN")
}

// TestCorrespondence decides without a meeting, by the rule of the Panel.
func TestCorrespondence(t *testing.T) {
	s := begin(t)
	const form = "/bodies/panel/ballots/new"
	ask := []string{"title", "Urgent spending", "question", "Shall we spend it?", "mark", "AMBER"}
	s.refuse(page.ErrForbidden, member, form, append(on("closes", 2022, 1, 25), ask...)...)
	s.refuse("no Working Day", secretary, form, append(on("closes", 2022, 1, 22), ask...)...)
	s.refuse("from 20 January", secretary, form, append(on("closes", 2022, 1, 19), ask...)...)
	s.refuse("advises and does not vote", secretary, "/bodies/working_group/ballots/new",
		append(on("closes", 2022, 1, 25), ask...)...)
	at := s.do(secretary, form, append(on("closes", 2022, 1, 25), ask...)...)
	s.missing(at, public, party, delegate)
	s.shows("/bodies/panel", "Urgent spending", member, secretary)
	s.do(member, "/seats/demo-panel-ls-1/alternate", "alternate", alternate)

	s.refuse(page.ErrNotFound, public, at+"/vote", "choice", "approve")
	s.refuse(page.ErrForbidden, secretary, at+"/vote", "choice", "approve")
	s.do(alternate, at+"/vote", "choice", "reject")
	s.do(member, at+"/vote", "choice", "approve", "reason", "I am back")
	s.refuse("The member has voted", alternate, at+"/vote", "choice", "reject")
	s.do("demo-gn-a-member", at+"/recusal", "reason", "We would get it")
	s.refuse("keeps out of it", "demo-gn-a-member", at+"/vote", "choice", "approve")
	s.do("demo-ls-b-member", at+"/vote", "choice", "approve")
	s.do("demo-ls-b-member", at+"/vote", "choice", "reject") // the last one counts
	s.do("demo-ss-a-member", at+"/vote", "choice", "abstain")
	s.do("demo-ss-b-member", at+"/vote", "choice", "approve")
	s.do("demo-en-a-member", at+"/vote", "choice", "reject")
	s.refuse("Votes are taken until 5pm on 25 January 2022", secretary, at+"/count", "decision", "x",
		"rationale", "x")
	for _, who := range []string{member, chair, authority} {
		s.hides(at, "I am back", who)
		s.hides("/ballot-votes", "demo-panel-ss-a", who)
	}
	s.just("2022-01-25T17:00", -2) // an act comes a microsecond after what was served
	s.do(chair, at+"/vote", "choice", "approve")
	s.just("2022-01-25T17:00", 0)
	s.refuse("Voting closed at 5pm on 25 January 2022", "demo-osp-a-member", at+"/vote", "choice",
		"reject")
	s.refuse("too late to keep out", "demo-osp-a-member", at+"/recusal", "reason", "x")
	s.refuse(page.ErrForbidden, member, at+"/count", "decision", "x", "rationale", "x")
	made := s.do(secretary, at+"/count", "decision", "We spend it", "rationale", "It cannot wait")
	d := get[*record.BodyDecision](s, id(made))
	if d.Tally.Approve != 2 || d.Tally.Reject != 2 || d.Tally.Abstain != 1 ||
		d.Tally.Outcome != "approved" {
		t.Errorf("the count is %+v: want 2 against 2, and the chair's casting vote for it", d.Tally)
	}
	s.shows(made, "We spend it", member, authority)
	s.missing(made, public, party)
	s.refuse("is counted", member, at+"/vote", "choice", "reject")
	s.refuse("is counted already", secretary, at+"/count", "decision", "x", "rationale", "x")
	s.refuse(page.ErrForbidden, secretary, at+"/withdrawal", "reason", "x")
}

// TestCorrespondenceWithoutQuorum comes to no decision; what is withdrawn takes no votes.
func TestCorrespondenceWithoutQuorum(t *testing.T) {
	s := begin(t)
	at := s.do(secretary, "/bodies/panel/ballots/new", append(on("closes", 2022, 1, 25), "title", "x",
		"question", "Well?", "mark", "GREEN")...)
	s.do(member, at+"/vote", "choice", "approve")
	s.At("2022-01-25T17:00")
	made := s.do(secretary, at+"/count", "decision", "Nothing", "rationale", "Too few voted")
	if d := get[*record.BodyDecision](s, id(made)); d.Tally.Outcome != "no_decision" {
		t.Errorf("one vote of twelve comes to %s", d.Tally.Outcome)
	}
	gone := s.do(secretary, "/bodies/ssc/ballots/new", append(on("closes", 2022, 1, 28), "title", "x",
		"question", "Well?")...)
	s.refuse("Reason", secretary, gone+"/withdrawal")
	s.do(secretary, gone+"/withdrawal", "reason", "Not needed")
	s.refuse("is withdrawn", security, gone+"/vote", "choice", "approve")
}

// TestInsteadOfAMeeting decides an item by correspondence, with its recusals.
func TestInsteadOfAMeeting(t *testing.T) {
	s := begin(t)
	item := s.item("ssc-139", "A device", "AMBER")
	s.do(secretary, "/meetings/ssc-139/agenda/publish")
	s.do(security, page.Address("/agenda-items/"+item+"/recusal"), "reason", "It is ours")
	s.do(secretary, "/meetings/ssc-139/correspondence", "reason", "One item only")
	s.shows("/meetings/ssc-139", "By correspondence", public)
	at := s.do(secretary, "/meetings/ssc-139/ballots/new", append(on("closes", 2022, 1, 25), "item",
		item,
		"title", "A device", "question", "May it be used?", "mark", "AMBER")...)
	s.refuse("keeps out of it", security, at+"/vote", "choice", "approve")
	s.do("demo-ss-b-delegate", at+"/vote", "choice", "approve")
	s.shows("/meetings/ssc-139", "A device", security)
	s.do(secretary, "/meetings/ssc-139/actions/new", append(on("due", 2022, 2, 1), "title",
		"Tell them",
		"holder", secretary, "mark", "AMBER")...)
	s.refuse("is cancelled", secretary, func() page.Address {
		s.do(secretary, "/meetings/ssc-140/cancel", "reason", "x")
		return "/meetings/ssc-140/ballots/new"
	}(), append(on("closes", 2022, 1, 25), "title", "x", "question", "x", "mark", "AMBER")...)
}

// TestActions chase whoever holds them.
func TestActions(t *testing.T) {
	s := begin(t)
	const at = "/meetings/opsg-65"
	action := func(pairs ...string) []string {
		return join(on("due", 2022, 2, 15), []string{"title", "Report on outages", "mark", "GREEN"},
			pairs)
	}
	s.refuse("Actions come of a meeting that was held", secretary, at+"/actions/new",
		action("holder", delegate)...)
	s.At("2022-02-08T16:00")
	s.do(secretary, at+"/attendance", s.presence("opsg")...)
	s.refuse(page.ErrForbidden, delegate, at+"/actions/new", action("holder", delegate)...)
	s.refuse("Choose one", secretary, at+"/actions/new", action()...)
	s.refuse("from 8 February", secretary, at+"/actions/new", append(on("due", 2022, 2, 7), "title",
		"x",
		"mark", "GREEN", "holder", delegate)...)
	made := s.do(secretary, at+"/actions/new", action("holder", delegate)...)
	s.missing(made, public)
	s.shows(made, "Delegate of Demo Large Supplier A", party, delegate)
	s.shows("/actions", "Report on outages", delegate, party, secretary)
	s.shows("/actions?show=mine", "Report on outages", delegate)
	s.hides("/actions?show=mine", "Report on outages", party)
	s.shows("/bodies/opsg", "Report on outages", delegate)
	if _, err := s.View(public, "/actions?show=mine"); err == nil {
		t.Error("the public has actions of its own")
	}

	s.At("2022-02-15T23:00")
	s.hides(made, "Overdue", delegate)
	s.At("2022-02-16T00:00")
	s.shows(made, "Overdue", delegate)
	s.shows(at, "Overdue", delegate)
	s.refuse(page.ErrForbidden, party, made+"/progress", "state", "done", "progress", "x")
	s.refuse("Choose from what is offered", delegate, made+"/progress", "state", "dropped",
		"progress", "x")
	s.do(delegate, made+"/progress", "state", "open", "progress", "Half of it")
	s.do(delegate, made+"/progress", "state", "done", "progress", "All of it")
	s.hides("/actions", "Report on outages", delegate)
	s.shows("/actions?show=all", "Report on outages", delegate)
	s.shows(made, "All of it", delegate)
	s.refuse(page.ErrForbidden, delegate, made+"/progress", "state", "open", "progress", "x")
}
