package process_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/mains-energy/mains/internal/governance/process"
)

func events(steps []process.Step) (names []string) {
	for _, s := range steps {
		names = append(names, s.Event)
	}
	return names
}

func TestCheck(t *testing.T) {
	if err := modification().Check(); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name string
		harm func(*process.Machine)
		want string
	}{
		{"name", func(m *process.Machine) { m.Name = "Life cycle" }, `machine "Life cycle"`},
		{"title", func(m *process.Machine) { m.Title = "" }, "no title"},
		{"start", func(m *process.Machine) { m.Start = "begun" }, `start "begun"`},
		{"state name", func(m *process.Machine) { m.States[0].Name = "1st" }, `state "1st"`},
		{"state label", func(m *process.Machine) { m.States[1].Label = "" },
			"state development: no label"},
		{"state doc", func(m *process.Machine) { m.States[1].Doc = "" }, "or no doc"},
		{"state twice", func(m *process.Machine) { m.States[1].Name = "report" },
			"report: declared twice"},
		{"dead end", func(m *process.Machine) { m.States[13].Final = false },
			"state split: no step leads out of it"},
		{"not reached", func(m *process.Machine) { m.Steps[0].To = "lapsed" },
			"state development: cannot be reached from pre_submission"},
		{"event", func(m *process.Machine) { m.Steps[0].Event = "" }, `event ""`},
		{"step label", func(m *process.Machine) { m.Steps[0].Label = "" }, "step raise: no label"},
		{"from nowhere", func(m *process.Machine) { m.Steps[4].From = nil },
			"approve: possible in no state"},
		{"from unknown", func(m *process.Machine) { m.Steps[4].From[0] = "board" },
			`approve: leads from unknown state "board"`},
		{"to unknown", func(m *process.Machine) { m.Steps[4].To = "done" },
			`approve: leads to unknown state "done"`},
		{"ambiguous", func(m *process.Machine) { m.Steps[5].Event = "approve" },
			"state change_board: event approve means more than one step"},
		{"by nobody", func(m *process.Machine) { m.Steps[4].By = nil }, "approve: nobody may take it"},
		{"by clock and person", func(m *process.Machine) { m.Steps[3].By = []string{secas} },
			"close_consultation: both timed and by secas"},
		{"reason of the clock", func(m *process.Machine) { m.Steps[3].Reason = true },
			"close_consultation: timed, and the clock gives no reason"},
	} {
		t.Run(test.name, func(t *testing.T) {
			m := modification()
			test.harm(m)
			if err := m.Check(); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
}

func TestCheckJoinsFaults(t *testing.T) {
	m := modification()
	m.Title, m.Steps[4].To, m.States[13].Final = "", "done", false
	err := m.Check()
	for _, want := range []string{"no title", `unknown state "done"`, "state split"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not in %v", want, err)
		}
	}
}

func TestState(t *testing.T) {
	m := modification()
	if s, ok := m.State("report"); !ok || s.Label != "Report Phase" {
		t.Errorf("report: %+v, %v", s, ok)
	}
	if s, ok := m.State("no_state"); ok || s != (process.State{}) {
		t.Errorf("no_state: %+v, %v", s, ok)
	}
}

func TestTake(t *testing.T) {
	m := modification()
	s, err := m.Take("development", "convert")
	if err != nil || s.To != "refinement" || s.Label != "Convert to Modification Proposal" {
		t.Errorf("got %+v, %v", s, err)
	}
	for _, test := range []struct {
		state, event string
		allowed      []string
		text         string
	}{
		{"report", "convert", []string{"close_consultation", "send_back", "withdraw", "hold"},
			`modification: "convert" is not possible in state report (Report Phase): possible are ` +
				`close_consultation (Close consultation) by the clock, ` +
				`send_back (Send back to Refinement), withdraw (Withdraw), hold (Put on hold)`},
		{"implemented", "withdraw", nil, `modification: "withdraw" is not possible in state ` +
			`implemented (Implemented): nothing is possible any more`},
		{"no_state", "withdraw", nil, `modification: no state is called "no_state"`},
	} {
		_, err := m.Take(test.state, test.event)
		var refusal *process.Refusal
		if !errors.As(err, &refusal) {
			t.Fatalf("%s, %s: %v, want a Refusal", test.state, test.event, err)
		}
		if refusal.Machine != m || refusal.State != test.state || refusal.Event != test.event {
			t.Errorf("%s, %s: %+v", test.state, test.event, refusal)
		}
		if d := cmp.Diff(test.allowed, events(refusal.Allowed)); d != "" {
			t.Errorf("%s, %s: allowed: -want +got\n%s", test.state, test.event, d)
		}
		if err.Error() != test.text {
			t.Errorf("got  %s\nwant %s", err, test.text)
		}
	}
}

func TestPath(t *testing.T) {
	m := modification()
	for _, test := range []struct {
		from, to string
		ok       bool
		want     []string
	}{
		{"pre_submission", "pre_submission", true, nil},
		{"pre_submission", "refinement", true, []string{"raise", "convert"}},
		{"development", "approved_pending_implementation", true, []string{"fast_track", "end_window"}},
		{"withdrawn", "report", true, []string{"adopt", "accept_report"}},
		{"refinement", "change_board", true, []string{"accept_report", "close_consultation"}},
		{"change_board", "approved_pending_implementation", true, []string{"approve", "end_window"}},
		{"implemented", "report", false, nil},
		{"no_state", "no_state", false, nil},
		{"report", "no_state", false, nil},
	} {
		steps, ok := m.Path(test.from, test.to)
		if d := cmp.Diff(test.want, events(steps)); d != "" || ok != test.ok {
			t.Errorf("%s to %s: %v, want %v; -want +got\n%s", test.from, test.to, ok, test.ok, d)
		}
	}
}

func TestTextEscapes(t *testing.T) {
	m := edition()
	m.Steps[0].Label = "Send | keep"
	if text := m.Text(); !strings.Contains(text, `| Send \| keep |`) {
		t.Error(text)
	}
}

// machines draws machines that Check passes: state i is reached from one before it.
func machines() *rapid.Generator[*process.Machine] {
	return rapid.Custom(func(t *rapid.T) *process.Machine {
		words := rapid.StringMatching(`[A-Z][a-z]{1,9}( [A-Z][a-z]{1,9}){0,3}`)
		m := &process.Machine{Name: "random", Title: "Random & <odd>", Start: "s0"}
		n := rapid.IntRange(1, 12).Draw(t, "states")
		for i := range n {
			m.States = append(m.States, process.State{Name: fmt.Sprintf("s%d", i),
				Label: words.Draw(t, "label"), Doc: "One of them.", Final: true})
		}
		state := func(limit int) string { return m.States[rapid.IntRange(0, limit-1).Draw(t, "at")].Name }
		step := func(from []string, to string) {
			m.Steps = append(m.Steps, process.Step{Event: fmt.Sprintf("e%d", len(m.Steps)),
				Label: words.Draw(t, "step"), From: from, To: to, By: []string{secas}})
		}
		for i := 1; i < n; i++ {
			step([]string{state(i)}, m.States[i].Name)
		}
		for range rapid.IntRange(0, 10).Draw(t, "more") {
			from := rapid.SliceOfNDistinct(rapid.SampledFrom(m.States), 1, min(4, n),
				func(s process.State) string { return s.Name }).Draw(t, "from")
			var names []string
			for _, s := range from {
				names = append(names, s.Name)
			}
			step(names, state(n))
		}
		return m
	})
}

// TestWalk holds Next, Take and Path against each other on random machines.
func TestWalk(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := machines().Draw(t, "machine")
		if err := m.Check(); err != nil {
			t.Fatal(err)
		}
		for _, s := range m.States {
			way, ok := m.Path(m.Start, s.Name)
			if !ok {
				t.Fatalf("no way to %s", s.Name)
			}
			at := m.Start
			for _, step := range way {
				taken, err := m.Take(at, step.Event)
				if err != nil {
					t.Fatal(err)
				}
				at = taken.To
			}
			if at != s.Name || len(way) >= len(m.States) {
				t.Fatalf("the way to %s has %d steps and ends in %s", s.Name, len(way), at)
			}
			for _, next := range m.Next(s.Name) {
				if to, ok := m.Path(m.Start, next.To); !ok || len(to) > len(way)+1 {
					t.Fatalf("%s to %s: %d steps, though %s is one from %s, which is %d away",
						m.Start, next.To, len(to), next.To, s.Name, len(way))
				}
			}
		}
	})
}
