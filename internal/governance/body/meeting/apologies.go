package meeting

import (
	"slices"

	"github.com/mains-energy/mains/internal/governance/body/committee"
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// ownSeats are the seats of a body that a reader may speak for: their own, and all of them
// for the secretary. A reader who may speak for none is refused.
func ownSeats(v *register.View, r *committee.Rule) ([]*record.Seat, error) {
	if v.Reader().Person == "" {
		return nil, page.ErrSignIn
	}
	seats, err := committee.SeatsOf(v, r)
	if err != nil {
		return nil, err
	}
	seats = committee.Held(seats, committee.Today(v))
	if !v.Reader().Staff {
		seats = committee.Mine(seats, v.Reader())
	}
	if len(seats) == 0 {
		return nil, page.ErrForbidden
	}
	return seats, nil
}

// seatField asks for which seat somebody speaks.
func (b subject) seatField(v *register.View, seats []*record.Seat) (page.Field, error) {
	options, err := b.Names(v).Seats(seats)
	f := page.Field{Name: "seat", Label: "For which seat?", Control: page.Select, Options: options}
	if len(options) == 1 {
		f.Values = []string{options[0].Value}
	}
	return f, err
}

// chosenSeat is the seat of a field, one that the reader may speak for.
func chosenSeat(v *register.View, r *committee.Rule, in page.Input) (*record.Seat, error) {
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
func (b subject) apologiesForm(ask *page.Ask) (*page.Form, error) {
	v, err := b.View(ask)
	if err != nil {
		return nil, err
	}
	d, err := committee.Gather(v, ask.Path["id"])
	if err != nil {
		return nil, err
	}
	seats, err := ownSeats(v, &d.Rule)
	if err != nil {
		return nil, err
	}
	seat, err := b.seatField(v, seats)
	if err != nil {
		return nil, err
	}
	return &page.Form{
		Title: "Send apologies", Kicker: d.Meeting.Heading(), Crumbs: d.Crumbs(), Submit: "Send",
		Fields: []page.Field{seat, {Name: "comes", Label: "Does the alternate come instead?",
			Control: page.Choice, Options: []page.Option{{Value: "yes", Label: "Yes"},
				{Value: "no", Label: "No"}}}},
		After: []page.Block{page.Para{Words: page.Say("An alternate is named on the page of the seat.")}},
	}, nil
}

// apologise notes apologies, until the meeting begins.
func (b subject) apologise(ask *page.Ask, in page.Input) (*page.Done, error) {
	done := &page.Done{To: page.At("meetings", ask.Path["id"]), Notice: "Your apologies are noted."}
	act := register.Act{Verb: "send apologies"}
	return done, b.Do(ask, act, func(tx *register.Tx, v *register.View) error {
		d, err := committee.Gather(tx.View, ask.Path["id"])
		if err != nil {
			return err
		}
		seat, err := chosenSeat(v, &d.Rule, in)
		if err != nil {
			return err
		}
		if d.Meeting.State != "" {
			return committee.Refuse("This meeting is not ahead any more: it takes no apologies")
		}
		begins := d.Meeting.StartsAt
		if begins.IsZero() {
			begins = d.Meeting.HeldOn.Start()
		}
		if !begins.IsZero() && !tx.Now().Before(begins) {
			return committee.Refuse("The meeting began at %s: tell the secretary, who notes who was there",
				calendar.Moment(begins))
		}
		alternate := in.Text("comes") == "yes"
		if alternate && seat.Alternate == "" {
			return committee.Wrong("comes", "This seat has no alternate: name one on the page of the "+
				"seat first")
		}
		return tx.Put(attending(d, seat, record.Apologies, alternate))
	})
}
