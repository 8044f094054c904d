package browsertest_test

import (
	_ "embed" // what is asked of a page in the browser
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/mains-energy/mains/internal/page/pagetest"
)

//go:embed layout.js
var layoutScript string

// somebody is one of those who walk the site.
type somebody struct{ name, id string }

// walkers are who see all there is between them.
var walkers = []somebody{
	{"the public", ""},
	{"Signatory of Demo Large Supplier A", "demo-ls-a-signatory"},
	{"Delegate of Demo Large Supplier A", "demo-ls-a-delegate"},
	{"Demo SECAS secretary", "demo-secas-secretary"},
}

// pages checks every page that somebody gets to see, and shows the browser those that are
// unlike the ones before: all of them where MAINS_ALL is set.
func (s *suite) pages(t *testing.T) {
	all := os.Getenv("MAINS_ALL") != ""
	known, dark, past := newAlbum(2), newAlbum(1), newAlbum(1)
	read, shown := 0, 0
	for _, who := range walkers {
		tab := s.tab(t)
		if who.id != "" {
			tab.signIn(who.name, "/")
		}
		for _, page := range s.reader(t, who.name, who.id).walk() {
			read++
			for _, fault := range pagetest.Check([]byte(page.document)) {
				t.Errorf("%s as %s: %s", page.address, who.name, fault)
			}
			if !known.news(page.document) && !all {
				continue
			}
			shown++
			tab.open(page.address)
			tab.audit(s.axe)
			if dark.news(page.document) || all {
				tab.contrast(s.axe, "prefers-color-scheme: dark")
			}
			tab.fits()
			if s.views(page.pattern) && (past.news(page.document) || all) {
				tab.open("/as-at/2022-01-20T09:30:00Z" + page.address)
				tab.contrast(s.axe)
				tab.contrast(s.axe, "prefers-color-scheme: dark")
			}
		}
	}
	t.Logf("%d pages read, %d of them in the browser", read, shown)
}

// refusals looks at pages that say no, and at forms with faults.
func (s *suite) refusals(t *testing.T) {
	tab := s.tab(t)
	tab.signIn("Demo SECAS secretary", "/")
	for _, tt := range []struct {
		address, press string
		status         int
	}{
		{"/nowhere", "", http.StatusNotFound},
		{"/as-at/2022-01-20/network", "", http.StatusNotFound},
		{"/as-at/yesterday/", "", http.StatusBadRequest},
		{"/consultations/consultation-mp192-refinement/respond?party=demo-ls-a", "",
			http.StatusForbidden},
		{"/as-at", "Go to that moment", http.StatusUnprocessableEntity},
		{"/meetings/change_board-62/papers/new", "Add", http.StatusUnprocessableEntity},
		{"/bodies/change_board/ballots/new", "Ask the members", http.StatusUnprocessableEntity},
		{"/parties/demo-ls-a/add-person", "Add", http.StatusUnprocessableEntity},
	} {
		tab.open(tt.address)
		if tt.press != "" {
			tab.press(tt.press)
		}
		tab.answers(tt.status)
		tab.audit(s.axe)
		tab.contrast(s.axe, "prefers-color-scheme: dark")
		tab.fits()
		// The browser would ask before it leaves what was typed.
		evaluate[chromedp.Void](tab, `document.querySelector("form.ask")?.dispatchEvent(
			new Event("submit"))`)
	}
}

// audit asks axe about the page in the tab.
func (tab *tab) audit(axe string) {
	tab.Helper()
	if axe != "" {
		tab.do(chromedp.Evaluate[chromedp.Void](axe))
		tab.report("axe", look[[]string](tab, "(flat(), audit())"))
	}
}

// contrast asks axe about the contrast of the page in the tab to a reader who prefers features.
func (tab *tab) contrast(axe string, features ...string) {
	tab.Helper()
	if axe == "" {
		return
	}
	tab.media("", features...)
	if !evaluate[bool](tab, `"axe" in window`) {
		tab.do(chromedp.Evaluate[chromedp.Void](axe))
	}
	tab.report("contrast, "+strings.Join(features, ", "),
		look[[]string](tab, `(flat(), audit(["color-contrast"]))`))
	tab.media("")
}

// fits asks for all of the page on a narrow window, with large text, and with text set apart.
func (tab *tab) fits() {
	tab.Helper()
	const fit = "[...sideways(), ...clipped()]"
	tab.viewport(320, 640)
	tab.report("320 pixels", look[[]string](tab, fit))
	look[chromedp.Void](tab, "spaced(true)")
	tab.report("320 pixels, spaced", look[[]string](tab, fit))
	look[chromedp.Void](tab, "spaced(false)")
	tab.viewport(1280, 900)
	look[chromedp.Void](tab, `document.documentElement.style.fontSize = "200%"`)
	tab.report("text of 200 %", look[[]string](tab, fit))
	look[chromedp.Void](tab, `document.documentElement.style.fontSize = ""`)
}

// look is the value of an expression in the page, in the words of layout.js.
func look[T any](tab *tab, expression string) T {
	tab.Helper()
	return evaluate[T](tab, "(async () => {"+layoutScript+"return "+expression+"})()")
}

// report fails the test for each fault.
func (tab *tab) report(what string, faults []string) {
	tab.Helper()
	for _, fault := range faults {
		tab.Errorf("%s: %s: %s", tab.where(), what, strings.TrimSpace(fault))
	}
}
