package vote_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/vote"
)

func TestDeclared(t *testing.T) {
	rules := vote.Declared()
	if err := rules.Check(); err != nil {
		t.Fatal(err)
	}
	for i := range rules {
		got, err := vote.RuleAt(rules[i].Body, closed)
		if err != nil || got.Name != rules[i].Name {
			t.Errorf("%s: %+v, %v", rules[i].Body, got, err)
		}
	}
	rules[0].Categories[0].Title = "changed"
	if vote.Declared()[0].Categories[0].Title == "changed" {
		t.Error("two calls share their categories")
	}
}

func TestRuleAt(t *testing.T) {
	day := func(d int) time.Time { return time.Date(2022, 3, d, 0, 0, 0, 0, time.UTC) }
	rules := vote.Rules{
		{Name: "first", Body: "b", Until: day(10)},
		{Name: "second", Body: "b", From: day(10), Until: day(20)},
		{Name: "other", Body: "c"},
		{Name: "third", Body: "b", From: day(25)},
	}
	for _, test := range []struct {
		body string
		at   time.Time
		want string // empty: none
	}{
		{"b", day(1), "first"},
		{"b", day(10).Add(-1), "first"},
		{"b", day(10), "second"},
		{"b", day(20), ""},
		{"b", day(25), "third"},
		{"b", day(31), "third"},
		{"c", time.Time{}, "other"},
		{"d", day(1), ""},
	} {
		rule, err := rules.At(test.body, test.at)
		var none *vote.NoRuleError
		switch {
		case test.want != "":
			if err != nil || rule.Name != test.want {
				t.Errorf("%s at %s: %v, %v, want %s", test.body, test.at, rule, err, test.want)
			}
		case !errors.As(err, &none) || none.Body != test.body || !none.At.Equal(test.at):
			t.Errorf("%s at %s: %v, %v, want a NoRuleError", test.body, test.at, rule, err)
		}
	}
	if _, err := vote.RuleAt("nobody", closed); err == nil || err.Error() !=
		`vote: no rule of body "nobody" holds at 2022-01-26T12:00:00Z: declare one` {
		t.Error(err)
	}
}

func TestCheckRules(t *testing.T) {
	for _, test := range []struct {
		name string
		harm func(vote.Rules) vote.Rules
		want string
	}{
		{"no title", func(r vote.Rules) vote.Rules { r[0].Title = ""; return r }, "one is missing"},
		{"no mark", func(r vote.Rules) vote.Rules { r[0].Mark = ""; return r }, "one is missing"},
		{"never", func(r vote.Rules) vote.Rules { r[0].From, r[0].Until = closed, closed; return r },
			"it never does"},
		{"twice", func(r vote.Rules) vote.Rules { return append(r, r[1]) }, "panel: declared twice"},
		{"overlap", func(r vote.Rules) vote.Rules {
			later := r[1]
			later.Name, later.From = "panel_2", closed
			return append(r, later)
		}, "panel_2: panel holds at the same time"},
		{"overlap with a later one", func(r vote.Rules) vote.Rules {
			earlier := r[1]
			earlier.Name, r[1].From = "panel_0", closed
			return append(r, earlier)
		}, "panel_0: panel holds at the same time"},
		{"category", func(r vote.Rules) vote.Rules { r[0].Categories[0].Title = ""; return r },
			`category "LS": no name or no title`},
		{"counted twice", func(r vote.Rules) vote.Rules {
			r[0].Categories[0].Holds = []string{"GN"}
			return r
		}, "NET: GN is counted twice"},
		{"no categories", func(r vote.Rules) vote.Rules { r[2].Categories = nil; return r },
			"no categories"},
		{"tie", func(r vote.Rules) vote.Rules { r[0].Tie = vote.Abstained; return r }, `tie "Abstained"`},
		{"method", func(r vote.Rules) vote.Rules { r[0].Method = "by_lot"; return r }, `method "by_lot"`},
		{"casting", func(r vote.Rules) vote.Rules { r[1].Casting = "KING"; return r },
			`casting vote of "KING"`},
		{"casting of many", func(r vote.Rules) vote.Rules { r[1].Casting = "LS"; return r },
			`casting vote of "LS"`},
		{"casting of categories", func(r vote.Rules) vote.Rules { r[0].Casting = "CON"; return r },
			`casting vote of "CON"`},
		{"quorum", func(r vote.Rules) vote.Rules { r[0].Quorum[1].Half = true; return r },
			`quorum "At least one of the Small Suppliers": want`},
		{"quorum of unknown", func(r vote.Rules) vote.Rules {
			r[0].Quorum[1].Categories = []string{"KING"}
			return r
		}, `unknown category "KING"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			err := test.harm(vote.Declared()).Check()
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
}
