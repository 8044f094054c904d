package contact

import (
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

// Left takes the entries of a Party that ceases to be one, or is expelled, from the contact lists:
// its details are erased, and who found an entry before is told that the Party has left.
func Left(tx *register.Tx, p *record.Party) error {
	all, err := register.All[entry](tx.View, register.Query{Key: "party", Is: p.ID,
		Not: []register.Key{{Name: "state", Value: removed}}})
	if err != nil {
		return err
	}
	for _, e := range all {
		if e.State == record.ContactActive {
			e.LeftOn = calendar.DateOf(tx.Now())
		}
		if err := strip(tx, e, "It is no longer a Party"); err != nil {
			return err
		}
		e.State = record.ContactRemoved
		if err := tx.Put(e); err != nil {
			return err
		}
	}
	return nil
}

// hasLeft says of an entry that its Party has left.
func hasLeft(e entry) string {
	return e.Organisation + " is no longer a Party to the Code since " + e.LeftOn.Long() +
		". How to reach it was erased."
}
