package consultation_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/page"
)

// secretText is what nobody but the Party may read.
const secretText = "our hubs stand in a yard in Leeds"

// TestRespond is the story of a response: drafted by one person, resumed by another, submitted
// by a signatory, changed, withdrawn.
func TestRespond(t *testing.T) {
	w := newWorld(t)
	respond := address(mp192, "respond")
	before := w.text(public, address(mp192)) + w.text(public, address(mp192, "responses")) +
		w.text(rival, address(mp192)) + w.text(rival, "/responses") + w.text(rival, "/response-drafts")
	unchanged := func(when string) {
		t.Helper()
		if after := w.text(public, address(mp192)) + w.text(public, address(mp192, "responses")) +
			w.text(rival, address(mp192)) + w.text(rival, "/responses") +
			w.text(rival, "/response-drafts"); after != before {
			t.Errorf("%s: somebody else sees a difference", when)
		}
	}
	w.refused(public, respond, errSignIn)
	for _, who := range []string{staff, member, official, cio} {
		w.refused(who, respond, errForbidden)
	}
	w.refused(rival, respond+"?party=demo-ls-a", errForbidden)

	// A delegate begins, and nothing has to be complete.
	form := w.form(delegate, respond)
	if _, _, err := w.press(delegate, respond, form, fields{"q1-text": secretText}, true); err != nil {
		t.Fatal(err)
	}
	unchanged("a draft")
	w.silent(staff, "/response-drafts", "draft-")
	w.silent(staff, address(mp192, "responses"), "demo-ls-a", "Demo Large Supplier A")
	w.says(delegate, "/response-drafts", "draft-")
	if got := w.actions(alternate, address(mp192)); !slices.Contains(got,
		"Resume the draft of your Party") {
		t.Errorf("actions %v", got)
	}
	// Going on, it has to be complete, and what was typed stays.
	w.fails(alternate, respond, fields{"q1-text": secretText + "!"}, "q1-position",
		"choose a position")
	w.fails(alternate, respond, with(answer("q3", "support", "", "public"), fields{"q3-cost": "12.5"}),
		"q3-cost", "whole number")
	w.fails(alternate, respond, fields{"q1-text": "", "q1-position": "none"}, "",
		"at least one question")
	done := w.do(alternate, respond, with(answer("q1", "do_not_support", secretText, "confidential"),
		answer("q3", "neutral", "It costs little", "anonymous"),
		fields{"q3-cost": "12000", "q3-lead-time": "6"}))
	check := string(done.To)
	if f := w.form(alternate, check); f.Submit != "Ask a signatory to submit it" {
		t.Errorf("a delegate may %q", f.Submit)
	}
	w.do(alternate, check, nil)
	unchanged("asking a signatory")
	if n := all[*record.Response](w); len(n) > 0 {
		t.Fatal("a delegate has submitted")
	}
	w.noticesDue(mp192, "signatory_asked 2022-01-20T10:00")

	// The signatory submits, and gets a reference and a copy.
	w.clock.Advance(time.Hour)
	done = w.do(signs, check, nil)
	r := all[*record.Response](w)[0]
	if !strings.Contains(done.Notice, r.Reference()) || !strings.Contains(done.Notice,
		"11am on 20 January") {
		t.Errorf("notice %q", done.Notice)
	}
	receipt := string(done.To)
	exact := r.SubmittedAt.UTC().Format("2006-01-02T15:04:05.000000Z")
	w.says(delegate, receipt, "Submitted 11am on 20 January 2022", r.Reference(), exact, secretText,
		"12000",
		"Version 1: submit a response", "Signatory of Demo Large Supplier A")
	w.says(delegate, address(mp192, "response", "copy"), r.Reference(), secretText, "In confidence",
		"Months needed: 6", "2. Its business case", "No answer.")
	unchanged("a response")
	w.says(staff, address(mp192, "responses"), "Demo Large Supplier A", r.Reference())
	w.says(staff, receipt, secretText)
	for _, who := range []string{public, rival, official, member} {
		want := errNotFound
		if who == public {
			want = errSignIn
		}
		w.refused(who, receipt, want)
		w.refused(who, "/responses/"+r.ID, errNotFound)
	}
	if drafts := all[*record.ResponseDraft](w); len(drafts) > 0 {
		t.Errorf("a draft is left: %v", drafts)
	}
	// The button pressed twice does nothing twice.
	w.fails(signs, address(mp192, "withdraw-response")+"?party=demo-ls-a",
		fields{"reason": strings.Repeat("x", 1001)}, "reason", "1,000 characters")
	w.do(signs, check, nil)
	if r := all[*record.Response](w); len(r) != 1 || r[0].Version != 1 {
		t.Errorf("%d responses", len(r))
	}

	// Changed: a new version, the old one is kept.
	w.clock.Advance(time.Hour)
	w.respond(signs, mp192, answer("q1", "support", "We have thought again", "public"))
	changed := all[*record.Response](w)[0]
	if changed.ID != r.ID || changed.Version != 2 || len(changed.Answers) != 2 ||
		changed.Answers[0].Text.Text() != "We have thought again" {
		t.Errorf("%+v", changed)
	}
	ask, route := w.ask(delegate, receipt)
	ask.Moment = page.Moment{So: r.SubmittedAt, Known: r.SubmittedAt, AsAt: true}
	v, err := route.View(ask)
	if err != nil || !strings.Contains(string(v.AppendMain(nil, "/x")), secretText) {
		t.Errorf("as at the first version: %v", err)
	}
	// Its history says in words what was changed, also of what is said no more.
	w.reads(delegate, "/responses/"+r.ID+"/history", "Version was 1, became 2",
		"question: q1, position: do not support, reasons: "+secretText+", given: confidential",
		"became question: q1, position: support, reasons: We have thought again, given: public")
	w.unread(delegate, "/responses/"+r.ID+"/history", "secret", "hash", "{", "answers")
	w.reads(delegate, "/responses/"+r.ID, "We have thought again")
	// Withdrawn, and submitted again.
	withdraw := address(mp192, "withdraw-response")
	w.fails(delegate, withdraw, nil, "", "Only a signatory")
	w.do(signs, withdraw, fields{"reason": "To be written anew"})
	w.says(delegate, receipt, "The response was withdrawn")
	w.refused(delegate, address(mp192, "response", "copy"), errNotFound)
	w.fails(signs, withdraw, nil, "", "no submitted response")
	w.respond(signs, mp192, answer("q2", "neutral", "", "public"))
	if r := all[*record.Response](w)[0]; r.Version != 3 || r.Status != record.Submitted {
		t.Errorf("%+v", r)
	}
}

// TestNoResponse: a Party says that it will not respond, and may change its mind.
func TestNoResponse(t *testing.T) {
	w := newWorld(t)
	no := address(budget, "no-response")
	w.refused(public, no, errSignIn)
	w.fails(delegate, no, nil, "", "Only a signatory")
	w.do(signs, no, fields{"reason": "It is fine"})
	w.says(delegate, address(budget, "response"), "No response is intended")
	w.says(staff, address(budget, "responses"), "not intended")
	w.silent(public, address(budget, "responses"), "not intended")
	w.respond(signs, budget, answer("q1", "support", "", "public"))
	w.fails(signs, no, nil, "", "Withdraw it first")
}

// TestAssign: the response is given to a colleague, who is told.
func TestAssign(t *testing.T) {
	w := newWorld(t)
	assign := address(budget, "assign")
	w.refused(member, assign, errForbidden)
	form := w.form(delegate, assign)
	var offered []string
	for _, o := range form.Fields[0].Options {
		offered = append(offered, o.Value)
	}
	if slices.Contains(offered, member) || slices.Contains(offered, rival) ||
		!slices.Contains(offered, alternate) {
		t.Errorf("offered %v", offered)
	}
	w.fails(delegate, assign, nil, "to", "Choose a colleague")
	w.fails(delegate, assign, fields{"to": rival}, "to", "choose from what is offered")
	w.do(delegate, assign, fields{"to": alternate})
	notices := all[*record.Notice](w)
	if len(notices) != 1 || notices[0].To[0] != "person:"+alternate {
		t.Errorf("notices %+v", notices)
	}
	w.says(delegate, "/notices", "is assigned to you")
	w.silent(staff, "/notices", "is assigned to you")
	f := w.form(alternate, address(budget, "respond"))
	if html := string(f.AppendHTML(nil, page.Frame{})); !strings.Contains(html,
		"Assigned to Alternate of Demo Large Supplier A") {
		t.Error("the form does not say to whom it is assigned")
	}
}

// TestTwoAtOnce: of two who write at the same time, the second sees what the first has saved,
// and what they typed themselves.
func TestTwoAtOnce(t *testing.T) {
	w := newWorld(t)
	respond := address(mp192, "respond")
	for _, second := range []bool{false, true} {
		one, other := w.form(delegate, respond), w.form(alternate, respond)
		if _, _, err := w.press(delegate, respond, one,
			answer("q1", "support", "Saved by the first", "public"), second); err != nil {
			t.Fatal(err)
		}
		_, again, err := w.press(alternate, respond, other,
			answer("q1", "neutral", "Typed by the second", "anonymous"), second)
		var faults page.Faults
		if !errors.As(err, &faults) {
			t.Fatalf("no conflict: %v", err)
		}
		html := string(again.AppendHTML(nil, page.Frame{}))
		for _, want := range []string{"There is a problem", "Saved by the first", "Typed by the second",
			"Saved by Delegate of Demo Large Supplier A", "Saved now: Saved by the first</p>",
			"1. The solution put forward, Your reasons: differs from what is saved now"} {
			if !strings.Contains(html, want) {
				t.Errorf("the page of the conflict does not say %q", want)
			}
		}
		if text := all[*record.ResponseDraft](w)[0].Answers[0].Text.Text(); text != "Saved by the first" {
			t.Errorf("saved: %q", text)
		}
		// What still holds is sent from there, where it is chosen to take the place of the other.
		_, again, err = w.press(alternate, respond, again, nil, true)
		if !errors.As(err, &faults) || !strings.Contains(err.Error(), "Choose whether") {
			t.Fatalf("saved over the other without a choice: %v", err)
		}
		if _, _, err := w.press(alternate, respond, again, fields{"_replace": "yes"}, true); err != nil {
			t.Error(err)
		}
	}
	// The check page is of one draft: a signatory does not submit what they have not seen.
	check := string(w.do(delegate, respond, nil).To)
	seen := w.form(signs, check)
	w.do(alternate, respond, fields{"q1-text": "Changed in between"})
	if _, _, err := w.press(signs, check, seen, nil, false); err == nil {
		t.Error("a draft was submitted that the signatory had not seen")
	}
	// Also where the change comes after the form was held against the register.
	ask, route := w.ask(signs, check)
	_, err := route.Submit(ask, page.Input{Version: seen.Version})
	var faults page.Faults
	if !errors.As(err, &faults) || !strings.Contains(faults.Error(), "A colleague changed this") {
		t.Errorf("a draft that has changed was submitted: %v", err)
	}
	// And of two signatories one submits.
	w.do(signs, check, nil)
	if n := all[*record.Response](w); len(n) != 1 || n[0].Version != 1 {
		t.Errorf("%+v", n)
	}
}

// TestAtTheInstant: strictly before the closing is in time; at it, nothing of a response
// changes any more, and what was typed is shown again. An act is known a microsecond after
// what was served to whoever acts.
func TestAtTheInstant(t *testing.T) {
	for _, test := range []struct {
		what, below string
		prepare     func(*world)
		values      fields
	}{
		{"draft", "respond", func(*world) {}, answer("q1", "support", "Typed late", "public")},
		{"submit", "respond/check", func(w *world) {
			w.do(delegate, address(mp192, "respond"), answer("q1", "support", "", "public"))
		}, nil},
		{"withdraw", "withdraw-response", func(w *world) {
			w.respond(signs, mp192, answer("q1", "support", "", "public"))
		}, nil},
		{"no response", "no-response", func(*world) {}, nil},
		{"assign", "assign", func(*world) {}, fields{"to": delegate}},
	} {
		t.Run(test.what, func(t *testing.T) {
			w := newWorld(t)
			test.prepare(w)
			here := address(mp192, test.below)
			w.clock.Set(closing192.Add(-2 * time.Microsecond))
			opened := w.form(signs, here)
			for _, late := range []time.Duration{0, time.Microsecond, time.Hour} {
				w2 := newWorld(t)
				test.prepare(w2)
				w2.clock.Set(closing192.Add(late - time.Microsecond))
				w2.fails(signs, here, test.values, "", "closed on 4 February 2022")
			}
			if _, _, err := w.press(signs, here, opened, test.values, false); err != nil {
				t.Errorf("just in time: %v", err)
			}
		})
	}
}

// TestOwnDeadline: a question that closes before the rest keeps the answer that it had.
func TestOwnDeadline(t *testing.T) {
	w := newWorld(t)
	id := w.prepare(nil)
	w.do(staff, address(id, "open"), day("closes-on", 2022, 3, 1))
	w.change(id, func(c *record.Consultation) {
		c.Questions[0].ClosesAt = start.Add(24 * time.Hour)
	})
	w.says(public, address(id), "Closes before the rest")
	w.respond(signs, id, with(answer("q1", "support", "Early", "public"), answer("q2", "neutral", "",
		"public")))
	w.do(signs, address(id, "respond"), answer("q1", "do_not_support", "Too late", "public"))
	w.clock.Set(start.Add(24 * time.Hour))
	w.says(public, address(id), "Closed before the rest")
	for _, f := range w.form(signs, address(id, "respond")).Fields {
		if strings.HasPrefix(f.Name, "q1") {
			t.Errorf("%s is asked after its closing", f.Name)
		}
	}
	check := w.form(signs, address(id, "respond/check"))
	if html := string(check.AppendHTML(nil, page.Frame{})); !strings.Contains(html,
		"A question has closed") {
		t.Error("the check does not say so")
	}
	w.respond(signs, id, answer("q2", "support", "", "public"))
	r := all[*record.Response](w)[0]
	if len(r.Answers) != 2 || r.Answers[0].Text.Text() != "Early" ||
		r.Answers[1].Position != "support" {
		t.Errorf("%+v", r.Answers)
	}
}

// TestClosed: after the closing nothing is asked that cannot be sent; the page says since when,
// and whom to ask.
func TestClosed(t *testing.T) {
	w := newWorld(t)
	w.do(delegate, address(mp192, "respond"), answer("q1", "support", "", "public"))
	w.clock.Set(closing192)
	for _, below := range []string{"respond", "respond/check", "assign", "no-response"} {
		html := string(w.form(signs, address(mp192, below)).AppendHTML(nil, page.Frame{}))
		for _, want := range []string{"This closed on 4 February 2022", "a decision that is recorded",
			`Whom to ask: <a href="contacts/change_team">`} {
			if !strings.Contains(html, want) {
				t.Errorf("%s does not say %q:\n%s", below, want, html)
			}
		}
		if strings.Contains(html, "field-q1") || strings.Contains(html, `class="buttons"`) ||
			strings.Contains(html, "Nothing was saved") {
			t.Errorf("%s asks for what cannot be sent:\n%s", below, html)
		}
	}
}

// TestAllAtOnce: what is wrong with several answers is said at once, and pounds are taken as
// people write them.
func TestAllAtOnce(t *testing.T) {
	w := newWorld(t)
	respond := address(mp192, "respond")
	_, _, err := w.press(signs, respond, w.form(signs, respond), with(
		answer("q1", "", "Why", "public"), answer("q2", "perhaps", "", "public"),
		answer("q3", "support", "", "public"),
		fields{"q3-cost": "much", "q3-lead-time": "1.5"}), false)
	var faults page.Faults
	errors.As(err, &faults)
	var got []string
	for _, f := range faults {
		got = append(got, f.Field)
	}
	slices.Sort(got)
	if want := []string{"q1-position", "q2-position", "q3-cost", "q3-lead-time"}; !slices.Equal(got,
		want) {
		t.Errorf("faults of %v, want of %v", got, want)
	}
	w.do(signs, respond, with(answer("q3", "support", "", "public"), fields{"q3-cost": "£12,000"}))
	if got := all[*record.ResponseDraft](w)[0].Answers[0].Cost.Text(); got != "12000" {
		t.Errorf("%q pounds", got)
	}
	extend := address(mp192, "extend")
	_, _, err = w.press(staff, extend, w.form(staff, extend), day("closes-on", 2022, 1, 21), false)
	if errors.As(err, &faults); len(faults) != 2 {
		t.Errorf("extended without a reason to an earlier day: %v", err)
	}
}

// TestWays: a page says both ways to respond, and tells nobody who is signed in to sign in.
func TestWays(t *testing.T) {
	w := newWorld(t)
	const sent = "Or send it With the response that is part of the consultation pack."
	w.reads(public, address(mp192), "Here Sign in for your Party.", sent, "enters it here for you")
	w.reads(signs, address(mp192), "Here People of your Party draft", sent)
	w.unread(signs, address(mp192), "Sign in for your Party")
}

// TestMixed: who answers some questions in public and others not is told what that may tell.
func TestMixed(t *testing.T) {
	w := newWorld(t)
	done := w.do(signs, address(mp192, "respond"), with(answer("q1", "support", "", "public"),
		answer("q2", "neutral", "", "anonymous")))
	html := string(w.form(signs, string(done.To)).AppendHTML(nil, page.Frame{}))
	if !strings.Contains(html, "Your name stands beside an anonymous answer") {
		t.Error("no warning")
	}
}

// TestOffered: only what the consultation offers can be chosen.
func TestOffered(t *testing.T) {
	w := newWorld(t)
	id := w.prepare(fields{"confidentiality": "anonymous"})
	w.do(staff, address(id, "open"), day("closes-on", 2022, 3, 1))
	w.fails(signs, address(id, "respond"), answer("q1", "support", "", "confidential"), "q1-given",
		"choose from what is offered")
	w.fails(signs, address(id, "respond"), answer("q1", "perhaps", "", "public"), "q1-position",
		"choose from what is offered")
}
