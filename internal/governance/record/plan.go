package record

import (
	"fmt"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/register"
)

// Plan is a plan with milestones.
type Plan struct {
	Head
	Title      string      `json:"title"`
	Programme  string      `json:"programme,omitempty" label:"Programme"`
	Milestones []Milestone `json:"milestones,omitempty" label:"Milestones"`
	// Baseline counts the baselines since it is kept here; BaselinedOn is the day of the last.
	Baseline    int           `json:"baseline,omitempty" label:"Baseline"`
	BaselinedOn calendar.Date `json:"baselined_on,omitzero" label:"Baselined"`
}

// Milestone is something that a plan is to reach: the day that was agreed, the one that is
// proposed where no change request says it, when it is expected now, and when it was reached.
type Milestone struct {
	Head
	Title      string        `json:"title"`
	Owner      string        `json:"owner,omitempty" ref:"organisation party body" label:"Owner"`
	Criteria   string        `json:"criteria,omitempty" label:"Reached when"`
	Needs      []string      `json:"needs,omitempty" label:"-"` // ids of milestones of the plan
	BaselineOn calendar.Date `json:"baseline_on" label:"Agreed for"`
	ProposedOn calendar.Date `json:"proposed_on" label:"Proposed for"`
	ForecastOn calendar.Date `json:"forecast_on,omitzero" label:"Forecast for"`
	ReachedOn  calendar.Date `json:"reached_on,omitzero" label:"Reached"`
}

// Named implements register.Record.
func (p *Plan) Named() (kind, id string) { return "plan", p.ID }

// Heading is its title.
func (p *Plan) Heading() string { return or(p.Title, p.ID) }

// Words are what search finds it by.
func (p *Plan) Words() []string {
	words := []string{p.Title}
	for _, m := range p.Milestones {
		words = append(words, m.Title)
	}
	return words
}

// Keys are what lists find it by.
func (p *Plan) Keys() []register.Key { return each("title", p.Title) }

// Baseline is a plan as it was agreed at a time. It is made when the plan is baselined, and
// nothing changes it afterwards.
type Baseline struct {
	Head
	Plan string `json:"plan" ref:"plan" label:"Plan"`
	// Number counts the baselines of the plan that are kept here; 0 is what was agreed before.
	Number     int           `json:"number" label:"Number"`
	On         calendar.Date `json:"on,omitzero" label:"Baselined"`
	Request    string        `json:"request,omitempty" ref:"change_request" label:"By"`
	Milestones []AgreedDay   `json:"milestones,omitempty" label:"Milestones"`
}

// AgreedDay is a milestone in a baseline.
type AgreedDay struct {
	Milestone string        `json:"milestone" label:"-"` // its id in the plan
	Title     string        `json:"title"`
	Owner     string        `json:"owner,omitempty" ref:"organisation party body" label:"-"`
	On        calendar.Date `json:"on,omitzero"` // no day: it is not known
}

// Named implements register.Record.
func (b *Baseline) Named() (kind, id string) { return "baseline", b.ID }

// Heading is its number.
func (b *Baseline) Heading() string {
	if b.Number == 0 {
		return "Before baseline 1"
	}
	return fmt.Sprintf("Baseline %d", b.Number)
}

// Words are what search finds it by.
func (b *Baseline) Words() []string { return []string{b.Heading()} }

// Keys are what lists find it by.
func (b *Baseline) Keys() []register.Key {
	return together(each("plan", b.Plan), each("request", b.Request), day("on", b.On))
}

// ChangeRequest asks to change a plan.
type ChangeRequest struct {
	Head
	Title            string        `json:"title"`
	Plan             string        `json:"plan" ref:"plan" label:"Plan"`
	RaisedBy         string        `json:"raised_by" ref:"organisation party body" label:"Raised by"`
	IssuedTo         string        `json:"issued_to" ref:"body organisation" label:"Issued to"`
	IssuedOn         calendar.Date `json:"issued_on" label:"Issued"`
	Revises          string        `json:"revises,omitempty" label:"Revises"`
	NewMilestones    int           `json:"new_milestones,omitempty" label:"New milestones"`
	ProposedGoLiveOn calendar.Date `json:"proposed_go_live_on,omitzero" label:"Proposed go-live"`

	Consultation string `json:"consultation,omitempty" ref:"consultation" label:"Consultation"`

	Rationale string `json:"rationale,omitempty" label:"Why it is asked for"`
	// Replaces is a request that was revised, and in whose place this one is.
	Replaces string `json:"replaces,omitempty" ref:"change_request" label:"In place of"`
	// Changes are what it does to the milestones of the plan; none: what the plan itself says is
	// proposed.
	Changes []MilestoneChange `json:"changes,omitempty" label:"Changes"`

	Steps []StepOf `json:"steps,omitempty" label:"Steps"`

	State      string      `json:"state,omitempty" label:"State"` // empty: follows from its dates
	Objections string      `json:"objections,omitempty" label:"Objections"`
	Raised     []Objection `json:"objections_raised,omitempty" label:"Objections raised"`
	Decision   string      `json:"decision,omitempty" label:"Decision"` // why it was decided so
}

// RequestDrafted is the state of a change request that is being written.
const RequestDrafted = "drafted"

// Drafted reports whether it is being written: it was not issued.
func (c *ChangeRequest) Drafted() bool {
	return c.State == RequestDrafted || c.State == "" && c.IssuedOn.IsZero() && c.Consultation == ""
}

// MilestoneChange is what a change request does to one milestone.
type MilestoneChange struct {
	// Milestone is the id of the milestone in the plan; empty: it comes into the plan with the
	// baseline. New says that it is to be added, whether or not the plan has a place for it.
	Milestone string        `json:"milestone,omitempty" label:"-"`
	New       bool          `json:"new,omitempty" label:"New"`
	Title     string        `json:"title,omitempty"`
	Owner     string        `json:"owner,omitempty" ref:"organisation party body" label:"-"`
	From      calendar.Date `json:"from,omitzero" label:"From"`
	To        calendar.Date `json:"to,omitzero" label:"To"`
	Drop      bool          `json:"drop,omitempty" label:"Dropped"`
}

// Objection is one to a change request, without who raised it: that may be confidential.
type Objection struct {
	Text       string        `json:"text"`
	RaisedOn   calendar.Date `json:"raised_on,omitzero" label:"Raised"`
	ResolvedOn calendar.Date `json:"resolved_on,omitzero" label:"Resolved"`
	How        string        `json:"how,omitempty" label:"How"` // it was resolved
}

// What is known of objections to a change request.
const (
	ObjectionsNone     = "none_material"
	ObjectionsResolved = "resolved"
	ObjectionsOpen     = "open"
)

// StepOf is a step that is known of: on a day, at an instant, in a month, or after something.
type StepOf struct {
	On        calendar.Date `json:"on,omitzero"`
	At        time.Time     `json:"at,omitzero"`
	Month     Month         `json:"month,omitempty"`
	After     string        `json:"after,omitempty"`
	What      string        `json:"what"`
	Meeting   string        `json:"meeting,omitempty" ref:"meeting"`
	Condition string        `json:"condition,omitempty"`
	Outcome   string        `json:"outcome,omitempty" label:"Outcome"`
}

// Named implements register.Record.
func (c *ChangeRequest) Named() (kind, id string) { return "change_request", c.ID }

// Heading is its title.
func (c *ChangeRequest) Heading() string { return or(c.Title, c.ID) }

// Label is who may see it while it is being written: the administrator, and the people of the
// Party that raises it. Of one that an organisation raises it is the administrator alone.
func (c *ChangeRequest) Label() policy.Label {
	if c.Drafted() {
		return c.or(policy.Label{Mark: policy.Response, Scope: c.RaisedBy})
	}
	return c.Head.Label()
}

// Asks implements [Consulting]: it is there from its issue on.
func (c *ChangeRequest) Asks() Asking {
	return Asking{Consultation: c.Consultation, Type: "jip_change_request", Since: c.IssuedOn}
}

// Words are what search finds it by.
func (c *ChangeRequest) Words() []string { return []string{c.Title, c.Revises} }

// Keys are what lists find it by.
func (c *ChangeRequest) Keys() []register.Key {
	return together(each("plan", c.Plan), each("consultation", c.Consultation),
		day("issued", c.IssuedOn), each("title", c.Title), each("replaces", c.Replaces))
}
