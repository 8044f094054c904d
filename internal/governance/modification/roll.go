package modification

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/vote"
	"github.com/mains-energy/mains/internal/page"
)

// mostSeats is how many seats a roll has at most.
const mostSeats = 100

// rollOf is who may vote on the Change Board on the day of a view: its seats, each with the
// Voting Group that the Party behind it belongs to on that day.
func rollOf(v *register.View) ([]record.RollSeat, error) {
	today := calendar.DateOf(v.Moment().So)
	seats, err := register.Find[*record.Seat](v, register.Query{Key: "body", Is: bodies[board],
		Limit: mostSeats})
	if err != nil {
		return nil, err
	}
	voting, err := desk.Voting(v, seats.Records)
	if err != nil {
		return nil, err
	}
	var roll []record.RollSeat
	for _, s := range voting {
		if s.From.After(today) || !s.Until.IsZero() && !s.Until.After(today) {
			continue
		}
		roll = append(roll, record.RollSeat{Seat: s.ID, Constituency: s.Constituency,
			VotingGroup: s.VotingGroup, Title: desk.Plain(s.Constituency), Holder: s.Holder,
			Alternate: s.Alternate, Vacant: s.Vacant || s.Holder == "" && s.Alternate == ""})
	}
	return roll, nil
}

// named adds to each seat of a roll the Party or organisation behind it, and puts the seats in
// the order of the categories of a rule.
func named(v *register.View, roll []record.RollSeat, rule *vote.Rule) error {
	for i := range roll {
		seat, err := register.Get[*record.Seat](v, roll[i].Seat)
		if err != nil {
			return err
		}
		from := seat.Party
		if from == "" && seat.Holder != "" {
			holder, err := register.Get[*record.Person](v, seat.Holder)
			if err != nil {
				return err
			}
			from = holder.WorksFor
		}
		behind, ok, err := desk.Find(v, "party organisation", from)
		if err != nil {
			return err
		}
		if ok {
			roll[i].Title = behind.Heading()
		}
	}
	order := func(s record.RollSeat) int {
		return slices.IndexFunc(rule.Categories, func(c vote.Category) bool {
			return c.Name == s.Constituency || slices.Contains(c.Holds, s.Constituency)
		})
	}
	slices.SortStableFunc(roll, func(a, b record.RollSeat) int {
		return cmp.Or(cmp.Compare(order(a), order(b)), cmp.Compare(a.Title, b.Title))
	})
	return nil
}

// seatsOf is a roll as the count takes it: with who was called and did not come, and who takes
// no part.
func seatsOf(v *record.ChangeVote, roll []record.RollSeat, ballots []*record.ChangeBallot,
) (seats []vote.Seat) {
	for _, r := range roll {
		s := vote.Seat{ID: r.Seat, Category: r.Constituency, VotingGroup: r.VotingGroup,
			Holder: r.Holder, Alternate: r.Alternate, Vacant: r.Vacant}
		if slices.Contains(v.Absent, r.Seat) {
			s.Attendance = vote.FailedToAttend
		}
		for _, b := range ballots {
			if b.Seat == r.Seat && b.Recused {
				s.Attendance = vote.Attended
			}
		}
		seats = append(seats, s)
	}
	return seats
}

// ballotsOf are the ballots on one option, those that were changed too. A seat that takes no
// part has none.
func ballotsOf(ballots []*record.ChangeBallot, option string) (cast []vote.Ballot) {
	for _, b := range ballots {
		if b.Recused {
			continue
		}
		for _, e := range b.Earlier {
			if !e.Recused {
				cast = append(cast, vote.Ballot{Seat: b.Seat, CastBy: e.VotedBy, At: e.At, Reason: e.Reason,
					Position: vote.Position(record.ChoiceOf(e.Position, option))})
			}
		}
		cast = append(cast, vote.Ballot{Seat: b.Seat, CastBy: b.VotedBy, At: b.At, Reason: b.Reason,
			Position: vote.Position(record.ChoiceOf(b.Position, option)), By: taken(b)})
	}
	return cast
}

// taken says how a ballot came where its voter did not cast it here.
func taken(b *record.ChangeBallot) string {
	if b.TakenBy == "" {
		return ""
	}
	return "by telephone, taken by " + b.TakenBy
}

// counted is a vote with what came of each option.
type tally struct {
	vote       *record.ChangeVote
	rule       *vote.Rule
	results    []vote.Option // in the order of the options
	preference vote.Preference
}

// tallyOf counts a vote by the rule of its day.
func tallyOf(v *record.ChangeVote, roll []record.RollSeat, ballots []*record.ChangeBallot,
) (t tally, err error) {
	t.vote = v
	if t.rule, err = vote.RuleAt(vote.ChangeBoard, v.OpenedAt); err != nil {
		return t, err
	}
	seats := seatsOf(v, roll, ballots)
	for _, o := range v.Options {
		r, err := vote.Count(t.rule, seats, ballotsOf(ballots, o.Option), v.ClosesAt)
		if err != nil {
			return t, err
		}
		t.results = append(t.results, vote.Option{ID: o.Option, Result: r})
	}
	t.preference = vote.Prefer(t.results)
	return t, nil
}

// quorate says which term of the quorum is not met; empty where it is met.
func (t tally) quorate() string {
	for _, o := range t.results {
		if o.Result.Outcome != vote.NoDecision {
			continue
		}
		var lacks []string
		for _, term := range o.Result.Quorum.Terms {
			if !term.Met {
				lacks = append(lacks, term.Working())
			}
		}
		if len(lacks) == 0 {
			lacks = append(lacks, "Nobody has voted.")
		}
		return strings.Join(lacks, " ")
	}
	return ""
}

// misplaced turns a fault of the seats into one that a form can show.
func misplaced(err error) error {
	var group *vote.GroupError
	var seat *vote.SeatError
	switch {
	case errors.As(err, &group):
		return page.Faults{{Text: "Two seats, " + group.Seats[0] + " and " + group.Seats[1] +
			", are of one Voting Group, which has one vote. End one of the seats first."}}
	case errors.As(err, &seat):
		return page.Faults{{Text: "The seat " + seat.Seat + " cannot vote: " + seat.Reason +
			". Mend the seat first."}}
	}
	return err
}

// ballotsIn are the ballots of a vote that a reader may see.
func ballotsIn(v *register.View, id string) ([]*record.ChangeBallot, error) {
	found, err := register.Find[*record.ChangeBallot](v, register.Query{Key: "vote", Is: id,
		Limit: mostSeats})
	return found.Records, err
}
