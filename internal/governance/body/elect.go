package body

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// electionDays is how many Working Days nominations, and votes, are taken at least [D].
const electionDays = 5

// signatory is the role of whoever binds a Party: they nominate and vote for it.
const signatory = "signatory"

// callForm asks which seats are to be filled.
func (b bodies) callForm(ask *page.Ask) (*page.Form, error) {
	v, body, err := b.staffOf(ask)
	if err != nil {
		return nil, err
	}
	rule := ruleOf(body)
	seats, err := seatsOf(v, &rule)
	if err != nil {
		return nil, err
	}
	seats = slices.DeleteFunc(seats, func(s *record.Seat) bool {
		return !elected(s.Constituency) || s.Constituency == rule.PerGroup // each group sends its own
	})
	options, err := b.names(v).seatOptions(seats)
	if err != nil {
		return nil, err
	}
	for i, s := range seats {
		options[i].Hint = string(standingOf(s, today(v)))
		if end, _ := termEnd(&rule, s); !end.IsZero() {
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
func (b bodies) call(ask *page.Ask, in page.Input) (*page.Done, error) {
	done := &page.Done{Notice: "Nominations are open."}
	act := register.Act{Verb: "call an election", Behalf: ask.Path["id"]}
	return done, b.act(ask, act, func(tx *register.Tx, v *register.View) error {
		if err := staff(v); err != nil {
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
				return wrong("seats", "Seats: choose those of one constituency; %s and %s are two",
					plain(e.Constituency), plain(s.Constituency))
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
			return wrong("term", "Terms begin: choose a day after nominations close")
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
			return wrong("seats", "Seats: there is an election for one of them already")
		}
	}
	return err
}

// inDays is a field that is a Working Day, with electionDays until then at least.
func inDays(tx *register.Tx, in page.Input, field, what string) (calendar.Date, error) {
	closes, err := workingDay(tx, in, field, what)
	if err != nil {
		return closes, err
	}
	first, err := desk.Calendar(tx.View).Add(calendar.DateOf(tx.Now()), electionDays)
	if err == nil && closes.Before(first.To) {
		return closes, wrong(field, "%s: choose %s or later: %s", what, first.To.Long(), first)
	}
	return closes, err
}

// entitled is the Party that a reader nominates and votes for in an election: as its
// signatory, where it is of the constituency and has a Voting Group.
func entitled(v *register.View, e *record.Election) (*record.Party, error) {
	r := v.Reader()
	if r.Person == "" {
		return nil, page.ErrSignIn
	}
	if len(r.Parties) == 0 {
		return nil, page.ErrForbidden
	}
	person, err := register.Get[*record.Person](v, r.Person)
	if err != nil {
		return nil, desk.Refusal(err)
	}
	party, err := register.Get[*record.Party](v, person.WorksFor)
	switch {
	case err != nil:
		return nil, desk.Refusal(err)
	case person.Role != signatory || !of(party.Category, e.Constituency) || party.VotingGroup == "":
		return nil, page.ErrForbidden
	}
	return party, nil
}

// electionActions are what a reader can do on the page of an election.
func (b bodies) electionActions(v *register.View, e *record.Election) (links []page.Link, err error) {
	at, state := desk.AddressOf(e), electionState(e, v.Moment().So)
	add := func(text string, path page.Address) {
		links = append(links, page.Link{Text: text, To: at + path})
	}
	if v.Reader().Staff {
		switch state {
		case nominated:
			add("Settle the nominations", "/settle")
		case votingClosed, uncontested:
			add("Publish the result", "/result")
		}
		return links, nil
	}
	if state != nominating && state != votingOpen {
		return nil, nil
	}
	switch _, err := entitled(v, e); {
	case errors.Is(err, page.ErrForbidden) || errors.Is(err, page.ErrSignIn):
		return nil, nil
	case err != nil:
		return nil, err
	case state == nominating:
		add("Nominate somebody", "/nominate")
	default:
		add("Vote", "/vote")
	}
	return links, nil
}

// electionOf is the election of a path.
func (b bodies) electionOf(ask *page.Ask) (*register.View, *record.Election, error) {
	v, err := b.View(ask)
	if err != nil {
		return nil, nil, err
	}
	e, err := register.Get[*record.Election](v, ask.Path["id"])
	return v, e, desk.Refusal(err)
}

// electorOf is the election of a path, and the Party that whoever asks speaks for in it.
func (b bodies) electorOf(
	ask *page.Ask,
) (*register.View, *record.Election, *record.Party, error) {
	v, e, err := b.electionOf(ask)
	if err != nil {
		return nil, nil, nil, err
	}
	party, err := entitled(v, e)
	return v, e, party, err
}

// nominateForm asks whom a Party puts up.
func (b bodies) nominateForm(ask *page.Ask) (*page.Form, error) {
	v, e, party, err := b.electorOf(ask)
	if err != nil {
		return nil, err
	}
	people, err := workers(v, party.ID)
	if err != nil {
		return nil, err
	}
	return &page.Form{
		Title: "Nominate somebody", Kicker: party.Heading(), Submit: "Nominate",
		Crumbs: append(desk.Crumbs("election"), desk.Link(e)),
		Fields: []page.Field{
			{Name: "person", Label: "Whom?", Control: page.Select, Options: people},
			{Name: "statement", Label: "Their experience", Control: page.Area, Rows: 6, Limit: 3000,
				Absent: "Enter a short summary of their experience",
				Hint:   "It is published with their name once nominations are settled"},
		},
	}, nil
}

// nominate puts somebody up. A Party has one nomination at a time.
func (b bodies) nominate(ask *page.Ask, in page.Input) (*page.Done, error) {
	done := &page.Done{Notice: "The nomination is with SECAS."}
	act := register.Act{Verb: "nominate somebody"}
	return done, b.act(ask, act, func(tx *register.Tx, v *register.View) error {
		e, err := register.Get[*record.Election](v, ask.Path["id"])
		if err != nil {
			return err
		}
		party, err := entitled(v, e)
		if err != nil {
			return err
		}
		if _, err := take(ElectionMachine(), electionState(e, tx.Now()), "nominate"); err != nil {
			return err
		}
		all, err := register.All[*record.Nomination](tx.View,
			register.Query{Key: "election", Is: e.ID})
		if err != nil {
			return err
		}
		for _, n := range all {
			if n.Party == party.ID && !n.Withdrawn {
				return refusal("Your Party has nominated somebody already: withdraw that nomination first")
			}
		}
		person, err := register.Get[*record.Person](v, in.Text("person"))
		if err != nil || person.WorksFor != party.ID {
			return wrong("person", "Whom: choose somebody of your Party")
		}
		n := &record.Nomination{Election: e.ID, Party: party.ID, Person: person.ID,
			Called:    register.NewSecret(person.Heading()),
			Statement: register.NewSecret(in.Text("statement"))}
		if n.ID, err = tx.NewID("nomination"); err != nil {
			return err
		}
		done.To = desk.AddressOf(n)
		return tx.Put(n)
	})
}

// standingIn are the nominations that were not taken back, in the order of their ids, which
// tell nothing.
func standingIn(v *register.View, e *record.Election) ([]*record.Nomination, error) {
	all, err := register.All[*record.Nomination](v, register.Query{Key: "election", Is: e.ID})
	return slices.DeleteFunc(all, func(n *record.Nomination) bool { return n.Withdrawn }), err
}

// settleForm asks what follows from the nominations.
func (b bodies) settleForm(ask *page.Ask) (*page.Form, error) {
	v, e, err := b.electionOf(ask)
	if err != nil {
		return nil, err
	}
	if err := staff(v); err != nil {
		return nil, err
	}
	stand, err := standingIn(v, e)
	if err != nil {
		return nil, err
	}
	form := &page.Form{Title: "Settle the nominations", Submit: "Settle", Danger: true,
		Crumbs: append(desk.Crumbs("election"), desk.Link(e)), Lead: fmt.Sprintf(
			"Candidates: %d. Seats: %d.", len(stand), len(e.Seats))}
	if len(stand) > len(e.Seats) {
		form.Fields = append(form.Fields, page.Field{Name: "closes", Label: "Last day for votes",
			Control: page.Day, Hint: "They are taken until 5pm, for 5 Working Days at least"})
	}
	return form, nil
}

// settle publishes who stands. Where nobody more stands than there are seats, nobody votes.
func (b bodies) settle(ask *page.Ask, in page.Input) (*page.Done, error) {
	done := &page.Done{To: page.At("elections", ask.Path["id"])}
	act := register.Act{Verb: "settle nominations"}
	return done, b.act(ask, act, func(tx *register.Tx, v *register.View) error {
		if err := staff(v); err != nil {
			return err
		}
		e, err := register.Get[*record.Election](v, ask.Path["id"])
		if err != nil {
			return err
		}
		stand, err := standingIn(tx.View, e)
		if err != nil {
			return err
		}
		event, state := "", electionState(e, tx.Now())
		switch n := len(stand); {
		case n == 0:
			event, e.Settled, done.Notice = "lapse", record.ElectionLapsed, "Nobody stands."
		case n <= len(e.Seats):
			event, e.Settled, done.Notice = "settle", record.ElectionUncontested, "It is uncontested."
		default:
			event, e.Settled, done.Notice = "vote", record.ElectionVoting, "Voting is open."
		}
		if _, err := take(ElectionMachine(), state, event); err != nil {
			return err
		}
		if event == "vote" {
			closes, err := inDays(tx, in, "closes", "Last day for votes")
			if err != nil {
				return err
			}
			e.VotingClosesAt = calendar.CloseOfDay(closes)
		}
		for _, n := range stand {
			n.Standing = true
			e.Candidates = append(e.Candidates, n.ID)
			if err := tx.Put(n); err != nil {
				return err
			}
		}
		return tx.Put(e)
	})
}

// electForm asks a Voting Group for its vote.
func (b bodies) electForm(ask *page.Ask) (*page.Form, error) {
	v, e, party, err := b.electorOf(ask)
	if err != nil {
		return nil, err
	}
	candidates, err := b.candidates(v, e)
	if err != nil {
		return nil, err
	}
	f := page.Field{Name: "for", Label: "For whom does your Voting Group vote?", Control: page.Choice}
	for _, c := range candidates {
		f.Options = append(f.Options, page.Option{Value: c.Nomination, Label: c.Name,
			Hint: "Nominated by " + c.Party})
	}
	f.Options = append(f.Options, page.Option{Value: abstains, Label: "Nobody: abstain"})
	return &page.Form{
		Title: "Vote", Kicker: party.Heading(), Submit: "Vote", Fields: []page.Field{f},
		Crumbs: append(desk.Crumbs("election"), desk.Link(e)),
		Before: []page.Block{page.Para{Words: page.Words{page.T("Votes are taken until "),
			desk.At(e.VotingClosesAt), page.T(". Until then your Party can vote again, and the last vote " +
				"counts. Your Voting Group has one vote, whichever of its Parties casts it.")}}},
	}, nil
}

// abstains is the vote for nobody.
const abstains = "abstain"

// elect takes the vote of a Voting Group.
func (b bodies) elect(ask *page.Ask, in page.Input) (*page.Done, error) {
	done := &page.Done{To: page.At("elections", ask.Path["id"]),
		Notice: "The vote of your Voting Group is noted."}
	act := register.Act{Verb: "vote in an election"}
	return done, b.act(ask, act, func(tx *register.Tx, v *register.View) error {
		e, err := register.Get[*record.Election](v, ask.Path["id"])
		if err != nil {
			return err
		}
		party, err := entitled(v, e)
		if err != nil {
			return err
		}
		if _, err := take(ElectionMachine(), electionState(e, tx.Now()), "cast"); err != nil {
			return err
		}
		x := &record.ElectionVote{Head: record.Head{ID: e.ID + "-" + party.VotingGroup}, Election: e.ID,
			VotingGroup: party.VotingGroup, Party: party.ID, At: tx.Now(),
			Nomination: strings.TrimSuffix(in.Text("for"), abstains)}
		before, err := register.Get[*record.ElectionVote](tx.View, x.ID)
		switch {
		case errors.Is(err, register.ErrNotFound):
		case err != nil:
			return err
		case before.Party != party.ID:
			return refusal("Another Party of your Voting Group has cast its vote: only that Party can " +
				"change it")
		}
		return tx.Put(x)
	})
}
