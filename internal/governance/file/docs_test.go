package file_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/file"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

//go:generate go test -run ^TestDocs -update .

var update = flag.Bool("update", false, "write docs/register.md anew")

const preface = `# The register as a file

Generated from the kinds of record in ` + "`internal/governance/record`" + `. ` + "`mains code import FILE`" + `
takes such files, ` + "`--dry-run`" + ` only checks them; several files make one register. All that is wrong
is said at once, each fault with its file, line and field, and nothing is taken until nothing is.

[register-sample.yaml](register-sample.yaml) is a small one to begin with. Rights go by the ids of a few records, so keep
these: people who work for the organisation secas run the processes of the Code, those of ofgem determine for the
Authority, and panel and change_board are the bodies that decide. People of a Party act for it by their role. Who is
in the register signs in for the first time by what ` + "`mains code invite PERSON`" + ` prints, and then adds a passkey.

A file is YAML without anchors, aliases, merge keys, tags and directives, in UTF-8, of at most 8 MB. It
has these entries, and one list for each kind of record, in any order:

| entry | what it is |
| --- | --- |
| schema_version | 2 |
| timezone | Europe/London |
| known_at | the instant from which the facts count as known; in one of the files |
| source | where they are from: file, title, edition |
| later_facts | what became known later: see the end |
| expected | not read: what an edition of the newsletter should come to |

- A field of codes takes one of the values that are listed with it, and nothing else.
- Every record has an id: no blanks or slashes, at most 200 octets, unique in all files.
- A field that is left out, or null, is not known. Nothing is put in its place.
- A date is 2022-01-28, a month 2022-01, an instant 2022-01-28T17:00:00+00:00, a time of day 09:00.
- basis says how a record is known, and basis_of how those of its fields are that rest on something
  else. What is assumed works, and is never shown as if it had been printed.
- A field that names records holds ids of the kinds that are given. They have to be there, and of one
  of these kinds.
- visible says who may see a record: a mark, and whose where the mark asks for it (amber:ssc). Without
  it a classification says so, or what the record is: what is about a Party or a person is for them and
  the administrator, what a survey found and an event that is a draft for the administrator, a budget
  before its consultation and a change request that is drafted for whom they are with. Else everyone may.
- Personal data and confidential text are kept apart from the record, and can be erased.

`

const afterword = `
## later_facts

| field | what it holds |
| --- | --- |
| id | text |
| ref | the id of the record that it is a fact of |
| field | the field that it sets |
| value | text |
| known_from | when it became known, after known_at: a date or an instant |
| basis, basis_of, note | as in every record |

Until the clock is there, nothing shows it; a view of an earlier time never does.
`

// hints are what whoever writes a file of a kind of record has to know beside its fields.
var hints = map[string]string{
	"budget": " In the states draft, pfcg_review and panel_review not everyone sees it.",
	"change_request": " One with no state, issued_on and consultation is a draft, which not " +
		"everyone sees.",
}

// TestDocs keeps docs/register.md.
func TestDocs(t *testing.T) {
	var b bytes.Buffer
	b.WriteString(preface)
	b.WriteString("## Every record\n")
	written := map[reflect.Type]bool{}
	writeFields(&b, reflect.TypeFor[record.Head](), written)
	for _, l := range record.Lists() {
		fmt.Fprintf(&b, "\n## %s\n\n%s. The kind is %s.%s\n", l.Name, l.Title, l.Kind,
			hints[l.Kind])
		writeFields(&b, reflect.TypeOf(l.New()).Elem(), written)
	}
	b.WriteString(afterword)
	path := filepath.Join("..", "..", "..", "docs", "register.md")
	if *update {
		if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(got, b.Bytes()) {
		t.Error("docs/register.md is not current: go generate ./internal/governance/file")
	}
}

// writeFields writes the fields of a struct, and then those of structs in them.
func writeFields(b *bytes.Buffer, of reflect.Type, written map[reflect.Type]bool) {
	if written[of] {
		return
	}
	written[of] = true
	b.WriteString("\n| field | what it holds | on pages |\n| --- | --- | --- |\n")
	var below []reflect.Type
	for i := range of.NumField() {
		f := of.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous || name == "" || name == "-" {
			continue
		}
		what, in := holds(f.Type)
		if kinds := f.Tag.Get("ref"); kinds != "" {
			what = strings.Replace(what, "text", "id: "+strings.ReplaceAll(kinds, " ", ", "), 1)
		}
		if codes := file.Codes(of, name); len(codes) > 0 {
			what = strings.Replace(what, "text", "one of "+strings.Join(codes, ", "), 1)
		}
		if in != nil {
			below = append(below, in)
		}
		fmt.Fprintf(b, "| %s | %s | %s |\n", name, what, f.Tag.Get("label"))
	}
	for _, in := range below {
		if !written[in] {
			fmt.Fprintf(b, "\n### %s\n", in.Name())
			writeFields(b, in, written)
		}
	}
}

// holds says what a field of a type holds, and which struct is in it.
func holds(t reflect.Type) (what string, in reflect.Type) {
	if of, limited := reflect.New(t).Elem().Interface().(interface{ Choices() []string }); limited {
		return "one of " + strings.Join(of.Choices(), ", "), nil
	}
	switch t {
	case reflect.TypeFor[calendar.Date]():
		return "date", nil
	case reflect.TypeFor[time.Time]():
		return "instant", nil
	case reflect.TypeFor[calendar.Minutes]():
		return "time of day", nil
	case reflect.TypeFor[record.Month]():
		return "month", nil
	case reflect.TypeFor[policy.Label]():
		return "mark, and whose", nil
	case reflect.TypeFor[register.Secret]():
		return "text, kept apart", nil
	}
	switch t.Kind() {
	case reflect.String:
		return "text", nil
	case reflect.Bool:
		return "true or false", nil
	case reflect.Int, reflect.Int64:
		return "whole number", nil
	case reflect.Pointer:
		return holds(t.Elem())
	case reflect.Slice:
		what, in = holds(t.Elem())
		return "list: " + what, in
	case reflect.Map:
		what, in = holds(t.Elem())
		return "names with: " + what, in
	}
	return "fields of [" + t.Name() + "](#" + strings.ToLower(t.Name()) + ")", t
}

// TestEveryKind reads a file with a record of every kind, of which every field that the
// documentation names is there.
func TestEveryKind(t *testing.T) {
	var b strings.Builder
	b.WriteString(known)
	for i, l := range record.Lists() {
		fmt.Fprintf(&b, "%s:\n  - id: r%d\n", l.Name, i)
		of := reflect.TypeOf(l.New()).Elem()
		for i := range of.NumField() {
			name, _, _ := strings.Cut(of.Field(i).Tag.Get("json"), ",")
			if !of.Field(i).Anonymous && name != "" && name != "-" {
				fmt.Fprintf(&b, "    %s: null\n", name)
			}
		}
	}
	r, err := file.Read(file.Source{Name: "all", Text: []byte(b.String())})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Counts()) != len(record.Lists()) {
		t.Errorf("got %v", r.Counts())
	}
}
