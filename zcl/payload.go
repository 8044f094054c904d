package zcl

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// profileSmartEnergy is the ZigBee profile of all GBZ payloads.
const profileSmartEnergy = 0x0109

// Bits of the extended header control.
const (
	controlLast      = 0x01
	controlEncrypted = 0x02
	controlFrom      = 0x10
)

// Payload is the payload of a Command or Response in GBZ: one or more components, in
// the order in which the Device carries them out.
//
//	octets  field
//	2       01 09, the Smart Energy profile
//	1       number of components, 1 to 255
//	n       components
//
// GBCS GBZ payload.
type Payload struct {
	Components []Component
}

// Component is one cluster frame and where it belongs. Fields around the frame are
// big-endian.
//
//	octets  field
//	1       01 the last component + 02 encrypted + 10 with FromDateTime
//	2       cluster
//	2       number of octets that follow
//	4       FromDateTime, seconds since 2000, where there is one
//	2       00 and the frame counter, where encrypted
//	3       frame control, transaction sequence number, command
//	n       frame payload, or its length in two octets and the encrypted item
//
// GBCS GBZ payload.
type Component struct {
	Cluster ClusterID
	// From is the FromDateTime: the start of a log's range, or an activation time, in
	// seconds since 2000-01-01 UTC.
	From *uint32
	// Frame is the cluster frame. Its Payload is empty where the component is encrypted.
	Frame Frame
	// Sealed is what stands in for the payload of an encrypted component.
	Sealed *Sealed
}

// Sealed is the encrypted payload of a frame. GBCS encrypted component.
type Sealed struct {
	// Counter counts the encrypted components of the message, from 0.
	Counter uint8
	// Item is 31 00000000, the ciphertext and the tag of 12 octets, as
	// gbcs.Header.Encrypt makes it, at most 65535 octets in all.
	Item []byte
}

// Parse reads a complete payload of a Command or Response; its slices point into b. The
// error is a [*SyntaxError].
func Parse(b []byte) (*Payload, error) {
	r := reader{b: b}
	r.profile()
	at := r.off
	n := int(r.octet("number of components"))
	if n == 0 {
		r.fail("number of components", at, ErrValue)
	}
	p := &Payload{}
	for i := range n {
		if r.err != nil {
			break
		}
		p.Components = append(p.Components, r.component(i, i == n-1))
	}
	r.end("payload")
	if err := r.result(); err != nil {
		return nil, err
	}
	return p, nil
}

// component reads the component at index.
func (r *reader) component(index int, last bool) Component {
	c, err := r.componentFields(last)
	if err != nil {
		err.Path = fmt.Sprintf("component %d/%s", index, err.Path)
	}
	return c
}

func (r *reader) componentFields(last bool) (Component, *SyntaxError) {
	var c Component
	at := r.off
	control := r.octet("extended header control")
	if control&^(controlLast|controlEncrypted|controlFrom) != 0 || (control&controlLast != 0) != last {
		r.fail("extended header control", at, ErrValue)
	}
	c.Cluster = ClusterID(r.big16("cluster"))
	body := reader{b: r.take("GBZ command length", int(r.big16("GBZ command length"))), err: r.err}
	start := r.off - len(body.b)
	if control&controlFrom != 0 {
		c.From = new(body.big32("FromDateTime"))
	}
	if control&controlEncrypted != 0 {
		if body.octet("additional header control") != 0 {
			body.fail("additional header control", body.off-1, ErrValue)
		}
		c.Sealed = &Sealed{Counter: body.octet("additional header frame counter")}
	}
	c.Frame.Control = body.octet("frame control")
	c.Frame.Sequence = body.octet("transaction sequence number")
	c.Frame.Command = body.octet("command")
	if c.Sealed != nil {
		c.Sealed.Item = body.take("encrypted item", int(body.big16("encrypted item/length")))
		body.end("encrypted item")
	} else {
		c.Frame.Payload = body.take("payload", body.left())
	}
	if r.err == nil && body.err != nil {
		body.err.Offset += start
		// Octets that end before their own length says so are not the caller's truncation.
		if errors.Is(body.err.Err, ErrTruncated) {
			body.err.Err = fmt.Errorf("%w by its length", ErrTruncated)
		}
		r.err = body.err
	}
	return c, r.err
}

// Append writes p onto dst. It panics at more than 255 components.
func (p *Payload) Append(dst []byte) []byte {
	if len(p.Components) > 255 {
		panic("zcl: more than 255 components")
	}
	dst = binary.BigEndian.AppendUint16(dst, profileSmartEnergy)
	dst = append(dst, byte(len(p.Components)))
	for i := range p.Components {
		dst = p.Components[i].append(dst, i == len(p.Components)-1)
	}
	return dst
}

// append writes c onto dst.
func (c *Component) append(dst []byte, last bool) []byte {
	var control byte
	if last {
		control |= controlLast
	}
	if c.Sealed != nil {
		control |= controlEncrypted
	}
	if c.From != nil {
		control |= controlFrom
	}
	dst = append(dst, control)
	dst = binary.BigEndian.AppendUint16(dst, uint16(c.Cluster))
	length := len(dst)
	dst = append(dst, 0, 0)
	if c.From != nil {
		dst = binary.BigEndian.AppendUint32(dst, *c.From)
	}
	if c.Sealed != nil {
		dst = append(dst, 0, c.Sealed.Counter)
	}
	dst = append(dst, c.Frame.Control, c.Frame.Sequence, c.Frame.Command)
	if c.Sealed != nil {
		dst = binary.BigEndian.AppendUint16(dst, uint16(len(c.Sealed.Item)))
		dst = append(dst, c.Sealed.Item...)
	} else {
		dst = append(dst, c.Frame.Payload...)
	}
	binary.BigEndian.PutUint16(dst[length:], uint16(len(dst)-length-2))
	return dst
}

// componentHeader is the number of octets of a component before what its length counts.
const componentHeader = 1 + 2 + 2

// ContentOffset is the number of octets that [Payload.Append] writes before the frame
// payload of component i, or before the item of an encrypted one.
func (p *Payload) ContentOffset(i int) int {
	n := 2 + 1
	for j := range i + 1 {
		c := &p.Components[j]
		n += componentHeader + 3
		if c.From != nil {
			n += 4
		}
		if c.Sealed != nil {
			n += 2 + 2
		}
		if j == i {
			break
		}
		n += len(c.Frame.Payload)
		if c.Sealed != nil {
			n += len(c.Sealed.Item)
		}
	}
	return n
}

// Alert is the payload of an Alert in GBZ, all big-endian.
//
//	octets  field
//	2       01 09, the Smart Energy profile
//	1       00 without content, 01 with
//	2       alert code
//	4       seconds since 2000-01-01 UTC
//	n       content, as the Use Case has it
//
// GBCS GBZ alert payload.
type Alert struct {
	Code    uint16
	Time    uint32 // seconds since 2000-01-01 UTC
	Content []byte
}

// ParseAlert reads a complete payload of an Alert; the content points into b. The error
// is a [*SyntaxError].
func ParseAlert(b []byte) (*Alert, error) {
	r := reader{b: b}
	r.profile()
	at := r.off
	count := r.octet("number of contents")
	if count > 1 {
		r.fail("number of contents", at, ErrValue)
	}
	a := &Alert{Code: r.big16("alert code"), Time: r.big32("time")}
	if count == 1 && r.err == nil && r.left() == 0 {
		r.fail("content", r.off, ErrTruncated)
	}
	if count == 1 {
		a.Content = r.take("content", r.left())
	}
	r.end("alert")
	if err := r.result(); err != nil {
		return nil, err
	}
	return a, nil
}

// AlertContentOffset is the number of octets before the content of an Alert.
const AlertContentOffset = 2 + 1 + 2 + 4

// Append writes a onto dst.
func (a *Alert) Append(dst []byte) []byte {
	dst = binary.BigEndian.AppendUint16(dst, profileSmartEnergy)
	dst = append(dst, byte(min(len(a.Content), 1)))
	dst = binary.BigEndian.AppendUint16(dst, a.Code)
	dst = binary.BigEndian.AppendUint32(dst, a.Time)
	return append(dst, a.Content...)
}
