package xmldoc_test

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/xmldoc"
	"github.com/mains-energy/mains/xmldoc/xmldoctest"
)

// TestForms: what a Go type takes of texts, what of that is beyond use, and how it is
// written.
func TestForms(t *testing.T) {
	const fault, breach = "fault", "breach"
	type form func(string) (string, []*xmldoc.Fault, error)
	for _, row := range []struct {
		name       string
		form       form
		text, want string
	}{
		{"int64", unbox[int64], "+0012", "12"},
		{"int64", unbox[int64], "-9223372036854775808", "-9223372036854775808"},
		{"int64", unbox[int64], "9223372036854775808", breach},
		{"int64", unbox[int64], "1.0", fault},
		{"int32", unbox[int32], "+5", "5"},
		{"int32", unbox[int32], "-2147483648", "-2147483648"},
		{"int32", unbox[int32], "2147483648", fault},
		{"int16", unbox[int16], "-32769", fault},
		{"int8", unbox[int8], "-128", "-128"},
		{"narrow", unbox[narrow], "128", breach},
		{"narrow", unbox[narrow], "127", "127"},
		{"narrow", unbox[narrow], "-1", fault},
		{"int8", unbox[int8], "128", fault},
		{"uint8", unbox[uint8], "255", "255"},
		{"uint8", unbox[uint8], "256", fault},
		{"uint16", unbox[uint16], "65536", fault},
		{"uint32", unbox[uint32], "5", "5"},
		{"uint32", unbox[uint32], "+5", fault},
		{"uint32", unbox[uint32], "-0", fault},
		{"uint64", unbox[uint64], "18446744073709551615", "18446744073709551615"},
		{"uint64", unbox[uint64], "18446744073709551616", fault},
		{"bool", unbox[bool], " 1\n", "true"},
		{"bool", unbox[bool], "TRUE", fault},
		{"string", unbox[string], " a &amp; &lt;b ", " a &amp; &lt;b "},
		{"octets", unbox[[]byte], "3w k", fault},
		{"octets", unbox[[]byte], " 3w kB ", "3wkB"},
		{"EUI", unbox[eui.ID], "90-b3-d5-1f-30-01-00-00", "90-B3-D5-1F-30-01-00-00"},
		{"EUI", unbox[eui.ID], "90b3d51f30010000", fault},
		{"Pair", unbox[Pair], " 3/4 ", "3/4"},
		{"Pair", unbox[Pair], "3/04", fault},
		{"Pair", unbox[Pair], "0/0", breach},
		{"Decimal", unbox[xmldoc.Decimal], "+012.3450", "12.3450"},
		{"Decimal", unbox[xmldoc.Decimal], "-.05", "-0.05"},
		{"Decimal", unbox[xmldoc.Decimal], "7.", "7"},
		{"Decimal", unbox[xmldoc.Decimal], "-0.0", "0.0"},
		{"Decimal", unbox[xmldoc.Decimal], "-9223372036854775808", "-9223372036854775808"},
		{"Decimal", unbox[xmldoc.Decimal], "5." + strings.Repeat("0", 300), "5.000000000000000000"},
		{"Decimal", unbox[xmldoc.Decimal], "9223372036854775808", breach},
		{"Decimal", unbox[xmldoc.Decimal], "0." + strings.Repeat("0", 255) + "1", breach},
		{"Decimal", unbox[xmldoc.Decimal], ".", fault},
		{"Decimal", unbox[xmldoc.Decimal], "1e3", fault},
		{"time", unbox[time.Time], "2030-01-15T10:00:00.5+01:00", "2030-01-15T09:00:00.500Z"},
		{"time", unbox[time.Time], "2030-01-15T10:00:00", breach},
		{"time", unbox[time.Time], "10000-01-15T10:00:00Z", breach},
		{"time", unbox[time.Time], "2030-02-29T10:00:00Z", fault},
		{"TimeOfDay", unbox[xmldoc.TimeOfDay], "12:30:00Z", "12:30:00.00Z"},
		{"TimeOfDay", unbox[xmldoc.TimeOfDay], "23:59:59.999Z", "23:59:59.999000000Z"},
		{"TimeOfDay", unbox[xmldoc.TimeOfDay], "24:00:00.000Z", "00:00:00.00Z"},
		{"TimeOfDay", unbox[xmldoc.TimeOfDay], "24:00:00.000000000001Z", fault},
		{"TimeOfDay", unbox[xmldoc.TimeOfDay], "00:30:00+01:00", "23:30:00.00Z"},
		{"TimeOfDay", unbox[xmldoc.TimeOfDay], "23:30:00-01:00", "00:30:00.00Z"},
	} {
		written, breaches, err := row.form(row.text)
		switch {
		case err != nil:
			written = fault
		case len(breaches) == 1 && xmldoc.IsBreach(breaches[0]):
			written = breach
		}
		if written != row.want {
			t.Errorf("%s %q: %s, want %s; %v", row.name, row.text, written, row.want, err)
		}
	}
}

// TestBounds: decimals within bounds that count in units of the last digit.
func TestBounds(t *testing.T) {
	type bounded struct {
		V xmldoc.Decimal `doc:",fraction=2,range=-50..1000"`
	}
	for text, ok := range map[string]bool{
		"10": true, "10.00": true, "10.000": true, "10.001": false, "10.01": false, "-0.5": true,
		"-0.51": false, "0.005": false, "99999999999999999999": false,
	} {
		var b bounded
		_, err := read(schema, `<x:b xmlns:x="urn:x"><x:V>`+text+`</x:V></x:b>`, &b)
		if (err == nil) != ok || ok && b.V.String() != text {
			t.Errorf("%s: %s, %v", text, b.V, err)
		}
	}
}

// TestDecimal: a decimal is read as it is written.
func TestDecimal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := xmldoc.Decimal{Digits: rapid.Int64().Draw(t, "digits"),
			Places: rapid.Uint8().Draw(t, "places")}
		got, breaches, err := unbox[xmldoc.Decimal](d.String())
		if err != nil || len(breaches) > 0 || got != d.String() {
			t.Fatalf("%s: %s, %v, %v", d, got, breaches, err)
		}
	})
	for d, want := range map[xmldoc.Decimal]float64{
		{Digits: 12345, Places: 3}: 12.345, {Digits: -5, Places: 2}: -0.05, {Digits: 7}: 7,
		{Digits: 1, Places: 255}: 1e-255,
	} {
		if got := d.Float64(); got != want {
			t.Errorf("%s: %v, want %v", d, got, want)
		}
	}
}

// TestRoundTrip: what Append writes reads as it was, and is written again to the same bytes.
func TestRoundTrip(t *testing.T) {
	for seed := range uint64(300) {
		want := random(newGenerator(seed))
		raw := schema.Append(nil, "Reading", want)
		got := &reading{}
		breaches, err := read(schema, string(raw), got)
		if err != nil || len(breaches) > 0 {
			t.Fatalf("seed %d: %v %v\n%s", seed, breaches, err, raw)
		}
		if again := schema.Append(nil, "Reading", got); !bytes.Equal(again, raw) {
			t.Fatalf("seed %d:\n%s\n%s", seed, raw, again)
		}
		if got.Pair != want.Pair || got.Total != want.Total || got.Exact != want.Exact ||
			!reflect.DeepEqual(got.Block, want.Block) || !reflect.DeepEqual(got.Body, want.Body) {
			t.Fatalf("seed %d: %+v\n%+v", seed, got, want)
		}
	}
}

// TestVerdict: libxml2 with the schema that AppendSchema writes is of the opinion of Decode.
func TestVerdict(t *testing.T) {
	file := filepath.Join(t.TempDir(), "x.xsd")
	must(t, os.WriteFile(file, schema.AppendSchema(nil), 0o600))
	o := xmldoctest.NewOracle(t, file)
	seed, count := xmldoctest.Run(t)
	g := newGenerator(seed)
	g.Small = true
	var docs [][]byte
	for range min(count, 2000) {
		doc := schema.Append(nil, "Reading", random(g))
		for range g.IntN(3) {
			doc = g.Mutate(doc)
		}
		docs = append(docs, doc)
	}
	valid, complaint := o.Verdicts(t, docs)
	tally := map[string]int{}
	for i, doc := range docs {
		var r reading
		_, err := read(schema, string(doc), &r)
		v := xmldoctest.Verdict{Doc: doc, Err: err, Valid: valid[i], Complaint: complaint[i]}
		cause := v.Excuse(g.Vocabulary)
		switch {
		case v.Agrees() && valid[i]:
			cause = "both valid"
		case v.Agrees():
			cause = "neither"
		case cause == "" && (bytes.HasPrefix(after(doc), []byte("<x:Pair")) ||
			strings.Contains(complaint[i], "No matching global declaration")):
			cause = "another root, which Decode does not look at"
		case cause == "" && err == nil && bytes.Contains(doc, []byte("x:Elsewhat")):
			cause = "what another schema declares is not checked"
		case cause == "":
			t.Errorf("libxml2 %v %s\nours %v\n%s", valid[i], complaint[i], err, doc)
		}
		tally[cause]++
	}
	t.Log(tally)
}

// after is a document without its declaration.
func after(doc []byte) []byte {
	_, rest, _ := bytes.Cut(doc, []byte("?>\n"))
	return rest
}

// TestOptionalAttributes: attributes that are not there are neither written nor asked for.
func TestOptionalAttributes(t *testing.T) {
	type clocked struct{ At atClock }
	yes, at := true, time.Date(2030, 1, 15, 9, 0, 0, 0, time.UTC)
	for want, value := range map[string]any{
		`<x:c xmlns:x="urn:x"><x:At>2030-01-15T09:00:00.000Z</x:At></x:c>`: &clocked{atClock{Time: at}},
		`<x:c xmlns:x="urn:x"><x:At reliable="true">2030-01-15T09:00:00.000Z</x:At></x:c>`: &clocked{
			atClock{Reliable: &yes, Time: at}},
		`<x:c xmlns:x="urn:x"><x:V index="1">-7</x:V></x:c>`: &box[indexed]{indexed{Index: 1, Value: -7}},
		`<x:c xmlns:x="urn:x"><x:V index="0" note="&lt;">0</x:V></x:c>`: &box[indexed]{
			indexed{Note: "<"}},
	} {
		if got := string(schema.AppendElement(nil, "c", value)); got != want {
			t.Errorf("got %s\nwant %s", got, want)
		}
	}
	for text, ok := range map[string]bool{``: false, `index="1"`: true, `index="1" note=""`: true,
		`index="5"`: false, `index="1" reliable="true"`: false} {
		var b box[indexed]
		_, err := read(schema, `<x:b xmlns:x="urn:x"><x:V `+text+`>1</x:V></x:b>`, &b)
		if (err == nil) != ok {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// TestDateTime: a schema may write date-times its own way.
func TestDateTime(t *testing.T) {
	s := xmldoc.New(xmldoc.Schema{Namespace: "urn:x", Prefix: "x",
		DateTime: func(dst []byte, at time.Time) []byte {
			return at.UTC().AppendFormat(dst, "2006-01-02T15:04:05Z")
		}})
	b := &box[time.Time]{time.Date(2030, 1, 15, 9, 0, 0, 5e8, time.UTC)}
	if got := string(s.Append(nil, "b", b)); !strings.Contains(got, ">2030-01-15T09:00:00Z<") ||
		!strings.HasPrefix(got, "<?xml") {
		t.Error(got)
	}
	if got := string(s.AppendJSON(nil, b)); got != `{"V":"2030-01-15T09:00:00Z"}` {
		t.Error(got)
	}
}

// TestFits: what a simple type takes of Go values.
func TestFits(t *testing.T) {
	part := func(name string) *xmldoc.Simple {
		for _, p := range schema.Plan(reflect.TypeFor[reading]()).Parts {
			if p.Name == name {
				return p.Simple
			}
		}
		t.Fatal("no " + name)
		return nil
	}
	for _, row := range []struct {
		name string
		v    any
		fits bool
	}{
		{"Level", int8(-5), true}, {"Level", int8(-6), false}, {"Level", int8(101), false},
		{"Octets", []byte{1}, true}, {"Octets", []byte{}, false}, {"Hash", "0F", true},
		{"Hash", "0", false}, {"Price", xmldoc.Decimal{Digits: 10}, true},
		{"Price", xmldoc.Decimal{Digits: 11}, false}, {"Comment", strings.Repeat("a", 21), false},
	} {
		if got := schema.Fits(part(row.name), reflect.ValueOf(row.v)); got != row.fits {
			t.Errorf("%s %v: %v", row.name, row.v, got)
		}
	}
}

// TestSourceFaults: what only a source can get wrong is a panic.
func TestSourceFaults(t *testing.T) {
	type attributed struct {
		A string `doc:",attr"`
	}
	for name, compile := range map[string]func(){
		"option": func() {
			schema.Plan(reflect.TypeFor[struct {
				A string `doc:",often"`
			}]())
		},
		"simple type": func() {
			schema.Plan(reflect.TypeFor[struct {
				A string `doc:",is=None"`
			}]())
		},
		"interval": func() {
			schema.Plan(reflect.TypeFor[struct {
				A []string `doc:",n=1..x"`
			}]())
		},
		"kept text": func() {
			schema.Plan(reflect.TypeFor[struct {
				A string `doc:",text=B"`
			}]())
		},
		"attributes of a group": func() {
			schema.Plan(reflect.TypeFor[struct {
				A attributed `doc:",group"`
			}]())
		},
		"a map without a set": func() { schema.Plan(reflect.TypeFor[box[map[string]bool]]()) },
		"a list":              func() { schema.Plan(reflect.TypeFor[box[[]indexed]]()) },
		"a kind":              func() { schema.Plan(reflect.TypeFor[box[float64]]()) },
		"no New":              func() { (&xmldoc.Schema{}).Plan(reflect.TypeFor[reading]()) },
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if text, _ := recover().(string); !strings.HasPrefix(text, "xmldoc: ") {
					t.Errorf("%q", text)
				}
			}()
			compile()
		})
	}
}

// TestTree: the structure of a document, for people.
func TestTree(t *testing.T) {
	type small struct {
		Index indexed `doc:"V"`
		Level *int8   `doc:",range=-5..100,unit=percent,since=1.2"`
		Flags
		Pair []Pair         `doc:",n=0..*"`
		Else xmldoc.Foreign `doc:",optional"`
	}
	want := `small
  V: integer
    @index: unsignedByte, 1 to 4
    @note ?: string
  Level ?: byte, -5 to 100, in percent, since version 1.2
  Flags
    A ?, B ?, C ?: empty
  Pair {0..}: Pair
  Else ?: of another schema
`
	if got := string(schema.Plan(reflect.TypeFor[small]()).AppendTree(nil, "small")); got != want {
		t.Errorf("got\n%s", got)
	}
}

// FuzzDecode: no document makes Decode panic, and what it accepts has a stable form.
func FuzzDecode(f *testing.F) {
	for seed := range uint64(20) {
		f.Add(string(schema.Append(nil, "Reading", random(newGenerator(seed)))))
	}
	f.Fuzz(func(t *testing.T, text string) {
		var r, again reading
		if breaches, err := read(schema, text, &r); err != nil || len(breaches) > 0 {
			return
		}
		first := schema.Append(nil, "Reading", &r)
		if _, err := read(schema, string(first), &again); err != nil {
			t.Fatalf("%v\n%s", err, first)
		}
		if second := schema.Append(nil, "Reading", &again); !bytes.Equal(first, second) {
			t.Fatalf("\n%s\n%s", first, second)
		}
	})
}
