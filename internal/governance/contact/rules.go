package contact

import (
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/process"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/shelf"
	"github.com/mains-energy/mains/internal/page"
)

// The rules of entries [D]; when they are confirmed is in package record.
const (
	// asks is for how many quarters ahead a Party is asked that does not answer.
	asks = 4
	// shown is how long a look-up shows the details. Who needs them later looks again.
	shown = time.Hour
	// looksADay is how many contacts a Party looks up on a day, one by one.
	looksADay = 20
	// breach is said wherever details are shown or asked for.
	breach = "Using the details for anything else is a breach, to be reported to the code " +
		"administrator."
)

// The states that follow from the day.
const (
	due   = "confirmation_due"
	stale = "stale"
)

// Who takes steps.
const (
	byParty = "the Party"
	byStaff = "code administrator"
)

// The states that a record keeps, as the machine has them.
const (
	draft   = string(record.ContactDraft)
	active  = string(record.ContactActive)
	removed = string(record.ContactRemoved)
)

// Life is the life of an entry in a contact list. The states [D], that they are confirmed [H].
var Life = &process.Machine{
	Name: "operational_contact", Title: "Operational contact", Start: draft,
	States: []process.State{
		{Name: draft, Label: "Not listed",
			Doc: "The Party has not opted in, or the administrator has not verified the entry yet."},
		{Name: active, Label: "Listed", Doc: "SEC Parties find it."},
		{Name: due, Label: "Confirmation due",
			Doc: "A quarter has begun: the Party is asked whether it still holds. It is still found."},
		{Name: stale, Label: "Not confirmed",
			Doc: "The Party has not confirmed it in time. It is still found, and marked."},
		{Name: removed, Label: "Removed", Doc: "Its details are erased.", Final: true},
	},
	Steps: []process.Step{
		{Event: "verify", Label: "Verify the details", From: []string{draft, active, due, stale},
			To: active, By: []string{byStaff}},
		{Event: "quarter", Label: "A quarter begins", From: []string{active}, To: due, Timed: true},
		{Event: "lapse", Label: "Ten Working Days have passed", From: []string{due}, To: stale,
			Timed: true},
		{Event: "confirm", Label: "Confirm that it still holds", From: []string{due, stale}, To: active,
			By: []string{byParty}},
		{Event: "opt_out", Label: "Withdraw the opt-in", From: []string{active, due, stale}, To: draft,
			By: []string{byParty}, Doc: "Nobody finds the entry any more, from now on. Your Party and " +
				"the code administrator still see it, and your Party can opt in again."},
		{Event: "remove", Label: "Remove", From: []string{draft, active, due, stale}, To: removed,
			By: []string{byParty, byStaff}, Reason: true,
			Doc: "Nobody finds the entry any more, from now on, and its details are erased."},
		{Event: "leave", Label: "Its Party is one no more", From: []string{draft, active, due, stale},
			To: removed, By: []string{byStaff}, Doc: "As it is noted that the Party ceases or is " +
				"expelled. Its details are erased; an entry that was listed says so where it was found."},
	},
}

// standing is how an entry stands at an instant.
type standing struct {
	state   string
	asked   time.Time // since when a confirmation is due
	expires time.Time // from when on it is marked as not confirmed
}

// standingOf is how an entry stands at an instant.
func standingOf(c *calendar.Calendar, e *record.OperationalContact, so time.Time) standing {
	s := standing{state: string(e.State)}
	if e.State != record.ContactActive {
		return s
	}
	var err error
	s.asked, s.expires, err = e.Asks(c)
	switch {
	case err != nil, so.Before(s.asked): // beyond the calendar nothing can be asked
		s.state = active
	case so.Before(s.expires):
		s.state = due
	default:
		s.state = stale
	}
	return s
}

// tag is how an entry stands, in words.
func (s standing) tag() page.Tag {
	t := shelf.StateTag(Life, s.state, active)
	if s.state == stale {
		t.Tone = page.Alert
	}
	return t
}
