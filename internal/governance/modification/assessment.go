package modification

import (
	"github.com/mains-energy/mains/internal/governance/process"
	"github.com/mains-energy/mains/internal/governance/record"
)

// The states of an assessment by the DCC.
const (
	assessRequested = "requested"
	assessCosted    = "costed"
	assessStarted   = "started"
	assessDelivered = "delivered"
	assessRefused   = "refused"
)

// The kinds of an assessment.
const (
	kindPreliminary = "preliminary"
	kindImpact      = "impact"
)

// AssessmentMachine is the life of an assessment: the cost of an Impact Assessment itself is
// approved by the Change Board before it is begun [H].
var AssessmentMachine = &process.Machine{
	Name: "impact_assessment", Title: "The life of a DCC assessment", Clause: "SEC D",
	Start: assessRequested,
	States: []process.State{
		{Name: assessRequested, Label: "Requested", Doc: "The DCC was asked."},
		{Name: assessCosted, Label: "Costed",
			Doc: "The DCC has said what the Impact Assessment itself costs."},
		{Name: assessStarted, Label: "Begun", Doc: "The Change Board has approved that cost."},
		{Name: assessDelivered, Label: "Delivered", Doc: "The DCC has said what it found.", Final: true},
		{Name: assessRefused, Label: "Not approved",
			Doc: "The Change Board did not approve the cost.", Final: true},
	},
	Steps: []process.Step{
		{Event: "cost", Label: "State its cost", From: []string{assessRequested}, To: assessCosted,
			By: []string{dcc}, Doc: "What the assessment costs, for an Impact Assessment."},
		{Event: "start", Label: "Approve cost", From: []string{assessCosted}, To: assessStarted,
			By: []string{board}, Doc: "By a vote."},
		{Event: "deliver", Label: "Deliver", From: []string{assessRequested, assessStarted},
			To: assessDelivered, By: []string{dcc},
			Doc: "A Preliminary Assessment when it was requested, an Impact Assessment once begun."},
		{Event: "refuse", Label: "Refuse cost", From: []string{assessCosted}, To: assessRefused,
			By: []string{board}, Doc: "By a vote."},
	},
}

// activityOf is the activity of the timetable that an assessment is.
func activityOf(a *record.ImpactAssessment) string {
	if a.Kind == kindImpact {
		return impact
	}
	return preliminary
}

// assessmentOf is the kind of assessment that an activity of the timetable is.
func assessmentOf(activity string) string {
	if activity == impact {
		return kindImpact
	}
	return kindPreliminary
}

// noun is what an assessment is called.
func noun(a *record.ImpactAssessment) string {
	if a.Kind == kindImpact {
		return "Impact Assessment"
	}
	return "Preliminary Assessment"
}
