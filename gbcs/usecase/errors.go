package usecase

import (
	"errors"
	"fmt"
)

// The causes of an [ArgError].
var (
	// ErrMissing: an argument that the Use Case needs is not there.
	ErrMissing = errors.New("argument missing")
	// ErrUnexpected: an argument is given that the Use Case does not have, or twice.
	ErrUnexpected = errors.New("argument not of this Use Case, or given too often")
	// ErrRange: the value is not one that the slot can hold.
	ErrRange = errors.New("value out of range")
)

// ArgError says which argument makes no command, and why.
type ArgError struct {
	Name string // of the slot
	Err  error  // one of the causes above
}

// Error is one line: name and cause.
func (e *ArgError) Error() string { return fmt.Sprintf("usecase: %s: %v", e.Name, e.Err) }

// Unwrap is the cause.
func (e *ArgError) Unwrap() error { return e.Err }

// ErrUnknown: no Use Case of the catalogue has the Message Code.
var ErrUnknown = errors.New("usecase: no such Use Case")

// ErrMismatch is the cause of a [SyntaxError] where a payload is well formed in its
// notation but is not what the Use Case declares.
var ErrMismatch = errors.New("not what the Use Case declares")

// SyntaxError says which part of a payload is not well formed, or not what the Use Case
// declares.
type SyntaxError struct {
	Path   string // Use Case and part, as in "ECS38/row 0"
	Offset int    // octets of the payload before the part
	Err    error
}

// Error is one line: path, offset and cause.
func (e *SyntaxError) Error() string {
	return fmt.Sprintf("usecase: %s, byte %d of the payload: %v", e.Path, e.Offset, e.Err)
}

// Unwrap is the cause.
func (e *SyntaxError) Unwrap() error { return e.Err }

// mismatch is a SyntaxError with the cause ErrMismatch and what was wanted.
func mismatch(path string, offset int, format string, args ...any) error {
	reason := fmt.Sprintf(format, args...)
	return &SyntaxError{path, offset, fmt.Errorf("%w: %s", ErrMismatch, reason)}
}
