// Package paper is the papers of meetings: packs, late papers, marks and who reads what.
//
// Every reading of an AMBER or RED paper is noted. Pages write nothing, so the page of such a
// paper does not say what is in it: whoever wants to read presses a button, the press is a
// [record.Reading], and the page of the reading shows the text to this person for a while
// (readingLength). What is served again is no new reading; after the while, and in every view
// as at an earlier moment, it takes another press.
package paper

import (
	"slices"

	"github.com/mains-energy/mains/internal/governance/body/committee"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/page"
)

// few is how many papers the page of a body shows.
const few = 6

// subject is the pages of papers and what is done with them.
type subject struct {
	committee.Office
	deeds *desk.Deeds[*record.Paper]
}

// Routes are the addresses of papers.
func Routes(d *desk.Desk) []page.Route {
	b := subject{committee.Office{Desk: d}, &desk.Deeds[*record.Paper]{Desk: d, Kind: "paper",
		Deeds: []desk.Deed[*record.Paper]{answerLate(), edit()}}}
	const at = "/papers/{id}"
	return slices.Concat([]page.Route{
		{Pattern: "/meetings/{id}/packs/{mark}", View: b.pack},
		{Pattern: "/meetings/{id}/packs/{mark}/publish", Form: b.publishForm, Submit: b.publish},
		{Pattern: "/meetings/{id}/papers/new", Form: b.paperForm, Submit: b.addPaper},
		{Pattern: at, View: b.show, Examples: b.Examples("paper")},
		{Pattern: at + "/mark", Form: b.markForm, Submit: b.mark},
		{Pattern: at + "/redaction", Form: b.redactForm, Submit: b.redact},
		d.Redline("paper", b.compared),
		{Pattern: at + "/open", Form: b.openForm, Submit: b.open},
		{Pattern: "/readings/{id}", View: b.reading, Examples: b.Examples("reading")},
	}, b.deeds.Routes())
}
