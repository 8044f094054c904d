// Package contact is whom to call: the contact lists of the Code, and the entries that Parties keep
// in them. A Party gives, changes, confirms and takes away its own entry; the administrator
// verifies what it says; others are shown how to reach it after they have said what for, and that
// they were is kept where the Party sees it. No list, search, feed or history has the details.
package contact

import (
	"slices"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// The kinds of record that this package is about.
const (
	kindEntry  = "operational_contact"
	kindChange = "contact_change"
	kindLookup = "contact_lookup"
	kindExport = "contact_export"
)

// Routes are the addresses of contact lists and of their entries.
func Routes(d *desk.Desk) []page.Route {
	s := subject{d}
	return slices.Concat(lists().Routes(d), s.entries(), s.changes(), s.lookups(), s.exports(),
		[]page.Route{{Pattern: "/non-dcc-user-suppliers", View: s.suppliers}})
}

type subject struct{ *desk.Desk }

// ofParty reports whether a reader acts for a Party.
func ofParty(r *policy.Reader) bool { return len(r.Parties) > 0 }

// acting is an act of whoever asks, for their Party.
func (s subject) acting(ask *page.Ask, verb string) (register.Act, error) {
	if ask.Who == "" {
		return register.Act{}, page.ErrSignIn
	}
	r, err := s.Reader(ask.Context, ask.Who)
	act := register.Act{Verb: verb}
	if err == nil && ofParty(r) {
		act.Behalf = r.Parties[0]
	}
	return act, err
}

// reader is whoever acts, with their rights at the instant of the act.
func reader(v *register.View, who string) (*policy.Reader, error) {
	rights, err := desk.Rights(v, who)
	return policy.NewReader(rights), err
}
