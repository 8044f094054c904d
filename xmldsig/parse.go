package xmldsig

import (
	"fmt"
	"strings"
)

// Parse reads a document within the default limits. It is [Limits.Parse] of the
// zero Limits.
func Parse(b []byte) (*Document, error) { return Limits{}.Parse(b) }

// Parse reads a document: XML 1.0 in UTF-8, with namespaces, without a document
// type declaration. A byte order mark at the front is allowed. It copies b once;
// nothing in the document refers to b. Every error is a [*SyntaxError].
func (l Limits) Parse(b []byte) (*Document, error) {
	p := &parser{limits: l.withDefaults(), doc: &Document{}}
	if len(b) > p.limits.Bytes {
		return nil, p.errorAt(0,
			fmt.Errorf("%w: %d octets: at most %d", ErrLimit, len(b), p.limits.Bytes))
	}
	p.source = string(b)
	p.doc.source = p.source
	p.plain = strings.IndexByte(p.source, '&') < 0 && strings.IndexByte(p.source, '\r') < 0 &&
		strings.IndexByte(p.source, ']') < 0
	if bad := badCharacter(p.source); bad >= 0 {
		return nil, p.errorAt(bad, fmt.Errorf("%w: octet %#02x", ErrCharacter, p.source[bad]))
	}
	if err := p.document(); err != nil {
		return nil, err
	}
	return p.doc, nil
}

// parser walks the source once. What is between the tags of the open elements and
// not yet closed lies on stacks: nodes, marks and scope.
type parser struct {
	source string
	limits Limits
	doc    *Document
	at     int // octet that is read next

	open  *Element    // innermost open element, nil outside the root
	nodes []Node      // children so far of all open elements, innermost last
	marks []int       // for each open element, where in nodes its children begin
	scope []Namespace // declarations of all open elements, innermost last
	count int         // nodes made, against Limits.Nodes
	plain bool        // the source has none of &, carriage return and ]

	piece string // text in front of the next tag: the first piece as it stands,
	more  []byte // or, once there was something to expand or join, all of it

	attrs []Attr // of the start tag being read

	elements slab[Element]
	texts    slab[Text]
	fields   slab[Attr]
	spaces   slab[Namespace]
	children slab[Node]

	line      int // line feeds before counted
	lineStart int // octet at which that line begins
	counted   int
}

const byteOrderMark = "\uFEFF"

// document reads declaration, prolog, root and epilog. XML 1.0 2.1.
func (p *parser) document() error {
	p.reserve()
	if strings.HasPrefix(p.source, byteOrderMark) {
		p.at = len(byteOrderMark)
		p.lineStart, p.counted = p.at, p.at
	}
	if err := p.declaration(); err != nil {
		return err
	}
	for p.at < len(p.source) {
		if err := p.next(); err != nil {
			return err
		}
	}
	if p.open != nil {
		return p.errorAt(p.at, fmt.Errorf("%w: <%s> is not closed", ErrTruncated, p.open.name()))
	}
	if p.doc.Root == nil {
		return p.errorAt(p.at, fmt.Errorf("%w: no root element", ErrTruncated))
	}
	p.doc.nodes = p.count
	return nil
}

// next reads one piece of markup or of text.
func (p *parser) next() error {
	if p.source[p.at] != '<' {
		return p.characters()
	}
	rest := p.source[p.at:]
	if len(rest) > 1 && nameStart[rest[1]] {
		return p.startTag()
	}
	switch {
	case strings.HasPrefix(rest, "</"):
		return p.endTag()
	case strings.HasPrefix(rest, "<!--"):
		return p.comment()
	case strings.HasPrefix(rest, "<![CDATA["):
		return p.cdata()
	case strings.HasPrefix(rest, "<!DOCTYPE"):
		return p.errorAt(p.at, ErrDoctype)
	case strings.HasPrefix(rest, "<?"):
		return p.procInst()
	}
	return p.startTag()
}

// characters reads text up to the next markup.
func (p *parser) characters() error {
	start, rest := p.at, p.source[p.at:]
	if end := strings.IndexByte(rest, '<'); end >= 0 {
		rest = rest[:end]
	}
	p.at += len(rest)
	if p.open == nil {
		if !isBlank(rest) {
			return p.errorAt(start, fmt.Errorf("%w: text outside the root element", ErrMalformed))
		}
		return nil
	}
	if p.plain {
		p.addText(rest)
		return nil
	}
	if i := strings.Index(rest, "]]>"); i >= 0 {
		return p.errorAt(start+i, fmt.Errorf("%w: ]]> in text: write ]]&gt;", ErrMalformed))
	}
	if strings.IndexByte(rest, '&') < 0 && strings.IndexByte(rest, '\r') < 0 {
		p.addText(rest)
		return nil
	}
	p.joinText()
	var err error
	var offset int
	if p.more, offset, err = appendText(p.more, rest); err != nil {
		return p.errorAt(start+offset, err)
	}
	return nil
}

// cdata reads a CDATA section: text in which nothing is markup.
func (p *parser) cdata() error {
	start := p.at
	if p.open == nil {
		return p.errorAt(start, fmt.Errorf("%w: CDATA outside the root element", ErrMalformed))
	}
	text, err := p.until(len("<![CDATA["), "]]>")
	if err != nil {
		return err
	}
	p.addText(lineFeeds(text))
	return nil
}

// addText adds text that needs no expansion to what precedes the next tag.
func (p *parser) addText(s string) {
	if p.piece == "" && len(p.more) == 0 {
		p.piece = s
		return
	}
	p.joinText()
	p.more = append(p.more, s...)
}

// joinText moves the text so far to where more can be appended.
func (p *parser) joinText() {
	p.more = append(p.more, p.piece...)
	p.piece = ""
}

// endText makes the text so far a node. Every node that is no text comes after it.
func (p *parser) endText() error {
	text := p.piece
	if len(p.more) > 0 {
		text = string(p.more)
	}
	p.piece, p.more = "", p.more[:0]
	if text == "" {
		return nil
	}
	if err := p.spend(1); err != nil {
		return err
	}
	node := p.texts.take(1)
	node[0].Value = text
	p.nodes = append(p.nodes, &node[0])
	return nil
}

// comment reads a comment. XML 1.0 2.5.
func (p *parser) comment() error {
	start := p.at
	text, err := p.until(len("<!--"), "--")
	if err != nil {
		return err
	}
	if !strings.HasPrefix(p.source[p.at:], ">") {
		return p.errorAt(start, fmt.Errorf("%w: -- inside a comment", ErrMalformed))
	}
	p.at++
	return p.add(&Comment{Value: lineFeeds(text)})
}

// procInst reads a processing instruction. XML 1.0 2.6; Namespaces in XML 1.0 7.
func (p *parser) procInst() error {
	start := p.at
	text, err := p.until(len("<?"), "?>")
	if err != nil {
		return err
	}
	n := ncName(text)
	target, rest := text[:n], text[n:]
	if n == 0 || rest != "" && !isSpace(rest[0]) {
		return p.errorAt(start, fmt.Errorf("%w: target of a processing instruction", ErrMalformed))
	}
	if strings.EqualFold(target, "xml") {
		return p.errorAt(start,
			fmt.Errorf("%w: <?%s is reserved for the first line", ErrMalformed, target))
	}
	return p.add(&ProcInst{Target: target, Value: strings.TrimLeft(lineFeeds(rest), " \t\n")})
}

// add adds a comment or processing instruction where it stands.
func (p *parser) add(n Node) error {
	if err := p.spend(1); err != nil {
		return err
	}
	switch {
	case p.open != nil:
		if err := p.endText(); err != nil {
			return err
		}
		p.nodes = append(p.nodes, n)
	case p.doc.Root == nil:
		p.doc.Prolog = append(p.doc.Prolog, n)
	default:
		p.doc.Epilog = append(p.doc.Epilog, n)
	}
	return nil
}

// until skips the given octets, and returns what stands before the terminator.
func (p *parser) until(skip int, terminator string) (string, error) {
	text := p.source[p.at+skip:]
	end := strings.Index(text, terminator)
	if end < 0 {
		return "", p.errorAt(p.at, fmt.Errorf("%w: want %s", ErrTruncated, terminator))
	}
	p.at += skip + end + len(terminator)
	return text[:end], nil
}

// space skips white space, and reports whether there was any.
func (p *parser) space() bool {
	start := p.at
	for p.at < len(p.source) && isSpace(p.source[p.at]) {
		p.at++
	}
	return p.at > start
}

// spend counts nodes against the limit.
func (p *parser) spend(nodes int) error {
	if p.count += nodes; p.count > p.limits.Nodes {
		return p.errorAt(p.at, fmt.Errorf("%w: more than %d nodes", ErrLimit, p.limits.Nodes))
	}
	return nil
}

// locate returns line and column of an offset that is not before the last one.
func (p *parser) locate(offset int) (line, column int) {
	gap := p.source[p.counted:offset]
	if n := strings.Count(gap, "\n"); n > 0 {
		p.line += n
		p.lineStart = p.counted + strings.LastIndexByte(gap, '\n') + 1
	}
	p.counted = offset
	return p.line + 1, offset - p.lineStart + 1
}

// errorAt is the error at an offset, in the innermost open element.
func (p *parser) errorAt(offset int, err error) error {
	before := strings.TrimPrefix(p.source[:min(offset, len(p.source))], byteOrderMark)
	return &SyntaxError{
		Line:   strings.Count(before, "\n") + 1,
		Column: len(before) - strings.LastIndexByte(before, '\n'),
		Offset: offset,
		Path:   p.path(),
		Err:    err,
	}
}

// path is the path of the innermost open element. Its parents are not complete
// yet: a position is given only from the second of a name on.
func (p *parser) path() string {
	path := ""
	depth := len(p.marks)
	for e := p.open; e != nil; e = e.Parent {
		depth--
		position := 1
		if depth > 0 {
			for _, n := range p.nodes[p.marks[depth-1]:p.marks[depth]] {
				if before, ok := n.(*Element); ok && before.name() == e.name() {
					position++
				}
			}
		}
		if position == 1 {
			position = 0
		}
		path = step(e.name(), position) + path
	}
	if path == "" {
		return "/"
	}
	return path
}
