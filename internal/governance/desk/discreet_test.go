package desk_test

import (
	"encoding/json"
	"testing"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

// TestDiscern leaves out ids in data of every shape, and what it was given as it was.
func TestDiscern(t *testing.T) {
	r := governancetest.New(t).Code.Register()
	if _, err := r.Act(t.Context(), register.Act{Who: register.ByClock, Verb: "hide"},
		func(tx *register.Tx) error {
			return tx.Put(&record.Modification{Head: record.Head{ID: "MP999",
				Visible: policy.Label{Mark: policy.Red, Scope: "nobody"}}})
		}); err != nil {
		t.Fatal(err)
	}
	now := r.Now()
	v := r.View(t.Context(), policy.Public(), register.Moment{So: now, Known: now})
	type about struct {
		One  string   `json:"one,omitempty" ref:"modification"`
		Many []string `json:"many,omitempty" ref:"release modification"`
		Text string   `json:"text"`
	}
	type row struct {
		about
		Below *about `json:"below,omitempty"`
	}
	a := about{"MP999", []string{"MP192", "MP999", "MP998"}, "MP999"}
	const was = `{"one":"MP999","many":["MP192","MP999","MP998"],"text":"MP999"}`
	const is = `{"many":["MP192"],"text":"MP999"}`
	for _, test := range []struct {
		name string
		data any
		want string
	}{
		{"value", a, is},
		{"pointer", &a, is},
		{"list", []about{a}, "[" + is + "]"},
		{"map", map[string]about{"a": a}, `{"a":` + is + `}`},
		{"map of anything", map[string]any{"a": []*about{&a}, "b": nil}, `{"a":[` + is + `],"b":null}`},
		{"embedded and below", row{a, &a}, `{"many":["MP192"],"text":"MP999","below":` + is + `}`},
		{"nothing", nil, `null`},
		{"no list", []about(nil), `null`},
		{"text", "MP999", `"MP999"`},
	} {
		got, err := desk.Discern(v, []any{test.data})
		if err != nil {
			t.Fatal(err)
		}
		if text := marshal(t, got[0]); text != test.want {
			t.Errorf("%s:\n%s, want\n%s", test.name, text, test.want)
		}
		if text := marshal(t, a); text != was {
			t.Fatalf("%s: what was given is now %s", test.name, text)
		}
	}
}

func marshal(t *testing.T, data any) string {
	text, err := json.Marshal(data)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
