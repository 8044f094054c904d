package legal_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/mains-energy/mains/internal/governance/legal"
)

// marked writes spans in one line: [-deleted-] and {+inserted+}.
func marked(spans []legal.Span) string {
	var b strings.Builder
	for _, s := range spans {
		switch s.Op {
		case legal.Delete:
			b.WriteString("[-" + s.Text + "-]")
		case legal.Insert:
			b.WriteString("{+" + s.Text + "+}")
		default:
			b.WriteString(s.Text)
		}
	}
	return b.String()
}

func TestWords(t *testing.T) {
	for _, c := range []struct{ before, after, want string }{
		{"", "", ""},
		{"a", "a", "a"},
		{"", "a b", "{+a b+}"},
		{"a b", "", "[-a b-]"},
		{"a hub", "a big hub", "a {+big +}hub"},
		{"one month", "two months", "[-one month-]{+two months+}"},
		{"shall return it within one month.", "shall return it within two months.",
			"shall return it within [-one month-]{+two months+}."},
		{"a Party shall, at once, pay", "each User may, in time, pay",
			"[-a Party shall, at once-]{+each User may, in time+}, pay"},
		{"the Hub", "the Hub.\n\nIt is small.", "the Hub{+.\n\nIt is small.+}"},
		{"a b c d e", "a x c y e", "a [-b-]{+x+} c [-d-]{+y+} e"},
		{"der Zähler", "die Zähler", "[-der-]{+die+} Zähler"},
	} {
		if got := marked(legal.Words(c.before, c.after)); got != c.want {
			t.Errorf("%q to %q: %s, want %s", c.before, c.after, got, c.want)
		}
	}
}

// holds says what is wrong with spans.
func holds(before, after string, spans []legal.Span) string {
	var b, a strings.Builder
	for i, s := range spans {
		if s.Text == "" || i > 0 && spans[i-1].Op == s.Op {
			return "a span is empty, or is like the one before"
		}
		if i > 0 && spans[i-1].Op == legal.Insert && s.Op == legal.Delete {
			return "what is deleted stands after what is inserted"
		}
		if s.Op != legal.Insert {
			b.WriteString(s.Text)
		}
		if s.Op != legal.Delete {
			a.WriteString(s.Text)
		}
	}
	if b.String() != before || a.String() != after {
		return "the spans are not the texts"
	}
	return ""
}

func TestWordsAreBothTexts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawn(t)
		var before, after strings.Builder
		for range s(40) {
			w := pick(s, "a", "b", "c", " ", " ", ", ", "word", "\n\n", ".")
			if !s.chance(4) {
				before.WriteString(w)
			}
			if !s.chance(4) {
				after.WriteString(w)
			}
		}
		spans := legal.Words(before.String(), after.String())
		if wrong := holds(before.String(), after.String(), spans); wrong != "" {
			t.Fatalf("%s: %q to %q: %q", wrong, before.String(), after.String(), spans)
		}
	})
}

func TestWordsOfAnyTexts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before, after := rapid.String().Draw(t, "before"), rapid.String().Draw(t, "after")
		if wrong := holds(before, after, legal.Words(before, after)); wrong != "" {
			t.Fatal(wrong)
		}
	})
}

// The texts have nothing in common but their words; the longest are as long as a document may be.
func TestWordsOfHostileTextsEnd(t *testing.T) {
	for _, times := range []int{10, 1000, 40_000, 300_000} {
		before := "All " + strings.Repeat("a b c d e f ", times) + "end."
		after := "All " + strings.Repeat("f a d c e b ", times) + "end."
		spans := legal.Words(before, after)
		if wrong := holds(before, after, spans); wrong != "" {
			t.Fatalf("%d times: %s", times, wrong)
		}
		if spans[0].Text[:4] != "All " || !strings.HasSuffix(spans[len(spans)-1].Text, "end.") {
			t.Errorf("%d times: the words around the change are not equal", times)
		}
	}
}

func BenchmarkWords(b *testing.B) {
	before := strings.Repeat("A Party that ceases to be a Party shall return each Hub, ", 5)
	after := strings.Replace(before, "ceases", "stops", 3)
	b.ReportAllocs()
	for b.Loop() {
		legal.Words(before, after)
	}
}
