package page_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/page"
)

var shots = flag.String("shots", "", "write the samples to this `directory`, to be looked at")

// TestSamples writes the samples where that is asked for.
func TestSamples(t *testing.T) {
	if *shots == "" {
		t.Skip("no -shots")
	}
	files := map[string][]byte{
		"record.html": sampleView().AppendHTML(nil, sampleFrame("/modifications/MP192")),
		"asat.html":   sampleView().AppendHTML(nil, sampleAsAt("/modifications/MP192")),
		"clauses.html": (&page.View{Title: "Section F", Lead: "In force.", Blocks: []page.Block{
			sampleClauses(), longClauses(20)}}).AppendHTML(nil, sampleFrame("/code/section-f")),
		"list.html":   sampleList(12).AppendHTML(nil, sampleFrame("/consultations")),
		"form.html":   sampleForm().AppendHTML(nil, sampleFrame("/consultations/c1/respond")),
		"faults.html": sampleFaults().AppendHTML(nil, sampleFrame("/consultations/c1/respond")),
		filepath.Join("assets", filepath.Base(string(page.StyleAddress()))):  page.Style(),
		filepath.Join("assets", filepath.Base(string(page.ScriptAddress()))): page.Script(),
	}
	for name, content := range files {
		file := filepath.Join(*shots, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func day(y int, m time.Month, d, hour int) time.Time {
	return time.Date(y, m, d, hour, 0, 0, 0, time.UTC)
}

func sampleFrame(self page.Address) page.Frame {
	return page.Frame{
		Self: self,
		Nav: []page.Link{
			{Text: "Modifications", To: "/modifications"},
			{Text: "Consultations", To: "/consultations"},
			{Text: "Meetings", To: "/meetings"},
			{Text: "Publications", To: "/publications"},
			{Text: "Parties", To: "/parties"},
			{Text: "Newsletters", To: "/newsletters"},
		},
		Foot: []page.Link{
			{Text: "Network console", To: "/network"},
			{Text: "Accessibility", To: "/accessibility"},
		},
		Person: "Party user", Account: "/account", SignIn: "/sign-in", SignOut: "/sign-out",
		Currency: "The register as it stands at 10:32 on 20 January 2022.",
		Searched: `credit "cover" <b>`,
	}
}

func sampleAsAt(self page.Address) page.Frame {
	f := sampleFrame(self)
	f.Base = "/as-at/2022-01-20T10:00" + string(self)
	f.AsAt = &page.AsAt{
		Moment: page.Moment{So: day(2022, 1, 20, 10), Known: day(2022, 1, 20, 10), AsAt: true},
		Text:   "You see the register as it was at 10am on 20 January 2022.",
	}
	return f
}

const sampleSVG = `<svg viewBox="0 0 640 90" width="640" height="90">
<path class="edge edge-past" d="M150 45H190"/><path class="arrow" d="M200 45l-10-5v10z"/>
<path class="edge" d="M350 45H390"/><path class="arrow" d="M400 45l-10-5v10z"/>
<g class="node node-past"><rect x="10" y="20" width="140" height="50" rx="6"/></g>
<text class="label" x="80" y="50" text-anchor="middle">Draft Proposal</text>
<g class="node node-current"><rect x="200" y="20" width="150" height="50" rx="6"/></g>
<text class="label" x="275" y="50" text-anchor="middle">Refinement</text>
<g class="node"><rect x="400" y="20" width="150" height="50" rx="6"/></g>
<text class="label" x="475" y="50" text-anchor="middle">Report phase</text>
</svg>`

func sampleView() *page.View {
	return &page.View{
		Title:  "Closes 5pm on Friday 4 February 2022",
		Kicker: "MP192 Refinement Consultation",
		Tag:    &page.Tag{Text: "Open, 11 Working Days left", Tone: page.Good},
		Lead: "SEC Parties are asked about the Proposed Solution, its business case & what it " +
			"would mean for them.",
		Crumbs: []page.Link{{Text: "Home", To: "/"}, {Text: "Modifications", To: "/modifications"}},
		Tabs: []page.Tab{
			{Text: "Summary", To: "/modifications/MP192", Current: true},
			{Text: "Documents", To: "/modifications/MP192/documents"},
			{Text: "Responses", To: "/modifications/MP192/responses"},
			{Text: "History", To: "/modifications/MP192/history"},
		},
		Blocks:    sampleBlocks(),
		Data:      map[string]any{"id": "MP192", "closes": "2022-02-04T17:00:00Z", "a<b": 1},
		Published: day(2022, 1, 14, 9), Updated: day(2022, 7, 18, 23),
		History: "/modifications/MP192/history?from=1",
		Actions: []page.Link{
			{Text: "Respond to the consultation", To: "/consultations/c1/respond"},
			{Text: "Follow this Modification", To: "/modifications/MP192/follow"},
			{Text: "Ask a question", Out: "mailto:sec.change@example.com"},
		},
	}
}

func sampleBlocks() []page.Block {
	table := page.Table{
		Caption:  "Votes by Party Category",
		RowHeads: true,
		Columns: []page.Column{{Title: "Party Category"}, {Title: "For", Number: true},
			{Title: "Against", Number: true}, {Title: "Result"}, {Title: "Counted"},
			{Title: "Reasons that were given, in the words of those who voted"}},
		Rows: [][]page.Words{
			{page.Say("Large Suppliers"), page.Say("4"), page.Say("1"),
				{page.Tag{Text: "Approve", Tone: page.Good}}, {page.When{Day: "2022-02-23"}},
				page.Say("Better operation of Communications Hubs")},
			{page.Say("Network Parties"), page.Say("1,204"), page.Say("12"),
				{page.Tag{Text: "Reject", Tone: page.Stop}}, {page.When{Day: "2022-02-23"}},
				page.Say("The business case is weak")},
			{page.Say("Other SEC Parties"), page.Say("0"), page.Say("0"),
				{page.Missing("no vote")}, {page.When{Day: "2022-02-23"}}},
		},
	}
	return []page.Block{
		page.Notice{Tone: page.Wait, Title: "Your organisation has not responded",
			Words: page.Words{page.T("Two colleagues have started a draft. "),
				page.Link{Text: "See the drafts", To: "/consultations/c1/drafts"}}},
		page.Summary{Rows: []page.Row{
			page.Fact("Modification", page.Link{Text: "MP192", To: "/modifications/MP192"},
				page.T(" Enhancing incident reports")),
			page.Fact("Closes", page.When{Text: "5pm on Friday 4 February 2022",
				At: day(2022, 2, 4, 17)}),
			{Term: "Documents", Change: "/modifications/MP192/documents?edit=1", Values: []page.Words{
				{page.Link{Text: "Consultation pack", To: "/documents/d1", Note: "(PDF, 1.2 MB)"}},
				{page.Link{Text: "Business requirements", To: "/documents/d2"}}}},
			page.Fact("Questions to", page.Link{Text: "SECAS change team",
				Out: "mailto:sec.change@example.com"}),
			{Term: "Implementation cost"},
			page.Fact("Reference", page.Code("consultation-mp192-refinement")),
		}},
		page.Section{Title: "What is asked", Blocks: []page.Block{
			page.Prose{Text: "The Working Group asks for views on three points:\n\n" +
				"- does the solution solve the issue?\n- is the benefit worth the cost?\n" +
				"- what would it mean for your organisation?\n\nAny part of a response can be " +
				"marked as confidential.\nThe rest is published <with> the report."},
			page.Section{Title: "Who can respond", Blocks: []page.Block{
				page.Para{Words: page.Words{page.Strong("Every SEC Party"),
					page.T(" can respond, and so can anyone else with an interest. See "),
					page.Link{Text: "the Code", Out: "https://example.com/sec?a=1&b=2"},
					page.T(".")}}}},
		}},
		page.Section{Title: "Where it stands", Blocks: []page.Block{
			page.Figure{Caption: "From Draft Proposal to decision.", SVG: sampleSVG,
				Text: "Draft Proposal is past, Refinement is current, the Report phase is ahead.",
				Table: &page.Table{Columns: []page.Column{{Title: "State"}, {Title: "Since"}},
					Rows: [][]page.Words{{page.Say("Draft Proposal"), page.Say("4 October 2021")},
						{page.Say("Refinement"), page.Say("14 January 2022")}}}},
			page.Timeline{Events: []page.TimelineEvent{
				{When: page.Words{page.When{Day: "2021-10-04"}}, What: page.Say("Raised as DP192"),
					Detail: []page.Words{page.Say("by a Large Supplier")}},
				{When: page.Words{page.When{Day: "2022-01-14"}},
					What:   page.Say("Refinement Consultation opened"),
					Detail: []page.Words{{page.Link{Text: "The pack", To: "/documents/d1"}}}},
				{When: page.Words{page.When{Day: "2022-02-04"}}, What: page.Say("Closes"), Ahead: true},
				{When: page.Say("February 2022"), What: page.Say("Working Group"), Ahead: true},
			}},
		}},
		page.Section{ID: "votes", Title: "Votes", Blocks: []page.Block{table,
			page.Table{Empty: "No appeal was raised."}}},
		page.Section{Title: "The text", Blocks: []page.Block{sampleClauses()}},
		page.Section{Title: "Related", Blocks: []page.Block{
			sampleItems(),
			page.Items{Ordered: true, Items: []page.Item{{Head: page.Say("First of all")},
				{Head: page.Say("And then")}}},
			page.Items{Empty: "Nothing else is related."},
			page.Details{Summary: "How the deadline was worked out", Blocks: []page.Block{
				page.Para{Words: page.Say("15 Working Days from 14 January 2022, 3 January being " +
					"a bank holiday.")}, table}},
			page.Notice{Tone: page.Alert, Title: "The pack was replaced on 18 January 2022"},
			page.Notice{Words: page.Say("Responses after the deadline are read where there is time.")},
			page.Nav{Label: "Pages of related items", Links: []page.Link{
				{Text: "1", To: "/modifications/MP192"},
				{Text: "2", To: "/modifications/MP192?page=2"}, {Text: "…"},
				{Text: "Next", To: "/modifications/MP192?page=2"}}},
		}},
	}
}

func sampleItems() page.Items {
	return page.Items{Items: []page.Item{
		{Head: page.Words{page.Link{Text: "MP078 Modification Report Consultation",
			To: "/consultations/c2"}}, Tag: &page.Tag{Text: "Open", Tone: page.Good},
			Body: []page.Words{page.Say("For SEC Parties. Closes at 5pm on 8 February 2022.")}},
		{Head: page.Words{page.Link{Text: "DP197", To: "/modifications/DP197"},
			page.T(" Alternative Home Area Network Forum")},
			Tag:  &page.Tag{Text: "Late", Tone: page.Alert},
			Body: []page.Words{page.Say("Feedback was due on 17 January 2022."), page.Say("Owner: SECAS")}},
		{Head: page.Words{page.Link{Text: "MP085A", To: "/modifications/MP085A"}},
			Tag: &page.Tag{Text: "Withdrawn", Tone: page.Stop}},
		{Head: page.Words{page.Link{Text: "MP100", To: "/modifications/MP100"}},
			Tag: &page.Tag{Text: "With the Authority", Tone: page.Wait}},
		{Head: page.Say("A quiet one"), Tag: &page.Tag{Text: "Draft"}},
	}}
}
