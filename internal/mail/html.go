package mail

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// htmlText is the words of HTML as plain text: paragraphs parted by lines, an item of a list after
// a dash, and where a link leads behind its words.
func htmlText(source string) string {
	w := &words{}
	const most = 2_000_000 // octets; of these a tenth may be words
	tokens := html.NewTokenizer(strings.NewReader(limit(source, most, nil)))
	for {
		switch kind := tokens.Next(); kind {
		case html.ErrorToken:
			return w.text()
		case html.TextToken:
			if w.hidden == 0 {
				w.write(string(tokens.Text()))
			}
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			w.tag(kind, tokens.Token())
		}
	}
}

// words is plain text while it is made of HTML.
type words struct {
	out    strings.Builder
	line   strings.Builder
	hidden atom.Atom       // the element whose content nobody sees; 0: none
	link   string          // where the link leads that is open
	linked strings.Builder // and its words
}

// blanks are what is one blank in HTML, however many there are.
const blanks = " \t\r\n"

// write adds words of a line.
func (w *words) write(text string) {
	if line := w.line.String(); line != "" && !strings.HasSuffix(line, " ") &&
		strings.TrimLeft(text, blanks) != text {
		w.line.WriteByte(' ')
	}
	said := strings.Join(strings.Fields(text), " ")
	if said == "" {
		return
	}
	w.line.WriteString(said)
	if w.link != "" {
		w.linked.WriteString(said)
	}
	if strings.TrimRight(text, blanks) != text {
		w.line.WriteByte(' ')
	}
}

// end ends a line; blank: one that is empty follows.
func (w *words) end(blank bool) {
	if line := strings.TrimSpace(w.line.String()); line != "" {
		w.out.WriteString(line + "\n")
	}
	w.line.Reset()
	if so := w.out.String(); blank && so != "" && !strings.HasSuffix(so, "\n\n") {
		w.out.WriteByte('\n')
	}
}

func (w *words) tag(kind html.TokenType, t html.Token) {
	if w.hidden != 0 {
		if kind == html.EndTagToken && t.DataAtom == w.hidden {
			w.hidden = 0
		}
		return
	}
	switch t.DataAtom {
	case atom.Script, atom.Style, atom.Title, atom.Template, atom.Textarea, atom.Noscript:
		if kind == html.StartTagToken {
			w.hidden = t.DataAtom
		}
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Table, atom.Ul, atom.Ol,
		atom.Blockquote, atom.Pre, atom.Hr:
		w.end(true)
	case atom.Br, atom.Div, atom.Tr, atom.Dt, atom.Dd, atom.Section, atom.Article:
		w.end(false)
	case atom.Td, atom.Th:
		w.write(" ")
	case atom.Li:
		w.end(false)
		if kind == html.StartTagToken {
			w.line.WriteString("- ")
		}
	case atom.A:
		w.anchor(kind, t)
	}
}

// anchor writes where a link leads, unless its words say so.
func (w *words) anchor(kind html.TokenType, t html.Token) {
	if said := w.linked.String(); w.link != "" && w.link != said && w.link != "mailto:"+said {
		w.line.WriteString(" (" + w.link + ")")
	}
	w.link = ""
	w.linked.Reset()
	if kind != html.StartTagToken {
		return
	}
	for _, a := range t.Attr {
		if a.Key == "href" && (strings.HasPrefix(a.Val, "http") || strings.HasPrefix(a.Val, "mailto:")) {
			w.link = clean(a.Val)
		}
	}
}

// text is all of it.
func (w *words) text() string {
	w.end(false)
	return clean(strings.Trim(w.out.String(), "\n") + "\n")
}
