package usecase

import (
	"encoding/binary"
	"slices"

	"github.com/mains-energy/mains/zcl"
)

// component is one component of a payload as read, up to the payload of its frame.
type component struct {
	control  byte
	cluster  zcl.ClusterID
	from     uint32 // FromDateTime
	counter  byte   // of the additional header
	frame    byte   // frame control
	sequence byte
	command  byte
	about    byte // in a Default Response: the command it answers

	off, body, zcl int // where it, what its length counts, and its ZCL header begin
	payload, end   int // where the payload of the frame begins and ends
}

func (c *component) encrypted() bool { return c.control&controlEncrypted != 0 }

// isDefault reports whether it is a Default Response.
func (c *component) isDefault() bool {
	return c.frame&0x03 == 0 && c.command == zcl.CommandDefaultResponse && !c.encrypted()
}

// notExecuted reports whether it says that an earlier component had failed.
func (c *component) notExecuted() bool {
	return c.isDefault() && c.about == zcl.NotExecuted().Command
}

// component reads a component up to its payload. It adds nothing to the tree.
func (w *walk) component(last bool) (c component) {
	c.off = w.off
	c.control = w.octet("extended header control")
	if w.err == nil && (c.control&^(controlLast|controlEncrypted|controlFrom) != 0 ||
		(c.control&controlLast != 0) != last) {
		w.mismatch(c.off, "extended header control", "%02X", c.control)
	}
	c.cluster = zcl.ClusterID(w.big16("cluster"))
	n := int(w.big16("GBZ command length"))
	if w.err == nil && n > w.left() {
		w.fail(w.off, "GBZ command length", ErrTruncated)
	}
	c.body, c.end = w.off, w.off+n
	if c.control&controlFrom != 0 {
		if b := w.bytes("FromDateTime", 4); b != nil {
			c.from = binary.BigEndian.Uint32(b)
		}
	}
	if c.encrypted() {
		if at := w.off; w.octet("additional header control") != 0 {
			w.mismatch(at, "additional header control", "want 00")
		}
		c.counter = w.octet("additional header frame counter")
	}
	c.zcl = w.off
	if b := w.bytes("ZCL header", 3); b != nil {
		c.frame, c.sequence, c.command = b[0], b[1], b[2]
	}
	if w.err == nil && w.off > c.end {
		w.fail(c.zcl, "ZCL header", ErrTruncated)
	}
	c.payload = w.off
	if c.isDefault() && w.err == nil && c.payload < c.end {
		c.about = w.b[c.payload]
	}
	return c
}

// enter adds what component has read to the tree, under a node for the whole, and reads
// the payload with read, which must read all of it.
func (w *walk) enter(c *component, kind nodeKind, p Place, label string, from *Stamp, read func()) {
	if w.err != nil {
		return
	}
	w.off = c.off
	whole := w.begin(kind, p, c.off, 0)
	w.nodes[whole].label = label
	w.off = c.body
	w.fixed("component header", c.off)
	at := c.body
	if from != nil {
		w.off = at + 4
		w.value(from, uint64(c.from), at, at, 4)
		at = w.off
	}
	if at < c.zcl {
		w.off = c.zcl
		w.fixed("additional header", at)
	}
	w.off = c.payload
	w.fixed("ZCL header", c.zcl)
	b := w.b
	w.b = w.b[:c.end]
	read()
	w.end("component")
	w.b = b
	w.finish(whole)
}

// components reads the profile and the number of components.
func (w *walk) components() int {
	w.constant("profile", profile...)
	at := w.off
	n := int(w.octet("number of components"))
	if w.err == nil && n == 0 {
		w.mismatch(at, "number of components", "0: want 1 or more")
	}
	w.fixed("number of components", at)
	return n
}

// other notes a component that should not be there.
func (w *walk) other(c *component) {
	w.mismatch(c.off, "", "cluster %v, command %02X, frame control %02X, sequence %d, control %02X",
		c.cluster, c.command, c.frame, c.sequence, c.control)
}

// position is where in its Frames the reading of a payload is.
type position struct {
	frame int
	times int // components of this frame so far
	list  int // the node of the list of this frame, -1 for none
}

// done reports whether there may be no more components of the frame.
func (f *Frame) done(times int) bool {
	return f.each != nil || f.where != nil || times >= max(f.times, 1)
}

// sends reports whether a component is one of this frame.
func (f *Frame) sends(c *component) bool {
	return c.cluster == f.Cluster && c.frame == f.control() && c.command == f.command() &&
		!c.encrypted() && (c.control&controlFrom != 0) == (f.from != nil)
}

func (f Frames) readCommand(w *walk) {
	n := w.components()
	at := position{list: -1}
	for i := 0; i < n && w.err == nil; i++ {
		c := w.component(i == n-1)
		if w.err != nil {
			return
		}
		for at.frame < len(f) && f[at.frame].done(at.times) &&
			!(f[at.frame].sends(&c) && at.times < f[at.frame].most()) {
			w.leave(&at, c.off)
		}
		if at.frame == len(f) || !f[at.frame].sends(&c) || int(c.sequence) != i {
			w.other(&c)
			return
		}
		now := &f[at.frame]
		if now.each != nil && at.list < 0 {
			w.off = c.off
			at.list = w.begin(nodeList, now.each, c.off, 0)
		}
		at.times++
		w.readFrame(now, &c, at)
	}
	end := w.off
	for at.frame < len(f) && f[at.frame].done(at.times) {
		w.leave(&at, end)
	}
	if w.err == nil && at.frame < len(f) {
		w.mismatch(w.off, "", "%s is missing", f[at.frame].label())
	}
	w.end("payload")
}

// leave goes on to the next frame. What was of the one before ends at off.
func (w *walk) leave(at *position, off int) {
	if at.list >= 0 {
		now := w.off
		w.off = off
		w.finish(at.list)
		w.off = now
	}
	*at = position{frame: at.frame + 1, list: -1}
}

// readFrame reads a component of a Command.
func (w *walk) readFrame(f *Frame, c *component, at position) {
	kind, p := nodePart, Place(nil)
	switch {
	case at.list >= 0:
		kind = nodeElement
		w.nodes[at.list].num++
	case f.group != nil:
		kind, p = nodeGroup, f.group
	}
	w.part(part{row: at.frame, sequence: c.sequence, off: w.base + c.off})
	w.enter(c, kind, p, f.label(), f.from, func() {
		for _, a := range f.Reads {
			w.constant("attribute", byte(a.ID), byte(a.ID>>8))
		}
		if f.Command == nil {
			return
		}
		from := len(w.nodes)
		for _, field := range f.Command.Payload {
			field.readZCL(w)
		}
		f.sort(w, from, uint8(at.times-1))
	})
	w.endPart().n = w.off - c.off
}

// sort makes nodes of what the Use Case fixes no values of the message, and refuses other
// values; and notes which values stand outside of the element or group.
func (f *Frame) sort(w *walk, from int, index uint8) {
	fixes := f.fixes(index)
	for i := from; i < len(w.nodes) && w.err == nil; i++ {
		n := &w.nodes[i]
		if n.kind != nodeLeaf {
			continue
		}
		n.shared = slices.Contains(f.shared, n.place)
		want, ok := fixes.lookup(n.place)
		if !ok {
			continue
		}
		if !equal(w.decode(n), want) {
			w.mismatch(int(n.off), n.place.Info().Name, "want %s", n.place.text(want))
			return
		}
		n.kind = nodeFixed
	}
}

// answeredBy reports whether a component can be an answer to f.
func (f *Frame) answeredBy(c *component) bool {
	switch {
	case c.cluster != f.Cluster || c.control&controlFrom != 0:
		return false
	case c.isDefault(): // either way: Devices differ
		return c.frame&^zcl.GeneralToClient == 0 && (c.about == f.command() || c.notExecuted())
	}
	return c.command == f.answerCommand() && c.frame == f.AnswerControl && c.encrypted() == f.Sealed
}

func (f Frames) readAnswer(w *walk) {
	n := w.components()
	at, previous, lost := position{list: -1}, -1, false
	for i := 0; i < n && w.err == nil; i++ {
		c := w.component(i == n-1)
		if w.err != nil {
			return
		}
		if !f.follow(&at, &c, previous, &lost) {
			w.other(&c)
			return
		}
		previous = int(c.sequence)
		now := &f[at.frame]
		w.part(part{row: at.frame, sequence: c.sequence, off: w.base + c.off})
		w.enter(&c, nodePart, nil, now.answerLabel(&c), nil, func() { w.readReply(now, &c) })
		w.endPart().n = w.off - c.off
	}
	for at.frame < len(f) && (lost || f[at.frame].done(at.times)) {
		at = position{frame: at.frame + 1}
	}
	if w.err == nil && at.frame < len(f) {
		w.mismatch(w.off, "", "the answer to %s is missing", f[at.frame].label())
	}
	w.end("payload")
}

// follow moves at to the frame that a component answers, and reports whether there is one.
// What was not executed does not say which command it was, so that after a frame that is
// sent any number of times it is not known where one is: lost.
func (f Frames) follow(at *position, c *component, previous int, lost *bool) bool {
	switch int(c.sequence) {
	case previous:
		return previous >= 0 && f[at.frame].Several && !c.isDefault() && f[at.frame].answeredBy(c)
	case previous + 1:
	default:
		return false
	}
	for at.frame < len(f) && !(f[at.frame].answeredBy(c) && at.times < f[at.frame].most()) {
		if !*lost && !f[at.frame].done(at.times) {
			return false
		}
		*at = position{frame: at.frame + 1}
	}
	if at.frame == len(f) {
		return false
	}
	at.times++
	*lost = *lost || c.notExecuted() && f[at.frame].done(0)
	return true
}

// most is how many components there can be of a frame.
func (f *Frame) most() int {
	if f.each != nil {
		return 256
	}
	return max(f.times, 1)
}

// answerLabel is what a component says to f.
func (f *Frame) answerLabel(c *component) string {
	switch {
	case c.isDefault():
		return "Default Response"
	case f.Answer != nil:
		return f.Answer.Name
	}
	return "Read Attributes Response"
}

// readReply reads the payload of an answer to f.
func (w *walk) readReply(f *Frame, c *component) {
	switch {
	case c.isDefault():
		w.readDefault(f)
	case c.encrypted():
		at := w.off
		n := int(w.big16("length of the encrypted item"))
		w.fixed("length of the encrypted item", at)
		off := w.off
		item := w.bytes("encrypted item", n)
		w.open(f.answerName(), off, item, func(w *walk) { w.readReplyPayload(f) })
	default:
		w.readReplyPayload(f)
	}
}

// answerName is the names of what the answer holds.
func (f *Frame) answerName() string {
	if f.Answer != nil {
		return f.Answer.Name
	}
	name := ""
	for i, a := range f.Reads {
		if i > 0 {
			name += ", "
		}
		name += a.Info().Name
	}
	if name == "" {
		return f.label()
	}
	return name
}

// readDefault reads a Default Response.
func (w *walk) readDefault(f *Frame) {
	at := w.off
	b := w.bytes("Default Response", 2)
	if b == nil {
		return
	}
	p := &w.parts[len(w.parts)-1]
	// 8B says that there is nothing to answer with, which is no failure.
	status := zcl.Status(b[1])
	p.failed = status != zcl.Success && status != zcl.NotFound
	p.instead, p.command, p.code = true, b[0], b[1]
	w.off = at + 1
	w.fixed("command", at)
	w.off = at + 2
	w.fixed("status", at+1)
	w.nodes[len(w.nodes)-1].num = uint64(b[1])
}

// readReplyPayload reads the payload of the declared answer.
func (w *walk) readReplyPayload(f *Frame) {
	if f.Answer != nil {
		for _, field := range f.Answer.Payload {
			field.readZCL(w)
		}
		return
	}
	for _, a := range f.Reads {
		w.readAttribute(a)
	}
}

// readAttribute reads a record of a Read Attributes Response.
func (w *walk) readAttribute(a *ClusterAttribute) {
	at := w.off
	b := w.bytes("attribute", 3)
	if b == nil {
		return
	}
	if b[0] != byte(a.ID) || b[1] != byte(a.ID>>8) {
		w.mismatch(at, "attribute", "%02X%02X: want %v", b[1], b[0], a.ID)
		return
	}
	if b[2] != byte(zcl.Success) {
		w.value(a, uint64(b[2]), at, at+2, 1)
		return
	}
	w.fixed("attribute and status", at)
	w.constant("type", byte(a.Type))
	a.field().readZCL(w)
}

// alertComponent reads the content of an Alert that is an answer to f which nobody asked
// for.
func (w *walk) alertComponent(f *Frame) {
	c := w.component(true)
	if w.err == nil && (!f.answeredBy(&c) || c.isDefault()) {
		w.other(&c)
	}
	w.enter(&c, nodePart, nil, f.answerLabel(&c), nil, func() { w.readReply(f, &c) })
}
