package firmware

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"github.com/mains-energy/mains/eui"
)

// Header is an OTA header, little-endian throughout.
//
//	offset  octets  field
//	0       4       file identifier, 1E F1 EE 0B
//	4       2       header version, 00 01
//	6       2       header length
//	8       2       field control: which of the last three there are, 1, 2 and 4
//	10      2       manufacturer code
//	12      2       image type
//	14      4       file version
//	18      2       ZigBee stack version
//	20      32      header string
//	52      4       total image size
//	56      0 or 1  security credential version
//	        0 or 8  upgrade file destination
//	        0 or 4  minimum and maximum hardware version
//
// A GBCS image has the hardware versions and neither of the others, 60 octets, but both
// are read and written. GBCS 11.2; ZigBee OTA Upgrade, OTA Header Fields.
type Header struct {
	ManufacturerCode uint16
	ImageType        uint16
	FileVersion      uint32
	StackVersion     uint16   // 2 for ZigBee Pro, as all GBCS images have it
	HeaderString     [32]byte // text for people, filled up with zeros
	Size             uint32   // total image size, in octets, with this header

	SecurityCredential *uint8  // security credential version; nil where absent
	Destination        *eui.ID // the one Device the file is for; nil where absent
	Hardware           *Range  // hardware versions the image is for; nil where absent
}

// Range is a range of hardware versions, with both its ends, so from Min to Max. [Parse]
// refuses one with Min above Max.
type Range struct {
	Min, Max uint16
}

const (
	fileIdentifier uint32 = 0x0BEEF11E
	headerVersion  uint16 = 0x0100
	headerFixed           = 56
)

// Bits of the field control.
const (
	fieldCredential  uint16 = 1 << 0
	fieldDestination uint16 = 1 << 1
	fieldHardware    uint16 = 1 << 2

	fieldsKnown = fieldCredential | fieldDestination | fieldHardware
)

// Append writes h onto dst and returns the longer slice. What [ParseHeader] has read comes
// out as it went in. It checks nothing.
func (h *Header) Append(dst []byte) []byte {
	le := binary.LittleEndian
	dst = slices.Grow(dst, h.length())
	dst = le.AppendUint32(dst, fileIdentifier)
	dst = le.AppendUint16(dst, headerVersion)
	dst = le.AppendUint16(dst, uint16(h.length()))
	dst = le.AppendUint16(dst, h.fields())
	dst = le.AppendUint16(dst, h.ManufacturerCode)
	dst = le.AppendUint16(dst, h.ImageType)
	dst = le.AppendUint32(dst, h.FileVersion)
	dst = le.AppendUint16(dst, h.StackVersion)
	dst = append(dst, h.HeaderString[:]...)
	dst = le.AppendUint32(dst, h.Size)
	if h.SecurityCredential != nil {
		dst = append(dst, *h.SecurityCredential)
	}
	if h.Destination != nil {
		id := reversed(*h.Destination)
		dst = append(dst, id[:]...)
	}
	if h.Hardware != nil {
		dst = le.AppendUint16(dst, h.Hardware.Min)
		dst = le.AppendUint16(dst, h.Hardware.Max)
	}
	return dst
}

// fields is the field control of h.
func (h *Header) fields() (control uint16) {
	if h.SecurityCredential != nil {
		control |= fieldCredential
	}
	if h.Destination != nil {
		control |= fieldDestination
	}
	if h.Hardware != nil {
		control |= fieldHardware
	}
	return control
}

// length is the number of octets of h.
func (h *Header) length() int { return headerLength(h.fields()) }

// headerLength is the number of octets of a header with this field control.
func headerLength(control uint16) int {
	n := headerFixed
	if control&fieldCredential != 0 {
		n++
	}
	if control&fieldDestination != 0 {
		n += eui.Size
	}
	if control&fieldHardware != 0 {
		n += 4
	}
	return n
}

// reversed is id with the first octet last, as ZigBee writes identifiers, or back.
func reversed(id eui.ID) eui.ID {
	slices.Reverse(id[:])
	return id
}

// Version is the firmware version of the image: the file version as the four octets of
// CS06, ECS52 and the like, whose hexadecimal digits DUIS has. That the most significant
// octet is the first is the order of all numbers in GBCS messages, and not verified. GBCS
// 11.2.
func (h *Header) Version() [4]byte {
	var version [4]byte
	binary.BigEndian.PutUint32(version[:], h.FileVersion)
	return version
}

// Model is what a Device is, as far as an image has to fit it: the manufacturer, the model
// that GCS21m and ECS26m give, and the version of the hardware.
type Model struct {
	ManufacturerCode uint16
	ImageType        uint16
	HardwareVersion  uint16
}

// The reasons why an image is not for a Device. Compare with [errors.Is].
var (
	// ErrModel: another manufacturer code or image type.
	ErrModel = errors.New("firmware: image for another model")
	// ErrHardware: a hardware version outside the range of the image. CCS08 reports it
	// with a code of its own.
	ErrHardware = errors.New("firmware: image for other hardware versions")
)

// Match checks that the image is for a Device of the model m: nil, [ErrModel] or
// [ErrHardware], in this order. An image without Hardware is for all versions. Match does
// not look at the Destination. GBCS 11.2.
func (h *Header) Match(m Model) error {
	if h.ManufacturerCode != m.ManufacturerCode || h.ImageType != m.ImageType {
		return fmt.Errorf("%w: manufacturer %04X, type %04X", ErrModel,
			h.ManufacturerCode, h.ImageType)
	}
	if r := h.Hardware; r != nil && (m.HardwareVersion < r.Min || m.HardwareVersion > r.Max) {
		return fmt.Errorf("%w: %d, from %d to %d", ErrHardware, m.HardwareVersion, r.Min, r.Max)
	}
	return nil
}
