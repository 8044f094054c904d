package calendar

import (
	"sync"
	"time"
	_ "time/tzdata" // London is known on every machine
)

// London is the time zone Europe/London.
func London() *time.Location { return london() }

// london panics if there is no London, which the import of time/tzdata rules out.
var london = sync.OnceValue(func() *time.Location {
	location, err := time.LoadLocation("Europe/London")
	if err != nil {
		panic(err)
	}
	return location
})

// DateOf is the day that t lies in, in London; no date for the zero time.
func DateOf(t time.Time) Date {
	if t.IsZero() {
		return Date{}
	}
	return utcDate(t.In(London()))
}

// Start is the instant at which d begins in London, in UTC; the zero time for no date.
func (d Date) Start() time.Time { return d.At(0, 0) }

// At is the instant at which the clocks of London show hour and minute on d, in UTC; the
// zero time for no date. From 1am to 2am on the last Sunday of March the clocks show
// nothing: At reads them as not put forward yet, so 1:30am is what is called 2:30am. On the
// last Sunday of October they show that hour twice: At is the first time. An hour or minute
// beyond the day rolls over, as in [time.Date].
func (d Date) At(hour, minute int) time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	t, _ := instant(time.Date(d.Year, d.Month, d.Day, hour, minute, 0, 0, time.UTC))
	return t
}

// Skips reports whether the clocks of London are put forward past m on d, so that they never show
// it, and at what time that is done.
func (d Date) Skips(m Minutes) (at Minutes, skips bool) {
	for at = m; !d.shows(at); at-- {
		skips = true
	}
	return at + 1, skips
}

// shows reports whether the clocks of London show m on d.
func (d Date) shows(m Minutes) bool {
	_, shown := instant(time.Date(d.Year, d.Month, d.Day, 0, int(m), 0, 0, time.UTC))
	return shown
}

// instant is when the clocks of London show what wall shows in UTC, and whether they do.
// Twice: the first time. Never: as if they had not been changed yet.
func instant(wall time.Time) (t time.Time, shown bool) {
	const day = 24 * time.Hour
	before, after := offsetAt(wall.Add(-day)), offsetAt(wall.Add(day))
	if t := wall.Add(-before); offsetAt(t) == before {
		return t, true
	}
	if t := wall.Add(-after); offsetAt(t) == after {
		return t, true
	}
	return wall.Add(-before), false
}

// offsetAt is how far the clocks of London are ahead of UTC at t.
func offsetAt(t time.Time) time.Duration {
	_, seconds := t.In(London()).Zone()
	return time.Duration(seconds) * time.Second
}
