package xmldoc

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// AppendTree writes the structure of an element with this content onto dst, for people: a line
// for each element and attribute, indented by what holds it, with its type, what narrows
// that, and its unit. After a name ? is at most once and {1..7} how often.
func (c *Content) AppendTree(dst []byte, name string) []byte {
	w := &treeWriter{dst}
	w.line(0, name)
	w.content(1, c)
	return w.dst
}

// AppendTree writes what [Content.AppendTree] writes, of an element.
func (p *Particle) AppendTree(dst []byte) []byte {
	w := &treeWriter{dst}
	w.particle(0, p)
	return w.dst
}

type treeWriter struct{ dst []byte }

// content writes attributes and children.
func (w *treeWriter) content(depth int, c *Content) {
	for _, a := range c.Attrs {
		w.line(depth, "@"+a.Name+often(a)+": "+described(a))
	}
	if c.Choice {
		w.line(depth, "one of:")
		depth++
	}
	if len(c.Parts) > 0 && c.Parts[0].Key != "" {
		w.keys(depth, c)
		return
	}
	for _, p := range c.Parts {
		w.particle(depth, p)
	}
}

func (w *treeWriter) particle(depth int, p *Particle) {
	name := p.Name + often(p)
	switch {
	case p.Kind == SignatureKind || p.Space == namespaceSignature:
		w.line(depth, "ds:Signature"+often(p))
	case p.Kind == ForeignKind:
		w.line(depth, name+": of another schema")
	case p.Kind == PresenceKind || p.Inner != nil && len(p.Inner.Parts)+len(p.Inner.Attrs) == 0:
		w.line(depth, name+": empty")
	case p.Simple != nil:
		w.line(depth, name+": "+described(p))
	case p.Inner.Value != nil:
		w.line(depth, name+": "+described(p.Inner.Value))
		w.content(depth+1, p.Inner)
	case p.Name != "" && len(p.Inner.Parts) > 0 && p.Inner.Parts[0].GoType != nil:
		w.line(depth, name+": one of the "+fmt.Sprint(len(p.Inner.Parts))+" below")
	case p.Name != "":
		w.line(depth, name)
		w.content(depth+1, p.Inner)
	case len(p.Inner.Parts) > 0 && p.Inner.Parts[0].GoType != nil:
		w.line(depth, fmt.Sprintf("%sone of the %d below", none(p), len(p.Inner.Parts)))
	default:
		w.group(depth, p)
	}
}

// group writes particles that have no element of their own.
func (w *treeWriter) group(depth int, p *Particle) {
	switch {
	case p.Inner.Choice:
		w.line(depth, none(p)+"one of:")
	case p.Absent && p.Min == 0:
		w.line(depth, "none or all of:")
	case p.Absent:
		w.line(depth, "all of:")
	default:
		depth--
	}
	for _, inside := range p.Inner.Parts {
		w.particle(depth+1, inside)
	}
}

// keys writes elements that differ in their names only, several in a line.
func (w *treeWriter) keys(depth int, c *Content) {
	first := c.Parts[0]
	line := ""
	for i, p := range c.Parts {
		line += p.Name + often(p)
		switch {
		case i == len(c.Parts)-1 && first.Simple != nil:
			line += ": " + described(first)
		case i == len(c.Parts)-1 && first.Kind == PresenceKind:
			line += ": empty"
		case i < len(c.Parts)-1:
			line += ", "
		}
		if len(line) > 84 || i == len(c.Parts)-1 {
			w.line(depth, strings.TrimRight(line, " "))
			line = ""
		}
	}
	if first.Kind == StructureKind {
		w.content(depth+1, first.Inner)
	}
}

func (w *treeWriter) line(depth int, text string) {
	w.dst = append(append(append(w.dst, strings.Repeat("  ", depth)...), text...), '\n')
}

// often is how often p occurs, where that is not once.
func often(p *Particle) string {
	switch {
	case p.Min == 1 && p.Max == 1:
		return ""
	case p.Min == 0 && p.Max == 1:
		return " ?"
	case p.Max == math.MaxInt:
		return fmt.Sprintf(" {%d..}", p.Min)
	}
	return fmt.Sprintf(" {%d..%d}", p.Min, p.Max)
}

// described is the type of a value, what narrows it, and the unit.
func described(p *Particle) string {
	s := p.Simple
	notes := []string{string(s.Base)}
	if s.Written != "" {
		notes = []string{s.Name}
	}
	switch {
	case len(s.Enum) > 30:
		notes = append(notes, fmt.Sprintf("one of %d", len(s.Enum)))
	case s.Enum != nil:
		notes = append(notes, "one of "+strings.Join(s.Enum, " | "))
	case s.Note != "":
		notes = append(notes, s.Note)
	case s.Pattern != nil:
		notes = append(notes, "of the form "+s.written())
	}
	letters := "characters"
	if s.Base == BaseBase64 || s.Base == BaseHex {
		letters = "octets"
	}
	length := func(f facet) bool { return strings.HasSuffix(f.name, "ength") }
	if slices.ContainsFunc(s.facets(), length) {
		notes = append(notes, s.lengths()+" "+letters)
	}
	if low, high := s.Base.bounds(); s.Bounded || low > math.MinInt32-1 && high < math.MaxInt64 {
		notes = append(notes, s.limits())
	}
	if s.Digits > 0 {
		notes = append(notes, fmt.Sprintf("at most %d digits", s.Digits))
	}
	if p.Unit != "" {
		notes = append(notes, "in "+p.Unit)
	}
	if p.Since != "" {
		notes = append(notes, "since version "+p.Since)
	}
	return strings.Join(notes, ", ")
}

// none begins a line about what need not be there.
func none(p *Particle) string {
	if p.Min == 0 {
		return "none or "
	}
	return ""
}
