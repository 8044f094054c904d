package modification

import (
	"fmt"
	"slices"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// documentKinds are the documents of a Modification, in the order of its life [H].
var documentKinds = []choice{
	{"problem_statement", "Problem Statement"}, {"business_requirements", "Business Requirements"},
	{"preliminary_assessment", "DCC Preliminary Assessment"},
	{"impact_assessment", "DCC Impact Assessment"},
	{"working_group_summary", "Working Group summary"}, {"legal_text", "Legal text"},
	{"modification_report", "Modification Report"}, {"conclusions_report", "Conclusions Report"},
}

// mostDocuments is how many versions a page shows.
const mostDocuments = 200

// file are the documents of a Modification, the latest first.
func (d *dossier) file() ([]*record.ModificationDocument, error) {
	found, err := register.Find[*record.ModificationDocument](d.v, register.Query{
		Key: "modification", Is: d.m.ID, Limit: mostDocuments})
	slices.SortStableFunc(found.Records, func(a, b *record.ModificationDocument) int {
		return b.AddedAt.Compare(a.AddedAt)
	})
	return found.Records, err
}

// documents is the tab of documents, those of a kind together, the latest version first.
func (s subject) documents(d *dossier, view *page.View) error {
	all, err := d.file()
	if err != nil {
		return err
	}
	view.List = &page.List{Title: kicker(d.m) + ": documents",
		Columns: []string{"kind", "title", "version", "changes", "added", "sha256"}}
	for _, kind := range documentKinds {
		items := page.Items{}
		for _, each := range all {
			if each.Kind != kind.value {
				continue
			}
			items.Items = append(items.Items, page.Item{Head: page.Words{desk.Link(each)},
				Body: documentLines(each)})
			view.List.Entries = append(view.List.Entries, page.Entry{ID: each.ID,
				Title: d.m.Number() + ": " + each.Heading(), Summary: kind.text,
				To: desk.AddressOf(each), Updated: each.AddedAt,
				Cells: []string{kind.text, each.Title, each.Version, each.Changes,
					each.AddedAt.Format("2006-01-02T15:04:05Z"), each.SHA256}})
		}
		if len(items.Items) > 0 {
			view.Blocks = append(view.Blocks,
				page.Section{Title: kind.text, Blocks: []page.Block{items}})
		}
	}
	view.Lead = fmt.Sprintf("%d documents, each version kept as it was.", len(all))
	switch len(all) {
	case 0:
		view.Lead = "There is no document here yet."
	case 1:
		view.Lead = "One document."
	}
	view.Data = map[string]any{"id": d.m.ID, "documents": all}
	return nil
}

// documentLines are the facts below a document in the list.
func documentLines(each *record.ModificationDocument) (lines []page.Words) {
	if each.Changes != "" {
		lines = append(lines, page.Say("Changes "+each.Changes))
	}
	return append(lines, page.Words{page.T("Added "), desk.At(each.AddedAt)})
}

// document is the page of one version of a document.
func (s subject) document(ask *page.Ask) (*page.View, error) {
	v, err := s.View(ask)
	if err != nil {
		return nil, err
	}
	doc, err := register.Get[*record.ModificationDocument](v, ask.Path["id"])
	if err != nil {
		return nil, desk.Refusal(err)
	}
	m, err := register.Get[*record.Modification](v, doc.Modification)
	if err != nil {
		return nil, desk.Refusal(err)
	}
	rows, err := desk.Facts(v, doc, "kind", "sha256")
	if err != nil {
		return nil, err
	}
	view := &page.View{Title: doc.Heading(), Kicker: kindName(doc.Kind) + " of " + m.Number(),
		Data: doc,
		Crumbs: append(desk.Crumbs("modification"), page.Link{Text: m.Number(), To: desk.AddressOf(m)},
			page.Link{Text: "Documents", To: desk.AddressOf(m) + "/documents"}),
		Blocks: []page.Block{page.Summary{Rows: append(rows,
			page.Fact("SHA-256", page.Code(doc.SHA256)))}}}
	if doc.Text != "" {
		view.Blocks = append(view.Blocks, page.Section{Title: "Text",
			Blocks: []page.Block{page.Prose{Text: doc.Text}}})
	} else {
		view.Blocks = append(view.Blocks, page.Notice{Title: "Kept elsewhere",
			Words: page.Say("The register holds the checksum alone: whoever has the file can check it.")})
	}
	return view, desk.Dated(v, doc, view)
}

// kindName is what a kind of document is called.
func kindName(kind string) string {
	for _, k := range documentKinds {
		if k.value == kind {
			return k.text
		}
	}
	return desk.Upper(desk.Plain(kind))
}

// number is a whole number in a cell.
func number(n int) page.Words { return page.Say(fmt.Sprint(n)) }
