package duis

import (
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"strings"

	"github.com/mains-energy/mains/xmldsig"
)

// dsElement is an element of the XML Signature schema. XML Signature allows mixed
// text and foreign elements, so its declarations are patterns over the names of the
// children: each name is followed by a blank, and * stands for an element of
// another namespace. XML Signature Syntax and Processing, section 4.
type dsElement struct {
	children *regexp.Regexp    // nil: a simple value
	mixed    bool              // text may stand between the children
	value    *simple           // of a simple value
	attrs    map[string]dsAttr // attributes
}

// dsAttr says what is asked of an attribute.
type dsAttr uint8

const (
	dsOptional dsAttr = iota
	dsRequired
	dsID // optional, a name unique in the document
)

var (
	dsText    = simple{base: xsString}.normalised(reflect.String)
	dsBinary  = simple{base: xsBase64}.normalised(reflect.Slice)
	dsInteger = simple{base: xsInteger}.normalised(reflect.String)

	withID        = map[string]dsAttr{"Id": dsID}
	withAlgorithm = map[string]dsAttr{"Algorithm": dsRequired}
)

// dsSchema are the elements of XML Signature by name; no name has two declarations.
var dsSchema = map[string]dsElement{
	"Signature":      dsSequence("SignedInfo SignatureValue (KeyInfo )?(Object )*", withID),
	"SignatureValue": {value: dsBinary, attrs: withID},
	"SignedInfo": dsSequence(`CanonicalizationMethod SignatureMethod (Reference )+`,
		withID),
	"CanonicalizationMethod": dsMixed(`([A-Z]\w* )*`, withAlgorithm),
	"SignatureMethod":        dsMixed("(HMACOutputLength )?", withAlgorithm),
	"HMACOutputLength":       {value: dsInteger},
	"Reference": dsSequence("(Transforms )?DigestMethod DigestValue ",
		map[string]dsAttr{"Id": dsID, "URI": dsOptional, "Type": dsOptional}),
	"Transforms":   dsSequence("(Transform )+", nil),
	"Transform":    dsMixed(`((\*|XPath) )*`, withAlgorithm),
	"XPath":        {value: dsText},
	"DigestMethod": dsMixed(`(\* )*`, withAlgorithm),
	"DigestValue":  {value: dsBinary},

	"KeyInfo": dsMixed(`((KeyName|KeyValue|RetrievalMethod|X509Data|PGPData|SPKIData|MgmtData|\*) )+`,
		withID),
	"KeyName":  {value: dsText},
	"MgmtData": {value: dsText},
	"KeyValue": dsMixed(`(DSAKeyValue|RSAKeyValue|\*) `, nil),
	"RetrievalMethod": dsSequence("(Transforms )?",
		map[string]dsAttr{"URI": dsOptional, "Type": dsOptional}),
	"X509Data": dsSequence(
		`((X509IssuerSerial|X509SKI|X509SubjectName|X509Certificate|X509CRL|\*) )+`, nil),
	"X509IssuerSerial": dsSequence("X509IssuerName X509SerialNumber ", nil),
	"X509IssuerName":   {value: dsText},
	"X509SerialNumber": {value: dsInteger},
	"X509SKI":          {value: dsBinary},
	"X509SubjectName":  {value: dsText},
	"X509Certificate":  {value: dsBinary},
	"X509CRL":          {value: dsBinary},
	"PGPData":          dsSequence(`(PGPKeyID (PGPKeyPacket )?|PGPKeyPacket )(\* )*`, nil),
	"PGPKeyID":         {value: dsBinary},
	"PGPKeyPacket":     {value: dsBinary},
	"SPKIData":         dsSequence(`(SPKISexp (\* )?)+`, nil),
	"SPKISexp":         {value: dsBinary},
	"DSAKeyValue":      dsSequence("(P Q )?(G )?Y (J )?(Seed PgenCounter )?", nil),
	"RSAKeyValue":      dsSequence("Modulus Exponent ", nil),
	"P":                {value: dsBinary},
	"Q":                {value: dsBinary},
	"G":                {value: dsBinary},
	"Y":                {value: dsBinary},
	"J":                {value: dsBinary},
	"Seed":             {value: dsBinary},
	"PgenCounter":      {value: dsBinary},
	"Modulus":          {value: dsBinary},
	"Exponent":         {value: dsBinary},

	"Object": dsMixed(`((\*|\w+) )*`,
		map[string]dsAttr{"Id": dsID, "MimeType": dsOptional, "Encoding": dsOptional}),
	"Manifest":            dsSequence("(Reference )+", withID),
	"SignatureProperties": dsSequence("(SignatureProperty )+", withID),
	"SignatureProperty": dsMixed(`(\* )+`,
		map[string]dsAttr{"Target": dsRequired, "Id": dsID}),
}

func dsSequence(children string, attrs map[string]dsAttr) dsElement {
	return dsElement{children: regexp.MustCompile("^(" + children + ")$"), attrs: attrs}
}

func dsMixed(children string, attrs map[string]dsAttr) dsElement {
	e := dsSequence(children, attrs)
	e.mixed = true
	return e
}

// checkSignature checks a ds:Signature against the schema of XML Signature, which
// is wider than the profile of DUIS: whether the signature is of that profile is
// for package xmldsig to say.
func checkSignature(e *xmldsig.Element) error {
	return (&dsChecker{ids: map[string]bool{}}).element(e)
}

type dsChecker struct {
	ids map[string]bool
}

func (c *dsChecker) element(e *xmldsig.Element) error {
	declared, ok := dsSchema[e.Local]
	if !ok {
		return faultf(e, "%s is no element of XML Signature", e.Local)
	}
	if err := c.attributes(e, declared.attrs); err != nil {
		return err
	}
	if declared.value != nil {
		return checkValue(e, declared.value)
	}
	var names strings.Builder
	for inside := range e.Elements() {
		if inside.Space != namespaceSignature {
			names.WriteString("* ")
			continue
		}
		names.WriteString(inside.Local + " ")
	}
	if !declared.children.MatchString(names.String()) {
		return faultf(e, "%s holds %q: want %s", e.Local, names.String(), declared.children)
	}
	if !declared.mixed {
		if _, err := appendChildElements(nil, e, false); err != nil {
			return err
		}
	}
	for inside := range e.Elements() {
		if err := c.inside(e, inside); err != nil {
			return err
		}
	}
	return nil
}

// inside checks a child: by its declaration, or where the schema has a wildcard by
// whatever declaration there is.
func (c *dsChecker) inside(e, inside *xmldsig.Element) error {
	switch {
	case e.Local == "CanonicalizationMethod" && !dsGlobal.MatchString(inside.Local):
		return faultf(inside, "%s is not declared anywhere", inside.Local)
	case e.Local == "Object" || inside.Space != namespaceSignature:
		return c.lax(inside)
	}
	return c.element(inside)
}

// dsGlobal matches the elements that may stand where a wildcard is.
var dsGlobal = regexp.MustCompile(`^(Signature(Value|Method|Propert(y|ies))?|SignedInfo|` +
	`CanonicalizationMethod|Reference|Transforms?|Digest(Method|Value)|Key(Info|Name|Value)|` +
	`MgmtData|RetrievalMethod|(X509|PGP|SPKI)Data|Object|Manifest|(DSA|RSA)KeyValue)$`)

// lax checks an element that stands for a wildcard: by its global declaration if it
// has one, else only what is inside it.
func (c *dsChecker) lax(e *xmldsig.Element) error {
	if e.Space == namespaceSignature && dsGlobal.MatchString(e.Local) {
		return c.element(e)
	}
	if e.Space == Namespace && e.Local == "RequestID" {
		var id RequestID
		if err := (&decoder{}).attributes(nothing, e, reflect.ValueOf(&id).Elem()); err != nil {
			return err
		}
		if err := plainValue(e); err != nil {
			return err
		}
		if err := setText("RequestID", &id, e.Text()); err != nil && !beyondSchema(err) {
			return faultAt(e, err)
		}
		return nil
	}
	if plan := globalPlans[e.Local]; e.Space == Namespace && plan != nil {
		_, err := decodeDocument(e, plan.content, reflect.New(plan.goType).Interface())
		return err
	}
	for inside := range e.Elements() {
		if err := c.lax(inside); err != nil {
			return err
		}
	}
	return nil
}

// globalPlans are the plans of the elements, RequestID apart, that the schema declares at
// its top.
var globalPlans = map[string]*globalPlan{
	"Request":              {reflect.TypeFor[Request](), requestPlan},
	"Response":             {reflect.TypeFor[Response](), responsePlan},
	"SMETS1SignedResponse": newGlobalPlan(reflect.TypeFor[SMETS1SignedResponse]()),
	"S1SPAlert":            newGlobalPlan(reflect.TypeFor[S1SPAlert]()),
}

type globalPlan struct {
	goType  reflect.Type
	content *content
}

func newGlobalPlan(t reflect.Type) *globalPlan { return &globalPlan{t, compiler.content(t)} }

func (c *dsChecker) attributes(e *xmldsig.Element, declared map[string]dsAttr) error {
	for _, a := range e.Attrs {
		if a.Space == namespaceInstance && strings.HasSuffix(a.Local, "chemaLocation") {
			continue
		}
		kind, ok := declared[a.Local]
		if a.Space != "" || !ok {
			return attributeFault(e, a.Local, errors.New("attribute not allowed"))
		}
		if kind != dsID {
			continue
		}
		id := collapse(a.Value)
		if !isName.MatchString(id) || c.ids[id] {
			return attributeFault(e, a.Local, errors.New("not a name, or used twice"))
		}
		c.ids[id] = true
	}
	for name, kind := range declared {
		if _, ok := attribute(e, name); !ok && kind == dsRequired {
			return attributeFault(e, name, errors.New("attribute missing"))
		}
	}
	return nil
}

// isName matches the names without colon that an identifier may be.
var isName = regexp.MustCompile(`^[\pL_][\pL\pN_.\-·]*$`)

func checkValue(e *xmldsig.Element, s *simple) error {
	if err := plainValue(e); err != nil {
		return err
	}
	var octets []byte
	var text string
	v := reflect.ValueOf(&text).Elem()
	if s.base == xsBase64 {
		v = reflect.ValueOf(&octets).Elem()
	}
	if err := s.set(v, e.Text()); err != nil {
		return faultAt(e, fmt.Errorf("%s: %w", e.Local, err))
	}
	return nil
}

// plainValue refuses elements in an element of a simple type.
func plainValue(e *xmldsig.Element) error {
	for inside := range e.Elements() {
		return faultf(inside, "%s is not expected inside the value of %s", inside.Local, e.Local)
	}
	return nil
}
