package letter

import (
	"net/url"
	"strings"
	"unicode"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/page"
)

// span is words that look alike.
type span struct {
	text   string
	href   string // where they lead; empty: nowhere
	strong bool
	code   bool
	faint  bool
}

// spans are the words of a line.
func (l *Letter) spans(words page.Words) (all []span) {
	for _, w := range words {
		switch w := w.(type) {
		case page.T:
			all = append(all, span{text: string(w)})
		case page.Strong:
			all = append(all, span{text: string(w), strong: true})
		case page.Code:
			all = append(all, span{text: string(w), code: true})
		case page.Missing:
			all = append(all, span{text: string(w), faint: true})
		case page.When:
			all = append(all, span{text: when(w)})
		case page.Tag:
			all = append(all, span{text: w.Text, strong: true})
		case page.Ins:
			all = append(all, span{text: "[inserted: " + string(w) + "]", strong: true})
		case page.Del:
			all = append(all, span{text: "[deleted: " + string(w) + "]", faint: true})
		case page.Term:
			all = append(all, span{text: w.Text})
		case page.Link:
			href := l.href(w)
			all = append(all, span{text: or(w.Text, href), href: href})
			if w.Note != "" {
				all = append(all, span{text: " " + w.Note, faint: true})
			}
		}
	}
	for i := range all {
		all[i].text = clean(all[i].text)
	}
	return all
}

// when is an instant or a day as it is read.
func when(w page.When) string {
	switch {
	case w.Text != "":
		return w.Text
	case !w.At.IsZero():
		return calendar.Moment(w.At)
	}
	return w.Day
}

// href is where a link leads, as a whole address; empty where it may not be followed.
func (l *Letter) href(link page.Link) string {
	if link.To != "" {
		return l.Origin + string(link.To)
	}
	to, err := url.Parse(link.Out)
	odd := func(r rune) bool { return r <= ' ' || r == '<' }
	if err != nil || strings.ContainsFunc(link.Out, odd) {
		return ""
	}
	switch strings.ToLower(to.Scheme) {
	case "http", "https", "mailto":
		return link.Out
	}
	return ""
}

// clean is text without line breaks, and with a sign in place of what no message may hold.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t':
			return ' '
		case unicode.IsControl(r), r == '\uFFFE', r == '\uFFFF':
			return unicode.ReplacementChar
		}
		return r
	}, strings.ToValidUTF8(text, string(unicode.ReplacementChar)))
}

// or is text, or what stands in for it.
func or(text, instead string) string {
	if text == "" {
		return instead
	}
	return text
}
