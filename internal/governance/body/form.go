package body

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

// take is the step that an event means in a state, or a refusal that a page can show.
func take(m *process.Machine, state, event string) (process.Step, error) {
	step, err := m.Take(state, event)
	var refused *process.Refusal
	if !errors.As(err, &refused) {
		return step, err
	}
	return step, refusal("%s", desk.NotNow(refused))
}

// refusal says why a form as a whole is not taken, and what would be possible.
func refusal(text string, args ...any) error {
	return page.Faults{{Text: fmt.Sprintf(text, args...)}}
}

// wrong says what is wrong with a field.
func wrong(field, text string, args ...any) error {
	return page.Faults{{Field: field, Text: fmt.Sprintf(text, args...)}}
}

// workingDay is a field that is a Working Day from today on.
func workingDay(tx *register.Tx, in page.Input, field, what string) (calendar.Date, error) {
	d, err := desk.DayOf(in, field)
	on := calendar.DateOf(tx.Now())
	switch {
	case err != nil:
		return d, err
	case d.Before(on):
		return d, wrong(field, "%s: choose a day from %s on", what, on.Long())
	case !desk.Calendar(tx.View).WorkingDay(d):
		next := desk.Calendar(tx.View).Next(d)
		if next.IsZero() {
			return d, wrong(field, "%s: choose a day within the years of the calendar", what)
		}
		return d, wrong(field, "%s: %s is no Working Day; the next one is %s", what, d.Full(),
			next.Full())
	}
	return d, nil
}

// markField asks for the mark of something.
func markField(of ...record.Classification) page.Field {
	f := page.Field{Name: "mark", Label: "Mark", Control: page.Choice}
	for _, m := range of {
		f.Options = append(f.Options, page.Option{Value: string(m), Label: string(m),
			Hint: "For " + readers(m)})
	}
	return f
}

// chosen is a mark that was chosen.
func chosen(in page.Input) record.Classification { return record.Classification(in.Text("mark")) }

// reasonField asks for a reason.
func reasonField(hint string) page.Field {
	return page.Field{Name: "reason", Label: "Reason", Control: page.Area, Rows: 3, Limit: 1000,
		Hint: hint, Absent: "Enter a reason"}
}

// crumbs lead to a form about a meeting.
func (d *dossier) crumbs() []page.Link {
	return []page.Link{desk.Home(), desk.Link(d.body), desk.Link(d.meeting)}
}

// staffOf is what a form of the secretary about a body begins with.
func (b bodies) staffOf(ask *page.Ask) (*register.View, *record.Body, error) {
	v, err := b.View(ask)
	if err != nil {
		return nil, nil, err
	}
	if err := staff(v); err != nil {
		return nil, nil, err
	}
	body, err := register.Get[*record.Body](v, ask.Path["id"])
	return v, body, desk.Refusal(err)
}

// staffOn is what a form of the secretary about a meeting begins with.
func (b bodies) staffOn(ask *page.Ask) (*register.View, *dossier, error) {
	v, err := b.View(ask)
	if err != nil {
		return nil, nil, err
	}
	if err := staff(v); err != nil {
		return nil, nil, err
	}
	d, err := gather(v, ask.Path["id"])
	return v, d, err
}

// actOn does something of the secretary to a meeting. The dossier is the whole of it.
func (b bodies) actOn(
	ask *page.Ask, act register.Act, do func(tx *register.Tx, v *register.View, d *dossier) error,
) error {
	return b.act(ask, act, func(tx *register.Tx, v *register.View) error {
		if err := staff(v); err != nil {
			return err
		}
		d, err := gather(tx.View, ask.Path["id"])
		if err != nil {
			return err
		}
		return do(tx, v, d)
	})
}
