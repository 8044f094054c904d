package governancetest_test

import (
	"testing"

	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/page"
	"github.com/mains-energy/mains/internal/store"
)

// The bounds of an answer, with any register.
const (
	mostQueries = 25
	mostOctets  = 50 << 10 // compressed, on a first visit
)

// ceilings are the queries of the routes that may ask more: an edition of the newsletter is made
// of fourteen kinds of record, and of those that they name; a page of the feed may look at each
// kind; a response as at a moment says of whom it is, who gave it, and what was asked then.
var ceilings = map[string]int{"/newsletters/{id}": 60, "/newsletters/next": 60, "/feed": 240,
	"/newsletters/{id}/mail": 65, "/responses/{id}": 30}

// TestQueries holds every route to the bounds, as the public, a Party and the administrator,
// with a register in which every list has several pages.
func TestQueries(t *testing.T) {
	where := store.Config{Dir: t.TempDir()}
	if err := governancetest.Build(t.Context(), where, governancetest.Little); err != nil {
		t.Fatal(err)
	}
	b := newBrowser(t, where, governancetest.LargeEnd)
	var all []measure
	for _, who := range readers3 {
		for _, addresses := range b.walk(t, who, 6, b.heavy(t)...) {
			for _, address := range addresses {
				all = append(all, b.measured(who, address, "", 1),
					b.measured(who, address, "/as-at/2026-11-20", 1))
			}
		}
	}
	b.hold(t, all)
}

// hold holds answers to the bounds.
func (b *browser) hold(t *testing.T, all []measure) {
	t.Helper()
	assets := 0
	for _, a := range []page.Address{page.StyleAddress(), page.ScriptAddress()} {
		assets += b.get("", string(a)).Body.Len()
	}
	worst := map[string]measure{}
	for _, m := range all {
		if m.status >= 500 {
			t.Errorf("%s as %q: status %d", m.address, m.who, m.status)
		}
		if m.octets+assets > mostOctets {
			t.Errorf("%s as %q: %d octets on a first visit, at most %d", m.address, m.who,
				m.octets+assets, mostOctets)
		}
		if m.queries > worst[m.pattern].queries {
			worst[m.pattern] = m
		}
	}
	for pattern, m := range worst {
		if most := max(mostQueries, ceilings[pattern]); m.queries > most {
			t.Errorf("%s: %d queries, at most %d: %s as %q", pattern, m.queries, most,
				m.address, m.who)
		}
	}
	t.Logf("%d answers of %d routes; the style sheet and the script have %d octets", len(all),
		len(worst), assets)
}
