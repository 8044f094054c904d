package modification_test

import (
	"strings"
	"testing"
)

func TestAuthorityDetermined(t *testing.T) {
	w := newWorld(t)
	id := w.boarded("authority_determined")
	w.vote(id, "reject")
	w.state(id, "With the Authority")
	w.holds("target", w.main("", mod(id)), "25 Working Days after", "The Authority determines it")
	w.forbid(analyst, mod(id)+"/determine-approve")
	w.refuse(official, mod(id)+"/determine-approve", nil, "Enter a reason")
	w.do(official, mod(id)+"/determine-approve", values{"reason": "Consumers gain."})
	w.state(id, "Pending Implementation")
	w.holds("kept apart", w.main("", mod(id)+"/process"), "Recommendation of Change Board: Reject",
		"Decision of Ofgem: Approve", "Consumers gain.")
	w.refuse(official, mod(id)+"/determine-reject", values{"reason": "No"}, "not possible now")

	other := w.boarded("authority_determined")
	w.vote(other, "approve")
	w.do(official, mod(other)+"/determine-reject", values{"reason": "Too dear."})
	w.state(other, "Rejected")
}

func TestSendBack(t *testing.T) {
	w := newWorld(t)
	id := w.boarded("authority_determined")
	w.do(secretary, mod(id)+"/consult-again", values{"reason": "Networks were not asked."})
	w.state(id, "Report Phase") // the consultation that has closed does not count again
	w.after(w.consult(id, "modification_report", 21))
	w.state(id, "With the Change Board")
	w.do(secretary, mod(id)+"/send-back", values{"reason": "The costs are thin.", "days": "7"})
	w.state(id, "Refinement Process")
	w.holds("further work", w.main("", mod(id)+"/timetable"), "7 Working Days after")
	w.do(analyst, mod(id)+"/accept-report", nil)
	w.after(w.consult(id, "modification_report", 21))
	w.vote(id, "approve")
	w.do(official, mod(id)+"/authority-send-back", values{"reason": "Say more.", "days": "10"})
	w.state(id, "Refinement Process")
	w.holds("said", w.main("", mod(id)+"/process"), "Decision of Ofgem: Send back", "Say more.")
}

func TestAppeal(t *testing.T) {
	w := newWorld(t)
	id := w.boarded("self_governance")
	w.vote(id, "approve")
	w.toWindow(id, -10)
	if _, err := w.submit("demo-con-a-delegate", mod(id)+"/refer",
		values{"reason": "Consumers pay."}); err != nil {
		t.Fatalf("microseconds before the window ends: %v", err)
	}
	w.state(id, "On appeal to the Panel")
	w.forbid(official, mod(id)+"/confirm")
	w.refuse(analyst, mod(id)+"/implement", nil, "not possible now") // frozen while it is open
	w.do(secretary, mod(id)+"/confirm", values{"outcome": "reverse", "reason": "They do."})
	w.state(id, "Second appeal window")
	w.toWindow(id, 0)
	w.state(id, "Rejected")
	w.refuse("demo-ls-a-signatory", mod(id)+"/refer-authority", values{"reason": "We disagree."},
		"not possible now", "Rejected")

	id = w.boarded("self_governance")
	w.vote(id, "reject")
	w.do("demo-ls-a-signatory", mod(id)+"/refer", values{"reason": "We disagree."})
	w.do(secretary, mod(id)+"/confirm", values{"outcome": "confirm", "reason": "It stands."})
	w.do("demo-ls-a-signatory", mod(id)+"/refer-authority", values{"reason": "Still."})
	w.do(official, mod(id)+"/determine-approve", values{"reason": "It is right."})
	w.state(id, "Pending Implementation")

	id = w.boarded("self_governance")
	w.vote(id, "approve")
	w.toWindow(id, 0)
	w.refuse("demo-con-a-delegate", mod(id)+"/refer", values{"reason": "Late."}, "not possible now")
	w.state(id, "Pending Implementation")

	id = w.boarded("self_governance")
	w.vote(id, "reject")
	w.toWindow(id, 0)
	w.state(id, "Rejected")

	id = w.boarded("self_governance")
	w.vote(id, "approve")
	w.forbid("demo-con-a-member", mod(id)+"/refer") // speaks for nobody
	w.do("demo-con-a-delegate", mod(id)+"/refer", values{"reason": "Hear us."})
	w.do(secretary, mod(id)+"/panel-send-back", values{"reason": "Hear them.", "days": "20"})
	w.state(id, "Refinement Process")
}

func TestWithdrawal(t *testing.T) {
	w := newWorld(t)
	id := w.raised()
	w.forbid("demo-ls-b-signatory", mod(id)+"/withdraw")
	w.forbid("demo-ls-a-delegate", mod(id)+"/withdraw")
	w.do("demo-ls-a-signatory", mod(id)+"/withdraw", values{"reason": "No money."})
	w.holds("window", w.main("", mod(id)), "Somebody else may adopt it", "5pm on 3 February 2022")
	w.refuse("demo-ls-a-signatory", mod(id)+"/adopt", nil, "somebody else may adopt it")
	w.toWindow(id, -10)
	if _, err := w.submit("demo-ss-a-signatory", mod(id)+"/adopt", nil); err != nil {
		t.Fatalf("microseconds before the window ends: %v", err)
	}
	w.state(id, "Development Stage")
	w.holds("adopted", w.main("", mod(id)), "Demo Small Supplier A")

	w.do(analyst, mod(id)+"/convert", conversion("self_governance"))
	w.do("demo-ss-a-signatory", mod(id)+"/withdraw", values{"reason": "Neither."})
	w.toWindow(id, 0)
	w.refuse("demo-ls-a-signatory", mod(id)+"/adopt", nil, "can no longer be adopted",
		"10 Working Days after")
	w.holds("over", w.main("", mod(id)), "nobody adopted it in time")

	// SECAS notes it for a Proposer whom the register does not know
	w.do(analyst, "/modifications/DP197/withdraw", values{"reason": "The Proposer asked for it."})
	w.do("demo-osp-a-signatory", "/modifications/DP197/adopt", nil)
	w.state("DP197", "Development Stage")
}

func TestHoldSplitMerge(t *testing.T) {
	w := newWorld(t)
	id := w.raised()
	w.refuse(analyst, mod(id)+"/hold", values{"reason": "Wait", "waits_for": "MP999"},
		"no Modification")
	w.refuse(analyst, mod(id)+"/hold", values{"reason": "Wait", "waits_for": id}, "another")
	w.do(analyst, mod(id)+"/hold", values{"reason": "Hubs first.", "waits_for": "mp140"})
	w.holds("waits", w.main("", mod(id)), "On hold", "Waits for", "MP140 CH Stock Transfer")
	w.refuse(analyst, mod(id)+"/convert", conversion("self_governance"), "not possible now")
	w.do(analyst, mod(id)+"/resume", nil)
	w.state(id, "Development Stage")
	w.do(analyst, mod(id)+"/convert", conversion("self_governance"))
	w.do(analyst, mod(id)+"/hold", values{"reason": "Again."})
	w.do(analyst, mod(id)+"/resume", nil)
	w.state(id, "Refinement Process")

	w.refuse(analyst, mod(id)+"/split", values{"reason": "Two", "parts": "One only"}, "from 2 to 6")
	w.do(analyst, mod(id)+"/split", values{"reason": "New hubs and old ones.",
		"parts": "New hubs\nOld hubs"})
	w.holds("split", w.main("", mod(id)), "Goes on as", "MP200A New hubs", "MP200B Old hubs")
	w.holds("part", w.main("", "/modifications/MP200B"), "Part of", "Refinement Process",
		"Self-Governance")
	w.refuse(analyst, "/modifications/MP200A/split", values{"reason": "Again", "parts": "a\nb"},
		"a part is not split again")

	w.refuse(analyst, "/modifications/MP200A/merge", values{"reason": "One", "into": "MP116"},
		"takes up nothing more")
	w.do(analyst, "/modifications/MP200A/merge", values{"reason": "One.", "into": "dp200b"})
	w.holds("merged", w.main("", "/modifications/MP200A"), "Merged into", "MP200B Old hubs")
}

func TestFastTrack(t *testing.T) {
	w := newWorld(t)
	id := w.raised()
	w.do(analyst, mod(id)+"/fast-track", values{"reason": "A typing error."})
	w.do(secretary, mod(id)+"/panel-approve", values{"reason": "It is."})
	w.holds("window", w.main("", mod(id)), "The change is made unless somebody objects",
		"15 Working Days after")
	w.do("demo-gn-a-signatory", mod(id)+"/object", values{"reason": "It changes our duty."})
	w.state(id, "Development Stage")
	if m := w.modification(id); m.Path != "" {
		t.Errorf("it still has the path %s", m.Path)
	}
	w.do(analyst, mod(id)+"/fast-track", values{"reason": "Without that part."})
	w.do(secretary, mod(id)+"/panel-refuse", values{"reason": "Take the ordinary way."})
	w.state(id, "Development Stage")
	w.do(analyst, mod(id)+"/fast-track", values{"reason": "Only the comma."})
	w.do(secretary, mod(id)+"/panel-approve", values{"reason": "The comma."})
	w.at("2022-03-01 10:00:00.000000")
	w.state(id, "Pending Implementation")
	w.refuse(official, mod(id)+"/object", values{"reason": "Late."}, "not possible now")
}

func TestUrgent(t *testing.T) {
	w := newWorld(t)
	v := proposal("The lights go out")
	v["urgent"] = "They go out on Friday."
	id := w.raise("demo-dcc-signatory", v)
	w.holds("asked", w.main("", mod(id)), "Urgency", "Requested")
	w.refuse("demo-dcc-signatory", mod(id)+"/request-urgency", values{"reason": "Quick"}, "already")
	w.do(analyst, mod(id)+"/convert", conversion("authority_determined"))
	w.refuse(secretary, mod(id)+"/urgent-vote", values{"reason": "Quick"}, "has found urgent")
	w.forbid(analyst, mod(id)+"/decide-urgency")
	w.do(official, mod(id)+"/decide-urgency", values{"outcome": "grant", "reason": "They do."})
	w.refuse(official, mod(id)+"/decide-urgency", values{"outcome": "refuse", "reason": "No"},
		"Nobody asks")
	w.refuse(secretary, mod(id)+"/urgent-vote", values{"reason": "Quick"}, "no Proposed Solution")
	w.do("demo-dcc-signatory", mod(id)+"/solution", values{"solution": "Leave them on."})
	w.do(secretary, mod(id)+"/urgent-vote", values{"reason": "Friday."})
	w.vote(id, "approve")
	w.state(id, "With the Authority")
	w.holds("urgency", w.main("", mod(id)+"/process"), "Urgency of Ofgem: Grant", "They do.")

	calm := w.raised()
	w.do("demo-ls-a-signatory", mod(calm)+"/request-urgency", values{"reason": "We are in a hurry."})
	w.do(official, mod(calm)+"/decide-urgency", values{"outcome": "refuse", "reason": "Alone."})
	w.holds("refused", w.main("", mod(calm)), "Refused")
}

// TestPathNotKnown: a Modification of the register without a path gets one before the vote.
func TestPathNotKnown(t *testing.T) {
	w := newWorld(t)
	w.at("2022-02-08 17:00:00.000000")
	w.refuse(secretary, "/modifications/MP078/open-vote", w.closes(5), "It has no path")
	w.do(analyst, "/modifications/MP078/set-path", values{"path": "self_governance",
		"reason": "As its report says."})
	w.vote("MP078", "approve")
	w.state("MP078", "Appeal window")
	if got := w.modification("MP078").Decisions; len(got) != 1 || got[0].Kind != "decision" {
		t.Errorf("decisions: %+v", got)
	}
	if !strings.Contains(w.main("", "/modifications?path=self_governance"), "MP078") {
		t.Error("not in the list of its path")
	}
}
