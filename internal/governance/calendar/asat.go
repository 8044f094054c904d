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

// The forms in which people write a day, and a time of it.
var (
	writtenDays  = [...]string{"2006-01-02", "2/1/2006", "2 January 2006", "2 Jan 2006"}
	writtenTimes = [...]string{"15:04", "3:04pm", "3pm"}
)

// ParseAsAt reads an instant as people write it in forms, on the command line and in web
// addresses, in UTC:
//
//	2022-01-20                 the start of that day in London
//	20/01/2022                 the same
//	20 January 2022            the same
//	20 January 2022, 10:00     London time; so with each form of a day
//	10am on 20 January 2022    the same, as [Moment] writes it
//	2022-01-20T10:00           London time; in the hour that October has twice, the first
//	2022-01-20T10:00:30        the same, with seconds
//	2022-01-20T10:00:00+01:00  RFC 3339, with Z or an offset
//
// An error names forms that there are, or says that there is no such day, or that the clocks
// of London never showed that time.
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
		if wall, err := time.Parse(toTheMinute, text); err == nil {
			return fromLondon(wall, text)
		}
	case len(toTheSecond):
		if wall, err := time.Parse(toTheSecond, text); err == nil {
			return fromLondon(wall, text)
		}
	default:
		// In a web address a plus sign that is not escaped comes as a blank.
		if i := len(text) - len("+01:00"); i > len(toTheMinute) && text[i] == ' ' {
			text = text[:i] + "+" + text[i+1:]
		}
		// time.Parse also takes an hour of one digit, and a comma.
		t, err := time.Parse(time.RFC3339, text)
		if err == nil && strings.HasPrefix(text, t.Format(toTheSecond)) &&
			!strings.Contains(text, ",") && between1And9999(t.UTC()) {
			return t.UTC(), nil
		}
	}
	return parseWritten(text)
}

// parseWritten reads a day, or a time of one, as people write it.
func parseWritten(text string) (time.Time, error) {
	plain := strings.Join(strings.Fields(strings.ReplaceAll(text, ",", " ")), " ")
	for _, day := range writtenDays {
		if wall, err := time.Parse(day, plain); err == nil {
			return fromLondon(wall, text)
		}
		for _, clock := range writtenTimes {
			for _, layout := range [...]string{day + " " + clock, clock + " on " + day} {
				if wall, err := time.Parse(layout, plain); err == nil {
					return fromLondon(wall, text)
				}
			}
		}
	}
	return time.Time{}, notAsAt(text)
}

// fromLondon is when the clocks of London show what wall shows in UTC, which text says.
func fromLondon(wall time.Time, text string) (time.Time, error) {
	if !between1And9999(wall) {
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
	return fmt.Errorf("calendar: %q is not a time: write a day as in 20 January 2022, "+
		"20/01/2022 or 2022-01-20, or a day with a time in London as in 20 January 2022, 10:00 or "+
		"2022-01-20T10:00", text)
}
