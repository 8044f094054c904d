// Package duis holds the documents of the DCC User Interface Specification as Go
// values: Service Requests, Service Responses, Device Alerts and DCC Alerts.
//
// [Parse] reads what a User sends and [ParseResponse] what the DCC sends; both are
// as strict as the schema: order, cardinality, every facet, no unknown element,
// attribute or text. The first fault comes back with its XPath, its line and a
// sentence. [Request.Append] and [Response.Append] write the canonical form,
// unsigned; package xmldsig signs and verifies.
//
//	req, err := duis.Parse(raw)
//	switch body := req.Body.(type) {
//	case *duis.ReadInstantaneousImportRegisters:
//
// Each structure is declared once, as a Go struct (see [Element names] below), and
// each simple type once, in simple types by name. The decoder, the encoder and the
// validator are interpreters of those declarations, so that a further Service
// Request is one more struct and one line in a list.
//
// # Element names
//
// A field is an element of the same name in the order of the struct. Its Go type
// gives the cardinality: a value once, a pointer at most once, a slice as its tag
// says. A struct whose first field is of type choice holds exactly one of its
// fields; every other struct is a sequence. The tag is `duis:"Name,option,..."`:
//
//	attr        an attribute instead of an element
//	n=1..7      how often a slice's element may occur (n=0..* is unbounded)
//	group       the field's children stand in place, without an element of their own
//	in=Name     consecutive fields share one wrapper element
//	is=Name     the simple type of the value, where the Go type does not say it
//	text=Field  keeps the text as it stood in that field of the same struct
//
// # What it does not do
//
// It knows neither Devices nor Users: whether a request may be made, and what it
// becomes, is for package duis/srv and the gateway. Bodies whose structure is not
// declared yet are refused with [ErrNotServed], never as malformed.
//
// Three verdicts differ from a validator's by intent. A dateTime without a zone is
// refused, since nothing says whose time it is; so is a year outside 0001 to 9999,
// which no Device clock reaches; and a RequestID of a request must have a counter
// above zero. xsi:type and xsi:nil are refused: no document needs them.
package duis
