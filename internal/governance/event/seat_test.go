package event_test

import (
	"encoding/csv"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// crowd are people of Parties, each of another.
var crowd = []string{"demo-ls-a-delegate", "demo-ls-b-delegate", "demo-ls-c-delegate",
	"demo-ls-d-delegate", "demo-ls-e-delegate", "demo-ls-f-delegate", "demo-ls-g-delegate",
	"demo-ls-h-delegate", "demo-ls-i-delegate", "demo-ls-j-delegate", "demo-ls-k-delegate",
	"demo-ls-l-delegate"}

// registers registers somebody, and gives the address of their registration.
func registers(s governancetest.Site, who, at string) (*page.Done, string) {
	done := s.Do(who, at+"/register")
	return done, string(done.To)
}

// notices are why notices of a kind of event were left, in order.
func notices(t *testing.T, s governancetest.Site, event string) (all []*record.Notice) {
	t.Helper()
	r := s.Code.Register()
	now := r.Now()
	found, err := register.All[*record.Notice](r.View(t.Context(), policy.System(),
		register.Moment{So: now, Known: now}), register.Query{Key: "event", Is: event})
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(found, func(a, b *record.Notice) int { return a.Due.Compare(b.Due) })
	return found
}

// TestSeats: the thirteenth of twelve seats goes on the waiting list, and gets the first that
// becomes free.
func TestSeats(t *testing.T) {
	s := governancetest.NewSite(t)
	at := adds(s, "seats", "12", "audience", "sec_parties", "join", "https://call.example/7k2m",
		"closes", "2022-06-08", "opens", "2022-01-21", "opens-time", "09:00")
	s.Says(at, "Announced", "Registration opens at 9am on 21 January 2022")
	s.Refused(crowd[0], at+"/register", "opens at 9am on 21 January 2022")
	s.At("2022-01-21T09:00")
	s.Says(at, "Registration open", "before", "5pm on 8 June 2022", "12 of 12 left")
	var seats []string
	for i, who := range crowd {
		done, to := registers(s, who, at)
		if done.Notice != "You have a seat." {
			t.Errorf("%d: %q", i, done.Notice)
		}
		seats = append(seats, to)
	}
	s.Says(at, "Full", "None of 12 is left")
	s.Refused(crowd[3], at+"/register", "You are registered already, and have a seat")
	thirteenth, first := registers(s, "demo-ss-a-delegate", at)
	if want := "You are number 1 on the waiting list"; !strings.Contains(thirteenth.Notice, want) {
		t.Errorf("the thirteenth is told %q", thirteenth.Notice)
	}
	_, second := registers(s, "demo-ss-b-delegate", at)
	s.Refused("demo-ss-b-delegate", at+"/register", "already, as number 2 on the waiting list")
	for _, each := range []struct{ who, at, want, not string }{
		{"demo-ss-b-delegate", at, "You are number 2 on the waiting list", "call.example"},
		{"demo-ss-b-delegate", second, "Number 2 on the waiting list", "call.example"},
		{crowd[0], at, "You have a seat How to join: https://call.example/7k2m", "waiting"},
		{crowd[0], seats[0], "How to join https://call.example/7k2m", "waiting"},
		{"", at, "None of 12 is left", "call.example"},
		{"demo-gn-a-delegate", at, "None of 12 is left", "call.example"},
	} {
		text := s.Text(each.who, each.at)
		if !strings.Contains(text, each.want) ||
			strings.Contains(strings.ReplaceAll(text, "the waiting list", ""), each.not) &&
				each.not == "waiting" || each.not != "waiting" && strings.Contains(text, each.not) {
			t.Errorf("%s as %q: %s", each.at, each.who, text)
		}
	}
	s.Refused(staff, at+"/change", "at least 12", "seats", "11")
	s.Do(crowd[4], seats[4]+"/cancel")
	s.Says(at, "Full")
	if text := s.Text("demo-ss-a-delegate", first); !strings.Contains(text, "Registered") {
		t.Errorf("the first was not given the seat: %s", text)
	}
	if text := s.Text("demo-ss-b-delegate", second); !strings.Contains(text, "Number 1 on") {
		t.Errorf("the second did not come closer: %s", text)
	}
	told := notices(t, s, "event_promoted")
	if len(told) != 1 || told[0].Person != "demo-ss-a-delegate" || told[0].Topic != "requests" ||
		!strings.Contains(told[0].Why, "it is yours: “Demo webinar”, 10am to 11am on 10 June 2022") {
		t.Errorf("promoted: %+v", told)
	}
	s.Refused(crowd[4], seats[4]+"/cancel", "Cancelled")
	again, _ := registers(s, crowd[4], at)
	if !strings.Contains(again.Notice, "number 2") {
		t.Errorf("who comes back is told %q", again.Notice)
	}
	s.Do(staff, at+"/change", "seats", "20")
	s.Says(at, "Registration open", "6 of 20 left")
	if told := notices(t, s, "event_promoted"); len(told) != 3 {
		t.Errorf("%d are told of a seat, want 3", len(told))
	}
	s.At("2022-06-08T17:00")
	s.Says(at, "Registration closed", "Registration closed at 5pm on 8 June 2022")
	s.Refused("demo-ss-c-delegate", at+"/register", "Registration closed at 5pm on 8 June 2022")
	s.Do(crowd[5], seats[5]+"/cancel") // until it begins
	s.At("2022-06-10T10:00")
	s.Refused(crowd[6], seats[6]+"/cancel", "began at 10am on 10 June 2022")
}

// TestWhoMayCome: an event for some groups is for their people; one for all needs a name.
func TestWhoMayCome(t *testing.T) {
	s := governancetest.NewSite(t)
	suppliers := adds(s, "audience", "supplier_parties")
	s.Refused("demo-gn-a-delegate", suppliers+"/register", "for Supplier Parties")
	s.Refused("demo-authority-official", suppliers+"/register", "act for none of them")
	s.Refused("demo-beis-official", suppliers+"/register", "act for none of them")
	registers(s, "demo-ss-a-delegate", suppliers)
	registers(s, "demo-ss-a-signatory", suppliers) // several of one Party each count
	registers(s, staff, suppliers)
	s.Closed("", suppliers+"/register", page.ErrSignIn)
	all := adds(s)
	registers(s, "demo-beis-official", all)
	s.Refused("demo-ls-a-delegate", workshop+"/register", "not taken here")
	s.Do(staff, all+"/postpone", "reason", "Ill")
	s.Refused("demo-ls-a-delegate", all+"/register", "postponed")
	s.Do(staff, all+"/cancel", "reason", "Ill")
	s.Refused("demo-ls-a-delegate", all+"/register", "cancelled")
	told := notices(t, s, "event_cancelled")
	if len(told) != 1 || told[0].To[0] != "registrants:"+strings.TrimPrefix(all, "/events/") ||
		told[0].Text != "Ill" {
		t.Errorf("cancelled: %+v", told)
	}
}

// TestHost: who is registered is seen by the administrator, and by nobody else.
func TestHost(t *testing.T) {
	s := governancetest.NewSite(t)
	at := adds(s, "audience", "sec_parties")
	_, one := registers(s, "demo-ls-a-delegate", at)
	_, two := registers(s, "demo-ss-a-delegate", at)
	for _, path := range []string{at + "/registrants", one} {
		if _, err := s.View("demo-ss-a-delegate", path); err == nil {
			t.Errorf("another participant sees %s", path)
		}
	}
	if _, err := s.View("", at+"/registrants"); !errors.Is(err, page.ErrSignIn) {
		t.Errorf("signed out: %v", err)
	}
	s.Closed("demo-ls-a-delegate", at+"/attendance", page.ErrForbidden)
	s.Closed("demo-ss-a-delegate", one+"/cancel", page.ErrNotFound)
	list, err := csv.NewReader(strings.NewReader(string(
		s.Page(staff, at+"/registrants").AppendCSV(nil)))).ReadAll()
	if err != nil || len(list) != 3 || list[1][1] != "Delegate of Demo Large Supplier A" ||
		list[1][2] != "Demo Large Supplier A" || list[1][3] != "demo-ls-a-delegate@demo.example" {
		t.Errorf("the list is %v, %v", list, err)
	}
	text := s.Text("demo-ls-a-delegate", "/registrations")
	if !strings.Contains(text, "Demo webinar") || strings.Contains(text, "Small Supplier") {
		t.Errorf("my registrations: %s", text)
	}
	for _, address := range []string{at + "/attendance", one + "/attend", one + "/miss"} {
		s.Refused(staff, address, "begins at 10am on 10 June 2022")
	}
	s.Do(staff, two+"/cancel", "why", "Please send one person only")
	if told := notices(t, s, "event_unregistered"); len(told) != 1 ||
		told[0].Person != "demo-ss-a-delegate" || told[0].Text != "Please send one person only" {
		t.Errorf("cancelled by the administrator: %+v", told)
	}
	_, two = registers(s, "demo-ss-a-delegate", at)
	s.At("2022-06-10T10:00")
	s.Do(staff, at+"/attendance", "there", strings.TrimPrefix(one, "/registrations/"))
	for _, each := range []struct{ who, at, want string }{
		{"demo-ls-a-delegate", at, "You were there"}, {"demo-ls-a-delegate", one, "Attended"},
		{"demo-ss-a-delegate", at, "were not there"}, {"demo-ss-a-delegate", two, "Did not attend"},
		{staff, at + "/registrants", "Attended: 1, did not attend: 1, cancelled: 1"},
	} {
		if text := s.Text(each.who, each.at); !strings.Contains(text, each.want) {
			t.Errorf("%s as %s does not say %q: %s", each.at, each.who, each.want, text)
		}
	}
	s.Do(staff, two+"/attend")
	s.Refused(staff, two+"/attend", "Attended")
}

// TestTwoNote: who notes attendance on a form of before somebody else did is told, and nothing is
// lost.
func TestTwoNote(t *testing.T) {
	s := governancetest.NewSite(t)
	at := adds(s)
	_, one := registers(s, crowd[0], at)
	_, two := registers(s, crowd[1], at)
	s.At("2022-06-10T11:00")
	form := func() *page.Form {
		t.Helper()
		f, err := s.Form(staff, at+"/attendance")
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	ids := []string{strings.TrimPrefix(one, "/registrations/"),
		strings.TrimPrefix(two, "/registrations/")}
	for i, change := range []func(){
		func() { s.Do(staff, at+"/attendance", "there", ids[0]) },
		func() { s.Do(staff, two+"/attend") },
	} {
		old := form()
		change()
		late := page.Input{Values: map[string][]string{"there": {ids[1-i]}}, Version: old.Version}
		if err := form().Check(late).Err(); err == nil ||
			!strings.Contains(err.Error(), "has changed since you opened it") {
			t.Errorf("%d: an old form is held to be as good as any: %v", i, err)
		}
		// Also where the change comes after the form was held against the register.
		now := s.Code.Now()
		_, err := s.Routes()["/events/{id}/attendance"].Submit(&page.Ask{Context: t.Context(),
			Who: staff, Path: map[string]string{"id": strings.TrimPrefix(at, "/events/")},
			Moment: page.Moment{So: now, Known: now}}, late)
		if err == nil || !strings.Contains(err.Error(), "Somebody changed this") {
			t.Errorf("%d: what another noted is lost: %v", i, err)
		}
	}
	says(t, s, staff, one, []string{"Attended"})
	says(t, s, staff, two, []string{"Attended"})
	again := form()
	if !slices.Equal(slices.Sorted(slices.Values(again.Fields[0].Values)),
		slices.Sorted(slices.Values(ids))) {
		t.Errorf("the form shows as noted %v", again.Fields[0].Values)
	}
	s.Do(staff, at+"/attendance", "there", ids[1])
	says(t, s, staff, one, []string{"Did not attend"})
}

// TestEntered: the administrator registers who is not in the register, and they are told by mail.
func TestEntered(t *testing.T) {
	s := governancetest.NewSite(t)
	at := adds(s, "seats", "1")
	s.Closed("demo-ls-a-delegate", at+"/enter", page.ErrForbidden)
	s.Closed("", at+"/enter", page.ErrSignIn)
	guest := []string{"name", "A guest", "email", "guest@elsewhere.example"}
	s.Refused(staff, at+"/enter", "E-mail", "name", "A guest", "email", "guest")
	one := string(s.Do(staff, at+"/enter", guest...).To)
	s.Refused(staff, at+"/enter", "registered already", guest...)
	two := string(s.Do(staff, at+"/enter", "name", "Another", "email", "other@elsewhere.example").To)
	says(t, s, staff, one, []string{"Registered", "A guest", "guest@elsewhere.example"})
	says(t, s, staff, two, []string{"Number 1 on the waiting list"})
	if _, err := s.View("demo-ls-a-delegate", one); !errors.Is(err, page.ErrNotFound) {
		t.Errorf("others see who was entered: %v", err)
	}
	s.Do(staff, one+"/cancel", "why", "You asked for it")
	for event, of := range map[string]string{"event_registered": one, "event_unregistered": one,
		"event_promoted": two} {
		told := notices(t, s, event)
		if len(told) != 1 || !told[0].Address.Empty() || told[0].Person != "" ||
			told[0].To[0] != "registration:"+strings.TrimPrefix(of, "/registrations/") {
			t.Errorf("%s: %+v", event, told)
		}
	}
	s.Do(staff, at+"/cancel", "reason", "x")
	s.Refused(staff, at+"/enter", "was cancelled", guest...)
	if text := s.Text("", at); strings.Contains(text, "waiting list") ||
		strings.Contains(text, " left") {
		t.Errorf("a cancelled event invites people: %s", text)
	}
}

// TestReminder: who is registered is told once, two Working Days before questions close and one
// before the event begins, by its times as they are then.
func TestReminder(t *testing.T) {
	s := governancetest.NewSite(t)
	at := adds(s, "until", "2022-06-07")
	for range 2 {
		s.Do(staff, at+"/change", "covers", "More")
	}
	registers(s, crowd[0], at)
	registers(s, crowd[1], at)
	due := func() (all []string) {
		for _, event := range []string{"event_questions_close", "event_begins"} {
			for _, n := range notices(t, s, event) {
				all = append(all, n.Due.Format("2006-01-02 15:04"))
			}
		}
		return all
	}
	// 2 and 3 June 2022 are bank holidays.
	if got := fmt.Sprint(due()); got != "[2022-06-01 08:00 2022-06-09 08:00]" {
		t.Errorf("due %s", got)
	}
	s.Do(staff, at+"/move", "on", "2022-07-10", "until", "2022-07-07", "reason", "x")
	if got := fmt.Sprint(due()); got != "[2022-07-05 08:00 2022-07-08 08:00]" {
		t.Errorf("due %s after it was moved", got)
	}
	if told := notices(t, s, "event_moved"); len(told) != 1 || !strings.Contains(told[0].Why,
		"moved from 10am on 10 June 2022 to 10am to 11am on 10 July 2022") {
		t.Errorf("moved: %+v", told)
	}
	s.Do(staff, at+"/change", "join", "https://call.example/new")
	if told := notices(t, s, "event_join"); len(told) != 1 || told[0].To[0] != "seated:"+
		strings.TrimPrefix(at, "/events/") || !strings.Contains(told[0].Why, "is known") {
		t.Errorf("how to join: %+v", told)
	}
	s.Do(staff, at+"/change", "join", "https://call.example/newer", "title", "Demo call")
	if told := notices(t, s, "event_changed"); len(told) != 1 || !strings.HasSuffix(told[0].Why,
		"it had the title “Demo webinar”; how to join it") {
		t.Errorf("changed: %+v", told)
	}
	s.Do(staff, at+"/cancel", "reason", "x")
	if got := due(); len(got) != 0 {
		t.Errorf("due %v after it was cancelled", got)
	}
}
