package notice_test

import (
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/helpdesk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/mail"
)

// TestTicketMail: whoever asked is sent the reply, and outside the register the way to the page of
// the question; nobody else is, whatever a notice is about.
func TestTicketMail(t *testing.T) {
	s := begin(t)
	d := desk.New(s.Code.Register(), s.Code.Library())
	came := mail.Parse(mail.Envelope{From: "a@example.org", Raw: []byte("From: a@example.org\r\n" +
		"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nWho votes?\r\n--b\r\n" +
		"Content-Disposition: attachment; filename=plan.pdf\r\n\r\nx\r\n--b--\r\n")})
	if err := helpdesk.Receive(d)(t.Context(), came); err != nil {
		t.Fatal(err)
	}
	first := s.fresh()
	if len(first) != 1 || first[0].Address != "a@example.org" {
		t.Fatalf("messages %v", subjects(first))
	}
	link := first[0].link("/helpdesk/ticket/")
	s.holds(first[0], "Your question is with the helpdesk", "Files are not kept here",
		"plan.pdf (1 kB)", "The page of your question")
	s.has(public, link, "Who votes?", "Not kept of what came with it: plan.pdf (1 kB).")
	ticket := "ticket-" + strings.Split(strings.TrimPrefix(link, "/helpdesk/ticket/"), "/")[0]
	s.At("2022-01-20T11:00")
	s.fresh()
	s.Do(analyst, "/tickets/"+ticket+"/reply", "text", "The Change Board votes.")
	reply := s.fresh()
	if len(reply) != 1 || reply[0].link("/helpdesk/ticket/") != link {
		t.Fatalf("messages %v", subjects(reply))
	}
	s.holds(reply[0], "The reply", "The Change Board votes.", "!plan.pdf")

	// Another notice about it, at the instant of a reply.
	s.At("2022-01-20T12:00")
	s.Do(analyst, "/tickets/"+ticket+"/resolve", "text", "It has voted.")
	s.leave(record.Notice{About: ticket, Event: "x", Topic: "requests", Why: "Look at this",
		To: []string{"person:" + analyst}, Due: s.Code.Now()})
	for _, m := range s.fresh() {
		if own := m.Address == "a@example.org"; own != strings.Contains(m.text, "It has voted.") ||
			own != (m.link("/helpdesk/ticket/") == link) {
			t.Errorf("to %s: %s", m.Address, m.text)
		}
	}

	at := string(s.Do(delegate, "/helpdesk/ask", "subject", "And who counts?", "text", "x", "category",
		"other").To)
	s.fresh()
	s.At("2022-01-20T13:00")
	s.Do(analyst, at+"/resolve", "text", "The administrator counts.")
	s.to(s.fresh(), delegate, "The helpdesk has answered your question", "The administrator counts.",
		"!/helpdesk/ticket/")

	// What is removed from the tickets is in no message either.
	for _, each := range []string{"/tickets/" + ticket, at} {
		s.At("2022-02-15T10:00") // both have closed by themselves
		s.Do(analyst, each+"/erase", "why", "It is no longer needed")
	}
	s.fresh()
	for key := range s.seen {
		m, err := s.Code.Post().Get(t.Context(), key)
		if err != nil {
			t.Fatal(err)
		}
		text := mail.Parse(mail.Envelope{Raw: m.Raw}).Text
		for _, word := range []string{"a@example.org", "It has voted", "Board votes", "plan.pdf",
			"The administrator counts", "/helpdesk/ticket/"} {
			if strings.Contains(m.Address+text, word) {
				t.Errorf("%s says %s to %s", key, word, m.Address)
			}
		}
	}
}
