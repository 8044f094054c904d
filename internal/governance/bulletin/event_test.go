package bulletin_test

import (
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/governance/governancetest"
)

// TestQuestions: a question is in time strictly before the deadline.
func TestQuestions(t *testing.T) {
	s := governancetest.NewSite(t)
	const webinar = "/events/event-credit-cover"
	s.Says(webinar, "Smart DCC Credit Cover Webinar", "31 January 2022, 2pm to 2:45pm", "Announced",
		"Where to register is", "not known")
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
	s.Refused(staff, webinar+"/cancel", "Nothing is possible any more", "reason", "x")
}

func TestEvents(t *testing.T) {
	s := governancetest.NewSite(t)
	const workshop = "/events/event-dcc-ipv-workshop"
	s.Says(workshop, "27 January 2022, 1:30pm to 5pm", "With", "customerengagement@smartdcc.co.uk")
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
	s.Do(staff, workshop+"/cancel", "reason", "Too few places")
	s.Says(workshop, "Cancelled", "Why it was cancelled", "Too few places")
	s.Says("/events", "To come", "Security Assessment", "Cancelled", "Initial Pallet Validation")
	e := s.Page("", workshop).List.Entries[0]
	if !e.Cancelled || e.Sequence != 2 {
		t.Errorf("the calendar says %+v", e)
	}
	s.Refused(staff, "/events/new", "an instant before the event", "title", "Demo", "kind", "webinar",
		"mode", "online", "on", "2022-02-10", "starts", "10:00", "ends", "11:00", "until", "2022-02-10")
	to := string(s.Do(staff, "/events/new", "title", "Demo webinar", "kind", "webinar", "mode",
		"online",
		"on", "2022-06-10", "starts", "10:00", "ends", "11:00", "until", "2022-06-08", "live", "yes").To)
	s.Says(to, "10 June 2022, 10am to 11am", "before 5pm on 8 June 2022", "are taken as well")
	s.Do(staff, to+"/change", "covers", "One\r\nTwo", "until-time", "12:00")
	s.Says(to, "before midday on 8 June 2022", "One", "Two")
}
