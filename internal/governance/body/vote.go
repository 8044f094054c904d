package body

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/vote"
	"github.com/mains-energy/mains/internal/page"
)

// constituencies are all that seats may be of, where a body has no rule of votes of its own.
var constituencies = []string{"LS", "SS", "EN", "GN", "NET", "OSP", "DCC", "CON", "APP", "CHAIR"}

// voting is the rule by which a body votes on what is no Modification: that of the Panel
// where it has one, else the majority of those who vote [L], with the quorum of the Change
// Board for the Change Board, and half of the members for others [L].
func (r *Rule) voting(at time.Time) (*vote.Rule, error) {
	if r.Body == vote.Panel {
		return vote.RuleAt(vote.Panel, at)
	}
	rule := &vote.Rule{Name: r.Body, Body: r.Body, Title: r.Short + " vote", Mark: vote.Recollected,
		Method: vote.ByVote, Tie: vote.Rejected}
	for _, c := range constituencies {
		rule.Categories = append(rule.Categories, vote.Category{Name: c, Title: plain(c)})
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

// quorum is the quorum in words.
func (r *Rule) quorum(at time.Time) string {
	rule, err := r.voting(at)
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

// plain is what a constituency is called.
func plain(constituency string) string { return desk.Upper(desk.Plain(constituency)) }

// voters are seats as they vote on a day. One that is not known to be held is vacant, and
// one that is recused is none.
func voters(
	seats []*record.Seat, on calendar.Date, recused []*record.Recusal, there map[string]bool,
) (all []vote.Seat) {
	for _, s := range seats {
		if slices.ContainsFunc(recused, func(r *record.Recusal) bool { return r.Seat == s.ID }) {
			continue
		}
		v := vote.Seat{ID: s.ID, Category: s.Constituency, VotingGroup: s.VotingGroup,
			Holder: s.Holder, Alternate: s.Alternate, Vacant: standingOf(s, on) != seatHeld}
		if there[s.ID] {
			v.Attendance = vote.Attended
		}
		all = append(all, v)
	}
	return all
}

// there are the seats that a member or an alternate was there for.
func there(attendance []*record.Attendance) map[string]bool {
	seats := map[string]bool{}
	for _, a := range attendance {
		if a.Seat != "" && (a.Status == record.Present || a.Status == record.ByAnother) {
			seats[a.Seat] = true
		}
	}
	return seats
}

// quorate is whether enough seats attended a meeting.
func (d *dossier) quorate(seats []*record.Seat) (vote.Quorum, error) {
	rule, err := d.rule.voting(calendar.CloseOfDay(d.meeting.HeldOn))
	if err != nil {
		return vote.Quorum{}, err
	}
	result, err := vote.Count(rule, voters(seats, d.meeting.HeldOn, nil, there(d.attendance)), nil,
		time.Time{})
	return result.Quorum, err
}

// quorumBlocks show how a quorum was counted.
func quorumBlocks(q vote.Quorum) []page.Block {
	text := "The meeting was quorate."
	switch {
	case len(q.Terms) == 0:
		text = "No quorum is needed."
	case !q.Met:
		text = "The meeting was not quorate: it could decide nothing."
	}
	blocks := []page.Block{page.Para{Words: page.Say(text)}}
	items := page.Items{}
	for _, t := range q.Terms {
		items.Items = append(items.Items, page.Item{Head: page.Say(t.Working())})
	}
	if len(items.Items) == 0 {
		return blocks
	}
	return append(blocks, items)
}

// countable says where seats are not as the rule of votes has them, so that nothing can be
// counted before the register is put right.
func countable(err error) error {
	var seat *vote.SeatError
	var group *vote.GroupError
	if errors.As(err, &seat) || errors.As(err, &group) {
		return refusal("The votes cannot be counted, for the seats are not as the rule has them: %s",
			strings.TrimPrefix(err.Error(), "vote: "))
	}
	return err
}

// tally is a result as a decision keeps it.
func tally(r *vote.Result) *record.Tally {
	return &record.Tally{Approve: r.Total.Approve, Reject: r.Total.Reject, Abstain: r.Total.Abstain,
		Outcome: string(r.Outcome), Because: r.Reason()}
}

// counted is a tally in words.
func counted(t *record.Tally) string {
	return fmt.Sprintf("%s. %s", vote.Outcome(t.Outcome), t.Because)
}
