// Package seat is the seats on committees and groups: who holds them until when, alternates,
// appointments, and elections from their call to their result.
package seat

import (
	"slices"

	"github.com/mains-energy/mains/internal/governance/body/committee"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/page"
)

// subject is the pages of seats and elections and what is done with them.
type subject struct {
	committee.Office
	deeds *desk.Deeds[*record.Nomination]
}

// Routes are the addresses of seats and elections.
func Routes(d *desk.Desk) []page.Route {
	b := subject{committee.Office{Desk: d}, &desk.Deeds[*record.Nomination]{Desk: d,
		Kind: "nomination", Deeds: []desk.Deed[*record.Nomination]{standDown()}}}
	const at, election = "/seats/{id}", "/elections/{id}"
	return slices.Concat([]page.Route{
		{Pattern: "/seats", View: b.list},
		{Pattern: at, View: b.show, Examples: b.Examples("seat")},
		{Pattern: at + "/alternate", Form: b.alternateForm, Submit: b.alternate},
		{Pattern: at + "/appoint", Form: b.whenceForm, Submit: b.whence},
		{Pattern: at + "/appoint/{from}", Form: b.appointForm, Submit: b.appoint},
		{Pattern: at + "/end", Form: b.leaveForm, Submit: b.leave},
		{Pattern: "/elections", View: b.electionList},
		{Pattern: "/bodies/{id}/elections/new", Form: b.callForm, Submit: b.call},
		{Pattern: election, View: b.election, Examples: b.Examples("election")},
		{Pattern: election + "/nominate", Form: b.nominateForm, Submit: b.nominate},
		{Pattern: election + "/settle", Form: b.settleForm, Submit: b.settle},
		{Pattern: election + "/vote", Form: b.electForm, Submit: b.elect},
		{Pattern: election + "/result", Form: b.resultForm, Submit: b.result},
		{Pattern: "/nominations/{id}", View: b.nomination, Examples: b.Examples("nomination")},
	}, b.deeds.Routes())
}
