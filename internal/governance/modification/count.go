package modification

import (
	"errors"
	"fmt"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/vote"
	"github.com/mains-energy/mains/internal/page"
)

// closeFields ask who was called and did not come, and, where several options may pass with
// the same support, which one the Board prefers.
func closeFields(p poll) []page.Field {
	var seats, options []choice
	for _, s := range p.vote.Roll {
		if !s.Vacant {
			seats = append(seats, choice{s.Seat, s.Title})
		}
	}
	fields := []page.Field{optional(tick("absent", "Who was called in due form and did not come?",
		"Their seats are left out of the quorum, unless they voted", seats))}
	if len(p.vote.Options) == 1 {
		return fields
	}
	for _, o := range p.vote.Options {
		options = append(options, choice{o.Option, o.Title})
	}
	return append(fields, optional(pick("prefers", "Which one does the Board prefer?",
		"Asked for where several are approved with the same support",
		append([]choice{{"", "It did not say"}}, options...), "")))
}

// closeVote counts a vote, publishes its ballots and brings what was decided to what it is
// about.
func closeVote(tx *register.Tx, p poll, in page.Input) error {
	v := p.vote
	ballots, err := ballotsIn(tx.View, v.ID)
	if err != nil {
		return err
	}
	if waiting := p.waiting(ballots); tx.Now().Before(v.ClosesAt) && waiting > 0 {
		return page.Faults{{Text: fmt.Sprintf("The vote is open until %s, and %d seats have not voted. "+
			"It can be counted then, or once all have.", calendar.Moment(v.ClosesAt), waiting)}}
	}
	v.Absent = in.All("absent")
	t, err := tallyOf(v, v.Roll, ballots)
	if err != nil {
		return misplaced(err)
	}
	if lacks := t.quorate(); lacks != "" {
		return page.Faults{{Text: "There is no quorum, so nothing is decided. " + lacks +
			" Say who was called and did not come, or abandon the vote and open another."}}
	}
	if err := t.settle(in.Text("prefers")); err != nil {
		return err
	}
	v.State, v.CountedAt = voteCounted, tx.Now()
	for _, b := range ballots {
		b.Visible = record.Head{}.Visible
		if err := tx.Put(b); err != nil {
			return err
		}
	}
	if err := tx.Put(v); err != nil {
		return err
	}
	return conclude(tx, p)
}

// waiting is how many seats have neither voted nor said that they take no part.
func (p poll) waiting(ballots []*record.ChangeBallot) (n int) {
	heard := map[string]bool{}
	for _, b := range ballots {
		heard[b.Seat] = true
	}
	for _, s := range p.vote.Roll {
		if !s.Vacant && !heard[s.Seat] {
			n++
		}
	}
	return n
}

// settle writes down what became of each option, and which one is made.
func (t tally) settle(prefers string) error {
	v := t.vote
	for _, o := range t.results {
		v.Outcomes = append(v.Outcomes, record.OptionOutcome{Option: o.ID,
			Outcome: string(o.Result.Outcome)})
	}
	v.Approved, v.Preferred = t.preference.ID, t.sentence()
	if len(t.preference.Tied) == 0 {
		return nil
	}
	for _, id := range t.preference.Tied {
		if id == prefers {
			v.Approved = id
			v.Preferred += " The Board prefers: " + t.title(id) + "."
			return nil
		}
	}
	return page.Faults{{Field: "prefers", Text: "Several are approved with the same support. Choose " +
		"the one that the Board prefers"}}
}

// sentence says which option is made and why, by titles.
func (t tally) sentence() string {
	switch passed := t.preference.Passed; {
	case len(passed) == 0 && len(t.results) == 1:
		return t.results[0].Result.Reason()
	case len(passed) == 0:
		return "None of the options is approved."
	case len(t.results) == 1:
		return t.results[0].Result.Reason()
	case len(passed) == 1:
		return "Only one is approved: " + t.title(passed[0]) + "."
	case len(t.preference.Tied) > 0:
		return fmt.Sprintf("%d options are approved, and several have the same support.", len(passed))
	}
	return fmt.Sprintf("%d options are approved; the one with most support is made: %s.",
		len(t.preference.Passed), t.title(t.preference.ID))
}

// title is what an option is called.
func (t tally) title(id string) string {
	for _, o := range t.vote.Options {
		if o.Option == id {
			return o.Title
		}
	}
	return id
}

// conclude brings what a vote decided to the Modification.
func conclude(tx *register.Tx, p poll) error {
	m, meta, err := register.GetMeta[*record.Modification](tx.View, p.vote.Modification)
	if err != nil {
		return err
	}
	d, err := read(tx.View, m, meta)
	if err != nil {
		return err
	}
	c := &change{dossier: d, tx: tx, hand: p.hand, role: board}
	if err := c.concluded(p.vote, tx.Now()); err != nil {
		return err
	}
	return tx.Put(m)
}

// abandonVote ends a vote without counting it.
func abandonVote(tx *register.Tx, p poll, in page.Input) error {
	p.vote.State, p.vote.Reason = voteAbandoned, in.Text("reason")
	return tx.Put(p.vote)
}

// recount counts a vote again with the seats as the register now says they were on its day.
type recount struct {
	roll    []record.RollSeat
	tally   tally
	differs []string // what is not as it was counted
}

// again makes the recount of a counted vote: then is the register on the day it was opened.
func again(then *register.View, v *record.ChangeVote, ballots []*record.ChangeBallot,
) (r recount, err error) {
	if r.roll, err = rollOf(then); err != nil {
		return r, err
	}
	r.tally, err = tallyOf(v, r.roll, ballots)
	var unsound page.Faults
	if err != nil && errors.As(misplaced(err), &unsound) {
		r.differs, err = append(r.differs, "It cannot be counted. "+unsound.Error()), nil
	}
	if err != nil {
		return r, err
	}
	for i, o := range r.tally.results {
		if i < len(v.Outcomes) && string(o.Result.Outcome) != v.Outcomes[i].Outcome {
			r.differs = append(r.differs, fmt.Sprintf("%s was %s, and comes out as %s", r.tally.title(o.ID),
				vote.Outcome(v.Outcomes[i].Outcome), o.Result.Outcome))
		}
	}
	known := map[string]record.RollSeat{}
	for _, s := range v.Roll {
		known[s.Seat] = s
	}
	for _, s := range r.roll {
		was, there := known[s.Seat]
		delete(known, s.Seat)
		switch {
		case !there:
			r.differs = append(r.differs, "The seat "+s.Seat+" was not on the roll")
		case was.Constituency != s.Constituency || was.VotingGroup != s.VotingGroup:
			r.differs = append(r.differs, "The seat of "+was.Title+" is of another category or Voting Group")
		case was.Holder != s.Holder || was.Alternate != s.Alternate || was.Vacant != s.Vacant:
			r.differs = append(r.differs, "The seat of "+was.Title+" was held by somebody else")
		}
	}
	for _, s := range v.Roll {
		if _, gone := known[s.Seat]; gone {
			r.differs = append(r.differs, "The seat of "+s.Title+" was not there on that day")
		}
	}
	return r, nil
}
