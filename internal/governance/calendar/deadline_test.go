package calendar_test

import (
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
)

func TestInTime(t *testing.T) {
	budget := calendar.Fixed("respond to the Draft Budget consultation", day(t, "2022-01-28"))
	summer := calendar.Fixed("respond", day(t, "2022-06-30"))
	for _, tt := range []struct {
		deadline calendar.Deadline
		at       string
		want     bool
	}{
		{budget, "2022-01-20T10:00:00Z", true},
		{budget, "2022-01-28T16:59:59Z", true},
		{budget, "2022-01-28T16:59:59.999999999Z", true},
		{budget, "2022-01-28T17:00:00Z", false},
		{budget, "2022-01-28T17:00:01Z", false},
		{summer, "2022-06-30T15:59:59Z", true},
		{summer, "2022-06-30T16:00:00Z", false},
		{calendar.Fixed("respond", calendar.Date{}), "2022-01-20T10:00:00Z", true},
	} {
		if got := tt.deadline.InTime(at(t, tt.at)); got != tt.want {
			t.Errorf("by %s, at %s: in time %v, want %v", tt.deadline.By, tt.at, got, tt.want)
		}
	}
}

func TestCounted(t *testing.T) {
	w, err := calendar.Default().Add(day(t, "2022-01-14"), 15)
	if err != nil {
		t.Fatal(err)
	}
	d := calendar.Counted("respond to the MP192 Refinement Consultation", w)
	if d.Date != day(t, "2022-02-04") || !d.By.Equal(at(t, "2022-02-04T17:00:00Z")) ||
		d.By.Location() != time.UTC || d.Working == nil || d.Working.Days != 15 {
		t.Errorf("got %+v", d)
	}
	if fixed := calendar.Fixed("respond", w.To); fixed.Working != nil || fixed.By != d.By {
		t.Errorf("got %+v", fixed)
	}
}
