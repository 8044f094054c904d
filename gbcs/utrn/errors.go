package utrn

import (
	"errors"
	"fmt"
)

// The causes of a [SyntaxError], and what else can be wrong. Compare with [errors.Is].
var (
	// ErrFormat: not the number of decimal digits that there have to be.
	ErrFormat = errors.New("not the decimal digits wanted")
	// ErrCheckDigit: the last digit is not that of the others: a digit was mistyped.
	ErrCheckDigit = errors.New("not that of the other digits")
	// ErrRange: the number is no PTUT: smaller than the least, or with one of its upper
	// seven bits set.
	ErrRange = errors.New("outside of the range of tokens")
	// ErrClass: the value class is neither pence nor pounds.
	ErrClass = errors.New("reserved value class")

	// ErrMAC: the MAC32 is not that of these parties under this UTRN counter.
	ErrMAC = errors.New("utrn: MAC32 does not verify")
	// ErrCounter: the number is not, or cannot be, the UTRN counter of the token.
	ErrCounter = errors.New("utrn: not the UTRN counter")
	// ErrAmount: there is no token for the amount.
	ErrAmount = errors.New("utrn: no amount of a token")
)

// SyntaxError says which part of a UTRN cannot be right, and why.
type SyntaxError struct {
	Path   string // the part: UTRN, PPTD or check digit
	Offset int    // octets of text before the part, or before what is not as it should be
	Err    error  // ErrFormat, ErrCheckDigit, ErrRange or ErrClass
}

// Error is one line: part, offset and cause.
func (e *SyntaxError) Error() string {
	return fmt.Sprintf("utrn: %s, offset %d: %v", e.Path, e.Offset, e.Err)
}

// Unwrap is the cause.
func (e *SyntaxError) Unwrap() error { return e.Err }
