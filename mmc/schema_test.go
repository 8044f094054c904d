package mmc

import (
	"encoding/xml"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mains-energy/mains/internal/shared"
	"github.com/mains-energy/mains/xmldoc"
)

// TestNames compares the elements of each list of alternatives with the published schema.
func TestNames(t *testing.T) {
	published := readSchema(t)
	for name, ours := range map[string][]string{
		"SMETSData":    elements(rsps),
		"Payload":      elements(alertPayloads),
		"GBCSResponse": elements(bodies),
	} {
		at := published.find(name)
		if typed := at.attr("type"); typed != "" {
			at = published.types[local(typed)]
		}
		var theirs []string
		for _, choice := range at.all("choice")[:1] {
			for _, e := range choice.Nodes {
				theirs = append(theirs, e.attr("name"))
			}
		}
		if diff := cmp.Diff(theirs, ours); diff != "" {
			t.Errorf("%s (-published +ours):\n%s", name, diff)
		}
	}
}

func elements[T interface{ Element() string }](declared []T) (names []string) {
	for _, value := range declared {
		names = append(names, value.Element())
	}
	return names
}

// TestStructure compares every content model, cardinality, simple type and attribute with the
// published schema. What is compared is the text of both, a line for each particle.
func TestStructure(t *testing.T) {
	published := readSchema(t)
	for name := range schema.Globals {
		theirs, ours := outline{}, outline{}
		published.outline(&theirs, published.top(name), "")
		ours.content(schema.Plan(schema.Globals[name]), "\t")
		if diff := cmp.Diff(theirs.lines[1:], ours.lines); diff != "" {
			t.Errorf("%s (-published +ours):\n%s", name, diff)
		}
		t.Logf("%s: %d lines", name, len(ours.lines))
	}
}

// outline is a content model as text.
type outline struct{ lines []string }

func (o *outline) add(indent, format string, args ...any) {
	o.lines = append(o.lines, indent+fmt.Sprintf(format, args...))
}

// content writes a content model of ours.
func (o *outline) content(c *xmldoc.Content, indent string) {
	for _, a := range c.Attrs {
		o.add(indent, "@%s%s %s", a.Name, occurs(a.Min, 1), described(a.Simple))
	}
	if c.Value != nil {
		o.add(indent, "= %s", described(c.Value.Simple))
		return
	}
	if c.Choice {
		o.add(indent, "choice")
		indent += "\t"
	}
	for _, p := range c.Parts {
		o.particle(p, indent)
	}
}

func (o *outline) particle(p *xmldoc.Particle, indent string) {
	switch {
	case p.Name == "" && (p.Inner.Choice || p.Max > 1):
		o.add(indent, "choice%s", occurs(p.Min, p.Max))
		inner := p.Inner
		if !inner.Choice { // a repeated struct that is a choice
			inner = inner.Parts[0].Inner
		}
		for _, branch := range inner.Parts {
			o.particle(branch, indent+"\t")
		}
	case p.Name == "":
		o.content(p.Inner, indent)
	case p.Simple != nil:
		o.add(indent, "%s%s %s", p.Name, occurs(p.Min, p.Max), described(p.Simple))
	default:
		o.add(indent, "%s%s", p.Name, occurs(p.Min, p.Max))
		if p.Inner != nil {
			o.content(p.Inner, indent+"\t")
		}
	}
}

func occurs(low, high int) string {
	switch {
	case low == 1 && high == 1:
		return ""
	case high == math.MaxInt:
		return fmt.Sprintf("{%d..*}", low)
	}
	return fmt.Sprintf("{%d..%d}", low, high)
}

// described is a simple type of ours as text. What integers of Go cannot hold counts as no limit.
func described(s *xmldoc.Simple) string {
	f := facets{base: string(s.Base), low: math.MinInt64, high: math.MaxInt64, enum: s.Enum}
	if f.base != "decimal" {
		f.low, f.high = s.Min, s.Max
	}
	if f.base == "positiveInteger" && f.high == math.MaxUint32 {
		f.high = math.MaxInt64
	}
	f.minLength, f.maxLength = s.MinLength, s.MaxLength
	return f.String()
}

// facets are what narrows a built-in type.
type facets struct {
	base                 string
	low, high            int64
	minLength, maxLength int
	enum                 []string
}

// String leaves out what an enumeration or the built-in type implies.
func (f facets) String() string {
	switch {
	case f.enum != nil:
		return f.base + " " + strings.Join(f.enum, "|")
	case slices.Contains(strings.Fields("string token boolean dateTime date time"+
		" base64Binary hexBinary"), f.base):
		text := f.base
		if f.minLength > 0 || f.maxLength > 0 && f.maxLength < math.MaxInt {
			text += fmt.Sprintf(" %d..%d", f.minLength, f.maxLength)
		}
		return text
	case f.base == "decimal":
		return f.base
	case f.base == "nonNegativeInteger": // the same as an integer from 0
		f.base = "integer"
	}
	return fmt.Sprintf("%s %d..%d", f.base, f.low, f.high)
}

// node is an element of the published schema.
type node struct {
	XMLName xml.Name
	Attrs   []xml.Attr `xml:",any,attr"`
	Nodes   []*node    `xml:",any"`
}

func (n *node) attr(name string) string {
	for _, a := range n.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// all are the descendants of that kind, in the order of the document.
func (n *node) all(kind string) (found []*node) {
	for _, inside := range n.Nodes {
		if inside.XMLName.Local == kind {
			found = append(found, inside)
		}
		found = append(found, inside.all(kind)...)
	}
	return found
}

// occurs are the bounds of how often a particle may be there.
func (n *node) occurs() (low, high int) {
	number := func(name string) int {
		switch text := n.attr(name); text {
		case "":
			return 1
		case "unbounded":
			return math.MaxInt
		default:
			value, _ := strconv.Atoi(text)
			return value
		}
	}
	return number("minOccurs"), number("maxOccurs")
}

// schemaFile is the published schema.
type schemaFile struct {
	root  *node
	types map[string]*node // with a name
}

func readSchema(t *testing.T) *schemaFile {
	t.Helper()
	root := &node{}
	if err := xml.Unmarshal(shared.File(t, "schema", "mmc-5.4.xsd"), root); err != nil {
		t.Fatal(err)
	}
	f := &schemaFile{root: root, types: map[string]*node{}}
	for _, n := range root.Nodes {
		if n.XMLName.Local != "element" {
			f.types[n.attr("name")] = n
		}
	}
	return f
}

// find is the first declaration of an element of that name.
func (f *schemaFile) find(name string) *node {
	all := f.root.all("element")
	return all[slices.IndexFunc(all, func(n *node) bool { return n.attr("name") == name })]
}

// top is the global element of that name.
func (f *schemaFile) top(name string) *node {
	return f.root.Nodes[slices.IndexFunc(f.root.Nodes, func(n *node) bool {
		return n.XMLName.Local == "element" && n.attr("name") == name
	})]
}

// outline writes the declaration of an element.
func (f *schemaFile) outline(o *outline, e *node, indent string) {
	low, high := e.occurs()
	if ref := e.attr("ref"); ref != "" {
		e = f.top(local(ref))
	}
	typed := f.types[local(e.attr("type"))]
	switch {
	case strings.HasPrefix(e.attr("type"), "xs:"):
		typed = &node{XMLName: xml.Name{Local: "simpleType"}, Attrs: []xml.Attr{
			{Name: xml.Name{Local: "built-in"}, Value: local(e.attr("type"))}}}
	case typed == nil:
		typed = e.Nodes[0]
	}
	if typed.XMLName.Local == "simpleType" {
		o.add(indent, "%s%s %s", e.attr("name"), occurs(low, high), f.facets(typed))
		return
	}
	o.add(indent, "%s%s", e.attr("name"), occurs(low, high))
	f.complexType(o, typed, indent+"\t")
}

// complexType writes attributes first, as outline.content does.
func (f *schemaFile) complexType(o *outline, n *node, indent string) {
	attributes := outline{}
	inside := outline{}
	f.derive(&attributes, &inside, n, indent)
	o.lines = append(append(o.lines, attributes.lines...), inside.lines...)
}

// derive writes what a type and the types it extends declare.
func (f *schemaFile) derive(attributes, inside *outline, n *node, indent string) {
	for _, part := range n.Nodes {
		switch kind := part.XMLName.Local; kind {
		case "attribute":
			low := 0
			if part.attr("use") == "required" {
				low = 1
			}
			attributes.add(indent, "@%s%s %s", part.attr("name"), occurs(low, 1), f.facets(part))
		case "complexContent", "simpleContent":
			f.derive(attributes, inside, part, indent)
		case "extension":
			base := f.types[local(part.attr("base"))]
			if base != nil && base.XMLName.Local == "complexType" {
				f.derive(attributes, inside, base, indent)
			} else {
				inside.add(indent, "= %s", f.facets(&node{Attrs: []xml.Attr{
					{Name: xml.Name{Local: "type"}, Value: part.attr("base")}}}))
			}
			f.derive(attributes, inside, part, indent)
		case "sequence", "choice":
			f.group(inside, part, indent)
		}
	}
}

// group writes a sequence or a choice. A choice of which a branch may be absent may be absent
// as a whole; a choice of one branch is that branch, a repeated sequence of one element that
// element.
func (f *schemaFile) group(o *outline, g *node, indent string) {
	low, high := g.occurs()
	if g.XMLName.Local == "choice" && len(g.Nodes) > 1 {
		if slices.ContainsFunc(g.Nodes, func(n *node) bool { return n.attr("minOccurs") == "0" }) {
			low = 0
		}
		o.add(indent, "choice%s", occurs(low, high))
		for _, branch := range g.Nodes {
			one := *branch
			one.Attrs = slices.DeleteFunc(slices.Clone(one.Attrs), func(a xml.Attr) bool {
				return a.Name.Local == "minOccurs"
			})
			f.part(o, &one, indent+"\t")
		}
		return
	}
	for _, part := range g.Nodes {
		if high > 1 {
			repeated := *part
			repeated.Attrs = append(slices.Clone(part.Attrs), g.Attrs...)
			part = &repeated
		}
		f.part(o, part, indent)
	}
}

func (f *schemaFile) part(o *outline, part *node, indent string) {
	switch part.XMLName.Local {
	case "element":
		f.outline(o, part, indent)
	case "sequence", "choice":
		f.group(o, part, indent)
	}
}

// facets reads a simple type, or the simple type of an attribute.
func (f *schemaFile) facets(n *node) facets {
	name := local(n.attr("type"))
	switch {
	case n.attr("built-in") != "":
		return builtIn(n.attr("built-in"))
	case name != "" && f.types[name] != nil:
		return f.facets(f.types[name])
	case name != "":
		return builtIn(name)
	case n.XMLName.Local == "attribute":
		return f.facets(n.Nodes[0])
	}
	restriction := n.all("restriction")[0]
	base := restriction.attr("base")
	is := builtIn(local(base))
	if f.types[local(base)] != nil {
		is = f.facets(f.types[local(base)])
	}
	for _, facet := range restriction.Nodes {
		value := facet.attr("value")
		number, _ := strconv.ParseInt(value, 10, 64)
		switch facet.XMLName.Local {
		case "enumeration":
			is.enum = append(is.enum, value)
		case "pattern":
			if !strings.HasPrefix(value, "[") { // of an EUI-64 Identifier
				is.enum = strings.Split(value, "|")
			}
		case "minInclusive":
			is.low = max(is.low, number)
		case "maxInclusive":
			is.high = min(is.high, number) // number is the greatest int64 where value is more
		case "totalDigits":
			is.high = min(is.high, int64(math.Pow10(int(number)))-1)
		case "minLength":
			is.minLength = int(number)
		case "maxLength":
			is.maxLength = int(number)
		}
	}
	return is
}

func builtIn(name string) facets {
	f := facets{base: name, low: math.MinInt64, high: math.MaxInt64}
	switch name {
	case "nonNegativeInteger":
		f.low = 0
	case "positiveInteger":
		f.low = 1
	case "short":
		f.low, f.high = math.MinInt16, math.MaxInt16
	case "unsignedShort":
		f.low, f.high = 0, math.MaxUint16
	case "unsignedInt":
		f.low, f.high = 0, math.MaxUint32
	}
	return f
}

func local(name string) string { return name[strings.IndexByte(name, ':')+1:] }

// TestNewRsp makes each Rsp by its name, and sets what all have.
func TestNewRsp(t *testing.T) {
	for _, declared := range rsps {
		rsp := NewRsp(declared.Element())
		if reflect.TypeOf(rsp) != reflect.TypeOf(declared) || Success(rsp) != nil {
			t.Fatalf("%s is %T", declared.Element(), rsp)
		}
		SetSuccess(rsp, true)
		if said := Success(rsp); said == nil || !*said {
			t.Errorf("%s: success is %v", declared.Element(), said)
		}
	}
	if rsp := NewRsp("ReadSupplyStatus"); rsp != nil {
		t.Errorf("the name of a request makes %T", rsp)
	}
}
