package browsertest_test

import (
	"bytes"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
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
		"/modifications/MP192/legal-text", "/releases/release-2022-06/text"}},
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
	t.Run("pages", s.codeShown)
	t.Run("keyboard", s.codeByKeyboard)
	t.Run("terms", s.codeTerms)
	t.Run("set in", s.codeSetIn)
	t.Run("paper", s.codeOnPaper)
	t.Run("editor", s.editor)
}

// each opens each of the pages.
func (s *suite) each(t *testing.T, do func(tab *tab, address string)) {
	wanted, err := regexp.Compile(*sight)
	if err != nil {
		t.Fatal(err)
	}
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
			tab.answers(http.StatusOK)
			do(tab, address)
		}
	}
}

// codeShown asks axe about the pages, on windows and in colours of all kinds.
func (s *suite) codeShown(t *testing.T) {
	s.each(t, func(tab *tab, address string) {
		ask[bool](tab, `all("details").map((d) => d.open = true).length >= 0`)
		tab.shoot("code" + strings.NewReplacer("/", "_", "?", "_", "=", "-").Replace(address))
		tab.audit(s.axe)
		tab.contrast(s.axe, "prefers-color-scheme: dark")
		tab.fits()
	})
}

// shoot writes pictures for people to look at, where they are asked for.
func (tab *tab) shoot(name string) {
	tab.Helper()
	if *shots == "" {
		return
	}
	tab.picture(name + "-wide")
	tab.viewport(400, 800)
	tab.picture(name + "-narrow")
	tab.viewport(1280, 900)
}

// codeByKeyboard goes through a text and a redline by the key Tab.
func (s *suite) codeByKeyboard(t *testing.T) {
	tab := s.tab(t)
	for _, address := range []string{"/code/section-f/F8.7", "/code/schedule-8/3",
		"/code/compare?from=2022-01-20&to=DP197"} {
		tab.open(address)
		for range trace[int](tab, "(window.all = stops(), follow(), window.all.length)") + 1 {
			tab.key(kb.Tab)
		}
		tab.report("keyboard", trace[[]string](tab, "walked(window.all)"))
	}
}

// codeTerms looks for what a term means: by pointer and by keyboard, with no script.
func (s *suite) codeTerms(t *testing.T) {
	tab := s.tab(t)
	tab.scripts(false)
	tab.open("/code/section-f/F8.7")
	const term = `all(".term > a").find((a) => a.textContent === "Communications Hub")`
	is := func(how, want string) {
		t.Helper()
		if got := ask[string](tab, `all(".means").filter(shown).map(called).join("; ")`); got != want {
			t.Errorf("%s, it says %q, want %q", how, got, want)
		}
	}
	means := ask[string](tab, term+`.nextElementSibling.textContent`)
	if !strings.Contains(means, "Device that links the other Devices") {
		t.Errorf("a Communications Hub means %q", means)
	}
	is("at first", "")
	at := ask[point](tab, "spot("+term+")")
	tab.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, at.X, at.Y))
	is("under the pointer", means)
	tab.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, 2, 2))
	is("elsewhere", "")
	ask[bool](tab, "("+term+".focus(), true)")
	is("with the focus", means)
	tab.navigate(chromedp.KeyEvent(kb.Enter))
	tab.at("/code/section-a/A1.1%5Bcommunications-hub%5D")
	tab.reads(means)
}

// codeSetIn holds clauses to be set in alike wherever they are shown, and words to begin below each
// other beside their numbers, however long these are.
func (s *suite) codeSetIn(t *testing.T) {
	tab := s.tab(t)
	const places = `["F8.7", "F8.7(a)", "F8.7(b)(i)"].map((id) => {
		const p = document.getElementById(id).querySelector(":scope > p"), range = new Range();
		range.selectNodeContents(p);
		return [p.querySelector(".no").getBoundingClientRect().left, p.getBoundingClientRect().left];
	})`
	tab.open("/code/section-f")
	whole := ask[[][2]float64](tab, places)
	tab.open("/code/section-f/F8.7")
	if one := ask[[][2]float64](tab, places); !slices.Equal(one, whole) {
		t.Errorf("numbers and words are at %v, in the document at %v", one, whole)
	}
	for i, place := range whole[1:] {
		if words := whole[i][1]; place[0] != words {
			t.Errorf("the number of a part is at %v, the words above it at %v", place[0], words)
		}
	}
	for _, address := range []string{"/code/section-f", "/code/section-a", "/code/schedule-8",
		"/code/compare?from=2022-01-20&to=DP197", "/modifications/MP192/legal-text"} {
		tab.open(address)
		for _, pushed := range ask[[]string](tab, `all(".clause p:not(.lone) > .no").filter((no) =>
			no.getBoundingClientRect().right > no.parentElement.getBoundingClientRect().left + .5).map(
			(no) => no.textContent)`) {
			t.Errorf("%s: the number %s pushes its words aside", address, pushed)
		}
	}
}

// codeOnPaper prints a document and redlines: on the first sheet they say whether they are in
// force.
func (s *suite) codeOnPaper(t *testing.T) {
	const sheet = 979 // the height of A4 less its margins
	tab := s.tab(t)
	for _, tt := range []struct{ address, says string }{
		{"/code/section-f", "In force"},
		{"/code/section-f?with=DP197", "Not in force"},
		{"/modifications/DP197/legal-text", "Not in force"},
	} {
		tab.open(tt.address)
		tab.viewport(673, sheet)
		tab.media("print")
		tab.report("print", look[[]string](tab, "[...sideways(), ...tools(), ...folded()]"))
		if !ask[bool](tab, `all("main p, main strong").some((e) => words(e.textContent).includes(words(%s)) &&
			shown(e) && e.getBoundingClientRect().bottom + scrollY < `+strconv.Itoa(sheet)+`)`, tt.says) {
			t.Errorf("%s: the first sheet does not say %q", tt.address, tt.says)
		}
		tab.media("")
		tab.viewport(1280, 900)
		pdf := run(tab, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4)))
		if !bytes.HasPrefix(pdf, []byte("%PDF-")) || !bytes.Contains(pdf, []byte("/StructTreeRoot")) {
			t.Errorf("%s: %d octets of PDF without structure", tt.address, len(pdf))
		}
		if *shots != "" {
			name := filepath.Join(*shots, "code"+strings.ReplaceAll(tt.address, "/", "_")+".pdf")
			if err := os.WriteFile(name, pdf, 0o666); err != nil {
				t.Error(err)
			}
		}
	}
}
