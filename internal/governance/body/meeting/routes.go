// Package meeting is the meetings of committees and groups: their dates, agendas, who was
// there, minutes, what was decided, at the meeting or by correspondence, and what was asked of
// whom.
package meeting

import (
	"slices"

	"github.com/mains-energy/mains/internal/governance/body/committee"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/page"
)

// subject is the pages of meetings and what is done with them.
type subject struct {
	committee.Office
	meetings *desk.Deeds[*record.Meeting]
	ballots  *desk.Deeds[*record.Ballot]
	actions  *desk.Deeds[*record.Action]
}

// Routes are the addresses of meetings, decisions and actions.
func Routes(d *desk.Desk) []page.Route {
	b := subject{
		Office: committee.Office{Desk: d},
		meetings: &desk.Deeds[*record.Meeting]{Desk: d, Kind: "meeting", Machine: committee.Machine(),
			State: func(m *record.Meeting) string { return committee.Stage(m, committee.Seen{}) },
			Enter: func(*record.Meeting, string) {}, // each says for itself what it leaves
			Deeds: onMeetings()},
		ballots: &desk.Deeds[*record.Ballot]{Desk: d, Kind: "ballot",
			Deeds: []desk.Deed[*record.Ballot]{withdraw()}},
		actions: &desk.Deeds[*record.Action]{Desk: d, Kind: "action",
			Deeds: []desk.Deed[*record.Action]{progress()}},
	}
	return slices.Concat(b.ofMeetings(), b.ofDecisions(), b.meetings.Routes(), b.ballots.Routes(),
		b.actions.Routes())
}

// ofMeetings are the addresses of meetings and of the items of their agendas.
func (b subject) ofMeetings() []page.Route {
	const at, item = "/meetings/{id}", "/agenda-items/{id}"
	return []page.Route{
		{Pattern: "/meetings", View: b.list},
		{Pattern: "/bodies/{id}/meetings", View: b.list, Examples: b.Examples("body")},
		{Pattern: "/parties/{id}/meetings", View: b.ofParty, Examples: b.Examples("party")},
		{Pattern: "/bodies/{id}/meetings/new", Form: b.scheduleForm, Submit: b.schedule},
		{Pattern: at, View: b.show, Examples: b.Examples("meeting")},
		{Pattern: at + "/agenda/new", Form: b.itemForm, Submit: b.addItem},
		{Pattern: at + "/agenda/publish", Form: b.publishAgendaForm, Submit: b.publishAgenda},
		{Pattern: at + "/apologies", Form: b.apologiesForm, Submit: b.apologise},
		{Pattern: at + "/attendance", Form: b.holdForm, Submit: b.hold},
		{Pattern: at + "/minutes/new", Form: b.minutesForm, Submit: b.draftMinutes},
		{Pattern: at + "/minutes/confirm", Form: b.confirmForm, Submit: b.confirm},
		{Pattern: item, View: b.item, Examples: b.Examples("agenda_item")},
		{Pattern: item + "/remove", Form: b.removeForm, Submit: b.remove},
		{Pattern: item + "/recusal", Form: b.recuseForm, Submit: b.recuse},
	}
}

// ofDecisions are the addresses of decisions, of ballots by correspondence and of actions.
func (b subject) ofDecisions() []page.Route {
	const meeting, ballot = "/meetings/{id}", "/ballots/{id}"
	return []page.Route{
		{Pattern: meeting + "/decisions/new", Form: b.decideForm, Submit: b.decide},
		{Pattern: meeting + "/ballots/new", Form: b.meetingBallotForm, Submit: b.openMeetingBallot},
		{Pattern: meeting + "/actions/new", Form: b.actionForm, Submit: b.addAction},
		{Pattern: "/bodies/{id}/ballots/new", Form: b.ballotForm, Submit: b.openBallot},
		{Pattern: ballot, View: b.ballot, Examples: b.Examples("ballot")},
		{Pattern: ballot + "/vote", Form: b.voteForm, Submit: b.voteOn},
		{Pattern: ballot + "/recusal", Form: b.recuseBallotForm, Submit: b.recuseBallot},
		{Pattern: ballot + "/count", Form: b.countForm, Submit: b.count},
		{Pattern: "/actions", View: b.actionList},
		{Pattern: "/actions/{id}", View: b.action, Examples: b.Examples("action")},
	}
}
