package consultation

import (
	"slices"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/process"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/page"
)

// The states that follow from the dates; the others are the stages of the record.
const (
	open     = "open"
	extended = "extended"
	closed   = "closed"
)

// owner is who takes the steps of a consultation: the administrator, for itself or for the
// body that asks.
const owner = "the code administrator"

// The stages by the names of the machine.
const (
	planned    = string(record.StagePlanned)
	collating  = string(record.StageCollating)
	summarised = string(record.StageSummarised)
	concluded  = string(record.StageConcluded)
	withdrawn  = string(record.StageWithdrawn)
)

// Machine is the life of a consultation [D].
var Machine = &process.Machine{
	Name: "consultation", Title: "Consultation", Start: planned,
	States: []process.State{
		{Name: planned, Label: "Planned", Doc: "It is prepared, or opens on a day to come."},
		{Name: open, Label: "Open", Doc: "Responses are taken until the instant of closing."},
		{Name: extended, Label: "Open, extended", Doc: "It closes later than was first said."},
		{Name: closed, Label: "Closed", Doc: "No response is taken, except a late one by decision."},
		{Name: collating, Label: "Collating", Doc: "The responses are read and counted."},
		{Name: summarised, Label: "Summary published",
			Doc: "Responses are published as each was given, with a summary."},
		{Name: concluded, Label: "Outcome recorded", Final: true,
			Doc: "It is said what was decided, and what became of each answer."},
		{Name: withdrawn, Label: "Withdrawn", Doc: "It was taken back.", Final: true},
	},
	Steps: []process.Step{
		{Event: "open", Label: "Open", From: []string{planned}, To: open, By: []string{owner},
			Doc: "Now, or on the day that is said."},
		{Event: "close", Label: "Closing time", From: []string{open, extended}, To: closed, Timed: true,
			Doc: "At 5pm of London on the day unless another time is said; not a moment later."},
		{Event: "collate", Label: "Start collating", From: []string{closed}, To: collating,
			By: []string{owner}},
		{Event: "publish", Label: "Publish the responses", From: []string{collating}, To: summarised,
			By: []string{owner}},
		{Event: "conclude", Label: "Record the outcome", From: []string{summarised}, To: concluded,
			By: []string{owner}},
		{Event: "publish_late", Label: "Publish late responses", From: []string{summarised},
			To: summarised, By: []string{owner}},
		{Event: "set_closing", Label: "Set the closing date", From: []string{open}, To: open,
			By: []string{owner}, Reason: true, Doc: "Where none was known."},
		{Event: "extend", Label: "Extend", From: []string{open, extended}, To: extended,
			By: []string{owner}, Reason: true, Doc: "All who were told of it are told again."},
		{Event: "withdraw", Label: "Withdraw", From: []string{planned, open, extended}, To: withdrawn,
			By: []string{owner}, Reason: true},
	},
}

// stateAt is the state of a consultation at an instant, by a record that holds then.
func stateAt(c *record.Consultation, so time.Time) string {
	switch {
	case c.Stage != "":
		return string(c.Stage)
	case so.Before(c.OpensAt):
		return planned
	case !deadline(c).InTime(so):
		return closed
	case slices.ContainsFunc(c.Moves, func(m record.ClosingMove) bool { return !m.From.IsZero() }):
		return extended
	}
	return open
}

// takes reports whether responses are taken in a state.
func takes(state string) bool { return state == open || state == extended }

// deadline is the closing of a consultation; without a limit where it is not known.
func deadline(c *record.Consultation) calendar.Deadline {
	return calendar.Deadline{What: "respond", By: c.ClosesAt, Date: calendar.DateOf(c.ClosesAt)}
}

// tones are how the tag of a state looks, where it is not quiet.
var tones = map[string]page.Tone{
	planned: page.Wait, open: page.Good, extended: page.Good, closed: page.Stop,
	collating: page.Wait, withdrawn: page.Stop,
}

// tag is a state in words.
func tag(state string) *page.Tag {
	s, _ := Machine.State(state) // every state of stateAt is one
	return &page.Tag{Text: s.Label, Tone: tones[state]}
}

// closing says when a consultation closes or closed, as far as it is known.
func closing(c *record.Consultation, so time.Time) string {
	verb := "Closes "
	if !deadline(c).InTime(so) {
		verb = "Closed "
	}
	switch {
	case c.ClosesAt.IsZero():
		return "No closing date is known"
	case c.Assumed("closes_at"):
		return verb + "on " + calendar.DateOf(c.ClosesAt).Long()
	}
	return verb + calendar.Moment(c.ClosesAt)
}

// heading is the answer that a reader comes for.
func heading(c *record.Consultation, so time.Time) string {
	switch stateAt(c, so) {
	case planned:
		if c.OpensAt.IsZero() {
			return "Not open yet"
		}
		return "Opens " + calendar.Moment(c.OpensAt)
	case withdrawn:
		return "Withdrawn on " + calendar.DateOf(c.Withdrawal.At).Long()
	}
	return closing(c, so)
}

// timeLeft says how long a consultation still is open: days and Working Days; empty where it
// is not open, or nobody knows.
func timeLeft(cal *calendar.Calendar, c *record.Consultation, so time.Time) string {
	if !takes(stateAt(c, so)) || c.ClosesAt.IsZero() {
		return ""
	}
	today, last := calendar.DateOf(so), calendar.DateOf(c.ClosesAt)
	days := daysBetween(today, last)
	if days == 0 {
		return "closes today"
	}
	text := plural(days, "day") + " left"
	if working := cal.Between(today, last); working != calendar.Unknown {
		text += ", " + plural(working, "Working Day")
	}
	return text
}

// daysBetween counts the days from one to another.
func daysBetween(a, b calendar.Date) int {
	from := time.Date(a.Year, a.Month, a.Day, 0, 0, 0, 0, time.UTC)
	to := time.Date(b.Year, b.Month, b.Day, 0, 0, 0, 0, time.UTC)
	return int(to.Sub(from) / (24 * time.Hour))
}
