package usecase

import (
	"fmt"
	"math/bits"
	"strings"

	"github.com/mains-energy/mains/dlms"
)

// Device is a type of Device, or a set of types: ESME|GSME. The zero Device is none.
type Device uint16

// Devices is a Device where a set is meant.
type Devices = Device

// The types of Device.
const (
	ESME   Device = 1 << iota // electricity meter
	GSME                      // gas meter
	CHF                       // communications hub function
	GPF                       // gas proxy function
	PPMID                     // prepayment interface
	HCALCS                    // auxiliary load control switch
	SAPC                      // standalone auxiliary proportional controller
	IHD                       // in-home display
	CAD                       // consumer access device

	lastDevice = CAD
)

var deviceNames = [...]string{
	"ESME", "GSME", "CHF", "GPF", "PPMID", "HCALCS", "SAPC", "IHD", "CAD",
}

// ParseDevice reads one type of Device as String writes it.
func ParseDevice(s string) (Device, error) {
	for i, name := range deviceNames {
		if s == name {
			return 1 << i, nil
		}
	}
	return 0, fmt.Errorf("usecase: %q is no type of Device: want one of %s",
		s, strings.Join(deviceNames[:], ", "))
}

// Has reports whether all types in other, at least one, are in d.
func (d Device) Has(other Device) bool { return other != 0 && d&other == other }

// String is the name of each type in d, joined by commas; "none" for the zero Device.
func (d Device) String() string {
	if bits.OnesCount16(uint16(d)) == 1 && d <= lastDevice {
		return deviceNames[bits.TrailingZeros16(uint16(d))]
	}
	var names []string
	for i, name := range deviceNames {
		if d.Has(1 << i) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(names, ", ")
}

// Notation is the language of a payload.
type Notation uint8

// The notations of GBCS.
const (
	DLMS Notation = 1 + iota // COSEM, for ESME and CHF
	GBZ                      // ZigBee, for GSME and GPF
	ASN1                     // for all
)

// String is the name of the notation.
func (n Notation) String() string {
	switch n {
	case DLMS:
		return "DLMS"
	case GBZ:
		return "GBZ"
	case ASN1:
		return "ASN.1"
	}
	return fmt.Sprintf("Notation(%d)", uint8(n))
}

// Notation is the language in which a Device of type d reports what no Use Case of its
// own reports: GBZ for a GSME and a GPF, else DLMS.
func (d Device) Notation() Notation {
	if d&(GSME|GPF) != 0 {
		return GBZ
	}
	return DLMS
}

// ClockStatus is what a Device of type d with a reliable clock puts at the end of the
// date-time of a Grouping Header: a GPF passes on readings under its meter's time.
// GBCS Grouping Header date-time.
func (d Device) ClockStatus() dlms.ClockStatus {
	switch d {
	case GSME:
		return dlms.Reliable
	case GPF:
		return dlms.DifferentClock
	}
	return dlms.NotSpecified
}
