// Package due is what waits for a reader of the register, and what happens when: for whoever
// shows it on a page, and for whoever tells of it in time.
package due

import (
	"cmp"
	"errors"
	"slices"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// Need is something that waits for a reader.
type Need struct {
	Key  string        `json:"-"` // what waits for whom; the same as long as it waits
	What string        `json:"what"`
	To   page.Address  `json:"address"`
	By   calendar.Date `json:"by,omitzero"`
	At   time.Time     `json:"at,omitzero"`
	Why  string        `json:"why"`
	// ThisWeek: it is to be done by the Sunday that ends this week, or is late.
	ThisWeek bool `json:"this_week"`

	Late bool `json:"-"`

	// Because is why it is the reader's, as it goes on after "because".
	Because string `json:"-"`
}

// Needs are what waits for the reader of a view, the most urgent first; of each kind at most
// limit.
func Needs(v *register.View, limit int) (all []Need, err error) {
	for _, find := range []func(*register.View, int) ([]Need, error){
		asked, votes, actions, confirmations,
	} {
		found, err := find(v, limit)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return Urgent(all, calendar.DateOf(v.Moment().So)), nil
}

// Urgent are needs with those of this week first, and the most urgent of them before the others.
func Urgent(all []Need, today calendar.Date) []Need {
	sunday := Sunday(today)
	for i, n := range all {
		all[i].ThisWeek = !n.By.IsZero() && !n.By.After(sunday)
	}
	slices.SortStableFunc(all, func(a, b Need) int {
		switch {
		case a.ThisWeek && !b.ThisWeek:
			return -1
		case b.ThisWeek && !a.ThisWeek:
			return 1
		}
		return cmp.Or(a.By.Compare(b.By), a.At.Compare(b.At))
	})
	return all
}

// Sunday is the last day of the week that a day lies in.
func Sunday(d calendar.Date) calendar.Date { return d.AddDays((7 - int(d.Weekday())) % 7) }

// Closing are the open consultations that close next, whoever is asked.
func Closing(v *register.View, limit int) (all []Need, err error) {
	open, err := openAt(v, limit)
	for _, c := range open {
		n := needOf(c)
		n.Why = "For anybody"
		if len(c.Audience) > 0 {
			n.Why = "For " + desk.Plains(c.Audience)
		}
		all = append(all, n)
	}
	return Urgent(all, calendar.DateOf(v.Moment().So)), err
}

// openAt are consultations that are open at the moment of a view and will close, the next first.
func openAt(v *register.View, limit int) ([]*record.Consultation, error) {
	found, err := register.Find[*record.Consultation](v, register.Query{
		Key: record.InPlace("closes", record.Here), From: register.InstantKey(v.Moment().So),
		Limit: limit})
	return slices.DeleteFunc(found.Records, func(c *record.Consultation) bool {
		return c.Stage != "" || c.OpensAt.After(v.Moment().So)
	}), err
}

// needOf is what a consultation asks for.
func needOf(c *record.Consultation) Need {
	n := Need{Key: "consultation " + c.ID, What: c.Title, To: desk.AddressOf(c), By: c.ClosesOn}
	if !c.Assumed("closes_at") {
		n.At = c.ClosesAt
	}
	return n
}

// asked are the open consultations for the reader's Parties that they have not answered.
func asked(v *register.View, limit int) (all []Need, err error) {
	for _, id := range v.Reader().Parties {
		party, err := register.Get[*record.Party](v, id)
		if errors.Is(err, register.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		open, err := openAt(v, 2*limit)
		if err != nil {
			return nil, err
		}
		waiting := slices.DeleteFunc(open, func(c *record.Consultation) bool {
			return !record.For(c.Audience, party.Category)
		})
		own, err := ownOf(v, id, waiting)
		if err != nil {
			return nil, err
		}
		for _, c := range waiting {
			if n, waits := own.answered(v, c, party); waits {
				all = append(all, n)
			}
		}
	}
	return all, nil
}

// own is what a Party has sent to consultations and what it drafts, by consultation.
type own struct {
	sent   map[string]*record.Response
	drafts map[string]*record.ResponseDraft
}

// ownOf is what a Party has of some consultations.
func ownOf(v *register.View, party string, of []*record.Consultation) (o own, err error) {
	o = own{map[string]*record.Response{}, map[string]*record.ResponseDraft{}}
	q := register.Query{Key: "to"}
	for _, c := range of {
		q.Among = append(q.Among, record.ResponseTo(party, c.ID))
	}
	if len(of) == 0 {
		return o, nil
	}
	sent, err := register.All[*record.Response](v, q)
	if err != nil {
		return o, err
	}
	for _, r := range sent {
		o.sent[r.Consultation] = r
	}
	drafts, err := register.All[*record.ResponseDraft](v, register.Query{Key: "party", Is: party})
	for _, d := range drafts {
		o.drafts[d.Consultation] = d
	}
	return o, err
}

// answered is what a Party still has to do about a consultation.
func (o own) answered(
	v *register.View, c *record.Consultation, p *record.Party,
) (n Need, waits bool) {
	n = needOf(c)
	n.Key, n.Because = n.Key+" "+p.ID, "you act for "+p.Name+", which it asks"
	n.Why = p.Name + " has not responded"
	draft := o.drafts[c.ID]
	if draft != nil {
		n.Why = p.Name + " has a draft"
	}
	if sent := o.sent[c.ID]; sent != nil {
		switch {
		case sent.Status == record.NotIntended,
			sent.Status == record.Submitted && (draft == nil || !draft.Changes(sent)):
			return n, false
		case sent.Status == record.Submitted: // its page leads on to go on and to discard
			n.Why, n.To = p.Name+" has changes that are not submitted", desk.AddressOf(sent)
		case draft == nil:
			n.Why = "The response of " + p.Name + " was withdrawn"
		}
	}
	switch {
	case draft == nil:
	case draft.AssignedTo == v.Reader().Person:
		n.Why += ", assigned to you"
	case !draft.AskedAt.IsZero():
		n.Why += ", which waits for a signatory"
	}
	return n, true
}

// votes are the open votes of the Change Board in which the seat that the reader votes for has said
// nothing.
func votes(v *register.View, limit int) (all []Need, err error) {
	who := v.Reader().Person
	if !v.Reader().Sits("change_board") {
		return nil, nil
	}
	open, err := register.Find[*record.ChangeVote](v,
		register.Query{Key: "state", Is: "open", Limit: limit})
	waiting := slices.DeleteFunc(open.Records, func(vote *record.ChangeVote) bool {
		return !vote.ClosesAt.After(v.Moment().So) || vote.SeatOf(who) == nil
	})
	if err != nil || len(waiting) == 0 {
		return nil, err
	}
	q := register.Query{Key: "vote"}
	for _, vote := range waiting {
		q.Among = append(q.Among, vote.ID)
	}
	ballots, err := register.All[*record.ChangeBallot](v, q)
	for _, vote := range waiting {
		if slices.ContainsFunc(ballots, func(b *record.ChangeBallot) bool {
			return b.Vote == vote.ID && b.Seat == vote.SeatOf(who).Seat
		}) {
			continue
		}
		all = append(all, Need{Key: "vote " + vote.ID, What: vote.Heading() + ": " + vote.Modification,
			To: desk.Address("modification", vote.Modification), At: vote.ClosesAt,
			By: calendar.DateOf(vote.ClosesAt), Why: "Your seat has not voted",
			Because: "you sit on the Change Board"})
	}
	return all, err
}

// actions are what bodies have asked of the reader.
func actions(v *register.View, limit int) (all []Need, err error) {
	open, err := register.Find[*record.Action](v, register.Query{Key: "holder",
		Is: v.Reader().Person, Limit: limit,
		Where: []register.Key{{Name: "state", Value: record.ActionOpen}}})
	today := calendar.DateOf(v.Moment().So)
	for _, a := range open.Records {
		n := Need{Key: "action " + a.ID, What: a.Title, To: desk.AddressOf(a), By: a.DueOn,
			Why: "An action of yours", Because: "the body gave it to you"}
		n.Late = !a.DueOn.IsZero() && a.DueOn.Before(today)
		all = append(all, n)
	}
	return all, err
}

// confirmations are the entries in contact lists that the reader's Parties are asked about, and
// have not confirmed since.
func confirmations(v *register.View, limit int) (all []Need, err error) {
	for _, party := range v.Reader().Parties {
		found, err := register.Find[*record.OperationalContact](v, register.Query{Key: "party",
			Is: party, Limit: limit,
			Where: []register.Key{{Name: "state", Value: string(record.ContactActive)}}})
		if err != nil {
			return nil, err
		}
		for _, e := range found.Records {
			asked, expires, err := e.Asks(desk.Calendar(v))
			if err != nil || v.Moment().So.Before(asked) { // beyond the calendar nothing is asked
				continue
			}
			all = append(all, Need{Key: "contact " + e.ID, To: desk.AddressOf(e),
				What: "Confirm the operational contact of " + e.Organisation,
				By:   calendar.DateOf(expires), At: expires, Late: !v.Moment().So.Before(expires),
				Why:     "Your Party has not said this quarter that it still holds",
				Because: "you act for " + e.Organisation})
		}
	}
	return all, nil
}
