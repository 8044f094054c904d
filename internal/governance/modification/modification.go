// Package modification is Modifications: from the statement of a problem to a change of the
// Code on the day of a Release.
//
// The rules are data: machine.go has the states and who may take each step, rules.go the
// paths, the Working Days that things are given and who may ask for a change. [Machine] and
// the tables explain themselves on the pages. What follows from a date, such as the end of
// a consultation or of the time for an appeal, is stored nowhere: standing.go derives it.
//
// Everything that somebody does is a deed: one row of a table, with the step of the machine
// that it takes, its form, and what it does to the record.
package modification

import (
	"errors"
	"strings"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/modification/legaltext"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// The address of a Modification, and of what is prepared to become one.
const (
	pattern      = "/modifications/{id}"
	draftPattern = "/draft-proposals/{id}"
)

// subject is what the pages stand on.
type subject struct{ *desk.Desk }

// Routes are the addresses of Modifications.
func Routes(d *desk.Desk) []page.Route {
	s := subject{d}
	examples := d.Examples("modification")
	routes := []page.Route{{Pattern: "/modifications", View: s.list}}
	for _, t := range tabs {
		if t.fill != nil {
			routes = append(routes,
				page.Route{Pattern: pattern + t.path, View: s.tab(t), Examples: examples})
		}
	}
	routes = append(routes, legaltext.Routes(d, s.frame)...)
	routes = append(routes, s.generic(historyPath), s.generic(redlinePath),
		page.Route{Pattern: "/modification-documents/{id}", View: s.document,
			Examples: d.Examples("modification_document")},
		page.Route{Pattern: votePattern, View: s.poll, Examples: d.Examples("change_vote")},
		page.Route{Pattern: votePattern + "/recount", View: s.recount})
	routes = append(routes, s.draftRoutes()...)
	for _, f := range voteForms {
		routes = append(routes, s.voteRoute(f))
	}
	for _, x := range deeds {
		routes = append(routes, s.route(x))
	}
	return routes
}

// find is the Modification that an address names, by any number that it has or had. Where
// that is not its own address, the error is the way there; tail is the rest of the address.
func find(v *register.View, id, tail string) (*record.Modification, register.Meta, error) {
	m, meta, err := register.GetMeta[*record.Modification](v, id)
	if !errors.Is(err, register.ErrNotFound) {
		return m, meta, err
	}
	if m, err = known(v, id); err != nil {
		return nil, meta, err
	}
	return nil, meta, &page.Moved{To: page.At("modifications", m.ID) + page.Address(tail)}
}

// known is the Modification that a number means. A part of one that was split, of which
// nothing more is known, is the one it was a part of.
func known(v *register.View, text string) (*record.Modification, error) {
	number, ok := record.ParseNumber(text)
	alias := number.String()
	if !ok {
		alias = strings.ToUpper(text)
	}
	found, err := register.Find[*record.Modification](v,
		register.Query{Key: "alias", Is: alias, Limit: 1})
	switch {
	case err != nil:
		return nil, err
	case len(found.Records) == 1:
		return found.Records[0], nil
	case !ok || number.Part == "":
		return nil, page.ErrNotFound
	}
	number.Part = ""
	whole, err := known(v, number.String())
	if err == nil && whole.Stage != split {
		return nil, page.ErrNotFound
	}
	return whole, err
}
