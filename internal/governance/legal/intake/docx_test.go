package intake_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/governance/legal/intake"
)

// legalList is a list as templates for law have them: F8, F8.1, (a), (i), (A).
var legalList = abstractNum(0, level(0, "decimal", "F%1", `<w:pStyle w:val="Heading1"/>`),
	level(1, "decimal", "F%1.%2", ""), level(2, "lowerLetter", "(%3)", ""),
	level(3, "lowerRoman", "(%4)", ""), level(4, "upperLetter", "(%5)", ""))

func TestNumbering(t *testing.T) {
	for _, tt := range []struct {
		name, numbering, styles, body string
		want                          []string // numbers of clauses
	}{
		{"levels begin again", legalList + num(1, 0, ""), "",
			p(in(1, 0), r("RETURN", "")) + p(in(1, 1), r("One:", "")) + p(in(1, 2), r("x;", "")) +
				p(in(1, 3), r("x", "")) + p(in(1, 3), r("x", "")) + p(in(1, 2), r("x.", "")) +
				p(in(1, 1), r("Two:", "")) + p(in(1, 2), r("x", "")) + p(in(1, 0), r("NEXT", "")) +
				p(in(1, 1), r("Three.", "")),
			[]string{"F1", "F1.1", "F1.1(a)", "F1.1(a)(i)", "F1.1(a)(ii)", "F1.1(b)", "F1.2", "F1.2(a)",
				"F2", "F2.1"}},
		{"start of a level", abstractNum(0, strings.Replace(level(0, "decimal", "F%1", ""),
			`<w:start w:val="1"/>`,
			`<w:start w:val="8"/>`, 1)) + num(4, 0, ""), "",
			p(in(4, 0), r("Words.", "")) + p(in(4, 0), r("Words.", "")), []string{"F8", "F9"}},
		{"start override", legalList + num(1, 0, "") +
			num(2, 0, `<w:lvlOverride w:ilvl="2"><w:startOverride w:val="1"/></w:lvlOverride>`), "",
			p("", r("F8.1 One:", "")) + p(in(1, 2), r("x", "")) + p(in(1, 2), r("x", "")) +
				p("", r("F8.2 Two:", "")) + p(in(2, 2), r("x", "")) + p(in(2, 2), r("x", "")),
			[]string{"F8.1", "F8.1(a)", "F8.1(b)", "F8.2", "F8.2(a)", "F8.2(b)"}},
		{"two lists of one definition go on", legalList + num(1, 0, "") + num(2, 0, ""), "",
			p("", r("F8.1 One:", "")) + p(in(1, 2), r("x", "")) + p(in(2, 2), r("x", "")),
			[]string{"F8.1", "F8.1(a)", "F8.1(b)"}},
		{"a level of its own", legalList + num(1, 0, `<w:lvlOverride w:ilvl="2">`+level(2,
			"upperLetter", "(%3)", "")+
			`</w:lvlOverride>`), "", p("", r("F8.1 One:", "")) + p(in(1, 2), r("x", "")), []string{"F8.1",
			"F8.1(A)"}},
		{"never begins again", abstractNum(0, level(0, "decimal", "F%1", ""), level(1, "lowerLetter",
			"(%2)",
			`<w:lvlRestart w:val="0"/>`)) + num(1, 0, ""), "", p(in(1, 0), r("One.", "")) + p(in(1, 1),
			r("x", "")) +
			p(in(1, 0), r("Two.", "")) + p(in(1, 1), r("x", "")), []string{"F1", "F1(a)", "F2", "F2(b)"}},
		{"a style is in a list", legalList + num(1, 0, ""), headings +
			`<w:style w:type="paragraph" w:styleId="L2">` +
			`<w:name w:val="Level 2"/><w:pPr>` + in(1, 1) + `</w:pPr></w:style>` +
			`<w:style w:type="paragraph" w:styleId="L2b"><w:name w:val="b"/><w:basedOn ` +
			`w:val="L2"/></w:style>`,
			p(style("L2"), r("Words.", "")) + p(style("L2b"), r("Words.", "")) +
				p(style("L2")+in(0, 0), r("in no list", "")), []string{"F1.1", "F1.2"}},
		{"legal numbers", abstractNum(0, level(0, "upperRoman", "%1", ""), level(1, "decimal", "F%1.%2",
			`<w:isLgl/>`)) +
			num(1, 0, ""), "", p(in(1, 1), r("Words.", "")), []string{"F1.1"}},
		{"an emptied paragraph counts, a deleted one does not", legalList + num(1, 0, ""), "",
			p(in(1, 1), r("One.", "")) + p(in(1, 1)) +
				p(in(1, 1)+`<w:rPr><w:del w:id="1"/></w:rPr>`, `<w:del w:id="2">`+r("Gone.", "")+`</w:del>`) +
				p(in(1, 1), r("Three.", "")), []string{"F1.1", "F1.3"}},
		{"letters after z", legalList + num(1, 0, ""), "", p("", r("F8.1 One:", "")) +
			strings.Repeat(p(in(1, 2), r("x", "")), 28), append([]string{"F8.1"}, runTo28()...)},
		{"bullets have no numbers", abstractNum(0, level(0, "bullet", "•", "")) + num(1, 0, ""), "",
			p("", r("F8.1 One:", "")) + p(in(1, 0), r("x", "")), []string{"F8.1"}},
		{"typed, with a tab", "", "", p("", r("F8.1", "<w:b/>"), "<w:r><w:tab/></w:r>", r("One:", "")) +
			p("", r("(a)", ""), "<w:r><w:tab/></w:r>", r("x; and", "")) + p("", r("(b)\tx.", "")),
			[]string{"F8.1", "F8.1(a)", "F8.1(b)"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := docx{body: tt.body, parts: map[string]string{"numbering": tt.numbering,
				"styles": tt.styles}}.pack()
			d, report, err := intake.Read("Section F.docx", b)
			if err != nil {
				t.Fatalf("%v\n%v", err, report)
			}
			var got []string
			for _, c := range d.Clauses {
				got = append(got, c.Number)
			}
			if fmt.Sprint(got) != fmt.Sprint(tt.want) {
				t.Errorf("got %v, want %v\n%v", got, tt.want, report)
			}
		})
	}
}

// runTo28 are parts (a) to (z), (aa) and (bb).
func runTo28() (numbers []string) {
	for c := 'a'; c <= 'z'; c++ {
		numbers = append(numbers, fmt.Sprintf("F8.1(%c)", c))
	}
	return append(numbers, "F8.1(aa)", "F8.1(bb)")
}

func TestDOCX(t *testing.T) {
	table := `<w:tbl><w:tr><w:tc>` + p("", r("Hub", "<w:b/>")) + `</w:tc><w:tc>` + p("",
		r("means a thing.", "")) +
		`</w:tc></w:tr></w:tbl>`
	change := p("", r("F8.1 Return ", ""), `<w:ins w:id="1">`+r("new", "")+`</w:ins>`,
		`<w:del w:id="2"><w:r><w:delText>old</w:delText></w:r></w:del>`, r(" words.", ""))
	for _, tt := range []struct {
		name, body, want string
		says             []string // in the report
		tracked          intake.Tracked
	}{
		{"changes accepted", change, "**F8.1** Return new words.", []string{
			"left out deleted by a tracked change old", "kept inserted by a tracked change new"},
			intake.After},
		{"changes rejected", change, "**F8.1** Return old words.",
			[]string{"inserted by a tracked change"}, intake.Before},
		{"a mark deleted", p(`<w:rPr><w:del w:id="1"/></w:rPr>`, r("F8.1 One ", "")) + p("", r("two.",
			"")),
			"**F8.1** One two.", nil, intake.After},
		{"a mark deleted, as before", p(`<w:rPr><w:del w:id="1"/></w:rPr>`, r("F8.1 One", "")) + p("",
			r("two.", "")),
			"**F8.1** One\n\ntwo.", nil, intake.Before},
		{"definitions in a table", p("", r("F8.1 In this Section:", "")) + table,
			"**F8.1** In this Section:\n\n- **Hub** means a thing.", nil, intake.After},
		{"a table", p("", r("F8.1 Words:", "")) + strings.ReplaceAll(table, "means ", "a|"),
			"**F8.1** Words:\n\n| Hub | a\\|a thing. |", []string{"a table in the text of F8.1"},
			intake.After},
		{"a heading, and one above", p(style("Heading1"), r("F8 Return", "")) + p(style("Heading2"),
			r("On leaving", "")) +
			p("", r("F8.1 Words.", "")), "## F8 Return\n\n### On leaving\n\n**F8.1** Words.", nil,
			intake.After},
		{"soft hyphens, fields, links", p("", r("F8.1 See com\u00adm", ""),
			"<w:r><w:softHyphen/></w:r>", r("unity ", ""),
			`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>`+
				`<w:r><w:fldChar w:fldCharType="separate"/></w:r>`, r("F9", ""),
			`<w:r><w:fldChar w:fldCharType="end"/></w:r>`,
			`<w:hyperlink r:id="rId50">`+r(" there", "")+`</w:hyperlink>`),
			"**F8.1** See community F9 there",
			[]string{"REF x", "https://example.org"}, intake.After},
		{"notes, comments and heads of pages", p("", r("F8.1 Words.", ""),
			`<w:r><w:footnoteReference w:id="2"/></w:r>`),
			"**F8.1** Words.", []string{"word/comments.xml", "A remark.", "word/footnotes.xml", "A note.",
				"word/header.xml"},
			intake.After},
		{"contents, hidden, boxes", p(style("TOC1"), r("F8.1 Words 3", "")) + p("", r("F8.1 Words.",
			""), r("x", "<w:vanish/>"),
			`<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>`+p("", r("boxed", ""))+
				`</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>`+p("", r("boxed", ""))+
				`</w:pict></mc:Fallback></mc:AlternateContent></w:r>`),
			"**F8.1** Words.", []string{"contents", "hidden", "text in a box"}, intake.After},
		{"goes on as far in as its part", p("", r("F8.1 One:", "")) + p(in(1, 2), r("x;", "")) +
			p(`<w:ind w:left="2160"/>`, r("more of x.", "")) + p(in(1, 2), r("y,", "")) + p("",
			r("within a month.", "")),
			"**F8.1** One:\n\n- (a) x;\n\n  more of x.\n\n- (b) y,\n\nwithin a month.", nil, intake.After},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := docx{body: tt.body, links: map[string]string{"rId50": "https://example.org"},
				parts: map[string]string{
					"styles": headings, "numbering": legalList + num(1, 0, ""), "header": p("", r("Page", "")),
					"footnotes": `<w:footnote w:id="2">` + p("", r("A note.", "")) + `</w:footnote>`,
					"comments":  `<w:comment w:id="1">` + p("", r("A remark.", "")) + `</w:comment>`}}.pack()
			d, report, err := intake.Options{Tracked: tt.tracked}.Read("Section F.docx", b)
			if err != nil {
				t.Fatalf("%v\n%v", err, report)
			}
			_, got, _ := strings.Cut(d.String(), "\n---\n")
			if got = strings.TrimSpace(got); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s\n%v", got, tt.want, report)
			}
			said := strings.Join(strings.Fields(report.String()), " ")
			for _, say := range tt.says {
				if !strings.Contains(said, say) {
					t.Errorf("the report does not say %q:\n%v", say, report)
				}
			}
		})
	}
}

// TestLibreOffice reads what LibreOffice writes: strict names for sides, a list and a style for
// each outline, no relationship that Word would not have.
func TestLibreOffice(t *testing.T) {
	left := func(i int, format, text string) string {
		return strings.NewReplacer("w:left=", "w:start=").Replace(level(i, format, text,
			`<w:suff w:val="tab"/>`))
	}
	d := docx{parts: map[string]string{
		"styles": `<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name ` +
			`w:val="Normal"/></w:style>` +
			`<w:style w:type="paragraph" w:styleId="Berschrift1"><w:name w:val="Heading 1"/><w:pPr>` +
			in(1, 0) +
			`<w:outlineLvl w:val="0"/></w:pPr></w:style>`,
		"numbering": abstractNum(1, left(0, "decimal", "%1.")) + abstractNum(2, left(0, "decimal", "%1."),
			left(1, "lowerLetter", "%2)")) + num(1, 1, "") + num(2, 2, ""),
	}, body: p(style("Berschrift1"), r("Return", "")) + p("", r("1.1 Each Party shall:", "")) +
		p(in(2, 0)+`<w:ind w:start="720"/>`, r("do this", "")) + p(in(2, 1), r("and that", ""))}
	files := d.files()
	for name, text := range files {
		files[name] = strings.ReplaceAll(text,
			"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
			"http://purl.oclc.org/ooxml/wordprocessingml/main")
	}
	want := "## 1 Return\n\n**1.1** Each Party shall:\n\n- (1) do this\n  - (a) and that"
	if got := lines(t, "Appendix_L v2.docx", pack(files)); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestPackagesRefused(t *testing.T) {
	good := docx{body: p("", r("F8.1 Words.", ""))}
	with := func(name, text string) []byte {
		files := good.files()
		files[name] = text
		return pack(files)
	}
	many := good.files()
	for i := range 2001 {
		many[fmt.Sprintf("x%d", i)] = ""
	}
	for name, tt := range map[string]struct {
		b    []byte
		says string
	}{
		"a bomb": {with("word/document.xml", "<w:document "+w2006+"><w:body>"+strings.Repeat(" ",
			65<<20)), "would unpack to"},
		"many files": {pack(many), "at most 2000"},
		"an entity": {with("word/document.xml",
			`<!DOCTYPE x [<!ENTITY a SYSTEM "file:///x">]><x>&a;</x>`), "document type"},
		"deep": {with("word/document.xml",
			"<w:document "+w2006+"><w:body>"+strings.Repeat("<w:p>", 1000)), "within each other"},
		"cut off": {good.pack()[:200], "cannot be opened"},
		"no end":  {with("word/document.xml", "<w:document "+w2006+"><w:body><w:p>"), "EOF"},
		"another": {pack(map[string]string{"xl/workbook.xml": "<x/>"}), "no DOCX"},
		"UTF-16": {with("word/document.xml", `<?xml version="1.0" encoding="UTF-16"?><x/>`),
			"not UTF-8"},
		"no relations": {with("_rels/.rels", ""), "empty"},
	} {
		d, _, err := intake.Read("section-f.docx", tt.b)
		if err == nil || d != nil || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s: got %v, %v, want an error that says %q", name, d, err, tt.says)
		}
	}
}
