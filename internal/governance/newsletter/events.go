package newsletter

import (
	"slices"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

// administrator is who publishes an edition, where it does not say.
const administrator = "secas"

// events are those that are not over, by when they start; none that is there to try things with.
func (m *maker) events() ([]*record.Event, error) {
	if m.ahead != nil {
		return m.ahead, nil
	}
	m.ahead = []*record.Event{}
	const longest = 7 // days that an event lasts
	all, err := register.Find[*record.Event](m.v, register.Query{Key: "starts",
		From: register.InstantKey(m.day.AddDays(-longest).Start()), Limit: most})
	if err != nil {
		return nil, err
	}
	for _, e := range all.Records {
		if !ends(e).Before(m.at) && !e.Demo {
			m.ahead = append(m.ahead, e)
		}
	}
	return m.ahead, arrange(m, m.ahead, func(e *record.Event) time.Time { return e.StartsAt })
}

func ends(e *record.Event) time.Time {
	if e.EndsAt.IsZero() {
		return e.StartsAt
	}
	return e.EndsAt
}

// owners are who publishes the edition.
func (m *maker) owners() []string {
	if len(m.edition.Owners) == 0 {
		return []string{administrator}
	}
	return m.edition.Owners
}

// isOwn reports whether who publishes the edition hosts an event, alone or with others.
func (m *maker) isOwn(e *record.Event) bool {
	return slices.ContainsFunc(e.Hosts, func(h string) bool { return slices.Contains(m.owners(), h) })
}

// othersEvents are the events of other hosts.
func othersEvents(m *maker, _ *Rule) (found []subject, err error) {
	all, err := m.events()
	if err != nil {
		return nil, err
	}
	for _, e := range all {
		if m.isOwn(e) {
			continue
		}
		entry, err := m.event(e)
		if err != nil {
			return nil, err
		}
		found = append(found, subject{entry: entry})
	}
	return found, nil
}

// ownEvents are those of who publishes the edition. Their name says what they all are, and
// whether all can be registered for.
func ownEvents(m *maker, _ *Rule) (found []subject, err error) {
	all, err := m.events()
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(slices.Clone(all), func(e *record.Event) bool { return !m.isOwn(e) })
	if len(all) == 0 {
		return nil, nil
	}
	name, err := m.named(all)
	if err != nil {
		return nil, err
	}
	for _, e := range all {
		entry, err := m.event(e)
		if err != nil {
			return nil, err
		}
		found = append(found, subject{entry: entry, name: name})
	}
	return found, nil
}

// named is what events are together: SECAS webinars open for registration.
func (m *maker) named(all []*record.Event) (string, error) {
	host, err := m.refs("organisation body", m.owners()[0])
	if err != nil {
		return "", err
	}
	what, registers := desk.Plain(all[0].Kind), true
	for _, e := range all {
		if e.Kind != all[0].Kind {
			what = "event"
		}
		registers = registers && e.Registration == open
	}
	if len(all) > 1 {
		what += "s"
	}
	if registers {
		return plain(host) + " " + what + " open for registration", nil
	}
	return "Upcoming " + plain(host) + " " + what, nil
}

// event tells of an event.
func (m *maker) event(e *record.Event) (entry record.EditionEntry, err error) {
	if entry, err = m.entry(e); err != nil {
		return entry, err
	}
	at := line("When", calendar.DateOf(e.StartsAt).Full())
	if !e.Assumed("starts_at") && !e.Assumed("ends_at") {
		at = line("When", calendar.Span(e.StartsAt, e.EndsAt))
	}
	entry.Lines = append([]record.EditionLine{at}, entry.Lines...)
	until := e.QuestionDeadlineAt
	if until.IsZero() || until.Before(m.at) {
		return entry, nil
	}
	d := date(e, calendar.DateOf(until), "Questions in advance: "+e.Heading())
	if !e.Assumed("question_deadline_at") {
		d.At = until
	}
	entry.Dates = append(entry.Dates, d)
	entry.Lines = append(entry.Lines, line("Questions in advance until", when(d)))
	return entry, nil
}

// meetingDates are the meetings of SEC bodies and the events of who publishes the edition in
// the days ahead. Times of day stand where the events are told of.
func meetingDates(m *maker, _ *Rule) (found []subject, err error) {
	until := m.day.AddDays(meetingDays)
	all, err := register.Find[*record.Meeting](m.v, register.Query{Key: "held", From: m.day.String(),
		To: until.AddDays(1).String(), Limit: most})
	if err != nil {
		return nil, err
	}
	meetings := slices.DeleteFunc(all.Records, func(r *record.Meeting) bool {
		return r.State == record.MeetingCancelled || r.State == record.MeetingExCommittee
	})
	err = arrange(m, meetings, func(r *record.Meeting) time.Time { return r.HeldOn.Start() })
	if err != nil {
		return nil, err
	}
	add := func(rec record.Titled, on calendar.Date) {
		kind, id := rec.Named()
		found = append(found, subject{entry: record.EditionEntry{Kind: kind, ID: id, Title: rec.Heading(),
			Dates: []record.EditionDate{date(rec, on, rec.Heading())}}})
	}
	for _, r := range meetings {
		body, err := m.get("body", r.Body)
		if err != nil {
			return nil, err
		}
		if b, is := body.(*record.Body); is && b.Kind == secBody {
			add(r, r.HeldOn)
		}
	}
	events, err := m.events()
	for _, e := range events {
		if on := calendar.DateOf(e.StartsAt); m.isOwn(e) && !on.Before(m.day) && !on.After(until) {
			add(e, on)
		}
	}
	slices.SortStableFunc(found, func(a, b subject) int {
		return a.entry.Dates[0].On.Compare(b.entry.Dates[0].On)
	})
	return found, err
}

// secBody is the kind of body that the Code has set up.
const secBody = "sec"
