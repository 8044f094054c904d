package record

import "slices"

// The stages of a Modification that its Release asks for.
const (
	ModificationPending     = "approved_pending_implementation"
	ModificationImplemented = "implemented"
)

// modificationOver are the stages from which a Modification comes into no Release any more.
var modificationOver = []string{ModificationImplemented, "rejected", "withdrawn", "lapsed", "split",
	"merged"}

// Over reports whether it comes into no Release any more.
func (m *Modification) Over() bool { return slices.Contains(modificationOver, m.Stage) }

// Outcome is what was decided last; empty: nothing was.
func (m *Modification) Outcome() string {
	for _, d := range slices.Backward(m.Decisions) {
		if d.Kind == "decision" {
			return d.Outcome
		}
	}
	return ""
}

// Approved reports whether it was approved: it is in force, waits for its Release, or for the end
// of the time in which that can be referred or objected to.
func (m *Modification) Approved() bool {
	switch m.Stage {
	case ModificationPending, ModificationImplemented, "objection_window":
		return true
	case "appeal_window", "panel_window":
		return m.Outcome() == "approve"
	}
	return false
}
