package duis

import (
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
)

// AppendSchema writes an XML Schema of the documents onto dst, made from the declarations
// of this package: it gives the verdict of [Validate], for programs that read schemas. It
// imports the schema of XML Signature from xmldsig-core-schema.xsd, which is to lie beside
// it. Units and versions are in the documentation of the elements. What the MMC schema
// declares, in SMETS1 messages, is any element of another namespace.
func AppendSchema(dst []byte) []byte {
	w := &schemaWriter{dst: dst, simples: map[string]*simple{}}
	w.dst = append(w.dst, `<?xml version="1.0" encoding="UTF-8"?>`+"\n"...)
	w.open("xs:schema", "xmlns:xs", "http://www.w3.org/2001/XMLSchema", "xmlns:ds",
		namespaceSignature, "xmlns:sr", Namespace, "targetNamespace", Namespace,
		"elementFormDefault", "qualified", "version", SchemaVersion)
	w.empty("xs:import", "namespace", namespaceSignature,
		"schemaLocation", "xmldsig-core-schema.xsd")
	for _, name := range slices.Sorted(maps.Keys(globalPlans)) {
		w.empty("xs:element", "name", name, "type", w.complex(globalPlans[name].content))
	}
	w.empty("xs:element", "name", "RequestID", "type", "sr:RequestID")
	for i := 0; i < len(w.types); i++ { // grows as it is written
		if w.types[i].group {
			w.group(w.types[i].content)
			continue
		}
		w.open("xs:complexType", "name", w.types[i].content.name)
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

// emptyType is the type of an element without content.
const emptyType = "Empty"

// schemaWriter writes a schema, and remembers which types are yet to be written.
type schemaWriter struct {
	dst     []byte
	depth   int
	types   []schemaType
	simples map[string]*simple
}

// schemaType is a content model with a name: the type of an element, or a group.
type schemaType struct {
	content *content
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
func (w *schemaWriter) complex(c *content) string { return w.later(schemaType{content: c}) }

func (w *schemaWriter) later(t schemaType) string {
	if !slices.Contains(w.types, t) {
		w.types = append(w.types, t)
	}
	return "sr:" + t.content.name
}

// inside writes the content of a complexType: a value with attributes, or particles.
func (w *schemaWriter) inside(c *content) {
	if c.value != nil {
		w.open("xs:simpleContent")
		w.open("xs:extension", "base", w.named(c.value.simple, c.name+"Value"))
		w.attributes(c)
		w.close("xs:extension")
		w.close("xs:simpleContent")
		return
	}
	if len(c.parts) > 0 {
		w.model(c, nil)
	}
	w.attributes(c)
}

func (w *schemaWriter) attributes(c *content) {
	for _, a := range c.attrs {
		use := ""
		if a.min > 0 {
			use = "required"
		}
		w.typed("xs:attribute", a, "name", a.name, "use", use)
	}
}

// model writes the particles of a content model as a sequence or choice.
func (w *schemaWriter) model(c *content, occurs []string) {
	name := "xs:sequence"
	if c.choice {
		name = "xs:choice"
	}
	w.open(name, occurs...)
	for _, p := range c.parts {
		w.particle(p)
	}
	w.close(name)
}

// group writes a content model that several places share, without an element of its own.
func (w *schemaWriter) group(c *content) {
	w.open("xs:group", "name", c.name)
	w.model(c, nil)
	w.close("xs:group")
}

// occurs are the attributes that say how often p occurs, where that is not once.
func (p *particle) occurs() []string {
	low, high := "", ""
	if p.min != 1 {
		low = strconv.Itoa(p.min)
	}
	if p.max == math.MaxInt {
		high = "unbounded"
	} else if p.max != 1 {
		high = strconv.Itoa(p.max)
	}
	return []string{"minOccurs", low, "maxOccurs", high}
}

func (w *schemaWriter) particle(p *particle) {
	occurs := p.occurs()
	named := append([]string{"name", p.name}, occurs...)
	switch {
	case p.space == namespaceSignature:
		w.empty("xs:element", append([]string{"ref", "ds:Signature"}, occurs...)...)
	case p.kind == foreign:
		w.foreign(named)
	case p.name == "" && p.field == whole:
		w.model(p.inner, occurs)
	case p.name == "":
		ref := w.later(schemaType{content: p.inner, group: true})
		w.empty("xs:group", append([]string{"ref", ref}, occurs...)...)
	case p.inner == nil:
		w.typed("xs:element", p, named...)
	case p.inner == nothing:
		w.noted("xs:element", p, append(named, "type", "sr:"+emptyType)...)
	case p.field == whole && p.key == "" && p.goType == nil: // shared by fields of one struct
		w.open("xs:element", named...)
		w.open("xs:complexType")
		w.inside(p.inner)
		w.close("xs:complexType")
		w.close("xs:element")
	default:
		w.noted("xs:element", p, append(named, "type", w.complex(p.inner))...)
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
func (w *schemaWriter) noted(element string, p *particle, attrs ...string) {
	if p.unit == "" && p.since == "" {
		w.empty(element, attrs...)
		return
	}
	w.open(element, attrs...)
	w.documentation(p)
	w.close(element)
}

// typed writes an element or attribute of a simple type.
func (w *schemaWriter) typed(element string, p *particle, attrs ...string) {
	if name := w.named(p.simple, ""); name != "" {
		w.noted(element, p, append(attrs, "type", name)...)
		return
	}
	w.open(element, attrs...)
	w.documentation(p)
	w.open("xs:simpleType")
	w.restriction(p.simple)
	w.close("xs:simpleType")
	w.close(element)
}

func (w *schemaWriter) documentation(p *particle) {
	var notes []string
	if p.unit != "" {
		notes = append(notes, "unit: "+p.unit)
	}
	if p.since != "" {
		notes = append(notes, "since DUIS "+p.since)
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
func (w *schemaWriter) named(s *simple, given string) string {
	name := s.name
	if name == "" {
		name = given
	}
	switch {
	case s.name == "" && len(s.facets()) == 0:
		return "xs:" + string(s.base)
	case name == "":
		return ""
	}
	w.simples[name] = s
	return "sr:" + name
}

func (w *schemaWriter) restriction(s *simple) {
	w.open("xs:restriction", "base", "xs:"+string(s.base))
	for _, f := range s.facets() {
		w.empty("xs:"+f.name, "value", f.value)
	}
	w.close("xs:restriction")
}

// facet is a constraint of a simple type, as XML Schema calls it.
type facet struct{ name, value string }

// facets are what a simple type adds to its built-in type.
func (s *simple) facets() (facets []facet) {
	add := func(is bool, name, value string) {
		if is {
			facets = append(facets, facet{name, value})
		}
	}
	for _, value := range s.enum {
		add(true, "enumeration", value)
	}
	switch {
	case s.pattern != nil:
		add(true, "pattern", s.written())
	case s.name == "EUI":
		add(true, "pattern", oneID)
	case s.name == "RequestID":
		add(true, "pattern", oneID+":"+oneID+":("+upTo(strconv.FormatUint(math.MaxUint64, 10))+")")
	}
	exact := s.minLength == s.maxLength
	add(exact, "length", strconv.Itoa(s.minLength))
	add(!exact && s.minLength > 0, "minLength", strconv.Itoa(s.minLength))
	add(!exact && s.maxLength != math.MaxInt, "maxLength", strconv.Itoa(s.maxLength))
	add(s.digits > 0, "totalDigits", strconv.Itoa(s.digits))
	add(s.fraction > 0, "fractionDigits", strconv.Itoa(s.fraction))
	low, high := s.base.bounds()
	add(s.bounded && s.min != low, "minInclusive", s.decimalText(s.min))
	add(s.bounded && (s.max != high || s.max == math.MaxInt64), "maxInclusive", s.decimalText(s.max))
	return facets
}

// written is the pattern of s as XML Schema has it, which always means the whole value.
func (s *simple) written() string {
	return strings.TrimSuffix(strings.TrimPrefix(s.pattern.String(), "^("), ")$")
}

// upTo is a pattern of the numbers from 0 to a greatest one, without leading zeros.
func upTo(greatest string) string {
	n := len(greatest)
	alternatives := []string{"0", "[1-9][0-9]{0," + strconv.Itoa(n-2) + "}"}
	for i := range n {
		least := byte('0')
		if i == 0 {
			least = '1'
		}
		if digit := greatest[i]; digit > least {
			alternatives = append(alternatives, greatest[:i]+"["+string(least)+"-"+string(digit-1)+
				"][0-9]{"+strconv.Itoa(n-i-1)+"}")
		}
	}
	return strings.Join(append(alternatives, greatest), "|")
}
