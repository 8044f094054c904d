package programme

import (
	"slices"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// asking is the consultation of a budget or a change request, nil where none is known of.
func asking(v *register.View, id string) (*record.Consultation, error) {
	if id == "" {
		return nil, nil
	}
	rec, ok, err := desk.Find(v, "consultation", id)
	if err != nil || !ok {
		return nil, err
	}
	return rec.(*record.Consultation), nil
}

// stillOpen says that a consultation has not closed, or is not known; empty: it has.
func stillOpen(v *register.View, c *record.Consultation) string {
	switch {
	case c == nil:
		return "Its consultation is not known: note it first."
	case c.ClosesAt.IsZero():
		return "When its consultation closes is not known."
	case v.Moment().So.Before(c.ClosesAt):
		return "Its consultation is open until " + calendar.Moment(c.ClosesAt) + "."
	}
	return ""
}

// consultationBound asks for the consultation of a record.
type consultationBound[T record.Consulting] struct{ desk.Bound[T] }

// consultationOf is that of a type of consultation.
func consultationOf[T record.Consulting](kind string, at func(T) *string) consultationBound[T] {
	return consultationBound[T]{desk.BoundRef(page.Field{Name: "consultation", Label: "Consultation",
		Hint: "One on this alone: it may not have closed before this was there to be asked about"},
		"consultation", register.Query{Key: "type", Is: kind}, at)}
}

// take sets the consultation of a record, where it is one for it.
func (x consultationBound[T]) take(d *desk.Doing[T]) error {
	if err := x.Set(d.Record, d.In); err != nil {
		return err
	}
	id, since := d.Record.Asks()
	c, err := asking(d.Tx.View, id)
	if err != nil || c == nil {
		return err
	}
	fault := func(text string) error {
		return page.Faults{{Field: "consultation", Text: text}}
	}
	switch {
	case c.Stage == record.StagePlanned:
		return fault("It is not open yet: open it first")
	case c.Stage == record.StageWithdrawn:
		return fault("It was withdrawn: choose another")
	case c.Over(since):
		return fault("It closed at " + calendar.Moment(c.ClosesAt) + ", and this is of " + since.Long() +
			": choose another")
	}
	other, err := asksOf(d.Tx.View, c, d.Record.Identity())
	switch {
	case err != nil:
		return err
	case other == nil:
		return nil
	case !d.Reader.May(other.Label()):
		return fault("It is the consultation of something else already: choose another")
	}
	return fault("It is the consultation of " + other.Heading() + " already: choose another")
}

// asksOf is what a consultation is on already, but for the record with an id; nil: nothing.
func asksOf(v *register.View, c *record.Consultation, but string) (record.Titled, error) {
	for _, kind := range []string{"budget", "change_request"} {
		found, _, err := v.Records(kind, register.Query{Key: "consultation", Is: c.ID})
		if err != nil {
			return nil, err
		}
		for _, each := range found {
			if rec, is := each.(record.Titled); is && rec.Identity() != but {
				return rec, nil
			}
		}
	}
	about := append(slices.Clone(c.Modifications), c.Modification, c.ChangeRequest)
	for _, id := range about {
		if id == "" || id == but {
			continue
		}
		if rec, ok, err := desk.Find(v, "modification change_request", id); ok || err != nil {
			return rec, err
		}
	}
	return nil, nil
}
