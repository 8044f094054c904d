package event

import (
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

// When who is registered is told that questions in advance close, and who has a seat that the event
// begins: Working Days before that day, and the hour, London time. [S] for the days of questions,
// [D] for the others.
const (
	closeDays  = 2
	beginDays  = 1
	remindHour = 9
)

// The reminders, which hang on a time of the event, and are made anew when that moves.
const (
	noticeQuestions = "event_questions_close"
	noticeBegins    = "event_begins"
)

// The topics of what is told.
const (
	topicOwn       = "requests"
	topicDeadlines = "deadlines"
)

// everybody are those who have a seat at an event or wait for one, holders those who have one.
func everybody(e *record.Event) []string { return []string{"registrants:" + e.ID} }
func holders(e *record.Event) []string   { return []string{"seated:" + e.ID} }

// tellAll leaves a notice for some who are registered.
func tellAll(tx *register.Tx, e *record.Event, to []string, event, why, text string) error {
	if n, err := counted(tx.View, "registrant", e); n == 0 {
		return err
	}
	return record.Leave(tx, record.Notice{About: e.ID, Event: event, Topic: topicOwn, To: to,
		Why: why, Text: text, Due: tx.Now()})
}

// tellOne leaves a notice for one who is registered, or was. One to a guest names the registration:
// their address stands nowhere else.
func tellOne(tx *register.Tx, r *record.Registration, event, why, text string) error {
	if r.Person != "" {
		return tellPerson(tx, r.Event, r.Person, event, why, text)
	}
	return record.Leave(tx, record.Notice{About: r.Event, Event: event, Topic: topicOwn, Why: why,
		Text: text, Due: tx.Now(), To: []string{"registration:" + r.ID}})
}

// tellPerson leaves a notice about an event for somebody of the register.
func tellPerson(tx *register.Tx, about, person, event, why, text string) error {
	return record.Leave(tx, record.Notice{About: about, Event: event, Topic: topicOwn, Why: why,
		Text: text, Due: tx.Now(), Person: person, To: []string{"person:" + person}})
}

// remind sees to it that who is registered is reminded of an event: once of each of its times, and
// by these as they are now.
func remind(tx *register.Tx, e *record.Event) error {
	wanted, err := reminders(tx.View, e)
	if err != nil {
		return err
	}
	for _, n := range wanted {
		if err := hang(tx, n); err != nil {
			return err
		}
	}
	return nil
}

// hang leaves a reminder where it is to come, in the place of one for another time.
func hang(tx *register.Tx, n record.Notice) error {
	wanted := n.Due.After(tx.Now())
	left, err := register.All[*record.Notice](tx.View, register.Query{Key: "about", Is: n.About,
		Where: []register.Key{{Name: "event", Value: n.Event}}})
	if err != nil {
		return err
	}
	for _, was := range left {
		switch {
		case !was.Due.After(tx.Now()): // it was sent
		case wanted && was.Due.Equal(n.Due) && was.Why == n.Why:
			wanted = false
		default:
			if err := tx.End("notice", was.ID, tx.Now()); err != nil {
				return err
			}
		}
	}
	if !wanted {
		return nil
	}
	return record.Leave(tx, n)
}

// reminders are those of an event: due at the zero time where there is nothing to remind of.
func reminders(v *register.View, e *record.Event) ([]record.Notice, error) {
	all := []record.Notice{{Event: noticeQuestions, Topic: topicDeadlines, To: everybody(e),
		Why: "Questions to “" + e.Heading() + "” in advance close at " +
			calendar.Moment(e.QuestionDeadlineAt)},
		{Event: noticeBegins, Topic: topicOwn, To: holders(e),
			Why: "“" + e.Heading() + "” is held on " + planned(e)}}
	for i, of := range []struct {
		at   time.Time
		days int
	}{{e.QuestionDeadlineAt, closeDays}, {e.StartsAt, beginDays}} {
		all[i].About = e.ID
		if of.at.IsZero() || e.Draft || e.Postponed != "" || e.Cancelled != "" {
			continue
		}
		count, err := desk.Calendar(v).Add(calendar.DateOf(of.at), -of.days)
		if err != nil {
			return nil, err
		}
		all[i].Due = count.To.At(remindHour, 0)
	}
	return all, nil
}
