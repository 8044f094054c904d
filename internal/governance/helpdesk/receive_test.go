package helpdesk_test

import (
	"context"
	"crypto/sha256"
	"fmt"
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/governance/helpdesk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/post"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/mail"
)

// inbox is where the helpdesk of a site gets mail.
type inbox struct {
	governancetest.Site
	t       *testing.T
	receive func(context.Context, *mail.Incoming) error
}

func newInbox(t *testing.T) inbox {
	s := governancetest.NewSite(t)
	return inbox{s, t, helpdesk.Receive(desk.New(s.Code.Register(), s.Code.Library()))}
}

// send hands over a mail.
func (i inbox) send(in mail.Incoming) {
	i.t.Helper()
	in.Digest = sha256.Sum256([]byte(in.From + in.Recipient + in.Subject + in.Text))
	if err := i.receive(i.t.Context(), &in); err != nil {
		i.t.Fatal(err)
	}
}

// count asks for how many tickets and entries there are.
func (i inbox) count(tickets, entries int) {
	i.t.Helper()
	if a, b := len(all[*record.Ticket](i.t, i.Site)), len(all[*record.TicketEntry](i.t, i.Site)); a !=
		tickets || b != entries {
		i.t.Fatalf("%d tickets with %d entries: want %d, %d", a, b, tickets, entries)
	}
}

// TestReceive makes tickets of mail, and adds to those that it answers.
func TestReceive(t *testing.T) {
	i := newInbox(t)
	first := mail.Incoming{From: "a@example.org", Name: "A Writer", Subject: "About MP192",
		Text: "Who votes\non it?\n", ID: "<one@example.org>", Recipient: "help@mains.example",
		Left: []string{"large.pdf (12 MB)"}}
	i.send(first)
	i.send(first) // handed over twice
	i.count(1, 1)
	ticket := all[*record.Ticket](t, i.Site)[0]
	at := "/tickets/" + ticket.ID
	says(t, i.Site, staff, at, "About MP192", "A Writer", "a@example.org",
		"Extend Scheduled Services", "by mail.", "Who votes on it?",
		"Not kept of what came with it: large.pdf (12 MB).")
	i.send(mail.Incoming{From: "a@example.org", Text: "I am away", Automatic: "auto-replied"})
	i.send(mail.Incoming{Text: "From nobody"})
	i.count(1, 1)

	// The token in the address, and in what is answered; and an earlier mail of the same sender.
	i.send(mail.Incoming{From: "b@example.org", Text: "More by address", ID: "<two@example.org>",
		Recipient: ticket.Plus("help@mains.example")})
	i.send(mail.Incoming{From: "a@example.org", Text: "More by answer", ID: "<three@example.org>",
		InReplyTo: ticket.MessageID("n1", "mains.example")})
	i.send(mail.Incoming{From: "A@example.org", Text: "More by reference", ID: "<four@example.org>",
		References: []string{"<other@example.org>", "<one@example.org>"}})
	i.count(1, 4)
	says(t, i.Site, staff, at, "More by address", "More by answer", "More by reference")

	// The reference in the subject, a wrong token, and the mail of somebody else: new tickets.
	i.send(mail.Incoming{From: "c@example.org", Subject: "Re: " + ticket.Reference(), Text: "A guess"})
	i.send(mail.Incoming{From: "c@example.org", Text: "Another",
		Recipient: "help+ticket." + strings.TrimPrefix(ticket.ID, "ticket-") + ".aaaa@mains.example"})
	i.send(mail.Incoming{From: "c@example.org", Text: "A third", InReplyTo: "<one@example.org>"})
	i.count(4, 7)
	silent(t, i.Site, staff, at, "A guess", "Another", "A third")
	for _, n := range all[*record.Notice](t, i.Site) {
		if n.Address.Text() == "c@example.org" && (strings.Contains(n.Why+n.Text, ticket.Reference()) ||
			n.Event != "ticket_received") {
			t.Errorf("somebody else is told %+v", n)
		}
	}
}

// TestReceiveCrash: a mail whose ticket is made, and of which nothing else is noted, makes no other
// one when it is handed over again.
func TestReceiveCrash(t *testing.T) {
	i := newInbox(t)
	office := i.Code.Post()
	const crash = "the end"
	for n, header := range []string{"", "Message-ID: <one@example.org>\r\n"} {
		came := mail.Parse(mail.Envelope{From: "a@example.org", To: "help@mains.example",
			Raw: []byte("From: a@example.org\r\n" + header + "\r\nWho votes?\r\n")})
		office.Handle(post.Handlers{Ticket: func(ctx context.Context, in *mail.Incoming) error {
			if err := i.receive(ctx, in); err != nil {
				return err
			}
			panic(crash)
		}})
		func() {
			defer func() {
				if recover() != crash {
					t.Error("it did not end")
				}
			}()
			_ = office.Take(t.Context(), came) // it ends before it returns
		}()
		i.count(n+1, n+1)
		again := 0
		office.Handle(post.Handlers{Ticket: func(ctx context.Context, in *mail.Incoming) error {
			again++
			return i.receive(ctx, in)
		}})
		for range 2 {
			if err := office.Take(t.Context(), came); err != nil {
				t.Fatal(err)
			}
		}
		i.count(n+1, n+1)
		if again != 1 {
			t.Errorf("it was handed over %d times more, want once", again)
		}
	}
}

// TestReceiveMany: mails of one address are answered by themselves so often within a day.
func TestReceiveMany(t *testing.T) {
	i := newInbox(t)
	for n := range 7 {
		i.send(mail.Incoming{From: "a@example.org", Subject: fmt.Sprint(n), Text: "x"})
	}
	i.send(mail.Incoming{From: "b@example.org", Subject: "x", Text: "x"})
	i.count(8, 8)
	answers := func(to string, want int) {
		t.Helper()
		if got := has(notices(t, i.Site, to), "ticket_received"); got != want {
			t.Errorf("%s has %d answers, want %d", to, got, want)
		}
	}
	answers("a@example.org", 5)
	answers("b@example.org", 1)
	i.At("2022-01-21T10:01")
	i.send(mail.Incoming{From: "a@example.org", Subject: "the next day", Text: "x"})
	answers("a@example.org", 6)
}

// TestReceiveMuch cuts what is too long, and names what is absent.
func TestReceiveMuch(t *testing.T) {
	i := newInbox(t)
	i.send(mail.Incoming{From: "d@example.org", Subject: strings.Repeat("long ", 100),
		Text: strings.Repeat("x", 20_000)})
	i.send(mail.Incoming{From: "e@example.org"})
	i.count(2, 2)
	for _, each := range all[*record.Ticket](t, i.Site) {
		if n := len([]rune(each.Subject.Text())); n > 200 || n == 0 {
			t.Errorf("a subject of %d characters", n)
		}
	}
	for _, e := range all[*record.TicketEntry](t, i.Site) {
		if n := len([]rune(e.Text.Text())); n > 10_000 || n == 0 || e.Cut != (n == 10_000) {
			t.Errorf("a text of %d characters, cut: %v", n, e.Cut)
		}
	}
}

// TestReceiveLate: an answer that comes too late makes a new ticket, which goes on from the old.
func TestReceiveLate(t *testing.T) {
	i := newInbox(t)
	i.send(mail.Incoming{From: "a@example.org", Subject: "x", Text: "x", ID: "<one@example.org>"})
	ticket := all[*record.Ticket](t, i.Site)[0]
	i.Do(staff, "/tickets/"+ticket.ID+"/close", "reason", "It came twice")
	i.send(mail.Incoming{From: "a@example.org", Text: "Too late",
		InReplyTo: ticket.MessageID("n2", "mains.example")})
	i.count(2, 2)
	for _, each := range all[*record.Ticket](t, i.Site) {
		if each.ID != ticket.ID && each.Follows != ticket.ID {
			t.Errorf("%s goes on from %q", each.ID, each.Follows)
		}
	}
}

// TestMailed: what a notice about a ticket has in a mail is the reply of the same act, the names of
// files that are not kept, and the page that whoever asked can open.
func TestMailed(t *testing.T) {
	i := newInbox(t)
	file := mail.Attachment{Name: "one.pdf", Content: make([]byte, 12_001)}
	i.send(mail.Incoming{From: "a@example.org", Subject: "x", Text: "x",
		Attach: []mail.Attachment{file}, Left: []string{"large.pdf (12000 kB)"}})
	ticket := all[*record.Ticket](t, i.Site)[0]
	i.Do(staff, "/tickets/"+ticket.ID+"/reply", "text", "The first reply")
	i.At("2022-01-21T10:00")
	i.Do(staff, "/tickets/"+ticket.ID+"/resolve", "text", "The answer")
	link := ticket.Link()
	i.mailed(ticket.ID, map[string]record.TicketMail{
		"ticket_received": {Files: "one.pdf (13 kB)\nlarge.pdf (12000 kB)", Link: link},
		"ticket_reply":    {Reply: "The first reply", Link: link},
		"ticket_resolved": {Reply: "The answer", Link: link}})
}

// TestFilesOnce: who sends files with more of theirs is told once that they are not kept.
func TestFilesOnce(t *testing.T) {
	i := newInbox(t)
	i.send(mail.Incoming{From: "a@example.org", Subject: "x", Text: "x"})
	ticket := all[*record.Ticket](t, i.Site)[0]
	many := make([]string, 25)
	for n := range many {
		many[n] = fmt.Sprint(n, ".png (1 kB)")
	}
	for _, day := range []string{"2022-01-20T11:00", "2022-01-20T12:00"} {
		i.At(day)
		i.send(mail.Incoming{From: "a@example.org", Text: day, Left: many,
			Recipient: ticket.Plus("help@mains.example")})
	}
	i.count(1, 3)
	i.mailed(ticket.ID, map[string]record.TicketMail{"ticket_received": {Link: ticket.Link()},
		"ticket_files": {Files: strings.Join(many[:20], "\n") + "\nand 5 more", Link: ticket.Link()}})
	at := "/tickets/" + ticket.ID
	says(t, i.Site, staff, at, "0.png (1 kB), 1.png", "and 5 more.", "0.png (1 kB)")
	i.Do(staff, at+"/close", "reason", "It is no question")
	i.Do(staff, at+"/erase", "why", "It is no longer needed")
	silent(t, i.Site, staff, at, "png")
}

// mailed checks what mail about a ticket has beside its notices, each event once.
func (i inbox) mailed(ticket string, want map[string]record.TicketMail) {
	i.t.Helper()
	now := i.Code.Register().Now()
	v := i.Code.Register().View(i.t.Context(), policy.System(), register.Moment{So: now, Known: now})
	for _, n := range all[*record.Notice](i.t, i.Site) {
		got, err := record.Mailed(v, n)
		if err != nil {
			i.t.Fatal(err)
		}
		if n.About != ticket {
			if got != (record.TicketMail{}) {
				i.t.Errorf("a notice about %s has %q", n.About, got)
			}
			continue
		}
		if expected, is := want[n.Event]; !is || got != expected {
			i.t.Errorf("%s: %+v, want %+v", n.Event, got, expected)
		}
		delete(want, n.Event)
	}
	if len(want) > 0 {
		i.t.Errorf("not left: %v", want)
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
