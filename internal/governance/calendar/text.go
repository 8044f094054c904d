package calendar

import (
	"strconv"
	"time"
)

// Clock is what the clocks of London show at t: 5pm, 1:30pm, midday, midnight. Seconds are
// not shown. It is empty for the zero time.
func Clock(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return clock(t.In(London()))
}

// Clock is m as a clock shows it: 5pm, 1:30pm, midday, midnight.
func (m Minutes) Clock() string {
	return clock(time.Date(1, 1, 1, 0, int(m), 0, 0, time.UTC))
}

// clock is the time of day of t where t is.
func clock(t time.Time) string {
	switch {
	case t.Minute() != 0:
		return t.Format("3:04pm")
	case t.Hour() == 0:
		return "midnight"
	case t.Hour() == 12:
		return "midday"
	}
	return t.Format("3pm")
}

// Moment is t as in 5pm on 4 February 2022, in London. Midnight is the first minute of its
// day. It is empty for the zero time.
func Moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return Clock(t) + " on " + DateOf(t).Long()
}

// Span is the time from one instant to another, as in 2pm to 2:45pm on 31 January 2022, with
// both days where they differ. Where there is no end, or it is the start, it is a [Moment].
func Span(from, to time.Time) string {
	switch {
	case to.IsZero() || to.Equal(from):
		return Moment(from)
	case DateOf(from) == DateOf(to):
		return Clock(from) + " to " + Moment(to)
	}
	return Moment(from) + " to " + Moment(to)
}

// Days is a length of time in whole days: 7 days.
func Days(d time.Duration) string {
	const day = 24 * time.Hour
	if d/day == 1 {
		return "1 day"
	}
	return strconv.Itoa(int(d/day)) + " days"
}
