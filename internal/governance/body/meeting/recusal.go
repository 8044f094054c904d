package meeting

import (
	"github.com/mains-energy/mains/internal/governance/body/committee"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// recuseForm lets a member keep out of an item.
func (b subject) recuseForm(ask *page.Ask) (*page.Form, error) {
	v, err := b.View(ask)
	if err != nil {
		return nil, err
	}
	item, err := register.Get[*record.AgendaItem](v, ask.Path["id"])
	if err != nil {
		return nil, desk.Refusal(err)
	}
	return b.recusing(v, item.Body, item)
}

// recusing asks for which seat, and why.
func (b subject) recusing(v *register.View, of string, from record.Titled) (*page.Form, error) {
	body, err := register.Get[*record.Body](v, of)
	if err != nil {
		return nil, desk.Refusal(err)
	}
	rule := committee.RuleOf(body)
	seats, err := ownSeats(v, &rule)
	if err != nil {
		return nil, err
	}
	seat, err := b.seatField(v, seats)
	if err != nil {
		return nil, err
	}
	return &page.Form{Title: "Keep out of this", Kicker: from.Heading(), Submit: "Keep out",
		Crumbs: []page.Link{desk.Home(), desk.Link(from)},
		Fields: []page.Field{seat, committee.ReasonField("What stands in the way; those who see the " +
			"item see it")},
		After: []page.Block{page.Para{Words: page.Say("The seat has no vote on it and does not count " +
			"for its quorum.")}}}, nil
}

// recuse notes that a seat keeps out of an item.
func (b subject) recuse(ask *page.Ask, in page.Input) (*page.Done, error) {
	done := &page.Done{To: page.At("agenda-items", ask.Path["id"]), Notice: "It is noted."}
	act := register.Act{Verb: "keep out of an item"}
	return done, b.Do(ask, act, func(tx *register.Tx, v *register.View) error {
		item, err := register.Get[*record.AgendaItem](v, ask.Path["id"])
		if err != nil {
			return err
		}
		d, err := committee.Gather(tx.View, item.Meeting)
		if err != nil {
			return err
		}
		seat, err := chosenSeat(v, &d.Rule, in)
		if err != nil {
			return err
		}
		for _, each := range d.Decisions {
			if each.Item == item.ID {
				return committee.Refuse("It is decided already: it is too late to keep out of it")
			}
		}
		return tx.Put(&record.Recusal{Head: record.Head{ID: item.ID + "-" + seat.ID},
			Meeting: item.Meeting, Body: item.Body, Item: item.ID, Seat: seat.ID,
			Reason: in.Text("reason"), Classification: item.Classification})
	})
}

// recused are the seats that keep out of something.
func (b subject) recused(
	v *register.View, d *committee.Dossier, of func(*record.Recusal) bool,
) (page.Block, error) {
	items := page.Items{}
	names := b.Names(v)
	for _, r := range d.Recusals {
		if !of(r) {
			continue
		}
		seat, err := register.Get[*record.Seat](v, r.Seat)
		if err != nil {
			return nil, desk.Refusal(err)
		}
		name, err := names.Seat(seat)
		if err != nil {
			return nil, err
		}
		items.Items = append(items.Items, page.Item{Head: page.Say(name),
			Body: []page.Words{page.Say("Reason: " + r.Reason)}})
	}
	if len(items.Items) == 0 {
		return nil, nil
	}
	return committee.Section("Recused", items), nil
}
