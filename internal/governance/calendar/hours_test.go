package calendar_test

import (
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"pgregory.net/rapid"
)

// helpdesk is open from Monday to Friday, 9am to 5pm.
var helpdesk = calendar.Hours{
	Days:  []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday},
	Opens: 9 * 60, Closes: 17 * 60,
}

func TestHours(t *testing.T) {
	moving := helpdesk
	moving.Calendar = calendar.Default().With(
		calendar.Override{Date: day(t, "2022-01-20"), Name: "Moving day"})
	early := calendar.Hours{Days: []time.Weekday{time.Sunday}, Opens: 30, Closes: 4*60 + 30}
	for _, tt := range []struct {
		name     string
		hours    calendar.Hours
		at, want string
	}{
		{"open", helpdesk, "2022-01-20T10:00:00Z",
			"Open now. Closes 5pm on Thursday 20 January 2022"},
		{"weekend", helpdesk, "2022-01-22T12:00:00Z",
			"Closed now: Saturday. Opens 9am on Monday 24 January 2022"},
		{"early", helpdesk, "2022-01-20T08:59:59Z",
			"Closed now: before 9am. Opens 9am on Thursday 20 January 2022"},
		{"first", helpdesk, "2022-01-20T09:00:00Z",
			"Open now. Closes 5pm on Thursday 20 January 2022"},
		{"last", helpdesk, "2022-01-21T16:59:59Z",
			"Open now. Closes 5pm on Friday 21 January 2022"},
		{"late", helpdesk, "2022-01-21T17:00:00Z",
			"Closed now: after 5pm. Opens 9am on Monday 24 January 2022"},
		{"summer", helpdesk, "2022-06-30T08:00:00Z",
			"Open now. Closes 5pm on Thursday 30 June 2022"},
		{"summer evening", helpdesk, "2022-06-30T16:00:00Z",
			"Closed now: after 5pm. Opens 9am on Friday 1 July 2022"},
		{"bank holiday", helpdesk, "2022-04-15T10:00:00Z",
			"Closed now: Good Friday. Opens 9am on Tuesday 19 April 2022"},
		{"Christmas", helpdesk, "2021-12-24T18:00:00Z",
			"Closed now: after 5pm. Opens 9am on Wednesday 29 December 2021"},
		{"clocks go forward", helpdesk, "2022-03-26T10:00:00Z",
			"Closed now: Saturday. Opens 9am on Monday 28 March 2022"},
		{"override", moving, "2022-01-20T10:00:00Z",
			"Closed now: Moving day. Opens 9am on Friday 21 January 2022"},
		{"through the change", early, "2022-03-27T00:30:00Z",
			"Open now. Closes 4:30am on Sunday 27 March 2022"},
		{"end of the years", helpdesk, "2032-12-31T18:00:00Z", "Closed now: after 5pm"},
		{"beyond the years", helpdesk, "2033-01-03T10:00:00Z",
			"Closed now: the bank holidays of 2033 are not known"},
		{"never", calendar.Hours{Opens: 9 * 60, Closes: 17 * 60}, "2022-01-20T10:00:00Z",
			"Closed now: Thursday"},
	} {
		if got := tt.hours.Sentence(at(t, tt.at)); got != tt.want {
			t.Errorf("%s: at %s\n got %s\nwant %s", tt.name, tt.at, got, tt.want)
		}
	}
}

// TestAllHours: what is open day and night changes at bank holidays only.
func TestAllHours(t *testing.T) {
	always := calendar.Hours{Closes: 24 * 60}
	for d := time.Sunday; d <= time.Saturday; d++ {
		always.Days = append(always.Days, d)
	}
	for _, tt := range []struct{ at, next string }{
		{"2022-01-20T10:00:00Z", "2022-04-15T00:00:00+01:00"},
		{"2022-04-15T12:00:00+01:00", "2022-04-16T00:00:00+01:00"},
		{"2022-04-16T00:00:00+01:00", "2022-04-18T00:00:00+01:00"},
	} {
		if got := always.NextChange(at(t, tt.at)); !got.Equal(at(t, tt.next)) {
			t.Errorf("after %s it changes at %s, want %s", tt.at, got, tt.next)
		}
	}
}

// TestNextChange: until the next change nothing changes, and there it does.
func TestNextChange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := dates(2013, 2031).Draw(t, "d")
		from := d.Start().Add(time.Duration(rapid.IntRange(0, 86399).Draw(t, "s")) * time.Second)
		open, next := helpdesk.Open(from), helpdesk.NextChange(from)
		if !next.After(from) || helpdesk.Open(next) == open {
			t.Fatalf("at %s open %v; no change at %s", from, open, next)
		}
		for at := from; at.Before(next); at = at.Add(7 * time.Minute) {
			if helpdesk.Open(at) != open {
				t.Fatalf("it changes at %s, before %s", at, next)
			}
		}
		if open && !calendar.Default().WorkingDay(calendar.DateOf(from)) {
			t.Errorf("open at %s, not a Working Day", from)
		}
	})
}

func TestMinutes(t *testing.T) {
	for text, want := range map[string]calendar.Minutes{
		"00:00": 0, "09:00": 540, "17:30": 1050, "23:59": 1439, "24:00": 1440,
	} {
		var m calendar.Minutes
		if err := m.UnmarshalText([]byte(text)); err != nil || m != want {
			t.Errorf("%s is read as %d, %v: want %d", text, m, err, want)
		}
		if got, err := want.MarshalText(); err != nil || string(got) != text {
			t.Errorf("%d is written %s, %v: want %s", want, got, err, text)
		}
	}
	for _, text := range []string{"", "9:00", "24:01", "12:60", "0900", "9am", "09:00:00", "-1:00"} {
		m := calendar.Minutes(7)
		if err := m.UnmarshalText([]byte(text)); err == nil || m != 7 {
			t.Errorf("%q is read as %d: want an error and nothing changed", text, m)
		}
	}
	for _, m := range []calendar.Minutes{-1, 1441} {
		if text, err := m.MarshalText(); err == nil {
			t.Errorf("%d is written %s: want an error", int(m), text)
		}
	}
}
