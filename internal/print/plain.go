package print

import (
	"bytes"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"github.com/go-pdf/fpdf"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The measures of the plain form, in millimetres and points.
const (
	margin  = 18.0
	indents = 6.0 // of a list within a list

	sheetHeight = 297.0 // of A4
	bodyPt      = 10.0
	leading     = 1.35 // lines, in sizes of the type
	pointMM     = 25.4 / 72
	family      = "go"
)

// sizes are those of headings, in points, by their level.
var sizes = map[atom.Atom]float64{atom.H1: 20, atom.H2: 15, atom.H3: 12, atom.H4: 11, atom.H5: 10,
	atom.H6: 10}

// unread are the elements whose text is not read on a page.
var unread = []atom.Atom{atom.Style, atom.Script, atom.Template, atom.Noscript, atom.Title}

// lines are the elements that begin a line, with the room above each in lines.
var lines = map[atom.Atom]float64{
	atom.H1: .6, atom.H2: .9, atom.H3: .8, atom.H4: .6, atom.H5: .6, atom.H6: .6, atom.P: .35,
	atom.Ul: .2, atom.Ol: .2, atom.Dl: .2, atom.Table: .4, atom.Caption: .2, atom.Tr: .1, atom.Li: .15,
	atom.Dt: .25, atom.Dd: 0, atom.Div: 0, atom.Section: 0, atom.Header: 0, atom.Footer: .9,
	atom.Main: 0, atom.Article: 0, atom.Aside: .3, atom.Nav: .2, atom.Figure: .4,
	atom.Figcaption: .2, atom.Details: .3, atom.Summary: .2, atom.Blockquote: .3, atom.Pre: .3,
	atom.Hgroup: 0, atom.Br: 0, atom.Hr: .5, atom.Svg: .2,
}

// plain prints the words of a document with its headings, lists and links, and nothing of its
// look.
func plain(document []byte) (pdf []byte, err error) {
	root, err := html.Parse(bytes.NewReader(document))
	if err != nil {
		return nil, fmt.Errorf("print: %w", err)
	}
	glyphs, err := sfnt.Parse(goregular.TTF)
	if err != nil {
		return nil, fmt.Errorf("print: the font: %w", err)
	}
	s := &sheet{pdf: fpdf.New("P", "mm", "A4", ""), glyphs: glyphs, size: bodyPt}
	s.pdf.AddUTF8FontFromBytes(family, "", goregular.TTF)
	s.pdf.AddUTF8FontFromBytes(family, "B", gobold.TTF)
	s.pdf.SetMargins(margin, margin, margin)
	s.pdf.SetAutoPageBreak(true, margin)
	s.pdf.SetLang(attribute(find(root, atom.Html), "lang"))
	s.pdf.SetTitle(strings.TrimSpace(words(find(root, atom.Title))), true)
	s.base, _ = url.Parse(attribute(find(root, atom.Base), "href")) // nil: links are as written
	s.pdf.AliasNbPages("")
	s.pdf.SetFooterFunc(s.foot)
	s.pdf.AddPage()
	s.walk(find(root, atom.Body))
	var out bytes.Buffer
	if err := s.pdf.Output(&out); err != nil {
		return nil, fmt.Errorf("print: %w", err)
	}
	if out.Len() > maxPDF {
		return nil, fmt.Errorf("print: the PDF has more than %d octets", maxPDF)
	}
	return out.Bytes(), nil
}

// sheet is a plain PDF in the making.
type sheet struct {
	pdf    *fpdf.Fpdf
	glyphs *sfnt.Font
	buffer sfnt.Buffer
	base   *url.URL

	size  float64 // of the type, in points
	bold  bool
	to    string // where what is written leads; empty: nowhere
	left  float64
	begun bool // the line has words
	gap   bool // a blank is due before the next word
}

// foot numbers the page.
func (s *sheet) foot() {
	s.pdf.SetY(-margin + 4)
	s.pdf.SetFont(family, "", 8)
	s.pdf.SetTextColor(80, 80, 80)
	s.pdf.CellFormat(0, 5, fmt.Sprintf("%d of {nb}", s.pdf.PageNo()), "", 0, "R", false, 0, "")
	s.pdf.SetTextColor(0, 0, 0)
}

// walk writes an element, or the words between.
func (s *sheet) walk(n *html.Node) {
	switch {
	case n == nil || n.Type == html.ElementNode && slices.Contains(unread, n.DataAtom):
		return
	case n.Type == html.TextNode:
		s.write(n.Data)
		return
	}
	was := *s
	room, block := lines[n.DataAtom]
	block = block || n.Data == "text" && n.Parent.Namespace == "svg"
	if block {
		s.line(room)
	}
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		s.size, s.bold = sizes[n.DataAtom], true
		if s.pdf.GetY()+4*s.height() > sheetHeight-margin { // a heading stands with what it heads
			s.pdf.AddPage()
		}
		s.pdf.Bookmark(strings.TrimSpace(words(n)), int(n.Data[1]-'1'), -1)
	case atom.Strong, atom.B, atom.Dt, atom.Th, atom.Caption, atom.Summary:
		s.bold = true
	case atom.Ul, atom.Ol, atom.Dd, atom.Blockquote:
		s.left += indents
	case atom.A:
		s.to = s.address(attribute(n, "href"))
	}
	if n.DataAtom == atom.Li {
		s.mark(n)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		s.walk(c)
	}
	if block && s.begun { // while the size of its type counts
		s.pdf.Ln(s.height())
		s.begun = false
	}
	s.size, s.bold, s.to, s.left = was.size, was.bold, was.to, was.left
	switch {
	case block:
		s.line(0)
	case n.DataAtom == atom.Td || n.DataAtom == atom.Th:
		s.write("    ")
	}
}

// mark writes what a list has before each of its items.
func (s *sheet) mark(n *html.Node) {
	s.pdf.SetX(margin + s.left - indents + 1)
	mark := "•"
	if n.Parent != nil && n.Parent.DataAtom == atom.Ol {
		place := 1
		for p := n.PrevSibling; p != nil; p = p.PrevSibling {
			if p.DataAtom == atom.Li {
				place++
			}
		}
		mark = fmt.Sprintf("%d.", place)
	}
	s.font()
	s.pdf.CellFormat(indents-1, s.height(), mark, "", 0, "L", false, 0, "")
	s.pdf.SetX(margin + s.left)
}

// line begins a line where the last has words, with room above in lines.
func (s *sheet) line(room float64) {
	if s.begun {
		s.pdf.Ln(s.height())
	}
	if s.pdf.GetY() > margin {
		s.pdf.SetY(s.pdf.GetY() + room*s.height())
	}
	s.pdf.SetLeftMargin(margin + s.left)
	s.pdf.SetX(margin + s.left)
	s.begun, s.gap = false, false
}

func (s *sheet) height() float64 { return s.size * leading * pointMM }

func (s *sheet) font() {
	style := ""
	if s.bold {
		style = "B"
	}
	s.pdf.SetFont(family, style, s.size)
}

// write writes words, with one blank where there are several.
func (s *sheet) write(text string) {
	fields := strings.Join(strings.Fields(text), " ")
	if text != "" && unicode.IsSpace([]rune(text)[0]) {
		s.gap = true
	}
	if fields == "" {
		return
	}
	if s.pdf.GetX() < margin+s.left {
		s.pdf.SetX(margin + s.left)
	}
	s.pdf.SetLeftMargin(margin + s.left)
	s.font()
	if s.gap && s.begun {
		fields = " " + fields
	}
	fields = strings.Map(s.printable, fields)
	if s.to != "" {
		s.pdf.SetTextColor(0, 60, 140)
		s.pdf.WriteLinkString(s.height(), fields, s.to)
		s.pdf.SetTextColor(0, 0, 0)
	} else {
		s.pdf.Write(s.height(), fields)
	}
	s.begun = true
	runes := []rune(text)
	s.gap = unicode.IsSpace(runes[len(runes)-1])
}

// printable is a character, or what stands for one that the font has not.
func (s *sheet) printable(r rune) rune {
	const lacking = '\uFFFD'
	if r > 0xffff {
		return lacking
	}
	if i, err := s.glyphs.GlyphIndex(&s.buffer, r); err != nil || i == 0 {
		return lacking
	}
	return r
}

// address is where a link of the document leads.
func (s *sheet) address(href string) string {
	to, err := url.Parse(href)
	if err != nil || href == "" {
		return ""
	}
	if s.base != nil {
		to = s.base.ResolveReference(to)
	}
	return to.String()
}

// find is the first element of a name within n; nil where there is none.
func find(n *html.Node, name atom.Atom) *html.Node {
	for d := range n.Descendants() {
		if d.DataAtom == name && d.Type == html.ElementNode {
			return d
		}
	}
	return nil
}

// attribute is the value of one of an element, which may be nil.
func attribute(n *html.Node, name string) string {
	if n != nil {
		for _, a := range n.Attr {
			if a.Key == name {
				return a.Val
			}
		}
	}
	return ""
}

// words are all the text within an element, which may be nil.
func words(n *html.Node) string {
	var b strings.Builder
	if n != nil {
		for d := range n.Descendants() {
			if d.Type == html.TextNode {
				b.WriteString(d.Data)
			}
		}
	}
	return b.String()
}
