package firmware

import (
	"encoding/binary"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
)

// Parse reads one complete image in the given format from b; the slices of the Image point
// into b. It is strict: constant octets as they must be, every length the right one, one
// element at most, nothing missing and nothing left over. It checks neither the signature
// nor what is in the manufacturer image, and allocates nothing that grows with b. The error
// is a [*gbcs.SyntaxError]. GBCS 11.2.
func Parse(b []byte, format Format) (*Image, error) {
	image := &Image{Format: format}
	r := reader{b: b}
	r.header(&image.Header)
	r.size(uint64(image.Size))
	if !format.Untagged {
		r.upgradeImage()
	}
	tail := 1 + gbcs.SignatureSize
	if format.CommunicationsHub {
		tail++
	}
	image.ManufacturerImage = r.take("Manufacturer image", max(0, r.left()-tail))
	if format.CommunicationsHub {
		image.ForceReplace = r.octet("Force-replace flag")
	}
	r.constant("Signature length", gbcs.SignatureSize)
	image.Signature = r.take("Signature", gbcs.SignatureSize)
	r.end("Image")
	if r.err != nil {
		return nil, r.err
	}
	return image, nil
}

// ParseHeader reads an OTA header from the front of b and returns what follows it; the
// Header keeps nothing of b. It is as strict as [Parse], but the total image size need not
// be that of b. The error is a [*gbcs.SyntaxError]; then rest is b. GBCS 11.2.
func ParseHeader(b []byte) (h *Header, rest []byte, err error) {
	h = new(Header)
	r := reader{b: b}
	r.header(h)
	if r.err != nil {
		return nil, b, r.err
	}
	return h, b[r.off:], nil
}

// ParseElement reads an element of any tag from the front of b and returns what follows
// it; its Data points into b. The error is a [*gbcs.SyntaxError]; then rest is b. ZigBee
// OTA Upgrade, Sub-element Format.
func ParseElement(b []byte) (e *Element, rest []byte, err error) {
	e = new(Element)
	r := reader{b: b}
	e.Tag = Tag(r.uint16("Element/tag"))
	size := uint64(r.uint32("Element/length"))
	if r.err == nil && size > uint64(r.left()) {
		r.fail("Element/data", r.off, gbcs.ErrTruncated)
	}
	if r.err != nil {
		return nil, b, r.err
	}
	e.Data = r.take("Element/data", int(size))
	return e, b[r.off:], nil
}

// reader walks over b. It keeps the first error, after which every read yields zero
// values and moves nothing, so that a layout reads as a list of its fields.
type reader struct {
	b   []byte
	off int
	err *gbcs.SyntaxError
}

func (r *reader) fail(path string, offset int, err error) {
	if r.err == nil {
		r.err = &gbcs.SyntaxError{Path: path, Offset: offset, Err: err}
	}
}

// left is the number of octets not yet read.
func (r *reader) left() int { return len(r.b) - r.off }

// take reads n octets.
func (r *reader) take(path string, n int) []byte {
	if r.err != nil {
		return nil
	}
	if r.left() < n {
		r.fail(path, r.off, gbcs.ErrTruncated)
		return nil
	}
	field := r.b[r.off : r.off+n : r.off+n]
	r.off += n
	return field
}

// octet reads one octet.
func (r *reader) octet(path string) byte {
	if field := r.take(path, 1); field != nil {
		return field[0]
	}
	return 0
}

// constant reads an octet that must be want.
func (r *reader) constant(path string, want byte) {
	at := r.off
	if got := r.octet(path); got != want {
		r.fail(path, at, gbcs.ErrValue)
	}
}

// uint16 reads a two-octet number.
func (r *reader) uint16(path string) uint16 {
	if field := r.take(path, 2); field != nil {
		return binary.LittleEndian.Uint16(field)
	}
	return 0
}

// uint32 reads a four-octet number.
func (r *reader) uint32(path string) uint32 {
	if field := r.take(path, 4); field != nil {
		return binary.LittleEndian.Uint32(field)
	}
	return 0
}

// end refuses anything that is left.
func (r *reader) end(path string) {
	if r.left() != 0 {
		r.fail(path, r.off, gbcs.ErrTrailing)
	}
}

// header reads an OTA header.
func (r *reader) header(h *Header) {
	if r.uint32("OTA Header/file identifier") != fileIdentifier {
		r.fail("OTA Header/file identifier", 0, gbcs.ErrValue)
	}
	if r.uint16("OTA Header/header version") != headerVersion {
		r.fail("OTA Header/header version", 4, gbcs.ErrValue)
	}
	length := int(r.uint16("OTA Header/header length"))
	control := r.uint16("OTA Header/field control")
	if control&^fieldsKnown != 0 {
		r.fail("OTA Header/field control", 8, gbcs.ErrValue)
	}
	if length != headerLength(control) {
		r.fail("OTA Header/header length", 6, gbcs.ErrValue)
	}
	h.ManufacturerCode = r.uint16("OTA Header/manufacturer code")
	h.ImageType = r.uint16("OTA Header/image type")
	h.FileVersion = r.uint32("OTA Header/file version")
	h.StackVersion = r.uint16("OTA Header/ZigBee stack version")
	copy(h.HeaderString[:], r.take("OTA Header/header string", len(h.HeaderString)))
	h.Size = r.uint32("OTA Header/total image size")
	if uint64(h.Size) < uint64(length) {
		r.fail("OTA Header/total image size", 52, gbcs.ErrValue)
	}
	r.optional(h, control)
}

// optional reads the fields that the field control announces.
func (r *reader) optional(h *Header, control uint16) {
	if control&fieldCredential != 0 {
		h.SecurityCredential = new(r.octet("OTA Header/security credential version"))
	}
	if control&fieldDestination != 0 {
		var id eui.ID
		copy(id[:], r.take("OTA Header/upgrade file destination", eui.Size))
		h.Destination = new(reversed(id))
	}
	if control&fieldHardware != 0 {
		at := r.off
		h.Hardware = &Range{
			Min: r.uint16("OTA Header/minimum hardware version"),
			Max: r.uint16("OTA Header/maximum hardware version"),
		}
		if h.Hardware.Min > h.Hardware.Max {
			r.fail("OTA Header/minimum hardware version", at, gbcs.ErrValue)
		}
	}
}

// size holds the number of octets that there are to the total image size.
func (r *reader) size(total uint64) {
	switch there := uint64(len(r.b)); {
	case r.err != nil:
	case total > there:
		r.fail("Upgrade image", r.off, gbcs.ErrTruncated)
	case total < there:
		r.fail("Image", int(total), gbcs.ErrTrailing)
	}
}

// upgradeImage reads the tag and the length of the one element that must fill what is
// left.
func (r *reader) upgradeImage() {
	at := r.off
	if Tag(r.uint16("Tag element/tag")) != TagUpgradeImage {
		r.fail("Tag element/tag", at, gbcs.ErrValue)
	}
	n := uint64(r.uint32("Tag element/length"))
	switch left := uint64(r.left()); {
	case r.err != nil:
	case n > left:
		r.fail("Upgrade image", r.off, gbcs.ErrTruncated)
	case n < left:
		r.fail("Image", r.off+int(n), gbcs.ErrTrailing)
	}
}
