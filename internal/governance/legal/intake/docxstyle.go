package intake

import (
	"regexp"
	"strconv"
	"strings"
)

// docxStyle is a style of paragraphs, with what it is based on taken in.
type docxStyle struct {
	name    string
	based   string
	outline int // rank as a heading, from 1; 0: none
	num     numbered
	indent  *int // to the left, in twips; nil: it does not say
	bold    *bool
	hidden  bool
	done    bool
}

// numbered is which list a paragraph or a style is in; list empty: it does not say, "0": none.
type numbered struct {
	list  string
	level int // -1: it does not say
}

// headingName is how the styles of headings are named, in any language's file: the names of these
// are the same, only what is shown differs.
var headingName = regexp.MustCompile(`(?i)^heading ([1-9])$`)

// readStyles reads the styles of a package.
func (d *docxReader) readStyles(p *packed, name string) error {
	root, err := p.tree(name)
	if err != nil || root == nil {
		return err
	}
	d.styles = map[string]*docxStyle{}
	for _, e := range root.kids {
		if e.name != "style" {
			continue
		}
		s := &docxStyle{name: e.child("name").value("val"), based: e.child("basedOn").value("val")}
		s.properties(e.child("pPr"), e.child("rPr"))
		if m := headingName.FindStringSubmatch(s.name); m != nil && s.outline == 0 {
			s.outline, _ = strconv.Atoi(m[1])
		}
		d.styles[e.value("styleId")] = s
		if e.value("type") == "paragraph" && e.value("default") == "1" {
			d.normal = e.value("styleId")
		}
	}
	return nil
}

// properties takes in what a style or a paragraph says of itself.
func (s *docxStyle) properties(p, r *element) {
	s.num = numbered{level: -1}
	if num := p.child("numPr"); num != nil {
		s.num.list = num.child("numId").value("val")
		if level, err := strconv.Atoi(num.child("ilvl").value("val")); err == nil && level >= 0 &&
			level < levels {
			s.num.level = level
		}
	}
	if n, err := strconv.Atoi(p.child("outlineLvl").value("val")); err == nil && n >= 0 && n < 9 {
		s.outline = n + 1
	}
	s.indent = indentOf(p)
	if yes, ok := r.child("b").on(); ok {
		s.bold = &yes
	}
	s.hidden, _ = r.child("vanish").on()
}

// indentOf is how far in properties set a paragraph; nil: they do not say.
func indentOf(p *element) *int {
	e := p.child("ind")
	for _, name := range []string{"left", "start"} {
		if n, err := strconv.Atoi(e.value(name)); err == nil {
			return &n
		}
	}
	return nil
}

// link takes into each style what it is based on, and finds the levels that lists give to styles.
func (d *docxReader) link() {
	for id := range d.styles {
		d.style(id, 0)
	}
}

// style is a style with all that it is based on; nil: there is none.
func (d *docxReader) style(id string, deep int) *docxStyle {
	s := d.styles[id]
	if s == nil || s.done || deep > 50 {
		return s
	}
	s.done = true
	if s.num.list != "" && s.num.level < 0 {
		s.num.level = d.levelOf(s.num.list, id)
	}
	base := d.style(s.based, deep+1)
	if base == nil || base == s {
		return s
	}
	if s.outline == 0 && !strings.HasPrefix(strings.ToLower(s.name), "toc") {
		s.outline = base.outline
	}
	if s.num.list == "" {
		level := s.num.level
		if s.num = base.num; level >= 0 {
			s.num.level = level
		} else if s.num.list != "" {
			if own := d.levelOf(s.num.list, id); own > 0 {
				s.num.level = own
			}
		}
	}
	if s.indent == nil {
		s.indent = base.indent
	}
	if s.bold == nil {
		s.bold = base.bold
	}
	s.hidden = s.hidden || base.hidden
	return s
}
