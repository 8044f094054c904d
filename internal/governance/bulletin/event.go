package bulletin

import (
	"net/url"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/process"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/shelf"
	"github.com/mains-energy/mains/internal/page"
)

// The states of an event.
const (
	announced = "announced"
	underWay  = "live"
	completed = "completed"
	cancelled = "cancelled"
)

// by is who takes most steps here.
const by = "code administrator"

// EventLife is the life of an event as far as its page knows it: by its times, and whether it
// was cancelled. [D]
var EventLife = &process.Machine{
	Name: "event", Title: "Event", Start: announced,
	States: []process.State{
		{Name: announced, Label: "Announced", Doc: "It is to be held."},
		{Name: underWay, Label: "Live", Doc: "It is being held."},
		{Name: completed, Label: "Over", Doc: "It was held.", Final: true},
		{Name: cancelled, Label: "Cancelled", Doc: "It is not held.", Final: true},
	},
	Steps: []process.Step{
		{Event: "begin", Label: "It begins", From: []string{announced}, To: underWay, Timed: true},
		{Event: "end", Label: "It ends", From: []string{underWay}, To: completed, Timed: true},
		{Event: "move", Label: "Move it", From: []string{announced}, To: announced, By: []string{by},
			Reason: true},
		{Event: "cancel", Label: "Cancel it", From: []string{announced}, To: cancelled,
			By: []string{by}, Reason: true},
	},
}

// eventState is the state of an event at an instant.
func eventState(e *record.Event, so time.Time) string {
	switch {
	case e.Cancelled != "":
		return cancelled
	case so.Before(e.StartsAt):
		return announced
	case so.Before(e.EndsAt):
		return underWay
	}
	return completed
}

// eventRow is an event as programs read it.
type eventRow struct {
	*record.Event
	State     string `json:"state"`
	Questions string `json:"questions_in_advance,omitempty"` // open, closed
}

func rowOfEvent(e *record.Event, so time.Time) eventRow {
	r := eventRow{Event: e, State: eventState(e, so)}
	switch {
	case e.QuestionDeadlineAt.IsZero():
	case questions(e).InTime(so):
		r.Questions = "open"
	default:
		r.Questions = "closed"
	}
	return r
}

// questions is until when questions are taken into the presentation: what is in strictly
// before is in time.
func questions(e *record.Event) calendar.Deadline {
	return calendar.Deadline{What: "questions in advance", By: e.QuestionDeadlineAt}
}

type eventDoing = desk.Doing[*record.Event]

func events() shelf.Of[*record.Event] {
	bound := eventFields()
	cancel := desk.Take(EventLife, "cancel", desk.StaffOf[*record.Event])
	cancel.Danger = true
	cancel.Lead = "It stays in calendars, as cancelled."
	cancel.Do = func(d *eventDoing) error { d.Record.Cancelled = d.In.Text("reason"); return nil }
	move := desk.Take(EventLife, "move", desk.StaffOf[*record.Event])
	move.Fields, move.Do = whenFields, moveEvent
	edit := shelf.Change(bound)
	edit.Do = func(d *eventDoing) error {
		if err := desk.Taken(bound)(d); err != nil {
			return err
		}
		return contradiction(d.Record)
	}
	return shelf.Of[*record.Event]{
		Listing: desk.Listing[*record.Event]{Kind: "event", Parts: eventParts, Columns: eventColumns,
			Tell: shelf.Each(tellEvent)},
		Adding: desk.Adding[*record.Event]{Label: "Add an event",
			New: func(id string) *record.Event { return &record.Event{Head: record.Head{ID: id}} },
			Fields: func(v *register.View, e *record.Event) ([]page.Field, error) {
				when, _ := whenFields(v, e)
				rest, err := desk.Asked(bound)(v, e)
				return append(append(rest[:1:1], when...), rest[1:]...), err
			},
			Do: func(d *eventDoing) error {
				if err := setWhen(d); err != nil {
					return err
				}
				return edit.Do(d)
			}},
		Deeds: desk.Deeds[*record.Event]{Machine: EventLife,
			Now: func(v *register.View, e *record.Event) (string, error) {
				return eventState(e, v.Moment().So), nil
			},
			Enter: func(*record.Event, string) {}, // what was done says it
			Deeds: []desk.Deed[*record.Event]{edit, move, cancel}},
		Show: showEvent,
	}
}

// eventFields are what is asked for of an event beside when it is held.
func eventFields() []desk.Bound[*record.Event] {
	type E = *record.Event
	return []desk.Bound[E]{
		shelf.Title(func(e E) *string { return &e.Title }),
		desk.BoundText(page.Field{Name: "kind", Label: "Kind", Control: page.Choice,
			Options: shelf.Options("workshop", "Workshop", "webinar", "Webinar", "meeting", "Meeting",
				"engagement_day", "Engagement Day")}, func(e E) *string { return &e.Kind }),
		desk.BoundText(page.Field{Name: "mode", Label: "Where", Control: page.Choice,
			Options: shelf.Options("online", "Online", "in_person", "In person")},
			func(e E) *string { return &e.Mode }),
		shelf.Owners("hosts", "Host", func(e E) *[]string { return &e.Hosts }),
		shelf.Groups("audience", "For whom", func(e E) *[]string { return &e.Audience }),
		shelf.Lines("covers", "What it covers", func(e E) *[]string { return &e.Covers }),
		desk.BoundText(page.Field{Name: "registration", Label: "Registration", Control: page.Choice,
			Optional: true, Options: shelf.Options("open", "Open", "closed", "Closed", "not_needed",
				"Not needed")}, func(e E) *string { return &e.Registration }),
		shelf.Contacts("register", "Register with", func(e E) *[]string { return &e.RegisterVia }),
		shelf.Contacts("questions", "Questions to", func(e E) *[]string { return &e.QuestionsTo }),
		questionTime(),
		{Fields: func(_ *register.View, e E) ([]page.Field, error) {
			f := page.Field{Name: "live", Label: "Questions during the event", Control: page.Checks,
				Optional: true, Options: shelf.Options("yes", "Questions are taken during the event too")}
			if e.LiveQuestions {
				f.Values = []string{"yes"}
			}
			return []page.Field{f}, nil
		}, Set: func(e E, in page.Input) error {
			e.LiveQuestions = in.Text("live") == "yes"
			return nil
		}},
	}
}

// questionTime asks until when questions are taken in advance.
func questionTime() desk.Bound[*record.Event] {
	return desk.Bound[*record.Event]{
		Fields: func(_ *register.View, e *record.Event) ([]page.Field, error) {
			on := desk.DayField("until", "Questions in advance until",
				calendar.DateOf(e.QuestionDeadlineAt))
			clock := desk.ClockField("until-time", "At what time", e.QuestionDeadlineAt)
			on.Optional, clock.Optional = true, true
			clock.Hint += "; 17:00 where it is left empty"
			return []page.Field{on, clock}, nil
		},
		Set: func(e *record.Event, in page.Input) error {
			on, err := desk.DayOf(in, "until")
			if err != nil {
				return err
			}
			if e.QuestionDeadlineAt, err = desk.TimeOf(in, "until-time", on); err != nil {
				return err
			}
			if e.QuestionDeadlineAt.IsZero() {
				e.QuestionDeadlineAt = calendar.CloseOfDay(on)
			}
			return nil
		},
	}
}

// whenFields ask when an event is held.
func whenFields(_ *register.View, e *record.Event) ([]page.Field, error) {
	return []page.Field{desk.DayField("on", "Day", calendar.DateOf(e.StartsAt)),
		desk.ClockField("starts", "Starts", e.StartsAt), desk.ClockField("ends", "Ends", e.EndsAt)}, nil
}

// setWhen takes when an event is held, which is to come.
func setWhen(d *eventDoing) error {
	on, err := desk.DayOf(d.In, "on")
	if err != nil {
		return err
	}
	e := d.Record
	if e.StartsAt, err = desk.TimeOf(d.In, "starts", on); err != nil {
		return err
	}
	if e.EndsAt, err = desk.TimeOf(d.In, "ends", on); err != nil {
		return err
	}
	if !e.StartsAt.After(d.Tx.Now()) {
		return page.Faults{{Field: "starts", Text: "Enter a time to come: " +
			calendar.Moment(e.StartsAt) + " has passed"}}
	}
	return contradiction(e)
}

// contradiction says what contradicts itself in the times of an event.
func contradiction(e *record.Event) error {
	fields := map[string]string{"ends_at": "ends", "question_deadline_at": "until"}
	texts := map[string]string{"ends_at": "Enter an end that is after the start",
		"question_deadline_at": "Enter an instant before the event starts, at " +
			calendar.Moment(e.StartsAt)}
	var faults page.Faults
	for name := range e.Check() {
		faults.Add(fields[name], "%s", texts[name])
	}
	return faults.Err()
}

// moveEvent gives an event another time.
func moveEvent(d *eventDoing) error {
	before := *d.Record
	if err := setWhen(d); err != nil {
		return err
	}
	e := d.Record
	if e.StartsAt.Equal(before.StartsAt) && e.EndsAt.Equal(before.EndsAt) {
		return page.Faults{{Field: "on", Text: "Enter another time: this is the one it has"}}
	}
	e.Moves = append(e.Moves, record.Move{From: calendar.DateOf(before.StartsAt),
		To: calendar.DateOf(e.StartsAt), Reason: d.In.Text("reason"), At: d.Tx.Now()})
	return nil
}

var eventColumns = []string{"id", "title", "kind", "starts_at", "ends_at", "state"}

// eventParts are the events to come, the next first, and those of the past.
func eventParts(v *register.View, _ url.Values) []desk.Part {
	now := register.InstantKey(calendar.DateOf(v.Moment().So).Start())
	return []desk.Part{
		{Name: "coming", Title: "To come", Empty: "None is known of.",
			Query: register.Query{Key: "starts", From: now}},
		{Name: "past", Title: "Past", Empty: "None is known of.",
			Query: register.Query{Key: "starts", To: now, Desc: true}},
		{Name: "cancelled", Title: "Cancelled",
			Query: register.Query{Key: "cancelled", Desc: true}},
	}
}

func tellEvent(v *register.View, e *record.Event) desk.Told {
	so := v.Moment().So
	state := eventTag(eventState(e, so))
	return desk.Told{Data: rowOfEvent(e, so), Entry: eventEntry(e, so),
		Item: page.Item{Head: page.Words{desk.Link(e)}, Tag: &state, Body: []page.Words{
			page.Say(held(e)), page.Say(desk.Upper(desk.Plain(e.Kind)) + ", " + desk.Plain(e.Mode))}}}
}

func eventEntry(e *record.Event, so time.Time) page.Entry {
	state := eventState(e, so)
	return page.Entry{ID: e.ID, Title: e.Title, Summary: held(e) + ".", To: desk.AddressOf(e),
		Starts: e.StartsAt, Ends: e.EndsAt, Cancelled: state == cancelled, Sequence: e.Sequence(),
		Cells: []string{e.ID, e.Title, e.Kind, e.StartsAt.UTC().Format(time.RFC3339),
			e.EndsAt.UTC().Format(time.RFC3339), state}}
}

// held is when an event is held: 27 January 2022, 1:30pm to 5pm.
func held(e *record.Event) string {
	text := calendar.DateOf(e.StartsAt).Long() + ", " + calendar.Clock(e.StartsAt)
	if e.EndsAt.After(e.StartsAt) {
		text += " to " + calendar.Clock(e.EndsAt)
	}
	return text
}

func eventTag(state string) page.Tag {
	t := page.Tag{Text: state, Tone: page.Stop}
	if s, known := EventLife.State(state); known {
		t.Text = s.Label
	}
	switch state {
	case announced:
		t.Tone = page.Wait
	case underWay:
		t.Tone = page.Good
	}
	return t
}

// showEvent is the page of an event.
func showEvent(l *shelf.Look[*record.Event]) error {
	e := l.Rec
	state := eventTag(eventState(e, l.So))
	l.Title, l.Tag, l.Data = held(e), &state, rowOfEvent(e, l.So)
	rows := []page.Row{page.Fact("When", page.When{Text: calendar.DateOf(e.StartsAt).Full() + ", " +
		calendar.Clock(e.StartsAt) + " to " + calendar.Clock(e.EndsAt), At: e.StartsAt})}
	if e.Cancelled != "" {
		rows = append([]page.Row{page.Fact("Why it was cancelled", page.T(e.Cancelled))}, rows...)
	}
	registration, err := registering(l.V, e)
	if err != nil {
		return err
	}
	rows = append(rows, registration)
	if !e.QuestionDeadlineAt.IsZero() {
		rows = append(rows, page.Row{Term: "Questions in advance", Values: asked(e, l.So)})
	}
	to, err := shelf.Reaching(l.V, "Questions to", e.QuestionsTo)
	if err != nil {
		return err
	}
	rows = append(rows, to...)
	if e.LiveQuestions {
		rows = append(rows, page.Fact("Questions during the event", page.T("are taken as well")))
	}
	l.List = &page.List{Title: e.Title, Columns: eventColumns,
		Entries: []page.Entry{eventEntry(e, l.So)}}
	if !e.QuestionDeadlineAt.IsZero() {
		at := e.QuestionDeadlineAt
		l.List.Entries = append(l.List.Entries, page.Entry{ID: e.ID + "-questions", Starts: at,
			Title: "Questions in advance close: " + e.Title, To: desk.AddressOf(e),
			Cancelled: e.Cancelled != "", Cells: []string{e.ID + "-questions",
				"Questions in advance close: " + e.Title, "deadline", at.UTC().Format(time.RFC3339), "",
				rowOfEvent(e, l.So).Questions}})
	}
	return l.Facts(rows, "starts_at", "ends_at", "registration", "register_via",
		"question_deadline_at", "questions_to", "live_questions", "cancelled")
}

// registering says how to take part.
func registering(v *register.View, e *record.Event) (page.Row, error) {
	row := page.Row{Term: "Registration"}
	with, err := shelf.Reach(v, e.RegisterVia...)
	switch {
	case err != nil:
		return row, err
	case e.Registration == "not_needed" || e.Registration == "closed":
		row.Values = []page.Words{page.Say(desk.Upper(desk.Plain(e.Registration)))}
	case len(with) > 0:
		row.Values = with
		for i, words := range with {
			row.Values[i] = append(page.Words{page.T("With ")}, words...)
		}
	case e.Registration == "open":
		row.Values = []page.Words{{page.T("Open. Where to register is "), desk.NotKnown}}
	default:
		row.Values = []page.Words{{desk.NotKnown}}
	}
	return row, nil
}

// asked says until when questions are taken in advance, and what becomes of later ones.
func asked(e *record.Event, so time.Time) []page.Words {
	at := desk.At(e.QuestionDeadlineAt)
	if questions(e).InTime(so) {
		return []page.Words{{page.T("A question that is in before "), at,
			page.T(" is taken into the presentation")}}
	}
	after := "A question of now comes too late"
	if e.LiveQuestions {
		after = "A question of now is only taken during the event"
	}
	return []page.Words{{page.T("Closed at "), at}, page.Say(after)}
}
