package calendar_test

import (
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"pgregory.net/rapid"
)

// at reads an instant in RFC 3339.
func at(t testing.TB, text string) time.Time {
	t.Helper()
	instant, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	return instant
}

// lastSunday is the last Sunday of a month with 31 days.
func lastSunday(year int, month time.Month) calendar.Date {
	d := calendar.Date{Year: year, Month: month, Day: 31}
	for d.Weekday() != time.Sunday {
		d = d.AddDays(-1)
	}
	return d
}

// TestClockChanges walks through both changes of every year of the calendar. British Summer
// Time runs from 01:00 UTC on the last Sunday of March to 01:00 UTC on that of October.
func TestClockChanges(t *testing.T) {
	first, last := calendar.Default().Years()
	for year := first; year <= last; year++ {
		spring, autumn := lastSunday(year, time.March), lastSunday(year, time.October)
		for _, tt := range []struct {
			name         string
			on           calendar.Date
			hour, minute int
			utc          time.Duration // from midnight UTC of that day
		}{
			{"spring starts in winter", spring, 0, 0, 0},
			{"spring, last minute", spring, 0, 59, 59 * time.Minute},
			{"spring gap, start", spring, 1, 0, time.Hour},
			{"spring gap, end", spring, 1, 59, time.Hour + 59*time.Minute},
			{"spring, first of summer", spring, 2, 0, time.Hour},
			{"spring, close of day", spring, 17, 0, 16 * time.Hour},
			{"autumn starts in summer", autumn, 0, 0, -time.Hour},
			{"autumn overlap, start", autumn, 1, 0, 0},
			{"autumn overlap, end", autumn, 1, 59, 59 * time.Minute},
			{"autumn, after it", autumn, 2, 0, 2 * time.Hour},
			{"autumn, close of day", autumn, 17, 0, 17 * time.Hour},
			{"day before", spring.AddDays(-1), 17, 0, 17 * time.Hour},
			{"day after", autumn.AddDays(1), 17, 0, 17 * time.Hour},
			{"rolls over", autumn, 24, 0, 24 * time.Hour},
		} {
			midnight := time.Date(tt.on.Year, tt.on.Month, tt.on.Day, 0, 0, 0, 0, time.UTC)
			got, want := tt.on.At(tt.hour, tt.minute), midnight.Add(tt.utc)
			if !got.Equal(want) || got.Location() != time.UTC {
				t.Errorf("%s: %s at %d:%02d is %s, want %s",
					tt.name, tt.on, tt.hour, tt.minute, got, want)
			}
		}
		for d, hours := range map[calendar.Date]float64{
			spring.AddDays(-1): 24, spring: 23, spring.AddDays(1): 24,
			autumn.AddDays(-1): 24, autumn: 25, autumn.AddDays(1): 24,
		} {
			if got := d.AddDays(1).Start().Sub(d.Start()).Hours(); got != hours {
				t.Errorf("%s has %v hours, want %v", d, got, hours)
			}
		}
	}
}

// TestSkips: the clocks skip the same hour of every spring, and no minute of another day; once they
// went forward an hour later.
func TestSkips(t *testing.T) {
	first, last := calendar.Default().Years()
	for year := first; year <= last; year++ {
		spring := lastSunday(year, time.March)
		for _, on := range []calendar.Date{spring, spring.AddDays(1), lastSunday(year, time.October)} {
			for m := range calendar.Minutes(24*60 + 1) {
				at, skips := on.Skips(m)
				if want := on == spring && 60 <= m && m < 120; skips != want || skips && at != 60 {
					t.Fatalf("%s skips %s: %t, from %s", on, m, skips, at)
				}
			}
		}
	}
	if at, skips := day(t, "1972-03-19").Skips(150); !skips || at.Clock() != "2am" {
		t.Errorf("in 1972 2:30am was skipped: %t, from %s", skips, at)
	}
	if _, skips := (calendar.Date{}).Skips(90); skips {
		t.Error("no day skips a time")
	}
}

// TestOtherClocks: London has not always kept to the rule of today.
func TestOtherClocks(t *testing.T) {
	for _, tt := range []struct{ on, want string }{
		{"1941-07-01", "1941-07-01T15:00:00Z"}, // double summer time
		{"1970-01-01", "1970-01-01T16:00:00Z"}, // standard time ahead of Greenwich
		{"2022-06-30", "2022-06-30T16:00:00Z"},
		{"2023-06-30", "2023-06-30T16:00:00Z"},
		{"2022-02-04", "2022-02-04T17:00:00Z"},
	} {
		if got := calendar.CloseOfDay(day(t, tt.on)); !got.Equal(at(t, tt.want)) {
			t.Errorf("%s closes at %s, want %s", tt.on, got, tt.want)
		}
	}
}

func TestDateOf(t *testing.T) {
	for _, tt := range []struct{ at, want string }{
		{"2022-01-20T23:59:59Z", "2022-01-20"},
		{"2022-01-21T00:00:00Z", "2022-01-21"},
		{"2022-06-30T22:59:59Z", "2022-06-30"},
		{"2022-06-30T23:00:00Z", "2022-07-01"},
		{"2022-01-20T23:30:00-05:00", "2022-01-21"},
	} {
		if got := calendar.DateOf(at(t, tt.at)); got != day(t, tt.want) {
			t.Errorf("%s lies in %s, want %s", tt.at, got, tt.want)
		}
	}
}

func TestDateOfAt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := dates(2, 9998).Draw(t, "d")
		hour := rapid.IntRange(0, 23).Draw(t, "hour")
		minute := rapid.IntRange(0, 59).Draw(t, "minute")
		got := d.At(hour, minute)
		if calendar.DateOf(got) != d {
			t.Errorf("%s at %d:%02d is %s, in %s", d, hour, minute, got, calendar.DateOf(got))
		}
		if got.Before(d.Start()) || !got.Before(d.AddDays(1).Start()) {
			t.Errorf("%s at %d:%02d is %s, outside the day", d, hour, minute, got)
		}
	})
}
