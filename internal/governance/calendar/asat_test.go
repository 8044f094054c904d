package calendar_test

import (
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
)

func TestParseAsAt(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"2022-01-20", "2022-01-20T00:00:00Z"},
		{"2022-06-30", "2022-06-29T23:00:00Z"},
		{"2022-01-20T10:00", "2022-01-20T10:00:00Z"},
		{"2022-01-20T10:00:30", "2022-01-20T10:00:30Z"},
		{"2022-06-30T10:00", "2022-06-30T09:00:00Z"},
		{"2022-01-20T10:00:00Z", "2022-01-20T10:00:00Z"},
		{"2022-01-20T10:00:00+01:00", "2022-01-20T09:00:00Z"},
		{"2022-01-20T10:00:00.5Z", "2022-01-20T10:00:00.5Z"},
		{"2022-01-20T10:00:00 01:00", "2022-01-20T09:00:00Z"}, // + in a web address
		{"2022-01-20 10:00", "2022-01-20T10:00:00Z"},
		{"20/01/2022", "2022-01-20T00:00:00Z"},
		{"1/7/2022", "2022-06-30T23:00:00Z"},
		{"20 January 2022", "2022-01-20T00:00:00Z"},
		{"20 jan 2022", "2022-01-20T00:00:00Z"},
		{" 20 January  2022, 10:00 ", "2022-01-20T10:00:00Z"},
		{"30/06/2022 9:30", "2022-06-30T08:30:00Z"},
		{"30 June 2022 1:30pm", "2022-06-30T12:30:00Z"},
		{"5pm on 28 January 2022", "2022-01-28T17:00:00Z"},
		{"2022-03-27", "2022-03-27T00:00:00Z"},
		{"2022-03-27T00:59:59", "2022-03-27T00:59:59Z"},
		{"2022-03-27T02:00", "2022-03-27T01:00:00Z"},
		{"2022-03-27T01:30:00Z", "2022-03-27T01:30:00Z"}, // half past two
		{"2022-10-30T01:30", "2022-10-30T00:30:00Z"},     // the first of two
		{"2022-10-30T01:30:00Z", "2022-10-30T01:30:00Z"}, // the second
	} {
		got, err := calendar.ParseAsAt(tt.text)
		if err != nil || !got.Equal(at(t, tt.want)) || got.Location() != time.UTC {
			t.Errorf("ParseAsAt(%q) = %s, %v: want %s", tt.text, got, err, tt.want)
		}
	}
}

func TestParseAsAtRefuses(t *testing.T) {
	const forms = "write a day as in 20 January 2022, 20/01/2022 or 2022-01-20, " +
		"or a day with a time in London as in 20 January 2022, 10:00 or 2022-01-20T10:00"
	for _, tt := range []struct{ text, want string }{
		{"", forms},
		{"now", forms},
		{"01/20/2022", forms},
		{"30/02/2022", forms},
		{"20/01/22", forms},
		{"20 January", forms},
		{"20 January 2022 25:00", forms},
		{"1:30am on 27 March 2022", "never showed 1:30am on 27 March 2022"},
		{"2022-01", forms},
		{"2022-1-20T9:00", forms},
		{"2022-01-20t10:00", forms},
		{"2022-01-20T9:00", forms},
		{"2022-01-20T24:00", forms},
		{"2022-01-20T10:60", forms},
		{"2022-01-20T10:00Z", forms},
		{"2022-01-20T10:00:60", forms},
		{"2022-01-20T9:00:00Z", forms},
		{"2022-01-20T10:00 01:00", forms},
		{"2022-01-20T10:00:00,5Z", forms},
		{"2022-01-20T9:00:00+01:00", forms},
		{"2022-01-20T10:00:00+25:00", forms},
		{"2022-02-30T10:00", forms},
		{"0000-12-31T10:00", forms},
		{"9999-12-31T23:59:59-01:00", forms},
		{"2022-02-30", "2022-02-30: there is no such day"},
		{"2022-03-27T01:00", "add an offset, as in 2022-03-27T01:00:00Z"},
		{"2022-03-27T01:59:59", "add an offset, as in 2022-03-27T01:59:59Z"},
		{"2032-03-28T01:30", "never showed 2032-03-28T01:30"},
	} {
		got, err := calendar.ParseAsAt(tt.text)
		if err == nil || !strings.Contains(err.Error(), tt.want) || !got.IsZero() {
			t.Errorf("ParseAsAt(%q) = %s, %v: want an error with %q", tt.text, got, err, tt.want)
		}
	}
}

// FuzzParseAsAt: what is read can be written, and is what the clocks of London show.
func FuzzParseAsAt(f *testing.F) {
	for _, text := range []string{"2022-01-20", "2022-01-20T10:00", "2022-01-20T10:00:30",
		"2022-01-20T10:00:00Z", "2022-01-20T10:00:00.25+01:00", "2022-03-27T01:30",
		"20/01/2022", "20 January 2022, 10:00", "5pm on 28 January 2022", "2022-01-20T10:00:00 01:00",
		"2022-10-30T01:30", "0001-01-01", "9999-12-31T23:59:59-01:00", "now"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, err := calendar.ParseAsAt(text)
		if err != nil {
			return
		}
		if again, err := calendar.ParseAsAt(got.Format(time.RFC3339Nano)); err != nil ||
			!again.Equal(got) {
			t.Errorf("%q is read as %s, which is read as %s, %v", text, got, again, err)
		}
		shown := got.In(calendar.London())
		for _, layout := range []string{"2006-01-02", "2006-01-02T15:04", "2006-01-02T15:04:05"} {
			if _, err := time.Parse(layout, text); err == nil && len(text) == len(layout) &&
				shown.Format(layout) != text {
				t.Errorf("%q is read as %s", text, shown)
			}
		}
	})
}
