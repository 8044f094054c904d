package modification

import (
	"errors"

	"github.com/mains-energy/mains/internal/governance/process"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/page"
)

// assessing are the deeds around the assessments of the DCC.
var assessing = []deed{{
	Step: process.Step{Event: "request_preliminary", Label: "Request a Preliminary Assessment",
		From: []string{refinement}, By: []string{secas}},
	lead: "The DCC says roughly what the solution takes.",
	hindrance: func(d *dossier) string {
		switch {
		case d.m.RequirementsOn.IsZero():
			return "The Working Group has not agreed the business requirements, which the DCC assesses."
		case d.assessment(kindPreliminary) != nil:
			return "There is a Preliminary Assessment already."
		}
		return ""
	},
	do: func(c *change) error { return request(c, kindPreliminary) },
}, {
	Step: process.Step{Event: "request_impact", Label: "Request an Impact Assessment",
		From: []string{refinement}, By: []string{secas}},
	lead: "The DCC first says what the assessment itself costs, and the Change Board approves that.",
	hindrance: func(d *dossier) string {
		pa, ia := d.assessment(kindPreliminary), d.assessment(kindImpact)
		switch {
		case pa == nil || pa.State != assessDelivered:
			return "The Preliminary Assessment comes first."
		case ia != nil && ia.State != assessRefused:
			return "There is an Impact Assessment already."
		}
		return ""
	},
	do: func(c *change) error { return request(c, kindImpact) },
}, {
	Step: process.Step{Event: "cost_impact", Label: "State what the Impact Assessment costs",
		From: []string{refinement}, By: []string{dcc}},
	hindrance: assessable(kindImpact, "cost"),
	fields:    fixed(count("cost", "What does the assessment itself cost?", "Whole pounds", 0)),
	do: func(c *change) error {
		var faults page.Faults
		a := c.assessment(kindImpact)
		a.CostToAssess = whole(c.in, "cost", 0, mostPounds, &faults)
		if len(faults) > 0 {
			return faults
		}
		return c.assess(a, "cost")
	},
}, {
	Step: process.Step{Event: "deliver_preliminary", Label: "Deliver the Preliminary Assessment",
		From: []string{refinement}, By: []string{dcc}},
	hindrance: assessable(kindPreliminary, "deliver"), fields: fixed(findings()...),
	do: func(c *change) error { return deliver(c, kindPreliminary) },
}, {
	Step: process.Step{Event: "deliver_impact", Label: "Deliver the Impact Assessment",
		From: []string{refinement}, By: []string{dcc}},
	hindrance: func(d *dossier) string {
		if a := d.assessment(kindImpact); a != nil && a.State == assessRequested {
			return "State what the assessment itself costs first: the Change Board approves that."
		}
		return assessable(kindImpact, "deliver")(d)
	},
	fields: fixed(findings()...),
	do:     func(c *change) error { return deliver(c, kindImpact) },
}}

// request asks the DCC for an assessment.
func request(c *change, kind string) error {
	id, err := c.tx.NewID("assessment")
	if err != nil {
		return err
	}
	return c.tx.Put(&record.ImpactAssessment{Head: record.Head{ID: id, Demo: c.m.Demo},
		Modification: c.m.ID, Kind: kind, State: assessRequested, RequestedOn: c.day()})
}

// assessable says why an assessment of a kind cannot take a step.
func assessable(kind, event string) func(*dossier) string {
	return func(d *dossier) string {
		a := d.assessment(kind)
		if a == nil {
			return "The DCC was not asked for one."
		}
		_, err := AssessmentMachine.Take(a.State, event)
		var refusal *process.Refusal
		if !errors.As(err, &refusal) {
			return ""
		}
		state, _ := AssessmentMachine.State(a.State)
		return "Not now. " + state.Label + ": " + state.Doc
	}
}

// assess takes a step of an assessment.
func (c *change) assess(a *record.ImpactAssessment, event string) error {
	step, err := AssessmentMachine.Take(a.State, event)
	if err != nil {
		return err
	}
	a.State = step.To
	return c.tx.Put(a)
}

// findings ask what an assessment has found.
func findings() []page.Field {
	return []page.Field{
		area("summary", "What was found?", "", "Enter what was found"),
		count("build", "Cost to design, build and test", "Whole pounds", 0),
		count("run", "Cost to run, each year", "Whole pounds", 0),
		count("lead", "Lead time", "Months from the decision to the Release", 0),
	}
}

// mostMonths is the longest lead time that a form takes.
const mostMonths = 120

// deliver notes what the DCC found.
func deliver(c *change, kind string) error {
	var faults page.Faults
	a := c.assessment(kind)
	a.Summary, a.DeliveredOn = c.in.Text("summary"), c.day()
	a.BuildCost = whole(c.in, "build", 0, mostPounds, &faults)
	a.RunCost = whole(c.in, "run", 0, mostPounds, &faults)
	a.LeadMonths = whole(c.in, "lead", 0, mostMonths, &faults)
	if len(faults) > 0 {
		return faults
	}
	return c.assess(a, "deliver")
}
