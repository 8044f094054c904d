package intake

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// maxElements is how many elements one child of the body may have: a table of 10,000 rows.
const maxElements = 500_000

// element is an element of XML with what is in it. Names of WordprocessingML are bare; others have
// a prefix: "m:t" of mathematics, "mc:Choice" of compatibility, "x:t" of all else.
type element struct {
	name string
	attr []xml.Attr
	kids []*element
	text string // of an element that has no elements in it
}

// prefixes are those of the names that matter, by what their namespaces contain.
var prefixes = []struct{ contains, prefix string }{
	{"/wordprocessingml/", ""}, {"/relationships", ""}, {"/content-types", ""}, {"/math", "m:"},
	{"/markup-compatibility/", "mc:"}}

// nameOf is the name of an element.
func nameOf(n xml.Name) string {
	for _, p := range prefixes {
		if strings.Contains(n.Space, p.contains) {
			return p.prefix + n.Local
		}
	}
	return "x:" + n.Local
}

// value is the value of an attribute, whatever its namespace; empty: there is none.
func (e *element) value(name string) string {
	if e != nil {
		for _, attr := range e.attr {
			if attr.Name.Local == name {
				return attr.Value
			}
		}
	}
	return ""
}

// child is the element at a path of names; nil: there is none.
func (e *element) child(path ...string) *element {
	for _, name := range path {
		if e == nil {
			return nil
		}
		var found *element
		for _, kid := range e.kids {
			if kid.name == name {
				found = kid
				break
			}
		}
		e = found
	}
	return e
}

// on reads a property that is there or not: ok says whether it is said at all.
func (e *element) on() (yes, ok bool) {
	if e == nil {
		return false, false
	}
	switch e.value("val") {
	case "0", "false", "off", "none":
		return false, true
	}
	return true, true
}

// reader reads a part of a package element by element.
type reader struct {
	part string
	d    *xml.Decoder
}

// newReader reads a part.
func newReader(part string, from io.Reader) *reader {
	d := xml.NewDecoder(from)
	d.CharsetReader = func(charset string, _ io.Reader) (io.Reader, error) {
		return nil, fmt.Errorf("it is %.20s, not UTF-8", charset)
	}
	return &reader{part, d}
}

// errDeclarations refuses what could make a small file a large one, or fetch others.
var errDeclarations = errors.New("it declares a document type or entities, which no word " +
	"processor does")

// next is the next token that matters; io.EOF: there is none.
func (r *reader) next() (xml.Token, error) {
	for {
		token, err := r.d.Token()
		if err == io.EOF {
			return nil, err
		}
		if err != nil {
			return nil, fmt.Errorf("intake: %s: %w", r.part, err)
		}
		switch token := token.(type) {
		case xml.Directive:
			return nil, fmt.Errorf("intake: %s: %w", r.part, errDeclarations)
		case xml.StartElement, xml.EndElement, xml.CharData:
			return token, nil
		}
	}
}

// tree reads the element that begins with start.
func (r *reader) tree(start xml.StartElement) (*element, error) {
	root := &element{name: nameOf(start.Name), attr: start.Copy().Attr}
	stack := []*element{root}
	for count := 1; len(stack) > 0; {
		token, err := r.next()
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return nil, err
		}
		top := stack[len(stack)-1]
		switch token := token.(type) {
		case xml.StartElement:
			if count++; count > maxElements || len(stack) >= maxNesting {
				return nil, fmt.Errorf("intake: %s: more than %d elements, or %d within each other, in one "+
					"paragraph or table", r.part, maxElements, maxNesting)
			}
			kid := &element{name: nameOf(token.Name), attr: token.Copy().Attr}
			top.kids = append(top.kids, kid)
			stack = append(stack, kid)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			if len(top.kids) == 0 {
				top.text += string(token)
			}
		}
	}
	return root, nil
}

// whole reads a part as one element.
func (r *reader) whole() (*element, error) {
	for {
		token, err := r.next()
		if err == io.EOF {
			return nil, fmt.Errorf("intake: %s is empty", r.part)
		}
		if err != nil {
			return nil, err
		}
		if start, ok := token.(xml.StartElement); ok {
			return r.tree(start)
		}
	}
}

// wordsOf are all the words in an element, of paragraphs, drawings and formulas alike.
func wordsOf(e *element) string {
	var b strings.Builder
	var walk func(*element)
	walk = func(e *element) {
		switch e.name {
		case "t", "delText", "m:t", "x:t":
			b.WriteString(e.text)
		case "instrText":
			b.WriteString(" " + e.text + " ")
		case "tab", "br", "cr", "p", "tc", "x:p":
			b.WriteByte(' ')
		case "mc:Fallback": // what is in it was said in mc:Choice
			return
		}
		for _, kid := range e.kids {
			walk(kid)
		}
	}
	walk(e)
	return b.String()
}
