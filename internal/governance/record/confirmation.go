package record

import (
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
)

// That entries of contact lists are confirmed each quarter is [H]; the rest [D].
const (
	// ConfirmDays is within how many Working Days of being asked a Party confirms its entry.
	ConfirmDays = 10
	// confirmHour is when on the first Working Day of a quarter Parties are asked, London time.
	confirmHour = 9
)

// Quarter is the first day of the calendar quarter of a day.
func Quarter(d calendar.Date) calendar.Date {
	return calendar.Date{Year: d.Year, Month: d.Month - (d.Month-1)%3, Day: 1}
}

// NextQuarter is the first day of the quarter after that of a day.
func NextQuarter(d calendar.Date) calendar.Date {
	q := Quarter(d)
	if q.Month > time.September {
		return calendar.Date{Year: q.Year + 1, Month: time.January, Day: 1}
	}
	return calendar.Date{Year: q.Year, Month: q.Month + 3, Day: 1}
}

// Confirming is when Parties are asked, in the quarter that begins on a day, whether their entries
// still hold, and until when they answer in time. It fails beyond the calendar.
func Confirming(
	c *calendar.Calendar, quarter calendar.Date,
) (asked, expires time.Time, err error) {
	first := c.Next(quarter)
	last, err := c.Add(first, ConfirmDays)
	return first.At(confirmHour, 0), calendar.CloseOfDay(last.To), err
}

// Asks is when the Party of a listed entry is asked next whether it still holds, and until when
// it answers in time. It counts from the first quarter in which it was not confirmed.
func (c *OperationalContact) Asks(cal *calendar.Calendar) (asked, expires time.Time, err error) {
	return Confirming(cal, NextQuarter(calendar.DateOf(c.ConfirmedAt)))
}
