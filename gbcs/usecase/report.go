package usecase

import (
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/gbcs"
)

// Report is an Alert: what it may report, and what it holds beyond that and the time.
//
//	DLMS   data-notification of structure{code long-unsigned, time octet-string(12), content...}
//	GBZ    0109, 00 or 01 with content, code in two octets, time in four, content
//	ASN.1  a SEQUENCE that has both
//
// GBCS alerts.
type Report struct {
	// Codes are the alert codes that it may carry; empty for any.
	Codes []gbcs.AlertCode
	// Notation is the one that it is written in; 0 where the Device decides, which has no
	// content then.
	Notation Notation
	// Content follows the time in DLMS.
	Content Struct
	// Sealed are the attributes in DLMS that follow the content encrypted.
	Sealed []*Object
	// GBZ is the content in GBZ, big-endian; or Component is, the answer to a frame that
	// nobody sent.
	GBZ       []ClusterField
	Component *Frame
	// DER is the whole in ASN.1. It has the places [ReportedCode] and [ReportedTime].
	DER Element
	// Wide is as in [DER].
	Wide bool
}

// ReportedCode and ReportedTime are what an Alert in ASN.1 reports and when.
var (
	ReportedCode = &Slot[gbcs.AlertCode]{
		Name: "alertCode", Clause: "GBCS alerts", Show: func(code gbcs.AlertCode) string {
			return strings.TrimSpace(code.String() + " " + AlertTitle(code))
		},
	}
	ReportedTime = &ZuluTime{Name: "dateTime", Clause: "GBCS alerts"}

	reportedMoment = &Moment{Name: "date-time", Clause: "GBCS alerts"}
	reportedStamp  = &Stamp{Name: "date-time", Clause: "GBCS alerts"}
)

// Event is what a Device reports: the alert code, when, and by what type of Device.
type Event struct {
	Code   gbcs.AlertCode
	At     time.Time // in whole seconds
	Device Device
}

// Carries reports whether the Alert may report code.
func (r *Report) Carries(code gbcs.AlertCode) bool {
	for _, c := range r.Codes {
		if c == code {
			return true
		}
	}
	return len(r.Codes) == 0
}

// places calls each with the content.
func (r *Report) places(each func(Place, bool)) {
	r.Content.places(false, each)
	for _, o := range r.Sealed {
		o.Value.places(false, each)
	}
	for _, field := range r.GBZ {
		field.places(false, each)
	}
	if r.Component != nil {
		Frames{*r.Component}.answerPlaces(each)
	}
	if r.DER != nil {
		r.DER.places(false, func(p Place, optional bool) {
			if !reported(p) {
				each(p, optional)
			}
		})
	}
}

// reported reports whether p is what every Alert has.
func reported(p Place) bool {
	return p == Place(ReportedCode) || p == Place(ReportedTime) ||
		p == Place(reportedMoment) || p == Place(reportedStamp)
}

// AppendAlert writes the payload of the Alert with Header h onto dst. Args are the values
// of its content. Seal encrypts, and may be nil where nothing is encrypted. The error is
// an [*ArgError], or says that the Use Case does not carry the code or is no Alert.
func (u *UseCase) AppendAlert(
	dst []byte, h *gbcs.Header, e Event, args Args, seal Sealer,
) ([]byte, error) {
	if u.Alert == nil {
		return dst, fmt.Errorf("usecase: %s is no Alert", u.Code)
	}
	if e.Code == 0 || !u.Alert.Carries(e.Code) {
		return dst, fmt.Errorf("usecase: %s does not report %v", u.Code, e.Code)
	}
	if e.At.IsZero() {
		return dst, fmt.Errorf("usecase: %s: no time when it was", u.Code)
	}
	notation := u.Alert.Notation
	if notation == 0 {
		notation = e.Device.Notation()
	}
	what := Args{ReportedCode.Is(e.Code)}
	switch notation {
	case DLMS:
		what = append(what, reportedMoment.Is(dlms.DateTimeOf(e.At, dlms.NotSpecified)))
	case GBZ:
		what = append(what, reportedStamp.Is(SecondsOf(e.At)))
	case ASN1:
		what = append(what, ReportedTime.Is(e.At))
	}
	return u.build(dst, h, giver(append(what, args...)), seal,
		func(b *build) { u.Alert.append(b, notation) })
}

// append writes the Alert; the values are the code and the time as well.
func (r *Report) append(b *build, notation Notation) {
	switch notation {
	case DLMS:
		r.appendDLMS(b)
	case GBZ:
		r.appendGBZ(b)
	case ASN1:
		b.wide = r.Wide
		r.DER.appendDER(b, 0)
	}
}

func (r *Report) appendDLMS(b *build) {
	b.dst = append(appendInvokeID(append(b.dst, tagDataNotification), b.h.Counter), 0)
	n := 2 + len(r.Content)
	if r.Sealed != nil {
		n += 2
	}
	b.dst = append(b.dst, byte(dlms.TagStructure), byte(n))
	ReportedCode.appendCOSEM(b)
	reportedMoment.appendCOSEM(b)
	for _, field := range r.Content {
		field.appendCOSEM(b)
	}
	if r.Sealed != nil {
		b.sealedAttributes((&AccessRow{objects: r.Sealed}).values())
	}
}

func (r *Report) appendGBZ(b *build) {
	var content byte
	if r.GBZ != nil || r.Component != nil {
		content = 1
	}
	b.dst = append(append(b.dst, profile...), content)
	b.dst = binary.BigEndian.AppendUint16(b.dst, uint16(b.take(ReportedCode).n))
	b.dst = binary.BigEndian.AppendUint32(b.dst, uint32(b.take(reportedStamp).n))
	for _, field := range r.GBZ {
		field.appendZCL(b)
	}
	if r.Component != nil {
		at, sealed := len(b.dst), uint8(0)
		b.answer(r.Component, 0, &sealed, func() { r.Component.appendAnswerPayload(b) })
		b.dst[at] |= controlLast
	}
}

// read reads the Alert.
func (r *Report) read(w *walk) {
	switch isGBZ := len(w.b) > 0 && w.b[0] == profile[0]; {
	case r.Notation == ASN1:
		w.wide = r.Wide
		readWhole(w, r.DER)
	case isGBZ && r.Notation != DLMS:
		r.readGBZ(w)
	default:
		r.readDLMS(w)
	}
	r.note(w)
}

func (r *Report) readDLMS(w *walk) {
	w.invokeID("data-notification", tagDataNotification)
	at := w.off
	w.constantTag("structure", dlms.TagStructure)
	n, want := int(w.octet("structure")), 2+len(r.Content)
	if r.Sealed != nil {
		want += 2
	}
	if w.err == nil && n != want {
		w.mismatch(at, "structure", "%d elements: want %d", n, want)
	}
	w.fixed("structure", at)
	ReportedCode.readCOSEM(w)
	reportedMoment.readCOSEM(w)
	for _, field := range r.Content {
		if w.err == nil {
			field.readCOSEM(w)
		}
	}
	if r.Sealed != nil {
		row := AccessRow{objects: r.Sealed}
		w.sealedAttributes(row.label(), row.values())
	}
	w.end("data-notification")
}

func (r *Report) readGBZ(w *walk) {
	w.constant("profile", profile...)
	content := byte(0)
	if r.GBZ != nil || r.Component != nil {
		content = 1
	}
	w.constant("number of contents", content)
	at := w.off
	w.value(ReportedCode, uint64(w.big16("alert code")), at, at, 2)
	at = w.off
	if b := w.bytes("date-time", 4); b != nil {
		w.value(reportedStamp, uint64(binary.BigEndian.Uint32(b)), at, at, 4)
	}
	for _, field := range r.GBZ {
		field.readZCL(w)
	}
	if r.Component != nil && w.err == nil {
		w.alertComponent(r.Component)
	}
	w.end("alert")
}

// note takes what is reported out of the nodes that have it, which are no content.
func (r *Report) note(w *walk) {
	for i := range w.nodes {
		n := &w.nodes[i]
		if w.err != nil || n.kind != nodeLeaf || !reported(n.place) {
			continue
		}
		n.kind = nodeFixed
		switch v := w.decode(n).(type) {
		case gbcs.AlertCode:
			w.Alert = v
		case dlms.DateTime:
			w.Time, _ = v.Time()
			w.Clock = v.Status()
		case Seconds2000:
			w.Time = v.Time()
		case time.Time:
			w.Time = v
		}
	}
	if w.err == nil && !r.Carries(w.Alert) {
		w.mismatch(0, "", "alert code %v", w.Alert)
	}
}

// reportedArgs are the code and the time as they stand in the message.
func (t *Tree) reportedArgs() Args {
	var args Args
	for i := range t.nodes {
		if n := &t.nodes[i]; n.place != nil && reported(n.place) {
			args = append(args, Arg{n.place, t.decode(n)})
		}
	}
	return args
}

// AppendPayload writes the payload of the message again onto dst, from the values in the
// tree and not from its octets; values that are out of range are written too. Seal encrypts
// what is encrypted, and may be nil where nothing is. The error says that items stayed
// encrypted, or what the message has that its values do not give.
func (t *Tree) AppendPayload(dst []byte, seal Sealer) ([]byte, error) {
	u, h := t.UseCase, &t.Message.Header
	if t.Encrypted {
		return dst, errors.New("usecase: encrypted items that were not read cannot be written again")
	}
	switch h.Flag {
	case gbcs.Command:
		return u.build(dst, h, giverAgain(t.Args()), nil, u.Command.appendCommand)
	case gbcs.Response:
		results := t.Results()
		return u.build(dst, h, giverAgain(nil), seal,
			func(b *build) { u.Command.appendAnswer(b, results) })
	}
	notation := u.Alert.Notation
	if notation == 0 {
		notation = DLMS
		if len(t.Message.Payload) > 0 && t.Message.Payload[0] == profile[0] {
			notation = GBZ
		}
	}
	return u.build(dst, h, giverAgain(append(t.reportedArgs(), t.Args()...)), seal,
		func(b *build) { u.Alert.append(b, notation) })
}

// bigEndian is a number of width octets, the most significant first, as contents of Alerts have.
type bigEndian struct {
	leaf
	width int
}

// Big is a number in so many octets, the most significant first, or as many octets of a
// place for octets or bits.
func Big(width int, p leaf) ClusterField { return bigEndian{p, width} }

func (f bigEndian) readZCL(w *walk) {
	at := w.off
	b := w.bytes("", f.width)
	if b == nil {
		w.named(f.leaf)
		return
	}
	var v uint64
	for _, octet := range b {
		v = v<<8 | uint64(octet)
	}
	if f.leaf.tag() == dlms.TagBitString {
		v = uint64(8 * f.width)
	}
	w.value(f.leaf, v, at, at, f.width)
}

func (f bigEndian) appendZCL(b *build) {
	v := b.take(f.leaf)
	if f.leaf.tag().Size() == 0 {
		if len(v.b) != f.width {
			b.outOfRange(f.leaf)
		}
		b.dst = append(b.dst, v.b...)
		return
	}
	var octets [8]byte
	binary.BigEndian.PutUint64(octets[:], v.n)
	b.dst = append(b.dst, octets[8-f.width:]...)
}

func (f bigEndian) places(opt bool, each func(Place, bool)) { each(f.leaf, opt) }

// literal is octets that are always the same.
type literal struct {
	name   string
	octets []byte
}

// Literal is octets that are always the same. Name is what they are.
func Literal(name string, octets ...byte) ClusterField { return literal{name, octets} }

func (f literal) readZCL(w *walk)                { w.constant(f.name, f.octets...) }
func (f literal) appendZCL(b *build)             { b.dst = append(b.dst, f.octets...) }
func (f literal) places(bool, func(Place, bool)) {}

// InOctets is an octet-string in COSEM whose octets are fields.
type InOctets []ClusterField

func (f InOctets) readCOSEM(w *walk) {
	at := w.off
	w.constantTag("octet-string", dlms.TagOctetString)
	n := w.length("octet-string")
	if w.err == nil && n > w.left() {
		w.fail(w.off, "octet-string", ErrTruncated)
	}
	if w.err != nil {
		return
	}
	w.fixed("octet-string", at)
	b := w.b
	w.b = w.b[:w.off+n]
	for _, field := range f {
		field.readZCL(w)
	}
	w.end("octet-string")
	w.b = b
}

func (f InOctets) appendCOSEM(b *build) {
	before := b.dst
	b.dst = nil
	for _, field := range f {
		field.appendZCL(b)
	}
	b.dst = append(dlms.AppendLength(append(before, byte(dlms.TagOctetString)), len(b.dst)), b.dst...)
}

func (f InOctets) places(opt bool, each func(Place, bool)) {
	for _, field := range f {
		field.places(opt, each)
	}
}
