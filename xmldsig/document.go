package xmldsig

import (
	"iter"
	"strconv"
	"strings"
)

// Document is a parsed document. It is immutable: nobody may write to it or to
// anything in it, and any number of goroutines may read it.
type Document struct {
	Root   *Element
	Prolog []Node // comments and processing instructions before the root
	Epilog []Node // comments and processing instructions after the root

	nodes  int    // how many, as Limits counts them
	source string // the whole document as it was given; all other strings alias it
}

// Node is a child of an element or of the document: an [*Element], [*Text],
// [*Comment] or [*ProcInst].
type Node interface{ node() }

// Element is one element. Names are as in the document: Prefix may be empty and
// means nothing, Space and Local are the element's name.
type Element struct {
	Prefix     string
	Local      string
	Space      string      // namespace name; empty for an element in no namespace
	Attrs      []Attr      // in document order, without namespace declarations
	Namespaces []Namespace // declared on this very element, in document order
	Children   []Node      // in document order; no two Text in a row, no empty Text
	Parent     *Element    // nil for the root

	Line   int // of the start tag, from 1
	Column int // octet within the line, from 1
	Offset int // octet of the start tag's '<' within the document
	End    int // octet after the end tag's '>'

	inner int // octet after the start tag's '>'
	close int // octet of the end tag's '<', or of the '/' in an empty-element tag
}

// Attr is one attribute. An attribute without prefix is in no namespace.
type Attr struct {
	Prefix string
	Local  string
	Space  string // namespace name
	Value  string // references expanded and white space normalised, as XML 1.0 section 3.3.3 says
	Offset int    // octet of the name within the document
}

// Namespace is one namespace declaration: xmlns:Prefix="URI", or xmlns="URI" with
// an empty Prefix. Only the default namespace can have an empty URI: it is undone.
type Namespace struct {
	Prefix string
	URI    string
}

// Text is character data: references are expanded, CDATA sections dissolved, line
// ends made into single line feeds.
type Text struct{ Value string }

// Comment is a comment. Canonical forms leave it out.
type Comment struct{ Value string }

// ProcInst is a processing instruction. Canonical forms keep it.
type ProcInst struct{ Target, Value string }

func (*Element) node()  {}
func (*Text) node()     {}
func (*Comment) node()  {}
func (*ProcInst) node() {}

// Elements yields the child elements in document order.
func (e *Element) Elements() iter.Seq[*Element] {
	return func(yield func(*Element) bool) {
		for _, n := range e.Children {
			if child, ok := n.(*Element); ok && !yield(child) {
				return
			}
		}
	}
}

// Is reports whether the element has this namespace and local name.
func (e *Element) Is(space, local string) bool { return e.Local == local && e.Space == space }

// Child returns the first child element of this name, or nil.
func (e *Element) Child(space, local string) *Element {
	for child := range e.Elements() {
		if child.Is(space, local) {
			return child
		}
	}
	return nil
}

// Attr returns the value of an attribute, and whether there is one. An attribute
// written without prefix has the empty space.
func (e *Element) Attr(space, local string) (string, bool) {
	for i := range e.Attrs {
		if a := &e.Attrs[i]; a.Local == local && a.Space == space {
			return a.Value, true
		}
	}
	return "", false
}

// Text returns the element's own character data, all of it: pieces that a
// comment, a processing instruction or a child element separates are joined.
//
// A comment is not part of the canonical form, so anybody can put one into a
// signed value: 10<!-- -->00 verifies like 1000, and must be read like 1000 for
// that reason. Whoever would rather refuse such a value reads with [Element.Plain].
func (e *Element) Text() string {
	text, _ := e.Plain()
	return text
}

// Plain is [Element.Text], and reports whether the element contains nothing but
// text in one piece: no comment, processing instruction or element.
func (e *Element) Plain() (text string, plain bool) {
	if len(e.Children) == 0 {
		return "", true
	}
	if t, ok := e.Children[0].(*Text); ok && len(e.Children) == 1 {
		return t.Value, true
	}
	var joined strings.Builder
	for _, n := range e.Children {
		if t, ok := n.(*Text); ok {
			joined.WriteString(t.Value)
		}
	}
	return joined.String(), false
}

// Resolve returns the namespace name that a prefix stands for at this element.
// The empty prefix is the default namespace, whose name may be empty; any other
// prefix is found only if it is declared.
func (e *Element) Resolve(prefix string) (uri string, found bool) {
	if prefix == "xml" {
		return NamespaceXML, true
	}
	for ; e != nil; e = e.Parent {
		for i := range e.Namespaces {
			if e.Namespaces[i].Prefix == prefix {
				return e.Namespaces[i].URI, true
			}
		}
	}
	return "", prefix == ""
}

// Path returns the way to the element from the root, as an XPath with the
// prefixes of the document: /sr:Request/sr:Body/sr:Item[2]. A number is given
// where the parent has several children of one name.
func (e *Element) Path() string {
	if e == nil {
		return "/"
	}
	if e.Parent == nil {
		return "/" + e.name()
	}
	position, count := 0, 0
	for sibling := range e.Parent.Elements() {
		if sibling.name() == e.name() {
			count++
		}
		if sibling == e {
			position = count
		}
	}
	if count == 1 {
		position = 0
	}
	return e.Parent.Path() + step(e.name(), position)
}

// step is one step of a path; position 0 is left out.
func step(name string, position int) string {
	if position == 0 {
		return "/" + name
	}
	return "/" + name + "[" + strconv.Itoa(position) + "]"
}

// nameSize is the length of the element's name as it is written.
func (e *Element) nameSize() int {
	if e.Prefix == "" {
		return len(e.Local)
	}
	return len(e.Prefix) + len(":") + len(e.Local)
}

// name is the element's name as it is written.
func (e *Element) name() string {
	if e.Prefix == "" {
		return e.Local
	}
	return e.Prefix + ":" + e.Local
}
