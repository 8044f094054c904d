package xmldoctest

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/mains-energy/mains/xmldsig"
)

// Pick is one of a list.
func Pick[T any](g *Generator, list []T) T { return list[g.IntN(len(list))] }

// Mutate damages a document in one place, or changes how it is written.
func (g *Generator) Mutate(doc []byte) []byte {
	parsed, err := xmldsig.Parse(doc)
	if err != nil {
		return doc
	}
	elements := g.all(parsed.Root)
	e, other := Pick(g, elements), Pick(g, elements)
	raw := string(doc[e.Offset:e.End])
	switch g.IntN(18) {
	case 0:
		return Splice(doc, e.Offset, e.End, "")
	case 1:
		return Splice(doc, e.End, e.End, raw)
	case 2:
		return Splice(doc, e.Offset, e.End, renamed(e, raw, g.name()))
	case 3:
		return exchanged(doc, e, other)
	case 4: // siblings out of order
		if e.Parent != nil {
			other = Pick(g, slices.Collect(e.Parent.Elements()))
		}
		return exchanged(doc, e, other)
	case 5: // copy one to another place
		return Splice(doc, e.Offset, e.Offset, string(doc[other.Offset:other.End]))
	case 6:
		return Splice(doc, e.Offset, e.Offset, "<"+g.name()+"/>")
	case 7, 8:
		return g.readdress(doc, e)
	case 9:
		return Splice(doc, e.End, e.End, g.prefixed(Pick(g, between)))
	case 10:
		return g.decorate(doc, e)
	case 11:
		return Splice(doc, e.Offset, e.End, g.renamespace(e, raw))
	case 12:
		return g.recharacter(doc, e)
	}
	return g.revalue(doc, e)
}

// between is what may stand where an element ends, or may not.
var between = []string{
	"text", " ", "\n\t", "<!-- c -->", "<?p i?>", "<sr:UPRN>1</sr:UPRN>", "<x/>", "<sr:X/>",
	"<![CDATA[ ]]>", "<![CDATA[]]>", "&#32;", "&#x9;", "&amp;", "&#160;", "&lt;", "&nbsp;", "]]>",
	"<!---->", "<?xml version='1.0'?>", "<![CDATA[x]]>", "\u00a0", "\u2003",
}

// name is an element name, mostly one of the schema.
func (g *Generator) name() string {
	if g.Chance(4) {
		return g.prefixed(Pick(g, []string{"ds:Signature", "ds:Object", "ds:KeyName", "ds:KeyInfo",
			"sr:Nonsense", "Header", "ds:RequestID", "sr:request", "sr:Body", g.Names[0]}))
	}
	return g.schema.Prefix + ":" + Pick(g, g.Names)
}

// all are the elements in e, but for what is in those that another schema declares.
func (g *Generator) all(e *xmldsig.Element) []*xmldsig.Element {
	found := []*xmldsig.Element{e}
	if g.Whole != nil && g.Whole(e) {
		return found
	}
	for child := range e.Elements() {
		found = append(found, g.all(child)...)
	}
	return found
}

// prefixed writes the prefix of the schema where a text has sr.
func (g *Generator) prefixed(text string) string {
	return strings.ReplaceAll(text, "sr:", g.schema.Prefix+":")
}

// Splice replaces the octets from one offset to another.
func Splice(doc []byte, from, to int, with string) []byte {
	out := append([]byte{}, doc[:from]...)
	return append(append(out, with...), doc[to:]...)
}

// exchanged has two elements in each other's place, unless one holds the other.
func exchanged(doc []byte, e, other *xmldsig.Element) []byte {
	if e.Offset > other.Offset {
		e, other = other, e
	}
	if e.End > other.Offset {
		return doc
	}
	second := string(doc[other.Offset:other.End])
	swapped := Splice(doc, other.Offset, other.End, string(doc[e.Offset:e.End]))
	return Splice(swapped, e.Offset, e.End, second)
}

func renamed(e *xmldsig.Element, raw, name string) string {
	was := e.Local
	if e.Prefix != "" {
		was = e.Prefix + ":" + e.Local
	}
	raw = strings.Replace(raw, "<"+was, "<"+name, 1)
	if i := strings.LastIndex(raw, "</"+was); i >= 0 {
		raw = raw[:i] + "</" + name + raw[i+2+len(was):]
	}
	return raw
}

// renamespace writes an element with another prefix or namespace, which may be the same.
func (g *Generator) renamespace(e *xmldsig.Element, raw string) string {
	space := Pick(g, []string{e.Space, g.schema.Namespace, NamespaceSignature, "urn:x",
		g.schema.Namespace + "/", "http://www.dccinterface.co.uk/ResponseAndAlert"})
	switch g.IntN(3) {
	case 0:
		renamedTo := renamed(e, raw, "q:"+e.Local)
		return strings.Replace(renamedTo, "<q:"+e.Local, "<q:"+e.Local+` xmlns:q="`+space+`"`, 1)
	case 1:
		renamedTo := renamed(e, raw, e.Local)
		return strings.Replace(renamedTo, "<"+e.Local, "<"+e.Local+` xmlns="`+space+`"`, 1)
	}
	if len(e.Namespaces) > 0 || e.Prefix == "" {
		return raw
	}
	name := e.Prefix + ":" + e.Local
	return strings.Replace(raw, "<"+name, "<"+name+` xmlns:`+e.Prefix+`="`+space+`"`, 1)
}

// inside are the bounds of the content of an element, or ok is false for an empty tag.
func inside(doc []byte, e *xmldsig.Element) (start, end int, ok bool) {
	start = bytes.IndexByte(doc[e.Offset:e.End], '>') + e.Offset + 1
	end = bytes.LastIndex(doc[e.Offset:e.End], []byte("</")) + e.Offset
	return start, end, end >= start
}

// recharacter changes one character of a text.
func (g *Generator) recharacter(doc []byte, e *xmldsig.Element) []byte {
	start, end, ok := inside(doc, e)
	text := string(doc[start:max(start, end)])
	if !ok || text == "" || strings.Contains(text, "<") {
		return doc
	}
	i := g.IntN(len(text))
	with := Pick(g, []string{"", "0", "A", "-", "\n", ".", text[i:i+1] + text[i:i+1]})
	return Splice(doc, start+i, start+i+1, with)
}

// decorate writes a text otherwise, mostly so that it stays the same.
func (g *Generator) decorate(doc []byte, e *xmldsig.Element) []byte {
	start, end, ok := inside(doc, e)
	text := string(doc[start:max(start, end)])
	if !ok || strings.ContainsAny(text, "<&") {
		return doc
	}
	i := g.IntN(len(text) + 1)
	first, rest := text[:i], text[i:]
	switch g.IntN(7) {
	case 0:
		text = first + "<!-- -->" + rest
	case 1:
		text = first + "<?p i?>" + rest
	case 2:
		text = first + "<![CDATA[" + rest + "]]>"
	case 3:
		text = first + Pick(g, []string{"&amp;", "&lt;", "&gt;", "&quot;", "&apos;", "&#10;"}) + rest
	case 4:
		text = first + Pick(g, []string{" ", "\n", "\t", "\r\n", "&#13;", "\u00a0", "&#0;"}) + rest
	default:
		if rest != "" && rest[0] < 0x80 {
			text = first + fmt.Sprintf(Pick(g, []string{"&#%d;", "&#x%x;", "&#x00%X;"}), rest[0]) + rest[1:]
		}
	}
	return Splice(doc, start, end, text)
}

// revalue gives an element another content: a value at or beyond a bound of its type.
func (g *Generator) revalue(doc []byte, e *xmldsig.Element) []byte {
	start, end, ok := inside(doc, e)
	types := g.Elements[e.Local]
	switch {
	case !ok:
		return doc
	case len(types) == 0 || g.Chance(6):
		return Splice(doc, start, end, Pick(g, values))
	}
	return Splice(doc, start, end, escaper.Replace(g.candidate(Pick(g, types))))
}

// readdress changes, removes, doubles or adds an attribute.
func (g *Generator) readdress(doc []byte, e *xmldsig.Element) []byte {
	end := e.Offset + bytes.IndexAny(doc[e.Offset:e.End], "/> \n")
	if len(e.Attrs) == 0 || g.Chance(4) {
		return Splice(doc, end, end, g.prefixed(Pick(g, []string{` Id="a"`, ` Id="1"`, ` index="1"`,
			` schemaVersion="5.4"`, ` Algorithm="urn:x"`, ` xml:lang="en"`, ` sr:index="1"`, ` unit=""`,
			` xmlns:xsi="` + instance + `" xsi:noNamespaceSchemaLocation="a.xsd"`})))
	}
	a := Pick(g, e.Attrs)
	open := a.Offset + bytes.IndexByte(doc[a.Offset:], '"') + 1
	close := open + bytes.IndexByte(doc[open:], '"')
	types := g.Attrs[a.Local]
	switch {
	case g.Chance(5):
		return Splice(doc, a.Offset, close+1, "")
	case g.Chance(8):
		return Splice(doc, close+1, close+1, " "+string(doc[a.Offset:close+1]))
	case len(types) == 0:
		return Splice(doc, open, close, Pick(g, []string{"", "x", " a ", "urn:y", "&#10;"}))
	}
	return Splice(doc, open, close, escaper.Replace(g.candidate(Pick(g, types))))
}

// escaper writes a text for use between tags or quotation marks.
var escaper = strings.NewReplacer(
	"&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\r", "&#13;")
