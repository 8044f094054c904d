package event

import (
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

// When who is registered is told that questions in advance close: Working Days before that day,
// and the hour, London time. [S] for the days, [D] for the hour.
const (
	remindDays = 2
	remindHour = 9
)

// noticeQuestions hangs on the deadline of questions, and is made anew when that moves.
const noticeQuestions = "event_questions_close"

// The topics of what is told.
const (
	topicOwn       = "requests"
	topicDeadlines = "deadlines"
)

// tellAll leaves a notice for all who have a seat or wait for one.
func tellAll(tx *register.Tx, e *record.Event, event, why, text string) error {
	if n, err := counted(tx.View, "registrant", e); n == 0 {
		return err
	}
	return record.Leave(tx, record.Notice{About: e.ID, Event: event, Topic: topicOwn,
		To: []string{"registrants:" + e.ID}, Why: why, Text: text, Due: tx.Now()})
}

// tellOne leaves a notice for one who is registered, or was.
func tellOne(tx *register.Tx, r *record.Registration, event, why, text string) error {
	n := record.Notice{About: r.Event, Event: event, Topic: topicOwn, Why: why, Text: text,
		Due: tx.Now()}
	if r.Person != "" {
		n.Person, n.To = r.Person, []string{"person:" + r.Person}
	} else {
		n.Address = register.NewSecret(r.Address.Text())
	}
	return record.Leave(tx, n)
}

// remind sees to it that who is registered is told before questions in advance close: once, and
// by the deadline as it is now.
func remind(tx *register.Tx, e *record.Event) error {
	due, err := reminder(tx.View, e)
	if err != nil {
		return err
	}
	wanted := due.After(tx.Now())
	left, err := register.All[*record.Notice](tx.View, register.Query{Key: "about", Is: e.ID,
		Where: []register.Key{{Name: "event", Value: noticeQuestions}}})
	if err != nil {
		return err
	}
	for _, n := range left {
		switch {
		case !n.Due.After(tx.Now()): // it was sent
		case wanted && n.Due.Equal(due):
			wanted = false
		default:
			if err := tx.End("notice", n.ID, tx.Now()); err != nil {
				return err
			}
		}
	}
	if !wanted {
		return nil
	}
	return record.Leave(tx, record.Notice{About: e.ID, Event: noticeQuestions, Topic: topicDeadlines,
		To: []string{"registrants:" + e.ID}, Due: due,
		Why: "Questions to “" + e.Heading() + "” in advance close at " +
			calendar.Moment(e.QuestionDeadlineAt)})
}

// reminder is when to tell that questions in advance close; the zero time where they do not.
func reminder(v *register.View, e *record.Event) (time.Time, error) {
	if e.QuestionDeadlineAt.IsZero() || e.Draft || e.Postponed != "" || e.Cancelled != "" {
		return time.Time{}, nil
	}
	count, err := desk.Calendar(v).Add(calendar.DateOf(e.QuestionDeadlineAt), -remindDays)
	return count.To.At(remindHour, 0), err
}
