package zcl

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
)

// AttributeID names an attribute within its cluster.
type AttributeID uint16

// String is four upper-case digits, as the specification writes them.
func (id AttributeID) String() string { return fmt.Sprintf("%04X", uint16(id)) }

// Type says which type a [Value] has: the octet before it.
type Type uint8

// The attribute types of GBCS. GBCS clusters and attributes.
const (
	TypeBoolean         Type = 0x10
	TypeBitmap8         Type = 0x18
	TypeBitmap16        Type = 0x19
	TypeBitmap24        Type = 0x1A
	TypeBitmap32        Type = 0x1B
	TypeUint8           Type = 0x20
	TypeUint16          Type = 0x21
	TypeUint24          Type = 0x22
	TypeUint32          Type = 0x23
	TypeUint40          Type = 0x24
	TypeUint48          Type = 0x25
	TypeInt8            Type = 0x28
	TypeInt16           Type = 0x29
	TypeInt24           Type = 0x2A
	TypeInt32           Type = 0x2B
	TypeEnum8           Type = 0x30
	TypeEnum16          Type = 0x31
	TypeOctetString     Type = 0x41
	TypeCharacterString Type = 0x42
	TypeUTCTime         Type = 0xE2
)

// Size is the number of octets of a number of type t, 0 for a string and for a type
// that is not known.
func (t Type) Size() int {
	switch t {
	case TypeBoolean, TypeBitmap8, TypeUint8, TypeInt8, TypeEnum8:
		return 1
	case TypeBitmap16, TypeUint16, TypeInt16, TypeEnum16:
		return 2
	case TypeBitmap24, TypeUint24, TypeInt24:
		return 3
	case TypeBitmap32, TypeUint32, TypeInt32, TypeUTCTime:
		return 4
	case TypeUint40:
		return 5
	case TypeUint48:
		return 6
	}
	return 0
}

// String is the name of t, else its number.
func (t Type) String() string {
	bits := strconv.Itoa(8 * t.Size())
	switch {
	case t == TypeBoolean:
		return "boolean"
	case t.isString() && t == TypeOctetString:
		return "octet string"
	case t.isString():
		return "character string"
	case t == TypeUTCTime:
		return "UTC time"
	case t.Size() == 0:
		return fmt.Sprintf("Type(%02X)", uint8(t))
	case t <= TypeBitmap32:
		return "bitmap" + bits
	case t <= TypeUint48:
		return "uint" + bits
	case t <= TypeInt32:
		return "int" + bits
	}
	return "enum" + bits
}

func (t Type) isString() bool { return t == TypeOctetString || t == TypeCharacterString }
func (t Type) signed() bool   { return t >= TypeInt8 && t <= TypeInt32 }

// Value is the value of an attribute: a type and what it holds. It is never changed once
// made; one that a parser returns points into what was parsed.
type Value struct {
	typ    Type
	number uint64 // sign-extended
	octets []byte
}

// Unsigned is a number of a type without sign: bitmaps, uints, enums, boolean, UTC time.
// It panics at any other type and at a number that does not fit.
func Unsigned(t Type, v uint64) Value {
	if t.Size() == 0 || t.signed() || v>>(8*t.Size()) != 0 {
		panic(fmt.Sprintf("zcl: %d as %v", v, t))
	}
	return Value{typ: t, number: v}
}

// Signed is a number of a type with a sign: ints. It panics at any other type and at a
// number that does not fit.
func Signed(t Type, v int64) Value {
	if !t.signed() || v>>(8*t.Size()-1) != v>>63 {
		panic(fmt.Sprintf("zcl: %d as %v", v, t))
	}
	return Value{typ: t, number: uint64(v)}
}

// Octets is an octet string or a character string; it keeps b. It panics at any other
// type and at more than 254 octets.
func Octets(t Type, b []byte) Value {
	if !t.isString() || len(b) > maxString {
		panic(fmt.Sprintf("zcl: %d octets as %v", len(b), t))
	}
	return Value{typ: t, octets: b}
}

// maxString is the most a string holds: the length FF means that there is no value.
const maxString = 0xFE

// Type is the type of v.
func (v Value) Type() Type { return v.typ }

// Uint is the value of a type without sign, and false for every other type.
func (v Value) Uint() (uint64, bool) { return v.number, v.typ.Size() > 0 && !v.typ.signed() }

// Int is the value of a type with a sign, and false for every other type.
func (v Value) Int() (int64, bool) { return int64(v.number), v.typ.signed() }

// Octets is what a string holds, without its length; nil for every other type. The
// caller must not change it.
func (v Value) Octets() []byte { return v.octets }

// Equal reports whether v and other are the same on the wire.
func (v Value) Equal(other Value) bool {
	return v.typ == other.typ && v.number == other.number && bytes.Equal(v.octets, other.octets)
}

// String writes v for a person: a number in decimal, characters in quotes, octets in
// hexadecimal.
func (v Value) String() string {
	switch {
	case v.typ == TypeCharacterString:
		return strconv.Quote(string(v.octets))
	case v.typ == TypeOctetString:
		return strings.ToUpper(hex.EncodeToString(v.octets))
	case v.typ.signed():
		return strconv.FormatInt(int64(v.number), 10)
	}
	return strconv.FormatUint(v.number, 10)
}

// Append writes v onto dst: its type, then its value.
func (v Value) Append(dst []byte) []byte {
	dst = append(dst, byte(v.typ))
	if v.typ.isString() {
		return append(append(dst, byte(len(v.octets))), v.octets...)
	}
	var b [8]byte
	binary.LittleEndian.PutUint64(b[:], v.number)
	return append(dst, b[:v.typ.Size()]...)
}

// Size is the number of octets that Append writes.
func (v Value) Size() int {
	if v.typ.isString() {
		return 2 + len(v.octets)
	}
	return 1 + v.typ.Size()
}

// value reads a type and a value.
func (r *reader) value(path string) Value {
	at := r.off
	v := Value{typ: Type(r.octet(path + "/type"))}
	if v.typ.isString() {
		at := r.off
		n := r.octet(path + "/length")
		if n > maxString {
			r.fail(path+"/length", at, ErrValue)
		}
		v.octets = r.take(path+"/value", int(n))
		return v
	}
	size := v.typ.Size()
	if size == 0 {
		r.fail(path+"/type", at, ErrType)
		return v
	}
	octets := r.take(path+"/value", size)
	for i, octet := range octets {
		v.number |= uint64(octet) << (8 * i)
	}
	if shift := 64 - 8*size; v.typ.signed() {
		v.number = uint64(int64(v.number<<shift) >> shift)
	}
	return v
}

// ParseReadAttributes reads a complete payload of Read Attributes: attributes, two
// octets each. The error is a [*SyntaxError].
func ParseReadAttributes(b []byte) ([]AttributeID, error) {
	r := reader{b: b}
	ids := make([]AttributeID, 0, len(b)/2)
	for r.err == nil && r.left() > 0 {
		ids = append(ids, AttributeID(r.little16("Read Attributes/attribute")))
	}
	if len(b) == 0 {
		r.fail("Read Attributes/attribute", 0, ErrTruncated)
	}
	if err := r.result(); err != nil {
		return nil, err
	}
	return ids, nil
}

// AppendReadAttributes writes the payload of Read Attributes onto dst.
func AppendReadAttributes(dst []byte, ids ...AttributeID) []byte {
	for _, id := range ids {
		dst = binary.LittleEndian.AppendUint16(dst, uint16(id))
	}
	return dst
}

// AttributeRecord is one attribute in a Read Attributes Response.
//
//	octets  field
//	2       attribute
//	1       status
//	1 + n   type and value, where the status is success
//
// GBCS clusters and attributes.
type AttributeRecord struct {
	ID     AttributeID
	Status Status
	Value  Value // the zero Value where Status is not Success
}

// Size is the number of octets that [AppendAttributeRecords] writes for a.
func (a *AttributeRecord) Size() int {
	if a.Status != Success {
		return recordHeader
	}
	return recordHeader + a.Value.Size()
}

// recordHeader is the number of octets of a record before the type.
const recordHeader = 2 + 1

// ParseReadAttributesResponse reads a complete payload of a Read Attributes Response;
// strings point into b. The error is a [*SyntaxError].
func ParseReadAttributesResponse(b []byte) ([]AttributeRecord, error) {
	r := reader{b: b}
	var records []AttributeRecord
	for r.err == nil && r.left() > 0 {
		const path = "Read Attributes Response/attribute"
		a := AttributeRecord{ID: AttributeID(r.little16(path)), Status: Status(r.octet(path + "/status"))}
		if r.err == nil && a.Status == Success {
			a.Value = r.value(path)
		}
		records = append(records, a)
	}
	if len(b) == 0 {
		r.fail("Read Attributes Response/attribute", 0, ErrTruncated)
	}
	if err := r.result(); err != nil {
		return nil, err
	}
	return records, nil
}

// AppendAttributeRecords writes the payload of a Read Attributes Response onto dst.
func AppendAttributeRecords(dst []byte, records ...AttributeRecord) []byte {
	for i := range records {
		a := &records[i]
		dst = binary.LittleEndian.AppendUint16(dst, uint16(a.ID))
		dst = append(dst, byte(a.Status))
		if a.Status == Success {
			dst = a.Value.Append(dst)
		}
	}
	return dst
}
