package intake

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// docxReader makes blocks of a package.
type docxReader struct {
	*flow
	styles    map[string]*docxStyle
	normal    string // the style of paragraphs that name none
	abstracts map[string]*abstract
	lists     map[string]*list
	links     map[string]string // addresses by relation

	paragraphs   int
	w            words // of the paragraph that is read
	merged       bool  // the mark of the paragraph before is not there: its words go on in this one
	field        []bool
	instructions map[string]bool // those that were said
}

// where is the paragraph that is read.
func (d *docxReader) where() string { return fmt.Sprintf("paragraph %d", d.paragraphs) }

// rest ends a paragraph whose mark is not there, and that no other follows.
func (d *docxReader) rest() error {
	d.merged = false
	b := block{where: d.where(), text: d.w.String()}
	d.w = words{}
	return d.add(b)
}

// block reads a child of the body, or of what stands for it.
func (d *docxReader) block(e *element) error {
	switch e.name {
	case "p":
		return d.paragraph(e)
	case "tbl":
		return d.table(e)
	case "sdt":
		gallery := e.child("sdtPr", "docPartObj", "docPartGallery").value("val")
		if strings.EqualFold(gallery, "Table of Contents") {
			d.paragraphs++
			d.leaveOut(d.where(), wordsOf(e), "contents: they are made from the clauses")
			return nil
		}
	case "del", "moveFrom":
		if d.options.Tracked == After {
			d.leaveOut(d.where(), wordsOf(e), "deleted by a tracked change")
			return nil
		}
	case "mc:AlternateContent":
		return d.blocks(e.child("mc:Choice"))
	case "altChunk", "subDoc":
		d.leaveOut(d.where(), e.name+" "+d.links[e.value("id")], "another file within this one")
		return nil
	case "sectPr", "sdtPr", "sdtEndPr", "customXmlPr":
		return nil
	}
	return d.blocks(e)
}

// blocks reads the blocks in an element.
func (d *docxReader) blocks(e *element) error {
	if e == nil {
		return nil
	}
	for _, kid := range e.kids {
		if err := d.block(kid); err != nil {
			return err
		}
	}
	return nil
}

// contentsName is how the styles of contents are named.
var contentsName = regexp.MustCompile(`(?i)^(toc( heading)?|table of figures)\b`)

// paragraph reads a paragraph.
func (d *docxReader) paragraph(e *element) error {
	d.paragraphs++
	properties := e.child("pPr")
	own := docxStyle{}
	own.properties(properties, nil)
	style := d.style(properties.child("pStyle").value("val"), 0)
	if style == nil {
		style = d.style(d.normal, 0)
	}
	if style == nil {
		style = &docxStyle{num: numbered{level: -1}}
	}
	if contentsName.MatchString(style.name) {
		d.leaveOut(d.where(), wordsOf(e), "contents: they are made from the clauses")
		return nil
	}
	d.runs(e, run{bold: style.bold != nil && *style.bold, hidden: style.hidden})
	if d.merged = d.markGone(properties.child("rPr")); d.merged {
		d.w.space(" ")
		return nil
	}
	b := block{where: d.where(), text: d.w.String()}
	d.w = words{}
	if own.outline == 0 {
		own.outline = style.outline
	}
	if own.outline > 0 || strings.EqualFold(style.name, "title") {
		b.kind, b.rank, b.text = heading, own.outline, plain(b.text)
	}
	d.place(&b, own, style)
	return d.add(b)
}

// place finds the number of a paragraph and how far in it stands: what the paragraph says itself
// comes before what its list says, and that before its style, unless the style is in the list.
func (d *docxReader) place(b *block, own docxStyle, style *docxStyle) {
	num := own.num
	if num.list == "" {
		level := num.level
		if num = style.num; level >= 0 {
			num.level = level
		}
	} else if num.level < 0 {
		num.level = max(style.num.level, 0)
	}
	var listed *int
	if num.list != "" && num.list != "0" {
		if level := d.level(num.list, max(num.level, 0)); level != nil {
			listed = level.indent
		}
		if label, bullet, ok := d.count(num); ok {
			b.label, b.bullet = strings.TrimSpace(clean(label)), bullet
		}
	}
	order := []*int{own.indent, listed, style.indent}
	if own.num.list == "" {
		order = []*int{own.indent, style.indent, listed}
	}
	for _, indent := range order {
		if indent != nil {
			b.left = *indent
			return
		}
	}
	if b.label != "" {
		b.left = max(num.level, 0)
	}
}

// markGone says whether the mark that ends a paragraph is not there: then the next goes on with it.
func (d *docxReader) markGone(r *element) bool {
	gone := []string{"del", "moveFrom"}
	if d.options.Tracked == Before {
		gone = []string{"ins", "moveTo"}
	}
	return r.child(gone[0]) != nil || r.child(gone[1]) != nil
}

// run is what is around words in a paragraph.
type run struct {
	bold, hidden bool
}

// runs reads what is in a paragraph.
func (d *docxReader) runs(e *element, around run) {
	for _, kid := range e.kids {
		d.inline(kid, around)
	}
}

// inline reads an element in a paragraph.
func (d *docxReader) inline(e *element, around run) {
	switch e.name {
	case "r":
		d.run(e, around)
	case "ins", "moveTo":
		if d.change(e, d.options.Tracked == After, "inserted by a tracked change") {
			d.runs(e, around)
		}
	case "del", "moveFrom":
		if d.change(e, d.options.Tracked == Before, "deleted by a tracked change") {
			d.runs(e, around)
		}
	case "hyperlink":
		d.linksTo(d.where(), d.links[e.value("id")])
		d.runs(e, around)
	case "fldSimple":
		d.instruction(e.value("instr"))
		d.runs(e, around)
	case "ruby":
		if rt := e.child("rt"); rt != nil {
			d.leaveOut(d.where(), wordsOf(rt), "how words are spoken")
		}
		if base := e.child("rubyBase"); base != nil {
			d.runs(base, around)
		}
	case "m:t":
		d.word(e.text, around)
	case "mc:AlternateContent":
		if choice := e.child("mc:Choice"); choice != nil {
			d.runs(choice, around)
		} else if other := e.child("mc:Fallback"); other != nil {
			d.runs(other, around)
		}
	case "drawing", "pict", "object":
		d.picture(e)
	case "p", "tbl":
		d.leaveOut(d.where(), wordsOf(e), "a paragraph within a paragraph")
	case "pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "m:oMathParaPr", "m:ctrlPr":
	default: // content controls, smart tags, formulas, whatever only surrounds runs
		d.runs(e, around)
	}
}

// change says what was made of a tracked change; taken: its words are read.
func (d *docxReader) change(e *element, taken bool, what string) bool {
	switch words := wordsOf(e); {
	case !taken:
		d.leaveOut(d.where(), words, what)
	case strings.TrimSpace(words) != "":
		d.report.add(d.where(), words, Kept, what)
	}
	return taken
}

// instruction says once that the result of a field is read, not what makes it.
func (d *docxReader) instruction(text string) {
	name, _, _ := strings.Cut(strings.TrimSpace(text), " ")
	if name != "" && !d.instructions[name] {
		d.instructions[name] = true
		d.leaveOut(d.where(), text, "the instruction of a field: what it shows is read")
	}
}

// picture leaves out a picture or a box of text.
func (d *docxReader) picture(e *element) {
	d.leaveOut(d.where(), wordsOf(e), "text in a box or a drawing: put it into a paragraph to keep it")
	var walk func(*element)
	walk = func(e *element) {
		if e.name == "x:docPr" {
			d.leaveOut(d.where(), e.value("descr"), "what is said of a picture")
		}
		for _, kid := range e.kids {
			walk(kid)
		}
	}
	walk(e)
}

// run reads a run: words of one look.
func (d *docxReader) run(e *element, around run) {
	properties := e.child("rPr")
	if s := d.style(properties.child("rStyle").value("val"), 0); s != nil {
		if s.bold != nil {
			around.bold = *s.bold
		}
		around.hidden = around.hidden || s.hidden
	}
	if yes, ok := properties.child("b").on(); ok {
		around.bold = yes
	}
	if yes, ok := properties.child("vanish").on(); ok {
		around.hidden = yes
	}
	struck, _ := properties.child("strike").on()
	double, _ := properties.child("dstrike").on()
	switch {
	case around.hidden:
		d.leaveOut(d.where(), wordsOf(e), "hidden")
		return
	case (struck || double) && d.options.Tracked == After:
		d.leaveOut(d.where(), wordsOf(e), "struck through")
		return
	}
	for _, kid := range e.kids {
		d.content(kid, around)
	}
}

// content reads what is in a run.
func (d *docxReader) content(e *element, around run) {
	switch e.name {
	case "t", "delText":
		d.word(e.text, around)
	case "tab", "ptab":
		d.w.add(" ", around.bold)
	case "br", "cr":
		d.w.lineBreak(true)
	case "noBreakHyphen":
		d.w.add("-", around.bold)
	case "fldChar":
		d.fieldMark(e.value("fldCharType"))
	case "instrText":
		d.instruction(e.text)
	case "sym":
		d.leaveOut(d.where(), e.value("font")+" "+e.value("char"), "a sign of a font of signs")
	case "footnoteReference", "endnoteReference":
		if id, _ := strconv.Atoi(e.value("id")); id > 0 {
			d.report.add(d.where(), "note "+e.value("id"), LeftOut, "the reference to a note")
		}
	case "softHyphen", "lastRenderedPageBreak", "rPr", "commentReference", "annotationRef",
		"footnoteRef", "endnoteRef", "separator", "continuationSeparator", "delInstrText":
	default:
		d.inline(e, around)
	}
}

// fieldMark follows the marks of fields: what stands before a field's result is no text.
func (d *docxReader) fieldMark(kind string) {
	switch n := len(d.field); {
	case kind == "begin" && n < maxNesting:
		d.field = append(d.field, false)
	case kind == "separate" && n > 0:
		d.field[n-1] = true
	case kind == "end" && n > 0:
		d.field = d.field[:n-1]
	}
}

// word adds words, unless they are of the instruction of a field.
func (d *docxReader) word(text string, around run) {
	for _, result := range d.field {
		if !result {
			d.leaveOut(d.where(), text, "the instruction of a field: what it shows is read")
			return
		}
	}
	d.w.add(text, around.bold)
}

// table reads a table. One that has one column only sets its paragraphs in a frame.
func (d *docxReader) table(e *element) error {
	if err := d.rest(); err != nil {
		return err
	}
	var rows [][]*element
	widest := 0
	for _, row := range d.rows(e) {
		var cells []*element
		for _, cell := range row.kids {
			if cell.name == "sdt" {
				cell = cell.child("sdtContent", "tc")
			}
			if cell != nil && cell.name == "tc" {
				cells = append(cells, cell)
			}
		}
		widest = max(widest, len(cells))
		rows = append(rows, cells)
	}
	if widest < 2 {
		for _, cells := range rows {
			for _, cell := range cells {
				if err := d.blocks(cell); err != nil {
					return err
				}
			}
		}
		return nil
	}
	b := block{where: fmt.Sprintf("paragraph %d", d.paragraphs+1), kind: table}
	for _, cells := range rows {
		var row []string
		for _, cell := range cells {
			in := *d
			in.flow = &flow{options: d.options, report: d.report}
			in.w, in.merged = words{}, false
			if err := in.blocks(cell); err != nil {
				return err
			}
			if err := in.rest(); err != nil {
				return err
			}
			d.paragraphs, d.field = in.paragraphs, in.field
			row = append(row, joined(in.flow.blocks))
		}
		b.rows = append(b.rows, row)
	}
	return d.add(b)
}

// rows are those of a table. One that a tracked change took away, or put in, is left out.
func (d *docxReader) rows(e *element) (rows []*element) {
	for _, kid := range e.kids {
		if kid.name == "sdt" || kid.name == "sdtContent" || kid.name == "customXml" || kid.name == "ins" {
			rows = append(rows, d.rows(kid)...)
		}
		if kid.name != "tr" {
			continue
		}
		properties := kid.child("trPr")
		switch {
		case properties.child("del") != nil && d.options.Tracked == After:
			d.leaveOut(d.where(), wordsOf(kid), "a row deleted by a tracked change")
		case properties.child("ins") != nil && d.options.Tracked == Before:
			d.leaveOut(d.where(), wordsOf(kid), "a row inserted by a tracked change")
		default:
			rows = append(rows, kid)
		}
	}
	return rows
}
