package intake_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mains-energy/mains/internal/governance/legal"
	"github.com/mains-energy/mains/internal/governance/legal/intake"
)

// lines reads a text, and returns the clauses of the document as they are written.
func lines(t *testing.T, name string, b []byte) string {
	t.Helper()
	d, report, err := intake.Read(name, b)
	if err != nil {
		t.Fatalf("%v\n%v", err, report)
	}
	_, body, _ := strings.Cut(d.String(), "\n---\n")
	return strings.TrimSpace(body)
}

// TestMarkdown reads texts as people write them: each is given, and what it is as a document.
func TestMarkdown(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"headings and numbers", "## F8 Return\n\nF8.1 Words **here**\nand there.\n\nMore.",
			"## F8 Return\n\n**F8.1** Words here and there.\n\nMore."},
		{"numbers without the letter", "# 8. Return\n\n8.1 Words.\n8.2 Others.",
			"## F8 Return\n\n**F8.1** Words.\n\n**F8.2** Others."},
		{"bold numbers", "**F8.1** Words:\n\n- (a) one;\n- (b) two.",
			"**F8.1** Words:\n\n- (a) one;\n- (b) two."},
		{"indented parts are no code", "F8.1 Words:\n\n    (a) one;\n\n        (i) in it,\n\n    (b) " +
			"two.",
			"**F8.1** Words:\n\n- (a) one;\n  - (i) in it,\n- (b) two."},
		{"i after h", "F8.1 Words:\n\n(g) g\n\n(h) h\n\n(i) i\n\n(j) j",
			"**F8.1** Words:\n\n- (g) g\n- (h) h\n- (i) i\n- (j) j"},
		{"i in h", "F8.1 Words:\n\n(g) g\n\n(h) h\n\n(i) i\n\n(ii) ii",
			"**F8.1** Words:\n\n- (g) g\n- (h) h\n  - (i) i\n  - (ii) ii"},
		{"put in later", "F8.1 Words:\n\n(a) a\n\n(aa) aa\n\n(b) b\n\nF8.1A Words.",
			"**F8.1** Words:\n\n- (a) a\n- (aa) aa\n- (b) b\n\n**F8.1A** Words."},
		{"two at once", "F8.1 (a) (i) one; and\n(ii) two.",
			"**F8.1**\n\n- (a)\n  - (i) one; and\n  - (ii) two."},
		{"a word in brackets", "F8.1 Words:\n\n(a) one\n\n(the) rest",
			"**F8.1** Words:\n\n- (a) one\n\n\\(the) rest"},
		{"closing words", "F8.1 Each shall:\n\n1. one\n   1. in it\n2. two\n\nin a month.",
			"**F8.1** Each shall:\n\n- (1) one\n  - (1) in it\n- (2) two\n\nin a month."},
		{"words between parts close nothing", "F8.1 Words:\n\n(a) one\n\nbetween\n\n(b) two",
			"**F8.1** Words:\n\n- (a) one\n\n  between\n\n- (b) two"},
		{"clauses in lists", "1. Words.\n   1. Below.\n2. Others.",
			"**F1** Words.\n\n**F1.1** Below.\n\n**F2** Others."},
		{"a reference is no number", "F8.1 Words of\n\nF8.2 applies to this.",
			"**F8.1** Words of\n\nF8\\.2 applies to this."},
		{"a number twice", "F8.2 Words.\n\nF8.2 Again.", "**F8.2** Words.\n\nF8\\.2 Again."},
		{"definitions", "F8.1 In this Section:\n\n**Hub** means a thing.\n\n“Party”, in relation to a " +
			"Hub, means:\n\n(a) one",
			"**F8.1** In this Section:\n\n- **Hub** means a thing.\n- **Party** , in relation to a Hub, " +
				"means:\n  - (a) one"},
		{"a term alone", "F8.1 Words:\n\nHub\n\nhas the meaning given there.",
			"**F8.1** Words:\n\n- **Hub** has the meaning given there."},
		{"a table", "F8.1 Words:\n\n| A | *B* |\n|---|---|\n| a\\|b | 2 | 3 |",
			"**F8.1** Words:\n\n| A | B |\n| a\\|b | 2 | 3 |"},
		{"a heading alone", "## F8 Return\n\n### On leaving\n\n### Early\n\nF8.1 " +
			"Words.\n\n**Late**\n\nF8.2 Words.",
			"## F8 Return\n\n### On leaving – Early\n\n**F8.1** Words.\n\n### Late\n\n**F8.2** Words."},
		{"links and quotations", "F8.1 See [the *page*](https://example.org/a \"b\").\n\n> Quoted " +
			"&amp; kept.",
			"**F8.1** See the page.\n\nQuoted & kept."},
		{"HTML within", "F8.1 Words<br>here.\n\n<p>More <b>words</b>.</p>",
			"**F8.1** Words\\\nhere.\n\nMore words."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, lines(t, "section-f.md", []byte(tt.text))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestHTML(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"lists", `<h2>F8 Return</h2><p>F8.1 Each shall:<ol type=a><li>one;<ol type=i start=2><li>in ` +
			`it<li value=5>more</ol>` +
			`<li><p>two<p>and more</ol><p>in a month.`,
			"## F8 Return\n\n**F8.1** Each shall:\n\n- (a) one;\n  - (ii) in it\n" +
				"  - (v) more\n- (b) two\n\n  and more\n\nin a month."},
		{"capitals and styles", `<p>F8.1 Each:<ol style="list-style-type: upper-alpha"><li>x<ol ` +
			`type=I><li>y</ol></ol>`,
			"**F8.1** Each:\n\n- (A) x\n  - (I) y"},
		{"terms", `<p>F8.1 In this Section:<dl><dt>Hub<dd>a thing<p>of note<dt>Party<dd>means ` +
			`one</dl><p>F8.2 Words.`,
			"**F8.1** In this Section:\n\n- **Hub** a thing\n\n  of note\n\n- **Party** means " +
				"one\n\n**F8.2** Words."},
		{"changes and what is no text", `<title>x</title><nav>menu</nav><script>s()</script><p>F8.1 ` +
			`Words <ins>new</ins>` +
			`<del>old</del> here<span style="display:none">not</span>.`, "**F8.1** Words new here."},
		{"tables", `<p>F8.1 Words:<table><tr><th>A<th>B<tr><td>1<br>2<td><ul><li>x</ul></table>`,
			"**F8.1** Words:\n\n| A | B |\n| 1 2 | x |"},
		{"a table that sets numbers", `<table>` +
			`<tr><td>F8.1<td>Words:<tr><td>(a)<td>one<tr><td><td>more</table>`,
			"**F8.1** Words:\n\n- (a) one\n\nmore"},
		{"a frame", `<table><tr><td><p>F8.1 Words.<p>F8.2 Words.</table>`,
			"**F8.1** Words.\n\n**F8.2** Words."},
		{"another encoding", "<meta charset=windows-1252><p>F8.1 A \x93Party\x94 \x96 words.",
			"**F8.1** A “Party” – words."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := lines(t, "section-f.html", []byte("<!DOCTYPE html>"+tt.text))
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestNameAndTitle(t *testing.T) {
	for _, tt := range []struct {
		file, text, name, title string
		kind                    legal.Kind
		options                 intake.Options
	}{
		{"x.md", "# SECTION F: Metering\n\nF8.1 Words.", "Section F", "Metering", legal.Section,
			intake.Options{}},
		{"x.md", "Appendix L\n\nPolicy\n\n5.1 Words.", "Appendix L", "Policy", legal.Appendix,
			intake.Options{}},
		{"C:\\texts\\Schedule_8 v3.md", "# Terms\n\n1.1 Words.", "Schedule 8", "Terms", legal.Schedule,
			intake.Options{}},
		{"x.md", "---\ntitle: Policy\nname: Appendix L\n---\n5.1 Words.", "Appendix L", "Policy",
			legal.Appendix, intake.Options{}},
		{"x.md", "# Interface\n\n1.1 Words.", "Interface Specification", "Interface", legal.Specification,
			intake.Options{Name: "Interface Specification"}},
		{"section-f.md", "# Metering\n\n5.1 Words.", "On metering", "Notes", legal.Guidance,
			intake.Options{Name: "On metering", Title: "Notes", Kind: legal.Guidance}},
	} {
		d, report, err := tt.options.Read(tt.file, []byte(tt.text))
		if err != nil {
			t.Errorf("%q: %v\n%v", tt.text, err, report)
			continue
		}
		if d.Name != tt.name || d.Title != tt.title || d.Kind != tt.kind {
			t.Errorf("%q: got %q, %q, %q, want %q, %q, %q", tt.text, d.Name, d.Title, d.Kind, tt.name,
				tt.title, tt.kind)
		}
	}
}

func TestRefused(t *testing.T) {
	for _, tt := range []struct{ file, text, says string }{
		{"x.pdf", "%PDF-1.7", "is a PDF"},
		{"x.rtf", "{\\rtf1", "is RTF"},
		{"x.doc", "\xd0\xcf\x11\xe0\xa1", "save it as DOCX"},
		{"x.txt", "\xff\xfea\x00", "UTF-16"},
		{"x.txt", "a\x00b", "is no text"},
		{"x.txt", "a\xffb", "is not UTF-8"},
		{"x.txt", " \n", "is empty"},
		{"x.md", "F8.1 Words.", "which document"},
		{"section-f.md", "Words.", "has the number of a clause"},
		{"section-f.md", strings.Repeat("> ", 300) + "x", "line 1: more than 200 lists"},
		{"section-f.md", "F8.1 x " + strings.Repeat("*a_ ", 5000), "more marks"},
		{"section-f.html", "<p>F8.1 x" + strings.Repeat("<div>", 2000), "open stack of elements exceeds"},
		{"section-f.md", strings.Repeat("x", 5<<20), "more than 4 MiB"},
		{"x.md", "---\nname: Section F\nkind: section\n---\n\nWords.\n", "x.md:6"},
	} {
		d, _, err := intake.Read(tt.file, []byte(tt.text))
		if err == nil || d != nil || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%.20q: got %v, want an error that says %q", tt.text, err, tt.says)
		}
	}
}

// TestCanonical says that what legal writes is what legal reads, whatever we would see in it.
func TestCanonical(t *testing.T) {
	text := "---\nname: Section F\ntitle: Metering\nkind: section\n---\n\n## F8 Return\n\n**F8.1** " +
		"Each shall:\n\n" +
		"- (a) return it; and\n- **Hub** means a thing.\n\nin a month.\n"
	d, report, err := intake.Read("x", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(text, d.String()); diff != "" {
		t.Error(diff)
	}
	if report.Form != "Markdown of mains" || report.Clauses != 4 || report.Definitions != 1 ||
		len(report.Lines) != 4 {
		t.Errorf("got %+v", report)
	}
}

func TestReport(t *testing.T) {
	text := "Before.\n\nF8.1 Words that are quite many, so many that nobody wants to read all of " +
		"them in a line.\n\n" +
		"| a | b |\n|---|---|\n\n![alt](x.png)"
	_, report, err := intake.Read("section-f.md", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	want := `{"form":"Markdown","clauses":1,"headings":0,"definitions":0,` +
		`"tables":1,"paragraphs":1,"lines":[` +
		`{"where":"line 1","seen":"Before.","made":"left out","as":"it stands before the first ` +
		`clause: give it a ` +
		`number to keep it"},{"where":"line 3","seen":"F8.1 Words that are quite many, so many that ` +
		`nobody wants t…",` +
		`"made":"understood","as":"clause F8.1"},{"where":"line 5","seen":"a b","made":"kept","as":"a ` +
		`table in the text ` +
		`of F8.1"},{"where":"line 8","seen":"alt","made":"left out","as":"a picture, and what is said ` +
		`of it"},` +
		`{"where":"line 8","seen":"x.png","made":"left out","as":"the address of a link"}]}`
	got, err := json.Marshal(report)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Error(diff)
	}
	for _, line := range []string{"Markdown: 1 clause, 0 headings, 0 definitions, 1 table, 1 " +
		"paragraph; 3 left out\n",
		"line 5  kept        a table in the text of F8.1 "} {
		if !strings.Contains(report.String(), line) {
			t.Errorf("got\n%v\nwant a line %q", report, line)
		}
	}
}
