package browsertest_test

import (
	_ "embed" // where the focus goes
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

//go:embed keyboard.js
var keyboardScript string

// tabbed are pages that are gone through by keyboard, with who does it: of each kind one, as one
// file draws them all.
var tabbed = []struct {
	who     somebody
	address []string
}{
	{walkers[0], []string{"/", "/modifications", "/modifications/MP192/timetable", "/sign-in",
		"/meetings/change_board-62", "/as-at/2022-01-20T09:30:00Z/modifications/MP192"}},
	{walkers[3], []string{"/modifications/DP199", "/meetings/change_board-62/papers/new",
		"/bodies/change_board/ballots/new"}},
}

// keyboard goes through pages by the key Tab: every link and control is reached, in the order of
// the document, shows it, and lets go again.
func (s *suite) keyboard(t *testing.T) {
	for _, each := range tabbed {
		tab := s.tab(t)
		if each.who.id != "" {
			tab.signIn(each.who.name, "/")
		}
		for _, address := range each.address {
			tab.open(address)
			stops := trace[int](tab, "(window.all = stops(), follow(), window.all.length)")
			for range stops + 1 {
				tab.key(kb.Tab)
			}
			tab.report("keyboard", trace[[]string](tab, "walked(window.all)"))
		}
	}
}

// trace is the value of an expression in the page, in the words of keyboard.js.
func trace[T any](tab *tab, expression string) T {
	tab.Helper()
	return evaluate[T](tab, "(() => {"+keyboardScript+"return "+expression+"})()")
}

// skipping leads past what stands on every page: by the first stop, to the content itself and on
// from there, at any moment.
func (s *suite) skipping(t *testing.T) {
	tab := s.tab(t)
	for _, address := range []string{"/modifications/MP192",
		"/modifications/MP192?as-at=2022-01-20T09:30",
		"/as-at/2022-01-20T09:30:00Z/modifications/MP192", "/modifications?stage=report"} {
		tab.open(address)
		tab.key(kb.Tab)
		if !ask[bool](tab, `(spot(document.activeElement), document.activeElement.matches(".skip"))`) {
			t.Errorf("%s: the first stop is not the way past", address)
		}
		tab.navigate(chromedp.KeyEvent(kb.Enter))
		if !ask[bool](tab, `document.activeElement.id === "main"`) {
			t.Errorf("%s: the way past leads elsewhere: %s", address, tab.where())
			continue
		}
		tab.key(kb.Tab)
		if !ask[bool](tab, `document.activeElement.closest("main") !== null`) {
			t.Errorf("%s: the stop after the way past is not in the content", address)
		}
	}
}

// byKeyboard fills in and sends a form without a pointer.
func (s *suite) byKeyboard(t *testing.T) {
	tab := s.tab(t)
	tab.open("/as-at")
	ask[bool](tab, `ready(find.field("Moment"))`)
	tab.enter("2022-01-20T09:30")
	tab.key(kb.Tab)
	tab.key(kb.ArrowDown)
	if !tab.chosen("As known", "Now") {
		t.Error("the arrow does not go on to the next option")
	}
	tab.key(kb.Tab)
	tab.navigate(chromedp.KeyEvent(kb.Enter))
	tab.reads("You see the register as it was", "as is known now")
}
