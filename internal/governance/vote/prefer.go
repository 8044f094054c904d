package vote

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Option is one of several solutions of which only one can be made: the original, or an
// alternative.
type Option struct {
	ID     string
	Result Result
}

// Preference says which of several options is preferred.
type Preference struct {
	ID     string   // empty where none passes, or where those with most support tie
	Passed []string // IDs of those that are approved, most support first
	Tied   []string // IDs of those that share most support, where they are several
	Reason string   // one or two sentences
}

// Prefer finds, of the options that are approved, the one with most support [L]. Support is
// how many approve, and between equals how few reject: categories where these decide, else
// votes. The options were voted on under one rule. Where the most supported ones tie, the
// body has to say which one it prefers.
func Prefer(options []Option) Preference {
	var passed []Option
	for _, o := range options {
		if o.Result.Outcome == Approved {
			passed = append(passed, o)
		}
	}
	slices.SortStableFunc(passed, func(a, b Option) int {
		return cmp.Or(cmp.Compare(b.Result.Total.Approve, a.Result.Total.Approve),
			cmp.Compare(a.Result.Total.Reject, b.Result.Total.Reject))
	})
	if len(passed) == 0 {
		return Preference{Reason: "None of the options is approved."}
	}
	p := Preference{ID: passed[0].ID}
	var all, first []string
	for _, o := range passed {
		p.Passed = append(p.Passed, o.ID)
		all = append(all, o.ID+" ("+o.Result.support()+")")
		if most := passed[0].Result.Total; o.Result.Total.Approve == most.Approve &&
			o.Result.Total.Reject == most.Reject {
			first = append(first, o.ID)
		}
	}
	switch approved := "Approved are " + join(all) + ". "; {
	case len(passed) == 1:
		p.Reason = "Only " + all[0] + " is approved."
	case len(first) > 1:
		p.ID, p.Tied = "", first
		p.Reason = approved + join(first) +
			" have the same support: the body has to say which one it prefers."
	default:
		p.Reason = approved + p.ID + " is preferred: it has most support."
	}
	return p
}

// support is what speaks for r and against it.
func (r *Result) support() string {
	what := "votes"
	if r.Rule.Method == ByCategory {
		what = "categories"
	}
	return fmt.Sprintf("%s: %d for, %d against", what, r.Total.Approve, r.Total.Reject)
}

// join lists names, the last one after an and.
func join(names []string) string {
	last := len(names) - 1
	if last < 1 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:last], ", ") + " and " + names[last]
}
