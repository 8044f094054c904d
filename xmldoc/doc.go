// Package xmldoc reads, writes and describes XML documents that are declared as Go structs.
//
// A [Schema] says what the documents of one namespace share; its types are structs with
// tags. [New] compiles them into content models, and everything else interprets those:
// [Schema.Decode] reads a document and is as strict as the schema, order, cardinality and
// every facet; [Schema.Append] writes one; [Schema.AppendJSON] writes the same values as
// JSON; [Schema.AppendSchema] writes an XML Schema; [Content.AppendTree] writes the structure
// for people. Package xmldsig makes the tree of elements that is decoded.
//
//	var schema = xmldoc.New(xmldoc.Schema{
//		Namespace: "urn:example", Prefix: "x", Version: "1.0",
//		Globals: map[string]reflect.Type{"Reading": reflect.TypeFor[Reading]()},
//	})
//
// # Element names
//
// A field is an element of the same name in the order of the struct. Its Go type
// gives the cardinality: a value once, a pointer at most once, a slice as its tag
// says. A struct is a sequence; an interface is a choice of one of the types in its
// list; a map holds optional elements of one type by name, in the order of its set, or
// exactly one of them. The tag is `doc:"Name,option,..."`, each part optional.
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
//	attr        an attribute instead of an element, optional as elements are
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
//	since=5.2   the version that brought it, where that is known
//	text=Field  keeps the text as it stood in that field of the same struct
//
// Integers of Go are those of XML Schema of the same width, and an int64 is an xs:integer. A
// [Decimal] keeps the places of an xs:decimal. An [eui.ID] is a value, as is any type with a
// text of its own: one that implements [encoding.TextAppender], and by pointer
// [encoding.TextUnmarshaler].
//
// # Where the verdict is not the schema's
//
// The error of [Schema.Decode] is the verdict of the schema. Some values are valid by it and
// still of no use: a dateTime or a time without a zone, since nothing says whose time it is;
// a year outside 0001 to 9999 (in a date, above 65535); a number that 64 bits do not hold.
// These are breaches, which stand beside the verdict.
//
// Three things that the schema language allows are faults here, since no document of ours
// needs them: xsi:type, xsi:nil, and a document type declaration.
package xmldoc
