package seat

import (
	"fmt"
	"slices"

	"github.com/mains-energy/mains/internal/governance/body/committee"
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/vote"
	"github.com/mains-energy/mains/internal/page"
)

// counting counts an election: the Voting Groups of the constituency have one vote each.
func counting(v *register.View, e *record.Election) (x vote.Election, err error) {
	rule, err := vote.RuleAt(vote.Elections, e.NominationsClose)
	if err != nil {
		return x, err
	}
	parties, err := register.All[*record.Party](v,
		register.Query{Key: "category", Among: categories(e.Constituency)})
	if err != nil {
		return x, err
	}
	cast, err := register.All[*record.ElectionVote](v, register.Query{Key: "election", Is: e.ID})
	if err != nil {
		return x, err
	}
	seats, ballots := []vote.Seat(nil), []vote.Ballot(nil)
	for _, p := range parties {
		if p.VotingGroup != "" && !slices.ContainsFunc(seats, func(s vote.Seat) bool {
			return s.ID == p.VotingGroup
		}) {
			seats = append(seats, vote.Seat{ID: p.VotingGroup, Category: e.Constituency,
				VotingGroup: p.VotingGroup})
		}
	}
	for _, each := range cast {
		position := vote.Position(each.Nomination)
		if position == "" {
			position = vote.Abstain
		}
		ballots = append(ballots, vote.Ballot{Seat: each.VotingGroup, Position: position,
			CastBy: each.Party, At: each.At})
		for i := range seats {
			if seats[i].ID == each.VotingGroup {
				seats[i].Holder = each.Party
			}
		}
	}
	return vote.Elect(vote.Contest{Rule: rule, Category: e.Constituency, Places: len(e.Seats),
		Candidates: e.Candidates}, seats, ballots, e.VotingClosesAt)
}

// resultForm shows the count, and asks how a tie is settled where there is one.
func (b subject) resultForm(ask *page.Ask) (*page.Form, error) {
	v, e, err := b.electionOf(ask)
	if err != nil {
		return nil, err
	}
	if err := committee.Staff(v); err != nil {
		return nil, err
	}
	form := &page.Form{Title: "Publish the result", Submit: "Publish", Danger: true,
		Crumbs: append(desk.Crumbs("election"), desk.Link(e))}
	state := electionState(e, v.Moment().So)
	if state != votingClosed && state != uncontested {
		return form, nil // submitting says why not
	}
	count, err := counting(v, e)
	if err != nil {
		return nil, committee.Countable(err)
	}
	candidates, err := b.candidates(v, e)
	if err != nil {
		return nil, err
	}
	table := page.Table{Caption: "Count", RowHeads: true,
		Columns: []page.Column{{Title: "Candidate"}, {Title: "Voting Groups", Number: true}}}
	tied := page.Field{Name: "lots", Label: fmt.Sprintf("Equal votes for %d of the places: who has "+
		"them?",
		count.Open), Control: page.Checks, Hint: "As the lot fell"}
	for _, c := range candidates {
		i := slices.IndexFunc(count.Candidates,
			func(x vote.Candidate) bool { return x.ID == c.Nomination })
		table.Rows = append(table.Rows,
			[]page.Words{page.Say(c.Name), page.Say(fmt.Sprint(count.Candidates[i].Votes))})
		if slices.Contains(count.Tied, c.Nomination) {
			tied.Options = append(tied.Options, page.Option{Value: c.Nomination, Label: c.Name})
		}
	}
	form.Before = []page.Block{table}
	if len(tied.Options) > 0 {
		form.Fields = []page.Field{tied, {Name: "how", Label: "How was the tie settled?", Limit: 300,
			Control: page.Line, Absent: "Enter how the tie was settled, such as by lot before a witness"}}
	}
	return form, nil
}

// result publishes the count, and fills the seats from the day on which terms begin.
func (b subject) result(ask *page.Ask, in page.Input) (*page.Done, error) {
	done := &page.Done{To: page.At("elections", ask.Path["id"]), Notice: "The result is published."}
	act := register.Act{Verb: "publish the result of an election"}
	return done, b.conduct(ask, act, func(tx *register.Tx, e *record.Election) error {
		if _, err := committee.Take(Machine(), electionState(e, tx.Now()), "publish"); err != nil {
			return err
		}
		count, err := counting(tx.View, e)
		if err != nil {
			return committee.Countable(err)
		}
		lots := in.All("lots")
		if len(lots) != count.Open {
			return committee.Wrong("lots", "Choose %d of those with equal votes", count.Open)
		}
		e.Elected = append(slices.Clone(count.Elected), lots...)
		if e.Settled == record.ElectionVoting {
			for _, c := range count.Candidates {
				e.Count = append(e.Count, record.VotesFor{Nomination: c.ID, Votes: c.Votes})
			}
		}
		e.Lots, e.PublishedAt = in.Text("how"), tx.Now()
		if err := seat(tx, e); err != nil {
			return err
		}
		return tx.Put(e)
	})
}

// seat gives those who are elected their seats: whoever holds one of them keeps it, and the
// others follow in order.
func seat(tx *register.Tx, e *record.Election) error {
	from := e.TermFrom
	if now := calendar.DateOf(tx.Now()); from.Before(now) {
		from = now
	}
	var winners []*record.Nomination
	for _, id := range e.Elected {
		n, err := register.Get[*record.Nomination](tx.View, id)
		if err != nil {
			return err
		}
		winners = append(winners, n)
	}
	seats, err := register.All[*record.Seat](tx.View, register.Query{Among: e.Seats})
	if err != nil {
		return err
	}
	own := func(n *record.Nomination) int {
		return slices.IndexFunc(seats, func(s *record.Seat) bool { return s.Holder == n.Person })
	}
	slices.SortStableFunc(winners, func(a, b *record.Nomination) int {
		return min(own(b), 0) - min(own(a), 0)
	})
	for _, n := range winners {
		i := max(own(n), 0)
		s := seats[i]
		seats = slices.Delete(seats, i, i+1)
		s.Holder = "" // a new term, not the middle of an old one
		if err := fill(tx, s, holder{person: n.Person, since: from}); err != nil {
			return err
		}
		if err := amend(tx, s, later(tx, from)); err != nil {
			return err
		}
	}
	return nil
}
