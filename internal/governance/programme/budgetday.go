package programme

import (
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// follows refuses a day to come for what is noted of a budget, and one before what it follows:
// the approval where the day of that is known, and else the end of the consultation. Ask is what
// the field asks to do.
func follows(d *budgetDoing, field, ask string, on calendar.Date) error {
	today := calendar.DateOf(d.Tx.Now())
	first, what, err := followed(d.Tx.View, d.Record)
	switch {
	case err != nil:
		return err
	case on.After(today):
		return page.Faults{{Field: field, Text: ask + " up to " + today.Long()}}
	case on.Before(first):
		return page.Faults{{Field: field, Text: ask + " from " + first.Long() + " on, when " + what}}
	}
	return nil
}

// followed is the last day that is known in the life of a budget up to its publication, and what
// was then; no day: none is.
func followed(
	v *register.View, b *record.Budget,
) (on calendar.Date, what string, err error) {
	if on = b.Approval(); on.IsZero() && b.State == budgetApproved {
		if on, err = heldOn(v, b.Meeting); err != nil {
			return on, "", err
		}
	}
	if !on.IsZero() {
		return on, "it was approved", nil
	}
	c, err := asking(v, b.Consultation)
	if err != nil || c == nil || c.ClosesAt.IsZero() {
		return on, "", err
	}
	return calendar.DateOf(c.ClosesAt), "its consultation closed", nil
}

// heldOn is the day of a meeting; no day where there is none, or it is not known.
func heldOn(v *register.View, meeting string) (on calendar.Date, err error) {
	if meeting == "" {
		return on, nil
	}
	m, err := register.Get[*record.Meeting](v, meeting)
	if desk.Refusal(err) == page.ErrNotFound {
		return on, nil
	}
	if err != nil {
		return on, err
	}
	return m.HeldOn, nil
}
