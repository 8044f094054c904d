package xmldsig_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/x509"
	"encoding/pem"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"

	"github.com/mains-energy/mains/internal/shared"
	"github.com/mains-energy/mains/xmldsig"
)

// tool skips the test when a program that it compares with is not installed.
func tool(t *testing.T, name string) {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Skipf("%s is not installed: nothing to compare with", name)
	}
}

// xmllint --c14n and --exc-c14n keep comments. In their output a comment inside
// the root stands alone; one outside has a line feed on its outer side.
var (
	prologComment = regexp.MustCompile(`^((?:<\?(?:[^?]|\?[^>])*\?>\n)*)<!--(?:[^-]|-[^-])*-->\n`)
	epilogComment = regexp.MustCompile(`\n<!--(?:[^-]|-[^-])*-->((?:\n<\?(?:[^?]|\?[^>])*\?>)*)$`)
	comment       = regexp.MustCompile(`<!--(?:[^-]|-[^-])*-->`)
)

func withoutComments(canonical string) string {
	for _, outside := range []*regexp.Regexp{prologComment, epilogComment} {
		for outside.MatchString(canonical) {
			canonical = outside.ReplaceAllString(canonical, "$1")
		}
	}
	return comment.ReplaceAllString(canonical, "")
}

func xmllint(t *testing.T, option string, document []byte) string {
	t.Helper()
	cmd := exec.Command("xmllint", option, "--nonet", "-")
	cmd.Stdin = bytes.NewReader(document)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("xmllint %s: %v: %s", option, err, stderr.String())
	}
	return withoutComments(string(out))
}

func compareCanonical(t *testing.T, document []byte) {
	t.Helper()
	d, err := xmldsig.Parse(document)
	if err != nil {
		t.Fatal(err)
	}
	got := string(d.AppendCanonical(nil, xmldsig.Inclusive))
	if want := xmllint(t, "--c14n", document); got != want {
		t.Errorf("inclusive:\n   got %q\nlibxml2 %q", got, want)
	}
	got = string(d.AppendCanonical(nil, xmldsig.Exclusive))
	if want := xmllint(t, "--exc-c14n", document); got != want {
		t.Errorf("exclusive:\n   got %q\nlibxml2 %q", got, want)
	}
}

func TestCanonicalAgreesWithLibxml2(t *testing.T) {
	tool(t, "xmllint")
	eachInterop(t, 10, func(name, document string) {
		t.Run(name, func(t *testing.T) { compareCanonical(t, []byte(document)) })
	})
}

func TestTemplatesAgreeWithLibxml2(t *testing.T) {
	tool(t, "xmllint")
	eachTemplate(t, func(t *testing.T, _ string, b []byte) {
		t.Parallel()
		compareCanonical(t, b)
	})
	compareCanonical(t, shared.File(t, "rtds", "responses", "readfw-response.xml"))
}

// What we refuse as not well-formed, libxml2 refuses too, so that the strictness
// is the specification's. Ours alone are refusals that are policy.
func TestRefusalsAgreeWithLibxml2(t *testing.T) {
	tool(t, "xmllint")
	for _, document := range []string{
		"<a>", "<a/><b/>", "<a>]]></a>", "<a><!-- -- --></a>", "<a b='<'/>", "<a b='1'c='2'/>",
		"<a b='1' b='2'/>", "<a>&#0;</a>", "<a>&nbsp;</a>", "<a>\x1b</a>", "<a>\xc0\x80</a>",
		" <?xml version='1.0'?><a/>", "<a>&#xFFFE;</a>", "<a><?xml x?></a>", "<a/>x",
	} {
		cmd := exec.Command("xmllint", "--noout", "--nonet", "-")
		cmd.Stdin = strings.NewReader(document)
		if cmd.Run() == nil {
			t.Errorf("%q: libxml2 accepts it", document)
		}
		if _, err := xmldsig.Parse([]byte(document)); err == nil {
			t.Errorf("%q: we accept it", document)
		}
	}
}

// xmlsec runs xmlsec1 on a document. --enabled-key-data restricts what is read in
// KeyInfo to raw-x509-cert, which no X509Data is: so X509IssuerSerial is passed
// over, and the key of the command line serves.
func xmlsec(t *testing.T, document []byte, args ...string) ([]byte, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "document.xml")
	if err := os.WriteFile(path, document, 0o600); err != nil {
		t.Fatal(err)
	}
	args = append(args, "--enabled-key-data", "raw-x509-cert", path)
	cmd := exec.Command("xmlsec1", args...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	if err != nil {
		t.Logf("xmlsec1: %s", stderr.String())
	}
	return stdout.Bytes(), err
}

// pemFiles writes both halves of a key.
func pemFiles(t *testing.T, key *ecdsa.PrivateKey) (private, public string) {
	t.Helper()
	write := func(name, kind string, der []byte, err error) string {
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), name)
		block := pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der})
		if err := os.WriteFile(path, block, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	private = write("private.pem", "PRIVATE KEY", der, err)
	der, err = x509.MarshalPKIXPublicKey(&key.PublicKey)
	public = write("public.pem", "PUBLIC KEY", der, err)
	return private, public
}

// interop signs a document here and there, and verifies each on the other side.
func interop(t *testing.T, document []byte, key *ecdsa.PrivateKey, private, public string) {
	t.Helper()
	signed := []byte(sign(t, string(document), key))
	if _, err := xmlsec(t, signed, "--verify", "--pubkey-pem", public); err != nil {
		t.Errorf("xmlsec1 refuses our signature: %v\n%s", err, signed)
	}
	if err := verify(string(signed), &key.PublicKey); err != nil {
		t.Errorf("we refuse our signature: %v", err)
	}
	// Our signed document is a template like any: xmlsec1 fills its values anew.
	theirs, err := xmlsec(t, signed, "--sign", "--privkey-pem", private)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(theirs, signed) {
		t.Error("xmlsec1 signed nothing")
	}
	if err := verify(string(theirs), &key.PublicKey); err != nil {
		t.Errorf("we refuse xmlsec1's signature: %v\n%s", err, theirs)
	}
}

func TestInteropXmlsec(t *testing.T) {
	tool(t, "xmlsec1")
	key := newKey(t)
	private, public := pemFiles(t, key)
	eachInterop(t, 10, func(name, document string) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			interop(t, []byte(document), key, private, public)
		})
	})
	tolerated, strict := toleratedCases(t, key)
	for _, test := range slices.Concat(writtenCases(t, key), tolerated, strict) {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, err := xmlsec(t, []byte(test.document), "--verify", "--pubkey-pem", public)
			if err != nil {
				t.Errorf("xmlsec1 refuses: %v\n%s", err, test.document)
			}
		})
	}
}

func TestInteropXmlsecTemplates(t *testing.T) {
	tool(t, "xmlsec1")
	key := newKey(t)
	private, public := pemFiles(t, key)
	count := 0
	eachTemplate(t, func(t *testing.T, _ string, b []byte) {
		if count++; count%4 != 1 {
			return // a sample is enough: each costs three processes
		}
		t.Parallel()
		interop(t, b, key, private, public)
		// The template's own placeholder signature, filled by xmlsec1.
		theirs, err := xmlsec(t, b, "--sign", "--privkey-pem", private)
		if err != nil {
			t.Fatal(err)
		}
		if err := verify(string(theirs), &key.PublicKey); err != nil {
			t.Errorf("%v\n%s", err, theirs)
		}
	})
}

// certificateKey takes the public key out of a certificate that crypto/x509
// refuses because its subject holds an x500UniqueIdentifier.
func certificateKey(t *testing.T, block []byte) *ecdsa.PublicKey {
	t.Helper()
	decoded, _ := pem.Decode(block)
	if decoded == nil {
		t.Fatal("no PEM block")
	}
	der := cryptobyte.String(decoded.Bytes)
	var certificate, tbs, spki, point cryptobyte.String
	ok := der.ReadASN1(&certificate, asn1.SEQUENCE) && certificate.ReadASN1(&tbs, asn1.SEQUENCE) &&
		tbs.SkipOptionalASN1(asn1.Tag(0).Constructed().ContextSpecific()) && // version
		tbs.SkipASN1(asn1.INTEGER) && // serial number
		tbs.SkipASN1(asn1.SEQUENCE) && // signature algorithm
		tbs.SkipASN1(asn1.SEQUENCE) && // issuer
		tbs.SkipASN1(asn1.SEQUENCE) && // validity
		tbs.SkipASN1(asn1.SEQUENCE) && // subject
		tbs.ReadASN1(&spki, asn1.SEQUENCE) &&
		spki.SkipASN1(asn1.SEQUENCE) &&
		spki.ReadASN1(&point, asn1.BIT_STRING) && point.Skip(1)
	if !ok {
		t.Fatal("certificate: not in the shape of X.509")
	}
	key, err := ecdsa.ParseUncompressedPublicKey(elliptic.P256(), point)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// A response as it was published, with carriage returns in its base64.
func TestPublishedResponse(t *testing.T) {
	key := certificateKey(t, shared.File(t, "keys", "dsp-xml-sign-pre-1.4.1.pem"))
	response := shared.File(t, "rtds", "responses", "readfw-response.xml")
	d, err := xmldsig.Parse(response)
	if err != nil {
		t.Fatal(err)
	}
	s, err := xmldsig.Find(d)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Verify(key); err != nil {
		t.Errorf("Verify: %v", err)
	}
	if !xmldsig.SameName(s.IssuerName, "OU=07, CN=Z1") {
		t.Errorf("issuer %q", s.IssuerName)
	}
	if got := s.Serial.String(); got != "50669612984035780968362471400449834504" {
		t.Errorf("serial number %s", got)
	}
	for i := range response {
		flipped := bytes.Clone(response)
		flipped[i] ^= 1
		if verify(string(flipped), key) == nil && !harmless(d, string(flipped)) {
			t.Errorf("verifies with octet %d changed: %q", i, flipped[max(0, i-20):i+20])
		}
	}
	if err := verify(string(response), &newKey(t).PublicKey); err == nil {
		t.Error("verifies with another key")
	}
}

// harmless reports whether a change is outside what is signed: the canonical
// document without Signature and the canonical SignedInfo are the same, and so are
// the octets of the signature. That leaves the XML declaration and KeyInfo.
func harmless(d *xmldsig.Document, changed string) bool {
	other, err := xmldsig.Parse([]byte(changed))
	if err != nil {
		return false
	}
	a, err := xmldsig.Find(d)
	if err != nil {
		return false
	}
	b, err := xmldsig.Find(other)
	if err != nil {
		return false
	}
	signed := func(d *xmldsig.Document, s *xmldsig.Signature) string {
		info := s.Element.Child(xmldsig.NamespaceDS, "SignedInfo")
		out := d.AppendCanonical(nil, xmldsig.Inclusive, s.Element)
		return string(append(info.AppendExclusive(out), s.Value[:]...))
	}
	return signed(d, a) == signed(other, b)
}
