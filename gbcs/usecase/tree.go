package usecase

import (
	"fmt"
	"time"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/gbcs"
)

// Tree is what a message says: the values in it and where they stand. The zero Tree is
// ready for [Tree.Read], and may be used for one message after another, which saves
// allocating anew: it keeps its memory and nothing else. It points into the message it
// has read.
type Tree struct {
	UseCase *UseCase
	Message *gbcs.Message
	// Encrypted says that some items could not be read for want of a [Decrypter].
	Encrypted bool
	// Alert is what an Alert reports; 0 in Commands and Responses.
	Alert gbcs.AlertCode
	// Time is when the Device says this was, in UTC; zero where it does not say. Clock is
	// how good that time is.
	Time  time.Time
	Clock dlms.ClockStatus

	nodes []node
	parts []part
	bufs  [][]byte // the payload, then each plaintext
}

// part is the answer to one row of COSEM or one frame of GBZ, the whole of a structure in
// ASN.1, or in a Command one row or frame.
type part struct {
	row      int // of the declaration; -1 where the message does not tell
	from, to int // its nodes
	off, n   int // where it stands in the message
	code     uint8
	failed   bool
	instead  bool  // a Default Response in place of the declared answer
	command  uint8 // that the Default Response answers
	sequence uint8
}

// nodeKind says what a node is.
type nodeKind uint8

const (
	nodeLeaf      nodeKind = iota // a value of a place
	nodeList                      // of a List
	nodeElement                   // of the list above it
	nodeGroup                     // of a Group
	nodeStructure                 // structure or array of num elements, or an element of ASN.1
	nodeFixed                     // octets that the notation or the declaration fixes
	nodeSealed                    // an encrypted item that stays so
	nodePart                      // a row, component or structure
)

// node is a piece of a message. Offsets are within its buffer.
type node struct {
	place Place
	label string // where place is nil
	kind  nodeKind
	// shared says that the value is none of the element or group around it, but stands
	// outside.
	shared bool
	depth  uint8
	src    uint8 // which buffer
	off    int32 // of all of it, size octets
	size   int32
	at     int32 // of the value without what goes before it, n octets
	n      int32
	next   int32 // the first node that is not inside
	base   int32 // to add for an offset in the message
	num    uint64
}

// Read reads m, whatever it is: the Command, the Response or the Alert of the Use Case that
// its Message Code names. It checks neither MAC nor signature. A nil dec leaves encrypted
// items encrypted. Values out of range are read all the same. What a Device refuses or
// fails to do is content, not an error. The error is [ErrUnknown], a [*SyntaxError], one
// of the notation, or that of dec.
func (t *Tree) Read(m *gbcs.Message, dec Decrypter) error {
	u, ok := ByMessage(m.Message)
	if !ok {
		return fmt.Errorf("%w: %v", ErrUnknown, m.Message)
	}
	return t.read(u, m, dec)
}

// read reads m as a message of u.
func (t *Tree) read(u *UseCase, m *gbcs.Message, dec Decrypter) error {
	*t = Tree{
		UseCase: u, Message: m, Clock: dlms.NotSpecified,
		nodes: t.nodes[:0], parts: t.parts[:0], bufs: append(t.bufs[:0], m.Payload),
	}
	if m.DateTime != nil {
		t.Time, _ = m.DateTime.Time()
		t.Clock = m.DateTime.Status()
	}
	w := walk{Tree: t, b: m.Payload, base: payloadOffset(m), decrypter: dec}
	switch {
	case m.Flag == gbcs.Alert && u.Alert != nil:
		u.Alert.read(&w)
	case m.Flag == gbcs.Command && u.Command != nil:
		u.Command.readCommand(&w)
	case m.Flag == gbcs.Response && u.Command != nil:
		u.Command.readAnswer(&w)
	default:
		w.fail(0, "", fmt.Errorf("%w: a %v of %s", ErrMismatch, m.Flag, u.Code))
	}
	return w.result()
}

// payloadOffset is the number of octets of m before its payload.
func payloadOffset(m *gbcs.Message) int {
	return m.Size() - len(m.Payload) - m.TrailerSize()
}

// decode is the value of a leaf.
func (t *Tree) decode(n *node) any {
	b := t.bufs[n.src][n.at : n.at+n.n : n.at+n.n]
	if s, ok := n.place.(*Scaling); ok {
		return s.decode(b)
	}
	return n.place.(leaf).take(wire{n.num, b})
}

// args are the values in the nodes from one to before another.
func (t *Tree) args(from, to int) Args { return t.argsIn(from, to, false) }

// argsIn are the values in the nodes from one to before another; inside an element or a
// group without those that it shares with what is around it.
func (t *Tree) argsIn(from, to int, inside bool) Args {
	var args Args
	for i := from; i < to; {
		n := &t.nodes[i]
		next := int(n.next)
		switch n.kind {
		case nodeLeaf:
			if !inside || !n.shared {
				args = append(args, Arg{n.place, t.decode(n)})
			}
			next = i + 1
		case nodeList:
			args = t.sharedArgs(append(args, Arg{n.place, t.elements(i)}), i+1, next)
		case nodeGroup:
			group := Arg{n.place, t.argsIn(i+1, next, true).merged()}
			args = t.sharedArgs(append(args, group), i+1, next)
		default:
			next = i + 1 // what is inside
		}
		i = next
	}
	return args
}

// elements are those of the list that is node i.
func (t *Tree) elements(i int) []Args {
	list := &t.nodes[i]
	elements := make([]Args, 0, list.num)
	for e := i + 1; e < int(list.next); e = int(t.nodes[e].next) {
		if t.nodes[e].kind == nodeElement {
			elements = append(elements, t.argsIn(e+1, int(t.nodes[e].next), true).merged())
		}
	}
	return elements
}

// sharedArgs adds the shared values in the nodes from one to before another.
func (t *Tree) sharedArgs(args Args, from, to int) Args {
	for i := from; i < to; i++ {
		if n := &t.nodes[i]; n.shared && n.kind == nodeLeaf {
			args = append(args, Arg{n.place, t.decode(n)})
		}
	}
	return args
}

// Args are all values of the message; of a Response those of all its parts, see
// [Tree.Results]. A place that has one value throughout is there once. Values may point
// into the message.
func (t *Tree) Args() Args { return t.args(0, len(t.nodes)).merged() }

// Result is the answer to one row of a Command in COSEM or one frame in GBZ, or all of a
// Response in ASN.1.
type Result struct {
	// Row is which row or frame of the declaration is answered, from 0. It is -1 where the
	// message does not tell: some rows may have been left out of the Command.
	Row int
	// Code is a [dlms.DataAccessResult] or a [zcl.Status], 0 in ASN.1.
	Code uint8
	// Instead says that in GBZ a Default Response stands in place of the declared answer,
	// to the command Command, which is FF where an earlier component had failed.
	Instead  bool
	Command  uint8
	Sequence uint8 // the transaction sequence number in GBZ
	Args     Args
}

// Results are the parts of a Response, in the order of the message.
func (t *Tree) Results() []Result {
	results := make([]Result, len(t.parts))
	for i, p := range t.parts {
		results[i] = Result{
			p.row, p.code, p.instead, p.command, p.sequence, t.args(p.from, p.to).merged(),
		}
	}
	return results
}

// Success reports whether no part of a Response was refused or failed. Of parts that stay
// encrypted nothing is known; they do not count as failed.
func (t *Tree) Success() bool {
	for i := range t.parts {
		if t.parts[i].failed {
			return false
		}
	}
	for i := range t.nodes {
		n := &t.nodes[i]
		if n.kind == nodeLeaf && t.Message.Flag == gbcs.Response && t.failure(n) {
			return false
		}
	}
	return true
}

// failure reports whether the value of n means that something was not done.
func (t *Tree) failure(n *node) bool {
	s, ok := n.place.(interface{ failing(uint64) bool })
	return ok && s.failing(n.num)
}

func (s *Slot[T]) failing(v uint64) bool {
	if s.Codes == nil {
		return false
	}
	c, ok := codeOf(s.Codes, uint64(T(v)))
	return ok && c.Failed
}

// offset is where n stands in the message.
func (n *node) offset() int { return int(n.base + n.off) }

// Gaps are the stretches of the payload that no value and no fixed part accounts for, as
// offsets in the message; none in what [Tree.Read] has read without an error.
func (t *Tree) Gaps() [][2]int {
	payload := len(t.Message.Payload)
	known := make([]bool, payload)
	base := payloadOffset(t.Message)
	for i := range t.nodes {
		n := &t.nodes[i]
		from, to := n.offset()-base, n.offset()-base+int(n.size)
		switch n.kind {
		case nodeList, nodeStructure:
			to = int(n.base+n.at) - base // its header
		case nodeElement, nodeGroup, nodePart:
			continue
		}
		for at := from; at < to; at++ {
			known[at] = true
		}
	}
	var gaps [][2]int
	for at := 0; at < payload; at++ {
		if known[at] {
			continue
		}
		from := at
		for at < payload && !known[at] {
			at++
		}
		gaps = append(gaps, [2]int{base + from, base + at})
	}
	return gaps
}
