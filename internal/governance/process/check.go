package process

import (
	"errors"
	"fmt"
	"strings"
)

// Check proves the declaration. It fails with all faults joined, each in a line that says
// where it is and what to do: every state can be reached from Start and can be left unless
// it is Final, every name is known and declared once, no event means two things in one
// state, and each step says who takes it, be it the clock.
func (m *Machine) Check() error {
	var faults []error
	fault := func(format string, args ...any) {
		faults = append(faults, fmt.Errorf(m.Name+": "+format, args...))
	}
	if !identifier(m.Name) {
		fault("machine %q: name it with lower-case letters, digits and underscores", m.Name)
	}
	if m.Title == "" {
		fault("the machine has no title: say what people call the thing")
	}
	m.checkStates(fault)
	m.checkSteps(fault)
	m.checkReach(fault)
	return errors.Join(faults...)
}

// checkStates looks at each state for itself.
func (m *Machine) checkStates(fault func(string, ...any)) {
	known := map[string]bool{}
	for _, s := range m.States {
		if !identifier(s.Name) {
			fault("state %q: name it with lower-case letters, digits and underscores", s.Name)
		}
		if known[s.Name] {
			fault("state %s: declared twice: take one away", s.Name)
		}
		known[s.Name] = true
		if s.Label == "" || s.Doc == "" {
			fault("state %s: no label or no doc: say what pages call it and what it means", s.Name)
		}
		if len(m.Next(s.Name)) == 0 && !s.Final {
			fault("state %s: no step leads out of it: declare one, or make it final", s.Name)
		}
	}
	if !known[m.Start] {
		fault("start %q is not one of its states", m.Start)
	}
}

// checkSteps looks at each step, and for events that two steps claim in one state.
func (m *Machine) checkSteps(fault func(string, ...any)) {
	type claim struct{ state, event string }
	claimed := map[claim]bool{}
	for _, s := range m.Steps {
		if !identifier(s.Event) {
			fault("event %q: name it with lower-case letters, digits and underscores", s.Event)
		}
		if s.Label == "" {
			fault("step %s: no label: say what a button for it says", s.Event)
		}
		if len(s.From) == 0 {
			fault("step %s: possible in no state: list those it leads from", s.Event)
		}
		if s.Timed && len(s.By) > 0 {
			fault("step %s: both timed and by %s: it is one or the other",
				s.Event, strings.Join(s.By, ", "))
		}
		if !s.Timed && len(s.By) == 0 {
			fault("step %s: nobody may take it: list the roles, or make it timed", s.Event)
		}
		if s.Timed && s.Reason {
			fault("step %s: timed, and the clock gives no reason", s.Event)
		}
		if m.index(s.To) < 0 {
			fault("step %s: leads to unknown state %q", s.Event, s.To)
		}
		for _, from := range s.From {
			if m.index(from) < 0 {
				fault("step %s: leads from unknown state %q", s.Event, from)
			}
			if claimed[claim{from, s.Event}] {
				fault("state %s: event %s means more than one step", from, s.Event)
			}
			claimed[claim{from, s.Event}] = true
		}
	}
}

// checkReach looks for states that nothing leads to.
func (m *Machine) checkReach(fault func(string, ...any)) {
	if m.index(m.Start) < 0 {
		return // reported
	}
	for _, s := range m.States {
		if _, ok := m.Path(m.Start, s.Name); !ok {
			fault("state %s: cannot be reached from %s: declare a step to it", s.Name, m.Start)
		}
	}
}

// identifier reports whether s is one: a lower-case letter, then such letters, digits and
// underscores.
func identifier(s string) bool {
	for i, r := range s {
		letter := 'a' <= r && r <= 'z'
		if !letter && (i == 0 || r != '_' && (r < '0' || r > '9')) {
			return false
		}
	}
	return s != ""
}
