package programme

import (
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

// withdrawn reports whether a consultation is known, and was withdrawn.
func withdrawn(c *record.Consultation) bool {
	return c != nil && c.Stage == record.StageWithdrawn
}

// againWhere says when a consultation is noted though one is already.
const againWhere = "Again only where the one before was withdrawn."

// isWithdrawn is what is said of a record whose consultation was.
const isWithdrawn = "Its consultation was withdrawn; another is not noted yet"

// stillNoted says that there is a consultation already, which was not withdrawn; empty: another may
// be noted.
func stillNoted(c *record.Consultation) string {
	if c == nil || withdrawn(c) {
		return ""
	}
	return "Its consultation is noted already. Another takes its place only where it is withdrawn."
}

// stillOpen says that a consultation has not closed, or is not known; empty: it has.
func stillOpen(v *register.View, c *record.Consultation) string {
	switch {
	case c == nil:
		return "Its consultation is not known: note it first."
	case withdrawn(c):
		return "Its consultation was withdrawn: note another."
	case c.ClosesAt.IsZero():
		return "When its consultation closes is not known."
	case v.Moment().So.Before(c.ClosesAt):
		return "Its consultation is open until " + calendar.Moment(c.ClosesAt) + "."
	}
	return ""
}

// consultationBound asks for the consultation of a record.
type consultationBound[T record.Consulting] struct{ desk.Bound[T] }

// consultationOf is that of the kind of a record which asks for none yet.
func consultationOf[T record.Consulting](none T, at func(T) *string) consultationBound[T] {
	return consultationBound[T]{desk.BoundRef(page.Field{Name: "consultation", Label: "Consultation",
		Hint: "One on this alone: it may not have closed before this was there to be asked about"},
		"consultation", register.Query{Key: "type", Is: none.Asks().Type}, at)}
}

// take sets the consultation of a record, where it is one for it.
func (x consultationBound[T]) take(d *desk.Doing[T]) error {
	if err := x.Set(d.Record, d.In); err != nil {
		return err
	}
	c, err := asking(d.Tx.View, d.Record.Asks().Consultation)
	if err != nil || c == nil {
		return err
	}
	fault := func(text string) error {
		return page.Faults{{Field: "consultation", Text: text}}
	}
	why, on := c.Unfit(d.Record)
	switch {
	case c.Stage == record.StagePlanned || d.Tx.Now().Before(c.OpensAt):
		return fault("It is not open yet: open it first")
	case withdrawn(c):
		return fault("It was withdrawn: choose another")
	case why != "" && on == "":
		return fault("It " + why + ": choose another")
	}
	other, err := asksOf(d.Tx.View, c, d.Record.Identity(), on)
	switch {
	case err != nil:
		return err
	case other == nil && on == "":
		return nil
	case other == nil || !d.Reader.May(other.Label()):
		return fault("It is the consultation of something else already: choose another")
	}
	return fault("It is the consultation of " + other.Heading() + " already: choose another")
}

// asksOf is what a consultation is on already, but for the record with an id: one whose
// consultation it is, or else that with the id on, which it says itself. Nil: nothing is known.
func asksOf(v *register.View, c *record.Consultation, but, on string) (record.Titled, error) {
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
	if rec, ok, err := desk.Find(v, "modification change_request", on); ok || err != nil {
		return rec, err
	}
	return nil, nil
}
