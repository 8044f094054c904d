package record

import (
	"slices"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
)

// The states of a Release.
const (
	ReleasePlanned     = "planned"
	ReleaseScopeOpen   = "scope_open"
	ReleaseScopeFrozen = "scope_frozen"
	ReleaseDrafted     = "documents_drafted"
	ReleaseBuild       = "build"
	ReleaseTesting     = "testing"
	ReleaseGoNoGo      = "go_no_go"
	ReleaseLive        = "live"
	ReleaseReviewed    = "post_implementation_review"
	ReleaseCancelled   = "cancelled"
)

// ReleasesWaiting are the states in which a Release of text alone waits for its day.
var ReleasesWaiting = []string{ReleasePlanned, ReleaseScopeOpen, ReleaseScopeFrozen, ReleaseDrafted}

// Stored is the state that the Release was brought into.
func (r *Release) Stored() string { return or(r.State, ReleasePlanned) }

// StateAt is its state at an instant: text alone is live from the first minute of its day.
func (r *Release) StateAt(so time.Time) string {
	state := r.Stored()
	if r.Content == TextOnly && slices.Contains(ReleasesWaiting, state) &&
		!r.GoesLiveOn.IsZero() && !so.Before(r.GoesLiveOn.Start()) {
		return ReleaseLive
	}
	return state
}

// LiveAt reports whether it is in force at an instant. One with system changes is from the day
// that somebody said.
func (r *Release) LiveAt(so time.Time) bool {
	on := r.LiveOn()
	return ReleaseIsLive(r.StateAt(so)) && !on.IsZero() && !so.Before(on.Start())
}

// LiveOn is the day since when it is live: as somebody said, or as it was set.
func (r *Release) LiveOn() calendar.Date {
	if r.NotedLive.IsZero() {
		return r.GoesLiveOn
	}
	return r.NotedLive
}

// ReleaseIsLive reports whether a state is one in which a Release is in force.
func ReleaseIsLive(state string) bool { return state == ReleaseLive || state == ReleaseReviewed }
