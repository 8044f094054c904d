package meeting

import (
	"cmp"
	"slices"

	"github.com/mains-energy/mains/internal/governance/body/committee"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// ofParty is the meetings of the bodies on which somebody from a Party holds a seat: what a
// Party follows in its calendar. It has one page.
func (b subject) ofParty(ask *page.Ask) (*page.View, error) {
	v, err := b.View(ask)
	if err != nil {
		return nil, err
	}
	party, err := register.Get[*record.Party](v, ask.Path["id"])
	if err != nil {
		return nil, desk.Refusal(err)
	}
	bodies, err := sitsOn(v, party.ID)
	if err != nil {
		return nil, err
	}
	names, query := map[string]string{}, wanted(ask.Query, committee.Today(v))
	var found []*record.Meeting
	for _, body := range bodies {
		names[body.ID] = body.Heading()
		query.Where = []register.Key{{Name: "body", Value: body.ID}}
		some, err := register.Find[*record.Meeting](v, query)
		if err != nil {
			return nil, err
		}
		found = append(found, some.Records...)
	}
	slices.SortFunc(found, func(x, y *record.Meeting) int {
		return cmp.Or(cmp.Compare(x.When(), y.When()), cmp.Compare(x.ID, y.ID))
	})
	if query.Desc {
		slices.Reverse(found)
	}
	found = found[:min(len(found), desk.PageSize)]
	view := listOf(found, names, "Meetings that "+party.Heading()+" follows", committee.Today(v))
	if query.To == "" { // what is to come
		view.List.Calendar = func() (all []page.Entry, err error) {
			for _, body := range bodies {
				some, err := subscribed(v, names, []register.Key{{Name: "body", Value: body.ID}})
				if err != nil {
					return nil, err
				}
				all = append(all, some...)
			}
			return all, nil
		}
	}
	view.Lead = "Those of bodies on which somebody from the Party holds a seat."
	view.Crumbs = append(desk.Crumbs("party"), desk.Link(party))
	return view, nil
}

// sitsOn are the bodies on which somebody from a Party holds a seat on the day of a view.
func sitsOn(v *register.View, party string) ([]*record.Body, error) {
	seats, err := register.All[*record.Seat](v, register.Query{Key: "party", Is: party})
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, s := range committee.Held(seats, committee.Today(v)) {
		if !slices.Contains(ids, s.Body) {
			ids = append(ids, s.Body)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	return register.All[*record.Body](v, register.Query{Among: ids})
}
