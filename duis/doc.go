// Package duis holds the documents of the DCC User Interface Specification as Go
// values: Service Requests, Service Responses, Device Alerts and DCC Alerts, all that
// DUIS XML Schema V5.4 declares.
//
// [Parse] reads what a User sends and [ParseResponse] what the DCC sends; both are
// as strict as the schema: order, cardinality, every facet, no unknown element,
// attribute or text. The first fault comes back with its XPath, its line and a
// sentence. [Request.Append] and [Response.Append] write the canonical form,
// unsigned; package xmldsig signs and verifies. [AppendSchema] writes an XML Schema of
// the documents, for other programs.
//
//	req, err := duis.Parse(raw)
//	switch body := req.Body.(type) {
//	case *duis.ReadInstantaneousImportRegisters:
//
// Each structure is declared once, as a Go struct with tags, and each simple type once, in
// simple types by name; package xmldoc explains the tags and interprets them. A further
// Service Request is one more struct and one line in a list.
//
// # What it does not do
//
// It knows neither Devices nor Users: whether a request may be made, and what it
// becomes, is for package duis/srv and the gateway.
//
// # Where the verdict is not the schema's
//
// [Validate] gives the verdict of the schema. Some documents are valid by it and still
// of no use to the service: a dateTime or a time without a zone, since nothing says
// whose time it is; a year outside 0001 to 9999 (in a date, above 65535), which no
// Device clock reaches; a RequestID with a counter of zero. They stand in
// [Request.Breaches]. [Parse] refuses the first of them with response code E52, and
// [ParseResponse] returns it as its error.
//
// Three things that the schema language allows are faults here, since no document of
// the interface needs them: xsi:type, xsi:nil, and a document type declaration.
package duis
