package gbcs_test

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/zcl"
)

// field is one field that tshark must find.
type field struct {
	// name is Wireshark's; one that begins with * stands for all that end so, and * alone
	// for however many fields there are up to the next, which must cover the octets.
	name     string
	at, size int
	octets   string // in hexadecimal
	says     any    // what they mean, see node.says; nil where that is not compared
	label    string // of * alone: what it is
}

// layout is what this project finds in a message, as a list of the fields that tshark
// makes of that. Its groups are those fields whose order says something.
type layout struct {
	at                              int
	message, body, gbz, frame, data []field
}

// mustCompare are fields that some published message has.
var mustCompare = []string{
	"gbcs_message.element_length",
	"gbcs_message.grouping_header.business_originator_id",
	"gbcs_message.grouping_header.business_target_id",
	"gbcs_message.grouping_header.cra_flag",
	"gbcs_message.grouping_header.date_time",
	"gbcs_message.grouping_header.general_signing",
	"gbcs_message.grouping_header.message_code",
	"gbcs_message.grouping_header.originator_counter",
	"gbcs_message.grouping_header.supplementary_remote_party_counter",
	"gbcs_message.grouping_header.supplementary_remote_party_id",
	"gbcs_message.grouping_header.supplementary_remote_party_originator_counter",
	"gbcs_message.krp", "gbcs_message.mac",
	"gbcs_message.mac_header.general_ciphering",
	"gbcs_message.mac_header.invocation_counter",
	"gbcs_message.mac_header.security_control_byte",
	"GBCS ASN.1", "GBCS DLMS", "gbcs_gbz", "data.data",
	"gbcs_gbz.additional_frame_counter", "gbcs_gbz.additional_header_control",
	"gbcs_gbz.alert_code", "gbcs_gbz.command_id", "gbcs_gbz.components",
	"gbcs_gbz.encrypted_payload", "gbcs_gbz.extended_header_cluster",
	"gbcs_gbz.extended_header_control", "gbcs_gbz.extended_header_length",
	"gbcs_gbz.firmware_hash", "gbcs_gbz.frame_control", "gbcs_gbz.from_date_time",
	"gbcs_gbz.integrity_issue_warning", "gbcs_gbz.invocation_counter",
	"gbcs_gbz.length_of_ciphered_information", "gbcs_gbz.mac", "gbcs_gbz.message_code",
	"gbcs_gbz.originator_counter", "gbcs_gbz.profile_id", "gbcs_gbz.security_control",
	"gbcs_gbz.timestamp", "gbcs_gbz.transaction",
	"zbee_zcl.type", "zbee_zcl.ms", "zbee_zcl.dir", "zbee_zcl.ddr", "zbee_zcl.cmd.tsn",
	"zbee_zcl.cmd.id", "*.cmd.srv_rx.id", "*.cmd.srv_tx.id", "zbee_zcl.cmd.id.rsp",
	"*.attr_id", "zbee_zcl.attr.status", "zbee_zcl.attr.data.type",
	"payload of a cluster command", "value of an attribute",
}

// put adds a field at the place reached and goes past it.
func (l *layout) put(group *[]field, name string, octets []byte, says any) {
	*group = append(*group, field{name: name, at: l.at, size: len(octets),
		octets: hex.EncodeToString(octets), says: says})
	l.at += len(octets)
}

// number puts a big-endian number of n octets.
func (l *layout) number(group *[]field, name string, n int, v uint64) {
	l.put(group, name, binary.BigEndian.AppendUint64(nil, v)[8-n:], v)
}

func (l *layout) length(n int) {
	l.put(&l.message, "gbcs_message.element_length", dlms.AppendLength(nil, n), uint64(n))
}

// counted puts a length and, unless there are none, as many octets.
func (l *layout) counted(name string, octets []byte, says any) {
	l.length(len(octets))
	if len(octets) > 0 {
		l.put(&l.message, name, octets, says)
	}
}

// newLayout lists the fields of m.
func newLayout(m *gbcs.Message) (l layout) {
	if m.Form == gbcs.Sealed {
		const header = "gbcs_message.mac_header."
		l.number(&l.message, header+"general_ciphering", 1, 0xDD)
		for range 6 {
			l.length(0)
		}
		inner := *m
		inner.Form = gbcs.Inner
		l.length(5 + len(inner.Append(nil)) + gbcs.MACSize)
		l.number(&l.message, header+"security_control_byte", 1, 0x11)
		l.number(&l.message, header+"invocation_counter", 4, 0)
	}
	l.header(&m.Header)
	l.length(len(m.Payload))
	l.payload(m)
	if m.Form != gbcs.PreCommand {
		l.counted("gbcs_message.krp", m.Signature, m.Signature)
	}
	if m.Form == gbcs.Sealed {
		l.put(&l.message, "gbcs_message.mac", m.MAC, m.MAC)
	}
	return l
}

// header lists a Grouping Header, all but the payload length.
func (l *layout) header(h *gbcs.Header) {
	const header = "gbcs_message.grouping_header."
	l.number(&l.message, header+"general_signing", 1, 0xDF)
	l.length(9)
	l.number(&l.message, header+"cra_flag", 1, uint64(h.Flag))
	l.number(&l.message, header+"originator_counter", 8, h.Counter)
	l.counted(header+"business_originator_id", h.Originator[:], h.Originator[:])
	l.counted(header+"business_target_id", h.Recipient[:], h.Recipient[:])
	if h.DateTime == nil {
		l.length(0)
	} else {
		var says any
		if at, ok := h.DateTime.Time(); ok {
			says = at
		}
		l.counted(header+"date_time", h.DateTime[:], says)
	}
	s := h.Supplementary
	if s == nil {
		s = new(gbcs.Supplementary)
	}
	n := 2 + len(s.Certificate)
	if h.Supplementary != nil {
		n += len(s.ID)
	}
	for _, counter := range []*uint64{s.Counter, s.OriginatorCounter} {
		if counter != nil {
			n += 8
		}
	}
	l.length(n)
	l.number(&l.message, header+"message_code", 2, uint64(h.Message))
	if h.Supplementary != nil {
		l.put(&l.message, header+"supplementary_remote_party_id", s.ID[:], s.ID[:])
	}
	if s.Counter != nil {
		l.number(&l.message, header+"supplementary_remote_party_counter", 8, *s.Counter)
	}
	if s.OriginatorCounter != nil {
		l.number(&l.message, header+"supplementary_remote_party_originator_counter", 8,
			*s.OriginatorCounter)
	}
	if len(s.Certificate) > 0 {
		l.put(&l.message, header+"supplementary_remote_party_ka_certificate", s.Certificate, nil)
	}
}

// payload lists what is in the payload, in the notation that a parser of ours accepts.
func (l *layout) payload(m *gbcs.Message) {
	start := l.at
	body := "GBCS ASN.1"
	if p, err := zcl.Parse(m.Payload); m.Flag != gbcs.Alert && err == nil {
		body = "gbcs_gbz"
		l.number(&l.gbz, "gbcs_gbz.profile_id", 2, 0x0109)
		l.number(&l.gbz, "gbcs_gbz.components", 1, uint64(len(p.Components)))
		for i := range p.Components {
			l.component(&p.Components[i], i == len(p.Components)-1)
		}
	} else if a, err := zcl.ParseAlert(m.Payload); m.Flag == gbcs.Alert && err == nil {
		body = "gbcs_gbz"
		l.alert(a)
	} else if isDLMS(m) {
		body = "GBCS DLMS"
		l.put(&l.data, "data.data", m.Payload, m.Payload)
		l.data = append(l.data, field{name: "data.len", at: start, says: uint64(len(m.Payload))})
	}
	l.at = start
	l.put(&l.body, body, m.Payload, nil)
}

func isDLMS(m *gbcs.Message) bool {
	var err error
	switch m.Flag {
	case gbcs.Command:
		_, err = dlms.ParseAccessRequest(m.Payload)
	case gbcs.Response:
		_, err = dlms.ParseAccessResponse(m.Payload)
	default:
		_, err = dlms.ParseDataNotification(m.Payload)
	}
	return err == nil
}

// component lists a component of GBZ.
func (l *layout) component(c *zcl.Component, last bool) {
	start := l.at
	var control uint64
	if last {
		control |= 0x01
	}
	if c.Sealed != nil {
		control |= 0x02
	}
	if c.From != nil {
		control |= 0x10
	}
	const size = 1 + 2 + 2 // before what the length counts
	l.number(&l.gbz, "gbcs_gbz.extended_header_control", 1, control)
	l.number(&l.gbz, "gbcs_gbz.extended_header_cluster", 2, uint64(c.Cluster))
	length := len(l.gbz)
	l.number(&l.gbz, "gbcs_gbz.extended_header_length", 2, 0)
	if c.From != nil {
		l.number(&l.gbz, "gbcs_gbz.from_date_time", 4, uint64(*c.From))
		l.gbz[len(l.gbz)-1].says = zcl.Time(*c.From)
	}
	if c.Sealed != nil {
		l.number(&l.gbz, "gbcs_gbz.additional_header_control", 1, 0)
		l.number(&l.gbz, "gbcs_gbz.additional_frame_counter", 1, uint64(c.Sealed.Counter))
	}
	l.number(&l.gbz, "gbcs_gbz.frame_control", 1, uint64(c.Frame.Control))
	l.number(&l.gbz, "gbcs_gbz.transaction", 1, uint64(c.Frame.Sequence))
	l.number(&l.gbz, "gbcs_gbz.command_id", 1, uint64(c.Frame.Command))
	if c.Sealed == nil {
		l.zcl(c)
	} else {
		const prefix, tag = 1 + 4, 12
		item := c.Sealed.Item
		l.number(&l.gbz, "gbcs_gbz.length_of_ciphered_information", 2, uint64(len(item)))
		l.number(&l.gbz, "gbcs_gbz.security_control", 1, 0x31)
		l.number(&l.gbz, "gbcs_gbz.invocation_counter", 4, 0)
		l.put(&l.gbz, "gbcs_gbz.encrypted_payload", item[prefix:len(item)-tag], nil)
		l.put(&l.gbz, "gbcs_gbz.mac", item[len(item)-tag:], nil)
	}
	n := uint64(l.at - start - size)
	l.gbz[length].octets, l.gbz[length].says = fmt.Sprintf("%04x", n), n
}

// alert lists an Alert of GBZ. What its content is, tshark decides by the alert code.
func (l *layout) alert(a *zcl.Alert) {
	l.number(&l.gbz, "gbcs_gbz.profile_id", 2, 0x0109)
	l.number(&l.gbz, "gbcs_gbz.components", 1, uint64(min(len(a.Content), 1)))
	l.number(&l.gbz, "gbcs_gbz.alert_code", 2, uint64(a.Code))
	l.number(&l.gbz, "gbcs_gbz.timestamp", 4, uint64(a.Time))
	l.gbz[len(l.gbz)-1].says = zcl.Time(a.Time)
	type part struct {
		name string
		size int
	}
	var parts []part
	switch a.Code {
	case 0x8F0A: // one component
		p, err := zcl.Parse(append([]byte{1, 9, 1}, a.Content...))
		if err == nil {
			l.component(&p.Components[0], true)
		}
		return
	case 0x8F1C, 0x8F72:
		parts = []part{{"firmware_alert_start", 2}, {"firmware_hash", 32}}
	case 0x8F66, 0x8F67:
		parts = []part{{"future_alert_start", 1}, {"message_code", 2}, {"originator_counter", 8},
			{"extended_header_cluster", 2}, {"frame_control", 1}, {"command_id", 1}}
	case 0x81A0:
		parts = []part{{"integrity_issue_warning", 2}}
	}
	rest := a.Content
	for _, p := range parts {
		n := min(p.size, len(rest))
		l.put(&l.gbz, "gbcs_gbz."+p.name, rest[:n], nil)
		rest = rest[n:]
	}
}

// zcl lists a cluster frame that is not encrypted; its header is in GBZ already.
func (l *layout) zcl(c *zcl.Component) {
	f := &c.Frame
	l.at -= 3
	for _, part := range []struct {
		name string
		bits uint8
	}{{"type", 3}, {"ms", 4}, {"dir", 8}, {"ddr", 0x10}} {
		v := f.Control & part.bits / (part.bits & -part.bits)
		l.frame = append(l.frame, field{name: "zbee_zcl." + part.name, at: l.at, size: 1,
			octets: fmt.Sprintf("%02x", f.Control), says: uint64(v)})
	}
	l.at++
	l.number(&l.frame, "zbee_zcl.cmd.tsn", 1, uint64(f.Sequence))
	command := "*.cmd.srv_rx.id"
	switch {
	case f.General():
		command = "zbee_zcl.cmd.id"
	case f.ToClient():
		command = "*.cmd.srv_tx.id"
	}
	l.number(&l.frame, command, 1, uint64(f.Command))
	start := l.at
	if f.General() && l.general(f) {
		return
	}
	l.at = start
	if len(f.Payload) > 0 {
		l.put(&l.frame, "*", f.Payload, nil)
		l.frame[len(l.frame)-1].label = fmt.Sprintf("payload:%04X/%02X", uint16(c.Cluster), f.Command)
	}
}

// general lists the payload of a general command, and reports whether it could.
func (l *layout) general(f *zcl.Frame) bool {
	little := func(name string, id zcl.AttributeID) {
		l.put(&l.frame, name, binary.LittleEndian.AppendUint16(nil, uint16(id)), uint64(id))
	}
	switch f.Command {
	case zcl.CommandReadAttributes:
		ids, err := zcl.ParseReadAttributes(f.Payload)
		for _, id := range ids {
			little("*.attr_id", id)
		}
		return err == nil
	case zcl.CommandReadAttributesResponse:
		records, err := zcl.ParseReadAttributesResponse(f.Payload)
		for i := range records {
			a := &records[i]
			little("*.attr_id", a.ID)
			l.number(&l.frame, "zbee_zcl.attr.status", 1, uint64(a.Status))
			if a.Status == zcl.Success {
				l.number(&l.frame, "zbee_zcl.attr.data.type", 1, uint64(a.Value.Type()))
				l.value(a.Value)
			}
		}
		return err == nil
	case zcl.CommandDefaultResponse:
		d, err := zcl.ParseDefaultResponse(f.Payload)
		l.number(&l.frame, "zbee_zcl.cmd.id.rsp", 1, uint64(d.Command))
		l.number(&l.frame, "zbee_zcl.attr.status", 1, uint64(d.Status))
		return err == nil
	}
	return false
}

// value lists the value of an attribute without its type. Wireshark takes some apart.
func (l *layout) value(v zcl.Value) {
	var says any
	if n, ok := v.Uint(); ok {
		says = n
	} else if n, ok := v.Int(); ok {
		says = n
	} else if v.Type() == zcl.TypeOctetString {
		says = v.Octets()
	}
	l.put(&l.frame, "*", v.Append(nil)[1:], says)
	l.frame[len(l.frame)-1].label = "attribute:" + v.Type().String()
}

// comparison collects what was compared.
type comparison struct {
	found          []difference
	compared       map[string]int // by name of the field
	zcl, der, dlms int            // octets of payloads that tshark's fields cover
}

func (c *comparison) differ(subject, field, format string, args ...any) {
	c.found = append(c.found, difference{subject, field, fmt.Sprintf(format, args...)})
}

// message compares one message.
func (c *comparison) message(subject string, raw []byte, m *gbcs.Message, packet *node) {
	want := newLayout(m)
	if want.at != len(raw) {
		c.differ(subject, "frame.len", "the fields have %d octets, the message %d", want.at, len(raw))
	}
	got := map[string][]*node{}
	c.sort(subject, packet, got)
	c.sequence(subject, want.message, got["message"])
	c.sequence(subject, want.body, got["body"])
	c.sequence(subject, want.gbz, got["gbz"])
	c.sequence(subject, want.frame, got["zcl"])
	c.sequence(subject, want.data, got["data"])
	switch body := want.body[0]; body.name {
	case "GBCS ASN.1":
		c.der += body.size
		if end := end(got["ber"]); end != body.at+body.size {
			c.differ(subject, "ber", "ends at byte %d, the payload at %d", end, body.at+body.size)
		}
	case "GBCS DLMS":
		c.dlms += body.size
	}
}

// sort sorts the fields of a packet by group, and takes complaints for differences.
func (c *comparison) sort(subject string, n *node, into map[string][]*node) {
	for i := range n.Nodes {
		child := &n.Nodes[i]
		group, _, _ := strings.Cut(child.Name, ".")
		switch {
		case child.Name == "_ws.expert" && len(child.Nodes) > 0:
			c.differ(subject, child.Nodes[0].Name, "tshark complains")
			continue
		case child.Name == "frame" || child.Name == "geninfo":
			continue
		case child.Name == "gbcs_gbz", child.Name == "" && strings.HasPrefix(child.Show, "GBCS "):
			into["body"] = append(into["body"], child)
		case group == child.Name: // a protocol
		case group == "gbcs_message":
			into["message"] = append(into["message"], child)
		case group == "gbcs_gbz":
			into["gbz"] = append(into["gbz"], child)
		case strings.HasPrefix(group, "zbee_"):
			into["zcl"] = append(into["zcl"], child)
		default:
			into[group] = append(into[group], child)
		}
		c.sort(subject, child, into)
	}
}

// end is the place after the last of nodes.
func end(nodes []*node) (at int) {
	for _, n := range nodes {
		at = max(at, n.Position+n.Size)
	}
	return at
}

// is reports whether f is the field that n is, by name.
func (f *field) is(n *node) bool {
	name := n.Name
	if name == "" {
		name = n.Show
	}
	suffix, pattern := strings.CutPrefix(f.name, "*")
	return name == f.name || pattern && strings.HasSuffix(name, suffix)
}

// sequence compares fields in their order. One that only the other side has is a
// difference of its own; the rest are compared all the same.
func (c *comparison) sequence(subject string, want []field, got []*node) {
	for i := range want {
		f := &want[i]
		if f.name == "*" {
			n := len(got)
			if i+1 < len(want) {
				if at := slices.IndexFunc(got, want[i+1].is); at >= 0 {
					n = at
				}
			}
			c.cover(subject, f, got[:n])
			got = got[n:]
			continue
		}
		const near = 3
		ahead := slices.IndexFunc(got[:min(near, len(got))], f.is)
		if ahead < 0 {
			c.differ(subject, f.name, "not found by tshark: byte %d, %s", f.at, f.octets)
			continue
		}
		for _, n := range got[:ahead] {
			c.extra(subject, n)
		}
		c.one(subject, f, got[ahead])
		got = got[ahead+1:]
	}
	for _, n := range got {
		c.extra(subject, n)
	}
}

func (c *comparison) extra(subject string, n *node) {
	c.differ(subject, n.Name, "only found by tshark: byte %d, %s, %s", n.Position, n.octets(), n.Show)
}

// one compares a field. Protocols have no octets of their own in PDML.
func (c *comparison) one(subject string, f *field, n *node) {
	c.compared[f.name]++
	octets := n.octets()
	if octets == "" {
		octets = f.octets
	}
	if n.Position != f.at || n.Size != f.size || octets != f.octets || !n.says(f.says) {
		c.differ(subject, f.name, "tshark byte %d, %d octets, %s, %s; ours byte %d, %d octets, %s, %v",
			n.Position, n.Size, octets, n.Show, f.at, f.size, f.octets, f.says)
	}
}

// cover asks that the fields lie within f and leave no octet out. Where it is one field,
// it is compared.
func (c *comparison) cover(subject string, f *field, nodes []*node) {
	c.zcl += f.size
	name := "payload of a cluster command"
	if strings.HasPrefix(f.label, "attribute:") {
		name = "value of an attribute"
	}
	c.compared[name]++
	if len(nodes) == 1 && f.says != nil && !nodes[0].says(f.says) {
		c.differ(subject, f.label, "tshark says %s, ours %v", nodes[0].Show, f.says)
	}
	covered := make([]bool, f.size)
	for _, n := range nodes {
		for at := n.Position; at < n.Position+n.Size; at++ {
			if at < f.at || at >= f.at+f.size {
				c.differ(subject, f.label, "%s goes beyond: byte %d", n.Name, at)
				return
			}
			if len(n.Nodes) == 0 {
				covered[at-f.at] = true
			}
		}
	}
	if at := slices.Index(covered, false); at >= 0 {
		c.differ(subject, f.label, "byte %d, number %d of %d, is in no field of tshark", f.at+at, at,
			f.size)
	}
}
