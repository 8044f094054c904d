package xmldsig

import (
	"cmp"
	"slices"
)

// Method is a canonicalisation: a way to write a document so that two documents
// which mean the same are the same octets.
type Method uint8

const (
	// Inclusive is Canonical XML 1.0 without comments:
	// http://www.w3.org/TR/2001/REC-xml-c14n-20010315. Every namespace
	// declaration stays that is not already in force.
	Inclusive Method = iota + 1
	// Exclusive is Exclusive XML Canonicalization 1.0 without comments:
	// http://www.w3.org/2001/10/xml-exc-c14n#, with no InclusiveNamespaces.
	// A declaration is written where its prefix is first used.
	Exclusive
)

// AppendCanonical appends the canonical form of the document, without the elements
// in omit and what is in them; the text around an omitted element stays.
func (d *Document) AppendCanonical(dst []byte, m Method, omit ...*Element) []byte {
	w := writer{dst: dst, method: m, omit: omit}
	if len(omit) > fewOmitted {
		w.omitted = make(map[*Element]bool, len(omit))
		for _, e := range omit {
			w.omitted[e] = true
		}
	}
	for _, n := range d.Prolog {
		if pi, ok := n.(*ProcInst); ok {
			w.procInst(pi)
			w.dst = append(w.dst, '\n')
		}
	}
	w.element(d.Root)
	for _, n := range d.Epilog {
		if pi, ok := n.(*ProcInst); ok {
			w.dst = append(w.dst, '\n')
			w.procInst(pi)
		}
	}
	return w.dst
}

// AppendExclusive appends the exclusive canonical form of the element and what is
// in it. Where in which document it stands has no influence.
func (e *Element) AppendExclusive(dst []byte) []byte {
	w := writer{dst: dst, method: Exclusive}
	w.element(e)
	return w.dst
}

// fewOmitted is how many elements to omit are looked through for each element.
const fewOmitted = 4

// writer writes canonical form onto dst.
type writer struct {
	dst    []byte
	method Method

	omit    []*Element
	omitted map[*Element]bool // what is in omit, where it is more than a few

	rendered []Namespace // exclusive: declarations written on the open elements, innermost last
	spaces   []Namespace // inclusive: those of the start tag being written
	attrs    []*Attr     // those of the start tag being written
}

// element writes one element. Canonical XML 1.0 2.3. Recursion ends because the
// parser bounds the depth.
func (w *writer) element(e *Element) {
	if len(w.omit) > 0 && w.omits(e) {
		return
	}
	inherited := len(w.rendered)
	w.dst = append(w.dst, '<')
	w.name(e.Prefix, e.Local)
	if w.method == Exclusive {
		w.usedNamespaces(e)
	} else {
		w.declaredNamespaces(e)
	}
	w.attributes(e)
	w.dst = append(w.dst, '>')
	for _, n := range e.Children {
		switch n := n.(type) {
		case *Element:
			w.element(n)
		case *Text:
			w.text(n.Value)
		case *ProcInst:
			w.procInst(n)
		}
	}
	w.dst = append(w.dst, "</"...)
	w.name(e.Prefix, e.Local)
	w.dst = append(w.dst, '>')
	w.rendered = w.rendered[:inherited]
}

// omits reports whether an element is left out.
func (w *writer) omits(e *Element) bool {
	return w.omitted[e] || len(w.omit) <= fewOmitted && slices.Contains(w.omit, e)
}

// name writes a name as it was in the document.
func (w *writer) name(prefix, local string) {
	if prefix != "" {
		w.dst = append(w.dst, prefix...)
		w.dst = append(w.dst, ':')
	}
	w.dst = append(w.dst, local...)
}

// declaredNamespaces writes the element's own declarations, except those that say
// what is in force already. The element's parent, if any, has been written.
func (w *writer) declaredNamespaces(e *Element) {
	if len(e.Namespaces) == 0 {
		return
	}
	w.spaces = w.spaces[:0]
	for _, n := range e.Namespaces {
		before, found := e.Parent.Resolve(n.Prefix)
		if !found || before != n.URI {
			w.spaces = append(w.spaces, n)
		}
	}
	w.namespaces(w.spaces)
}

// usedNamespaces writes a declaration for each prefix in the names of the element
// and its attributes, unless the nearest declaration written says the same.
// Exclusive XML Canonicalization 1.0 3.
func (w *writer) usedNamespaces(e *Element) {
	before := len(w.rendered)
	w.use(Namespace{Prefix: e.Prefix, URI: e.Space})
	for i := range e.Attrs {
		if a := &e.Attrs[i]; a.Prefix != "" {
			w.use(Namespace{Prefix: a.Prefix, URI: a.Space})
		}
	}
	w.namespaces(w.rendered[before:])
}

// use puts a declaration on w.rendered if it is not in force.
func (w *writer) use(n Namespace) {
	if n.Prefix == "xml" {
		return
	}
	inForce := "" // the default namespace when nothing is declared
	for _, r := range w.rendered {
		if r.Prefix == n.Prefix {
			inForce = r.URI
		}
	}
	if inForce != n.URI {
		w.rendered = append(w.rendered, n)
	}
}

// namespaces writes declarations in the order of their prefixes, and sorts them
// for it; the default namespace comes first.
func (w *writer) namespaces(declared []Namespace) {
	slices.SortFunc(declared, func(a, b Namespace) int { return cmp.Compare(a.Prefix, b.Prefix) })
	for _, n := range declared {
		w.dst = append(w.dst, " xmlns"...)
		if n.Prefix != "" {
			w.dst = append(w.dst, ':')
			w.dst = append(w.dst, n.Prefix...)
		}
		w.dst = append(w.dst, `="`...)
		w.value(n.URI)
		w.dst = append(w.dst, '"')
	}
}

// attributes writes the attributes in the order of namespace name, then local name.
func (w *writer) attributes(e *Element) {
	if len(e.Attrs) == 0 {
		return
	}
	w.attrs = w.attrs[:0]
	for i := range e.Attrs {
		w.attrs = append(w.attrs, &e.Attrs[i])
	}
	slices.SortFunc(w.attrs, func(a, b *Attr) int {
		return cmp.Or(cmp.Compare(a.Space, b.Space), cmp.Compare(a.Local, b.Local))
	})
	for _, a := range w.attrs {
		w.dst = append(w.dst, ' ')
		w.name(a.Prefix, a.Local)
		w.dst = append(w.dst, `="`...)
		w.value(a.Value)
		w.dst = append(w.dst, '"')
	}
}

// procInst writes a processing instruction.
func (w *writer) procInst(pi *ProcInst) {
	w.dst = append(w.dst, "<?"...)
	w.dst = append(w.dst, pi.Target...)
	if pi.Value != "" {
		w.dst = append(w.dst, ' ')
		w.dst = append(w.dst, pi.Value...)
	}
	w.dst = append(w.dst, "?>"...)
}

// text writes character data.
func (w *writer) text(s string) {
	written := 0
	for i := range len(s) {
		if special[s[i]] {
			if escape := escapeInText(s[i]); escape != "" {
				w.dst = append(append(w.dst, s[written:i]...), escape...)
				written = i + 1
			}
		}
	}
	w.dst = append(w.dst, s[written:]...)
}

// special are the octets that are escaped in text or in a value.
var special = in("&<>\"\t\n\r")

// value writes an attribute value.
func (w *writer) value(s string) {
	written := 0
	for i := range len(s) {
		if special[s[i]] {
			if escape := escapeInValue(s[i]); escape != "" {
				w.dst = append(append(w.dst, s[written:i]...), escape...)
				written = i + 1
			}
		}
	}
	w.dst = append(w.dst, s[written:]...)
}

// escapeInText is what stands for an octet of text; empty for itself.
func escapeInText(c byte) string {
	switch c {
	case '&':
		return "&amp;"
	case '<':
		return "&lt;"
	case '>':
		return "&gt;"
	case '\r':
		return "&#xD;"
	}
	return ""
}

// escapeInValue is what stands for an octet of an attribute value.
func escapeInValue(c byte) string {
	switch c {
	case '&':
		return "&amp;"
	case '<':
		return "&lt;"
	case '"':
		return "&quot;"
	case '\t':
		return "&#x9;"
	case '\n':
		return "&#xA;"
	case '\r':
		return "&#xD;"
	}
	return ""
}
