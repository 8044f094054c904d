package committee

import (
	"errors"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/vote"
)

// constituencies are all that seats may be of, where a body has no rule of votes of its own.
var constituencies = []string{"LS", "SS", "EN", "GN", "NET", "OSP", "DCC", "CON", "APP", "CHAIR"}

// Voting is the rule by which a body votes on what is no Modification: that of the Panel
// where it has one, else the majority of those who vote [L], with the quorum of the Change
// Board for the Change Board, and half of the members for others [L].
func (r *Rule) Voting(at time.Time) (*vote.Rule, error) {
	if r.Body == vote.Panel {
		return vote.RuleAt(vote.Panel, at)
	}
	rule := &vote.Rule{Name: r.Body, Body: r.Body, Title: r.Short + " vote", Mark: vote.Recollected,
		Method: vote.ByVote, Tie: vote.Rejected}
	for _, c := range constituencies {
		rule.Categories = append(rule.Categories, vote.Category{Name: c, Title: Constituency(c),
			PerGroup: c == r.PerGroup})
	}
	switch {
	case !r.Votes:
	case r.Body == vote.ChangeBoard:
		board, err := vote.RuleAt(vote.ChangeBoard, at)
		if err != nil {
			return nil, err
		}
		rule.Quorum = board.Quorum
	default:
		rule.Quorum = []vote.QuorumTerm{{Title: "At least half of the members", Half: true,
			VacantRelaxes: true, Mark: vote.Recollected}}
	}
	return rule, nil
}

// Quorum is the quorum in words.
func (r *Rule) Quorum(at time.Time) string {
	rule, err := r.Voting(at)
	if err != nil {
		return ""
	}
	if len(rule.Quorum) == 0 {
		return "None is needed"
	}
	var terms []string
	for _, t := range rule.Quorum {
		terms = append(terms, t.Title)
	}
	return strings.Join(terms, "; ")
}

// SeatTitle is what a seat is called by itself: Large Supplier seat.
func SeatTitle(s *record.Seat) string { return Constituency(s.Constituency) + " seat" }

// Constituency is what a constituency is called.
func Constituency(constituency string) string { return desk.Upper(desk.Plain(constituency)) }

// Countable says where seats are not as the rule of votes has them, so that nothing can be
// counted before the register is put right.
func Countable(err error) error {
	var seat *vote.SeatError
	var group *vote.GroupError
	if errors.As(err, &seat) || errors.As(err, &group) {
		return Refuse("The votes cannot be counted, for the seats are not as the rule has them: %s",
			strings.TrimPrefix(err.Error(), "vote: "))
	}
	return err
}
