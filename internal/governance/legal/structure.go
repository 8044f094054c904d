package legal

// Structure is what keeps a document from being written and read again as it is: [Parse] gives no
// document with such faults. A document made in a program, by a merge or by an importer may have
// them.
func (d *Document) Structure() Faults {
	var f Faults
	if d.Slug() == "" || d.Name != plainLine(d.Name) {
		f.add("", "%.40q is no name of a document: write one such as Section F", d.Name)
	}
	if d.Title != plainLine(d.Title) || d.Notice != Plain(d.Notice) {
		f.add("", "the title or the notice is not plain: see Plain")
	}
	if !d.Kind.valid() {
		f.add("", "%.40q is no kind of document: write one of %s", d.Kind, kindList())
	}
	seen := make(map[string]struct{}, len(d.Clauses))
	open := make([]string, 0, MaxDepth+1)
	octets := len(d.Title) + len(d.Notice)
	for i := range d.Clauses {
		c := &d.Clauses[i]
		octets += len(c.Number) + len(c.Heading) + len(c.Term) + len(c.Text) + len(c.Closing)
		if _, twice := seen[c.Number]; twice {
			f.add(c.Number, "two clauses have this number: choose another for one of them")
		}
		seen[c.Number] = struct{}{}
		next := ""
		if i+1 < len(d.Clauses) {
			next = d.Clauses[i+1].Number
		}
		c.structure(&f, next)
		for len(open) > 0 && !within(c.Number, open[len(open)-1]) {
			open = open[:len(open)-1]
		}
		if depth(c.Number) > 0 && (len(open) == 0 || open[len(open)-1] != Parent(c.Number)) {
			f.add(c.Number, "it does not stand among the parts of %s: put it after that, or choose "+
				"another number", Parent(c.Number))
		}
		open = append(open, c.Number)
	}
	// Each octet is at most sixteen in the file: a line break in the deepest list.
	if octets += 64 * len(d.Clauses); octets > MaxDocument/16 && len(d.Append(nil)) > MaxDocument {
		f.add("", "the document is longer than %d octets: make two of it", MaxDocument)
	}
	return f
}

// structure adds what is wrong with one clause. next is the number of the clause after it.
func (c *Clause) structure(f *Faults, next string) {
	if err := ValidNumber(c.Number); err != nil {
		f.add(c.Number, "%v", err)
		return
	}
	part := last(c.Number)
	switch {
	case c.Term == "" && part[0] == '[':
		f.add(c.Number, "it is a definition without a term: write the term that it defines")
	case c.Term != "" && part != "["+Slug(c.Term)+"]":
		f.add(c.Number, "its term is %.60q, and its number ends in [%s] then", c.Term, Slug(c.Term))
	case c.Term != plainLine(c.Term) || c.Term != "" && base(c.Term) == len(c.Term):
		f.add(c.Number, "the term %.60q looks like a number or has space to spare", c.Term)
	}
	switch {
	case c.Heading != "" && depth(c.Number) > 0:
		f.add(c.Number, "a heading stands above a clause, not above a part")
	case c.Heading != plainLine(c.Heading) || c.Text != Plain(c.Text) || c.Closing != Plain(c.Closing):
		f.add(c.Number, "its words have space to spare: see Plain")
	case c.Closing != "" && !within(next, c.Number):
		f.add(c.Number, "it has words that close its parts, and no parts: put them in its text")
	}
}
