package code_test

import (
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/governance/governancetest"
)

// TestPages asks for each page of the text, and finds what must stand there.
func TestPages(t *testing.T) {
	w := governancetest.New(t)
	for _, c := range []struct {
		address string
		has     []string
	}{
		{"/code", []string{"In force", "4 November 2021", "Section F", "Appendix L", "Guidance"}},
		{"/code/section-f", []string{"F8.7", "In force", "It is not the Smart Energy Code"}},
		{"/code/section-f/F8.7", []string{"DP197", "MP140"}},
		{"/code/section-f/F8.7?with=DP197", []string{"Not in force"}},
		{"/code/terms", []string{"Communications Hub"}},
		{"/code/terms/communications-hub", []string{"F8.7"}},
		{"/code/changes", []string{"4 November 2021"}},
		{"/code/compare?from=2022-01-20&to=DP197", []string{"F8.7", "Not in force"}},
		{"/code/schedule-8", []string{"Previous: Section H", "Next: Appendix L"}},
		{"/modifications/DP197/legal-text", []string{"F8.7", "MP140", "In conflict"}},
	} {
		v, err := w.View("", c.address)
		if err != nil {
			t.Errorf("%s: %v", c.address, err)
			continue
		}
		main := governancetest.Main(v, c.address)
		t.Log(c.address, len(main))
		for _, text := range c.has {
			if !strings.Contains(main, text) {
				t.Errorf("%s lacks %q", c.address, text)
			}
		}
	}
}
