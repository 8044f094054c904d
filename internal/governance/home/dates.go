package home

import (
	"errors"
	"slices"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/due"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// limit is how many dates of a kind a page shows.
const limit = 300

// timeline shows dates.
func timeline(all []due.Date) page.Block {
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
	return h.calendar(ask, v, "Calendar", "/calendar", due.Everybody())
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
	self := page.At("calendar", "bodies", body.ID)
	return h.calendar(ask, v, body.Name, self, due.Whom{Body: body.ID,
		Audience: func([]string) bool { return false },
		Meets:    func(id string) bool { return id == body.ID }})
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
	return h.calendar(ask, v, party.Name, page.At("calendar", "parties", party.ID), due.Whom{
		Audience: func(groups []string) bool { return record.For(groups, party.Category) },
		Meets: func(body string) bool {
			return slices.ContainsFunc(seats, func(s *record.Seat) bool { return s.Body == body })
		}})
}

// ahead is how many days a calendar has where no month is asked for.
const ahead = 92

// calendar is the page of a calendar: from today on, or of the month asked for.
func (h home) calendar(
	ask *page.Ask, v *register.View, title string, self page.Address, of due.Whom,
) (*page.View, error) {
	today := calendar.DateOf(ask.Moment.So)
	s, heading, err := asked(ask, today)
	if err != nil {
		return nil, err
	}
	all, err := due.Dates(v, s, of)
	if err != nil {
		return nil, err
	}
	first := calendar.Date{Year: s.From.Year, Month: s.From.Month, Day: 1}
	months := []page.Link{month(self, first.AddDays(-1), "Earlier: ")}
	list := &page.List{Title: title, Dated: true, Columns: []string{"on", "at", "what", "kind", "id"},
		Entries: entries(all)}
	if ask.Query.Get("month") == "" {
		months = append(months, month(self, first, "The whole of "))
		for first = next(first); next(first).Compare(s.To) <= 0; first = next(first) {
			months = append(months, month(self, first, ""))
		}
		list.Calendar = func() ([]page.Entry, error) {
			all, err := due.Dates(v, due.Subscribed(today), of)
			return entries(all), err
		}
	} else {
		months = append(months, page.Link{Text: "From today on", To: self})
		first = next(first)
	}
	view := &page.View{Title: title, Lead: heading, Crumbs: []page.Link{desk.Home()}, Self: self,
		Blocks: []page.Block{timeline(all), page.Nav{Label: "Months",
			Links: append(months, month(self, first, "Later: "))}},
		Data: map[string]any{"from": s.From, "to": s.To, "dates": all}, List: list}
	if title == "Calendar" {
		view.Blocks = append(view.Blocks, h.subscriptions())
	} else {
		view.Kicker, view.Title = "Calendar", title
		view.Crumbs = append(view.Crumbs, page.Link{Text: "Calendar", To: "/calendar"})
	}
	return view, nil
}

// entries are dates as programs read them.
func entries(all []due.Date) (list []page.Entry) {
	for _, d := range all {
		e := page.Entry{ID: d.ID, Title: d.What, To: d.To, Starts: d.At, Ends: d.Until,
			Cancelled: d.Cancelled, Sequence: d.Sequence, Place: d.Place, Alarms: d.Alarms}
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
	var topics []page.Link
	for _, t := range record.Topics() {
		if len(topicKinds[t.ID]) > 0 {
			topics = append(topics, page.Link{Text: t.Title, To: page.At("calendar", "topics", t.ID)})
		}
	}
	return page.Section{Title: "Subscribe", Blocks: []page.Block{page.Para{Words: page.Words{
		page.T("A calendar program keeps itself up to date from the address of this page with .ics at " +
			"its end: it has all that is to come, and the last twelve months. Each body and each " +
			"Party has a calendar of its own, linked from its page, and so has each of these topics.")}},
		page.Nav{Label: "Topics", Links: topics}}}
}

// asked is the span that the reader asks for.
func asked(ask *page.Ask, today calendar.Date) (due.Span, string, error) {
	text := ask.Query.Get("month")
	if text == "" {
		s := due.Span{From: today, To: today.AddDays(ahead), Most: limit}
		return s, "From " + today.Long() + " until " + s.To.AddDays(-1).Long(), nil
	}
	first, err := calendar.ParseDate(text + "-01")
	if err != nil {
		return due.Span{}, "", errors.Join(page.ErrNotFound, err)
	}
	s := due.Span{From: first, To: next(first), Most: limit}
	return s, first.Month.String() + " " + text[:4], nil
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
