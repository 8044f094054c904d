// Package dlms reads and writes the part of DLMS/COSEM that GBCS uses: A-XDR data,
// access-request, access-response, data-notification and date-times.
//
// Most callers need two calls: [ParseAccessRequest] or [ParseAccessResponse] makes
// Go values from the payload of a GBCS message, and Append of the result writes it
// back, octet for octet. A value inside is a [Data]; make one with [U16], [Structure]
// and their like, look at one with [Data.Tag], [Data.Uint] or [Data.Items].
//
// Everything is big-endian. Parsers are strict: lengths in their shortest form,
// nothing missing, nothing left over, so that what they accept is written back
// unchanged. The package knows no object, no class and no Use Case (see
// gbcs/usecase), does no I/O and reads no clock.
package dlms

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
	// ErrLength: a length is not in its shortest form, or has more than four octets.
	ErrLength = errors.New("length not in its shortest form")
	// ErrValue: a field does not have a value that the layout allows.
	ErrValue = errors.New("value not allowed here")
	// ErrTag: an octet is not the tag of a data type that GBCS uses.
	ErrTag = errors.New("unknown data type")
	// ErrDepth: arrays and structures are nested deeper than any message nests them.
	ErrDepth = errors.New("nested too deep")
)

// SyntaxError says which field cannot be read, and why.
type SyntaxError struct {
	Path   string // part and field, as in "access-request/data 2/1"
	Offset int    // octets before the field, or before the first trailing octet
	Err    error  // one of the causes above
}

// Error is one line: path, offset and cause.
func (e *SyntaxError) Error() string {
	return fmt.Sprintf("dlms: %s, byte %d: %v", e.Path, e.Offset, e.Err)
}

// Unwrap is the cause.
func (e *SyntaxError) Unwrap() error { return e.Err }
