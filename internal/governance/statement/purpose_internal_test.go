package statement

import "testing"

// TestPurposes: every field with personal data or confidential text has a purpose, and no purpose
// is of a field that is not there.
func TestPurposes(t *testing.T) {
	used := map[string]bool{}
	for _, f := range secrets() {
		p, ok := purposeOf(f)
		if !ok || p.why == "" || p.who == "" || p.until == "" {
			t.Errorf("%s.%s is kept apart: say in purposes (privacy.go) why, who reads it, how long",
				f.Kind, f.Name)
		}
		used[p.kind+" "+p.fields] = true
	}
	for _, p := range purposes {
		if !used[p.kind+" "+p.fields] {
			t.Errorf("%s has none of the fields %s: take it out of purposes (privacy.go)", p.kind, p.fields)
		}
	}
	if len(used) == 0 {
		t.Error("no field is kept apart")
	}
}
