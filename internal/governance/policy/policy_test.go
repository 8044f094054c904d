package policy_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/governance/policy"
)

// of is what each label of the table is of.
var of = map[policy.Mark]string{
	policy.Amber: "ssc", policy.Red: "paper-1", policy.Party: "party-1", policy.Response: "party-1",
	policy.Confidential: "party-1", policy.Personal: "person-1",
}

// TestTable is the whole policy: each mark, and each right alone.
func TestTable(t *testing.T) {
	rights := map[string]policy.Rights{
		"public":          {},
		"signed in":       {Person: "person-2"},
		"the person":      {Person: "person-1"},
		"staff":           {Staff: true},
		"authority":       {Authority: true},
		"observer":        {Observer: true},
		"panel":           {Panel: true},
		"panel member":    {Panel: true, Bodies: []string{"panel"}},
		"the Party":       {Parties: []string{"party-1"}},
		"another Party":   {Parties: []string{"party-10", "party"}},
		"the body":        {Bodies: []string{"ssc"}},
		"another body":    {Bodies: []string{"ss", "sscx"}},
		"the recipient":   {Grants: []string{"paper-1"}},
		"other recipient": {Grants: []string{"paper-11", "ssc", "party-1", "person-1"}},
		"nobody's name":   {Parties: []string{""}, Bodies: []string{""}, Grants: []string{""}},
	}
	for _, row := range []struct {
		mark policy.Mark
		who  string // may see it, and nobody else
	}{
		{policy.White, "public, signed in, the person, staff, authority, observer, panel, panel member," +
			" the Party, another Party, the body, another body, the recipient, other recipient," +
			" nobody's name"},
		{policy.Green, "staff, authority, observer, panel member, the Party, another Party, the body," +
			" another body, nobody's name"},
		{policy.Amber, "staff, authority, the body"},
		{policy.Red, "the recipient"},
		{policy.Party, "the Party"},
		{policy.Response, "staff, the Party"},
		{policy.Confidential, "staff, authority, panel, panel member, the Party"},
		{policy.Personal, "the person, staff"},
		{policy.Staff, "staff"},
	} {
		label := policy.Label{Mark: row.mark, Scope: of[row.mark]}
		who := strings.Split(row.who, ", ")
		for name, facts := range rights {
			r := policy.NewReader(facts)
			may := slices.Contains(who, name)
			if r.May(label) != may {
				t.Errorf("%s sees %s: %v, want %v", name, label, !may, may)
			}
			inQuery := slices.Contains(r.Marks(), string(label.Mark)) ||
				slices.Contains(r.Labels(), label.String())
			if inQuery != may {
				t.Errorf("%s sees %s in a query: %v, want %v", name, label, inQuery, may)
			}
			if nobody := (policy.Label{Mark: row.mark}); label.Scope != "" && r.May(nobody) &&
				!slices.Contains(r.Marks(), string(row.mark)) {
				t.Errorf("%s sees %s, which is nobody's", name, nobody)
			}
			if r.Numbers() != facts.Staff {
				t.Errorf("%s may be told numbers: %v", name, r.Numbers())
			}
		}
		if r := policy.System(); !r.May(label) || !r.Numbers() {
			t.Errorf("the system does not see %s", label)
		}
	}
	if n := len(policy.Marks()); n != 9 {
		t.Errorf("%d marks, and the table has 9", n)
	}
}

// TestLabels: a label is read as it was written, whatever its scope.
func TestLabels(t *testing.T) {
	for _, mark := range policy.Marks() {
		for _, scope := range []string{"", "a", "a:b", ":", "a:", "white", " ", "é"} {
			l := policy.Label{Mark: mark, Scope: scope}
			if got := policy.ParseLabel(l.String()); got != l {
				t.Errorf("%q read as %+v, want %+v", l, got, l)
			}
			text, err := l.MarshalText()
			var again policy.Label
			if err != nil || again.UnmarshalText(text) != nil || again != l {
				t.Errorf("%q read as %+v, %v", text, again, err)
			}
		}
		if !mark.Valid() || mark.Readers() == "" {
			t.Errorf("%s is no mark", mark)
		}
	}
	for _, mark := range []policy.Mark{"", "grey", "White", "amber:ssc"} {
		if mark.Valid() {
			t.Errorf("%q is a mark", mark)
		}
	}
}

// TestReaderKeepsItsRights: what the caller does to its lists later changes nothing.
func TestReaderKeepsItsRights(t *testing.T) {
	lists := policy.Rights{Parties: []string{"a"}, Bodies: []string{"b"}, Grants: []string{"c"}}
	r := policy.NewReader(lists)
	lists.Parties[0], lists.Bodies[0], lists.Grants[0] = "x", "x", "x"
	if !r.Acts("a") || r.Acts("x") || !r.Sits("b") || r.Sits("x") || r.Grants[0] != "c" {
		t.Errorf("its rights are now %+v", r.Rights)
	}
}
