package mmc

import (
	"reflect"

	"github.com/mains-energy/mains/xmldoc"
)

// pruning counts what it takes out of lists that are longer than the schema allows.
type pruning struct{ omitted int }

// prune takes out of v what the schema does not allow for want of a value: an optional element
// or an element of a list goes where something that it must have is missing. It reports whether
// v itself has all that it must.
func (s *pruning) prune(c *xmldoc.Content, v reflect.Value) bool {
	whole := true
	for _, a := range c.Attrs {
		whole = s.prunePart(a, v) && whole
	}
	if c.Value != nil {
		return s.prunePart(c.Value, v) && whole
	}
	if v.Kind() == reflect.Map {
		return s.pruneSet(c, v) && whole
	}
	chosen := 0
	for _, p := range c.Parts {
		if p.Name == "" && p.Field == xmldoc.Whole {
			whole = (s.prune(p.Inner, v) || p.Min == 0) && whole
			continue
		}
		there := s.prunePart(p, v)
		if !c.Choice {
			dropEmpty(p, v)
		}
		if c.Choice && there && !v.Field(p.Field).IsZero() {
			chosen++
		}
		whole = whole && (there || c.Choice)
	}
	if c.Choice {
		return chosen == 1
	}
	return whole
}

// dropEmpty takes out an optional structure of v in which nothing stands, which says nothing.
func dropEmpty(p *xmldoc.Particle, v reflect.Value) {
	f := v.Field(p.Field)
	structure := f.Kind() == reflect.Pointer && p.Kind == xmldoc.StructureKind
	if structure && !f.IsNil() && f.Elem().IsZero() {
		f.SetZero()
	}
}

// prunePart prunes one part of v, and reports whether it is there or need not be.
func (s *pruning) prunePart(p *xmldoc.Particle, v reflect.Value) bool {
	f := v.Field(p.Field)
	switch {
	case f.Kind() == reflect.Pointer && f.IsNil(), p.Absent && f.IsZero():
		return true
	case f.Kind() == reflect.Pointer:
		if !s.pruneOne(p, f.Elem()) {
			f.SetZero()
		}
		return true
	case p.Max > 1:
		kept := f.Slice(0, 0)
		for i := range f.Len() {
			switch {
			case !s.pruneOne(p, f.Index(i)):
			case kept.Len() == p.Max:
				s.omitted++
			default:
				kept = reflect.Append(kept, f.Index(i))
			}
		}
		f.Set(kept)
		return kept.Len() >= p.Min
	}
	return s.pruneOne(p, f)
}

// pruneOne prunes one occurrence of a part, and reports whether it is whole.
func (s *pruning) pruneOne(p *xmldoc.Particle, v reflect.Value) bool {
	switch {
	case p.Simple != nil && p.Simple.Base == xmldoc.BaseDateTime:
		return !v.IsZero()
	case p.Simple != nil:
		return schema.Fits(p.Simple, v)
	case p.Kind == xmldoc.PresenceKind || p.Inner == nil:
		return true
	}
	return s.prune(p.Inner, v)
}

// pruneSet prunes the elements of a set.
func (s *pruning) pruneSet(c *xmldoc.Content, v reflect.Value) bool {
	for _, p := range c.Parts {
		key := reflect.ValueOf(p.Key)
		old := v.MapIndex(key)
		if !old.IsValid() || p.Inner == nil {
			continue
		}
		of := reflect.New(old.Type()).Elem()
		of.Set(old)
		if !s.pruneOne(p, of) {
			v.SetMapIndex(key, reflect.Value{})
			continue
		}
		v.SetMapIndex(key, of)
	}
	return !c.Choice || v.Len() == 1
}
