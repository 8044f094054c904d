package xmldsig

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"math/big"
	"unicode/utf8"
)

// The signature that Sign writes, in pieces. SignedInfo is written in its own
// exclusive canonical form, except that the declaration of its prefix stands on
// Signature; so what is hashed is one concatenation and no second parse.
const (
	declareDS     = ` xmlns:ds="` + NamespaceDS + `"`
	openSignature = `<ds:Signature` + declareDS + `><ds:SignedInfo`
	beforeDigest  = `><ds:CanonicalizationMethod Algorithm="` + exclusiveC14N +
		`"></ds:CanonicalizationMethod><ds:SignatureMethod Algorithm="` + ecdsaSHA256 +
		`"></ds:SignatureMethod><ds:Reference URI=""><ds:Transforms><ds:Transform Algorithm="` +
		enveloped + `"></ds:Transform></ds:Transforms><ds:DigestMethod Algorithm="` + sha256URI +
		`"></ds:DigestMethod><ds:DigestValue>`
	afterDigest  = `</ds:DigestValue></ds:Reference></ds:SignedInfo>`
	beforeValue  = `<ds:SignatureValue>`
	beforeIssuer = `</ds:SignatureValue><ds:KeyInfo><ds:X509Data><ds:X509IssuerSerial>` +
		`<ds:X509IssuerName>`
	beforeSerial   = `</ds:X509IssuerName><ds:X509SerialNumber>`
	closeSignature = `</ds:X509SerialNumber></ds:X509IssuerSerial></ds:X509Data></ds:KeyInfo>` +
		`</ds:Signature>`

	// signatureRoom is about what a signature adds to a document, in octets.
	signatureRoom = 1400
	// signatureNodes is what it adds to [Limits.Nodes]: 15 elements, 5 attributes, a
	// namespace declaration and 4 texts.
	signatureNodes = 25
)

// Sign returns the document with a signature as last child of its root, by the
// profile that [Find] describes. Signatures that are children of the root already
// are removed; every other octet stays as it was, white space around the removed
// included. An empty-element tag as root becomes a start and an end tag.
//
// The key must be on P-256; issuerName and serial name its certificate and are
// written as given. The random source is used as [ecdsa.Sign] uses it. Errors: a
// [*SyntaxError]; [ErrProfile] where no document of the profile could come out;
// [ErrLimit] where none could that [Parse] reads; or the fault in an argument.
//
// Sign neither keeps nor changes doc. DUIS section 6.1.
func Sign(
	rand io.Reader, doc []byte, key *ecdsa.PrivateKey, issuerName string, serial *big.Int,
) ([]byte, error) {
	if err := checkSigner(key, issuerName, serial); err != nil {
		return nil, err
	}
	d, err := Parse(doc)
	if err != nil {
		return nil, err
	}
	old := signatures(nil, d.Root)
	for _, e := range old {
		if e.Parent != d.Root {
			return nil, profileError(e, "signature that is no child of the root")
		}
	}
	if d.nodes+signatureNodes > MaxNodes {
		return nil, fmt.Errorf("%w: no room for a signature in %d nodes", ErrLimit, MaxNodes)
	}
	digest := sha256.Sum256(d.AppendCanonical(
		make([]byte, 0, len(d.source)+signatureRoom), Inclusive, old...))
	encoded := base64.StdEncoding.EncodeToString(digest[:])
	hash := sha256.Sum256([]byte(`<ds:SignedInfo` + declareDS + beforeDigest + encoded + afterDigest))
	r, s, err := ecdsa.Sign(rand, key, hash[:])
	if err != nil {
		return nil, fmt.Errorf("xmldsig: sign: %w", err)
	}
	var value [valueSize]byte
	r.FillBytes(value[:scalarSize])
	s.FillBytes(value[scalarSize:])

	w := writer{dst: make([]byte, 0, len(d.source)+signatureRoom)}
	w.open(d, old)
	w.dst = append(append(append(w.dst, openSignature+beforeDigest...), encoded...), afterDigest...)
	w.dst = base64.StdEncoding.AppendEncode(append(w.dst, beforeValue...), value[:])
	w.dst = append(w.dst, beforeIssuer...)
	w.text(issuerName)
	w.dst = serial.Append(append(w.dst, beforeSerial...), 10)
	w.dst = append(w.dst, closeSignature...)
	w.shut(d)
	if len(w.dst) > MaxBytes {
		return nil, fmt.Errorf("%w: %d octets with the signature: at most %d",
			ErrLimit, len(w.dst), MaxBytes)
	}
	return w.dst, nil
}

// checkSigner refuses arguments that would make a signature nobody accepts.
func checkSigner(key *ecdsa.PrivateKey, issuerName string, serial *big.Int) error {
	if key == nil || key.Curve != elliptic.P256() {
		return fmt.Errorf("%w: the key is not on P-256", ErrProfile)
	}
	if serial == nil || serial.Sign() < 0 || len(serial.Text(10)) > maxSerialChars {
		return errors.New("xmldsig: serial number negative, absent or too long")
	}
	if isBlank(issuerName) || !utf8.ValidString(issuerName) || badCharacter(issuerName) >= 0 {
		return fmt.Errorf("xmldsig: issuer name %q: want text that XML can hold", issuerName)
	}
	return nil
}

// open copies the document up to the end of the root's content, without old.
func (w *writer) open(d *Document, old []*Element) {
	from := 0
	for _, e := range old {
		w.dst = append(w.dst, d.source[from:e.Offset]...)
		from = e.End
	}
	w.dst = append(w.dst, d.source[from:d.Root.close]...)
	if d.Root.isEmptyTag() {
		w.dst = append(w.dst, '>')
	}
}

// shut copies the document from the root's end tag on.
func (w *writer) shut(d *Document) {
	if !d.Root.isEmptyTag() {
		w.dst = append(w.dst, d.source[d.Root.close:]...)
		return
	}
	w.dst = append(w.dst, "</"...)
	w.name(d.Root.Prefix, d.Root.Local)
	w.dst = append(append(w.dst, '>'), d.source[d.Root.End:]...)
}

// isEmptyTag reports whether the element is an empty-element tag.
func (e *Element) isEmptyTag() bool { return e.inner == e.close && e.End-e.close == len("/>") }
