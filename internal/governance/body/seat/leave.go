package seat

import (
	"cmp"
	"encoding/json"
	"slices"
	"time"

	"github.com/mains-energy/mains/internal/governance/body/committee"
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// amend puts a seat from an instant on, and again what it is to be from later on.
func amend(tx *register.Tx, s *record.Seat, from time.Time) error {
	events, err := tx.History("seat", s.ID)
	if err != nil {
		return err
	}
	var coming []register.Event
	for _, e := range events {
		coming = slices.DeleteFunc(coming, func(c register.Event) bool { return !c.From.Before(e.From) })
		if e.From.After(from) && e.After != "" {
			coming = append(coming, e)
		}
	}
	if err := tx.PutFrom(s, from); err != nil {
		return err
	}
	for _, e := range coming {
		again := &record.Seat{}
		if err := json.Unmarshal([]byte(e.After), again); err != nil {
			return err
		}
		if err := tx.PutFrom(again, e.From); err != nil {
			return err
		}
	}
	return nil
}

// memberOf is the seat of a path that somebody holds, for its member and the secretary.
func memberOf(v *register.View, id string) (*record.Seat, error) {
	s, err := register.Get[*record.Seat](v, id)
	switch r := v.Reader(); {
	case err != nil:
		return nil, desk.Refusal(err)
	case r.Person == "":
		return nil, page.ErrSignIn
	case !r.Staff && r.Person != s.Holder:
		return nil, page.ErrForbidden
	case committee.StandingOf(s, committee.Today(v)) != committee.Filled:
		return nil, committee.Refuse("Nobody holds this seat: appoint somebody first")
	}
	return s, nil
}

// alternateForm asks who comes and votes in place of a member.
func (b subject) alternateForm(ask *page.Ask) (*page.Form, error) {
	v, err := b.View(ask)
	if err != nil {
		return nil, err
	}
	s, err := memberOf(v, ask.Path["id"])
	if err != nil {
		return nil, err
	}
	_, meta, err := register.GetMeta[*record.Seat](v, s.ID)
	if err != nil {
		return nil, err
	}
	people, err := colleagues(v, s)
	if err != nil {
		return nil, err
	}
	f := page.Field{Name: "alternate", Label: "Alternate", Control: page.Select, Options: people,
		Optional: true, Hint: "Somebody of the same employer; none, if you choose nobody"}
	if s.Alternate != "" {
		f.Values = []string{s.Alternate}
	}
	return &page.Form{Title: "Name an alternate", Kicker: committee.SeatTitle(s),
		Lead:   "An alternate may see what the member may, and comes and votes in their place.",
		Crumbs: []page.Link{desk.Home(), desk.Link(s)}, Version: meta.Version, Submit: "Name",
		Fields: []page.Field{f}}, nil
}

// colleagues are those who may be the alternate of a member.
func colleagues(v *register.View, s *record.Seat) ([]page.Option, error) {
	person, err := register.Get[*record.Person](v, s.Holder)
	if err != nil {
		return nil, desk.Refusal(err)
	}
	people, err := workers(v, cmp.Or(person.WorksFor, independent))
	return slices.DeleteFunc(people, func(o page.Option) bool { return o.Value == s.Holder }), err
}

// alternate names the alternate of a seat, or takes the name back.
func (b subject) alternate(ask *page.Ask, in page.Input) (*page.Done, error) {
	done := &page.Done{To: page.At("seats", ask.Path["id"]), Notice: "It is noted."}
	act := register.Act{Verb: "name an alternate"}
	return done, b.Do(ask, act, func(tx *register.Tx, v *register.View) error {
		s, err := memberOf(v, ask.Path["id"])
		if err != nil {
			return err
		}
		if err := tx.Unchanged("seat", s.ID, in.Version); err != nil {
			return err
		}
		s.Alternate = in.Text("alternate")
		return amend(tx, s, tx.Now())
	})
}

// leaveForm asks from when on nobody holds a seat.
func (b subject) leaveForm(ask *page.Ask) (*page.Form, error) {
	v, s, err := b.seatOf(ask)
	if err != nil {
		return nil, err
	}
	_, meta, err := register.GetMeta[*record.Seat](v, s.ID)
	if err != nil {
		return nil, err
	}
	return &page.Form{Title: "End the membership", Kicker: committee.SeatTitle(s), Danger: true,
		Crumbs: []page.Link{desk.Home(), desk.Link(s)}, Version: meta.Version, Submit: "End it",
		Fields: []page.Field{{Name: "on", Label: "First day on which the seat is vacant",
			Control: page.Day, Values: []string{committee.Today(v).String()}},
			committee.ReasonField("It is shown to everyone")},
	}, nil
}

// leave makes a seat vacant from a day on.
func (b subject) leave(ask *page.Ask, in page.Input) (*page.Done, error) {
	done := &page.Done{To: page.At("seats", ask.Path["id"]), Notice: "It is noted."}
	act := register.Act{Verb: "end a membership", Reason: in.Text("reason")}
	return done, b.Do(ask, act, func(tx *register.Tx, v *register.View) error {
		if err := committee.Staff(v); err != nil {
			return err
		}
		s, err := memberOf(v, ask.Path["id"])
		if err != nil {
			return err
		}
		if err := tx.Unchanged("seat", s.ID, in.Version); err != nil {
			return err
		}
		on, err := desk.DayOf(in, "on")
		if err != nil {
			return err
		}
		if now := calendar.DateOf(tx.Now()); on.Before(now) {
			return committee.Wrong("on", "Choose a day from %s on", now.Long())
		}
		s.Holder, s.Alternate, s.Party, s.VotingGroup, s.Vacant = "", "", "", "", true
		s.From, s.Until = calendar.Date{}, calendar.Date{}
		return amend(tx, s, later(tx, on))
	})
}
