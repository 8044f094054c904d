package release

import (
	"errors"
	"fmt"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// adding plans a Release.
func adding(d *desk.Desk) *desk.Adding[*record.Release] {
	return &desk.Adding[*record.Release]{Desk: d, Kind: kind, Label: "Plan a Release",
		Lead: "Scheduled Releases go live in February, June and November. One of another month is " +
			"ad hoc.", May: desk.Staff,
		New: func(id string) *record.Release { return &record.Release{Head: record.Head{ID: id}} },
		Fields: func(v *register.View, r *record.Release) ([]page.Field, error) {
			fields, err := desk.Asked(details[1:])(v, r) // the title follows from the day
			return append([]page.Field{
				desk.DayField("on", "On which day does it go live?", r.GoesLiveOn)}, fields...), err
		},
		Do: plan,
	}
}

// plan makes a Release of its day.
func plan(d *doing) error {
	on, err := comingDay(d)
	if err != nil {
		return err
	}
	if err := desk.Taken(details[1:])(d); err != nil {
		return err
	}
	d.Record.GoesLiveOn, d.Record.State = on, planned
	d.Record.ID, d.Record.Title = named(on)
	_, err = register.Get[*record.Release](d.Tx.View, d.Record.ID)
	switch {
	case err == nil:
		return page.Faults{{Field: "on", Text: "Enter another day: " + d.Record.Title +
			" is planned already, and its day can be changed"}}
	case errors.Is(err, register.ErrNotFound):
		return nil
	}
	return err
}

// named is the id and the title of a Release that goes live on a day:
//
//	release = YYYY "-" ("02" / "06" / "11") / "adhoc-" date
func named(on calendar.Date) (id, title string) {
	if !scheduled(on) {
		return "release-adhoc-" + on.String(), "Ad hoc SEC Release of " + on.Long()
	}
	return fmt.Sprintf("release-%04d-%02d", on.Year, on.Month),
		fmt.Sprintf("%s %d SEC Release", on.Month, on.Year)
}
