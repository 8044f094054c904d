// Package zcl reads and writes the part of the ZigBee Smart Energy profile that GBCS
// uses: the GBZ payload of Commands, Responses and Alerts of gas Devices, the cluster
// frames in it, and the general commands Read Attributes and Default Response.
//
// Most callers need two calls: [Parse] makes a [Payload] from the payload of a GBCS
// message, and [Payload.Append] writes it back, octet for octet. What a frame says is
// read by [ParseReadAttributes], [ParseReadAttributesResponse] and
// [ParseDefaultResponse]; an Alert by [ParseAlert].
//
// Mind the byte order: the GBZ fields around a frame are big-endian, everything inside
// a frame is little-endian. Parsers are strict: nothing missing, nothing left over, so
// that what they accept is written back unchanged. The package knows no Use Case (see
// gbcs/usecase), opens no encrypted component, does no I/O and reads no clock.
package zcl

import (
	"errors"
	"fmt"
)

// The causes of a [SyntaxError]. Compare with [errors.Is].
var (
	// ErrTruncated: the octets end inside a field.
	ErrTruncated = errors.New("truncated")
	// ErrTrailing: octets are left over where the value is complete.
	ErrTrailing = errors.New("trailing octets")
	// ErrValue: a field does not have a value that the layout allows.
	ErrValue = errors.New("value not allowed here")
	// ErrType: an octet is not the number of an attribute type that GBCS uses.
	ErrType = errors.New("unknown attribute type")
)

// SyntaxError says which field cannot be read, and why.
type SyntaxError struct {
	Path   string // part and field, as in "component 0/cluster"
	Offset int    // octets before the field, or before the first trailing octet
	Err    error  // one of the causes above
}

// Error is one line: path, offset and cause.
func (e *SyntaxError) Error() string {
	return fmt.Sprintf("zcl: %s, byte %d: %v", e.Path, e.Offset, e.Err)
}

// Unwrap is the cause.
func (e *SyntaxError) Unwrap() error { return e.Err }

// ClusterID names a ZigBee cluster.
type ClusterID uint16

// The clusters of GBCS. GBCS clusters and attributes.
const (
	Basic            ClusterID = 0x0000
	Price            ClusterID = 0x0700
	Metering         ClusterID = 0x0702
	Messaging        ClusterID = 0x0703
	Prepayment       ClusterID = 0x0705
	Calendar         ClusterID = 0x0707
	DeviceManagement ClusterID = 0x0708
	Events           ClusterID = 0x0709
)

// Clusters are the clusters of GBCS, in the order of their numbers.
var Clusters = []ClusterID{
	Basic, Price, Metering, Messaging, Prepayment, Calendar, DeviceManagement, Events,
}

// String is the name of the cluster, else its number.
func (c ClusterID) String() string {
	switch c {
	case Basic:
		return "Basic"
	case Price:
		return "Price"
	case Metering:
		return "Metering"
	case Messaging:
		return "Messaging"
	case Prepayment:
		return "Prepayment"
	case Calendar:
		return "Calendar"
	case DeviceManagement:
		return "Device Management"
	case Events:
		return "Events"
	}
	return fmt.Sprintf("Cluster(%04X)", uint16(c))
}

// Status says what became of a command or of one attribute: 00 is success. GBCS GBZ
// response rules.
type Status uint8

// The statuses that GBCS gives a meaning.
const (
	Success              Status = 0x00
	Failure              Status = 0x01
	NotAuthorized        Status = 0x7E
	MalformedCommand     Status = 0x80
	UnsupportedCluster   Status = 0x81 // and 82 to 84
	InvalidField         Status = 0x85
	UnsupportedAttribute Status = 0x86
	InvalidValue         Status = 0x87
	ReadOnly             Status = 0x88
	NotFound             Status = 0x8B // an answer, not an error: a log holds nothing
	InvalidDataType      Status = 0x8D
	HardwareFailure      Status = 0xC0
	SoftwareFailure      Status = 0xC1
)

// String is the name of s in words, else its number.
func (s Status) String() string {
	switch {
	case s >= 0x7E && int(s) < 0x7E+len(statuses):
		return statuses[s-0x7E]
	case s == Success:
		return "success"
	case s == Failure:
		return "failure"
	case s == HardwareFailure:
		return "hardware failure"
	case s == SoftwareFailure:
		return "software failure"
	case s == 0xC2:
		return "calibration error"
	}
	return fmt.Sprintf("Status(%02X)", uint8(s))
}

// statuses are the names of 7E to 99.
var statuses = [...]string{
	"not authorized", "reserved field not zero", "malformed command",
	"unsupported cluster command", "unsupported general command",
	"unsupported manufacturer cluster command", "unsupported manufacturer general command",
	"invalid field", "unsupported attribute", "invalid value", "read only", "insufficient space",
	"duplicate exists", "not found", "unreportable attribute", "invalid data type",
	"invalid selector", "write only", "inconsistent startup state", "defined out of band",
	"inconsistent", "action denied", "timeout", "abort", "invalid image", "wait for data",
	"no image available", "require more image",
}
