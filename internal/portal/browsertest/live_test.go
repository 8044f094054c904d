package browsertest_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestText reads the text of the Code and changes it, in a site of its own.
func TestText(t *testing.T) {
	if os.Getenv("MAINS_BROWSER") == "" {
		t.Skip("MAINS_BROWSER=1 reads the pages in Chromium")
	}
	s := &suite{browser: launch(t)}
	t.Run("axe", s.loadAxe)
	for name, run := range map[string]func(*testing.T, *suite){"meaning": meaning, "sheets": sheets,
		"live": live, "without script": unscripted, "looks": looks, "one at a time": oneAtATime} {
		t.Run(name, func(t *testing.T) { run(t, s) })
	}
}

// meaning looks for what a term means: by pointer and by keyboard, without script.
func meaning(t *testing.T, s *suite) {
	tab := s.browser.tab(t, textSite(t, &texts{}))
	tab.scripts(false)
	tab.open("/text")
	const shownNow = `[...document.querySelectorAll(".means")].filter((e) =>
		e.checkVisibility()).map((e) => e.textContent).join("; ")`
	is := func(what, want string) {
		t.Helper()
		if got := ask[string](tab, shownNow); !strings.HasPrefix(got, want) || want == "" && got != "" {
			t.Errorf("%s, shown: %q, want %q", what, got, want)
		}
	}
	move := func(at point) {
		tab.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, at.X, at.Y))
	}
	is("at first", "")
	at := ask[point](tab, `spot(document.querySelectorAll(".term > a")[1])`)
	move(at)
	is("under the pointer", "a Device that")
	below := ask[point](tab, `(() => { const b = document.querySelectorAll(".means")[1]
		.getBoundingClientRect(); return {x: b.left + b.width / 2, y: b.bottom - 4}; })()`)
	move(point{at.X, (at.Y + below.Y) / 2})
	move(below)
	is("with the pointer on it", "a Device that")
	move(point{2, 2})
	is("elsewhere", "")
	tab.open("/text") // some versions begin to tab where the pointer was last
	for range 30 {
		tab.key(kb.Tab)
		if ask[bool](tab, `document.activeElement.matches(".term > a")`) {
			break
		}
	}
	is("by keyboard", "a Party that")
	if got := ask[string](tab, `document.getElementById(document.activeElement
		.getAttribute("aria-describedby")).textContent`); got != "a Party that supplies energy." {
		t.Errorf("a screen reader says %q", got)
	}
	tab.viewport(360, 740)
	for i := range 4 {
		ask[bool](tab, `(document.querySelectorAll(".term > a")[`+string(rune('0'+i))+`].focus(), true)`)
		tab.report("a meaning on a narrow window", look[[]string](tab, "sideways()"))
	}
}

// sheets prints the text: content alone, what changed told apart without colour, numbers beside
// their words.
func sheets(t *testing.T, s *suite) {
	tab := s.browser.tab(t, textSite(t, &texts{}))
	tab.open("/text")
	tab.viewport(673, 900) // A4 less its margins
	tab.media("print")
	tab.report("print", look[[]string](tab, "[...sideways(), ...tools(), ...folded()]"))
	tab.lacks("History", "for programs")
	tab.reads("Not in force: as it would be with MP192.", "The register as it stands at",
		"Renumbered from F8.9", "Changed by MP192")
	for what, want := range map[string]string{
		`line("ins")`: "underline", `line("del")`: "line-through", `line(".clause p > a")`: "none",
		`line(".term > a")`: "none", `line(".is-inserted > p:last-child")`: "underline",
		`line(".is-deleted > p:last-child")`: "line-through",
		`of(".is-changed").borderLeftStyle`:  "solid",
		`of(".is-changed").borderLeftColor`:  "rgb(0, 0, 0)",
		`of("ins").color`:                    "rgb(0, 0, 0)", `of(".clause p:last-child").breakInside`: "avoid",
		`of(".became").breakAfter`: "avoid",
	} {
		got := evaluate[string](tab, `(() => {
			const of = (e) => getComputedStyle(document.querySelector(e));
			const line = (e) => of(e).textDecorationLine; return `+what+` })()`)
		if got != want {
			t.Errorf("%s is %q, want %q", what, got, want)
		}
	}
	if *shots != "" {
		tab.picture("text-print")
	}
	tab.media("")
	pdf := run(tab, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4)))
	sheet := regexp.MustCompile(`/Type /Page\b[^s]`)
	if n := len(sheet.FindAll(pdf, -1)); n < 2 || !bytes.Contains(pdf, []byte("/StructTreeRoot")) {
		t.Errorf("%d sheets, %d octets: want several, with structure", n, len(pdf))
	}
	if *shots != "" {
		if err := os.WriteFile(*shots+"/text.pdf", pdf, 0o666); err != nil {
			t.Error(err)
		}
	}
}

// live types into a form with a preview.
func live(t *testing.T, s *suite) {
	c := &texts{}
	tab := s.browser.tab(t, textSite(t, c))
	tab.open("/edit")
	tab.reads("What you fill in is shown here")
	tab.fill("Text", "Each Party")
	tab.awaits("Nothing is saved yet", "Changed", "inserted: Each Party")
	if got := evaluate[string](tab, "document.activeElement.name"); got != "text" {
		t.Errorf("who types is taken to %q", got)
	}
	tab.fill("Text", "see F99")
	tab.awaits("There is a problem: There is no clause F99", "inserted: Each Party")
	tab.fill("Text", "see F9")
	tab.awaits("inserted: see F9")
	tab.lacks("There is a problem", "Each Party")
	c.fails.Store(true)
	tab.fill("Text", "see F10")
	tab.awaits("The preview cannot be shown now")
	if got := tab.value("Text"); got != "see F10" {
		t.Errorf("the field has %q", got)
	}
	c.fails.Store(false)
	at := ask[point](tab, "spot(find.button(%s))", "Preview")
	tab.do(chromedp.MouseClickXY(at.X, at.Y))
	tab.awaits("inserted: see F10")
	tab.audit(s.axe)
	tab.fill("Why", "To be clear")
	tab.press("Save")
	tab.at("/text")
	if n := c.posted.Load(); n != 1 {
		t.Errorf("%d forms were sent, want one", n)
	}
}

// oneAtATime keeps the answer of a preview back while somebody types on: none is asked for
// meanwhile, and what comes late is not shown.
func oneAtATime(t *testing.T, s *suite) {
	c := &texts{asked: make(chan string), answer: make(chan struct{})}
	tab := s.browser.tab(t, textSite(t, c))
	asked := func(want string) {
		t.Helper()
		select {
		case got := <-c.asked:
			if got != want {
				t.Fatalf("the preview of %q is asked for, want %q", got, want)
			}
		case <-time.After(patience):
			t.Fatalf("no preview of %q is asked for", want)
		}
	}
	tab.open("/edit")
	evaluate[chromedp.Void](tab, `(() => { window.seen = ""; new MutationObserver(() => {
		window.seen += document.querySelector(".preview").innerText; }).observe(
		document.querySelector(".preview"), {childList: true, subtree: true}); })()`)
	tab.fill("Text", "first")
	asked("first")
	tab.fill("Text", "second")
	// Longer than typing has to stop for: it would ask for the second by now.
	evaluate[chromedp.Void](tab, "new Promise((done) => setTimeout(done, 900))")
	select {
	case got := <-c.asked:
		t.Fatalf("the preview of %q is asked for while another is under way", got)
	default:
	}
	c.answer <- struct{}{}
	asked("second")
	c.answer <- struct{}{}
	tab.awaits("inserted: second")
	if seen := evaluate[string](tab, "window.seen"); strings.Contains(seen, "first") {
		t.Errorf("what came late is shown: %s", seen)
	}
	ask[bool](tab, `(document.querySelector("form.ask").dispatchEvent(new Event("submit")), true)`)
}

// unscripted presses the button of a preview where pages run no scripts.
func unscripted(t *testing.T, s *suite) {
	c := &texts{}
	tab := s.browser.tab(t, textSite(t, c))
	tab.scripts(false)
	tab.open("/edit")
	tab.fill("Text", "Each Party")
	tab.press("Preview")
	tab.answers(200)
	tab.reads("inserted: Each Party", "Nothing is saved yet")
	if !ask[bool](tab, `document.activeElement.matches(".preview")`) {
		t.Error("who has asked for the preview is not brought to it")
	}
	tab.fill("Text", "see F99")
	tab.press("Preview")
	tab.answers(422)
	tab.reads("There is no clause F99")
	tab.fill("Text", "Every Party")
	tab.fill("Why", "To be clear")
	tab.press("Save")
	tab.at("/text")
	if n := c.posted.Load(); n != 1 {
		t.Errorf("%d forms were sent, want one", n)
	}
}

// looks asks axe about the text and the form, on windows and in colours of all kinds.
func looks(t *testing.T, s *suite) {
	tab := s.browser.tab(t, textSite(t, &texts{}))
	for _, address := range []string{"/text", "/edit", "/as-at/2022-01-19/text"} {
		tab.open(address)
		if *shots != "" {
			name := strings.ReplaceAll(address, "/", "_")
			tab.picture(name + "-wide")
			tab.viewport(360, 740)
			tab.picture(name + "-narrow")
			tab.viewport(1280, 900)
			tab.media("", "prefers-color-scheme: dark")
			tab.picture(name + "-dark")
			tab.media("")
		}
		if !strings.HasPrefix(address, "/as-at") {
			tab.audit(s.axe)
		}
		tab.contrast(s.axe)
		tab.contrast(s.axe, "prefers-color-scheme: dark")
		tab.fits()
	}
	tab.open("/text")
	ask[bool](tab, `(document.querySelectorAll(".term > a")[1].focus(), true)`)
	if s.axe != "" {
		tab.do(chromedp.Evaluate[chromedp.Void](s.axe))
		// What lies below a meaning cannot be looked at.
		tab.report("axe", slices.DeleteFunc(look[[]string](tab, "(flat(), audit())"),
			func(found string) bool { return strings.Contains(found, "overlapped by another element") }))
	}
	if *shots != "" {
		tab.picture("text-meaning")
	}
}

// awaits waits until the texts are on the page, and fails the test where they do not come.
func (tab *tab) awaits(texts ...string) {
	tab.Helper()
	ctx, cancel := context.WithTimeout(tab.ctx, patience)
	defer cancel()
	for {
		page, missing := strings.ToLower(tab.text()), ""
		for _, text := range texts {
			if !strings.Contains(page, strings.ToLower(text)) {
				missing = text
			}
		}
		if missing == "" {
			return
		}
		if err := ctx.Err(); errors.Is(err, context.DeadlineExceeded) {
			tab.Fatalf("%s lacks %q:\n%s", tab.where(), missing, page)
		}
		evaluate[chromedp.Void](tab, "new Promise((done) => setTimeout(done, 50))")
	}
}
