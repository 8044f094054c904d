package committee

import (
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/record"
)

// MonthOf is the month that a day lies in.
func MonthOf(d calendar.Date) record.Month { return record.Month(d.String()[:len("2006-01")]) }

// MonthsAfter is the day with the same number so many months later; where that month has no
// such day, as many days into the next.
func MonthsAfter(d calendar.Date, months int) calendar.Date {
	t := time.Date(d.Year, d.Month+time.Month(months), d.Day, 0, 0, 0, 0, time.UTC)
	return calendar.Date{Year: t.Year(), Month: t.Month(), Day: t.Day()}
}

// Deadlines are the dates around a meeting that follow from its own.
type Deadlines struct {
	Submission, Papers, Minutes calendar.Deadline
}

// DeadlinesOf counts them; ok is false where the day of the meeting is not known, or lies
// outside the years of the calendar.
func DeadlinesOf(c *calendar.Calendar, held calendar.Date) (d Deadlines, ok bool) {
	count := func(what string, from calendar.Date, days int) (due calendar.Deadline, ok bool) {
		w, err := c.Add(from, days)
		return calendar.Counted(what, w), err == nil
	}
	if d.Papers, ok = count("papers are published", held, paperDays); !ok {
		return Deadlines{}, false
	}
	if d.Submission, ok = count("papers reach the secretary", d.Papers.Date, submissionDays); !ok {
		return Deadlines{}, false
	}
	d.Minutes, ok = count("minutes are drafted", held, minutesDays)
	return d, ok
}
