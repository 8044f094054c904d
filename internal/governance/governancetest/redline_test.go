package governancetest_test

import (
	"encoding/json"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// noRedline are the kinds without redlines, and why.
var noRedline = map[string]string{
	"person": "people have no pages: what is known of them is shown where they act",
}

// stamp is an instant as addresses name a version by it.
const stamp = "2006-01-02T15:04:05.000000Z"

// TestEveryKindHasARedline makes two versions of a record of every kind, which differ in the words
// of every field that holds some, and reads them compared.
func TestEveryKindHasARedline(t *testing.T) {
	site := governancetest.NewSite(t)
	w := site.World
	people := known(t, w)
	for i, l := range record.Lists() {
		if why := noRedline[l.Kind]; why != "" {
			if _, served := w.Routes()["/"+l.Path+"/{id}/redline"]; served {
				t.Errorf("%s has redlines, and should not: %s", l.Kind, why)
			}
			continue
		}
		was := versionOf(l, "the grey hub is returned")
		is := versionOf(l, "the blue hub is returned")
		w.Clock.Set(governancetest.Start.Add(time.Duration(i) * time.Hour))
		from := put(t, w, was)
		w.Clock.Advance(time.Minute)
		to := put(t, w, is)
		at := string(desk.AddressOf(is)) + "/redline"
		query := "?" + url.Values{"from": {from.Format(stamp)}, "to": {to.Format(stamp)}}.Encode()
		reader := slices.IndexFunc(people, func(who string) bool {
			_, err := w.View(who, at)
			return err == nil
		})
		if reader < 0 {
			t.Errorf("%s: no reader may see its redline", l.Kind)
			continue
		}
		wanted := worded(is)
		for _, address := range []string{at, at + query, at + "?to=" + to.Format(stamp)} {
			view := site.Page(people[reader], address)
			for label := range wanted {
				if !words(view, label, "grey", "blue") {
					t.Errorf("%s as %q: %s does not say that grey became blue", address,
						people[reader], label)
				}
			}
			data := dataOf(t, view)
			if len(data.Changes) < len(wanted) || !data.From.There || !data.To.There {
				t.Errorf("%s: %d fields differ, of %d: %+v", address, len(data.Changes), len(wanted), data)
			}
			for _, c := range data.Changes {
				_, _, spans := data.field(c.Field)
				if !wanted[c.Label] { // made of the others
					continue
				}
				if !slices.Contains(spans, span{"delete", "grey"}) ||
					!slices.Contains(spans, span{"insert", "blue"}) {
					t.Errorf("%s: %s: spans %v", address, c.Field, spans)
				}
			}
		}
		back := "?" + url.Values{"from": {to.Format(stamp)}, "to": {from.Format(stamp)}}.Encode()
		for label := range wanted {
			if !words(site.Page(people[reader], at+back), label, "blue", "grey") {
				t.Errorf("%s: %s: not the other way round", at+back, label)
			}
		}
		got := dataOf(t, site.Page(people[reader], at+"?from="+to.Format(stamp)))
		if len(got.Changes) > 0 {
			t.Errorf("%s: the last version differs from the record as it is: %+v", at, got)
		}
	}
	for kind := range noRedline {
		if desk.ListOf(kind).New == nil {
			t.Errorf("there is no kind %s to be left out", kind)
		}
	}
}

// versionOf is a record of a kind that says some words wherever it holds words, and is of a person
// and a Party who are there.
func versionOf(l record.List, text string) register.Record {
	rec := l.New()
	v := reflect.ValueOf(rec).Elem()
	head := v.FieldByName("Head").Addr().Interface().(*record.Head)
	head.ID, head.Visible = "zz-redline-"+l.Kind, policy.Label{Mark: policy.White}
	for i := range v.NumField() {
		f := v.Type().Field(i)
		switch kinds := f.Tag.Get("ref"); {
		case kinds == "person" && f.Type.Kind() == reflect.String:
			v.Field(i).SetString("demo-ls-a-signatory")
		case strings.Contains(kinds, "party") && f.Type.Kind() == reflect.String:
			v.Field(i).SetString("demo-ls-a")
		}
	}
	for _, f := range desk.Fields(rec) {
		switch value := f.Value.Addr().Interface().(type) {
		case *string:
			if f.Kinds == "" {
				*value = text
			}
		case *[]string:
			if f.Kinds == "" {
				*value = []string{"first", text, "last"}
			}
		case *register.Secret:
			*value = register.NewSecret("First.\n\n" + text + "\n\nLast.")
		}
	}
	return rec
}

// worded are the labels of the fields of a record that hold words.
func worded(rec register.Record) map[string]bool {
	labels := map[string]bool{}
	for _, f := range desk.Fields(rec) {
		text := f.Value.Kind() == reflect.String && f.Value.Type() == reflect.TypeFor[string]()
		lines := f.Value.Type() == reflect.TypeFor[[]string]()
		if f.Kinds == "" && (text || lines || f.Value.Type() == reflect.TypeFor[register.Secret]()) {
			labels[f.Label] = true
		}
	}
	return labels
}

// words reports whether a page says in a section that one word went and another came.
func words(view *page.View, section, went, came string) bool {
	return slices.ContainsFunc(view.Blocks, func(b page.Block) bool {
		s, is := b.(page.Section)
		return is && s.Title == section && slices.ContainsFunc(s.Blocks, func(b page.Block) bool {
			p, is := b.(page.Para)
			return is && slices.ContainsFunc(p.Words, func(w page.Inline) bool {
				text, is := w.(page.Del)
				return is && strings.TrimSpace(string(text)) == went
			}) && slices.ContainsFunc(p.Words, func(w page.Inline) bool {
				text, is := w.(page.Ins)
				return is && strings.TrimSpace(string(text)) == came
			})
		})
	})
}

// put puts records into the register, and gives the instant that they are known from.
func put(t *testing.T, w *governancetest.World, records ...register.Record) time.Time {
	t.Helper()
	var at time.Time
	if _, err := w.Code.Register().Act(t.Context(),
		register.Act{Who: register.ByClock, Verb: "put"}, func(tx *register.Tx) error {
			at = tx.Now()
			for _, rec := range records {
				if err := tx.Put(rec); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
		t.Fatal(err)
	}
	return at
}

// compared is the JSON of a redline.
type compared struct {
	From, To struct {
		So, Known time.Time
		There     bool
	}
	Changes []struct {
		Field, Label  string
		Before, After []string
		Lines         []struct{ Spans []span }
	}
	Versions []struct{ At, What string }
}

type span struct{ Op, Text string }

func dataOf(t *testing.T, view *page.View) (data compared) {
	t.Helper()
	text, err := view.AppendJSON(nil)
	if err == nil {
		err = json.Unmarshal(text, &data)
	}
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// field is the change of a field; spans are without the blanks around them.
func (c compared) field(name string) (before, after string, spans []span) {
	for _, f := range c.Changes {
		if f.Field == name {
			for _, l := range f.Lines {
				for _, s := range l.Spans {
					spans = append(spans, span{s.Op, strings.TrimSpace(s.Text)})
				}
			}
			return strings.Join(f.Before, "\n"), strings.Join(f.After, "\n"), spans
		}
	}
	return "", "", nil
}
