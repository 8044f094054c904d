package contact

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/shelf"
	"github.com/mains-energy/mains/internal/page"
)

type export = *record.ContactExport

// exports are the addresses of exports: all entries at once, for suppliers that are DCC Users and
// for nobody else [D].
func (s subject) exports() []page.Route {
	adding := desk.Adding[export]{Desk: s.Desk, Kind: kindExport,
		Label: "Export the operational contacts",
		Lead: "For suppliers that are DCC Users: they receive the alerts of others. Each Party whose " +
			"contact is in it sees who took it and what for. " + breach,
		May: ofParty, New: func(id string) export {
			return &record.ContactExport{Head: record.Head{ID: id}}
		}, Fields: exportFields, Do: exporting}
	of := shelf.Of[export]{
		Listing: desk.Listing[export]{Kind: kindExport, Offer: adding.Offer,
			Columns: []string{"id", "at", "by_party", "use"},
			Lead:    "What your Party has taken. The code administrator sees the exports of all.",
			Parts: func(*register.View, url.Values) []desk.Part {
				return []desk.Part{{Empty: "There is none.", Query: register.Query{Key: "at", Desc: true}}}
			},
			Tell: shelf.Each(func(_ *register.View, x export) desk.Told {
				return desk.Told{Data: x, Item: page.Item{Head: page.Words{desk.Link(x)},
					Body: []page.Words{{desk.At(x.At)}}},
					Entry: page.Entry{ID: x.ID, Title: x.Heading(), To: desk.AddressOf(x),
						Cells: []string{x.ID, x.At.UTC().Format(time.RFC3339), x.ByParty, x.Use}}}
			})},
		Show: showExport,
	}
	return append(of.Routes(s.Desk), adding.Route())
}

// exportFields ask what an export is needed for, where there is a list.
func exportFields(v *register.View, _ export) ([]page.Field, error) {
	l, err := listFor(v, v.Reader())
	if err != nil || l == nil {
		return nil, err
	}
	return purpose(v, l.ID, "What is it needed for?")
}

// listFor is the contact list that the Party of a reader is in.
func listFor(v *register.View, r *policy.Reader) (*record.ContactList, error) {
	p, err := register.Get[*record.Party](v, r.Parties[0])
	if err != nil {
		return nil, err
	}
	return listOf(v, p)
}

// exporting records an export, and a look-up of each entry that is in it.
func exporting(d *desk.Doing[export]) error {
	tx, x := d.Tx, d.Record
	p, err := register.Get[*record.Party](tx.View, d.Reader.Parties[0])
	if err != nil {
		return err
	}
	l, err := listOf(tx.View, p)
	switch {
	case err != nil:
		return err
	case l == nil, !supplies(p), userOf(p) != yes:
		return page.Faults{{Text: "Only suppliers that are live as DCC Users export all contacts, and " +
			p.Name + " is not recorded as one. Look up the one that you need."}}
	}
	x.List, x.ByParty, x.By, x.At = l.ID, p.ID, tx.Act().Who, tx.Now()
	x.Use, x.About = d.In.Text("use"), register.NewSecret(d.In.Text("about"))
	all, err := register.All[entry](tx.View, register.Query{Key: "organisation",
		Where: []register.Key{{Name: "state", Value: active}, {Name: "list", Value: l.ID}}})
	if err != nil {
		return err
	}
	for _, e := range all {
		if e.Party == p.ID {
			continue
		}
		x.Entries = append(x.Entries, e.ID)
		if err := note(tx, &record.ContactLookup{ByParty: p.ID, By: x.By, Use: x.Use,
			About: register.NewSecret(d.In.Text("about")), Export: x.ID}, e); err != nil {
			return err
		}
	}
	return nil
}

// exportColumns are those of the CSV.
var exportColumns = []string{"organisation", "party", "participants", "fuels", "state", "main_name",
	"main_phone", "main_email", "main_hours", "main_out_of_hours", "other_name", "other_phone",
	"other_email", "other_hours", "other_out_of_hours"}

// showExport is the page of an export: with the details for whoever took it, while it lasts.
func showExport(l *shelf.Look[export]) error {
	x := l.Rec
	if err := l.Facts(nil, "entries"); err != nil {
		return err
	}
	if x.By != l.V.Reader().Person || l.AsAt || !l.So.Before(x.At.Add(shown)) {
		l.Blocks = append(l.Blocks, page.Para{Words: page.Say("The contacts are shown for an hour, " +
			"and only to whoever took them.")})
		return nil
	}
	warning, err := warned(l.V, x.List)
	if err != nil {
		return err
	}
	l.Blocks = append(l.Blocks, warning...)
	l.List = &page.List{Title: l.Rec.Heading(), Columns: exportColumns}
	table := page.Table{Caption: "Main contacts; the CSV has the alternative ones too", RowHeads: true,
		Empty: "Nobody else is in the list.", Columns: []page.Column{{Title: "Organisation"},
			{Title: "Team or name"}, {Title: "Telephone"}, {Title: "Out of hours"}, {Title: "State"}}}
	listed, details, err := taken(l.V.As(policy.System()), x)
	if err != nil {
		return err
	}
	for _, e := range listed {
		st := standingOf(desk.Calendar(l.V), e, l.So)
		stands := details[e.Stands]
		m := &stands.Main
		table.Rows = append(table.Rows, []page.Words{{desk.Link(e)}, page.Say(m.Name.Text()),
			page.Say(m.Phone.Text()), page.Say(m.OutOfHours.Text()),
			{st.tag()}})
		row := entryCells(e, st.state)
		for _, r := range []*record.Reached{m, &stands.Other} {
			row = append(row, r.Name.Text(), r.Phone.Text(), r.Email.Text(), r.Hours.Text(),
				r.OutOfHours.Text())
		}
		l.List.Entries = append(l.List.Entries, page.Entry{ID: e.ID, Title: e.Organisation,
			To: desk.AddressOf(e), Cells: row})
	}
	l.Blocks = append(l.Blocks, table)
	return nil
}

// taken are the entries of an export that are listed yet, by organisation, with their details by
// their ids; those that were taken away meanwhile are not among them.
func taken(v *register.View, x export) (listed []entry, details map[string]change, err error) {
	if len(x.Entries) == 0 {
		return nil, nil, nil
	}
	if listed, err = register.All[entry](v, register.Query{Among: x.Entries}); err != nil {
		return nil, nil, err
	}
	if len(listed) == 0 {
		return nil, nil, nil
	}
	var stand []string
	for _, e := range listed {
		stand = append(stand, e.Stands)
	}
	found, err := register.All[change](v, register.Query{Among: stand})
	if err != nil {
		return nil, nil, err
	}
	details = map[string]change{}
	for _, c := range found {
		details[c.ID] = c
	}
	listed = slices.DeleteFunc(listed, func(e entry) bool {
		return e.State != record.ContactActive || details[e.Stands] == nil
	})
	slices.SortFunc(listed, func(a, b entry) int {
		return cmp.Or(strings.Compare(a.Organisation, b.Organisation), strings.Compare(a.ID, b.ID))
	})
	return listed, details, nil
}
