package browsertest_test

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

var (
	shots = flag.String("shots", "", "directory to write pictures of the main pages to")
	sight = flag.String("sight", "", "of pages alone whose address matches this")
)

// sights are the pages that pictures are taken of: who sees what.
var sights = []struct {
	who     somebody
	address []string
}{
	{walkers[0], []string{"/", "/modifications", "/modifications/MP192", "/consultations",
		"/consultations/consultation-mp192-refinement", "/meetings", "/meetings/change_board-62",
		"/releases", "/releases/release-2022-02", "/newsletters", "/newsletters/edition-2022-01",
		"/modifications/MP192/timetable", "/modifications/MP192/process", "/events", "/plans",
		"/publications", "/vacancies", "/calendar", "/search?q=services", "/bodies/change_board",
		"/parties/demo-ls-a", "/sign-in", "/as-at", "/nowhere", "/network", "/services"}},
	{walkers[1], []string{"/", "/modifications/MP192", "/account",
		"/consultations/consultation-mp192-refinement",
		"/consultations/consultation-mp192-refinement/respond?party=demo-ls-a", "/changes"}},
	{walkers[3], []string{"/", "/queue", "/modifications/DP199", "/modifications/DP199/convert",
		"/meetings/change_board-62", "/meetings/change_board-62/papers/new", "/parties/demo-ls-a"}},
}

// pictures writes pictures for people to look at.
func (s *suite) pictures(t *testing.T) {
	if *shots == "" {
		t.Skip("no pictures: -shots DIR writes them")
	}
	if err := os.MkdirAll(*shots, 0o777); err != nil {
		t.Fatal(err)
	}
	wanted, err := regexp.Compile(*sight)
	if err != nil {
		t.Fatal(err)
	}
	for _, view := range sights {
		tab := s.tab(t)
		if view.who.id != "" {
			tab.signIn(view.who.name, "/")
		}
		for _, address := range view.address {
			if !wanted.MatchString(view.who.id + address) {
				continue
			}
			tab.open(address)
			name := strings.NewReplacer("/", "_", "?", "_", "=", "-").Replace(
				view.who.id + address)
			tab.picture(name + "-wide")
			tab.viewport(360, 740)
			tab.picture(name + "-narrow")
			tab.viewport(1280, 900)
			tab.media("", "prefers-color-scheme: dark")
			tab.picture(name + "-dark")
			tab.media("")
			if view.who.id != "" || address == "/sign-in" || address == "/as-at" {
				continue
			}
			tab.open("/as-at/2022-01-20T09:30:00Z" + address)
			tab.picture(name + "-as-at")
		}
	}
}

// picture writes a picture of the whole page.
func (tab *tab) picture(name string) {
	tab.Helper()
	picture := run(tab, chromedp.FullScreenshot(100))
	if err := os.WriteFile(filepath.Join(*shots, name+".png"), picture, 0o666); err != nil {
		tab.Fatal(err)
	}
}
