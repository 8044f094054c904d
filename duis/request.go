package duis

import "github.com/mains-energy/mains/xmldsig"

// Request is a Service Request, or a Signed Pre-Command on its way back. After
// [Parse], Raw is the slice that was parsed and Document its tree: whoever verifies
// the signature verifies that tree, of which the other fields are the reading.
// DUIS 3.4.1.
type Request struct {
	Raw      []byte            `duis:"-"` // what Parse was given, not copied; nil when built
	Document *xmldsig.Document `duis:"-"` // nil when built

	// SchemaVersion is the DUIS version that the User speaks; empty is written as 5.4.
	SchemaVersion string `duis:"schemaVersion,attr,base=decimal"`
	Header        `duis:"Header"`
	Body          Body `duis:"Body"` // nil only beside an error
	Signed        bool `duis:"Signature,signature"`
}

// Header is the header of a request.
type Header struct {
	// RequestIDText is RequestID as the User wrote it, for the echo; where it is
	// empty RequestID is written.
	RequestID     RequestID `duis:",text=RequestIDText"`
	RequestIDText string    `duis:"-"`

	FirstInSequence           *bool
	PrecedingServiceRequestID *RequestID // the request that must have succeeded before
	CommandVariant            uint8      `duis:",is=CommandVariant"` // 1 to 9
	ServiceReference          string     `duis:",is=ServiceReference"`
	ServiceReferenceVariant   string     `duis:",is=ServiceReferenceVariant"`
}

// SchemaVersion is the DUIS version that documents are written in by default.
const SchemaVersion = "5.4"

// Parse reads a request. It keeps raw and its slices; the caller must not change it.
//
// The errors are two. A [*SyntaxError] means that the bytes are no DUIS request or
// that their header cannot be echoed: HTTP status 400, and the request is nil. A
// [*ResponseError] means a refusal with a response code, E52: then the request is
// not nil and holds what identifies it, RequestID with its text, ServiceReference
// and ServiceReferenceVariant, and the error wraps the [*Fault] or [ErrNotServed].
func Parse(raw []byte) (*Request, error) {
	doc, err := parseDocument(raw, "Request")
	if err != nil {
		return nil, err
	}
	req := &Request{Raw: raw, Document: doc}
	err = decodeDocument(doc.Root, requestPlan, req)
	if err == nil {
		err = req.checkCounters()
	}
	if err == nil {
		return req, nil
	}
	header, unreadable := readHeader(doc.Root)
	if unreadable != nil {
		return nil, syntaxError(unreadable)
	}
	version, _ := attribute(doc.Root, "schemaVersion")
	refused := &Request{Raw: raw, Document: doc, SchemaVersion: version, Header: *header}
	return refused, &ResponseError{Code: E52, Err: err}
}

// Append writes the canonical form of the request onto dst, unsigned. It writes what
// the fields say; only a value that [Parse] could have returned makes a valid
// document.
func (r *Request) Append(dst []byte) []byte {
	return appendDocument(dst, "Request", requestPlan, r)
}

// checkCounters refuses a counter of zero, which the schema's pattern lets through.
// DUIS 3.4.1.
func (r *Request) checkCounters() error {
	header := child(r.Document.Root, "Header")
	if r.RequestID.Counter == 0 {
		return faultAt(child(header, "RequestID"), errZeroCounter)
	}
	if r.PrecedingServiceRequestID != nil && r.PrecedingServiceRequestID.Counter == 0 {
		return faultAt(child(header, "PrecedingServiceRequestID"), errZeroCounter)
	}
	return nil
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
		if err := plainValue(value); err != nil {
			return nil, err
		}
		if err := setText(echo.name, echo.to, value.Text()); err != nil {
			return nil, faultAt(value, err)
		}
	}
	header.RequestIDText = collapse(child(element, "RequestID").Text())
	if variant, err := only(element, "CommandVariant"); err == nil {
		_ = setText("CommandVariant", &header.CommandVariant, variant.Text()) // not echoed: 0 will do
	}
	return header, nil
}
