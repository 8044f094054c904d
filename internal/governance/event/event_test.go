package event_test

import (
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/governance/event"
	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/governance/process"
)

const (
	staff    = "demo-secas-analyst"
	workshop = "/events/event-dcc-ipv-workshop"
	webinar  = "/events/event-credit-cover"
)

func TestMachines(t *testing.T) {
	for _, m := range []*process.Machine{event.Life, event.RegistrationLife} {
		if err := m.Check(); err != nil {
			t.Error(err)
		}
	}
}

// TestDeadline: a question is in time strictly before the deadline.
func TestDeadline(t *testing.T) {
	s := governancetest.NewSite(t)
	s.Says(webinar, "Smart DCC Credit Cover Webinar", "31 January 2022, 2pm to 2:45pm",
		"Registration open", "On this page, for those who are signed in")
	for _, each := range []struct{ at, want string }{
		{"2022-01-24T16:59:00Z", "A question that is in before 5pm on 24 January 2022 is taken"},
		{"2022-01-24T16:59:59.999999Z", "A question that is in before 5pm on 24 January 2022 is taken"},
		{"2022-01-24T17:00:00Z", "Closed at 5pm on 24 January 2022"},
		{"2022-01-24T17:01:00Z", "A question of now is only taken during the event"},
	} {
		s.At(each.at)
		s.Says(webinar, each.want)
	}
	s.At("2022-01-31T14:44:59")
	s.Says(webinar, "Live")
	s.At("2022-01-31T14:45")
	s.Says(webinar, "Over")
	s.Refused(staff, webinar+"/cancel", "Possible are: Publish what is left of it", "reason", "x")
}

// TestMoving moves, postpones and cancels a workshop.
func TestMoving(t *testing.T) {
	s := governancetest.NewSite(t)
	s.Says(workshop, "27 January 2022, 1:30pm to 5pm", "Announced", "With",
		"customerengagement@smartdcc.co.uk")
	feed := string(s.Page("", "/events").AppendICal(nil, "https://mains.example", "/events"))
	for _, want := range []string{"UID:event-credit-cover@",
		"DTSTART;TZID=Europe/London:20220131T140000",
		"DTEND;TZID=Europe/London:20220131T144500"} {
		if !strings.Contains(feed, want) {
			t.Errorf("the calendar does not say %s:\n%s", want, feed)
		}
	}
	s.Refused(staff, workshop+"/move", "another time", "reason", "x")
	s.Refused(staff, workshop+"/move", "an end that is after", "ends", "13:00", "reason", "x")
	s.Refused(staff, workshop+"/move", "has passed", "on", "2022-01-20", "starts", "09:00", "reason",
		"x")
	s.Refused(staff, workshop+"/move", "Enter a time such as", "starts", "13-30", "reason", "x")
	s.Do(staff, workshop+"/move", "on", "2022-02-03", "reason", "The speaker is ill")
	s.Says(workshop, "3 February 2022, 1:30pm to 5pm", "The speaker is ill")
	s.Do(staff, workshop+"/postpone", "reason", "The speaker is still ill")
	s.Says(workshop, "a new time is not known", "Postponed", "Was to be", "Thursday 3 February 2022")
	s.Says("/events", "To come", "Security Assessment", "Postponed", "Initial Pallet Validation")
	e := s.Page("", workshop).List.Entries[0]
	if !e.Cancelled || e.Sequence != 2 {
		t.Errorf("the calendar says %+v of what was postponed", e)
	}
	s.Do(staff, workshop+"/move", "on", "2022-03-03", "reason", "The speaker is well")
	s.Says(workshop, "3 March 2022, 1:30pm to 5pm", "Announced")
	s.Do(staff, workshop+"/cancel", "reason", "Too few people")
	s.Says(workshop, "Cancelled", "Why it was cancelled", "Too few people")
	s.Says("/events", "To come", "Security Assessment", "Cancelled", "Initial Pallet Validation")
	e = s.Page("", workshop).List.Entries[0]
	if !e.Cancelled || e.Sequence != 4 {
		t.Errorf("the calendar says %+v of what was cancelled", e)
	}
}

// adds adds a webinar, announced, and gives its address. Of a field that is given twice the first
// value counts.
func adds(s governancetest.Site, pairs ...string) string {
	to := string(s.Do(staff, "/events/new", append(pairs, "title", "Demo webinar", "kind", "webinar",
		"mode", "online", "on", "2022-06-10", "starts", "10:00", "ends", "11:00", "registration",
		"open")...).To)
	s.Do(staff, to+"/announce")
	return to
}

// TestDraft: an event is the administrator's own until it is announced.
func TestDraft(t *testing.T) {
	s := governancetest.NewSite(t)
	plain := []string{"title", "Demo webinar", "kind", "webinar", "mode", "online", "on", "2022-02-10",
		"starts", "10:00", "ends", "11:00"}
	for _, each := range []struct{ want, field, value string }{
		{"an instant before the event", "until", "2022-02-10"},
		{"an instant before the event", "closes", "2022-02-11"},
		{"an instant before registration closes", "opens", "2022-02-11"},
		{"enter a number", "seats", "none"}, {"a whole number", "seats", "0"},
	} {
		s.Refused(staff, "/events/new", each.want, append(plain, each.field, each.value)...)
	}
	to := string(s.Do(staff, "/events/new", append(plain, "until", "2022-02-08", "live", "yes")...).To)
	if _, err := s.View("", to); err == nil {
		t.Error("everybody sees a draft")
	}
	if text := s.Text(staff, "/events"); !strings.Contains(text, "Not announced yet Demo webinar") {
		t.Errorf("no draft in %s", text)
	}
	s.Do(staff, to+"/change", "covers", "One\r\nTwo", "until-time", "12:00", "starts", "10:30")
	s.Do(staff, to+"/announce")
	s.Says(to, "10 February 2022, 10:30am to 11am", "before midday on 8 February 2022",
		"are taken as well", "One", "Two")
	s.Refused(staff, to+"/announce", "Announced")
}
