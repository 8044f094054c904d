package event_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/governance/governancetest"
)

// ical is the calendar of a page, its lines not folded.
func ical(s governancetest.Site, who, at string) string {
	text := string(s.Page(who, at).AppendICal(nil, "https://mains.example", "/"))
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n ", ""), "\r\n", "\n")
}

// TestCalendar: the calendar of an event changes when the event does, and tells how to join, and
// reminds, only who has a seat.
func TestCalendar(t *testing.T) {
	s := governancetest.NewSite(t)
	at := adds(s, "seats", "1", "join", "https://call.example/7k2m", "until", "2022-06-08")
	registers(s, crowd[0], at)
	registers(s, crowd[1], at)
	mine, others := ical(s, crowd[0], at), ical(s, crowd[1], at)
	for _, want := range []string{"UID:" + strings.TrimPrefix(at, "/events/") + "@mains.example",
		"DTSTART;TZID=Europe/London:20220610T100000", "SEQUENCE:0", "STATUS:CONFIRMED",
		"LOCATION:https://call.example/7k2m", `\nHow to join: https://call.example/7k2m`,
		"TRIGGER;VALUE=DATE-TIME:20220609T080000Z", "TRIGGER;VALUE=DATE-TIME:20220610T084500Z",
		"DTSTART;TZID=Europe/London:20220608T170000", "TRIGGER;VALUE=DATE-TIME:20220530T080000Z"} {
		if !strings.Contains(mine, want) {
			t.Errorf("no %s in\n%s", want, mine)
		}
	}
	for _, text := range []string{others, ical(s, "", at), ical(s, staff, at), ical(s, "", "/events"),
		ical(s, crowd[0], "/events")} {
		if strings.Contains(text, "call.example") {
			t.Errorf("how to join is told in\n%s", text)
		}
	}
	stable := func(text string) (ids []string) {
		for line := range strings.Lines(text) {
			if strings.HasPrefix(line, "UID:") {
				ids = append(ids, strings.TrimSpace(line))
			}
		}
		return ids
	}
	for i, step := range []struct {
		path  string
		pairs []string
		want  []string
	}{
		{"/change", []string{"venue", "1 High Street", "mode", "in_person"},
			[]string{"SEQUENCE:1", "LOCATION:1 High Street", "STATUS:CONFIRMED"}},
		{"/move", []string{"on", "2022-06-17", "reason", "x"},
			[]string{"SEQUENCE:2", "DTSTART;TZID=Europe/London:20220617T100000"}},
		{"/postpone", []string{"reason", "x"}, []string{"SEQUENCE:3", "STATUS:CANCELLED"}},
		{"/move", []string{"on", "2022-06-24", "reason", "x"},
			[]string{"SEQUENCE:4", "20220624T100000", "STATUS:CONFIRMED"}},
		{"/cancel", []string{"reason", "x"}, []string{"SEQUENCE:5", "STATUS:CANCELLED"}},
	} {
		s.At("2022-01-21T10:0" + string(rune('0'+i)))
		s.Do(staff, at+step.path, step.pairs...)
		text := ical(s, crowd[0], at)
		for _, want := range step.want {
			if !strings.Contains(text, want) {
				t.Errorf("after %s no %s in\n%s", step.path, want, text)
			}
		}
		if !slices.Equal(stable(text), stable(mine)) {
			t.Errorf("after %s it is another event: %s", step.path, stable(text))
		}
	}
	if text := ical(s, crowd[0], at); strings.Contains(text, "VALARM") {
		t.Errorf("a calendar reminds of what is cancelled:\n%s", text)
	}
}

// TestClockChanges: an event on a day on which London's clock changes is at the time that it says.
func TestClockChanges(t *testing.T) {
	s := governancetest.NewSite(t)
	for _, each := range []struct{ on, says, utc, local string }{
		{"2022-03-27", "27 March 2022, 10am to 11am", "2022-03-27T09:00:00Z", "20220327T100000"},
		{"2022-10-30", "30 October 2022, 10am to 11am", "2022-10-30T10:00:00Z", "20221030T100000"},
		{"2022-10-29", "29 October 2022, 10am to 11am", "2022-10-29T09:00:00Z", "20221029T100000"},
	} {
		at := adds(s, "on", each.on)
		s.Says(at, each.says)
		entry := s.Page("", at).List.Entries[0]
		if got := entry.Starts.UTC().Format("2006-01-02T15:04:05Z"); got != each.utc {
			t.Errorf("%s: starts at %s, want %s", each.on, got, each.utc)
		}
		if text := ical(s, "", at); !strings.Contains(text,
			"DTSTART;TZID=Europe/London:"+each.local+"\n") {
			t.Errorf("%s: no %s in\n%s", each.on, each.local, text)
		}
	}
	first := adds(s)
	s.Do(staff, first+"/move", "on", "2022-10-30", "starts", "01:30", "reason", "x") // there twice
	if got := s.Page("", first).List.Entries[0].Starts.UTC().Format("15:04"); got != "00:30" {
		t.Errorf("1:30am on 30 October is %s, want 00:30", got)
	}
	const skipped = "1:30am on 27 March 2022 does not exist: the clocks go forward at 1am"
	s.Refused(staff, first+"/move", skipped, "on", "2022-03-27", "starts", "01:30", "reason", "x")
	s.Refused(staff, first+"/move", skipped, "on", "2022-03-27", "starts", "00:30", "ends", "01:30",
		"reason", "x")
	s.Refused(staff, first+"/change", skipped, "until", "2022-03-27", "until-time", "01:30")
	s.Do(staff, first+"/move", "on", "2022-03-27", "starts", "00:59", "ends", "02:00", "reason", "x")
	s.Says(first, "27 March 2022, 12:59am to 2am")
}
