package body

import (
	"slices"
	"strings"

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
func (b bodies) decideForm(ask *page.Ask) (*page.Form, error) {
	v, d, err := b.staffOn(ask)
	if err != nil {
		return nil, err
	}
	mark := markField("WHITE", "GREEN", "AMBER")
	mark.Values = []string{string(d.rule.Mark)}
	form := &page.Form{Title: "Record a decision", Kicker: d.meeting.Heading(), Crumbs: d.crumbs(),
		Submit: "Record", Fields: append([]page.Field{d.itemField()}, decisionFields()...)}
	form.Fields = append(form.Fields, mark)
	if !d.rule.Votes || len(d.attendance) == 0 {
		return form, nil
	}
	seats, err := seatsOf(v, &d.rule)
	if err != nil {
		return nil, err
	}
	present := there(d.attendance)
	seats = slices.DeleteFunc(seats, func(s *record.Seat) bool { return !present[s.ID] })
	options, err := b.names(v).seatOptions(seats)
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
func (b bodies) decide(ask *page.Ask, in page.Input) (*page.Done, error) {
	done := &page.Done{Notice: "The decision is noted."}
	act := register.Act{Verb: "record a decision"}
	return done, b.actOn(ask, act, func(tx *register.Tx, _ *register.View, d *dossier) error {
		if d.meeting.State != record.MeetingHeld {
			return refusal("Record first who was at the meeting: a decision needs its quorum")
		}
		about, err := d.under(in.Text("item"), chosen(in))
		if err != nil {
			return err
		}
		x, err := decided(tx, d.body.ID, in)
		if err != nil {
			return err
		}
		x.Meeting, x.Item, x.About, x.DecidedOn = d.meeting.ID, in.Text("item"), about, d.meeting.HeldOn
		x.Classification = chosen(in)
		if x.Tally, err = d.put(tx, x.Item, in); err != nil {
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

// put counts the votes of a form by the rule of the body; nil where nobody voted. Without a
// quorum nothing is decided.
func (d *dossier) put(tx *register.Tx, item string, in page.Input) (*record.Tally, error) {
	at := calendar.CloseOfDay(d.meeting.HeldOn)
	rule, err := d.rule.voting(at)
	if err != nil {
		return nil, err
	}
	seats, err := seatsOf(tx.View, &d.rule)
	if err != nil {
		return nil, err
	}
	var recused []*record.Recusal
	for _, r := range d.recusals {
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
	result, err := vote.Count(rule, voters(seats, d.meeting.HeldOn, recused, there(d.attendance)),
		ballots, at)
	switch {
	case err != nil:
		return nil, countable(err)
	case len(result.Refused) > 0:
		return nil, wrong(string(result.Refused[0].Ballot.Position), "A seat that you chose has no vote "+
			"on this: it is recused, or was not held on that day")
	case !result.Quorum.Met:
		return nil, refusal("The meeting was not quorate, so it decided nothing. Ask for a decision by "+
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
				return nil, wrong(string(p.position), "%s: a seat that you chose has voted otherwise too",
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
