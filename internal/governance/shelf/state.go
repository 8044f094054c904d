package shelf

import (
	"slices"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/process"
	"github.com/mains-energy/mains/internal/page"
)

// StateTag is a state of a machine in words: green where it is one of the good states, red where
// it is final or called closed, and else in between.
func StateTag(m *process.Machine, state string, good ...string) page.Tag {
	t := page.Tag{Text: desk.Upper(desk.Plain(state)), Tone: page.Wait}
	if s, known := m.State(state); known {
		t.Text = s.Label
		if s.Final {
			t.Tone = page.Stop
		}
	}
	if state == "closed" {
		t.Tone = page.Stop
	}
	if slices.Contains(good, state) {
		t.Tone = page.Good
	}
	return t
}
