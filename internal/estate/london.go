package estate

import "time"

// Half-hours are counted from the Unix epoch, in UTC: half-hour k runs from
// k*1800 s to (k+1)*1800 s. Days are civil days of the United Kingdom, counted from
// 1970-01-01. People live by the local clock, meters by UTC; this file is where the
// two meet. It states the rule instead of reading a time zone database, so that a
// home does not depend on what is installed on the computer.
const (
	halfHour     = 1800 // seconds
	halvesPerDay = 48
	day          = 86400 // seconds
)

// floorDiv is a/b rounded down. b is positive.
func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// lastSunday is the day number of the last Sunday of a month with 31 days.
func lastSunday(year int, month time.Month) int64 {
	last := time.Date(year, month, 31, 0, 0, 0, 0, time.UTC)
	return last.Unix()/day - int64(last.Weekday())
}

// changesOn are the day numbers on which British Summer Time begins and ends, at
// 01:00 UTC on both. The rule is that of 1996 and later, applied to all years.
func changesOn(year int) (begins, ends int64) {
	return lastSunday(year, time.March), lastSunday(year, time.October)
}

// yearOf is the year that day number d lies in.
func yearOf(d int64) int { return time.Unix(d*day, 0).UTC().Year() }

// dayOf is the local day that the instant u, in seconds of Unix time, lies in.
func dayOf(u int64) int64 {
	d := floorDiv(u, day)
	begins, ends := changesOn(yearOf(d))
	if u >= begins*day+3600 && u < ends*day+3600 {
		return floorDiv(u+3600, day)
	}
	return d
}

// calendar is what the clock does on one local day.
type calendar struct {
	first   int64 // half-hour at which the day begins
	length  int64 // half-hours in it: 46, 48 or 50
	weekend bool
}

// calendarOf describes day d.
func calendarOf(d int64) calendar {
	begins, ends := changesOn(yearOf(d))
	c := calendar{first: d * halvesPerDay, length: halvesPerDay}
	if d > begins && d <= ends {
		c.first -= 2
	}
	switch d {
	case begins:
		c.length -= 2
	case ends:
		c.length += 2
	}
	weekday := (d + 4) % 7 // 1970-01-01 was a Thursday
	if weekday < 0 {
		weekday += 7
	}
	c.weekend = weekday == 0 || weekday == 6
	return c
}
