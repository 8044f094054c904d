// Package shelf is a kind of record with its list, its page and what can be done with it, as
// one declared value: what most of the smaller subjects are made of.
package shelf

import (
	"time"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// Of is such a kind.
type Of[T record.Titled] struct {
	Listing desk.Listing[T]
	Adding  desk.Adding[T] // by the administrator; without New: otherwise
	Deeds   desk.Deeds[T]
	// Show fills the page of a record, which has its kicker, crumbs and data.
	Show func(*Look[T]) error
}

// Look is the page of a record while it is being made.
type Look[T record.Titled] struct {
	*page.View
	V   *register.View
	Rec T
	So  time.Time
	// AsAt says that the page is asked for as it was: what is shown for a while alone is not shown.
	AsAt bool
}

// Routes are the addresses of a kind.
func (s Of[T]) Routes(d *desk.Desk) []page.Route {
	kind := s.Listing.Kind
	s.Adding.Desk, s.Adding.Kind, s.Adding.May = d, kind, desk.Staff
	s.Deeds.Desk, s.Deeds.Kind = d, kind
	routes := []page.Route{{
		Pattern: "/" + desk.ListOf(kind).Path + "/{id}", Examples: d.Examples(kind),
		View: func(ask *page.Ask) (*page.View, error) { return s.View(d, ask) },
	}}
	if s.Adding.New != nil {
		s.Listing.Offer = s.Adding.Offer
		routes = append(routes, s.Adding.Route())
	}
	return append(append(routes, s.Listing.Route(d)), s.Deeds.Routes()...)
}

// View is the page of a record.
func (s Of[T]) View(d *desk.Desk, ask *page.Ask) (*page.View, error) {
	v, err := d.View(ask)
	if err != nil {
		return nil, err
	}
	rec, err := register.Get[T](v, ask.Path["id"])
	if err != nil {
		return nil, desk.Refusal(err)
	}
	l := &Look[T]{View: &page.View{Kicker: rec.Heading(), Crumbs: desk.Crumbs(s.Listing.Kind),
		Data: rec}, V: v, Rec: rec, So: ask.Moment.So,
		AsAt: ask.Moment.AsAt}
	if err := s.Show(l); err != nil {
		return nil, err
	}
	l.Actions = append(l.Actions, s.Deeds.Offers(v, rec)...)
	return l.View, desk.Dated(v, rec, l.View)
}

// Facts adds the first screen: rows, and after them what else the record says, but for the
// fields named.
func (l *Look[T]) Facts(rows []page.Row, but ...string) error {
	rest, err := desk.Facts(l.V, l.Rec, but...)
	l.Blocks = append(l.Blocks, page.Summary{Rows: append(rows, rest...)})
	return err
}

// Section adds blocks under a heading.
func (l *Look[T]) Section(title string, blocks ...page.Block) {
	l.Blocks = append(l.Blocks, page.Section{Title: title, Blocks: blocks})
}

// Each tells of records in a list one by one.
func Each[T record.Titled](
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

// Change is the deed by which the administrator changes what a record says.
func Change[T record.Titled](bound []desk.Bound[T]) desk.Deed[T] {
	return desk.Deed[T]{Name: "change", Label: "Change the details", May: desk.StaffOf[T],
		Fields: desk.Asked(bound), Do: desk.Taken(bound)}
}

// Withdraw is the deed that ends a record of a kind without states.
func Withdraw[T record.Titled](lead string) desk.Deed[T] {
	return desk.Deed[T]{Name: "withdraw", Label: "Withdraw", Lead: lead, Danger: true, Reason: true,
		Ends: true, May: desk.StaffOf[T]}
}

// Reach says how to reach contacts: by their name and, where it is printed, their address.
func Reach(v *register.View, ids ...string) (lines []page.Words, err error) {
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

// Reaching is a row of [Reach], where there is a contact.
func Reaching(v *register.View, term string, ids []string) ([]page.Row, error) {
	lines, err := Reach(v, ids...)
	if len(lines) == 0 {
		return nil, err
	}
	return []page.Row{{Term: term, Values: lines}}, err
}
