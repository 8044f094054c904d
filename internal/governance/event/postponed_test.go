package event_test

import (
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/page"
)

const noTimeYet = "which was postponed and has no new time yet"

// TestPostponed: an event that is postponed has not begun and is not over when its old day has
// passed. Who waits moves up, and is told that a new time is not known, and not how to join.
func TestPostponed(t *testing.T) {
	s := opens(t)
	at := adds(s.Site, "seats", "2", "until", "2022-06-07", "join", "https://call.example/7k2m",
		"live", "yes")
	_, first := registers(s.Site, crowd[0], at)
	guest := s.comes(at, "guest@elsewhere.example")
	registers(s.Site, crowd[1], at)
	registers(s.Site, crowd[2], at)
	s.Do(staff, at+"/postpone", "reason", "Ill")
	s.fresh("guest@elsewhere.example")
	s.At("2022-07-01T10:00")
	s.Says(at, "Postponed: a new time is not known", "Was to be", "A question of now is taken")
	s.Says("/events", "Postponed", "Demo webinar", "Postponed: a new time is not known")
	asked, _ := asks(s.Site, crowd[0], at, "When is it?")
	if !strings.Contains(asked, "into the presentation") {
		t.Errorf("who asks is told %q", asked)
	}
	s.Refused(crowd[3], at+"/register", "This event was postponed")
	s.Refused(staff, at+"/attendance", "The event was postponed")
	s.Refused(staff, at+"/publish", "Postponed")

	s.Do(crowd[0], first+"/cancel")
	promoted := notices(t, s.Site, "event_promoted")
	if len(promoted) != 1 || promoted[0].Person != crowd[1] ||
		!strings.HasSuffix(promoted[0].Why, "it is yours: “Demo webinar”, "+noTimeYet) ||
		promoted[0].Text != "You keep the seat, and are told when a new time is known." {
		t.Errorf("who moved up is told %+v", promoted)
	}
	s.Do("", link(t, guest, "cancel"))
	s.fresh("guest@elsewhere.example")
	if promoted := notices(t, s.Site, "event_promoted"); len(promoted) != 2 {
		t.Errorf("when a guest cancels %d have moved up", len(promoted))
	}
	s.Do(staff, at+"/change", "join", "https://call.example/9x")
	if told := notices(t, s.Site, "event_join"); len(told) != 0 {
		t.Errorf("how to join is told before there is a time: %+v", told)
	}
	says(t, s.Site, crowd[1], at, []string{"You have a seat"}, "call.example")

	s.Do(staff, at+"/move", "on", "2022-09-05", "until", "2022-09-01", "reason", "Well")
	says(t, s.Site, crowd[1], at, []string{"5 September 2022", "How to join: https://call.example/9x"})
	s.At("2022-09-05T11:00")
	s.Says(at, "Over")
}

// TestCancelledLater: who is registered for what was postponed and is cancelled is told no time.
func TestCancelledLater(t *testing.T) {
	s := governancetest.NewSite(t)
	at := adds(s)
	_, mine := registers(s, crowd[0], at)
	s.Do(staff, at+"/postpone", "reason", "Ill")
	s.Do(staff, at+"/cancel", "reason", "Still ill")
	told := notices(t, s, "event_cancelled")
	if len(told) != 1 || told[0].Why != "“Demo webinar”, "+noTimeYet+", was cancelled" {
		t.Errorf("cancelled: %+v", told)
	}
	s.Says(at, "10 June 2022, 10am to 11am", "Cancelled", "Was to be")
	s.At("2022-06-10T10:00")
	s.Refused(crowd[0], mine+"/cancel", "was cancelled, and was to begin at 10am on 10 June 2022")
}

// TestJoinIsOfNow: pages as at another moment do not say how to join: who had a seat then may have
// none now, and the event may be over.
func TestJoinIsOfNow(t *testing.T) {
	s := opens(t)
	at := adds(s.Site, "join", "https://call.example/7k2m")
	_, mine := registers(s.Site, crowd[0], at)
	theirs := link(t, s.comes(at, "guest@elsewhere.example"), "of")
	seated := s.Code.Now()
	pages := []struct{ who, at string }{{crowd[0], at}, {crowd[0], mine}, {"", theirs}}
	shown := func(v *page.View, err error, at string) string {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		json, err := v.AppendJSON(nil)
		if err != nil {
			t.Fatal(err)
		}
		html := governancetest.Main(v, at)
		if !strings.Contains(html, "seat") && !strings.Contains(html, "Registered") {
			t.Errorf("%s does not say that there was a seat: %s", at, html)
		}
		if v.List != nil {
			html += string(v.AppendICal(nil, "https://mains.example", "/"))
		}
		return html + string(json)
	}
	for _, each := range pages {
		v, err := s.View(each.who, each.at)
		if !strings.Contains(shown(v, err, each.at), "call.example") {
			t.Errorf("%s does not say how to join", each.at)
		}
	}
	s.Do(crowd[0], mine+"/cancel")
	s.At("2022-06-10T11:00")
	for _, each := range pages {
		v, err := s.ViewAsAt(each.who, each.at, seated, seated)
		if text := shown(v, err, each.at); strings.Contains(text, "call.example") {
			t.Errorf("%s as it was says how to join: %s", each.at, text)
		}
	}
}

// TestOver: an event that is over, or was cancelled, invites nobody to ask or to come.
func TestOver(t *testing.T) {
	s := governancetest.NewSite(t)
	at := adds(s, "until", "2022-06-07", "live", "yes")
	s.At("2022-06-08T10:00")
	s.Says(at, "A question of now is only taken during the event", "are taken as well")
	s.At("2022-06-10T11:00")
	says(t, s, crowd[0], at, []string{"Closed at 5pm on 7 June 2022"}, "question of now",
		"are taken", "Ask a question")
	says(t, s, "", workshop, []string{"The event is over"}, "Register", "customerengagement")
}
