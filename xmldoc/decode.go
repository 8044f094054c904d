package xmldoc

import (
	"errors"
	"reflect"
	"slices"
	"strings"

	"github.com/mains-energy/mains/xmldsig"
)

const (
	namespaceSignature = "http://www.w3.org/2000/09/xmldsig#"
	namespaceInstance  = "http://www.w3.org/2001/XMLSchema-instance"
)

// Decode reads a root element, whatever its name, into the struct that to points at. The
// error is the first [*Fault]; breaches are what the schema allows and nobody can carry out,
// each a fault that wraps a [*Breach].
func (s *Schema) Decode(root *xmldsig.Element, to any) (breaches []*Fault, err error) {
	v := reflect.ValueOf(to).Elem()
	d := &decoder{schema: s}
	err = d.element(s.Plan(v.Type()), root, v)
	return d.breaches, err
}

// DecodeValue reads the text of an element as the simple type of that name into what to
// points at. The error is a [*Fault], which wraps a [*Breach] where the schema allows the
// value; then it is set. It panics where there is no type of the name.
func (s *Schema) DecodeValue(name string, e *xmldsig.Element, to any) error {
	if err := plainValue(e); err != nil {
		return err
	}
	v := reflect.ValueOf(to).Elem()
	p := &planner{Schema: s}
	if err := p.simple(v.Type(), options{is: name}).Set(v, e.Text()); err != nil {
		return FaultAt(e, err)
	}
	return nil
}

// decoder reads elements by their plans.
type decoder struct {
	schema   *Schema
	breaches []*Fault
	children []*xmldsig.Element // of the element being read, after those around it
	missed   []string           // what could have stood at the present child
}

// element reads the attributes and children of e into v.
func (d *decoder) element(c *Content, e *xmldsig.Element, v reflect.Value) error {
	if err := d.attributes(c, e, v); err != nil {
		return err
	}
	if c.Value != nil {
		return d.value(c.Value, e, c.Value.target(v), v)
	}
	outer := len(d.children)
	all, err := appendChildElements(d.children, e, len(c.Parts) == 0)
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
		return Faultf(left, "%s is not expected here%s", left.Local, cur.hint())
	}
	d.children, d.missed = d.children[:outer], d.missed[:0]
	return nil
}

// attributes reads the attributes of e. Those that only help a schema processor to
// find schemas are let through, as the schema language asks.
func (d *decoder) attributes(c *Content, e *xmldsig.Element, v reflect.Value) error {
	for _, a := range e.Attrs {
		locates := a.Local == "schemaLocation" || a.Local == "noNamespaceSchemaLocation"
		if a.Space == namespaceInstance && locates {
			continue
		}
		i := slices.IndexFunc(c.Attrs, func(p *Particle) bool { return p.Name == a.Local })
		if a.Space != "" || i < 0 {
			return attributeFault(e, a.Local, errors.New("attribute not allowed"))
		}
		err := c.Attrs[i].Simple.Set(c.Attrs[i].target(v), a.Value)
		switch {
		case IsBreach(err):
			d.breaches = append(d.breaches, attributeFault(e, a.Local, err))
		case err != nil:
			return attributeFault(e, a.Local, err)
		}
	}
	for _, want := range c.Attrs {
		if _, ok := e.Attr("", want.Name); !ok && want.Min > 0 {
			return attributeFault(e, want.Name, errors.New("attribute missing"))
		}
	}
	return nil
}

func attributeFault(e *xmldsig.Element, name string, err error) *Fault {
	f := FaultAt(e, err)
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
		return Faultf(found, "%s is not expected here: want %s", found.Local, want)
	}
	return Faultf(c.parent, "%s ends too early: want %s", c.parent.Local, want)
}

// at reports whether the present child is an element that p may begin with.
func (c *cursor) at(p *Particle) bool {
	e := c.peek()
	switch {
	case e == nil:
		return false
	case p.Name != "":
		return e.Local == p.Name && e.Space == p.Space
	}
	return e.Space == c.decoder.schema.Namespace && p.Inner.starts[e.Local]
}

// run is how many of the next children are p.
func (c *cursor) run(p *Particle) (n int) {
	for _, e := range c.children[:min(len(c.children), p.Max)] {
		if e.Local != p.Name || e.Space != p.Space {
			break
		}
		n++
	}
	return n
}

// content reads the children that belong to one content model.
func (d *decoder) content(c *Content, cur *cursor, v reflect.Value) error {
	if !c.Choice {
		for _, p := range c.Parts {
			if err := d.occurrences(p, cur, v); err != nil {
				return err
			}
		}
		return nil
	}
	for _, p := range c.Parts {
		if cur.at(p) {
			if p.GoType != nil {
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
func (d *decoder) occurrences(p *Particle, cur *cursor, v reflect.Value) error {
	if p.Max > 1 && p.Name != "" {
		v.Field(p.Field).Grow(cur.run(p))
	}
	n := 0
	for ; n < p.Max && cur.at(p); n++ {
		to := p.target(v)
		if err := d.one(p, cur, to, v); err != nil {
			return err
		}
		if p.Key != "" {
			v.SetMapIndex(reflect.ValueOf(p.Key), to)
		}
	}
	switch {
	case n < p.Min && p.Name != "":
		return cur.want(p.Name)
	case n < p.Min && !p.Inner.empties:
		return cur.want(p.Inner.expected())
	case n < p.Max && p.Name != "":
		d.missed = append(d.missed, p.Name)
	}
	return nil
}

// alternative reads the element of an interface value.
func (d *decoder) alternative(p *Particle, cur *cursor, v reflect.Value) error {
	made := reflect.New(p.GoType).Elem()
	to := made
	if p.GoType.Kind() == reflect.Pointer {
		made.Set(reflect.New(p.GoType.Elem()))
		to = made.Elem()
	}
	if err := d.one(p, cur, to, v); err != nil {
		return err
	}
	v.Set(made)
	return nil
}

// one reads one occurrence of p into to, a part of v.
func (d *decoder) one(p *Particle, cur *cursor, to, v reflect.Value) error {
	if p.Name == "" {
		return d.content(p.Inner, cur, to)
	}
	e := cur.peek()
	cur.next()
	switch p.Kind {
	case StructureKind:
		return d.element(p.Inner, e, to)
	case PresenceKind:
		to.SetBool(true)
		return d.element(nothing, e, to)
	case SignatureKind:
		to.SetBool(true)
		return d.schema.checkSignature(e)
	case ForeignKind:
		return d.foreign(p, e, to)
	}
	if err := d.attributes(nothing, e, v); err != nil {
		return err
	}
	return d.value(p, e, to, v)
}

// value reads the text of e, which has no elements in it, into to, a part of v.
func (d *decoder) value(p *Particle, e *xmldsig.Element, to, v reflect.Value) error {
	for inside := range e.Elements() {
		return Faultf(inside, "%s is not expected inside the value of %s", inside.Local, e.Local)
	}
	text := e.Text()
	err := p.Simple.Set(to, text)
	switch {
	case IsBreach(err):
		d.breaches = append(d.breaches, FaultAt(e, err))
	case err != nil:
		return FaultAt(e, err)
	}
	if p.Text != Whole {
		if p.Simple.Base != BaseString {
			text = collapse(text)
		}
		v.Field(p.Text).SetString(text)
	}
	return nil
}

// foreign keeps an element of another schema.
func (d *decoder) foreign(p *Particle, e *xmldsig.Element, to reflect.Value) error {
	if p.Space == namespaceSignature {
		if err := d.schema.checkSignature(e); err != nil {
			return err
		}
	}
	to.SetString(string(e.AppendExclusive(nil)))
	return nil
}

// target is the place in v for the next occurrence of p, made if need be.
func (p *Particle) target(v reflect.Value) reflect.Value {
	switch {
	case p.Key != "":
		return reflect.New(v.Type().Elem()).Elem()
	case p.Field == Whole:
		return v
	}
	f := v.Field(p.Field)
	switch {
	case f.Kind() == reflect.Pointer:
		f.Set(reflect.New(f.Type().Elem()))
		return f.Elem()
	case p.Max > 1:
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
				return nil, Faultf(e, "text %s is not expected in %s", quote(node.Value), e.Local)
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
