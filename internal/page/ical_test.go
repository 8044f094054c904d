package page_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/mains-energy/mains/internal/page"
)

// component is a part of a calendar.
type component struct {
	name       string
	properties map[string]string // by name with parameters
	parts      []*component
}

// property is the name of one, with its parameters.
var property = regexp.MustCompile(`^[A-Z-]+(;[A-Z]+=[A-Za-z/-]+)*$`)

// readICal reads a calendar as strictly as RFC 5545 is written.
func readICal(text string) (*component, error) {
	text, ended := strings.CutSuffix(text, "\r\n")
	if !ended {
		return nil, fmt.Errorf("the last line is not ended")
	}
	var lines []string
	for i, line := range strings.Split(text, "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) {
			return nil, fmt.Errorf("line %d has %d octets, or a cut character: %q", i, len(line), line)
		}
		if strings.ContainsFunc(line, func(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f }) {
			return nil, fmt.Errorf("line %d has a control in it: %q", i, line)
		}
		if rest, folded := strings.CutPrefix(line, " "); folded && len(lines) > 0 {
			lines[len(lines)-1] += rest
		} else {
			lines = append(lines, line)
		}
	}
	root := &component{}
	open := []*component{root}
	for _, line := range lines {
		name, value, found := strings.Cut(line, ":")
		last := open[len(open)-1]
		switch {
		case !found || !property.MatchString(name):
			return nil, fmt.Errorf("no property: %q", line)
		case name == "BEGIN":
			c := &component{name: value, properties: map[string]string{}}
			last.parts = append(last.parts, c)
			open = append(open, c)
		case name == "END":
			if len(open) == 1 || last.name != value {
				return nil, fmt.Errorf("END:%s in %s", value, last.name)
			}
			open = open[:len(open)-1]
		case len(open) == 1:
			return nil, fmt.Errorf("%q stands outside", line)
		default:
			if _, twice := last.properties[name]; twice {
				return nil, fmt.Errorf("%s twice in %s", name, last.name)
			}
			last.properties[name] = value
		}
	}
	if len(open) != 1 || len(root.parts) != 1 || root.parts[0].name != "VCALENDAR" {
		return nil, fmt.Errorf("want one whole VCALENDAR")
	}
	return root.parts[0], nil
}

// plain resolves the escapes of text.
func plain(text string) string {
	return strings.NewReplacer(`\\`, `\`, `\;`, ";", `\,`, ",", `\n`, "\n").Replace(text)
}

// events reads the events of a list.
func events(t interface{ Fatalf(string, ...any) }, list *page.List) []map[string]string {
	text := string((&page.View{Title: "Dates", List: list}).AppendICal(nil, base, "/events"))
	calendar, err := readICal(text)
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	var found []map[string]string
	for _, part := range calendar.parts[1:] {
		if part.name != "VEVENT" {
			t.Fatalf("%s among the events", part.name)
		}
		found = append(found, part.properties)
	}
	return found
}

func TestICal(t *testing.T) {
	winter, summer := day(2022, 2, 4, 17), day(2022, 7, 5, 9)
	got := events(t, &page.List{Entries: []page.Entry{
		{ID: "closing", Title: "Closes; at, 5\\pm\nsharp", To: "/c/1?a=1,2", Starts: winter,
			Updated: day(2022, 1, 14, 9), Sequence: 3},
		{ID: "meeting", Title: "Panel", Summary: "In person", Starts: summer,
			Ends: summer.Add(2 * time.Hour), Cancelled: true},
		{ID: "release", Title: "Release", Day: "2022-02-24"},
		{ID: "undated", Title: "No date"},
		{ID: "unread", Title: "No day", Day: "soon"},
		{ID: "again", Starts: time.Date(2022, 10, 30, 1, 30, 0, 0, time.UTC)},
		{ID: "once", Starts: time.Date(2022, 10, 30, 0, 30, 0, 0, time.UTC)},
		{ID: "old", Starts: time.Date(1990, 7, 1, 12, 0, 0, 0, time.UTC)},
		{ID: "backwards", Starts: winter, Ends: winter.Add(-time.Hour)},
	}})
	const at = ";TZID=Europe/London"
	want := []map[string]string{
		{"UID": "closing@mains.example", "DTSTAMP": "20220114T090000Z", "SEQUENCE": "3",
			"LAST-MODIFIED": "20220114T090000Z", "DTSTART" + at: "20220204T170000",
			"TRANSP": "TRANSPARENT", "SUMMARY": `Closes\; at\, 5\\pm\nsharp`,
			"URL": "https://mains.example/c/1?a=1,2", "STATUS": "CONFIRMED"},
		{"UID": "meeting@mains.example", "DTSTART" + at: "20220705T100000",
			"DTEND" + at: "20220705T120000", "SUMMARY": "Panel", "DESCRIPTION": "In person",
			"STATUS": "CANCELLED"},
		{"UID": "release@mains.example", "DTSTART;VALUE=DATE": "20220224",
			"TRANSP": "TRANSPARENT", "SUMMARY": "Release"},
		{"UID": "again@mains.example", "DTSTART": "20221030T013000Z", "SUMMARY": "Untitled"},
		{"UID": "once@mains.example", "DTSTART" + at: "20221030T013000"},
		{"UID": "old@mains.example", "DTSTART": "19900701T120000Z"},
		{"UID": "backwards@mains.example", "DTSTART" + at: "20220204T170000"},
	}
	if len(got) != len(want) {
		t.Fatalf("got %d events, want %d", len(got), len(want))
	}
	for i := range want {
		for name, value := range want[i] {
			if got[i][name] != value {
				t.Errorf("event %d: %s is %q, want %q", i, name, got[i][name], value)
			}
		}
	}
	for _, name := range []string{"DTEND", "DTEND" + at} {
		if _, found := got[6][name]; found {
			t.Error("an event ends before it starts")
		}
	}
	if _, busy := got[1]["TRANSP"]; busy {
		t.Error("a meeting takes no time")
	}
}

// TestAlarms: a calendar reminds of what is held, and not of what is cancelled.
func TestAlarms(t *testing.T) {
	e := page.Entry{ID: "closing", Title: "Closes", Starts: day(2022, 7, 5, 16), Place: "1 High Street",
		Alarms: []time.Time{day(2022, 6, 28, 8), day(2022, 7, 4, 8)}}
	for _, e.Cancelled = range []bool{false, true} {
		text := string((&page.View{List: &page.List{Entries: []page.Entry{e}}}).AppendICal(nil, base, "/"))
		calendar, err := readICal(text)
		if err != nil {
			t.Fatalf("%v in\n%s", err, text)
		}
		event := calendar.parts[1]
		if event.properties["LOCATION"] != "1 High Street" {
			t.Errorf("it is held at %q", event.properties["LOCATION"])
		}
		var at []string
		for _, alarm := range event.parts {
			if alarm.name != "VALARM" || alarm.properties["ACTION"] != "DISPLAY" ||
				alarm.properties["DESCRIPTION"] != "Closes" {
				t.Errorf("got %+v", alarm)
			}
			at = append(at, alarm.properties["TRIGGER;VALUE=DATE-TIME"])
		}
		want := "[20220628T080000Z 20220704T080000Z]"
		if e.Cancelled {
			want = "[]"
		}
		if got := fmt.Sprint(at); got != want {
			t.Errorf("cancelled %v: alarms at %s, want %s", e.Cancelled, got, want)
		}
	}
}

// TestICalHead holds the calendar to what it says of itself and of London's clock.
func TestICalHead(t *testing.T) {
	text := string(sampleList(3).AppendICal(nil, base, "/consultations"))
	calendar, err := readICal(text)
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range map[string]string{"VERSION": "2.0", "METHOD": "PUBLISH",
		"NAME": "Consultations", "X-WR-CALNAME": "Consultations", "CALSCALE": "GREGORIAN",
		"PRODID": "-//mains//register//EN", "URL": base + "/consultations"} {
		if calendar.properties[name] != value {
			t.Errorf("%s is %q, want %q", name, calendar.properties[name], value)
		}
	}
	zone := calendar.parts[0]
	if zone.name != "VTIMEZONE" || zone.properties["TZID"] != "Europe/London" || len(zone.parts) != 2 {
		t.Errorf("got %+v", zone)
	}
	if got := calendar.parts[3].properties["STATUS"]; got != "CANCELLED" {
		t.Errorf("the third consultation is %s", got)
	}
	if got := (&page.View{}).AppendICal([]byte("x"), base, "/"); string(got) != "x" {
		t.Errorf("got %s", got)
	}
}

// TestZone holds the rules of the calendar's zone to what Go knows of London.
func TestZone(t *testing.T) {
	london, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	lastSunday := func(year int, month time.Month) time.Time {
		d := time.Date(year, month+1, 0, 1, 0, 0, 0, time.UTC)
		return d.AddDate(0, 0, -int(d.Weekday()))
	}
	for year := 1997; year < 2038; year++ {
		for month, after := range map[time.Month]string{time.March: "BST", time.October: "GMT"} {
			change := lastSunday(year, month)
			before, _ := change.Add(-time.Second).In(london).Zone()
			name, _ := change.In(london).Zone()
			if before == name || name != after {
				t.Errorf("%s: from %s to %s", change, before, name)
			}
		}
	}
}

// TestICalFolds holds long lines to be folded at the last octet that fits.
func TestICalFolds(t *testing.T) {
	for _, letter := range []string{"a", "é", "€", "😀"} {
		for n := 60; n < 300; n++ {
			text := strings.Repeat(letter, n)
			got := events(t, &page.List{Entries: []page.Entry{{Day: "2022-01-28", Summary: text}}})
			if got[0]["DESCRIPTION"] != text {
				t.Fatalf("%d %s: got %q", n, letter, got[0]["DESCRIPTION"])
			}
		}
	}
	long := &page.List{Entries: []page.Entry{
		{Day: "2022-01-28", Summary: strings.Repeat("a", 63+74+1)}}}
	text := string((&page.View{List: long}).AppendICal(nil, base, "/"))
	if want := "\r\n " + strings.Repeat("a", 74) + "\r\n a\r\n"; !strings.Contains(text, want) {
		t.Errorf("want %q in\n%s", want, text)
	}
}

// TestICalText holds any text to come back from a calendar as it went in.
func TestICalText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(),
			rapid.StringMatching(`[a-zé€😀\\;, \n:\x00\x7f]{1,200}`)).Draw(t, "text")
		got := events(t, &page.List{Entries: []page.Entry{{ID: text, Title: "x", Summary: text,
			Day: "2022-01-28"}}})
		want := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
		want = strings.Map(func(r rune) rune {
			if r < ' ' && r != '\n' && r != '\t' || r >= 0x7f && r < 0xa0 || r&0xfffe == 0xfffe ||
				strings.ContainsRune("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", r) {
				return utf8.RuneError
			}
			return r
		}, want)
		if back := plain(got[0]["DESCRIPTION"]); back != want {
			t.Fatalf("got %q, want %q", back, want)
		}
		if back := plain(got[0]["UID"]); back != want+"@mains.example" {
			t.Fatalf("got %q, want %q", back, want)
		}
		if text != "" && len(got[0]) != 9 {
			t.Fatalf("a property too many: %q", got[0])
		}
	})
}
