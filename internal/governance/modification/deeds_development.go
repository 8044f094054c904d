package modification

import (
	"fmt"

	"github.com/mains-energy/mains/internal/governance/process"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/page"
)

// developing are the deeds of the Development Stage, up to conversion or Fast-Track.
var developing = []deed{{
	Step: process.Step{Label: "Convert to a Modification Proposal"}, event: "convert",
	lead: "The Change Sub-Committee agrees the problem, and sets the path and the timetable.",
	fields: atMeeting(csc, append([]page.Field{
		choose("path", "Which path does it take?", []choice{
			{string(record.SelfGovernance), "Self-Governance"},
			{string(record.AuthorityDetermined), "Authority Determined"},
			{string(record.AuthorityLed), "Authority-Led"},
		}, "Choose a path"),
		area("path_reason", "Why this path?", "For Authority-Led, name the review or the direction "+
			"that it follows from.", "Enter why this is the path"),
	}, timetableFields()...)...),
	do: convert,
}, {
	Step: process.Step{Label: "Ask for more work on the problem"}, event: "more_work",
	lead:   "The Change Sub-Committee finds that the problem is not clear enough.",
	fields: atMeeting(csc),
	hindrance: func(d *dossier) string {
		if d.m.Assessed+1 >= maxAssessments {
			return fmt.Sprintf("This is meeting %d of %d that look at a Draft Proposal. Convert it, let "+
				"it lapse, or recommend Fast-Track.", d.m.Assessed+1, maxAssessments)
		}
		return ""
	},
	do: func(c *change) error {
		c.m.Assessed++
		return nil
	},
}, {
	Step: process.Step{Label: "Recommend Fast-Track"}, event: "fast_track",
	lead:   "For what only corrects: typographical errors, and what follows from another change.",
	fields: atMeeting(csc),
	do: func(c *change) error {
		c.m.Path, c.m.PathReason = record.FastTrack, c.in.Text("reason")
		c.decide(recommendation, approve)
		return nil
	},
}, {
	Step: process.Step{Label: "Approve Fast-Track"}, event: "panel_approve",
	fields: atMeeting(panel), do: func(c *change) error { c.decide(decision, approve); return nil },
}, {
	Step: process.Step{Label: "Refuse Fast-Track"}, event: "panel_refuse",
	fields: atMeeting(panel), do: refuseFastTrack,
}, {
	Step: process.Step{Label: "Object to Fast-Track"}, event: "object",
	do: func(c *change) error {
		c.m.Path, c.m.PathReason = "", ""
		c.decide(objection, "object")
		return nil
	},
}, {
	Step: process.Step{Label: "Let it lapse"}, event: "lapse", fields: atMeeting(csc), danger: true,
}, {
	Step: process.Step{Event: "describe", Label: "Describe whom and what it affects",
		From: []string{development, refinement}, By: []string{secas}},
	fields: func(d *dossier) ([]page.Field, error) {
		var clause record.Clause
		if len(d.m.Clauses) > 0 {
			clause = d.m.Clauses[0]
		}
		supports := ""
		for i, id := range d.m.Supports {
			if i > 0 {
				supports += "\n"
			}
			supports += id
		}
		return []page.Field{
			optional(filled(tick("impacted", "Who is affected?", "", categoryChoices),
				d.m.Categories()...)),
			optional(filled(text("document", "Which part of the Code?", "For example, Section F", ""),
				clause.Document)),
			optional(filled(text("clause", "Which clause?", "For example, F8.7", ""), clause.Clause)),
			optional(filled(area("supports", "Which approved Modifications does it correct?",
				"One number on each line, for a supporting change", ""), supports)),
		}, nil
	},
	do: describe,
}}

// timetableFields ask how many Working Days each activity is given.
func timetableFields() (fields []page.Field) {
	for _, name := range planned {
		s := spanOf(name)
		fields = append(fields, count("days_"+name, s.what,
			"Working Days; 0 where it is not needed", s.days))
	}
	return fields
}

// convert makes a Modification Proposal of a Draft Proposal: the number stays, DP becomes MP.
func convert(c *change) error {
	var faults page.Faults
	var timetable []record.Planned
	for _, name := range planned {
		days := whole(c.in, "days_"+name, 0, mostDays, &faults)
		if days > 0 {
			timetable = append(timetable, record.Planned{Activity: name, Days: days})
		}
		if name == reporting && days == 0 {
			faults.Add("days_"+name, "The report is always consulted on: give it some Working Days")
		}
	}
	if len(faults) > 0 {
		return faults
	}
	c.m.Path, c.m.PathReason = record.Path(c.in.Text("path")), c.in.Text("path_reason")
	c.m.Timetable, c.m.TimetableOn = timetable, c.day()
	c.m.Assessed++
	if n, ok := record.ParseNumber(c.m.Number()); ok && n.Draft() {
		c.m.Aliases = append(c.m.Aliases, record.Alias{Number: n.Converted().String(), From: c.day()})
	}
	return nil
}

// refuseFastTrack sends it the ordinary way.
func refuseFastTrack(c *change) error {
	c.m.Path, c.m.PathReason = "", ""
	c.decide(decision, reject)
	return nil
}

// describe says whom and what a Modification affects.
func describe(c *change) error {
	var supports []string
	for _, number := range linesOf(c.in.Text("supports")) {
		other, err := known(c.tx.View, number)
		if err == page.ErrNotFound {
			return page.Faults{{Field: "supports", Text: fmt.Sprintf("There is no Modification %q. Enter "+
				"a number such as MP104 on each line", number)}}
		}
		if err != nil {
			return err
		}
		supports = append(supports, other.ID)
	}
	c.m.Supports, c.m.Impacted = supports, c.in.All("impacted")
	rest := c.m.Clauses[min(1, len(c.m.Clauses)):]
	c.m.Clauses = nil
	if document := c.in.Text("document"); document != "" {
		c.m.Clauses = []record.Clause{{Document: document, Clause: c.in.Text("clause")}}
	}
	c.m.Clauses = append(c.m.Clauses, rest...)
	return nil
}
