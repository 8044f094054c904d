package calendar_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"pgregory.net/rapid"
)

// written are holidays, a line each.
func written(holidays []calendar.Holiday) (lines []string) {
	for _, h := range holidays {
		line := h.Date.String() + " " + h.Name
		if h.Provisional {
			line += " (provisional)"
		}
		if h.Reason != "" {
			line += ": " + h.Reason
		}
		lines = append(lines, line)
	}
	return lines
}

// TestHolidays states the years that have something of their own.
func TestHolidays(t *testing.T) {
	for year, want := range map[int][]string{
		2013: {"2013-01-01 New Year's Day", "2013-03-29 Good Friday", "2013-04-01 Easter Monday",
			"2013-05-06 Early May bank holiday", "2013-05-27 Spring bank holiday",
			"2013-08-26 Summer bank holiday", "2013-12-25 Christmas Day", "2013-12-26 Boxing Day"},
		2015: {"2015-01-01 New Year's Day", "2015-04-03 Good Friday", "2015-04-06 Easter Monday",
			"2015-05-04 Early May bank holiday", "2015-05-25 Spring bank holiday",
			"2015-08-31 Summer bank holiday", "2015-12-25 Christmas Day",
			"2015-12-28 Boxing Day (substitute day)"},
		2020: {"2020-01-01 New Year's Day", "2020-04-10 Good Friday", "2020-04-13 Easter Monday",
			"2020-05-08 Early May bank holiday (VE day)", "2020-05-25 Spring bank holiday",
			"2020-08-31 Summer bank holiday", "2020-12-25 Christmas Day",
			"2020-12-28 Boxing Day (substitute day)"},
		2021: {"2021-01-01 New Year's Day", "2021-04-02 Good Friday", "2021-04-05 Easter Monday",
			"2021-05-03 Early May bank holiday", "2021-05-31 Spring bank holiday",
			"2021-08-30 Summer bank holiday", "2021-12-27 Christmas Day (substitute day)",
			"2021-12-28 Boxing Day (substitute day)"},
		2022: {"2022-01-03 New Year's Day (substitute day)", "2022-04-15 Good Friday",
			"2022-04-18 Easter Monday", "2022-05-02 Early May bank holiday",
			"2022-06-02 Spring bank holiday", "2022-06-03 Platinum Jubilee bank holiday",
			"2022-08-29 Summer bank holiday",
			"2022-09-19 Bank holiday for the State Funeral of Queen Elizabeth II",
			"2022-12-26 Boxing Day", "2022-12-27 Christmas Day (substitute day)"},
		2023: {"2023-01-02 New Year's Day (substitute day)", "2023-04-07 Good Friday",
			"2023-04-10 Easter Monday", "2023-05-01 Early May bank holiday",
			"2023-05-08 Bank holiday for the coronation of King Charles III",
			"2023-05-29 Spring bank holiday", "2023-08-28 Summer bank holiday",
			"2023-12-25 Christmas Day", "2023-12-26 Boxing Day"},
		2027: {"2027-01-01 New Year's Day", "2027-03-26 Good Friday", "2027-03-29 Easter Monday",
			"2027-05-03 Early May bank holiday", "2027-05-31 Spring bank holiday",
			"2027-08-30 Summer bank holiday", "2027-12-27 Christmas Day (substitute day)",
			"2027-12-28 Boxing Day (substitute day)"},
		2028: {"2028-01-03 New Year's Day (substitute day)", "2028-04-14 Good Friday",
			"2028-04-17 Easter Monday", "2028-05-01 Early May bank holiday",
			"2028-05-29 Spring bank holiday", "2028-08-28 Summer bank holiday",
			"2028-12-25 Christmas Day", "2028-12-26 Boxing Day"},
		2032: {"2032-01-01 New Year's Day (provisional)", "2032-03-26 Good Friday (provisional)",
			"2032-03-29 Easter Monday (provisional)",
			"2032-05-03 Early May bank holiday (provisional)",
			"2032-05-31 Spring bank holiday (provisional)",
			"2032-08-30 Summer bank holiday (provisional)",
			"2032-12-27 Christmas Day (substitute day) (provisional)",
			"2032-12-28 Boxing Day (substitute day) (provisional)"},
		2012: nil,
		2033: nil,
	} {
		got := written(calendar.Default().Holidays(year))
		if !slices.Equal(got, want) {
			t.Errorf("%d\n got %q\nwant %q", year, got, want)
		}
	}
}

func TestYears(t *testing.T) {
	c := calendar.Default()
	first, last := c.Years()
	if first != 2013 || last != 2032 {
		t.Errorf("the years are %d to %d, want 2013 to 2032", first, last)
	}
	if got := c.AnnouncedUntil(); got != day(t, "2028-12-31") {
		t.Errorf("announced until %s", got)
	}
	for year := first; year <= last; year++ {
		holidays := c.Holidays(year)
		if want := 8 + map[int]int{2022: 2, 2023: 1}[year]; len(holidays) != want {
			t.Errorf("%d has %d bank holidays, want %d", year, len(holidays), want)
		}
		for _, h := range holidays {
			again, ok := c.Holiday(h.Date)
			if !ok || again != h || c.WorkingDay(h.Date) || h.Provisional != (year > 2028) {
				t.Errorf("%+v: again %+v, Working Day %v", h, again, c.WorkingDay(h.Date))
			}
			switch h.Date.Weekday() {
			case time.Saturday, time.Sunday:
				t.Errorf("%s is on %s", h.Name, h.Date.Full())
			}
		}
	}
}

// TestBeyond: outside of its years the calendar knows nothing, and says so.
func TestBeyond(t *testing.T) {
	c := calendar.Default()
	inside, monday := day(t, "2022-01-20"), day(t, "2033-01-03")
	for _, d := range []calendar.Date{monday, day(t, "2012-12-31"), day(t, "9999-12-31"), {}} {
		if _, ok := c.Holiday(d); ok || c.WorkingDay(d) || !c.Next(d).IsZero() {
			t.Errorf("%q: a holiday %v, a Working Day %v, next %s", d, ok, c.WorkingDay(d), c.Next(d))
		}
		if a, b := c.Between(inside, d), c.Between(d, inside); a != calendar.Unknown ||
			b != calendar.Unknown {
			t.Errorf("to and from %q: %d and %d Working Days, want Unknown", d, a, b)
		}
	}
	closed := c.With(calendar.Override{Date: day(t, "2032-12-31"), Name: "Last day"},
		calendar.Override{Date: monday, Name: "Never asked"})
	if got := closed.Next(day(t, "2032-12-31")); !got.IsZero() {
		t.Errorf("the next Working Day is %s, want none that is known", got)
	}
	if h, ok := closed.Holiday(monday); ok {
		t.Errorf("an override outside of the years: %+v", h)
	}
}

func TestNext(t *testing.T) {
	for _, tt := range []struct{ on, want string }{
		{"2022-01-20", "2022-01-20"},
		{"2022-01-22", "2022-01-24"},
		{"2021-12-25", "2021-12-29"},
		{"2022-01-01", "2022-01-04"},
		{"2022-04-15", "2022-04-19"},
		{"2022-06-02", "2022-06-06"},
	} {
		if got := calendar.Default().Next(day(t, tt.on)); got != day(t, tt.want) {
			t.Errorf("from %s on: %s, want %s", tt.on, got, tt.want)
		}
	}
}

func TestWith(t *testing.T) {
	plain := calendar.Default()
	friday, funeral := day(t, "2022-01-21"), day(t, "2022-09-19")
	c := plain.With(
		calendar.Override{Date: friday, Name: "Moving day", Reason: "the office moves"},
		calendar.Override{Date: funeral, Reason: "kept open"},
		calendar.Override{Date: day(t, "2031-02-14"), Name: "Announced early"})
	if c.WorkingDay(friday) || !c.WorkingDay(funeral) {
		t.Error("the overrides do not hold")
	}
	if !plain.WorkingDay(friday) || plain.WorkingDay(funeral) {
		t.Error("the overrides changed the calendar they were made from")
	}
	got := written(append(c.Holidays(2022)[:2], c.Holidays(2031)[1]))
	want := []string{"2022-01-03 New Year's Day (substitute day)",
		"2022-01-21 Moving day: the office moves", "2031-02-14 Announced early"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}

	back := c.With(calendar.Override{Date: friday, Reason: "called off"})
	if !back.WorkingDay(friday) || !back.WorkingDay(funeral) || c.WorkingDay(friday) {
		t.Error("a later override does not hold over an earlier one, or not only there")
	}
	if got := len(back.Overrides()); got != 4 {
		t.Errorf("%d overrides, want 4", got)
	}
	back.Overrides()[0].Name = "changed"
	if back.Overrides()[0].Name != "Moving day" {
		t.Error("the overrides of a calendar can be changed from outside")
	}
}

// TestKnownOn: nobody knew in January what was proclaimed in September.
func TestKnownOn(t *testing.T) {
	c := calendar.Default()
	for _, tt := range []struct {
		known, on string
		want      string // name of the holiday; empty: none
	}{
		{"2019-06-06", "2020-05-04", "Early May bank holiday"},
		{"2019-06-06", "2020-05-08", ""},
		{"2019-06-07", "2020-05-04", ""},
		{"2019-06-07", "2020-05-08", "Early May bank holiday (VE day)"},
		{"2020-11-11", "2022-05-30", "Spring bank holiday"},
		{"2020-11-11", "2022-06-02", ""},
		{"2020-11-11", "2022-06-03", ""},
		{"2022-01-20", "2022-05-30", ""},
		{"2022-01-20", "2022-06-02", "Spring bank holiday"},
		{"2022-01-20", "2022-06-03", "Platinum Jubilee bank holiday"},
		{"2022-01-20", "2022-09-19", ""},
		{"2022-09-10", "2022-09-19", "Bank holiday for the State Funeral of Queen Elizabeth II"},
		{"2022-11-05", "2023-05-08", ""},
		{"2022-11-06", "2023-05-08", "Bank holiday for the coronation of King Charles III"},
	} {
		h, ok := c.KnownOn(day(t, tt.known)).Holiday(day(t, tt.on))
		if h.Name != tt.want || ok != (tt.want != "") {
			t.Errorf("on %s, %s was known as %q, want %q", tt.known, tt.on, h.Name, tt.want)
		}
	}
	for known, want := range map[string]string{"2012-01-01": "2013-12-31",
		"2022-01-20": "2023-12-31", "2027-01-01": "2028-12-31", "2031-01-01": "2028-12-31"} {
		if got := c.KnownOn(day(t, known)).AnnouncedUntil(); got != day(t, want) {
			t.Errorf("on %s announced until %s, want %s", known, got, want)
		}
	}
	monday := day(t, "2024-01-15")
	early := c.With(calendar.Override{Date: monday, Name: "Moving day"}).KnownOn(day(t, "2022-01-20"))
	if h, _ := early.Holiday(monday); h.Name != "Moving day" {
		t.Errorf("the override is gone: %+v", h)
	}
	if h, _ := early.Holiday(day(t, "2024-01-01")); !h.Provisional {
		t.Errorf("2024 was not published in January 2022: %+v", h)
	}
}

// naive walks day by day, knowing only which days are Working Days.
func naive(c *calendar.Calendar, a, b calendar.Date) (days int) {
	for d := a; d.Before(b); {
		if d = d.AddDays(1); c.WorkingDay(d) {
			days++
		}
	}
	for d := a; d.After(b); {
		if d = d.AddDays(-1); c.WorkingDay(d) {
			days--
		}
	}
	return days
}

func TestBetween(t *testing.T) {
	c := calendar.Default()
	if got := c.Between(day(t, "2022-01-14"), day(t, "2022-02-04")); got != 15 {
		t.Errorf("%d Working Days, want 15", got)
	}
	rapid.Check(t, func(t *rapid.T) {
		a := dates(2013, 2032).Draw(t, "a")
		b := a.AddDays(rapid.IntRange(-400, 400).Draw(t, "days"))
		if b.Year < 2013 || b.Year > 2032 {
			b = a
		}
		if got, want := c.Between(a, b), naive(c, a, b); got != want {
			t.Errorf("%d Working Days from %s to %s, want %d", got, a, b, want)
		}
	})
}

// TestSeedWeekdays: the register of January 2022 prints a weekday for its meetings, and
// nothing in it is due on a day that is not a Working Day.
func TestSeedWeekdays(t *testing.T) {
	for weekday, texts := range map[time.Weekday]string{
		time.Monday:    "2022-01-24 2022-01-31 2022-02-07",
		time.Tuesday:   "2022-02-08 2022-02-15",
		time.Wednesday: "2022-01-26 2022-02-02 2022-02-09",
		time.Thursday:  "2022-01-20 2022-01-27 2022-02-03 2022-02-24 2022-06-30",
		time.Friday:    "2021-12-17 2022-01-14 2022-01-28 2022-02-04 2022-02-18 2023-06-30",
	} {
		for text := range strings.FieldsSeq(texts) {
			d := day(t, text)
			if d.Weekday() != weekday || !calendar.Default().WorkingDay(d) {
				t.Errorf("%s: a Working Day %v; want a %s that is one",
					d.Full(), calendar.Default().WorkingDay(d), weekday)
			}
		}
	}
}

// TestNamedHolidays are those that the reference names for tests.
func TestNamedHolidays(t *testing.T) {
	named := strings.Fields("2021-12-27 2021-12-28 2022-01-03 2022-04-15 2022-04-18 2022-05-02 " +
		"2022-06-02 2022-06-03 2022-08-29 2022-09-19 2022-12-26 2022-12-27")
	var got []string
	for d, end := day(t, "2021-12-20"), day(t, "2022-12-31"); d.Before(end); d = d.AddDays(1) {
		if _, ok := calendar.Default().Holiday(d); ok {
			got = append(got, d.String())
		}
	}
	if !slices.Equal(got, named) {
		t.Errorf("got %v, want %v", got, named)
	}
}
