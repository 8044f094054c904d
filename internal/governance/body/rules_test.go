package body_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/governance/body"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

func TestMachines(t *testing.T) {
	if err := body.MeetingMachine().Check(); err != nil {
		t.Error(err)
	}
	if err := body.ElectionMachine().Check(); err != nil {
		t.Error(err)
	}
}

// TestRules holds the table against the register: every body has its row, and every row says
// how sure it is.
func TestRules(t *testing.T) {
	s := begin(t)
	bodies, err := register.All[*record.Body](s.now(), register.Query{})
	if err != nil {
		t.Fatal(err)
	}
	rules := body.Rules()
	for _, b := range bodies {
		if !slices.ContainsFunc(rules, func(r body.Rule) bool { return r.Body == b.ID }) {
			t.Errorf("%s has no rule", b.ID)
		}
	}
	sure := func(where string, s body.Sure) {
		if !strings.ContainsRune("SHMLD", rune(s)) {
			t.Errorf("%s: how sure is %q: want S, H, M, L or D", where, s)
		}
	}
	for _, r := range rules {
		for name, said := range map[string]body.Said{"remit": r.Remit, "vote": r.Vote,
			"cadence": r.Cadence, "secretary": r.Secretary, "chair": r.Chair,
			"composition": r.Composition} {
			if said.Text == "" {
				t.Errorf("%s: no %s", r.Body, name)
			}
			sure(r.Body+" "+name, said.Sure)
		}
		sure(r.Body+" mark", r.MarkSure)
		if r.Votes {
			sure(r.Body+" quorum", r.Quorum)
		}
		verbs := strings.Count(r.Title, "%")
		if want := map[body.Numbering]int{body.Numbered: 1, body.Monthly: 1}[r.Numbering]; verbs != want {
			t.Errorf("%s: the title %q has %d places for a number or month: want %d", r.Body, r.Title,
				verbs, want)
		}
		if r.Open && len(r.Places) > 0 {
			t.Errorf("%s: it is open, and has seats", r.Body)
		}
	}
}

// TestTitles makes the titles of the demo's meetings again from the table.
func TestTitles(t *testing.T) {
	s := begin(t)
	meetings, err := register.All[*record.Meeting](s.now(), register.Query{})
	if err != nil {
		t.Fatal(err)
	}
	made := 0
	for _, m := range meetings {
		i := slices.IndexFunc(body.Rules(), func(r body.Rule) bool { return r.Body == m.Body })
		if got := body.TitleOf(body.Rules()[i], m); got != m.Title {
			t.Errorf("%s: made %q, printed is %q", m.ID, got, m.Title)
		}
		made++
	}
	if made < 15 {
		t.Errorf("%d meetings: the demo has 15", made)
	}
}
