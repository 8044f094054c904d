// Package programme is the Panel's budget, and plans with their milestones: how each comes about,
// its versions beside each other, and requests to change a plan.
package programme

import (
	"slices"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/page"
)

// by is who takes most steps here.
const by = "code administrator"

// Routes are the addresses of budgets, plans and change requests.
func Routes(d *desk.Desk) []page.Route {
	return slices.Concat(budgets().Routes(d), plans().Routes(d), requests().Routes(d),
		[]page.Route{baselines(d), oneBaseline(d)})
}
