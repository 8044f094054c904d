package legal_test

import (
	"bytes"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"github.com/mains-energy/mains/internal/governance/legal"
)

const sectionF = `---
name: Section F
title: Smart Metering System Requirements
kind: section
notice: Text written for mains. It is not the Smart Energy Code.
---

## F8 Return of Communications Hubs

### Return on ceasing to be a Party

**F8.7** A Party that ceases to be a Party shall return:

- (a) each Communications Hub that is not installed; and
- (b) each one that:
  - (i) is in transit; or
  - (ii) is on order,

  whoever ordered it,

in either case within one month.

**F8.8** In this Section:

- **Communications Hub** means a device that joins:
  - (a) a home; and
  - (b) a network.

  It has two parts.

- **Tariff** means:

  | Hour | Price |
  | --- | --- |
  | 1 | 2 |

  per day.

- **Party** means one of us.
`

func sectionFDocument() *legal.Document {
	return &legal.Document{
		Name: "Section F", Title: "Smart Metering System Requirements", Kind: legal.Section,
		Notice: "Text written for mains. It is not the Smart Energy Code.",
		Clauses: []legal.Clause{
			{Number: "F8", Heading: "Return of Communications Hubs"},
			{Number: "F8.7", Heading: "Return on ceasing to be a Party",
				Text:    "A Party that ceases to be a Party shall return:",
				Closing: "in either case within one month."},
			{Number: "F8.7(a)", Text: "each Communications Hub that is not installed; and"},
			{Number: "F8.7(b)", Text: "each one that:", Closing: "whoever ordered it,"},
			{Number: "F8.7(b)(i)", Text: "is in transit; or"},
			{Number: "F8.7(b)(ii)", Text: "is on order,"},
			{Number: "F8.8", Text: "In this Section:"},
			{Number: "F8.8[communications-hub]", Term: "Communications Hub",
				Text: "means a device that joins:", Closing: "It has two parts."},
			{Number: "F8.8[communications-hub](a)", Text: "a home; and"},
			{Number: "F8.8[communications-hub](b)", Text: "a network."},
			{Number: "F8.8[tariff]", Term: "Tariff",
				Text: "means:\n\n| Hour | Price |\n| --- | --- |\n| 1 | 2 |\n\nper day."},
			{Number: "F8.8[party]", Term: "Party", Text: "means one of us."},
		},
	}
}

func TestDocumentIsWrittenAndReadAsItIs(t *testing.T) {
	want := sectionFDocument()
	if f := want.Structure(); f != nil {
		t.Fatal(f)
	}
	if got := want.String(); got != sectionF {
		t.Errorf("written:\n%s\nwant:\n%s", got, sectionF)
	}
	got, err := legal.Parse("section-f.md", []byte(sectionF))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("read:\n%+v\nwant:\n%+v", got, want)
	}
}

func TestAnyDocumentIsReadAsItWasWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := document(drawn(t))
		if f := d.Structure(); f != nil {
			t.Fatal(f)
		}
		file := d.Append(nil)
		got, err := legal.Parse("", file)
		if err != nil {
			t.Fatalf("%v\n%s", err, file)
		}
		if len(got.Clauses) == 0 {
			got.Clauses = d.Clauses
		}
		if !reflect.DeepEqual(got, d) {
			t.Fatalf("read %+v\nwritten %+v\n%s", got, d, file)
		}
		crlf, err := legal.Parse("", bytes.ReplaceAll(file, []byte("\n"), []byte("\r\n")))
		if err != nil || !bytes.Equal(crlf.Append(nil), file) {
			t.Fatalf("with CRLF it is another document: %v", err)
		}
	})
}

func FuzzParse(f *testing.F) {
	f.Add(sectionF)
	const head = "---\nname: F\nkind: section\n---\n"
	for _, body := range []string{
		"**1** a\\\nb\n\n| x |\n| - |\n", "## 1 T\n\n* (a) x\n   y\n\n\n      - (i) z\n\n  closing\n",
		"### h\n\n**1.1A** a\n- **T\\*** means\n+ (b)\n", "## 5.3 x ##\n\n|a|b|\n|-|-|\n",
	} {
		f.Add(head + body)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := legal.Parse("f.md", []byte(text))
		if err != nil {
			if _, ok := err.(legal.Faults); !ok || d != nil {
				t.Fatalf("%T with a document", err)
			}
			return
		}
		if f := d.Structure(); f != nil {
			t.Fatalf("read, and does not hold: %v", f)
		}
		file := d.Append(nil)
		again, err := legal.Parse("f.md", file)
		if err != nil {
			t.Fatalf("%v\n%s", err, file)
		}
		if !reflect.DeepEqual(d, again) {
			t.Fatalf("%+v\n%+v\n%s", d, again, file)
		}
	})
}
