package legal

import "strings"

// Reference is where a text refers to a clause, or to a document as a whole.
type Reference struct {
	Start, End int    // octets of the text
	Slug       string // of the document
	Number     string // of the clause; empty: the document as a whole
}

// mention is a word that a reference begins with, and the beginning of the slugs that it gives;
// clauses and paragraphs give none: they are of this document, unless it says of which.
type mention struct {
	word, slug string
	several    bool // numbers may follow one another
}

// mentioned is the word that a text begins with, if a reference does.
func mentioned(s string) (mention, bool) {
	for _, m := range [...]mention{
		{"Sections", "section-", true}, {"Section", "section-", false},
		{"Schedules", "schedule-", true}, {"Schedule", "schedule-", false},
		{"Appendices", "appendix-", true}, {"Appendix", "appendix-", false},
		{"Clauses", "", true}, {"Clause", "", false}, {"clauses", "", true}, {"clause", "", false},
		{"Paragraphs", "", true}, {"Paragraph", "", false},
		{"paragraphs", "", true}, {"paragraph", "", false},
	} {
		if strings.HasPrefix(s, m.word) {
			return m, true
		}
	}
	return mention{}, false
}

// References finds what a text of a document refers to: "Section F8.7(a)", "Sections F8.7 and
// F8.8", "Appendix L", "Schedule 8", "clause 5.3 of Appendix L", and of this document "clause 5.3"
// and "paragraph 5.3(a)". They are in the order of the text. Of several numbers each is a
// reference; the first begins at the word before it.
func References(in *Document, text string) []Reference {
	r := referrer{in: in, text: text}
	for at := 0; at < len(text); {
		c := text[at]
		if c == 'S' || c == 'A' || c == 'C' || c == 'P' || c == 'c' || c == 'p' {
			if m, ok := mentioned(text[at:]); ok {
				if end := r.reference(m, at); end > at {
					at = end
					continue
				}
			}
		}
		_, n := piecewise(text[at:])
		at += n
	}
	return r.found
}

// referrer reads the references of a text.
type referrer struct {
	in    *Document
	text  string
	found []Reference
}

// reference reads the references that begin with a word at start, and gives their end; start: they
// are none.
func (r *referrer) reference(m mention, start int) int {
	at, ok := r.space(start + len(m.word))
	if !ok {
		return start
	}
	first := len(r.found)
	ref, ok := r.target(m, at)
	if !ok {
		return start
	}
	ref.Start = start
	r.found = append(r.found, ref)
	for {
		last := r.found[len(r.found)-1]
		next, ok := r.another(m, last)
		if !ok {
			break
		}
		r.found = append(r.found, next)
	}
	if m.slug == "" {
		r.of(first)
	}
	return r.found[len(r.found)-1].End
}

// space is where the space at a place ends, if there is one.
func (r *referrer) space(at int) (end int, ok bool) {
	rest := r.text[at:]
	for _, space := range []string{" ", "\n", "\u00a0"} {
		if strings.HasPrefix(rest, space) {
			return at + len(space), true
		}
	}
	return at, false
}

// ends says whether no word goes on at a place.
func (r *referrer) ends(at int) bool {
	if at == len(r.text) {
		return true
	}
	kind, _ := kindOf(r.text[at:])
	return kind != wordLexeme
}

// target reads what stands after the word of a reference.
func (r *referrer) target(m mention, at int) (Reference, bool) {
	rest := r.text[at:]
	n := base(rest)
	letters := span(rest, 0, isUpper)
	switch {
	case m.slug == "section-" && n > 0 && letters == 0:
		// Of an Act, or of a specification that calls its clauses so.
		if r.in == nil || r.in.Kind == Section || strings.HasPrefix(rest[n:], " of ") {
			return Reference{}, false
		}
		return r.numbered(at, n, r.in.Slug())
	case m.slug == "section-" && n > 0:
		return r.numbered(at, n, "section-"+strings.ToLower(rest[:letters]))
	case m.slug == "":
		slug := ""
		if r.in != nil {
			slug = r.in.Slug()
		}
		if letters > 0 && n > 0 && (r.in == nil || r.in.Find(rest[:n]) < 0) {
			slug = "section-" + strings.ToLower(rest[:letters])
		}
		return r.numbered(at, n, slug)
	}
	name := letters
	if name == 0 && m.slug != "section-" {
		name = span(rest, 0, isDigit)
	}
	if name == 0 || name > mostLetters || !r.ends(at+name) {
		return Reference{}, false
	}
	return Reference{Start: at, End: at + name, Slug: m.slug + strings.ToLower(rest[:name])}, true
}

// numbered reads a number whose base has n octets, with its parts.
func (r *referrer) numbered(at, n int, slug string) (Reference, bool) {
	if n == 0 {
		return Reference{}, false
	}
	end := at + n
	for t := token(r.text[end:]); t > 0; t = token(r.text[end:]) {
		end += t
	}
	if !r.ends(end) || end-at > MaxNumber {
		return Reference{}, false
	}
	return Reference{Start: at, End: end, Slug: slug, Number: r.text[at:end]}, true
}

// another reads one more number after a reference: ", F8.8", " and F8.8", " to (c)".
func (r *referrer) another(m mention, last Reference) (Reference, bool) {
	rest := r.text[last.End:]
	for _, between := range [...]string{", and ", ", or ", ", ", " and ", " or ", " to ", " and/or "} {
		if !strings.HasPrefix(rest, between) {
			continue
		}
		at := last.End + len(between)
		if n := token(r.text[at:]); n > 0 && strings.HasSuffix(last.Number, ")") {
			end := at + n
			for t := token(r.text[end:]); t > 0; t = token(r.text[end:]) {
				end += t
			}
			number := sibling(last.Number, r.text[at:end])
			return Reference{Start: at, End: end, Slug: last.Slug, Number: number},
				r.ends(end) && len(number) <= MaxNumber
		}
		if !m.several {
			return Reference{}, false
		}
		return r.target(m, at)
	}
	return Reference{}, false
}

// sibling is the number of a part that is named by its last letters only, after another: (b) after
// F8.7(a) is F8.7(b), and (b) after F8.7(a)(i) too, as the letters are of the same form.
func sibling(last, part string) string {
	form := part[:token(part)]
	for up := last; strings.HasSuffix(up, ")"); up = Parent(up) {
		own := up[len(Parent(up)):]
		if sameForm(own, form) {
			return Parent(up) + part
		}
	}
	return Parent(last) + part
}

// sameForm says whether two parts are of one list: both digits, capitals, Roman or other letters.
func sameForm(x, y string) bool {
	a, b := x[1], y[1]
	switch {
	case isDigit(a) || isDigit(b):
		return isDigit(a) && isDigit(b)
	case isUpper(a) || isUpper(b):
		return isUpper(a) && isUpper(b)
	}
	return (roman(x[1:len(x)-1]) > 0) == (roman(y[1:len(y)-1]) > 0)
}

// of gives the references from first on the document that is said after them: "of Appendix L".
func (r *referrer) of(first int) {
	last := &r.found[len(r.found)-1]
	at := last.End
	for _, between := range [...]string{" of ", " to ", " in ", " (of "} {
		if !strings.HasPrefix(r.text[at:], between) {
			continue
		}
		word := at + len(between)
		m, ok := mentioned(r.text[word:])
		if !ok || m.slug == "" || m.several {
			return
		}
		name, ok := r.space(word + len(m.word))
		if !ok {
			return
		}
		whole, ok := r.target(m, name)
		if !ok || whole.Number != "" {
			return
		}
		for k := first; k < len(r.found); k++ {
			r.found[k].Slug = whole.Slug
		}
		last.End = whole.End
		return
	}
}
