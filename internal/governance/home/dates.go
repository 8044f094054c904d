package home

import (
	"cmp"
	"errors"
	"slices"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// date is something that happens on a day, or at an instant of it.
type date struct {
	ID        string        `json:"id"`
	On        calendar.Date `json:"on"`
	At        time.Time     `json:"at,omitzero"`
	Until     time.Time     `json:"until,omitzero"`
	What      string        `json:"what"`
	Kind      string        `json:"kind"`
	To        page.Address  `json:"address"`
	Cancelled bool          `json:"cancelled,omitempty"`

	sequence int
}

// span is days from the first up to and without the last, and how many dates of a kind are
// taken of it; 0: all.
type span struct {
	from, to calendar.Date
	most     int
}

// whom says what a calendar is of: of the things that everybody sees, those that it names.
type whom struct {
	body     string                     // meetings of this body, and what it asks
	audience func(groups []string) bool // what is for these groups
	meets    func(meeting string) bool  // meetings of these bodies
}

var everybody = whom{
	audience: func([]string) bool { return true }, meets: func(string) bool { return true },
}

// limit is how many dates of a kind a page shows.
const limit = 300

// dates are what happens in a span, in order.
func dates(v *register.View, s span, of whom) (all []date, err error) {
	for _, kind := range []func(*register.View, span, whom) ([]date, error){
		meetings, events, closings, releases,
	} {
		found, err := kind(v, s, of)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	slices.SortStableFunc(all, func(a, b date) int {
		return cmp.Or(a.On.Compare(b.On), a.At.Compare(b.At), cmp.Compare(a.ID, b.ID))
	})
	return all, nil
}

func meetings(v *register.View, s span, of whom) (all []date, err error) {
	found, err := register.Find[*record.Meeting](v, register.Query{
		Key: "held", From: s.from.String(), To: s.to.String(), Limit: s.most})
	for _, m := range found.Records {
		if !of.meets(m.Body) {
			continue
		}
		all = append(all, date{ID: m.ID, On: m.HeldOn, At: m.StartsAt, Until: m.EndsAt, What: m.Title,
			Kind: "meeting", To: desk.AddressOf(m),
			Cancelled: m.State == record.MeetingCancelled, sequence: m.Sequence()})
	}
	return all, err
}

func events(v *register.View, s span, of whom) (all []date, err error) {
	for _, key := range []string{"starts", "cancelled"} {
		found, err := register.Find[*record.Event](v, register.Query{
			Key: key, From: instantOf(s.from), To: instantOf(s.to), Limit: s.most})
		if err != nil {
			return nil, err
		}
		for _, e := range found.Records {
			if of.audience(e.Audience) {
				all = append(all, date{ID: e.ID, On: calendar.DateOf(e.StartsAt), At: e.StartsAt,
					Until: e.EndsAt, What: e.Title, Kind: "event", To: desk.AddressOf(e),
					Cancelled: key == "cancelled", sequence: e.Sequence()})
			}
		}
	}
	asked, err := register.Find[*record.Event](v, register.Query{
		Key: "questions_until", From: instantOf(s.from), To: instantOf(s.to), Limit: s.most})
	for _, e := range asked.Records {
		if of.audience(e.Audience) {
			all = append(all, date{ID: e.ID + "-questions", On: calendar.DateOf(e.QuestionDeadlineAt),
				At: e.QuestionDeadlineAt, What: "Questions in advance close: " + e.Title,
				Kind: "deadline", To: desk.AddressOf(e)})
		}
	}
	return all, err
}

func closings(v *register.View, s span, of whom) (all []date, err error) {
	found, err := register.Find[*record.Consultation](v, register.Query{
		Key: "closes", From: instantOf(s.from), To: instantOf(s.to), Limit: s.most})
	for _, c := range found.Records {
		if c.Stage == record.StageWithdrawn || c.Stage == record.StagePlanned ||
			!of.audience(c.Audience) && !slices.Contains(c.Owners, of.body) {
			continue
		}
		d := date{ID: c.ID, On: c.ClosesOn, At: c.ClosesAt, What: "Closes: " + c.Title,
			Kind: "consultation", To: desk.AddressOf(c), sequence: len(c.Moves)}
		if c.Assumed("closes_at") {
			d.At = zero
		}
		all = append(all, d)
	}
	return all, err
}

func releases(v *register.View, s span, of whom) (all []date, err error) {
	for _, key := range []string{"goes_live", "cancelled"} {
		found, err := register.Find[*record.Release](v, register.Query{
			Key: key, From: s.from.String(), To: s.to.String(), Limit: s.most})
		if err != nil {
			return nil, err
		}
		for _, r := range found.Records {
			if of.audience(nil) {
				all = append(all, date{ID: r.ID, On: r.GoesLiveOn, What: "Goes live: " + r.Title,
					Kind: "release", To: desk.AddressOf(r), Cancelled: key == "cancelled",
					sequence: r.Sequence()})
			}
		}
	}
	return all, nil
}

// timeline shows dates.
func timeline(all []date) page.Block {
	if len(all) == 0 {
		return page.Para{Words: page.Say("Nothing is known of.")}
	}
	var t page.Timeline
	for _, d := range all {
		when := page.Words{desk.On(d.On)}
		switch {
		case !d.Until.IsZero():
			when = page.Words{page.When{Text: calendar.Span(d.At, d.Until), At: d.At}}
		case !d.At.IsZero():
			when = page.Words{desk.At(d.At)}
		}
		e := page.TimelineEvent{When: when, What: page.Words{page.Link{Text: d.What, To: d.To}}}
		if d.Cancelled {
			e.Detail = []page.Words{{page.Tag{Text: "Cancelled", Tone: page.Stop}}}
		}
		t.Events = append(t.Events, e)
	}
	return t
}

// everything is the calendar of all.
func (h home) everything(ask *page.Ask) (*page.View, error) {
	v, err := h.View(ask)
	if err != nil {
		return nil, err
	}
	return h.calendar(ask, v, "Calendar", "/calendar", everybody)
}

// ofBody is the calendar of a body.
func (h home) ofBody(ask *page.Ask) (*page.View, error) {
	v, err := h.View(ask)
	if err != nil {
		return nil, err
	}
	body, err := register.Get[*record.Body](v, ask.Path["id"])
	if err != nil {
		return nil, desk.Refusal(err)
	}
	return h.calendar(ask, v, body.Name, page.At("calendar", "bodies", body.ID), whom{body: body.ID,
		audience: func([]string) bool { return false },
		meets:    func(id string) bool { return id == body.ID }})
}

// ofParty is the calendar of a Party: what it is asked, and where its people sit.
func (h home) ofParty(ask *page.Ask) (*page.View, error) {
	v, err := h.View(ask)
	if err != nil {
		return nil, err
	}
	party, err := register.Get[*record.Party](v, ask.Path["id"])
	if err != nil {
		return nil, desk.Refusal(err)
	}
	seats, err := register.All[*record.Seat](v, register.Query{Key: "party", Is: party.ID})
	if err != nil {
		return nil, err
	}
	return h.calendar(ask, v, party.Name, page.At("calendar", "parties", party.ID), whom{
		audience: func(groups []string) bool { return record.For(groups, party.Category) },
		meets: func(body string) bool {
			return slices.ContainsFunc(seats, func(s *record.Seat) bool { return s.Body == body })
		}})
}

// ahead is how many days a calendar has where no month is asked for.
const ahead = 92

// calendar is the page of a calendar: from today on, or of the month asked for.
func (h home) calendar(
	ask *page.Ask, v *register.View, title string, self page.Address, of whom,
) (*page.View, error) {
	today := calendar.DateOf(ask.Moment.So)
	s, heading, err := asked(ask, today)
	if err != nil {
		return nil, err
	}
	all, err := dates(v, s, of)
	if err != nil {
		return nil, err
	}
	first := calendar.Date{Year: s.from.Year, Month: s.from.Month, Day: 1}
	months := []page.Link{month(self, first.AddDays(-1), "Earlier: ")}
	list := &page.List{Title: title, Columns: []string{"on", "at", "what", "kind", "id"},
		Entries: entries(all)}
	if ask.Query.Get("month") == "" {
		months = append(months, month(self, first, "The whole of "))
		for first = next(first); next(first).Compare(s.to) <= 0; first = next(first) {
			months = append(months, month(self, first, ""))
		}
		list.Calendar = func() ([]page.Entry, error) { return subscribed(v, today, of) }
	} else {
		months = append(months, page.Link{Text: "From today on", To: self})
		first = next(first)
	}
	view := &page.View{Title: title, Lead: heading, Crumbs: []page.Link{desk.Home()}, Self: self,
		Blocks: []page.Block{timeline(all), page.Nav{Label: "Months",
			Links: append(months, month(self, first, "Later: "))}},
		Data: map[string]any{"from": s.from, "to": s.to, "dates": all}, List: list}
	if title == "Calendar" {
		view.Blocks = append(view.Blocks, h.subscriptions())
	} else {
		view.Kicker, view.Title = "Calendar", title
		view.Crumbs = append(view.Crumbs, page.Link{Text: "Calendar", To: "/calendar"})
	}
	return view, nil
}

// behind is how many days before today a subscription begins.
const behind = 92

// subscribed are the entries of a calendar that somebody has subscribed to: all that is to
// come, and what was of late.
func subscribed(v *register.View, today calendar.Date, of whom) ([]page.Entry, error) {
	last := calendar.Date{Year: 9999, Month: time.December, Day: 31}
	all, err := dates(v, span{today.AddDays(-behind), last, 0}, of)
	return entries(all), err
}

// entries are dates as programs read them.
func entries(all []date) (list []page.Entry) {
	for _, d := range all {
		e := page.Entry{ID: d.ID, Title: d.What, To: d.To, Starts: d.At, Ends: d.Until,
			Cancelled: d.Cancelled, Sequence: d.sequence}
		at := ""
		if d.At.IsZero() {
			e.Day = d.On.String()
		} else {
			at = d.At.Format(time.RFC3339)
		}
		e.Cells = []string{d.On.String(), at, d.What, d.Kind, d.ID}
		list = append(list, e)
	}
	return list
}

// subscriptions says how to have the calendar elsewhere.
func (h home) subscriptions() page.Block {
	return page.Section{Title: "Subscribe", Blocks: []page.Block{page.Para{Words: page.Words{
		page.T("A calendar program keeps itself up to date from the address of this page with .ics at " +
			"its end: it has all that is to come, and the last three months. Each body and each Party " +
			"has a calendar of its own, linked from its page.")}}}}
}

// asked is the span that the reader asks for.
func asked(ask *page.Ask, today calendar.Date) (span, string, error) {
	text := ask.Query.Get("month")
	if text == "" {
		s := span{today, today.AddDays(ahead), limit}
		return s, "From " + today.Long() + " until " + s.to.AddDays(-1).Long(), nil
	}
	first, err := calendar.ParseDate(text + "-01")
	if err != nil {
		return span{}, "", errors.Join(page.ErrNotFound, err)
	}
	return span{first, next(first), limit}, first.Month.String() + " " + text[:4], nil
}

// next is the first day of the month after one.
func next(d calendar.Date) calendar.Date {
	d.Day = 1
	d = d.AddDays(31)
	d.Day = 1
	return d
}

// month leads to the calendar of a month, with words before its name.
func month(self page.Address, d calendar.Date, words string) page.Link {
	return page.Link{Text: words + d.Month.String() + " " + d.String()[:4],
		To: self.With(map[string][]string{"month": {d.String()[:len("2022-01")]}})}
}
