// Package bulletin is what the newsletter tells of beside Modifications, consultations and
// meetings: budgets, plans and their change requests, surveys, vacancies, contact lists,
// events, publications and the helpdesk. Each kind has a file, with its rules, its list, its
// page and what the administrator does with it.
package bulletin

import (
	"slices"
	"time"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// Routes are the addresses of all these kinds.
func Routes(d *desk.Desk) []page.Route {
	return slices.Concat(
		budgets().routes(d), plans().routes(d), requests().routes(d), events().routes(d),
		surveys().routes(d), vacancies().routes(d), contactLists().routes(d),
		publications().routes(d), helpdesks().routes(d),
		[]page.Route{{Pattern: "/helpdesk", View: short(d)}},
	)
}

// shelf is a kind of record with its list, its page and what can be done with it.
type shelf[T record.Titled] struct {
	listing desk.Listing[T]
	adding  desk.Adding[T]
	deeds   desk.Deeds[T]
	show    func(*look[T]) error
}

// look is the page of a record while it is being made.
type look[T record.Titled] struct {
	*page.View
	v   *register.View
	rec T
	so  time.Time
}

// routes are the addresses of a kind.
func (s shelf[T]) routes(d *desk.Desk) []page.Route {
	kind := s.listing.Kind
	s.adding.Desk, s.adding.Kind, s.adding.May = d, kind, desk.Staff
	s.deeds.Desk, s.deeds.Kind = d, kind
	s.listing.Offer = s.adding.Offer
	return append([]page.Route{s.listing.Route(d), s.adding.Route(), {
		Pattern: "/" + desk.ListOf(kind).Path + "/{id}", Examples: d.Examples(kind),
		View: func(ask *page.Ask) (*page.View, error) { return s.view(d, ask) },
	}}, s.deeds.Routes()...)
}

// view is the page of a record.
func (s shelf[T]) view(d *desk.Desk, ask *page.Ask) (*page.View, error) {
	v, err := d.View(ask)
	if err != nil {
		return nil, err
	}
	rec, err := register.Get[T](v, ask.Path["id"])
	if err != nil {
		return nil, desk.Refusal(err)
	}
	l := &look[T]{View: &page.View{Kicker: rec.Heading(), Crumbs: desk.Crumbs(s.listing.Kind),
		Data: rec}, v: v, rec: rec, so: ask.Moment.So}
	if err := s.show(l); err != nil {
		return nil, err
	}
	l.Actions = s.deeds.Offers(v, rec)
	return l.View, desk.Dated(v, rec, l.View)
}

// facts adds the first screen: rows, and after them what else the record says, but for the
// fields named.
func (l *look[T]) facts(rows []page.Row, but ...string) error {
	rest, err := desk.Facts(l.v, l.rec, but...)
	l.Blocks = append(l.Blocks, page.Summary{Rows: append(rows, rest...)})
	return err
}

// section adds blocks under a heading.
func (l *look[T]) section(title string, blocks ...page.Block) {
	l.Blocks = append(l.Blocks, page.Section{Title: title, Blocks: blocks})
}

// each tells of records in a list one by one.
func each[T record.Titled](
	tell func(*register.View, T) desk.Told,
) func(*register.View, []T) ([]desk.Told, error) {
	return func(v *register.View, all []T) (told []desk.Told, err error) {
		if all, err = desk.Discern(v, all); err != nil {
			return nil, err
		}
		for _, rec := range all {
			told = append(told, tell(v, rec))
		}
		return told, nil
	}
}

// change is the deed by which the administrator changes what a record says.
func change[T record.Titled](bound []desk.Bound[T]) desk.Deed[T] {
	return desk.Deed[T]{Name: "change", Label: "Change the details", May: desk.StaffOf[T],
		Fields: desk.Asked(bound), Do: desk.Taken(bound)}
}

// withdraw is the deed that ends a record of a kind without states.
func withdraw[T record.Titled](lead string) desk.Deed[T] {
	return desk.Deed[T]{Name: "withdraw", Label: "Withdraw", Lead: lead, Danger: true, Reason: true,
		Ends: true, May: desk.StaffOf[T]}
}

// reach says how to reach contacts: by their name and, where it is printed, their address.
func reach(v *register.View, ids ...string) (lines []page.Words, err error) {
	if len(ids) == 0 {
		return nil, nil
	}
	found, err := register.All[*record.Contact](v, register.Query{Among: ids})
	for _, c := range found {
		line := page.Words{desk.Link(c)}
		switch {
		case c.Email != "" && !c.Assumed("email"):
			line = append(line, page.T(", "), page.Link{Text: c.Email, Out: "mailto:" + c.Email})
		case c.Channel != "":
			line = append(line, page.T(", "+desk.Plain(c.Channel)+"; its address is "), desk.NotKnown)
		}
		lines = append(lines, line)
	}
	return lines, err
}

// reaching is a row of [reach], where there is a contact.
func reaching(v *register.View, term string, ids []string) ([]page.Row, error) {
	lines, err := reach(v, ids...)
	if len(lines) == 0 {
		return nil, err
	}
	return []page.Row{{Term: term, Values: lines}}, err
}
