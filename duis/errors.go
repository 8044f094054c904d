package duis

import (
	"errors"
	"fmt"

	"github.com/mains-energy/mains/xmldoc"
	"github.com/mains-energy/mains/xmldsig"
)

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
func (e *SyntaxError) Error() string {
	return "duis: " + (&Fault{Path: e.Path, Line: e.Line, Err: e.Err}).Error()
}

// Unwrap is the reason.
func (e *SyntaxError) Unwrap() error { return e.Err }

// Fault is the first departure of a document from the schema, in document order.
type Fault = xmldoc.Fault

// parseDocument reads XML whose root is sr:local.
func parseDocument(raw []byte, local string) (*xmldsig.Document, error) {
	doc, err := xmldsig.Parse(raw)
	if err != nil {
		return nil, syntaxError(err)
	}
	if root := doc.Root; root.Local != local || root.Space != Namespace {
		return nil, syntaxError(xmldoc.Faultf(root, "the root is not %s of %s", local, Namespace))
	}
	return doc, nil
}

// syntaxError moves a fault to the error that says HTTP status 400.
func syntaxError(err error) *SyntaxError {
	var fault *Fault
	if errors.As(err, &fault) {
		return &SyntaxError{Path: fault.Path, Line: fault.Line, Column: fault.Column, Err: fault.Err}
	}
	var syntax *xmldsig.SyntaxError
	if errors.As(err, &syntax) {
		return &SyntaxError{Path: syntax.Path, Line: syntax.Line, Column: syntax.Column, Err: syntax.Err}
	}
	return &SyntaxError{Err: err}
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
