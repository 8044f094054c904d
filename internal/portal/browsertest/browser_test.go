package browsertest_test

import (
	"context"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// patience is how long a step in the browser may take on a busy machine.
const patience = 20 * time.Second

// browser is Chromium without a window.
type browser struct{ ctx context.Context }

// launch starts Chromium, once for all tests of a call. It skips where there is none.
func launch(t *testing.T) *browser {
	t.Helper()
	// The engine without the windows around it takes less than half the time.
	path, err := exec.LookPath("chromium-headless-shell")
	if err != nil {
		path, err = exec.LookPath("chromium")
	}
	if err != nil {
		t.Skip("no Chromium here: apt-get install chromium-headless-shell")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-component-update", true), chromedp.Flag("no-pings", true),
		chromedp.Flag("lang", "en-GB"))
	ctx, stop := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(stop)
	ctx, quit := chromedp.NewContext(ctx)
	t.Cleanup(quit)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("start %s: %v", path, err)
	}
	return &browser{ctx}
}

// tab is a tab of a reader of their own: no cookies are shared.
type tab struct {
	*testing.T
	ctx    context.Context
	base   string // of the site
	status int    // of the last answer

	mu     sync.Mutex
	errors []string // that the console has shown
}

// tab opens a tab on a site; it closes with the test.
func (b *browser) tab(t *testing.T, base string) *tab {
	t.Helper()
	tab := &tab{T: t, base: base}
	ctx, closeTab := chromedp.NewContext(b.ctx, chromedp.WithNewBrowserContext(),
		chromedp.WithListener(tab.hear))
	t.Cleanup(func() {
		closeTab()
		tab.mu.Lock()
		defer tab.mu.Unlock()
		for _, text := range tab.errors {
			t.Errorf("the console shows: %s", text)
		}
	})
	if err := chromedp.Do(ctx); err != nil { // the tab lives as long as this context
		t.Fatalf("open a tab: %v", err)
	}
	tab.ctx = ctx
	tab.do(chromedp.EmulateViewport(1280, 900))
	return tab
}

// hear notes what goes wrong in the page: a script that fails, what the content policy refuses.
func (tab *tab) hear(event any) {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	switch event := event.(type) {
	case *log.EventEntryAdded:
		// That a page is not found, or a form at fault, is an answer like others.
		if event.Entry.Level == log.EntryLevelError && event.Entry.Source != log.EntrySourceNetwork {
			tab.errors = append(tab.errors, event.Entry.URL+": "+event.Entry.Text)
		}
	case *runtime.EventExceptionThrown:
		tab.errors = append(tab.errors, event.ExceptionDetails.URL+": "+event.ExceptionDetails.Text)
	}
}

// do runs actions, and fails the test where one fails.
func (tab *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	tab.Helper()
	ctx, cancel := context.WithTimeout(tab.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, actions...); err != nil {
		tab.Fatalf("%s: %v", tab.where(), err)
	}
}

// run runs an action with a result.
func run[T any](tab *tab, action chromedp.Action[T]) T {
	tab.Helper()
	ctx, cancel := context.WithTimeout(tab.ctx, patience)
	defer cancel()
	value, err := chromedp.Run(ctx, action)
	if err != nil {
		tab.Fatalf("%s: %v", tab.where(), err)
	}
	return value
}

// evaluate is the value of an expression in the page.
func evaluate[T any](tab *tab, expression string) T {
	tab.Helper()
	return run(tab, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
}

// call sends the browser a command.
func call[P, R any](tab *tab, command cdp.Command[P, R], params P) R {
	tab.Helper()
	return run(tab, func(ctx context.Context, t *chromedp.Target) (R, error) {
		return cdp.Call(ctx, t, command, params)
	})
}

// where is the address that the tab shows, for what goes wrong there.
func (tab *tab) where() string {
	ctx, cancel := context.WithTimeout(tab.ctx, time.Second)
	defer cancel()
	at, err := chromedp.Run(ctx, chromedp.Location())
	if err != nil {
		return "the browser"
	}
	return strings.TrimPrefix(at, tab.base)
}

// scripts lets the pages of the tab run scripts, or keeps them from it.
func (tab *tab) scripts(on bool) {
	tab.Helper()
	call(tab, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{
		Value: !on})
}

// media makes the page be shown on a medium, to a reader who prefers features such as
// "prefers-color-scheme: dark".
func (tab *tab) media(medium string, features ...string) {
	tab.Helper()
	params := emulation.SetEmulatedMediaParams{Media: medium}
	for _, f := range features {
		name, value, _ := strings.Cut(f, ": ")
		params.Features = append(params.Features, &emulation.MediaFeature{Name: name, Value: value})
	}
	call(tab, emulation.SetEmulatedMedia, params)
}

// viewport makes the window so many CSS pixels wide and high.
func (tab *tab) viewport(width, height int64) {
	tab.Helper()
	tab.do(chromedp.EmulateViewport(width, height))
}

// open opens an address of the site, and notes the status of the answer.
func (tab *tab) open(address string) {
	tab.Helper()
	answer := run(tab, chromedp.NavigateResponse(tab.base+address))
	if answer == nil {
		tab.Fatalf("%s: no answer", address)
	}
	tab.status = int(answer.Status)
}
