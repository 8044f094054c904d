package duis

import (
	"errors"
	"strings"

	"github.com/mains-energy/mains/xmldoc"
	"github.com/mains-energy/mains/xmldsig"
)

// Request is a Service Request, or a Signed Pre-Command on its way back. After
// [Parse], Raw is the slice that was parsed and Document its tree: whoever verifies
// the signature verifies that tree, of which the other fields are the reading.
// DUIS 3.4.1.
type Request struct {
	Raw      []byte            `doc:"-"` // what Parse was given, not copied; nil when built
	Document *xmldsig.Document `doc:"-"` // nil when built

	// SchemaVersion is the DUIS version that the User speaks; empty is written as 5.4.
	SchemaVersion string `doc:"schemaVersion,attr,base=decimal"`
	Header        `doc:"Header"`
	Body          Body `doc:"Body"` // nil only beside an error
	Signed        bool `doc:"Signature,signature"`

	// Breaches are rules of the service that the schema does not have and the document
	// breaks: a dateTime without a zone, a year that no Device clock reaches, a counter of
	// zero.
	Breaches []*Fault `doc:"-"`
}

// Header is the header of a request.
type Header struct {
	// RequestIDText is RequestID as the User wrote it, for the echo; where it is
	// empty RequestID is written.
	RequestID     RequestID `doc:",text=RequestIDText"`
	RequestIDText string    `doc:"-"`

	FirstInSequence           *bool
	PrecedingServiceRequestID *RequestID // the request that must have succeeded before
	CommandVariant            uint8      `doc:",is=CommandVariant"` // 1 to 9
	ServiceReference          string     `doc:",is=ServiceReference"`
	ServiceReferenceVariant   string     `doc:",is=ServiceReferenceVariant"`
}

// Parse reads a request. It keeps raw and its slices; the caller must not change it.
//
// The errors are two. A [*SyntaxError] means that the bytes are no DUIS request or
// that their header cannot be echoed: HTTP status 400, and the request is nil. A
// [*ResponseError] means a refusal with a response code, E52: then the request is
// not nil and holds what identifies it, RequestID with its text, ServiceReference
// and ServiceReferenceVariant, and the error wraps the [*Fault] or the first breach.
func Parse(raw []byte) (*Request, error) {
	req, err := Validate(raw)
	if err == nil && len(req.Breaches) > 0 {
		err = req.Breaches[0]
	}
	var fault *Fault
	if !errors.As(err, &fault) {
		return req, err
	}
	header, unreadable := readHeader(req.Document.Root)
	if unreadable != nil {
		return nil, syntaxError(unreadable)
	}
	version, _ := req.Document.Root.Attr("", "schemaVersion")
	refused := &Request{Raw: raw, Document: req.Document, SchemaVersion: version, Header: *header}
	return refused, &ResponseError{Code: E52, Err: err}
}

// Validate reads a request and gives the verdict of the schema alone; what else the
// service asks of a document is in Breaches. It keeps raw and its slices; the caller must
// not change it. The error is a [*SyntaxError] for bytes that are no DUIS request, or the
// first [*Fault], beside a request that holds the Document and what was read before it.
func Validate(raw []byte) (*Request, error) {
	doc, err := parseDocument(raw, "Request")
	if err != nil {
		return nil, err
	}
	req := &Request{Raw: raw, Document: doc}
	req.Breaches, err = schema.Decode(doc.Root, req)
	return req, err
}

// Append writes the canonical form of the request onto dst, unsigned. It writes what
// the fields say; only a value that [Parse] could have returned makes a valid
// document.
func (r *Request) Append(dst []byte) []byte {
	return schema.Append(dst, "Request", r)
}

// readHeader reads from a faulty document what a refusal echoes. It succeeds only
// where there is no doubt: one Header, and in it one of each of the three elements,
// each with a value that a response may carry.
func readHeader(root *xmldsig.Element) (*Header, error) {
	element, err := only(root, "Header")
	if err != nil {
		return nil, err
	}
	header := &Header{}
	echoed := []struct {
		name string
		to   any
	}{
		{"RequestID", &header.RequestID},
		{"ServiceReference", &header.ServiceReference},
		{"ServiceReferenceVariant", &header.ServiceReferenceVariant},
	}
	for _, echo := range echoed {
		value, err := only(element, echo.name)
		if err != nil {
			return nil, err
		}
		if err := schema.DecodeValue(echo.name, value, echo.to); err != nil && !xmldoc.IsBreach(err) {
			return nil, err
		}
	}
	header.RequestIDText = strings.Trim(element.Child(Namespace, "RequestID").Text(), blanks)
	if variant, err := only(element, "CommandVariant"); err == nil {
		// It is not echoed: 0 will do.
		_ = schema.DecodeValue("CommandVariant", variant, &header.CommandVariant)
	}
	return header, nil
}

// blanks are the white space of XML.
const blanks = " \t\r\n"

// only is the one child element of that name; none and several are faults.
func only(e *xmldsig.Element, name string) (*xmldsig.Element, error) {
	var found *xmldsig.Element
	for inside := range e.Elements() {
		if inside.Local != name || inside.Space != Namespace {
			continue
		}
		if found != nil {
			return nil, xmldoc.Faultf(inside, "%s occurs twice", name)
		}
		found = inside
	}
	if found == nil {
		return nil, xmldoc.Faultf(e, "%s is missing", name)
	}
	return found, nil
}
