package dlms

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Tag says which type a [Data] has: the octet that begins it on the wire.
type Tag uint8

// The data types that GBCS uses, and the two 64-bit ones. GBCS COSEM data types.
const (
	TagNull               Tag = 0x00
	TagArray              Tag = 0x01
	TagStructure          Tag = 0x02
	TagBoolean            Tag = 0x03
	TagBitString          Tag = 0x04
	TagDoubleLong         Tag = 0x05 // int32
	TagDoubleLongUnsigned Tag = 0x06 // uint32
	TagOctetString        Tag = 0x09
	TagVisibleString      Tag = 0x0A // ASCII
	TagUTF8String         Tag = 0x0C
	TagInteger            Tag = 0x0F // int8
	TagLong               Tag = 0x10 // int16
	TagUnsigned           Tag = 0x11 // uint8
	TagLongUnsigned       Tag = 0x12 // uint16
	TagCompactArray       Tag = 0x13
	TagLong64             Tag = 0x14 // int64
	TagLong64Unsigned     Tag = 0x15 // uint64
	TagEnum               Tag = 0x16 // uint8
)

// String is the name of the type in the COSEM Blue Book, else its number.
func (t Tag) String() string {
	switch t {
	case TagNull:
		return "null-data"
	case TagArray:
		return "array"
	case TagStructure:
		return "structure"
	case TagBoolean:
		return "boolean"
	case TagBitString:
		return "bit-string"
	case TagDoubleLong:
		return "double-long"
	case TagDoubleLongUnsigned:
		return "double-long-unsigned"
	case TagOctetString:
		return "octet-string"
	case TagVisibleString:
		return "visible-string"
	case TagUTF8String:
		return "utf8-string"
	case TagInteger:
		return "integer"
	case TagLong:
		return "long"
	case TagUnsigned:
		return "unsigned"
	case TagLongUnsigned:
		return "long-unsigned"
	case TagCompactArray:
		return "compact-array"
	case TagLong64:
		return "long64"
	case TagLong64Unsigned:
		return "long64-unsigned"
	case TagEnum:
		return "enum"
	}
	return fmt.Sprintf("Tag(%02X)", uint8(t))
}

// Size is the number of octets of a value of type t after its tag, or 0 where
// the value itself says.
func (t Tag) Size() int {
	switch t {
	case TagBoolean, TagInteger, TagUnsigned, TagEnum:
		return 1
	case TagLong, TagLongUnsigned:
		return 2
	case TagDoubleLong, TagDoubleLongUnsigned:
		return 4
	case TagLong64, TagLong64Unsigned:
		return 8
	}
	return 0
}

// signed reports whether a value of type t can be negative.
func (t Tag) signed() bool {
	return t == TagInteger || t == TagLong || t == TagDoubleLong || t == TagLong64
}

// Data is one A-XDR value: a type and what it holds. The zero Data is null. A Data is
// never changed once made; those that [ParseData] returns, and those made of a slice,
// point into that slice. GBCS COSEM data types.
type Data struct {
	tag    Tag
	number uint64 // integers, sign-extended; the octet of a boolean; the bits of a bit-string
	octets []byte // strings; the contents of a compact-array
	shape  []byte // the type description of a compact-array
	items  []Data // the elements of an array or structure
}

// Null is the value without content.
func Null() Data { return Data{} }

// Bool is a boolean, written FF or 00.
func Bool(v bool) Data {
	if v {
		return Data{tag: TagBoolean, number: 0xFF}
	}
	return Data{tag: TagBoolean}
}

// I8 is an integer.
func I8(v int8) Data { return Data{tag: TagInteger, number: uint64(int64(v))} }

// I16 is a long.
func I16(v int16) Data { return Data{tag: TagLong, number: uint64(int64(v))} }

// I32 is a double-long.
func I32(v int32) Data { return Data{tag: TagDoubleLong, number: uint64(int64(v))} }

// I64 is a long64.
func I64(v int64) Data { return Data{tag: TagLong64, number: uint64(v)} }

// U8 is an unsigned.
func U8(v uint8) Data { return Data{tag: TagUnsigned, number: uint64(v)} }

// U16 is a long-unsigned.
func U16(v uint16) Data { return Data{tag: TagLongUnsigned, number: uint64(v)} }

// U32 is a double-long-unsigned.
func U32(v uint32) Data { return Data{tag: TagDoubleLongUnsigned, number: uint64(v)} }

// U64 is a long64-unsigned.
func U64(v uint64) Data { return Data{tag: TagLong64Unsigned, number: v} }

// Enum is an enum.
func Enum(v uint8) Data { return Data{tag: TagEnum, number: uint64(v)} }

// Octets is an octet-string; it keeps b.
func Octets(b []byte) Data { return Data{tag: TagOctetString, octets: b} }

// Visible is a visible-string of ASCII characters.
func Visible(s string) Data { return Data{tag: TagVisibleString, octets: []byte(s)} }

// UTF8 is a utf8-string.
func UTF8(s string) Data { return Data{tag: TagUTF8String, octets: []byte(s)} }

// Bits is a bit-string of the first n bits of b, the first being the most significant
// of the first octet; it keeps b. It panics unless b has exactly the octets that n
// bits take and the rest of the last is zero.
func Bits(b []byte, n int) Data {
	d := Data{tag: TagBitString, number: uint64(n), octets: b}
	if len(b) != (n+7)/8 || !d.padded() {
		panic(fmt.Sprintf("dlms: %d octets for a bit-string of %d", len(b), n))
	}
	return d
}

// Structure is a structure of items; it keeps them.
func Structure(items ...Data) Data { return Data{tag: TagStructure, items: items} }

// Array is an array of items, which should all have one type; it keeps them.
func Array(items ...Data) Data { return Data{tag: TagArray, items: items} }

// Tag is the type of d.
func (d Data) Tag() Tag { return d.tag }

// IsNull reports whether d is null-data.
func (d Data) IsNull() bool { return d.tag == TagNull }

// Uint is the value of an unsigned type, an enum or a boolean (0 or 1), and false for
// every other type.
func (d Data) Uint() (uint64, bool) {
	switch d.tag {
	case TagBoolean:
		return uint64(min(d.number, 1)), true
	case TagUnsigned, TagLongUnsigned, TagDoubleLongUnsigned, TagLong64Unsigned, TagEnum:
		return d.number, true
	}
	return 0, false
}

// Int is the value of a signed type, and false for every other type.
func (d Data) Int() (int64, bool) { return int64(d.number), d.tag.signed() }

// Bool is the value of a boolean, of which any octet but 00 is true, and false for
// every other type.
func (d Data) Bool() (value, ok bool) {
	return d.tag == TagBoolean && d.number != 0, d.tag == TagBoolean
}

// Octets is what a string, a bit-string or a compact-array holds, without its length;
// nil for every other type. The caller must not change it.
func (d Data) Octets() []byte { return d.octets }

// BitLen is the number of bits of a bit-string.
func (d Data) BitLen() int {
	if d.tag != TagBitString {
		return 0
	}
	return int(d.number)
}

// Description is the type description of a compact-array, nil for every other type.
// The caller must not change it.
func (d Data) Description() []byte { return d.shape }

// Items are the elements of an array or a structure, nil for every other type. The
// caller must not change them. Those of a compact-array are [Data.Unpack]ed first.
func (d Data) Items() []Data { return d.items }

// Equal reports whether d and other are the same on the wire.
func (d Data) Equal(other Data) bool {
	return d.tag == other.tag && d.number == other.number &&
		bytes.Equal(d.octets, other.octets) && bytes.Equal(d.shape, other.shape) &&
		slices.EqualFunc(d.items, other.items, Data.Equal)
}

// Append writes d onto dst: its tag, then its value.
func (d Data) Append(dst []byte) []byte {
	dst = append(dst, byte(d.tag))
	switch d.tag {
	case TagArray, TagStructure:
		dst = AppendLength(dst, len(d.items))
		for i := range d.items {
			dst = d.items[i].Append(dst)
		}
		return dst
	case TagBitString:
		dst = AppendLength(dst, int(d.number))
		return append(dst, d.octets...)
	case TagCompactArray:
		dst = append(dst, d.shape...)
		dst = AppendLength(dst, len(d.octets))
		return append(dst, d.octets...)
	case TagOctetString, TagVisibleString, TagUTF8String:
		dst = AppendLength(dst, len(d.octets))
		return append(dst, d.octets...)
	}
	return appendNumber(dst, d.number, d.tag.Size())
}

// appendNumber writes the low octets of v.
func appendNumber(dst []byte, v uint64, octets int) []byte {
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], v)
	return append(dst, b[8-octets:]...)
}

// Size is the number of octets that Append writes.
func (d Data) Size() int {
	switch d.tag {
	case TagArray, TagStructure:
		n := d.HeaderSize()
		for i := range d.items {
			n += d.items[i].Size()
		}
		return n
	}
	return d.HeaderSize() + len(d.octets) + d.tag.Size()
}

// HeaderSize is the number of octets before the first element of an array or a
// structure, before the octets of a string, or before a number: the tag, and a count
// or length where there is one.
func (d Data) HeaderSize() int {
	switch d.tag {
	case TagArray, TagStructure:
		return 1 + lengthSize(len(d.items))
	case TagBitString:
		return 1 + lengthSize(int(d.number))
	case TagOctetString, TagVisibleString, TagUTF8String:
		return 1 + lengthSize(len(d.octets))
	case TagCompactArray:
		return 1 + len(d.shape) + lengthSize(len(d.octets))
	}
	return 1
}

// padded reports whether the bits of a bit-string after its last are zero.
func (d Data) padded() bool {
	used := uint(d.number % 8)
	return used == 0 || d.octets[len(d.octets)-1]<<used == 0
}

// String writes d for a person: numbers in decimal, text in quotes, other octets in
// hexadecimal, structures in braces and arrays in brackets.
func (d Data) String() string {
	switch d.tag {
	case TagNull:
		return "null"
	case TagBoolean:
		return strconv.FormatBool(d.number != 0)
	case TagVisibleString, TagUTF8String:
		return strconv.Quote(string(d.octets))
	case TagOctetString:
		return strings.ToUpper(hex.EncodeToString(d.octets))
	case TagBitString:
		return fmt.Sprintf("%08b/%d", d.octets, d.number)
	case TagCompactArray:
		return fmt.Sprintf("compact-array %X: %X", d.shape, d.octets)
	case TagStructure, TagArray:
		texts := make([]string, len(d.items))
		for i, item := range d.items {
			texts[i] = item.String()
		}
		if d.tag == TagArray {
			return "[" + strings.Join(texts, ", ") + "]"
		}
		return "{" + strings.Join(texts, ", ") + "}"
	}
	if d.tag.signed() {
		return strconv.FormatInt(int64(d.number), 10)
	}
	return strconv.FormatUint(d.number, 10)
}
