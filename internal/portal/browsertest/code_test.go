package browsertest_test

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// codePages are pages of the text of the Code that show something of each kind, with who reads
// them.
var codePages = []struct {
	who     somebody
	address []string
}{
	{walkers[0], []string{"/code", "/code/section-f", "/code/section-f/F8", "/code/section-f/F8.7",
		"/code/section-f/F8.7?with=DP197", "/code/section-a", "/code/schedule-8", "/code/terms",
		"/code/terms/communications-hub", "/code/changes", "/code/compare?from=2022-01-20&to=DP197",
		"/code/compare/choose", "/modifications/DP197/legal-text",
		"/releases/release-2022-06/text"}},
	{analyst, []string{"/watches", "/modifications/MP192/legal-text/choose",
		"/modifications/MP192/legal-text/edit?document=section-h&clause=H4",
		"/modifications/MP192/redline"}},
}

// analyst writes legal texts.
var analyst = somebody{"Demo SECAS analyst", "demo-secas-analyst"}

// TestCode reads the text of the Code as the demo has it, and changes it.
func TestCode(t *testing.T) {
	if os.Getenv("MAINS_BROWSER") == "" {
		t.Skip("MAINS_BROWSER=1 reads the pages in Chromium")
	}
	s := &suite{browser: launch(t), site: start(t)}
	t.Run("axe", s.loadAxe)
	t.Run("pictures", s.codePictures)
}

// codePictures writes pictures for people to look at.
func (s *suite) codePictures(t *testing.T) {
	if *shots == "" {
		t.Skip("no pictures: -shots DIR writes them")
	}
	wanted := regexp.MustCompile(*sight)
	for _, view := range codePages {
		tab := s.tab(t)
		if view.who.id != "" {
			tab.signIn(view.who.name, "/")
		}
		for _, address := range view.address {
			if !wanted.MatchString(address) {
				continue
			}
			tab.open(address)
			name := "code" + strings.NewReplacer("/", "_", "?", "_", "=", "-").Replace(address)
			tab.picture(name + "-wide")
			tab.viewport(400, 800)
			tab.picture(name + "-narrow")
			tab.viewport(1280, 900)
			if tab.status != 200 {
				t.Errorf("%s: %d", address, tab.status)
			}
		}
	}
}
