package record

import (
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/register"
)

// Modification is a change of the Code, from an idea to a Release. Its id is the number it
// has in the register first; every number it ever had is an alias.
type Modification struct {
	Head
	Title string `json:"title"`

	Stage string `json:"stage" label:"Stage"` // a state of the life cycle; empty: not known

	NewSinceLast  bool          `json:"new_since_last_newsletter,omitempty"`
	RaisedAfter   calendar.Date `json:"raised_after,omitzero" label:"Raised after"`
	Consultation  string        `json:"consultation,omitempty" ref:"consultation"`
	Clauses       []Clause      `json:"clauses,omitempty" label:"Clauses"`
	Related       []string      `json:"related,omitempty" ref:"modification" label:"Related"`
	SplitOf       string        `json:"split_of,omitempty" ref:"modification" label:"Split of"`
	TargetRelease string        `json:"target_release,omitempty" ref:"release" label:"Release"`
	Issue         string        `json:"issue,omitempty" label:"Issue"`
	Idea          string        `json:"idea,omitempty" label:"Idea"`
	Solution      string        `json:"solution,omitempty" label:"Solution"`

	ServiceRequests []ServiceRequest `json:"service_requests,omitempty" label:"Service Requests"`
	AppliesTo       []string         `json:"applies_to,omitempty" label:"Applies to"`
	RefusedFor      []string         `json:"refused_for,omitempty" label:"Refused for"`
	Refusal         string           `json:"refusal,omitempty" label:"Refusal"`
	Users           []string         `json:"users,omitempty" label:"Used by"`
	Impacted        []string         `json:"impacted,omitempty" label:"Impacted"`
	Parameters      *Parameters      `json:"parameters,omitempty" label:"Parameters"`
}

// Clause is a place in the Code.
type Clause struct {
	Document string `json:"document"`
	Clause   string `json:"clause"`
}

// ServiceRequest is a Service Reference Variant that a Modification changes.
type ServiceRequest struct {
	SRV        string   `json:"srv"`
	Name       string   `json:"name"`
	ModesToday []string `json:"modes_today,omitempty"`
	ModesAdded []string `json:"modes_added,omitempty"`
}

// Parameters are the figures of MP085A's measurement period.
type Parameters struct {
	DefaultPeriodSeconds int      `json:"default_period_seconds" label:"Default period in seconds"`
	DefaultDefinedIn     string   `json:"default_defined_in" label:"Default defined in"`
	DefaultSet           string   `json:"default_set" label:"Default set"`
	Recommended          string   `json:"recommended" label:"Recommended"`
	RestrictedIn         []string `json:"restricted_in" label:"Restricted in"`
	NotRestrictedIn      []string `json:"not_restricted_in" label:"Not restricted in"`
	WhyNotRestricted     string   `json:"why_not_restricted" label:"Why not restricted"`
	ImpactedIfNotAFactor []string `json:"impacted_if_not_a_factor" label:"Impacted if not a factor"`
}

// Named implements register.Record.
func (m *Modification) Named() (kind, id string) { return "modification", m.ID }

// Heading is its title.
func (m *Modification) Heading() string { return or(m.Title, m.ID) }

// Words are what search finds it by.
func (m *Modification) Words() []string {
	return []string{m.ID, m.Title, m.Issue + " " + m.Idea + " " + m.Solution}
}

// Keys are what lists find it by.
func (m *Modification) Keys() []register.Key {
	return together(each("title", m.Title), each("stage", m.Stage), each("release", m.TargetRelease),
		each("related", m.Related...), each("split_of", m.SplitOf), day("raised_after", m.RaisedAfter))
}

// IRP is an Issue Resolution Proposal, which a Modification carries.
type IRP struct {
	Head
	Modification string   `json:"modification" ref:"modification" label:"Modification"`
	Issue        string   `json:"issue,omitempty" label:"Issue"`
	Message      string   `json:"message,omitempty" label:"Message"`
	FromDevice   string   `json:"from_device,omitempty" label:"From"`
	ToDevice     string   `json:"to_device,omitempty" label:"To"`
	Document     string   `json:"document,omitempty" label:"Document"`
	Corrects     string   `json:"corrects,omitempty" ref:"irp" label:"Corrects"`
	Requesters   []string `json:"requesters,omitempty" label:"Requesters"`
	Targets      []string `json:"targets,omitempty" label:"Targets"`
	Network      string   `json:"network,omitempty" label:"Network"`
}

// Named implements register.Record.
func (i *IRP) Named() (kind, id string) { return "irp", i.ID }

// Heading is its number.
func (i *IRP) Heading() string { return i.ID }

// Words are what search finds it by.
func (i *IRP) Words() []string { return []string{i.ID, i.Issue} }

// Keys are what lists find it by.
func (i *IRP) Keys() []register.Key { return each("modification", i.Modification) }
