package desk

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/mains-energy/mains/internal/governance/legal"
	"github.com/mains-energy/mains/internal/page"
)

// paragraphs draws lines of a few words, so that many are the same or alike.
func paragraphs(t *rapid.T, name string) (lines []page.Words) {
	word := rapid.SampledFrom([]string{"meter", "hub", "is", "returned", "late", "é"})
	for _, words := range rapid.SliceOfN(rapid.SliceOfN(word, 1, 6), 0, 9).Draw(t, name) {
		words := page.Say(strings.Join(words, " "))
		if rapid.IntRange(0, 9).Draw(t, "link") == 0 {
			words = page.Words{page.Link{Text: Text(words), To: "/"}}
		}
		lines = append(lines, words)
	}
	return lines
}

// TestAlign holds what became of lines to both versions: what stayed and went is the one, what
// stayed and came the other, in words as in whole lines; and nothing becomes of what is the same.
func TestAlign(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		was, is := paragraphs(t, "was"), paragraphs(t, "is")
		var before, after []string
		for _, l := range align(was, is) {
			var went, came strings.Builder
			for _, s := range l.Spans {
				if s.Op != legal.Insert {
					went.WriteString(s.Text)
				}
				if s.Op != legal.Delete {
					came.WriteString(s.Text)
				}
			}
			if l.was != nil {
				before = append(before, went.String())
			}
			if l.is != nil {
				after = append(after, came.String())
			}
			if l.stayed() != (Text(l.was) == Text(l.is)) {
				t.Fatalf("%v became %v in %v", l.was, l.is, l.Spans)
			}
		}
		if !slices.Equal(before, textsOf(was)) || !slices.Equal(after, textsOf(is)) {
			t.Fatalf("before %q, after %q", before, after)
		}
	})
}

// TestFold folds what is long and stayed, and shows what is short.
func TestFold(t *testing.T) {
	long := page.Say(strings.Repeat("word ", 100))
	short, other := page.Say("It is short."), page.Say("It is other.")
	for _, test := range []struct {
		was, is []page.Words
		want    string // a paragraph, or details
	}{
		{[]page.Words{short}, []page.Words{short, other}, "pp"},
		{[]page.Words{long, short}, []page.Words{long, other}, "dp"},
		{[]page.Words{short, short, short, other}, []page.Words{short, short, short}, "dp"},
		{[]page.Words{other}, nil, "p"},
	} {
		r := redline{Lines: align(test.was, test.is)}
		got := ""
		for _, b := range r.blocks() {
			switch b := b.(type) {
			case page.Details:
				got += "d"
				if b.Summary == "" || len(b.Blocks) == 0 {
					t.Errorf("folded to nothing: %v", b)
				}
			case page.Para:
				got += "p"
			}
		}
		if got != test.want {
			t.Errorf("from %v to %v: %s, want %s", test.was, test.is, got, test.want)
		}
	}
}
