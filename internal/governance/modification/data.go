package modification

import (
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
)

// data is a Modification for programs: the facts of its first screen.
type data struct {
	ID       string         `json:"id"`
	Number   string         `json:"number"`
	Aliases  []record.Alias `json:"aliases,omitempty"`
	Title    string         `json:"title,omitempty"`
	State    string         `json:"state,omitempty"`
	Stage    string         `json:"stage"` // as public pages call it
	Next     string         `json:"next_step"`
	With     string         `json:"action_with,omitempty"`
	By       *deadline      `json:"by,omitempty"`
	Decision *ruling        `json:"decision,omitempty"` // that is to come
	InForce  bool           `json:"in_force"`
	// InForceSince is not said where it is not known.
	InForceSince calendar.Date `json:"in_force_since,omitzero"`

	Path     record.Path   `json:"path,omitempty"`
	PathWhy  string        `json:"path_reason,omitempty"`
	Urgency  string        `json:"urgency,omitempty"`
	Proposer string        `json:"proposer,omitempty" ref:"party organisation body"`
	RaisedOn calendar.Date `json:"raised_on,omitzero"`
	// RaisedAfter is known where the day is not.
	RaisedAfter calendar.Date     `json:"raised_after,omitzero"`
	Release     string            `json:"release,omitempty" ref:"release"`
	GoesLiveOn  calendar.Date     `json:"goes_live_on,omitzero"`
	Impacted    []string          `json:"impacted_categories,omitempty"`
	Clauses     []record.Clause   `json:"clauses,omitempty"`
	Related     []string          `json:"related,omitempty" ref:"modification"`
	SplitOf     string            `json:"split_of,omitempty" ref:"modification"`
	Supports    []string          `json:"supports,omitempty" ref:"modification"`
	Issue       string            `json:"issue,omitempty"`
	Idea        string            `json:"idea,omitempty"`
	Solution    string            `json:"solution,omitempty"`
	Benefits    string            `json:"benefits,omitempty"`
	Costs       []record.Cost     `json:"costs,omitempty"`
	Decisions   []record.Decision `json:"decisions,omitempty"`
	Basis       record.Basis      `json:"basis,omitempty"`
	Demo        bool              `json:"demo,omitempty"`
}

// deadline is a date for programs, with its working.
type deadline struct {
	What    string        `json:"what"`
	On      calendar.Date `json:"on"`
	At      time.Time     `json:"at,omitzero"`
	Working string        `json:"working,omitempty"`
	MovedBy string        `json:"moved_by,omitempty"`
}

// deadline is the date of what comes next, for programs; nil where there is none.
func (s standing) deadline() *deadline {
	if s.by.Date.IsZero() {
		return nil
	}
	return &deadline{What: s.by.What, On: s.by.Date, At: s.by.By, Working: s.why,
		MovedBy: s.by.MovedBy}
}

// data is the first screen for programs.
func (d *dossier) data(now standing, to *ruling) data {
	m := d.m
	made := data{
		ID: m.ID, Number: m.Number(), Aliases: m.Aliases, Title: m.Title, State: d.state,
		Stage: phase(d.state), Next: now.next, With: now.holder, By: now.deadline(), Path: m.Path,
		Decision: to, InForce: d.state == implemented, InForceSince: d.liveSince(),
		PathWhy: m.PathReason, Urgency: m.Urgency, Proposer: m.Proposer, RaisedOn: m.RaisedOn,
		RaisedAfter: m.RaisedAfter, Release: m.TargetRelease, Impacted: m.Categories(),
		Clauses: m.Clauses, Related: m.Related, SplitOf: m.SplitOf, Supports: m.Supports,
		Issue: m.Issue, Idea: m.Idea, Solution: m.Solution, Benefits: m.Benefits, Costs: m.Costs,
		Decisions: m.Decisions, Basis: m.Basis, Demo: m.Demo,
	}
	if d.release != nil {
		made.GoesLiveOn = d.release.GoesLiveOn
	}
	return made
}

// one line of the list.
type line struct {
	ID     string      `json:"id"`
	Number string      `json:"number"`
	Title  string      `json:"title,omitempty"`
	State  string      `json:"state,omitempty"`
	Stage  string      `json:"stage"`
	Path   record.Path `json:"path,omitempty"`
	// Release is the id of the Release it is meant for.
	Release  string   `json:"release,omitempty"`
	Impacted []string `json:"impacted_categories,omitempty"`
}

// lineOf is a Modification in a list.
func lineOf(m *record.Modification, state string) line {
	return line{ID: m.ID, Number: m.Number(), Title: m.Title, State: state, Stage: phase(state),
		Path: m.Path, Release: m.TargetRelease, Impacted: m.Categories()}
}

// cells are the line as a row of CSV.
func (l line) cells() []string {
	return []string{l.Number, l.Title, l.Stage, l.State, string(l.Path), l.Release,
		desk.Plains(l.Impacted)}
}

// lineColumns name the cells.
var lineColumns = []string{"number", "title", "stage", "state", "path", "release", "impacted"}
