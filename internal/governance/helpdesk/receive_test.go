package helpdesk_test

import (
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/governance/helpdesk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/mail"
)

// TestReceive makes tickets of mail, and adds to those that it answers.
func TestReceive(t *testing.T) {
	s := governancetest.NewSite(t)
	receive := helpdesk.Receive(desk.New(s.Code.Register(), s.Code.Library()))
	send := func(in mail.Incoming) {
		t.Helper()
		if err := receive(t.Context(), &in); err != nil {
			t.Fatal(err)
		}
	}
	count := func(tickets, entries int) {
		t.Helper()
		if a, b := len(all[*record.Ticket](t, s)), len(all[*record.TicketEntry](t, s)); a != tickets ||
			b != entries {
			t.Fatalf("%d tickets with %d entries: want %d, %d", a, b, tickets, entries)
		}
	}
	first := mail.Incoming{From: "a@example.org", Name: "A\x00 Writer", Subject: "About  MP192",
		Text: "Who votes\r\non it?\x1b", ID: "<one@example.org>", Recipient: "help@mains.example",
		Left: []string{"large.pdf (12 MB)"}}
	send(first)
	send(first) // handed over twice
	count(1, 1)
	ticket := all[*record.Ticket](t, s)[0]
	at := "/tickets/" + ticket.ID
	says(t, s, staff, at, "About MP192", "A Writer", "a@example.org", "Extend Scheduled Services",
		"by mail; one file that came with it is not kept", "Who votes on it?")
	send(mail.Incoming{From: "a@example.org", Text: "I am away", Automatic: "auto-replied"})
	send(mail.Incoming{Text: "From nobody"})
	count(1, 1)

	// The token in the address, and in what is answered; and an earlier mail of the same sender.
	send(mail.Incoming{From: "b@example.org", Text: "More by address", ID: "<two@example.org>",
		Recipient: ticket.Plus("help@mains.example")})
	send(mail.Incoming{From: "a@example.org", Text: "More by answer", ID: "<three@example.org>",
		InReplyTo: ticket.MessageID("n1", "mains.example")})
	send(mail.Incoming{From: "A@example.org", Text: "More by reference", ID: "<four@example.org>",
		References: []string{"<other@example.org>", "<one@example.org>"}})
	count(1, 4)
	says(t, s, staff, at, "More by address", "More by answer", "More by reference")

	// The reference in the subject, a wrong token, and the mail of somebody else: new tickets.
	send(mail.Incoming{From: "c@example.org", Subject: "Re: " + ticket.Reference(), Text: "A guess"})
	send(mail.Incoming{From: "c@example.org", Text: "Another",
		Recipient: "help+ticket." + strings.TrimPrefix(ticket.ID, "ticket-") + ".aaaa@mains.example"})
	send(mail.Incoming{From: "c@example.org", Text: "A third", InReplyTo: "<one@example.org>"})
	count(4, 7)
	silent(t, s, staff, at, "A guess", "Another", "A third")
	for _, n := range all[*record.Notice](t, s) {
		if n.Address.Text() == "c@example.org" && (strings.Contains(n.Why+n.Text, ticket.Reference()) ||
			n.Event != "ticket_received") {
			t.Errorf("somebody else is told %+v", n)
		}
	}

	send(mail.Incoming{From: "d@example.org", Subject: strings.Repeat("long ", 100),
		Text: strings.Repeat("x", 20_000)})
	count(5, 8)
	send(mail.Incoming{From: "e@example.org"})
	for _, each := range all[*record.Ticket](t, s) {
		if n := len([]rune(each.Subject.Text())); n > 200 || n == 0 {
			t.Errorf("a subject of %d characters", n)
		}
	}
	for _, e := range all[*record.TicketEntry](t, s) {
		if n := len([]rune(e.Text.Text())); n > 10_000 || n == 0 || e.Cut != (n == 10_000) {
			t.Errorf("a text of %d characters, cut: %v", n, e.Cut)
		}
	}

	// An answer that comes too late makes a new ticket, which goes on from the old one.
	s.Do(staff, at+"/close", "reason", "It came twice")
	send(mail.Incoming{From: "a@example.org", Text: "Too late",
		InReplyTo: ticket.MessageID("n2", "mains.example")})
	count(7, 10)
	found := false
	for _, each := range all[*record.Ticket](t, s) {
		found = found || each.Follows == ticket.ID
	}
	if !found {
		t.Error("no ticket goes on from the one that is closed")
	}
}

// FuzzTicketToken takes tokens from what comes by mail.
func FuzzTicketToken(f *testing.F) {
	for _, text := range []string{"help+ticket.7k2mf3qa.abcdef@mains.example",
		"<ticket.7k2mf3qa.abcdef.n1@mains.example>", "help@mains.example", "ticket.", "+ticket..@"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		id, token, ok := record.TicketToken(text)
		if ok != (id != "" && token != "") {
			t.Errorf("%q: %q %q %v", text, id, token, ok)
		}
		if strings.ContainsAny(id+token, ".@") {
			t.Errorf("%q: %q %q", text, id, token)
		}
	})
}
