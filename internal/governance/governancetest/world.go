// Package governancetest is the Code inside a Go test: the demo register on a database of its
// own, a clock that stands at 10:00 on 20 January 2022, and whoever asks and submits.
package governancetest

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/governance"
	"github.com/mains-energy/mains/internal/page"
	"github.com/mains-energy/mains/internal/store"
)

// Start is what the clock of a [World] shows first: 10:00 on 20 January 2022, London.
var Start = time.Date(2022, 1, 20, 10, 0, 0, 0, time.UTC)

// World is a Code to ask.
type World struct {
	Code   *governance.Code
	Clock  *clock.Adjustable
	DB     *store.DB
	routes map[string]page.Route
	mux    *http.ServeMux
}

// New is a world with the demo register.
func New(t testing.TB) *World {
	t.Helper()
	dir := t.TempDir()
	files, err := fresh()
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return Open(t, store.Config{Dir: dir}, clock.NewFrozen(Start))
}

// fresh is a database with the demo register, file by file: made once, since a test binary has
// many worlds and making one takes the better part of a second.
var fresh = sync.OnceValues(func() (map[string][]byte, error) {
	dir, err := os.MkdirTemp("", "mains-demo")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	db, err := store.Open(context.Background(), store.Config{Dir: dir})
	if err != nil {
		return nil, err
	}
	if _, err := begin(db, clock.NewFrozen(Start)); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	if err := db.Close(); err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for _, e := range entries {
		if files[e.Name()], err = os.ReadFile(filepath.Join(dir, e.Name())); err != nil {
			return nil, err
		}
	}
	return files, nil
})

// begin opens the Code of a database, and loads the demo where it is empty. What it draws is the
// same for the same past, and something else after a restart: ids and tokens are never drawn twice.
func begin(db *store.DB, at clock.Clock) (*governance.Code, error) {
	ctx := context.Background()
	seed := [32]byte{1}
	var past uint64
	if err := db.QueryRowContext(ctx, `SELECT (SELECT COUNT(*) FROM register_event) +
		(SELECT COUNT(*) FROM post_message)`).Scan(&past); err != nil {
		return nil, err
	}
	if past > 0 {
		binary.BigEndian.PutUint64(seed[8:], past)
		binary.BigEndian.PutUint64(seed[16:], uint64(at.Now().UnixNano()))
	}
	code, err := governance.Open(ctx, governance.Config{
		DB: db, Clock: at, Random: rand.NewChaCha8(seed),
	})
	if err != nil {
		return nil, err
	}
	_, err = code.Begin(ctx)
	return code, err
}

// Open is a world on a database, which begins with the demo register where it is empty.
func Open(t testing.TB, where store.Config, at *clock.Adjustable) *World {
	t.Helper()
	db, err := store.Open(context.Background(), where)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() }) // a test may have closed it
	code, err := begin(db, at)
	if err != nil {
		t.Fatal(err)
	}
	w := &World{Code: code, Clock: at, DB: db, routes: map[string]page.Route{},
		mux: http.NewServeMux()}
	for _, r := range code.Routes() {
		w.routes[r.Pattern] = r
		w.mux.HandleFunc(r.Pattern, func(http.ResponseWriter, *http.Request) {})
	}
	return w
}

// Pattern is the pattern of the route that answers an address; empty where none does.
func (w *World) Pattern(address string) string {
	_, pattern := w.mux.Handler(httptest.NewRequest(http.MethodGet, address, nil))
	return pattern
}

// Routes are the routes of the Code, by pattern.
func (w *World) Routes() map[string]page.Route { return w.routes }

var names = regexp.MustCompile(`\{([a-z_-]+)(?:\.\.\.)?\}`)

// ask is the question for an address, and the route that answers it.
func (w *World) ask(who, address string) (*page.Ask, page.Route, error) {
	r := httptest.NewRequest(http.MethodGet, address, nil)
	_, pattern := w.mux.Handler(r)
	route, known := w.routes[pattern]
	if !known {
		return nil, route, fmt.Errorf("no route for %s", address)
	}
	parts := strings.Split(r.URL.EscapedPath(), "/")
	path := map[string]string{}
	for i, p := range strings.Split(pattern, "/") {
		if m := names.FindStringSubmatch(p); m != nil && m[1] != "$" {
			path[m[1]], _ = url.PathUnescape(parts[i]) // of an address that net/http has taken
		}
	}
	now := w.Code.Now()
	return &page.Ask{Context: context.Background(), Who: who, Path: path, Query: r.URL.Query(),
		Moment: page.Moment{So: now, Known: now}}, route, nil
}

// View asks for an address as a person, the public where who is empty, as of now.
func (w *World) View(who, address string) (*page.View, error) {
	ask, route, err := w.ask(who, address)
	if err != nil {
		return nil, err
	}
	if route.View == nil {
		return nil, fmt.Errorf("%s is a form", address)
	}
	return route.View(ask)
}

// ViewAsAt asks for an address as it was so and known at two instants.
func (w *World) ViewAsAt(who, address string, so, known time.Time) (*page.View, error) {
	ask, route, err := w.ask(who, address)
	if err != nil {
		return nil, err
	}
	if route.View == nil {
		return nil, fmt.Errorf("%s is a form", address)
	}
	ask.Moment = page.Moment{So: so, Known: known, AsAt: true}
	return route.View(ask)
}

// Form asks for a form.
func (w *World) Form(who, address string) (*page.Form, error) {
	ask, route, err := w.ask(who, address)
	if err != nil {
		return nil, err
	}
	if route.Form == nil {
		return nil, fmt.Errorf("%s is no form", address)
	}
	return route.Form(ask)
}

// Submit fills in a form and sends it: what is in values, and for the rest what the form shows. It
// is checked as the portal checks it.
func (w *World) Submit(who, address string, values map[string][]string) (*page.Done, error) {
	return w.press(who, address, values, false)
}

// SubmitSecond is Submit with the second button.
func (w *World) SubmitSecond(
	who, address string, values map[string][]string,
) (*page.Done, error) {
	return w.press(who, address, values, true)
}

func (w *World) press(
	who, address string, values map[string][]string, second bool,
) (*page.Done, error) {
	form, err := w.Form(who, address)
	if err != nil {
		return nil, err
	}
	in := page.Input{Values: map[string][]string{}, Version: form.Version, Second: second}
	for _, f := range form.Fields {
		if f.Values != nil {
			in.Values[f.Name] = f.Values
		}
	}
	for name, v := range values {
		in.Values[name] = v
	}
	in = form.Keep(in)
	if err := form.Check(in).Err(); err != nil {
		return nil, err
	}
	ask, route, err := w.ask(who, address)
	if err != nil {
		return nil, err
	}
	return route.Submit(ask, in)
}

// Main is the main part of a view as HTML.
func Main(v *page.View, self string) string {
	return string(v.AppendMain(nil, page.Address(self)))
}
