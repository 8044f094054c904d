package xmldoc

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
	value    *Simple           // of a simple value
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
	dsText    = Simple{Base: BaseString}.normalised(reflect.TypeFor[string]())
	dsBinary  = Simple{Base: BaseBase64}.normalised(reflect.TypeFor[[]byte]())
	dsInteger = Simple{Base: BaseInteger}.normalised(reflect.TypeFor[string]())

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
// is wider than any profile of ours: whether the signature is of one is for package
// xmldsig to say.
func (s *Schema) checkSignature(e *xmldsig.Element) error {
	return (&dsChecker{schema: s, ids: map[string]bool{}}).element(e)
}

type dsChecker struct {
	schema *Schema
	ids    map[string]bool
}

func (c *dsChecker) element(e *xmldsig.Element) error {
	declared, ok := dsSchema[e.Local]
	if !ok {
		return Faultf(e, "%s is no element of XML Signature", e.Local)
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
		return Faultf(e, "%s holds %q: want %s", e.Local, names.String(), declared.children)
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
		return Faultf(inside, "%s is not declared anywhere", inside.Local)
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
	if t := c.schema.Globals[e.Local]; e.Space == c.schema.Namespace && t != nil {
		return c.schema.checkGlobal(t, e)
	}
	for inside := range e.Elements() {
		if err := c.lax(inside); err != nil {
			return err
		}
	}
	return nil
}

// checkGlobal checks an element of the schema by its declaration.
func (s *Schema) checkGlobal(t reflect.Type, e *xmldsig.Element) error {
	v := reflect.New(t)
	if !isText(t) {
		_, err := s.Decode(e, v.Interface())
		return err
	}
	if err := (&decoder{schema: s}).attributes(nothing, e, v.Elem()); err != nil {
		return err
	}
	if err := s.DecodeValue(t.Name(), e, v.Interface()); err != nil && !IsBreach(err) {
		return err
	}
	return nil
}

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
		if _, ok := e.Attr("", name); !ok && kind == dsRequired {
			return attributeFault(e, name, errors.New("attribute missing"))
		}
	}
	return nil
}

// isName matches the names without colon that an identifier may be.
var isName = regexp.MustCompile(`^[\pL_][\pL\pN_.\-·]*$`)

func checkValue(e *xmldsig.Element, s *Simple) error {
	if err := plainValue(e); err != nil {
		return err
	}
	var octets []byte
	var text string
	v := reflect.ValueOf(&text).Elem()
	if s.Base == BaseBase64 {
		v = reflect.ValueOf(&octets).Elem()
	}
	if err := s.Set(v, e.Text()); err != nil {
		return FaultAt(e, fmt.Errorf("%s: %w", e.Local, err))
	}
	return nil
}

// plainValue refuses elements in an element of a simple type.
func plainValue(e *xmldsig.Element) error {
	for inside := range e.Elements() {
		return Faultf(inside, "%s is not expected inside the value of %s", inside.Local, e.Local)
	}
	return nil
}
