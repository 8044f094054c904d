package legal_test

import (
	"reflect"
	"testing"

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
