package paper

import (
	"github.com/mains-energy/mains/internal/governance/body/committee"
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// answerLate lets the chair accept a late paper or not; the secretary notes the answer where
// nobody is known to be in the chair.
func answerLate() desk.Deed[*record.Paper] {
	return desk.Deed[*record.Paper]{
		Name: "late", Label: "Accept this late paper or not", Reason: true,
		May: func(r *policy.Reader, p *record.Paper) bool {
			return p.Late != nil && p.Late.Answer == "" &&
				(p.Late.Chair == r.Person || p.Late.Chair == "" && r.Staff)
		},
		Fields: func(*register.View, *record.Paper) ([]page.Field, error) {
			return []page.Field{{Name: "answer", Label: "Answer", Control: page.Choice,
				Options: []page.Option{
					{Value: record.LateAccepted, Label: "Accept", Hint: "It is published, marked late"},
					{Value: record.LateRefused, Label: "Do not accept", Hint: "It is not published"}}}}, nil
		},
		Do: func(x *desk.Doing[*record.Paper]) error {
			l := x.Record.Late
			l.Answer, l.Reason, l.Answered = x.In.Text("answer"), x.In.Text("reason"), x.Tx.Now()
			return nil
		},
	}
}

// chair is who sits in the chair of a body on a day; empty where nobody is known to.
func chair(v *register.View, body string) (string, error) {
	seats, err := register.All[*record.Seat](v, register.Query{Key: "body", Is: body})
	for _, s := range committee.Held(seats, committee.Today(v)) {
		if s.Constituency == "CHAIR" {
			return s.Holder, err
		}
	}
	return "", err
}

// late marks a paper that comes after papers were wanted, and asks the chair.
func late(tx *register.Tx, d *committee.Dossier, p *record.Paper, in page.Input) error {
	due, ok := committee.DeadlinesOf(desk.Calendar(tx.View), d.Meeting.HeldOn)
	if !ok || due.Papers.InTime(tx.Now()) {
		return nil
	}
	if in.Text("why_late") == "" {
		return committee.Wrong("why_late", "Papers for this meeting were wanted by %s: say why it is "+
			"late",
			calendar.Moment(due.Papers.By))
	}
	who, err := chair(tx.View, d.Body.ID)
	p.Late = &record.Lateness{By: due.Papers.By, Why: in.Text("why_late"), Chair: who}
	return err
}
