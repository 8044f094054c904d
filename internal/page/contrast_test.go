package page_test

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/page"
)

// meet lists the colours that meet on a page. Words need 4.5 to 1, WCAG 2.2 1.4.3; what
// bounds a control, shows a state or carries a picture needs 3 to 1, 1.4.11.
var meet = []struct {
	above, below string
	least        float64
}{
	{"ink", "paper", 7}, {"ink", "card", 7}, {"soft", "paper", 4.5}, {"soft", "card", 4.5},
	{"accent", "paper", 4.5}, {"accent", "card", 4.5}, {"on-accent", "accent", 4.5},
	{"paper", "alert", 4.5}, {"alert", "paper", 4.5},
	{"ink", "good-ground", 4.5}, {"ink", "wait-ground", 4.5}, {"ink", "stop-ground", 4.5},
	{"ink", "alert-ground", 4.5}, {"accent", "good-ground", 4.5}, {"accent", "wait-ground", 4.5},
	{"accent", "stop-ground", 4.5}, {"accent", "alert-ground", 4.5},
	{"good", "good-ground", 4.5}, {"wait", "wait-ground", 4.5}, {"stop", "stop-ground", 4.5},
	{"alert", "alert-ground", 4.5},
	{"field", "paper", 3}, {"field", "card", 3}, {"focus", "paper", 3}, {"focus", "card", 3},
	{"soft", "good-ground", 3}, {"alert", "card", 3}, {"good", "paper", 3}, {"wait", "paper", 3},
}

// palettes are the palettes of the style sheet, by the name in the comment before each.
func palettes(t *testing.T) map[string]map[string]string {
	blocks := regexp.MustCompile(`(?s)/\* palette: ([a-z -]+) \*/\s*[^{]+\{(.*?)\}`)
	variables := regexp.MustCompile(`--([a-z-]+): (#[0-9a-f]{6});`)
	found := map[string]map[string]string{}
	for _, block := range blocks.FindAllStringSubmatch(string(page.Style()), -1) {
		found[block[1]] = map[string]string{}
		for _, v := range variables.FindAllStringSubmatch(block[2], -1) {
			found[block[1]][v[1]] = v[2]
		}
	}
	if len(found) != 4 {
		t.Fatalf("got %d palettes, want 4", len(found))
	}
	return found
}

func TestContrast(t *testing.T) {
	for name, colours := range palettes(t) {
		for _, pair := range meet {
			above, below := colours[pair.above], colours[pair.below]
			if got := contrast(t, above, below); got < pair.least {
				t.Errorf("%s: %s %s on %s %s: %.2f to 1, want %.1f",
					name, pair.above, above, pair.below, below, got, pair.least)
			}
		}
	}
}

// TestAsAtLooksDifferent holds the paper of the past to a colour that cannot be taken for
// that of now.
func TestAsAtLooksDifferent(t *testing.T) {
	all := palettes(t)
	for now, past := range map[string]string{"light": "as-at light", "dark": "as-at dark"} {
		a, b := channels(t, all[now]["paper"]), channels(t, all[past]["paper"])
		warmth := (b[0] - b[2]) - (a[0] - a[2]) // redder than blue
		if warmth < 20 {
			t.Errorf("%s: the paper is only %.0f warmer than %s", past, warmth, now)
		}
		if all[now]["accent"] == all[past]["accent"] {
			t.Errorf("%s: the accent is that of now", past)
		}
	}
}

// TestColoursAreVariables holds rules to the palettes: a colour written elsewhere would be
// checked by nobody.
func TestColoursAreVariables(t *testing.T) {
	rules, _, found := strings.Cut(string(page.Style()), "@media print")
	if !found {
		t.Fatal("no style for print")
	}
	_, rules, _ = strings.Cut(rules, "/* ground */")
	fixed := regexp.MustCompile(`#[0-9a-f]{3,8}\b|rgb|hsl`)
	if bad := fixed.FindString(rules); bad != "" {
		t.Errorf("a colour of its own: %s", bad)
	}
	used := regexp.MustCompile(`var\(--([a-z-]+)\)`)
	colours := palettes(t)["light"]
	sizes := []string{"side", "no", "level", "in", "set", "hang"}
	for _, v := range used.FindAllStringSubmatch(rules, -1) {
		if colours[v[1]] == "" && !slices.Contains(sizes, v[1]) {
			t.Errorf("--%s is in no palette", v[1])
		}
	}
}

// contrast is the ratio of WCAG 2.2.
func contrast(t *testing.T, a, b string) float64 {
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(t *testing.T, colour string) float64 {
	c := channels(t, colour)
	for i := range c {
		if c[i] /= 255; c[i] <= 0.04045 {
			c[i] /= 12.92
		} else {
			c[i] = math.Pow((c[i]+0.055)/1.055, 2.4)
		}
	}
	return 0.2126*c[0] + 0.7152*c[1] + 0.0722*c[2]
}

func channels(t *testing.T, colour string) (c [3]float64) {
	n, err := strconv.ParseUint(strings.TrimPrefix(colour, "#"), 16, 24)
	if err != nil {
		t.Fatalf("no colour: %q", colour)
	}
	return [3]float64{float64(n >> 16), float64(n >> 8 & 0xff), float64(n & 0xff)}
}
