package seat

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/mains-energy/mains/internal/governance/body/committee"
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// electionActions are what a reader can do on the page of an election.
func electionActions(v *register.View, e *record.Election) (links []page.Link, err error) {
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
func (b subject) electionOf(ask *page.Ask) (*register.View, *record.Election, error) {
	v, err := b.View(ask)
	if err != nil {
		return nil, nil, err
	}
	e, err := register.Get[*record.Election](v, ask.Path["id"])
	return v, e, desk.Refusal(err)
}

// standingIn are the nominations that were not taken back, in the order of their ids, which
// tell nothing.
func standingIn(v *register.View, e *record.Election) ([]*record.Nomination, error) {
	all, err := register.All[*record.Nomination](v, register.Query{Key: "election", Is: e.ID})
	return slices.DeleteFunc(all, func(n *record.Nomination) bool { return n.Withdrawn }), err
}

// settleForm asks what follows from the nominations.
func (b subject) settleForm(ask *page.Ask) (*page.Form, error) {
	v, e, err := b.electionOf(ask)
	if err != nil {
		return nil, err
	}
	if err := committee.Staff(v); err != nil {
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
func (b subject) settle(ask *page.Ask, in page.Input) (*page.Done, error) {
	done := &page.Done{To: page.At("elections", ask.Path["id"])}
	act := register.Act{Verb: "settle nominations"}
	return done, b.conduct(ask, act, func(tx *register.Tx, e *record.Election) error {
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
		if _, err := committee.Take(Machine(), state, event); err != nil {
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
func (b subject) electForm(ask *page.Ask) (*page.Form, error) {
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
func (b subject) elect(ask *page.Ask, in page.Input) (*page.Done, error) {
	done := &page.Done{To: page.At("elections", ask.Path["id"]),
		Notice: "The vote of your Voting Group is noted."}
	act := register.Act{Verb: "vote in an election"}
	return done, b.partake(ask, act, "cast", func(x part) error {
		ballot := &record.ElectionVote{Election: x.election.ID, VotingGroup: x.party.VotingGroup,
			Head:  record.Head{ID: x.election.ID + "-" + x.party.VotingGroup},
			Party: x.party.ID, At: x.Now(),
			Nomination: strings.TrimSuffix(in.Text("for"), abstains)}
		before, err := register.Get[*record.ElectionVote](x.View, ballot.ID)
		switch {
		case errors.Is(err, register.ErrNotFound):
		case err != nil:
			return err
		case before.Party != x.party.ID:
			return committee.Refuse("Another Party of your Voting Group has cast its vote: only that " +
				"Party can " +
				"change it")
		}
		return x.Put(ballot)
	})
}
