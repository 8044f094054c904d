package event

import (
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/process"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// The states of an event.
const (
	draft     = "draft"
	announced = "announced"
	taking    = "registration_open"
	full      = "full"
	notTaking = "registration_closed"
	underWay  = "live"
	completed = "completed"
	told      = "materials_published"
	postponed = "postponed"
	cancelled = "cancelled"
)

// Who takes the steps here.
const (
	by          = "code administrator"
	registrants = "who registers"
)

// Life is the life of an event: by its times, by how many seats are taken, and by what the
// administrator does. [D]
var Life = &process.Machine{
	Name: "event", Title: "Event", Start: draft,
	States: []process.State{
		{Name: draft, Label: "Draft", Doc: "The administrator alone sees it."},
		{Name: announced, Label: "Announced", Doc: "It is to be held."},
		{Name: taking, Label: "Registration open", Doc: "People register here."},
		{Name: full, Label: "Full", Doc: "Who registers now comes onto the waiting list."},
		{Name: notTaking, Label: "Registration closed", Doc: "Nobody can register any more."},
		{Name: underWay, Label: "Live", Doc: "It is being held."},
		{Name: completed, Label: "Over", Doc: "It was held.", Final: true},
		{Name: told, Label: "Materials published", Final: true,
			Doc: "It was held, and what is left of it can be had."},
		{Name: postponed, Label: "Postponed", Doc: "It is not held then; another time is not known."},
		{Name: cancelled, Label: "Cancelled", Doc: "It is not held.", Final: true},
	},
	Steps: []process.Step{
		{Event: "announce", Label: "Announce it", From: []string{draft}, To: announced,
			By: []string{by}},
		{Event: "open", Label: "Registration opens", From: []string{announced}, To: taking,
			Timed: true},
		{Event: "fill", Label: "The last seat is taken", From: []string{taking}, To: full,
			By: []string{registrants}},
		{Event: "free", Label: "A seat becomes free", From: []string{full}, To: taking,
			By: []string{registrants}},
		{Event: "close", Label: "Registration closes", From: []string{taking, full}, To: notTaking,
			Timed: true},
		{Event: "begin", Label: "It begins", From: []string{announced, taking, full, notTaking},
			To: underWay, Timed: true},
		{Event: "end", Label: "It ends", From: []string{underWay}, To: completed, Timed: true},
		{Event: "publish", Label: "Publish what is left of it", From: []string{completed, told},
			To: told, By: []string{by}, Doc: "The materials, where the recording is, and the questions " +
				"that are answered. Who was registered is told."},
		{Event: "move", Label: "Move it", From: []string{announced, taking, full, notTaking, postponed},
			To: announced, By: []string{by}, Reason: true},
		{Event: "postpone", Label: "Postpone it", From: []string{announced, taking, full, notTaking},
			To: postponed, By: []string{by}, Reason: true,
			Doc: "It is not held then, and another time is not known yet. Who is registered stays so."},
		{Event: "cancel", Label: "Cancel it",
			From: []string{draft, announced, taking, full, notTaking, postponed}, To: cancelled,
			By: []string{by}, Reason: true, Doc: "It stays in calendars, as cancelled."},
	},
}

// stateOf is the state of an event at the moment of a view.
func stateOf(v *register.View, e *record.Event) (string, error) {
	so := v.Moment().So
	switch {
	case e.Cancelled != "":
		return cancelled, nil
	case e.Draft:
		return draft, nil
	case timeless(e):
		return postponed, nil
	case !e.MaterialsAt.IsZero() && !so.Before(e.MaterialsAt):
		return told, nil
	case over(e, so):
		return completed, nil
	case begun(e, so):
		return underWay, nil
	case e.Registration == "closed":
		return notTaking, nil
	case !here(e) || so.Before(e.RegistrationOpensAt):
		return announced, nil
	case !until(e).InTime(so):
		return notTaking, nil
	}
	left, err := seatsLeft(v, e)
	if err == nil && e.Capacity > 0 && left == 0 {
		return full, nil
	}
	return taking, err
}

// timeless reports whether an event has no time: it is postponed, and another one is not known.
// What hangs on its time has none either.
func timeless(e *record.Event) bool { return e.Postponed != "" && e.Cancelled == "" }

// here reports whether people register for an event on its page.
func here(e *record.Event) bool { return e.Registration == "open" }

// until is until when people register: what is in strictly before is in time.
func until(e *record.Event) calendar.Deadline {
	d := calendar.Deadline{What: "registration", By: e.RegistrationClosesAt}
	if d.By.IsZero() {
		d.By = e.StartsAt
	}
	return d
}

// questions is until when questions are taken into the presentation: what is in strictly
// before is in time. While an event has no time there is no limit.
func questions(e *record.Event) calendar.Deadline {
	d := calendar.Deadline{What: "questions in advance", By: e.QuestionDeadlineAt}
	if timeless(e) {
		d.By = time.Time{}
	}
	return d
}

// begun reports whether an event has begun, or would have where it is cancelled.
func begun(e *record.Event, so time.Time) bool {
	return !timeless(e) && !so.Before(e.StartsAt)
}

// over reports whether an event is over, or would be where it is cancelled.
func over(e *record.Event, so time.Time) bool { return begun(e, so) && !so.Before(e.EndsAt) }

// past reports whether an event in a state is over, or was cancelled: it invites nobody any more.
func past(state string) bool { return state == completed || state == told || state == cancelled }

// counted is how many registrations have a key with an event: who they are is not told.
func counted(v *register.View, key string, e *record.Event) (int, error) {
	ids, err := v.As(policy.System()).IDs("registration", register.Query{Key: key, Is: e.ID})
	return len(ids), err
}

// seatsLeft is how many seats of an event that has a number of them are free.
func seatsLeft(v *register.View, e *record.Event) (int, error) {
	if e.Capacity == 0 {
		return 0, nil
	}
	taken, err := counted(v, "seated", e)
	return max(0, e.Capacity-taken), err
}

// tag is a state of an event in words.
func tag(state string) page.Tag {
	t := page.Tag{Text: state, Tone: page.Stop}
	if s, known := Life.State(state); known {
		t.Text = s.Label
	}
	switch state {
	case draft, announced, full:
		t.Tone = page.Wait
	case taking, underWay:
		t.Tone = page.Good
	case told:
		t.Tone = page.Quiet
	}
	return t
}
