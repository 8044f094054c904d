package release

import (
	"slices"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/process"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/page"
)

// The states of a Release, in short.
const (
	planned     = record.ReleasePlanned
	scopeOpen   = record.ReleaseScopeOpen
	scopeFrozen = record.ReleaseScopeFrozen
	drafted     = record.ReleaseDrafted
	build       = record.ReleaseBuild
	testing     = record.ReleaseTesting
	goNoGo      = record.ReleaseGoNoGo
	live        = record.ReleaseLive
	reviewed    = record.ReleaseReviewed
	cancelled   = record.ReleaseCancelled
)

// Who takes the steps. What the Panel says is noted by the administrator.
const (
	administrator = "code administrator"
	panel         = "SEC Panel, noted by the code administrator"
)

// Machine is the life of a Release. The states, and that text alone skips build and testing
// [H]; that the scope can be opened again, that a Release can be cancelled, and that it goes
// back to testing after a no go [D].
var Machine = &process.Machine{
	Name: "release", Title: "SEC Release", Start: planned,
	States: []process.State{
		{Name: planned, Label: "Planned", Doc: "Its day is set."},
		{Name: scopeOpen, Label: "Scope open", Doc: "Modifications are moved into it and out of it."},
		{Name: scopeFrozen, Label: "Scope frozen", Doc: "Nothing is moved into it any more."},
		{Name: drafted, Label: "Documents drafted", Doc: "The documents of the Code are drafted."},
		{Name: build, Label: "In build", Doc: "The DCC builds the system changes."},
		{Name: testing, Label: "In testing", Doc: "The system changes are tested."},
		{Name: goNoGo, Label: "Go or no go", Doc: "The Panel says whether it may go live."},
		{Name: live, Label: "Live", Doc: "It is in force.", Final: true},
		{Name: reviewed, Label: "Reviewed", Doc: "It is in force, and how it went was reviewed.",
			Final: true},
		{Name: cancelled, Label: "Cancelled", Doc: "It does not go live.", Final: true},
	},
	Steps: []process.Step{
		{Event: "open_scope", Label: "Open the scope", From: []string{planned}, To: scopeOpen,
			By: []string{administrator}, Doc: "Modifications can then be moved into it."},
		{Event: "freeze", Label: "Freeze the scope", From: []string{scopeOpen}, To: scopeFrozen,
			By: []string{administrator}, Doc: "Nothing can be moved into it after that."},
		{Event: "draft_documents", Label: "Note the documents as drafted",
			From: []string{scopeFrozen}, To: drafted, By: []string{administrator}},
		{Event: "build", Label: "Begin the build", From: []string{drafted}, To: build,
			By: []string{administrator}, Doc: "Only a Release with system changes is built."},
		{Event: "test", Label: "Begin testing", From: []string{build}, To: testing,
			By: []string{administrator}},
		{Event: "put_to_panel", Label: "Put it to the Panel", From: []string{testing}, To: goNoGo,
			By: []string{administrator}, Doc: "With the reports of the Testing Advisory Group."},
		{Event: "note_live", Label: "Note it as live", From: []string{goNoGo}, To: live,
			By: []string{administrator}, Doc: "It needs a go, and its day has come."},
		{Event: "verdict", Label: "Note go or no go", From: []string{goNoGo}, To: goNoGo,
			By: []string{panel}, Doc: "Without a go it does not go live."},
		{Event: "go_live", Label: "Text alone goes live", From: record.ReleasesWaiting, To: live,
			Timed: true, Doc: "On its day, without build, testing or a go."},
		{Event: "review", Label: "Note the review", From: []string{live}, To: reviewed,
			By: []string{administrator}},
		{Event: "reopen_scope", Label: "Open the scope again", From: []string{scopeFrozen, drafted},
			To: scopeOpen, By: []string{administrator}, Reason: true},
		{Event: "retest", Label: "Send it back to testing", From: []string{goNoGo}, To: testing,
			By: []string{administrator}, Reason: true},
		{Event: "cancel", Label: "Cancel the Release",
			From: []string{planned, scopeOpen, scopeFrozen, drafted, build, testing, goNoGo},
			To:   cancelled, By: []string{administrator}, Reason: true},
	},
}

// answer is what a reader wants to know first: since when it is live, or from when on it
// is, in a heading and where needed a sentence.
func answer(r *record.Release, so time.Time) (heading, sentence string) {
	state, on := r.StateAt(so), r.GoesLiveOn
	switch {
	case state == cancelled && on.IsZero():
		return "Cancelled", ""
	case state == cancelled:
		return "Cancelled: it was to go live on " + on.Long(), ""
	case record.ReleaseIsLive(state):
		return "Live since " + r.LiveOn().Long(), ""
	case on.IsZero():
		return "The day it goes live is not known", ""
	case so.Before(on.Start()):
		return "Goes live on " + on.Long(), ""
	}
	return "Was due to go live on " + on.Long(),
		"That day has come, and it is not known here whether the Release is live."
}

// tag is a state in words.
func tag(state string) page.Tag {
	t := page.Tag{Text: state, Tone: page.Wait}
	if s, known := Machine.State(state); known {
		t.Text = s.Label
	}
	switch state {
	case live, reviewed:
		t.Tone = page.Good
	case cancelled:
		t.Tone = page.Stop
	}
	return t
}

// months are those with a scheduled Release [H]; a Release of another month is ad hoc.
var months = []time.Month{time.February, time.June, time.November}

// scheduled reports whether a day lies in a month with a scheduled Release.
func scheduled(on calendar.Date) bool { return slices.Contains(months, on.Month) }

// occasion says whether a Release is a scheduled one, by the day it had first.
func occasion(r *record.Release) page.Inline {
	on := r.GoesLiveOn
	if len(r.Moves) > 0 && !r.Moves[0].From.IsZero() {
		on = r.Moves[0].From
	}
	switch {
	case on.IsZero():
		return desk.NotKnown
	case scheduled(on):
		return page.T("One of the three scheduled Releases of a year: February, June, November")
	}
	return page.T("Ad hoc: beside the scheduled Releases of February, June and November")
}
