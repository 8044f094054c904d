package intake

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"
)

// html reads a page.
func (f *flow) html(b []byte) error {
	if !utf8.Valid(b) {
		encoding, name, _ := charset.DetermineEncoding(b, "")
		decoded, err := encoding.NewDecoder().Bytes(b)
		if err != nil {
			return fmt.Errorf("intake: the page says that it is %s, and is not: save it as UTF-8", name)
		}
		b = decoded
	}
	root, err := html.Parse(strings.NewReader(string(b)))
	if err != nil {
		return fmt.Errorf("intake: %w", err)
	}
	p := pageReader{flow: f}
	if err := p.children(root, around{}); err != nil {
		return err
	}
	return p.end(around{})
}

// fragment reads HTML in the middle of Markdown. b is what is around it.
func (f *flow) fragment(raw string, b block) error {
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(strings.NewReader(raw), body)
	if err != nil {
		return fmt.Errorf("intake: %s: %w", b.where, err)
	}
	p := pageReader{flow: f, line: b.where, label: b.label}
	for _, n := range nodes {
		if err := p.node(n, around{left: b.left}); err != nil {
			return err
		}
	}
	return p.end(around{left: b.left})
}

// around is what is around a node.
type around struct {
	left    int
	rank    int // of a heading; 0: none
	strong  bool
	bullet  bool
	nesting int
}

// pageReader makes blocks of the tree of a page.
type pageReader struct {
	*flow
	line  string // of the file that the page stands in; empty: paragraphs are counted
	count int    // of paragraphs so far
	w     words  // of the paragraph that is read
	label string // the number of the item that is read, until its first paragraph has it
	term  string // what is defined next
}

// where is the paragraph that is read.
func (p *pageReader) where() string {
	if p.line != "" {
		return p.line
	}
	return fmt.Sprintf("paragraph %d", p.count+1)
}

// end ends a paragraph.
func (p *pageReader) end(a around) error {
	text := p.w.String()
	p.w = words{}
	if text == "" {
		return nil
	}
	b := block{where: p.where(), left: a.left, bullet: a.bullet, label: p.label, text: text}
	if a.rank > 0 {
		b.kind, b.rank, b.text = heading, a.rank, plain(text)
	}
	if p.term != "" {
		b.define, b.text = true, strongOn+p.term+strongOff+" "+plain(text)
	}
	p.label, p.term = "", ""
	p.count++
	return p.add(b)
}

// blocks are the elements that part paragraphs.
var blockElements = map[atom.Atom]bool{
	atom.Address: true, atom.Article: true, atom.Aside: true, atom.Blockquote: true, atom.Body: true,
	atom.Caption: true, atom.Center: true, atom.Dd: true, atom.Details: true, atom.Div: true,
	atom.Dl: true, atom.Dt: true, atom.Fieldset: true, atom.Figcaption: true, atom.Figure: true,
	atom.Form: true, atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true,
	atom.H6: true, atom.Header: true, atom.Hr: true, atom.Html: true, atom.Li: true, atom.Main: true,
	atom.Menu: true, atom.Ol: true, atom.P: true, atom.Pre: true, atom.Section: true,
	atom.Summary: true, atom.Table: true, atom.Tbody: true, atom.Td: true, atom.Tfoot: true,
	atom.Th: true, atom.Thead: true, atom.Tr: true, atom.Ul: true,
}

// noText are the elements whose words are not of the text, and what they are.
var noText = map[atom.Atom]string{
	atom.Script: "a script", atom.Style: "a style sheet", atom.Nav: "the menu of a page",
	atom.Title: "the title of the page, not of the text", atom.Footer: "the foot of a page",
	atom.Template: "a template", atom.Noscript: "what is shown without scripts", atom.Svg: "a drawing",
	atom.Iframe: "another page within this one", atom.Object: "an object", atom.Button: "a button",
	atom.Select: "a field of a form", atom.Textarea: "a field of a form", atom.Audio: "sound",
	atom.Video: "a film", atom.Canvas: "a drawing", atom.Math: "a formula",
}

// hides is how a style hides an element, strongStyle how it makes it strong, and noteRole what says
// that it is a note.
var (
	hides       = regexp.MustCompile(`(?i)display\s*:\s*none|visibility\s*:\s*hidden`)
	noteRole    = regexp.MustCompile(`^doc-(noteref|footnotes?|endnotes?|backlink)$`)
	strongStyle = regexp.MustCompile(`(?i)font-weight\s*:\s*(bold|[6-9]00)`)
)

// children reads the nodes in one.
func (p *pageReader) children(n *html.Node, a around) error {
	if a.nesting++; a.nesting > 4*maxNesting {
		return fmt.Errorf("intake: %s: more than %d elements within each other", p.where(), 4*maxNesting)
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		if err := p.node(child, a); err != nil {
			return err
		}
	}
	return nil
}

// node reads a node.
func (p *pageReader) node(n *html.Node, a around) error {
	switch {
	case n.Type == html.TextNode:
		p.w.add(n.Data, a.strong)
		return nil
	case n.Type == html.CommentNode:
		p.leaveOut(p.where(), n.Data, "a comment")
		return nil
	case n.Type != html.ElementNode:
		return p.children(n, a)
	}
	if why := p.unread(n); why != "" {
		p.leaveOut(p.where(), textOf(n), why)
		return nil
	}
	p.leaveOut(p.where(), attribute(n, "title"), "what is shown beside words when they are pointed at")
	if blockElements[n.DataAtom] {
		if err := p.end(a); err != nil {
			return err
		}
		inner, err := p.block(n, a)
		if err != nil {
			return err
		}
		return p.end(inner)
	}
	return p.inline(n, a)
}

// unread says why the words in an element are not read; empty: they are.
func (p *pageReader) unread(n *html.Node) string {
	if why := noText[n.DataAtom]; why != "" {
		return why
	}
	struck := n.DataAtom == atom.S || n.DataAtom == atom.Strike
	switch {
	case n.DataAtom == atom.Del && p.options.Tracked == After:
		return "deleted by a tracked change"
	case n.DataAtom == atom.Ins && p.options.Tracked == Before:
		return "inserted by a tracked change, which is not read"
	case struck && p.options.Tracked == After:
		return "struck through"
	}
	for _, attr := range n.Attr {
		if attr.Key == "role" && noteRole.MatchString(attr.Val) {
			return "notes are not part of a clause"
		}
		if attr.Key == "hidden" || attr.Key == "style" && hides.MatchString(attr.Val) {
			return "hidden"
		}
	}
	return ""
}

// inline reads an element within a paragraph.
func (p *pageReader) inline(n *html.Node, a around) error {
	switch n.DataAtom {
	case atom.Br:
		p.w.lineBreak(true)
	case atom.Img:
		p.leaveOut(p.where(), attribute(n, "alt"), "what is said of a picture")
	case atom.Input:
		p.leaveOut(p.where(), attribute(n, "value"), "a field of a form")
	case atom.Ins:
		p.report.add(p.where(), textOf(n), Kept, "inserted by a tracked change")
	case atom.Del, atom.S, atom.Strike:
		p.report.add(p.where(), textOf(n), Kept, "deleted by a tracked change, and read as before it")
	case atom.A:
		p.linksTo(p.where(), attribute(n, "href"))
	case atom.B, atom.Strong:
		a.strong = true
	}
	a.strong = a.strong || strongStyle.MatchString(attribute(n, "style"))
	return p.children(n, a)
}

// block reads an element that parts paragraphs; inner is what is around its last one.
func (p *pageReader) block(n *html.Node, a around) (inner around, err error) {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		a.rank = int(n.Data[1] - '0')
	case atom.Ol, atom.Ul, atom.Menu:
		a.left += deeper
		return a, p.list(n, a)
	case atom.Dl:
		a.left += deeper
	case atom.Dt:
		return a, p.defined(n, a)
	case atom.Blockquote:
		a.left++
	case atom.Table:
		return a, p.table(n, a)
	}
	a.strong = a.strong || strongStyle.MatchString(attribute(n, "style"))
	return a, p.children(n, a)
}

// defined reads a term, which the paragraph after it defines.
func (p *pageReader) defined(n *html.Node, a around) error {
	if err := p.untold(a); err != nil {
		return err
	}
	if err := p.children(n, a); err != nil {
		return err
	}
	p.term = oneLine(p.w.String())
	p.w = words{}
	return nil
}

// untold makes a paragraph of a term that nothing defines.
func (p *pageReader) untold(a around) error {
	if p.term == "" {
		return nil
	}
	term := p.term
	p.term = ""
	p.w.add(term, false)
	return p.end(a)
}

// list reads a list. The number of an item is that of its first paragraph.
func (p *pageReader) list(n *html.Node, a around) error {
	ordered := n.DataAtom == atom.Ol
	a.bullet = !ordered
	number, err := strconv.Atoi(attribute(n, "start"))
	if err != nil {
		number = 1
	}
	for item := n.FirstChild; item != nil; item = item.NextSibling {
		if item.DataAtom != atom.Li || p.unread(item) != "" {
			if err := p.node(item, a); err != nil {
				return err
			}
			continue
		}
		if value, err := strconv.Atoi(attribute(item, "value")); err == nil {
			number = value
		}
		if err := p.end(a); err != nil {
			return err
		}
		if ordered {
			p.label = listLabel(n, number)
			number++
		}
		if err := p.children(item, a); err != nil {
			return err
		}
		if err := p.end(a); err != nil {
			return err
		}
		p.label = ""
	}
	return nil
}

// listLabel is the number of an item as a browser shows it.
func listLabel(list *html.Node, number int) string {
	kind := attribute(list, "type")
	for _, style := range []struct{ css, kind string }{{"lower-alpha", "a"}, {"lower-latin", "a"},
		{"lower-roman", "i"}, {"upper-alpha", "A"}, {"upper-latin", "A"}, {"upper-roman", "I"}} {
		if strings.Contains(attribute(list, "style"), style.css) {
			kind = style.kind
		}
	}
	switch {
	case number < 1 || number > 3999:
	case kind == "a":
		return alphabetic(number) + "."
	case kind == "A":
		return strings.ToUpper(alphabetic(number)) + "."
	case kind == "i":
		return roman(number) + "."
	case kind == "I":
		return strings.ToUpper(roman(number)) + "."
	}
	return strconv.Itoa(number) + "."
}

// alphabetic is the nth in the way that browsers go on after z: aa, ab, ac.
func alphabetic(n int) (text string) {
	for ; n > 0; n = (n - 1) / 26 {
		text = string(rune('a'+(n-1)%26)) + text
	}
	return text
}

// table reads a table. One that has one column only sets its paragraphs in a frame.
func (p *pageReader) table(n *html.Node, a around) error {
	rows, widest := rowsOf(n), 0
	for _, row := range rows {
		widest = max(widest, len(row))
	}
	if widest < 2 {
		return p.children(n, a)
	}
	b := block{where: p.where(), kind: table, left: a.left}
	for _, row := range rows {
		var cells []string
		for _, cell := range row {
			in := pageReader{flow: &flow{options: p.options, report: p.report}, line: b.where}
			if err := in.children(cell, around{nesting: a.nesting}); err != nil {
				return err
			}
			if err := in.end(around{}); err != nil {
				return err
			}
			cells = append(cells, joined(in.blocks))
		}
		b.rows = append(b.rows, cells)
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		if child.DataAtom == atom.Caption {
			if err := p.node(child, a); err != nil {
				return err
			}
		}
	}
	p.count++
	return p.add(b)
}

// rowsOf are the cells of a table by its rows.
func rowsOf(n *html.Node) (rows [][]*html.Node) {
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		switch child.DataAtom {
		case atom.Thead, atom.Tbody, atom.Tfoot:
			rows = append(rows, rowsOf(child)...)
		case atom.Tr:
			var row []*html.Node
			for cell := child.FirstChild; cell != nil; cell = cell.NextSibling {
				if cell.DataAtom == atom.Td || cell.DataAtom == atom.Th {
					row = append(row, cell)
				}
			}
			rows = append(rows, row)
		}
	}
	return rows
}

// attribute is the value of an attribute; empty: there is none.
func attribute(n *html.Node, key string) string {
	for _, attr := range n.Attr {
		if attr.Key == key {
			return attr.Val
		}
	}
	return ""
}

// textOf is all the words in an element.
func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data + " ")
		}
	}
	return b.String()
}
