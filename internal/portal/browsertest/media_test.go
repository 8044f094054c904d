package browsertest_test

import (
	"bytes"
	"testing"

	"github.com/chromedp/chromedp"
)

// mainPages are one page of each kind.
var mainPages = []string{"/", "/modifications", "/modifications/MP192/process",
	"/consultations/consultation-mp192-refinement", "/meetings/change_board-62",
	"/bodies/change_board", "/releases/release-2022-02", "/newsletters/edition-2022-01", "/network"}

// preferences shows pages to readers who have chosen their own colours, or that nothing moves.
func (s *suite) preferences(t *testing.T) {
	tab := s.tab(t)
	for _, address := range mainPages {
		tab.open(address)
		for _, scheme := range []string{"light", "dark"} {
			// The browser sees to words and boxes, not to drawings.
			tab.media("", "forced-colors: active", "prefers-color-scheme: "+scheme)
			tab.report("forced colours, "+scheme, look[[]string](tab, "drowned()"))
		}
		tab.media("", "prefers-reduced-motion: reduce")
		tab.report("reduced motion", look[[]string](tab, "moving()"))
		tab.media("")
	}
}

// paper prints pages: the content whole, nothing that only a screen has a use for, and a PDF that
// says what is a heading.
func (s *suite) paper(t *testing.T) {
	tab := s.tab(t)
	for _, address := range mainPages {
		tab.open(address)
		tab.viewport(673, 900) // A4 less its margins
		tab.media("print")
		tab.report("print", look[[]string](tab, "[...sideways(), ...tools(), ...folded()]"))
		tab.media("")
		tab.viewport(1280, 900)
	}
	pdf := run(tab, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4)))
	if !bytes.HasPrefix(pdf, []byte("%PDF-")) || !bytes.Contains(pdf, []byte("/StructTreeRoot")) {
		t.Errorf("%s: %d octets of PDF without structure", tab.where(), len(pdf))
	}
}
