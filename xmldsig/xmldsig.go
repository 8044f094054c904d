// Package xmldsig reads XML strictly, writes it in canonical form, and signs and
// verifies it by the one signature profile of DUIS.
//
// [Parse] makes a [Document] from bytes. Its elements serve everybody who has an
// interest in the document: the schema check, the signature and the mapping to
// values read the same tree, so that what was verified is what is acted upon.
// [Find] reads the signature of a document and [Signature.Verify] checks it;
// [Sign] signs a document given as bytes.
//
// The parser is smaller than XML 1.0 on purpose. It reads UTF-8 only, refuses a
// document type declaration and with it every entity but the five predefined
// ones, resolves all namespaces, and stops at the bounds of [Limits]. There is
// no writer but the canonical forms: Canonical XML 1.0 without comments, and
// Exclusive XML Canonicalization 1.0 without comments.
//
// The profile is one enveloped signature, ECDSA with SHA-256 on P-256, as last
// child of the root, over the whole document, with the signer's certificate
// named by issuer and serial number. Anything else is refused. This package
// knows no certificates: to find the one that is named, to judge it and to tie
// it to the sender of the message is up to the caller.
package xmldsig
