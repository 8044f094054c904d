package modification

import (
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/record"
)

// around is what the state of a Modification follows from, beside its own record.
type around struct {
	mrc     *record.Consultation // the latest Modification Report Consultation; nil: none
	release *record.Release      // nil: none, or not known
}

// derive is the state that a Modification is in at an instant: the one of its record, and
// after it the steps that the clock takes.
func derive(m *record.Modification, a around, cal *calendar.Calendar, at time.Time) string {
	state := m.Stage
	if state == report && a.closed(m, at) {
		return changeBoard
	}
	if d, ok := window(m, cal); ok && !d.InTime(at) {
		switch state {
		case appealWindow, panelWindow, objectionTime:
			state = pending
			if m.Stage != objectionTime && m.Outcome() == reject {
				state = rejected
			}
		}
	}
	if state == pending && a.live(at) {
		state = implemented
	}
	return state
}

// closed reports whether the consultation on the report has closed at an instant. One that
// closed before the Modification came back to be consulted on again does not count.
func (a around) closed(m *record.Modification, at time.Time) bool {
	return a.mrc != nil && !a.mrc.ClosesAt.IsZero() && a.mrc.ClosesAt.After(m.StageSince) &&
		!at.Before(a.mrc.ClosesAt)
}

// live reports whether the Release is in force.
func (a around) live(at time.Time) bool { return a.release != nil && a.release.LiveAt(at) }

// windows are the states that end by the clock, with the span they last.
var windows = map[string]string{
	appealWindow: appeal, panelWindow: appeal, objectionTime: objections, withdrawn: adoption,
}

// window is the deadline of the state that m is in, where that ends by the clock; ok is false
// where it does not, or where it is not known since when m is in it.
func window(m *record.Modification, cal *calendar.Calendar) (d calendar.Deadline, ok bool) {
	name, ok := windows[m.Stage]
	if !ok || m.StageSince.IsZero() {
		return d, false
	}
	return counted(spanOf(name), calendar.DateOf(m.StageSince), cal)
}

// counted is the deadline that a span sets from a day on; ok is false outside the years of
// the calendar.
func counted(s span, from calendar.Date, cal *calendar.Calendar) (d calendar.Deadline, ok bool) {
	working, err := cal.Add(from, s.days)
	if err != nil {
		return d, false
	}
	d = calendar.Counted(s.what, working)
	d.Clause, d.MovedBy = "SEC D", s.moved
	return d, true
}

// The outcomes of a decision.
const (
	approve  = "approve"
	reject   = "reject"
	abstain  = "abstain"
	sendBack = "send_back"
)

// The kinds of a decision.
const (
	recommendation = "recommendation"
	decision       = "decision"
	referral       = "referral"
	objection      = "objection"
	urgency        = "urgency"
)

// reachable are the stages in the register from which a state follows by the clock, and the
// state itself: what a list of it must look through.
func reachable(state string) []string {
	from := map[string][]string{
		changeBoard: {report},
		pending:     {appealWindow, panelWindow, objectionTime},
		rejected:    {appealWindow, panelWindow},
		implemented: {pending, appealWindow, panelWindow, objectionTime},
	}
	return append([]string{state}, from[state]...)
}
