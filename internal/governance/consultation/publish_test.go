package consultation_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

// signatoryOf is the signatory of a Party of the demo: ls-a, ss-b.
func signatoryOf(party string) string { return "demo-" + party + "-signatory" }

// responded is a world after the closing of MP192's consultation, collating.
func responded(t *testing.T) *world {
	w := newWorld(t)
	for i, party := range []string{"ls-a", "ls-b", "ls-c", "ls-d", "ls-e", "ls-f", "ls-g"} {
		position := "support"
		if i > 3 {
			position = "do_not_support"
		}
		w.respond(signatoryOf(party), mp192,
			with(answer("q1", position, "hidden reasons "+party, "anonymous"),
				fields{"q3-position": "neutral", "q3-given": "confidential", "q3-cost": fmt.Sprint(1000 * (i +
					1))}))
	}
	w.respond(signatoryOf("ss-a"), mp192, answer("q1", "support", "open reasons ss-a", "public"))
	w.respond(signatoryOf("gn-a"), mp192, with(answer("q1", "do_not_support", "lone reasons gn-a",
		"confidential"), answer("q2", "support", "named reasons gn-a", "public")))
	w.clock.Set(closing192)
	w.do(staff, address(mp192, "collate"), nil)
	return w
}

// TestPublish is the story from the closing to the outcome.
func TestPublish(t *testing.T) {
	w := responded(t)
	hidden := []string{"hidden reasons", "open reasons", "lone reasons", "named reasons", "demo-gn-a"}
	for _, who := range []string{public, rival, official, "demo-chair"} {
		for _, below := range []string{"responses", "collation", "outcome"} {
			w.silent(who, address(mp192, below), hidden...)
		}
		w.silent(who, "/answers", "answer-")
	}
	publish := address(mp192, "publish")
	w.refused(public, publish, errSignIn)
	w.refused(signs, publish, errForbidden)
	w.refused(signs, address(mp192, "conclude"), errForbidden)
	w.fails(staff, publish, nil, "summary", "Enter a summary")
	w.fails(staff, address(mp192, "conclude"), fields{"outcome": "x"}, "", "the state “Collating”")
	w.do(staff, publish, fields{"summary": "Most support it.\n\nSome do not."})
	w.fails(staff, publish, nil, "", "nothing to publish now")

	// In public: name and text. Anonymous: text, no name, no position. In confidence: nothing.
	w.says(public, address(mp192, "responses")+"?question=q1", "Demo Small Supplier A",
		"open reasons ss-a", "hidden reasons ls-a", "hidden reasons ls-g", "Anonymous",
		"Most support it.")
	w.silent(public, address(mp192, "responses")+"?question=q1", "demo-ls", "Large Supplier",
		"lone reasons",
		"gn-a", "Gas Network")
	w.says(public, address(mp192, "responses")+"?question=q2", "Demo Gas Network A",
		"named reasons gn-a")
	for _, a := range all[*record.Answer](w) {
		if a.Confidentiality == record.Anonymous && (a.Party+a.From+string(a.Category)+a.Position != "" ||
			a.Cost.Text() != "") {
			t.Errorf("an anonymous answer tells more than its text: %+v", a)
		}
	}
	// The Panel and the Authority read what was given in confidence; the Party its own.
	for who, sees := range map[string]bool{official: true, "demo-chair": true, staff: true,
		signatoryOf("gn-a"): true, rival: false, public: false, cio: false} {
		text := w.text(who, address(mp192, "responses")+"?question=q1")
		if strings.Contains(text, "lone reasons gn-a") != sees {
			t.Errorf("%q sees the confidential answer: %v, want %v", who, !sees, sees)
		}
	}
	w.collated()
	w.disposed()
}

// collated holds the collation of [responded] to what may be said.
func (w *world) collated() {
	t := w.t
	var rows []string
	for _, q := range all[*record.Collation](w)[0].Questions {
		for _, r := range q.Rows {
			row := fmt.Sprint(q.Question, " ", r.Given, " ", r.Categories, " ", r.Answers)
			for _, p := range r.Positions {
				row += fmt.Sprint(" ", strings.Join(p.Positions, "+"), "=", p.Answers)
			}
			rows = append(rows, row)
		}
		if q.Cost > 0 {
			rows = append(rows, fmt.Sprint(q.Question, " cost ", q.Cost))
		}
	}
	want := []string{
		"q1 public [SS] 1 support=1 do_not_support=0 neutral=0 no_interest=0",
		"q1 anonymous [LS] 7 support=4 do_not_support=3 neutral+no_interest=0",
		"q1 anonymous [SS EN GN OSP DCC ] 0",
		// The one confidential answer to q1 is not counted; the seven to q3 all say the same, which
		// is not told.
		"q2 public [GN] 1 support=1 do_not_support=0 neutral=0 no_interest=0",
		"q3 confidential [LS] 7",
		"q3 confidential [SS EN GN OSP DCC ] 0",
		"q3 cost 4000",
	}
	if !slices.Equal(rows, want) {
		t.Errorf("collated\n%s\nwant\n%s", strings.Join(rows, "\n"), strings.Join(want, "\n"))
	}
	w.says(public, address(mp192, "collation"), "Large Supplier", "about 4000 pounds on average",
		"not shown",
		"only where at least 3", `"threshold": 3`)
	w.silent(public, address(mp192, "collation"), "demo-")
}

// disposed says what became of each answer of [responded], and records the outcome.
func (w *world) disposed() {
	t := w.t
	conclude := address(mp192, "conclude")
	w.fails(staff, conclude, fields{"outcome": "It goes on"}, "", "10 more answers")
	// From one answer to the next, until none is left.
	next := ""
	for _, a := range w.view(staff, address(mp192, "outcome")).Actions {
		if a.Text == "Say what became of the next answer" {
			next = string(a.To)
		}
	}
	w.refused(rival, next, errForbidden)
	w.fails(staff, next, nil, "disposition", "choose one")
	w.fails(staff, next, fields{"disposition": "rejected"}, "why", "Say why")
	n := 0
	for ; strings.HasSuffix(next, "/dispose"); n++ {
		next = string(w.do(staff, next, fields{"disposition": "accepted",
			"why": "We changed section 4"}).To)
	}
	if n != 10 || next != address(mp192, "outcome") {
		t.Errorf("%d answers, then %s", n, next)
	}
	w.says(public, address(mp192, "outcome"), "You asked, we did", "hidden reasons ls-a", "Accepted",
		"We changed section 4", "the outcome is not known here")
	w.silent(public, address(mp192, "outcome"), "lone reasons", "Large Supplier")
	// Each Party sees what happened to its comment, also to one in confidence.
	for _, party := range []string{"gn-a", "ls-a", "ss-a"} {
		w.says(signatoryOf(party), address(mp192, "response"), "What became of it", "Accepted",
			"We changed section 4")
	}
	w.do(staff, conclude, fields{"outcome": "The Working Group goes on with it."})
	v := w.view(public, address(mp192))
	if v.Tag.Text != "Outcome recorded" {
		t.Errorf("%q", v.Tag.Text)
	}
	w.says(public, address(mp192, "outcome"), "The Working Group goes on with it.")
	w.reads(signatoryOf("gn-a"), "/responses", "What became of it: 2 accepted")
	w.reads(signatoryOf("gn-a"), address(mp192, "response"), "What was decided",
		"The Working Group goes on with it.", "You asked, we did")
	w.unread(rival, "/responses", "What became of it: 2 accepted")
	w.says(public, "/consultations?state=outcome_recorded", mp192)
	w.fails(staff, conclude, fields{"outcome": "x"}, "", "Nothing is possible any more")
	answer := all[*record.Answer](w)[0].ID
	w.fails(staff, address(mp192, "answers", answer, "dispose"), fields{"disposition": "noted"}, "",
		"before the outcome is recorded")
	w.refused(staff, address(budget, "answers", answer, "dispose"), errNotFound)
}

// TestOrderOfAnswers: neither journal nor lists tell who gave an anonymous answer by what
// stands beside it.
func TestOrderOfAnswers(t *testing.T) {
	w := responded(t)
	w.do(staff, address(mp192, "publish"), fields{"summary": "S"})
	now := w.reg.Now()
	events, err := w.system().Changes(now.Add(-time.Minute), 1000)
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, e := range events {
		if e.Kind == "answer" {
			ids = append(ids, e.ID)
			if e.Behalf != "" || strings.Contains(e.Reason, "demo-") {
				t.Errorf("an event tells for whom: %+v", e)
			}
		}
	}
	slices.Reverse(ids)
	if len(ids) < 10 || !slices.IsSorted(ids) {
		t.Errorf("the answers are in the order %v", ids)
	}
}

// TestLate: a late response is taken by decision, until the instant that it says, and what it
// answers in public is shown as late.
func TestLate(t *testing.T) {
	w := responded(t)
	late := address(mp192, "accept-late")
	party := signatoryOf("en-a")
	said := answer("q1", "support", "late reasons en-a", "public")
	w.refused(party, late, errForbidden)
	w.fails(party, address(mp192, "respond"), said, "", "accept a late response")
	ok := with(day("until", 2022, 2, 7), fields{"respondent": "Demo Electricity Network A",
		"reason": "The mail went astray"})
	w.fails(staff, late, with(ok, fields{"respondent": "Nobody Ltd"}), "respondent",
		"There is no Party")
	w.fails(staff, late, with(ok, fields{"reason": ""}), "reason", "Give a reason")
	w.fails(staff, late, with(ok, day("until", 2022, 2, 4)), "until", "still to come")
	w.fails(staff, address(mp078, "accept-late"), ok, "", "after the closing")
	w.do(staff, late, ok)
	w.silent(public, address(mp192), "The mail went astray")
	w.refused(public, "/late-acceptances/"+all[*record.LateAcceptance](w)[0].ID, errNotFound)
	w.refused(rival, "/late-acceptances/"+all[*record.LateAcceptance](w)[0].ID, errNotFound)
	if got := w.actions(party, address(mp192)); !slices.Contains(got, "Respond") {
		t.Errorf("actions %v", got)
	}
	w.fails(rival, address(mp192, "respond"), said, "", "closed on")

	until := time.Date(2022, 2, 7, 17, 0, 0, 0, time.UTC)
	w.do(party, address(mp192, "respond"), said)
	w.clock.Set(until.Add(-time.Microsecond))
	w.fails(party, address(mp192, "respond/check"), nil, "", "5pm on 7 February 2022")
	w.do(staff, late, with(ok, day("until", 2022, 2, 8)))
	w.do(party, address(mp192, "respond/check"), nil)
	w.says(party, address(mp192, "response"), "The mail went astray", "Submitted 5pm on 7 February")
	w.fails(party, address(mp192, "withdraw-response"), nil, "", "not withdrawn")
	w.do(staff, address(mp192, "publish"), fields{"summary": "S"})
	w.says(public, address(mp192, "responses"), "late reasons en-a", "Late", "yes")
	// What is published and counted is not replaced.
	w.fails(party, address(mp192, "respond"), said, "", "counted and published already")
	w.fails(staff, late, with(ok, day("until", 2022, 2, 9)), "respondent", "cannot be replaced")
}

// TestLateBatch: late answers that were not given in public come out three at a time.
func TestLateBatch(t *testing.T) {
	w := responded(t)
	w.do(staff, address(mp192, "publish"), fields{"summary": "S"})
	before := w.text(public, address(mp192, "collation")) +
		w.text(public, address(mp192, "responses")) + w.text(public, address(mp192, "outcome"))
	for i, party := range []string{"osp-a", "osp-b", "osp-c"} {
		w.do(staff, address(mp192, "accept-late"), with(day("until", 2022, 2, 8),
			fields{"respondent": "demo-" + party, "reason": "R"}))
		w.respond(signatoryOf(party), mp192, answer("q1", "neutral", "late hidden "+party, "anonymous"))
		after := w.text(public, address(mp192, "collation")) +
			w.text(public, address(mp192, "responses")) + w.text(public, address(mp192, "outcome"))
		if after != before {
			t.Fatalf("with %d late responses, the public sees a difference", i+1)
		}
		if i < 2 {
			w.fails(staff, address(mp192, "publish"), nil, "", "at least three at a time")
		}
	}
	w.do(staff, address(mp192, "publish"), nil)
	w.says(public, address(mp192, "responses"), "late hidden osp-a", "late hidden osp-c")
	w.silent(public, address(mp192, "responses"), `"late": true`, "Other SEC Party")
	batches := all[*record.Collation](w)
	if len(batches) != 2 {
		t.Fatalf("%d batches", len(batches))
	}
	w.says(public, address(mp192, "collation"), "Late responses, and answers that were too few before")
}

// TestEnter: a response that came another way is entered; when it was received decides.
func TestEnter(t *testing.T) {
	w := newWorld(t)
	enter := address(mp192, "enter")
	w.refused(signs, enter, errForbidden)
	ok := with(day("received-on", 2022, 1, 19), answer("q1", "support", "by mail", "public"),
		fields{"respondent": "demo-ss-b", "channel": "email", "received-time": "14:30"})
	w.fails(staff, enter, with(ok, fields{"respondent": "nobody"}), "respondent", "There is no Party")
	w.fails(staff, enter, with(ok, fields{"received-time": "9am"}), "received-time", "such as 14:30")
	w.fails(staff, enter, with(ok, day("received-on", 2022, 1, 21)), "received-on", "still to come")
	w.fails(staff, enter, with(ok, fields{"q1-position": "none", "q1-text": ""}), "",
		"at least one question")
	w.do(staff, enter, ok)
	w.says(signatoryOf("ss-b"), address(mp192, "response"), "by mail", "by email, received",
		"entered for the Party")
	r := all[*record.Response](w)[0]
	if r.Late || r.From != "Demo Small Supplier B" {
		t.Errorf("%+v", r)
	}
	w.fails(staff, enter, ok, "received-on", "not earlier")
	// The Party may change it until the closing.
	w.respond(signatoryOf("ss-b"), mp192, answer("q1", "neutral", "we ourselves", "public"))
	w.fails(staff, enter, ok, "received-on", "that one counts")

	// After the closing: received in time, and received late.
	w.clock.Set(closing192.Add(time.Hour))
	inTime := with(ok, day("received-on", 2022, 2, 4), fields{"respondent": "Demo Small Supplier C",
		"received-time": "16:59"})
	w.do(staff, enter, inTime)
	tooLate := with(inTime, fields{"respondent": "demo-ofgem-none"})
	w.fails(staff, enter, tooLate, "respondent", "There is no Party")
	tooLate = with(inTime, fields{"respondent": "demo-con-a", "received-time": "17:00"})
	w.fails(staff, enter, tooLate, "received-on", "Accept it as late first")
	w.do(staff, address(mp192, "accept-late"), with(day("until", 2022, 2, 5),
		fields{"respondent": "demo-con-a", "reason": "A minute"}))
	w.do(staff, enter, tooLate)
	found, err := register.All[*record.Response](w.system(), register.Query{Key: "party",
		Is: "demo-con-a"})
	if err != nil || len(found) != 1 || !found[0].Late {
		t.Errorf("%+v, %v", found, err)
	}
	w.do(staff, address(mp192, "collate"), nil)
	w.do(staff, address(mp192, "publish"), fields{"summary": "S"})
	w.says(public, address(mp192, "responses"), "Demo Consumer Body A", "Late")
	w.says(public, address(mp192, "collation"), "outside the Party Categories")
	w.fails(staff, enter, with(inTime, fields{"received-time": "16:59", "respondent": "demo-con-a"}),
		"received-on", "that one counts")
}

// TestEnterWhen: what is entered was received after the opening, and replaces nothing that is
// published.
func TestEnterWhen(t *testing.T) {
	w := newWorld(t)
	id := w.prepare(nil)
	w.do(staff, address(id, "open"), day("closes-on", 2022, 2, 28))
	ok := with(day("received-on", 2022, 1, 20), answer("q1", "support", "by mail", "public"),
		fields{"respondent": "demo-ss-b", "channel": "letter", "received-time": "09:59"})
	w.fails(staff, address(id, "enter"), ok, "received-on", "It was not open then")
	w.clock.Set(start.Add(time.Hour))
	w.do(staff, address(id, "enter"), with(ok, fields{"received-time": "10:30"}))
	w.clock.Set(time.Date(2022, 2, 28, 17, 0, 0, 0, time.UTC))
	w.do(staff, address(id, "collate"), nil)
	w.do(staff, address(id, "publish"), fields{"summary": "S"})
	w.fails(staff, address(id, "enter"), with(ok, day("received-on", 2022, 2, 28)), "",
		"counted or published already")
}

// TestErased: personal data that slipped into an answer is removed, and every page says so.
func TestErased(t *testing.T) {
	w := responded(t)
	w.do(staff, address(mp192, "publish"), fields{"summary": "S"})
	for _, a := range all[*record.Answer](w) {
		if a.Text.Text() != "open reasons ss-a" {
			continue
		}
		if _, err := w.reg.Act(t.Context(), register.Act{Who: staff, Verb: "erase"},
			func(tx *register.Tx) error {
				return tx.Erase("answer", a.ID, "it named a person")
			}); err != nil {
			t.Fatal(err)
		}
	}
	w.silent(public, address(mp192, "responses"), "open reasons ss-a")
	w.says(public, address(mp192, "responses"), "removed on 4 February 2022: it named a person")
}

// TestCategoryAtClosing: a Party counts in the category that it was in at the closing.
func TestCategoryAtClosing(t *testing.T) {
	w := newWorld(t)
	w.respond(signatoryOf("ss-a"), mp192, answer("q1", "support", "", "public"))
	w.respond(signatoryOf("ss-b"), mp192, answer("q1", "support", "", "public"))
	move := func(party string, from time.Time) {
		_, err := w.reg.Act(t.Context(), register.Act{Who: staff, Verb: "move"},
			func(tx *register.Tx) error {
				p, err := register.Get[*record.Party](tx.View, party)
				if err != nil {
					return err
				}
				p.Category = "LS"
				return tx.PutFrom(p, from)
			})
		if err != nil {
			t.Fatal(err)
		}
	}
	move("demo-ss-a", closing192)
	move("demo-ss-b", closing192.Add(time.Microsecond))
	w.clock.Set(closing192.Add(time.Hour))
	w.do(staff, address(mp192, "collate"), nil)
	w.do(staff, address(mp192, "publish"), fields{"summary": "S"})
	got := ""
	for _, row := range all[*record.Collation](w)[0].Questions[0].Rows {
		got += fmt.Sprint(row.Categories, row.Answers, " ")
	}
	if got != "[LS] 1 [SS] 1 " {
		t.Errorf("counted %s", got)
	}
}
