// Package vote declares how bodies of the Code vote and counts what they voted.
//
// A [Rule] is data with the dates between which it holds, so that a vote of the past counts
// today as it did then: [RuleAt] finds the one of a body at an instant, [Count] applies it to
// the seats and ballots of one question, [Prefer] compares questions of which only one can
// pass, and [Elect] fills seats. Each result explains itself: [Result.Sentences].
//
//	rule, err := vote.RuleAt(vote.ChangeBoard, closed)
//	result, err := vote.Count(rule, seats, ballots, closed)
//
// [Accept] says whether a ballot would count, for whoever takes it. A ballot that does not
// count is kept in the result, with the reason as a [Refusal].
//
// The package knows no persons, no meetings and no clock: a seat is as the body has it on
// the day of the vote, and who may cast a ballot in somebody's name is for the policy.
package vote

import (
	"errors"
	"fmt"
	"slices"
	"time"
)

// Mark says how sure a rule is: see the constants.
type Mark string

// The marks.
const (
	Seen        Mark = "H" // on a public page
	Established Mark = "M" // well established, not read again
	Recollected Mark = "L" // best recollection, or an inference
	Decided     Mark = "D" // ours: the Code is silent or not known
)

// Method is what decides.
type Method string

// The methods.
const (
	// ByCategory: each category has the outcome that most of its votes have, and more
	// categories have to approve than reject.
	ByCategory Method = "by_category"
	// ByVote: more votes have to approve than reject.
	ByVote Method = "by_vote"
	// ByCandidate: those with the most votes are elected.
	ByCandidate Method = "by_candidate"
)

// Rule is how one body votes while it holds. Abstentions never weigh in a decision.
type Rule struct {
	Name   string // identifier, unique
	Body   string // identifier of the body, such as [ChangeBoard]
	Title  string
	Clause string // empty where none is known
	Mark   Mark   // of the whole; terms of the quorum have their own
	// From is the first instant at which it holds, Until the first at which it does not any
	// more. Zero: always did, still does.
	From, Until time.Time
	Categories  []Category // in the order of the published table
	Method      Method
	Tie         Outcome // where as many approve as reject; [Approved] or [Rejected]
	// Casting is the category whose one seat breaks a tie of votes, if there is one, and
	// CastingOnly says that it has no vote beside that.
	Casting     string
	CastingOnly bool
	Quorum      []QuorumTerm // all have to be met; none: any number may decide
}

// Category is a group of seats that are counted together.
type Category struct {
	Name     string   // the code of a Party Category, or one of ours where it is none
	Title    string   // for people
	Holds    []string // further codes of seats that are counted in it
	Seats    int      // how many there are at most; 0: any number
	PerGroup bool     // one seat, and so one vote, for each Voting Group
}

// QuorumTerm is one condition of a quorum. A seat attends if it has cast a ballot that
// counts, abstentions too, or is marked as attending.
type QuorumTerm struct {
	Title      string   // what it asks for, for people
	Categories []string // whose seats it is about; none: all
	Half       bool     // at least half of these seats attend,
	AtLeast    int      // or this many
	// A seat that relaxes the term is left out: half is half of the others, and no more
	// seats are asked for than there are others.
	VacantRelaxes bool // vacant seats do
	FailedRelaxes bool // seats marked as [FailedToAttend] do
	Mark          Mark
}

// Rules are rules of any bodies and dates.
type Rules []Rule

// NoRuleError says that no rule of a body holds at an instant.
type NoRuleError struct {
	Body string
	At   time.Time
}

func (e *NoRuleError) Error() string {
	return fmt.Sprintf("vote: no rule of body %q holds at %s: declare one",
		e.Body, e.At.Format(time.RFC3339))
}

// RuleAt is the declared rule of body that holds at an instant. It fails with a
// *[NoRuleError].
func RuleAt(body string, at time.Time) (*Rule, error) { return Declared().At(body, at) }

// At is the rule of body that holds at an instant. It fails with a *[NoRuleError].
func (rules Rules) At(body string, at time.Time) (*Rule, error) {
	for i := range rules {
		if r := &rules[i]; r.Body == body && r.holds(at) {
			return r, nil
		}
	}
	return nil, &NoRuleError{body, at}
}

func (r *Rule) holds(at time.Time) bool {
	return !at.Before(r.From) && (r.Until.IsZero() || at.Before(r.Until))
}

// Check proves the declarations. It fails with all faults joined, each in a line that says
// where it is: every name is known and there once, no two rules of a body hold at one
// instant, and each rule says what it needs to be counted.
func (rules Rules) Check() error {
	var faults []error
	for i := range rules {
		r := &rules[i]
		fault := func(format string, args ...any) {
			faults = append(faults, fmt.Errorf("rule "+r.Name+": "+format, args...))
		}
		if r.Name == "" || r.Body == "" || r.Title == "" || r.Mark == "" {
			fault("name, body, title and mark: one is missing")
		}
		if !r.Until.IsZero() && !r.From.Before(r.Until) {
			fault("it holds until %s and from %s on: it never does", r.Until, r.From)
		}
		for j := range rules[:i] {
			o := &rules[j]
			if o.Name == r.Name {
				fault("declared twice")
			}
			if o.Body == r.Body && (o.holds(r.From) || r.holds(o.From)) {
				fault("%s holds at the same time for %s: end one before the other", o.Name, r.Body)
			}
		}
		r.checkCategories(fault)
		r.checkDecision(fault)
	}
	return errors.Join(faults...)
}

func (r *Rule) checkCategories(fault func(string, ...any)) {
	codes := map[string]bool{}
	for _, c := range r.Categories {
		if c.Name == "" || c.Title == "" {
			fault("category %q: no name or no title", c.Name)
		}
		for _, code := range append([]string{c.Name}, c.Holds...) {
			if codes[code] {
				fault("category %s: %s is counted twice", c.Name, code)
			}
			codes[code] = true
		}
	}
	if len(r.Categories) == 0 {
		fault("no categories: list those whose seats vote")
	}
}

func (r *Rule) checkDecision(fault func(string, ...any)) {
	known := func(name string) bool { return r.named(name) >= 0 }
	switch r.Method {
	case ByCategory, ByVote:
		if r.Tie != Approved && r.Tie != Rejected {
			fault("tie %q: want %s or %s", r.Tie, Approved, Rejected)
		}
	case ByCandidate:
	default:
		fault("method %q: want %s, %s or %s", r.Method, ByCategory, ByVote, ByCandidate)
	}
	if r.Casting != "" && (r.Method != ByVote || !known(r.Casting) ||
		r.Categories[r.named(r.Casting)].Seats != 1) {
		fault("casting vote of %q: want a category of one seat, and votes that decide", r.Casting)
	}
	for _, t := range r.Quorum {
		if t.Title == "" || t.Mark == "" || t.Half == (t.AtLeast > 0) {
			fault("quorum %q: want a title, a mark, and half of the seats or a number", t.Title)
		}
		for _, name := range t.Categories {
			if !known(name) {
				fault("quorum %q: unknown category %q", t.Title, name)
			}
		}
	}
}

// named is the index of the category called name; negative where there is none.
func (r *Rule) named(name string) int {
	return slices.IndexFunc(r.Categories, func(c Category) bool { return c.Name == name })
}

// category is the index of the category that seats of code are counted in; negative where
// there is none.
func (r *Rule) category(code string) int {
	return slices.IndexFunc(r.Categories, func(c Category) bool {
		return c.Name == code || slices.Contains(c.Holds, code)
	})
}
