package helpdesk_test

import (
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// all are all records of a kind, whoever may see them.
func all[T register.Record](t *testing.T, s governancetest.Site) []T {
	t.Helper()
	now := s.Code.Register().Now()
	found, err := register.All[T](s.Code.Register().View(t.Context(), policy.System(),
		register.Moment{So: now, Known: now}), register.Query{})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// notices are the events of the notices that are left for somebody, with those to come.
func notices(t *testing.T, s governancetest.Site, to string) (events []string) {
	t.Helper()
	for _, n := range all[*record.Notice](t, s) {
		if strings.HasPrefix(n.Event, "ticket_") && (n.Person == to || n.Address.Text() == to) {
			event := n.Event
			if n.Due.After(s.Code.Now()) {
				event += " later"
			}
			events = append(events, event)
		}
	}
	return events
}

// has counts an event.
func has(events []string, event string) (n int) {
	for _, e := range events {
		if e == event {
			n++
		}
	}
	return n
}

// TestVisitor is the story of a question from outside the register: its page is opened by the link
// alone, and it waits for whoever asked.
func TestVisitor(t *testing.T) {
	s := governancetest.NewSite(t)
	const address = "somebody@example.org"
	s.Refused("", "/helpdesk/ask", "Your e-mail address: enter an e-mail address", "subject", "x",
		"text", "x", "category", "other", "name", "Somebody", "email", "somebody")
	link := question(s, "", "name", "The requester", "email", address)
	if !strings.HasPrefix(link, "/helpdesk/ticket/") {
		t.Fatalf("the question leads to %s", link)
	}
	ticket := all[*record.Ticket](t, s)[0]
	at := "/tickets/" + ticket.ID
	s.Says(link, "Question "+ticket.Reference(), "Who votes on MP192?",
		"A reply is due by 10am on 21 January 2022", "Whoever has the address of this page")
	silent(t, s, "", link, "somebody@example", "Queue")
	says(t, s, staff, at, "Asked by", "The requester", address)
	wrong := strings.Replace(link, ticket.Token.Text(), strings.Repeat("a", 32), 1)
	for _, a := range []string{at, wrong, strings.TrimSuffix(link, ticket.Token.Text()) + "x",
		strings.Replace(link, strings.TrimPrefix(ticket.ID, "ticket-"), "aaaaaaaa", 1)} {
		hidden(t, s, "", a)
		hidden(t, s, rival, a)
	}
	s.Closed("", wrong+"/write", page.ErrNotFound)
	if got := notices(t, s, address); has(got, "ticket_received") != 1 {
		t.Errorf("notices %v", got)
	}

	s.At("2022-01-20T12:00")
	s.Do(staff, at+"/refer", "text", "Asked the DCC")
	s.Says(link, "Waiting for somebody else", "A reply is due by 10am on 21 January 2022")
	silent(t, s, "", link, "Asked the DCC")
	s.Do(staff, at+"/resume", "text", "The DCC knows nothing")
	s.At("2022-01-21T11:00")
	says(t, s, staff, "/tickets", "With the helpdesk, late", "Late: a reply is due by")
	s.Do(staff, at+"/ask-back", "text", "Which vote do you mean?")
	s.Says(link, "Waiting for whoever asked", "it is closed at 5pm on 4 February 2022",
		"Which vote do you mean?", "First reply", "late, at 11am on 21 January 2022",
		"Answer", "the clock stands still")
	if got := notices(t, s, address); has(got, "ticket_waiting") != 1 ||
		has(got, "ticket_reminder later") != 1 || has(got, "ticket_closed later") != 1 {
		t.Errorf("notices %v", got)
	}
	s.At("2022-01-25T10:00")
	s.Refused("", link+"/write", "fill this in")
	s.Refused("", link+"/rate", "This is asked when", "score", "5")
	s.Do("", link+"/write", "text", "That of the <b>Change Board</b>")
	s.Says(link, "With the helpdesk", "An answer is due by 5pm on 28 January 2022", "More",
		"That of the &lt;b&gt;Change Board&lt;/b&gt;", "Waiting for whoever asked", "nothing")
	if got := notices(t, s, address); has(got, "ticket_reminder later")+
		has(got, "ticket_closed later") != 0 {
		t.Errorf("notices that are not recalled: %v", got)
	}
	s.Do(staff, at+"/ask-back", "text", "Which of them?")
	s.At("2022-02-08T17:00")
	s.Says(link, "Closed by itself at 5pm on 8 February 2022")
	if got := notices(t, s, address); has(got, "ticket_closed") != 1 {
		t.Errorf("notices %v", got)
	}
	s.Refused("", link+"/write", "It is too late: "+ticket.Reference()+" was closed", "text", "x")

	s.Refused(staff, at+"/erase", "fill this in")
	s.Do(staff, at+"/erase", "why", "It is no longer needed")
	says(t, s, staff, at, "Removed: It is no longer needed")
	silent(t, s, staff, at, "The requester", address, "Which vote", "Change Board")
	hidden(t, s, "", link)
}

// TestEntered: the administrator enters what was asked by telephone, and can set aside what is no
// question.
func TestEntered(t *testing.T) {
	s := governancetest.NewSite(t)
	at := question(s, staff, "name", "A caller")
	says(t, s, staff, at, "Asked by", "A caller")
	if got := all[*record.Notice](t, s); len(got) != 0 {
		for _, n := range got {
			if n.About == all[*record.Ticket](t, s)[0].ID {
				t.Errorf("a notice to nobody: %+v", n)
			}
		}
	}
	s.Refused(staff, at+"/erase", "Close it first", "why", "x")
	s.Refused(staff, at+"/publish", "Reply first", "question", "x", "answer", "x", "category", "other")
	s.Do(staff, at+"/close", "reason", "It came twice")
	says(t, s, staff, at, "Closed", "It came twice")
}
