package desk

import (
	"slices"

	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

// standing is what the status of a Party leaves of its rights.
type standing struct {
	status string
	member bool // it is a Party, or is becoming one
	votes  bool // it votes and proposes, and takes part in elections
}

// standings are those that take rights away. A Party loses the vote first, SEC M8 [M], and all
// with its being a Party.
func standings() []standing {
	return []standing{
		{status: "suspended", member: true},
		{status: "ceased"}, {status: "expelled"}, {status: "refused"},
	}
}

func standingOf(p *record.Party) standing {
	all := standings()
	i := slices.IndexFunc(all, func(s standing) bool { return s.status == p.Status })
	if i < 0 {
		return standing{status: p.Status, member: true, votes: true}
	}
	return all[i]
}

// Belongs reports whether a Party is one, or is becoming one: it was not expelled or refused,
// and has not ceased.
func Belongs(p *record.Party) bool { return standingOf(p).member }

// Votes reports whether a Party belongs, and its right to vote and to propose is not suspended.
func Votes(p *record.Party) bool { return standingOf(p).votes }

// Voting are seats as they vote at the moment of a view: each with the Voting Group of the Party
// behind it, where it names none itself, and vacant where that Party does not vote. It is read for
// a rule: the view sees everything.
func Voting(v *register.View, seats []*record.Seat) ([]*record.Seat, error) {
	behind, err := behind(v, seats)
	if err != nil {
		return nil, err
	}
	voting := make([]*record.Seat, len(seats))
	for i, s := range seats {
		seat := *s
		if p := behind[s.ID]; p != nil {
			seat.Vacant = seat.Vacant || !Votes(p) && s.Body != panel
			if seat.VotingGroup == "" {
				seat.VotingGroup = p.VotingGroup
			}
		}
		voting[i] = &seat
	}
	return voting, nil
}

// behind are the Parties behind seats at the moment of a view, by the id of the seat.
func behind(v *register.View, seats []*record.Seat) (map[string]*record.Party, error) {
	var ids []string
	for _, s := range seats {
		if s.Party != "" {
			ids = append(ids, s.Party)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	found, err := Several(v.As(policy.System()), "party", ids...)
	parties := map[string]*record.Party{}
	for _, s := range seats {
		if p, is := found[s.Party].(*record.Party); is {
			parties[s.ID] = p
		}
	}
	return parties, err
}
