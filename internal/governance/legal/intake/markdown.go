package intake

import (
	"bytes"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"sort"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/mains-energy/mains/internal/governance/legal"
)

// deeper is how much further in the items of a list stand than what is around the list.
const deeper = 100

// markdown reads CommonMark, with tables. What is indented is no code: texts of law indent parts.
func (f *flow) markdown(b []byte) error {
	source := strings.ReplaceAll(string(b), "\r\n", "\n")
	source = strings.ReplaceAll(source, "\x00", "")
	if len(source) > maxText {
		return fmt.Errorf("intake: the text has more than %d MiB: split it", maxText>>20)
	}
	fields, body, lines := frontMatter(source)
	f.fields = fields
	r := markdownReader{flow: f, source: []byte(body), inlines: inlineParser()}
	for i := 0; i < len(body); i++ {
		if body[i] == '\n' {
			r.ends = append(r.ends, i)
		}
	}
	r.above = lines
	if line := nested(body); line > 0 {
		return fmt.Errorf("intake: line %d: more than %d lists or quotations within each other",
			line+lines, maxNesting)
	}
	if line := marked(body); line > 0 {
		return fmt.Errorf("intake: line %d: more marks such as * and [ than any text has: up to %d in a "+
			"paragraph and %d in all", line+lines, maxMarks, maxAllMarks)
	}
	context := &references{Context: parser.NewContext()}
	root := blockParser().Parse(text.NewReader(r.source), parser.WithContext(context))
	for _, ref := range context.all {
		f.leaveOut("references", fmt.Sprintf("[%s]: %s %s", ref.Label(), ref.Destination(), ref.Title()),
			"the address of links")
	}
	return r.children(root, 0)
}

// blockParser is that of CommonMark without indented code.
func blockParser() parser.Parser {
	return parser.NewParser(parser.WithBlockParsers(
		util.Prioritized(parser.NewSetextHeadingParser(), 100),
		util.Prioritized(parser.NewThematicBreakParser(), 200),
		util.Prioritized(parser.NewListParser(), 300),
		util.Prioritized(parser.NewListItemParser(), 400),
		util.Prioritized(parser.NewATXHeadingParser(), 600),
		util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
		util.Prioritized(parser.NewBlockquoteParser(), 800),
		util.Prioritized(parser.NewHTMLBlockParser(), 900),
		util.Prioritized(indentedParagraph{parser.NewParagraphParser()}, 1000),
	), parser.WithInlineParsers(parser.DefaultInlineParsers()...),
		parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...))
}

// indentedParagraph begins a paragraph where CommonMark would begin code.
type indentedParagraph struct{ parser.BlockParser }

// CanAcceptIndentedLine implements [parser.BlockParser].
func (indentedParagraph) CanAcceptIndentedLine() bool { return true }

// inlineParser reads words with their marks and nothing else: the cell of a table.
func inlineParser() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(util.Prioritized(parser.NewParagraphParser(), 1000)),
		parser.WithInlineParsers(parser.DefaultInlineParsers()...))
}

// references notes the addresses that links refer to: they stand as lines in the text.
type references struct {
	parser.Context
	all []parser.Reference
}

// AddReference implements [parser.Context].
func (r *references) AddReference(ref parser.Reference) {
	r.all = append(r.all, ref)
	r.Context.AddReference(ref)
}

// markers are what a line begins with in lists and quotations.
var markers = regexp.MustCompile(`^(?:[ \t]*(?:[>*+-]|\d{1,9}[.)]))+`)

// nested is the first line that stands in too many lists or quotations; 0: there is none.
func nested(source string) int {
	number := 0
	for line := range strings.SplitSeq(source, "\n") {
		number++
		begin := markers.FindString(line)
		if len(begin) > maxNesting && strings.Count(begin, ">")+len(strings.Fields(begin)) > maxNesting ||
			len(line)-len(strings.TrimLeft(line, " \t")) > 10*maxNesting {
			return number
		}
	}
	return 0
}

// Marks that begin emphasis, links and tags. What they may begin is looked for up to the end of a
// paragraph, for each of them: without limits a small file could take minutes.
const (
	maxMarks    = 5_000
	maxAllMarks = 200_000
)

// marked is the line in which a text has too many marks; 0: there is none.
func marked(source string) int {
	number, here, all := 0, 0, 0
	for line := range strings.SplitSeq(source, "\n") {
		number++
		if strings.TrimSpace(line) == "" {
			here = 0
		}
		for i := range len(line) {
			switch line[i] {
			case '*', '_', '[', ']', '<', '`', '!', '~':
				here++
				all++
			}
		}
		if here > maxMarks || all > maxAllMarks {
			return number
		}
	}
	return 0
}

// markdownReader makes blocks of a tree.
type markdownReader struct {
	*flow
	source  []byte
	ends    []int // of lines
	above   int   // lines of the head
	inlines parser.Parser
}

// where is the line of an octet.
func (r *markdownReader) where(at int) string {
	return fmt.Sprintf("line %d", sort.SearchInts(r.ends, at)+1+r.above)
}

// children reads the blocks in a node. left is how far in they stand.
func (r *markdownReader) children(n ast.Node, left int) error {
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		if err := r.block(child, block{left: left}); err != nil {
			return err
		}
	}
	return nil
}

// block reads a block; b has what is around it: its number in a list, and how far in it stands.
func (r *markdownReader) block(n ast.Node, b block) error {
	if n.Type() == ast.TypeBlock && n.Lines() != nil && n.Lines().Len() > 0 {
		b.where = r.where(n.Lines().At(0).Start)
	}
	switch n := n.(type) {
	case *ast.Heading:
		b.kind, b.rank = heading, n.Level
		b.text = r.text(n, b.where)
		return r.add(b)
	case *ast.Paragraph, *ast.TextBlock:
		if rows := r.rows(n, b.where); rows != nil {
			b.kind, b.rows = table, rows
			return r.add(b)
		}
		if b.left == 0 {
			b.left = r.column(n)
		}
		b.text = r.text(n, b.where)
		return r.add(b)
	case *ast.List:
		return r.list(n, b.left+deeper)
	case *ast.FencedCodeBlock:
		if n.Info != nil {
			r.leaveOut(r.where(n.Info.Segment.Start), string(n.Info.Segment.Value(r.source)),
				"the language of code")
		}
		b.text = r.raw(n)
		return r.add(b)
	case *ast.HTMLBlock:
		raw := string(n.Lines().Value(r.source))
		if n.HasClosure() {
			raw += string(n.ClosureLine.Value(r.source))
		}
		if b.where == "" {
			b.where = r.where(n.ClosureLine.Start)
		}
		return r.fragment(raw, b)
	}
	return r.children(n, b.left)
}

// list reads the items of a list. The number is that of the first block of an item.
func (r *markdownReader) list(list *ast.List, left int) error {
	number := list.Start
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		b := block{left: left, bullet: !list.IsOrdered()}
		if list.IsOrdered() {
			b.label = fmt.Sprintf("%d%c", number, list.Marker)
			number++
		}
		for child := item.FirstChild(); child != nil; child = child.NextSibling() {
			if child.Kind() == ast.KindList || child != item.FirstChild() {
				b = block{left: left}
			}
			if err := r.block(child, b); err != nil {
				return err
			}
		}
	}
	return nil
}

// column is how far in a paragraph stands that is in no list.
func (r *markdownReader) column(n ast.Node) int {
	start := n.Lines().At(0).Start
	line := bytes.LastIndexByte(r.source[:start], '\n') + 1
	if strings.Trim(string(r.source[line:start]), " \t") != "" {
		return 0
	}
	return min(start-line, deeper-1)
}

// raw is the words of a block that has no marks.
func (r *markdownReader) raw(n ast.Node) string {
	var w words
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		w.add(string(line.Value(r.source)), false)
		w.lineBreak(true)
	}
	return w.String()
}

// text is the words of a block.
func (r *markdownReader) text(n ast.Node, where string) string {
	in := inliner{flow: r.flow, source: r.source, where: where}
	in.children(n, false)
	return in.w.String()
}

// delimiter is the line of a table under the names of its columns.
var delimiter = regexp.MustCompile(`^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$`)

// rows reads a paragraph that is a table: its lines begin with a pipe, or the second one parts the
// names of the columns from the rows.
func (r *markdownReader) rows(n ast.Node, where string) (rows [][]string) {
	lines := n.Lines()
	ruled := false
	for i := range lines.Len() {
		segment := lines.At(i)
		line := strings.TrimSpace(string(segment.Value(r.source)))
		if i == 1 && strings.Contains(line, "|") && delimiter.MatchString(line) {
			ruled = true
			continue
		}
		if !strings.HasPrefix(line, "|") && !(ruled || i == 0) {
			return nil
		}
		rows = append(rows, strings.SplitAfter(line, "|"))
	}
	bare := func(row []string) bool { return row[0] != "|" }
	if !ruled && (lines.Len() == 0 || slices.ContainsFunc(rows, bare)) {
		return nil
	}
	for i, row := range rows {
		rows[i] = r.cells(row, where)
	}
	return rows
}

// cells reads the cells of a row that is cut after each pipe. A pipe after a backslash parts none.
func (r *markdownReader) cells(pieces []string, where string) (cells []string) {
	cell := ""
	for i, piece := range pieces {
		if strings.HasSuffix(piece, `\|`) {
			cell += strings.TrimSuffix(piece, `\|`) + "|"
			continue
		}
		cell += strings.TrimSuffix(piece, "|")
		if last := i == len(pieces)-1; (i > 0 || strings.TrimSpace(cell) != "") &&
			(!last || strings.TrimSpace(cell) != "") {
			source := []byte(strings.TrimSpace(cell))
			in := inliner{flow: r.flow, source: source, where: where}
			for n := r.inlines.Parse(text.NewReader(source)).FirstChild(); n != nil; n = n.NextSibling() {
				in.children(n, false)
			}
			cells = append(cells, oneLine(in.w.String()))
		}
		cell = ""
	}
	return cells
}

// inliner writes the words in a block.
type inliner struct {
	*flow
	source []byte
	where  string
	w      words
}

// children writes the words of the nodes in one.
func (in *inliner) children(n ast.Node, strong bool) {
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		in.inline(child, strong)
	}
}

func (in *inliner) inline(n ast.Node, strong bool) {
	switch n := n.(type) {
	case *ast.Text:
		value := n.Segment.Value(in.source)
		if !n.IsRaw() && n.Parent().Kind() != ast.KindCodeSpan {
			value = util.ResolveNumericReferences(util.UnescapePunctuations(value))
			value = util.ResolveEntityNames(value)
		}
		in.w.add(string(value), strong)
		if n.SoftLineBreak() || n.HardLineBreak() {
			in.w.lineBreak(n.HardLineBreak())
		}
	case *ast.String:
		in.w.add(string(n.Value), strong)
	case *ast.AutoLink:
		in.w.add(string(n.Label(in.source)), strong)
	case *ast.Emphasis:
		in.children(n, strong || n.Level > 1)
	case *ast.Link:
		in.children(n, strong)
		if n.Reference == nil {
			in.address(string(n.Destination))
			in.leaveOut(in.where, string(n.Title), "the title of a link")
		}
	case *ast.Image:
		alt := inliner{flow: in.flow, source: in.source, where: in.where}
		alt.children(n, false)
		in.leaveOut(in.where, oneLine(alt.w.String())+" "+string(n.Title),
			"a picture, and what is said of it")
		in.address(string(n.Destination))
	case *ast.RawHTML:
		in.tag(string(n.Segments.Value(in.source)), strong)
	default:
		in.children(n, strong)
	}
}

// linksTo leaves out where a link leads, unless that is in the text itself.
func (f *flow) linksTo(where, address string) {
	if address != "" && !strings.HasPrefix(address, "#") {
		f.leaveOut(where, address, "the address of a link")
	}
}

func (in *inliner) address(address string) { in.linksTo(in.where, address) }

// tag takes a tag of HTML in a paragraph: a line break is one, and what is within others is words.
func (in *inliner) tag(raw string, strong bool) {
	switch name := strings.ToLower(strings.Trim(raw, "</> ")); {
	case strings.HasPrefix(raw, "<!--"):
		in.leaveOut(in.where, strings.TrimSuffix(strings.TrimPrefix(raw, "<!--"), "-->"), "a comment")
	case name == "br" || name == "br/":
		in.w.lineBreak(true)
	default:
		in.leaveOut(in.where, raw, "a tag of HTML: the words within are kept")
	}
}

// frontMatter parts the head of a file, between lines of ---, from its body. lines are how many
// the head has.
func frontMatter(source string) (fields map[string]string, body string, lines int) {
	source = strings.ReplaceAll(source, "\r\n", "\n")
	rest, ok := strings.CutPrefix(source, "---\n")
	if !ok {
		return nil, source, 0
	}
	head, body, ok := strings.Cut("\n"+rest, "\n---\n")
	if !ok {
		return nil, source, 0
	}
	fields = map[string]string{}
	for line := range strings.SplitSeq(strings.TrimPrefix(head, "\n"), "\n") {
		key, value, ok := strings.Cut(line, ":")
		if key = strings.TrimSpace(key); !ok || key == "" || fields[key] != "" {
			if strings.TrimSpace(line) != "" {
				return nil, source, 0
			}
			continue
		}
		fields[key] = strings.Trim(strings.TrimSpace(value), `"'`)
	}
	return fields, body, strings.Count(head, "\n") + 2
}

// front takes what the head of a file says, and leaves out what it says of no use.
func (f *flow) front(d *legal.Document) {
	for _, key := range slices.Sorted(maps.Keys(f.fields)) {
		value := oneLine(clean(f.fields[key]))
		var field *string
		switch key {
		case "name":
			field = &d.Name
		case "title":
			field = &d.Title
		case "notice":
			field = &d.Notice
		}
		kind := legal.Kind(value)
		switch {
		case field != nil && (*field == "" || *field == value):
			*field = value
			f.report.add("line 1", value, Understood, "the "+key)
		case key == "kind" && slices.Contains(legal.Kinds(), kind) && (d.Kind == "" || d.Kind == kind):
			d.Kind = kind
			f.report.add("line 1", value, Understood, "the kind")
		default:
			f.leaveOut("line 1", key+": "+value, "the head of the file")
		}
	}
}
