package usecase

import (
	"encoding/binary"
	"errors"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
)

// ReadFrom and ReadTo are the range of a log that is read, both ends included.
// GBCS selective access.
var (
	ReadFrom = &Stamp{Name: "ReadLogPeriod/StartDateTime", Clause: "GBCS selective access"}
	ReadTo   = &Stamp{Name: "ReadLogPeriod/EndDateTime", Clause: "GBCS selective access"}
)

// ProtectedFrom and ProtectedTo are the range of a log that is read encrypted, both ends
// included. GBCS DLMS protection.
var (
	ProtectedFrom = &Moment{Name: "ReadLogPeriod/StartDateTime", Clause: "GBCS DLMS protection"}
	ProtectedTo   = &Moment{Name: "ReadLogPeriod/EndDateTime", Clause: "GBCS DLMS protection"}
)

// Protection is the method that reads attributes encrypted, of a data protection object.
func Protection(name LN) *Object {
	return &Object{
		Class: DataProtection, Name: name, Index: getProtectedAttributes, Method: true,
		Title: "get_protected_attributes",
	}
}

// getProtectedAttributes is the method of a data protection object.
const getProtectedAttributes = 1

// ProtectionRequest is the parameter of get_protected_attributes: which attributes, for
// whom, under which counter.
//
//	structure(2)
//	  array(n) of structure(5)
//	    class long-unsigned, logical name octet-string(6), attribute integer,
//	    data index long-unsigned 0, restriction structure(2)
//	      enum 0, null             no restriction
//	      enum 1, structure(2)     from and to, octet-string(12) each
//	  array(1) of protection parameters, from the party to the Device
//
// GBCS DLMS protection.
type ProtectionRequest struct {
	Objects []ProtectedObject
	// Party is the originator, or the Supplementary Remote Party where there is one, and
	// Device the recipient.
	Party, Device eui.ID
	Counter       uint64 // Originator Counter
}

// ProtectedObject is one attribute of a [ProtectionRequest].
type ProtectedObject struct {
	Class     Class
	Name      LN
	Attribute uint8
	Range     *Range // of a log; nil for everything
}

// Range restricts the reading of a log, both ends included.
type Range struct{ From, To dlms.DateTime }

// values is the plaintext: a structure with the value of each object.
func (r *AccessRow) values() Struct {
	values := make(Struct, len(r.objects))
	for i, o := range r.objects {
		values[i] = o.Value
	}
	return values
}

// partyOf is who reads what a Device encrypts for the sender of h.
func partyOf(h *gbcs.Header) eui.ID {
	if h.Supplementary != nil {
		return h.Supplementary.ID
	}
	return h.Originator
}

// appendObject writes an object of the request, without its restriction's range.
func appendObject(dst []byte, o *Object, selected bool) []byte {
	dst = append(dst, byte(dlms.TagStructure), 5,
		byte(dlms.TagLongUnsigned), byte(o.Class>>8), byte(o.Class),
		byte(dlms.TagOctetString), byte(len(o.Name)))
	dst = append(dst, o.Name[:]...)
	dst = append(dst, byte(dlms.TagInteger), o.Index, byte(dlms.TagLongUnsigned), 0, 0,
		byte(dlms.TagStructure), 2, byte(dlms.TagEnum))
	if selected {
		return append(dst, 1, byte(dlms.TagStructure), 2)
	}
	return append(dst, 0, byte(dlms.TagNull))
}

func (r *AccessRow) appendProtection(b *build) {
	b.dst = append(b.dst, byte(dlms.TagStructure), 2, byte(dlms.TagArray), byte(len(r.objects)))
	for _, o := range r.objects {
		b.dst = appendObject(b.dst, o, r.selected)
		if r.selected {
			ProtectedFrom.appendCOSEM(b)
			ProtectedTo.appendCOSEM(b)
		}
	}
	b.dst = appendParameters(b.dst, b.h.Counter, partyOf(b.h), b.h.Recipient)
}

func (r *AccessRow) readProtection(w *walk) {
	w.constant("get_protected_attributes", byte(dlms.TagStructure), 2)
	w.constant("number of objects", byte(dlms.TagArray), byte(len(r.objects)))
	var room [32]byte
	for _, o := range r.objects {
		w.constant("protected object", appendObject(room[:0], o, r.selected)...)
		if r.selected {
			ProtectedFrom.readCOSEM(w)
			ProtectedTo.readCOSEM(w)
		}
	}
	h := &w.Message.Header
	w.parameters(h.Counter, partyOf(h), h.Recipient)
}

// appendParameters writes protection parameters: an array of one structure.
func appendParameters(dst []byte, counter uint64, from, to eui.ID) []byte {
	dst = append(dst, byte(dlms.TagArray), 1, byte(dlms.TagStructure), 2,
		byte(dlms.TagEnum), authenticatedEncryption, byte(dlms.TagStructure), 5,
		byte(dlms.TagOctetString), 9, 4)
	dst = binary.BigEndian.AppendUint64(dst, counter)
	dst = append(append(dst, byte(dlms.TagOctetString), eui.Size), from[:]...)
	dst = append(append(dst, byte(dlms.TagOctetString), eui.Size), to[:]...)
	return append(dst, byte(dlms.TagOctetString), 0, // no other information
		byte(dlms.TagStructure), 2, byte(dlms.TagEnum), agreedKey,
		byte(dlms.TagStructure), 2, byte(dlms.TagOctetString), 1, 2, byte(dlms.TagOctetString), 0)
}

// What protection parameters say of GBCS: authenticated and encrypted, under an agreed key.
const (
	authenticatedEncryption = 2
	agreedKey               = 2
)

// parameters reads the protection parameters that these make.
func (w *walk) parameters(counter uint64, from, to eui.ID) {
	var room [64]byte
	w.constant("protection parameters", appendParameters(room[:0], counter, from, to)...)
}

// open reads the answer to a protected row.
func (r *AccessRow) open(w *walk) {
	w.constant("protected attributes", byte(dlms.TagStructure), 2)
	w.sealedAttributes(r.label(), r.values())
}

// sealedAttributes reads protection parameters and an encrypted item, whose plaintext is a
// structure of values.
func (w *walk) sealedAttributes(label string, values Struct) {
	h := &w.Message.Header
	w.parameters(h.Counter, h.Originator, h.Recipient)
	at := w.off
	w.constantTag("encrypted item", dlms.TagOctetString)
	item := w.bytes("encrypted item", w.length("encrypted item"))
	if w.err != nil {
		return
	}
	end := w.off
	w.off -= len(item)
	w.fixed("length of the encrypted item", at)
	w.off = end
	w.open(label, end-len(item), item, func(w *walk) { values.readCOSEM(w) })
}

// appendProtected writes the answer to a protected row.
func (r *AccessRow) appendProtected(b *build) {
	b.dst = append(b.dst, byte(dlms.TagStructure), 2)
	b.sealedAttributes(r.values())
}

func (b *build) sealedAttributes(values Struct) {
	if b.seal == nil && b.err == nil {
		b.err = errNoSealer
	}
	b.dst = appendParameters(b.dst, b.h.Counter, b.h.Originator, b.h.Recipient)
	before := b.dst
	b.dst = nil
	values.appendCOSEM(b)
	if b.err != nil {
		return
	}
	item := b.seal(nil, b.dst)
	b.dst = dlms.AppendLength(append(before, byte(dlms.TagOctetString)), len(item))
	b.dst = append(b.dst, item...)
}

// ParseProtectionRequest reads the parameter of get_protected_attributes; it copies what
// it keeps. The error is a [*SyntaxError] with the cause [ErrMismatch].
func ParseProtectionRequest(d dlms.Data) (*ProtectionRequest, error) {
	q := new(ProtectionRequest)
	ok := false
	if items := d.Items(); len(items) == 2 {
		ok = q.parties(items[1])
		for _, object := range items[0].Items() {
			ok = q.object(object) && ok
		}
	}
	// Whatever was not looked at shows in this comparison.
	if !ok || len(q.Objects) == 0 || !q.Data().Equal(d) {
		return nil, mismatch("get_protected_attributes", 0, "want objects and protection parameters")
	}
	return q, nil
}

// Data is q in COSEM.
func (q *ProtectionRequest) Data() dlms.Data {
	objects := make([]dlms.Data, len(q.Objects))
	for i, o := range q.Objects {
		restriction := dlms.Structure(dlms.Enum(0), dlms.Null())
		if o.Range != nil {
			restriction = dlms.Structure(dlms.Enum(1), dlms.Structure(
				dlms.Octets(o.Range.From[:]), dlms.Octets(o.Range.To[:])))
		}
		objects[i] = dlms.Structure(
			dlms.U16(uint16(o.Class)), dlms.Octets(o.Name[:]), dlms.I8(int8(o.Attribute)),
			dlms.U16(0), restriction)
	}
	return dlms.Structure(dlms.Array(objects...), parameters(q.Counter, q.Party, q.Device))
}

// parameters are protection parameters as a value.
func parameters(counter uint64, from, to eui.ID) dlms.Data {
	// What appendParameters writes is a value: nothing can be wrong with it.
	d, _, _ := dlms.ParseData(appendParameters(nil, counter, from, to))
	return d
}

// parties reads who the protection parameters name.
func (q *ProtectionRequest) parties(d dlms.Data) bool {
	for _, index := range []int{0, 1} { // of the array, then of the structure
		if len(d.Items()) <= index {
			return false
		}
		d = d.Items()[index]
	}
	items := d.Items()
	if len(items) < 3 {
		return false
	}
	transaction := items[0].Octets()
	if len(transaction) != 9 {
		return false
	}
	q.Counter = binary.BigEndian.Uint64(transaction[1:])
	var errParty, errDevice error
	q.Party, errParty = eui.FromBytes(items[1].Octets())
	q.Device, errDevice = eui.FromBytes(items[2].Octets())
	return errParty == nil && errDevice == nil
}

// object reads one attribute.
func (q *ProtectionRequest) object(d dlms.Data) bool {
	items := d.Items()
	if len(items) != 5 || len(items[1].Octets()) != len(LN{}) || len(items[4].Items()) != 2 {
		return false
	}
	class, _ := items[0].Uint()
	attribute, _ := items[2].Int()
	o := ProtectedObject{Class: Class(class), Name: LN(items[1].Octets()), Attribute: uint8(attribute)}
	if limits := items[4].Items()[1].Items(); len(limits) == 2 {
		from, errFrom := dlms.ParseDateTime(limits[0].Octets())
		to, errTo := dlms.ParseDateTime(limits[1].Octets())
		if errFrom != nil || errTo != nil {
			return false
		}
		o.Range = &Range{from, to}
	}
	q.Objects = append(q.Objects, o)
	return true
}

// ProtectedAnswer is the data that a Device returns from get_protected_attributes: the
// protection parameters, from the Device to the recipient of its Response h, and the
// item that gbcs.Header.Encrypt makes of a structure with the value of each object. It
// keeps item. GBCS DLMS protection.
func ProtectedAnswer(h *gbcs.Header, item []byte) dlms.Data {
	return dlms.Structure(parameters(h.Counter, h.Originator, h.Recipient), dlms.Octets(item))
}

// resultOf is the data-access-result that a decoding error stands for.
func resultOf(err error) dlms.DataAccessResult {
	switch {
	case err == nil:
		return dlms.Success
	case errors.Is(err, ErrRange):
		return dlms.OtherReason
	}
	return dlms.TypeUnmatched
}
