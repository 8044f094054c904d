package body

import "github.com/mains-energy/mains/internal/governance/record"

// TitleOf is what a meeting is called by a rule.
func TitleOf(r Rule, m *record.Meeting) string { return r.title(m.Number, m.Month()) }

// Seen makes what of a meeting a reader may see.
func Seen(agenda, papers, minutes, confirmed bool) seen {
	return seen{agenda, papers, minutes, confirmed}
}

// Stage and Way are the state of a meeting and those before it.
func Stage(m *record.Meeting, s seen) string { return stage(m, s) }

// Way are the states before.
func Way(m *record.Meeting, s seen) []string { return way(m, s) }

// MonthsAfter counts months on.
var MonthsAfter = monthsAfter
