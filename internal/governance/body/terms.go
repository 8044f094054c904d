package body

import (
	"github.com/mains-energy/mains/internal/governance/body/committee"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/page"
)

// maxTerms is how long terms of reference may be, in characters [D].
const maxTerms = 100_000

// setTerms writes the terms of reference of a body down, or changes them.
func setTerms() desk.Deed[*record.Body] {
	bound := []desk.Bound[*record.Body]{desk.BoundText(page.Field{Name: "terms",
		Label: "Terms of reference", Control: page.Area, Rows: 20, Limit: maxTerms,
		Hint:   "Empty lines part paragraphs; lines that begin with “- ” are a list",
		Absent: "Enter the terms of reference"},
		func(b *record.Body) *string { return &b.Terms })}
	return desk.Deed[*record.Body]{Name: "terms", Label: "Set the terms of reference", Reason: true,
		May: desk.StaffOf[*record.Body], Fields: desk.Asked(bound), Do: desk.Taken(bound)}
}

// terms are the terms of reference of a body, with the way to what last changed in them.
func terms(b *record.Body) page.Block {
	return committee.Section("Terms of reference", page.Prose{Text: b.Terms},
		page.Nav{Label: "Versions of the terms of reference", Links: []page.Link{
			{Text: "What last changed", To: desk.AddressOf(b) + "/redline"}}})
}
