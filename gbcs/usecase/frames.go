package usecase

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/zcl"
)

// Frames is a Command in GBZ: cluster frames that the Device carries out in order, until
// one fails. Transaction sequence numbers count them from 0.
type Frames []Frame

// Frame is one cluster frame and its answer.
type Frame struct {
	Cluster zcl.ClusterID
	Control uint8 // frame control of the command
	Command uint8
	Reads   []ClusterAttribute // of Read Attributes, in the order of the wire

	Answer        uint8 // command of the answer
	AnswerControl uint8 // frame control of the answer
	Sealed        bool  // the answer's payload is encrypted
}

// ClusterAttribute is an attribute of a ZigBee cluster.
type ClusterAttribute struct {
	On      Device // filled in by [ClusterAttributes]
	Cluster zcl.ClusterID
	ID      zcl.AttributeID
	Type    zcl.Type
	Slot    ClusterSlot
}

// ClusterSlot is a [Slot] as the place of a ZigBee attribute.
type ClusterSlot interface {
	slot
	attribute(rows *rows, v zcl.Value, p place, raw []byte)
	value(args Args, t zcl.Type) (zcl.Value, error)
}

// Value is the attribute's value among args, as a Device answers. The error is an
// [*ArgError].
func (a *ClusterAttribute) Value(args Args) (zcl.Value, error) { return a.Slot.value(args, a.Type) }

// ReadSealed reads attributes of one cluster, and the answer is encrypted.
func ReadSealed(cluster zcl.ClusterID, attributes ...ClusterAttribute) Frame {
	return Frame{
		Cluster:       cluster,
		Control:       zcl.GeneralToServer,
		Command:       zcl.CommandReadAttributes,
		Reads:         attributes,
		Answer:        zcl.CommandReadAttributesResponse,
		AnswerControl: zcl.GeneralToClient | zcl.DisableDefault,
		Sealed:        true,
	}
}

// Attr is an attribute of the cluster of its frame.
func Attr(id zcl.AttributeID, t zcl.Type, s ClusterSlot) ClusterAttribute {
	return ClusterAttribute{ID: id, Type: t, Slot: s}
}

func (f Frames) notation() Notation { return GBZ }
func (f Frames) slots() []slot      { return nil }

func (f Frames) encrypted() bool {
	for i := range f {
		if f[i].Sealed {
			return true
		}
	}
	return false
}

// payload is what the frame sends.
func (f *Frame) payload() []byte {
	ids := make([]zcl.AttributeID, len(f.Reads))
	for i, a := range f.Reads {
		ids[i] = a.ID
	}
	return zcl.AppendReadAttributes(nil, ids...)
}

func (f Frames) appendCommand(dst []byte, _ *gbcs.Header, _ Args) ([]byte, error) {
	p := zcl.Payload{Components: make([]zcl.Component, len(f))}
	for i := range f {
		p.Components[i] = zcl.Component{
			Cluster: f[i].Cluster,
			Frame: zcl.Frame{
				Control: f[i].Control, Sequence: uint8(i), Command: f[i].Command, Payload: f[i].payload(),
			},
		}
	}
	return p.Append(dst), nil
}

func (f Frames) parseCommand(path string, payload []byte) (Args, error) {
	// Nothing in a frame without slots varies: what differs is a mismatch, which
	// ParseCommand finds.
	if _, err := zcl.Parse(payload); err != nil {
		return nil, fmt.Errorf("usecase: %s: %w", path, err)
	}
	return nil, nil
}

// Reply is what a Device says to one frame: the payload of the declared answer, or a
// Default Response in its place.
type Reply struct {
	Payload []byte
	Default *zcl.DefaultResponse // nil: Payload is the answer
}

// AppendReplies writes the payload of a Response in GBZ onto dst, one component for each
// declared frame, with the frame controls and the encryption that the Use Case has. Seal
// makes an encrypted item, as gbcs.Cipher.Append does, and may be nil where nothing is
// encrypted. The error says that replies are not as many as frames.
func (u *UseCase) AppendReplies(
	dst []byte, replies []Reply, seal func(dst, plaintext []byte) []byte,
) ([]byte, error) {
	frames, ok := u.Command.(Frames)
	if !ok || len(frames) != len(replies) {
		return dst, fmt.Errorf("usecase: %s: %d replies: want %d", u.Code, len(replies), len(frames))
	}
	p := zcl.Payload{Components: make([]zcl.Component, len(frames))}
	var sealed uint8
	for i, reply := range replies {
		f, c := &frames[i], &p.Components[i]
		c.Cluster = f.Cluster
		c.Frame.Sequence = uint8(i)
		switch {
		case reply.Default != nil:
			c.Frame.Control = f.defaultControl()
			c.Frame.Command = zcl.CommandDefaultResponse
			c.Frame.Payload = reply.Default.Append(nil)
		case f.Sealed:
			c.Frame.Control, c.Frame.Command = f.AnswerControl, f.Answer
			c.Sealed = &zcl.Sealed{Counter: sealed, Item: seal(nil, reply.Payload)}
			sealed++
		default:
			c.Frame.Control, c.Frame.Command = f.AnswerControl, f.Answer
			c.Frame.Payload = reply.Payload
		}
	}
	return p.Append(dst), nil
}

// defaultControl is the frame control of a Default Response: the other way.
func (f *Frame) defaultControl() uint8 {
	if f.Control&zcl.GeneralToClient != 0 {
		return zcl.GeneralToServer
	}
	return zcl.GeneralToClient
}

func (f Frames) parseAnswer(r *reading) error {
	p, err := zcl.Parse(r.message.Payload)
	if err != nil {
		return fmt.Errorf("usecase: %s: %w", r.path, err)
	}
	if len(p.Components) != len(f) {
		return mismatch(r.path, 2, "%d components: want %d", len(p.Components), len(f))
	}
	for i := range f {
		at := place{fmt.Sprintf("%s/component %d", r.path, i), r.offset + p.ContentOffset(i)}
		if err := f[i].answer(r, &p.Components[i], uint8(i), at); err != nil {
			return err
		}
	}
	return nil
}

// answer reads the answer to one frame.
func (f *Frame) answer(r *reading, c *zcl.Component, sequence uint8, p place) error {
	if c.Cluster != f.Cluster || c.Frame.Sequence != sequence || c.From != nil {
		return mismatch(p.path, p.offset, "%v, sequence %d: want %v, sequence %d",
			c.Cluster, c.Frame.Sequence, f.Cluster, sequence)
	}
	payload := c.Frame.Payload
	isDefault := c.Frame.General() && c.Frame.Command == zcl.CommandDefaultResponse
	if isDefault && c.Sealed == nil {
		return f.failure(r, payload, p)
	}
	if c.Frame.Command != f.Answer || c.Frame.Control != f.AnswerControl ||
		(c.Sealed != nil) != f.Sealed {
		return mismatch(p.path, p.offset, "command %02X, frame control %02X: want %02X, %02X",
			c.Frame.Command, c.Frame.Control, f.Answer, f.AnswerControl)
	}
	if c.Sealed != nil {
		var err error
		if payload, err = r.decrypt(c.Sealed.Item); err != nil {
			return fmt.Errorf("usecase: %s: %w", p.path, err)
		}
		if payload == nil {
			r.sealed(f.name(), p, c.Sealed.Item)
			return nil
		}
		p.offset += sealedHeader
	}
	return f.attributes(r, payload, p)
}

// name is the names of what the frame reads.
func (f *Frame) name() string {
	names := make([]string, len(f.Reads))
	for i, a := range f.Reads {
		names[i] = a.Slot.name()
	}
	return strings.Join(names, ", ")
}

// failure reads a Default Response.
func (f *Frame) failure(r *reading, payload []byte, p place) error {
	d, err := zcl.ParseDefaultResponse(payload)
	if err != nil {
		return fmt.Errorf("usecase: %s: %w", p.path, err)
	}
	// 8B says that there is nothing to answer with, which is no failure.
	failed := d.Status != zcl.Success && d.Status != zcl.NotFound
	r.Success = r.Success && !failed
	status := d.Status.String()
	r.rows.add(Row{Name: f.name(), Text: status, Result: status, Failed: failed}, nil, nil, p, payload)
	return nil
}

// attributes reads a Read Attributes Response.
func (f *Frame) attributes(r *reading, payload []byte, p place) error {
	records, err := zcl.ParseReadAttributesResponse(payload)
	if err != nil {
		return fmt.Errorf("usecase: %s: %w", p.path, err)
	}
	if len(records) != len(f.Reads) {
		return mismatch(p.path, p.offset, "%d attributes: want %d", len(records), len(f.Reads))
	}
	rest := payload
	for i := range records {
		record, want := &records[i], &f.Reads[i]
		raw := rest[:record.Size()]
		rest = rest[record.Size():]
		status := record.Status.String()
		switch {
		case record.ID != want.ID:
			return mismatch(p.path, p.offset, "attribute %v: want %v", record.ID, want.ID)
		case record.Status != zcl.Success:
			r.Success = false
			row := Row{Name: want.Slot.name(), Text: status, Result: status, Failed: true}
			r.rows.add(row, nil, nil, p, raw)
		case record.Value.Type() != want.Type:
			return mismatch(p.path, p.offset, "attribute %v is %v: want %v",
				record.ID, record.Value.Type(), want.Type)
		default:
			want.Slot.attribute(&r.rows, record.Value, p, raw)
			r.rows.list[len(r.rows.list)-1].Result = status
		}
		p.offset += len(raw)
	}
	return nil
}

// same reports whether a payload that was made again is the one that was parsed.
func same(path string, want, got []byte) error {
	if bytes.Equal(want, got) {
		return nil
	}
	at := 0
	for at < min(len(want), len(got)) && want[at] == got[at] {
		at++
	}
	return mismatch(path, at, "the Use Case and its header have another octet here")
}
