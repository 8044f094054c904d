package event

import (
	"net/url"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// row is an event as programs read it.
type row struct {
	*record.Event
	State     string `json:"state"`
	Questions string `json:"questions_in_advance,omitempty"` // open, closed
	SeatsLeft *int   `json:"seats_left,omitempty"`           // before it begins
	Yours     *yours `json:"yours,omitempty"`
	Recording string `json:"recording_at,omitempty"` // for whom the event was for
}

// yours is what only the reader is told of an event.
type yours struct {
	Registration string                   `json:"registration"`
	State        record.RegistrationState `json:"state"`
	Place        int                      `json:"waiting_place,omitempty"`
	Join         string                   `json:"join,omitempty"`
}

// rowOf is an event for a view.
func rowOf(v *register.View, e *record.Event) (r row, err error) {
	so := v.Moment().So
	r = row{Event: e}
	if r.State, err = stateOf(v, e); err != nil {
		return r, err
	}
	switch {
	case e.QuestionDeadlineAt.IsZero():
	case questions(e).InTime(so):
		r.Questions = "open"
	default:
		r.Questions = "closed"
	}
	if e.Capacity > 0 && here(e) && !begun(e, so) && r.State != cancelled && r.State != postponed {
		left, err := seatsLeft(v, e)
		if err != nil {
			return r, err
		}
		r.SeatsLeft = &left
	}
	return r, nil
}

var columns = []string{"id", "title", "kind", "starts_at", "ends_at", "state"}

// parts are the events to come, the next first, and those of the past.
func parts(v *register.View, _ url.Values) []desk.Part {
	now := register.InstantKey(calendar.DateOf(v.Moment().So).Start())
	return []desk.Part{
		{Name: "drafts", Title: "Not announced yet", Query: register.Query{Key: "draft"}},
		{Name: "coming", Title: "To come", Empty: "None is known of.",
			Query: register.Query{Key: "starts", From: now}},
		{Name: "postponed", Title: "Postponed", Query: register.Query{Key: "postponed"}},
		{Name: "past", Title: "Past", Empty: "None is known of.",
			Query: register.Query{Key: "starts", To: now, Desc: true}},
		{Name: "cancelled", Title: "Cancelled",
			Query: register.Query{Key: "cancelled", Desc: true}},
	}
}

// tell tells of events in a list.
func tell(v *register.View, all []*record.Event) (list []desk.Told, err error) {
	if all, err = desk.Discern(v, all); err != nil {
		return nil, err
	}
	for _, e := range all {
		r, err := rowOf(v, e)
		if err != nil {
			return nil, err
		}
		state := tag(r.State)
		list = append(list, desk.Told{Data: r, Entry: entry(e, r.State),
			Item: page.Item{Head: page.Words{desk.Link(e)}, Tag: &state, Body: []page.Words{
				page.Say(held(e)), page.Say(desk.Upper(desk.Plain(e.Kind)) + ", " + desk.Plain(e.Mode))}}})
	}
	return list, nil
}

// entry is an event in feeds and calendars. One that is postponed is not held at the time that
// it has: calendars show it as cancelled until it has another.
func entry(e *record.Event, state string) page.Entry {
	return page.Entry{ID: e.ID, Title: e.Title, Summary: held(e) + ".", To: desk.AddressOf(e),
		Starts: e.StartsAt, Ends: e.EndsAt, Cancelled: state == cancelled || state == postponed,
		Sequence: e.Sequence(), Place: e.Venue,
		Cells: []string{e.ID, e.Title, e.Kind, e.StartsAt.UTC().Format(time.RFC3339),
			e.EndsAt.UTC().Format(time.RFC3339), state}}
}
