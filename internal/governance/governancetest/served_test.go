package governancetest_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/store"
	"github.com/mains-energy/mains/internal/store/storetest"
)

// served is an answer as it was given.
type served struct {
	who, address string
	at           time.Time
	html, json   string
	fault        string
	rights       []string
}

// TestServedAsItWas lets a monkey at the Code, and asks again as at each instant for what was
// served then: of the same register, and of one that was opened anew.
func TestServedAsItWas(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) {
		servedAsItWas(t, store.Config{Dir: t.TempDir()}, 1)
	})
	t.Run("postgres", func(t *testing.T) {
		servedAsItWas(t, store.Config{URL: storetest.Postgres(t)}, 4)
	})
}

// servedAsItWas compares a thousand answers, or a part of them where they take long.
func servedAsItWas(t *testing.T, where store.Config, part int) {
	const seed = 20220120
	acts, answers := 400/part, 1000/part
	if os.Getenv("MAINS_ALL") != "" {
		acts, answers = 4000, 1000
	}
	at := clock.NewFrozen(governancetest.Start)
	w := governancetest.Open(t, where, at)
	m := governancetest.NewMonkey(t, w, seed)
	var all []served
	for i := range acts {
		if err := m.Act(); err != nil {
			t.Errorf("seed %d, act %d: %v", seed, i, err)
		}
		m.Pass()
		for len(all) < (i+1)*answers/acts {
			all = append(all, serve(t, m))
		}
	}
	t.Logf("seed %d: %d acts; done %v; refused %v", seed, acts, m.Done, m.Refused)
	again := func(w *governancetest.World) {
		compared := 0
		for _, s := range all {
			if !slices.Equal(rights(t, w, s.who), s.rights) || taken(s.address) || raised(t, w, s) {
				continue
			}
			compared++
			got := answer(w, s.who, s.address, s.at)
			if got.html != s.html || got.json != s.json || got.fault != s.fault {
				t.Errorf("seed %d: %s as %q at %s differs:\n%s", seed, s.address, s.who,
					s.at.Format(time.RFC3339Nano),
					difference(s.html+s.json+s.fault, got.html+got.json+got.fault))
			}
		}
		t.Logf("%d of %d answers compared: of the others the reader's rights had changed, or a mark",
			compared, len(all))
		if compared < len(all)/2 {
			t.Error("too few")
		}
	}
	again(w)
	if err := w.DB.Close(); err != nil {
		t.Fatal(err)
	}
	again(governancetest.Open(t, where, at))
}

// taken reports whether a page is about what can be taken back: entries of a contact list whose
// Party no longer agrees are not shown as at an earlier time either.
func taken(address string) bool { return strings.HasPrefix(address, "/operational-contacts") }

// raised reports whether an answer names a publication whose mark was raised since, so that its
// reader may not see it any more: that hides the past too.
func raised(t *testing.T, w *governancetest.World, s served) bool {
	now := register.Moment{So: w.Code.Now(), Known: w.Code.Now()}
	all, err := w.Code.Register().View(t.Context(), policy.System(), now).
		IDs("publication", register.Query{})
	if err != nil {
		t.Fatal(err)
	}
	reader, err := w.Code.Reader(t.Context(), s.who)
	if err != nil {
		t.Fatal(err)
	}
	var named []register.Hit
	for _, id := range all {
		if strings.Contains(s.html+s.json, "publications/"+id) {
			named = append(named, register.Hit{Kind: "publication", ID: id})
		}
	}
	seen, err := w.Code.Register().View(t.Context(), reader, now).Some(named)
	if err != nil {
		t.Fatal(err)
	}
	return len(seen) < len(named)
}

// serve asks for a page of now.
func serve(t *testing.T, m *governancetest.Monkey) served {
	who := m.Anybody()
	address, _, err := m.Somewhere(who)
	if address == "" {
		t.Fatal(err)
	}
	now := m.W.Code.Now()
	s := answer(m.W, who, address, now)
	s.rights = rights(t, m.W, who)
	return s
}

func answer(w *governancetest.World, who, address string, at time.Time) served {
	s := served{who: who, address: address, at: at}
	view, err := w.ViewAsAt(who, address, at, at)
	if err != nil {
		s.fault = err.Error()
		return s
	}
	s.html = governancetest.Main(view, address)
	text, err := view.AppendJSON(nil)
	if err != nil {
		s.fault = err.Error()
	}
	s.json = string(text)
	return s
}

func rights(t *testing.T, w *governancetest.World, who string) []string {
	r, err := w.Code.Reader(t.Context(), who)
	if err != nil {
		t.Fatal(err)
	}
	return slices.Concat(r.Marks(), r.Labels())
}

// difference is where two texts begin to differ.
func difference(a, b string) string {
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	from := max(0, i-60)
	return "was  …" + a[from:min(len(a), i+60)] + "\nis   …" + b[from:min(len(b), i+60)]
}
