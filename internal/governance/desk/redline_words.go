package desk

import (
	"github.com/mains-energy/mains/internal/governance/legal"
	"github.com/mains-energy/mains/internal/page"
)

// wordSpans says what became of the words of a text.
func wordSpans(before, after string) (spans []span) {
	for _, s := range legal.Words(before, after) {
		spans = append(spans, span(s))
	}
	return spans
}

// words are a line with what went and came marked as such.
func (l line) words() (words page.Words) {
	switch {
	case l.stayed():
		return l.is
	case len(l.Spans) == 2 && l.Spans[0].Op == legal.Delete && l.Spans[1].Op == legal.Insert:
		words = append(marked(l.was, legal.Delete), page.T(" "))
		return append(words, marked(l.is, legal.Insert)...)
	case l.was == nil:
		return marked(l.is, legal.Insert)
	case l.is == nil:
		return marked(l.was, legal.Delete)
	}
	for _, s := range l.Spans {
		words = append(words, s.inline())
	}
	return words
}

// inline is a run of words with its mark.
func (s span) inline() page.Inline {
	switch s.Op {
	case legal.Insert:
		return page.Ins(s.Text)
	case legal.Delete:
		return page.Del(s.Text)
	}
	return page.T(s.Text)
}

// marked are words that all went, or came. What was a link is one beside them.
func marked(words page.Words, op legal.Op) (all page.Words) {
	for _, w := range words {
		text := Text(page.Words{w})
		all = append(all, span{op, text}.inline())
		if link, is := w.(page.Link); is {
			link.Text = "Go to " + text
			all = append(all, page.T(" "), link)
		}
	}
	return all
}
