package calendar

import (
	"fmt"
	"slices"
	"time"
)

// Minutes is a time of day in minutes after midnight, 0 to 1440. Its text is as in 09:00.
type Minutes int

// dayLength is the last of [Minutes]: the end of the day.
const dayLength Minutes = 24 * 60

// String is m as in 09:00.
func (m Minutes) String() string { return fmt.Sprintf("%02d:%02d", int(m)/60, int(m)%60) }

// MarshalText is [Minutes.String].
func (m Minutes) MarshalText() ([]byte, error) {
	if m < 0 || m > dayLength {
		return nil, fmt.Errorf("calendar: %d minutes after midnight: want 0 to %d", int(m), dayLength)
	}
	return []byte(m.String()), nil
}

// UnmarshalText reads a time from 00:00 to 24:00.
func (m *Minutes) UnmarshalText(text []byte) error {
	if string(text) == dayLength.String() {
		*m = dayLength
		return nil
	}
	t, err := time.Parse("15:04", string(text))
	if err != nil || len(text) != len("15:04") {
		return fmt.Errorf("calendar: %q is not a time of day: write it as in 09:00", text)
	}
	*m = Minutes(t.Hour()*60 + t.Minute())
	return nil
}

// Hours are opening hours in London: the same on each of Days, closed on bank holidays, and
// closed outside the years of the calendar. At Opens it is open, at Closes no longer.
type Hours struct {
	Days     []time.Weekday
	Opens    Minutes
	Closes   Minutes   // after Opens: one that stays open past midnight cannot be said
	Calendar *Calendar // says what is a bank holiday; nil: Default
}

// Open reports whether it is open at t.
func (h Hours) Open(t time.Time) bool {
	d := DateOf(t)
	return h.closed(d) == "" && !t.Before(h.Opens.on(d)) && t.Before(h.Closes.on(d))
}

// NextChange is the first instant after t at which it opens or closes, in UTC; the zero
// time if there is none in the years of the calendar.
func (h Hours) NextChange(t time.Time) time.Time {
	if len(h.Days) == 0 {
		return time.Time{}
	}
	open, c := h.Open(t), h.calendar()
	for d := DateOf(t); c.covers(d.number()); d = d.AddDays(1) {
		for _, at := range []time.Time{h.Opens.on(d), h.Closes.on(d)} {
			if at.After(t) && h.Open(at) != open {
				return at
			}
		}
	}
	return time.Time{}
}

// Sentence says whether it is open at t, why not, and when that changes, without its full
// stop: Closed now: Saturday. Opens 9am on Monday 24 January 2022.
func (h Hours) Sentence(t time.Time) string {
	text, verb := "Open now", "Closes"
	if !h.Open(t) {
		text, verb = "Closed now: "+h.whyClosed(t), "Opens"
	}
	if next := h.NextChange(t); !next.IsZero() {
		text += fmt.Sprintf(". %s %s on %s", verb, Clock(next), DateOf(next).Full())
	}
	return text
}

// whyClosed is why it is closed at t.
func (h Hours) whyClosed(t time.Time) string {
	d := DateOf(t)
	if reason := h.closed(d); reason != "" {
		return reason
	}
	if opens := h.Opens.on(d); t.Before(opens) {
		return "before " + Clock(opens)
	}
	return "after " + Clock(h.Closes.on(d))
}

// closed is why it is closed all day on d; empty if it is not.
func (h Hours) closed(d Date) string {
	c := h.calendar()
	holiday, _ := c.Holiday(d)
	switch {
	case !slices.Contains(h.Days, d.Weekday()):
		return d.Weekday().String()
	case !c.covers(d.number()):
		return fmt.Sprintf("the bank holidays of %d are not known", d.Year)
	}
	return holiday.Name
}

func (h Hours) calendar() *Calendar {
	if h.Calendar == nil {
		return Default()
	}
	return h.Calendar
}

// on is when the clocks of London show m on d.
func (m Minutes) on(d Date) time.Time { return d.At(0, int(m)) }
