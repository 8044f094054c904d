package xmldsig

import (
	"errors"
	"fmt"
)

// Causes of a [SyntaxError].
var (
	// ErrMalformed says that the text is not well-formed XML 1.0.
	ErrMalformed = errors.New("malformed")
	// ErrTruncated says that the document ends too early.
	ErrTruncated = errors.New("truncated")
	// ErrCharacter says that a character is not allowed in XML 1.0, or that
	// octets are not UTF-8.
	ErrCharacter = errors.New("invalid character")
	// ErrEncoding says that the document declares itself to be something other
	// than XML 1.0 in UTF-8.
	ErrEncoding = errors.New("not XML 1.0 in UTF-8")
	// ErrDoctype says that there is a document type declaration. None is read:
	// it could name files and hosts, and expand without bound.
	ErrDoctype = errors.New("document type declaration refused")
	// ErrEntity says that an entity is not one of lt, gt, amp, apos and quot.
	ErrEntity = errors.New("undeclared entity")
	// ErrNamespace says that a name breaks Namespaces in XML 1.0, or that a
	// namespace name is no absolute URI; a relative one Canonical XML refuses too.
	ErrNamespace = errors.New("namespace")
	// ErrDuplicate says that an element has one attribute or namespace prefix twice.
	ErrDuplicate = errors.New("duplicate attribute")
	// ErrLimit says that the document exceeds one of the bounds in [Limits].
	ErrLimit = errors.New("limit exceeded")
)

// Causes for which a document's signature is not accepted.
var (
	// ErrUnsigned says that there is no signature in the document.
	ErrUnsigned = errors.New("xmldsig: document carries no signature")
	// ErrProfile says that there is a signature, or more than one, and that it is
	// not of the DUIS profile: its place, its parts, an algorithm or a value's
	// length. Nothing was computed.
	ErrProfile = errors.New("xmldsig: not the DUIS signature profile")
	// ErrDigest says that the document is not the one that was signed.
	ErrDigest = errors.New("xmldsig: document does not match the signed digest")
	// ErrSignature says that the signature is not by the given key.
	ErrSignature = errors.New("xmldsig: signature does not match the key")
)

// SyntaxError says where and why [Parse] stopped. It unwraps to one of the causes
// of this package.
type SyntaxError struct {
	Line   int    // line, from 1; lines end with a line feed
	Column int    // octet within the line, from 1
	Offset int    // octet within the document, from 0
	Path   string // the innermost open element as [Element.Path] writes it; / outside the root
	Err    error  // the cause, with details
}

// Error is path, line, column and cause in one line.
func (e *SyntaxError) Error() string {
	return fmt.Sprintf("xmldsig: %s, line %d, column %d: %v", e.Path, e.Line, e.Column, e.Err)
}

// Unwrap returns the cause.
func (e *SyntaxError) Unwrap() error { return e.Err }
