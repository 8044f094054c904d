package duis

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/mains-energy/mains/xmldsig"
)

// Namespace is the namespace of DUIS documents, which the samples abbreviate sr.
const Namespace = "http://www.dccinterface.co.uk/ServiceUserGateway"

const (
	namespaceSignature = "http://www.w3.org/2000/09/xmldsig#"
	namespaceInstance  = "http://www.w3.org/2001/XMLSchema-instance"
)

// parseDocument reads XML whose root is sr:local.
func parseDocument(raw []byte, local string) (*xmldsig.Document, error) {
	doc, err := xmldsig.Parse(raw)
	if err != nil {
		return nil, syntaxError(err)
	}
	if root := doc.Root; root.Local != local || root.Space != Namespace {
		return nil, syntaxError(faultAt(root, fmt.Errorf("the root is not %s of %s", local, Namespace)))
	}
	return doc, nil
}

// syntaxError moves a fault to the error that says HTTP status 400.
func syntaxError(err error) *SyntaxError {
	var fault *Fault
	if errors.As(err, &fault) {
		return &SyntaxError{Path: fault.Path, Line: fault.Line, Column: fault.Column, Err: fault.Err}
	}
	var syntax *xmldsig.SyntaxError
	if errors.As(err, &syntax) {
		return &SyntaxError{Path: syntax.Path, Line: syntax.Line, Column: syntax.Column, Err: syntax.Err}
	}
	return &SyntaxError{Err: err}
}

func faultAt(e *xmldsig.Element, err error) *Fault {
	return &Fault{Path: e.Path(), Line: e.Line, Column: e.Column, Err: err}
}

func faultf(e *xmldsig.Element, format string, args ...any) *Fault {
	return faultAt(e, fmt.Errorf(format, args...))
}

// decodeDocument reads the root element into the struct that to points at. The error
// is a [*Fault]; breaches are what the schema allows and the service does not.
func decodeDocument(
	root *xmldsig.Element, plan *content, to any,
) (breaches []*Fault, err error) {
	d := &decoder{}
	err = d.element(plan, root, reflect.ValueOf(to).Elem())
	return d.breaches, err
}

// decoder reads elements by their plans.
type decoder struct {
	breaches []*Fault
	children []*xmldsig.Element // of the element being read, after those around it
	missed   []string           // what could have stood at the present child
}

// element reads the attributes and children of e into v.
func (d *decoder) element(c *content, e *xmldsig.Element, v reflect.Value) error {
	if err := d.attributes(c, e, v); err != nil {
		return err
	}
	if c.value != nil {
		return d.value(c.value, e, c.value.target(v), v)
	}
	outer := len(d.children)
	all, err := appendChildElements(d.children, e, len(c.parts) == 0)
	if err != nil {
		return err
	}
	d.children = all
	if v.Kind() == reflect.Map && v.IsNil() {
		v.Set(reflect.MakeMap(v.Type()))
	}
	cur := &cursor{decoder: d, parent: e, children: all[outer:]}
	if err := d.content(c, cur, v); err != nil {
		return err
	}
	if left := cur.peek(); left != nil {
		return faultf(left, "%s is not expected here%s", left.Local, cur.hint())
	}
	d.children, d.missed = d.children[:outer], d.missed[:0]
	return nil
}

// attributes reads the attributes of e. Those that only help a schema processor to
// find schemas are let through, as the schema language asks.
func (d *decoder) attributes(c *content, e *xmldsig.Element, v reflect.Value) error {
	for _, a := range e.Attrs {
		locates := a.Local == "schemaLocation" || a.Local == "noNamespaceSchemaLocation"
		if a.Space == namespaceInstance && locates {
			continue
		}
		i := slices.IndexFunc(c.attrs, func(p *particle) bool { return p.name == a.Local })
		if a.Space != "" || i < 0 {
			return attributeFault(e, a.Local, errors.New("attribute not allowed"))
		}
		if err := c.attrs[i].simple.set(c.attrs[i].target(v), a.Value); err != nil {
			return attributeFault(e, a.Local, err)
		}
	}
	for _, want := range c.attrs {
		if _, ok := attribute(e, want.name); !ok && want.min > 0 {
			return attributeFault(e, want.name, errors.New("attribute missing"))
		}
	}
	return nil
}

func attributeFault(e *xmldsig.Element, name string, err error) *Fault {
	f := faultAt(e, err)
	f.Path += "/@" + name
	return f
}

// cursor walks the children of one element. While one of them is read nothing has been
// missed yet at the next, so that all cursors of a decoder share the list.
type cursor struct {
	decoder  *decoder
	parent   *xmldsig.Element
	children []*xmldsig.Element
}

func (c *cursor) peek() *xmldsig.Element {
	if len(c.children) == 0 {
		return nil
	}
	return c.children[0]
}

func (c *cursor) next() {
	c.children, c.decoder.missed = c.children[1:], c.decoder.missed[:0]
}

// hint names what could have stood at the present child.
func (c *cursor) hint() string {
	if len(c.decoder.missed) == 0 {
		return ""
	}
	return ": want " + strings.Join(c.decoder.missed, ", ") + " or the end of " + c.parent.Local
}

// want is the fault of something that must stand at the present child.
func (c *cursor) want(what string) *Fault {
	want := strings.Join(append(c.decoder.missed, what), ", ")
	if found := c.peek(); found != nil {
		return faultf(found, "%s is not expected here: want %s", found.Local, want)
	}
	return faultf(c.parent, "%s ends too early: want %s", c.parent.Local, want)
}

// at reports whether the present child is an element that p may begin with.
func (c *cursor) at(p *particle) bool {
	e := c.peek()
	switch {
	case e == nil:
		return false
	case p.name != "":
		return e.Local == p.name && e.Space == p.space
	}
	return e.Space == Namespace && p.inner.starts[e.Local]
}

// run is how many of the next children are p.
func (c *cursor) run(p *particle) (n int) {
	for _, e := range c.children[:min(len(c.children), p.max)] {
		if e.Local != p.name || e.Space != p.space {
			break
		}
		n++
	}
	return n
}

// content reads the children that belong to one content model.
func (d *decoder) content(c *content, cur *cursor, v reflect.Value) error {
	if !c.choice {
		for _, p := range c.parts {
			if err := d.occurrences(p, cur, v); err != nil {
				return err
			}
		}
		return nil
	}
	for _, p := range c.parts {
		if cur.at(p) {
			if p.goType != nil {
				return d.alternative(p, cur, v)
			}
			return d.occurrences(p, cur, v)
		}
	}
	if c.empties {
		return nil
	}
	return cur.want(c.expected())
}

// occurrences reads as many of p as there are.
func (d *decoder) occurrences(p *particle, cur *cursor, v reflect.Value) error {
	if p.max > 1 && p.name != "" {
		v.Field(p.field).Grow(cur.run(p))
	}
	n := 0
	for ; n < p.max && cur.at(p); n++ {
		to := p.target(v)
		if err := d.one(p, cur, to, v); err != nil {
			return err
		}
		if p.key != "" {
			v.SetMapIndex(reflect.ValueOf(p.key), to)
		}
	}
	switch {
	case n < p.min && p.name != "":
		return cur.want(p.name)
	case n < p.min && !p.inner.empties:
		return cur.want(p.inner.expected())
	case n < p.max && p.name != "":
		d.missed = append(d.missed, p.name)
	}
	return nil
}

// alternative reads the element of an interface value.
func (d *decoder) alternative(p *particle, cur *cursor, v reflect.Value) error {
	made := reflect.New(p.goType).Elem()
	to := made
	if p.goType.Kind() == reflect.Pointer {
		made.Set(reflect.New(p.goType.Elem()))
		to = made.Elem()
	}
	if err := d.one(p, cur, to, v); err != nil {
		return err
	}
	v.Set(made)
	return nil
}

// one reads one occurrence of p into to, a part of v.
func (d *decoder) one(p *particle, cur *cursor, to, v reflect.Value) error {
	if p.name == "" {
		return d.content(p.inner, cur, to)
	}
	e := cur.peek()
	cur.next()
	switch p.kind {
	case structure:
		return d.element(p.inner, e, to)
	case presence:
		to.SetBool(true)
		return d.element(nothing, e, to)
	case signature:
		to.SetBool(true)
		return checkSignature(e)
	case foreign:
		return d.foreign(p, e, to)
	}
	if err := d.attributes(nothing, e, v); err != nil {
		return err
	}
	return d.value(p, e, to, v)
}

// value reads the text of e, which has no elements in it, into to, a part of v.
func (d *decoder) value(p *particle, e *xmldsig.Element, to, v reflect.Value) error {
	for inside := range e.Elements() {
		return faultf(inside, "%s is not expected inside the value of %s", inside.Local, e.Local)
	}
	text := e.Text()
	err := p.simple.set(to, text)
	switch {
	case beyondSchema(err):
		d.breaches = append(d.breaches, faultAt(e, err))
	case err != nil:
		return faultAt(e, err)
	}
	if p.text != whole {
		if p.simple.base != xsString {
			text = collapse(text)
		}
		v.Field(p.text).SetString(text)
	}
	return nil
}

// foreign keeps an element of another schema.
func (d *decoder) foreign(p *particle, e *xmldsig.Element, to reflect.Value) error {
	if p.space == namespaceSignature {
		if err := checkSignature(e); err != nil {
			return err
		}
	}
	to.Set(reflect.ValueOf(Foreign(e.AppendExclusive(nil))))
	return nil
}

// target is the place in v for the next occurrence of p, made if need be.
func (p *particle) target(v reflect.Value) reflect.Value {
	switch {
	case p.key != "":
		return reflect.New(v.Type().Elem()).Elem()
	case p.field == whole:
		return v
	}
	f := v.Field(p.field)
	switch {
	case f.Kind() == reflect.Pointer:
		f.Set(reflect.New(f.Type().Elem()))
		return f.Elem()
	case p.max > 1:
		f.Grow(1)
		f.SetLen(f.Len() + 1)
		return f.Index(f.Len() - 1)
	}
	return f
}

// appendChildElements appends the children of e, which must have no text between them but
// white space, or no text at all.
func appendChildElements(
	children []*xmldsig.Element, e *xmldsig.Element, empty bool,
) ([]*xmldsig.Element, error) {
	for _, node := range e.Children {
		switch node := node.(type) {
		case *xmldsig.Element:
			children = append(children, node)
		case *xmldsig.Text:
			if empty || !blank(node.Value) {
				return nil, faultf(e, "text %s is not expected in %s", quote(node.Value), e.Local)
			}
		}
	}
	return children, nil
}

// blank reports whether s is nothing but white space.
func blank(s string) bool {
	for i := range len(s) {
		if c := s[i]; c != ' ' && c != '\t' && c != '\r' && c != '\n' {
			return false
		}
	}
	return true
}

// attribute is the value of an attribute without namespace.
func attribute(e *xmldsig.Element, name string) (string, bool) { return e.Attr("", name) }

// child is the first child element of that name in the DUIS namespace.
func child(e *xmldsig.Element, name string) *xmldsig.Element { return e.Child(Namespace, name) }

// only is the one child element of that name; none and several are faults.
func only(e *xmldsig.Element, name string) (*xmldsig.Element, error) {
	var found *xmldsig.Element
	for inside := range e.Elements() {
		if inside.Local != name || inside.Space != Namespace {
			continue
		}
		if found != nil {
			return nil, faultf(inside, "%s occurs twice", name)
		}
		found = inside
	}
	if found == nil {
		return nil, faultf(e, "%s is missing", name)
	}
	return found, nil
}

// setText reads text as the named simple type into what to points at.
func setText(name string, to any, text string) error {
	v := reflect.ValueOf(to).Elem()
	s := simpleTypes[name]
	s.name = name
	return s.normalised(v.Kind()).set(v, text)
}
