package xmldsig_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"math/big"
	"strings"
	"testing"

	"github.com/mains-energy/mains/xmldsig"
)

func newKey(tb testing.TB) *ecdsa.PrivateKey {
	tb.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		tb.Fatal(err)
	}
	return key
}

func sign(tb testing.TB, doc string, key *ecdsa.PrivateKey) string {
	tb.Helper()
	b, err := xmldsig.Sign(rand.Reader, []byte(doc), key, "CN=Z1,OU=07", big.NewInt(1234567890))
	if err != nil {
		tb.Fatalf("Sign: %v", err)
	}
	return string(b)
}

func find(doc string) (*xmldsig.Signature, error) {
	d, err := xmldsig.Parse([]byte(doc))
	if err != nil {
		return nil, err
	}
	return xmldsig.Find(d)
}

func verify(doc string, pub *ecdsa.PublicKey) error {
	s, err := find(doc)
	if err != nil {
		return err
	}
	return s.Verify(pub)
}

// replace replaces what must be there once.
func replace(tb testing.TB, s, old, new string) string {
	tb.Helper()
	if strings.Count(s, old) != 1 {
		tb.Fatalf("%q is %d times in %s", old, strings.Count(s, old), s)
	}
	return strings.Replace(s, old, new, 1)
}

// cut returns s without the part from the first start through the last end, and
// the part.
func cut(tb testing.TB, s, start, end string) (rest, part string) {
	tb.Helper()
	i, j := strings.Index(s, start), strings.LastIndex(s, end)
	if i < 0 || j < i {
		tb.Fatalf("no %s%s in %s", start, end, s)
	}
	j += len(end)
	return s[:i] + s[j:], s[i:j]
}

// signedInfo is a SignedInfo of the profile in its exclusive canonical form.
func signedInfo(digest []byte) string {
	return `<ds:SignedInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#">` +
		`<ds:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#">` +
		`</ds:CanonicalizationMethod>` +
		`<ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256">` +
		`</ds:SignatureMethod><ds:Reference URI=""><ds:Transforms>` +
		`<ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature">` +
		`</ds:Transform></ds:Transforms>` +
		`<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"></ds:DigestMethod>` +
		`<ds:DigestValue>` + base64.StdEncoding.EncodeToString(digest) + `</ds:DigestValue>` +
		`</ds:Reference></ds:SignedInfo>`
}

// Scalars are 32 octets in a document and as short as may be in DER: signatures until
// either has begun with a zero and with a set bit.
func TestVerifyScalars(t *testing.T) {
	key := newKey(t)
	var zero, high [2]bool
	for zero != [2]bool{true, true} || high != [2]bool{true, true} {
		s, err := find(sign(t, "<r/>", key))
		if err != nil {
			t.Fatal(err)
		}
		for i, first := range []byte{s.Value[0], s.Value[32]} {
			zero[i] = zero[i] || first == 0
			high[i] = high[i] || first >= 0x80
		}
		if err := s.Verify(&key.PublicKey); err != nil {
			t.Fatalf("%x: %v", s.Value, err)
		}
	}
	s, err := find(sign(t, "<r/>", key))
	if err != nil {
		t.Fatal(err)
	}
	for _, scalar := range [][]byte{s.Value[:32], s.Value[32:]} {
		kept := [32]byte(scalar)
		clear(scalar)
		if err := s.Verify(&key.PublicKey); !errors.Is(err, xmldsig.ErrSignature) {
			t.Errorf("%x: %v", s.Value, err)
		}
		copy(scalar, kept[:])
	}
}

// What Sign writes is what the profile says, octet by octet, and Find reads it back.
func TestSign(t *testing.T) {
	key := newKey(t)
	const (
		before = "<?xml version='1.0'?>\r\n<r xmlns:p='urn:p' ><b c='1'/>\r\n "
		after  = "</r >\n<!-- x -->"
	)
	serial, _ := new(big.Int).SetString("50669612984035780968362471400449834504", 10)
	signed, err := xmldsig.Sign(rand.Reader, []byte(before+after), key, `CN=A&B,OU=07`, serial)
	if err != nil {
		t.Fatal(err)
	}
	text := string(signed)
	if !strings.HasPrefix(text, before+`<ds:Signature`) ||
		!strings.HasSuffix(text, `</ds:Signature>`+after) {
		t.Fatalf("other octets changed:\n%s", text)
	}
	digest := sha256.Sum256([]byte("<r xmlns:p=\"urn:p\"><b c=\"1\"></b>\n </r>"))
	s, err := find(text)
	if err != nil {
		t.Fatal(err)
	}
	if s.Digest != digest || s.IssuerName != "CN=A&B,OU=07" || s.Serial.Cmp(serial) != 0 ||
		s.Element.Path() != "/r/ds:Signature" {
		t.Errorf("found %+v", s)
	}
	hash := sha256.Sum256([]byte(signedInfo(digest[:])))
	r, v := new(big.Int).SetBytes(s.Value[:32]), new(big.Int).SetBytes(s.Value[32:])
	if !ecdsa.Verify(&key.PublicKey, hash[:], r, v) {
		t.Error("the value does not sign the canonical SignedInfo of the profile")
	}
	if err := s.Verify(&key.PublicKey); err != nil {
		t.Error(err)
	}
}

func TestSignReplaces(t *testing.T) {
	key, other := newKey(t), newKey(t)
	tests := []struct{ name, document, before, after string }{
		{"empty tag", `<r a='1' />`, `<r a='1' >`, `</r>`},
		{"prefixed empty tag", `<p:r xmlns:p='urn:p'/> `, `<p:r xmlns:p='urn:p'>`, `</p:r> `},
		{"no content", `<r></r>`, `<r>`, `</r>`},
		{"byte order mark", "\uFEFF<r>x</r>", "\uFEFF<r>x", `</r>`},
		{"placeholder", `<r> <Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><!-- x -->` +
			"</Signature>\r\n</r>", "<r> \r\n", `</r>`},
		{"two, not last", `<r><d:Signature xmlns:d="http://www.w3.org/2000/09/xmldsig#"/>1` +
			`<d:Signature xmlns:d="http://www.w3.org/2000/09/xmldsig#">x</d:Signature>2<b/></r>`,
			`<r>12<b/>`, `</r>`},
		{"signed by us", sign(t, `<r>x</r>`, other), `<r>x`, `</r>`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			signed := sign(t, test.document, key)
			if err := verify(signed, &key.PublicKey); err != nil {
				t.Errorf("%v\n%s", err, signed)
			}
			rest, _ := cut(t, signed, `<ds:Signature `, `</ds:Signature>`)
			if rest != test.before+test.after {
				t.Errorf("around the signature: %q, want %q", rest, test.before+test.after)
			}
			if !strings.HasPrefix(signed, test.before) {
				t.Errorf("the signature is not last: %q", signed)
			}
		})
	}
}

func TestSignRefuses(t *testing.T) {
	key := newKey(t)
	p384, err := ecdsa.GenerateKey(elliptic.P384(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	one := big.NewInt(1)
	tests := []struct {
		name, document string
		key            *ecdsa.PrivateKey
		issuer         string
		serial         *big.Int
		want           error // nil: any
	}{
		{"no XML", `<r>`, key, "CN=A", one, xmldsig.ErrTruncated},
		{"no key", `<r/>`, nil, "CN=A", one, xmldsig.ErrProfile},
		{"P-384", `<r/>`, p384, "CN=A", one, xmldsig.ErrProfile},
		{"no issuer", `<r/>`, key, " ", one, nil},
		{"issuer that XML cannot hold", `<r/>`, key, "CN=\x00", one, nil},
		{"issuer that is not UTF-8", `<r/>`, key, "CN=\xff", one, nil},
		{"no serial", `<r/>`, key, "CN=A", nil, nil},
		{"negative serial", `<r/>`, key, "CN=A", big.NewInt(-1), nil},
		{"endless serial", `<r/>`, key, "CN=A", new(big.Int).Lsh(one, 300), nil},
		{"signature below a child",
			`<r><a><Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/></a></r>`,
			key, "CN=A", one, xmldsig.ErrProfile},
		{"signature in a signature",
			`<r><Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><Signature/></Signature></r>`,
			key, "CN=A", one, xmldsig.ErrProfile},
		{"signature as root", `<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/>`,
			key, "CN=A", one, xmldsig.ErrProfile},
		{"no room", "<r>" + strings.Repeat("x", xmldsig.MaxBytes-100) + "</r>", key, "CN=A", one,
			xmldsig.ErrLimit},
		{"no room for the issuer", "<r>" + strings.Repeat("x", xmldsig.MaxBytes-5000) + "</r>", key,
			"CN=" + strings.Repeat("A", 5000), one, xmldsig.ErrLimit},
		{"no room for nodes", "<r>" + strings.Repeat("<a/>", xmldsig.MaxNodes-25) + "</r>", key, "CN=A",
			one, xmldsig.ErrLimit},
	}
	for _, test := range tests {
		signed, err := xmldsig.Sign(rand.Reader, []byte(test.document), test.key, test.issuer,
			test.serial)
		if signed != nil || err == nil || test.want != nil && !errors.Is(err, test.want) {
			t.Errorf("%s: error %v, want %v", test.name, err, test.want)
		}
	}
}

// What Sign writes can be read, up to the last node.
func TestSignFull(t *testing.T) {
	key := newKey(t)
	signed := sign(t, "<r>"+strings.Repeat("<a/>", xmldsig.MaxNodes-26)+"</r>", key)
	if err := verify(signed, &key.PublicKey); err != nil {
		t.Error(err)
	}
	// Signatures without number take a moment, not a minute: each is looked up once.
	const declared = `<r xmlns:d="http://www.w3.org/2000/09/xmldsig#">`
	many := declared + strings.Repeat("<d:Signature/>", xmldsig.MaxNodes-30) + "</r>"
	signed = sign(t, many, key)
	if err := verify(signed, &key.PublicKey); err != nil {
		t.Error(err)
	}
	if rest, _ := cut(t, signed, "<ds:Signature ", "</ds:Signature>"); rest != declared+"</r>" {
		t.Errorf("%d octets are left", len(rest))
	}
}

// A flipped bit in any octet of the document outside KeyInfo and the markup of the
// signature is noticed.
func TestVerifyFlipped(t *testing.T) {
	key := newKey(t)
	signed := sign(t, `<r a="1"><b>text</b> <c/></r>`, key)
	content := strings.Index(signed, `<ds:Signature`)
	for i := range content {
		for bit := range 8 {
			b := []byte(signed)
			b[i] ^= 1 << bit
			if verify(string(b), &key.PublicKey) == nil && b[i]|signed[i] != '"'|'\'' {
				t.Errorf("accepted with octet %d changed from %q to %q", i, signed[i], b[i])
			}
		}
	}
}

func TestVerifyErrors(t *testing.T) {
	key := newKey(t)
	signed := sign(t, `<r><b>1000</b></r>`, key)
	if err := verify(signed, &newKey(t).PublicKey); !errors.Is(err, xmldsig.ErrSignature) {
		t.Errorf("other key: %v", err)
	}
	changed := replace(t, signed, "1000", "9000")
	if err := verify(changed, &key.PublicKey); !errors.Is(err, xmldsig.ErrDigest) {
		t.Errorf("changed content: %v", err)
	}
	// The digest made right for the changed content: then SignedInfo is another.
	s, err := find(sign(t, `<r><b>9000</b></r>`, newKey(t)))
	if err != nil {
		t.Fatal(err)
	}
	good, err := find(signed)
	if err != nil {
		t.Fatal(err)
	}
	changed = replace(t, changed, base64.StdEncoding.EncodeToString(good.Digest[:]),
		base64.StdEncoding.EncodeToString(s.Digest[:]))
	if err := verify(changed, &key.PublicKey); !errors.Is(err, xmldsig.ErrSignature) {
		t.Errorf("changed content and digest: %v", err)
	}
	for _, scalar := range []string{strings.Repeat("\x00", 64), strings.Repeat("\xff", 64)} {
		zero := replace(t, signed, base64.StdEncoding.EncodeToString(good.Value[:]),
			base64.StdEncoding.EncodeToString([]byte(scalar)))
		if err := verify(zero, &key.PublicKey); !errors.Is(err, xmldsig.ErrSignature) {
			t.Errorf("value %x…: %v", scalar[0], err)
		}
	}
	if err := good.Verify(nil); !errors.Is(err, xmldsig.ErrProfile) {
		t.Errorf("no key: %v", err)
	}
	if err := new(xmldsig.Signature).Verify(&key.PublicKey); !errors.Is(err, xmldsig.ErrUnsigned) {
		t.Errorf("zero Signature: %v", err)
	}
}

// signedCase is a document whose signature is good.
type signedCase struct{ name, document string }

// toleratedCases are signed documents with changes that are no part of the meaning:
// white space, comments, CDATA, order of declarations, Id attributes. The element b of
// the namespace urn:d reads 1000 in each. Java refuses those in strict, because of how
// it reads a digest, a signature value and a serial number.
func toleratedCases(tb testing.TB, key *ecdsa.PrivateKey) (tolerated, strict []signedCase) {
	tb.Helper()
	signed := sign(tb, `<r xmlns="urn:d" xmlns:p="urn:p"><b>1000</b></r>`, key)
	s, err := find(signed)
	if err != nil {
		tb.Fatal(err)
	}
	value := base64.StdEncoding.EncodeToString(s.Value[:])
	digest := base64.StdEncoding.EncodeToString(s.Digest[:])
	with := func(old, new string) string { return replace(tb, signed, old, new) }
	tolerated = []signedCase{
		{"comment in a signed value", with("1000", "10<!-- x -->00")},
		{"comments that hold another value", with("1000", "<!--9-->1000<!--9-->")},
		{"value in CDATA", with("1000", "<![CDATA[1000]]>")},
		{"value in pieces", with("1000", "1<![CDATA[]]>&#48;<!--9--><![CDATA[0]]>&#x30;")},
		{"comment in the digest", with(digest, digest[:9]+"<!-- x -->"+digest[9:])},
		{"digest with a character reference", with(digest, digest[:43]+"&#61;")},
		{"signature value in pieces", with(value,
			"<!--AAAA-->"+value[:7]+"<!--BBBB-->"+value[7:86]+"&#61;&#x3D;<!--CCCC-->")},
		{"carriage returns, spaces and a comment in the value", with(value,
			"\r\n "+value[:40]+"&#13;\n "+value[40:60]+"\t<!-- x -->"+value[60:]+"\n")},
		{"comment as first child of the signature",
			with("<ds:SignedInfo>", "<!-- x --><ds:SignedInfo>")},
		{"comment after the signature", with("</ds:Signature>", "</ds:Signature><!-- x -->")},
		{"order of declarations", with(`xmlns="urn:d" xmlns:p="urn:p"`,
			`xmlns:p='urn:p'  xmlns='urn:d'`)},
		{"unused declaration on SignedInfo", with("<ds:SignedInfo>", `<ds:SignedInfo xmlns:q="urn:q">`)},
		{"Id on the signature", with("<ds:Signature ", `<ds:Signature Id="s" `)},
		{"another issuer and serial number: found, not judged", with("CN=Z1", "CN=Z2")},
	}
	strict = []signedCase{
		{"digest in CDATA", with(digest, "<![CDATA["+digest+"]]>")},
		{"signature value in CDATA", with(value, value[:7]+"<![CDATA["+value[7:]+"]]>")},
		{"white space in the serial number", with("1234567890", "\n 1234567890 ")},
	}
	return tolerated, strict
}

func TestVerifyTolerates(t *testing.T) {
	key := newKey(t)
	tolerated, strict := toleratedCases(t, key)
	for _, test := range append(tolerated, strict...) {
		if err := verify(test.document, &key.PublicKey); err != nil {
			t.Errorf("%s: %v\n%s", test.name, err, test.document)
		}
		// What was verified is what is read.
		d := mustParse(t, test.document)
		if got := d.Root.Child("urn:d", "b").Text(); got != "1000" {
			t.Errorf("%s: read %q", test.name, got)
		}
	}
	// The prefix is signed, so another signer has to choose it.
	signed := sign(t, `<r xmlns="urn:d" xmlns:p="urn:p"><b>1000</b></r>`, key)
	if err := verify(strings.ReplaceAll(signed, "ds:", "x:"), &key.PublicKey); err == nil {
		t.Error("verifies after the prefix was changed")
	}
	bare := strings.ReplaceAll(strings.ReplaceAll(signed, "ds:", ""), ":ds=", "=")
	if _, err := find(bare); err != nil {
		t.Errorf("signature without prefix: %v", err)
	}
}
