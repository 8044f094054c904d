package gbcs

import (
	"slices"

	"github.com/mains-energy/mains/dlms"
)

const (
	// SignatureSize is the length of a signature, in octets: r and s, 32 each.
	SignatureSize = 64
	// MACSize is the length of a MAC, and of the tag of an encrypted item, in octets.
	MACSize = 12
)

// Octets that begin the parts of a message.
const (
	tagGeneralCiphering byte = 0xDD // MAC Header
	tagGeneralSigning   byte = 0xDF // Grouping Header

	securityAuthenticated byte = 0x11 // suite 1, authentication only
	securityEncrypted     byte = 0x31 // suite 1, authentication and encryption
)

// securityHeaderSize is the security control octet and the invocation counter.
const securityHeaderSize = 5

// Message is one GBCS message.
//
//	MAC Header         Sealed only: DD 00 00 00 00 00 00, content length, 11 00000000
//	Grouping Header    DF ..., see [Header]
//	payload            its length is the last field of the Grouping Header
//	signature length   00 or 40; not in a PreCommand
//	signature          r and s, 32 octets each
//	MAC                Sealed only: 12 octets
//
// The content length counts the five octets 11 00000000, everything from the Grouping
// Header to the signature, and the MAC. The zero Form is PreCommand, so a Message made
// of a Header and a Payload is the Pre-Command with them.
type Message struct {
	Header
	Payload   []byte
	Form      Form
	Signature []byte // empty or SignatureSize octets; not written in a PreCommand
	MAC       []byte // MACSize octets when Sealed, written only then
}

// Append writes m onto dst and returns the longer slice. What [Parse] has read comes
// out as it went in. It checks nothing: Signature and MAC must have their sizes.
func (m *Message) Append(dst []byte) []byte {
	inner := m.innerSize()
	if m.Form != Sealed {
		return m.appendInner(slices.Grow(dst, inner))
	}
	content := securityHeaderSize + inner + MACSize
	dst = slices.Grow(dst, 10+content)
	dst = append(dst, tagGeneralCiphering, 0, 0, 0, 0, 0, 0)
	dst = dlms.AppendLength(dst, content)
	dst = append(dst, securityAuthenticated, 0, 0, 0, 0)
	dst = m.appendInner(dst)
	return append(dst, m.MAC...)
}

// appendInner writes everything from the Grouping Header to the signature.
func (m *Message) appendInner(dst []byte) []byte {
	dst = m.appendPreCommand(dst)
	if m.Form == PreCommand {
		return dst
	}
	dst = append(dst, byte(len(m.Signature)))
	return append(dst, m.Signature...)
}

// appendPreCommand writes the Grouping Header and the payload.
func (m *Message) appendPreCommand(dst []byte) []byte {
	dst = m.Header.append(dst)
	dst = dlms.AppendLength(dst, len(m.Payload))
	return append(dst, m.Payload...)
}

// innerSize is the number of octets appendInner writes.
func (m *Message) innerSize() int {
	n := m.Header.size() + lengthSize(len(m.Payload)) + len(m.Payload)
	if m.Form != PreCommand {
		n += 1 + len(m.Signature)
	}
	return n
}

// lengthSize is the number of octets of a length n, below 2^32.
func lengthSize(n int) int {
	switch {
	case n < 0x80:
		return 1
	case n <= 0xFF:
		return 2
	case n <= 0xFFFF:
		return 3
	case n <= 0xFFFFFF:
		return 4
	}
	return 5
}

// Size is the number of octets that [Message.Append] writes.
func (m *Message) Size() int {
	n := m.innerSize()
	if m.Form != Sealed {
		return n
	}
	content := securityHeaderSize + n + MACSize
	return 7 + lengthSize(content) + content
}

// TrailerSize is the number of octets that [Message.Append] writes after the payload:
// signature length, signature and MAC, as far as the Form has them.
func (m *Message) TrailerSize() int {
	n := 0
	if m.Form != PreCommand {
		n = 1 + len(m.Signature)
	}
	if m.Form == Sealed {
		n += MACSize
	}
	return n
}

// MACHeaderSize is the number of octets of the MAC Header, 0 where m has none.
func (m *Message) MACHeaderSize() int {
	if m.Form != Sealed {
		return 0
	}
	return m.Size() - m.innerSize() - MACSize
}
