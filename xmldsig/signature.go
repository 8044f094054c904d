package xmldsig

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"math/big"
	"slices"
	"strings"
)

// NamespaceDS is the namespace of XML Signature.
const NamespaceDS = "http://www.w3.org/2000/09/xmldsig#"

// The algorithms of the profile. There is no choice.
const (
	exclusiveC14N  = "http://www.w3.org/2001/10/xml-exc-c14n#"
	ecdsaSHA256    = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"
	enveloped      = "http://www.w3.org/2000/09/xmldsig#enveloped-signature"
	sha256URI      = "http://www.w3.org/2001/04/xmlenc#sha256"
	valueSize      = 64 // octets of a signature: r, then s, big-endian
	scalarSize     = valueSize / 2
	maxSerialChars = 64 // X.509 allows 20 octets, which are 49 digits
)

// Signature is the signature of a document, as found and not yet verified.
type Signature struct {
	Element    *Element          // ds:Signature
	IssuerName string            // issuer of the signer's certificate, as text: see [SameName]
	Serial     *big.Int          // serial number of the signer's certificate, not negative
	Digest     [sha256.Size]byte // SHA-256 of the document's inclusive canonical form without Element
	Value      [valueSize]byte   // r and s, 32 octets each, big-endian

	document   *Document
	signedInfo *Element
}

// Find returns the signature of a document: the only ds:Signature anywhere in it,
// last child element of the root, and in every part of the profile:
//
//	Signature
//	  SignedInfo
//	    CanonicalizationMethod  Exclusive XML Canonicalization 1.0
//	    SignatureMethod         ECDSA with SHA-256
//	    Reference URI=""
//	      Transforms/Transform  enveloped signature, and nothing else
//	      DigestMethod          SHA-256
//	      DigestValue           base64 of 32 octets
//	  SignatureValue            base64 of r and s, 64 octets
//	  KeyInfo/X509Data/X509IssuerSerial
//	    X509IssuerName, X509SerialNumber
//
// No Transform canonicalises, so the reference is digested in Canonical XML 1.0,
// XML Signature's default. Prefixes, white space between elements, white space in
// base64 (also as &#13;), comments and Id attributes make no difference; two elements
// with one Id are refused.
//
// The error is [ErrUnsigned] or wraps [ErrProfile]. The Signature holds the
// document. DUIS section 6.1.
func Find(d *Document) (*Signature, error) {
	found := signatures(nil, d.Root)
	last := lastElement(d.Root)
	switch {
	case len(found) == 0 && last != nil && last.Local == "Signature":
		return nil, profileError(last, "namespace %.100q", last.Space)
	case len(found) == 0:
		return nil, ErrUnsigned
	case len(found) > 1:
		return nil, profileError(found[1], "second signature")
	case found[0] != last:
		return nil, profileError(found[0], "not the last child element of the root")
	}
	s := &Signature{Element: found[0], document: d}
	var parts [3]*Element
	err := children(parts[:], s.Element, "SignedInfo", "SignatureValue", "KeyInfo")
	if err != nil {
		return nil, err
	}
	s.signedInfo = parts[0]
	if err := s.readSignedInfo(parts[0]); err != nil {
		return nil, err
	}
	if err := decode(s.Value[:], parts[1]); err != nil {
		return nil, err
	}
	if err := s.readKeyInfo(parts[2]); err != nil {
		return nil, err
	}
	if _, err := checkIdentifiers(nil, s.Element); err != nil {
		return nil, err
	}
	return s, nil
}

// Verify reports whether the document was signed with the private key of pub and
// has not changed since: nil, or an error that wraps [ErrDigest], [ErrSignature],
// or [ErrProfile] for a key that is not on P-256. DUIS section 6.1.
func (s *Signature) Verify(pub *ecdsa.PublicKey) error {
	if pub == nil || pub.Curve != elliptic.P256() {
		return fmt.Errorf("%w: the key is not on P-256", ErrProfile)
	}
	d := s.document
	if d == nil {
		return ErrUnsigned // a zero Signature
	}
	// One buffer serves both canonical forms; escapes make the first a bit longer
	// than its source at times.
	buffer := make([]byte, 0, len(d.source)+len(d.source)/8)
	buffer = d.AppendCanonical(buffer, Inclusive, s.Element)
	if sha256.Sum256(buffer) != s.Digest {
		return ErrDigest
	}
	hash := sha256.Sum256(s.signedInfo.AppendExclusive(buffer[:0]))
	if !ecdsa.VerifyASN1(pub, hash[:], appendDER(buffer[:0], &s.Value)) {
		return ErrSignature
	}
	return nil
}

// appendDER appends r and s in the form that package ecdsa reads.
//
//	ECDSA-Sig-Value ::= SEQUENCE { r INTEGER, s INTEGER }
func appendDER(dst []byte, value *[valueSize]byte) []byte {
	const sequence, integer = 0x30, 0x02
	dst = append(dst, sequence, 0) // the length of a value of two scalars is one octet
	start := len(dst)
	for scalar := range slices.Chunk(value[:], scalarSize) {
		for len(scalar) > 1 && scalar[0] == 0 {
			scalar = scalar[1:]
		}
		if scalar[0] < 0x80 {
			dst = append(dst, integer, byte(len(scalar)))
		} else { // the first bit would be a sign
			dst = append(dst, integer, byte(len(scalar)+1), 0)
		}
		dst = append(dst, scalar...)
	}
	dst[start-1] = byte(len(dst) - start)
	return dst
}

// readSignedInfo checks the algorithms and reads the digest.
func (s *Signature) readSignedInfo(e *Element) error {
	var parts [3]*Element
	err := children(parts[:], e, "CanonicalizationMethod", "SignatureMethod", "Reference")
	if err != nil {
		return err
	}
	if err := algorithm(parts[0], exclusiveC14N); err != nil {
		return err
	}
	if err := algorithm(parts[1], ecdsaSHA256); err != nil {
		return err
	}
	reference := parts[2]
	err = children(parts[:], reference, "Transforms", "DigestMethod", "DigestValue")
	if err != nil {
		return err
	}
	if uri, found := reference.Attr("", "URI"); !found || uri != "" {
		return profileError(reference, `URI %.100q: want URI=""`, uri)
	}
	var transform [1]*Element
	if err := children(transform[:], parts[0], "Transform"); err != nil {
		return err
	}
	if err := algorithm(transform[0], enveloped); err != nil {
		return err
	}
	if err := algorithm(parts[1], sha256URI); err != nil {
		return err
	}
	return decode(s.Digest[:], parts[2])
}

// readKeyInfo reads which certificate is named.
func (s *Signature) readKeyInfo(e *Element) error {
	var data, issuerSerial [1]*Element
	if err := children(data[:], e, "X509Data"); err != nil {
		return err
	}
	if err := children(issuerSerial[:], data[0], "X509IssuerSerial"); err != nil {
		return err
	}
	var parts [2]*Element
	err := children(parts[:], issuerSerial[0], "X509IssuerName", "X509SerialNumber")
	if err != nil {
		return err
	}
	issuer, err := leaf(parts[0])
	if err != nil {
		return err
	}
	serial, err := leaf(parts[1])
	if err != nil {
		return err
	}
	s.IssuerName = strings.Trim(issuer, " \t\r\n")
	if s.IssuerName == "" {
		return profileError(parts[0], "empty")
	}
	if s.Serial, err = parseSerial(strings.Trim(serial, " \t\r\n")); err != nil {
		return profileError(parts[1], "%w", err)
	}
	return nil
}

// parseSerial reads decimal digits.
func parseSerial(digits string) (*big.Int, error) {
	if digits == "" || len(digits) > maxSerialChars {
		return nil, fmt.Errorf("%d characters: want 1 to %d digits", len(digits), maxSerialChars)
	}
	for i := range len(digits) {
		if digits[i] < '0' || digits[i] > '9' {
			return nil, fmt.Errorf("%q: want decimal digits", digits)
		}
	}
	serial, _ := new(big.Int).SetString(digits, 10) // cannot fail: digits only
	return serial, nil
}

// signatures appends the ds:Signature elements at and below e.
func signatures(found []*Element, e *Element) []*Element {
	if e.Is(NamespaceDS, "Signature") {
		found = append(found, e)
	}
	for _, n := range e.Children {
		if child, ok := n.(*Element); ok {
			found = signatures(found, child)
		}
	}
	return found
}

// lastElement is the last child element, or nil.
func lastElement(e *Element) *Element {
	for i := len(e.Children) - 1; i >= 0; i-- {
		if child, ok := e.Children[i].(*Element); ok {
			return child
		}
	}
	return nil
}

// children puts the child elements of e into dst. They must be these, once each and in
// this order, with nothing but white space and comments between.
func children(dst []*Element, e *Element, locals ...string) error {
	if err := checkAttributes(e); err != nil {
		return err
	}
	found := 0
	for _, n := range e.Children {
		switch n := n.(type) {
		case *Element:
			if found == len(locals) || !n.Is(NamespaceDS, locals[found]) {
				return profileError(n, "not allowed here")
			}
			dst[found] = n
			found++
		case *Text:
			if !isBlank(n.Value) {
				return profileError(e, "text between elements")
			}
		case *ProcInst:
			return profileError(e, "processing instruction")
		}
	}
	if found < len(locals) {
		return profileError(e, "want %s in it", locals[found])
	}
	return nil
}

// leaf returns the text of e, which must contain nothing but text and comments.
func leaf(e *Element) (string, error) {
	if err := checkAttributes(e); err != nil {
		return "", err
	}
	for _, n := range e.Children {
		switch n.(type) {
		case *Element, *ProcInst:
			return "", profileError(e, "want text only")
		}
	}
	return e.Text(), nil
}

// checkAttributes refuses what the profile has no use for. An Id is allowed
// because nothing can refer to it: the only URI is empty.
func checkAttributes(e *Element) error {
	allowed := ""
	switch e.Local {
	case "CanonicalizationMethod", "SignatureMethod", "Transform", "DigestMethod":
		allowed = "Algorithm"
	case "Reference":
		allowed = "URI"
	}
	for i := range e.Attrs {
		a := &e.Attrs[i]
		if a.Space != "" || a.Local != "Id" && a.Local != allowed {
			return profileError(e, "attribute %s", a.Local)
		}
	}
	return nil
}

// checkIdentifiers appends the Ids at and below e to seen, and refuses one that is in
// it: as xs:ID, white space around it aside, it is unique.
func checkIdentifiers(seen []string, e *Element) ([]string, error) {
	if id, found := e.Attr("", "Id"); found {
		id = strings.Trim(id, " \t\r\n")
		if slices.Contains(seen, id) {
			return nil, profileError(e, "Id %.100q used twice", id)
		}
		seen = append(seen, id)
	}
	for _, n := range e.Children {
		child, ok := n.(*Element)
		if !ok {
			continue
		}
		var err error
		if seen, err = checkIdentifiers(seen, child); err != nil {
			return nil, err
		}
	}
	return seen, nil
}

// algorithm checks the one algorithm that an element may name, without parameters.
func algorithm(e *Element, want string) error {
	if got, _ := e.Attr("", "Algorithm"); got != want {
		return profileError(e, "algorithm %.100q: want %q", got, want)
	}
	return children(nil, e)
}

// strictBase64 refuses bits that no octet has.
var strictBase64 = base64.StdEncoding.Strict()

// maxPacked is room for the base64 of the longest value of a signature, in octets.
const maxPacked = (valueSize + 2) / 3 * 4

// decode reads base64 that must fill dst, at most valueSize octets.
func decode(dst []byte, e *Element) error {
	text, err := leaf(e)
	if err != nil {
		return err
	}
	var packed [maxPacked]byte
	size := 0
	for i := range len(text) {
		if isSpace(text[i]) {
			continue
		}
		if size == base64.StdEncoding.EncodedLen(len(dst)) {
			return profileError(e, "more than %d octets", len(dst))
		}
		packed[size] = text[i]
		size++
	}
	// Decode may write up to the encoded length's worth before it sees padding.
	var plain [maxPacked]byte
	n, err := strictBase64.Decode(plain[:], packed[:size])
	if err != nil {
		return profileError(e, "base64: %w", err)
	}
	if n != len(dst) {
		return profileError(e, "%d octets: want %d", n, len(dst))
	}
	copy(dst, plain[:n])
	return nil
}

// profileError says where and how a signature leaves the profile.
func profileError(e *Element, format string, args ...any) error {
	return fmt.Errorf("%w: %s: %w", ErrProfile, e.Path(), fmt.Errorf(format, args...))
}
