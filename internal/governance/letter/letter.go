// Package letter writes pages as mail: the blocks of [page], once as text and once as HTML, with
// the same words in the same order. Addresses become whole ones, so that they lead to the site
// from anywhere.
//
// Mail programs know little HTML. What is written here is headings, paragraphs, lists and one
// table for the frame, each with its style in it: no style sheet, no image, nothing from outside,
// no script. Tables and facts become lines, which a narrow window breaks as it likes.
package letter

import (
	"slices"
	"strconv"
	"strings"

	"github.com/mains-energy/mains/internal/page"
)

// Letter is what a message says.
type Letter struct {
	// Origin is the site, before its addresses: "https://code.example". Empty: addresses are
	// written as they are.
	Origin string
	Title  string // the heading
	Lead   string // a sentence below it; empty: none
	Blocks []page.Block
	// Foot stands below a line, in smaller type: why the message comes, and how to end that.
	Foot []page.Block
}

// kind says what a piece is.
type kind uint8

const (
	heading kind = iota
	para
	item
	fact
	notice
	foot // all that follows stands below the line
)

// piece is a part of a letter that stands for itself.
type piece struct {
	kind  kind
	level int          // of a heading
	mark  string       // the number of an item of a list with an order; the term of a fact
	lines []page.Words // of an item the head first
}

// pieces are all that a letter says, in order.
func (l *Letter) pieces() []piece {
	r := &reducer{}
	r.heading(l.Title)
	r.level++
	if l.Lead != "" {
		r.add(piece{kind: para, lines: []page.Words{page.Say(l.Lead)}})
	}
	r.blocks(l.Blocks)
	if len(l.Foot) > 0 {
		r.add(piece{kind: foot})
		r.blocks(l.Foot)
	}
	return r.all
}

// Links are the addresses of the site that it leads to, but for its foot.
func (l *Letter) Links() (all []page.Address) {
	for _, p := range l.pieces() {
		if p.kind == foot {
			break
		}
		for _, line := range p.lines {
			for _, w := range line {
				if link, is := w.(page.Link); is && link.To != "" {
					all = append(all, link.To)
				}
			}
		}
	}
	return all
}

// reducer makes pieces of blocks.
type reducer struct {
	all   []piece
	level int // of the next heading, from 0
}

func (r *reducer) add(p piece) { r.all = append(r.all, p) }

func (r *reducer) heading(text string) {
	if text = strings.TrimSpace(text); text != "" {
		r.add(piece{kind: heading, level: min(r.level, 3), lines: []page.Words{page.Say(text)}})
	}
}

func (r *reducer) para(words ...page.Inline) {
	if len(words) > 0 {
		r.add(piece{kind: para, lines: []page.Words{words}})
	}
}

// below are blocks under a heading.
func (r *reducer) below(title string, blocks []page.Block) {
	r.heading(title)
	r.level++
	r.blocks(blocks)
	r.level--
}

// blocks adds blocks in order.
func (r *reducer) blocks(blocks []page.Block) {
	for _, each := range blocks {
		switch each := each.(type) {
		case page.Section:
			r.below(each.Title, each.Blocks)
		case page.Details:
			r.below(each.Summary, each.Blocks)
		case page.Para:
			r.para(each.Words...)
		case page.Prose:
			r.prose(each.Text)
		case page.Summary:
			for _, row := range each.Rows {
				r.add(piece{kind: fact, mark: row.Term, lines: row.Values})
			}
		case page.Table:
			r.table(each)
		case page.Items:
			r.items(each)
		case page.Timeline:
			for _, e := range each.Events {
				r.add(piece{kind: item, lines: append([]page.Words{strong(e.When), e.What}, e.Detail...)})
			}
		case page.Figure:
			r.figure(each)
		case page.Notice:
			words := each.Words
			if each.Title != "" {
				words = append(page.Words{page.Strong(each.Title + ". ")}, words...)
			}
			r.add(piece{kind: notice, lines: []page.Words{words}})
		case page.Nav:
			for _, l := range each.Links {
				r.para(l)
			}
		case page.Clauses:
			r.clauses(each)
		}
	}
}

// prose is what a person wrote: see [page.Prose].
func (r *reducer) prose(text string) {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	var lines []page.Words
	end := func() {
		if len(lines) > 0 {
			r.add(piece{kind: para, lines: lines})
		}
		lines = nil
	}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if text, is := strings.CutPrefix(line, "- "); is {
			end()
			r.add(piece{kind: item, lines: []page.Words{page.Say(text)}})
		} else if line == "" {
			end()
		} else {
			lines = append(lines, page.Say(line))
		}
	}
	end()
}

// table makes of each row an item: what the row is named by, and the cells with their columns.
func (r *reducer) table(t page.Table) {
	if t.Caption != "" {
		r.para(page.Strong(t.Caption))
	}
	if len(t.Rows) == 0 {
		r.para(page.T(or(t.Empty, "None.")))
	}
	for _, row := range t.Rows {
		var lines []page.Words
		for i, cell := range row {
			if i == 0 {
				cell = strong(cell)
			} else if i < len(t.Columns) && t.Columns[i].Title != "" {
				cell = append(page.Words{page.T(t.Columns[i].Title + ": ")}, cell...)
			}
			lines = append(lines, cell)
		}
		r.add(piece{kind: item, lines: lines})
	}
}

// strong are words in strong type, where they are plain: what names an item stands out of it.
func strong(words page.Words) page.Words {
	all := slices.Clone(words)
	for i, w := range all {
		switch w := w.(type) {
		case page.T:
			all[i] = page.Strong(w)
		case page.When:
			all[i] = page.Strong(when(w))
		}
	}
	return all
}

// items are the things of a list.
func (r *reducer) items(list page.Items) {
	if len(list.Items) == 0 {
		r.para(page.T(or(list.Empty, "None.")))
	}
	for i, each := range list.Items {
		p := piece{kind: item, lines: []page.Words{each.Head}}
		if list.Ordered {
			p.mark = strconv.Itoa(i+1) + "."
		}
		if each.Tag != nil {
			p.lines[0] = append(page.Words{*each.Tag, page.T(": ")}, each.Head...)
		}
		p.lines = append(p.lines, each.Body...)
		r.add(p)
	}
}

// figure is what a picture shows, in words.
func (r *reducer) figure(f page.Figure) {
	if f.Table != nil {
		t := *f.Table
		t.Caption = or(f.Caption, t.Caption)
		r.table(t)
		return
	}
	r.para(page.Strong(f.Caption), page.T(" "+f.Text))
}

// clauses are provisions, each with its number.
func (r *reducer) clauses(list page.Clauses) {
	for _, c := range list.Clauses {
		p := piece{kind: item, mark: c.Number}
		if len(c.Heading) > 0 {
			p.lines = append(p.lines, c.Heading)
		}
		for _, passage := range c.Text {
			if len(passage.Rows) == 0 {
				p.lines = append(p.lines, passage.Words)
			}
			for _, cells := range passage.Rows {
				p.lines = append(p.lines, joined(cells))
			}
		}
		p.lines = append(p.lines, c.Notes...)
		if len(p.lines) > 0 {
			r.add(p)
		}
	}
}

// joined are the cells of a row on one line.
func joined(cells []page.Words) (line page.Words) {
	for i, cell := range cells {
		if i > 0 {
			line = append(line, page.T("; "))
		}
		line = append(line, cell...)
	}
	return line
}
