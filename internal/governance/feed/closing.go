package feed

import (
	"regexp"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
)

// closes finds the day on which something closes as public pages have it: "closes 4 February
// 2022", "Closing date: Friday 4th February 2022". [H]
var closes = regexp.MustCompile(`(?i)\b(?:clos(?:es|ing)|deadline|respond by|responses by)\b` +
	`[^.;0-9]{0,40}?(\d{1,2})(?:st|nd|rd|th)? (january|february|march|april|may|june|july|august|` +
	`september|october|november|december) (\d{4})\b`)

// closing is the day on which what a text tells of closes, as it says; no day where it does not.
// Whoever lists it looks at it.
func closing(text string) calendar.Date {
	m := closes.FindStringSubmatch(text)
	if m == nil {
		return calendar.Date{}
	}
	t, err := time.Parse("2 January 2006", m[1]+" "+m[2]+" "+m[3])
	if err != nil {
		return calendar.Date{}
	}
	return calendar.Date{Year: t.Year(), Month: t.Month(), Day: t.Day()}
}
