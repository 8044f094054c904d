package modification

import (
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/record"
)

// mark is how sure we are of a rule: [H] seen published, [M] well established, [L] from
// memory, [D] our own decision. One marked L or D is put right here and nowhere else.
type mark string

// span is how many Working Days something is given, unless somebody says otherwise.
type span struct {
	name  string
	what  string // what must be done by its end
	days  int
	mark  mark
	moved string // who may move it; empty: nobody
}

// The names of the spans.
const (
	criticalFriend = "critical_friend"
	requirements   = "requirements"
	preliminary    = "preliminary_assessment"
	consulting     = "refinement_consultation"
	impact         = "impact_assessment"
	writing        = "modification_report"
	reporting      = "report_consultation"
	papers         = "papers"
	appeal         = "appeal"
	adoption       = "adoption"
	objections     = "objections"
	determining    = "determination"
)

// spans are all of them.
var spans = []span{
	{criticalFriend, "Critical Friend comments", 5, "H", ""},
	{requirements, "Business requirements agreed", 20, "D", csc},
	{preliminary, "DCC Preliminary Assessment", 15, "L", csc},
	{consulting, "Refinement Consultation", 15, "L", csc},
	{impact, "DCC Impact Assessment", 40, "L", csc},
	{writing, "Modification Report", 10, "D", csc},
	{reporting, "Modification Report Consultation", 15, "L", csc},
	{papers, "Papers for a meeting", 5, "H", ""},
	{appeal, "Referral of a decision", 10, "M", ""},
	{adoption, "Adoption of a withdrawn proposal", 10, "H", ""},
	{objections, "Objection to a Fast-Track change", 15, "L", ""},
	{determining, "Determination by the Authority (target)", 25, "H", authority},
}

// spanOf is the span of a name; each name above has one.
func spanOf(name string) span {
	for _, s := range spans {
		if s.name == name {
			return s
		}
	}
	return span{name: name, what: name}
}

// planned are the activities of a timetable that are set at conversion, in their order.
var planned = []string{requirements, preliminary, consulting, impact, writing, reporting}

// pathRule is a path that a Modification can take.
type pathRule struct {
	path    record.Path
	title   string
	who     string // decides
	means   string
	decides bool // the Change Board decides; else it recommends
}

// paths are all of them [H]; what makes a path the right one [M].
var paths = []pathRule{
	{record.SelfGovernance, "Self-Governance", board,
		"The Change Board decides. A decision can be referred to the Panel, and then to the Authority.",
		true},
	{record.AuthorityDetermined, "Authority Determined", authority,
		"The Change Board recommends and the Authority decides: for what has a material effect on " +
			"consumers, competition, security or the environment, or treats some Parties differently.",
		false},
	{record.AuthorityLed, "Authority-Led", authority,
		"It follows from a review or a direction of the Authority, which decides.", false},
	{record.FastTrack, "Fast-Track", panel,
		"The Panel makes a change that only corrects, unless somebody objects.", false},
}

// pathOf is the rule of a path; ok is false where none is set.
func pathOf(p record.Path) (rule pathRule, ok bool) {
	for _, rule := range paths {
		if rule.path == p {
			return rule, true
		}
	}
	return pathRule{}, false
}

// cadence is when a body is expected to meet where the register knows of no meeting yet: the
// nth weekday of each month, the last where n is 0. From the dates of early 2022 [D].
type cadence struct {
	body    string
	weekday time.Weekday
	n       int
}

var cadences = []cadence{
	{"change_board", time.Wednesday, 0},
	{"csc", time.Tuesday, 3},
	{"panel", time.Friday, 3},
}

// on is the day of the month that d lies in.
func (c cadence) on(d calendar.Date) calendar.Date {
	first := calendar.Date{Year: d.Year, Month: d.Month, Day: 1}
	day := first.AddDays((int(c.weekday-first.Weekday()) + 7) % 7)
	if c.n > 0 {
		return day.AddDays(7 * (c.n - 1))
	}
	for next := day.AddDays(7); next.Month == d.Month; next = next.AddDays(7) {
		day = next
	}
	return day
}

// from is the first such day on or after d.
func (c cadence) from(d calendar.Date) calendar.Date {
	on := c.on(d)
	if on.Before(d) {
		on = c.on(calendar.Date{Year: d.Year, Month: d.Month, Day: 1}.AddDays(31))
	}
	return on
}

// objective is one of the General SEC Objectives that reasons are given against. SEC C1 [H]
// for a to f, [M] for g and h.
type objective struct{ letter, text string }

var secObjectives = []objective{
	{"a", "Smart Metering Systems are provided, installed and run efficiently and work together"},
	{"b", "The DCC can meet its licence and do its duties efficiently"},
	{"c", "Consumers can manage their use of energy with what their meters tell them"},
	{"d", "Competition in the supply of energy, and in what goes with it, works"},
	{"e", "Networks can be designed and run with new ideas, for a secure and lasting supply"},
	{"f", "Data, and the systems that hold it, are protected"},
	{"g", "The Code is administered and implemented efficiently and in the open"},
	{"h", "Alternative HAN arrangements are made easier"},
}

// leadTimes are how long before a Release a decision should come [L]: later is possible, and
// the reason is asked for.
const (
	systemLeadMonths = 12
	textLeadMonths   = 4
)

// maxAssessments is how many meetings of the Change Sub-Committee look at a Draft Proposal [L].
const maxAssessments = 3

// bodies are the ids of the bodies by the role that they take steps in.
var bodies = map[string]string{csc: "csc", panel: "panel", board: "change_board"}

// The organisations that the register of the Code always knows.
const (
	administratorID = "secas"
	authorityID     = "ofgem"
	panelID         = "panel"
	dccID           = "dcc"
)
