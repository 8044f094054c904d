// Package browsertest_test reads the pages of the whole system as people do: in Chromium, with
// and without script, by keyboard, on a narrow window, in the dark, and with axe at hand.
package browsertest_test

import (
	"os"
	"testing"
)

// suite is a browser in front of a site.
type suite struct {
	*site
	browser *browser
	axe     string // the script; empty: there is none
}

// TestBrowser starts one browser and one system for all that needs no other. It takes minutes of
// two cores, and is run where it is asked for.
func TestBrowser(t *testing.T) {
	if os.Getenv("MAINS_BROWSER") == "" {
		t.Skip("MAINS_BROWSER=1 reads the pages in Chromium")
	}
	s := &suite{browser: launch(t)}
	s.site = start(t)
	t.Run("axe", s.loadAxe)
	for _, part := range []struct {
		name string
		run  func(*testing.T)
	}{
		{"instruments", s.instruments}, {"journeys", s.journeys}, {"passkey", s.passkey},
		{"unsaved", s.unsaved}, {"keyboard", s.keyboard}, {"skipping", s.skipping},
		{"by keyboard", s.byKeyboard}, {"pages", s.pages}, {"refusals", s.refusals},
		{"network", s.network}, {"preferences", s.preferences}, {"paper", s.paper},
		{"pictures", s.pictures},
	} {
		t.Run(part.name, part.run)
	}
}

// loadAxe loads axe, which looks at pages for what keeps people from using them.
func (s *suite) loadAxe(t *testing.T) {
	path := os.Getenv("MAINS_AXE")
	if path == "" {
		t.Skip("no axe here: MAINS_AXE is to be the path of axe.min.js, of npm's axe-core")
	}
	script, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	s.axe = string(script)
}

// tab opens a tab on the site.
func (s *suite) tab(t *testing.T) *tab {
	t.Helper()
	return s.browser.tab(t, s.base)
}
