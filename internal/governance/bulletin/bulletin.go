// Package bulletin is what is published beside what has a subject of its own: vacancies and
// publications. Each kind has a file, with its rules, its list, its page and what the
// administrator does with it.
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
		withSeats(d, vacancies().Routes(d)), publications().Routes(d), versions(d),
	)
}
