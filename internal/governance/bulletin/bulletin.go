// Package bulletin is what the newsletter tells of beside Modifications, consultations, meetings
// and plans: surveys, vacancies, contact lists, publications and the helpdesk. Each kind has a file, with its rules, its list, its
// page and what the administrator does with it.
package bulletin

import (
	"slices"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/page"
)

// by is who takes most steps here.
const by = "code administrator"

// Routes are the addresses of all these kinds.
func Routes(d *desk.Desk) []page.Route {
	return slices.Concat(
		surveys().Routes(d), vacancies().Routes(d), contactLists().Routes(d),
		publications().Routes(d), helpdesks().Routes(d),
		[]page.Route{{Pattern: "/helpdesk", View: short(d)}},
	)
}
