package committee

import (
	"cmp"
	"slices"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

// Standing is how a seat stands on a day.
type Standing string

// The standings.
const (
	Filled  Standing = "held"
	Coming  Standing = "held from a later day"
	Vacant  Standing = "vacant"
	Ended   Standing = "vacant: the term has ended"
	Unknown Standing = "not known"
)

// StandingOf says how a seat stands. Its Until is the first day that it is held no more.
func StandingOf(s *record.Seat, on calendar.Date) Standing {
	switch {
	case s.Vacant:
		return Vacant
	case s.Holder == "":
		return Unknown
	case s.From.After(on):
		return Coming
	case !s.Until.IsZero() && !s.Until.After(on):
		return Ended
	}
	return Filled
}

// TermEnd is the first day after the term of a seat: as noted, or counted where the body has
// terms; counted says which. No day where neither is known.
func TermEnd(r *Rule, s *record.Seat) (end calendar.Date, counted bool) {
	switch {
	case !s.Until.IsZero():
		return s.Until, false
	case s.From.IsZero() || r.TermMonths == 0 || s.Constituency == "CHAIR":
		return calendar.Date{}, false
	}
	return MonthsAfter(s.From, r.TermMonths), true
}

// SeatsOf are the seats of a body, by constituency as its rule has them.
func SeatsOf(v *register.View, r *Rule) ([]*record.Seat, error) {
	seats, err := register.All[*record.Seat](v, register.Query{Key: "body", Is: r.Body})
	slices.SortStableFunc(seats, func(a, b *record.Seat) int {
		return cmp.Or(r.sorted(a.Constituency)-r.sorted(b.Constituency), cmp.Compare(a.ID, b.ID))
	})
	return seats, err
}

// Held are those of the seats that somebody holds on a day.
func Held(seats []*record.Seat, on calendar.Date) (some []*record.Seat) {
	for _, s := range seats {
		if StandingOf(s, on) == Filled {
			some = append(some, s)
		}
	}
	return some
}

// Mine are those of the seats that a reader sits on, or is the alternate for.
func Mine(seats []*record.Seat, r *policy.Reader) (some []*record.Seat) {
	for _, s := range seats {
		if r.Sits(s.Body) && (s.Holder == r.Person || s.Alternate == r.Person) {
			some = append(some, s)
		}
	}
	return some
}
