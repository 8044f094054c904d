package calendar_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"pgregory.net/rapid"
)

// day reads a date that the test states.
func day(t testing.TB, text string) calendar.Date {
	t.Helper()
	d, err := calendar.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// dates draws days from year to year.
func dates(from, to int) *rapid.Generator[calendar.Date] {
	return rapid.Custom(func(t *rapid.T) calendar.Date {
		first := calendar.Date{Year: from, Month: time.January, Day: 1}
		days := time.Date(to+1, 1, 1, 0, 0, 0, 0, time.UTC).
			Sub(time.Date(from, 1, 1, 0, 0, 0, 0, time.UTC)) / (24 * time.Hour)
		return first.AddDays(rapid.IntRange(0, int(days)-1).Draw(t, "days"))
	})
}

func TestParseDate(t *testing.T) {
	for _, tt := range []struct{ text, refused string }{
		{text: "2022-01-28"},
		{text: "2024-02-29"},
		{text: "0001-01-01"},
		{text: "9999-12-31"},
		{"2022-02-29", "no such day"},
		{"2022-13-01", "no such day"},
		{"2022-00-10", "no such day"},
		{"0000-01-01", "no such day"},
		{"", "as in 2022-01-28"},
		{"2022-1-28", "as in 2022-01-28"},
		{"28-01-2022", "as in 2022-01-28"},
		{"28/01/2022", "as in 2022-01-28"},
		{"2022/01/28", "as in 2022-01-28"},
		{" 2022-01-28", "as in 2022-01-28"},
		{"2022-01-28T17:00", "as in 2022-01-28"},
		{"12022-01-28", "as in 2022-01-28"},
		{"２022-01-2", "as in 2022-01-28"},
	} {
		d, err := calendar.ParseDate(tt.text)
		switch {
		case tt.refused == "" && (err != nil || d.String() != tt.text):
			t.Errorf("ParseDate(%q) = %v, %v: want it back", tt.text, d, err)
		case tt.refused != "" && (err == nil || !strings.Contains(err.Error(), tt.refused)):
			t.Errorf("ParseDate(%q) = %v, %v: want an error with %q", tt.text, d, err, tt.refused)
		case tt.refused != "" && !d.IsZero():
			t.Errorf("ParseDate(%q) = %v with an error: want no date", tt.text, d)
		}
	}
}

func FuzzParseDate(f *testing.F) {
	for _, text := range []string{"2022-01-28", "2022-02-30", "0000-00-00", "2022-1-28", "", "-"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := calendar.ParseDate(text)
		if err != nil {
			return
		}
		if d.String() != text || d.IsZero() || d.AddDays(1).AddDays(-1) != d {
			t.Errorf("%q is read as %#v, written %q", text, d, d)
		}
	})
}

func TestDateTexts(t *testing.T) {
	for _, tt := range []struct{ iso, long, full string }{
		{"2022-02-04", "4 February 2022", "Friday 4 February 2022"},
		{"2022-12-26", "26 December 2022", "Monday 26 December 2022"},
		{"0987-06-05", "5 June 987", "Tuesday 5 June 987"},
	} {
		d := day(t, tt.iso)
		if d.Long() != tt.long || d.Full() != tt.full {
			t.Errorf("%s: %q, %q: want %q, %q", tt.iso, d.Long(), d.Full(), tt.long, tt.full)
		}
	}
}

func TestNoDate(t *testing.T) {
	var none calendar.Date
	if none.String()+none.Long()+none.Full() != "" {
		t.Errorf("no date is written %q, %q, %q", none, none.Long(), none.Full())
	}
	if !none.AddDays(3).IsZero() || !none.Start().IsZero() || !none.At(17, 0).IsZero() ||
		!calendar.CloseOfDay(none).IsZero() || !calendar.DateOf(time.Time{}).IsZero() {
		t.Error("no date becomes one")
	}
	if first := day(t, "0001-01-01"); !none.Before(first) || !first.After(none) {
		t.Error("no date does not come before all dates")
	}
}

func TestDateJSON(t *testing.T) {
	type record struct {
		On    calendar.Date                   `json:"on"`
		Until calendar.Date                   `json:"until"`
		Names map[calendar.Date]string        `json:"names"`
		Maybe *calendar.Date                  `json:"maybe"`
		Left  calendar.Date                   `json:"left,omitzero"`
		Hours map[string]calendar.Minutes     `json:"hours"`
		Never map[calendar.Date]calendar.Date `json:"never,omitempty"`
	}
	const text = `{"on":"2022-01-28","until":"","names":{"2022-04-15":"Good Friday"},` +
		`"maybe":null,"hours":{"closes":"17:00"}}`
	var r record
	if err := json.Unmarshal([]byte(text), &r); err != nil {
		t.Fatal(err)
	}
	if r.On != day(t, "2022-01-28") || !r.Until.IsZero() ||
		r.Names[day(t, "2022-04-15")] != "Good Friday" || r.Hours["closes"] != 17*60 {
		t.Errorf("read %+v", r)
	}
	if got, err := json.Marshal(r); err != nil || string(got) != text {
		t.Errorf("wrote %s, %v: want %s", got, err, text)
	}

	before := r.On
	if err := json.Unmarshal([]byte(`{"on":"2022-02-30"}`), &r); err == nil || r.On != before {
		t.Errorf("30 February: %v, %v: want an error and nothing changed", r.On, err)
	}
	for _, d := range []calendar.Date{{Year: 2022, Month: 2, Day: 30}, {Year: 2022}, {Day: 1},
		{Year: 10000, Month: 1, Day: 1}} {
		if text, err := d.MarshalText(); err == nil {
			t.Errorf("%#v is written %s: want an error", d, text)
		}
	}
}

// TestDateOrder holds comparing and counting to time.Time.
func TestDateOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := dates(1, 9999).Draw(t, "a"), dates(1, 9999).Draw(t, "b")
		n := rapid.IntRange(-100_000, 100_000).Draw(t, "n")
		at := func(d calendar.Date) time.Time {
			return time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, time.UTC)
		}
		if a.Compare(b) != at(a).Compare(at(b)) || a.Before(b) != at(a).Before(at(b)) ||
			a.After(b) != at(a).After(at(b)) || (a == b) != at(a).Equal(at(b)) {
			t.Errorf("%s and %s are ordered otherwise than their instants", a, b)
		}
		if got, want := a.AddDays(n), at(a).AddDate(0, 0, n); !at(got).Equal(want) {
			t.Errorf("%s and %d days is %s, want %s", a, n, got, want)
		}
		if a.Weekday() != at(a).Weekday() {
			t.Errorf("%s is a %s, want %s", a, a.Weekday(), at(a).Weekday())
		}
	})
}
