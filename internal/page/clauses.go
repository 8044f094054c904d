package page

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// deepest is the level from which clauses are not set in any further.
const deepest = 6

// clauses appends provisions. Below titles without a text of their own they are not set in for
// these.
func (m *markup) clauses(list []Clause) {
	if len(list) == 0 {
		return
	}
	level, above, base, signs := m.level, m.level-1, 0, 0
	for i := range list {
		if len(list[i].Heading) > 0 && len(list[i].Text) == 0 && list[i].Level <= 0 {
			base = 1
		}
		signs = max(signs, utf8.RuneCountInString(list[i].Number))
	}
	m.raw(`<div class="clauses` + room(signs) + "\">\n")
	for i := range list {
		c := &list[i]
		if len(c.Heading) > 0 {
			// Never more than one below the heading before.
			m.level = min(level+max(c.Level, 0), above+1)
			above = m.level
		}
		m.clause(c, c.Level-base)
	}
	m.level = level
	m.raw("</div>\n")
}

// room is what the style sheet calls a list whose longest number has so many signs, so that none
// pushes its words aside.
func room(signs int) string {
	switch {
	case signs <= len("F12.10"):
		return ""
	case signs <= len("F12.10(a)"):
		return " long"
	}
	return " longest"
}

// clause appends one provision, set in so far, its heading at the level that is due.
func (m *markup) clause(c *Clause, in int) {
	m.raw(`<div class="clause level-`)
	m.raw(strconv.Itoa(min(max(in, 0), deepest)))
	if in > 0 && strings.HasPrefix(c.Number, "(") {
		m.raw(" part") // its number begins where the words that it is a part of do
	}
	m.raw(c.Mark.class())
	m.raw(`"`)
	id := ""
	if c.ID != "" {
		id = m.unique(fragmentOf(c.ID), "-")
		m.attribute("id", id)
	}
	m.raw(">\n")
	if len(c.Notes) > 0 {
		m.raw("<div class=\"text\">\n")
	}
	numbered := strings.TrimSpace(c.Number) == "" // it has been said, or there is none
	if len(c.Heading) > 0 {
		n := strconv.Itoa(min(m.level, 6))
		m.raw("<h" + n + ">")
		if len(c.Text) == 0 && !numbered {
			m.number(c, id)
			numbered = true
		}
		m.wordsOr(c.Heading, "Heading")
		m.raw("</h" + n + ">\n")
	}
	m.became(c)
	for i := range c.Text {
		m.passage(c, &c.Text[i], id, !numbered)
		numbered = true
	}
	if !numbered {
		m.passage(c, &Passage{}, id, true)
	}
	if len(c.Notes) > 0 {
		m.raw("</div>\n<div class=\"beside\" role=\"note\">")
		m.lines(c.Notes)
		m.raw("\n</div>\n")
	}
	m.raw("</div>\n")
}

// number appends the number of a clause, which leads to its address.
func (m *markup) number(c *Clause, id string) {
	switch {
	case c.To.valid():
		m.raw(`<a class="no"`)
		m.attribute("href", m.address(c.To))
	case id != "":
		m.raw(`<a class="no"`)
		m.attribute("href", "#"+id)
	default:
		m.raw(`<span class="no">`)
		m.text(c.Number)
		m.raw("</span> ")
		return
	}
	m.raw(">")
	if before, found := strings.CutSuffix(c.ID, c.Number); found && before != "" {
		m.mark(`<span class="away">`, before, "</span>")
	}
	m.text(c.Number)
	m.raw("</a> ")
}

// became appends what became of a clause.
func (m *markup) became(c *Clause) {
	text := ""
	switch c.Mark {
	case Inserted:
		text = "Inserted"
	case Deleted:
		text = "Deleted"
	case Changed:
		text = "Changed"
	case Renumbered:
		text = "Renumbered"
	}
	switch {
	case c.Was == "":
	case c.Mark == Renumbered, text == "":
		text = "Renumbered from " + c.Was
	default:
		text += ", renumbered from " + c.Was
	}
	if text != "" {
		m.element(`<p class="became">`, text, "p")
	}
}

// class is what the style sheet calls a mark; nothing for an unknown one.
func (k Mark) class() string {
	switch k {
	case Inserted, Deleted, Changed, Renumbered:
		return " is-" + string(k)
	}
	return ""
}

// passage appends a paragraph or a table, with the number of the clause where that is due.
func (m *markup) passage(c *Clause, p *Passage, id string, numbered bool) {
	if numbered || len(p.Rows) == 0 {
		if len(p.Rows) > 0 {
			m.raw(`<p class="lone">`)
		} else {
			m.raw("<p>")
		}
		if numbered {
			m.number(c, id)
		}
		m.words(p.Words)
		m.raw("</p>\n")
	}
	if len(p.Rows) > 0 {
		m.grid("Table in "+or(c.ID, or(c.Number, "this text")), p.Rows)
	}
}

// grid appends a table whose first row names its columns, in a box of its own that scrolls.
func (m *markup) grid(name string, rows [][]Words) {
	columns := 1
	for _, row := range rows {
		columns = max(columns, len(row))
	}
	m.raw(`<div class="wide" role="region" tabindex="0"`)
	m.landmark(name)
	m.raw(">\n<table>\n<thead>\n<tr>")
	for i := range columns {
		m.raw(`<th scope="col">`)
		instead := "Column " + strconv.Itoa(i+1)
		if i < len(rows[0]) {
			m.wordsOr(rows[0][i], instead)
		} else {
			m.wordsOr(nil, instead)
		}
		m.raw("</th>")
	}
	m.raw("</tr>\n</thead>\n<tbody>\n")
	body := Table{Columns: make([]Column, columns)}
	for _, row := range rows[1:] {
		m.row(body, row)
	}
	m.raw("</tbody>\n</table>\n</div>\n")
}

// wordsOr appends words, and where they say nothing what is heard in their place.
func (m *markup) wordsOr(words Words, instead string) {
	start := len(m.b)
	m.words(words)
	if strings.TrimSpace(string(m.b[start:])) == "" {
		m.b = m.b[:start]
		m.raw(`<span class="away">`)
		m.text(instead)
		m.raw("</span>")
	}
}

// fragmentOf is the fragment of an ID: as it stands, where it may stand so in an address.
func fragmentOf(id string) string {
	for i := 0; i < len(id); i++ {
		switch c := id[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9':
		case strings.IndexByte(".-_()[]", c) >= 0:
		default:
			return Fragment(id)
		}
	}
	return id
}

// redline appends words that were inserted or deleted, between words that say so.
func (m *markup) redline(element, done, what, text string) {
	if strings.TrimSpace(text) == "" {
		// Space that came or went is there, and nothing to be told about.
		if element == "ins" {
			m.text(text)
		}
		return
	}
	m.raw("<" + element + `><span class="away"> ` + done + ": </span>")
	m.text(text)
	m.raw(`<span class="away"> end of ` + what + " </span></" + element + ">")
}

// term appends a defined term, with its meaning.
func (m *markup) term(t Term) {
	if !t.To.valid() {
		m.text(or(t.Text, "Term"))
		return
	}
	means := strings.TrimSpace(t.Means) != ""
	id := ""
	if means {
		id = m.id("means")
		m.raw(`<span class="term"><a`)
		m.attribute("aria-describedby", id)
	} else {
		m.raw(`<a class="term"`)
	}
	m.attribute("href", m.address(t.To))
	m.raw(">")
	m.text(or(t.Text, "Term"))
	m.raw("</a>")
	if means {
		m.raw(`<span class="means" role="tooltip"`)
		m.attribute("id", id)
		m.raw(">")
		m.text(t.Means)
		m.raw("</span></span>")
	}
}
