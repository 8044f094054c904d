package browsertest_test

import (
	"context"
	_ "embed" // how a reader finds their way
	"encoding/json"
	"fmt"
	"strings"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

//go:embed reader.js
var readerScript string

// ask is the value of an expression in the page, in the words of reader.js. It is asked by
// the browser, not by the page, so it is answered where pages may not run scripts.
func ask[T any](tab *tab, format string, args ...any) T {
	tab.Helper()
	literals := make([]any, len(args))
	for i, a := range args {
		text, err := json.Marshal(a)
		if err != nil {
			tab.Fatal(err)
		}
		literals[i] = string(text)
	}
	return evaluate[T](tab, "(() => {"+readerScript+"return "+fmt.Sprintf(format, literals...)+"})()")
}

// point is a place on the page, in CSS pixels.
type point struct{ X, Y float64 }

// click presses what an expression finds, and waits for the page that follows.
func (tab *tab) click(format string, args ...any) {
	tab.Helper()
	at := ask[point](tab, "spot("+format+")", args...)
	tab.navigate(chromedp.MouseClickXY(at.X, at.Y))
}

// navigate does what leads to another page, or elsewhere on this one, and waits for it.
func (tab *tab) navigate(action chromedp.Action[chromedp.Void]) {
	tab.Helper()
	answer := run(tab, func(ctx context.Context, _ *chromedp.Target) (*network.Response, error) {
		return chromedp.RunResponse(ctx, action)
	})
	if answer != nil { // none: within the page
		tab.status = int(answer.Status)
	}
}

// follow follows the link with a text.
func (tab *tab) follow(text string) {
	tab.Helper()
	tab.click("find.link(%s)", text)
}

// press presses the button with a text.
func (tab *tab) press(text string) {
	tab.Helper()
	tab.click("find.button(%s)", text)
}

// fill types a value into the field with a label, in place of what is in it.
func (tab *tab) fill(label, value string) {
	tab.Helper()
	ask[bool](tab, "ready(find.field(%s))", label)
	tab.enter(value)
}

// fillIn is fill for a field of a question.
func (tab *tab) fillIn(question, label, value string) {
	tab.Helper()
	ask[bool](tab, "ready(find.within(%s, %s))", question, label)
	tab.enter(value)
}

// enter types a value in place of what is selected.
func (tab *tab) enter(value string) {
	tab.Helper()
	if value == "" {
		tab.key(kb.Delete)
		return
	}
	call(tab, input.InsertText, input.InsertTextParams{Text: value})
}

// day types a day into the three fields of a question.
func (tab *tab) day(question, day, month, year string) {
	tab.Helper()
	tab.fillIn(question, "Day", day)
	tab.fillIn(question, "Month", month)
	tab.fillIn(question, "Year", year)
}

// choose presses an option of a question.
func (tab *tab) choose(question, option string) {
	tab.Helper()
	at := ask[point](tab, "spot(find.within(%s, %s))", question, option)
	tab.do(chromedp.MouseClickXY(at.X, at.Y))
}

// value is what a field of a form holds, by its label.
func (tab *tab) value(label string) string {
	tab.Helper()
	return ask[string](tab, "find.field(%s).value", label)
}

// chosen reports whether an option of a question is chosen.
func (tab *tab) chosen(question, option string) bool {
	tab.Helper()
	return ask[bool](tab, "find.within(%s, %s).checked", question, option)
}

// key presses a key.
func (tab *tab) key(keys string) {
	tab.Helper()
	tab.do(chromedp.KeyEvent(keys))
}

// text is what can be read on the page.
func (tab *tab) text() string {
	tab.Helper()
	return ask[string](tab, `document.body.innerText.replace(/\s+/g, " ")`)
}

// reads fails the test where one of the texts is not on the page, whatever its case.
func (tab *tab) reads(texts ...string) {
	tab.Helper()
	page := strings.ToLower(tab.text())
	for _, text := range texts {
		if !strings.Contains(page, strings.ToLower(text)) {
			tab.Fatalf("%s lacks %q:\n%s", tab.where(), text, page)
		}
	}
}

// lacks fails the test where one of the texts is on the page.
func (tab *tab) lacks(texts ...string) {
	tab.Helper()
	page := strings.ToLower(tab.text())
	for _, text := range texts {
		if strings.Contains(page, strings.ToLower(text)) {
			tab.Fatalf("%s has %q:\n%s", tab.where(), text, page)
		}
	}
}

// answers fails the test where the last answer had another status.
func (tab *tab) answers(status int) {
	tab.Helper()
	if tab.status != status {
		tab.Fatalf("%s: answered with %d, want %d:\n%s", tab.where(), tab.status, status, tab.text())
	}
}

// at fails the test where the tab shows another address.
func (tab *tab) at(address string) {
	tab.Helper()
	if got := tab.where(); got != address {
		tab.Fatalf("at %s, want %s", got, address)
	}
}

// signIn signs in as somebody of the demo, and goes on to an address.
func (tab *tab) signIn(name, then string) {
	tab.Helper()
	tab.open("/sign-in?then=" + then)
	tab.press(name)
	tab.at(then)
	tab.reads("Signed in as " + name)
}
