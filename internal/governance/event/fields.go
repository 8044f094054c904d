package event

import (
	"strconv"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/shelf"
	"github.com/mains-energy/mains/internal/page"
)

type field = desk.Bound[*record.Event]

// bound are what is asked for of an event beside when it is held.
func bound() []field {
	type E = *record.Event
	fields := []field{
		shelf.Title(func(e E) *string { return &e.Title }),
		desk.BoundText(page.Field{Name: "kind", Label: "Kind", Control: page.Choice,
			Options: shelf.Options("workshop", "Workshop", "webinar", "Webinar", "meeting", "Meeting",
				"engagement_day", "Engagement Day")}, func(e E) *string { return &e.Kind }),
		desk.BoundText(page.Field{Name: "mode", Label: "Where", Control: page.Choice,
			Options: shelf.Options("online", "Online", "in_person", "In person")},
			func(e E) *string { return &e.Mode }),
		shelf.Line("venue", "Place", "The address, where people meet in person",
			func(e E) *string { return &e.Venue }),
		secretLine("join", "How to join", "Such as the address of the call. Only who has a seat, and "+
			"the administrator, sees it", func(e E) *register.Secret { return &e.Join }),
		shelf.Owners("hosts", "Host", func(e E) *[]string { return &e.Hosts }),
		shelf.Groups("audience", "For whom", func(e E) *[]string { return &e.Audience }),
		shelf.Lines("covers", "What it covers", func(e E) *[]string { return &e.Covers }),
		shelf.Lines("agenda", "Agenda", func(e E) *[]string { return &e.Agenda }),
		shelf.Lines("speakers", "Speakers, by their roles",
			func(e E) *[]string { return &e.Speakers }),
		desk.BoundRefs(page.Field{Name: "related", Label: "What it is about", Optional: true},
			"modification consultation release", register.Query{},
			func(e E) *[]string { return &e.Related }),
		desk.BoundText(page.Field{Name: "registration", Label: "Registration", Control: page.Choice,
			Optional: true, Options: shelf.Options("open", "Open: people register on its page", "closed",
				"Closed", "not_needed", "Not needed")}, func(e E) *string { return &e.Registration }),
		shelf.Contacts("register", "Register with", func(e E) *[]string { return &e.RegisterVia }),
		seats(),
		instant("opens", "Registration opens on", "At once where it is left empty", "00:00",
			func(e E) *time.Time { return &e.RegistrationOpensAt }),
	}
	fields = append(fields, deadlines()...)
	return append(fields,
		shelf.Contacts("questions", "Questions to", func(e E) *[]string { return &e.QuestionsTo }),
		live())
}

// deadlines are what is asked for of an event that hangs on when it is held.
func deadlines() []field {
	return []field{
		instant("closes", "Registration closes on", "When it begins where it is left empty", "17:00",
			func(e *record.Event) *time.Time { return &e.RegistrationClosesAt }),
		instant("until", "Questions in advance until", "", "17:00",
			func(e *record.Event) *time.Time { return &e.QuestionDeadlineAt }),
	}
}

// live asks whether questions are taken during an event.
func live() field {
	return field{
		Fields: func(_ *register.View, e *record.Event) ([]page.Field, error) {
			f := page.Field{Name: "live", Label: "Questions during the event", Control: page.Checks,
				Optional: true, Options: shelf.Options("yes", "Questions are taken during the event too")}
			if e.LiveQuestions {
				f.Values = []string{"yes"}
			}
			return []page.Field{f}, nil
		},
		Set: func(e *record.Event, in page.Input) error {
			e.LiveQuestions = in.Text("live") == "yes"
			return nil
		},
	}
}

// mostSeats is the largest number of seats that a form takes.
const mostSeats = 100_000

// seats asks how many seats there are.
func seats() field {
	return field{
		Fields: func(_ *register.View, e *record.Event) ([]page.Field, error) {
			f := page.Field{Name: "seats", Label: "Seats", Control: page.Number, Limit: 6, Optional: true,
				Hint: "Who registers when all are taken comes onto a waiting list. As many as come where " +
					"it is left empty"}
			if e.Capacity > 0 {
				f.Values = []string{strconv.Itoa(e.Capacity)}
			}
			return []page.Field{f}, nil
		},
		Set: func(e *record.Event, in page.Input) (err error) {
			e.Capacity = 0
			text := in.Text("seats")
			if text == "" {
				return nil
			}
			if e.Capacity, err = strconv.Atoi(text); err != nil || e.Capacity < 1 ||
				e.Capacity > mostSeats {
				return page.Faults{{Field: "seats", Text: "Enter a whole number from 1 to " +
					strconv.Itoa(mostSeats) + ", or leave it empty"}}
			}
			return nil
		},
	}
}

// fewer says that an event cannot have fewer seats than are taken.
func fewer(taken int) string {
	return "Enter at least " + strconv.Itoa(taken) + ": so many seats are taken"
}

// secretLine asks for a line that few may see.
func secretLine(
	name, label, hint string, at func(*record.Event) *register.Secret,
) field {
	f := page.Field{Name: name, Label: label, Hint: hint, Control: page.Line, Optional: true}
	return field{
		Fields: func(_ *register.View, e *record.Event) ([]page.Field, error) {
			f := f
			if text := at(e).Text(); text != "" {
				f.Values = []string{text}
			}
			return []page.Field{f}, nil
		},
		Set: func(e *record.Event, in page.Input) error {
			if text := in.Text(name); text != at(e).Text() {
				*at(e) = register.NewSecret(text)
			}
			return nil
		},
	}
}

// instant asks for a day and a time of it, usual where none is given.
func instant(
	name, label, hint, usual string, at func(*record.Event) *time.Time,
) field {
	return field{
		Fields: func(_ *register.View, e *record.Event) ([]page.Field, error) {
			on := desk.DayField(name, label, calendar.DateOf(*at(e)))
			clock := desk.ClockField(name+"-time", "At what time", *at(e))
			on.Hint, on.Optional, clock.Optional = hint, true, true
			clock.Hint += "; " + usual + " where it is left empty"
			return []page.Field{on, clock}, nil
		},
		Set: func(e *record.Event, in page.Input) error {
			on, err := desk.DayOf(in, name)
			if err != nil {
				return err
			}
			if in.Text(name+"-time") == "" {
				in = page.Input{Values: map[string][]string{name + "-time": {usual}}}
			}
			*at(e), err = desk.TimeOf(in, name+"-time", on)
			if on.IsZero() {
				*at(e) = time.Time{}
			}
			return err
		},
	}
}

// whenFields ask when an event is held.
func whenFields(e *record.Event) []page.Field {
	return []page.Field{desk.DayField("on", "Day", calendar.DateOf(e.StartsAt)),
		desk.ClockField("starts", "Starts", e.StartsAt), desk.ClockField("ends", "Ends", e.EndsAt)}
}

// moveFields ask when an event is held, and what hangs on that.
func moveFields(v *register.View, e *record.Event) ([]page.Field, error) {
	rest, err := desk.Asked(deadlines())(v, e)
	return append(whenFields(e), rest...), err
}

// detailFields ask for all that an event says; when it is held only until it is announced.
func detailFields(v *register.View, e *record.Event) ([]page.Field, error) {
	rest, err := desk.Asked(bound())(v, e)
	if err != nil || !e.Draft {
		return rest, err
	}
	return append(append(rest[:1:1], whenFields(e)...), rest[1:]...), nil
}

// setWhen takes when an event is held, which is to come.
func setWhen(d *doing) error {
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
	return nil
}

// contradiction says what contradicts itself in the times of an event.
func contradiction(e *record.Event) error {
	fields := []struct{ name, field, text string }{
		{"ends_at", "ends", "Enter an end that is after the start"},
		{"question_deadline_at", "until", "Enter an instant before the event starts, at " +
			calendar.Moment(e.StartsAt)},
		{"registration_closes_at", "closes", "Enter an instant before the event starts, at " +
			calendar.Moment(e.StartsAt)},
		{"registration_opens_at", "opens", "Enter an instant before registration closes, at " +
			calendar.Moment(until(e).By)},
	}
	wrong := e.Check()
	var faults page.Faults
	for _, f := range fields {
		if wrong[f.name] != "" {
			faults.Add(f.field, "%s", f.text)
		}
	}
	return faults.Err()
}

// changedFor says what has changed of an event that matters to who is registered; empty where
// nothing has.
func changedFor(was, is *record.Event) string {
	var what []string
	if was.Title != is.Title {
		what = append(what, "it had the title “"+was.Title+"”")
	}
	if was.Mode != is.Mode || was.Venue != is.Venue {
		what = append(what, "where it is held")
	}
	if len(what) > 0 && joinChanged(was, is) {
		what = append(what, "how to join it")
	}
	return strings.Join(what, "; ")
}

// joinChanged reports whether an event says how to join it, and said so otherwise or not at all.
// While it has no time it does not.
func joinChanged(was, is *record.Event) bool {
	return !timeless(is) && is.Join.Text() != "" && was.Join.Text() != is.Join.Text()
}
