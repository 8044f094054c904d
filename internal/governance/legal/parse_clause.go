package legal

import "strings"

// bold parts a line that begins with "**" at the end of what is bold.
func bold(line string) (words, rest string, ok bool) {
	for i := 2; i+1 < len(line); i++ {
		switch {
		case line[i] == '\\':
			i++
		case line[i] == '*' && line[i+1] == '*':
			return trim(line[2:i]), line[i+2:], i > 2
		}
	}
	return "", "", false
}

// numbered takes a line that begins with the number of a clause in bold.
func (p *parser) numbered(line string, indent int) {
	number, rest, ok := bold(line)
	if !ok || base(number) != len(number) {
		p.fault("%.60q begins with no number: write **F8.7** before a clause, and - **Term** "+
			"before a definition", line)
		return
	}
	if indent > 0 {
		p.fault("%s stands in a list: take the spaces before it away", number)
		return
	}
	if rest != "" && rest[0] != ' ' && rest[0] != '\t' {
		p.fault("write a space after **%s**, and a part such as (a) in a line of its own: - (a)",
			number)
		return
	}
	p.begin(Clause{Number: number}, 0)
	p.starts(trim(rest))
}

// item takes a part: line is without its dash, which stands after indent spaces.
func (p *parser) item(line string, indent int) {
	p.closeDeeper(indent)
	if len(p.open) == 0 {
		p.fault("the part %.60q has no clause that it is a part of: write one before it, such as "+
			"**F8.7**", line)
		return
	}
	up := &p.open[len(p.open)-1]
	whole := &p.doc.Clauses[up.clause]
	var c Clause
	var rest string
	if n := token(line); n > 0 && (n == len(line) || line[n] == ' ') {
		c.Number, rest = whole.Number+line[:n], line[n:]
	} else if term, after, ok := bold(line); ok && strings.HasPrefix(line, "**") {
		c.Term, rest = p.inline(p.line, term, afterNumber), after
		c.Number = whole.Number + "[" + Slug(c.Term) + "]"
	} else {
		p.fault("the part %.60q has no number: write - (a) before a part and - **Term** before a "+
			"definition; if it is words, begin with \\-", line)
		return
	}
	if up.parts && len(up.text) > 0 {
		p.fault("%s follows words that close the parts of %s: give those words a number, or put "+
			"them last", c.Number, whole.Number)
		return
	}
	if !up.parts {
		whole.Text = strings.Join(up.text, "\n\n")
		up.parts, up.text = true, nil
	}
	if p.heading != "" {
		p.faultAt(p.headingLine, "a heading stands above a clause, not above a part such as %s",
			last(c.Number))
		p.heading = ""
	}
	p.begin(c, indent+2)
	p.starts(trim(rest))
}

// begin adds a clause that the lines which follow belong to. indent is that of its text.
func (p *parser) begin(c Clause, indent int) {
	if indent == 0 {
		p.closeTo(0)
	}
	c.Heading, p.heading = p.heading, ""
	if c.Term != "" && base(c.Term) == len(c.Term) {
		p.fault("the term %s looks like the number of a clause: choose another", c.Term)
	}
	if err := ValidNumber(c.Number); err != nil {
		p.fault("%v", err)
	} else if line := p.seen[c.Number]; line > 0 {
		p.fault("%s is the number of the clause in line %d too: choose another", c.Number, line)
	}
	p.seen[c.Number] = p.line
	p.open = append(p.open, level{clause: len(p.doc.Clauses), indent: indent})
	p.doc.Clauses = append(p.doc.Clauses, c)
}

// starts takes the words that stand in the line of the number.
func (p *parser) starts(words string) {
	if words == "" {
		return
	}
	if reserved(words, afterNumber) >= 0 {
		p.fault("one part begins right after another: write - and %s in a line of its own, two "+
			"spaces further in; if it is words, put \\ before it", words[:token(words)])
		return
	}
	p.paragraph, p.from, p.at = append(p.paragraph, words), p.line, afterNumber
}

// continued takes a line of words: of the paragraph before it, or the first of one.
func (p *parser) continued(line string, indent int) {
	if len(p.paragraph) == 0 {
		if p.heading != "" {
			p.fault("words without a number follow the heading in line %d: write **F8.7** before "+
				"them", p.headingLine)
			return
		}
		p.closeDeeper(indent)
		if len(p.open) == 0 {
			p.fault("words stand before the first clause: give them a number, or make them the " +
				"notice in the head")
			return
		}
		p.from, p.at = p.line, startsLine
	}
	p.paragraph = append(p.paragraph, line)
}

// endParagraph gives the lines that were read to the clause that they belong to.
func (p *parser) endParagraph() {
	if len(p.paragraph) == 0 {
		return
	}
	words := p.paragraphWords()
	p.paragraph = p.paragraph[:0]
	if words != "" {
		up := &p.open[len(p.open)-1]
		up.text = append(up.text, words)
	}
}

// paragraphWords is the lines of a paragraph as the words of a clause.
func (p *parser) paragraphWords() string {
	lines := p.paragraph
	rows := 0
	for _, line := range lines {
		if line[0] == '|' {
			rows++
		}
	}
	at := p.at
	if rows > 0 && (rows < len(lines) || at == afterNumber) {
		p.faultAt(p.from, "a table is a paragraph of its own: put an empty line before it and after it, "+
			"or write \\| for the sign itself")
		return ""
	}
	if rows > 0 {
		at = inTable
	}
	if len(lines) == 1 && at != inTable {
		return p.inline(p.from, lines[0], at)
	}
	var b strings.Builder
	for i, line := range lines {
		end := "\n"
		if at == inTable {
			line = "| " + line[1:]
		} else if line, end = softEnd(line); i+1 == len(lines) && end == "\n" {
			line += `\`
		}
		words, ok := unescape(line, at)
		if !ok {
			p.inline(p.from+i, line, at)
			return ""
		}
		b.WriteString(words)
		b.WriteString(end)
	}
	return strings.ReplaceAll(Plain(b.String()), "\n\n", "\n")
}

// softEnd is a line without the backslash that breaks it, and what parts it from the next.
func softEnd(line string) (words, end string) {
	n := len(line) - len(strings.TrimRight(line, `\`))
	if n%2 == 0 {
		return line, " "
	}
	return trim(line[:len(line)-1]), "\n"
}

// closeDeeper ends the clauses whose text stands further in than indent.
func (p *parser) closeDeeper(indent int) {
	n := len(p.open)
	for n > 1 && p.open[n-1].indent > indent {
		n--
	}
	p.closeTo(n)
}

// closeTo ends all clauses but the first n.
func (p *parser) closeTo(n int) {
	for len(p.open) > n {
		up := &p.open[len(p.open)-1]
		c := &p.doc.Clauses[up.clause]
		switch {
		case len(up.text) == 0:
		case up.parts:
			c.Closing = strings.Join(up.text, "\n\n")
		default:
			c.Text = strings.Join(up.text, "\n\n")
		}
		p.open = p.open[:len(p.open)-1]
	}
}
