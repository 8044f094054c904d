package xmldoc

import (
	"errors"
	"fmt"

	"github.com/mains-energy/mains/xmldsig"
)

// Fault is the first departure of a document from the schema, in document order.
type Fault struct {
	Path         string // XPath from the root, for example /sr:Request/sr:Header[1]/sr:RequestID[1]
	Line, Column int    // where the element starts, from 1; 0 where unknown
	Err          error  // the reason, a sentence without full stop
}

// Error is path, line and reason in one line.
func (f *Fault) Error() string {
	switch {
	case f.Path == "" && f.Line == 0:
		return f.Err.Error()
	case f.Path == "":
		return fmt.Sprintf("line %d: %v", f.Line, f.Err)
	}
	return fmt.Sprintf("%s, line %d: %v", f.Path, f.Line, f.Err)
}

// Unwrap is the reason.
func (f *Fault) Unwrap() error { return f.Err }

// FaultAt is the fault of an element, for a reason.
func FaultAt(e *xmldsig.Element, err error) *Fault {
	return &Fault{Path: e.Path(), Line: e.Line, Column: e.Column, Err: err}
}

// Faultf is the fault of an element, with a reason as by [fmt.Errorf].
func Faultf(e *xmldsig.Element, format string, args ...any) *Fault {
	return FaultAt(e, fmt.Errorf(format, args...))
}

// Breach is what a value that the schema allows has, and that nobody can carry out. A type
// with a text of its own returns one from UnmarshalText, having set the value.
type Breach struct {
	Reason string // and what to do, without full stop
}

// Error is the reason.
func (b *Breach) Error() string { return b.Reason }

// IsBreach reports whether err wraps a [*Breach]: the schema allows what it is about.
func IsBreach(err error) bool {
	_, ok := errors.AsType[*Breach](err)
	return ok
}
