package letter_test

import (
	"html"
	"regexp"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/mains-energy/mains/internal/governance/letter"
	"github.com/mains-energy/mains/internal/page"
)

// sample has every block that a page may have.
var sample = letter.Letter{
	Origin: "https://code.example", Title: "3 deadlines, 5 changes", Lead: "Monday, 24 January 2022.",
	Blocks: []page.Block{
		page.Section{Title: "Deadlines", Blocks: []page.Block{
			page.Items{Items: []page.Item{{
				Head: page.Words{page.Link{Text: "MP192 Refinement Consultation", To: "/consultations/a"}},
				Tag:  &page.Tag{Text: "Overdue", Tone: page.Alert},
				Body: []page.Words{{page.T("By "), page.When{Text: "4 February 2022", Day: "2022-02-04"}},
					page.Say("because you act for Demo & Sons")}}}},
			page.Items{Ordered: true, Items: []page.Item{{Head: page.Say("One")}, {Head: page.Say("Two")}}},
			page.Items{Empty: "Nothing else."},
		}},
		page.Prose{Text: "A text\nof two lines\n\n- one\n- two\n\nThe end."},
		page.Summary{Rows: []page.Row{page.Fact("Closes", page.Strong("5pm")),
			{Term: "Asks", Values: []page.Words{page.Say("LS"), page.Say("SS")}}}},
		page.Table{Caption: "Votes", Columns: []page.Column{{Title: "Seat"}, {Title: "Vote"}},
			Rows: [][]page.Words{{page.Say("Large"), page.Say("approve")}}},
		page.Timeline{Events: []page.TimelineEvent{{When: page.Words{page.When{
			At: time.Date(2022, 1, 24, 9, 0, 0, 0, time.UTC)}}, What: page.Say("A meeting")}}},
		page.Figure{Caption: "Path.", Text: "From here to there."},
		page.Notice{Title: "Note", Words: page.Say("It is not in force.")},
		page.Details{Summary: "More", Blocks: []page.Block{page.Para{Words: page.Words{
			page.Code("F8.7"), page.T(" "), page.Missing("not known"), page.T(" "),
			page.Ins("new"), page.T(" "), page.Del("old"), page.T(" "), page.Term{Text: "Party"}}}}},
		page.Nav{Links: []page.Link{{Text: "All", To: "/consultations", Note: "of them"},
			{Text: "mail@code.example", Out: "mailto:mail@code.example"},
			{Text: "no", Out: "javascript:x"}}},
		page.Clauses{Clauses: []page.Clause{{Number: "F8.7", Heading: page.Say("Levels"),
			Text: []page.Passage{{Words: page.Say("The DCC shall")}}}}},
	},
	Foot: []page.Block{page.Para{Words: page.Words{page.T("You chose this: "),
		page.Link{Text: "what you get", To: "/subscriptions"}}}},
}

func TestText(t *testing.T) {
	const want = `3 deadlines, 5 changes
======================

Monday, 24 January 2022.

Deadlines
---------

- Overdue: MP192 Refinement Consultation
  <https://code.example/consultations/a>
  By 4 February 2022
  because you act for Demo & Sons
1. One
2. Two

Nothing else.

A text
of two lines

- one
- two

The end.

Closes: 5pm
Asks: LS
  SS

Votes

- Large
  Vote: approve
- 9am on 24 January 2022
  A meeting

Path. From here to there.

Note. It is not in force.

More
----

F8.7 not known [inserted: new] [deleted: old] Party

All <https://code.example/consultations> of them

mail@code.example

no

F8.7 Levels
     The DCC shall

-- 
You chose this: what you get <https://code.example/subscriptions>
`
	if got := sample.Text(); got != want {
		t.Errorf("the text is\n%s", got)
	}
}

// TestHTML: the document is sound, takes nothing from outside, and every link is a whole one.
func TestHTML(t *testing.T) {
	text := sample.HTML()
	if fault := unsound(text); fault != "" {
		t.Error(fault)
	}
	for _, not := range []string{"<img", "<style", "<script", "<link", "url(", "javascript:",
		`href="/`, "class="} {
		if strings.Contains(text, not) {
			t.Errorf("it has %s", not)
		}
	}
}

// TestStrong: what an item of a table or a timeline is named by stands out.
func TestStrong(t *testing.T) {
	text := sample.HTML()
	for _, want := range []string{"><strong>Large</strong><br>\nVote: approve<",
		"><strong>9am on 24 January 2022</strong><br>\nA meeting<"} {
		if !strings.Contains(text, want) {
			t.Errorf("it has no %s in\n%s", want, text)
		}
	}
}

// unsound says what is not closed where it was opened; empty: all is.
func unsound(document string) string {
	var open []string
	for _, tag := range tags.FindAllString(document, -1) {
		name, _, _ := strings.Cut(strings.Trim(tag, "<>/!"), " ")
		switch {
		case name == "DOCTYPE", name == "meta", name == "br":
		case !strings.HasPrefix(tag, "</"):
			open = append(open, name)
		case len(open) == 0 || open[len(open)-1] != name:
			return tag + " closes " + strings.Join(open, " ")
		default:
			open = open[:len(open)-1]
		}
	}
	return strings.Join(open, " ")
}

var (
	tags      = regexp.MustCompile(`<[^>]*>`)
	addresses = regexp.MustCompile(`<(https?://|mailto:)?[^<> ]+>`)
)

// words of the HTML and of the text, one after the other.
func words(l *letter.Letter) (ofHTML, ofText string) {
	_, body, _ := strings.Cut(l.HTML(), "</head>")
	ofHTML = html.UnescapeString(tags.ReplaceAllString(strings.ReplaceAll(body, "<br>", " "), ""))
	var lines []string
	for line := range strings.Lines(addresses.ReplaceAllString(l.Text(), "")) {
		line = strings.TrimSpace(line)
		if strings.Trim(line, "=") != "" && strings.Trim(line, "-") != "" {
			lines = append(lines, strings.TrimPrefix(line, "- "))
		}
	}
	return strings.Join(strings.Fields(ofHTML), " "),
		strings.Join(strings.Fields(strings.Join(lines, " ")), " ")
}

// TestSameWords: text and HTML say the same, and no line of the text is longer than it may be.
func TestSameWords(t *testing.T) {
	if ofHTML, ofText := words(&sample); ofHTML != ofText {
		t.Errorf("HTML and text differ:\n%s\n%s", ofHTML, ofText)
	}
	rapid.Check(t, func(t *rapid.T) {
		phrase := rapid.StringMatching(`[a-zé&]{1,9}( [a-z&"']{1,9}){0,30}`)
		para := rapid.Custom(func(t *rapid.T) page.Block {
			return page.Para{Words: page.Words{page.T(phrase.Draw(t, "text")), page.T(" "),
				page.Link{Text: phrase.Draw(t, "link"), To: "/a"}, page.T(" "),
				page.Strong(phrase.Draw(t, "strong"))}}
		})
		item := rapid.Custom(func(t *rapid.T) page.Item {
			return page.Item{Head: page.Say(phrase.Draw(t, "head")),
				Body: []page.Words{page.Say(phrase.Draw(t, "body"))}}
		})
		l := letter.Letter{Origin: "http://localhost:1", Title: phrase.Draw(t, "title"),
			Blocks: []page.Block{page.Section{Title: phrase.Draw(t, "section"),
				Blocks: rapid.SliceOf(para).Draw(t, "paras")},
				page.Items{Items: rapid.SliceOf(item).Draw(t, "items"), Empty: "None."}},
			Foot: []page.Block{page.Prose{Text: phrase.Draw(t, "foot")}}}
		if ofHTML, ofText := words(&l); ofHTML != ofText {
			t.Fatalf("HTML and text differ:\n%s\n%s", ofHTML, ofText)
		}
		for line := range strings.Lines(l.Text()) {
			if n := len([]rune(strings.TrimSuffix(line, "\n"))); n > 72 {
				t.Fatalf("a line has %d characters: %s", n, line)
			}
		}
	})
}

// TestForeign: what somebody typed stays text, whatever it is.
func TestForeign(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		typed := rapid.String().Draw(t, "typed")
		l := letter.Letter{Title: typed, Lead: typed + "<script>", Blocks: []page.Block{
			page.Prose{Text: typed}, page.Para{Words: page.Words{page.Link{Text: typed, Out: typed}}}}}
		if strings.Contains(l.HTML(), "<script") || strings.ContainsAny(l.Text(), "\r\x00\x1b") {
			t.Fatalf("%q stands in\n%s\n%s", typed, l.HTML(), l.Text())
		}
		if fault := unsound(l.HTML()); fault != "" {
			t.Fatalf("%q: %s", typed, fault)
		}
	})
}
