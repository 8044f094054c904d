package calendar

import (
	"cmp"
	"fmt"
	"time"
)

// Date is a day in London, without a time. Dates can be compared with == and be keys of
// maps. The zero value is no date: it comes before every date, its texts are empty, and
// days counted from it are no date either. A literal names a day that exists.
type Date struct {
	Year  int // 1 to 9999
	Month time.Month
	Day   int
}

// ParseDate reads a day in the form 2022-01-28. An error says which form is wanted, or that
// there is no such day.
func ParseDate(text string) (Date, error) {
	t, err := time.Parse(time.DateOnly, text)
	switch {
	case err == nil && t.Year() > 0:
		return utcDate(t), nil
	case isDateOnly(text):
		return Date{}, fmt.Errorf("calendar: %s: there is no such day", text)
	}
	return Date{}, fmt.Errorf("calendar: %q is not a day: write it as in 2022-01-28", text)
}

// isDateOnly reports whether text has the form of a day, whether that exists or not.
func isDateOnly(text string) bool {
	if len(text) != len(time.DateOnly) {
		return false
	}
	for i, want := range []byte(time.DateOnly) {
		got := text[i]
		if want == '-' && got != '-' || want != '-' && (got < '0' || got > '9') {
			return false
		}
	}
	return true
}

// String is d as in 2022-01-28.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// Long is d as in 4 February 2022.
func (d Date) Long() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d %s %d", d.Day, d.Month, d.Year)
}

// Full is d as in Friday 4 February 2022.
func (d Date) Full() string {
	if d.IsZero() {
		return ""
	}
	return d.Weekday().String() + " " + d.Long()
}

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d == Date{} }

// Compare is -1 if d is before e, 0 if they are the same, 1 if d is after e.
func (d Date) Compare(e Date) int {
	return cmp.Or(cmp.Compare(d.Year, e.Year), cmp.Compare(d.Month, e.Month),
		cmp.Compare(d.Day, e.Day))
}

// Before reports whether d is before e.
func (d Date) Before(e Date) bool { return d.Compare(e) < 0 }

// After reports whether d is after e.
func (d Date) After(e Date) bool { return d.Compare(e) > 0 }

// AddDays is the day n days after d, before it where n is negative.
func (d Date) AddDays(n int) Date {
	if d.IsZero() {
		return d
	}
	return utcDate(time.Date(d.Year, d.Month, d.Day+n, 0, 0, 0, 0, time.UTC))
}

// Weekday is the day of the week; that of no date means nothing.
func (d Date) Weekday() time.Weekday { return d.utc().Weekday() }

// MarshalText is [Date.String]; empty for no date. It refuses a day that does not exist.
func (d Date) MarshalText() ([]byte, error) {
	if !d.IsZero() && (d != utcDate(d.utc()) || d.Year < 1 || d.Year > 9999) {
		return nil, fmt.Errorf("calendar: %s: there is no such day", d)
	}
	return []byte(d.String()), nil
}

// UnmarshalText reads what [ParseDate] reads; empty text is no date.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	parsed, err := ParseDate(string(text))
	if err == nil {
		*d = parsed
	}
	return err
}

// utc is the start of d in UTC: a way to count, not when d begins in London.
func (d Date) utc() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

// utcDate is the day that t shows.
func utcDate(t time.Time) Date {
	year, month, day := t.Date()
	return Date{year, month, day}
}

const secondsPerDay = 24 * 60 * 60

// number counts days; 1970-01-01 is 0.
func (d Date) number() int { return int(d.utc().Unix() / secondsPerDay) }

// numbered is the day with a number.
func numbered(n int) Date { return utcDate(time.Unix(int64(n)*secondsPerDay, 0).UTC()) }

// weekdayOf is the weekday of day n, which is not before 1970.
func weekdayOf(n int) time.Weekday { return (time.Thursday + time.Weekday(n)) % 7 }
