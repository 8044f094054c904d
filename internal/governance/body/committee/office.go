package committee

import (
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// Office is the desk of those who work for committees and on them.
type Office struct{ *desk.Desk }

// Do does something in the name of whoever asks. do is given the register as they may see
// it beside the transaction, which sees everything.
func (b Office) Do(
	ask *page.Ask, act register.Act, do func(tx *register.Tx, v *register.View) error,
) error {
	if ask.Who == "" {
		return page.ErrSignIn
	}
	return b.Act(ask, act, func(tx *register.Tx) error {
		rights, err := desk.Rights(tx.View, ask.Who)
		if err != nil {
			return err
		}
		return do(tx, tx.As(policy.NewReader(rights)))
	})
}

// Staff refuses whoever is not the secretary's: works for the administrator.
func Staff(v *register.View) error {
	switch r := v.Reader(); {
	case r.Person == "":
		return page.ErrSignIn
	case !r.Staff:
		return page.ErrForbidden
	}
	return nil
}

// Today is the day of a view, in London.
func Today(v *register.View) calendar.Date { return calendar.DateOf(v.Moment().So) }

// StaffOf is what a form of the secretary about a body begins with.
func (b Office) StaffOf(ask *page.Ask) (*register.View, *record.Body, error) {
	v, err := b.View(ask)
	if err != nil {
		return nil, nil, err
	}
	if err := Staff(v); err != nil {
		return nil, nil, err
	}
	body, err := register.Get[*record.Body](v, ask.Path["id"])
	return v, body, desk.Refusal(err)
}

// StaffOn is what a form of the secretary about a meeting begins with.
func (b Office) StaffOn(ask *page.Ask) (*register.View, *Dossier, error) {
	v, err := b.View(ask)
	if err != nil {
		return nil, nil, err
	}
	if err := Staff(v); err != nil {
		return nil, nil, err
	}
	d, err := Gather(v, ask.Path["id"])
	return v, d, err
}

// DoOn does something of the secretary to a meeting. The dossier is the whole of it, in the stage
// that whoever asks sees it in: a refusal tells of no pack that they may not know of.
func (b Office) DoOn(
	ask *page.Ask, act register.Act, do func(tx *register.Tx, v *register.View, d *Dossier) error,
) error {
	return b.Do(ask, act, func(tx *register.Tx, v *register.View) error {
		if err := Staff(v); err != nil {
			return err
		}
		seen, err := Gather(v, ask.Path["id"])
		if err != nil {
			return err
		}
		d, err := Gather(tx.View, ask.Path["id"])
		if err != nil {
			return err
		}
		d.stage = seen.Stage()
		return do(tx, v, d)
	})
}
