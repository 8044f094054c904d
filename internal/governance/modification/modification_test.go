package modification_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/governance/modification"
	"github.com/mains-energy/mains/internal/page"
)

func TestMachines(t *testing.T) {
	for _, m := range modification.Machines() {
		if err := m.Check(); err != nil {
			t.Error(err)
		}
	}
}

func TestRegisterOfJanuary(t *testing.T) {
	w := newWorld(t)
	for address, want := range map[string][]string{
		"/modifications/MP192": {"Modification Proposal MP192",
			"Extend Scheduled Services for SMETS1 Devices", "Refinement Process",
			"MP192 Refinement Consultation", "4 February 2022", "SEC Parties", "Create Schedule"},
		"/modifications/DP197": {"Draft Proposal DP197", "Development Stage",
			"Change Sub-Committee Meeting 36", "15 February 2022", "Tuesday 8 February 2022",
			"after <time datetime=\"2021-12-17\"", "Section F F8.7", "MP140 CH Stock Transfer"},
		"/modifications/DP199": {"Release", "It corrects what this Release was approved with",
			"SECMP0015 GPF timestamp"},
		"/modifications/MP078":  {"IRP550", "IRP603", "Open until"},
		"/modifications/MP085A": {"Part of", "MP085", "1800"},
		"/modifications/MP085":  {"Split", "Goes on as", "MP085A"},
		"/modifications/MP140":  {"Stage not known", "What comes next is not known"},
		"/modifications/MP116":  {"Pending Implementation", "24 February 2022"},
	} {
		w.holds(address, w.main("", address), want...)
	}
	if text := w.main("", "/modifications/MP192"); strings.Contains(text, "5pm on 4 February") {
		t.Error("MP192: a time of our convention is shown as if it had been printed")
	}
}

// TestNumbers: every number that a Modification has or had leads to it, in any case.
func TestNumbers(t *testing.T) {
	w := newWorld(t)
	for from, to := range map[string]string{
		"/modifications/MP197":           "/modifications/DP197",
		"/modifications/dp197":           "/modifications/DP197",
		"/modifications/mp85a":           "/modifications/MP085A",
		"/modifications/DP192/timetable": "/modifications/MP192/timetable",
		"/modifications/MP085B":          "/modifications/MP085",
		"/modifications/secmp15/history": "/modifications/SECMP0015/history",
		"/modifications/mp078/documents": "/modifications/MP078/documents",
	} {
		ask, route := w.ask("", from)
		_, err := route.View(ask)
		var moved *page.Moved
		if !errors.As(err, &moved) || string(moved.To) != to {
			t.Errorf("%s: got %v, want moved to %s", from, err, to)
		}
	}
	for _, address := range []string{"/modifications/MP999", "/modifications/MP192A",
		"/modifications/nonsense", "/modifications/DP197x9/process"} {
		ask, route := w.ask("", address)
		if _, err := route.View(ask); !errors.Is(err, page.ErrNotFound) {
			t.Errorf("%s: got %v, want not found", address, err)
		}
	}
}

func TestTabs(t *testing.T) {
	w := newWorld(t)
	for _, id := range []string{"DP197", "MP192", "MP078", "MP085", "SECMP0015", "MP140", "MP116"} {
		for _, tab := range []string{"", "/timetable", "/process", "/ballot", "/documents", "/history"} {
			v := w.view(analyst, "/modifications/"+id+tab)
			current := 0
			for _, each := range v.Tabs {
				if each.Current {
					current++
				}
			}
			if len(v.Tabs) != 7 || current != 1 {
				t.Errorf("%s%s: %d tabs, %d current", id, tab, len(v.Tabs), current)
			}
		}
	}
	w.holds("process", w.main("", "/modifications/MP192/process"), "<svg", "Now: Refinement Process",
		"Accept report", "Self-Governance", "from memory: may differ")
	w.holds("timetable", w.main("", "/modifications/MP078/timetable"),
		"Modification Report Consultation", "8 February 2022", "Vote of the Change Board",
		"23 February 2022")
	w.holds("consultation", w.main("", "/modifications/MP192/timetable"),
		`consultations/consultation-mp192-refinement">Refinement Consultation</a>`,
		"It closes then", "No date")
	w.at("2022-02-10 10:00:00.000000")
	w.holds("after it", w.main("", "/modifications/MP192/timetable"), "Not recorded",
		`Done on <time datetime="2022-02-04"`)
	w.holds("what is next", w.main("", "/modifications/MP192"),
		"Next in its timetable: DCC Impact Assessment")
}

// TestClock: what follows from a date follows at its instant, in lists and on pages.
func TestClock(t *testing.T) {
	w := newWorld(t)
	state := func(id string) string { return w.view("", "/modifications/"+id).Tag.Text }
	listed := func(stage string) string { return w.main("", "/modifications?stage="+stage) }
	for _, tt := range []struct{ at, id, state, stage string }{
		{"2022-02-08 16:59:59.999999", "MP078", "Report Phase", "report"},
		{"2022-02-08 17:00:00.000000", "MP078", "With the Change Board", "change_board"},
		{"2022-02-23 23:59:59.999999", "MP116", "Pending Implementation",
			"approved_pending_implementation"},
		{"2022-02-24 00:00:00.000000", "MP116", "Implemented", "implemented"},
		{"2022-06-30 12:00:00.000000", "SECMP0015", "Pending Implementation",
			"approved_pending_implementation"},
		{"2022-06-30 12:00:00.000000", "DP199", "Development Stage", "development"},
	} {
		w.at(tt.at)
		if got := state(tt.id); got != tt.state {
			t.Errorf("%s at %s: %s, want %s", tt.id, tt.at, got, tt.state)
		}
		if !strings.Contains(listed(tt.stage), tt.id+" ") {
			t.Errorf("%s at %s: not in the list of %s", tt.id, tt.at, tt.stage)
		}
	}
}

func TestList(t *testing.T) {
	w := newWorld(t)
	order := func(address string) (ids []string) {
		for _, e := range w.view("", address).List.Entries {
			ids = append(ids, e.Cells[0])
		}
		return ids
	}
	for address, want := range map[string]string{
		"/modifications?stage=development":                         "DP199 DP198 DP197",
		"/modifications?stage=report":                              "MP085A MP078",
		"/modifications?release=release-2022-02":                   "MP196 MP179 MP173 MP121 MP116",
		"/modifications?impacted=LS":                               "MP192",
		"/modifications?impacted=GN":                               "",
		"/modifications?path=self_governance":                      "",
		"/modifications?stage=nonsense":                            "",
		"/modifications?stage=development&release=release-2022-06": "DP199",
	} {
		if got := strings.Join(order(address), " "); got != want {
			t.Errorf("%s: %s, want %s", address, got, want)
		}
	}
	all := order("/modifications")
	if all[0] != "DP199" || all[len(all)-1] != "SECMP0015" {
		t.Errorf("order by number: %v", all)
	}
	v := w.view("", "/modifications")
	if text := string(v.AppendCSV(nil)); !strings.Contains(text, "number,title,stage") &&
		!strings.Contains(text, "Extend Scheduled Services") {
		t.Errorf("CSV: %s", text)
	}
	if text := string(v.AppendAtom(nil, "https://example.org", "/modifications")); !strings.Contains(
		text, "modification-MP192") {
		t.Errorf("Atom: %s", text)
	}
}
