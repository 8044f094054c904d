package process_test

import "github.com/mains-energy/mains/internal/governance/process"

// The roles of the machines in these tests.
const (
	proposer  = "proposer"
	secas     = "secas"
	csc       = "csc"
	panel     = "panel"
	board     = "change_board"
	authority = "authority"
)

// modification is the life cycle of a Modification, as large a machine as there is.
func modification() *process.Machine {
	s := func(name, label, doc string, final bool) process.State {
		return process.State{Name: name, Label: label, Doc: doc, Final: final}
	}
	return &process.Machine{
		Name: "modification", Title: "Modification", Clause: "SEC D", Start: "pre_submission",
		States: []process.State{
			s("pre_submission", "Pre-submission", "A problem statement was sent in.", false),
			s("development", "Development Stage", "The problem is defined.", false),
			s("refinement", "Refinement Process", "The solution is worked out.", false),
			s("report", "Report Phase", "Parties say whether it should be approved.", false),
			s("change_board", "Change Board", "The Change Board votes.", false),
			s("authority", "Authority Decision", "The Authority determines.", false),
			s("appeal_window", "Appeal Window", "The decision may be referred.", false),
			s("approved_pending_implementation", "Pending Implementation",
				"It is approved and waits for its release.", false),
			s("implemented", "Implemented", "The Code says it.", true),
			s("rejected", "Rejected", "It will not be made.", true),
			s("withdrawn", "Withdrawn", "Its Proposer has given it up.", true),
			s("lapsed", "Lapsed", "Nobody went on with it.", true),
			s("on_hold", "On Hold", "It waits for another one.", false),
			s("split", "Split", "It goes on as two.", true),
			s("merged", "Merged", "It goes on in another one.", true),
		},
		Steps: steps(),
	}
}

func steps() []process.Step {
	return []process.Step{
		{Event: "raise", Label: "Raise Draft Proposal", From: []string{"pre_submission"},
			To: "development", By: []string{secas}},
		{Event: "convert", Label: "Convert to Modification Proposal", From: []string{"development"},
			To: "refinement", By: []string{csc, panel}},
		{Event: "accept_report", Label: "Accept Modification Report", From: []string{"refinement"},
			To: "report", By: []string{csc, panel}},
		{Event: "close_consultation", Label: "Close consultation", From: []string{"report"},
			To: "change_board", Timed: true},
		{Event: "approve", Label: "Approve (Self-Governance)", From: []string{"change_board"},
			To: "appeal_window", By: []string{board}},
		{Event: "recommend", Label: "Recommend to the Authority", From: []string{"change_board"},
			To: "authority", By: []string{board}},
		{Event: "end_window", Label: "Appeal window ends", From: []string{"appeal_window"},
			To: "approved_pending_implementation", Timed: true},
		{Event: "determine", Label: "Approve", From: []string{"authority"},
			To: "approved_pending_implementation", By: []string{authority}},
		{Event: "go_live", Label: "Release goes live",
			From: []string{"approved_pending_implementation"}, To: "implemented", Timed: true},
		{Event: "fast_track", Label: "Fast-Track", From: []string{"development"},
			To: "appeal_window", By: []string{panel}},
		{Event: "reject", Label: "Reject",
			From: []string{"change_board", "authority", "appeal_window"}, To: "rejected",
			By: []string{board, authority, panel}, Reason: true},
		{Event: "send_back", Label: "Send back to Refinement",
			From: []string{"report", "change_board", "authority", "appeal_window"},
			To:   "refinement", By: []string{board, authority, panel}, Reason: true},
		{Event: "consult_again", Label: "Send back to Report Phase",
			From: []string{"change_board"}, To: "report", By: []string{board}, Reason: true},
		{Event: "withdraw", Label: "Withdraw",
			From: []string{"development", "refinement", "report", "change_board"},
			To:   "withdrawn", By: []string{proposer}, Reason: true},
		{Event: "adopt", Label: "Adopt", From: []string{"withdrawn"}, To: "refinement",
			By: []string{proposer}},
		{Event: "lapse", Label: "Lapse", From: []string{"pre_submission", "development"},
			To: "lapsed", Timed: true},
		{Event: "hold", Label: "Put on hold",
			From: []string{"development", "refinement", "report"}, To: "on_hold",
			By: []string{csc, panel}, Reason: true},
		{Event: "resume_development", Label: "Resume Development", From: []string{"on_hold"},
			To: "development", By: []string{csc, panel}},
		{Event: "resume_refinement", Label: "Resume Refinement", From: []string{"on_hold"},
			To: "refinement", By: []string{csc, panel}},
		{Event: "resume_report", Label: "Resume Report Phase", From: []string{"on_hold"},
			To: "report", By: []string{csc, panel}},
		{Event: "split", Label: "Split", From: []string{"development", "refinement"}, To: "split",
			By: []string{proposer, csc}},
		{Event: "merge", Label: "Merge", From: []string{"development", "refinement"},
			To: "merged", By: []string{proposer, csc}},
	}
}
