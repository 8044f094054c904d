package duis

import (
	"reflect"
	"strings"
	"testing"

	"github.com/mains-energy/mains/xmldsig"
)

// TestCheckVersion: a version that is not known is named, as are elements that a version
// does not have.
func TestCheckVersion(t *testing.T) {
	for version, want := range map[string]int{
		"5.4": 0, "5.1": 0, " 5.4 ": 0, "5.40": 0, "05.4": 0, "5.41": 1, "6": 1,
	} {
		text := strings.Replace(document(header(idText, "4", "7.12", "7.12"), offset),
			`schemaVersion="5.4"`, `schemaVersion="`+version+`"`, 1)
		req, err := Parse([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if got := req.CheckVersion(); len(got) != want {
			t.Errorf("%q: %v", version, got)
		}
		req.Document = nil
		if got := req.CheckVersion(); len(got) != want {
			t.Errorf("%q, written: %v", version, got)
		}
	}
	for name, row := range introductions {
		if !newer(row.since, "0") || newer(row.since, SchemaVersion) || row.confidence == "" {
			t.Errorf("%s: %+v", name, row)
		}
	}
}

// TestNewer: elements are found inside groups and structures, and once.
func TestNewer(t *testing.T) {
	type inner struct {
		Old bool `doc:",one,empty"`
		New bool `doc:",one,empty,since=5.2"`
	}
	type group struct {
		Inner *inner
		Late  *inner `doc:",since=5.3"`
	}
	type outer struct {
		group `doc:",group"`
	}
	plan := schema.Plan(reflect.TypeFor[outer]())
	doc, err := xmldsig.Parse([]byte(`<outer xmlns="` + Namespace + `">` +
		`<Inner><New/></Inner><Late><New/></Late><Other/></outer>`))
	if err != nil {
		t.Fatal(err)
	}
	for version, want := range map[string][]string{
		"5.1": {"New came with version 5.2", "Late came with version 5.3"},
		"5.2": {"Late came with version 5.3"}, "5.3": nil, "": nil,
	} {
		var got []string
		for _, fault := range appendNewer(nil, plan, doc.Root, version) {
			got = append(got, fault.Err.Error())
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %q, want %q", version, got, want)
		}
	}
}
