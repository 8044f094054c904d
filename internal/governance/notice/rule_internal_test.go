package notice

import (
	"slices"
	"testing"

	"github.com/mains-energy/mains/internal/governance/record"
)

// TestRules: there is a rule for each word that a notice may go by, and none besides.
func TestRules(t *testing.T) {
	var words []string
	for _, r := range rules() {
		words = append(words, r.word)
		if r.says == "" || r.find == nil {
			t.Errorf("the rule %s says or finds nothing", r.word)
		}
	}
	slices.Sort(words)
	if want := record.AddressRules(); !slices.Equal(words, want) {
		t.Errorf("rules are %q, want %q", words, want)
	}
}
