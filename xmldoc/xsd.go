package xmldoc

import (
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
)

// AppendSchema writes an XML Schema of the documents onto dst, made from the declarations: it
// gives the verdict of [Schema.Decode], for programs that read schemas. Where elements of XML
// Signature occur, it imports xmldsig-core-schema.xsd, which is to lie beside it. Units and
// versions are in the documentation of the elements. What other schemas declare is any
// element of another namespace.
func (s *Schema) AppendSchema(dst []byte) []byte {
	w := &schemaWriter{Schema: s, dst: dst, simples: map[string]*Simple{}}
	w.dst = append(w.dst, `<?xml version="1.0" encoding="UTF-8"?>`+"\n"...)
	w.open("xs:schema", "xmlns:xs", "http://www.w3.org/2001/XMLSchema", "xmlns:ds",
		namespaceSignature, "xmlns:"+s.Prefix, s.Namespace, "targetNamespace", s.Namespace,
		"elementFormDefault", "qualified", "version", s.Version)
	if s.signed() {
		w.empty("xs:import", "namespace", namespaceSignature,
			"schemaLocation", "xmldsig-core-schema.xsd")
	}
	w.globals()
	for i := 0; i < len(w.types); i++ { // grows as it is written
		if w.types[i].group {
			w.group(w.types[i].content)
			continue
		}
		w.open("xs:complexType", "name", w.types[i].content.Name)
		w.inside(w.types[i].content)
		w.close("xs:complexType")
	}
	w.empty("xs:complexType", "name", emptyType)
	for _, name := range slices.Sorted(maps.Keys(w.simples)) {
		w.open("xs:simpleType", "name", name)
		w.restriction(w.simples[name])
		w.close("xs:simpleType")
	}
	w.close("xs:schema")
	return w.dst
}

// signed reports whether elements of XML Signature occur.
func (s *Schema) signed() bool {
	for _, c := range s.plans {
		if slices.ContainsFunc(c.Parts, func(p *Particle) bool { return p.Space == namespaceSignature }) {
			return true
		}
	}
	return false
}

// globals writes the elements at the top: structures, then values.
func (w *schemaWriter) globals() {
	var values []string
	for _, name := range slices.Sorted(maps.Keys(w.Globals)) {
		if isText(w.Globals[name]) {
			values = append(values, name)
			continue
		}
		w.empty("xs:element", "name", name, "type", w.complex(w.Plan(w.Globals[name])))
	}
	for _, name := range values {
		simple := (&planner{Schema: w.Schema}).simple(w.Globals[name], options{})
		w.empty("xs:element", "name", name, "type", w.named(simple, name))
	}
}

// emptyType is the type of an element without content.
const emptyType = "Empty"

// schemaWriter writes a schema, and remembers which types are yet to be written.
type schemaWriter struct {
	*Schema
	dst     []byte
	depth   int
	types   []schemaType
	simples map[string]*Simple
}

// schemaType is a content model with a name: the type of an element, or a group.
type schemaType struct {
	content *Content
	group   bool
}

// tag writes < or </, a name and attributes, of which those without a value are left out.
func (w *schemaWriter) tag(open, name, close string, attrs ...string) {
	w.dst = append(w.dst, strings.Repeat("  ", w.depth)+open+name...)
	for i := 0; i < len(attrs); i += 2 {
		if attrs[i+1] != "" {
			w.dst = append(w.dst, ` `+attrs[i]+`="`...)
			w.dst = append(appendEscaped(w.dst, attrs[i+1]), '"')
		}
	}
	w.dst = append(w.dst, close+"\n"...)
}

func (w *schemaWriter) empty(name string, attrs ...string) { w.tag("<", name, "/>", attrs...) }

func (w *schemaWriter) open(name string, attrs ...string) {
	w.tag("<", name, ">", attrs...)
	w.depth++
}

func (w *schemaWriter) close(name string) {
	w.depth--
	w.tag("</", name, ">")
}

// complex is the name of the type of an element with this content.
func (w *schemaWriter) complex(c *Content) string { return w.later(schemaType{content: c}) }

func (w *schemaWriter) later(t schemaType) string {
	if !slices.Contains(w.types, t) {
		w.types = append(w.types, t)
	}
	return w.Prefix + ":" + t.content.Name
}

// inside writes the content of a complexType: a value with attributes, or particles.
func (w *schemaWriter) inside(c *Content) {
	if c.Value != nil {
		w.open("xs:simpleContent")
		w.open("xs:extension", "base", w.named(c.Value.Simple, c.Name+"Value"))
		w.attributes(c)
		w.close("xs:extension")
		w.close("xs:simpleContent")
		return
	}
	if len(c.Parts) > 0 {
		w.model(c, nil)
	}
	w.attributes(c)
}

func (w *schemaWriter) attributes(c *Content) {
	for _, a := range c.Attrs {
		use := ""
		if a.Min > 0 {
			use = "required"
		}
		w.typed("xs:attribute", a, "name", a.Name, "use", use)
	}
}

// model writes the particles of a content model as a sequence or choice.
func (w *schemaWriter) model(c *Content, occurs []string) {
	name := "xs:sequence"
	if c.Choice {
		name = "xs:choice"
	}
	w.open(name, occurs...)
	for _, p := range c.Parts {
		w.particle(p)
	}
	w.close(name)
}

// group writes a content model that several places share, without an element of its own.
func (w *schemaWriter) group(c *Content) {
	w.open("xs:group", "name", c.Name)
	w.model(c, nil)
	w.close("xs:group")
}

// occurs are the attributes that say how often p occurs, where that is not once.
func (p *Particle) occurs() []string {
	low, high := "", ""
	if p.Min != 1 {
		low = strconv.Itoa(p.Min)
	}
	if p.Max == math.MaxInt {
		high = "unbounded"
	} else if p.Max != 1 {
		high = strconv.Itoa(p.Max)
	}
	return []string{"minOccurs", low, "maxOccurs", high}
}

func (w *schemaWriter) particle(p *Particle) {
	occurs := p.occurs()
	named := append([]string{"name", p.Name}, occurs...)
	switch {
	case p.Space == namespaceSignature:
		w.empty("xs:element", append([]string{"ref", "ds:Signature"}, occurs...)...)
	case p.Kind == ForeignKind:
		w.foreign(named)
	case p.Name == "" && p.Field == Whole:
		w.model(p.Inner, occurs)
	case p.Name == "":
		ref := w.later(schemaType{content: p.Inner, group: true})
		w.empty("xs:group", append([]string{"ref", ref}, occurs...)...)
	case p.Inner == nil:
		w.typed("xs:element", p, named...)
	case p.Inner == nothing:
		w.noted("xs:element", p, append(named, "type", w.Prefix+":"+emptyType)...)
	case p.Field == Whole && p.Key == "" && p.GoType == nil: // shared by fields of one struct
		w.open("xs:element", named...)
		w.open("xs:complexType")
		w.inside(p.Inner)
		w.close("xs:complexType")
		w.close("xs:element")
	default:
		w.noted("xs:element", p, append(named, "type", w.complex(p.Inner))...)
	}
}

// foreign writes an element whose content another schema declares.
func (w *schemaWriter) foreign(named []string) {
	w.open("xs:element", named...)
	w.open("xs:complexType")
	w.open("xs:sequence")
	w.empty("xs:any", "namespace", "##other", "processContents", "skip",
		"minOccurs", "0", "maxOccurs", "unbounded")
	w.close("xs:sequence")
	w.close("xs:complexType")
	w.close("xs:element")
}

// noted writes an element whose type has a name, with its documentation.
func (w *schemaWriter) noted(element string, p *Particle, attrs ...string) {
	if p.Unit == "" && p.Since == "" {
		w.empty(element, attrs...)
		return
	}
	w.open(element, attrs...)
	w.documentation(p)
	w.close(element)
}

// typed writes an element or attribute of a simple type.
func (w *schemaWriter) typed(element string, p *Particle, attrs ...string) {
	if name := w.named(p.Simple, ""); name != "" {
		w.noted(element, p, append(attrs, "type", name)...)
		return
	}
	w.open(element, attrs...)
	w.documentation(p)
	w.open("xs:simpleType")
	w.restriction(p.Simple)
	w.close("xs:simpleType")
	w.close(element)
}

func (w *schemaWriter) documentation(p *Particle) {
	var notes []string
	if p.Unit != "" {
		notes = append(notes, "unit: "+p.Unit)
	}
	if p.Since != "" {
		notes = append(notes, "since version "+p.Since)
	}
	if notes == nil {
		return
	}
	w.open("xs:annotation")
	w.dst = append(w.dst, strings.Repeat("  ", w.depth)+"<xs:documentation>"...)
	w.dst = appendEscaped(w.dst, strings.Join(notes, "; "))
	w.dst = append(w.dst, "</xs:documentation>\n"...)
	w.close("xs:annotation")
}

// named is the name of a simple type; one that narrows a built-in type without having a
// name gets the name given, if any.
func (w *schemaWriter) named(s *Simple, given string) string {
	name := s.Name
	if name == "" {
		name = given
	}
	switch {
	case s.Name == "" && len(s.facets()) == 0:
		return "xs:" + string(s.Base)
	case name == "":
		return ""
	}
	w.simples[name] = s
	return w.Prefix + ":" + name
}

func (w *schemaWriter) restriction(s *Simple) {
	w.open("xs:restriction", "base", "xs:"+string(s.Base))
	for _, f := range s.facets() {
		w.empty("xs:"+f.name, "value", f.value)
	}
	w.close("xs:restriction")
}

// facet is a constraint of a simple type, as XML Schema calls it.
type facet struct{ name, value string }

// facets are what a simple type adds to its built-in type.
func (s *Simple) facets() (facets []facet) {
	add := func(is bool, name, value string) {
		if is {
			facets = append(facets, facet{name, value})
		}
	}
	for _, value := range s.Enum {
		add(true, "enumeration", value)
	}
	switch {
	case s.Pattern != nil:
		add(true, "pattern", s.written())
	case s.Written != "":
		add(true, "pattern", s.Written)
	}
	exact := s.MinLength == s.MaxLength
	add(exact, "length", strconv.Itoa(s.MinLength))
	add(!exact && s.MinLength > 0, "minLength", strconv.Itoa(s.MinLength))
	add(!exact && s.MaxLength != math.MaxInt, "maxLength", strconv.Itoa(s.MaxLength))
	add(s.Digits > 0, "totalDigits", strconv.Itoa(s.Digits))
	add(s.Fraction > 0, "fractionDigits", strconv.Itoa(s.Fraction))
	low, high := s.Base.bounds()
	add(s.Bounded && s.low != low, "minInclusive", s.decimalText(s.low))
	capped := s.high != high || s.high == math.MaxInt64
	add(s.Bounded && capped, "maxInclusive", s.decimalText(s.high))
	return facets
}

// written is the pattern of s as XML Schema has it, which always means the whole value.
func (s *Simple) written() string {
	return strings.TrimSuffix(strings.TrimPrefix(s.Pattern.String(), "^("), ")$")
}
