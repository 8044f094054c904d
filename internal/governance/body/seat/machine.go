package seat

import (
	"time"

	"github.com/mains-energy/mains/internal/governance/body/committee"
	"github.com/mains-energy/mains/internal/governance/process"
	"github.com/mains-energy/mains/internal/governance/record"
)

// electionState is the state of an election at an instant.
func electionState(e *record.Election, at time.Time) string {
	switch {
	case !e.PublishedAt.IsZero():
		return resultsPublic
	case e.Settled == record.ElectionUncontested:
		return uncontested
	case e.Settled == record.ElectionLapsed:
		return nobodyNominate
	case e.Settled == record.ElectionVoting && at.Before(e.VotingClosesAt):
		return votingOpen
	case e.Settled == record.ElectionVoting:
		return votingClosed
	case at.Before(e.NominationsOpenAt):
		return planned
	case at.Before(e.NominationsClose):
		return nominating
	}
	return nominated
}

// Who takes steps of elections beside the secretary.
const (
	parties = "Parties"
	groups  = "Voting Groups"
)

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

// Machine is how a seat is filled [H].
func Machine() *process.Machine {
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
			{Name: nobodyNominate, Label: "No nominations", Doc: "Nobody stands: the seats stay as they " +
				"are.",
				Final: true},
		},
		Steps: []process.Step{
			{Event: "open", Label: "Nominations open", From: []string{planned}, To: nominating,
				Timed: true},
			{Event: "close", Label: "Nominations close", From: []string{nominating}, To: nominated,
				Timed: true},
			{Event: "vote", Label: "Open the vote", From: []string{nominated}, To: votingOpen,
				By: []string{committee.Secretary}},
			{Event: "close_vote", Label: "Voting closes", From: []string{votingOpen}, To: votingClosed,
				Timed: true},
			{Event: "publish", Label: "Publish the result", From: []string{votingClosed},
				To: resultsPublic, By: []string{committee.Secretary}},
			{Event: "nominate", Label: "Nominate", From: []string{nominating}, To: nominating,
				By: []string{parties}},
			{Event: "cast", Label: "Vote", From: []string{votingOpen}, To: votingOpen,
				By: []string{groups}},
			{Event: "settle", Label: "Declare uncontested", From: []string{nominated},
				To: uncontested, By: []string{committee.Secretary}},
			{Event: "lapse", Label: "Nobody stands", From: []string{nominated},
				To: nobodyNominate, By: []string{committee.Secretary}},
			{Event: "publish", Label: "Publish the result of no vote", From: []string{uncontested},
				To: resultsPublic, By: []string{committee.Secretary}},
		},
	}
}
