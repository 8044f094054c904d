package committee

import (
	"errors"
	"fmt"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/process"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// Take is the step that an event means in a state, or a refusal that a page can show.
func Take(m *process.Machine, state, event string) (process.Step, error) {
	step, err := m.Take(state, event)
	var refused *process.Refusal
	if !errors.As(err, &refused) {
		return step, err
	}
	return step, Refuse("%s", desk.NotNow(refused))
}

// Refuse says why a form as a whole is not taken, and what would be possible.
func Refuse(text string, args ...any) error {
	return page.Faults{{Text: fmt.Sprintf(text, args...)}}
}

// Wrong says what is wrong with a field.
func Wrong(field, text string, args ...any) error {
	return page.Faults{{Field: field, Text: fmt.Sprintf(text, args...)}}
}

// WorkingDay is a field that is a Working Day from today on.
func WorkingDay(tx *register.Tx, in page.Input, field, what string) (calendar.Date, error) {
	d, err := desk.DayOf(in, field)
	on := calendar.DateOf(tx.Now())
	switch {
	case err != nil:
		return d, err
	case d.Before(on):
		return d, Wrong(field, "%s: choose a day from %s on", what, on.Long())
	case !desk.Calendar(tx.View).WorkingDay(d):
		next := desk.Calendar(tx.View).Next(d)
		if next.IsZero() {
			return d, Wrong(field, "%s: choose a day within the years of the calendar", what)
		}
		return d, Wrong(field, "%s: %s is no Working Day; the next one is %s", what, d.Full(),
			next.Full())
	}
	return d, nil
}

// MarkField asks for the mark of something.
func MarkField(of ...record.Classification) page.Field {
	f := page.Field{Name: "mark", Label: "Mark", Control: page.Choice}
	for _, m := range of {
		f.Options = append(f.Options, page.Option{Value: string(m), Label: string(m),
			Hint: "For " + Readers(m)})
	}
	return f
}

// Chosen is a mark that was chosen.
func Chosen(in page.Input) record.Classification { return record.Classification(in.Text("mark")) }

// ReasonField asks for a reason.
func ReasonField(hint string) page.Field {
	return page.Field{Name: "reason", Label: "Reason", Control: page.Area, Rows: 3, Limit: 1000,
		Hint: hint, Absent: "Enter a reason"}
}
