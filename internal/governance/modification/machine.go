package modification

import "github.com/mains-energy/mains/internal/governance/process"

// The states of a Modification, as the register writes them.
const (
	preSubmission = "pre_submission"
	development   = "development"
	refinement    = "refinement"
	report        = "report"
	changeBoard   = "change_board"
	withAuthority = "authority"
	appealWindow  = "appeal_window"
	panelAppeal   = "panel_appeal"
	panelWindow   = "panel_window"
	pending       = "approved_pending_implementation"
	implemented   = "implemented"
	fastTrack     = "fast_track"
	objectionTime = "objection_window"
	rejected      = "rejected"
	withdrawn     = "withdrawn"
	lapsed        = "lapsed"
	onHold        = "on_hold"
	split         = "split"
	merged        = "merged"
)

// The roles that take steps. What a body does is noted by the code administrator, who is its
// secretary, in its name.
const (
	proposer  = "the Proposer"
	secas     = "SECAS"
	csc       = "the Change Sub-Committee"
	panel     = "the Panel"
	board     = "the Change Board"
	authority = "the Authority"
	party     = "a Party or consumer body"
	dcc       = "the DCC"
)

// Machine is the life of a Modification. States and paths [H]; the Working Days [M], [H] or
// [L] as rules.go marks them; what is [D] here: on_hold can be left to where it was, a
// withdrawn one is adopted into where it was, and the two windows of an appeal are states.
var Machine = &process.Machine{
	Name: "modification", Title: "The life of a Modification", Clause: "SEC D",
	Start: preSubmission,
	States: []process.State{
		{Name: preSubmission, Label: "Pre-submission",
			Doc: "A problem was put to the code administrator; it has no number yet."},
		{Name: development, Label: "Development Stage",
			Doc: "The problem is defined; nobody works on a solution yet."},
		{Name: refinement, Label: "Refinement Process",
			Doc: "The solution is worked out, assessed and consulted on."},
		{Name: report, Label: "Report Phase",
			Doc: "Parties say whether it should be approved."},
		{Name: changeBoard, Label: "With the Change Board",
			Doc: "The Change Board votes on it and on each alternative."},
		{Name: appealWindow, Label: "Appeal window",
			Doc: "The decision of the Change Board stands unless it is referred to the Panel."},
		{Name: pending, Label: "Pending Implementation",
			Doc: "It is approved and waits for its Release."},
		{Name: implemented, Label: "Implemented", Doc: "The Code says it.", Final: true},
		{Name: withAuthority, Label: "With the Authority",
			Doc: "The Authority determines whether it is made."},
		{Name: panelAppeal, Label: "On appeal to the Panel",
			Doc: "The Panel confirms, reverses or sends back the decision."},
		{Name: panelWindow, Label: "Second appeal window",
			Doc: "What the Panel said stands unless it is referred to the Authority."},
		{Name: fastTrack, Label: "Fast-Track decision",
			Doc: "The Panel decides whether to make it without consultation."},
		{Name: objectionTime, Label: "Objection window",
			Doc: "A Fast-Track change is made unless somebody objects."},
		{Name: onHold, Label: "On hold", Doc: "It waits, as a rule for another Modification."},
		{Name: rejected, Label: "Rejected", Doc: "It is not made.", Final: true},
		{Name: withdrawn, Label: "Withdrawn",
			Doc: "Its Proposer has given it up; for some days somebody else may adopt it.", Final: true},
		{Name: lapsed, Label: "Lapsed", Doc: "Nobody went on with it.", Final: true},
		{Name: split, Label: "Split", Doc: "It goes on as several of its own number.", Final: true},
		{Name: merged, Label: "Merged", Doc: "It goes on in another one.", Final: true},
	},
	Steps: append(append([]process.Step{
		{Event: "raise", Label: "Raise", From: []string{preSubmission}, To: development,
			By: []string{secas}, Doc: "It gets its number."},
		{Event: "convert", Label: "Convert", From: []string{development}, To: refinement,
			By: []string{csc}, Doc: "The problem is agreed, with a path and a timetable."},
		{Event: "accept_report", Label: "Accept report", From: []string{refinement}, To: report,
			By: []string{csc}, Doc: "The Modification Report says all that it must."},
		{Event: "close_consultation", Label: "Consultation closes", From: []string{report},
			To: changeBoard, Timed: true, Doc: "The Modification Report Consultation has closed."},
	}, determination...), asides...),
}

// determination are the steps from the Change Board on.
var determination = []process.Step{
	{Event: "decide", Label: "Vote, Self-Governance", From: []string{changeBoard},
		To: appealWindow, By: []string{board}, Doc: "The vote of the Change Board is the decision."},
	{Event: "window_ends", Label: "Window ends, approved",
		From: []string{appealWindow, panelWindow}, To: pending, Timed: true,
		Doc: "Nobody has referred the approval."},
	{Event: "go_live", Label: "Text-only Release goes live", From: []string{pending}, To: implemented,
		Timed: true, Doc: "Text alone is in force on the day of its Release."},
	{Event: "implement", Label: "Say that it is live", From: []string{pending}, To: implemented,
		By: []string{secas}, Doc: "The Release with its system changes went live."},
	{Event: "recommend", Label: "Vote, recommendation", From: []string{changeBoard},
		To: withAuthority, By: []string{board},
		Doc: "The vote of the Change Board is a recommendation to the Authority."},
	{Event: "determine_approve", Label: "Approve", From: []string{withAuthority}, To: pending,
		By: []string{authority}, Reason: true, Doc: "The Authority approves it."},
	{Event: "determine_reject", Label: "Reject", From: []string{withAuthority}, To: rejected,
		By: []string{authority}, Reason: true, Doc: "The Authority rejects it."},
	{Event: "window_ends_rejected", Label: "Window ends, rejected",
		From: []string{appealWindow, panelWindow}, To: rejected, Timed: true,
		Doc: "Nobody has referred the rejection."},
	{Event: "refer", Label: "Refer to the Panel", From: []string{appealWindow}, To: panelAppeal,
		By: []string{party}, Reason: true, Doc: "The decision is appealed against."},
	{Event: "confirm", Label: "Confirm or reverse", From: []string{panelAppeal}, To: panelWindow,
		By: []string{panel}, Reason: true, Doc: "The Panel confirms or reverses the decision."},
	{Event: "refer_authority", Label: "Refer to the Authority", From: []string{panelWindow},
		To: withAuthority, By: []string{party}, Reason: true,
		Doc: "What the Panel said is appealed against."},
	{Event: "send_back", Label: "Send back to refinement", From: []string{changeBoard}, To: refinement,
		By: []string{board}, Reason: true, Doc: "Before it votes, the Board finds too little to go by."},
	{Event: "consult_again", Label: "Consult again", From: []string{changeBoard}, To: report,
		By: []string{board}, Reason: true, Doc: "Before it votes, the Board wants Parties asked again."},
	{Event: "panel_send_back", Label: "Send back", From: []string{panelAppeal}, To: refinement,
		By: []string{panel}, Reason: true, Doc: "The Panel wants more work on it."},
	{Event: "authority_send_back", Label: "Send back", From: []string{withAuthority},
		To: refinement, By: []string{authority}, Reason: true,
		Doc: "The Authority cannot decide on what it was given."},
}

// asides are the steps beside the way.
var asides = []process.Step{
	{Event: "more_work", Label: "More work", From: []string{development}, To: development,
		By: []string{csc}, Reason: true, Doc: "The problem is not clear enough yet."},
	{Event: "fast_track", Label: "Fast-Track", From: []string{development}, To: fastTrack,
		By: []string{csc}, Reason: true, Doc: "It only corrects: the Panel may make it at once."},
	{Event: "panel_approve", Label: "Approve Fast-Track", From: []string{fastTrack},
		To: objectionTime, By: []string{panel}, Reason: true, Doc: "The Panel makes the change."},
	{Event: "panel_refuse", Label: "Refuse Fast-Track", From: []string{fastTrack}, To: development,
		By: []string{panel}, Reason: true, Doc: "It takes the ordinary way."},
	{Event: "object", Label: "Object", From: []string{objectionTime}, To: development,
		By: []string{party, authority}, Reason: true, Doc: "It takes the ordinary way."},
	{Event: "objections_end", Label: "Window ends", From: []string{objectionTime}, To: pending,
		Timed: true, Doc: "Nobody has objected."},
	{Event: "urgent_vote", Label: "Urgent: to the Board", From: []string{refinement, report},
		To: changeBoard, By: []string{panel}, Reason: true,
		Doc: "The Authority has granted urgency, and the Panel shortens the way."},
	{Event: "withdraw", Label: "Withdraw",
		From: []string{development, refinement, report}, To: withdrawn, By: []string{proposer},
		Reason: true, Doc: "The Proposer gives it up."},
	{Event: "adopt_development", Label: "Adopt", From: []string{withdrawn}, To: development,
		By: []string{party}, Doc: "Somebody else becomes its Proposer."},
	{Event: "adopt_refinement", Label: "Adopt", From: []string{withdrawn}, To: refinement,
		By: []string{party}, Doc: "Somebody else becomes its Proposer."},
	{Event: "adopt_report", Label: "Adopt", From: []string{withdrawn}, To: report,
		By: []string{party}, Doc: "Somebody else becomes its Proposer."},
	{Event: "lapse", Label: "Let lapse", From: []string{development}, To: lapsed,
		By: []string{csc}, Reason: true, Doc: "The problem could not be made clear."},
	{Event: "hold", Label: "Put on hold", From: []string{development, refinement, report},
		To: onHold, By: []string{csc}, Reason: true, Doc: "It waits for something."},
	{Event: "resume_development", Label: "Resume", From: []string{onHold}, To: development,
		By: []string{csc}, Doc: "It goes on where it was."},
	{Event: "resume_refinement", Label: "Resume", From: []string{onHold}, To: refinement,
		By: []string{csc}, Doc: "It goes on where it was."},
	{Event: "resume_report", Label: "Resume", From: []string{onHold}, To: report,
		By: []string{csc}, Doc: "It goes on where it was."},
	{Event: "split", Label: "Split", From: []string{development, refinement}, To: split,
		By: []string{csc}, Reason: true, Doc: "Its parts go on as A, B and so on."},
	{Event: "merge", Label: "Merge", From: []string{development, refinement}, To: merged,
		By: []string{csc}, Reason: true, Doc: "Another one takes it up."},
}

// phases are what public pages call the states [H]; a state that is not named is its label.
var phases = map[string]string{
	changeBoard:   "Report Phase",
	withAuthority: "Report Phase",
	appealWindow:  "Report Phase",
	panelAppeal:   "Report Phase",
	panelWindow:   "Report Phase",
	fastTrack:     "Development Stage",
	objectionTime: "Report Phase",
}

// label is what a state is called; "not known" where the register does not say.
func label(state string) string {
	if s, ok := Machine.State(state); ok {
		return s.Label
	}
	return "Stage not known"
}

// phase is the public label of a state.
func phase(state string) string {
	if p, ok := phases[state]; ok {
		return p
	}
	return label(state)
}

// Machines are all the machines of the subject.
func Machines() []*process.Machine {
	return []*process.Machine{Machine, AssessmentMachine, DraftMachine}
}
