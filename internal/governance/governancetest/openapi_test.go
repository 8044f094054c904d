package governancetest_test

import (
	"cmp"
	"encoding/json"
	"flag"
	"maps"
	"os"
	"reflect"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/governance/openapi"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

//go:generate go test -run ^TestOpenAPI$ -update .

var update = flag.Bool("update", false, "write the description of the interface anew")

// documentFile is the description that is part of the program.
const documentFile = "../openapi/openapi.json"

// told is an answer with its JSON.
type told struct {
	pattern, address, who string
	answer                openapi.Answer
	json                  []byte
}

// tell asks a Code that a monkey was let at, as several readers, for all addresses.
func tell(t *testing.T, seed uint64) (all []told) {
	w := governancetest.New(t)
	m := governancetest.NewMonkey(t, w, seed)
	for i := range 150 {
		if err := m.Act(); err != nil {
			t.Errorf("act %d: %v", i, err)
		}
		m.Pass()
	}
	bare(t, w)
	addresses := append(addressesOf(t, w), rare(t, w)...)
	for range 150 {
		if address, _, err := m.Somewhere(m.Anybody()); err == nil {
			addresses = append(addresses, address)
		}
	}
	slices.Sort(addresses)
	for _, who := range []string{"", "demo-ls-a-signatory", "demo-secas-analyst"} {
		for _, address := range addresses {
			view := seen(t, w, who, address)
			if view == nil || view.Data == nil {
				continue
			}
			text, err := view.AppendJSON(nil)
			if err != nil {
				t.Fatalf("%s: %v", address, err)
			}
			declared(t, address, view)
			pattern := w.Pattern(address)
			a := openapi.Answer{Data: view.Data, Kinds: view.Kinds()}
			if !strings.Contains(address, "?") {
				a.Title = cmp.Or(w.Routes()[pattern].Title, view.Title)
			}
			if wrapped, is := view.Data.(interface{ Unwrap() any }); is {
				a.Data = wrapped.Unwrap()
			}
			all = append(all, told{pattern, address, who, a, text})
		}
	}
	return all
}

// seen is a view; nil where there is none for the reader.
func seen(t *testing.T, w *governancetest.World, who, address string) (view *page.View) {
	defer func() {
		if fault := recover(); fault != nil {
			t.Errorf("%s as %q: %v\n%s", address, who, fault, debug.Stack())
		}
	}()
	view, err := w.View(who, address)
	if err != nil {
		return nil
	}
	return view
}

// bare adds a record that says next to nothing to each kind of which there is none.
func bare(t *testing.T, w *governancetest.World) {
	r := w.Code.Register()
	now := r.Now()
	v := r.View(t.Context(), policy.System(), register.Moment{So: now, Known: now})
	said := map[string]string{"ID": "bare", "Party": "demo-ls-a", "Person": "demo-ls-a-signatory",
		"Body": "panel", "Meeting": "panel-100", "Consultation": "consultation-mp192-refinement",
		"Modification": "MP192", "Survey": "survey-annual-customer-satisfaction",
		"Event": "event-credit-cover", "Plan": "jip-ecos", "Edition": "edition-2022-01"}
	if _, err := r.Act(t.Context(), register.Act{Who: register.ByClock, Verb: "add"},
		func(tx *register.Tx) error {
			for _, l := range record.Lists() {
				ids, err := v.IDs(l.Kind, register.Query{Limit: 1})
				if err != nil || len(ids) > 0 {
					continue
				}
				rec := l.New()
				for name, value := range said {
					if f := reflect.ValueOf(rec).Elem().FieldByName(name); f.IsValid() &&
						f.Kind() == reflect.String {
						f.SetString(value)
					}
				}
				if err := tx.Put(rec); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
		t.Fatal(err)
	}
}

// TestOpenAPI holds the description to the Code, both ways: it has every address that answers
// with data and no other, and what a history answers that it was not made of fits it. With
// -update it is made anew first.
func TestOpenAPI(t *testing.T) {
	document := openapi.Document()
	if *update {
		document = describe(t)
		if err := os.WriteFile(documentFile, document, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	doc, err := openapi3.NewLoader().LoadFromData(document)
	if err != nil {
		t.Fatal(err)
	}
	if err := doc.Validate(t.Context()); err != nil {
		t.Errorf("the description is no OpenAPI: %v", err)
	}
	described(t, doc)
	fits(t, doc, tell(t, 2))
}

// describe makes the description of two histories.
func describe(t *testing.T) []byte {
	answers := map[string][]openapi.Answer{}
	for _, seed := range []uint64{1, 3} {
		for _, each := range tell(t, seed) {
			answers[each.pattern] = append(answers[each.pattern], each.answer)
		}
	}
	document, err := openapi.Describe(answers)
	if err != nil {
		t.Fatal(err)
	}
	return document
}

// described compares the paths with the routes.
func described(t *testing.T, doc *openapi3.T) {
	paths := doc.Paths.Map()
	for pattern, route := range governancetest.New(t).Routes() {
		path := strings.ReplaceAll(pattern, "{$}", "")
		if route.View != nil && paths[path] == nil {
			t.Errorf("%s is not described: it has no data, or no example", pattern)
		}
		delete(paths, path)
	}
	for _, path := range slices.Sorted(maps.Keys(paths)) {
		t.Errorf("%s is described, and is no address", path)
	}
}

// fits holds answers to their description.
func fits(t *testing.T, doc *openapi3.T, all []told) {
	faults := 0
	for _, each := range all {
		item := doc.Paths.Value(strings.ReplaceAll(each.pattern, "{$}", ""))
		if item == nil {
			t.Errorf("%s as %q: %s is not described", each.address, each.who, each.pattern)
			continue
		}
		content := item.Get.Responses.Value("200").Value.Content
		var value any
		if err := json.Unmarshal(each.json, &value); err != nil {
			t.Fatal(err)
		}
		err := content.Get("application/json").Schema.Value.VisitJSON(value)
		if err != nil && faults < 20 {
			faults++
			t.Errorf("%s as %q does not fit: %.600s", each.address, each.who, err)
		}
		for _, k := range each.answer.Kinds {
			if content[k.Media] == nil {
				t.Errorf("%s is also %s, which is not described", each.pattern, k.Media)
			}
		}
	}
	t.Logf("%d answers of %d paths", len(all), doc.Paths.Len())
}
