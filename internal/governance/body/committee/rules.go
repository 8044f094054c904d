package committee

import (
	"fmt"
	"strings"

	"github.com/mains-energy/mains/internal/governance/record"
)

// Sure says how far a rule of a body can be relied on.
type Sure byte

// How sure we are. What is Likely or Ours stands in this file alone, to be corrected here.
const (
	Stated Sure = 'S' // the newsletter says so
	Public Sure = 'H' // a public page says so
	Usual  Sure = 'M' // well established, not read again
	Likely Sure = 'L' // recollection or inference
	Ours   Sure = 'D' // our convention where the Code is silent
)

// note is what a page says beside a rule that it does not know from the Code.
func (s Sure) note() string {
	switch s {
	case Likely:
		return "as far as is known"
	case Ours:
		return "a convention of this register"
	}
	return ""
}

// Said is a rule in words.
type Said struct {
	Text string
	Sure Sure
}

// Places are the seats of one constituency on a body.
type Places struct {
	Constituency string
	Seats        int // 0: how many is not known
}

// Numbering is how the meetings of a body are told apart.
type Numbering byte

// The ways of numbering.
const (
	Numbered Numbering = iota // 62: ascending, no number twice
	Monthly                   // one a month, called by it
	ByDay                     // called by the day
)

// String is how meetings are told apart, in words.
func (n Numbering) String() string {
	switch n {
	case Monthly:
		return "Called by their month: one a month"
	case ByDay:
		return "Called by their day"
	}
	return "Numbered upwards: no number is used twice"
}

// Rule is what holds for a body, as data.
type Rule struct {
	Body        string // its id
	Short       string // as references begin: Panel, in Panel 100 item 5
	Remit       Said
	Places      []Places
	Composition Said   // where Places do not say it all
	PerGroup    string // the constituency with a seat for each Voting Group; empty: none
	Open        bool   // anybody of a Party may come; there are no seats
	Votes       bool   // it decides; else it advises
	QuorumSure  Sure
	Vote        Said
	Mark        record.Classification
	MarkSure    Sure
	Numbering   Numbering
	Title       string // of a meeting, with its number or month
	Cadence     Said
	Secretary   Said
	Chair       Said
	TermMonths  int // 0: no terms
}

// The offsets of dates around a meeting, in Working Days.
const (
	paperDays      = -5 // papers are published: paper day [H]
	submissionDays = -5 // before that, papers reach the administrator [H]
	minutesDays    = 10 // after the meeting, draft minutes [L]
)

// TermMonths is how long a seat is held [H].
const TermMonths = 24

var (
	secretary = Said{"SECAS", Public}
	majority  = Said{"Simple majority of those who vote", Likely}
	monthly   = Said{"Monthly", Likely}
	advises   = Said{"No votes: it advises", Ours}
	chaired   = Said{"Whoever holds the chair's seat; SECAS where there is none", Likely}
	programme = Said{"The department", Usual}
)

// rules are the rules of the bodies of the register. SEC Section C for the Panel and its
// Sub-Committees.
var rules = []Rule{{
	Body: "panel", Short: "Panel",
	Remit: Said{"Oversees the Code and its administration, and sets their budget", Usual},
	Places: []Places{{"CHAIR", 1}, {"LS", 2}, {"SS", 2}, {"EN", 1}, {"GN", 1}, {"OSP", 2}, {"DCC", 1},
		{"CON", 2}},
	Composition: Said{"Large and Small Suppliers, networks and Other SEC Parties elect theirs; the " +
		"DCC and the consumer bodies nominate; the Chair is independent and may add one more. " +
		"Members act for themselves, not for whoever put them up", Public},
	Votes: true, QuorumSure: Usual,
	Vote: Said{"Simple majority of those who vote; where votes are equal, the Chair's casting vote",
		Usual},
	Mark: "GREEN", MarkSure: Ours, Title: "SEC Panel Meeting %d",
	Cadence: Said{"Monthly", Public}, Secretary: secretary,
	Chair: Said{"Independent", Public}, TermMonths: TermMonths,
}, {
	Body: "change_board", Short: "Change Board",
	Remit: Said{"Decides on Modification Reports or recommends to the Authority; approves what a " +
		"DCC Impact Assessment costs", Public},
	Places:      []Places{{"LS", 13}, {"SS", 3}, {"NET", 3}, {"OSP", 3}, {"CON", 1}},
	Composition: Said{"One Large Supplier seat for each Voting Group", Public}, PerGroup: "LS",
	Votes: true, QuorumSure: Usual,
	Vote: Said{"On a Modification by Party Category; else simple majority of those who vote", Usual},
	Mark: "GREEN", MarkSure: Ours, Title: "Change Board Meeting %d",
	Cadence: monthly, Secretary: secretary, Chair: chaired, TermMonths: TermMonths,
}, {
	Body: "csc", Short: "CSC",
	Remit: Said{"Oversees the Development Stage: agrees the problem statement, and converts a Draft " +
		"Proposal, sends it back or to Fast-Track", Public},
	Places:      []Places{{"LS", 0}, {"SS", 0}, {"EN", 0}, {"GN", 0}, {"OSP", 0}},
	Composition: Said{"By Party Category", Public},
	Votes:       true, QuorumSure: Likely, Vote: majority, Mark: "GREEN", MarkSure: Ours,
	Title: "Change Sub-Committee Meeting %d", Cadence: monthly,
	Secretary: secretary, Chair: chaired, TermMonths: TermMonths,
}, {
	Body: "ssc", Short: "SSC",
	Remit: Said{"Keeps the security architecture and its risks, and sets the assurance status of " +
		"Users", Public},
	Places:      []Places{{"LS", 0}, {"SS", 0}, {"NET", 0}, {"OSP", 0}, {"DCC", 0}},
	Composition: Said{"Suppliers, networks, Other SEC Parties and the DCC", Public},
	Votes:       true, QuorumSure: Likely, Vote: majority, Mark: "AMBER", MarkSure: Ours,
	Title: "Security Sub-Committee Meeting %d", Cadence: Said{"Every two weeks", Stated},
	Secretary: secretary, Chair: chaired, TermMonths: TermMonths,
}, {
	Body: "smki_pma", Short: "SMKI PMA",
	Remit:  Said{"Keeps the SMKI Document Set, and decides whether recovery keys are used", Public},
	Places: []Places{{"LS", 0}, {"SS", 0}, {"NET", 0}},
	Composition: Said{"Suppliers, networks, specialists, and members of the SSC and of TABASC",
		Usual},
	Votes: true, QuorumSure: Likely, Vote: majority, Mark: "AMBER", MarkSure: Ours,
	Title:   "Smart Metering Key Infrastructure Policy Management Authority Meeting %d",
	Cadence: monthly, Secretary: secretary, Chair: chaired, TermMonths: TermMonths,
}, {
	Body: "tabasc", Short: "TABASC",
	Remit: Said{"Keeps the technical and the business architecture documents, reviews how effective " +
		"they are, and advises on Modifications", Public},
	Places:      []Places{{"LS", 0}, {"SS", 0}, {"NET", 0}, {"OSP", 0}},
	Composition: Said{"By Party Category", Usual},
	Votes:       true, QuorumSure: Likely, Vote: majority, Mark: "GREEN", MarkSure: Ours,
	Title:   "Technical Architecture and Business Architecture Sub-Committee Meeting %d",
	Cadence: monthly, Secretary: secretary, Chair: chaired, TermMonths: TermMonths,
}, {
	Body: "opsg", Short: "OPSG",
	Remit:       Said{"Watches the operational performance of the DCC, and its incidents", Public},
	Places:      []Places{{"LS", 13}, {"SS", 3}, {"NET", 3}, {"OSP", 3}, {"DCC", 2}},
	Composition: Said{"One Large Supplier seat for each Voting Group", Public}, PerGroup: "LS",
	Votes: true, QuorumSure: Likely, Vote: majority, Mark: "GREEN", MarkSure: Ours,
	Title: "Operations Group Meeting %d", Cadence: monthly,
	Secretary: secretary, Chair: chaired, TermMonths: TermMonths,
}, {
	Body: "tag", Short: "TAG",
	Remit: Said{"Assures the test phases of the DCC, and reports to the Panel before something goes " +
		"live", Public},
	Places:      []Places{{"LS", 0}, {"SS", 0}, {"NET", 0}, {"OSP", 0}},
	Composition: Said{"By Party Category", Usual},
	Votes:       true, QuorumSure: Likely, Vote: majority, Mark: "GREEN", MarkSure: Ours,
	Title: "Testing Advisory Group Meeting %d", Cadence: monthly,
	Secretary: secretary, Chair: chaired, TermMonths: TermMonths,
}, {
	Body: "working_group", Short: "Working Group",
	Remit: Said{"Refines all Modifications", Usual}, Open: true,
	Composition: Said{"Open to any Party", Usual},
	Vote:        advises, Mark: "GREEN", MarkSure: Ours, Numbering: Monthly,
	Title:   "SEC Monthly Working Group Meeting - %s",
	Cadence: Said{"Monthly", Stated}, Secretary: secretary, Chair: Said{"SECAS", Likely},
}, {
	Body: "strategic_wg", Short: "Strategic Working Group",
	Remit: Said{"Takes up strategic subjects across Modifications", Usual}, Open: true,
	Composition: Said{"Open to any Party", Likely},
	Vote:        advises, Mark: "GREEN", MarkSure: Ours, Title: "Strategic Working Group %02d",
	Cadence: Said{"When there is something to discuss", Likely}, Secretary: secretary,
	Chair: Said{"SECAS", Likely},
}, {
	Body: "imf", Short: "IMF",
	Remit: Said{"Works on the Joint Industry Plan with those who carry it out", Usual},
	Vote:  advises, Mark: "GREEN", MarkSure: Ours, Numbering: ByDay,
	Title: "Implementation Managers Forum", Composition: Said{"Called by the department", Usual},
	Cadence: Said{"When the plan asks for it", Likely}, Secretary: programme, Chair: programme,
}, {
	Body: "smdg", Short: "SMDG",
	Remit: Said{"Sets the baseline of the Joint Industry Plan", Stated},
	Vote:  advises, Mark: "GREEN", MarkSure: Ours, Numbering: ByDay,
	Title: "Smart Metering Delivery Group", Composition: Said{"Called by the department", Usual},
	Cadence: Said{"When the plan asks for it", Likely}, Secretary: programme, Chair: programme,
}}

// Rules are the rules of all bodies, for those who walk them. The slice is the caller's.
func Rules() []Rule { return append([]Rule(nil), rules...) }

// RuleOf is the rule of a body; of one that has none of its own, what holds without.
func RuleOf(b *record.Body) Rule {
	for _, r := range rules {
		if r.Body == b.ID {
			return r
		}
	}
	return Rule{
		Body: b.ID, Short: b.Heading(), Votes: true, QuorumSure: Ours,
		Vote: Said{majority.Text, Ours}, Mark: "GREEN", MarkSure: Ours, TermMonths: TermMonths,
		Title: strings.ReplaceAll(b.Heading(), "%", "%%") + " Meeting %d",
	}
}

// TitleOf is what the next meeting of the body with a number, or in a month, is called.
func (r *Rule) TitleOf(number int, month record.Month) string {
	switch r.Numbering {
	case Numbered:
		return fmt.Sprintf(r.Title, number)
	case Monthly:
		return fmt.Sprintf(r.Title, month.Long())
	}
	return r.Title
}

// sorted is where a constituency stands among the seats of the body.
func (r *Rule) sorted(constituency string) int {
	for i, p := range r.Places {
		if p.Constituency == constituency {
			return i
		}
	}
	return len(r.Places)
}
