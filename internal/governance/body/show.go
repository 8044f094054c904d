package body

import (
	"fmt"
	"time"

	"github.com/mains-energy/mains/internal/governance/body/committee"
	"github.com/mains-energy/mains/internal/governance/body/meeting"
	"github.com/mains-energy/mains/internal/governance/body/paper"
	"github.com/mains-energy/mains/internal/governance/body/seat"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// show is the page of a body.
func (b subject) show(ask *page.Ask) (*page.View, error) {
	v, err := b.View(ask)
	if err != nil {
		return nil, err
	}
	each, err := register.Get[*record.Body](v, ask.Path["id"])
	if err != nil {
		return nil, desk.Refusal(err)
	}
	rule := committee.RuleOf(each)
	data := newBodyData(each, &rule, v.Moment().So)
	data.Terms = each.Terms
	next, rows, err := meeting.Ahead(v, each)
	if err != nil {
		return nil, err
	}
	var ahead []page.Words
	if m := first(rows); m != nil {
		of, lines := meeting.Next(desk.Calendar(v), m)
		data.Next, ahead = &of, lines
	}
	members, seats, err := seat.Members(b.Office, v, &rule)
	if err != nil {
		return nil, err
	}
	data.Seats = seats
	view := &page.View{
		Title: each.Heading(), Kicker: desk.Upper(desk.Plain(each.Kind)), Crumbs: desk.Crumbs("body"),
		Lead: committee.Sentence(rule.Remit.Text), Data: data,
		Blocks: []page.Block{facts(&rule, ahead, v.Moment().So), next,
			committee.Section("Members", committee.Composition(&rule), members)},
	}
	if rule.Open {
		view.Blocks[2] = committee.Section("Members", committee.Composition(&rule))
	}
	if each.Terms != "" {
		view.Blocks = append(view.Blocks, terms(each))
	}
	for _, part := range []func(*register.View, *record.Body) (page.Block, error){
		meeting.Before, paper.Latest, meeting.LatestDecisions, meeting.OpenBallots, meeting.OpenActions,
	} {
		block, err := part(v, each)
		if err != nil {
			return nil, err
		}
		if block != nil {
			view.Blocks = append(view.Blocks, block)
		}
	}
	view.Actions = append(bodyActions(v, each), b.deeds.Offers(v, each)...)
	return view, desk.Dated(v, each, view)
}

// facts are what holds for a body.
func facts(r *committee.Rule, ahead []page.Words, at time.Time) page.Summary {
	next := page.Fact("Next meeting", page.Missing("none is scheduled"))
	if len(ahead) > 0 {
		next.Values = ahead
	}
	rows := []page.Row{next}
	for _, each := range []struct {
		term string
		said committee.Said
	}{
		{"Meets", r.Cadence},
		{"Meetings are", committee.Said{Text: r.Numbering.String(), Sure: committee.Stated}},
		{"Quorum", committee.Said{Text: r.Quorum(at), Sure: r.QuorumSure}},
		{"Votes", r.Vote},
		{"Papers are", committee.Said{Sure: r.MarkSure, Text: string(r.Mark) +
			" unless they say otherwise: for " + committee.Readers(r.Mark)}},
		{"Secretary", r.Secretary},
		{"Chair", r.Chair},
	} {
		rows = append(rows, committee.Row(each.term, each.said))
	}
	if r.TermMonths > 0 {
		rows = append(rows, page.Fact("Terms", page.T(fmt.Sprintf("%d months", r.TermMonths))))
	}
	return page.Summary{Rows: rows}
}

// bodyActions are what a reader can do on the page of a body.
func bodyActions(v *register.View, of *record.Body) []page.Link {
	if !v.Reader().Staff {
		return nil
	}
	at := func(what string) page.Address { return page.At("bodies", of.ID, what, "new") }
	links := []page.Link{{Text: "Schedule a meeting", To: at("meetings")}}
	if rule := committee.RuleOf(of); rule.Votes {
		links = append(links, page.Link{Text: "Ask for a decision by correspondence", To: at("ballots")})
		if rule.TermMonths > 0 {
			links = append(links, page.Link{Text: "Call an election", To: at("elections")})
		}
	}
	return links
}
