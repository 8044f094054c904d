package browsertest_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

var tags = regexp.MustCompile(`<(/?)([a-z0-9]+)((?:\s[^>]*?)?)(/?)>`)
var telling = regexp.MustCompile(" (?:class|role|type|aria-current|aria-invalid)=\"[^\"]*\"| " +
	"(?:open|checked)\\b")
var voids = strings.Fields("base br col hr img input link meta wbr")

// shape is what a page is made of: each kind of element with the depth elements that it stands
// in. A page without any that others have not shown already can look wrong, or be announced
// wrongly, only where they do.
func shape(document string, depth int) (parts []string) {
	stack := make([]string, depth)
	for _, m := range tags.FindAllStringSubmatch(document, -1) {
		closing, name, attributes, single := m[1] != "", m[2], m[3], m[4] != ""
		if closing {
			stack = stack[:max(depth, len(stack)-1)]
			continue
		}
		kind := name + strings.Join(telling.FindAllString(attributes, -1), "")
		part := strings.Join(append(slices.Clone(stack[len(stack)-depth:]), kind), " > ")
		if !slices.Contains(parts, part) {
			parts = append(parts, part)
		}
		if !single && !slices.Contains(voids, name) {
			stack = append(stack, kind)
		}
	}
	return parts
}

// album keeps the shapes of pages.
type album struct {
	depth int
	shown map[string]bool
}

func newAlbum(depth int) album { return album{depth, map[string]bool{}} }

// news reports whether a page shows something new, and keeps it.
func (a album) news(document string) (fresh bool) {
	for _, part := range shape(document, a.depth) {
		fresh = fresh || !a.shown[part]
		a.shown[part] = true
	}
	return fresh
}

func TestShape(t *testing.T) {
	a := newAlbum(2)
	for _, tt := range []struct {
		document string
		news     bool
	}{
		{`<ul><li><a href="/a">A</a></li></ul>`, true},
		{`<ul><li><a href="/b">B</a></li><li><br>x</li></ul>`, true},
		{`<ul><li><a href="/c">C</a></li></ul>`, false},
		{`<ul class="items"><li>C</li></ul>`, true},
		{`<p><a href="/c">C</a></p>`, true},
		{`<ul><li>A</li></ul><ul><li>B</li></ul>`, false},
		{`<svg><path d="M0 0"/><path d="M1 1"/></svg><ul></ul>`, true},
		{`<svg><path d="M2 0"/></svg>`, false},
	} {
		if got := a.news(tt.document); got != tt.news {
			t.Errorf("%s: news %v, want %v", tt.document, got, tt.news)
		}
	}
}
