package helpdesk

import (
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

// The events that whoever asked is told of.
const (
	eventReceived = "ticket_received"
	eventFiles    = "ticket_files"
	eventReply    = "ticket_reply"
	eventWaiting  = "ticket_waiting"
	eventRemind   = "ticket_reminder"
	eventResolved = "ticket_resolved"
	eventClosed   = "ticket_closed"
)

// tell leaves a notice to whoever asked, where there is a way to reach them. What was written
// stands on the page of the ticket alone.
func tell(tx *register.Tx, t *record.Ticket, event, why, text string, due time.Time) error {
	return leave(tx, record.Notice{About: t.ID, Event: event, Why: why, Text: text, Due: due},
		t.Person, t.Address)
}

// leave leaves a notice to a person, else to the address of somebody whom the register does not
// know; to nobody where neither is known.
func leave(tx *register.Tx, n record.Notice, person string, address register.Secret) error {
	n.Topic = "requests"
	switch {
	case person != "":
		n.Person, n.To = person, []string{"person:" + person}
	case address.Text() != "":
		n.Address = register.NewSecret(address.Text())
	default:
		return nil
	}
	return record.Leave(tx, n)
}

// notKept says that files are not kept. Their names are in the mail alone: see [record.Mailed].
const notKept = "Files are not kept here: write what they say, or where they can be found."

// mostAnswered is how many mails of one address are answered by themselves within a day: whoever
// writes in the name of others cannot have more sent to them. [D]
const mostAnswered = 5

// enough reports whether so much was answered to the address of a ticket within a day.
func enough(tx *register.Tx, t *record.Ticket) (bool, error) {
	const day = 24 * time.Hour
	told, err := register.All[*record.Notice](tx.View, register.Query{Key: "due",
		From:  register.InstantKey(tx.Now().Add(-day)),
		Where: []register.Key{{Name: "event", Value: eventReceived}}})
	n := 0
	for _, each := range told {
		if strings.EqualFold(each.Address.Text(), t.Address.Text()) {
			n++
		}
	}
	return n >= mostAnswered, err
}

// received tells whoever asked that their question is there, and whether files came with it.
func received(tx *register.Tx, t *record.Ticket, files int) error {
	if t.Channel == "email" {
		if over, err := enough(tx, t); err != nil || over {
			return err
		}
	}
	text := "Its reference is " + t.Reference() + "."
	if !t.Due.IsZero() {
		text += " A reply is due by " + calendar.Moment(t.Due) + "."
	}
	if files > 0 {
		text += "\n" + notKept
	}
	return tell(tx, t, eventReceived, "Your question is with the helpdesk.", text, tx.Now())
}

// withoutFiles tells whoever asked that files that came with more of theirs are not kept.
func withoutFiles(tx *register.Tx, t *record.Ticket) error {
	return tell(tx, t, eventFiles, "What you wrote about "+t.Reference()+
		" is with the helpdesk, without its files.", notKept, tx.Now())
}

// waits tells whoever asked that their ticket waits for them: now, again when they say nothing,
// and when it is closed for that.
func waits(tx *register.Tx, t *record.Ticket, o office) error {
	until := calendar.Moment(t.Ends)
	if err := tell(tx, t, eventWaiting, "The helpdesk has asked you something about your question "+
		t.Reference()+".", "Answer by "+until+": then it is closed.", tx.Now()); err != nil {
		return err
	}
	if t.Ends.IsZero() {
		return nil
	}
	if err := tell(tx, t, eventRemind, "Your question "+t.Reference()+" still waits for you.",
		"The helpdesk has asked you something. Answer by "+until+": then it is closed.",
		o.after(tx.Now(), remindDays)); err != nil {
		return err
	}
	return tell(tx, t, eventClosed, "Your question "+t.Reference()+" was closed.",
		"The helpdesk had asked you something, and has heard nothing. Ask again at any time, and "+
			"name the reference.", t.Ends)
}
