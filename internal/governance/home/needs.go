package home

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

// need is something that waits for the reader.
type need struct {
	What string        `json:"what"`
	To   page.Address  `json:"address"`
	By   calendar.Date `json:"by,omitzero"`
	At   time.Time     `json:"at,omitzero"`
	Why  string        `json:"why"`
	// ThisWeek: it is to be done by the Sunday that ends this week, or is late.
	ThisWeek bool `json:"this_week"`

	late bool
}

// needs are what waits for the reader, the most urgent first.
func (h home) needs(v *register.View, limit int) (all []need, err error) {
	for _, find := range []func(*register.View, int) ([]need, error){h.asked, votes, actions} {
		found, err := find(v, limit)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return urgent(all, calendar.DateOf(v.Moment().So)), nil
}

// urgent are needs with those of this week first, and the most urgent of them before the others.
func urgent(all []need, today calendar.Date) []need {
	sunday := sundayOf(today)
	for i, n := range all {
		all[i].ThisWeek = !n.By.IsZero() && !n.By.After(sunday)
	}
	slices.SortStableFunc(all, func(a, b need) int {
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

// sundayOf is the last day of the week that a day lies in.
func sundayOf(d calendar.Date) calendar.Date { return d.AddDays((7 - int(d.Weekday())) % 7) }

// closing are the open consultations that close next, whoever is asked.
func closing(v *register.View) (all []need, err error) {
	open, err := openAt(v, few)
	for _, c := range open {
		n := needOf(c)
		n.Why = "For anybody"
		if len(c.Audience) > 0 {
			n.Why = "For " + desk.Plains(c.Audience)
		}
		all = append(all, n)
	}
	return urgent(all, calendar.DateOf(v.Moment().So)), err
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
func needOf(c *record.Consultation) need {
	n := need{What: c.Title, To: desk.AddressOf(c), By: c.ClosesOn}
	if !c.Assumed("closes_at") {
		n.At = c.ClosesAt
	}
	return n
}

// asked are the open consultations for the reader's Parties that they have not answered.
func (h home) asked(v *register.View, limit int) (all []need, err error) {
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
) (n need, waits bool) {
	n = needOf(c)
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

// votes are the open votes of the Change Board in which the reader's seat has said nothing.
func votes(v *register.View, limit int) (all []need, err error) {
	if !v.Reader().Sits("change_board") {
		return nil, nil
	}
	open, err := register.Find[*record.ChangeVote](v,
		register.Query{Key: "state", Is: "open", Limit: limit})
	if err != nil {
		return nil, err
	}
	seats, err := register.All[*record.Seat](v, register.Query{Key: "person",
		Is: v.Reader().Person, Where: []register.Key{{Name: "body", Value: "change_board"}}})
	if err != nil || len(seats) == 0 {
		return nil, err
	}
	for _, vote := range open.Records {
		if !vote.ClosesAt.After(v.Moment().So) {
			continue
		}
		cast, err := register.Find[*record.ChangeBallot](v, register.Query{Key: "vote", Is: vote.ID,
			Limit: 1, Where: []register.Key{{Name: "seat", Value: seats[0].ID}}})
		if err != nil {
			return nil, err
		}
		if len(cast.Records) == 0 {
			all = append(all, need{What: vote.Heading() + ": " + vote.Modification,
				To: desk.Address("modification", vote.Modification), At: vote.ClosesAt,
				By: calendar.DateOf(vote.ClosesAt), Why: "Your seat has not voted"})
		}
	}
	return all, nil
}

// actions are what bodies have asked of the reader.
func actions(v *register.View, limit int) (all []need, err error) {
	open, err := register.Find[*record.Action](v, register.Query{Key: "holder",
		Is: v.Reader().Person, Limit: limit,
		Where: []register.Key{{Name: "state", Value: record.ActionOpen}}})
	today := calendar.DateOf(v.Moment().So)
	for _, a := range open.Records {
		n := need{What: a.Title, To: desk.AddressOf(a), By: a.DueOn, Why: "An action of yours"}
		n.late = !a.DueOn.IsZero() && a.DueOn.Before(today)
		all = append(all, n)
	}
	return all, err
}

// byWeek shows needs of this week, and below them those that can wait; where there is none, it
// says so.
func byWeek(all []need, today calendar.Date, none string) []page.Block {
	if len(all) == 0 {
		return []page.Block{page.Items{Empty: none}}
	}
	now := slices.IndexFunc(all, func(n need) bool { return !n.ThisWeek })
	if now < 0 {
		now = len(all)
	}
	week := needing(all[:now])
	week.Empty = "Nothing this week."
	blocks := []page.Block{page.Section{
		Title: "This week, until " + sundayOf(today).Long(), Blocks: []page.Block{week}}}
	if now < len(all) {
		blocks = append(blocks, page.Section{Title: "Later", Blocks: []page.Block{needing(all[now:])}})
	}
	return blocks
}

// needing shows what waits for the reader.
func needing(all []need) page.Items {
	var items page.Items
	for _, n := range all {
		each := page.Item{Head: page.Words{page.Link{Text: n.What, To: n.To}},
			Body: []page.Words{page.Say(n.Why)}}
		by := page.Words{page.T("By "), desk.OnOrUnknown(n.By)}
		if !n.At.IsZero() {
			by = page.Words{page.T("By "), desk.At(n.At)}
		}
		each.Body = append([]page.Words{by}, each.Body...)
		if n.late {
			each.Tag = &page.Tag{Text: "Overdue", Tone: page.Alert}
		}
		items.Items = append(items.Items, each)
	}
	return items
}
