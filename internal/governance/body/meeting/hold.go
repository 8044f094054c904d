package meeting

import (
	"slices"

	"github.com/mains-energy/mains/internal/governance/body/committee"
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// attending is how a seat stands to a meeting. Who may see it is as the papers of the body are.
func attending(
	d *committee.Dossier, seat *record.Seat, status string, alternate bool,
) *record.Attendance {
	return &record.Attendance{Head: record.Head{ID: d.Meeting.ID + "-" + seat.ID},
		Meeting: d.Meeting.ID, Body: d.Body.ID, Seat: seat.ID, Status: status, Alternate: alternate,
		Classification: d.Rule.Mark}
}

// holdForm asks who was at a meeting.
func (b subject) holdForm(ask *page.Ask) (*page.Form, error) {
	v, d, err := b.StaffOn(ask)
	if err != nil {
		return nil, err
	}
	seats, err := committee.SeatsOf(v, &d.Rule)
	if err != nil {
		return nil, err
	}
	on := d.Meeting.HeldOn
	if on.IsZero() {
		on = committee.Today(v)
	}
	options, err := b.Names(v).Seats(committee.Held(seats, on))
	if err != nil {
		return nil, err
	}
	_, meta, err := register.GetMeta[*record.Meeting](v, d.Meeting.ID)
	if err != nil {
		return nil, err
	}
	form := &page.Form{Title: "Record who was there", Kicker: d.Meeting.Heading(), Submit: "Record",
		Crumbs: d.Crumbs(), Version: meta.Version, Lead: "This says that the meeting was held."}
	if d.Meeting.HeldOn.IsZero() {
		form.Fields = append(form.Fields, page.Field{Name: "day", Label: "On which day was it held?",
			Control: page.Day})
	}
	if len(options) > 0 {
		form.Fields = append(form.Fields,
			page.Field{Name: "members", Label: "Members who were there", Control: page.Checks,
				Optional: true, Options: options},
			page.Field{Name: "alternates", Label: "Alternates who were there for", Control: page.Checks,
				Optional: true, Options: options})
	}
	watch := page.Field{Name: "observers", Label: "Who observed", Control: page.Checks, Optional: true}
	if watch.Options, err = b.watchers(v); err != nil {
		return nil, err
	}
	if len(watch.Options) > 0 {
		form.Fields = append(form.Fields, watch)
	}
	return form, nil
}

// watchers are those who may observe, as far as the register has them.
func (b subject) watchers(v *register.View) (options []page.Option, err error) {
	for _, id := range []string{"ofgem", "beis", "dcc"} {
		rec, ok, err := desk.Find(v, "organisation party", id)
		if err != nil {
			return nil, err
		}
		if ok {
			options = append(options, page.Option{Value: id, Label: rec.Heading()})
		}
	}
	return options, nil
}

// hold notes that a meeting was held, and who was there.
func (b subject) hold(ask *page.Ask, in page.Input) (*page.Done, error) {
	done := &page.Done{To: page.At("meetings", ask.Path["id"]), Notice: "It is noted who was there."}
	act := register.Act{Verb: "record who was at a meeting"}
	return done, b.DoOn(ask, act, func(tx *register.Tx, _ *register.View, d *committee.Dossier) error {
		m := d.Meeting
		if err := tx.Unchanged("meeting", m.ID, in.Version); err != nil {
			return err
		}
		if _, err := committee.Take(committee.Machine(), d.Stage(), "hold"); err != nil {
			return err
		}
		if m.HeldOn.IsZero() {
			on, err := desk.DayOf(in, "day")
			if err != nil {
				return err
			}
			if m.HeldMonth != "" && committee.MonthOf(on) != m.HeldMonth {
				return committee.Wrong("day", "Day: the meeting is one of %s", m.HeldMonth.Long())
			}
			m.HeldOn, m.HeldMonth = on, ""
		}
		if m.HeldOn.After(calendar.DateOf(tx.Now())) {
			return committee.Refuse("The meeting is on %s: record who was there once that day has come",
				m.HeldOn.Full())
		}
		seats, err := committee.SeatsOf(tx.View, &d.Rule)
		if err != nil {
			return err
		}
		if err := attend(d, tx, committee.Held(seats, m.HeldOn), in); err != nil {
			return err
		}
		m.State = record.MeetingHeld
		return tx.Put(m)
	})
}

// attend notes how each seat stood, and who observed.
func attend(d *committee.Dossier, tx *register.Tx, seats []*record.Seat, in page.Input) error {
	members, alternates := in.All("members"), in.All("alternates")
	for _, seat := range seats {
		status := record.Absent
		if slices.ContainsFunc(d.Attendance, func(a *record.Attendance) bool {
			return a.Seat == seat.ID && a.Status == record.Apologies
		}) {
			status = record.Apologies
		}
		member, alternate := slices.Contains(members, seat.ID), slices.Contains(alternates, seat.ID)
		switch {
		case member && alternate:
			return committee.Wrong("alternates", "Alternates: a seat has either its member or its "+
				"alternate there")
		case alternate && seat.Alternate == "":
			return committee.Wrong("alternates", "Alternates: a seat that you chose has no alternate")
		case member:
			status = record.Present
		case alternate:
			status = record.ByAnother
		}
		if err := tx.Put(attending(d, seat, status, false)); err != nil {
			return err
		}
	}
	for _, from := range in.All("observers") {
		a := &record.Attendance{Head: record.Head{ID: d.Meeting.ID + "-" + from}, Meeting: d.Meeting.ID,
			Body: d.Body.ID, From: from, Status: record.Observing, Classification: d.Rule.Mark}
		if err := tx.Put(a); err != nil {
			return err
		}
	}
	return nil
}
