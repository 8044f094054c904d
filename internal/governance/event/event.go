// Package event is the events of the Code: workshops, webinars and what else people come to;
// who takes part, what they ask, and what is left when it is over.
//
// Who takes part is known to themselves and to the administrator. Everybody else is told how many
// seats are left. People of the register take part by a press, guests by an address that they
// confirm (guest.go); what is kept of them goes when nobody needs it any more (keep.go).
package event

import (
	"slices"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/shelf"
	"github.com/mains-energy/mains/internal/page"
)

// Routes are the addresses of events, of registrations for them, and of questions to them.
func Routes(d *desk.Desk) []page.Route {
	s := subject{d}
	return slices.Concat(s.events().Routes(d), s.registrations().Routes(d), s.links(),
		s.questions().Routes(d), s.answers().Routes(d), []page.Route{
			{Pattern: "/events/{id}/register", Form: s.registerForm, Submit: s.register},
			{Pattern: "/events/{id}/enter", Form: s.enterForm, Submit: s.enter},
			{Pattern: "/events/{id}/ask", Form: s.askForm, Submit: s.ask},
			{Pattern: "/events/{id}/registrants", View: s.registrants, Examples: d.Examples("event")},
			{Pattern: "/events/{id}/attendance", Form: s.attendanceForm, Submit: s.attendance},
		})
}

type subject struct{ *desk.Desk }

type doing = desk.Doing[*record.Event]

// events are the list of events, their pages, and what the administrator does with them.
func (s subject) events() shelf.Of[*record.Event] {
	return shelf.Of[*record.Event]{
		Listing: desk.Listing[*record.Event]{Kind: "event", Parts: parts, Columns: columns,
			Dated: true, Tell: tell},
		Adding: desk.Adding[*record.Event]{Label: "Add an event",
			New: func(id string) *record.Event {
				return &record.Event{Head: record.Head{ID: id}, Draft: true}
			},
			Fields: detailFields, Do: setDetails},
		Deeds: desk.Deeds[*record.Event]{Machine: Life, Now: stateOf,
			Enter: func(*record.Event, string) {}, // what was done says it
			Deeds: deeds()},
		Show: s.show,
	}
}

// deeds are what the administrator does with an event.
func deeds() []desk.Deed[*record.Event] {
	take := func(event string, do func(*doing) error) desk.Deed[*record.Event] {
		d := desk.Take(Life, event, desk.StaffOf[*record.Event])
		d.Do = do
		return d
	}
	change := shelf.Change(bound())
	change.Fields, change.Do = detailFields, changeDetails
	announce := take("announce", announceIt)
	move := take("move", moveIt)
	move.Fields = moveFields
	cancel := take("cancel", cancelIt)
	cancel.Danger = true
	publish := take("publish", publishIt)
	publish.Fields = publishFields
	return []desk.Deed[*record.Event]{change, announce, move, take("postpone", postponeIt), cancel,
		publish}
}

// setDetails takes all that an event that is not announced says.
func setDetails(d *doing) error {
	if err := setWhen(d); err != nil {
		return err
	}
	if err := desk.Taken(bound())(d); err != nil {
		return err
	}
	return contradiction(d.Record)
}

// changeDetails takes what an event says beside when it is held. Who is registered is told of
// what matters to them; where there are more seats now, who waits gets one.
func changeDetails(d *doing) error {
	e, before := d.Record, *d.Record
	if e.Draft {
		return setDetails(d)
	}
	if err := desk.Taken(bound())(d); err != nil {
		return err
	}
	if err := contradiction(e); err != nil {
		return err
	}
	taken, err := counted(d.Tx.View, "seated", e)
	if err != nil {
		return err
	}
	if e.Capacity > 0 && e.Capacity < taken {
		return page.Faults{{Field: "seats", Text: fewer(taken)}}
	}
	e.Revised++
	if err := promote(d.Tx, e, taken); err != nil {
		return err
	}
	if err := remind(d.Tx, e); err != nil {
		return err
	}
	if over(e, d.Tx.Now()) {
		return nil
	}
	if what := changedFor(&before, e); what != "" {
		return tellAll(d.Tx, e, everybody(e), "event_changed", "“"+e.Heading()+"” has changed: "+what,
			"")
	}
	if !joinChanged(&before, e) {
		return nil
	}
	why := "How to join “" + e.Heading() + "” is known"
	if before.Join.Text() != "" {
		why = "How to join “" + e.Heading() + "” has changed"
	}
	return tellAll(d.Tx, e, holders(e), "event_join", why, "")
}

// announceIt shows an event to everyone.
func announceIt(d *doing) error {
	if begun(d.Record, d.Tx.Now()) {
		return page.Faults{{Text: "Its time has passed: change its day first."}}
	}
	d.Record.Draft = false
	return remind(d.Tx, d.Record)
}

// moveIt gives an event another time.
func moveIt(d *doing) error {
	e, before := d.Record, *d.Record
	if err := setWhen(d); err != nil {
		return err
	}
	for _, b := range deadlines() {
		if err := b.Set(e, d.In); err != nil {
			return err
		}
	}
	if err := contradiction(e); err != nil {
		return err
	}
	again := e.Postponed != ""
	if e.StartsAt.Equal(before.StartsAt) && e.EndsAt.Equal(before.EndsAt) && !again {
		return page.Faults{{Field: "on", Text: "Enter another time: this is the one it has"}}
	}
	e.Postponed = ""
	e.Moves = append(e.Moves, record.Move{From: calendar.DateOf(before.StartsAt),
		To: calendar.DateOf(e.StartsAt), Reason: d.In.Text("reason"), At: d.Tx.Now()})
	if err := remind(d.Tx, e); err != nil {
		return err
	}
	return tellAll(d.Tx, e, everybody(e), "event_moved", "“"+e.Heading()+"” was moved from "+
		calendar.Moment(before.StartsAt)+" to "+calendar.Span(e.StartsAt, e.EndsAt),
		d.In.Text("reason"))
}

// postponeIt takes the time of an event away.
func postponeIt(d *doing) error {
	e := d.Record
	e.Postponed = d.In.Text("reason")
	e.Moves = append(e.Moves, record.Move{From: calendar.DateOf(e.StartsAt), Reason: e.Postponed,
		At: d.Tx.Now()})
	if err := remind(d.Tx, e); err != nil {
		return err
	}
	return tellAll(d.Tx, e, everybody(e), "event_postponed", "“"+e.Heading()+"” is not held on "+
		calendar.DateOf(e.StartsAt).Long()+": it was postponed", e.Postponed)
}

// cancelIt calls an event off.
func cancelIt(d *doing) error {
	e, what := d.Record, named(d.Record)
	e.Cancelled = d.In.Text("reason")
	if err := remind(d.Tx, e); err != nil {
		return err
	}
	return tellAll(d.Tx, e, everybody(e), "event_cancelled", what+", was cancelled", e.Cancelled)
}

// seen reports whether a reader may see what is for those whom an event is for: they, and the
// administrator.
func seen(v *register.View, e *record.Event) (bool, error) {
	why, err := barred(v, e, v.Reader())
	return why == "", err
}
