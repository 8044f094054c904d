package governancetest_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

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
					other := l.New()
					body, err := json.Marshal(rec)
					if err != nil {
						return err
					}
					if err := json.Unmarshal(body, other); err != nil {
						return err
					}
					head := reflect.ValueOf(other).Elem().FieldByName("Head")
					head.FieldByName("ID").SetString(id)
					head.FieldByName("Visible").Set(reflect.ValueOf(label))
					if other.Label() != label {
						t.Errorf("%s: its label is %s and not the one it was given", id, other.Label())
						continue
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
				addresses = append(addresses, filled)
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
