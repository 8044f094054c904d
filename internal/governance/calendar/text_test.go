package calendar_test

import (
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
)

func TestClock(t *testing.T) {
	for _, tt := range []struct{ at, clock, moment string }{
		{"2022-02-04T17:00:00Z", "5pm", "5pm on 4 February 2022"},
		{"2022-01-27T13:30:00Z", "1:30pm", "1:30pm on 27 January 2022"},
		{"2022-01-27T09:05:00Z", "9:05am", "9:05am on 27 January 2022"},
		{"2022-01-27T12:00:00Z", "midday", "midday on 27 January 2022"},
		{"2022-01-27T12:01:00Z", "12:01pm", "12:01pm on 27 January 2022"},
		{"2022-01-27T00:00:00Z", "midnight", "midnight on 27 January 2022"},
		{"2022-01-27T00:15:00Z", "12:15am", "12:15am on 27 January 2022"},
		{"2022-01-28T16:59:59Z", "4:59pm", "4:59pm on 28 January 2022"},
		{"2022-06-30T16:00:00Z", "5pm", "5pm on 30 June 2022"},
		{"2022-06-30T23:00:00Z", "midnight", "midnight on 1 July 2022"},
	} {
		if got := calendar.Clock(at(t, tt.at)); got != tt.clock {
			t.Errorf("Clock(%s) = %q, want %q", tt.at, got, tt.clock)
		}
		if got := calendar.Moment(at(t, tt.at)); got != tt.moment {
			t.Errorf("Moment(%s) = %q, want %q", tt.at, got, tt.moment)
		}
	}
	var none time.Time
	if got := calendar.Clock(none) + calendar.Moment(none) + calendar.Span(none, none); got != "" {
		t.Errorf("no time is written %q", got)
	}
}

func TestSpan(t *testing.T) {
	from := at(t, "2022-01-31T14:00:00Z")
	for _, tt := range []struct {
		to   time.Time
		want string
	}{
		{at(t, "2022-01-31T14:45:00Z"), "2pm to 2:45pm on 31 January 2022"},
		{at(t, "2022-02-01T09:00:00Z"), "2pm on 31 January 2022 to 9am on 1 February 2022"},
		{at(t, "2022-02-01T00:00:00Z"), "2pm on 31 January 2022 to midnight on 1 February 2022"},
		{from, "2pm on 31 January 2022"},
		{time.Time{}, "2pm on 31 January 2022"},
	} {
		if got := calendar.Span(from, tt.to); got != tt.want {
			t.Errorf("to %s: %q, want %q", tt.to, got, tt.want)
		}
	}
}
