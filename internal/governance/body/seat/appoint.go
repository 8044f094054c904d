package seat

import (
	"time"

	"github.com/mains-energy/mains/internal/governance/body/committee"
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// independent stands for nobody, where a person is chosen by whom they work for.
const independent = "independent"

// most is how many people or Parties a form offers.
const most = 400

// of reports whether a Party of a category belongs to a constituency.
func of(category record.Category, constituency string) bool {
	if constituency == "NET" {
		return category == "EN" || category == "GN"
	}
	return string(category) == constituency
}

// categories are the Party Categories of a constituency; none where it is not one of Parties.
func categories(constituency string) []string {
	switch constituency {
	case "NET":
		return []string{"EN", "GN"}
	case "LS", "SS", "EN", "GN", "OSP", "DCC":
		return []string{constituency}
	}
	return nil
}

// whenceForm asks whom the new holder of a seat comes from.
func (b subject) whenceForm(ask *page.Ask) (*page.Form, error) {
	v, s, err := b.seatOf(ask)
	if err != nil {
		return nil, err
	}
	f := page.Field{Name: "from", Label: "From whom?", Control: page.Select}
	if some := categories(s.Constituency); len(some) > 0 {
		parties, err := register.Find[*record.Party](v,
			register.Query{Key: "category", Among: some, Limit: most})
		if err != nil {
			return nil, err
		}
		for _, p := range parties.Records {
			f.Options = append(f.Options, page.Option{Value: p.ID, Label: p.Heading()})
		}
	} else {
		f.Options = []page.Option{{Value: independent, Label: "Nobody: they are independent"}}
		others, err := register.Find[*record.Organisation](v, register.Query{Key: "title", Limit: most})
		if err != nil {
			return nil, err
		}
		for _, o := range others.Records {
			f.Options = append(f.Options, page.Option{Value: o.ID, Label: o.Heading()})
		}
	}
	return &page.Form{Title: "Appoint somebody", Kicker: committee.SeatTitle(s),
		Crumbs: []page.Link{desk.Home(), desk.Link(s)}, Fields: []page.Field{f}, Submit: "Continue"}, nil
}

// seatOf is the seat of a path, for the secretary.
func (b subject) seatOf(ask *page.Ask) (*register.View, *record.Seat, error) {
	v, err := b.View(ask)
	if err != nil {
		return nil, nil, err
	}
	if err := committee.Staff(v); err != nil {
		return nil, nil, err
	}
	s, err := register.Get[*record.Seat](v, ask.Path["id"])
	return v, s, desk.Refusal(err)
}

// whence leads on to the people of whoever was chosen.
func (b subject) whence(ask *page.Ask, in page.Input) (*page.Done, error) {
	return &page.Done{To: page.At("seats", ask.Path["id"], "appoint", in.Text("from"))}, nil
}

// workers are people who work for somebody, as far as a reader may know them.
func workers(v *register.View, whom string) (options []page.Option, err error) {
	query := register.Query{Key: "works_for", Is: whom, Limit: most}
	if whom == independent {
		query = register.Query{Key: "role", Among: []string{"chair", desk.RoleMember}, Limit: most}
	}
	people, err := register.Find[*record.Person](v, query)
	for _, p := range people.Records {
		if whom != independent || p.WorksFor == "" {
			options = append(options, page.Option{Value: p.ID, Label: p.Heading(), Hint: desk.Plain(p.Role)})
		}
	}
	return options, err
}

// appointForm asks who holds a seat, and from when.
func (b subject) appointForm(ask *page.Ask) (*page.Form, error) {
	v, s, err := b.seatOf(ask)
	if err != nil {
		return nil, err
	}
	people, err := workers(v, ask.Path["from"])
	if err != nil {
		return nil, err
	}
	_, meta, err := register.GetMeta[*record.Seat](v, s.ID)
	if err != nil {
		return nil, err
	}
	return &page.Form{
		Title: "Appoint somebody", Kicker: committee.SeatTitle(s), Version: meta.Version,
		Crumbs: []page.Link{desk.Home(), desk.Link(s)}, Submit: "Appoint",
		Fields: []page.Field{
			{Name: "holder", Label: "Who?", Control: page.Select, Options: people},
			{Name: "since", Label: "From", Control: page.Day, Values: []string{committee.Today(v).String()}},
			{Name: "until", Label: "Until", Control: page.Day, Optional: true,
				Hint: "The first day after the term. Left empty, the term has 24 months; somebody who joins " +
					"in the middle of a term takes its end"},
			committee.ReasonField("Such as a nomination by the DCC, or an interim appointment"),
		},
	}, nil
}

// appoint fills a seat from a day on.
func (b subject) appoint(ask *page.Ask, in page.Input) (*page.Done, error) {
	done := &page.Done{To: page.At("seats", ask.Path["id"]), Notice: "The appointment is noted."}
	act := register.Act{Verb: "appoint somebody", Reason: in.Text("reason")}
	return done, b.Do(ask, act, func(tx *register.Tx, v *register.View) error {
		if err := committee.Staff(v); err != nil {
			return err
		}
		s, err := register.Get[*record.Seat](v, ask.Path["id"])
		if err != nil {
			return err
		}
		if err := tx.Unchanged("seat", s.ID, in.Version); err != nil {
			return err
		}
		since, err := desk.DayOf(in, "since")
		if err != nil {
			return err
		}
		until, err := desk.DayOf(in, "until")
		switch {
		case err != nil:
			return err
		case since.Before(calendar.DateOf(tx.Now())):
			return committee.Wrong("since", "From: choose a day from today on")
		case !until.IsZero() && !until.After(since):
			return committee.Wrong("until", "Until: it must be after the day on which it begins")
		}
		if err := fill(tx, s, holder{in.Text("holder"), since, until}); err != nil {
			return err
		}
		return amend(tx, s, later(tx, since))
	})
}

// holder is somebody who is to hold a seat.
type holder struct {
	person       string
	since, until calendar.Date // until no day: for a term
}

// fill makes somebody the holder of a seat, where they can be.
func fill(tx *register.Tx, s *record.Seat, h holder) error {
	person, err := register.Get[*record.Person](tx.View, h.person)
	if err != nil {
		return err
	}
	body, err := register.Get[*record.Body](tx.View, s.Body)
	if err != nil {
		return err
	}
	rule := committee.RuleOf(body)
	seats, err := committee.SeatsOf(tx.View, &rule)
	if err != nil {
		return err
	}
	for _, other := range committee.Held(seats, calendar.DateOf(tx.Now())) {
		if other.ID != s.ID && other.Holder == h.person {
			return committee.Wrong("holder", "Who: they hold another seat on the %s already", body.Heading())
		}
	}
	group := ""
	if some := categories(s.Constituency); len(some) > 0 {
		party, err := register.Get[*record.Party](tx.View, person.WorksFor)
		if err != nil || !of(party.Category, s.Constituency) {
			return committee.Wrong("holder", "Who: choose somebody of the constituency of the seat, %s",
				committee.Constituency(s.Constituency))
		}
		group = party.VotingGroup
	}
	if s.Constituency == rule.PerGroup {
		if err := alone(tx, seats, s, group); err != nil {
			return err
		}
	}
	if h.until.IsZero() && rule.TermMonths > 0 && s.Constituency != "CHAIR" {
		h.until = committee.MonthsAfter(h.since, rule.TermMonths)
		end, _ := committee.TermEnd(&rule, s)
		if s.Holder != "" && end.After(h.since) && end.Before(h.until) {
			h.until = end // in the middle of a term: aligned with its end [H]
		}
	}
	// Its Voting Group is that of the Party, on whichever day it is asked.
	s.Holder, s.Party, s.VotingGroup, s.Alternate = h.person, person.WorksFor, "", ""
	s.From, s.Until, s.Vacant = h.since, h.until, false
	return nil
}

// alone refuses a second seat for a Voting Group where each has one.
func alone(tx *register.Tx, seats []*record.Seat, s *record.Seat, group string) error {
	for _, other := range committee.Held(seats, calendar.DateOf(tx.Now())) {
		if other.ID == s.ID || other.Constituency != s.Constituency || other.Party == "" {
			continue
		}
		party, err := register.Get[*record.Party](tx.View, other.Party)
		if err != nil {
			return err
		}
		if party.VotingGroup == group {
			return committee.Wrong("holder", "Who: their Voting Group has a seat already, that of %s",
				party.Heading())
		}
	}
	return nil
}

// later is when what is so from a day on begins: not before it is known.
func later(tx *register.Tx, since calendar.Date) (from time.Time) {
	if from = since.Start(); from.Before(tx.Now()) {
		return tx.Now()
	}
	return from
}
