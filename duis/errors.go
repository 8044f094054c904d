package duis

import (
	"errors"
	"fmt"
)

// beyondSchema reports whether err breaks a rule of the service that the schema does not
// have.
func beyondSchema(err error) bool {
	return errors.Is(err, errNoZone) || errors.Is(err, errYear) || errors.Is(err, errZeroCounter)
}

// SyntaxError reports bytes that cannot be answered with a response code: they are
// not XML, not a DUIS document, or have no header from which RequestID,
// ServiceReference and ServiceReferenceVariant could be echoed. The HTTP answer is
// status 400. DUIS 3.4.1.
type SyntaxError struct {
	Path         string // XPath of the fault, as in [Fault]; empty before the root element
	Line, Column int    // where, from 1; 0 where unknown
	Err          error  // the reason
}

// Error is path, line and reason in one line.
func (e *SyntaxError) Error() string { return "duis: " + where(e.Path, e.Line, e.Err) }

// Unwrap is the reason.
func (e *SyntaxError) Unwrap() error { return e.Err }

// Fault is the first departure of a document from the schema, in document order.
type Fault struct {
	Path         string // XPath from the root, for example /sr:Request/sr:Header[1]/sr:RequestID[1]
	Line, Column int    // where the element starts, from 1
	Err          error  // the reason, a sentence without full stop
}

// Error is path, line and reason in one line.
func (f *Fault) Error() string { return where(f.Path, f.Line, f.Err) }

// Unwrap is the reason.
func (f *Fault) Unwrap() error { return f.Err }

func where(path string, line int, err error) string {
	switch {
	case path == "" && line == 0:
		return err.Error()
	case path == "":
		return fmt.Sprintf("line %d: %v", line, err)
	}
	return fmt.Sprintf("%s, line %d: %v", path, line, err)
}

// ResponseError is a refusal with the response code that the User gets. Err is the
// reason, for the log: nothing of it goes to the User.
type ResponseError struct {
	Code ResponseCode
	Err  error
}

// Error is the code, its meaning and the reason.
func (e *ResponseError) Error() string {
	text := "duis: " + string(e.Code)
	if meaning := e.Code.Meaning(); meaning != "" {
		text += " (" + meaning + ")"
	}
	if e.Err != nil {
		text += ": " + e.Err.Error()
	}
	return text
}

// Unwrap is the reason.
func (e *ResponseError) Unwrap() error { return e.Err }

// Refuse makes a [ResponseError] whose reason is written as by [fmt.Errorf].
func Refuse(code ResponseCode, format string, args ...any) *ResponseError {
	return &ResponseError{Code: code, Err: fmt.Errorf(format, args...)}
}
