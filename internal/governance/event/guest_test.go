package event_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/governance/post"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/mail"
	"github.com/mains-energy/mains/internal/page"
)

// doors is a site whose messages are looked at as they come.
type doors struct {
	governancetest.Site
	t    *testing.T
	seen map[string]bool
}

func opens(t *testing.T) *doors {
	t.Helper()
	s := &doors{Site: governancetest.NewSite(t), t: t, seen: map[string]bool{}}
	s.At("2022-01-20T10:00")
	return s
}

// fresh are the messages to an address since it was last asked, each its subject and text, the
// first first.
func (s *doors) fresh(address string) (all []string) {
	s.t.Helper()
	if err := s.Code.Settle(s.t.Context()); err != nil {
		s.t.Fatal(err)
	}
	list, err := s.Code.Post().List(s.t.Context(), post.Query{Address: address, Limit: 100})
	if err != nil {
		s.t.Fatal(err)
	}
	slices.Reverse(list)
	for _, m := range list {
		if s.seen[m.Key] {
			continue
		}
		s.seen[m.Key] = true
		if m, err = s.Code.Post().Get(s.t.Context(), m.Key); err != nil {
			s.t.Fatal(err)
		}
		text := mail.Parse(mail.Envelope{Raw: m.Raw}).Text
		all = append(all, m.Subject+"\n"+strings.Join(strings.Fields(text), " "))
	}
	return all
}

// one is the one message to an address since it was last asked, which says words, and after ! does
// not.
func (s *doors) one(address string, words ...string) string {
	s.t.Helper()
	all := s.fresh(address)
	if len(all) != 1 {
		s.t.Fatalf("%d messages to %s, want one:\n%s", len(all), address, strings.Join(all, "\n"))
	}
	for _, word := range words {
		without, not := strings.CutPrefix(word, "!")
		if strings.Contains(all[0], without) == not {
			s.t.Errorf("the message to %s: %s:\n%s", address, word, all[0])
		}
	}
	return all[0]
}

// link is the address on this site in a message, to do something with a registration.
func link(t *testing.T, message, what string) string {
	t.Helper()
	_, rest, found := strings.Cut(message, "http://localhost/registrations/"+what+"/")
	if !found {
		t.Fatalf("no link to %s in\n%s", what, message)
	}
	token, _, _ := strings.Cut(rest, ">")
	return "/registrations/" + what + "/" + token
}

// asks fills in the public form for an address, and gives what is answered.
func (s *doors) asks(at, address string) *page.Done {
	s.t.Helper()
	return s.Do("", at+"/register", "name", "A guest", "organisation", "Elsewhere", "email", address)
}

// comes registers an address and confirms it, and gives the message that tells of the place.
func (s *doors) comes(at, address string) string {
	s.t.Helper()
	s.asks(at, address)
	s.Do("", link(s.t, s.one(address), "confirm"))
	return s.one(address)
}

// TestGuest: whoever has an address registers, confirms it, and hears how to join.
func TestGuest(t *testing.T) {
	s := opens(t)
	at := adds(s.Site, "seats", "1", "join", "https://call.example/7k2m")
	s.Says(at, "On this page", "1 of 1 left")
	done := s.asks(at, "guest@elsewhere.example")
	if string(done.To) != at || !strings.Contains(done.Notice, "A message is on its way") ||
		!strings.Contains(done.Notice, "within 7 days") {
		t.Errorf("who registers is told %+v", done)
	}
	s.Says(at, "1 of 1 left") // nothing is held yet
	asked := s.one("guest@elsewhere.example", "Confirm that you register for “Demo webinar”",
		"within 7 days, and before registration closes at 10am on 10 June 2022",
		"somebody gave this address", "!call.example", "!/registrations/of/")
	confirm := link(t, asked, "confirm")
	s.Says(strings.Replace(confirm, "/confirm/", "/of/", 1), "Not confirmed yet")
	for range 2 { // looking does nothing
		if form, err := s.Form("", confirm); err != nil || form.Shut {
			t.Fatalf("%+v, %v", form, err)
		}
	}
	s.Says(at, "1 of 1 left")
	if done := s.Do("", confirm); done.Notice != "You have a seat." {
		t.Errorf("who confirms is told %q", done.Notice)
	}
	s.Says(at, "None of 1 is left")
	placed := s.one("guest@elsewhere.example", "You have a seat at “Demo webinar”",
		"How to join: https://call.example/7k2m", at, "you are registered for it")
	s.Says(link(t, placed, "of"), "You have a seat", "How to join", "https://call.example/7k2m",
		"A guest, Elsewhere", "guest@elsewhere.example")
	s.Refused("", confirm, "confirmed already")
	for _, want := range []string{"LOCATION:https://call.example/7k2m", `\nHow to join: https://call`,
		"TRIGGER;VALUE=DATE-TIME:20220609T080000Z"} {
		if text := ical(s.Site, "", link(t, placed, "of")); !strings.Contains(text, want) {
			t.Errorf("the calendar of a guest has no %s:\n%s", want, text)
		}
	}
}

// TestGuestGivesUp: a guest cancels by the link, and who waits moves up and hears how to join, as
// who has a seat does and nobody else.
func TestGuestGivesUp(t *testing.T) {
	s := opens(t)
	at := adds(s.Site, "seats", "1", "join", "https://call.example/7k2m")
	placed := s.comes(at, "guest@elsewhere.example")
	waits := s.comes(at, "second@elsewhere.example")
	if !strings.Contains(waits, "You are number 1 on the waiting list") ||
		strings.Contains(waits, "call.example") {
		t.Errorf("who waits is told %s", waits)
	}
	s.Says(link(t, waits, "of"), "You are number 1 on the waiting list")
	for _, who := range []string{"", "demo-ls-a-delegate"} {
		for _, address := range []string{at, link(t, waits, "of")} {
			if text := s.Text(who, address); strings.Contains(text, "call.example") {
				t.Errorf("%s tells %q how to join: %s", address, who, text)
			}
		}
	}

	s.Do(staff, at+"/change", "join", "https://call.example/new")
	s.one("guest@elsewhere.example", "How to join “Demo webinar” has changed",
		"How to join: https://call.example/new")
	if all := s.fresh("second@elsewhere.example"); len(all) > 0 {
		t.Errorf("who waits is told how to join: %s", all)
	}

	cancel := link(t, placed, "cancel")
	if form, err := s.Form("", cancel); err != nil || form.Shut {
		t.Fatalf("%+v, %v", form, err)
	}
	s.Says(at, "None of 1 is left")
	s.Do("", cancel)
	s.Refused("", cancel, "cancelled already")
	s.Refused("", strings.Replace(cancel, "/cancel/", "/confirm/", 1), "was cancelled")
	s.Says(link(t, placed, "of"), "Cancelled")
	s.one("second@elsewhere.example", "A seat became free, and it is yours",
		"How to join: https://call.example/new")
	if all := s.fresh("guest@elsewhere.example"); len(all) > 0 {
		t.Errorf("who cancels is told %s", all)
	}
	if text := s.Text("", link(t, placed, "of")); strings.Contains(text, "call.example") {
		t.Errorf("who cancelled is told how to join: %s", text)
	}
}

// TestThirteenthGuest: guests and people of the register share the seats, in the order in which
// they hold them.
func TestThirteenthGuest(t *testing.T) {
	s := opens(t)
	at := adds(s.Site, "seats", "12")
	for _, who := range crowd[:11] {
		registers(s.Site, who, at)
	}
	s.asks(at, "slow@elsewhere.example")
	slow := link(t, s.one("slow@elsewhere.example"), "confirm")
	if text := s.comes(at, "twelfth@elsewhere.example"); !strings.Contains(text, "You have a seat") {
		t.Errorf("the twelfth is told %s", text)
	}
	if form, err := s.Form("", slow); err != nil || form.Shut || len(form.Before) != 2 {
		t.Errorf("who confirms when all seats are taken is not told: %+v, %v", form, err)
	}
	if done := s.Do("", slow); !strings.Contains(done.Notice, "number 1 on the waiting list") {
		t.Errorf("the thirteenth is told %q", done.Notice)
	}
	s.Says(at, "None of 12 is left")
}

// TestGuestRefused: what a guest cannot do, and why.
func TestGuestRefused(t *testing.T) {
	s := opens(t)
	at := adds(s.Site, "closes", "2022-01-24")
	guest := []string{"name", "A guest", "email", "guest@elsewhere.example"}
	s.Closed("", adds(s.Site, "audience", "sec_parties")+"/register", page.ErrSignIn)
	s.Refused("", at+"/register", "fill this in", "email", "guest@elsewhere.example")
	for _, wrong := range []string{"guest", "guest@elsewhere", "gäst@elsewhere.example",
		"a@b.example, c@d.example", "guest@elsewhere.example\r\nBcc: x@y.example"} {
		s.Refused("", at+"/register", "mail", "name", "A guest", "email", wrong)
		s.Refused(staff, at+"/enter", "mail", "name", "A guest", "email", wrong)
	}
	s.asks(at, "guest@elsewhere.example")
	confirm := link(t, s.one("guest@elsewhere.example"), "confirm")
	for _, wrong := range []string{confirm + "x", confirm[:len(confirm)-1],
		"/registrations/confirm/registration-none/x",
		strings.Replace(confirm, "/confirm/", "/cancel/", 1) + "x"} {
		s.Closed("", wrong, page.ErrNotFound)
	}
	s.At("2022-01-24T17:00")
	s.Refused("", at+"/register", "Registration closed at 5pm on 24 January 2022", guest...)
	s.Refused("", confirm, "Registration closed at 5pm on 24 January 2022")

	late := adds(s.Site)
	s.asks(late, "guest@elsewhere.example")
	confirm = link(t, s.one("guest@elsewhere.example"), "confirm")
	s.At("2022-01-31T16:59")
	if form, err := s.Form("", confirm); err != nil || form.Shut {
		t.Errorf("a link of seven days is too old: %+v, %v", form, err)
	}
	s.At("2022-01-31T17:01")
	s.Closed("", confirm, page.ErrNotFound) // what it led to is removed
	s.Do(staff, late+"/cancel", "reason", "x")
	s.Refused("", late+"/register", "was cancelled", guest...)
}

// TestNobodyIsProbed: what is answered to an address is the same whether it is registered or not;
// and whoever types the address of somebody else has it written to few times.
func TestNobodyIsProbed(t *testing.T) {
	s := opens(t)
	at := adds(s.Site)
	registers(s.Site, crowd[0], at)
	const known, theirs = "guest@elsewhere.example", "demo-ls-a-delegate@demo.example"
	s.comes(at, known)
	s.fresh(theirs)
	s.At("2022-01-21T10:00")
	stranger := s.asks(at, "stranger@elsewhere.example")
	s.fresh("stranger@elsewhere.example")
	for _, address := range []string{known, strings.ToUpper(known), theirs} {
		if got := s.asks(at, address); *got != *stranger {
			t.Errorf("%s is answered %+v, a stranger %+v", address, got, stranger)
		}
	}
	s.one(known, "You are registered already for “Demo webinar”", "!Confirm", "/registrations/of/")
	all := strings.Join(s.fresh(theirs), "\n")
	if strings.Count(all, "\nYou are registered already") != 1 {
		t.Errorf("somebody of the register is told %s", all)
	}
	s.Refused(staff, at+"/enter", "registered already", "name", "A guest", "email", theirs)

	// A week of typing the same address each minute: the times at which it is written to.
	count := 0
	for hour := range 7 * 24 {
		s.Clock.Set(governancetest.Start.AddDate(0, 0, 1).Add(durationOf(hour)))
		s.asks(at, "stranger@elsewhere.example")
		count += len(s.fresh("stranger@elsewhere.example"))
	}
	if count < 3 || count > 9 {
		t.Errorf("in a week an address is written to %d times because somebody types it", count)
	}
	count = 0
	for range 5 {
		s.asks(adds(s.Site), "many@elsewhere.example")
		count += len(s.fresh("many@elsewhere.example"))
	}
	if count != 3 {
		t.Errorf("an address is asked about %d events at one time, want 3", count)
	}
}

// TestEnteredByStaff: who is entered by the administrator hears how to join, and can cancel.
func TestEnteredByStaff(t *testing.T) {
	s := opens(t)
	at := adds(s.Site)
	s.Do(staff, at+"/enter", "name", "A guest", "email", "guest@elsewhere.example")
	placed := s.one("guest@elsewhere.example", "You have a seat", "How to join comes by mail")
	s.Do(staff, at+"/change", "join", "https://call.example/7k2m")
	s.one("guest@elsewhere.example", "How to join “Demo webinar” is known",
		"How to join: https://call.example/7k2m")
	s.Do(staff, at+"/move", "on", "2022-06-13", "reason", "The speaker is ill")
	s.one("guest@elsewhere.example", "was moved", "The speaker is ill", "call.example")
	s.At("2022-06-10T09:00")
	s.one("guest@elsewhere.example", "is held on 13 June 2022, 10am to 11am", "call.example")
	s.Do("", link(t, placed, "cancel"))
	s.Says(at, "Registration open")
	again := s.comes(at, "guest@elsewhere.example")
	s.At("2022-06-13T10:00")
	s.Refused("", link(t, again, "cancel"), "The event began at 10am on 13 June 2022")
	s.Says(link(t, again, "of"), "You have a seat", "call.example")
	s.At("2022-06-13T11:00")
	if text := s.Text("", link(t, again, "of")); strings.Contains(text, "call.example") {
		t.Errorf("how to join what is over: %s", text)
	}
}

// guests are those whose registrations end in each way.
var guests = []string{"came", "missed", "gone", "unsure"}

// kept are the addresses of guests of an event that there are, in the register and in messages.
func (s *doors) kept(at, want string) {
	s.t.Helper()
	var got []string
	for _, e := range s.Page(staff, at+"/registrants").List.Entries {
		got = append(got, strings.TrimSuffix(e.Cells[3], "@elsewhere.example"))
	}
	slices.Sort(got)
	if fmt.Sprint(got) != want {
		s.t.Errorf("addresses are %q, want %s", got, want)
	}
	for _, who := range guests {
		n, err := s.Code.Post().Count(s.t.Context(), post.Query{Address: who + "@elsewhere.example"})
		if err != nil || (n > 0) != slices.Contains(got, who) {
			s.t.Errorf("%d messages to %s, %v", n, who, err)
		}
	}
}

// TestNothingOutlives: what is kept of guests, and what was asked, is removed when nobody needs it
// any more; how many came stays.
func TestNothingOutlives(t *testing.T) {
	s := opens(t)
	at := adds(s.Site, "on", "2022-02-10", "until", "2022-02-08")
	for _, who := range guests {
		address := who + "@elsewhere.example"
		if who == "unsure" {
			s.asks(at, address)
			s.one(address)
			continue
		}
		placed := s.comes(at, address)
		if who == "gone" {
			s.Do("", link(t, placed, "cancel"))
		}
	}
	registers(s.Site, crowd[0], at)
	_, question := asks(s.Site, crowd[0], at, "What will it cost us?")
	kept := func(want string) { t.Helper(); s.kept(at, want) }
	const theirs = "demo-ls-a-delegate@demo.example"
	kept("[came " + theirs + " gone missed unsure]")
	s.At("2022-01-27T09:59")
	kept("[came " + theirs + " gone missed unsure]")
	s.At("2022-01-27T10:01")
	kept("[  came " + theirs + " missed]")
	s.At("2022-02-10T11:00")
	var there []string
	for _, e := range s.Page(staff, at+"/registrants").List.Entries {
		if strings.HasPrefix(e.Cells[3], "came") {
			there = append(there, "there", e.ID)
		}
	}
	s.Do(staff, at+"/attendance", there...)
	s.Do(staff, question+"/answer", "question", "What does it cost?", "answer", "Nothing.")
	s.Do(staff, at+"/publish", "answers", "yes")
	s.At("2022-05-11T10:59") // 90 days later, in summer time
	kept("[  came " + theirs + " missed]")
	says(t, s.Site, staff, question, []string{"What will it cost us?"})
	s.At("2022-05-11T12:01")
	kept("[    " + theirs + "]")
	says(t, s.Site, staff, at+"/registrants", []string{"Attended: 1, did not attend: 2, cancelled: 1, not confirmed in time: 1",
		"Somebody whose name was removed"})
	if text := s.Text(staff, question); strings.Contains(text, "cost us") ||
		!strings.Contains(text, "Removed") {
		t.Errorf("what was asked: %s", text)
	}
	says(t, s.Site, "", at, []string{"Nothing."})
	for _, e := range s.Page(staff, at+"/registrants").List.Entries {
		for _, path := range []string{"", "/history"} {
			text := s.Text(staff, string(e.To)+path)
			if strings.Contains(text, "A guest") || strings.Contains(text, "@elsewhere") {
				t.Errorf("%s%s: %s", e.To, path, text)
			}
		}
	}
	s.Says("/privacy", "Until 90 days after the event; 7 days after it is cancelled")
}

// TestErasedBefore: what the administrator has erased is no hindrance to what is removed by the
// clock, and the messages about it are removed then.
func TestErasedBefore(t *testing.T) {
	s := opens(t)
	at := adds(s.Site, "on", "2022-02-10")
	placed := s.comes(at, "guest@elsewhere.example")
	s.comes(at, "other@elsewhere.example")
	one, _, _ := strings.Cut(strings.TrimPrefix(link(t, placed, "of"), "/registrations/of/"), "/")
	s.Do(staff, "/privacy/erase", "record", "/registrations/"+one, "reason", "Asked for")
	if _, err := s.View("", link(t, placed, "of")); !errors.Is(err, page.ErrNotFound) {
		t.Errorf("a link to what is erased: %v", err)
	}
	s.At("2022-05-12T10:00")
	for _, address := range []string{"guest@elsewhere.example", "other@elsewhere.example"} {
		n, err := s.Code.Post().Count(t.Context(), post.Query{Address: address})
		if err != nil || n > 0 {
			t.Errorf("%d messages to %s, %v", n, address, err)
		}
	}
}

// TestKeptWhilePostponed: who is registered for an event without a time is kept; from its end they
// are needed no more.
func TestKeptWhilePostponed(t *testing.T) {
	s := opens(t)
	at := adds(s.Site, "on", "2022-02-10")
	placed := s.comes(at, "guest@elsewhere.example")
	s.Do(staff, at+"/postpone", "reason", "Ill")
	s.fresh("guest@elsewhere.example")
	s.At("2023-01-20T10:00")
	s.Says(link(t, placed, "of"), "The event was postponed", "Ill")
	s.Do(staff, at+"/cancel", "reason", "Still ill")
	s.one("guest@elsewhere.example", "was cancelled", "Still ill", "!call.example")
	s.At("2023-04-20T10:00")
	s.Says(link(t, placed, "of"), "The event was cancelled", "Still ill")
	s.At("2023-04-20T12:00")
	if _, err := s.View("", link(t, placed, "of")); !errors.Is(err, page.ErrNotFound) {
		t.Errorf("a link to what is removed: %v", err)
	}
	if record.RegistrationKept.Hours() != 90*24 {
		t.Error("the days above are of another time")
	}
}

func durationOf(hours int) time.Duration { return time.Duration(hours) * time.Hour }
