package browsertest_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// instruments holds what looks at pages to finding what is planted in one.
func (s *suite) instruments(t *testing.T) {
	tab := s.tab(t)
	for _, tt := range []struct {
		name, planted string
		look          func() []string
		finds         string
	}{
		{"wide", `<p class="state">` + strings.Repeat("m", 200) + `</p>`, func() []string {
			evaluate[chromedp.Void](tab, `document.querySelector("p.state").style.whiteSpace = "pre"`)
			return look[[]string](tab, "sideways()")
		}, "pixels wide"},
		{"cut off", `<p class="search">` + strings.Repeat("m", 400) + `</p>`, func() []string {
			evaluate[chromedp.Void](tab, `document.querySelector("p.search").style =
				"overflow: hidden; width: 9rem; white-space: pre"`)
			return look[[]string](tab, "clipped()")
		}, "is cut off"},
		{"axe", `<p><img src="/x.png"></p>`, s.finds(tab), "image-alt"},
		{"axe, contrast", `<p id="pale">pale</p>`, func() []string {
			evaluate[chromedp.Void](tab, `document.querySelector("#pale").style.color = "#ccc"`)
			return s.finds(tab)()
		}, "color-contrast"},
		{"axe, targets", `<button type="button">a</button><button>b</button>`, func() []string {
			evaluate[chromedp.Void](tab, `document.querySelectorAll("main button").forEach((e) => {
				e.style = "min-height: 0; padding: 0; margin: 0; width: 9px; height: 9px"; })`)
			return s.finds(tab)()
		}, "target-size"},
		{"order", `<a href="/" id="last">last</a><a href="/" tabindex="1">first</a>`, func() []string {
			n := trace[int](tab, "(window.all = stops(), follow(), window.all.length)")
			for range n {
				tab.key(kb.Tab)
			}
			return trace[[]string](tab, "walked(window.all)")
		}, "should be"},
	} {
		if s.axe == "" && strings.HasPrefix(tt.name, "axe") {
			continue
		}
		tab.open("/nowhere")
		ask[bool](tab, `((document.querySelector("main").innerHTML += %s), true)`, tt.planted)
		found := tt.look()
		if !slices.ContainsFunc(found, func(f string) bool { return strings.Contains(f, tt.finds) }) {
			t.Errorf("%s: found %q, want %q", tt.name, found, tt.finds)
		}
	}
	tab.mu.Lock()
	tab.errors = nil // of what was planted
	tab.mu.Unlock()
}

// finds is what axe finds in the page.
func (s *suite) finds(tab *tab) func() []string {
	return func() []string {
		tab.do(chromedp.Evaluate[chromedp.Void](s.axe))
		return look[[]string](tab, "audit()")
	}
}
