package event

import (
	"net/url"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/process"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/shelf"
	"github.com/mains-energy/mains/internal/page"
)

// The states of a registration.
const (
	seated   = string(record.RegistrationSeated)
	inLine   = string(record.RegistrationWaiting)
	attended = string(record.RegistrationAttended)
	noShow   = string(record.RegistrationNoShow)
	givenUp  = string(record.RegistrationCancelled)
)

// RegistrationLife is the life of a registration for an event. [D]
var RegistrationLife = &process.Machine{
	Name: "registration", Title: "Registration", Start: seated,
	States: []process.State{
		{Name: seated, Label: "Registered", Doc: "A seat is kept."},
		{Name: inLine, Label: "On the waiting list", Doc: "A seat is kept when one becomes free."},
		{Name: attended, Label: "Attended", Doc: "Whoever it is of was there.", Final: true},
		{Name: noShow, Label: "Did not attend", Doc: "Whoever it is of was not there.", Final: true},
		{Name: givenUp, Label: "Cancelled", Doc: "No seat is kept.", Final: true},
	},
	Steps: []process.Step{
		{Event: "wait", Label: "Come onto the waiting list", From: []string{seated}, To: inLine,
			By: []string{registrants}, Doc: "All seats are taken when somebody registers."},
		{Event: "promote", Label: "A seat becomes free", From: []string{inLine}, To: seated,
			By: []string{registrants}},
		{Event: "attend", Label: "Note that they were there", From: []string{seated, noShow},
			To: attended, By: []string{by}},
		{Event: "miss", Label: "Note that they were not there", From: []string{seated, attended},
			To: noShow, By: []string{by}},
		{Event: "cancel", Label: "Cancel the registration", From: []string{seated, inLine},
			To: givenUp, By: []string{registrants, by},
			Doc: "The seat goes to whoever waits for one. It cannot be taken back."},
	},
}

// registrations are the list of registrations, of the reader or for the administrator of all,
// and their pages.
func (s subject) registrations() shelf.Of[*record.Registration] {
	type R = *record.Registration
	cancel := desk.Take(RegistrationLife, "cancel", func(r *policy.Reader, reg R) bool {
		return r.Staff || reg.Person != "" && reg.Person == r.Person
	})
	cancel.Danger, cancel.Hindrance, cancel.Do = true, tooLate, giveUp
	cancel.Fields = func(v *register.View, reg R) ([]page.Field, error) {
		if reg.Person == v.Reader().Person {
			return nil, nil
		}
		return []page.Field{{Name: "why", Label: "Why, for whom it is of", Control: page.Area,
			Limit: 500}}, nil
	}
	attend := desk.Take(RegistrationLife, "attend", desk.StaffOf[R])
	miss := desk.Take(RegistrationLife, "miss", desk.StaffOf[R])
	attend.Hindrance, miss.Hindrance = tooEarly, tooEarly
	return shelf.Of[R]{
		Listing: desk.Listing[R]{Kind: "registration",
			Lead:  "Seats at events, and places on their waiting lists.",
			Parts: registrationParts, Tell: s.tellRegistrations,
			Columns: []string{"id", "event", "state", "since"}},
		Adding: desk.Adding[R]{},
		Deeds: desk.Deeds[R]{Machine: RegistrationLife,
			State: func(r R) string { return string(r.State) },
			Enter: func(r R, state string) { r.State = record.RegistrationState(state) },
			Deeds: []desk.Deed[R]{attend, miss, cancel}},
		Show: s.showRegistration,
	}
}

// eventOf is the event that a registration is for.
func eventOf(v *register.View, r *record.Registration) (*record.Event, error) {
	return register.Get[*record.Event](v.As(policy.System()), r.Event)
}

// tooLate says that an event has begun.
func tooLate(v *register.View, r *record.Registration) (string, error) {
	e, err := eventOf(v, r)
	if err != nil || !begun(e, v.Moment().So) {
		return "", err
	}
	return "The event began at " + calendar.Moment(e.StartsAt) + ": a registration can be cancelled " +
		"until then.", nil
}

// tooEarly says that an event has not begun.
func tooEarly(v *register.View, r *record.Registration) (string, error) {
	e, err := eventOf(v, r)
	if err != nil || begun(e, v.Moment().So) {
		return "", err
	}
	return notBegun(e), nil
}

func notBegun(e *record.Event) string {
	return "The event begins at " + calendar.Moment(e.StartsAt) + ": who was there can be noted " +
		"from then on."
}

// giveUp frees what a registration holds, for who waits.
func giveUp(d *desk.Doing[*record.Registration]) error {
	r := d.Record
	e, err := eventOf(d.Tx.View, r)
	if err != nil {
		return err
	}
	if r.State == record.RegistrationSeated && e.Capacity > 0 {
		taken, err := counted(d.Tx.View, "seated", e)
		if err != nil {
			return err
		}
		if err := promote(d.Tx, e, taken-1); err != nil {
			return err
		}
	}
	if r.Person == d.Reader.Person {
		return nil
	}
	return tellOne(d.Tx, r, "event_unregistered", "Your registration for “"+e.Heading()+
		"” was cancelled by the administrator", d.In.Text("why"))
}

func registrationParts(v *register.View, _ url.Values) []desk.Part {
	part := desk.Part{Query: register.Query{Key: "since", Desc: true},
		Empty: "There is none. An event whose registration is open has a link to register."}
	if person := v.Reader().Person; person != "" && !v.Reader().Staff {
		part.Query.Where = []register.Key{{Name: "person", Value: person}}
	}
	return []desk.Part{part}
}

// registrationRow is a registration as programs read it.
type registrationRow struct {
	*record.Registration
	Place int `json:"waiting_place,omitempty"`
}

func (s subject) tellRegistrations(
	v *register.View, all []*record.Registration,
) (list []desk.Told, err error) {
	var events []string
	for _, r := range all {
		events = append(events, r.Event)
	}
	found, err := desk.Several(v, "event", events...)
	if err != nil {
		return nil, err
	}
	people, err := s.people(v, all)
	if err != nil {
		return nil, err
	}
	for _, r := range all {
		state := registrationTag(r)
		item := page.Item{Head: page.Words{page.Link{Text: title(found[r.Event]),
			To: desk.AddressOf(r)}}, Tag: &state}
		if e, is := found[r.Event].(*record.Event); is {
			item.Body = append(item.Body, page.Say(held(e)))
		}
		if v.Reader().Staff {
			item.Body = append(item.Body, page.Say(people[r.ID].text()))
		}
		list = append(list, desk.Told{Item: item, Data: registrationRow{Registration: r},
			Entry: page.Entry{ID: r.ID, Title: title(found[r.Event]), To: desk.AddressOf(r),
				Cells: []string{r.ID, r.Event, string(r.State), r.Since.UTC().Format(time.RFC3339)}}})
	}
	return list, nil
}

// title is what a record is called; what was registered for where it is not known.
func title(rec record.Titled) string {
	if rec == nil {
		return "An event"
	}
	return rec.Heading()
}

func registrationTag(r *record.Registration) page.Tag {
	t := page.Tag{Text: string(r.State), Tone: page.Quiet}
	if s, known := RegistrationLife.State(string(r.State)); known {
		t.Text = s.Label
	}
	switch r.State {
	case record.RegistrationSeated:
		t.Tone = page.Good
	case record.RegistrationWaiting:
		t.Tone = page.Wait
	case record.RegistrationCancelled:
		t.Tone = page.Stop
	}
	return t
}

// showRegistration is the page of a registration.
func (s subject) showRegistration(l *shelf.Look[*record.Registration]) error {
	r := l.Rec
	e, err := eventOf(l.V, r)
	if err != nil {
		return desk.Refusal(err)
	}
	row, state := registrationRow{Registration: r}, registrationTag(r)
	l.Kicker, l.Title, l.Tag = "Registration", e.Heading(), &state
	rows := []page.Row{page.Fact("When", page.T(held(e)))}
	if r.State == record.RegistrationWaiting {
		if row.Place, err = place(l.V, e, r); err != nil {
			return err
		}
		rows = append(rows, page.Fact("Place", page.T(desk.Upper(number(row.Place)))))
	}
	if r.State == record.RegistrationSeated {
		rows = append(rows, joining(e)...)
	}
	if l.V.Reader().Staff {
		people, err := s.people(l.V, []*record.Registration{r})
		if err != nil {
			return err
		}
		rows = append(rows, people[r.ID].rows()...)
	}
	l.Data = row
	return l.Facts(rows, "state", "name", "organisation", "address")
}

// joining says how to join an event, to who has a seat.
func joining(e *record.Event) []page.Row {
	if text := e.Join.Text(); text != "" && e.Cancelled == "" {
		return []page.Row{{Term: "How to join", Values: []page.Words{address(text)}}}
	}
	return nil
}
