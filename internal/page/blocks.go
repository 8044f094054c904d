package page

import (
	"bytes"
	"strings"
)

// blocks appends blocks in order.
func (m *markup) blocks(blocks []Block) {
	for _, each := range blocks {
		switch each := each.(type) {
		case Section:
			m.section(each)
		case Para:
			m.raw("<p>")
			m.words(each.Words)
			m.raw("</p>\n")
		case Prose:
			m.prose(each.Text)
		case Verbatim:
			m.element(`<pre class="verbatim">`, "\n"+each.Text, "pre") // HTML drops the first break
		case Summary:
			m.summary(each)
		case Table:
			m.table(each)
		case Items:
			m.items(each)
		case Timeline:
			m.timeline(each)
		case Figure:
			m.figure(each)
		case Notice:
			m.notice(each)
		case Details:
			m.raw("<details>\n")
			m.element("<summary>", or(each.Summary, "More"), "summary")
			m.blocks(each.Blocks)
			m.raw("</details>\n")
		case Nav:
			m.nav(each)
		case Clauses:
			m.clauses(each.Clauses)
		}
	}
}

// section appends blocks under a heading; without a title they stand at the level around.
func (m *markup) section(s Section) {
	title := strings.TrimSpace(s.Title)
	m.raw("<section")
	if s.ID != "" || title != "" {
		m.attribute("id", m.id(or(s.ID, title)))
	}
	m.raw(">\n")
	if title == "" {
		m.blocks(s.Blocks)
	} else {
		m.heading(title)
		m.level++
		m.blocks(s.Blocks)
		m.level--
	}
	m.raw("</section>\n")
}

// prose appends what a person wrote.
func (m *markup) prose(text string) {
	const none, para, list = "", "</p>\n", "</li>\n</ul>\n"
	open := none // what closes the element that is open
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		item, isItem := strings.CutPrefix(line, "- ")
		switch {
		case line == "":
			m.raw(open)
			open = none
		case isItem && open == list:
			m.raw("</li>\n<li>")
			m.text(item)
		case isItem:
			m.raw(open + "<ul>\n<li>")
			m.text(item)
			open = list
		case open == para:
			m.raw("<br>\n")
			m.text(line)
		default:
			m.raw(open + "<p>")
			m.text(line)
			open = para
		}
	}
	m.raw(open)
}

// summary appends facts.
func (m *markup) summary(s Summary) {
	if len(s.Rows) == 0 {
		return
	}
	m.raw("<dl class=\"summary\">\n")
	for _, row := range s.Rows {
		m.raw("<div>\n")
		m.element("<dt>", or(row.Term, "Fact"), "dt")
		if len(row.Values) == 0 {
			row.Values = []Words{{Missing("not known")}}
		}
		for _, value := range row.Values {
			m.raw("<dd>")
			m.words(value)
			m.raw("</dd>\n")
		}
		if row.Change.valid() {
			m.raw(`<dd class="change"><a`)
			m.attribute("href", m.address(row.Change))
			m.element(`>Change<span class="away"> `, row.Term, "span")
			m.raw("</a></dd>\n")
		}
		m.raw("</div>\n")
	}
	m.raw("</dl>\n")
}

// empty says that there is none.
func (m *markup) empty(text string) {
	m.element(`<p class="empty">`, or(text, "None."), "p")
}

// table appends rows and columns, in a box of their own that scrolls.
func (m *markup) table(t Table) {
	if len(t.Rows) == 0 {
		m.empty(t.Empty)
		return
	}
	m.raw(`<div class="wide" role="region" tabindex="0"`)
	m.landmark(or(t.Caption, "Table"))
	m.raw(">\n<table>\n")
	if strings.TrimSpace(t.Caption) != "" {
		m.element("<caption>", t.Caption, "caption")
	}
	m.raw("<thead>\n<tr>")
	for _, c := range t.Columns {
		switch {
		case strings.TrimSpace(c.Title) == "":
			m.raw("<td></td>")
			continue
		case c.Number:
			m.raw(`<th scope="col" class="number">`)
		default:
			m.raw(`<th scope="col">`)
		}
		m.text(c.Title)
		m.raw("</th>")
	}
	m.raw("</tr>\n</thead>\n<tbody>\n")
	for _, row := range t.Rows {
		m.row(t, row)
	}
	m.raw("</tbody>\n</table>\n</div>\n")
}

// row appends a row of a table, filled up to the number of its columns.
func (m *markup) row(t Table, row []Words) {
	m.raw("<tr>")
	for i := range max(len(row), len(t.Columns)) {
		var cell Words
		if i < len(row) {
			cell = row[i]
		}
		switch {
		case i == 0 && t.RowHeads:
			m.rowHead(cell)
			continue
		case i < len(t.Columns) && t.Columns[i].Number:
			m.raw(`<td class="number">`)
		default:
			m.raw("<td>")
		}
		m.words(cell)
		m.raw("</td>")
	}
	m.raw("</tr>\n")
}

// rowHead appends the cell that names a row; one without words names nothing.
func (m *markup) rowHead(cell Words) {
	const open = `<th scope="row">`
	start := len(m.b)
	m.raw(open)
	m.words(cell)
	if len(bytes.TrimSpace(m.b[start+len(open):])) == 0 {
		m.b = append(m.b[:start], "<td></td>"...)
		return
	}
	m.raw("</th>")
}

// items appends a list of things.
func (m *markup) items(list Items) {
	if len(list.Items) == 0 {
		m.empty(list.Empty)
		return
	}
	name := "ul"
	if list.Ordered {
		name = "ol"
	}
	m.raw("<" + name + " class=\"items\">\n")
	for _, item := range list.Items {
		m.raw(`<li><p class="item">`)
		m.words(item.Head)
		if item.Tag != nil {
			m.raw(" ")
			m.tag(*item.Tag)
		}
		m.raw("</p>")
		m.lines(item.Body)
		m.raw("</li>\n")
	}
	m.raw("</" + name + ">\n")
}

// lines appends lines as small paragraphs.
func (m *markup) lines(lines []Words) {
	for _, line := range lines {
		m.raw("\n<p>")
		m.words(line)
		m.raw("</p>")
	}
}

// timeline appends what happened and what is to come.
func (m *markup) timeline(t Timeline) {
	if len(t.Events) == 0 {
		return
	}
	m.raw("<ol class=\"timeline\">\n")
	for _, e := range t.Events {
		if e.Ahead {
			m.raw(`<li class="ahead"><p class="when">`)
			m.words(e.When)
			m.raw(`<span class="away"> (to come)</span>`)
		} else {
			m.raw(`<li><p class="when">`)
			m.words(e.When)
		}
		m.raw("</p>\n<p>")
		m.words(e.What)
		m.raw("</p>")
		m.lines(e.Detail)
		m.raw("</li>\n")
	}
	m.raw("</ol>\n")
}

// figure appends a picture, and the same in words or figures.
func (m *markup) figure(f Figure) {
	m.raw("<figure>\n")
	if f.SVG != "" {
		m.raw(`<div class="wide" role="region" tabindex="0"`)
		m.landmark(or(f.Caption, "Picture"))
		m.raw(`><div class="picture" role="img"`)
		m.attribute("aria-label", or(f.Text, or(f.Caption, "Picture")))
		m.raw(">\n" + f.SVG + "\n</div></div>\n")
	}
	if strings.TrimSpace(f.Caption+f.Text) != "" {
		m.raw("<figcaption>")
		m.mark("<strong>", f.Caption, "</strong> ")
		m.text(f.Text)
		m.raw("</figcaption>\n")
	}
	if f.Table != nil {
		m.raw("<details>\n<summary>The figures behind the picture</summary>\n")
		m.table(*f.Table)
		m.raw("</details>\n")
	}
	m.raw("</figure>\n")
}

// notice appends a sentence that must not be missed.
func (m *markup) notice(n Notice) {
	m.raw(`<div role="note"`)
	m.attribute("class", "notice"+n.Tone.class(" notice"))
	m.raw(">\n")
	if n.Title != "" {
		m.raw("<p>")
		m.mark("<strong>", n.Title, "</strong>")
		m.raw("</p>\n")
	}
	if len(n.Words) > 0 {
		m.raw("<p>")
		m.words(n.Words)
		m.raw("</p>\n")
	}
	m.raw("</div>\n")
}

// nav appends links to pages of a list, or to parts of the site.
func (m *markup) nav(n Nav) {
	if len(n.Links) == 0 {
		return
	}
	m.raw(`<nav class="links"`)
	m.landmark(or(n.Label, "Pages"))
	m.raw(">\n<ul>\n")
	m.links(n.Links, "")
	m.raw("</ul>\n</nav>\n")
}
