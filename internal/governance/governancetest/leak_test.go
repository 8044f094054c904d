package governancetest_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// readers are one person of each kind of right.
var readers = []string{
	"", "demo-ls-a-signatory", "demo-ss-d-signatory", "demo-osp-b-signatory", "demo-secas-analyst",
	"demo-authority-official", "demo-beis-official", "demo-chair", "nobody",
}

// TestNothingLeaks builds the same Code twice: once as it is, and once with a record of every
// kind under one mark more, a copy of one that is there. Every answer to a reader who may not
// see that mark is the same in both, in every form.
func TestNothingLeaks(t *testing.T) {
	base := governancetest.New(t)
	people := known(t, base)
	addresses := addressesOf(t, base)
	sample := 29
	if os.Getenv("MAINS_ALL") != "" {
		sample = 1
	}
	cases := 0
	answers := map[string][]string{}
	for i, mark := range policy.Marks() {
		if mark == policy.White {
			continue
		}
		w := governancetest.New(t)
		labels := hide(t, w, mark)
		base.Clock.Set(governancetest.Start)
		for n, address := range addresses {
			if (n+i)%sample != 0 {
				continue
			}
			for _, who := range people {
				if seesAny(t, base, who, labels) {
					continue
				}
				key := who + " " + address
				if answers[key] == nil {
					answers[key] = forms(base, who, address)
				}
				got := forms(w, who, address)
				cases += len(got)
				if !slices.Equal(got, answers[key]) {
					t.Errorf("%s as %q changes with hidden %s records:\n%s", address, who, mark,
						difference(strings.Join(answers[key], "\n"), strings.Join(got, "\n")))
				}
			}
		}
	}
	t.Logf("%d cases: %d readers, %d addresses, marks %v", cases, len(people), len(addresses),
		policy.Marks()[1:])
}

// known are the readers that the demo has.
func known(t *testing.T, w *governancetest.World) (people []string) {
	for _, who := range readers {
		if _, err := w.Code.Person(t.Context(), who); err == nil || who == "" || who == "nobody" {
			people = append(people, who)
		} else {
			t.Errorf("the demo has nobody called %s", who)
		}
	}
	return people
}

// TestHiddenIsNotNamed has records that everyone may see name in each of their fields with ref one
// that is hidden: no answer says its id, on no page and in no form.
func TestHiddenIsNotNamed(t *testing.T) {
	w := governancetest.New(t)
	m := governancetest.NewMonkey(t, w, 7)
	for i := range 150 { // so that there is something of most kinds
		if err := m.Act(); err != nil {
			t.Errorf("act %d: %v", i, err)
		}
	}
	labels := hide(t, w, policy.Red)
	naming := name(t, w)
	named := regexp.MustCompile(`zz-hidden-[a-z_]+-\d`)
	addresses := slices.DeleteFunc(addressesOf(t, w), func(address string) bool {
		return strings.Contains(address, "zz-")
	})
	for range 400 {
		if address, _, err := m.Somewhere(m.Anybody()); err == nil {
			addresses = append(addresses, address)
		}
	}
	cases := 0
	for _, address := range append(naming, addresses...) {
		for _, who := range []string{"", "demo-ls-a-signatory", "demo-secas-analyst"} {
			if seesAny(t, w, who, labels) {
				t.Fatalf("%s sees what is hidden", who)
			}
			for _, text := range forms(w, who, address) {
				cases++
				if at := named.FindStringIndex(text); at != nil {
					t.Errorf("%s as %q names what is hidden: …%s…", address, who,
						text[max(0, at[0]-100):min(len(text), at[1]+100)])
					break
				}
			}
		}
	}
	t.Logf("%d cases", cases)
}

// name adds to every kind a copy of its first record that everyone may see, with the hidden
// records in the place of all that it names, and changes that twice, so that it names others of
// them. It gives the addresses of their pages.
func name(t *testing.T, w *governancetest.World) (addresses []string) {
	r := w.Code.Register()
	now := r.Now()
	v := r.View(t.Context(), policy.Public(), register.Moment{So: now, Known: now})
	var naming []register.Record
	for _, l := range record.Lists() {
		found, _, err := v.Records(l.Kind, register.Query{Limit: 1})
		if err != nil {
			t.Fatal(err)
		}
		for _, rec := range found {
			rec = copied(t, l, rec)
			value := reflect.ValueOf(rec).Elem()
			value.FieldByName("Head").FieldByName("ID").SetString("zz-naming-" + l.Kind)
			for _, f := range desk.Fields(rec) {
				if kinds := strings.Fields(f.Kinds); f.Value.Kind() == reflect.String && f.Kinds != "" {
					f.Value.SetString("zz-hidden-" + kinds[0] + "-0")
				} else if f.Kinds != "" {
					f.Value.Set(reflect.ValueOf([]string{"zz-hidden-" + kinds[0] + "-1"}))
				}
			}
			naming = append(naming, rec)
			addresses = append(addresses, string(desk.AddressOf(rec)),
				string(desk.AddressOf(rec))+"/history")
		}
	}
	for i, note := range []string{"one", "two", "three"} {
		if _, err := r.Act(t.Context(), register.Act{Who: register.ByClock, Verb: "name"},
			func(tx *register.Tx) error {
				for _, rec := range naming {
					reflect.ValueOf(rec).Elem().FieldByName("Head").FieldByName("Note").SetString(note)
					for _, f := range desk.Fields(rec) {
						if kinds := strings.Fields(f.Kinds); f.Value.Kind() == reflect.Slice && f.Kinds != "" {
							f.Value.Set(reflect.ValueOf([]string{"zz-hidden-" + kinds[0] + "-" + strconv.Itoa(i)}))
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
	for _, route := range w.Routes() {
		for _, rec := range naming {
			if _, id := rec.Named(); route.View != nil && strings.Contains(route.Pattern, "{id}") &&
				strings.HasPrefix(route.Pattern, string(desk.Address(first(rec.Named()), ""))) {
				address := strings.ReplaceAll(route.Pattern, "{id}", id)
				addresses = append(append(addresses, address), versions(t, w, address)...)
			}
		}
	}
	slices.Sort(addresses)
	return slices.Compact(addresses)
}

func first(kind, _ string) string { return kind }

func seesAny(t *testing.T, w *governancetest.World, who string, labels []policy.Label) bool {
	r, err := w.Code.Reader(t.Context(), who)
	if err != nil {
		t.Fatal(err)
	}
	return slices.ContainsFunc(labels, r.May)
}

// hide adds to every kind a copy of its first records under a mark.
func hide(t *testing.T, w *governancetest.World, mark policy.Mark) (labels []policy.Label) {
	r := w.Code.Register()
	now := r.Now()
	v := r.View(t.Context(), policy.System(), register.Moment{So: now, Known: now})
	_, err := r.Act(t.Context(), register.Act{Who: register.ByClock, Verb: "hide"},
		func(tx *register.Tx) error {
			for _, l := range record.Lists() {
				found, _, err := v.Records(l.Kind, register.Query{Limit: 3})
				if err != nil {
					return err
				}
				for i, rec := range found {
					id := fmt.Sprintf("zz-hidden-%s-%d", l.Kind, i)
					label := policy.Label{Mark: mark, Scope: "scope-" + id}
					if mark == policy.Green || mark == policy.Staff {
						label.Scope = ""
					}
					other := copied(t, l, rec)
					head := reflect.ValueOf(other).Elem().FieldByName("Head")
					head.FieldByName("ID").SetString(id)
					head.FieldByName("Visible").Set(reflect.ValueOf(label))
					if own := other.Label(); own != label {
						if own.Mark == policy.White {
							t.Errorf("%s: everyone may see it, whatever it was given", id)
						}
						continue // always of one person or Party
					}
					labels = append(labels, label)
					if err := tx.Put(other); err != nil {
						return err
					}
				}
			}
			return nil
		})
	if err != nil {
		t.Fatal(err)
	}
	return labels
}

var sealed = regexp.MustCompile(`\{"secret":[^{}]*\}`)

// copied is a copy of a record with secrets of its own.
func copied(t *testing.T, l record.List, rec register.Record) register.Record {
	body, err := json.Marshal(rec)
	if err != nil {
		t.Fatal(err)
	}
	other := l.New()
	if err := json.Unmarshal(sealed.ReplaceAll(body, []byte(`"a secret"`)), other); err != nil {
		t.Fatal(err)
	}
	return other
}

// addressesOf are addresses of every view of the Code, with what is there, with filters that its
// pages offer, and with what is not there.
func addressesOf(t *testing.T, w *governancetest.World) (addresses []string) {
	for pattern, route := range w.Routes() {
		if route.View == nil {
			continue
		}
		path := strings.TrimSuffix(pattern, "{$}")
		if !strings.Contains(path, "{") {
			addresses = append(addresses, path)
			continue
		}
		addresses = append(addresses, strings.ReplaceAll(path, "{id}", "zz-hidden-modification-0"))
		if route.Examples == nil {
			continue
		}
		examples, err := route.Examples(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range examples {
			filled := path
			for name, value := range e {
				filled = strings.ReplaceAll(filled, "{"+name+"}", value)
			}
			if !strings.Contains(filled, "{") {
				addresses = append(append(addresses, filled), versions(t, w, filled)...)
			}
		}
	}
	for _, q := range []string{"smets1", "scheduled+services", "panel", "hidden", "zz", "credit"} {
		addresses = append(addresses, "/search?q="+q)
	}
	m := governancetest.NewMonkey(t, w, 5)
	for range 400 { // further pages and filters
		if address, _, err := m.Somewhere(m.Anybody()); err == nil {
			addresses = append(addresses, address)
		}
	}
	slices.Sort(addresses)
	return slices.Compact(addresses)
}

// versions are the addresses of redlines between versions that a record had, seen or not, where an
// address is of a redline.
func versions(t *testing.T, w *governancetest.World, address string) (addresses []string) {
	of, ok := record.At(address)
	if !ok || !strings.HasSuffix(address, "/redline") {
		return nil
	}
	const most = 3
	now := w.Code.Register().Now()
	events, err := w.Code.Register().View(t.Context(), policy.System(),
		register.Moment{So: now, Known: now}).History(of.Kind, of.ID)
	if err != nil {
		t.Fatal(err)
	}
	events = events[:min(most, len(events))]
	for i, from := range events {
		at := from.Known.Format(stamp)
		addresses = append(addresses, address+"?from="+at, address+"?to="+at)
		for _, to := range events[i+1:] {
			addresses = append(addresses, address+"?from="+at+"&to="+to.Known.Format(stamp))
		}
	}
	return append(addresses, address+"?from=2022-01-19&to=2022-01-20")
}

// forms are an answer in all its forms.
func forms(w *governancetest.World, who, address string) []string {
	view, err := w.View(who, address)
	switch {
	case errors.Is(err, page.ErrNotFound):
		return []string{"not found"}
	case err != nil:
		return []string{err.Error()}
	}
	all := []string{governancetest.Main(view, address), fmt.Sprint(view.Actions)}
	text, err := view.AppendJSON(nil)
	all = append(all, string(text), fmt.Sprint(err))
	if view.List != nil {
		all = append(all, fmt.Sprint(*view.List))
	}
	return all
}
