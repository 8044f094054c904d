package governancetest_test

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"
	"time"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/governance"
	"github.com/mains-energy/mains/internal/governance/account"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/page"
	"github.com/mains-energy/mains/internal/portal"
	"github.com/mains-energy/mains/internal/store"
)

// readers3 are the public, one who binds a Party, and one of the administrator.
var readers3 = []string{"", "demo-ls-a-signatory", "demo-secas-analyst"}

// browser is a Code behind its portal, as a browser meets it.
type browser struct {
	w       *governancetest.World
	handler http.Handler
	asked   int // queries since somebody set it back
	mux     *http.ServeMux
}

// network is one without Devices.
type network struct {
	portal.Network
	w *governancetest.World
}

func (n network) Now() time.Time { return n.w.Code.Now() }

// code is the Code as the portal knows it.
type code struct{ *governance.Code }

func (c code) Person(ctx context.Context, id string) (portal.Person, error) {
	p, err := c.Code.Person(ctx, id)
	return portal.Person(p), err
}

func (c code) Demo(context.Context) ([]portal.Person, error) { return nil, nil }

// accounts are those with a session that is there.
type accounts struct {
	portal.Accounts
	kept *account.Accounts
}

func (a accounts) Session(ctx context.Context, id string) (portal.Session, bool, error) {
	s, ok, err := a.kept.Session(ctx, id)
	return portal.Session(s), ok, err
}

// newBrowser opens the Code of a database, with everybody of readers3 signed in.
func newBrowser(t testing.TB, where store.Config, now time.Time) *browser {
	t.Helper()
	b := &browser{mux: http.NewServeMux()}
	also := where.Asked
	where.Asked = func(q string) {
		b.asked++
		if also != nil {
			also(q)
		}
	}
	b.w = governancetest.Open(t, where, clock.NewFrozen(now))
	a := account.New(b.w.DB)
	for _, who := range readers3[1:] {
		sum := sha256.Sum256(append([]byte("session:"), token(who)...))
		session := account.Session{ID: hex.EncodeToString(sum[:]), Person: who, Made: now, Seen: now}
		if err := a.Begin(t.Context(), session, session.ID); err != nil {
			t.Fatal(err)
		}
	}
	p, err := portal.New(portal.Config{Network: network{w: b.w}, Code: code{b.w.Code},
		Accounts: accounts{kept: a}, Wall: clock.NewFrozen(now), Printer: blank{},
		Random: rand.NewChaCha8([32]byte{2}), Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	b.handler = p.Handler()
	for pattern := range b.w.Routes() {
		b.mux.HandleFunc(pattern, func(http.ResponseWriter, *http.Request) {})
	}
	return b
}

// token is what the browser of somebody shows.
func token(who string) []byte { sum := sha256.Sum256([]byte(who)); return sum[:] }

// get asks for an address as a page.
func (b *browser) get(who, address string) *httptest.ResponseRecorder {
	return b.want(who, address, "text/html")
}

// want asks for an address in a form.
func (b *browser) want(who, address, media string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, address, nil)
	r.RemoteAddr = "127.0.0.1:9" // the limits of other addresses are not counted here
	r.Header.Set("Accept-Encoding", "gzip")
	r.Header.Set("Accept", media)
	if who != "" {
		r.AddCookie(&http.Cookie{Name: "mains_session",
			Value: base64.RawURLEncoding.EncodeToString(token(who))})
	}
	w := httptest.NewRecorder()
	b.handler.ServeHTTP(w, r)
	return w
}

// pattern is the route of an address; empty where the Code has none.
func (b *browser) pattern(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host != "" || u.Scheme != "" || !strings.HasPrefix(u.Path, "/") {
		return ""
	}
	_, pattern := b.mux.Handler(&http.Request{Method: http.MethodGet, URL: u})
	return pattern
}

var hrefs = regexp.MustCompile(`href="([^"]+)"`)

// walk collects addresses of each route as somebody finds them: its examples, and from those
// by links, up to most of each.
func (b *browser) walk(t testing.TB, who string, most int, starts ...string) map[string][]string {
	t.Helper()
	found, seen := map[string][]string{}, map[string]bool{}
	add := func(address string) {
		p := b.pattern(address)
		if p == "" || seen[address] || len(found[p]) >= most {
			return
		}
		seen[address] = true
		starts = append(starts, address)
		found[p] = append(found[p], address)
	}
	given := starts
	starts = nil
	for _, address := range append(given, b.examples(t)...) {
		add(address)
	}
	for len(starts) > 0 {
		address := starts[0]
		starts = starts[1:]
		route := b.w.Routes()[b.pattern(address)]
		if route.View == nil {
			continue
		}
		view, err := b.w.View(who, address)
		if err != nil {
			continue
		}
		for _, match := range hrefs.FindAllSubmatch(view.AppendHTML(nil, page.Frame{}), -1) {
			to, err := url.Parse(address)
			if err == nil {
				to, err = to.Parse(strings.ReplaceAll(string(match[1]), "&amp;", "&"))
			}
			if err == nil {
				to.Fragment = ""
				add(to.String())
			}
		}
	}
	return found
}

// examples are addresses of every route.
func (b *browser) examples(t testing.TB) (all []string) {
	t.Helper()
	for pattern, route := range b.w.Routes() {
		pattern = strings.TrimSuffix(pattern, "{$}")
		if route.Examples == nil {
			if !strings.Contains(pattern, "{") {
				all = append(all, pattern)
			}
			continue
		}
		examples, err := route.Examples(t.Context())
		if err != nil {
			t.Fatal(pattern, err)
		}
		for i, e := range examples {
			if i%5 != 0 { // a few: the rest of the walk finds others
				continue
			}
			path := pattern
			for name, value := range e {
				path = strings.ReplaceAll(path, "{"+name+"}", url.PathEscape(value))
			}
			all = append(all, path)
		}
	}
	slices.Sort(all)
	return all
}

// measure is what an answer took.
type measure struct {
	pattern, who, address string
	status                int
	took                  time.Duration // of a processor, the fastest of some
	queries               int
	octets                int // compressed
}

// measured asks for an address so many times. What counts is the time of the processor: the
// pages of the database are in memory, so nothing is waited for, and how busy the machine is
// with others does not matter.
func (b *browser) measured(who, address, prefix string, times int) (m measure) {
	m = measure{pattern: b.pattern(address), who: who, address: prefix + address}
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	for i := range times {
		b.asked = 0
		began := spent()
		w := b.get(who, m.address)
		if took := spent() - began; i == 0 || took < m.took {
			m.took = took
		}
		m.status, m.octets, m.queries = w.Code, w.Body.Len(), max(m.queries, b.asked)
	}
	return m
}

// heavy are addresses of the records with the most behind them, and of questions that find
// much.
func (b *browser) heavy(t testing.TB) (all []string) {
	t.Helper()
	for _, kind := range []string{"modification", "release", "party", "meeting", "person"} {
		for _, id := range b.most(t, `SELECT id, COUNT(*) FROM register_event WHERE kind = $1
			GROUP BY id ORDER BY COUNT(*) DESC LIMIT 2`, kind) {
			to := string(page.At(desk.ListOf(kind).Path, id))
			all = append(all, to, to+"/history")
		}
	}
	for _, id := range b.most(t, `SELECT place, 1 FROM register_key
		WHERE kind = $1 AND name = 'consultation'`, "response") {
		to := string(page.At("consultations", id))
		all = append(all, to, to+"/history")
	}
	for _, asked := range []string{"meter", "supplier de", "MP1", "dp5000", "s", "heat pump vehicle",
		"certificate recovery zigbee portal", "zzz"} {
		all = append(all, "/search?q="+url.QueryEscape(asked))
	}
	for _, month := range []string{"2016-06", "2021-02", "2026-11", "2032-06", "2032-07"} {
		all = append(all, "/calendar?month="+month)
	}
	return append(all, "/changes?since=2032-06-01", "/changes?since=2014-01-01")
}

// most are the ids that a query finds the most of; ids of places are what is before the octet 0.
func (b *browser) most(t testing.TB, query, kind string) (ids []string) {
	t.Helper()
	rows, err := b.w.DB.QueryContext(t.Context(), query, kind)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	counts := map[string]int{}
	for rows.Next() {
		var place []byte
		var n int
		if err := rows.Scan(&place, &n); err != nil {
			t.Fatal(err)
		}
		id, _, _ := strings.Cut(string(place), "\x00")
		counts[id] += n
	}
	ids = slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(counts[b]-counts[a], cmp.Compare(a, b))
	})
	return ids[:min(len(ids), 2)]
}

// TestLargeSpeed times every route with the large register, and prints a table. It fails for
// no time: only for queries and octets.
func TestLargeSpeed(t *testing.T) {
	b := newBrowser(t, store.Config{Dir: largeDir(t)}, governancetest.LargeEnd)
	b.speed(t)
}

func (b *browser) speed(t *testing.T) {
	var all []measure
	for _, who := range readers3 {
		for _, addresses := range b.walk(t, who, 6, b.heavy(t)...) {
			for _, address := range addresses {
				all = append(all, b.measured(who, address, "", 2))
			}
			if route := b.w.Routes()[b.pattern(addresses[0])]; route.View == nil {
				continue
			}
			for _, moment := range []string{"2016-06-01", "2021-02-03T12:00", "2026-11-20"} {
				for _, address := range addresses[:min(len(addresses), 2)] {
					all = append(all, b.measured(who, address, "/as-at/"+moment, 2))
				}
			}
		}
	}
	out, err := os.Create(cmp.Or(os.Getenv("MAINS_TABLE"), os.DevNull))
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	printTable(io.MultiWriter(os.Stdout, out), all)
	b.hold(t, all)
}

// printTable prints what answers took, by route, the slowest first.
func printTable(to io.Writer, all []measure) {
	byRoute := map[string][]measure{"(all)": all}
	for _, m := range all {
		byRoute[m.pattern] = append(byRoute[m.pattern], m)
	}
	type row struct {
		pattern    string
		n          int
		median, p  time.Duration
		queries    int
		octets     int
		worst, who string
	}
	var rows []row
	for pattern, ms := range byRoute {
		slices.SortFunc(ms, func(a, b measure) int { return cmp.Compare(a.took, b.took) })
		worst := ms[len(ms)-1]
		r := row{pattern: pattern, n: len(ms), median: ms[len(ms)/2].took, p: ms[len(ms)*95/100].took,
			worst: fmt.Sprintf("%.1f ms %s", float64(worst.took.Microseconds())/1e3, worst.address),
			who:   cmp.Or(worst.who, "public")}
		for _, m := range ms {
			r.queries, r.octets = max(r.queries, m.queries), max(r.octets, m.octets)
		}
		rows = append(rows, r)
	}
	slices.SortFunc(rows, func(a, b row) int { return cmp.Compare(b.p, a.p) })
	w := tabwriter.NewWriter(to, 0, 0, 1, ' ', 0)
	fmt.Fprintln(w, "route\tanswers\tmedian ms\t95 % ms\tqueries\tKiB\tslowest")
	for _, r := range rows {
		fmt.Fprintf(w, "%s\t%d\t%.1f\t%.1f\t%d\t%.1f\t%s as %s\n", r.pattern, r.n,
			float64(r.median.Microseconds())/1e3, float64(r.p.Microseconds())/1e3, r.queries,
			float64(r.octets)/1024, r.worst, r.who)
	}
	_ = w.Flush()
}
