package legal_test

import (
	"fmt"
	"slices"

	"github.com/mains-energy/mains/internal/governance/legal"
)

const exampleText = `---
name: Section F
title: Smart Metering System Requirements
kind: section
---

## F8 Return of Communications Hubs

**F8.7** A Party that ceases to be a Party shall return:

- (a) each Communications Hub that is not installed; and
- (b) each one that is in transit,

in either case within one month.
`

func exampleDocument() *legal.Document {
	d, err := legal.Parse("section-f.md", []byte(exampleText))
	if err != nil {
		panic(err)
	}
	return d
}

func ExampleParse() {
	for _, c := range exampleDocument().Clauses {
		fmt.Printf("%s: %q %q %q\n", c.Number, c.Heading, c.Text, c.Closing)
	}
	_, err := legal.Parse("section-g.md", []byte("---\nname: Section G\nkind: section\n---\n\n"+
		"**G1** A Party shall:\n\n(a) be safe.\n"))
	fmt.Println(err)
	// Output:
	// F8: "Return of Communications Hubs" "" ""
	// F8.7: "" "A Party that ceases to be a Party shall return:" "in either case within one month."
	// F8.7(a): "" "each Communications Hub that is not installed; and" ""
	// F8.7(b): "" "each one that is in transit," ""
	// section-g.md:8: is it a part of a clause? write - (a) be safe.; if it is words, \(a) be safe.
}

func ExampleCompare() {
	before := exampleDocument()
	after := *before
	after.Clauses = slices.Clone(before.Clauses)
	after.Clauses[1].Closing = "in either case within two months."
	for _, a := range legal.Compare(before, &after).Amendments {
		fmt.Println(a.Kind, a.Number)
		for _, s := range legal.Words(a.Before.Closing, a.Now.Closing) {
			fmt.Printf("%s %q\n", s.Op, s.Text)
		}
	}
	// Output:
	// change F8.7
	// equal "in either case within "
	// delete "one month"
	// insert "two months"
	// equal "."
}

func ExampleMerge() {
	base := exampleDocument()
	change := func(i int, text string) *legal.Document {
		d := *base
		d.Clauses = slices.Clone(base.Clauses)
		d.Clauses[i].Text = text
		return &d
	}
	d, _ := legal.Merge(base, change(2, "each Hub; and"), change(3, "each one on its way,"))
	fmt.Println(d.Clauses[2].Text, d.Clauses[3].Text)
	_, conflicts := legal.Merge(base, change(2, "each Hub; and"), change(2, "each device; and"))
	fmt.Println(conflicts[0])
	// Output:
	// each Hub; and each one on its way,
	// section-f F8.7(a): both change its words, and not alike: write the words that both mean
}
