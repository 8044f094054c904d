package calendar

import (
	"slices"
	"time"
)

// Pause is a time in which a clock that runs in opening hours stands still.
type Pause struct {
	From  time.Time
	Until time.Time // zero: it still does
	Why   string    // for people, such as "waiting for an answer"
}

// at reports whether the clock stands still at t for this pause.
func (p Pause) at(t time.Time) bool {
	return !t.Before(p.From) && (p.Until.IsZero() || t.Before(p.Until))
}

// Stretch is a part of a count of opening hours: all of it counts, or nothing.
type Stretch struct {
	From, To time.Time
	Why      string // why it does not count; empty: it does
}

// Counts is how much of it counts.
func (s Stretch) Counts() time.Duration {
	if s.Why != "" {
		return 0
	}
	return s.To.Sub(s.From)
}

// Day is how long it is open on a day on which it is.
func (h Hours) Day() time.Duration { return time.Duration(h.Closes-h.Opens) * time.Minute }

// Stretches explain what counts from one instant to another: they follow each other without a
// gap. What lies in the opening hours and in no pause counts. There are none where to is not
// after from.
func (h Hours) Stretches(from, to time.Time, pauses ...Pause) (all []Stretch) {
	for from.Before(to) {
		s := h.stretch(from, to, pauses)
		if n := len(all); n > 0 && all[n-1].Why == s.Why { // one pause after the other
			all[n-1].To = s.To
		} else {
			all = append(all, s)
		}
		from = s.To
	}
	return all
}

// stretch is the part that begins at an instant, up to another at most.
func (h Hours) stretch(from, to time.Time, pauses []Pause) Stretch {
	s := Stretch{From: from, To: to}
	end := func(at time.Time) {
		if at.After(from) && at.Before(s.To) {
			s.To = at
		}
	}
	if i := slices.IndexFunc(pauses, func(p Pause) bool { return p.at(from) }); i >= 0 {
		s.Why = pauses[i].Why
		if s.Why == "" {
			s.Why = "paused"
		}
		end(pauses[i].Until)
		return s
	}
	for _, p := range pauses {
		end(p.From)
	}
	end(h.NextChange(from))
	if !h.Open(from) {
		s.Why = h.closure(s.From, s.To)
	}
	return s
}

// closure is why it is closed from one instant to another: the days on which it does not open, or
// that it is outside the hours of a day.
func (h Hours) closure(from, to time.Time) string {
	const most = 7 // days that are named
	var days []string
	for d := DateOf(from); d.Start().Before(to); d = d.AddDays(1) {
		if reason := h.closed(d); reason != "" && !slices.Contains(days, reason) {
			days = append(days, reason)
		}
		if len(days) > most {
			return "closed"
		}
	}
	switch {
	case len(days) > 0:
		return "closed: " + list(days)
	case DateOf(from) != DateOf(to):
		return "closed overnight"
	}
	return "closed: " + h.whyClosed(from)
}

// Elapsed is how much counts from one instant to another, as [Hours.Stretches] say it.
func (h Hours) Elapsed(from, to time.Time, pauses ...Pause) (total time.Duration) {
	for _, s := range h.Stretches(from, to, pauses...) {
		total += s.Counts()
	}
	return total
}

// Due is the first instant by which so much has counted since another; the zero time where there
// is none: a pause has no end, or the years of the calendar have.
func (h Hours) Due(from time.Time, want time.Duration, pauses ...Pause) time.Time {
	for end := h.end(); want > 0; {
		if !from.Before(end) {
			return time.Time{}
		}
		s := h.stretch(from, end, pauses)
		if s.Counts() >= want {
			return s.From.Add(want).UTC()
		}
		want -= s.Counts()
		from = s.To
	}
	return from.UTC()
}

// end is when the years of the calendar are over.
func (h Hours) end() time.Time {
	_, last := h.calendar().Years()
	return Date{last + 1, time.January, 1}.Start()
}
