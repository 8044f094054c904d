package governancetest_test

import (
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/page"
	"github.com/mains-energy/mains/internal/page/pagetest"
)

// TestEveryRoute asks every route of the Code as the public and as a person of the
// administrator, and checks what it answers with.
func TestEveryRoute(t *testing.T) {
	w := governancetest.New(t)
	for pattern, route := range w.Routes() {
		paths := []string{strings.TrimSuffix(pattern, "{$}")}
		if route.Examples != nil {
			paths = nil
			examples, err := route.Examples(t.Context())
			if err != nil {
				t.Errorf("%s: %v", pattern, err)
			}
			for _, e := range examples {
				path := pattern
				for name, value := range e {
					path = strings.ReplaceAll(path, "{"+name+"}", value)
				}
				paths = append(paths, path)
			}
		}
		for _, path := range paths {
			if route.View == nil || strings.Contains(path, "{") {
				continue
			}
			for _, who := range []string{"", "demo-secas-analyst"} {
				view, err := w.View(who, path)
				if err != nil {
					if who != "" {
						t.Errorf("%s as %q: %v", path, who, err)
					}
					continue
				}
				html := view.AppendHTML(nil, page.Frame{Self: page.Address(path)})
				for _, fault := range pagetest.Check(html) {
					t.Errorf("%s as %q: %s", path, who, fault)
				}
			}
		}
	}
}
