package contact

import (
	"errors"
	"net/url"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/shelf"
	"github.com/mains-energy/mains/internal/page"
)

func lists() shelf.Of[*record.ContactList] {
	type C = *record.ContactList
	bound := []desk.Bound[C]{
		shelf.Title(func(c C) *string { return &c.Title }),
		desk.BoundText(page.Field{Name: "purpose", Label: "Purpose", Control: page.Area},
			func(c C) *string { return &c.Purpose }),
		shelf.Groups("users", "Who may use it", func(c C) *[]string { return &c.Users }),
		shelf.Groups("add", "Who may also add details",
			func(c C) *[]string { return &c.MayAlsoAddDetails }),
		shelf.Lines("uses", "What it may be used for", func(c C) *[]string { return &c.PermittedUses }),
		shelf.Line("access", "Access", "Such as: login required",
			func(c C) *string { return &c.Access }),
		shelf.Line("form", "Form", "Such as: spreadsheet", func(c C) *string { return &c.Form }),
		shelf.Owners("hosts", "Kept by", func(c C) *[]string { return &c.Hosts }),
		shelf.Contacts("updates", "Updates by", func(c C) *[]string { return &c.UpdatesVia }),
		desk.BoundRef(page.Field{Name: "guidance", Label: "Guidance", Optional: true}, "publication",
			register.Query{Key: "title"}, func(c C) *string { return &c.Guidance }),
		shelf.Contacts("questions", "Questions to", func(c C) *[]string { return &c.QuestionsTo }),
	}
	return shelf.Of[C]{
		Listing: desk.Listing[C]{Kind: "contact_list", Columns: []string{"id", "title", "purpose"},
			Lead: "Whom to turn to, and for what.",
			Parts: func(*register.View, url.Values) []desk.Part {
				return []desk.Part{{Empty: "There is none.", Query: register.Query{Key: "title"}}}
			},
			Tell: shelf.Each(func(_ *register.View, c C) desk.Told {
				return desk.Told{Data: c,
					Item: page.Item{Head: page.Words{desk.Link(c)}, Body: []page.Words{page.Say(c.Purpose)}},
					Entry: page.Entry{ID: c.ID, Title: c.Title, Summary: c.Purpose, To: desk.AddressOf(c),
						Cells: []string{c.ID, c.Title, c.Purpose}}}
			})},
		Adding: desk.Adding[C]{Label: "Add a contact list",
			New:    func(id string) C { return &record.ContactList{Head: record.Head{ID: id}} },
			Fields: desk.Asked(bound), Do: desk.Taken(bound)},
		Deeds: desk.Deeds[C]{Deeds: []desk.Deed[C]{shelf.Change(bound),
			shelf.Withdraw[C]("It is no longer shown, and newsletters no longer tell of it.")}},
		Show: showList,
	}
}

// showList is the page of a contact list: who may use it, for what, and how details
// get into it.
func showList(l *shelf.Look[*record.ContactList]) error {
	c := l.Rec
	l.Kicker, l.Title, l.Lead = "Contact list", c.Heading(), c.Purpose
	who := page.Fact("Who may use it", desk.NotKnown)
	if len(c.Users) > 0 {
		who = page.Fact("Who may use it", page.T(desk.Plains(c.Users)))
	}
	update, err := shelf.Reaching(l.V, "How to add or change details", c.UpdatesVia)
	if err != nil {
		return err
	}
	if len(update) == 0 {
		update = []page.Row{page.Fact("How to add or change details", desk.NotKnown)}
	}
	guide, err := guidance(l.V, c.ID)
	if err != nil {
		return err
	}
	questions, err := shelf.Reaching(l.V, "Questions to", c.QuestionsTo)
	if err != nil {
		return err
	}
	if len(guide) == 0 {
		guide = []page.Row{page.Fact("Guidance", desk.NotKnown)}
	}
	rows := append(append([]page.Row{who}, update...), guide...)
	if err := l.Facts(append(rows, questions...), "purpose", "users", "updates_via", "guidance",
		"questions_to"); err != nil {
		return err
	}
	l.Blocks = append(l.Blocks, page.Nav{Label: "The entries", Links: []page.Link{
		{Text: "Operational contacts", To: "/operational-contacts"},
		{Text: "Add your operational contact", To: "/operational-contacts/new"},
		{Text: "Suppliers that are no DCC Users", To: "/non-dcc-user-suppliers"}}})
	return nil
}

// guidance leads to the guidance to a contact list; no row where there is none that is known.
func guidance(v *register.View, list string) ([]page.Row, error) {
	l, err := register.Get[*record.ContactList](v, list)
	if errors.Is(err, register.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	links, err := desk.Links(v, "publication", l.Guidance)
	if err != nil || len(links) == 0 {
		return nil, err
	}
	return []page.Row{{Term: "Guidance", Values: links}}, nil
}
