package helpdesk_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/governance/helpdesk"
	"github.com/mains-energy/mains/internal/governance/process"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/page"
)

// The people of the stories.
const (
	staff  = "demo-secas-helpdesk"
	asker  = "demo-ls-a-delegate"
	friend = "demo-ls-a-signatory" // of the same Party
	rival  = "demo-ls-b-signatory"
)

// TestMachines: the machines are sound, and their states are those that records keep.
func TestMachines(t *testing.T) {
	for _, m := range []struct {
		*process.Machine
		states []string
	}{
		{helpdesk.TicketLife, record.TicketState("").Choices()},
		{helpdesk.QuestionLife, record.QuestionState("").Choices()},
		{helpdesk.FeedbackLife, record.FeedbackState("").Choices()},
	} {
		if err := m.Check(); err != nil {
			t.Error(err)
		}
		var states []string
		for _, s := range m.States {
			states = append(states, s.Name)
		}
		slices.Sort(states)
		slices.Sort(m.states)
		if !slices.Equal(states, m.states) {
			t.Errorf("%s: the machine has %v, records %v", m.Name, states, m.states)
		}
	}
}

// TestHours: the front door says whether somebody is there.
func TestHours(t *testing.T) {
	s := governancetest.NewSite(t)
	for _, each := range []struct{ at, want string }{
		{"2022-01-20T10:00", "Open now. Closes 5pm on Thursday 20 January 2022"},
		{"2022-01-21T17:00", "Closed now: after 5pm. Opens 9am on Monday 24 January 2022"},
		{"2022-01-22T12:00", "Closed now: Saturday. Opens 9am on Monday 24 January 2022"},
		{"2022-04-15T12:00", "Closed now: Good Friday. Opens 9am on Tuesday 19 April 2022"},
		{"2022-06-30T08:59:59", "Closed now: before 9am. Opens 9am on Thursday 30 June 2022"},
	} {
		s.At(each.at)
		s.Says("/helpdesk", each.want, "Monday to Friday, 9am to 5pm, closed on bank holidays",
			"SECAS@gemserv.com", "Ask a question", "Your questions", "Give feedback",
			"Questions and answers", "How long it takes", "First reply", "1")
		s.Says("/helpdesks", "SECAS Helpdesk", each.want)
		s.Says("/helpdesks/secas-helpdesk", each.want)
	}
	const desk = "/helpdesks/secas-helpdesk"
	s.Closed("", desk+"/change", page.ErrSignIn)
	s.Closed(asker, desk+"/change", page.ErrForbidden)
	s.Refused(staff, desk+"/change", "enter a time such as 09:00", "opens", "nine")
	s.Refused(staff, desk+"/change", "Enter a time after 09:00", "closes", "09:00")
	s.Do(staff, desk+"/change", "days", "monday", "days", "wednesday", "closes", "12:30")
	s.Says(desk, "Monday, Wednesday, 9am to 12:30pm")
	s.Do(staff, desk+"/withdraw", "reason", "Questions go elsewhere")
	s.Says("/helpdesk", "When somebody is there is not known", "Ask a question")
	s.Do(staff, "/helpdesks/new", "contact", "change_team", "days", "friday", "opens", "10:00",
		"closes", "16:00")
	s.Says("/helpdesk", "Friday, 10am to 4pm", "Change Team")
}

// says asks for words on a page as somebody sees it, one after the other.
func says(t *testing.T, s governancetest.Site, who, address string, words ...string) {
	t.Helper()
	text, from := s.Text(who, address), 0
	for _, want := range words {
		i := strings.Index(text[from:], want)
		if i < 0 {
			t.Fatalf("%s as %q does not say %q after what comes before it:\n%s", address, who, want, text)
		}
		from += i + len(want)
	}
}

// silent asks that a page does not say words.
func silent(t *testing.T, s governancetest.Site, who, address string, words ...string) {
	t.Helper()
	text := s.Text(who, address)
	for _, word := range words {
		if strings.Contains(text, word) {
			t.Errorf("%s as %q says %q", address, who, word)
		}
	}
}

// hidden asks that an address has nothing for somebody.
func hidden(t *testing.T, s governancetest.Site, who, address string) {
	t.Helper()
	if _, err := s.View(who, address); err != page.ErrNotFound {
		t.Errorf("%s as %q: %v", address, who, err)
	}
}

// question is a question of somebody, with its address.
func question(s governancetest.Site, who string, more ...string) string {
	return string(s.Do(who, "/helpdesk/ask", append([]string{"subject", "Who votes on MP192?",
		"text", "We read MP192 and\r\nwonder who votes.", "category", "modifications"}, more...)...).To)
}

// TestTicket is the story of a question from the register: asked, answered, opened again.
func TestTicket(t *testing.T) {
	s := governancetest.NewSite(t)
	s.At("2022-01-21T16:30")
	s.Refused(asker, "/helpdesk/ask", "Your question: fill this in", "subject", "x", "category",
		"other")
	s.Refused(asker, "/helpdesk/ask", "use 10,000 characters or fewer", "subject", "x", "category",
		"other", "text", strings.Repeat("x", 10_001))
	at := question(s, asker)
	says(t, s, asker, at, "Who votes on MP192?", "New", "A reply is due by 4:30pm on 24 January 2022",
		"About", "Extend Scheduled Services", "We read MP192 and wonder who votes.", "The clock",
		"First reply, one day of opening hours after it was opened: due by 4:30pm on 24 January 2022",
		"30 minutes", "Closed: Saturday and Sunday", "nothing", "7 hours 30 minutes", "8 hours")
	for _, who := range []string{"", friend, rival, "nobody"} {
		hidden(t, s, who, at)
		silent(t, s, who, "/tickets", "MP192")
		if n := len(s.Page(who, "/tickets").List.Entries); n != 0 {
			t.Errorf("%s sees %d tickets", who, n)
		}
	}
	says(t, s, asker, "/tickets", "Who votes on MP192?", "A reply is due by")
	says(t, s, staff, "/tickets", "Due next", "Who votes on MP192?", "Modifications")
	s.Closed(asker, at+"/resolve", page.ErrForbidden)
	s.Closed(friend, at+"/write", page.ErrNotFound)
	s.Closed(rival, at+"/resolve", page.ErrNotFound)

	s.Do(staff, at+"/triage", "category", "modifications", "priority", "high", "assignee", staff,
		"about", "MP192\r\n/consultations/consultation-mp078-mrc")
	says(t, s, asker, at, "With the helpdesk", "Modifications, high priority", "Extend Scheduled",
		"MP078")
	s.Refused(staff, at+"/triage", "whoever asked can see nothing of that name", "about", "MP9999")
	s.Do(staff, at+"/note", "text", "Look at section D first")
	silent(t, s, asker, at, "section D")
	says(t, s, staff, at, "Note, for the helpdesk alone", "Look at section D first")
	s.Refused(staff, at+"/resume", "This is not possible now", "text", "x")
	s.At("2022-01-24T15:00")
	s.Do(staff, at+"/resolve", "text", "The Change Board votes.")
	says(t, s, asker, at, "Answered", "opened again until 5pm on 7 February 2022",
		"Reply", "The Change Board votes.", "First reply", "in time, at 3pm on 24 January 2022",
		"Counted so far: 6 hours 30 minutes of 8 hours")
	s.Do(asker, at+"/rate", "score", "5")
	s.Refused(asker, at+"/rate", "it is asked once", "score", "1")
	s.At("2022-02-07T16:59")
	s.Do(asker, at+"/write", "text", "And who counts?")
	says(t, s, asker, at, "With the helpdesk", "An answer is due by", "And who counts?",
		"Answered")
	s.Do(staff, at+"/resolve", "text", "The administrator counts.")
	s.At("2022-02-21T17:00")
	says(t, s, asker, at, "Closed", "Closed by itself at 5pm on 21 February 2022")
	s.Refused(asker, at+"/write", "It is too late", "text", "One more thing")
	s.Refused(staff, at+"/reply", "Nothing is possible any more", "text", "x")
	var next string
	for _, a := range s.Page(asker, at).Actions {
		if a.Text == "Ask a new question that goes on from it" {
			next = string(a.To)
		}
	}
	again := string(s.Do(asker, next, "subject", "Once more", "text", "Who counts?", "category",
		"other").To)
	says(t, s, asker, again, "Goes on from", "Question T-")
	says(t, s, staff, "/tickets?show=closed", "Who votes on MP192?")
}
