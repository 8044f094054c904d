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
	unsure   = string(record.RegistrationAsked)
	seated   = string(record.RegistrationSeated)
	inLine   = string(record.RegistrationWaiting)
	attended = string(record.RegistrationAttended)
	noShow   = string(record.RegistrationNoShow)
	givenUp  = string(record.RegistrationCancelled)
	lapsed   = string(record.RegistrationLapsed)
)

// RegistrationLife is the life of a registration for an event. Who has signed in, or is entered by
// the administrator, confirms nothing. [D]
var RegistrationLife = &process.Machine{
	Name: "registration", Title: "Registration", Start: unsure,
	States: []process.State{
		{Name: unsure, Label: "Not confirmed yet",
			Doc: "Whoever has the address is asked. No seat is kept for them yet."},
		{Name: seated, Label: "Registered", Doc: "A seat is kept."},
		{Name: inLine, Label: "On the waiting list", Doc: "A seat is kept when one becomes free."},
		{Name: attended, Label: "Attended", Doc: "Whoever it is of was there.", Final: true},
		{Name: noShow, Label: "Did not attend", Doc: "Whoever it is of was not there.", Final: true},
		{Name: givenUp, Label: "Cancelled", Doc: "No seat is kept.", Final: true},
		{Name: lapsed, Label: "Not confirmed in time", Doc: "No seat was ever kept.", Final: true},
	},
	Steps: []process.Step{
		{Event: "confirm", Label: "Confirm the address", From: []string{unsure}, To: seated,
			By: []string{registrants}},
		{Event: "wait", Label: "Come onto the waiting list", From: []string{unsure}, To: inLine,
			By: []string{registrants}, Doc: "All seats are taken when somebody registers."},
		{Event: "lapse", Label: "It is not confirmed in time", From: []string{unsure}, To: lapsed,
			Timed: true},
		{Event: "promote", Label: "A seat becomes free", From: []string{inLine}, To: seated,
			By: []string{registrants}},
		{Event: "attend", Label: "Note that they were there", From: []string{seated, noShow},
			To: attended, By: []string{by}},
		{Event: "miss", Label: "Note that they were not there", From: []string{seated, attended},
			To: noShow, By: []string{by}},
		{Event: "cancel", Label: "Cancel the registration", From: []string{unsure, seated, inLine},
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
	cancel.Danger, cancel.Do = true, giveUpIt
	cancel.Hindrance = timed(tooLate)
	cancel.Fields = func(v *register.View, reg R) ([]page.Field, error) {
		if reg.Person == v.Reader().Person {
			return nil, nil
		}
		return []page.Field{{Name: "why", Label: "Why, for whom it is of", Control: page.Area,
			Limit: 500, Hint: "It is kept in the history of what people were told. Name nobody."}}, nil
	}
	attend := desk.Take(RegistrationLife, "attend", desk.StaffOf[R])
	miss := desk.Take(RegistrationLife, "miss", desk.StaffOf[R])
	attend.Hindrance, miss.Hindrance = timed(hindered), timed(hindered)
	return shelf.Of[R]{
		Listing: desk.Listing[R]{Kind: "registration",
			Lead:  "Seats at events, and places on their waiting lists.",
			Parts: registrationParts, Tell: s.tellRegistrations,
			Columns: []string{"id", "event", "state", "since"}},
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

// timed is what is in the way of a deed with a registration by the times of its event.
func timed(
	why func(*record.Event, time.Time) string,
) func(*register.View, *record.Registration) (string, error) {
	return func(v *register.View, r *record.Registration) (string, error) {
		e, err := eventOf(v, r)
		if err != nil {
			return "", err
		}
		return why(e, v.Moment().So), nil
	}
}

// tooLate says that an event has begun.
func tooLate(e *record.Event, so time.Time) string {
	switch {
	case !begun(e, so):
		return ""
	case e.Cancelled != "":
		return "The event was cancelled, and was to begin at " + calendar.Moment(e.StartsAt) + "."
	}
	return "The event began at " + calendar.Moment(e.StartsAt) + ": a registration can be cancelled " +
		"until then."
}

// giveUp frees what a registration holds, for who waits.
func giveUp(tx *register.Tx, e *record.Event, r *record.Registration) error {
	held := r.State == record.RegistrationSeated
	r.Since = tx.Now()
	if !held || e.Capacity == 0 {
		return nil
	}
	taken, err := counted(tx.View, "seated", e)
	if err != nil {
		return err
	}
	return promote(tx, e, taken-1)
}

// giveUpIt cancels a registration, and tells whose it is where the administrator does it.
func giveUpIt(d *desk.Doing[*record.Registration]) error {
	r := d.Record
	e, err := eventOf(d.Tx.View, r)
	if err != nil {
		return err
	}
	asked := r.State == record.RegistrationAsked
	if err := giveUp(d.Tx, e, r); err != nil || r.Person == d.Reader.Person || asked {
		return err
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
	people, err := whose(v, all)
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
	case record.RegistrationWaiting, record.RegistrationAsked:
		t.Tone = page.Wait
	case record.RegistrationCancelled, record.RegistrationLapsed:
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
	rows := timing(e)
	if r.State == record.RegistrationWaiting {
		if row.Place, err = place(l.V, e, r); err != nil {
			return err
		}
		rows = append(rows, page.Fact("Place", page.T(desk.Upper(number(row.Place)))))
	}
	rows = append(rows, joining(e, r, l.So, l.AsAt)...)
	if l.V.Reader().Staff {
		people, err := whose(l.V, []*record.Registration{r})
		if err != nil {
			return err
		}
		rows = append(rows, people[r.ID].rows()...)
	}
	l.Data = row
	return l.Facts(rows, "state", "name", "organisation", "address")
}

// timing says when an event is held and where, or that it is not.
func timing(e *record.Event) []page.Row {
	when := page.Fact("When", page.T(planned(e)))
	switch {
	case e.Cancelled != "":
		return []page.Row{page.Fact("Was to be", page.T(planned(e))),
			page.Fact("Why it was cancelled", page.T(e.Cancelled))}
	case e.Postponed != "":
		return []page.Row{page.Fact("Was to be", page.T(planned(e))),
			page.Fact("Why it was postponed", page.T(e.Postponed))}
	case e.Venue != "":
		return []page.Row{when, page.Fact("Place", page.T(e.Venue))}
	}
	return []page.Row{when}
}

// joins is how to join an event, for who has a seat while it is to come or live; empty for others,
// where it is not known, and in a page as at another moment: who had a seat then may have none.
func joins(e *record.Event, r *record.Registration, so time.Time, asAt bool) string {
	if asAt || r.State != record.RegistrationSeated || e.Cancelled != "" || timeless(e) ||
		over(e, so) {
		return ""
	}
	return e.Join.Text()
}

// joining is a row of that.
func joining(e *record.Event, r *record.Registration, so time.Time, asAt bool) []page.Row {
	text := joins(e, r, so, asAt)
	if text == "" {
		return nil
	}
	return []page.Row{{Term: "How to join", Values: []page.Words{address(text)}}}
}
