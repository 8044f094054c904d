package modification_test

import (
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/record"
)

// mod is the address of a Modification.
func mod(id string) string { return "/modifications/" + id }

// raised is a new Draft Proposal of a Large Supplier.
func (w *world) raised() string {
	w.t.Helper()
	return w.raise("demo-ls-a-signatory", proposal("Hubs alike"))
}

// conversion converts with a timetable of a few days.
func conversion(path string) values {
	return values{"path": path, "path_reason": "It fits.", "days_requirements": "5",
		"days_preliminary_assessment": "0", "days_refinement_consultation": "15",
		"days_impact_assessment": "0", "days_modification_report": "5", "days_report_consultation": "15",
		"meeting": "csc-36"}
}

// consult puts a consultation about a Modification, open for some days.
func (w *world) consult(id, kind string, days int) *record.Consultation {
	w.t.Helper()
	on := calendar.DateOf(w.clock.Now()).AddDays(days)
	c := &record.Consultation{Head: record.Head{ID: "consultation-" + strings.ToLower(id) + kind},
		Title: id + " " + kind, Type: kind, Modification: id, ClosesOn: on,
		ClosesAt: calendar.CloseOfDay(on)}
	w.put(c)
	return c
}

// after sets the clock to the close of a consultation.
func (w *world) after(c *record.Consultation) {
	w.t.Helper()
	w.at(c.ClosesAt.UTC().Format("2006-01-02 15:04:05.000000"))
}

// reported takes a Modification to where its report is consulted on.
func (w *world) reported(id, path string) {
	w.t.Helper()
	at := mod(id)
	w.do(analyst, at+"/convert", conversion(path))
	w.do(analyst, at+"/requirements", values{"requirements": "Tell hubs apart", "agreed": "yes"})
	w.do("demo-ls-a-signatory", at+"/solution", values{"solution": "Print a serial number."})
	w.after(w.consult(id, "refinement", 21))
	w.do(analyst, at+"/add-document", values{"kind": "legal_text", "title": "Section F redline",
		"edition": "0.1", "changes": "Section F", "text": "F8.7 Each hub bears a number."})
	w.do(analyst, at+"/accept-report", nil)
}

// boarded takes a Modification to the Change Board.
func (w *world) boarded(path string) string {
	w.t.Helper()
	id := w.raised()
	w.reported(id, path)
	w.after(w.consult(id, "modification_report", 21))
	return id
}

func (w *world) state(id, want string) {
	w.t.Helper()
	if got := w.view("", mod(id)).Tag.Text; got != want {
		w.t.Fatalf("%s: %s, want %s", id, got, want)
	}
}

func TestDevelopment(t *testing.T) {
	w := newWorld(t)
	id := w.raised()
	at := mod(id)
	w.forbid("", at+"/convert")
	w.forbid("demo-ls-a-signatory", at+"/convert")
	w.refuse(analyst, at+"/accept-report", nil, "not possible now", "Development Stage", "Convert")
	w.do(analyst, at+"/more-work", values{"reason": "Who is affected?"})
	w.do(analyst, at+"/more-work", values{"reason": "Still: who?"})
	w.refuse(analyst, at+"/more-work", values{"reason": "Again"}, "meeting 3 of 3")
	wrong := conversion("self_governance")
	wrong["days_requirements"] = "two"
	w.refuse(analyst, at+"/convert", wrong, "enter a number")
	wrong["days_requirements"], wrong["days_report_consultation"] = "9999", "0"
	w.refuse(analyst, at+"/convert", wrong, "from 0 to 500", "always consulted on")
	w.do(analyst, at+"/convert", conversion("self_governance"))
	w.refuse(analyst, at+"/convert", conversion("self_governance"), "not possible now")
	w.holds("converted", w.main("", at), "Modification Proposal MP200", "Also known as", "DP200",
		"Refinement Process", "Self-Governance: decided by the Change Board")
	w.holds("history", w.main("", at+"/history"), "Convert to a Modification Proposal: DP200")

	ask, route := w.ask("", "/modifications/MP200")
	if _, err := route.View(ask); err == nil || err.Error() != "moved to /modifications/DP200" {
		t.Errorf("MP200: %v", err)
	}

	lapse := mod(w.raised())
	w.refuse(analyst, lapse+"/lapse", nil, "Enter a reason")
	w.do(analyst, lapse+"/lapse", values{"reason": "Nobody is affected."})
	w.refuse(analyst, lapse+"/convert", conversion("self_governance"), "Nothing is possible any more")
}

// TestTwoAtOnce: whoever works on a form that somebody else has overtaken is told.
func TestTwoAtOnce(t *testing.T) {
	w := newWorld(t)
	at := mod(w.raised())
	form, err := w.form(analyst, at+"/more-work")
	if err != nil {
		t.Fatal(err)
	}
	w.do(secretary, at+"/describe", values{"impacted": "GN", "supports": "mp104\nSECMP0015"})
	ask, route := w.ask(analyst, at+"/more-work")
	in := pageInput(form, values{"reason": "Too late"})
	if _, err := route.Submit(ask, in); err == nil || !strings.Contains(err.Error(), "describe whom") {
		t.Errorf("overtaken: %v", err)
	}
	w.holds("supports", w.main("", at), "Supporting change for", "MP104", "Gas Network")
	w.holds("supported", w.main("", "/modifications/SECMP0015"), "Supporting changes", "DP200")
	w.refuse(analyst, at+"/describe", values{"supports": "MP999"}, "no Modification")
}

func TestRefinement(t *testing.T) {
	w := newWorld(t)
	id := w.raised()
	at := mod(id)
	v := conversion("authority_determined")
	v["days_preliminary_assessment"], v["days_impact_assessment"] = "15", "40"
	w.do(analyst, at+"/convert", v)
	w.refuse(analyst, at+"/accept-report", nil, "a Proposed Solution", "agreed business requirements",
		"legal text", "a Refinement Consultation")
	w.refuse(analyst, at+"/request-preliminary", nil, "not agreed the business requirements")
	w.forbid("demo-ls-b-signatory", at+"/solution") // the Proposer owns the solution
	w.do(analyst, at+"/requirements", values{"requirements": "Tell hubs apart\n\nBy eye",
		"agreed": "yes"})
	w.holds("numbered", w.main("", at), "Requirement 2", "By eye")
	w.refuse(analyst, at+"/request-impact", nil, "Preliminary Assessment comes first")
	w.do(analyst, at+"/request-preliminary", nil)
	w.refuse(analyst, at+"/request-preliminary", nil, "already")
	w.holds("with the DCC", w.main("", at), "The DCC delivers its Preliminary Assessment",
		"10 February 2022")
	w.forbid(analyst, at+"/deliver-preliminary")
	w.do(dccPerson, at+"/deliver-preliminary", values{"summary": "It can be done.", "build": "120000",
		"run": "0", "lead": "6"})
	w.refuse(dccPerson, at+"/deliver-preliminary", values{"summary": "Again"}, "Delivered")

	w.do(analyst, at+"/request-impact", nil)
	w.refuse(dccPerson, at+"/deliver-impact", values{"summary": "At once"}, "costs first")
	w.refuse(analyst, at+"/open-cost-vote", values{"closes": "2022-02-01"}, "waits for its cost")
	w.refuse(dccPerson, at+"/cost-impact", values{"cost": "-1"}, "whole number")
	w.do(dccPerson, at+"/cost-impact", values{"cost": "12500"})
	w.holds("costed", w.main("", at), "£12,500", "The Change Board says whether")
	w.do(secretary, at+"/open-cost-vote", values{"closes": "2022-02-01"})
	w.refuse(secretary, at+"/open-cost-vote", values{"closes": "2022-02-01"}, "open already")
	vote := w.openVote(id)
	w.all(vote, "approve")
	w.do(secretary, vote+"/close", nil)
	w.refuse(dccPerson, at+"/cost-impact", values{"cost": "1"}, "Begun")
	w.do(dccPerson, at+"/deliver-impact", values{"summary": "In detail.", "build": "130000",
		"run": "1000", "lead": "9"})

	w.do(analyst, at+"/costs", values{"benefits": "Fewer mistakes.", "cost_dcc_build": "130000",
		"cost_sec": "600", "source": "DCC Impact Assessment"})
	w.holds("costs", w.main("", at), "£130,000", "£600", "Fewer mistakes.")
	w.do("demo-ss-a-signatory", at+"/add-solution", values{"kind": "alternative",
		"title": "Paint them", "text": "Each in another colour."})
	w.do(analyst, at+"/add-solution", values{"kind": "option", "title": "Engrave",
		"text": "Engrave a number."})
	w.refuse(analyst, at+"/settle-solution", values{"which": w.solution(id, "Paint them"),
		"state": "chosen", "reason": "Nice"}, "voted on by the Change Board")
	w.do(analyst, at+"/settle-solution", values{"which": w.solution(id, "Engrave"),
		"state": "chosen", "reason": "It lasts."})
	w.holds("chosen", w.main("", at), "Engrave a number.", "Why: It lasts.")
}

func TestDocuments(t *testing.T) {
	w := newWorld(t)
	at := mod("MP192")
	doc := values{"kind": "legal_text", "title": "DUIS redline", "edition": "0.1"}
	w.refuse(analyst, at+"/add-document", doc, "Enter the text", "which document of the Code")
	doc["changes"], doc["sha256"] = "Appendix AD", "12"
	w.refuse(analyst, at+"/add-document", doc, "64 hexadecimal digits")
	doc["text"], doc["sha256"] = "5.1 may schedule 4.3.", strings.Repeat("0", 64)
	w.refuse(analyst, at+"/add-document", doc, "not the checksum of the text")
	doc["sha256"] = ""
	w.do(analyst, at+"/add-document", doc)
	w.refuse(analyst, at+"/add-document", doc, "Version 0.1 is there already")
	doc["edition"], doc["text"], doc["sha256"] = "0.2", "", strings.Repeat("ab", 32)
	w.do(analyst, at+"/add-document", doc)
	w.forbid("demo-ls-a-signatory", at+"/add-document")
	view := w.view("", at+"/documents")
	if len(view.List.Entries) != 2 || !strings.Contains(view.List.Entries[0].Title, "0.2") {
		t.Fatalf("documents: %+v", view.List.Entries)
	}
	w.holds("kept elsewhere", w.main("", string(view.List.Entries[0].To)), "checksum alone",
		strings.Repeat("ab", 32))
	w.holds("text", w.main("", string(view.List.Entries[1].To)), "5.1 may schedule 4.3.",
		"Legal text of MP192")
}

// TestTimetable: what is done sooner or later moves what follows; extensions have reasons.
func TestTimetable(t *testing.T) {
	w := newWorld(t)
	id := w.raised() // on Thursday 20 January 2022
	at := mod(id)
	w.do(analyst, at+"/convert", conversion("self_governance"))
	w.holds("set", w.main("", at+"/timetable"), "5 Working Days after Thursday 20 January 2022 is "+
		"Thursday 27 January 2022", "15 Working Days after Thursday 27 January 2022 is Thursday 17 "+
		"February 2022", "5 Working Days after Thursday 17 February 2022 is Thursday 24 February 2022",
		"17 March 2022", "30 March 2022")
	w.refuse(analyst, at+"/extend", values{"activity": "requirements", "days": "5"}, "Enter a reason")
	w.refuse(analyst, at+"/extend", values{"activity": "requirements", "days": "0",
		"reason": "More"}, "from 1 to 500")
	w.refuse(analyst, at+"/extend", values{"activity": "impact_assessment", "days": "5",
		"reason": "More"}, "Choose from what is offered")
	w.do(analyst, at+"/extend", values{"activity": "requirements", "days": "5",
		"reason": "The Working Group meets later."})
	w.holds("extended", w.main("", at+"/timetable"), "The Working Group meets later.", "+5",
		"10 Working Days after Thursday 20 January 2022 is Thursday 3 February 2022",
		"24 February 2022")
	w.at("2022-01-25 10:00:00.000000")
	w.do(analyst, at+"/requirements", values{"requirements": "Tell hubs apart", "agreed": "yes"})
	w.holds("sooner", w.main("", at+"/timetable"), "Done on <time datetime=\"2022-01-25\"",
		"15 Working Days after Tuesday 25 January 2022 is Tuesday 15 February 2022")
	w.at("2022-04-20 10:00:00.000000")
	w.holds("late", w.main("", at+"/timetable"), "Late")
	ical := w.view("", at+"/timetable").AppendICal(nil, "https://example.org", "/")
	w.holds("calendar", string(ical), "BEGIN:VEVENT", "MP200: Modification Report")
}

func TestSelfGovernance(t *testing.T) {
	w := newWorld(t)
	id := w.raised()
	w.reported(id, "self_governance")
	w.state(id, "Report Phase")
	w.holds("waits", w.main("", mod(id)), "The Modification Report Consultation opens")
	c := w.consult(id, "modification_report", 21)
	w.refuse(secretary, mod(id)+"/open-vote", values{"closes": "2022-06-01"}, "not possible now",
		"Report Phase")
	w.after(c)
	w.state(id, "With the Change Board")
	vote := w.vote(id, "approve")
	w.holds("decided", w.main("", mod(id)), "Appeal window",
		"The decision is final unless it is referred to the Panel", "10 Working Days after")
	w.holds("decision", w.main("", mod(id)+"/process"), "Decision of Change Board: Approve",
		"The vote")
	w.holds("result", w.main("", vote), "Approved", "The count", "How it was counted",
		"By the rule Change Board vote, SEC D8")

	w.forbid("demo-ls-a-delegate", mod(id)+"/refer")
	w.toWindow(id, -10)
	w.state(id, "Appeal window")
	w.toWindow(id, 0)
	w.state(id, "Pending Implementation")
	w.refuse("demo-ls-b-signatory", mod(id)+"/refer", values{"reason": "Costs"}, "not possible now")

	w.refuse(analyst, mod(id)+"/implement", nil, "Assign it to a Release first")
	w.refuse(analyst, mod(id)+"/assign-release", values{"release": "release-2022-06",
		"kind": "system"}, "less than 12 months away")
	w.do(analyst, mod(id)+"/assign-release", values{"release": "release-2022-06", "kind": "system",
		"why_late": "The hubs are printed already."})
	w.refuse(analyst, mod(id)+"/implement", nil, "has not gone live yet")
	w.at("2022-06-30 12:00:00.000000")
	w.state(id, "Pending Implementation") // system changes go live when somebody says so
	w.do(analyst, mod(id)+"/implement", nil)
	w.state(id, "Implemented")
	w.holds("implemented", w.main("", mod(id)), "30 June 2022")
	if !strings.Contains(w.main("", "/modifications?stage=implemented"), "MP200 Hubs alike") {
		t.Error("not in the list of what is implemented")
	}
}

// TestTextRelease: text alone is in force at the start of the day of its Release.
func TestTextRelease(t *testing.T) {
	w := newWorld(t)
	r := &record.Release{Head: record.Head{ID: "release-2022-11"}, Title: "November 2022 SEC Release",
		GoesLiveOn: calendar.Date{Year: 2022, Month: 11, Day: 3}, Content: "text_only"}
	w.put(r)
	id := w.boarded("self_governance")
	w.refuse(analyst, mod(id)+"/assign-release", values{"release": r.ID, "kind": "system"},
		"of text alone")
	w.do(analyst, mod(id)+"/assign-release", values{"release": r.ID, "kind": "text"})
	w.vote(id, "approve")
	w.at("2022-11-02 23:59:59.999999")
	w.state(id, "Pending Implementation")
	w.at("2022-11-03 00:00:00.000000")
	w.state(id, "Implemented")
}
