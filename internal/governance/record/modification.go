package record

import (
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/legal"
	"github.com/mains-energy/mains/internal/governance/register"
)

// Modification is a change of the Code, from an idea to a Release. Its id is the number it
// has in the register first, and its address for good; every number it ever had is an alias.
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

	// What follows is known of Modifications that go through the process here.

	Aliases    []Alias       `json:"aliases,omitempty" label:"Numbers"`
	Proposer   string        `json:"proposer,omitempty" ref:"party organisation body" label:"Proposer"`
	Analyst    string        `json:"analyst,omitempty" ref:"person"` // the Lead Analyst
	RaisedOn   calendar.Date `json:"raised_on,omitzero" label:"Raised"`
	Path       Path          `json:"path,omitempty" label:"Path"`
	PathReason string        `json:"path_reason,omitempty" label:"Why this path"`
	Urgency    string        `json:"urgency,omitempty" label:"Urgency"` // requested, granted, refused
	// StageSince is when it came into its stage, and StageBefore the one it left where it can
	// go back: on hold, withdrawn.
	StageSince  time.Time `json:"stage_since,omitzero" label:"In this stage since"`
	StageBefore string    `json:"stage_before,omitempty"`
	// Assessed counts the meetings of the Change Sub-Committee that looked at the Draft Proposal.
	Assessed     int           `json:"assessed,omitempty"`
	Timetable    []Planned     `json:"timetable,omitempty"`
	TimetableOn  calendar.Date `json:"timetable_on,omitzero"` // when it was set
	Extensions   []Extension   `json:"extensions,omitempty"`
	Requirements []Requirement `json:"requirements,omitempty"`
	// RequirementsOn is when the Working Group agreed the business requirements, ReportOn when
	// the Modification Report was accepted.
	RequirementsOn calendar.Date `json:"requirements_on,omitzero"`
	ReportOn       calendar.Date `json:"report_on,omitzero"`
	Benefits       string        `json:"benefits,omitempty" label:"Benefits"`
	Costs          []Cost        `json:"costs,omitempty"`
	Decisions      []Decision    `json:"decisions,omitempty"`
	// Chosen is the solution that was approved, where it is not the first one.
	Chosen   string   `json:"chosen,omitempty" ref:"solution" label:"Approved solution"`
	Supports []string `json:"supports,omitempty" ref:"modification" label:"Supporting change for"`
	WaitsFor string   `json:"waits_for,omitempty" ref:"modification" label:"Waits for"`
	MergedIn string   `json:"merged_into,omitempty" ref:"modification" label:"Merged into"`
	// ImplementedOn is when a Release with system changes was said to have gone live with it.
	ImplementedOn calendar.Date `json:"implemented_on,omitzero" label:"Implemented"`
}

// Path is how a Modification is decided.
type Path string

// The paths [H].
const (
	AuthorityLed        Path = "authority_led"
	AuthorityDetermined Path = "authority_determined"
	SelfGovernance      Path = "self_governance"
	FastTrack           Path = "fast_track"
)

// Planned is an activity of a timetable with the Working Days it is given.
type Planned struct {
	Activity string `json:"activity"`
	Days     int    `json:"days"`
}

// Extension gives an activity more Working Days, for a reason.
type Extension struct {
	Activity string        `json:"activity"`
	Days     int           `json:"days"`
	Reason   string        `json:"reason"`
	On       calendar.Date `json:"on"`
}

// Requirement is a business requirement, numbered from 1.
type Requirement struct {
	Number int    `json:"number"`
	Text   string `json:"text"`
}

// Cost is what somebody is expected to pay once, or each year, in whole pounds.
type Cost struct {
	What   string `json:"what"` // dcc_build, dcc_integration, dcc_run, parties, sec
	Pounds int    `json:"pounds"`
	Source string `json:"source,omitempty"`
}

// Decision is what a body or the Authority has said: a recommendation, a decision, a
// referral. They are kept apart and in order: who recommends may differ from who decides.
type Decision struct {
	At time.Time `json:"at"`
	// Kind is recommendation, decision, referral, objection or urgency.
	Kind    string `json:"kind"`
	By      string `json:"by" ref:"body organisation party"` // who said it
	Outcome string `json:"outcome"`                          // approve, reject, send_back, refer
	Reason  string `json:"reason,omitempty"`
	Meeting string `json:"meeting,omitempty" ref:"meeting"`
	Vote    string `json:"vote,omitempty" ref:"change_vote"`
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
	ModesToday []string `json:"modes_today,omitempty" label:"Today"`
	ModesAdded []string `json:"modes_added,omitempty" label:"Added"`
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

// Heading is its title; its number where that is not known.
func (m *Modification) Heading() string { return or(m.Title, m.Number()) }

// Words are what search finds it by.
func (m *Modification) Words() []string {
	numbers := m.ID
	for _, a := range m.Aliases {
		numbers += " " + a.Number
	}
	return []string{numbers, m.Title, m.Issue + " " + m.Idea + " " + m.Solution}
}

// Keys are what lists find it by.
func (m *Modification) Keys() []register.Key {
	return together(each("title", m.Title), each("stage", m.Stage), each("release", m.TargetRelease),
		each("related", m.Related...), each("split_of", m.SplitOf), day("raised_after", m.RaisedAfter),
		m.numberKeys(), each("path", string(m.Path)), each("impacted", m.Categories()...),
		each("supports", m.Supports...), each("proposer", m.Proposer), m.places())
}

// places is the key clause of the clauses that it names, and document of their documents.
func (m *Modification) places() (keys []register.Key) {
	for _, c := range m.Clauses {
		slug := legal.Slug(c.Document)
		keys = append(keys, each("document", slug)...)
		if c.Clause != "" {
			keys = append(keys, each("clause", Place(slug, c.Clause))...)
		}
	}
	return keys
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
