package helpdesk

import (
	"strconv"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/shelf"
	"github.com/mains-energy/mains/internal/page"
)

// writing is what whoever asked does with their ticket, by a form or by mail.
type writing struct {
	tx      *register.Tx
	t       *record.Ticket
	in      page.Input
	channel string
	entry   record.TicketEntry
}

// writeLabel is what adding to a ticket is called.
func writeLabel(t *record.Ticket) string {
	switch t.State {
	case record.TicketWaiting:
		return "Answer the helpdesk"
	case record.TicketResolved:
		return "Open it again"
	}
	return "Write more"
}

// textField asks for a text.
func textField(label, hint string) page.Field {
	return page.Field{Name: "text", Label: label, Hint: hint, Control: page.Area, Limit: mostText}
}

// writeForm asks what is to be added to a ticket.
func writeForm(t *record.Ticket, v *register.View) *page.Form {
	form := &page.Form{Title: writeLabel(t), Submit: "Send it",
		Fields: []page.Field{textField("What you want to say", "")}}
	if why := over(t, v.Moment().So); why != "" {
		form.Faults = page.Faults{{Text: why}}
	}
	return form
}

// over says why nothing can be added to a ticket any more; empty: it can.
func over(t *record.Ticket, so time.Time) string {
	if t.StateAt(so) != record.TicketClosed {
		return ""
	}
	return "It is too late: " + t.Reference() + " was closed at " + calendar.Moment(closedAt(t)) +
		". Ask a new question, and name " + t.Reference() + " in it."
}

// closedAt is when a ticket was closed, by somebody or by the clock.
func closedAt(t *record.Ticket) time.Time {
	if t.State == record.TicketClosed {
		return t.Ended
	}
	return t.Ends
}

// write adds to a ticket what whoever asked has written, and brings it back to the helpdesk.
func (w *writing) write() error {
	if why := over(w.t, w.tx.Now()); why != "" {
		return page.Faults{{Text: why}}
	}
	return w.add(plain(w.in.Text("text")))
}

// add is [writing.write] of a ticket that is not closed.
func (w *writing) add(text string) error {
	o, err := officeOf(w.tx.View)
	if err != nil {
		return err
	}
	event := doWrite
	if w.t.State == record.TicketResolved {
		event = doReopen
	}
	step, err := TicketLife.Take(string(w.t.State), event)
	if err != nil {
		return err
	}
	if step.To != string(w.t.State) {
		o.enter(w.t, record.TicketState(step.To), w.tx.Now())
	}
	w.entry.Kind, w.entry.Channel = record.EntryQuestion, w.channel
	if err := enter(w.tx, w.t, w.entry, text); err != nil {
		return err
	}
	_, err = record.Recall(w.tx, w.t.ID)
	return err
}

// scores are how satisfied somebody can be.
var scores = shelf.Options("5", "Very satisfied", "4", "Satisfied", "3", "Neither", "2",
	"Dissatisfied", "1", "Very dissatisfied")

// rateable reports whether whoever asked can say how satisfied they are: once, when it is over.
func rateable(t *record.Ticket, so time.Time) bool {
	return t.Score == 0 && !t.RepliedAt.IsZero() &&
		(t.State == record.TicketResolved || t.StateAt(so) == record.TicketClosed)
}

// notRateable says why nobody can say how satisfied they are; empty: they can.
func notRateable(t *record.Ticket, so time.Time) string {
	switch {
	case t.Score != 0:
		return "You have said so already: it is asked once."
	case !rateable(t, so):
		return "This is asked when the question is answered."
	}
	return ""
}

// scoreField asks how satisfied somebody is.
func scoreField() page.Field {
	return page.Field{Name: "score", Label: "How satisfied are you with the answer?",
		Control: page.Choice, Options: scores}
}

// rateForm asks how satisfied somebody is.
func rateForm(t *record.Ticket, v *register.View) *page.Form {
	form := &page.Form{Title: "Say how satisfied you are", Submit: "Send it",
		Fields: []page.Field{scoreField()}}
	if why := notRateable(t, v.Moment().So); why != "" {
		form.Faults = page.Faults{{Text: why}}
	}
	return form
}

// rate takes how satisfied somebody is.
func (w *writing) rate() error {
	if why := notRateable(w.t, w.tx.Now()); why != "" {
		return page.Faults{{Text: why}}
	}
	n, err := strconv.Atoi(w.in.Text("score"))
	w.t.Score = n
	return err
}
