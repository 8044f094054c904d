package browsertest_test

import (
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// unsaved leaves a form that something was typed into: the browser asks first, where it runs
// scripts.
func (s *suite) unsaved(t *testing.T) {
	tab := s.tab(t)
	tab.open("/as-at")
	tab.fill("Moment", "2022-01-20")
	leave := func(stay bool) {
		at := ask[point](tab, "spot(find.link(%s))", "Consultations")
		answered := make(chan error, 1)
		asked := chromedp.Events(tab.ctx, page.JavascriptDialogOpening)
		go func() {
			for event, err := range asked {
				if err == nil && event.Type != page.DialogTypeBeforeunload {
					continue
				}
				if err == nil {
					_, err = chromedp.Call(tab.ctx, page.HandleJavaScriptDialog,
						page.HandleJavaScriptDialogParams{Accept: !stay})
				}
				answered <- err
				return
			}
		}()
		if stay {
			tab.do(chromedp.MouseClickXY(at.X, at.Y))
		} else {
			tab.navigate(chromedp.MouseClickXY(at.X, at.Y))
		}
		if err := <-answered; err != nil {
			t.Fatal(err)
		}
	}
	leave(true)
	tab.at("/as-at")
	if got := tab.value("Moment"); got != "2022-01-20" {
		t.Errorf("after staying, the field has %q", got)
	}
	leave(false)
	tab.at("/consultations")
}
