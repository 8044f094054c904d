package xmldsig_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/mains-energy/mains/internal/shared"
	"github.com/mains-energy/mains/xmldsig"
)

// mustParse parses a document of the test's own.
func mustParse(tb testing.TB, text string) *xmldsig.Document {
	tb.Helper()
	d, err := xmldsig.Parse([]byte(text))
	if err != nil {
		tb.Fatalf("Parse(%q): %v", text, err)
	}
	return d
}

// eachTemplate calls f for each published request, in a subtest of its name.
func eachTemplate(t *testing.T, f func(t *testing.T, path string, b []byte)) {
	paths, err := filepath.Glob(filepath.Join(shared.Dir(t), "rtds", "duis", "*"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no published requests: %v", err)
	}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			f(t, path, b)
		})
	}
}

const request = `<?xml version="1.0" encoding="UTF-8"?>
<sr:Request xmlns:sr="urn:sr" schemaVersion="5.4" sr:note='a&#9;b
c'>
  <sr:Header><sr:ID>A&amp;B</sr:ID></sr:Header>
  <sr:Body>
    <sr:Item>10<!-- x -->00</sr:Item>
    <sr:Item><![CDATA[<raw>]]>&lt;</sr:Item>
    <Item xmlns="urn:other"/>
  </sr:Body>
</sr:Request>
`

func TestDocument(t *testing.T) {
	d := mustParse(t, request)
	root := d.Root
	if !root.Is("urn:sr", "Request") || root.Prefix != "sr" || root.Line != 2 || root.Column != 1 {
		t.Errorf("root %+v", root)
	}
	if v, ok := root.Attr("", "schemaVersion"); !ok || v != "5.4" {
		t.Errorf("schemaVersion %q, %v", v, ok)
	}
	if v, ok := root.Attr("urn:sr", "note"); !ok || v != "a\tb c" {
		t.Errorf("sr:note %q, %v: want the reference kept and the line feed a space", v, ok)
	}
	if _, ok := root.Attr("", "note"); ok {
		t.Error("found sr:note without its namespace")
	}
	if got := root.Child("urn:sr", "Header").Child("urn:sr", "ID").Text(); got != "A&B" {
		t.Errorf("ID %q", got)
	}
	if root.Child("urn:sr", "Nothing") != nil || root.Child("urn:other", "Body") != nil {
		t.Error("found a child that is not there")
	}
	body := root.Child("urn:sr", "Body")
	type item struct {
		path, space, text string
		plain             bool
		line, column      int
	}
	want := []item{
		{"/sr:Request/sr:Body/sr:Item[1]", "urn:sr", "1000", false, 6, 5},
		{"/sr:Request/sr:Body/sr:Item[2]", "urn:sr", "<raw><", true, 7, 5},
		{"/sr:Request/sr:Body/Item", "urn:other", "", true, 8, 5},
	}
	var got []item
	for e := range body.Elements() {
		text, plain := e.Plain()
		if text != e.Text() {
			t.Errorf("%s: Plain %q, Text %q", e.Path(), text, e.Text())
		}
		got = append(got, item{e.Path(), e.Space, text, plain, e.Line, e.Column})
		if raw := request[e.Offset:e.End]; raw[0] != '<' || raw[len(raw)-1] != '>' {
			t.Errorf("%s: source %q", e.Path(), raw)
		}
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("items:\n got %v\nwant %v", got, want)
	}
}

func TestResolve(t *testing.T) {
	d := mustParse(t, `<a xmlns="urn:d" xmlns:p="urn:p"><b xmlns=""><c xmlns:p="urn:q"/></b></a>`)
	b := d.Root.Child("", "b")
	c := b.Child("", "c")
	tests := []struct {
		at     *xmldsig.Element
		prefix string
		want   string
		found  bool
	}{
		{d.Root, "", "urn:d", true},
		{b, "", "", true},
		{b, "p", "urn:p", true},
		{c, "p", "urn:q", true},
		{c, "xml", xmldsig.NamespaceXML, true},
		{c, "x", "", false},
	}
	for _, test := range tests {
		got, found := test.at.Resolve(test.prefix)
		if got != test.want || found != test.found {
			t.Errorf("%s: Resolve(%q) = %q, %v; want %q, %v",
				test.at.Path(), test.prefix, got, found, test.want, test.found)
		}
	}
}

func TestParseTemplates(t *testing.T) {
	eachTemplate(t, func(t *testing.T, _ string, b []byte) {
		d, err := xmldsig.Parse(b)
		if err != nil {
			t.Fatal(err)
		}
		if d.Root.Local != "Request" {
			t.Errorf("root %s", d.Root.Path())
		}
	})
}
