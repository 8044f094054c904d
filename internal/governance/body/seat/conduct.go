package seat

import (
	"github.com/mains-energy/mains/internal/governance/body/committee"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// conduct does something of the secretary to the election of a path.
func (b subject) conduct(
	ask *page.Ask, act register.Act, do func(tx *register.Tx, e *record.Election) error,
) error {
	return b.Do(ask, act, func(tx *register.Tx, v *register.View) error {
		if err := committee.Staff(v); err != nil {
			return err
		}
		e, err := register.Get[*record.Election](v, ask.Path["id"])
		if err != nil {
			return err
		}
		return do(tx, e)
	})
}

// part is what a Party takes in an election.
type part struct {
	*register.Tx
	view     *register.View // as whoever acts for the Party may see it
	election *record.Election
	party    *record.Party
}

// partake has the Party that whoever asks speaks for take a step in the election of a path.
func (b subject) partake(
	ask *page.Ask, act register.Act, event string, do func(part) error,
) error {
	_, _, party, err := b.electorOf(ask)
	if err != nil {
		return err
	}
	act.Behalf = party.ID
	return b.Do(ask, act, func(tx *register.Tx, v *register.View) error {
		e, err := register.Get[*record.Election](v, ask.Path["id"])
		if err != nil {
			return err
		}
		party, err := entitled(v, e)
		if err != nil {
			return err
		}
		if _, err := committee.Take(Machine(), electionState(e, tx.Now()), event); err != nil {
			return err
		}
		return do(part{tx, v, e, party})
	})
}
