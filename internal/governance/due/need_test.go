package due_test

import (
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/due"
)

// TestUrgent: what is late or to be done by Sunday comes first, then what has no day, and the
// rest by its day.
func TestUrgent(t *testing.T) {
	january := func(day int) calendar.Date {
		return calendar.Date{Year: 2022, Month: time.January, Day: day}
	}
	for _, tt := range []struct {
		today int
		week  string
	}{
		{24, "late thursday sunday"}, // a Monday
		{27, "late thursday sunday"}, // a Thursday
		{30, "late thursday sunday"}, // a Sunday
		{31, "late thursday sunday monday"},
		{23, "late"}, // the Sunday before
	} {
		all := due.Urgent([]due.Need{{What: "monday", By: january(31)}, {What: "undated"},
			{What: "sunday", By: january(30)}, {What: "late", By: january(3)},
			{What: "thursday", By: january(27)}}, january(tt.today))
		var week, later []string
		for _, n := range all {
			if n.ThisWeek {
				week = append(week, n.What)
			} else {
				later = append(later, n.What)
			}
		}
		if got := strings.Join(week, " "); got != tt.week {
			t.Errorf("%d January: this week %s, want %s", tt.today, got, tt.week)
		}
		if all[0].What != "late" || later[0] != "undated" || len(all) != 5 {
			t.Errorf("%d January: in the order %v", tt.today, all)
		}
	}
}
