package calendar_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"pgregory.net/rapid"
)

// TestStretches explains counts of opening hours.
func TestStretches(t *testing.T) {
	waiting := calendar.Pause{From: at(t, "2022-01-24T10:00:00Z"),
		Until: at(t, "2022-01-25T12:00:00Z"), Why: "waiting"}
	endless := calendar.Pause{From: at(t, "2022-01-24T10:00:00Z")}
	for _, tt := range []struct {
		name, from string
		hours      int
		pauses     []calendar.Pause
		due        string
		want       []string
	}{
		{"over a weekend", "2022-01-21T16:30:00Z", 8, nil, "4:30pm on 24 January 2022",
			[]string{"30m0s ", "0s closed: Saturday and Sunday", "7h30m0s "}},
		{"from the evening on", "2022-01-20T19:00:00Z", 1, nil, "10am on 21 January 2022",
			[]string{"0s closed overnight", "1h0m0s "}},
		{"from the early morning on", "2022-01-21T07:00:00Z", 8, nil, "5pm on 21 January 2022",
			[]string{"0s closed: before 9am", "8h0m0s "}},
		{"over a night", "2022-01-20T16:00:00Z", 2, nil, "10am on 21 January 2022",
			[]string{"1h0m0s ", "0s closed overnight", "1h0m0s "}},
		{"over Easter", "2022-04-14T15:00:00Z", 8, nil, "4pm on 19 April 2022",
			[]string{"1h0m0s ", "0s closed: Good Friday, Saturday, Sunday and Easter Monday", "7h0m0s "}},
		{"with a pause", "2022-01-24T09:30:00Z", 8, []calendar.Pause{waiting},
			"11:30am on 26 January 2022", []string{"30m0s ", "0s waiting", "5h0m0s ",
				"0s closed overnight", "2h30m0s "}},
		{"with a pause that lasts", "2022-01-24T09:30:00Z", 1, []calendar.Pause{endless}, "", nil},
		{"nothing", "2022-01-22T09:30:00Z", 0, nil, "9:30am on 22 January 2022", nil},
		{"over the end of summer", "2022-10-28T16:00:00+01:00", 2, nil, "10am on 31 October 2022",
			[]string{"1h0m0s ", "0s closed: Saturday and Sunday", "1h0m0s "}},
		{"beyond the years", "2032-12-31T16:30:00Z", 1, nil, "", nil},
	} {
		from := at(t, tt.from)
		due := helpdesk.Due(from, time.Duration(tt.hours)*time.Hour, tt.pauses...)
		if got := calendar.Moment(due); got != tt.due {
			t.Errorf("%s: due %s, want %s", tt.name, got, tt.due)
		}
		var got []string
		for _, s := range helpdesk.Stretches(from, due, tt.pauses...) {
			got = append(got, fmt.Sprint(s.Counts(), " ", s.Why))
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s:\n got %q\nwant %q", tt.name, got, tt.want)
		}
	}
	if helpdesk.Day() != 8*time.Hour {
		t.Errorf("a day has %s", helpdesk.Day())
	}
}

// instants draws times of 2022, and one in three at which clocks are changed or doors open.
func instants() *rapid.Generator[time.Time] {
	start := time.Date(2022, 1, 1, 0, 0, 0, 0, time.UTC)
	return rapid.OneOf(
		rapid.Custom(func(t *rapid.T) time.Time {
			return start.Add(time.Duration(rapid.Int64Range(0, 365*24*3600).Draw(t, "second")) *
				time.Second)
		}),
		rapid.Custom(func(t *rapid.T) time.Time {
			d := calendar.Date{Year: 2022, Month: time.January, Day: 1}.AddDays(
				rapid.IntRange(0, 364).Draw(t, "day"))
			return d.At(rapid.SampledFrom([]int{0, 1, 2, 9, 17}).Draw(t, "hour"), 0)
		}),
		rapid.SampledFrom([]time.Time{time.Date(2022, 3, 27, 1, 0, 0, 0, time.UTC),
			time.Date(2022, 10, 30, 0, 30, 0, 0, time.UTC),
			time.Date(2022, 10, 30, 1, 0, 0, 0, time.UTC)}))
}

// TestElapsed: counts add up, are never below zero nor more than the time that passes, and what
// is due is due when so much has counted and not a moment before.
func TestElapsed(t *testing.T) {
	night := calendar.Hours{Opens: 0, Closes: 24 * 60} // every hour, those of changes too
	for d := time.Sunday; d <= time.Saturday; d++ {
		night.Days = append(night.Days, d)
	}
	rapid.Check(t, func(t *rapid.T) {
		h := rapid.SampledFrom([]calendar.Hours{helpdesk, night}).Draw(t, "hours")
		times := rapid.SliceOfN(instants(), 3, 3).Draw(t, "times")
		slices.SortFunc(times, time.Time.Compare)
		a, b, c := times[0], times[1], times[2]
		var pauses []calendar.Pause
		for range rapid.IntRange(0, 3).Draw(t, "pauses") {
			p := calendar.Pause{From: instants().Draw(t, "from"), Why: "paused"}
			if rapid.IntRange(0, 4).Draw(t, "ends") > 0 {
				p.Until = p.From.Add(time.Duration(rapid.IntRange(0, 200).Draw(t, "long")) * time.Hour)
			}
			pauses = append(pauses, p)
		}
		ab, bc, ac := h.Elapsed(a, b, pauses...), h.Elapsed(b, c, pauses...), h.Elapsed(a, c, pauses...)
		if ab+bc != ac {
			t.Fatalf("%s and %s are not %s", ab, bc, ac)
		}
		if ac < 0 || ac > c.Sub(a) || h.Elapsed(c, a, pauses...) != 0 {
			t.Fatalf("%s of %s", ac, c.Sub(a))
		}
		if without := h.Elapsed(a, c); ac > without {
			t.Fatalf("%s with pauses, %s without", ac, without)
		}
		at := a
		for _, s := range h.Stretches(a, c, pauses...) {
			if !s.From.Equal(at) || !s.To.After(s.From) {
				t.Fatalf("a gap or nothing at %s: %+v", at, s)
			}
			at = s.To
		}
		if !at.Equal(c) {
			t.Fatalf("the stretches end at %s", at)
		}
		want := time.Duration(rapid.IntRange(1, 100).Draw(t, "minutes")) * time.Minute
		due := h.Due(a, want, pauses...)
		if due.IsZero() {
			if !slices.ContainsFunc(pauses, func(p calendar.Pause) bool { return p.Until.IsZero() }) {
				t.Fatal("nothing is due, and no pause lasts")
			}
			return
		}
		if got := h.Elapsed(a, due, pauses...); got != want {
			t.Fatalf("due at %s, when %s have counted", due, got)
		}
		if got := h.Elapsed(a, due.Add(-time.Second), pauses...); got >= want {
			t.Fatalf("%s have counted a second before it is due at %s", got, due)
		}
	})
}
