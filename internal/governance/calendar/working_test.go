package calendar_test

import (
	"errors"
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"pgregory.net/rapid"
)

func TestAdd(t *testing.T) {
	for _, tt := range []struct {
		from string
		n    int
		want string
	}{
		// The values of the reference.
		{"2022-01-14", 15, "15 Working Days after Friday 14 January 2022 is " +
			"Friday 4 February 2022; 3 weekends are not counted"},
		{"2022-01-18", 15, "15 Working Days after Tuesday 18 January 2022 is " +
			"Tuesday 8 February 2022; 3 weekends are not counted"},
		{"2022-01-14", -15, "15 Working Days before Friday 14 January 2022 is " +
			"Tuesday 21 December 2021; 3 weekends, " +
			"Christmas Day (substitute day) on 27 December 2021, " +
			"Boxing Day (substitute day) on 28 December 2021 and " +
			"New Year's Day (substitute day) on 3 January 2022 are not counted"},
		{"2022-01-28", 5, "5 Working Days after Friday 28 January 2022 is " +
			"Friday 4 February 2022; 1 weekend is not counted"},
		{"2022-02-18", -5, "5 Working Days before Friday 18 February 2022 is " +
			"Friday 11 February 2022; 1 weekend is not counted"},
		{"2022-02-15", -5, "5 Working Days before Tuesday 15 February 2022 is " +
			"Tuesday 8 February 2022; 1 weekend is not counted"},
		{"2022-02-18", 15, "15 Working Days after Friday 18 February 2022 is " +
			"Friday 11 March 2022; 3 weekends are not counted"},
		// Shapes of the sentence.
		{"2022-01-17", 1, "1 Working Day after Monday 17 January 2022 is Tuesday 18 January 2022"},
		{"2022-01-18", -1, "1 Working Day before Tuesday 18 January 2022 is Monday 17 January 2022"},
		{"2022-01-17", 0, "0 Working Days after Monday 17 January 2022 is Monday 17 January 2022"},
		{"2022-01-22", 0, "0 Working Days after Saturday 22 January 2022 is " +
			"Saturday 22 January 2022"},
		{"2022-01-22", 1, "1 Working Day after Saturday 22 January 2022 is " +
			"Monday 24 January 2022; 1 weekend is not counted"},
		{"2022-06-01", 1, "1 Working Day after Wednesday 1 June 2022 is Monday 6 June 2022; " +
			"1 weekend, Spring bank holiday on 2 June 2022 and " +
			"Platinum Jubilee bank holiday on 3 June 2022 are not counted"},
		{"2019-12-31", 1, "1 Working Day after Tuesday 31 December 2019 is " +
			"Thursday 2 January 2020; New Year's Day on 1 January 2020 is not counted"},
		{"2022-04-18", 1, "1 Working Day after Monday 18 April 2022 is Tuesday 19 April 2022"},
		{"2028-12-27", 2, "2 Working Days after Wednesday 27 December 2028 is " +
			"Friday 29 December 2028"},
		{"2028-12-29", 1, "1 Working Day after Friday 29 December 2028 is Tuesday 2 January 2029; " +
			"1 weekend and New Year's Day on 1 January 2029 are not counted; " +
			"not all bank holidays of this time are announced yet"},
		{"2029-01-03", -2, "2 Working Days before Wednesday 3 January 2029 is " +
			"Friday 29 December 2028; 1 weekend and New Year's Day on 1 January 2029 are not counted; " +
			"not all bank holidays of this time are announced yet"},
		{"2028-12-31", 0, "0 Working Days after Sunday 31 December 2028 is " +
			"Sunday 31 December 2028"},
	} {
		w, err := calendar.Default().Add(day(t, tt.from), tt.n)
		if err != nil || w.String() != tt.want {
			t.Errorf("%s and %d: %v\n got %s\nwant %s", tt.from, tt.n, err, w, tt.want)
		}
		if strings.HasSuffix(tt.want, "announced yet") != w.Provisional {
			t.Errorf("%s and %d: provisional %v", tt.from, tt.n, w.Provisional)
		}
	}
}

func TestAddSkips(t *testing.T) {
	c := calendar.Default().With(
		calendar.Override{Date: day(t, "2021-12-29"), Name: "Shutdown"},
		calendar.Override{Date: day(t, "2021-12-30"), Name: "Shutdown"},
		calendar.Override{Date: day(t, "2022-01-01"), Name: "New Year's Day"})
	skip := func(from, to, reason string) calendar.Skip {
		return calendar.Skip{From: day(t, from), To: day(t, to), Reason: reason}
	}
	want := calendar.Working{
		From: day(t, "2021-12-24"), Days: 2, To: day(t, "2022-01-04"),
		Skipped: []calendar.Skip{
			skip("2021-12-25", "2021-12-26", "weekend"),
			skip("2021-12-27", "2021-12-27", "Christmas Day (substitute day)"),
			skip("2021-12-28", "2021-12-28", "Boxing Day (substitute day)"),
			skip("2021-12-29", "2021-12-30", "Shutdown"),
			skip("2022-01-01", "2022-01-02", "weekend"),
			skip("2022-01-03", "2022-01-03", "New Year's Day (substitute day)"),
		},
	}
	got, err := c.Add(want.From, want.Days)
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v\n got %+v\nwant %+v", err, got, want)
	}
	want.From, want.To, want.Days = want.To, want.From, -2
	got, err = c.Add(want.From, want.Days)
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("backwards: %v\n got %+v\nwant %+v", err, got, want)
	}
}

func TestAddBeyond(t *testing.T) {
	for _, tt := range []struct {
		from string
		n    int
		want string // empty: it can be counted
	}{
		{"2032-12-30", 1, ""},
		{"2013-01-02", -1, "1 Working Day before 2013-01-02"},
		{"2013-01-03", -1, ""},
		{"2032-12-31", 1, "1 Working Day after 2032-12-31"},
		{"2032-12-31", 0, ""},
		{"2033-01-03", 0, "0 Working Days after 2033-01-03"},
		{"2033-01-03", -5, "5 Working Days before 2033-01-03"},
		{"2012-12-31", 5, "5 Working Days after 2012-12-31"},
		{"2022-01-20", math.MaxInt, "Working Days after 2022-01-20"},
		{"2022-01-20", math.MinInt, "Working Days before 2022-01-20"},
	} {
		w, err := calendar.Default().Add(day(t, tt.from), tt.n)
		switch {
		case tt.want == "" && err == nil:
		case tt.want != "" && errors.Is(err, calendar.ErrBeyond) &&
			strings.Contains(err.Error(), tt.want) &&
			strings.Contains(err.Error(), "from 2013 to 2032"):
		default:
			t.Errorf("%s and %d: %s, %v: want %q", tt.from, tt.n, w, err, tt.want)
		}
	}
	if _, err := calendar.Default().Add(calendar.Date{}, 1); !errors.Is(err, calendar.ErrBeyond) ||
		!strings.Contains(err.Error(), "after no date") {
		t.Errorf("after no date: %v", err)
	}
}

// TestAddProperties: there and back is the start, if that is a Working Day; Between counts
// what Add counted; the days between are the counted and the skipped ones.
func TestAddProperties(t *testing.T) {
	c := calendar.Default()
	rapid.Check(t, func(t *rapid.T) {
		from := dates(2015, 2030).Draw(t, "from")
		n := rapid.IntRange(-300, 300).Draw(t, "n")
		there, err := c.Add(from, n)
		if err != nil {
			t.Fatal(err)
		}
		if got := c.Between(from, there.To); got != n {
			t.Errorf("%s: Between counts %d", there, got)
		}
		if n != 0 && !c.WorkingDay(there.To) {
			t.Errorf("%s: not a Working Day", there)
		}
		back, err := c.Add(there.To, -n)
		if err != nil {
			t.Fatal(err)
		}
		if c.WorkingDay(from) && back.To != from {
			t.Errorf("%s; and back %s", there, back)
		}
		skipped := 0
		for i, s := range there.Skipped {
			for d := s.From; !d.After(s.To); d = d.AddDays(1) {
				if skipped++; c.WorkingDay(d) {
					t.Errorf("%s: skips %s, a Working Day", there, d)
				}
			}
			if i > 0 && !s.From.After(there.Skipped[i-1].To) {
				t.Errorf("%s: out of order at %s", there, s.From)
			}
		}
		days := int(there.To.Start().Sub(from.Start()).Abs().Hours()+12) / 24
		if n < 0 {
			n = -n
		}
		if days != n+skipped {
			t.Errorf("%s: %d days, of which %d are counted and %d skipped", there, days, n, skipped)
		}
	})
}

func BenchmarkAdd(b *testing.B) {
	c, from := calendar.Default(), day(b, "2022-01-14")
	for _, bb := range []struct {
		name string
		n    int
	}{{"5", 5}, {"15", 15}, {"-15", -15}, {"250", 250}} {
		b.Run(bb.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := c.Add(from, bb.n); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
