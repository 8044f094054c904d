package governancetest

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

// planReleases makes three SEC Releases a year, each known a year before.
func (m *maker) planReleases() {
	for year := m.first.Year; year <= m.last.Year+1; year++ {
		for _, month := range []time.Month{time.February, time.June, time.November} {
			day := calendar.Date{Year: year, Month: month, Day: 25}
			r := &record.Release{Head: record.Head{ID: fmt.Sprintf("release-%d-%02d-made", year, month)},
				Title: fmt.Sprintf("%s %d SEC Release, made", month, year), GoesLiveOn: day}
			if month != time.June {
				r.Content = "text_only"
			}
			known := day.AddDays(-365)
			if known.Before(m.first) {
				known = m.first.AddDays(1)
			}
			m.on(known, "plan an SEC Release", func(tx *register.Tx) error {
				m.releases = append(m.releases, r)
				return tx.Put(r)
			})
			m.on(day, "go live", func(tx *register.Tx) error {
				r.SECVersion = fmt.Sprintf("%d.%d", year-2012, month)
				return tx.Put(r)
			})
		}
	}
}

// proposal is a Modification on its way.
type proposal struct {
	*record.Modification
	*maker
}

// planModifications raises them evenly over the years; about as many as are wanted.
func (m *maker) planModifications() {
	for n := range m.Modifications {
		day := m.nth(n, m.Modifications)
		m.on(day, "raise a Modification", func(tx *register.Tx) error {
			return m.raise(tx, 1_001+n, day)
		})
	}
}

// raise is a new Modification.
func (m *maker) raise(tx *register.Tx, number int, day calendar.Date) error {
	id := record.Number{Era: "SECMP", N: number}
	if day.Year > 2018 {
		id = record.DraftNumber(number)
	}
	p := &proposal{maker: m, Modification: &record.Modification{
		Head: record.Head{ID: id.String()}, Title: m.title(), Issue: m.prose(3), Idea: m.prose(1),
		Stage: "development", StageSince: tx.Now(), RaisedOn: day, RaisedAfter: day.AddDays(-1),
		Proposer: m.respondents(1)[0].ID, Analyst: "demo-secas-analyst",
		Aliases: []record.Alias{{Number: id.String(), From: day}},
		Clauses: []record.Clause{{Document: one(m, "Section", "Appendix", "Schedule"),
			Clause: fmt.Sprintf("%c%d.%d", 'A'+m.random.IntN(24), m.between(1, 12), m.between(1, 40))}},
		Impacted: []string{one(m, "supplier_parties", "network_parties", "sec_parties")}}}
	if number > 1_010 && m.chance(20) {
		p.Related = []string{p.earlier(number), p.earlier(number)}
	}
	switch m.random.IntN(20) {
	case 0:
		p.to(day.AddDays(m.between(20, 200)), "let a proposal lapse", "lapsed", nil)
	case 1:
		p.to(day.AddDays(m.between(5, 90)), "withdraw a proposal", "withdrawn", nil)
	default:
		if m.chance(20) {
			p.to(day.AddDays(m.between(10, 30)), "ask for more work", "development", nil)
		}
		p.to(day.AddDays(m.between(31, 90)), "convert to a Modification Proposal", "refinement", p.refine)
	}
	return tx.Put(p.Modification)
}

// earlier is the id of some Modification before.
func (p *proposal) earlier(number int) string {
	n := p.between(max(1_001, number-200), number-1)
	if p.nth(n-1_001, p.Modifications).Year > 2018 {
		return record.DraftNumber(n).String()
	}
	return record.Number{Era: "SECMP", N: n}.String()
}

// to brings it into a state on a day; then changes it further and goes on.
func (p *proposal) to(
	day calendar.Date, verb, state string, then func(*register.Tx, calendar.Date) error,
) {
	p.on(day, verb, func(tx *register.Tx) error {
		if p.Stage != state {
			p.StageBefore, p.Stage, p.StageSince = p.Stage, state, tx.Now()
		}
		p.Assessed++
		if then != nil {
			if err := then(tx, day); err != nil {
				return err
			}
		}
		return tx.Put(p.Modification)
	})
}

// refine is what is done in refinement.
func (p *proposal) refine(tx *register.Tx, day calendar.Date) error {
	if n, ok := record.ParseNumber(p.ID); ok && n.Draft() {
		p.Aliases = append(p.Aliases, record.Alias{Number: n.Converted().String(), From: day})
	}
	p.Path = one(p.maker, record.SelfGovernance, record.SelfGovernance, record.AuthorityDetermined)
	p.PathReason, p.TimetableOn = p.sentence(10), day
	for _, activity := range []string{"requirements", "refinement_consultation",
		"report_consultation"} {
		p.Timetable = append(p.Timetable, record.Planned{Activity: activity, Days: p.between(10, 40)})
	}
	for i := range p.between(2, 6) {
		p.Requirements = append(p.Requirements, record.Requirement{Number: i + 1, Text: p.sentence(14)})
	}
	end := day.AddDays(p.between(60, 250))
	p.on(day.AddDays(20), "propose a solution", func(tx *register.Tx) error {
		p.Solution, p.RequirementsOn = p.prose(3), day.AddDays(20)
		if err := p.solve(tx); err != nil {
			return err
		}
		return tx.Put(p.Modification)
	})
	p.on(day.AddDays(40), "add a document", func(tx *register.Tx) error {
		return p.document(tx, "business_requirements", "1.0")
	})
	if p.chance(30) {
		p.assess(day.AddDays(30))
	}
	if p.chance(20) {
		p.on(day.AddDays(50), "extend a timetable", func(tx *register.Tx) error {
			p.Extensions = append(p.Extensions, record.Extension{Activity: "requirements", Days: 10,
				Reason: p.sentence(8), On: day.AddDays(50)})
			return tx.Put(p.Modification)
		})
	}
	p.consult(day.AddDays(45), "refinement")
	if p.chance(7) {
		p.to(end, "withdraw a proposal", "withdrawn", nil)
		return nil
	}
	p.to(end, "accept a Modification Report", "report", p.report)
	return nil
}

// solve is the solutions of a Modification.
func (p *proposal) solve(tx *register.Tx) error {
	for range p.between(0, 2) {
		if err := tx.Put(&record.Solution{Head: p.head("solution"), Modification: p.ID, Kind: "option",
			Title: p.title(), Text: p.prose(2), State: "open", ProposedBy: p.Proposer}); err != nil {
			return err
		}
	}
	return nil
}

// document adds a version of a document.
func (p *proposal) document(tx *register.Tx, kind, version string) error {
	text := p.prose(6)
	sum := sha256.Sum256([]byte(text))
	return tx.Put(&record.ModificationDocument{Head: p.head("document"), Modification: p.ID,
		Kind: kind, Title: strings.ReplaceAll(kind, "_", " ") + " of " + p.Number(), Version: version,
		AddedAt: tx.Now(), Text: text, SHA256: hex.EncodeToString(sum[:])})
}

// assess asks the DCC.
func (p *proposal) assess(day calendar.Date) {
	a := &record.ImpactAssessment{Head: p.head("assessment"), Modification: p.ID, Kind: "impact",
		State: "requested", RequestedOn: day, CostToAssess: p.between(1, 40) * 1_000}
	p.on(day, "request an assessment", func(tx *register.Tx) error { return tx.Put(a) })
	p.on(day.AddDays(40), "deliver an assessment", func(tx *register.Tx) error {
		a.State, a.DeliveredOn, a.Summary = "delivered", day.AddDays(40), p.prose(2)
		a.BuildCost, a.LeadMonths = p.between(10, 900)*1_000, p.between(3, 12)
		if err := tx.Put(a); err != nil {
			return err
		}
		p.Costs = []record.Cost{{What: "dcc_build", Pounds: a.BuildCost, Source: a.ID}}
		return tx.Put(p.Modification)
	})
}

// report is the Report Phase.
func (p *proposal) report(tx *register.Tx, day calendar.Date) error {
	p.ReportOn, p.Benefits = day, p.prose(2)
	p.consult(day.AddDays(2), "modification_report")
	p.to(day.AddDays(p.between(28, 60)), "go to the Change Board", "change_board", p.vote)
	return p.document(tx, "legal_text", "1.0")
}

// vote is that of the Change Board.
func (p *proposal) vote(tx *register.Tx, day calendar.Date) error {
	v := &record.ChangeVote{Head: p.head("vote"), Modification: p.ID, Purpose: "determination",
		OpenedAt: tx.Now(), ClosesAt: calendar.CloseOfDay(day.AddDays(14)),
		Options: []record.VoteOption{{Option: record.Original, Title: p.Title}}}
	for _, s := range p.board {
		v.Roll = append(v.Roll, record.RollSeat{Seat: s.ID, Constituency: s.Constituency,
			VotingGroup: s.VotingGroup, Title: s.Heading(), Holder: s.Holder, Alternate: s.Alternate,
			Vacant: s.Vacant})
	}
	p.on(day.AddDays(10), "vote", func(tx *register.Tx) error { return p.ballots(tx, v) })
	p.on(day.AddDays(15), "count a vote", func(tx *register.Tx) error { return p.count(tx, v, day) })
	return tx.Put(v)
}

// ballots are those of the seats; a third of them have something to say.
func (p *proposal) ballots(tx *register.Tx, v *record.ChangeVote) error {
	for _, s := range p.board {
		if p.chance(65) {
			continue
		}
		if err := tx.Put(&record.ChangeBallot{Head: record.Head{ID: v.ID + "-" + s.ID,
			Visible: record.Cast()}, Vote: v.ID, Seat: s.ID, VotedBy: s.Holder, At: tx.Now(),
			Position: []record.Position{{Option: record.Original,
				Choice: one(p.maker, "approve", "approve", "approve", "reject", "abstain")}},
			Reason: p.sentence(12)}); err != nil {
			return err
		}
	}
	return nil
}

// count is what comes of a vote.
func (p *proposal) count(tx *register.Tx, v *record.ChangeVote, day calendar.Date) error {
	outcome, state := "approve", "appeal_window"
	v.State, v.CountedAt, v.Approved = "counted", tx.Now(), record.Original
	v.Outcomes = []record.OptionOutcome{{Option: record.Original, Outcome: "approved"}}
	if p.chance(20) {
		outcome, v.Approved, v.Outcomes[0].Outcome = "reject", "", "rejected"
	}
	d := record.Decision{At: tx.Now(), Kind: "decision", By: "change_board", Outcome: outcome,
		Reason: p.sentence(10), Vote: v.ID}
	if p.Path == record.AuthorityDetermined {
		d.Kind, state = "recommendation", "authority"
	}
	p.Decisions = append(p.Decisions, d)
	p.StageBefore, p.Stage, p.StageSince = p.Stage, state, tx.Now()
	day = day.AddDays(p.between(30, 60))
	if outcome == "reject" {
		p.to(day, "let a rejection stand", "rejected", nil)
	} else {
		p.to(day, "let an approval stand", "approved_pending_implementation", p.wait)
	}
	return put[register.Record](tx, v, p.Modification)
}

// wait waits for the Release.
func (p *proposal) wait(tx *register.Tx, day calendar.Date) error {
	for _, r := range p.releases {
		if !r.GoesLiveOn.After(day.AddDays(30)) {
			continue
		}
		r.Modifications = append(r.Modifications, p.ID)
		p.TargetRelease = r.ID
		p.to(r.GoesLiveOn, "go live", "implemented", func(_ *register.Tx, day calendar.Date) error {
			p.ImplementedOn = day
			return nil
		})
		return tx.Put(r)
	}
	return nil
}
