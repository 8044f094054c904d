package modification

import (
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/process"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/page"
)

// The states of urgency.
const (
	urgencyAsked   = "requested"
	urgencyGranted = "granted"
	urgencyRefused = "refused"
)

// undecided are the states in which it can still become urgent.
var undecided = []string{development, refinement, report}

// determiningDeeds are the deeds of those who decide, beside the vote.
var determiningDeeds = []deed{{
	Step: process.Step{Label: "Approve for the Authority"}, event: "determine_approve",
	do: func(c *change) error { c.decide(decision, approve); return nil },
}, {
	Step: process.Step{Label: "Reject for the Authority"}, event: "determine_reject", danger: true,
	do: func(c *change) error { c.decide(decision, reject); return nil },
}, {
	Step: process.Step{Label: "Send back for the Authority"}, event: "authority_send_back",
	fields: fixed(furtherDays), do: furtherWork,
}, {
	Step: process.Step{Label: "Refer the decision to the Panel"}, event: "refer",
	lead:      "The decision does not take effect while the appeal is open.",
	hindrance: func(d *dossier) string { return late(d, "The decision is final") },
	do:        func(c *change) error { c.decide(referral, "refer"); return nil },
}, {
	Step: process.Step{Label: "Confirm or reverse the decision"}, event: "confirm",
	fields: atMeeting(panel, choose("outcome", "What does the Panel say?",
		[]choice{{"confirm", "The decision is confirmed"}, {"reverse", "The decision is reversed"}},
		"Choose one")),
	do: func(c *change) error {
		said := c.m.Outcome()
		if c.in.Text("outcome") == "reverse" {
			said = map[string]string{approve: reject, reject: approve}[said]
		}
		c.decide(decision, said)
		return nil
	},
}, {
	Step: process.Step{Label: "Send back for the Panel"}, event: "panel_send_back",
	fields: atMeeting(panel, furtherDays), do: furtherWork,
}, {
	Step: process.Step{Label: "Refer the decision to the Authority"}, event: "refer_authority",
	hindrance: func(d *dossier) string { return late(d, "The decision is final") },
	do:        func(c *change) error { c.decide(referral, "refer"); return nil },
}, {
	Step: process.Step{Label: "Send back to refinement"}, event: "send_back",
	lead:      "Before it votes, the Change Board may find that it knows too little.",
	hindrance: voteOpen, fields: atMeeting(board, furtherDays), do: furtherWork,
}, {
	Step: process.Step{Label: "Send back to be consulted on again"}, event: "consult_again",
	hindrance: voteOpen, fields: atMeeting(board),
	do: func(c *change) error { c.decide(decision, sendBack); return nil },
}, {
	Step: process.Step{Event: "request_urgency", Label: "Ask for urgency", Reason: true,
		From: undecided, By: []string{proposer, secas}},
	lead: "The Authority decides whether it is urgent.",
	hindrance: func(d *dossier) string {
		if d.m.Urgency != "" {
			return "Urgency was asked for already. It is " + d.m.Urgency + "."
		}
		return ""
	},
	do: func(c *change) error {
		c.m.Urgency = urgencyAsked
		c.decide(urgency, "refer")
		return nil
	},
}, {
	Step: process.Step{Event: "decide_urgency", Label: "Grant or refuse urgency", Reason: true,
		From: undecided, By: []string{authority}},
	hindrance: func(d *dossier) string {
		if d.m.Urgency != urgencyAsked {
			return "Nobody asks for urgency."
		}
		return ""
	},
	fields: fixed(choose("outcome", "Is it urgent?",
		[]choice{{"grant", "It is urgent"}, {"refuse", "It is not urgent"}}, "Choose one")),
	do: func(c *change) error {
		c.m.Urgency = urgencyRefused
		if c.in.Text("outcome") == "grant" {
			c.m.Urgency = urgencyGranted
		}
		c.decide(urgency, c.in.Text("outcome"))
		return nil
	},
}, {
	Step: process.Step{Label: "Bring it to the Change Board at once"}, event: "urgent_vote",
	fields: atMeeting(panel),
	hindrance: func(d *dossier) string {
		switch {
		case d.m.Urgency != urgencyGranted:
			return "Only what the Authority has found urgent takes this way."
		case d.m.Solution == "":
			return "There is no Proposed Solution to vote on."
		}
		return ""
	},
}}

// furtherDays asks how long further work may take.
var furtherDays = count("days", "How many Working Days is the further work given?", "", 20)

// furtherWork sends a Modification back to refinement with a timetable of its own.
func furtherWork(c *change) error {
	var faults page.Faults
	days := whole(c.in, "days", 1, mostDays, &faults)
	if len(faults) > 0 {
		return faults
	}
	c.m.Timetable = []record.Planned{{Activity: writing, Days: days},
		{Activity: reporting, Days: spanOf(reporting).days}}
	c.m.TimetableOn, c.m.ReportOn, c.m.Extensions = c.day(), calendar.Date{}, nil
	c.decide(decision, sendBack)
	return nil
}

// voteOpen says that a vote stands in the way.
func voteOpen(d *dossier) string {
	if v := d.openVote(onDetermination); v != nil {
		return "A vote is open: once it has begun, nothing is sent back. Abandon the vote first."
	}
	return ""
}
