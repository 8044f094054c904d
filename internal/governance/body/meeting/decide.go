package meeting

import (
	"fmt"
	"slices"
	"strings"

	"github.com/mains-energy/mains/internal/governance/body/committee"
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/vote"
	"github.com/mains-energy/mains/internal/page"
)

// positions are what a seat can say, with the fields that ask for it.
var positions = []struct {
	position vote.Position
	label    string
}{{vote.Approve, "Approve"}, {vote.Reject, "Reject"}, {vote.Abstain, "Abstain"}}

// decisionFields ask for what was decided and why.
func decisionFields() []page.Field {
	return []page.Field{
		{Name: "title", Label: "Title", Control: page.Line, Absent: "Enter a title", Limit: 200},
		{Name: "decision", Label: "What was decided", Control: page.Area, Rows: 4, Limit: 5000,
			Absent: "Enter what was decided"},
		{Name: "rationale", Label: "Why", Control: page.Area, Rows: 4, Limit: 5000,
			Absent: "Enter why: a decision is published with its rationale"},
	}
}

// decideForm asks for a decision of a meeting.
func (b subject) decideForm(ask *page.Ask) (*page.Form, error) {
	v, d, err := b.StaffOn(ask)
	if err != nil {
		return nil, err
	}
	mark := committee.MarkField("WHITE", "GREEN", "AMBER")
	mark.Values = []string{string(d.Rule.Mark)}
	form := &page.Form{Title: "Record a decision", Kicker: d.Meeting.Heading(), Crumbs: d.Crumbs(),
		Submit: "Record", Fields: append([]page.Field{itemField(d)}, decisionFields()...)}
	form.Fields = append(form.Fields, mark)
	if !d.Rule.Votes || len(d.Attendance) == 0 {
		return form, nil
	}
	seats, err := committee.SeatsOf(v, &d.Rule)
	if err != nil {
		return nil, err
	}
	present := there(d.Attendance)
	seats = slices.DeleteFunc(seats, func(s *record.Seat) bool { return !present[s.ID] })
	options, err := b.Names(v).Seats(seats)
	if err != nil || len(options) == 0 {
		return form, err
	}
	for _, p := range positions {
		form.Fields = append(form.Fields, page.Field{Name: string(p.position), Label: p.label,
			Control: page.Checks, Optional: true, Options: options,
			Group: "Votes, where it was put to the vote"})
	}
	return form, nil
}

// decide notes a decision of a meeting.
func (b subject) decide(ask *page.Ask, in page.Input) (*page.Done, error) {
	done := &page.Done{Notice: "The decision is noted."}
	act := register.Act{Verb: "record a decision"}
	return done, b.DoOn(ask, act, func(tx *register.Tx, _ *register.View, d *committee.Dossier) error {
		if d.Meeting.State != record.MeetingHeld {
			return committee.Refuse("Record first who was at the meeting: a decision needs its quorum")
		}
		about, err := under(d, in.Text("item"), committee.Chosen(in))
		if err != nil {
			return err
		}
		x, err := decided(tx, d.Body.ID, in)
		if err != nil {
			return err
		}
		x.Meeting, x.Item, x.About, x.DecidedOn = d.Meeting.ID, in.Text("item"), about, d.Meeting.HeldOn
		x.Classification = committee.Chosen(in)
		if x.Tally, err = putToVote(d, tx, x.Item, in); err != nil {
			return err
		}
		done.To = desk.AddressOf(x)
		return tx.Put(x)
	})
}

// decided is a decision as a form says it.
func decided(tx *register.Tx, body string, in page.Input) (*record.BodyDecision, error) {
	id, err := tx.NewID("decision")
	return &record.BodyDecision{Head: record.Head{ID: id}, Title: in.Text("title"), Body: body,
		Text: in.Text("decision"), Rationale: in.Text("rationale")}, err
}

// putToVote counts the votes of a form by the rule of the body; nil where nobody voted. Without a
// quorum nothing is decided.
func putToVote(
	d *committee.Dossier, tx *register.Tx, item string, in page.Input,
) (*record.Tally, error) {
	at := calendar.CloseOfDay(d.Meeting.HeldOn)
	rule, err := d.Rule.Voting(at)
	if err != nil {
		return nil, err
	}
	seats, err := votingSeats(tx.View, &d.Rule)
	if err != nil {
		return nil, err
	}
	var recused []*record.Recusal
	for _, r := range d.Recusals {
		if item != "" && r.Item == item {
			recused = append(recused, r)
		}
	}
	ballots, err := cast(seats, in)
	if err != nil {
		return nil, err
	}
	for i := range ballots {
		ballots[i].At = at.Add(-1) // at the meeting
	}
	result, err := vote.Count(rule, voters(&d.Rule, seats, d.Meeting.HeldOn, recused,
		there(d.Attendance)), ballots, at)
	switch {
	case err != nil:
		return nil, committee.Countable(err)
	case len(result.Refused) > 0:
		return nil, committee.Wrong(string(result.Refused[0].Ballot.Position), "A seat that you chose "+
			"has no vote "+
			"on this: it is recused, or was not held on that day")
	case !result.Quorum.Met:
		return nil, committee.Refuse("The meeting was not quorate, so it decided nothing. Ask for a "+
			"decision by "+
			"correspondence. %s", workings(result.Quorum))
	case len(ballots) == 0:
		return nil, nil
	}
	return tally(&result), nil
}

// workings are how a quorum was counted, in one line.
func workings(q vote.Quorum) string {
	var lines []string
	for _, t := range q.Terms {
		lines = append(lines, t.Working())
	}
	return strings.Join(lines, " ")
}

// cast are the votes of a form: each seat has one.
func cast(seats []*record.Seat, in page.Input) (ballots []vote.Ballot, err error) {
	voted := map[string]bool{}
	for _, p := range positions {
		for _, id := range in.All(string(p.position)) {
			if voted[id] {
				return nil, committee.Wrong(string(p.position), "%s: a seat that you chose has voted "+
					"otherwise too",
					p.label)
			}
			voted[id] = true
			for _, s := range seats {
				if s.ID == id {
					ballots = append(ballots, vote.Ballot{Seat: id, Position: p.position, CastBy: s.Holder})
				}
			}
		}
	}
	return ballots, nil
}

// votingSeats are the seats of a body as they vote at the moment of a view.
func votingSeats(v *register.View, r *committee.Rule) ([]*record.Seat, error) {
	seats, err := committee.SeatsOf(v, r)
	if err != nil {
		return nil, err
	}
	return desk.Voting(v, seats)
}

// voters are [votingSeats] on a day. One that is not known to be held is vacant, and one that is
// recused is none.
func voters(
	r *committee.Rule, seats []*record.Seat, on calendar.Date, recused []*record.Recusal,
	there map[string]bool,
) (all []vote.Seat) {
	for _, s := range seats {
		v := vote.Seat{ID: s.ID, Category: s.Constituency, VotingGroup: s.VotingGroup,
			Holder: s.Holder, Alternate: s.Alternate,
			Vacant: committee.StandingOf(s, on) != committee.Filled}
		if slices.ContainsFunc(recused, func(r *record.Recusal) bool { return r.Seat == s.ID }) ||
			v.Vacant && v.VotingGroup == "" && s.Constituency == r.PerGroup { // of no Voting Group
			continue
		}
		if there[s.ID] {
			v.Attendance = vote.Attended
		}
		all = append(all, v)
	}
	return all
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
