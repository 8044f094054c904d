package meeting

import (
	"github.com/mains-energy/mains/internal/governance/body/committee"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// actionForm asks for a new action of a meeting.
func (b subject) actionForm(ask *page.Ask) (*page.Form, error) {
	v, d, err := b.StaffOn(ask)
	if err != nil {
		return nil, err
	}
	holders, err := b.People(v, &d.Rule)
	if err != nil {
		return nil, err
	}
	staff, err := register.All[*record.Person](v,
		register.Query{Key: "works_for", Is: secretariat})
	if err != nil {
		return nil, err
	}
	people, ids := map[string]record.Titled{}, make([]string, len(staff))
	for i, p := range staff {
		people[p.ID], ids[i] = p, p.ID
	}
	names, err := desk.NamesOf(v, people, ids...)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		holders = append(holders, page.Option{Value: id, Label: names[id], Hint: "SECAS"})
	}
	mark := committee.MarkField("WHITE", "GREEN", "AMBER")
	mark.Values = []string{string(d.Rule.Mark)}
	return &page.Form{
		Title: "Add an action", Kicker: d.Meeting.Heading(), Crumbs: d.Crumbs(), Submit: "Add",
		Fields: []page.Field{
			{Name: "title", Label: "What is to be done?", Control: page.Line, Limit: 300,
				Absent: "Enter what is to be done"},
			{Name: "holder", Label: "By whom?", Control: page.Select, Options: holders},
			{Name: "due", Label: "Due", Control: page.Day}, itemField(d), mark,
		},
	}, nil
}

// secretariat is the organisation of the secretary: the code administrator.
const secretariat = "secas"

// addAction asks somebody to do something. Whoever is offered as a holder may see it under
// every mark that is offered.
func (b subject) addAction(ask *page.Ask, in page.Input) (*page.Done, error) {
	done := &page.Done{Notice: "The action is added."}
	act := register.Act{Verb: "add an action"}
	return done, b.DoOn(ask, act, func(tx *register.Tx, _ *register.View, d *committee.Dossier) error {
		if s := d.Meeting.State; s == record.MeetingCancelled || s == "" {
			return committee.Refuse("Actions come of a meeting that was held, or of its correspondence")
		}
		due, err := committee.WorkingDay(tx, in, "due", "Due")
		if err != nil {
			return err
		}
		if _, err := under(d, in.Text("item"), committee.Chosen(in)); err != nil {
			return err
		}
		id, err := tx.NewID("action")
		if err != nil {
			return err
		}
		a := &record.Action{Head: record.Head{ID: id}, Title: in.Text("title"), Body: d.Body.ID,
			Meeting: d.Meeting.ID, Item: in.Text("item"), Classification: committee.Chosen(in),
			Holder: in.Text("holder"), DueOn: due, State: record.ActionOpen}
		done.To = desk.AddressOf(a)
		return tx.Put(a)
	})
}
