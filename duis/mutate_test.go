package duis

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/mains-energy/mains/xmldsig"
)

// vocabulary is what the compiled plans know: element and attribute names, and the simple
// types that a value of that name may have.
type vocabulary struct {
	names  []string
	values map[string][]*simple
	attrs  map[string][]*simple
	seen   map[*content]bool
}

var known = newVocabulary()

func newVocabulary() *vocabulary {
	v := &vocabulary{values: map[string][]*simple{}, attrs: map[string][]*simple{},
		seen: map[*content]bool{}}
	v.add(requestPlan)
	v.add(responsePlan)
	slices.Sort(v.names)
	v.names = slices.Compact(v.names)
	return v
}

func (v *vocabulary) add(c *content) {
	if c == nil || v.seen[c] {
		return
	}
	v.seen[c] = true
	for _, a := range c.attrs {
		v.attrs[a.name] = append(v.attrs[a.name], a.simple)
	}
	for _, p := range c.parts {
		if p.name != "" {
			v.names = append(v.names, p.name)
		}
		if p.simple != nil {
			v.values[p.name] = append(v.values[p.name], p.simple)
		}
		if p.inner != nil && p.inner.value != nil {
			v.values[p.name] = append(v.values[p.name], p.inner.value.simple)
		}
		v.add(p.inner)
	}
}

func pick[T any](g *generator, list []T) T { return list[g.IntN(len(list))] }

// mutate damages a document in one place, or changes how it is written.
func (g *generator) mutate(doc []byte) []byte {
	parsed, err := xmldsig.Parse(doc)
	if err != nil {
		return doc
	}
	elements := all(parsed.Root)
	e, other := pick(g, elements), pick(g, elements)
	raw := string(doc[e.Offset:e.End])
	switch g.IntN(18) {
	case 0:
		return splice(doc, e.Offset, e.End, "")
	case 1:
		return splice(doc, e.End, e.End, raw)
	case 2:
		return splice(doc, e.Offset, e.End, renamed(e, raw, g.name()))
	case 3:
		return exchanged(doc, e, other)
	case 4: // siblings out of order
		if e.Parent != nil {
			other = pick(g, slices.Collect(e.Parent.Elements()))
		}
		return exchanged(doc, e, other)
	case 5: // copy one to another place
		return splice(doc, e.Offset, e.Offset, string(doc[other.Offset:other.End]))
	case 6:
		return splice(doc, e.Offset, e.Offset, "<"+g.name()+"/>")
	case 7, 8:
		return g.readdress(doc, e)
	case 9:
		return splice(doc, e.End, e.End, pick(g, between))
	case 10:
		return g.decorate(doc, e)
	case 11:
		return splice(doc, e.Offset, e.End, g.renamespace(e, raw))
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
func (g *generator) name() string {
	if g.chance(4) {
		return pick(g, []string{"ds:Signature", "ds:Object", "ds:KeyName", "ds:KeyInfo", "sr:Nonsense",
			"Header", "ds:RequestID", "SetRandomisedOffsetLimit", "sr:request", "sr:Body"})
	}
	return "sr:" + pick(g, known.names)
}

// all are the elements in e, but for what is in those of the MMC schema.
func all(e *xmldsig.Element) []*xmldsig.Element {
	found := []*xmldsig.Element{e}
	if foreignParts[e.Local] != "" && e.Parent != nil && e.Parent.Parent != nil &&
		(e.Parent.Local == "SMETS1Response" || e.Parent.Parent.Local == "SMETS1Response") {
		return found
	}
	for child := range e.Elements() {
		found = append(found, all(child)...)
	}
	return found
}

func splice(doc []byte, from, to int, with string) []byte {
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
	swapped := splice(doc, other.Offset, other.End, string(doc[e.Offset:e.End]))
	return splice(swapped, e.Offset, e.End, second)
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
func (g *generator) renamespace(e *xmldsig.Element, raw string) string {
	space := pick(g, []string{e.Space, Namespace, namespaceSignature, namespaceMMC, "urn:x",
		Namespace + "/"})
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
func (g *generator) recharacter(doc []byte, e *xmldsig.Element) []byte {
	start, end, ok := inside(doc, e)
	text := string(doc[start:max(start, end)])
	if !ok || text == "" || strings.Contains(text, "<") {
		return doc
	}
	i := g.IntN(len(text))
	with := pick(g, []string{"", "0", "A", "-", "\n", ".", text[i:i+1] + text[i:i+1]})
	return splice(doc, start+i, start+i+1, with)
}

// decorate writes a text otherwise, mostly so that it stays the same.
func (g *generator) decorate(doc []byte, e *xmldsig.Element) []byte {
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
		text = first + pick(g, []string{"&amp;", "&lt;", "&gt;", "&quot;", "&apos;", "&#10;"}) + rest
	case 4:
		text = first + pick(g, []string{" ", "\n", "\t", "\r\n", "&#13;", "\u00a0", "&#0;"}) + rest
	default:
		if rest != "" && rest[0] < 0x80 {
			text = first + fmt.Sprintf(pick(g, []string{"&#%d;", "&#x%x;", "&#x00%X;"}), rest[0]) + rest[1:]
		}
	}
	return splice(doc, start, end, text)
}

// revalue gives an element another content: a value at or beyond a bound of its type.
func (g *generator) revalue(doc []byte, e *xmldsig.Element) []byte {
	start, end, ok := inside(doc, e)
	types := known.values[e.Local]
	switch {
	case !ok:
		return doc
	case len(types) == 0 || g.chance(6):
		return splice(doc, start, end, pick(g, values))
	}
	return splice(doc, start, end, string(appendEscaped(nil, g.candidate(pick(g, types)))))
}

// readdress changes, removes, doubles or adds an attribute.
func (g *generator) readdress(doc []byte, e *xmldsig.Element) []byte {
	end := e.Offset + bytes.IndexAny(doc[e.Offset:e.End], "/> \n")
	if len(e.Attrs) == 0 || g.chance(4) {
		return splice(doc, end, end, pick(g, []string{` Id="a"`, ` Id="1"`, ` index="1"`,
			` schemaVersion="5.4"`, ` Algorithm="urn:x"`, ` xml:lang="en"`, ` sr:index="1"`, ` unit=""`,
			` xmlns:xsi="` + namespaceInstance + `" xsi:noNamespaceSchemaLocation="a.xsd"`}))
	}
	a := pick(g, e.Attrs)
	open := a.Offset + bytes.IndexByte(doc[a.Offset:], '"') + 1
	close := open + bytes.IndexByte(doc[open:], '"')
	types := known.attrs[a.Local]
	switch {
	case g.chance(5):
		return splice(doc, a.Offset, close+1, "")
	case g.chance(8):
		return splice(doc, close+1, close+1, " "+string(doc[a.Offset:close+1]))
	case len(types) == 0:
		return splice(doc, open, close, pick(g, []string{"", "x", " a ", "urn:y", "&#10;"}))
	}
	return splice(doc, open, close, string(appendEscaped(nil, g.candidate(pick(g, types)))))
}

// candidate is a text at, near or beyond a bound of a simple type, not escaped.
func (g *generator) candidate(s *simple) string {
	text := g.near(s)
	if g.chance(6) {
		text = pick(g, []string{" ", "\n", "\t ", "", "\u00a0"}) + text +
			pick(g, []string{" ", "\r\n", ""})
	}
	return text
}

func (g *generator) near(s *simple) string {
	switch s.base {
	case xsBoolean:
		return pick(g, []string{"true", "false", "1", "0", "TRUE", "True", "yes", "", "2", "+1", "01",
			"t rue"})
	case xsDateTime:
		return g.day() + "T" + g.clock() + g.zone()
	case xsDate:
		return g.day() + g.zone()
	case xsTime:
		return g.clock() + g.zone()
	case xsBase64, xsHex:
		return g.octets(s)
	case xsString, xsToken:
		return g.nearText(s)
	case xsDecimal:
		if s.maxLength != 0 && !s.bounded {
			return pick(g, decimalTexts)
		}
	}
	return g.nearNumber(s)
}

var decimalTexts = []string{"5.4", "5", "+5.4", "-0.0", ".5", "5.", ".", "-", "", "5,4", "1e3", "INF",
	"NaN", "0x5", "5.4.1", "000005.400000", "12345678901234567890.123", "+-5", "5 4", "- 5"}

// nearNumber is one less than, at, or one more than a bound.
func (g *generator) nearNumber(s *simple) string {
	if s.digits == 20 && g.chance(3) {
		return pick(g, values[len(values)-30:])
	}
	n := big.NewInt(pick(g, []int64{s.min, s.max, s.min, s.max, 0, g.between(s.min, s.max)}))
	if s.digits > 0 && g.chance(2) {
		n.Exp(big.NewInt(10), big.NewInt(int64(s.digits)), nil)
	}
	n.Add(n, big.NewInt(int64(g.IntN(3)-1)))
	text := n.String()
	if s.fraction > 0 {
		sign := ""
		if text[0] == '-' {
			sign, text = "-", text[1:]
		}
		text = strings.Repeat("0", max(0, s.fraction+1-len(text))) + text
		text = sign + text[:len(text)-s.fraction] + "." + text[len(text)-s.fraction:]
		text += pick(g, []string{"", "", "0", "00", "1", "5"})
		if g.chance(4) {
			text = strings.TrimRight(text, "0")
		}
	}
	switch g.IntN(16) {
	case 0:
		text = "+" + text
	case 1:
		text = strings.Replace("-"+text, "--", "", 1)
	case 2:
		text = strings.Replace("00"+text, "00-", "-00", 1)
	case 3:
		text += pick(g, []string{".", ".0", "e0", " 1", "L", ",0"})
	case 4:
		text = pick(g, []string{"", "+", "-", "--1", "+-1", "0x1", "1_000", "\u0661", "-0", "+0"})
	}
	return text
}

// nearText is a text by list, form or length.
func (g *generator) nearText(s *simple) string {
	switch {
	case s.enum != nil:
		text := pick(g, s.enum)
		switch g.IntN(8) {
		case 0:
			text = strings.ToUpper(text)
		case 1:
			text = strings.ToLower(text)
		case 2:
			text = strings.Replace(text, " ", "  ", 1)
		case 3:
			text += pick(g, []string{" ", "x", "\n"})
		case 4:
			text = " " + text
		case 5:
			text = text[1:]
		}
		return text
	case s.name == "EUI" || s.name == "RequestID":
		return pick(g, values[len(values)-30:])
	}
	text := []rune(g.text(s))
	length := s.maxLength
	if g.chance(2) || length > 1000 {
		length = s.minLength
	}
	length = max(0, length+g.IntN(3)-1)
	for len(text) < length {
		text = append(text, pick(g, []rune("aA0 -\u00e9\U0001f50c")))
	}
	if g.chance(4) && len(text) > 0 {
		text[g.IntN(len(text))] = pick(g, []rune("a0 \n\t\u00e9~!,-"))
	}
	return string(text[:length])
}

// octets are octets of a number near the bounds, written well or badly.
func (g *generator) octets(s *simple) string {
	n := s.minLength
	if s.maxLength < 1000 && g.chance(2) {
		n = s.maxLength
	} else if g.chance(3) {
		n += g.IntN(6)
	}
	raw := make([]byte, max(0, n+g.IntN(3)-1))
	for i := range raw {
		raw[i] = byte(g.Uint32())
	}
	text := base64.StdEncoding.EncodeToString(raw)
	if s.base == xsHex {
		text = hex.EncodeToString(raw)
		if s.enum != nil {
			text = pick(g, s.enum)
		}
		if g.chance(2) {
			text = strings.ToLower(text)
		} else if g.chance(2) {
			text = strings.ToUpper(text)
		}
	}
	i := g.IntN(len(text) + 1)
	switch g.IntN(9) {
	case 0:
		text = text[:i] + pick(g, []string{" ", "  ", "\n", "\t\n"}) + text[i:]
	case 1:
		text = text[:i] + pick(g, []string{"=", "A", "-", "_", "!", "g", "\u00e9", "0"}) + text[i:]
	case 2:
		text = text[:i]
	case 3:
		text = strings.TrimRight(text, "=")
	case 4:
		text = strings.Join(strings.Split(text, ""), " ")
	}
	return text
}

func (g *generator) day() string {
	year := pick(g, []string{"2030", "2028", "1900", "2000", "0001", "9999"})
	if g.chance(3) {
		year = pick(g, []string{"0000", "-0001", "-2030", "10000", "65535", "65536", "99999", "12345678",
			"02030", "+2030", "30", "-0000", "-10000"})
	}
	month := pick(g, []string{"01", "02", "02", "12", "11"})
	day := pick(g, []string{"01", "28", "29", "30", "31"})
	if g.chance(6) {
		month = pick(g, []string{"00", "13", "1", "-1", "1a"})
	}
	if g.chance(6) {
		day = pick(g, []string{"00", "32", "9", " 9", "0x"})
	}
	return year + "-" + month + "-" + day
}

func (g *generator) clock() string {
	text := pick(g, []string{"00", "09", "23", "24"}) + ":" + pick(g, []string{"00", "59", "00"}) +
		":" + pick(g, []string{"00", "59", "00"}) +
		pick(g, []string{"", "", ".0", ".5", ".999", ".000000000001"})
	if g.chance(5) {
		text = pick(g, []string{"24:00:00", "24:00:00.000", "24:00:01", "25:00:00", "9:00:00", "09:00",
			"09:60:00", "09:00:60", "09:00:00.", "090000", "", "24:00:00.0001", "09:00:00,5", "09:00:61"})
	}
	return text
}

func (g *generator) zone() string {
	if g.chance(4) {
		return pick(g, []string{"z", "+14:01", "-14:01", "+15:00", "+1:00", "+0100", "+01", " Z", "ZZ",
			"+00:60", "00:00", "+24:00"})
	}
	return pick(g, []string{"Z", "Z", "", "+00:00", "-00:00", "+14:00", "-14:00", "+13:59", "-00:30"})
}

// values are texts of many types, those of identifiers and numbers last.
var values = []string{
	"", " ", "x", "0", "1", "true", "TRUE", "false", "9", "10", "+5", "-0", "-1", "007",
	"1799", "1800", "01799", "1.0", "5.4", ".5", "5.", "-", "1e3", "4.1", "4.1.1", " 4.1.1",
	"4.1.1 ", "4.1.9", "2030-01-15T09:00:00.00Z", "2030-01-15T24:00:00Z",
	"2030-01-15T24:00:01Z", "2030-02-29T00:00:00Z", "2028-02-29T00:00:00Z",
	"2030-01-15T09:00:60Z", "2030-01-15T09:00:00.Z", "2030-01-15T09:00:00+14:00",
	"2030-01-15T09:00:00+14:01", "2030-01-15T09:00:00-00:30", "2030-01-15t09:00:00Z",
	"2030-1-15T09:00:00Z", "2030-01-15T09:00:00", "0000-01-15T09:00:00Z",
	"2030-13-15T09:00:00Z", "2030-01-15", "2030-01-15Z", "3wkB", "3wE=", "3wF=", "3w==",
	"3x==", "3w", "3wkB=", "3w k B", "\n3wkB\n", "Supplier", " Supplier\n", "supplier", "ACB",
	"1234567890123", "12345678901234", "A\u00e9\u4e2d", "AB1 2CD", "999999999999",
	"1000000000000", "<![CDATA[1]]>", "1<!-- -->7", "<!-- -->", "&#49;7", "8F36", "8f3", "I0",
	"E52", "N32", "AD1", "90-B3-D5-1F-30-01-00-00:00-DB-12-34-56-78-90-A0:1",
	"90-b3-D5-1F-30-01-00-00:00-DB-12-34-56-78-90-A0:01",
	" 90-B3-D5-1F-30-01-00-00:00-DB-12-34-56-78-90-A0:7 ",
	"90-B3-D5-1F-30-01-00-00:00-DB-12-34-56-78-90-A0:18446744073709551616",
	"90B3D51F30010000:00DB1234567890A0:1", "00-DB-12-34-56-78-90-a0", "00-DB-12-34-56-78-90",
	"00DB1234567890A0", "90-B3-D5-1F-30-01-00-0G", "90:B3:D5:1F:30:01:00:00", "1-2-3-4-5-6-7-8",
	"90-B3-D5-1F-30-01-00-00:00-DB-12-34-56-78-90-A0:0",
	"90-B3-D5-1F-30-01-00-00:00-DB-12-34-56-78-90-A0:00",
	"90-B3-D5-1F-30-01-00-00:00-DB-12-34-56-78-90-A0:-1",
	"90-B3-D5-1F-30-01-00-00:00-DB-12-34-56-78-90-A0:+1",
	"90-B3-D5-1F-30-01-00-00:00-DB-12-34-56-78-90-A0:",
	"90-B3-D5-1F-30-01-00-00:00-DB-12-34-56-78-90-A0:9999999999999999999",
	"90-B3-D5-1F-30-01-00-00:00-DB-12-34-56-78-90-A0:18446744073709551615",
	"90-B3-D5-1F-30-01-00-00:00-DB-12-34-56-78-90-A0: 1",
	"++5", "+-5", "-00", "12345678901234567890", "123456789012345678901", "-12345678901234567890",
	" 7 ", "0000000000000000000000001", "1 2",
}
