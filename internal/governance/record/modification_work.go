package record

import (
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/register"
)

// Solution is a way to solve what a Modification is about: an option of the Proposed
// Solution, or an Alternative that the Change Board decides on separately.
type Solution struct {
	Head
	Modification string `json:"modification" ref:"modification" label:"Modification"`
	Kind         string `json:"kind" label:"Kind"` // option, alternative
	Title        string `json:"title"`
	Text         string `json:"text,omitempty" label:"What it is"`
	ProposedBy   string `json:"proposed_by,omitempty" ref:"party organisation body" label:"From"`
	State        string `json:"state" label:"State"` // open, chosen, dropped
	Reason       string `json:"reason,omitempty" label:"Why"`
}

// Named implements register.Record.
func (s *Solution) Named() (kind, id string) { return "solution", s.ID }

// Heading is its title.
func (s *Solution) Heading() string { return or(s.Title, s.ID) }

// Words are what search finds it by.
func (s *Solution) Words() []string { return []string{s.Title, s.Text} }

// Keys are what lists find it by.
func (s *Solution) Keys() []register.Key {
	return together(each("modification", s.Modification), each("kind", s.Kind))
}

// ImpactAssessment is what the DCC is asked about a Modification: a Preliminary Assessment,
// or an Impact Assessment, whose own cost the Change Board approves first.
type ImpactAssessment struct {
	Head
	Modification string `json:"modification" ref:"modification" label:"Modification"`
	Kind         string `json:"kind" label:"Kind"` // preliminary, impact
	State        string `json:"state" label:"State"`

	RequestedOn calendar.Date `json:"requested_on" label:"Requested"`
	// CostToAssess is what the assessment itself costs, in whole pounds.
	CostToAssess int           `json:"cost_to_assess,omitempty" label:"Cost of the assessment (£)"`
	Vote         string        `json:"vote,omitempty" ref:"change_vote" label:"Vote on its cost"`
	StartedOn    calendar.Date `json:"started_on,omitzero" label:"Begun"`
	DeliveredOn  calendar.Date `json:"delivered_on,omitzero" label:"Delivered"`
	Summary      string        `json:"summary,omitempty" label:"Finding"`
	BuildCost    int           `json:"build_cost,omitempty" label:"Cost to build (£)"`
	RunCost      int           `json:"run_cost,omitempty" label:"Cost to run each year (£)"`
	LeadMonths   int           `json:"lead_months,omitempty" label:"Lead time (months)"`
}

// Named implements register.Record.
func (a *ImpactAssessment) Named() (kind, id string) { return "impact_assessment", a.ID }

// Heading is what it is.
func (a *ImpactAssessment) Heading() string {
	if a.Kind == "impact" {
		return "DCC Impact Assessment, " + a.Modification
	}
	return "DCC Preliminary Assessment, " + a.Modification
}

// Words are none: the Modification is found.
func (a *ImpactAssessment) Words() []string { return nil }

// Keys are what lists find it by.
func (a *ImpactAssessment) Keys() []register.Key {
	return together(each("modification", a.Modification), each("kind", a.Kind),
		each("state", a.State), day("requested", a.RequestedOn))
}

// ModificationDocument is one version of a document that belongs to a Modification.
type ModificationDocument struct {
	Head
	Modification string `json:"modification" ref:"modification" label:"Modification"`
	Kind         string `json:"kind" label:"Kind"` // legal_text, business_requirements, ...
	Title        string `json:"title"`
	Version      string `json:"version" label:"Version"`
	// Changes names the document of the Code that legal text changes.
	Changes string    `json:"changes,omitempty" label:"Changes"`
	AddedAt time.Time `json:"added_at" label:"Added"`
	Text    string    `json:"text,omitempty"`
	SHA256  string    `json:"sha256" label:"SHA-256"` // of the text, or of the file elsewhere
}

// Named implements register.Record.
func (d *ModificationDocument) Named() (kind, id string) { return "modification_document", d.ID }

// Heading is its title with its version.
func (d *ModificationDocument) Heading() string {
	return or(d.Title, d.ID) + ", version " + d.Version
}

// Words are what search finds it by.
func (d *ModificationDocument) Words() []string { return []string{d.Title} }

// Keys are what lists find it by.
func (d *ModificationDocument) Keys() []register.Key {
	return together(each("modification", d.Modification), each("kind", d.Kind),
		instant("added", d.AddedAt), each(KindOf(d.Kind), d.Modification))
}

// KindOf is the key with the Modifications that have a document of a kind.
func KindOf(kind string) string { return kind + " of" }
