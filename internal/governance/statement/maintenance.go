package statement

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/process"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/shelf"
	"github.com/mains-energy/mains/internal/page"
)

// The states of announced maintenance. All but the last follow from the clock.
const (
	planned   = "planned"
	underWay  = "under_way"
	done      = "over"
	cancelled = "cancelled"
)

// by is who announces maintenance.
const by = "code administrator"

// MaintenanceLife is the life of announced maintenance. [D]
var MaintenanceLife = &process.Machine{
	Name: "maintenance", Title: "Announced maintenance", Start: planned,
	States: []process.State{
		{Name: planned, Label: "Planned", Doc: "It is announced."},
		{Name: underWay, Label: "Under way", Doc: "Parts of the system may not answer."},
		{Name: done, Label: "Over", Doc: "Its time is over.", Final: true},
		{Name: cancelled, Label: "Cancelled", Doc: "It is not done.", Final: true},
	},
	Steps: []process.Step{
		{Event: "begin", Label: "Its time comes", From: []string{planned}, To: underWay, Timed: true},
		{Event: "end", Label: "Its time is over", From: []string{underWay}, To: done, Timed: true},
		{Event: "finish", Label: "Note that it is done", From: []string{underWay}, To: done,
			By: []string{by}, Doc: "Everything answers again from now on."},
		{Event: "cancel", Label: "Cancel it", From: []string{planned}, To: cancelled, By: []string{by},
			Reason: true, Doc: "Calendars and feeds are told so."},
	},
}

type maintenance = *record.Maintenance

// maintenanceState is the state of announced maintenance at an instant.
func maintenanceState(m maintenance, so time.Time) string {
	switch {
	case m.Cancelled != "":
		return cancelled
	case so.Before(m.StartsAt):
		return planned
	case so.Before(m.EndsAt):
		return underWay
	}
	return done
}

// announced is the list of maintenance, which the administrator keeps.
func announced() shelf.Of[maintenance] {
	bound := []desk.Bound[maintenance]{
		shelf.Title(func(m maintenance) *string { return &m.Title }),
		shelf.Area("what", "What is done", "", func(m maintenance) *string { return &m.What }),
		partsField(),
		shelf.When("begins", "Begins on", func(m maintenance) *time.Time { return &m.StartsAt }),
		shelf.When("ends", "Ends on", func(m maintenance) *time.Time { return &m.EndsAt }),
	}
	take := func(event string) desk.Deed[maintenance] {
		return desk.Take(MaintenanceLife, event, desk.StaffOf[maintenance])
	}
	finish, cancel, change := take("finish"), take("cancel"), shelf.Change(bound)
	finish.Do = func(d *desk.Doing[maintenance]) error {
		d.Record.EndsAt = d.Tx.Now()
		d.Record.Moved++
		return nil
	}
	cancel.Do = func(d *desk.Doing[maintenance]) error {
		d.Record.Cancelled = d.In.Text("reason")
		d.Record.Moved++
		return nil
	}
	change.Do = timed(bound)
	change.Hindrance = func(v *register.View, m maintenance) (string, error) {
		if state := maintenanceState(m, v.Moment().So); state == done || state == cancelled {
			s, _ := MaintenanceLife.State(state)
			return "It is in the state “" + s.Label + "”. Announce another one.", nil
		}
		return "", nil
	}
	return shelf.Of[maintenance]{
		Listing: desk.Listing[maintenance]{Kind: "maintenance", Parts: maintenanceParts, Dated: true,
			Columns: []string{"id", "title", "state", "starts_at", "ends_at"},
			Lead:    "When parts of this system may not answer, as the administrator announces it.",
			Tell: shelf.Each(func(v *register.View, m maintenance) desk.Told {
				return tellMaintenance(m, v.Moment().So)
			})},
		Adding: desk.Adding[maintenance]{Label: "Announce maintenance", Fields: desk.Asked(bound),
			New: func(id string) maintenance { return &record.Maintenance{Head: record.Head{ID: id}} },
			Do:  timed(bound)},
		Deeds: desk.Deeds[maintenance]{Machine: MaintenanceLife,
			Now: func(v *register.View, m maintenance) (string, error) {
				return maintenanceState(m, v.Moment().So), nil
			},
			Enter: func(maintenance, string) {}, // it follows from what the deeds have noted
			Deeds: []desk.Deed[maintenance]{change, finish, cancel}},
		Show: showMaintenance,
	}
}

// partsField asks what may not answer.
func partsField() desk.Bound[maintenance] {
	f := page.Field{Name: "parts", Label: "What may not answer", Control: page.Checks, Optional: true}
	for _, p := range parts() {
		f.Options = append(f.Options, page.Option{Value: string(p.name), Label: p.title})
	}
	return desk.Bound[maintenance]{
		Fields: func(_ *register.View, m maintenance) ([]page.Field, error) {
			f := f
			for _, p := range m.Parts {
				f.Values = append(f.Values, string(p))
			}
			return []page.Field{f}, nil
		},
		Set: func(m maintenance, in page.Input) error {
			m.Parts = nil
			for _, p := range in.All(f.Name) {
				m.Parts = append(m.Parts, record.SystemPart(p))
			}
			return nil
		},
	}
}

// timed takes what is asked for, and refuses times that cannot be.
func timed(bound []desk.Bound[maintenance]) func(*desk.Doing[maintenance]) error {
	return func(d *desk.Doing[maintenance]) error {
		m := d.Record
		starts, ends := m.StartsAt, m.EndsAt
		if err := desk.Taken(bound)(d); err != nil {
			return err
		}
		switch now := d.Tx.Now(); {
		case !m.EndsAt.After(m.StartsAt):
			return page.Faults{{Field: "ends", Text: "Enter an end after " + calendar.Moment(m.StartsAt)}}
		case !m.EndsAt.After(now):
			return page.Faults{{Field: "ends", Text: "Enter an end that has not passed: it is " +
				calendar.Moment(now)}}
		}
		if !starts.IsZero() && !(starts.Equal(m.StartsAt) && ends.Equal(m.EndsAt)) {
			m.Moved++
		}
		return nil
	}
}

// maintenanceParts are what is to come or under way, and below it what is over or was cancelled.
func maintenanceParts(v *register.View, _ url.Values) []desk.Part {
	so := v.Moment().So
	return []desk.Part{
		{Name: "planned", Title: "Planned and under way", Empty: "None is announced.",
			Query: record.StillOpen(so)},
		{Name: "past", Title: "Over and cancelled", Query: record.Closed(so)},
	}
}

// maintenanceRow is announced maintenance as programs read it; its state also says what the clock
// has done.
type maintenanceRow struct {
	*record.Maintenance
	State string `json:"state"`
}

func tellMaintenance(m maintenance, so time.Time) desk.Told {
	state := maintenanceState(m, so)
	tag := shelf.StateTag(MaintenanceLife, state)
	from := page.Words{desk.At(m.StartsAt), page.T(" until "), desk.At(m.EndsAt)}
	item := page.Item{Head: page.Words{desk.Link(m)}, Tag: &tag, Body: []page.Words{from}}
	if what := affected(m); what != "" {
		item.Body = append(item.Body, page.Say("May not answer: "+what))
	}
	s, _ := MaintenanceLife.State(state)
	return desk.Told{Data: maintenanceRow{m, state}, Item: item, Entry: page.Entry{ID: m.ID,
		Title: m.Heading(), Summary: s.Label + ": " + desk.Text(from) + ".", To: desk.AddressOf(m),
		Starts: m.StartsAt, Ends: m.EndsAt, Sequence: m.Moved, Cancelled: state == cancelled,
		Cells: []string{m.ID, m.Title, state, m.StartsAt.UTC().Format(time.RFC3339),
			m.EndsAt.UTC().Format(time.RFC3339)}}}
}

// affected is what may not answer, in words.
func affected(m maintenance) string {
	var titles []string
	for _, p := range parts() {
		if slices.Contains(m.Parts, p.name) {
			titles = append(titles, p.title)
		}
	}
	return strings.Join(titles, ", ")
}

// showMaintenance is the page of announced maintenance.
func showMaintenance(l *shelf.Look[maintenance]) error {
	told := tellMaintenance(l.Rec, l.So)
	l.Kicker, l.Title = "Announced maintenance", l.Rec.Heading()
	l.Tag, l.Data = told.Item.Tag, told.Data
	l.List = &page.List{Title: l.Rec.Heading(), Dated: true, Entries: []page.Entry{told.Entry}}
	var rows []page.Row
	if what := affected(l.Rec); what != "" {
		rows = append(rows, page.Fact("What may not answer", page.T(what)))
	}
	return l.Facts(rows, "parts")
}
