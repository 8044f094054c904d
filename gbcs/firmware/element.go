package firmware

import "encoding/binary"

// Tag says what an [Element] of an OTA file is.
type Tag uint16

// TagUpgradeImage is the only element of a GBCS image. ZigBee OTA Upgrade, Tag
// Identifiers.
const TagUpgradeImage Tag = 0x0000

// Element is a part of an OTA file after the header.
//
//	offset  octets  field
//	0       2       tag, little-endian
//	2       4       length of the data, little-endian
//	6       ...     data
//
// An Element read by [ParseElement] points into the octets it was read from. ZigBee OTA
// Upgrade, Sub-element Format.
type Element struct {
	Tag  Tag
	Data []byte
}

// elementHeader is the number of octets before the data of an Element.
const elementHeader = 2 + 4

// Append writes e onto dst and returns the longer slice. The Data must have fewer than
// 2^32 octets.
func (e *Element) Append(dst []byte) []byte {
	return append(appendElementHeader(dst, e.Tag, len(e.Data)), e.Data...)
}

// appendElementHeader writes what is before the data of an element, size octets of it.
func appendElementHeader(dst []byte, tag Tag, size int) []byte {
	dst = binary.LittleEndian.AppendUint16(dst, uint16(tag))
	return binary.LittleEndian.AppendUint32(dst, uint32(size))
}
