package calendar

import (
	"fmt"
	"strings"
	"time"
)

// The forms of London time that [ParseAsAt] reads.
const (
	toTheMinute = "2006-01-02T15:04"
	toTheSecond = "2006-01-02T15:04:05"
)

// ParseAsAt reads an instant as people write it on the command line and in web addresses,
// in UTC:
//
//	2022-01-20                 the start of that day in London
//	2022-01-20T10:00           London time; in the hour that October has twice, the first
//	2022-01-20T10:00:30        the same, with seconds
//	2022-01-20T10:00:00+01:00  RFC 3339, with Z or an offset
//
// An error names these forms, or says that there is no such day, or that the clocks of
// London never showed that time.
func ParseAsAt(text string) (time.Time, error) {
	switch len(text) {
	case len(time.DateOnly):
		d, err := ParseDate(text)
		if err == nil {
			return d.Start(), nil
		}
		if isDateOnly(text) {
			return time.Time{}, err
		}
	case len(toTheMinute):
		return parseLondon(toTheMinute, text)
	case len(toTheSecond):
		return parseLondon(toTheSecond, text)
	default:
		// time.Parse also takes an hour of one digit, and a comma.
		t, err := time.Parse(time.RFC3339, text)
		if err == nil && strings.HasPrefix(text, t.Format(toTheSecond)) &&
			!strings.Contains(text, ",") && between1And9999(t.UTC()) {
			return t.UTC(), nil
		}
	}
	return time.Time{}, notAsAt(text)
}

// parseLondon reads a time of London in a layout that is as long as text.
func parseLondon(layout, text string) (time.Time, error) {
	wall, err := time.Parse(layout, text)
	if err != nil || !between1And9999(wall) {
		return time.Time{}, notAsAt(text)
	}
	t, shown := instant(wall)
	if !shown {
		return time.Time{}, fmt.Errorf("calendar: the clocks of London never showed %s: they were "+
			"put forward past it; add an offset, as in %sZ", text, wall.Format(toTheSecond))
	}
	return t, nil
}

// between1And9999 reports whether the year of t can be written in four digits and is one.
func between1And9999(t time.Time) bool { return t.Year() >= 1 && t.Year() <= 9999 }

func notAsAt(text string) error {
	return fmt.Errorf("calendar: %q is not a time: write a day as in 2022-01-20, London time as in "+
		"2022-01-20T10:00 or 2022-01-20T10:00:30, or a time with its offset as in "+
		"2022-01-20T10:00:00Z or 2022-01-20T10:00:00+01:00 (in a web address + is %%2B)", text)
}
