package mmc

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/xmldoc"
)

// form is an element that is being filled in, as [usecase.Form]. A path that the document does
// not have is a fault of the source and panics, but for the elements of a set: what a set
// does not list is left out.
type form struct {
	v reflect.Value // of the struct or the map
	c *xmldoc.Content
	// An element of a set is a copy until it is put there: the set, and its name in it.
	set reflect.Value
	key string
}

// formOf is a form for the struct that to points at.
func formOf(to any) form {
	v := reflect.ValueOf(to).Elem()
	return form{v: v, c: schema.Plan(v.Type())}
}

// In implements [usecase.Form].
func (f form) In(path string) usecase.Form { return f.in(path) }

// in is the element at a path, made with those on the way.
func (f form) in(path string) form {
	for path != "" {
		var name string
		name, path, _ = strings.Cut(path, "/")
		name, n := numbered(name)
		p := f.part(name)
		if p.Key != "" {
			f = f.listed(p)
			continue
		}
		v := f.v.Field(p.Field)
		switch v.Kind() {
		case reflect.Pointer:
			if v.IsNil() {
				v.Set(reflect.New(v.Type().Elem()))
			}
			v = v.Elem()
		case reflect.Slice:
			for v.Len() < max(n, 1) {
				grow(v, p.Inner)
			}
			v = v.Index(max(n, 1) - 1)
		case reflect.Map:
			if v.IsNil() {
				v.Set(reflect.MakeMap(v.Type()))
			}
		}
		f = form{v: v, c: p.Inner}
	}
	return f
}

// listed is the element of a set, which f is.
func (f form) listed(p *xmldoc.Particle) form {
	v := reflect.New(f.v.Type().Elem()).Elem()
	if old := f.v.MapIndex(reflect.ValueOf(p.Key)); old.IsValid() {
		v.Set(old)
	}
	return form{v: v, c: p.Inner, set: f.v, key: p.Key}
}

// numbered takes the number off the name of a repeated element; 0 where it has none. It panics
// where what is in brackets is no number.
func numbered(name string) (string, int) {
	name, n, ok := strings.Cut(strings.TrimSuffix(name, "]"), "[")
	if !ok {
		return name, 0
	}
	i, err := strconv.Atoi(n)
	if err != nil {
		panic("mmc: the number of " + name + " is " + n)
	}
	return name, i
}

// part is the element or, with an @ before its name, the attribute of that name. It panics where
// there is none.
func (f form) part(name string) *xmldoc.Particle {
	if p := partOf(f.c, name); p != nil {
		return p
	}
	panic(fmt.Sprintf("mmc: %s has no %s", f.c.Name, name))
}

// partOf finds an element or attribute in a content model; nil where there is none.
func partOf(c *xmldoc.Content, name string) *xmldoc.Particle {
	if attr, ok := strings.CutPrefix(name, "@"); ok {
		for _, a := range c.Attrs {
			if a.Name == attr {
				return a
			}
		}
		return nil
	}
	for _, p := range c.Parts {
		switch {
		case p.Name == name:
			return p
		case p.Name == "" && p.Field == xmldoc.Whole:
			if inside := partOf(p.Inner, name); inside != nil {
				return inside
			}
		}
	}
	return nil
}

// grow appends an element to a list, and numbers it where elements have numbers.
func grow(list reflect.Value, c *xmldoc.Content) reflect.Value {
	list.Grow(1)
	list.SetLen(list.Len() + 1)
	v := list.Index(list.Len() - 1)
	v.SetZero()
	if number := numberOf(c); number != nil {
		f := form{v: v, c: c}
		if to, ok := made(v.Type(), number, list.Len()); ok {
			f.store(number, to)
		}
	}
	return v
}

// numberOf is what numbers the elements of a list, or nil.
func numberOf(c *xmldoc.Content) *xmldoc.Particle {
	if c == nil {
		return nil
	}
	for _, name := range [...]string{
		"@index", "@Index", "@identifier", "@auxiliaryControllerN", "Phase",
	} {
		if p := partOf(c, name); p != nil {
			return p
		}
	}
	return nil
}

// Add implements [usecase.Form].
func (f form) Add(path string) usecase.Form {
	parent, name := split(path)
	in := f.in(parent)
	p := in.part(name)
	v := in.v.Field(p.Field)
	if v.Kind() != reflect.Slice {
		return in.in(name)
	}
	return form{v: grow(v, p.Inner), c: p.Inner}
}

// split cuts the last name off a path.
func split(path string) (parent, name string) {
	if i := strings.LastIndexByte(path, '/'); i >= 0 {
		return path[:i], path[i+1:]
	}
	return "", path
}

// Set implements [usecase.Form]. It panics where there is no such path.
func (f form) Set(path string, value any) {
	if path == usecase.Within || f.simple() && path[0] != '@' {
		f.fill(value)
		return
	}
	parent, name := split(path)
	at, t := f.plan(parent)
	if at == nil {
		return
	}
	p := partOf(at, name)
	switch {
	case p != nil:
	case isSet(at):
		return
	default:
		panic(fmt.Sprintf("mmc: %s has no %s", at.Name, name))
	}
	if to, ok := made(t, p, value); ok {
		f.in(parent).store(p, to)
	}
}

// simple reports whether the element has a simple value beside its attributes, or nothing.
func (f form) simple() bool { return f.c.Value != nil }

// fill gives an element itself a value.
func (f form) fill(value any) {
	if f.c.Value != nil {
		if to, ok := made(f.v.Type(), f.c.Value, value); ok {
			f.store(f.c.Value, to)
		}
		return
	}
	fillStructure(f.v, value)
}

// isSet reports whether a content model is that of a set.
func isSet(c *xmldoc.Content) bool { return len(c.Parts) > 0 && c.Parts[0].Key != "" }

// plan is the content model at a path, and the Go type of it; nil where a set does not list an
// element on the way.
func (f form) plan(path string) (*xmldoc.Content, reflect.Type) {
	c, t := f.c, f.v.Type()
	for path != "" {
		var name string
		name, path, _ = strings.Cut(path, "/")
		name, _ = numbered(name)
		if isSet(c) && partOf(c, name) == nil {
			return nil, nil
		}
		p := form{c: c}.part(name)
		c, t = p.Inner, typeOf(t, p)
	}
	return c, t
}

// typeOf is the Go type of one occurrence of a part of the type t.
func typeOf(t reflect.Type, p *xmldoc.Particle) reflect.Type {
	if p.Key != "" {
		return t.Elem()
	}
	t = t.Field(p.Field).Type
	if t.Kind() == reflect.Pointer || p.Max > 1 {
		return t.Elem()
	}
	return t
}

// made is a value for a part of the type t, and whether value fits there.
func made(t reflect.Type, p *xmldoc.Particle, value any) (reflect.Value, bool) {
	to := reflect.New(typeOf(t, p)).Elem()
	return to, fill(to, p, value)
}

// store puts one value of an element or attribute into f.
func (f form) store(p *xmldoc.Particle, to reflect.Value) {
	if p.Key != "" {
		f.v.SetMapIndex(reflect.ValueOf(p.Key), to)
		return
	}
	switch v := f.v.Field(p.Field); {
	case v.Kind() == reflect.Pointer:
		v.Set(to.Addr())
	case p.Max > 1:
		grow(v, nil).Set(to)
		if number := numberOf(p.Inner); number != nil && to.Kind() == reflect.Struct {
			e := form{v: v.Index(v.Len() - 1), c: p.Inner}
			if n, ok := made(e.v.Type(), number, v.Len()); ok {
				e.store(number, n)
			}
		}
	default:
		v.Set(to)
	}
	if f.key != "" {
		f.set.SetMapIndex(reflect.ValueOf(f.key), f.v)
	}
}
