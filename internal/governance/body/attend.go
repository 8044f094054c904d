package body

import (
	"slices"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// seatOptions are seats to choose from.
func (n *names) seatOptions(seats []*record.Seat) (options []page.Option, err error) {
	if err := n.meet(seats); err != nil {
		return nil, err
	}
	for _, s := range seats {
		name, err := n.seatName(s)
		if err != nil {
			return nil, err
		}
		options = append(options, page.Option{Value: s.ID, Label: name})
	}
	return options, nil
}

// ownSeats are the seats of a body that a reader may speak for: their own, and all of them
// for the secretary. A reader who may speak for none is refused.
func ownSeats(v *register.View, r *Rule) ([]*record.Seat, error) {
	if v.Reader().Person == "" {
		return nil, page.ErrSignIn
	}
	seats, err := seatsOf(v, r)
	if err != nil {
		return nil, err
	}
	seats = held(seats, today(v))
	if !v.Reader().Staff {
		seats = mine(seats, v.Reader().Person)
	}
	if len(seats) == 0 {
		return nil, page.ErrForbidden
	}
	return seats, nil
}

// seatField asks for which seat somebody speaks.
func (b bodies) seatField(v *register.View, seats []*record.Seat) (page.Field, error) {
	options, err := b.names(v).seatOptions(seats)
	f := page.Field{Name: "seat", Label: "For which seat?", Control: page.Select, Options: options}
	if len(options) == 1 {
		f.Values = []string{options[0].Value}
	}
	return f, err
}

// chosenSeat is the seat of a field, one that the reader may speak for.
func chosenSeat(v *register.View, r *Rule, in page.Input) (*record.Seat, error) {
	seats, err := ownSeats(v, r)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(seats, func(s *record.Seat) bool { return s.ID == in.Text("seat") })
	if i < 0 {
		return nil, page.ErrForbidden
	}
	return seats[i], nil
}

// apologiesForm lets a member say that they do not come.
func (b bodies) apologiesForm(ask *page.Ask) (*page.Form, error) {
	v, err := b.View(ask)
	if err != nil {
		return nil, err
	}
	d, err := gather(v, ask.Path["id"])
	if err != nil {
		return nil, err
	}
	seats, err := ownSeats(v, &d.rule)
	if err != nil {
		return nil, err
	}
	seat, err := b.seatField(v, seats)
	if err != nil {
		return nil, err
	}
	return &page.Form{
		Title: "Send apologies", Kicker: d.meeting.Heading(), Crumbs: d.crumbs(), Submit: "Send",
		Fields: []page.Field{seat, {Name: "comes", Label: "Does the alternate come instead?",
			Control: page.Choice, Options: []page.Option{{Value: "yes", Label: "Yes"},
				{Value: "no", Label: "No"}}}},
		After: []page.Block{page.Para{Words: page.Say("An alternate is named on the page of the seat.")}},
	}, nil
}

// apologise notes apologies, until the meeting begins.
func (b bodies) apologise(ask *page.Ask, in page.Input) (*page.Done, error) {
	done := &page.Done{To: page.At("meetings", ask.Path["id"]), Notice: "Your apologies are noted."}
	act := register.Act{Verb: "send apologies"}
	return done, b.act(ask, act, func(tx *register.Tx, v *register.View) error {
		d, err := gather(tx.View, ask.Path["id"])
		if err != nil {
			return err
		}
		seat, err := chosenSeat(v, &d.rule, in)
		if err != nil {
			return err
		}
		if d.meeting.State != "" {
			return refusal("This meeting is not ahead any more: it takes no apologies")
		}
		begins := d.meeting.StartsAt
		if begins.IsZero() {
			begins = d.meeting.HeldOn.Start()
		}
		if !begins.IsZero() && !tx.Now().Before(begins) {
			return refusal("The meeting began at %s: tell the secretary, who notes who was there",
				calendar.Moment(begins))
		}
		alternate := in.Text("comes") == "yes"
		if alternate && seat.Alternate == "" {
			return wrong("comes", "This seat has no alternate: name one on the page of the seat first")
		}
		return tx.Put(d.attending(seat, record.Apologies, alternate))
	})
}

// attending is how a seat stands to a meeting. Who may see it is as the papers of the body are.
func (d *dossier) attending(
	seat *record.Seat, status string, alternate bool,
) *record.Attendance {
	return &record.Attendance{Head: record.Head{ID: d.meeting.ID + "-" + seat.ID},
		Meeting: d.meeting.ID, Body: d.body.ID, Seat: seat.ID, Status: status, Alternate: alternate,
		Classification: d.rule.Mark}
}

// holdForm asks who was at a meeting.
func (b bodies) holdForm(ask *page.Ask) (*page.Form, error) {
	v, d, err := b.staffOn(ask)
	if err != nil {
		return nil, err
	}
	seats, err := seatsOf(v, &d.rule)
	if err != nil {
		return nil, err
	}
	on := d.meeting.HeldOn
	if on.IsZero() {
		on = today(v)
	}
	options, err := b.names(v).seatOptions(held(seats, on))
	if err != nil {
		return nil, err
	}
	_, meta, err := register.GetMeta[*record.Meeting](v, d.meeting.ID)
	if err != nil {
		return nil, err
	}
	form := &page.Form{Title: "Record who was there", Kicker: d.meeting.Heading(), Submit: "Record",
		Crumbs: d.crumbs(), Version: meta.Version, Lead: "This says that the meeting was held."}
	if d.meeting.HeldOn.IsZero() {
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
func (b bodies) watchers(v *register.View) (options []page.Option, err error) {
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
func (b bodies) hold(ask *page.Ask, in page.Input) (*page.Done, error) {
	done := &page.Done{To: page.At("meetings", ask.Path["id"]), Notice: "It is noted who was there."}
	act := register.Act{Verb: "record who was at a meeting"}
	return done, b.actOn(ask, act, func(tx *register.Tx, _ *register.View, d *dossier) error {
		m := d.meeting
		if err := tx.Unchanged("meeting", m.ID, in.Version); err != nil {
			return err
		}
		if _, err := take(MeetingMachine(), d.stage(), "hold"); err != nil {
			return err
		}
		if m.HeldOn.IsZero() {
			on, err := desk.DayOf(in, "day")
			if err != nil {
				return err
			}
			if m.HeldMonth != "" && monthOf(on) != m.HeldMonth {
				return wrong("day", "Day: the meeting is one of %s", m.HeldMonth.Long())
			}
			m.HeldOn, m.HeldMonth = on, ""
		}
		if m.HeldOn.After(calendar.DateOf(tx.Now())) {
			return refusal("The meeting is on %s: record who was there once that day has come",
				m.HeldOn.Full())
		}
		seats, err := seatsOf(tx.View, &d.rule)
		if err != nil {
			return err
		}
		if err := d.attend(tx, held(seats, m.HeldOn), in); err != nil {
			return err
		}
		m.State = record.MeetingHeld
		return tx.Put(m)
	})
}

// attend notes how each seat stood, and who observed.
func (d *dossier) attend(tx *register.Tx, seats []*record.Seat, in page.Input) error {
	members, alternates := in.All("members"), in.All("alternates")
	for _, seat := range seats {
		status := record.Absent
		if slices.ContainsFunc(d.attendance, func(a *record.Attendance) bool {
			return a.Seat == seat.ID && a.Status == record.Apologies
		}) {
			status = record.Apologies
		}
		member, alternate := slices.Contains(members, seat.ID), slices.Contains(alternates, seat.ID)
		switch {
		case member && alternate:
			return wrong("alternates", "Alternates: a seat has either its member or its alternate there")
		case alternate && seat.Alternate == "":
			return wrong("alternates", "Alternates: a seat that you chose has no alternate")
		case member:
			status = record.Present
		case alternate:
			status = record.ByAnother
		}
		if err := tx.Put(d.attending(seat, status, false)); err != nil {
			return err
		}
	}
	for _, from := range in.All("observers") {
		a := &record.Attendance{Head: record.Head{ID: d.meeting.ID + "-" + from}, Meeting: d.meeting.ID,
			Body: d.body.ID, From: from, Status: record.Observing, Classification: d.rule.Mark}
		if err := tx.Put(a); err != nil {
			return err
		}
	}
	return nil
}

// recuseForm lets a member keep out of an item.
func (b bodies) recuseForm(ask *page.Ask) (*page.Form, error) {
	v, err := b.View(ask)
	if err != nil {
		return nil, err
	}
	item, err := register.Get[*record.AgendaItem](v, ask.Path["id"])
	if err != nil {
		return nil, desk.Refusal(err)
	}
	return b.recusing(v, item.Body, item)
}

// recusing asks for which seat, and why.
func (b bodies) recusing(v *register.View, of string, from record.Titled) (*page.Form, error) {
	body, err := register.Get[*record.Body](v, of)
	if err != nil {
		return nil, desk.Refusal(err)
	}
	rule := ruleOf(body)
	seats, err := ownSeats(v, &rule)
	if err != nil {
		return nil, err
	}
	seat, err := b.seatField(v, seats)
	if err != nil {
		return nil, err
	}
	return &page.Form{Title: "Keep out of this", Kicker: from.Heading(), Submit: "Keep out",
		Crumbs: []page.Link{desk.Home(), desk.Link(from)},
		Fields: []page.Field{seat, reasonField("What stands in the way; those who see the item see it")},
		After: []page.Block{page.Para{Words: page.Say("The seat has no vote on it and does not count " +
			"for its quorum.")}}}, nil
}

// recuse notes that a seat keeps out of an item.
func (b bodies) recuse(ask *page.Ask, in page.Input) (*page.Done, error) {
	done := &page.Done{To: page.At("agenda-items", ask.Path["id"]), Notice: "It is noted."}
	act := register.Act{Verb: "keep out of an item"}
	return done, b.act(ask, act, func(tx *register.Tx, v *register.View) error {
		item, err := register.Get[*record.AgendaItem](v, ask.Path["id"])
		if err != nil {
			return err
		}
		d, err := gather(tx.View, item.Meeting)
		if err != nil {
			return err
		}
		seat, err := chosenSeat(v, &d.rule, in)
		if err != nil {
			return err
		}
		for _, each := range d.decisions {
			if each.Item == item.ID {
				return refusal("It is decided already: it is too late to keep out of it")
			}
		}
		return tx.Put(&record.Recusal{Head: record.Head{ID: item.ID + "-" + seat.ID},
			Meeting: item.Meeting, Body: item.Body, Item: item.ID, Seat: seat.ID,
			Reason: in.Text("reason"), Classification: item.Classification})
	})
}
