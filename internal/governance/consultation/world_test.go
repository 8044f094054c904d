package consultation_test

import (
	"errors"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/governance/consultation"
	"github.com/mains-energy/mains/internal/governance/demo"
	"github.com/mains-energy/mains/internal/governance/desk"
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
	staff     = "demo-secas-analyst"
	delegate  = "demo-ls-a-delegate"
	alternate = "demo-ls-a-alternate" // a delegate as well
	signs     = "demo-ls-a-signatory"
	rival     = "demo-ls-b-signatory"
	member    = "demo-ls-a-member" // of the Panel, and speaks for nobody
	official  = "demo-authority-official"
	cio       = "demo-user-cio-assessor"
	public    = ""
)

// The consultations of the newsletter.
const (
	budget   = "consultation-panel-budget-2022-2025"
	jip      = "consultation-ecos-jip-cr"
	mp192    = "consultation-mp192-refinement"
	mp078    = "consultation-mp078-mrc"
	mp085a   = "consultation-mp085a-mrc"
	feedback = "feedback-new-draft-proposals"
)

// start is what the clock of a world shows first.
var start = time.Date(2022, 1, 20, 10, 0, 0, 0, time.UTC)

// closing192 is when MP192's consultation closes.
var closing192 = time.Date(2022, 2, 4, 17, 0, 0, 0, time.UTC)

// world is the demo register with the addresses of consultations, and a clock that stands.
type world struct {
	t      *testing.T
	clock  *clock.Adjustable
	reg    *register.Register
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
	w := &world{t: t, clock: clock.NewFrozen(start), routes: map[string]page.Route{},
		mux: http.NewServeMux()}
	w.reg, err = register.Open(t.Context(), register.Config{DB: db, Clock: w.clock,
		Random: rand.NewChaCha8([32]byte{9}), Kinds: record.Kinds()})
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
	d := desk.New(w.reg, wording.Open(repo.Open(db)))
	for _, r := range append(consultation.Routes(d), d.Generic()...) {
		if _, own := w.routes[r.Pattern]; own {
			continue
		}
		w.routes[r.Pattern] = r
		w.mux.HandleFunc(r.Pattern, func(http.ResponseWriter, *http.Request) {})
	}
	return w
}

// ask is the question for an address, and its route.
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
		if name, found := strings.CutPrefix(p, "{"); found {
			path[strings.TrimSuffix(name, "}")] = parts[i]
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
	return v
}

func (w *world) sound(html []byte, address string) {
	w.t.Helper()
	for _, fault := range pagetest.Check(html) {
		w.t.Errorf("%s: %s", address, fault)
	}
}

// text is what a page says, in all its forms: a reader can ask for each.
func (w *world) text(who, address string) string {
	w.t.Helper()
	v := w.view(who, address)
	b := v.AppendMain(nil, page.Address(address))
	b, err := v.AppendJSON(b)
	if err != nil {
		w.t.Fatalf("%s: JSON: %v", address, err)
	}
	b = v.AppendAtom(b, "https://mains.example", page.Address(address))
	return string(v.AppendICal(v.AppendCSV(b), "https://mains.example", page.Address(address)))
}

// says holds a page to what it must say.
func (w *world) says(who, address string, wants ...string) {
	w.t.Helper()
	text := w.text(who, address)
	for _, want := range wants {
		if !strings.Contains(text, want) {
			w.t.Errorf("%s as %q does not say %q", address, who, want)
		}
	}
}

// silent holds a page to what it must not say.
func (w *world) silent(who, address string, words ...string) {
	w.t.Helper()
	text := w.text(who, address)
	for _, word := range words {
		if strings.Contains(text, word) {
			w.t.Errorf("%s as %q says %q", address, who, word)
		}
	}
}

// tags are the marks of markup.
var tags = regexp.MustCompile("<[^>]*>")

// read is what people read on the main part of a page, with one blank between words.
func (w *world) read(who, address string) string {
	w.t.Helper()
	html := string(w.view(who, address).AppendMain(nil, page.Address(address)))
	return strings.Join(strings.Fields(tags.ReplaceAllString(html, "")), " ")
}

// reads holds what people read on a page to what it must say.
func (w *world) reads(who, address string, wants ...string) {
	w.t.Helper()
	text := w.read(who, address)
	for _, want := range wants {
		if !strings.Contains(text, want) {
			w.t.Errorf("%s as %q does not say %q:\n%s", address, who, want, text)
		}
	}
}

// unread holds what people read on a page to what it must not say.
func (w *world) unread(who, address string, words ...string) {
	w.t.Helper()
	text := w.read(who, address)
	for _, word := range words {
		if strings.Contains(text, word) {
			w.t.Errorf("%s as %q says %q:\n%s", address, who, word, text)
		}
	}
}

// refused holds a page or a form to an error.
func (w *world) refused(who, address string, want error) {
	w.t.Helper()
	ask, route := w.ask(who, address)
	var err error
	if route.View != nil {
		_, err = route.View(ask)
	} else {
		_, err = route.Form(ask)
	}
	if !errors.Is(err, want) {
		w.t.Errorf("%s as %q: %v, want %v", address, who, err, want)
	}
}

// actions are what a page offers.
func (w *world) actions(who, address string) (texts []string) {
	w.t.Helper()
	for _, a := range w.view(who, address).Actions {
		texts = append(texts, a.Text)
	}
	return texts
}

// fields are values of a form by name.
type fields map[string]string

// form asks for a form, which must be sound.
func (w *world) form(who, address string) *page.Form {
	w.t.Helper()
	ask, route := w.ask(who, address)
	if route.Form == nil {
		w.t.Fatalf("%s is no form", address)
	}
	form, err := route.Form(ask)
	if err != nil {
		w.t.Fatalf("%s as %q: %v", address, who, err)
	}
	w.sound(form.AppendHTML(nil, page.Frame{Self: page.Address(address)}), address)
	return form
}

// press fills in a form as it was opened, and presses one of its buttons, as the portal does:
// it is held against the form as it is then. What is wrong comes as the form that is shown
// again.
func (w *world) press(
	who, address string, opened *page.Form, values fields, second bool,
) (*page.Done, *page.Form, error) {
	w.t.Helper()
	in := page.Input{Values: map[string][]string{}, Version: opened.Version, Second: second}
	for _, f := range opened.Fields {
		in.Stale = in.Stale || f.Name == "_stale"
		if f.Values != nil {
			in.Values[f.Name] = slices.Clone(f.Values)
		}
	}
	for name, value := range values {
		in.Values[name] = strings.Split(value, "|")
		in.Replace = in.Replace || name == "_replace"
	}
	ask, route := w.ask(who, address)
	form, err := route.Form(ask)
	if err != nil {
		return nil, nil, err
	}
	in = form.Keep(in)
	faults := form.Check(in)
	var done *page.Done
	if len(faults) == 0 {
		done, err = route.Submit(ask, in)
		if err != nil && !errors.As(err, &faults) {
			return nil, nil, err
		}
	}
	if len(faults) > 0 {
		again := form.Filled(in, faults)
		w.sound(again.AppendHTML(nil, page.Frame{Self: page.Address(address)}), address)
		return nil, again, faults
	}
	return done, nil, nil
}

// do fills in a form and submits it, which must go well.
func (w *world) do(who, address string, values fields) *page.Done {
	w.t.Helper()
	done, _, err := w.press(who, address, w.form(who, address), values, false)
	if err != nil {
		w.t.Fatalf("%s as %q: %v", address, who, err)
	}
	return done
}

// fails fills in a form and submits it, which must be refused with words, if they are given at
// a field.
func (w *world) fails(who, address string, values fields, field, words string) {
	w.t.Helper()
	_, again, err := w.press(who, address, w.form(who, address), values, false)
	var faults page.Faults
	if !errors.As(err, &faults) {
		w.t.Errorf("%s as %q: %v, want a fault", address, who, err)
		return
	}
	for _, f := range faults {
		if f.Field == field && strings.Contains(f.Text, words) {
			for name, value := range values {
				for _, shown := range again.Fields {
					if shown.Name == name && shown.Control != page.Day &&
						!slices.Equal(shown.Values, strings.Split(value, "|")) {
						w.t.Errorf("%s: what was typed in %s is lost: %v", address, name, shown.Values)
					}
				}
			}
			return
		}
	}
	w.t.Errorf("%s as %q: %v, want %q at %q", address, who, faults, words, field)
}

// system is the register as the rules have it.
func (w *world) system() *register.View {
	now := w.reg.Now()
	return w.reg.View(w.t.Context(), policy.System(), register.Moment{So: now, Known: now})
}

// all are all records of a kind.
func all[T register.Record](w *world) []T {
	w.t.Helper()
	records, err := register.All[T](w.system(), register.Query{})
	if err != nil {
		w.t.Fatal(err)
	}
	return records
}

// answer are the fields of an answer to a question.
func answer(question, position, text, given string) fields {
	f := fields{question + "-position": position, question + "-given": given}
	if text != "" {
		f[question+"-text"] = text
	}
	return f
}

// with joins fields.
func with(all ...fields) fields {
	joined := fields{}
	for _, f := range all {
		maps.Copy(joined, f)
	}
	return joined
}

// address is the address of a consultation, and below.
func address(id string, below ...string) string {
	return strings.Join(append([]string{"/consultations/" + id}, below...), "/")
}

// respond drafts and submits a response for a Party, by its signatory.
func (w *world) respond(who, id string, values fields) *page.Done {
	w.t.Helper()
	done := w.do(who, address(id, "respond"), values)
	return w.do(who, string(done.To), nil)
}

// change changes a consultation past its forms.
func (w *world) change(id string, change func(*record.Consultation)) {
	w.t.Helper()
	_, err := w.reg.Act(w.t.Context(), register.Act{Who: staff, Verb: "change"},
		func(tx *register.Tx) error {
			c, err := register.Get[*record.Consultation](tx.View, id)
			if err != nil {
				return err
			}
			change(c)
			return tx.Put(c)
		})
	if err != nil {
		w.t.Fatal(err)
	}
}
