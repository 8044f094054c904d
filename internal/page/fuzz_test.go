package page_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/page"
	"github.com/mains-energy/mains/internal/page/pagetest"
)

// filled is a copy of v with text in place of every string, wherever it is; what a subject
// does not take from outside is kept: the kinds of controls and drawings.
func filled(v reflect.Value, text string) reflect.Value {
	out := reflect.New(v.Type()).Elem()
	switch v.Kind() {
	case reflect.String:
		if v.Type() == reflect.TypeFor[page.Control]() {
			return v
		}
		out.SetString(text)
	case reflect.Slice:
		if v.IsNil() {
			return v
		}
		out.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
		for i := range v.Len() {
			out.Index(i).Set(filled(v.Index(i), text))
		}
	case reflect.Interface, reflect.Pointer:
		if v.IsNil() {
			return v
		}
		inner := filled(v.Elem(), text)
		if v.Kind() == reflect.Interface {
			out.Set(inner)
			return out
		}
		out.Set(reflect.New(v.Type().Elem()))
		out.Elem().Set(inner)
	case reflect.Struct:
		out.Set(v)
		for i := range v.NumField() {
			field := v.Type().Field(i)
			if field.IsExported() && field.Name != "SVG" && field.Name != "Data" {
				out.Field(i).Set(filled(v.Field(i), text))
			}
		}
	default:
		return v
	}
	return out
}

// fill is a copy of a value with text in place of every string.
func fill[T any](value T, text string) T {
	return filled(reflect.ValueOf(&value).Elem(), text).Interface().(T)
}

// FuzzText holds every page to be well whatever stands in it: in words, names, addresses,
// ids and what was typed.
func FuzzText(f *testing.F) {
	for _, text := range []string{"", " ", "x", "<b>", `"><script>x()</script>`, "'", "&amp;",
		"\x00", "\xff", "]]>", "<!--", "/a", "//a", `/\a`, "/a?b=c&d#e", "/..", "javascript:x()",
		"https://a", "mailto:a", "- a\n- b\n\nc", "2022-01-28", "good", "\u0085", "main", "\uFFFF",
		"</textarea>", "</title>"} {
		f.Add(text, "/a/b")
	}
	f.Add("/a", "x")
	f.Fuzz(func(t *testing.T, text, self string) {
		if strings.HasPrefix(text, "_") {
			t.Skip("no field of a form has such a name")
		}
		frame := fill(sampleAsAt("/"), text)
		frame.Self = page.Address(self)
		v := fill(sampleView(), text)
		form := fill(sampleForm(), text)
		for _, document := range [][]byte{
			v.AppendHTML(nil, frame),
			form.AppendHTML(nil, frame),
			form.Filled(page.Input{}, page.Faults{{Field: text, Text: text}}).AppendHTML(nil, frame),
			fill(sampleList(2), text).AppendHTML(nil, fill(sampleFrame("/"), text)),
		} {
			for _, fault := range pagetest.Check(document) {
				if strings.HasSuffix(fault, "has no <th>") && strings.TrimSpace(text) == "" {
					continue // columns without titles
				}
				t.Fatalf("%q at %q: %s\n%s", text, self, fault, document)
			}
		}
	})
}

// FuzzInput holds a form to answer whatever is posted to it, and to show it again.
func FuzzInput(f *testing.F) {
	f.Add("name", "value")
	f.Add("from-day", "31")
	f.Add("from-month", "\xff")
	f.Add("view", "\x00")
	f.Fuzz(func(t *testing.T, name, value string) {
		posted := right()
		posted[name] = append(posted[name], value)
		in := page.ReadInput(posted)
		form := sampleForm()
		faults := form.Check(in)
		document := form.Filled(in, faults).AppendHTML(nil, sampleFrame("/a"))
		for _, fault := range pagetest.Check(document) {
			t.Fatalf("%q %q: %s\n%s", name, value, fault, document)
		}
		if got := strings.Contains(string(document), "There is a problem"); got != (len(faults) > 0) {
			t.Errorf("faults %q, shown: %t", faults, got)
		}
	})
}
