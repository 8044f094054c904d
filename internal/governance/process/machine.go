// Package process declares state machines as data: which states a thing of the Code goes
// through, which steps lead on, who may take them and under which clause. The same value
// decides ([Machine.Take]), says what is possible ([Machine.Next]), is drawn
// ([Machine.SVG]) and is printed ([Machine.Text]).
//
// A machine is a literal in the package of its subject, and a test there calls
// [Machine.Check]. Nobody writes to one after its declaration.
//
//	var Edition = &process.Machine{
//		Name: "edition", Title: "Newsletter edition", Start: "draft",
//		States: []process.State{
//			{Name: "draft", Label: "Draft", Doc: "Items are collected and edited."},
//			{Name: "sent", Label: "Sent", Doc: "It was sent and never changes.", Final: true},
//		},
//		Steps: []process.Step{{
//			Event: "send", Label: "Send", From: []string{"draft"}, To: "sent", By: []string{editor},
//		}},
//	}
//
// Declare the good case first: the first step declared out of each state makes the main
// path, the row at the top of the picture.
//
// The package holds no state of any thing, knows no clock and judges no person: a step
// says which roles may take it, and whoever takes it for them asks the policy.
package process

import (
	"fmt"
	"slices"
	"strings"
)

// Machine is a state machine as declared.
type Machine struct {
	Name   string // identifier, for example "modification"
	Title  string // what people call the thing, for example "Modification"
	Clause string // for example "SEC D"; empty where none is known
	Start  string // the Name of the state in which a thing begins
	States []State
	Steps  []Step
}

// State is one state of a machine.
type State struct {
	Name  string // identifier: lower-case letters, digits and underscores
	Label string // what public pages say
	Doc   string // one sentence
	Final bool   // a thing may stay here for good; steps out of it are allowed
}

// Step leads from any of some states to one.
type Step struct {
	Event  string   // a verb as identifier, for example "convert"
	Label  string   // what a button says, for example "Convert to Modification Proposal"
	From   []string // the states in which it is possible
	To     string   // the state it leads to; one of From where it changes no state
	By     []string // the roles that may take it, in the words of the caller; none where Timed
	Reason bool     // whoever takes it gives a reason
	Clause string   // empty where none is known
	Doc    string   // one sentence
	Timed  bool     // happens by the clock; no person takes it
}

// State is the state called name, and whether there is one.
func (m *Machine) State(name string) (State, bool) {
	i := m.index(name)
	if i < 0 {
		return State{}, false
	}
	return m.States[i], true
}

func (m *Machine) index(name string) int {
	return slices.IndexFunc(m.States, func(s State) bool { return s.Name == name })
}

// label is what people call the state called name; its name where it has no label.
func (m *Machine) label(name string) string {
	if s, ok := m.State(name); ok && s.Label != "" {
		return s.Label
	}
	return name
}

// Next lists the steps that are possible in state, in the order of their declaration; none
// in a state that is unknown.
func (m *Machine) Next(state string) (steps []Step) {
	for _, s := range m.Steps {
		if slices.Contains(s.From, state) {
			steps = append(steps, s)
		}
	}
	return steps
}

// Take is the step that event means in state. It fails with a *[Refusal] where there is
// none.
func (m *Machine) Take(state, event string) (Step, error) {
	next := m.Next(state)
	for _, s := range next {
		if s.Event == event {
			return s, nil
		}
	}
	return Step{}, &Refusal{Machine: m, State: state, Event: event, Allowed: next}
}

// Path is a shortest way from one state to another, as the steps to take one after the
// other: none where from is to. Of several it is the one whose steps are declared first.
// It reports false where there is no way.
func (m *Machine) Path(from, to string) ([]Step, bool) {
	if m.index(from) < 0 {
		return nil, false
	}
	ways := map[string][]Step{from: {}}
	for queue := []string{from}; len(queue) > 0; queue = queue[1:] {
		for _, s := range m.Next(queue[0]) {
			if _, known := ways[s.To]; !known {
				ways[s.To] = append(slices.Clip(ways[queue[0]]), s)
				queue = append(queue, s.To)
			}
		}
	}
	way, ok := ways[to]
	return way, ok
}

// main is the main path by the indices of its states: from Start, each time the first step
// declared that leads to a state not on it yet.
func (m *Machine) main() (path []int) {
	at := m.index(m.Start)
	for at >= 0 {
		path = append(path, at)
		next := -1
		for _, s := range m.Next(m.States[at].Name) {
			if to := m.index(s.To); to >= 0 && !slices.Contains(path, to) {
				next = to
				break
			}
		}
		at = next
	}
	return path
}

// Refusal is the answer to an event that means nothing in a state. The thing stays as it
// is.
type Refusal struct {
	Machine *Machine
	State   string // the Name of the state the thing is in
	Event   string // what was asked for
	Allowed []Step // what would have been possible; none at the end, or in an unknown state
}

// Error says in which state the thing is and what would be possible.
func (r *Refusal) Error() string {
	state, ok := r.Machine.State(r.State)
	if !ok {
		return fmt.Sprintf("%s: no state is called %q", r.Machine.Name, r.State)
	}
	what := fmt.Sprintf("%s: %q is not possible in state %s (%s)",
		r.Machine.Name, r.Event, state.Name, state.Label)
	if len(r.Allowed) == 0 {
		return what + ": nothing is possible any more"
	}
	var possible []string
	for _, s := range r.Allowed {
		text := fmt.Sprintf("%s (%s)", s.Event, s.Label)
		if s.Timed {
			text += " by the clock"
		}
		possible = append(possible, text)
	}
	return what + ": possible are " + strings.Join(possible, ", ")
}
