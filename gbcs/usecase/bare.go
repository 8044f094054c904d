package usecase

import (
	"encoding/binary"
	"fmt"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/zcl"
)

// bare adds a payload whose Use Case is not known, or that is not what it declares, as its
// notation alone has it.
func (a *annotation) bare(payload []byte) {
	from := len(a.lines)
	read := a.bareDER
	switch {
	case len(payload) == 0:
		return
	case payload[0] == tagAccessRequest, payload[0] == tagAccessResponse,
		payload[0] == tagDataNotification:
		read = a.bareDLMS
	case payload[0] == profile[0]:
		read = a.bareGBZ
	}
	if !read(payload) {
		a.lines = append(a.lines[:from], Line{
			Depth: a.depth, Offset: a.off, Size: len(payload), Raw: payload, Name: "octets",
			Text: "in no notation of GBCS",
		})
	}
}

func (a *annotation) at(off, size int, name, text string) {
	from := a.off + off
	a.lines = append(a.lines, Line{
		Depth: a.depth, Offset: from, Size: size, Raw: a.raw[from : from+size], Name: name, Text: text,
	})
}

// bareDLMS adds a service of COSEM.
func (a *annotation) bareDLMS(payload []byte) bool {
	if q, err := dlms.ParseAccessRequest(payload); err == nil {
		off := len(payload)
		for i := range q.Data {
			off -= q.Data[i].Size()
		}
		a.at(0, off, "access-request", howMany(len(q.Data), "row"))
		for i, d := range q.Data {
			s := q.Specifications[i]
			off = a.bareData(off, fmt.Sprintf("row %d %v", i+1, s), nameOf(s), d)
		}
		return true
	}
	if p, err := dlms.ParseAccessResponse(payload); err == nil {
		off := p.DataOffset(0)
		a.at(0, off, "access-response", howMany(len(p.Data), "row"))
		for i, d := range p.Data {
			r := p.Results[i]
			off = a.bareData(off, fmt.Sprintf("row %d", i+1), fmt.Sprintf("%v: %v", r.Service, r.Code), d)
		}
		a.at(off, len(payload)-off, "results", "")
		return true
	}
	n, err := dlms.ParseDataNotification(payload)
	if err != nil {
		return false
	}
	a.at(0, dlms.NotificationBodyOffset, "data-notification", "")
	a.bareData(dlms.NotificationBodyOffset, "body", "", n.Body)
	return true
}

// nameOf is the name of the object that a specification means, where the catalogue has it.
func nameOf(s dlms.Specification) string {
	for _, o := range Objects() {
		if uint16(o.Class) == s.Class && o.Name == s.Name && o.Index == s.Index &&
			o.Method == (s.Service == dlms.Action) {
			return o.Label()
		}
	}
	return ""
}

// bareData adds a value at off and returns where it ends.
func (a *annotation) bareData(off int, name, text string, d dlms.Data) int {
	value := d.Tag().String()
	if d.Items() == nil {
		value += " " + d.String()
	} else {
		value += fmt.Sprintf(" of %d", len(d.Items()))
	}
	if text != "" {
		value = text + ": " + value
	}
	a.at(off, d.Size(), name, value)
	a.depth++
	inner := off + d.HeaderSize()
	for i, item := range d.Items() {
		inner = a.bareData(inner, fmt.Sprintf("element %d", i+1), "", item)
	}
	a.depth--
	return off + d.Size()
}

// bareGBZ adds a payload or an alert of GBZ.
func (a *annotation) bareGBZ(payload []byte) bool {
	p, err := zcl.Parse(payload)
	if err != nil {
		alert, err := zcl.ParseAlert(payload)
		if err != nil {
			return false
		}
		a.at(0, zcl.AlertContentOffset, "alert", fmt.Sprintf("%04X %s at %s", alert.Code,
			zcl.Time(alert.Time).Format("2006-01-02T15:04:05Z"), "UTC"))
		a.at(zcl.AlertContentOffset, len(alert.Content), "content", "")
		return true
	}
	a.at(0, 3, "GBZ payload", fmt.Sprintf("%d components", len(p.Components)))
	for i := range p.Components {
		c := &p.Components[i]
		content := c.Frame.Payload
		if c.Sealed != nil {
			content = c.Sealed.Item
		}
		text := fmt.Sprintf("cluster %v, frame control %02X, command %02X", c.Cluster, c.Frame.Control,
			c.Frame.Command)
		if known := clusterCommand(c); known != nil {
			text += " " + known.Name
		}
		off := p.ContentOffset(i)
		a.at(off-3, 3+len(content), fmt.Sprintf("component %d", i+1), text)
	}
	return true
}

// clusterCommand is the declaration of what a component sends, nil where there is none.
func clusterCommand(c *zcl.Component) *ClusterCommand {
	for _, known := range ClusterCommands {
		if known.Cluster == c.Cluster && known.Command == c.Frame.Command &&
			known.Control == c.Frame.Control&^zcl.DisableDefault {
			return known
		}
	}
	return nil
}

// maxBareDepth bounds how deep elements of unknown ASN.1 are shown inside one another.
const maxBareDepth = 16

// bareDER adds elements of ASN.1.
func (a *annotation) bareDER(payload []byte) bool { return a.elements(payload, 0, 0) }

func (a *annotation) elements(b []byte, off, depth int) bool {
	for len(b) > 0 {
		size, header, ok := derSize(b)
		if !ok || depth > maxBareDepth {
			return false
		}
		contents := b[header:size]
		name := fmt.Sprintf("element %02X", b[0])
		if b[0]&0x20 == 0 {
			a.at(off, size, name, fmt.Sprintf("%X", contents))
		} else {
			a.at(off, size, name, "")
			a.depth++
			ok := a.elements(contents, off+header, depth+1)
			a.depth--
			if !ok {
				return false
			}
		}
		b, off = b[size:], off+size
	}
	return true
}

// derSize is the size of the element that b begins with, and that of its header.
func derSize(b []byte) (size, header int, ok bool) {
	if len(b) < 2 {
		return 0, 0, false
	}
	n, header := int(b[1]), 2
	switch {
	case n == 0x81 && len(b) > 2:
		n, header = int(b[2]), 3
	case n == 0x82 && len(b) > 3:
		n, header = int(binary.BigEndian.Uint16(b[2:])), 4
	case n >= 0x80:
		return 0, 0, false
	}
	return header + n, header, header+n <= len(b)
}

// Objects are the COSEM attributes and methods of the catalogue, each once, in its order.
func Objects() []*Object {
	var all []*Object
	seen := map[*Object]bool{}
	add := func(o *Object) {
		if !seen[o] {
			seen[o] = true
			all = append(all, o)
		}
	}
	for _, u := range All {
		access, _ := u.Command.(Access)
		for i := range access {
			add(access[i].object)
			for _, o := range access[i].objects {
				add(o)
			}
		}
		if u.Alert != nil {
			for _, o := range u.Alert.Sealed {
				add(o)
			}
		}
	}
	return all
}
