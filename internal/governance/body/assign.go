package body

import (
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// actionForm asks for a new action of a meeting.
func (b bodies) actionForm(ask *page.Ask) (*page.Form, error) {
	v, d, err := b.staffOn(ask)
	if err != nil {
		return nil, err
	}
	holders, err := b.people(v, &d.rule)
	if err != nil {
		return nil, err
	}
	staff, err := register.All[*record.Person](v,
		register.Query{Key: "works_for", Is: secretariat})
	if err != nil {
		return nil, err
	}
	for _, p := range staff {
		name, err := b.Name(v, p.ID)
		if err != nil {
			return nil, err
		}
		holders = append(holders, page.Option{Value: p.ID, Label: name, Hint: "SECAS"})
	}
	mark := markField("WHITE", "GREEN", "AMBER")
	mark.Values = []string{string(d.rule.Mark)}
	return &page.Form{
		Title: "Add an action", Kicker: d.meeting.Heading(), Crumbs: d.crumbs(), Submit: "Add",
		Fields: []page.Field{
			{Name: "title", Label: "What is to be done?", Control: page.Line, Limit: 300,
				Absent: "Enter what is to be done"},
			{Name: "holder", Label: "By whom?", Control: page.Select, Options: holders},
			{Name: "due", Label: "Due", Control: page.Day}, d.itemField(), mark,
		},
	}, nil
}

// secretariat is the organisation of the secretary: the code administrator.
const secretariat = "secas"

// addAction asks somebody to do something. Whoever is offered as a holder may see it under
// every mark that is offered.
func (b bodies) addAction(ask *page.Ask, in page.Input) (*page.Done, error) {
	done := &page.Done{Notice: "The action is added."}
	act := register.Act{Verb: "add an action"}
	return done, b.actOn(ask, act, func(tx *register.Tx, _ *register.View, d *dossier) error {
		if s := d.meeting.State; s == record.MeetingCancelled || s == "" {
			return refusal("Actions come of a meeting that was held, or of its correspondence")
		}
		due, err := workingDay(tx, in, "due", "Due")
		if err != nil {
			return err
		}
		if _, err := d.under(in.Text("item"), chosen(in)); err != nil {
			return err
		}
		id, err := tx.NewID("action")
		if err != nil {
			return err
		}
		a := &record.Action{Head: record.Head{ID: id}, Title: in.Text("title"), Body: d.body.ID,
			Meeting: d.meeting.ID, Item: in.Text("item"), Classification: chosen(in),
			Holder: in.Text("holder"), DueOn: due, State: record.ActionOpen}
		done.To = desk.AddressOf(a)
		return tx.Put(a)
	})
}
