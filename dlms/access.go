package dlms

import (
	"encoding/binary"
	"fmt"
	"slices"
)

// Octets that begin the three services, and the long-invoke-id-and-priority.
const (
	tagAccessRequest    byte = 0xD9
	tagAccessResponse   byte = 0xDA
	tagDataNotification byte = 0x0F

	breakOnError byte = 0x20 // processing option: stop at the first failure
)

// InvokeID is the long-invoke-id of a message with this Originator Counter: its low 24
// bits.
func InvokeID(counter uint64) uint32 { return uint32(counter & 0xFFFFFF) }

// Service says what a [Specification] asks for.
type Service uint8

// The services of an access-request. A GetSelected is answered as a Get.
const (
	Get         Service = 1
	Set         Service = 2
	Action      Service = 3
	GetSelected Service = 4
)

// String is the word for s: Get, Set, Action or GetSelected, else its number.
func (s Service) String() string {
	switch s {
	case Get:
		return "Get"
	case Set:
		return "Set"
	case Action:
		return "Action"
	case GetSelected:
		return "GetSelected"
	}
	return fmt.Sprintf("Service(%d)", uint8(s))
}

// Answer is the service as results write it: Get for a GetSelected, else s.
func (s Service) Answer() Service {
	if s == GetSelected {
		return Get
	}
	return s
}

// Specification is one thing that an access-request asks for.
//
//	octets  field
//	1       service: 01 to 04
//	2       class
//	6       logical name
//	1       attribute, or method of an Action
//	1 + n   selector and selection, only of a GetSelected
//
// Two of them are compared field by field and their Selection with [Data.Equal].
type Specification struct {
	Service   Service
	Class     uint16
	Name      LogicalName
	Index     uint8 // attribute or method
	Selector  uint8 // of a GetSelected, else 0
	Selection Data  // of a GetSelected, else null
}

// String is the specification on one line: Get 1 0-0:94.44.0.1 A2.
func (s Specification) String() string {
	kind := 'A'
	if s.Service == Action {
		kind = 'M'
	}
	return fmt.Sprintf("%v %d %v %c%d", s.Service, s.Class, s.Name, kind, s.Index)
}

// Equal reports whether s and other are the same on the wire.
func (s Specification) Equal(other Specification) bool {
	return s.Service == other.Service && s.Class == other.Class && s.Name == other.Name &&
		s.Index == other.Index && s.Selector == other.Selector &&
		s.Selection.Equal(other.Selection)
}

// AccessRequest is the payload of a Command in COSEM: several gets, sets and actions,
// carried out in order until one fails.
//
//	octets  field
//	1       D9
//	1+3     20, long-invoke-id: the low 24 bits of the Originator Counter
//	1       00, no date-time
//	1 to 5  number of specifications, then those
//	1 to 5  the same number, then as many values: null for a Get or GetSelected
//
// GBCS access-request.
type AccessRequest struct {
	InvokeID       uint32 // 24 bits
	Specifications []Specification
	Data           []Data // as many as Specifications
}

// ParseAccessRequest reads a complete access-request; the values point into b. The error
// is a [*SyntaxError].
func ParseAccessRequest(b []byte) (*AccessRequest, error) {
	r := reader{b: b, path: "access-request"}
	r.constant(tagAccessRequest)
	q := &AccessRequest{InvokeID: r.invokeID()}
	r.path = "access-request/specification"
	n := r.count()
	q.Specifications = make([]Specification, 0, min(n, maxReserve))
	r.deep = 1
	for i := range n {
		r.at[0] = i
		q.Specifications = append(q.Specifications, r.specification())
		if r.err != nil {
			break
		}
	}
	r.deep = 0
	r.path = "access-request/data"
	q.Data = r.list(n)
	r.path = "access-request"
	r.end()
	if err := r.result(); err != nil {
		return nil, err
	}
	return q, nil
}

// specification reads one specification.
func (r *reader) specification() Specification {
	at := r.off
	s := Specification{Service: Service(r.octet())}
	if r.err == nil && (s.Service < Get || s.Service > GetSelected) {
		r.fail(at, ErrValue)
	}
	s.Class = r.uint16()
	copy(s.Name[:], r.take(len(s.Name)))
	s.Index = r.octet()
	if s.Service == GetSelected {
		s.Selector = r.octet()
		s.Selection = r.data()
	}
	return s
}

// list reads the number n and as many values.
func (r *reader) list(n int) []Data {
	at := r.off
	if got := r.length(); r.err == nil && got != n {
		r.fail(at, ErrValue)
	}
	if r.err != nil {
		return nil
	}
	items := make([]Data, 0, min(n, maxReserve))
	r.deep = 1
	for i := range n {
		r.at[0] = i
		items = append(items, r.data())
		if r.err != nil {
			return nil
		}
	}
	r.deep = 0
	return items
}

// Append writes q onto dst.
func (q *AccessRequest) Append(dst []byte) []byte {
	dst = slices.Grow(dst, 16+16*len(q.Specifications))
	dst = appendInvokeID(append(dst, tagAccessRequest), q.InvokeID)
	dst = AppendLength(dst, len(q.Specifications))
	for i := range q.Specifications {
		s := &q.Specifications[i]
		dst = append(dst, byte(s.Service))
		dst = binary.BigEndian.AppendUint16(dst, s.Class)
		dst = append(dst, s.Name[:]...)
		dst = append(dst, s.Index)
		if s.Service == GetSelected {
			dst = s.Selection.Append(append(dst, s.Selector))
		}
	}
	dst = AppendLength(dst, len(q.Data))
	for i := range q.Data {
		dst = q.Data[i].Append(dst)
	}
	return dst
}

// appendInvokeID writes the long-invoke-id-and-priority and an empty date-time.
func appendInvokeID(dst []byte, id uint32) []byte {
	return append(dst, breakOnError, byte(id>>16), byte(id>>8), byte(id), 0)
}

// Result is what became of one specification.
type Result struct {
	Service Service // Get, Set or Action
	Code    DataAccessResult
}

// AccessResponse is the payload of a Response in COSEM.
//
//	octets  field
//	1       DA
//	1+3     20, long-invoke-id of the access-request
//	1       00, no date-time
//	1       00, the specifications are not repeated
//	1 to 5  number of specifications, then as many values: null for a Set and a failure
//	1 to 5  the same number, then as many results, two octets each
//
// GBCS access-response.
type AccessResponse struct {
	InvokeID uint32 // 24 bits
	Data     []Data
	Results  []Result // as many as Data
}

// ParseAccessResponse reads a complete access-response; the values point into b. The
// error is a [*SyntaxError].
func ParseAccessResponse(b []byte) (*AccessResponse, error) {
	r := reader{b: b, path: "access-response"}
	r.constant(tagAccessResponse)
	p := &AccessResponse{InvokeID: r.invokeID()}
	r.path = "access-response/specifications"
	r.constant(0)
	r.path = "access-response/data"
	n, _, err := ReadLength(r.b[min(r.off, len(b)):])
	if err != nil {
		r.fail(r.off, err)
	}
	p.Data = r.list(n)
	r.path = "access-response/result"
	at := r.off
	if got := r.length(); r.err == nil && got != n {
		r.fail(at, ErrValue)
	}
	p.Results = make([]Result, 0, min(n, maxReserve))
	for range n {
		at := r.off
		s := Service(r.octet())
		if r.err == nil && (s < Get || s > Action) {
			r.fail(at, ErrValue)
		}
		p.Results = append(p.Results, Result{Service: s, Code: DataAccessResult(r.octet())})
		if r.err != nil {
			break
		}
	}
	r.path = "access-response"
	r.end()
	if err := r.result(); err != nil {
		return nil, err
	}
	return p, nil
}

// Append writes p onto dst.
func (p *AccessResponse) Append(dst []byte) []byte {
	dst = appendInvokeID(append(dst, tagAccessResponse), p.InvokeID)
	dst = append(dst, 0)
	dst = AppendLength(dst, len(p.Data))
	for i := range p.Data {
		dst = p.Data[i].Append(dst)
	}
	dst = AppendLength(dst, len(p.Results))
	for _, result := range p.Results {
		dst = append(dst, byte(result.Service), byte(result.Code))
	}
	return dst
}

// DataOffset is the number of octets that Append writes before Data[i].
func (p *AccessResponse) DataOffset(i int) int {
	n := 1 + 4 + 1 + 1 + lengthSize(len(p.Data))
	for j := range i {
		n += p.Data[j].Size()
	}
	return n
}

// DataNotification is the payload of an Alert in COSEM.
//
//	octets  field
//	1       0F
//	1+3     20, long-invoke-id: the low 24 bits of the Device's alert counter
//	1       00, no date-time
//	n       body
//
// GBCS data-notification.
type DataNotification struct {
	InvokeID uint32 // 24 bits
	Body     Data
}

// ParseDataNotification reads a complete data-notification; the body points into b. The
// error is a [*SyntaxError].
func ParseDataNotification(b []byte) (*DataNotification, error) {
	r := reader{b: b, path: "data-notification"}
	r.constant(tagDataNotification)
	n := &DataNotification{InvokeID: r.invokeID()}
	r.path = "data-notification/body"
	n.Body = r.data()
	r.end()
	if err := r.result(); err != nil {
		return nil, err
	}
	return n, nil
}

// Append writes n onto dst.
func (n *DataNotification) Append(dst []byte) []byte {
	return n.Body.Append(appendInvokeID(append(dst, tagDataNotification), n.InvokeID))
}

// NotificationBodyOffset is the number of octets before the body of a data-notification.
const NotificationBodyOffset = 1 + 4 + 1
