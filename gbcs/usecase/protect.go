package usecase

import (
	"errors"
	"fmt"
	"strings"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
)

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

// protectionRequest is the parameter that the row declares.
func (r *AccessRow) protectionRequest(h *gbcs.Header) *ProtectionRequest {
	q := &ProtectionRequest{Party: h.Originator, Device: h.Recipient, Counter: h.Counter}
	if h.Supplementary != nil {
		q.Party = h.Supplementary.ID
	}
	for _, o := range r.objects {
		q.Objects = append(q.Objects, ProtectedObject{Class: o.Class, Name: o.Name, Attribute: o.Index})
	}
	return q
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
	return dlms.Structure(dlms.Array(objects...), protection(q.Counter, q.Party, q.Device))
}

// protection are the protection parameters: an array of one structure.
func protection(counter uint64, from, to eui.ID) dlms.Data {
	const authenticatedEncryption, agreedKey = 2, 2
	transaction := []byte{
		4, byte(counter >> 56), byte(counter >> 48), byte(counter >> 40), byte(counter >> 32),
		byte(counter >> 24), byte(counter >> 16), byte(counter >> 8), byte(counter),
	}
	return dlms.Array(dlms.Structure(
		dlms.Enum(authenticatedEncryption),
		dlms.Structure(
			dlms.Octets(transaction), dlms.Octets(from[:]), dlms.Octets(to[:]), dlms.Octets(nil),
			dlms.Structure(
				dlms.Enum(agreedKey),
				dlms.Structure(dlms.Octets([]byte{2}), dlms.Octets(nil)),
			),
		),
	))
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
	for _, octet := range transaction[1:] {
		q.Counter = q.Counter<<8 | uint64(octet)
	}
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
	return dlms.Structure(protection(h.Counter, h.Originator, h.Recipient), dlms.Octets(item))
}

// open reads the answer to a protected row.
func (r *AccessRow) open(a *reading, d dlms.Data, p place) error {
	items := d.Items()
	if len(items) != 2 || items[1].Tag() != dlms.TagOctetString {
		return mismatch(p.path, p.offset, "want protection parameters and an octet-string")
	}
	item := items[1].Octets()
	if !d.Equal(ProtectedAnswer(&a.message.Header, item)) {
		return mismatch(p.path, p.offset, "protection parameters are not those of the header")
	}
	p.offset += d.Size() - len(item)
	plain, err := a.decrypt(item)
	if err != nil {
		return fmt.Errorf("usecase: %s: %w", strings.TrimSuffix(p.path, "/"), err)
	}
	if plain == nil {
		a.sealed(r.protectedName(), p, item)
		return nil
	}
	value, rest, err := dlms.ParseData(plain)
	if err == nil && len(rest) > 0 {
		err = &dlms.SyntaxError{Path: "data", Offset: len(plain) - len(rest), Err: dlms.ErrTrailing}
	}
	if err != nil {
		return fmt.Errorf("usecase: %sdecrypted: %w", p.path, err)
	}
	// The ciphertext is as long as the plaintext, so places in one are places in the other.
	p.offset += sealedHeader
	return r.values().read(&a.rows, value, p)
}

// values is the plaintext: a structure with the value of each object.
func (r *AccessRow) values() Struct {
	values := make(Struct, len(r.objects))
	for i, o := range r.objects {
		values[i] = o.Value
	}
	return values
}

func (r *AccessRow) protectedName() string { return fieldName(r.values()) }

// sealedHeader is the number of octets before the ciphertext in an encrypted item.
const sealedHeader = 5

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
