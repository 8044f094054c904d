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
// Each structure is declared once, as a Go struct (see [Element names] below), and
// each simple type once, in simple types by name. The decoder, the encoder and the
// validator are interpreters of those declarations, so that a further Service
// Request is one more struct and one line in a list.
//
// # Element names
//
// A field is an element of the same name in the order of the struct. Its Go type
// gives the cardinality: a value once, a pointer at most once, a slice as its tag
// says. A struct is a sequence; an interface is a choice of one of the types in its
// list; a map holds optional elements of one type by name, in the order of its list
// in elementSets, or exactly one of them where it is among oneOfSets. The tag is
// `duis:"Name,option,..."`, each part optional.
//
// How often, and where:
//
//	optional    at most once, where the Go type cannot say so (a zero value: absent)
//	n=1..7      how often a slice's element may occur (n=0..* is unbounded)
//	one         consecutive fields with it are a choice: exactly one of them is there
//	one=?       the same, of which none may be there
//	in=Name     consecutive fields with it share one wrapper element
//	group       the field's children stand in place, without an element of their own
//	empty       of a bool: an element without content, whose presence is the value
//	attr        an attribute instead of an element
//	value       the text of the element, beside its attributes
//	signature   a ds:Signature; the bool says whether there is one
//	ds          the element is in the namespace of XML Signature
//
// The simple type of a value, else that of the Go type's name or kind:
//
//	is=Name     a named simple type
//	base=Name   a built-in type of XML Schema
//	range=0..9  bounds, both included; of a decimal, in units of its last digit
//	fraction=2  a decimal with at most two digits after the point, counted in 10^-2
//	len=1..8    characters of a text, octets of a binary value
//	unit=Wh     what the value in the document counts
//	since=5.2   the DUIS version that brought it, where that is known
//	text=Field  keeps the text as it stood in that field of the same struct
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
