package record

import (
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/register"
)

// Budget is a budget of the Panel.
type Budget struct {
	Head
	Title         string        `json:"title"`
	Owners        []string      `json:"owners,omitempty" ref:"organisation body" label:"Owner"`
	State         string        `json:"state" label:"State"`
	Consultation  string        `json:"consultation,omitempty" ref:"consultation" label:"Consultation"`
	FirstYearFrom calendar.Date `json:"first_year_from" label:"First year begins"`
	LastYearTo    calendar.Date `json:"last_year_to" label:"Last year ends"`

	Version     string        `json:"version,omitempty" label:"Version"`
	Meeting     string        `json:"meeting,omitempty" ref:"meeting" label:"Approved at"`
	PublishedOn calendar.Date `json:"published_on,omitzero" label:"Published"`
	Amounts     []Amount      `json:"amounts,omitempty" label:"Amounts"`
	Amended     string        `json:"amended,omitempty" label:"Why it is amended"`
}

// Amount is what a budget has for a Regulatory Year, in whole pounds.
type Amount struct {
	YearFrom calendar.Date `json:"year_from"`
	Pounds   int           `json:"pounds"`
}

// Named implements register.Record.
func (b *Budget) Named() (kind, id string) { return "budget", b.ID }

// Heading is its title.
func (b *Budget) Heading() string { return or(b.Title, b.ID) }

// Words are what search finds it by.
func (b *Budget) Words() []string { return []string{b.Title} }

// Keys are what lists find it by.
func (b *Budget) Keys() []register.Key {
	return together(each("state", b.State), each("consultation", b.Consultation),
		day("first_year", b.FirstYearFrom))
}

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

// Milestone is a date of a plan: the one that was agreed, and one that is proposed.
type Milestone struct {
	Head
	Title      string        `json:"title"`
	BaselineOn calendar.Date `json:"baseline_on" label:"Agreed for"`
	ProposedOn calendar.Date `json:"proposed_on" label:"Proposed for"`
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

	Steps []StepOf `json:"steps,omitempty" label:"Steps"`

	State      string `json:"state,omitempty" label:"State"` // empty: follows from its dates
	Objections string `json:"objections,omitempty" label:"Objections"`
	Decision   string `json:"decision,omitempty" label:"Decision"` // why it was decided so
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
}

// Named implements register.Record.
func (c *ChangeRequest) Named() (kind, id string) { return "change_request", c.ID }

// Heading is its title.
func (c *ChangeRequest) Heading() string { return or(c.Title, c.ID) }

// Words are what search finds it by.
func (c *ChangeRequest) Words() []string { return []string{c.Title, c.Revises} }

// Keys are what lists find it by.
func (c *ChangeRequest) Keys() []register.Key {
	return together(each("plan", c.Plan), each("consultation", c.Consultation),
		day("issued", c.IssuedOn), each("title", c.Title))
}

// Survey asks people how something is done.
type Survey struct {
	Head
	Title         string   `json:"title"`
	Owners        []string `json:"owners,omitempty" ref:"organisation body" label:"From"`
	Status        string   `json:"status" label:"Status"`
	Participation string   `json:"participation,omitempty" label:"Participation"`
	Mode          string   `json:"mode,omitempty" label:"How"`
	Audience      []string `json:"audience,omitempty" label:"For"`
	Purpose       string   `json:"purpose,omitempty" label:"Purpose"`
	Outcome       string   `json:"outcome,omitempty" label:"Outcome"`
	Reports       []string `json:"reports,omitempty" label:"Reports"`
	FollowUp      string   `json:"follow_up,omitempty" label:"What follows"`
	FeedbackVia   []string `json:"feedback_via,omitempty" ref:"contact" label:"Feedback to"`
	QuestionsTo   []string `json:"questions_to,omitempty" ref:"contact" label:"Questions to"`

	Agency    string        `json:"agency,omitempty" label:"Run by"`
	Consent   string        `json:"consent,omitempty" label:"Consent"` // what who opts in agrees to
	OpensOn   calendar.Date `json:"opens_on,omitzero" label:"Opens"`
	ClosesOn  calendar.Date `json:"closes_on,omitzero" label:"Closes"`
	Results   []Finding     `json:"results,omitempty" label:"Results"`
	Withdrawn string        `json:"withdrawn,omitempty" label:"Why it was withdrawn"`
}

// Finding is a result of a survey.
type Finding struct {
	Metric     string `json:"metric"`
	Value      string `json:"value"`
	Comparison string `json:"comparison,omitempty"` // with other codes, or the year before
	Year       int    `json:"year,omitempty"`
}

// Named implements register.Record.
func (s *Survey) Named() (kind, id string) { return "survey", s.ID }

// Heading is its title.
func (s *Survey) Heading() string { return or(s.Title, s.ID) }

// Words are what search finds it by.
func (s *Survey) Words() []string { return []string{s.Title, s.Purpose + " " + s.Outcome} }

// Keys are what lists find it by.
func (s *Survey) Keys() []register.Key {
	keys := together(each("status", s.Status), each("title", s.Title))
	switch s.Status {
	case "upcoming", "open":
		keys = append(keys, closing(s.ClosesOn))
	case "closed", "withdrawn":
		keys = append(keys, register.Key{Name: "closing", Value: over})
	}
	return keys
}
