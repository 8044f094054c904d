package intake_test

import (
	"fmt"
	"html"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/governance/legal"
	"github.com/mains-energy/mains/internal/governance/legal/intake"
	"pgregory.net/rapid"
)

// word is how the words of the random texts look: each is there once.
var word = regexp.MustCompile(`w\d+w`)

// text makes words that are there once, among signs that mean something somewhere.
type text struct {
	t    *rapid.T
	next int
}

// numbers are what paragraphs begin with; most contradict each other.
var numbers = []string{"", "", "", "F8 ", "F8.1 ", "F8.2 ", "F9.1 ", "F8.7A ", "(a) ", "(b) ",
	"(c) ", "(i) ", "(ii) ",
	"(h) ", "(A) ", "(1) ", "1. ", "2. ", "(aa) ", "a) ", "G1.1 ", "5.3 ", "(z) ", "F8.1 (a) ",
	"(a) (i) ", "i. "}

// words is a run of words.
func (x *text) words(most int) string {
	var b strings.Builder
	for i := range rapid.IntRange(1, most).Draw(x.t, "words") {
		if i > 0 {
			b.WriteString(rapid.SampledFrom([]string{" ", "  ", "\u00a0", "; ", ", and ", " - ", "/",
				"\u00ad "}).
				Draw(x.t, "between"))
		}
		x.next++
		b.WriteString(rapid.SampledFrom([]string{"%s", "%s", "%s", "(%s)", "“%s”", "%s.", "%s:",
			"\"%s\"", "\\%s", "|%s|",
			"[%s]", "%s means", "# %s", "Section F8 %s", "é%s", "%s;"}).Draw(x.t, "sign"))
		s := b.String()
		b.Reset()
		b.WriteString(strings.ReplaceAll(s, "%s", fmt.Sprintf("W%dw", x.next)))
	}
	return strings.ReplaceAll(b.String(), "W", "w")
}

// numbered is words after a number.
func (x *text) numbered(most int) string {
	return rapid.SampledFrom(numbers).Draw(x.t, "number") + x.words(most)
}

// some draws what is written one after another.
func (x *text) some(name string, most int, one func() string) string {
	var b strings.Builder
	for range rapid.IntRange(1, most).Draw(x.t, name) {
		b.WriteString(one())
	}
	return b.String()
}

// pick draws one of several ways.
func (x *text) pick(ways ...func() string) string {
	return ways[rapid.IntRange(0, len(ways)-1).Draw(x.t, "way")]()
}

// checkWords checks that each word of a text is in the document or was left out, in the order of
// the text, and that the document is one that can be written and read.
func checkWords(t *rapid.T, source string, b []byte, o intake.Options) {
	d, report, err := o.Read("section-f.txt", b)
	if report == nil {
		t.Fatalf("%v\n%s", err, source)
	}
	left := map[string]bool{}
	for _, line := range report.Omitted() {
		for _, w := range word.FindAllString(line.Seen, -1) {
			left[w] = true
		}
	}
	if err != nil {
		if !strings.Contains(err.Error(), "has the number of a clause") {
			t.Fatalf("%v\n%s", err, source)
		}
		return
	}
	for _, w := range word.FindAllString(d.Title, -1) {
		left[w] = true // it may stand after words that are kept as a heading
	}
	_, got, _ := strings.Cut(d.String(), "\n---\n")
	again, err := legal.Parse("again", d.Append(nil))
	if err != nil {
		t.Fatalf("the document cannot be read again: %v\n%s\n%s", err, source, got)
	}
	if !reflect.DeepEqual(again, d) {
		t.Fatalf("the document is another when it is read again: %#v, %#v", again, d)
	}
	var want []string
	for _, w := range word.FindAllString(source, -1) {
		if !left[w] {
			want = append(want, w)
		}
	}
	if in := word.FindAllString(got, -1); !slices.Equal(in, want) {
		t.Fatalf("words in the document:\n%v\nwant\n%v\nof\n%s\ngot\n%s\n%v", in, want, source, got,
			report)
	}
}

func TestWordsOfHTML(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := &text{t: t}
		source := x.some("blocks", 8, func() string { return x.html(3) })
		checkWords(t, source, []byte("<!DOCTYPE html><html><body>"+source), x.options())
	})
}

// options draws which side of changes is read.
func (x *text) options() intake.Options {
	return intake.Options{Tracked: rapid.SampledFrom([]intake.Tracked{intake.After,
		intake.Before}).Draw(x.t, "side")}
}

// html is a block of HTML.
func (x *text) html(deep int) string {
	plain := func() string { return html.EscapeString(x.numbered(4)) }
	inline := func() string {
		tag := rapid.SampledFrom([]string{"b", "i", "ins", "del", "s", "span", "a href=\"#x\"",
			"strong", "nav", "sup",
			"script", "button", "code"}).
			Draw(x.t, "tag")
		name, _, _ := strings.Cut(tag, " ")
		return "<" + tag + ">" + strings.ReplaceAll(x.numbered(3), "<", "") + "</" + name + "> " + plain()
	}
	ways := []func() string{
		func() string { return "<p>" + plain() + "</p>" },
		func() string { return "<p>" + inline() + "<br>" + inline() + "</p>" },
		func() string {
			return fmt.Sprintf("<h%d>%s</h%[1]d>", rapid.IntRange(1, 6).Draw(x.t, "rank"),
				plain())
		},
		plain,
		func() string {
			return "<table><caption>" + plain() + "</caption>" + x.some("rows", 3, func() string {
				return "<tr>" + x.some("cells", 3, func() string { return "<td>" + x.pick(plain, inline) }) +
					"</tr>"
			}) + "</table>"
		},
	}
	if deep > 0 {
		within := func() string { return x.html(deep - 1) }
		item := func() string { return "<li>" + x.some("in item", 2, within) + "</li>" }
		ways = append(ways, func() string {
			return `<ol type="` + rapid.SampledFrom([]string{"1", "a", "i", "A", "I"}).Draw(x.t, "type") +
				`">` +
				x.some("items", 3, item) + "</ol>"
		}, func() string { return "<ul>" + x.some("items", 3, item) + "</ul>" },
			func() string {
				return "<div>" + within() + "</div>" + "<blockquote>" + within() +
					"</blockquote>"
			},
			func() string {
				return "<dl>" + x.some("terms", 3, func() string {
					return "<dt>" + html.EscapeString(x.words(2)) + "</dt><dd>" + within() + "</dd>"
				}) + "</dl>"
			})
	}
	return x.pick(ways...)
}

func TestWordsOfMarkdown(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := &text{t: t}
		source := x.some("blocks", 8, func() string { return x.markdown(3) + "\n\n" })
		checkWords(t, source, []byte(source), x.options())
	})
}

// markdown is a block of Markdown.
func (x *text) markdown(deep int) string {
	plain := func() string { return x.numbered(4) }
	inline := func() string {
		around := rapid.SampledFrom([]string{"**%s**", "*%s*", "`%s`", "[%s](https://example.org)",
			"![%s](a.png)", "~~%s~~",
			"<del>%s</del>", "<!-- %s -->", "__%s__", "[%s][x]", "<b title=\"%s\">",
			"[a](b \"%s\")"}).Draw(x.t, "around")
		return strings.ReplaceAll(around, "%s", x.words(2)) + " " + plain()
	}
	ways := []func() string{plain, inline,
		func() string { return plain() + "\n" + inline() + "\\\n   " + plain() },
		func() string {
			return strings.Repeat("#", rapid.IntRange(1, 6).Draw(x.t, "rank")) + " " +
				plain()
		},
		func() string { return plain() + "\n---" },
		func() string { return "    " + plain() },
		func() string { return "[" + x.words(1) + "]: " + x.words(1) },
		func() string { return "```" + x.words(1) + "\n" + plain() + "\n```" },
		func() string { return "<div>\n" + plain() + "\n</div>" },
		func() string {
			return "| " + x.words(1) + " | " + x.words(1) + " |\n|---|---|\n" + x.some("rows", 3,
				func() string {
					return "| " + x.some("cells", 4, func() string { return x.pick(plain, inline) + " | " }) + "\n"
				})
		},
	}
	if deep > 0 {
		item := func(mark string) func() string {
			return func() string {
				inner := x.some("in item", 2, func() string { return x.markdown(deep-1) + "\n\n" })
				return mark + strings.ReplaceAll(strings.TrimSpace(inner), "\n", "\n"+strings.Repeat(" ",
					len(mark))) + "\n"
			}
		}
		ways = append(ways, func() string { return x.some("items", 3, item("- ")) },
			func() string { return x.some("items", 3, item("1. ")) },
			func() string { return "> " + strings.ReplaceAll(x.markdown(deep-1), "\n", "\n> ") })
	}
	return x.pick(ways...)
}

func TestWordsOfDOCX(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := &text{t: t}
		source := x.some("blocks", 8, func() string { return x.docx(2) })
		b := docx{body: source, parts: map[string]string{"styles": headings,
			"numbering": anyNumbering}}.pack()
		checkWords(t, source, b, x.options())
	})
}

// anyNumbering has lists of all kinds.
var anyNumbering = abstractNum(0, level(0, "decimal", "F%1", ""), level(1, "decimal", "F%1.%2", ""),
	level(2, "lowerLetter", "(%3)", ""), level(3, "lowerRoman", "(%4)", "")) +
	abstractNum(1, level(0, "decimal", "%1.", ""), level(1, "bullet", "•", ""), level(2, "chicago",
		"§ %3", "")) +
	num(1, 0, "") + num(2, 1, "") + num(3, 0,
	`<w:lvlOverride w:ilvl="2"><w:startOverride w:val="1"/></w:lvlOverride>`)

// docx is a block of WordprocessingML.
func (x *text) docx(deep int) string {
	run := func() string {
		return r(x.numbered(3), rapid.SampledFrom([]string{"", "", "<w:b/>", "<w:vanish/>", "<w:strike/>",
			`<w:b w:val="0"/>`}).Draw(x.t, "look"))
	}
	change := func() string {
		kind := rapid.SampledFrom([]string{"ins", "del", "moveFrom", "moveTo"}).Draw(x.t, "change")
		return `<w:` + kind + ` w:id="1" w:author="x">` + run() + "</w:" + kind + ">"
	}
	field := func() string {
		return `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF _Ref1 \h ` +
			`</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` + run() +
			`<w:r><w:fldChar w:fldCharType="end"/></w:r>`
	}
	other := func() string {
		return x.pick(func() string { return "<w:hyperlink>" + run() + "</w:hyperlink>" }, func() string {
			return "<w:sdt><w:sdtContent>" + run() + "</w:sdtContent></w:sdt>"
		}, func() string { return "<w:r><w:br/></w:r>" }, func() string {
			return "<w:r><w:drawing><a:t>" + escape(x.words(1)) + "</a:t></w:drawing></w:r>"
		}, func() string { return "<m:oMath><m:r><m:t>" + escape(x.words(1)) + "</m:t></m:r></m:oMath>" })
	}
	paragraph := func() string {
		properties := rapid.SampledFrom([]string{"", "", style("Heading1"), style("Heading2"),
			style("Title"), style("TOC1"),
			in(1, 0), in(1, 1), in(1, 2), in(1, 3), in(2, 0), in(2, 1), in(2, 2), in(3, 2), in(9, 1), in(0,
				0),
			`<w:ind w:left="1440"/>`, `<w:rPr><w:del w:id="2"/></w:rPr>`,
			`<w:rPr><w:ins w:id="3"/></w:rPr>`}).
			Draw(x.t, "properties")
		return p(properties, x.some("runs", 3, func() string {
			return x.pick(run, run, run, change,
				field, other)
		}))
	}
	if deep == 0 {
		return paragraph()
	}
	within := func() string { return x.docx(deep - 1) }
	return x.pick(paragraph, paragraph, paragraph, paragraph, within, func() string {
		return "<w:sdt><w:sdtContent>" + within() + "</w:sdtContent></w:sdt>"
	}, func() string {
		return "<w:tbl>" + x.some("rows", 3, func() string {
			return "<w:tr>" + x.some("cells", 3, func() string {
				return "<w:tc>" + within() +
					"</w:tc>"
			}) + "</w:tr>"
		}) + "</w:tbl>"
	})
}
