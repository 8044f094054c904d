package body

import (
	"github.com/mains-energy/mains/internal/governance/process"
	"github.com/mains-energy/mains/internal/governance/record"
)

// Who takes the steps of the machines.
const (
	bySecretary  = "secretary"
	byParties    = "Parties"
	byGroups     = "Voting Groups"
	byMembers    = "members"
	theScheduled = "scheduled"
	theMoved     = "rescheduled"
	theAgenda    = "agenda_published"
	thePapers    = "papers_published"
	theHeld      = "held"
	theDraft     = "minutes_draft"
	theConfirmed = "minutes_confirmed"
	theCancelled = "cancelled"
	theExCom     = "ex_committee"
)

// MeetingMachine is the life of a meeting [H], as far as a reader sees it: a stage that
// shows in papers alone is reached for those who may see one of them.
func MeetingMachine() *process.Machine {
	ahead := []string{theScheduled, theMoved, theAgenda, thePapers}
	return &process.Machine{
		Name: "meeting", Title: "Meeting", Start: theScheduled,
		States: []process.State{
			{Name: theScheduled, Label: "Scheduled", Doc: "It has a date, or a month."},
			{Name: theAgenda, Label: "Agenda published", Doc: "What it will talk about is known."},
			{Name: thePapers, Label: "Papers published", Doc: "There is a pack to read."},
			{Name: theHeld, Label: "Held", Doc: "Who was there is noted."},
			{Name: theDraft, Label: "Minutes in draft", Doc: "The minutes wait to be confirmed."},
			{Name: theConfirmed, Label: "Minutes confirmed", Final: true,
				Doc: "A later meeting of the body has confirmed the minutes."},
			{Name: theMoved, Label: "Rescheduled", Doc: "It was moved to another day."},
			{Name: theCancelled, Label: "Cancelled", Doc: "It is not held. Its number is not used again.",
				Final: true},
			{Name: theExCom, Label: "By correspondence", Final: true,
				Doc: "It is not held: its members decide by correspondence."},
		},
		Steps: []process.Step{
			{Event: "publish_agenda", Label: "Publish the agenda",
				From: []string{theScheduled, theMoved}, To: theAgenda, By: []string{bySecretary}},
			{Event: "publish_agenda", Label: "Publish further items", From: []string{theAgenda},
				To: theAgenda, By: []string{bySecretary}},
			{Event: "publish_agenda", Label: "Publish further items beside the papers",
				From: []string{thePapers}, To: thePapers, By: []string{bySecretary}},
			{Event: "publish_papers", Label: "Publish a pack", From: []string{theAgenda},
				To: thePapers, By: []string{bySecretary}},
			{Event: "publish_papers", Label: "Publish another pack",
				From: []string{thePapers}, To: thePapers, By: []string{bySecretary}},
			{Event: "hold", Label: "Record who was there", From: []string{thePapers, theAgenda,
				theScheduled, theMoved}, To: theHeld, By: []string{bySecretary}},
			{Event: "draft_minutes", Label: "Publish draft minutes", From: []string{theHeld},
				To: theDraft, By: []string{bySecretary}},
			{Event: "draft_minutes", Label: "Publish minutes under another mark",
				From: []string{theDraft}, To: theDraft, By: []string{bySecretary}},
			{Event: "confirm_minutes", Label: "Confirm the minutes", From: []string{theDraft},
				To: theConfirmed, By: []string{byMembers}, Doc: "At a later meeting of the body."},
			{Event: "reschedule", Label: "Move", From: []string{theScheduled, theMoved},
				To: theMoved, By: []string{bySecretary}, Reason: true},
			{Event: "reschedule", Label: "Move with its agenda", From: []string{theAgenda},
				To: theAgenda, By: []string{bySecretary}, Reason: true},
			{Event: "reschedule", Label: "Move with its papers", From: []string{thePapers},
				To: thePapers, By: []string{bySecretary}, Reason: true},
			{Event: "cancel", Label: "Cancel", From: ahead, To: theCancelled,
				By: []string{bySecretary}, Reason: true},
			{Event: "correspond", Label: "Decide by correspondence", From: ahead, To: theExCom,
				By: []string{bySecretary}, Reason: true},
		},
	}
}

// seen is what of a meeting a reader may see, as far as it makes a stage.
type seen struct{ agenda, papers, minutes, confirmed bool }

// stage is the state of a meeting to whom this is seen.
func stage(m *record.Meeting, s seen) string {
	switch {
	case m.State == record.MeetingCancelled:
		return theCancelled
	case m.State == record.MeetingExCommittee:
		return theExCom
	case s.confirmed:
		return theConfirmed
	case s.minutes:
		return theDraft
	case m.State == record.MeetingHeld:
		return theHeld
	case s.papers:
		return thePapers
	case s.agenda:
		return theAgenda
	case len(m.Moves) > 0:
		return theMoved
	}
	return theScheduled
}

// way are the states that a meeting has been in, to whom this is seen.
func way(m *record.Meeting, s seen) []string {
	past := []string{theScheduled}
	add := func(was bool, state string) {
		if was {
			past = append(past, state)
		}
	}
	held := m.State == record.MeetingHeld
	add(len(m.Moves) > 0, theMoved)
	add(s.agenda, theAgenda)
	add(s.papers, thePapers)
	add(held, theHeld)
	add(s.minutes || s.confirmed, theDraft)
	add(s.confirmed, theConfirmed)
	if last := len(past) - 1; past[last] == stage(m, s) {
		past = past[:last]
	}
	return past
}

// The states of an election.
const (
	planned        = "planned"
	nominating     = "nominations_open"
	nominated      = "nominations_closed"
	uncontested    = "uncontested"
	votingOpen     = "voting_open"
	votingClosed   = "voting_closed"
	resultsPublic  = "result_published"
	nobodyNominate = "no_nominations"
)

// ElectionMachine is how a seat is filled [H].
func ElectionMachine() *process.Machine {
	return &process.Machine{
		Name: "election", Title: "Election", Start: planned,
		States: []process.State{
			{Name: planned, Label: "Planned", Doc: "It is known when nominations open."},
			{Name: nominating, Label: "Nominations open", Doc: "Parties of the constituency may nominate."},
			{Name: nominated, Label: "Nominations closed", Doc: "It is being settled who stands."},
			{Name: votingOpen, Label: "Voting open", Doc: "Each Voting Group has one vote."},
			{Name: votingClosed, Label: "Voting closed", Doc: "The votes are being counted."},
			{Name: resultsPublic, Label: "Result published", Final: true,
				Doc: "The seats are filled from the day their term begins."},
			{Name: uncontested, Label: "Uncontested", Doc: "Nobody more stands than there are seats."},
			{Name: nobodyNominate, Label: "No nominations", Doc: "Nobody stands: the seats stay as they are.",
				Final: true},
		},
		Steps: []process.Step{
			{Event: "open", Label: "Nominations open", From: []string{planned}, To: nominating,
				Timed: true},
			{Event: "close", Label: "Nominations close", From: []string{nominating}, To: nominated,
				Timed: true},
			{Event: "vote", Label: "Open the vote", From: []string{nominated}, To: votingOpen,
				By: []string{bySecretary}},
			{Event: "close_vote", Label: "Voting closes", From: []string{votingOpen}, To: votingClosed,
				Timed: true},
			{Event: "publish", Label: "Publish the result", From: []string{votingClosed},
				To: resultsPublic, By: []string{bySecretary}},
			{Event: "nominate", Label: "Nominate", From: []string{nominating}, To: nominating,
				By: []string{byParties}},
			{Event: "cast", Label: "Vote", From: []string{votingOpen}, To: votingOpen,
				By: []string{byGroups}},
			{Event: "settle", Label: "Declare uncontested", From: []string{nominated},
				To: uncontested, By: []string{bySecretary}},
			{Event: "lapse", Label: "Nobody stands", From: []string{nominated},
				To: nobodyNominate, By: []string{bySecretary}},
			{Event: "publish", Label: "Publish the result of no vote", From: []string{uncontested},
				To: resultsPublic, By: []string{bySecretary}},
		},
	}
}
