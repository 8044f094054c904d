package helpdesk

import (
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/process"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

// The states, as the machine has them.
const (
	isNew      = string(record.TicketNew)
	isTriaged  = string(record.TicketTriaged)
	isWaiting  = string(record.TicketWaiting)
	isReferred = string(record.TicketReferred)
	isResolved = string(record.TicketResolved)
	isClosed   = string(record.TicketClosed)
)

// The steps that are asked for by name.
const (
	doTriage  = "triage"
	doReply   = "reply"
	doResolve = "resolve"
	doAsk     = "ask_back"
	doRefer   = "refer"
	doResume  = "resume"
	doWrite   = "write"
	doReopen  = "reopen"
	doClose   = "close"
)

// write is a step by which whoever asked adds something.
func write(from, to string) process.Step {
	return process.Step{Event: doWrite, Label: "Write more", From: []string{from}, To: to,
		By: []string{byAsker}, Doc: "What they add goes to the helpdesk."}
}

// TicketLife is the life of a ticket. [D]
var TicketLife = &process.Machine{
	Name: "ticket", Title: "Question to the helpdesk", Start: isNew,
	States: []process.State{
		{Name: isNew, Label: "New", Doc: "It has come, and nobody has looked at it yet."},
		{Name: isTriaged, Label: "With the helpdesk", Doc: "Somebody works on an answer."},
		{Name: isResolved, Label: "Answered",
			Doc: "It has an answer. For a time whoever asked can open it again."},
		{Name: isClosed, Label: "Closed", Doc: "Nothing more is said here.", Final: true},
		{Name: isWaiting, Label: "Waiting for whoever asked",
			Doc: "The helpdesk has asked something back. The clock stands still."},
		{Name: isReferred, Label: "Waiting for somebody else",
			Doc: "The helpdesk has asked somebody else. The clock runs."},
	},
	Steps: []process.Step{
		{Event: doTriage, Label: "Sort it", From: []string{isNew, isTriaged}, To: isTriaged,
			By: []string{byStaff}, Doc: "Say what it is about, how urgent it is and who answers it."},
		{Event: doResolve, Label: "Answer it",
			From: []string{isTriaged, isNew, isWaiting, isReferred}, To: isResolved,
			By: []string{byStaff}, Doc: "The reply says all that was asked."},
		{Event: "expire", Label: "It is not opened again in time",
			From: []string{isResolved}, To: isClosed, Timed: true},
		{Event: doReply, Label: "Reply, and go on",
			From: []string{isNew, isTriaged, isWaiting, isReferred}, To: isTriaged,
			By: []string{byStaff}, Doc: "The reply is not all: more is to follow."},
		{Event: doAsk, Label: "Ask something back", From: []string{isNew, isTriaged, isReferred},
			To: isWaiting, By: []string{byStaff},
			Doc: "The clock stands still until whoever asked answers."},
		{Event: doRefer, Label: "Ask somebody else", From: []string{isNew, isTriaged}, To: isReferred,
			By: []string{byStaff}, Doc: "The clock goes on: whoever asked waits all the same."},
		{Event: doResume, Label: "Somebody else has answered", From: []string{isReferred},
			To: isTriaged, By: []string{byStaff}},
		write(isWaiting, isTriaged), write(isNew, isNew), write(isTriaged, isTriaged),
		write(isReferred, isReferred),
		{Event: doReopen, Label: "Open it again", From: []string{isResolved}, To: isTriaged,
			By: []string{byAsker}, Doc: "Say what is still open."},
		{Event: "lapse", Label: "No answer comes in time", From: []string{isWaiting}, To: isClosed,
			Timed: true},
		{Event: doClose, Label: "Close without an answer", From: []string{isNew, isTriaged}, To: isClosed,
			By: []string{byStaff}, Reason: true, Doc: "For what is no question, or came twice."},
	},
}

// The times that the helpdesk gives itself and others, all [D].
const (
	replyDays   = 1  // days of opening hours until the first reply
	resolveDays = 5  // days of opening hours until the answer
	remindDays  = 5  // Working Days after which whoever asked is reminded that it waits for them
	lapseDays   = 10 // Working Days after which it is closed where they say nothing
	reopenDays  = 10 // Working Days in which they can open again what is answered
)

// The reasons for which the clock of a ticket stands still.
const (
	pauseWaiting  = "waiting for whoever asked"
	pauseResolved = "answered"
)

// office is what the clock of tickets goes by.
type office struct{ calendar.Hours }

// officeOf is the office at the moment of a view: that of the first helpdesk, or else the hours
// that were printed [S].
func officeOf(v *register.View) (office, error) {
	found, err := register.Find[*record.Helpdesk](v, register.Query{Limit: 1})
	if err != nil {
		return office{}, err
	}
	h := &record.Helpdesk{Days: []string{"monday", "tuesday", "wednesday", "thursday", "friday"},
		Opens: 9 * 60, Closes: 17 * 60}
	if len(found.Records) > 0 {
		h = found.Records[0]
	}
	return office{hoursOf(h, calendar.Default().KnownOn(calendar.DateOf(v.Moment().Known)))}, nil
}

// pauses are those of a ticket.
func pauses(t *record.Ticket) (all []calendar.Pause) {
	for _, p := range t.Pauses {
		all = append(all, calendar.Pause{From: p.From, Until: p.Until, Why: p.Why})
	}
	return all
}

// due is by when the next reply to a ticket is due: the first, then the answer; zero while the
// clock stands still.
func (o office) due(t *record.Ticket) time.Time {
	days := resolveDays
	if t.RepliedAt.IsZero() {
		days = replyDays
	}
	return o.by(t, days)
}

// by is when days of opening hours have counted for a ticket.
func (o office) by(t *record.Ticket, days int) time.Time {
	return o.Due(t.OpenedAt, time.Duration(days)*o.Day(), pauses(t)...)
}

// enter brings a ticket into a state at an instant, which the clock of the ticket counts to the
// minute.
func (o office) enter(t *record.Ticket, to record.TicketState, now time.Time) {
	minute := now.Truncate(time.Minute)
	if n := len(t.Pauses); n > 0 && t.Pauses[n-1].Until.IsZero() {
		t.Pauses[n-1].Until = minute
	}
	t.State, t.Ends, t.Due = to, time.Time{}, time.Time{}
	switch to {
	case record.TicketWaiting:
		t.Pauses = append(t.Pauses, record.TicketPause{From: minute, Why: pauseWaiting})
		t.Ends = o.after(now, lapseDays)
	case record.TicketResolved:
		t.Pauses = append(t.Pauses, record.TicketPause{From: minute, Why: pauseResolved})
		t.Ends = o.after(now, reopenDays)
	case record.TicketClosed:
		t.Ended = now
	default:
		t.Due = o.due(t)
	}
}

// after is the close of the day that so many Working Days lead to; zero beyond the years of the
// calendar.
func (o office) after(now time.Time, days int) time.Time {
	w, err := o.Calendar.Add(calendar.DateOf(now), days)
	if err != nil {
		return time.Time{}
	}
	return calendar.CloseOfDay(w.To)
}
