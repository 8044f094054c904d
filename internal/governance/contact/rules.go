package contact

import (
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/process"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/shelf"
	"github.com/mains-energy/mains/internal/page"
)

// The rules of entries. That they are confirmed each quarter [H]; the rest [D].
const (
	// confirmDays is within how many Working Days of being asked a Party confirms its entry.
	confirmDays = 10
	// asks is for how many quarters ahead a Party is asked that does not answer.
	asks = 4
	// askedAt is when on the first Working Day of a quarter Parties are asked.
	askedAt = 9
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

// standingOf is how an entry stands at an instant. It counts from the first quarter in which it
// was not confirmed.
func standingOf(c *calendar.Calendar, e *record.OperationalContact, so time.Time) standing {
	s := standing{state: string(e.State)}
	if e.State != record.ContactActive {
		return s
	}
	var err error
	s.asked, s.expires, err = asking(c, next(quarter(calendar.DateOf(e.ConfirmedAt))))
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

// asking is when Parties are asked in the quarter that begins on a day, and until when they
// answer in time.
func asking(c *calendar.Calendar, quarter calendar.Date) (asked, expires time.Time, err error) {
	first := c.Next(quarter)
	last, err := c.Add(first, confirmDays)
	return first.At(askedAt, 0), calendar.CloseOfDay(last.To), err
}

// quarter is the first day of the calendar quarter of a day; next that of the one after it.
func quarter(d calendar.Date) calendar.Date {
	return calendar.Date{Year: d.Year, Month: d.Month - (d.Month-1)%3, Day: 1}
}

func next(quarter calendar.Date) calendar.Date {
	if quarter.Month > time.September {
		return calendar.Date{Year: quarter.Year + 1, Month: time.January, Day: 1}
	}
	return calendar.Date{Year: quarter.Year, Month: quarter.Month + 3, Day: 1}
}
