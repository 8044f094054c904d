package usecase

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/zcl"
)

// Line is a piece of a message that has a name: a part, or a value. A part comes before
// what is inside it, which is one deeper.
type Line struct {
	Depth  int
	Offset int    // of Raw in the message; of the ciphertext where Decrypted
	Size   int    // octets, those of what is inside included
	Raw    []byte // all of it; where Decrypted, the plaintext
	Name   string
	// Text is the value for people, or what the octets of a fixed part mean; empty for a
	// part that is made of others.
	Text string
	// Value is what the place, or the field of a header, holds; nil for a part that is made
	// of others, and for what counts them or is always so.
	Value any
	// Unit is what Value times 10 to the power Scaler counts, as the message says it where it
	// does; where the factor is no power of ten, only Text has it.
	Unit   Unit
	Scaler int8
	// Place is the declaration; nil where there is none.
	Place     Place
	Fixed     bool // always these octets, or a count or length of what follows
	Decrypted bool // Raw stands in the message encrypted
	Failed    bool // says that something was not done
}

// Annotate is a message piece by piece, in the order of the octets: MAC Header, Grouping
// Header, payload, signature and MAC. A nil dec leaves encrypted items encrypted. Where
// the payload is not what its Use Case declares, or there is none, its lines are those of
// the bare notation, and the error says why; lines come with it all the same.
func Annotate(m *gbcs.Message, dec Decrypter) ([]Line, error) {
	a := annotation{m: m, raw: m.Append(nil)}
	a.header()
	var t Tree
	err := t.Read(m, dec)
	at := len(a.lines)
	a.open("Payload", a.off, len(m.Payload))
	switch {
	case err == nil:
		a.lines[at].Text = t.UseCase.String()
		a.tree(&t)
	default:
		a.bare(m.Payload)
	}
	a.depth--
	a.off += len(m.Payload)
	a.trailer()
	return a.lines, err
}

// annotation is the lines of a message in the making.
type annotation struct {
	m     *gbcs.Message
	raw   []byte
	off   int
	depth int
	lines []Line
}

// open begins a part of size octets at off; what follows is inside.
func (a *annotation) open(name string, off, size int) {
	a.lines = append(a.lines, Line{
		Depth: a.depth, Offset: off, Size: size, Raw: a.raw[off : off+size], Name: name,
	})
	a.depth++
}

// fixed adds the next n octets, which are always so or count others.
func (a *annotation) fixed(name string, n int, text string) {
	a.field(name, n, nil, text).Fixed = true
}

// value adds the next n octets, which are a value.
func (a *annotation) value(name string, n int, v any) { a.field(name, n, v, fmt.Sprint(v)) }

// field adds the next n octets. The line is valid until the next.
func (a *annotation) field(name string, n int, v any, text string) *Line {
	a.lines = append(a.lines, Line{
		Depth: a.depth, Offset: a.off, Size: n, Raw: a.raw[a.off : a.off+n], Name: name, Text: text,
		Value: v,
	})
	a.off += n
	return &a.lines[len(a.lines)-1]
}

// header adds MAC Header and Grouping Header.
func (a *annotation) header() {
	m := a.m
	if m.Form == gbcs.Sealed {
		n := m.MACHeaderSize()
		a.open("MAC Header", 0, n)
		a.fixed("general-ciphering", 1, "")
		a.fixed("empty fields", 6,
			"transaction-id, parties, date-time, other information, key-info")
		a.fixed("content length", n-7-5, fmt.Sprintf("%d octets", len(a.raw)-n+5))
		a.fixed("security control", 1, "suite 1, authentication only")
		a.fixed("invocation counter", 4, "always 0")
		a.depth--
	}
	end := m.Size() - m.TrailerSize() - len(m.Payload)
	a.open("Grouping Header", a.off, end-a.off)
	a.fixed("general-signing", 1, "")
	a.fixed("transaction-id length", 1, "9 octets")
	a.value("CRA flag", 1, m.Flag)
	a.value("Originator Counter", 8, m.Counter)
	a.fixed("originator length", 1, "8 octets")
	a.value("originator", 8, m.Originator)
	a.fixed("recipient length", 1, "8 octets")
	a.value("recipient", 8, m.Recipient)
	if m.DateTime == nil {
		a.fixed("date-time", 1, "none")
	} else {
		a.fixed("date-time length", 1, "12 octets")
		a.field("date-time", 12, *m.DateTime,
			fmt.Sprintf("%v, clock %v", m.DateTime, m.DateTime.Status()))
	}
	size, other := a.lengthAt(a.off)
	a.fixed("other information length", size, fmt.Sprintf("%d octets", other))
	name := "of no Use Case here"
	if u, ok := ByMessage(m.Message); ok {
		name = u.String()
	}
	a.field("Message Code", 2, m.Message, m.Message.String()+" "+name)
	a.supplementary()
	a.fixed("payload length", end-a.off, fmt.Sprintf("%d octets", len(m.Payload)))
	a.depth--
}

// lengthAt is the length that stands at off, and in how many octets it does.
func (a *annotation) lengthAt(off int) (size, length int) {
	first := int(a.raw[off])
	if first < 0x80 {
		return 1, first
	}
	size = 1 + first&0x7F
	for _, b := range a.raw[off+1 : off+size] {
		length = length<<8 | int(b)
	}
	return size, length
}

func (a *annotation) supplementary() {
	s := a.m.Supplementary
	if s == nil {
		return
	}
	a.value("Supplementary Remote Party ID", 8, s.ID)
	if s.Counter != nil {
		a.value("Supplementary Remote Party Counter", 8, *s.Counter)
	}
	if s.OriginatorCounter != nil {
		a.value("Supplementary Originator Counter", 8, *s.OriginatorCounter)
	}
	if len(s.Certificate) > 0 {
		a.field("Key Agreement Certificate", len(s.Certificate), s.Certificate,
			certificateText(s.Certificate))
	}
}

// trailer adds signature and MAC.
func (a *annotation) trailer() {
	m := a.m
	if m.Form == gbcs.PreCommand {
		return
	}
	text := "no signature"
	if len(m.Signature) > 0 {
		text = fmt.Sprintf("%d octets", len(m.Signature))
	}
	a.fixed("signature length", 1, text)
	if len(m.Signature) > 0 {
		const half = gbcs.SignatureSize / 2
		a.field("signature r", half, m.Signature[:half], "")
		a.field("signature s", half, m.Signature[half:], "")
	}
	if m.Form == gbcs.Sealed {
		a.field("MAC", gbcs.MACSize, m.MAC, "")
	}
}

// tree adds the nodes of a payload. Nodes of a row that stand together come under its name.
func (a *annotation) tree(t *Tree) {
	s, base, next := t.scales(), a.depth, 0
	access, rows := t.UseCase.Command.(Access)
	var outline outline
	for i := range t.nodes {
		n := &t.nodes[i]
		if rows {
			for next < len(t.parts) && i == t.parts[next].to && t.parts[next].to > t.parts[next].from {
				next++
			}
			if next < len(t.parts) && i == t.parts[next].from {
				a.depth = base
				a.row(t, access, next)
			}
		}
		depth, shown := outline.depth(t.nodes, i)
		if !shown {
			continue
		}
		if rows && next < len(t.parts) && i >= t.parts[next].from {
			depth++
		}
		l := t.line(s, n, base+depth)
		if n.kind == nodeElement {
			l.Name = fmt.Sprintf("element %d", outline.number(n))
		}
		a.lines = append(a.lines, l)
	}
}

// outline is how deep nodes are shown: a structure that is all of an element is not shown
// beside the element.
type outline struct {
	folded  []uint8       // depths of structures that are not shown
	numbers map[uint8]int // the last element, by depth
}

// depth is how deep node i is shown, and whether it is.
func (o *outline) depth(nodes []node, i int) (depth int, shown bool) {
	n := &nodes[i]
	for len(o.folded) > 0 && o.folded[len(o.folded)-1] >= n.depth {
		o.folded = o.folded[:len(o.folded)-1]
	}
	depth = int(n.depth) - len(o.folded)
	if n.kind == nodeStructure && i > 0 {
		if outer := &nodes[i-1]; outer.kind == nodeElement && outer.off == n.off && outer.size == n.size {
			o.folded = append(o.folded, n.depth)
			return depth, false
		}
	}
	if n.kind == nodeList {
		if o.numbers == nil {
			o.numbers = map[uint8]int{}
		}
		o.numbers[n.depth+1] = 0
	}
	return depth, true
}

// number is which element of its list n is, from 1.
func (o *outline) number(n *node) int {
	o.numbers[n.depth]++
	return o.numbers[n.depth]
}

// row adds the line of the row of COSEM that is part i. A Response does not say which row of
// the Command it answers where rows may be left out.
func (a *annotation) row(t *Tree, access Access, i int) {
	p := &t.parts[i]
	name, text := fmt.Sprintf("row %d of the Response", i+1), ""
	if p.row >= 0 {
		r := &access[p.row]
		name = fmt.Sprintf("row %d %v %s", p.row+1, r.service, r.object.Address())
		text = r.label()
	}
	if t.Message.Flag == gbcs.Response {
		if text != "" {
			text += ": "
		}
		text += dlms.DataAccessResult(p.code).String()
	}
	a.lines = append(a.lines, Line{
		Depth: a.depth, Offset: p.off, Size: p.n, Raw: a.raw[p.off : p.off+p.n], Name: name, Text: text,
		Failed: p.failed,
	})
}

// line is the line of one node.
func (t *Tree) line(s *scales, n *node, depth int) Line {
	l := Line{
		Depth: depth, Offset: n.offset(), Size: int(n.size), Raw: t.raw(n), Name: n.label,
		Decrypted: n.src != 0, Place: n.place,
	}
	switch n.kind {
	case nodeLeaf:
		l.Value = t.decode(n)
		l.Name = n.place.Info().Name
		l.say(s)
		if err := n.place.check(l.Value); err != nil {
			l.Text += fmt.Sprintf(" (%v)", errors.Unwrap(err))
		}
		l.Failed = t.Message.Flag == gbcs.Response && t.failure(n)
	case nodeList:
		l.Name, l.Text = n.place.Info().Name, howMany(int(n.num), "element")
	case nodeGroup:
		l.Name = n.place.Info().Name
	case nodeElement:
		l.Name = "element"
	case nodeStructure:
		l.Fixed = true
	case nodeSealed:
		l.Text = "encrypted"
	case nodeFixed:
		l.Fixed = true
		if n.place != nil {
			l.Name, l.Value, l.Fixed = n.place.Info().Name, t.decode(n), !reported(n.place)
			l.say(s)
		} else {
			l.Text, l.Failed = fixedText(n.label, l.Raw, n.num)
		}
	}
	if l.Name == "" {
		l.Name = n.label
	}
	return l
}

// say gives the line of a place its text, with what the value counts.
func (l *Line) say(s *scales) {
	info := l.Place.Info()
	l.Text, l.Unit, l.Scaler = s.text(l.Place, l.Value, info.Unit, info.Scaler)
}

// howMany is a number of things: 1 row, 2 rows.
func howMany(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}

// fixedText says what the octets of a fixed part mean, where they do not speak for
// themselves.
func fixedText(label string, raw []byte, num uint64) (text string, failed bool) {
	switch {
	case label == "specification" && len(raw) == specificationSize:
		s := dlms.Specification{
			Service: dlms.Service(raw[0]), Class: binary.BigEndian.Uint16(raw[1:]), Name: LN(raw[3:9]),
			Index: raw[9],
		}
		return fmt.Sprintf("%v, %s", s, Class(s.Class)), false
	case label == "result" && len(raw) == 2:
		code := dlms.DataAccessResult(raw[1])
		return fmt.Sprintf("%v: %v", dlms.Service(raw[0]), code), code != dlms.Success
	case label == "component header" && len(raw) == 5:
		return componentText(raw), false
	case label == "ZCL header" && len(raw) == 3:
		return fmt.Sprintf("frame control %02X, sequence %d, command %02X", raw[0], raw[1], raw[2]), false
	case label == "status" && len(raw) == 1:
		status := zcl.Status(raw[0])
		return status.String(), status != zcl.Success && status != zcl.NotFound
	case num != 0:
		return fmt.Sprint(num), false
	}
	return "", false
}

// componentText says what is in the header of a component.
func componentText(raw []byte) string {
	text := fmt.Sprintf("cluster %v, %d octets",
		zcl.ClusterID(binary.BigEndian.Uint16(raw[1:])), binary.BigEndian.Uint16(raw[3:]))
	for _, bit := range []struct {
		mask byte
		name string
	}{
		{controlLast, "last"}, {controlEncrypted, "encrypted"}, {controlFrom, "with FromDateTime"},
	} {
		if raw[0]&bit.mask != 0 {
			text += ", " + bit.name
		}
	}
	return text
}
