package xmldoctest

import (
	"encoding"
	"maps"
	"reflect"
	"slices"

	"github.com/mains-energy/mains/xmldoc"
)

// Vocabulary is what a schema knows: the names of its elements, and the simple types that the
// value of an element or attribute of a name may have.
type Vocabulary struct {
	Names           []string
	Elements, Attrs map[string][]*xmldoc.Simple
	seen            map[*xmldoc.Content]bool
}

func vocabularyOf(schema *xmldoc.Schema) Vocabulary {
	v := Vocabulary{Elements: map[string][]*xmldoc.Simple{}, Attrs: map[string][]*xmldoc.Simple{},
		seen: map[*xmldoc.Content]bool{}}
	for _, name := range slices.Sorted(maps.Keys(schema.Globals)) {
		if t := schema.Globals[name]; t.Kind() == reflect.Struct && !t.Implements(
			reflect.TypeFor[encoding.TextAppender]()) {
			v.add(schema.Plan(t))
		}
	}
	slices.Sort(v.Names)
	v.Names = slices.Compact(v.Names)
	return v
}

func (v *Vocabulary) add(c *xmldoc.Content) {
	if c == nil || v.seen[c] {
		return
	}
	v.seen[c] = true
	for _, a := range c.Attrs {
		v.Attrs[a.Name] = append(v.Attrs[a.Name], a.Simple)
	}
	for _, p := range c.Parts {
		if p.Name != "" {
			v.Names = append(v.Names, p.Name)
		}
		if p.Simple != nil {
			v.Elements[p.Name] = append(v.Elements[p.Name], p.Simple)
		}
		if p.Inner != nil && p.Inner.Value != nil {
			v.Elements[p.Name] = append(v.Elements[p.Name], p.Inner.Value.Simple)
		}
		v.add(p.Inner)
	}
}
