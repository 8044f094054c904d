package due

import (
	"cmp"
	"slices"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// Date is something that happens on a day, or at an instant of it.
type Date struct {
	ID        string        `json:"id"`
	On        calendar.Date `json:"on"`
	At        time.Time     `json:"at,omitzero"`
	Until     time.Time     `json:"until,omitzero"`
	What      string        `json:"what"`
	Kind      string        `json:"kind"`
	To        page.Address  `json:"address"`
	Cancelled bool          `json:"cancelled,omitempty"`

	Sequence int         `json:"-"` // rises with each change
	Place    string      `json:"-"` // where it happens
	Alarms   []time.Time `json:"-"` // when a calendar reminds of it
}

// Span is days from the first up to and without the last, and how many dates of a kind are
// taken of it; 0: all.
type Span struct {
	From, To calendar.Date
	Most     int
}

// remembered is how many days of what was a calendar that somebody has subscribed to has: a program
// drops what it does not find any more [D].
const remembered = 365

// Subscribed is the span of such a calendar on a day: also all that is to come.
func Subscribed(today calendar.Date) Span {
	return Span{From: today.AddDays(-remembered),
		To: calendar.Date{Year: 9999, Month: time.December, Day: 31}}
}

// Whom says what a calendar is of: of the things that everybody sees, those that it names.
type Whom struct {
	Body     string                     // meetings of this body, and what it asks
	Audience func(groups []string) bool // what is for these groups
	Meets    func(meeting string) bool  // meetings of these bodies
	Kinds    []string                   // of these kinds of date; none: of all
}

// Everybody is the calendar of all.
func Everybody() Whom {
	return Whom{
		Audience: func([]string) bool { return true }, Meets: func(string) bool { return true },
	}
}

// Dates are what happens in a span, in order.
func Dates(v *register.View, s Span, of Whom) (all []Date, err error) {
	for _, kind := range []func(*register.View, Span, Whom) ([]Date, error){
		meetings, events, closings, releases,
	} {
		found, err := kind(v, s, of)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	if len(of.Kinds) > 0 {
		all = slices.DeleteFunc(all, func(d Date) bool { return !slices.Contains(of.Kinds, d.Kind) })
	}
	slices.SortStableFunc(all, func(a, b Date) int {
		return cmp.Or(a.On.Compare(b.On), a.At.Compare(b.At), cmp.Compare(a.ID, b.ID))
	})
	return all, nil
}

func meetings(v *register.View, s Span, of Whom) (all []Date, err error) {
	found, err := register.Find[*record.Meeting](v, register.Query{
		Key: "held", From: s.From.String(), To: s.To.String(), Limit: s.Most})
	for _, m := range found.Records {
		if !of.Meets(m.Body) {
			continue
		}
		all = append(all, Date{ID: m.ID, On: m.HeldOn, At: m.StartsAt, Until: m.EndsAt, What: m.Title,
			Kind: "meeting", To: desk.AddressOf(m),
			Place: m.Place, Sequence: m.Sequence(), Cancelled: m.State == record.MeetingCancelled ||
				m.State == record.MeetingExCommittee})
	}
	return all, err
}

func events(v *register.View, s Span, of Whom) (all []Date, err error) {
	for _, key := range []string{"starts", "cancelled", "postponed"} {
		found, err := register.Find[*record.Event](v, register.Query{
			Key: key, From: instantOf(s.From), To: instantOf(s.To), Limit: s.Most})
		if err != nil {
			return nil, err
		}
		for _, e := range found.Records {
			if of.Audience(e.Audience) {
				all = append(all, Date{ID: e.ID, On: calendar.DateOf(e.StartsAt), At: e.StartsAt,
					Until: e.EndsAt, What: e.Title, Kind: "event", To: desk.AddressOf(e),
					Place: e.Venue, Cancelled: key != "starts", Sequence: e.Sequence()})
			}
		}
	}
	asked, err := register.Find[*record.Event](v, register.Query{
		Key: "questions_until", From: instantOf(s.From), To: instantOf(s.To), Limit: s.Most})
	for _, e := range asked.Records {
		if of.Audience(e.Audience) {
			all = append(all, Date{ID: e.ID + "-questions", On: calendar.DateOf(e.QuestionDeadlineAt),
				At: e.QuestionDeadlineAt, What: "Questions in advance close: " + e.Title,
				Kind: "deadline", To: desk.AddressOf(e), Sequence: e.Sequence()})
		}
	}
	return all, err
}

func closings(v *register.View, s Span, of Whom) (all []Date, err error) {
	found, err := register.Find[*record.Consultation](v, register.Query{
		Key: "closes", From: instantOf(s.From), To: instantOf(s.To), Limit: s.Most})
	for _, c := range found.Records {
		if c.Stage == record.StagePlanned || !of.Audience(c.Audience) &&
			!slices.Contains(c.Owners, of.Body) {
			continue
		}
		d := Date{ID: c.ID, On: c.ClosesOn, At: c.ClosesAt, What: "Closes: " + c.Title,
			Kind: "consultation", To: desk.AddressOf(c), Sequence: c.Sequence(),
			Cancelled: c.Stage == record.StageWithdrawn, Alarms: desk.Alarms(v, c.ClosesAt)}
		if c.Assumed("closes_at") {
			d.At = time.Time{}
		}
		all = append(all, d)
	}
	return all, err
}

func releases(v *register.View, s Span, of Whom) (all []Date, err error) {
	for _, key := range []string{"goes_live", "cancelled"} {
		found, err := register.Find[*record.Release](v, register.Query{
			Key: key, From: s.From.String(), To: s.To.String(), Limit: s.Most})
		if err != nil {
			return nil, err
		}
		for _, r := range found.Records {
			if of.Audience(nil) {
				all = append(all, Date{ID: r.ID, On: r.GoesLiveOn, What: "Goes live: " + r.Title,
					Kind: "release", To: desk.AddressOf(r), Cancelled: key == "cancelled",
					Sequence: r.Sequence()})
			}
		}
	}
	return all, nil
}

// instantOf is when a day begins, as keys have it.
func instantOf(d calendar.Date) string { return register.InstantKey(d.Start()) }
