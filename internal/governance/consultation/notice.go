package consultation

import (
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

// reminderHour is when on its day a reminder is due, London time [D].
const reminderHour = 9

// The notices that hang on the dates of a consultation, and are made anew when these move.
const (
	noticeOpened = "opened"
	noticeSoon   = "closing_soon"
	noticeClosed = "closed"
)

// tell leaves a notice for those whom a consultation asks, and for others.
func tell(
	tx *register.Tx, c *record.Consultation, event, why string, due time.Time, also ...string,
) error {
	to := []string{}
	for _, a := range c.Audience {
		to = append(to, "audience:"+a)
	}
	if len(to) == 0 {
		to = append(to, "audience:"+audiences[0])
	}
	return record.Leave(tx, record.Notice{About: c.ID, Event: event, To: append(to, also...), Why: why,
		Due: due})
}

// schedule leaves the notices that hang on the closing of a consultation.
func schedule(tx *register.Tx, c *record.Consultation) error {
	for _, days := range remindDays {
		count, err := desk.Calendar(tx.View).Add(calendar.DateOf(c.ClosesAt), -days)
		if err != nil {
			return err
		}
		due := count.To.At(reminderHour, 0)
		if !due.After(tx.Now()) || !due.After(c.OpensAt) {
			continue
		}
		why := c.Heading() + ": " + plural(days, "Working Day") + " left to respond"
		if err := record.Leave(tx, record.Notice{About: c.ID, Event: noticeSoon, Why: why, Due: due,
			To: []string{"silent:" + c.ID}}); err != nil {
			return err
		}
	}
	return tell(tx, c, noticeClosed, c.Heading()+" has closed", c.ClosesAt)
}

// unschedule takes back the notices that hang on the dates and are still to come.
func unschedule(tx *register.Tx, c *record.Consultation) error {
	_, err := record.Recall(tx, c.ID, noticeOpened, noticeSoon, noticeClosed)
	return err
}
