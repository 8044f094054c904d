package page_test

import (
	"bytes"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/mains-energy/mains/internal/page"
)

// shown is the main part of a page with these blocks.
func shown(blocks ...page.Block) []byte {
	return (&page.View{Title: "t", Blocks: blocks}).AppendMain(nil, "/code/section-f")
}

func TestRedline(t *testing.T) {
	for _, c := range []struct {
		words page.Words
		want  string
	}{
		{page.Words{page.T("a "), page.Del("<b>"), page.Ins("c")},
			`a <del><span class="away"> deleted: </span>&lt;b&gt;<span class="away"> end of deletion ` +
				`</span></del><ins><span class="away"> inserted: </span>c<span class="away"> end of ` +
				`insertion </span></ins>`},
		{page.Words{page.T("a"), page.Del(" "), page.Ins("  "), page.T("b"), page.Ins("")}, "a  b"},
	} {
		wants(t, shown(page.Para{Words: c.words}), "<p>"+c.want+"</p>")
	}
}

func TestTerms(t *testing.T) {
	hub := page.Term{Text: "Hub", To: "/code/section-a#A1.1[hub]", Means: `a "hub"`}
	got := shown(page.Para{Words: page.Words{hub, page.T(" "), hub}}, page.Para{Words: page.Words{
		page.Term{Text: "Party", To: "/code/section-a"}, page.T(" "),
		page.Term{Text: "lost", To: "//evil.example/", Means: "x"}}})
	wants(t, got,
		`<p><span class="term"><a aria-describedby="means" href="section-a#A1.1[hub]">Hub</a>`+
			`<span class="means" role="tooltip" id="means">a &#34;hub&#34;</span></span> `+
			`<span class="term"><a aria-describedby="means-2" href="section-a#A1.1[hub]">Hub</a>`+
			`<span class="means" role="tooltip" id="means-2">a &#34;hub&#34;</span></span></p>`,
		`<p><a class="term" href="section-a">Party</a> lost</p>`)
}

func TestClauses(t *testing.T) {
	got := shown(sampleClauses(), page.Clauses{}, page.Section{Title: "After"})
	well(t, (&page.View{Title: "t", Blocks: []page.Block{sampleClauses(),
		page.Section{Title: "After"}}}).AppendHTML(nil, page.Frame{Self: "/code"}))
	wants(t, got,
		`<div class="clause level-0" id="F8">`+"\n"+`<h2><a class="no" href="section-f/F8">F8</a> `+
			`Hubs &amp; their parts</h2>`+"\n</div>",
		`<div class="clause level-0 is-changed" id="F8.1">`, "\n<h3>Orders <ins>",
		`<p class="became">Changed</p>`+"\n"+`<p><a class="no" href="section-f/F8.1">F8.1</a> Each`,
		`<div class="beside" role="note">`+"\n"+`<p>Changed by <a href="../modifications/MP192">`,
		`<div class="clause level-1 part is-inserted" id="F8.1(a)">`+"\n"+`<p class="became">Inserted</p>`,
		`<a class="no" href="section-f/F8.1(a)"><span class="away">F8.1</span>(a)</a> how many of`,
		"\n<p>and, where there are several",
		`<a class="no" href="#F8.1(b)"><span class="away">F8.1</span>(b)</a> where to.`,
		`<div class="clause level-0">`+"\n<p>in every case",
		`<p class="became">Renumbered from F8.1A</p>`+"\n"+
			`<p class="lone"><a class="no" href="section-f/F8.2">F8.2</a> </p>`,
		`aria-label="Table in F8.2"`, `<th scope="col">Variant</th><th scope="col">`+
			`<span class="away">Column 2</span></th><th scope="col"><span class="away">Column 3`,
		`<td>1</td><td></td></tr>`, `<p class="became">Changed, renumbered from F8.2</p>`+"\n"+
			`<p><a class="no" href="#F8.3">F8.3</a> </p>`,
		"<h2>After</h2>")
	if n := bytes.Count(got, []byte(`class="clauses"`)); n != 1 {
		t.Errorf("%d lists of clauses, want one: that without clauses is nothing", n)
	}
}

// TestNumbers gives long numbers more room, and sets those of parts below the words that they are
// a part of.
func TestNumbers(t *testing.T) {
	list := func(numbers ...string) page.Clauses {
		var c page.Clauses
		for i, n := range numbers {
			c.Clauses = append(c.Clauses, page.Clause{Number: n, Level: i})
		}
		return c
	}
	wants(t, shown(list("F12.10")), `<div class="clauses">`)
	wants(t, shown(list("F8", "F12.10(a)")), `<div class="clauses long">`, `level-1">`)
	wants(t, shown(list("F12.10(a)(ii)")), `<div class="clauses longest">`)
	wants(t, shown(list("F8.7", "(a)", "(ii)")), `level-1 part">`, `level-2 part">`)
	wants(t, shown(list("(1)", "8.1")), `level-0">`, `level-1">`)
}

// TestFragments holds IDs to what may stand in an address, and to differ.
func TestFragments(t *testing.T) {
	for id, want := range map[string]string{
		"F8.7(a)(ii)": "F8.7(a)(ii)", "A1.1[communications-hub]": "A1.1[communications-hub]",
		"F8 7": "f8-7", `"><b>`: "b", "main": "main-2", "«»": "section",
	} {
		wants(t, shown(page.Clauses{Clauses: []page.Clause{{ID: id}}}), ` id="`+want+`">`)
	}
	two := []page.Clause{{ID: "F1", Number: "F1"}, {ID: "F1", Number: "F1"}, {ID: "F1-2"}}
	wants(t, shown(page.Clauses{Clauses: two}), ` id="F1">`, ` id="F1-2">`, ` id="F1-2-2">`,
		`href="#F1"`, `href="#F1-2"`)
}

// TestAnyClauses holds clauses of any order of levels and headings to be well, and to be read in
// the order that they are in.
func TestAnyClauses(t *testing.T) {
	words := rapid.SampledFrom([]string{"", "a", "F8", "(a)", " ", "<b>"})
	rapid.Check(t, func(r *rapid.T) {
		clauses := rapid.SliceOfN(rapid.Custom(func(r *rapid.T) page.Clause {
			c := page.Clause{ID: words.Draw(r, "id"), Number: words.Draw(r, "number"),
				Level: rapid.IntRange(-1, 9).Draw(r, "level"), Was: words.Draw(r, "was"),
				Mark: page.Mark(rapid.SampledFrom([]string{"", "inserted", "x"}).Draw(r, "mark"))}
			if rapid.Bool().Draw(r, "heading") {
				c.Heading = page.Say(words.Draw(r, "words"))
			}
			for range rapid.IntRange(0, 2).Draw(r, "passages") {
				c.Text = append(c.Text, page.Passage{Words: page.Say("text" + words.Draw(r, "words"))})
			}
			return c
		}), 0, 12).Draw(r, "clauses")
		section := page.Section{Title: "s", Blocks: []page.Block{page.Clauses{Clauses: clauses}}}
		view := page.View{Title: "t", Blocks: []page.Block{section, section}}
		got := view.AppendHTML(nil, page.Frame{Self: "/code"})
		well(t, got)
		texts := 0
		for _, c := range clauses {
			texts += len(c.Text)
		}
		if n := strings.Count(string(got), "text"); n < 2*texts {
			r.Fatalf("%d of %d passages", n, 2*texts)
		}
	})
}

func BenchmarkClauses(b *testing.B) {
	f := sampleFrame("/code/section-f")
	v := page.View{Title: "Section F", Blocks: []page.Block{longClauses(270)}}
	bench(b, func(out []byte) []byte { return v.AppendHTML(out, f) })
}
