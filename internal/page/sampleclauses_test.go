package page_test

import (
	"fmt"

	"github.com/mains-energy/mains/internal/page"
)

// sampleClauses are provisions with all that a provision can have, and what became of them.
func sampleClauses() page.Clauses {
	hub := page.Term{Text: "Communications Hub", To: "/code/section-a#A1.1[communications-hub]",
		Means: "a Device that connects the Smart Metering Systems of a premises to the SM WAN."}
	return page.Clauses{Clauses: []page.Clause{
		{ID: "F8", Number: "F8", To: "/code/section-f/F8", Heading: page.Say("Hubs & their parts")},
		{ID: "F8.1", Number: "F8.1", To: "/code/section-f/F8.1", Level: 1, Mark: page.Changed,
			Heading: page.Words{page.T("Orders "), page.Ins("and returns")},
			Text: []page.Passage{{Words: page.Words{page.T("Each Party "), page.Del("may"),
				page.Ins("shall"), page.T(" order each "), hub, page.T(" by the "),
				page.Term{Text: "Ordering System", To: "/code/section-a"},
				page.T(", and has to say:")}}},
			Notes: []page.Words{{page.T("Changed by "), page.Link{Text: "MP192",
				To: "/modifications/MP192"}, page.T(".")}, page.Say("Guidance: 12 months.")}},
		{ID: "F8.1(a)", Number: "(a)", To: "/code/section-f/F8.1(a)", Level: 2, Mark: page.Inserted,
			Text: []page.Passage{{Words: page.Words{page.T("how many of each "), hub, page.T(";")}},
				{Words: page.Say("and, where there are several, of which variant;")}}},
		{ID: "F8.1(b)", Number: "(b)", Level: 2, Mark: page.Deleted,
			Text: []page.Passage{{Words: page.Say("where to.")}}},
		{Level: 1, Text: []page.Passage{{Words: page.Say("in every case in writing.")}}},
		{ID: "F8.2", Number: "F8.2", To: "/code/section-f/F8.2", Level: 1, Mark: page.Renumbered,
			Was: "F8.1A", Text: []page.Passage{{Rows: [][]page.Words{
				{page.Say("Variant"), page.Say("")}, {{hub}, page.Say("1")},
				{page.Say("Dual Band"), page.Say("2"), page.Say("3")}}}}},
		{ID: "F8.3", Number: "F8.3", Level: 1, Was: "F8.2", Mark: page.Changed},
	}}
}

// longClauses are a document of so many clauses, each with a term, a few of them changed.
func longClauses(n int) page.Clauses {
	term := page.Term{Text: "Smart Metering System", To: "/code/section-a",
		Means: "the Devices of a premises that measure and talk, as Section A defines them."}
	var c page.Clauses
	for i := range n {
		number := fmt.Sprintf("F%d.%d", 1+i/20, 1+i%20)
		clause := page.Clause{ID: number, Number: number, Level: i % 3,
			To: page.At("code", "section-f", number)}
		for range 3 {
			clause.Text = append(clause.Text, page.Passage{Words: page.Words{
				page.T("Each Party that is responsible for a "), term, page.T(" shall take all " +
					"reasonable steps to ensure that it is installed, operated & kept as the " +
					"documents of this Code that were in force on the day say, and shall "),
				page.Link{Text: "F8.7(a)", To: "/code/section-f#F8.7(a)"}, page.T(" apply.")}})
		}
		if i%10 == 0 {
			clause.Heading, clause.Mark = page.Say("Heading"), page.Changed
			clause.Text[0].Words = append(clause.Text[0].Words, page.Del("not "), page.Ins("soon"))
		}
		c.Clauses = append(c.Clauses, clause)
	}
	return c
}
