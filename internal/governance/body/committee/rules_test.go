package committee_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/governance/body/committee"
	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

// now is the demo register.
func now(t *testing.T) *register.View {
	t.Helper()
	r := governancetest.New(t).Code.Register()
	at := r.Now()
	return r.View(t.Context(), policy.System(), register.Moment{So: at, Known: at})
}

func TestMachine(t *testing.T) {
	if err := committee.Machine().Check(); err != nil {
		t.Error(err)
	}
}

// TestRules holds the table against the register: every body has its row, and every row says
// how sure it is.
func TestRules(t *testing.T) {
	bodies, err := register.All[*record.Body](now(t), register.Query{})
	if err != nil {
		t.Fatal(err)
	}
	rules := committee.Rules()
	for _, b := range bodies {
		if !slices.ContainsFunc(rules, func(r committee.Rule) bool { return r.Body == b.ID }) {
			t.Errorf("%s has no rule", b.ID)
		}
	}
	sure := func(where string, s committee.Sure) {
		if !strings.ContainsRune("SHMLD", rune(s)) {
			t.Errorf("%s: how sure is %q: want S, H, M, L or D", where, s)
		}
	}
	for _, r := range rules {
		for name, said := range map[string]committee.Said{"remit": r.Remit, "vote": r.Vote,
			"cadence": r.Cadence, "secretary": r.Secretary, "chair": r.Chair,
			"composition": r.Composition} {
			if said.Text == "" {
				t.Errorf("%s: no %s", r.Body, name)
			}
			sure(r.Body+" "+name, said.Sure)
		}
		sure(r.Body+" mark", r.MarkSure)
		if r.Votes {
			sure(r.Body+" quorum", r.QuorumSure)
		}
		verbs := strings.Count(r.Title, "%")
		if want := map[committee.Numbering]int{committee.Numbered: 1,
			committee.Monthly: 1}[r.Numbering]; verbs != want {
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
	meetings, err := register.All[*record.Meeting](now(t), register.Query{})
	if err != nil {
		t.Fatal(err)
	}
	made := 0
	for _, m := range meetings {
		i := slices.IndexFunc(committee.Rules(), func(r committee.Rule) bool { return r.Body == m.Body })
		rule := committee.Rules()[i]
		if got := rule.TitleOf(m.Number, m.Month()); got != m.Title {
			t.Errorf("%s: made %q, printed is %q", m.ID, got, m.Title)
		}
		made++
	}
	if made < 15 {
		t.Errorf("%d meetings: the demo has 15", made)
	}
}
