package body

import (
	"github.com/mains-energy/mains/internal/page"
)

// ofBodies are the commands on a body.
func (b bodies) ofBodies() []page.Route {
	return []page.Route{
		{Pattern: "/bodies/{id}/meetings/new", Form: b.scheduleForm, Submit: b.schedule},
		{Pattern: "/bodies/{id}/ballots/new", Form: b.ballotForm, Submit: b.openBallot},
	}
}

// ofMeetings are the commands on a meeting and on the items of its agenda.
func (b bodies) ofMeetings() []page.Route {
	const at = "/meetings/{id}"
	return []page.Route{
		{Pattern: at + "/agenda/new", Form: b.itemForm, Submit: b.addItem},
		{Pattern: at + "/agenda/publish", Form: b.publishAgendaForm, Submit: b.publishAgenda},
		{Pattern: "/agenda-items/{id}/remove", Form: b.removeForm, Submit: b.remove},
		{Pattern: "/agenda-items/{id}/recusal", Form: b.recuseForm, Submit: b.recuse},
		{Pattern: at + "/apologies", Form: b.apologiesForm, Submit: b.apologise},
		{Pattern: at + "/attendance", Form: b.holdForm, Submit: b.hold},
		{Pattern: at + "/minutes/new", Form: b.minutesForm, Submit: b.draftMinutes},
		{Pattern: at + "/minutes/confirm", Form: b.confirmForm, Submit: b.confirm},
	}
}

// ofPapers are the commands on papers.
func (b bodies) ofPapers() []page.Route {
	const at = "/papers/{id}"
	return []page.Route{
		{Pattern: "/meetings/{id}/papers/new", Form: b.paperForm, Submit: b.addPaper},
		{Pattern: "/meetings/{id}/packs/{mark}/publish", Form: b.publishForm, Submit: b.publish},
		{Pattern: at + "/mark", Form: b.markForm, Submit: b.mark},
		{Pattern: at + "/redaction", Form: b.redactForm, Submit: b.redact},
		{Pattern: at + "/open", Form: b.openForm, Submit: b.open},
	}
}

// ofDecisions are the commands on decisions and actions.
func (b bodies) ofDecisions() []page.Route {
	const at = "/ballots/{id}"
	return []page.Route{
		{Pattern: "/meetings/{id}/decisions/new", Form: b.decideForm, Submit: b.decide},
		{Pattern: "/meetings/{id}/ballots/new", Form: b.meetingBallotForm, Submit: b.openMeetingBallot},
		{Pattern: at + "/vote", Form: b.voteForm, Submit: b.voteOn},
		{Pattern: at + "/recusal", Form: b.recuseBallotForm, Submit: b.recuseBallot},
		{Pattern: at + "/count", Form: b.countForm, Submit: b.count},
		{Pattern: "/meetings/{id}/actions/new", Form: b.actionForm, Submit: b.addAction},
	}
}

// ofSeats are the commands on seats and elections.
func (b bodies) ofSeats() []page.Route {
	const at = "/elections/{id}"
	return []page.Route{
		{Pattern: "/seats/{id}/alternate", Form: b.alternateForm, Submit: b.alternate},
		{Pattern: "/seats/{id}/appoint", Form: b.whenceForm, Submit: b.whence},
		{Pattern: "/seats/{id}/appoint/{from}", Form: b.appointForm, Submit: b.appoint},
		{Pattern: "/seats/{id}/end", Form: b.leaveForm, Submit: b.leave},
		{Pattern: "/bodies/{id}/elections/new", Form: b.callForm, Submit: b.call},
		{Pattern: at + "/nominate", Form: b.nominateForm, Submit: b.nominate},
		{Pattern: at + "/settle", Form: b.settleForm, Submit: b.settle},
		{Pattern: at + "/vote", Form: b.electForm, Submit: b.elect},
		{Pattern: at + "/result", Form: b.resultForm, Submit: b.result},
	}
}
