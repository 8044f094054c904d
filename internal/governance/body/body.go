// Package body is the committees and groups of the Code: its addresses are those of bodies,
// seats, elections, meetings, papers, decisions and actions. Beside the pages of bodies
// themselves they are in packages below, which stand on committee.
package body

import (
	"slices"

	"github.com/mains-energy/mains/internal/governance/body/committee"
	"github.com/mains-energy/mains/internal/governance/body/meeting"
	"github.com/mains-energy/mains/internal/governance/body/paper"
	"github.com/mains-energy/mains/internal/governance/body/seat"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/page"
)

// subject is the pages of bodies and what is done with them.
type subject struct {
	committee.Office
	deeds *desk.Deeds[*record.Body]
}

// Routes are all addresses of the subject.
func Routes(d *desk.Desk) []page.Route {
	b := subject{committee.Office{Desk: d}, &desk.Deeds[*record.Body]{Desk: d, Kind: "body",
		Deeds: []desk.Deed[*record.Body]{setTerms()}}}
	return slices.Concat([]page.Route{
		{Pattern: "/bodies", View: b.list},
		{Pattern: "/bodies/{id}", View: b.show, Examples: b.Examples("body")},
	}, b.deeds.Routes(), meeting.Routes(d), paper.Routes(d), seat.Routes(d))
}
