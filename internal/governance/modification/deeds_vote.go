package modification

import (
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/process"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/page"
)

// What a vote is on.
const (
	onDetermination = "determination"
	onAssessment    = "assessment"
)

// The states of a vote that its record keeps.
const (
	voteCounted   = "counted"
	voteAbandoned = "abandoned"
)

// votingDeeds open votes of the Change Board. What members do then is in ballot.go.
var votingDeeds = []deed{{
	Step: process.Step{Event: "open_vote", Label: "Open the vote of the Change Board",
		From: []string{changeBoard}, By: []string{board}},
	lead: "Members vote on the original and on each Alternative. Who may vote is who holds a seat " +
		"at this moment.",
	hindrance: func(d *dossier) string {
		if d.openVote(onDetermination) != nil {
			return "A vote is open already."
		}
		if _, ok := pathOf(d.m.Path); !ok {
			return "It has no path, which says whether the Change Board decides or recommends. Set the " +
				"path first."
		}
		return ""
	},
	fields: atMeeting(board, closesField),
	do:     func(c *change) error { return openVote(c, onDetermination) },
}, {
	Step: process.Step{Event: "open_cost_vote", Label: "Open the vote on the cost of the assessment",
		From: []string{refinement}, By: []string{board}},
	lead: "The Change Board says whether the DCC may spend what its Impact Assessment costs.",
	hindrance: func(d *dossier) string {
		a := d.assessment(kindImpact)
		switch {
		case a == nil || a.State != assessCosted:
			return "No Impact Assessment waits for its cost to be approved."
		case d.openVote(onAssessment) != nil:
			return "A vote is open already."
		}
		return ""
	},
	fields: atMeeting(board, closesField),
	do:     func(c *change) error { return openVote(c, onAssessment) },
}, {
	Step: process.Step{Event: "set_path", Label: "Set the path", Reason: true,
		From: []string{refinement, report, changeBoard}, By: []string{csc}},
	lead: "For a Modification whose path the register does not know, or whose path changes.",
	hindrance: func(d *dossier) string {
		if d.openVote(onDetermination) != nil {
			return "A vote is open: its path is not changed while it runs."
		}
		return ""
	},
	fields: fixed(choose("path", "Which path does it take?", []choice{
		{string(record.SelfGovernance), "Self-Governance"},
		{string(record.AuthorityDetermined), "Authority Determined"},
		{string(record.AuthorityLed), "Authority-Led"},
	}, "Choose a path")),
	do: func(c *change) error {
		c.m.Path, c.m.PathReason = record.Path(c.in.Text("path")), c.in.Text("reason")
		return nil
	},
}}

// closesField asks until when members may vote.
var closesField = page.Field{Name: "closes", Label: "When does the vote close?", Control: page.Day,
	Hint: "At 5pm on that day", Absent: "Enter the day on which the vote closes"}

// openVote opens a vote for a purpose.
func openVote(c *change, purpose string) error {
	var faults page.Faults
	on := day(c.in, "closes", calendar.Date{}, &faults)
	closes := calendar.CloseOfDay(on)
	if len(faults) == 0 && !closes.After(c.tx.Now()) {
		faults.Add("closes", "Enter a day whose 5pm is still to come")
	}
	if len(faults) > 0 {
		return faults
	}
	id, err := c.tx.NewID("vote")
	if err != nil {
		return err
	}
	v := &record.ChangeVote{Head: record.Head{ID: id, Demo: c.m.Demo}, Modification: c.m.ID,
		Purpose: purpose, Meeting: c.in.Text("meeting"), OpenedAt: c.tx.Now(), ClosesAt: closes,
		Options: []record.VoteOption{{Option: record.Original, Title: title(c.m)}}}
	if purpose == onDetermination {
		for _, s := range c.alternatives() {
			v.Options = append(v.Options, record.VoteOption{Option: s.ID, Title: s.Title})
		}
	} else {
		a := c.assessment(kindImpact)
		v.Assessment, a.Vote = a.ID, id
		v.Options[0].Title = "Spend " + pounds(a.CostToAssess) + " on the Impact Assessment"
		if err := c.tx.Put(a); err != nil {
			return err
		}
	}
	if v.Roll, err = rollOf(c.tx.View); err != nil {
		return err
	}
	t, err := tallyOf(v, v.Roll, nil)
	if err != nil {
		return misplaced(err)
	}
	if err := named(c.tx.View, v.Roll, t.rule); err != nil {
		return err
	}
	return c.tx.Put(v)
}

// concluded brings what a vote decided to what it was about.
func (c *change) concluded(v *record.ChangeVote, at time.Time) error {
	if v.Purpose == onAssessment {
		a := c.assessment(kindImpact)
		event := "refuse"
		if v.Approved != "" {
			event, a.StartedOn = "start", calendar.DateOf(at)
		}
		return c.assess(a, event)
	}
	said := record.Decision{At: at, Kind: recommendation, By: bodies[board], Outcome: reject,
		Reason: v.Preferred, Meeting: v.Meeting, Vote: v.ID}
	event := "recommend"
	if rule, _ := pathOf(c.m.Path); rule.decides {
		said.Kind, event = decision, "decide"
	}
	if v.Approved != "" {
		said.Outcome = approve
	}
	c.m.Chosen = ""
	if v.Approved != record.Original {
		c.m.Chosen = v.Approved
	}
	c.m.Decisions = append(c.m.Decisions, said)
	step, err := Machine.Take(c.state, event)
	if err != nil {
		return err
	}
	return c.take(step)
}
