package duis

import (
	"reflect"

	"github.com/mains-energy/mains/xmldoc"
)

// Namespace is the namespace of DUIS documents, which the samples abbreviate sr.
const Namespace = "http://www.dccinterface.co.uk/ServiceUserGateway"

// SchemaVersion is the DUIS version that documents are written in by default.
const SchemaVersion = "5.4"

// schema is the one declaration of all documents.
var schema = xmldoc.New(xmldoc.Schema{
	Namespace: Namespace, Prefix: "sr", Version: SchemaVersion,
	Globals: map[string]reflect.Type{
		"Request":              reflect.TypeFor[Request](),
		"Response":             reflect.TypeFor[Response](),
		"RequestID":            reflect.TypeFor[RequestID](),
		"SMETS1SignedResponse": reflect.TypeFor[SMETS1SignedResponse](),
		"S1SPAlert":            reflect.TypeFor[S1SPAlert](),
	},
	Simple: simpleTypes, Sets: elementSets, OneOf: oneOfSets,
	Alternatives: map[reflect.Type]xmldoc.Alternatives{
		reflect.TypeFor[Body]():         xmldoc.AlternativesOf(bodies),
		reflect.TypeFor[ResponseBody](): xmldoc.AlternativesOf(messages),
		reflect.TypeFor[Payload]():      xmldoc.AlternativesOf(payloads),
		reflect.TypeFor[DCCAlert]():     xmldoc.AlternativesOf(alerts),
	},
	Since: since(introductions),
})

// TimeOfDay is a time on any day, as package xmldoc has it.
type TimeOfDay = xmldoc.TimeOfDay

// Foreign is an element that another schema declares: the parts of SMETS1 messages that the
// MMC schema declares, and signatures inside a document.
type Foreign = xmldoc.Foreign

// AppendSchema writes an XML Schema of the documents onto dst, made from the declarations
// of this package: it gives the verdict of [Validate], for programs that read schemas. It
// imports the schema of XML Signature from xmldsig-core-schema.xsd, which is to lie beside
// it. Units and versions are in the documentation of the elements. What the MMC schema
// declares, in SMETS1 messages, is any element of another namespace.
func AppendSchema(dst []byte) []byte { return schema.AppendSchema(dst) }
