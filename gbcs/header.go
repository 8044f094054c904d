package gbcs

import (
	"encoding/binary"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/eui"
)

// Header is the Grouping Header: who says what kind of thing to whom, and when.
//
//	octets     field
//	1          DF
//	1+1+8      09, CRA flag, Originator Counter
//	1+8        08, originator
//	1+8        08, recipient
//	1 (+12)    00, or 0C and a date-time
//	1 to 3     length of the other information
//	2          Message Code
//	0 to ...   Supplementary, see there
//	1 to 3     length of the payload
//
// A Header read by [Parse] points into the octets it was read from (DateTime and the
// certificate). GBCS Grouping Header.
type Header struct {
	Flag Flag
	// Counter is the Originator Counter. An originator never uses one twice with a
	// Device; a Response repeats that of its Command. Values beyond 2^63-1 are legal
	// here but do not fit the ASN.1 payloads that repeat them.
	Counter    uint64
	Originator eui.ID // business originator
	Recipient  eui.ID // business target
	// DateTime is the Device's time in some Responses; nil writes the empty field.
	DateTime      *dlms.DateTime
	Message       MessageCode
	Supplementary *Supplementary // nil where no Supplementary Remote Party is concerned
}

// Supplementary is the part of the other information that concerns a Supplementary
// Remote Party: the User that the Access Control Broker asks for, or the one that gets
// a copy.
//
//	octets  contents                                    where
//	8       ID                                          a copy of an Alert
//	16      ID, Counter                                 Commands, Responses, Alerts
//	24      ID, Counter, OriginatorCounter              Responses, Alerts
//	16+n    ID, Counter, Certificate                    Commands
//
// Nothing else is allowed: a field needs the ones before it, and OriginatorCounter and
// Certificate exclude each other. GBCS Grouping Header.
type Supplementary struct {
	ID      eui.ID
	Counter *uint64 // Supplementary Remote Party Counter
	// OriginatorCounter is the Supplementary Originator Counter: the Device's own,
	// under which it encrypted for the Supplementary Remote Party.
	OriginatorCounter *uint64
	// Certificate is the Key Agreement Certificate to encrypt the Response for, in
	// DER; empty where the Device needs none.
	Certificate []byte
}

// Response is the Header of the answer to the Command h: its counter and Message Code,
// its parties exchanged, its Supplementary without the certificate. The caller adds a
// DateTime or an OriginatorCounter where the Use Case has one.
func (h *Header) Response() Header {
	r := Header{
		Flag:       Response,
		Counter:    h.Counter,
		Originator: h.Recipient,
		Recipient:  h.Originator,
		Message:    h.Message,
	}
	if h.Supplementary != nil {
		r.Supplementary = &Supplementary{
			ID:      h.Supplementary.ID,
			Counter: h.Supplementary.Counter,
		}
	}
	return r
}

// headerFixed is the size of a Header with neither DateTime nor Supplementary, from
// the tag to the Message Code, without the length of the other information.
const headerFixed = 1 + 10 + 9 + 9 + 1 + 2

// append writes h onto dst, up to but not including the payload length.
func (h *Header) append(dst []byte) []byte {
	dst = append(dst, tagGeneralSigning)
	dst = append(dst, 9, byte(h.Flag))
	dst = binary.BigEndian.AppendUint64(dst, h.Counter)
	dst = append(dst, eui.Size)
	dst = append(dst, h.Originator[:]...)
	dst = append(dst, eui.Size)
	dst = append(dst, h.Recipient[:]...)
	if h.DateTime == nil {
		dst = append(dst, 0)
	} else {
		dst = append(dst, byte(len(h.DateTime)))
		dst = append(dst, h.DateTime[:]...)
	}
	dst = dlms.AppendLength(dst, 2+h.Supplementary.size())
	dst = binary.BigEndian.AppendUint16(dst, uint16(h.Message))
	return h.Supplementary.append(dst)
}

// size is the number of octets that append writes.
func (h *Header) size() int {
	supplementary := h.Supplementary.size()
	n := headerFixed + lengthSize(2+supplementary) + supplementary
	if h.DateTime != nil {
		n += len(h.DateTime)
	}
	return n
}

// append writes s, which may be nil, onto dst.
func (s *Supplementary) append(dst []byte) []byte {
	if s == nil {
		return dst
	}
	dst = append(dst, s.ID[:]...)
	if s.Counter != nil {
		dst = binary.BigEndian.AppendUint64(dst, *s.Counter)
	}
	if s.OriginatorCounter != nil {
		dst = binary.BigEndian.AppendUint64(dst, *s.OriginatorCounter)
	}
	return append(dst, s.Certificate...)
}

// size is the number of octets that append writes.
func (s *Supplementary) size() int {
	if s == nil {
		return 0
	}
	n := eui.Size + len(s.Certificate)
	if s.Counter != nil {
		n += 8
	}
	if s.OriginatorCounter != nil {
		n += 8
	}
	return n
}
