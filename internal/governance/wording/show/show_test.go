package show_test

import (
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/governance/legal"
	"github.com/mains-energy/mains/internal/governance/wording/show"
	"github.com/mains-energy/mains/internal/page"
)

// document is a document of one clause with a text.
func document(text string) *legal.Document {
	return &legal.Document{Name: "Section F", Kind: legal.Section,
		Clauses: []legal.Clause{{Number: "F1", Text: text}}}
}

// main is the main part of a page with blocks.
func main(blocks []page.Block) string {
	return string((&page.View{Title: "x", Blocks: blocks}).AppendMain(nil, "/"))
}

// TestTables compares tables cell by cell, and rows that came or went as a whole.
func TestTables(t *testing.T) {
	was := "Ways:\n\n| Number | Way |\n| --- | --- |\n| 4.2 | yes |\n| 4.3 | no |\n| 4.6 | yes |"
	is := "Ways:\n\n| Number | Way |\n| --- | --- |\n| 4.2 | yes |\n| 4.3 | SMETS1 |\n| 4.4 | no |\n" +
		"| 4.6 | yes |"
	html := main(show.Redline(legal.Compare(document(was), document(is)), show.Marking{}))
	for _, want := range []string{"<table", "<del>", ">no<", ">SMETS1<", ">4.4<"} {
		if !strings.Contains(html, want) {
			t.Errorf("lacks %s:\n%s", want, html)
		}
	}
	if strings.Contains(html, "---") || strings.Count(html, "<tr>") != 5 {
		t.Errorf("no table of five rows:\n%s", html)
	}
}

// TestParagraphs compares paragraph by paragraph: one that came in between leaves the others be.
func TestParagraphs(t *testing.T) {
	html := main(show.Redline(legal.Compare(document("One.\n\nTwo."),
		document("One.\n\nNew.\n\nTwo.")), show.Marking{}))
	if strings.Count(html, "<ins>") != 1 || strings.Contains(html, "<del>") ||
		!strings.Contains(html, "<p>Two.</p>") {
		t.Errorf("got:\n%s", html)
	}
}

// TestNames makes names of slugs, and says where a clause is.
func TestNames(t *testing.T) {
	for slug, want := range map[string]string{"section-f": "Section F", "appendix-l": "Appendix L",
		"schedule-8": "Schedule 8", "guidance-on-section-f8": "Guidance on Section F8",
		"appendix-aa": "Appendix AA"} {
		if got := show.Name(slug); got != want {
			t.Errorf("%s: %s, want %s", slug, got, want)
		}
	}
	for _, c := range [][3]string{{"section-f", "F8.7(a)", "F8.7(a)"},
		{"appendix-l", "5.2", "5.2 of Appendix L"}, {"section-c", "", "Section C"},
		{"section-a", "A1.1[hub-holder]", "A1.1, “hub holder”"}} {
		if got := show.Where(c[0], c[1]); got != c[2] {
			t.Errorf("%s %s: %s, want %s", c[0], c[1], got, c[2])
		}
	}
}
