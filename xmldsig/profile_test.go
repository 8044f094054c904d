package xmldsig_test

import (
	"encoding/asn1"
	"encoding/base64"
	"errors"
	"math/big"
	"strings"
	"testing"

	"github.com/mains-energy/mains/xmldsig"
)

func TestFindUnsigned(t *testing.T) {
	for _, document := range []string{
		`<r/>`,
		`<r><Signatures xmlns="http://www.w3.org/2000/09/xmldsig#"/></r>`,
		`<r><a><Signature/></a></r>`, // somebody else's word, not where a signature stands
		`<r><Signature/><a/></r>`,
	} {
		if _, err := find(document); !errors.Is(err, xmldsig.ErrUnsigned) {
			t.Errorf("%s: error %v, want %v", document, err, xmldsig.ErrUnsigned)
		}
	}
}

// Everything that leaves the profile is refused before anything is computed.
func TestFindProfile(t *testing.T) {
	key := newKey(t)
	signed := sign(t, `<r><b>1000</b></r>`, key)
	good, err := find(signed)
	if err != nil {
		t.Fatal(err)
	}
	der, err := asn1.Marshal([]*big.Int{
		new(big.Int).SetBytes(good.Value[:32]), new(big.Int).SetBytes(good.Value[32:]),
	})
	if err != nil {
		t.Fatal(err)
	}
	encode := base64.StdEncoding.EncodeToString
	value, digest := encode(good.Value[:]), encode(good.Digest[:])
	const (
		transform = `<ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature">` +
			`</ds:Transform>`
		inclusive = `<ds:Transform Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315"/>`
	)
	_, reference := cut(t, signed, "<ds:Reference ", "</ds:Reference>")
	tests := []struct{ name, old, new string }{
		{"other namespace", `xmldsig#"><ds:SignedInfo>`, `xmldsig11#"><ds:SignedInfo>`},
		{"no namespace", ` xmlns:ds="http://www.w3.org/2000/09/xmldsig#"`, ` xmlns:ds="urn:x"`},
		{"element after the signature", "</ds:Signature>", "</ds:Signature><c/>"},
		{"inclusive SignedInfo", `"http://www.w3.org/2001/10/xml-exc-c14n#"`,
			`"http://www.w3.org/TR/2001/REC-xml-c14n-20010315"`},
		{"SignedInfo with comments", `xml-exc-c14n#"`, `xml-exc-c14n#WithComments"`},
		{"InclusiveNamespaces", `</ds:CanonicalizationMethod>`, `<ec:InclusiveNamespaces ` +
			`xmlns:ec="http://www.w3.org/2001/10/xml-exc-c14n#" PrefixList="x"/>` +
			`</ds:CanonicalizationMethod>`},
		{"ECDSA with SHA-1", "#ecdsa-sha256", "#ecdsa-sha1"},
		{"RSA", "#ecdsa-sha256", "#rsa-sha256"},
		{"HMAC", "#ecdsa-sha256", "#hmac-sha256"},
		{"HMACOutputLength", `</ds:SignatureMethod>`,
			`<ds:HMACOutputLength>1</ds:HMACOutputLength></ds:SignatureMethod>`},
		{"no signature method", `<ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more` +
			`#ecdsa-sha256"></ds:SignatureMethod>`, ""},
		{"URI of an element", `URI=""`, `URI="#b"`},
		{"XPointer URI", `URI=""`, `URI="#xpointer(/)"`},
		{"external URI", `URI=""`, `URI="http://127.0.0.1/"`},
		{"no URI", ` URI=""`, ""},
		{"URI in a namespace", ` URI=""`, ` ds:URI=""`},
		{"Type of the reference", ` URI=""`, ` URI="" Type="http://www.w3.org/2000/09/xmldsig#Object"`},
		{"second reference", reference, reference + reference},
		{"no reference", reference, ""},
		{"no transform", transform, ""},
		{"second transform", transform, transform + inclusive},
		{"transform twice", transform, transform + transform},
		{"other transform", transform, inclusive},
		{"XSLT", "#enveloped-signature", "#xslt"},
		{"transform with content", `</ds:Transform>`, `<ds:XPath>true()</ds:XPath></ds:Transform>`},
		{"transform with text", `</ds:Transform>`, `x</ds:Transform>`},
		{"no Transforms", "<ds:Transforms>" + transform + "</ds:Transforms>", ""},
		{"SHA-1", "http://www.w3.org/2001/04/xmlenc#sha256", "http://www.w3.org/2000/09/xmldsig#sha1"},
		{"short digest", digest, encode(good.Digest[:31])},
		{"long digest", digest, encode(append(good.Digest[:], 0))},
		{"placeholder digest", digest, "ZGVmYXVsdA=="},
		{"empty digest", digest, ""},
		{"digest in base64url", digest, strings.Repeat("_", 43) + "="},
		{"digest with bits beyond", digest, digest[:42] + "B="},
		{"element in the digest", digest, "<ds:x/>" + digest},
		{"DER", value, encode(der)},
		{"short value", value, encode(good.Value[:63])},
		{"long value", value, encode(append(good.Value[:], 0))},
		{"instruction in the value", value, "<?x?>" + value},
		{"no KeyInfo", "", ""},
		{"Object", "</ds:Signature>", "<ds:Object/></ds:Signature>"},
		{"certificate", "</ds:X509IssuerSerial>",
			"</ds:X509IssuerSerial><ds:X509Certificate>MAA=</ds:X509Certificate>"},
		{"KeyName", "<ds:X509Data>", "<ds:KeyName>x</ds:KeyName><ds:X509Data>"},
		{"KeyValue", "</ds:X509Data>", "</ds:X509Data><ds:KeyValue/>"},
		{"no issuer", "CN=Z1,OU=07", " "},
		{"no serial number", "1234567890", ""},
		{"negative serial number", "1234567890", "-1"},
		{"hexadecimal serial number", "1234567890", "0x1F"},
		{"two serial numbers", "1234567890", "12 34"},
		{"endless serial number", "1234567890", strings.Repeat("9", 65)},
		{"text in the signature", "<ds:SignedInfo>", "x<ds:SignedInfo>"},
		{"instruction in the signature", "<ds:SignedInfo>", "<?x?><ds:SignedInfo>"},
		{"attribute of the signature", "<ds:SignedInfo>", `<ds:SignedInfo a="1">`},
		{"xml:base", "<ds:SignedInfo>", `<ds:SignedInfo xml:base="http://127.0.0.1/">`},
		{"algorithm where none belongs", "<ds:SignedInfo>", `<ds:SignedInfo Algorithm="x">`},
		{"SignedInfo in another namespace", "<ds:SignedInfo>", `<ds:SignedInfo xmlns:ds="urn:x">`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var document string
			if test.old == "" {
				document, _ = cut(t, signed, "<ds:KeyInfo>", "</ds:KeyInfo>")
			} else {
				document = replace(t, signed, test.old, test.new)
			}
			s, err := find(document)
			if s != nil || !errors.Is(err, xmldsig.ErrProfile) {
				t.Errorf("error %v, want %v\n%s", err, xmldsig.ErrProfile, document)
			}
		})
	}
}

// Signature wrapping: the signed document is moved to where it still matches a
// signature, and another stands where it is read.
func TestWrapping(t *testing.T) {
	key := newKey(t)
	const original = `<r><b>1000</b></r>`
	signed := sign(t, original, key)
	body, signature := cut(t, signed, "<ds:Signature ", "</ds:Signature>")
	if body != original {
		t.Fatalf("%q is left", body)
	}
	tests := []struct {
		name, document string
		want           error
	}{
		{"signature first", `<r>` + signature + `<b>1000</b></r>`, xmldsig.ErrProfile},
		{"signature between", `<r><b>1000</b>` + signature + `<c/></r>`, xmldsig.ErrProfile},
		{"signature in the body", `<r><b>1000` + signature + `</b></r>`, xmldsig.ErrProfile},
		{"signature twice", `<r><b>1000</b>` + signature + signature + `</r>`, xmldsig.ErrProfile},
		{"signed document inside another", `<r><b>9000</b>` + signed + `</r>`, xmldsig.ErrProfile},
		{"signed document in an Object", `<r><b>9000</b>` + replace(t, signature, "</ds:Signature>",
			`<ds:Object>`+original+`</ds:Object></ds:Signature>`) + `</r>`, xmldsig.ErrProfile},
		{"signed document beside the signature", `<r><b>9000</b>` + original + signature + `</r>`,
			xmldsig.ErrDigest},
		{"signature nested in its own value", `<r><b>1000</b>` + replace(t, signature, "<ds:KeyInfo>",
			`<ds:KeyInfo>`+signature) + `</r>`, xmldsig.ErrProfile},
		{"signature as root", signature, xmldsig.ErrProfile},
		{"the document's own signature hides another", `<r><b>9000</b><x>` + signed + `</x>` + signature +
			`</r>`, xmldsig.ErrProfile},
		{"renamed root", `<q><b>1000</b>` + signature + `</q>`, xmldsig.ErrDigest},
		{"value in an attribute", `<r b="9000"><b>1000</b>` + signature + `</r>`, xmldsig.ErrDigest},
		{"instruction outside the root", `<?x?>` + signed, xmldsig.ErrDigest},
		{"instruction after the root", signed + `<?x?>`, xmldsig.ErrDigest},
		{"namespace on the root", `<r xmlns:p="urn:p"><b>1000</b>` + signature + `</r>`,
			xmldsig.ErrDigest},
		{"white space beside the signature", `<r><b>1000</b> ` + signature + `</r>`, xmldsig.ErrDigest},
		{"document type declaration", `<!DOCTYPE r>` + signed, xmldsig.ErrDoctype},
	}
	for _, test := range tests {
		if err := verify(test.document, &key.PublicKey); !errors.Is(err, test.want) {
			t.Errorf("%s: error %v, want %v\n%s", test.name, err, test.want, test.document)
		}
	}
}
