package shelf

import (
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// When asks for an instant: a day, and a time of it in London.
func When[T any](name, label string, at func(T) *time.Time) desk.Bound[T] {
	clock := name + "-time"
	return desk.Bound[T]{
		Fields: func(_ *register.View, rec T) ([]page.Field, error) {
			var on calendar.Date
			if t := *at(rec); !t.IsZero() {
				on = calendar.DateOf(t)
			}
			return []page.Field{desk.DayField(name, label, on),
				desk.ClockField(clock, "At what time", *at(rec))}, nil
		},
		Set: func(rec T, in page.Input) error {
			on, err := desk.DayOf(in, name)
			if err != nil {
				return err
			}
			*at(rec), err = desk.TimeOf(in, clock, on)
			return err
		},
	}
}
