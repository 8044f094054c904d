package modification_test

import (
	"errors"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/governance/demo"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/modification"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/repo"
	"github.com/mains-energy/mains/internal/governance/wording"
	"github.com/mains-energy/mains/internal/page"
	"github.com/mains-energy/mains/internal/page/pagetest"
	"github.com/mains-energy/mains/internal/store"
)

// The people of the demo who act in the stories.
const (
	analyst   = "demo-secas-analyst"
	secretary = "demo-secas-secretary"
	official  = "demo-authority-official"
	dccPerson = "demo-dcc-delegate"
)

// world is the demo register with the addresses of Modifications, and a clock that stands.
type world struct {
	t      *testing.T
	clock  *clock.Adjustable
	reg    *register.Register
	desk   *desk.Desk
	routes map[string]page.Route
	mux    *http.ServeMux
}

func newWorld(t *testing.T) *world {
	t.Helper()
	db, err := store.Open(t.Context(), store.Config{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() }) // nothing is lost: it is the test's
	w := &world{t: t, clock: clock.NewFrozen(time.Date(2022, 1, 20, 10, 0, 0, 0, time.UTC)),
		routes: map[string]page.Route{}, mux: http.NewServeMux()}
	w.reg, err = register.Open(t.Context(), register.Config{DB: db, Clock: w.clock,
		Random: rand.NewChaCha8([32]byte{7}), Kinds: record.Kinds()})
	if err != nil {
		t.Fatal(err)
	}
	from, err := demo.Register()
	if err != nil {
		t.Fatal(err)
	}
	if err := from.Import(t.Context(), w.reg, register.Act{Who: register.ByClock,
		Verb: "import"}); err != nil {
		t.Fatal(err)
	}
	w.desk = desk.New(w.reg, wording.Open(repo.Open(db)))
	for _, r := range modification.Routes(w.desk) {
		w.routes[r.Pattern] = r
		w.mux.HandleFunc(r.Pattern, func(http.ResponseWriter, *http.Request) {})
	}
	return w
}

var names = regexp.MustCompile(`\{([a-z]+)\}`)

// ask is the question for an address and its route.
func (w *world) ask(who, address string) (*page.Ask, page.Route) {
	w.t.Helper()
	r := httptest.NewRequest(http.MethodGet, address, nil)
	_, pattern := w.mux.Handler(r)
	route, known := w.routes[pattern]
	if !known {
		w.t.Fatalf("no route for %s", address)
	}
	path, parts := map[string]string{}, strings.Split(r.URL.Path, "/")
	for i, p := range strings.Split(pattern, "/") {
		if m := names.FindStringSubmatch(p); m != nil {
			path[m[1]] = parts[i]
		}
	}
	now := w.reg.Now()
	return &page.Ask{Context: w.t.Context(), Who: who, Path: path, Query: r.URL.Query(),
		Moment: page.Moment{So: now, Known: now}}, route
}

// view asks for a page, which must be sound.
func (w *world) view(who, address string) *page.View {
	w.t.Helper()
	ask, route := w.ask(who, address)
	v, err := route.View(ask)
	if err != nil {
		w.t.Fatalf("%s as %q: %v", address, who, err)
	}
	w.sound(v.AppendHTML(nil, page.Frame{Self: page.Address(address)}), address)
	if _, err := v.AppendJSON(nil); err != nil {
		w.t.Fatalf("%s: JSON: %v", address, err)
	}
	return v
}

func (w *world) sound(html []byte, address string) {
	w.t.Helper()
	for _, fault := range pagetest.Check(html) {
		w.t.Errorf("%s: %s", address, fault)
	}
}

// main is the main part of a page.
func (w *world) main(who, address string) string {
	w.t.Helper()
	return string(w.view(who, address).AppendMain(nil, page.Address(address)))
}

// form asks for a form, which must be sound.
func (w *world) form(who, address string) (*page.Form, error) {
	w.t.Helper()
	ask, route := w.ask(who, address)
	if route.Form == nil {
		w.t.Fatalf("%s is no form", address)
	}
	f, err := route.Form(ask)
	if err == nil {
		w.sound(f.AppendHTML(nil, page.Frame{Self: page.Address(address)}), address)
	}
	return f, err
}

// values are what is typed into a form, by field.
type values map[string]string

// submit fills in a form over what it shows, and sends it as the portal does.
func (w *world) submit(who, address string, typed values) (*page.Done, error) {
	w.t.Helper()
	form, err := w.form(who, address)
	if err != nil {
		return nil, err
	}
	return w.send(who, address, form, typed, false)
}

func (w *world) send(who, address string, form *page.Form, typed values, second bool,
) (*page.Done, error) {
	w.t.Helper()
	posted := url.Values{"_version": {form.Version}}
	if second {
		posted.Set("_second", "1")
	}
	for _, f := range form.Fields {
		if f.Values != nil {
			posted[f.Name] = f.Values
		}
	}
	for name, value := range typed {
		posted[name] = strings.Split(value, "|")
	}
	in := form.Keep(page.ReadInput(posted))
	if err := form.Check(in).Err(); err != nil {
		return nil, err
	}
	ask, route := w.ask(who, address)
	return route.Submit(ask, in)
}

// do submits a form and fails the test where it is refused.
func (w *world) do(who, address string, typed values) *page.Done {
	w.t.Helper()
	w.clock.Advance(time.Minute)
	done, err := w.submit(who, address, typed)
	if err != nil {
		w.t.Fatalf("%s as %s: %v", address, who, err)
	}
	return done
}

// refuse submits a form that must be refused with words that hold each of want.
func (w *world) refuse(who, address string, typed values, want ...string) {
	w.t.Helper()
	_, err := w.submit(who, address, typed)
	var faults page.Faults
	if !errors.As(err, &faults) {
		w.t.Fatalf("%s as %s: got %v, want a refusal with %q", address, who, err, want)
	}
	for _, each := range want {
		if !strings.Contains(faults.Error(), each) {
			w.t.Fatalf("%s as %s: got %q, want %q in it", address, who, faults, each)
		}
	}
}

// forbid asks for a form that is not for somebody.
func (w *world) forbid(who, address string) {
	w.t.Helper()
	want := page.ErrForbidden
	if who == "" {
		want = page.ErrSignIn
	}
	if _, err := w.form(who, address); !errors.Is(err, want) {
		w.t.Fatalf("%s as %q: got %v, want %v", address, who, err, want)
	}
}

// modification is the record of one.
func (w *world) modification(id string) *record.Modification {
	w.t.Helper()
	m, err := register.Get[*record.Modification](w.now(), id)
	if err != nil {
		w.t.Fatal(err)
	}
	return m
}

func (w *world) now() *register.View {
	now := w.reg.Now()
	return w.reg.View(w.t.Context(), policy.System(), register.Moment{So: now, Known: now})
}

// put changes records by hand: what other subjects do.
func (w *world) put(records ...register.Record) {
	w.t.Helper()
	w.clock.Advance(time.Minute)
	_, err := w.reg.Act(w.t.Context(), register.Act{Who: analyst, Verb: "set the scene"},
		func(tx *register.Tx) error {
			for _, rec := range records {
				if err := tx.Put(rec); err != nil {
					return err
				}
			}
			return nil
		})
	if err != nil {
		w.t.Fatal(err)
	}
}

// at sets the clock to a time of London in winter, which is that of UTC.
func (w *world) at(text string) {
	w.t.Helper()
	at, err := time.Parse("2006-01-02 15:04:05.000000", text)
	if err != nil {
		w.t.Fatal(err)
	}
	w.clock.Set(at)
	if err := w.reg.Settle(w.t.Context()); err != nil {
		w.t.Fatal(err)
	}
}

// holds checks that text has each of want in it.
func (w *world) holds(where, text string, want ...string) {
	w.t.Helper()
	for _, each := range want {
		if !strings.Contains(text, each) {
			w.t.Errorf("%s: no %q in:\n%s", where, each, text)
		}
	}
}
