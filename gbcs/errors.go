package gbcs

import (
	"errors"
	"fmt"
)

// The causes of a [SyntaxError], and the two failed checks. Compare with [errors.Is].
var (
	// ErrTruncated: the octets end, or a length field ends them, inside a field.
	ErrTruncated = errors.New("truncated")
	// ErrTrailing: octets are left over where the message, or a part with a length
	// of its own, is complete.
	ErrTrailing = errors.New("trailing octets")
	// ErrLength: a length is not in its shortest form, or has a form that is not
	// allowed.
	ErrLength = errors.New("length not in its shortest form")
	// ErrValue: a field does not have a value that the layout allows.
	ErrValue = errors.New("value not allowed here")

	// ErrMAC: a MAC, or the tag of an encrypted item, is absent or not that of these
	// octets under this key.
	ErrMAC = errors.New("gbcs: MAC does not verify")
	// ErrSignature: the signature is absent or not that of these octets by this key.
	ErrSignature = errors.New("gbcs: signature does not verify")
	// ErrKey: a key is not on NIST P-256, the one curve of GBCS.
	ErrKey = errors.New("gbcs: key is not on P-256")
)

// SyntaxError says which field of a message cannot be read, and why.
type SyntaxError struct {
	Path   string // part and field, as in "Grouping Header/Originator Counter"
	Offset int    // octets before the field, or before the first trailing octet
	Err    error  // ErrTruncated, ErrTrailing, ErrLength or ErrValue
}

// Error is one line: path, offset and cause.
func (e *SyntaxError) Error() string {
	return fmt.Sprintf("gbcs: %s, byte %d: %v", e.Path, e.Offset, e.Err)
}

// Unwrap is the cause.
func (e *SyntaxError) Unwrap() error { return e.Err }
