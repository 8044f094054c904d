package usecase

import (
	"encoding/binary"
	"fmt"

	"github.com/mains-energy/mains/zcl"
)

// Frames is a Command in GBZ: cluster frames that the Device carries out in order, until
// one fails. Transaction sequence numbers count them from 0.
type Frames []Frame

// Frame is one cluster frame and its answer. Make one with [Send] or [Read].
type Frame struct {
	// Command is what is sent; nil where attributes are read.
	Command *ClusterCommand
	// Reads are the attributes that are read, in the order of the wire.
	Reads   []*ClusterAttribute
	Cluster zcl.ClusterID
	// Answer is the command of the answer; nil where it is a Default Response, or where
	// attributes are read.
	Answer        *ClusterCommand
	AnswerControl uint8 // frame control of the answer
	// Sealed says that the answer's payload is encrypted.
	Sealed bool
	// Several says that the Device may answer with several components.
	Several bool

	fixed  []Arg   // what the Use Case fixes
	from   *Stamp  // the FromDateTime; nil where the frame has none
	group  *Group  // that has the frame's values; nil where they stand for themselves
	each   *List   // there is one frame for each element; nil for just one
	shared []Place // whose values stand outside of group or element
	where  Place   // the frame is there where this has a value; nil: always
	times  int     // there are always so many frames; 0 for one
	index  *Slot[uint8]
}

// Send sends a command of a cluster, with what the Use Case fixes of it. It is answered by
// a Default Response, unless [Frame.Replies] says otherwise.
func Send(c *ClusterCommand, fixed ...Arg) Frame {
	f := Frame{Command: c, Cluster: c.Cluster, fixed: fixed, AnswerControl: zcl.GeneralToClient}
	if c.Control&zcl.GeneralToClient != 0 {
		f.AnswerControl = zcl.GeneralToServer
	}
	return f
}

// Read reads attributes of one cluster.
func Read(attributes ...*ClusterAttribute) Frame {
	return Frame{
		Reads: attributes, Cluster: attributes[0].Cluster, AnswerControl: zcl.GeneralToClient,
	}
}

// Replies says which command answers, where all is well.
func (f Frame) Replies(c *ClusterCommand) Frame {
	f.Answer, f.AnswerControl = c, c.Control
	return f
}

// NoDefault says that the answer wants no Default Response: a bit of its frame control.
func (f Frame) NoDefault() Frame {
	f.AnswerControl |= zcl.DisableDefault
	return f
}

// Encrypts says that the payload of the answer is for the reader only.
func (f Frame) Encrypts() Frame {
	f.Sealed = true
	return f
}

// AsSeveral says that the Device may answer with several components.
func (f Frame) AsSeveral() Frame {
	f.Several = true
	return f
}

// Pushed is the answer to the frame as the content of an Alert.
func (f Frame) Pushed() *Frame { return &f }

// From gives the frame a FromDateTime.
func (f Frame) From(s *Stamp) Frame {
	f.from = s
	return f
}

// In puts the frame's values into a group, but for those of the shared places.
func (f Frame) In(g *Group, shared ...Place) Frame {
	f.group, f.shared = g, shared
	return f
}

// Each sends the frame once for each element of a list, which has the frame's values but
// for those of the shared places.
func (f Frame) Each(l *List, shared ...Place) Frame {
	f.each, f.shared = l, shared
	return f
}

// Where sends the frame only where there is a value of p, which is one of its places.
func (f Frame) Where(p Place) Frame {
	f.where = p
	return f
}

// Times sends the frame n times, with an index that counts from 0.
func (f Frame) Times(n int, index *Slot[uint8]) Frame {
	f.times, f.index = n, index
	return f
}

func (f Frames) notation() Notation { return GBZ }

func (f Frames) encrypted() bool {
	for i := range f {
		if f[i].Sealed {
			return true
		}
	}
	return false
}

// fixes is what the Use Case fixes in the frame with that index of its kind.
func (f *Frame) fixes(index uint8) Args {
	if f.index == nil {
		return f.fixed
	}
	return append(f.fixed[:len(f.fixed):len(f.fixed)], f.index.Is(index))
}

func (f *Frame) places(each func(Place, bool)) {
	if f.from != nil {
		each(f.from, false)
	}
	if f.Command == nil {
		return
	}
	fixes := f.fixes(0)
	for _, field := range f.Command.Payload {
		field.places(false, func(p Place, optional bool) {
			if !fixes.Has(p) {
				each(p, optional)
			}
		})
	}
}

func (f Frames) commandPlaces(each func(Place, bool)) {
	for i := range f {
		switch {
		case f[i].each != nil:
			each(f[i].each, false)
		case f[i].group != nil:
			each(f[i].group, false)
		case f[i].where != nil:
			f[i].places(func(p Place, _ bool) { each(p, true) })
		default:
			f[i].places(each)
		}
		for _, p := range f[i].shared {
			each(p, false)
		}
	}
}

func (f Frames) answerPlaces(each func(Place, bool)) {
	for i := range f {
		for _, a := range f[i].Reads {
			each(a.Place, false)
		}
		if f[i].Answer != nil {
			for _, field := range f[i].Answer.Payload {
				field.places(false, each)
			}
		}
	}
}

// control is the frame control of the command.
func (f *Frame) control() uint8 {
	if f.Command == nil {
		return zcl.GeneralToServer
	}
	return f.Command.Control
}

// command is the number of the command.
func (f *Frame) command() uint8 {
	if f.Command == nil {
		return zcl.CommandReadAttributes
	}
	return f.Command.Command
}

// label is what the frame does.
func (f *Frame) label() string {
	if f.Command == nil {
		return "Read Attributes"
	}
	return f.Command.Name
}

// Bits of the extended header control, and the profile. GBCS GBZ payload.
const (
	controlLast      = 0x01
	controlEncrypted = 0x02
	controlFrom      = 0x10
)

// profile is the Smart Energy profile, which begins every payload.
var profile = []byte{0x01, 0x09}

func (f Frames) appendCommand(b *build) {
	b.dst = append(append(b.dst, profile...), 0)
	count := len(b.dst) - 1
	last, n := 0, 0
	one := func(frame *Frame, index int) {
		last = len(b.dst)
		frame.append(b, uint8(n), uint8(index))
		n++
	}
	for i := range f {
		frame := &f[i]
		switch {
		case frame.each != nil:
			b.each(b.elements(frame.each), func() { one(frame, 0) }, frame.shared...)
		case frame.group != nil:
			b.group(frame.group, func() { one(frame, 0) }, frame.shared...)
		case frame.where != nil && !b.g.has(frame.where):
		default:
			for index := range max(frame.times, 1) {
				one(frame, index)
			}
		}
	}
	if b.err == nil && (n == 0 || n > 255) {
		b.err = fmt.Errorf("usecase: %d components: want 1 to 255", n)
	}
	b.dst[count] = byte(n)
	b.dst[last] |= controlLast
}

// append writes the frame as component n; it is the one with that index of its kind.
func (f *Frame) append(b *build, n, index uint8) {
	var control byte
	if f.from != nil {
		control = controlFrom
	}
	length := appendComponent(b, control, f.Cluster)
	if f.from != nil {
		b.dst = binary.BigEndian.AppendUint32(b.dst, uint32(b.take(f.from).n))
	}
	b.dst = append(b.dst, f.control(), n, f.command())
	if f.Command == nil {
		for _, a := range f.Reads {
			b.dst = binary.LittleEndian.AppendUint16(b.dst, uint16(a.ID))
		}
	} else {
		f.appendPayload(b, index)
	}
	b.endComponent(length)
}

// appendPayload writes the payload of the command, in which the Use Case fixes some
// values.
func (f *Frame) appendPayload(b *build, index uint8) {
	outer, fixes := b.g, f.fixes(index)
	for _, field := range f.Command.Payload {
		b.g = outer
		fixed := false
		field.places(false, func(p Place, _ bool) { fixed = fixed || fixes.Has(p) })
		if fixed {
			b.g = giver(fixes)
		}
		field.appendZCL(b)
	}
	b.g = outer
}

// appendComponent writes the head of a component; endComponent writes its length.
func appendComponent(b *build, control byte, cluster zcl.ClusterID) (length int) {
	b.dst = append(b.dst, control, byte(cluster>>8), byte(cluster), 0, 0)
	return len(b.dst) - 2
}

func (b *build) endComponent(length int) {
	n := len(b.dst) - length - 2
	if n > 0xFFFF && b.err == nil {
		b.err = fmt.Errorf("usecase: a component of %d octets: want at most 65535", n)
	}
	binary.BigEndian.PutUint16(b.dst[length:], uint16(n))
}

// Reply is what a Device says to one frame: the payload of the declared answer, or a
// Default Response in its place.
type Reply struct {
	Payload []byte
	Default *zcl.DefaultResponse // nil: Payload is the answer
}

// AppendReplies writes the payload of the Response in GBZ to command onto dst, one
// component for each reply, which answers the component of the Command with the same
// number. It has the frame controls and the encryption of the Use Case. Seal may be nil
// where nothing is encrypted. The error says that replies are not as many as components.
func (t *Tree) AppendReplies(dst []byte, replies []Reply, seal Sealer) ([]byte, error) {
	frames, ok := t.UseCase.Command.(Frames)
	if !ok || len(t.parts) != len(replies) {
		return dst, fmt.Errorf("usecase: %s: %d replies: want %d",
			t.UseCase.Code, len(replies), len(t.parts))
	}
	b := build{seal: seal}
	b.dst = append(append(b.dst, profile...), byte(len(replies)))
	var sealed, last = uint8(0), 0
	for i, reply := range replies {
		f := &frames[t.parts[i].row]
		last = len(b.dst)
		if reply.Default != nil {
			b.defaultResponse(f, uint8(i), reply.Default.Command, uint8(reply.Default.Status))
			continue
		}
		b.answer(f, uint8(i), &sealed, func() { b.dst = append(b.dst, reply.Payload...) })
	}
	if b.err != nil {
		return dst, b.err
	}
	b.dst[last] |= controlLast
	return append(dst, b.dst...), nil
}

// defaultResponse writes a component that says what became of a frame.
func (b *build) defaultResponse(f *Frame, sequence, command, status uint8) {
	length := appendComponent(b, 0, f.Cluster)
	b.dst = append(b.dst, f.defaultControl(), sequence, zcl.CommandDefaultResponse, command, status)
	b.endComponent(length)
}

// defaultControl is the frame control of a Default Response: the other way. One that stands in
// place of a declared answer always goes to the client, as in the error of GCS20r.
func (f *Frame) defaultControl() uint8 {
	if f.Answer == nil && f.control()&zcl.GeneralToClient != 0 {
		return zcl.GeneralToServer
	}
	return zcl.GeneralToClient
}

// answerCommand is the number of the command that answers.
func (f *Frame) answerCommand() uint8 {
	switch {
	case f.Answer != nil:
		return f.Answer.Command
	case f.Command == nil:
		return zcl.CommandReadAttributesResponse
	}
	return zcl.CommandDefaultResponse
}

// answer writes a component with the declared answer, whose payload write writes.
func (b *build) answer(f *Frame, sequence uint8, sealed *uint8, write func()) {
	if !f.Sealed {
		length := appendComponent(b, 0, f.Cluster)
		b.dst = append(b.dst, f.AnswerControl, sequence, f.answerCommand())
		write()
		b.endComponent(length)
		return
	}
	if b.seal == nil && b.err == nil {
		b.err = errNoSealer
	}
	length := appendComponent(b, controlEncrypted, f.Cluster)
	b.dst = append(b.dst, 0, *sealed, f.AnswerControl, sequence, f.answerCommand())
	*sealed++
	before := b.dst
	b.dst = nil
	write()
	if b.err != nil {
		return
	}
	item := b.seal(nil, b.dst)
	b.dst = append(binary.BigEndian.AppendUint16(before, uint16(len(item))), item...)
	b.endComponent(length)
}

func (f Frames) appendAnswer(b *build, results []Result) {
	if len(results) == 0 {
		b.err = errNoResults
		return
	}
	b.dst = append(append(b.dst, profile...), byte(len(results)))
	var sealed, last = uint8(0), 0
	for i := range results {
		r := &results[i]
		if r.Row < 0 || r.Row >= len(f) {
			b.err = fmt.Errorf("usecase: no frame %d", r.Row)
			return
		}
		frame := &f[r.Row]
		last = len(b.dst)
		if r.Instead {
			b.defaultResponse(frame, r.Sequence, r.Command, r.Code)
			continue
		}
		b.answer(frame, r.Sequence, &sealed, func() {
			b.each([]Args{r.Args}, func() { frame.appendAnswerPayload(b) })
		})
	}
	if b.err == nil {
		b.dst[last] |= controlLast
	}
}

// appendAnswerPayload writes the payload of the declared answer. An attribute without a
// value has failed.
func (f *Frame) appendAnswerPayload(b *build) {
	if f.Answer != nil {
		for _, field := range f.Answer.Payload {
			field.appendZCL(b)
		}
		return
	}
	for _, a := range f.Reads {
		b.dst = binary.LittleEndian.AppendUint16(b.dst, uint16(a.ID))
		if b.g.has(a) {
			b.dst = append(b.dst, byte(b.take(a).n))
			continue
		}
		b.dst = append(b.dst, 0, byte(a.Type))
		a.field().appendZCL(b)
	}
}
