package meeting

import (
	"errors"
	"slices"

	"github.com/mains-energy/mains/internal/governance/body/committee"
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/vote"
	"github.com/mains-energy/mains/internal/page"
)

// ballotForm asks for a decision by correspondence, of the body in the path.
func (b subject) ballotForm(ask *page.Ask) (*page.Form, error) {
	_, body, err := b.StaffOf(ask)
	if err != nil {
		return nil, err
	}
	return askBallot(body, nil, []page.Link{desk.Home(), desk.Link(body)}), nil
}

// meetingBallotForm is the same, in place of a meeting or of an item of it.
func (b subject) meetingBallotForm(ask *page.Ask) (*page.Form, error) {
	_, d, err := b.StaffOn(ask)
	if err != nil {
		return nil, err
	}
	return askBallot(d.Body, []page.Field{itemField(d)}, d.Crumbs()), nil
}

func askBallot(body *record.Body, first []page.Field, crumbs []page.Link) *page.Form {
	mark := committee.MarkField("WHITE", "GREEN", "AMBER")
	mark.Values = []string{string(committee.RuleOf(body).Mark)}
	return &page.Form{
		Title: "Ask for a decision by correspondence", Kicker: body.Heading(), Crumbs: crumbs,
		Submit: "Ask the members",
		Fields: append(first, page.Field{Name: "title", Label: "Title", Control: page.Line, Limit: 200,
			Absent: "Enter a title"},
			page.Field{Name: "question", Label: "What are the members asked to approve?",
				Control: page.Area, Rows: 5, Limit: 5000, Absent: "Enter what they are asked to approve"},
			mark, page.Field{Name: "closes", Label: "Last day for votes", Control: page.Day,
				Hint: "Votes are taken until 5pm"}),
	}
}

// openBallot opens a decision by correspondence of a body.
func (b subject) openBallot(ask *page.Ask, in page.Input) (*page.Done, error) {
	done := &page.Done{Notice: "The members are asked."}
	act := register.Act{Verb: "ask for a decision by correspondence"}
	return done, b.Do(ask, act, func(tx *register.Tx, v *register.View) error {
		if err := committee.Staff(v); err != nil {
			return err
		}
		body, err := register.Get[*record.Body](v, ask.Path["id"])
		if err != nil {
			return err
		}
		return enter(tx, body, &record.Ballot{Classification: committee.Chosen(in)}, in, done)
	})
}

// openMeetingBallot opens one in place of a meeting.
func (b subject) openMeetingBallot(ask *page.Ask, in page.Input) (*page.Done, error) {
	done := &page.Done{Notice: "The members are asked."}
	act := register.Act{Verb: "ask for a decision by correspondence"}
	return done, b.DoOn(ask, act, func(tx *register.Tx, _ *register.View, d *committee.Dossier) error {
		if d.Meeting.State == record.MeetingCancelled {
			return committee.Refuse("This meeting is cancelled: ask on the page of the %s", d.Body.Heading())
		}
		if _, err := under(d, in.Text("item"), committee.Chosen(in)); err != nil {
			return err
		}
		return enter(tx, d.Body, &record.Ballot{Meeting: d.Meeting.ID, Item: in.Text("item"),
			Classification: committee.Chosen(in)}, in, done)
	})
}

// enter enters a decision by correspondence.
func enter(
	tx *register.Tx, body *record.Body, x *record.Ballot, in page.Input, done *page.Done,
) (err error) {
	rule := committee.RuleOf(body)
	if !rule.Votes {
		return committee.Refuse("The %s advises and does not vote", body.Heading())
	}
	closes, err := committee.WorkingDay(tx, in, "closes", "Last day for votes")
	if err != nil {
		return err
	}
	if !tx.Now().Before(calendar.CloseOfDay(closes)) {
		return committee.Wrong("closes", "Last day for votes: 5pm on it has passed")
	}
	if x.ID, err = tx.NewID("ballot"); err != nil {
		return err
	}
	x.Title, x.Question, x.Body = in.Text("title"), in.Text("question"), body.ID
	x.OpenedAt, x.ClosesAt = tx.Now(), calendar.CloseOfDay(closes)
	done.To = desk.AddressOf(x)
	return tx.Put(x)
}

// voteForm asks a member for their vote.
func (b subject) voteForm(ask *page.Ask) (*page.Form, error) {
	v, x, rule, err := b.ballotOf(ask)
	if err != nil {
		return nil, err
	}
	seats, err := voting(v, rule)
	if err != nil {
		return nil, err
	}
	seat, err := b.seatField(v, seats)
	if err != nil {
		return nil, err
	}
	choice := page.Field{Name: "choice", Label: x.Question, Control: page.Choice}
	for _, p := range positions {
		choice.Options = append(choice.Options, page.Option{Value: string(p.position), Label: p.label})
	}
	return &page.Form{Title: "Vote", Kicker: x.Heading(), Submit: "Vote",
		Crumbs: []page.Link{desk.Home(), desk.Link(x)},
		Before: []page.Block{page.Para{Words: page.Words{page.T("Votes are taken until "),
			desk.At(x.ClosesAt), page.T(". Until then you can vote again, and the last vote counts.")}}},
		Fields: []page.Field{seat, choice, {Name: "reason", Label: "Reason", Control: page.Area, Rows: 3,
			Limit: 2000, Optional: true}}}, nil
}

// ballotOf is the decision by correspondence of a path, with the rule of its body.
func (b subject) ballotOf(ask *page.Ask) (*register.View, *record.Ballot, *committee.Rule, error) {
	v, err := b.View(ask)
	if err != nil {
		return nil, nil, nil, err
	}
	x, rule, err := ballotIn(v, ask.Path["id"])
	return v, x, rule, err
}

func ballotIn(v *register.View, id string) (*record.Ballot, *committee.Rule, error) {
	x, err := register.Get[*record.Ballot](v, id)
	if err != nil {
		return nil, nil, desk.Refusal(err)
	}
	body, err := register.Get[*record.Body](v, x.Body)
	if err != nil {
		return nil, nil, desk.Refusal(err)
	}
	rule := committee.RuleOf(body)
	return x, &rule, nil
}

// voting are the seats that a person votes for: the secretary votes for none.
func voting(v *register.View, r *committee.Rule) ([]*record.Seat, error) {
	if v.Reader().Person == "" {
		return nil, page.ErrSignIn
	}
	seats, err := committee.SeatsOf(v, r)
	if err != nil {
		return nil, err
	}
	seats = committee.Mine(committee.Held(seats, committee.Today(v)), v.Reader())
	if len(seats) == 0 {
		return nil, page.ErrForbidden
	}
	return seats, nil
}

// voteOn takes a vote. It counts as the rule of the body says: of the member or the
// alternate of a seat, strictly before the close.
func (b subject) voteOn(ask *page.Ask, in page.Input) (*page.Done, error) {
	done := &page.Done{To: page.At("ballots", ask.Path["id"]), Notice: "Your vote is noted."}
	act := register.Act{Verb: "vote by correspondence"}
	return done, b.Do(ask, act, func(tx *register.Tx, v *register.View) error {
		x, rule, err := ballotIn(v, ask.Path["id"])
		if err != nil {
			return err
		}
		seats, err := voting(v, rule)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(seats, func(s *record.Seat) bool { return s.ID == in.Text("seat") })
		if i < 0 {
			return page.ErrForbidden
		}
		if x.State != "" {
			return committee.Refuse("This is %s: it takes no votes any more", x.State)
		}
		cast := &record.BallotVote{Head: record.Head{ID: x.ID + "-" + seats[i].ID}, Ballot: x.ID,
			Seat: seats[i].ID, Person: ask.Who, Choice: in.Text("choice"), Reason: in.Text("reason"),
			At: tx.Now()}
		voters, votes, law, err := electorate(tx, x, rule)
		if err != nil {
			return err
		}
		err = vote.Accept(law, voters, votes, ballotVote(cast), x.ClosesAt)
		var refused *vote.Refusal
		if errors.As(err, &refused) {
			return notTaken(refused)
		}
		if err != nil {
			return committee.Countable(err)
		}
		return tx.Put(cast)
	})
}

// notTaken says why a vote does not count.
func notTaken(r *vote.Refusal) error {
	switch r.Why {
	case vote.Late:
		return committee.Refuse("Voting closed at %s: your vote came after it", calendar.Moment(r.Closed))
	case vote.UnknownSeat:
		return committee.Refuse("This seat keeps out of it: it has no vote")
	case vote.MemberHasVoted:
		return committee.Refuse("The member has voted, and that vote stands: an alternate votes only " +
			"in their place")
	}
	return committee.Refuse("This vote does not count: %s", r.Error())
}

// ballotVote is a vote as the rule counts it.
func ballotVote(x *record.BallotVote) vote.Ballot {
	return vote.Ballot{Seat: x.Seat, Position: vote.Position(x.Choice), Reason: x.Reason,
		CastBy: x.Person, At: x.At}
}

// electorate are the seats that vote by correspondence, the votes so far, and the rule that
// counts them.
func electorate(
	tx *register.Tx, x *record.Ballot, r *committee.Rule,
) (seats []vote.Seat, votes []vote.Ballot, rule *vote.Rule, err error) {
	all, err := votingSeats(tx.View, r)
	if err != nil {
		return nil, nil, nil, err
	}
	recused, err := register.All[*record.Recusal](tx.View,
		register.Query{Key: "ballot", Is: x.ID})
	if err != nil {
		return nil, nil, nil, err
	}
	if x.Item != "" {
		more, err := register.All[*record.Recusal](tx.View, register.Query{Key: "item", Is: x.Item})
		if err != nil {
			return nil, nil, nil, err
		}
		recused = append(recused, more...)
	}
	on := calendar.DateOf(x.ClosesAt)
	if today := calendar.DateOf(tx.Now()); today.Before(on) {
		on = today
	}
	cast, err := register.All[*record.BallotVote](tx.View, register.Query{Key: "ballot", Is: x.ID})
	if err != nil {
		return nil, nil, nil, err
	}
	for _, each := range cast {
		votes = append(votes, ballotVote(each))
	}
	rule, err = r.Voting(x.ClosesAt)
	return voters(r, all, on, recused, nil), votes, rule, err
}

// recuseBallotForm lets a member keep out of a decision by correspondence.
func (b subject) recuseBallotForm(ask *page.Ask) (*page.Form, error) {
	v, x, _, err := b.ballotOf(ask)
	if err != nil {
		return nil, err
	}
	return b.recusing(v, x.Body, x)
}

// recuseBallot notes that a seat keeps out of a decision by correspondence.
func (b subject) recuseBallot(ask *page.Ask, in page.Input) (*page.Done, error) {
	done := &page.Done{To: page.At("ballots", ask.Path["id"]), Notice: "It is noted."}
	act := register.Act{Verb: "keep out of a decision by correspondence"}
	return done, b.Do(ask, act, func(tx *register.Tx, v *register.View) error {
		x, rule, err := ballotIn(v, ask.Path["id"])
		if err != nil {
			return err
		}
		seat, err := chosenSeat(v, rule, in)
		if err != nil {
			return err
		}
		if x.State != "" || !tx.Now().Before(x.ClosesAt) {
			return committee.Refuse("Voting is over: it is too late to keep out of it")
		}
		return tx.Put(&record.Recusal{Head: record.Head{ID: x.ID + "-out-" + seat.ID},
			Meeting: x.Meeting, Body: x.Body, Ballot: x.ID, Seat: seat.ID, Reason: in.Text("reason"),
			Classification: x.Classification})
	})
}

// countForm asks for the decision that the votes come to.
func (b subject) countForm(ask *page.Ask) (*page.Form, error) {
	v, x, _, err := b.ballotOf(ask)
	if err != nil {
		return nil, err
	}
	if err := committee.Staff(v); err != nil {
		return nil, err
	}
	fields := decisionFields()
	fields[0].Values = []string{x.Title}
	fields[1].Hint = "The count is added by itself"
	return &page.Form{Title: "Count the votes", Kicker: x.Heading(), Submit: "Count",
		Crumbs: []page.Link{desk.Home(), desk.Link(x)}, Fields: fields}, nil
}

// count counts the votes and notes the decision.
func (b subject) count(ask *page.Ask, in page.Input) (*page.Done, error) {
	done := &page.Done{}
	act := register.Act{Verb: "count a decision by correspondence"}
	return done, b.Do(ask, act, func(tx *register.Tx, v *register.View) error {
		if err := committee.Staff(v); err != nil {
			return err
		}
		x, rule, err := ballotIn(v, ask.Path["id"])
		switch {
		case err != nil:
			return err
		case x.State != "":
			return committee.Refuse("This is %s already", x.State)
		case tx.Now().Before(x.ClosesAt):
			return committee.Refuse("Votes are taken until %s: count them after that",
				calendar.Moment(x.ClosesAt))
		}
		seats, votes, law, err := electorate(tx, x, rule)
		if err != nil {
			return err
		}
		result, err := vote.Count(law, seats, votes, x.ClosesAt)
		if err != nil {
			return committee.Countable(err)
		}
		made, err := decided(tx, x.Body, in)
		if err != nil {
			return err
		}
		made.Meeting, made.Item, made.Ballot = x.Meeting, x.Item, x.ID
		made.Classification = x.Classification
		made.DecidedOn, made.Tally = calendar.DateOf(x.ClosesAt), tally(&result)
		x.State, x.Decision = ballotCounted, made.ID
		done.To, done.Notice = desk.AddressOf(made), counted(made.Tally)
		if err := tx.Put(made); err != nil {
			return err
		}
		return tx.Put(x)
	})
}
