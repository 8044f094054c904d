package page_test

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/page"
	"github.com/mains-energy/mains/internal/page/pagetest"
)

// well fails where pagetest finds a fault.
func well(t *testing.T, document []byte) {
	t.Helper()
	if faults := pagetest.Check(document); len(faults) > 0 {
		t.Errorf("%s\n\n%s", strings.Join(faults, "\n"), document)
	}
}

// wants fails for each of the texts that the document does not have.
func wants(t *testing.T, document []byte, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if !bytes.Contains(document, []byte(text)) {
			t.Errorf("want %s in\n%s", text, document)
		}
	}
}

// lacks fails for each of the texts that the document has.
func lacks(t *testing.T, document []byte, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if bytes.Contains(document, []byte(text)) {
			t.Errorf("want no %s in\n%s", text, document)
		}
	}
}

func TestPagesAreWell(t *testing.T) {
	well(t, sampleView().AppendHTML(nil, sampleFrame("/modifications/MP192")))
	well(t, sampleView().AppendHTML(nil, sampleAsAt("/modifications/MP192")))
	well(t, sampleList(50).AppendHTML(nil, sampleFrame("/consultations?page=1")))
	well(t, sampleForm().AppendHTML(nil, sampleFrame("/consultations/c1/respond")))
	well(t, sampleFaults().AppendHTML(nil, sampleFrame("/consultations/c1/respond")))
	well(t, new(page.View).AppendHTML(nil, page.Frame{}))
	well(t, new(page.Form).AppendHTML(nil, page.Frame{}))
}

// mainPart cuts the main part out of a document.
func mainPart(t *testing.T, document []byte) []byte {
	t.Helper()
	from := bytes.Index(document, []byte("<main"))
	to := bytes.Index(document, []byte("</main>\n"))
	if from < 0 || to < from {
		t.Fatalf("no main part:\n%s", document)
	}
	return document[from : to+len("</main>\n")]
}

// TestMainIsTheSame holds the main part to be the same, byte for byte, now and as at a
// moment, for every reader, and on its own.
func TestMainIsTheSame(t *testing.T) {
	const self = "/modifications/MP192"
	v := sampleView()
	want := v.AppendMain(nil, self)
	for name, f := range map[string]page.Frame{
		"now": sampleFrame(self), "as at": sampleAsAt(self), "bare": {Self: self},
	} {
		if got := mainPart(t, v.AppendHTML(nil, f)); !bytes.Equal(got, want) {
			t.Errorf("%s: the main part is\n%s\nwant\n%s", name, got, want)
		}
	}
	if found := regexp.MustCompile(`href="/[^"]*"`).Find(want); found != nil {
		t.Errorf("the main part leads out of its moment: %s", found)
	}
	wants(t, want, `<a href="../consultations/c2">`, `href="MP192/history?from=1">See all updates`,
		`href="https://example.com/sec?a=1&amp;b=2"`, `href="MP192?page=2"`)
}

func TestSameBytes(t *testing.T) {
	f := sampleFrame("/modifications/MP192")
	first := sampleView().AppendHTML([]byte("before"), f)
	second := sampleView().AppendHTML([]byte("before"), f)
	if !bytes.Equal(first, second) {
		t.Error("the same view is written in two ways")
	}
	if !bytes.HasPrefix(first, []byte("before<!doctype html>")) {
		t.Errorf("the view is not appended: %.40s", first)
	}
}

func TestHead(t *testing.T) {
	got := sampleView().AppendHTML(nil, sampleFrame("/modifications/MP192"))
	wants(t, got, `<html lang="en-GB">`,
		"<title>Closes 5pm on Friday 4 February 2022 – MP192 Refinement Consultation – mains</title>",
		`<link rel="alternate" type="application/json" title="JSON" href="MP192.json">`,
		`<link rel="stylesheet" href="`+string(page.StyleAddress())+`">`,
		`<a aria-current="true" href="/modifications">`,
		`value="credit &#34;cover&#34; &lt;b&gt;"`)
	lacks(t, got, "<base", "as-at", "<script", `rel="canonical"`, `type="text/csv"`)

	got = sampleList(1).AppendHTML(nil, sampleFrame("/consultations?page=1"))
	wants(t, got, `href="consultations.json?page=1"`, `href="consultations.atom?page=1"`,
		`href="consultations.csv?page=1"`, `href="consultations.ics?page=1"`)

	v := &page.View{Title: "Home", Data: 1, Self: "/newsletters/2022-01"}
	got = v.AppendHTML(nil, page.Frame{Self: "/"})
	wants(t, got, `<link rel="canonical" href="newsletters/2022-01">`,
		`href="newsletters/2022-01.json"`)
	got = (&page.View{Title: "Home", Data: 1}).AppendHTML(nil, page.Frame{Self: "/"})
	wants(t, got, `title="JSON" href="index.json"`)
}

func TestAsAt(t *testing.T) {
	got := sampleView().AppendHTML(nil, sampleAsAt("/modifications/MP192"))
	wants(t, got, `<html lang="en-GB" class="as-at">`,
		`<base href="/as-at/2022-01-20T10:00/modifications/MP192">`,
		"(as at 20 January 2022) – mains</title>",
		"You see the register as it was at 10am on 20 January 2022.",
		`<a href="/modifications/MP192">See this page as it is now</a>`,
		`href="../consultations">Consultations`, `href="../">mains</a>`, `action="../search"`,
		`href="/sign-out"`, `href="/network"`)
	lacks(t, got, "What you can do", "/consultations/c1/respond")
}

func TestWordsAboutThePage(t *testing.T) {
	january, july := day(2022, 1, 14, 9), day(2022, 7, 18, 23) // 00:00 in London
	for _, c := range []struct {
		view page.View
		want string
	}{
		{page.View{}, ""},
		{page.View{Published: january}, `Published <time datetime="2022-01-14T09:00:00Z">` +
			"14 January 2022</time>."},
		{page.View{Published: january, Updated: january.Add(time.Hour)},
			`Published <time datetime="2022-01-14T09:00:00Z">14 January 2022</time>.`},
		{page.View{Updated: july}, `Last updated <time datetime="2022-07-18T23:00:00Z">` +
			"19 July 2022</time>."},
		{page.View{Published: january, Updated: july, History: "/a/history"},
			`Published <time datetime="2022-01-14T09:00:00Z">14 January 2022</time>, last updated ` +
				`<time datetime="2022-07-18T23:00:00Z">19 July 2022</time>. ` +
				`<a href="a/history">See all updates</a>`},
		{page.View{Published: january, Recorded: "Submitted"},
			`Submitted <time datetime="2022-01-14T09:00:00Z">14 January 2022</time>.`},
		{page.View{History: "/a/history"}, `<a href="a/history">See all updates</a>`},
	} {
		want := ""
		if c.want != "" {
			want = `<p class="dates">` + c.want + "</p>\n"
		}
		want = "<h1>Untitled</h1>\n" + want + "</main>\n"
		if got := c.view.AppendMain(nil, "/a"); !bytes.HasSuffix(got, []byte(want)) {
			t.Errorf("got\n%s\nwant it to end in\n%s", got, want)
		}
	}
}

// TestLinks holds links to where they may lead; what they may not lead to is words.
func TestLinks(t *testing.T) {
	for _, c := range []struct {
		link page.Link
		want string
	}{
		{page.Link{Text: "x", To: "/b"}, `<a href="b">x</a>`},
		{page.Link{Text: "x", To: "/b", Note: "<n>"},
			`<a href="b">x</a> <span class="note">&lt;n&gt;</span>`},
		{page.Link{To: "/b"}, `<a href="b">b</a>`},
		{page.Link{Text: "x", To: "//example.com/"}, "x"},
		{page.Link{Text: "x", To: `/\example.com/`}, "x"},
		{page.Link{Text: "x", To: "/\t/example.com/"}, "x"},
		{page.Link{Text: "x", To: "/b/../../c"}, "x"},
		{page.Link{Text: "x", To: "/b/."}, "x"},
		{page.Link{Text: "x", To: "/.well-known/b"}, `<a href=".well-known/b">x</a>`},
		{page.Link{Text: "x", To: "b"}, "x"},
		{page.Link{Text: "x", To: "/2022-01-20T10:00"}, `<a href="./2022-01-20T10:00">x</a>`},
		{page.Link{Text: "x", To: `/b?q="&r=1#f`}, `<a href="b?q=&#34;&amp;r=1#f">x</a>`},
		{page.Link{Text: "x", Out: "https://example.com/"},
			`<a rel="external" href="https://example.com/">x</a>`},
		{page.Link{Text: "x", Out: "mailto:a@example.com"}, `<a href="mailto:a@example.com">x</a>`},
		{page.Link{Text: "x", Out: "javascript:alert(1)"}, "x"},
		{page.Link{Text: "x", Out: "data:text/html,x"}, "x"},
		{page.Link{Text: "x", Out: "java\nscript:x"}, "x"},
		{page.Link{Text: "x", Out: "http:x"}, "x"},
		{page.Link{Text: "x", Out: "https://a b"}, "x"},
		{page.Link{Text: "x"}, "x"},
		{page.Link{}, "Link"},
	} {
		v := page.View{Title: "t", Blocks: []page.Block{page.Para{Words: page.Words{c.link}}}}
		wants(t, v.AppendMain(nil, "/a"), "<p>"+c.want+"</p>")
	}
}

func TestProse(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"a", "<p>a</p>\n"},
		{"a\n\n \nb", "<p>a</p>\n<p>b</p>\n"},
		{"a\r\nb\rc", "<p>a<br>\nb<br>\nc</p>\n"},
		{"- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"},
		{"x:\n- a\n\n- b\ny", "<p>x:</p>\n<ul>\n<li>a</li>\n</ul>\n<ul>\n<li>b</li>\n</ul>\n<p>y</p>\n"},
		{"-a\n<b>&", "<p>-a<br>\n&lt;b&gt;&amp;</p>\n"},
		{"# a *b* `c`", "<p># a *b* `c`</p>\n"},
	} {
		v := page.View{Title: "t", Blocks: []page.Block{page.Prose{Text: c.text}}}
		wants(t, v.AppendMain(nil, "/"), "<h1>t</h1>\n"+c.want+"</main>")
	}
}

// TestVerbatim holds that text is as it is.
func TestVerbatim(t *testing.T) {
	v := page.View{Title: "t", Blocks: []page.Block{page.Verbatim{Text: "\n a  b\n<c>"}}}
	got := v.AppendHTML(nil, page.Frame{Self: "/a"})
	well(t, got)
	wants(t, got, "<pre class=\"verbatim\">\n\n a  b\n&lt;c&gt;</pre>\n")
}

// TestPrint holds that what is printed is whole in itself: it has the main part as the page has
// it, its links lead to the site, and it fetches and runs nothing.
func TestPrint(t *testing.T) {
	v := sampleView()
	got := v.AppendPrint(nil, sampleAsAt("/modifications/MP192"), base+"/as-at/2022-01-20")
	wants(t, got, `<html lang="en-GB">`, `<base href="`+base+`/as-at/2022-01-20/modifications/MP192">`,
		"@page { size: A4", "You see the register as it was at 10am on 20 January 2022.",
		"This page: "+base+"/as-at/2022-01-20/modifications/MP192",
		string(v.AppendMain(nil, "/modifications/MP192")))
	for _, not := range []string{"<script", "<link", "<form", "<nav class=\"parts", "src=", "url("} {
		if strings.Contains(string(got), not) {
			t.Errorf("it has %s in it", not)
		}
	}
}

// TestSections holds headings to levels that follow and fragments that differ.
func TestSections(t *testing.T) {
	deep := page.Section{Title: "Deep"}
	for range 6 {
		deep = page.Section{Title: "Deep", Blocks: []page.Block{deep}}
	}
	v := page.View{Title: "t", Blocks: []page.Block{
		page.Section{Title: "Working Group: reports!"},
		page.Section{ID: "Deep", Title: "Named"},
		page.Section{Blocks: []page.Block{page.Section{Title: "Under none"}}},
		page.Section{Title: "Main"},
		page.Section{Title: "…"},
		deep,
	}}
	got := v.AppendHTML(nil, page.Frame{Self: "/a"})
	well(t, got)
	wants(t, got, `<section id="working-group-reports">`+"\n<h2>Working Group: reports!</h2>",
		`<section id="deep">`+"\n<h2>Named</h2>", `<section id="under-none">`+"\n<h2>Under none",
		`<section id="main-2">`, `<section id="section">`+"\n<h2>…</h2>",
		`<section id="deep-2">`+"\n<h2>Deep</h2>", `<section id="deep-8">`+"\n<h6>Deep</h6>")
}

func TestTables(t *testing.T) {
	cells := []page.Words{{page.Strong("a")}, page.Say("1")}
	v := page.View{Title: "t", Blocks: []page.Block{
		page.Table{Columns: []page.Column{{Title: "A"}, {Title: "N", Number: true}, {}},
			Rows: [][]page.Words{cells, {page.Say(" ")}}, RowHeads: true},
		page.Table{Rows: nil}, page.Items{}, page.Summary{}, page.Timeline{}, page.Nav{},
	}}
	got := v.AppendHTML(nil, page.Frame{})
	well(t, got)
	wants(t, got, `aria-label="Table">`,
		`<tr><th scope="col">A</th><th scope="col" class="number">N</th><td></td></tr>`,
		`<tr><th scope="row"><strong>a</strong></th><td class="number">1</td><td></td></tr>`,
		`<tr><td></td><td class="number"></td><td></td></tr>`,
		"<p class=\"empty\">None.</p>\n<p class=\"empty\">None.</p>\n</main>")
}

func TestPerson(t *testing.T) {
	f := page.Frame{SignIn: "/sign-in", Notices: []page.Notice{{Tone: page.Good, Title: "Sent",
		Words: page.Words{page.Link{Text: "See it", To: "/r"}}}}}
	got := (&page.View{Title: "t"}).AppendHTML(nil, f)
	well(t, got)
	wants(t, got, `<a href="/sign-in">Sign in</a>`, `<div role="note" class="notice notice-good">`,
		`role="status"`, `<a href="/r">See it</a>`)
	lacks(t, got, "Sign out", "Signed in as")
	f.Person = "Committee member"
	got = (&page.View{Title: "t"}).AppendHTML(nil, f)
	wants(t, got, `Signed in as </span>Committee member</p>`)
	lacks(t, got, "Sign out", "Sign in<")
}

func BenchmarkRecord(b *testing.B) {
	v, f := sampleView(), sampleFrame("/modifications/MP192")
	bench(b, func(out []byte) []byte { return v.AppendHTML(out, f) })
}

func BenchmarkList(b *testing.B) {
	v, f := sampleList(50), sampleFrame("/consultations")
	bench(b, func(out []byte) []byte { return v.AppendHTML(out, f) })
}

func BenchmarkForm(b *testing.B) {
	form, f := sampleFaults(), sampleFrame("/consultations/c1/respond")
	bench(b, func(out []byte) []byte { return form.AppendHTML(out, f) })
}

// bench writes a page again and again, as one who answers requests does.
func bench(b *testing.B, write func([]byte) []byte) {
	b.ReportAllocs()
	var out []byte
	for b.Loop() {
		out = write(out[:0])
	}
	b.ReportMetric(float64(len(out)), "bytes")
}

// ExampleView_AppendMain shows how little a subject has to say.
func ExampleView_AppendMain() {
	v := &page.View{
		Title: "Closes 5pm on 4 February 2022", Kicker: "MP192 Refinement Consultation",
		Blocks: []page.Block{page.Summary{Rows: []page.Row{
			page.Fact("About", page.Link{Text: "MP192", To: page.At("modifications", "MP192")}),
		}}},
	}
	fmt.Printf("%s", v.AppendMain(nil, "/consultations/c1"))
	// Output:
	// <main id="main" tabindex="-1">
	// <hgroup>
	// <p class="kicker">MP192 Refinement Consultation</p>
	// <h1>Closes 5pm on 4 February 2022</h1>
	// </hgroup>
	// <dl class="summary">
	// <div>
	// <dt>About</dt>
	// <dd><a href="../modifications/MP192">MP192</a></dd>
	// </div>
	// </dl>
	// </main>
}
