package seat

import (
	"slices"

	"github.com/mains-energy/mains/internal/governance/body/committee"
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// electionDays is how many Working Days nominations, and votes, are taken at least [D].
const electionDays = 5

// callForm asks which seats are to be filled.
func (b subject) callForm(ask *page.Ask) (*page.Form, error) {
	v, body, err := b.StaffOf(ask)
	if err != nil {
		return nil, err
	}
	rule := committee.RuleOf(body)
	seats, err := committee.SeatsOf(v, &rule)
	if err != nil {
		return nil, err
	}
	seats = slices.DeleteFunc(seats, func(s *record.Seat) bool {
		return !elected(s.Constituency) || s.Constituency == rule.PerGroup // each group sends its own
	})
	options, err := b.Names(v).Seats(seats)
	if err != nil {
		return nil, err
	}
	for i, s := range seats {
		options[i].Hint = string(committee.StandingOf(s, committee.Today(v)))
		if end, _ := committee.TermEnd(&rule, s); !end.IsZero() {
			options[i].Hint += "; term ends on " + end.Long()
		}
	}
	return &page.Form{
		Title: "Call an election", Kicker: body.Heading(), Submit: "Open nominations",
		Crumbs: append(desk.Crumbs("body"), desk.Link(body)),
		Fields: []page.Field{
			{Name: "seats", Label: "Which seats?", Control: page.Checks, Options: options,
				Hint: "All of one constituency", Absent: "Choose at least one seat"},
			{Name: "closes", Label: "Last day for nominations", Control: page.Day,
				Hint: "They are taken until 5pm, for 5 Working Days at least"},
			{Name: "term", Label: "Terms begin", Control: page.Day},
		},
	}, nil
}

// elected reports whether seats of a constituency are filled by election [H]: the others are
// nominated or appointed.
func elected(constituency string) bool {
	return constituency != "DCC" && len(categories(constituency)) > 0
}

// call opens nominations.
func (b subject) call(ask *page.Ask, in page.Input) (*page.Done, error) {
	done := &page.Done{Notice: "Nominations are open."}
	act := register.Act{Verb: "call an election", Behalf: ask.Path["id"]}
	return done, b.Do(ask, act, func(tx *register.Tx, v *register.View) error {
		if err := committee.Staff(v); err != nil {
			return err
		}
		e := &record.Election{Body: ask.Path["id"], Seats: in.All("seats"),
			NominationsOpenAt: tx.Now()}
		for _, id := range e.Seats {
			s, err := register.Get[*record.Seat](v, id)
			switch {
			case err != nil:
				return err
			case e.Constituency != "" && s.Constituency != e.Constituency:
				return committee.Wrong("seats", "Seats: choose those of one constituency; %s and %s are two",
					committee.Constituency(e.Constituency), committee.Constituency(s.Constituency))
			}
			e.Constituency = s.Constituency
			if err := free(tx, s); err != nil {
				return err
			}
		}
		closes, err := inDays(tx, in, "closes", "Last day for nominations")
		if err != nil {
			return err
		}
		if e.TermFrom, err = desk.DayOf(in, "term"); err != nil {
			return err
		}
		if !e.TermFrom.After(closes) {
			return committee.Wrong("term", "Terms begin: choose a day after nominations close")
		}
		e.NominationsClose = calendar.CloseOfDay(closes)
		if e.ID, err = tx.NewID("election"); err != nil {
			return err
		}
		done.To = desk.AddressOf(e)
		return tx.Put(e)
	})
}

// free refuses a seat that an election is about already.
func free(tx *register.Tx, s *record.Seat) error {
	others, err := register.All[*record.Election](tx.View, register.Query{Key: "seat", Is: s.ID})
	for _, other := range others {
		if state := electionState(other, tx.Now()); state != resultsPublic && state != nobodyNominate {
			return committee.Wrong("seats", "Seats: there is an election for one of them already")
		}
	}
	return err
}

// inDays is a field that is a Working Day, with electionDays until then at least.
func inDays(tx *register.Tx, in page.Input, field, what string) (calendar.Date, error) {
	closes, err := committee.WorkingDay(tx, in, field, what)
	if err != nil {
		return closes, err
	}
	first, err := desk.Calendar(tx.View).Add(calendar.DateOf(tx.Now()), electionDays)
	if err == nil && closes.Before(first.To) {
		return closes, committee.Wrong(field, "%s: choose %s or later: %s", what, first.To.Long(), first)
	}
	return closes, err
}
