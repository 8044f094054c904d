package xmldsig_test

import (
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	mathrand "math/rand/v2"
	"strings"
	"testing"

	"github.com/mains-energy/mains/xmldsig"
)

// interopCases are documents that two implementations sign and verify both ways,
// besides canonicalCases. None has a signature.
var interopCases = []struct{ name, document string }{
	{"prefix of the signature taken by the document",
		`<ds:r xmlns:ds="urn:d"><ds:b ds:a="1"/></ds:r>`},
	{"namespace of the signature in use at the root",
		`<r xmlns:d="http://www.w3.org/2000/09/xmldsig#" xmlns:ds="urn:x"><d:Object/></r>`},
	{"namespace of the signature as default",
		`<p:r xmlns:p="urn:p" xmlns="http://www.w3.org/2000/09/xmldsig#"><Object Id="o"/></p:r>`},
	{"default namespace undone and done again",
		`<r xmlns="urn:1"><a xmlns="urn:2"><b xmlns=""><c xmlns="urn:1"><d xmlns=""/></c></b></a></r>`},
	{"prefix means something else at each level",
		`<p:r xmlns:p="urn:1"><p:r xmlns:p="urn:2"><p:r xmlns:p="urn:1"/><p:r/></p:r><p:r/></p:r>`},
	{"prefix declared, used by nobody, again below",
		`<r xmlns:u="urn:u"><a xmlns:u="urn:v"><b xmlns:u="urn:u"/></a><c xmlns:u="urn:u"/></r>`},
	{"many unused namespaces", `<r xmlns:z="urn:z" xmlns:y="urn:y" xmlns:x="urn:x" xmlns="urn:d"` +
		` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><a xmlns:w="urn:w"/></r>`},
	{"xml attributes", `<r xml:lang="en" xml:space="preserve" xml:base="http://127.0.0.1/">` +
		`<a xml:lang="cy" xml:id="a1"> x </a><a xml:id="a1"/></r>`},
	{"same identifier on two elements", `<r Id="a" ID="a" id="a"><b Id="a"/><c Id="a"/></r>`},
	{"attributes of many namespaces in disorder", `<r xmlns:c="urn:a" xmlns:a="urn:c"` +
		` xmlns:b="urn:b" c:z="1" a:z="2" b:z="3" z="4" b:a="5" a="6" c:b="7" Z="8" _z="9"/>`},
	{"attribute values with everything to escape",
		`<r a="&lt;&gt;&amp;&quot;&apos;" b='"' c="'" d="&#9;&#10;&#13;&#32;" e=" x  y " f=">"/>`},
	{"attribute value over lines", "<r a='1\r\n2\r3\n4\t5'/>"},
	{"line ends of every kind", "<r>\r\n<a>\r</a>\n\r<b>x&#13;&#10;y&#xD;</b>\r\r\n</r>\r\n"},
	{"text with everything to escape", `<r>&lt;a&gt; &amp;amp; ]]&gt; "' &#x26;lt;</r>`},
	{"CDATA at each end", "<r><![CDATA[<&>]]>x<![CDATA[\r\n]]>y<![CDATA[]]><a><![CDATA[ ]]></a></r>"},
	{"comments at every place", "<!-- 1 --><r><!-- 2 -->a<!-- 3 -->b<c><!-- 4 --></c><!-- 5 --></r>" +
		"<!-- 6 -->\n"},
	{"instructions at every place", "<?a 1?>\n<?b?><r><?c  2 ?>x<?d?><e><?f?></e><?g?></r><?h 3?>\n" +
		"<?i?>"},
	{"beyond ASCII", "<räksmörgås ключ='значение'>£ € 😀 &#x1F600; \u2028 \u0085 \u00A0</räksmörgås>"},
	{"composed and decomposed are two", "<r a='\u00E9'>e\u0301 \u00E9 \u212B \u00C5</r>"},
	{"empty elements of each form", "<r><a/><b></b><c > </c ><d\n/></r>"},
	{"empty root", `<r/>`},
	{"white space only", "<r> \n\t </r>"},
	{"white space at the end", "<r><a/>\n\t  \n</r>"},
	{"text at the end", "<r><a/>text</r>"},
	{"declaration", "<?xml version='1.0' encoding='utf-8' standalone='yes'?>\n<r>\n  <a/>\n</r>\n"},
	{"byte order mark", "\uFEFF<?xml version=\"1.0\"?><r>£</r>"},
	{"deep", strings.Repeat("<a><b xmlns='urn:b'>", 20) + strings.Repeat("</b></a>", 20)},
	{"long text", "<r>" + strings.Repeat("0123456789ABCDEF\n", 4000) + "</r>"},
	{"request", request},
}

// eachInterop calls f for the documents of both tables and some at random.
func eachInterop(t *testing.T, random int, f func(name, document string)) {
	t.Helper()
	for _, test := range canonicalCases {
		f(test.name, test.document)
	}
	for _, test := range interopCases {
		f(test.name, test.document)
	}
	seed := mathrand.Uint64()
	t.Logf("random documents of seed %d", seed)
	m := maker{mathrand.New(mathrand.NewPCG(seed, 0))}
	for i := range random {
		f(fmt.Sprintf("random %d", i), m.document())
	}
}

// maker makes documents at random, of what canonicalisation has a rule for.
type maker struct{ *mathrand.Rand }

func (m maker) pick(from ...string) string { return from[m.IntN(len(from))] }

func (m maker) document() string {
	outside := func() string {
		return m.pick("", "", "\n", "<!-- o -->", "<?o  p ?>", "<?o?>\r\n<!---->")
	}
	return m.pick("", "\uFEFF", "<?xml version='1.0' encoding='UTF-8'?>\r\n") + outside() +
		m.element(0) + outside()
}

// element binds each of its prefixes at the root, so that every name has a namespace.
func (m maker) element(depth int) string {
	name := m.pick("a", "b", "p:a", "p:b", "q:a", "é")
	var b strings.Builder
	b.WriteString("<" + name)
	for _, prefix := range []string{":p", ":q", ":r", ""} {
		if depth == 0 && prefix != "" || m.IntN(4) == 0 {
			uri := m.pick("urn:1", "urn:2", "urn:3")
			if prefix == "" {
				uri = m.pick("", uri)
			}
			b.WriteString(m.pick(" ", "\n") + "xmlns" + prefix + "='" + uri + "'")
		}
	}
	prefixed := m.pick("p:x", "q:x", "r:x")
	for _, attribute := range []string{"x", "Id", "xml:lang", "xml:space", prefixed} {
		if m.IntN(4) == 0 {
			b.WriteString(" " + attribute + "=\"" + m.pick("", "1", " 1  2\r\n", "&lt;'&quot;>&amp;",
				"&#9;&#10;&#13;", "\t", "£&#x1F600;") + "\"")
		}
	}
	if depth > 0 && m.IntN(5) == 0 {
		return b.String() + m.pick("/>", " />")
	}
	b.WriteString(m.pick(">", " >"))
	if depth == 0 {
		// Of a root without content Java loses the instructions after it, where it is
		// asked for the canonical form alone.
		b.WriteString(m.pick("1", "<?p?>"))
	}
	for range m.IntN(6) {
		if depth < 5 && m.IntN(2) == 0 {
			b.WriteString(m.element(depth + 1))
			continue
		}
		b.WriteString(m.pick(" ", "\n", "\r\n", "text", "&lt;&amp;&gt;\"'", "&#13;", "<!-- c -->",
			"<?p?>", "<?p  q\r\n?>", "<![CDATA[<&]]>", "<![CDATA[]]>", "£😀", "]] >"))
	}
	return b.String() + "</" + name + m.pick(">", "\n>")
}

// profileSignature is a signature of the profile with a digest and a value to be
// filled in by [fill].
const profileSignature = `<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#">
  <ds:SignedInfo>
    <ds:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>
    <ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"/>
    <ds:Reference URI="">
      <ds:Transforms>
        <ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/>
      </ds:Transforms>
      <ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>
      <ds:DigestValue>DIGEST</ds:DigestValue>
    </ds:Reference>
  </ds:SignedInfo>
  <ds:SignatureValue>VALUE</ds:SignatureValue>
  <ds:KeyInfo>
    <ds:X509Data>
      <ds:X509IssuerSerial>
        <ds:X509IssuerName>CN=Z1,OU=07</ds:X509IssuerName>
        <ds:X509SerialNumber>1234567890</ds:X509SerialNumber>
      </ds:X509IssuerSerial>
    </ds:X509Data>
  </ds:KeyInfo>
</ds:Signature>`

// fill puts digest and value where DIGEST and VALUE stand in the signature that is
// the last child of the root.
func fill(tb testing.TB, document string, key *ecdsa.PrivateKey) string {
	tb.Helper()
	signature := func() (*xmldsig.Document, *xmldsig.Element) {
		d := mustParse(tb, document)
		var last *xmldsig.Element
		for last = range d.Root.Elements() {
		}
		return d, last
	}
	put := func(word string, octets []byte) {
		document = replace(tb, document, word, base64.StdEncoding.EncodeToString(octets))
	}
	d, element := signature()
	digest := sha256.Sum256(d.AppendCanonical(nil, xmldsig.Inclusive, element))
	put("DIGEST", digest[:])
	_, element = signature()
	info := element.Child(xmldsig.NamespaceDS, "SignedInfo")
	hash := sha256.Sum256(info.AppendExclusive(nil))
	r, s, err := ecdsa.Sign(rand.Reader, key, hash[:])
	if err != nil {
		tb.Fatal(err)
	}
	var value [64]byte
	r.FillBytes(value[:32])
	s.FillBytes(value[32:])
	put("VALUE", value[:])
	return document
}

// writtenCases are signatures of the profile as others may write them, each in a
// document with the content <b>1000</b>.
func writtenCases(tb testing.TB, key *ecdsa.PrivateKey) []signedCase {
	tb.Helper()
	const declared = ` xmlns:ds="http://www.w3.org/2000/09/xmldsig#"`
	prefixed := func(prefix string) string {
		return strings.NewReplacer("<ds:", "<"+prefix+":", "</ds:", "</"+prefix+":",
			"xmlns:ds", "xmlns:"+prefix).Replace(profileSignature)
	}
	bare := strings.NewReplacer("<ds:", "<", "</ds:", "</",
		"xmlns:ds", "xmlns").Replace(profileSignature)
	moved := replace(tb, profileSignature, declared, "")
	with := func(old, new string) string { return replace(tb, profileSignature, old, new) }
	wrap := func(start, signature string) string { return start + "<b>1000</b>" + signature + "</r>" }
	mixed := strings.NewReplacer("<ds:Reference", `<x:Reference xmlns:x="`+xmldsig.NamespaceDS+`"`,
		"</ds:Reference", "</x:Reference", "<ds:KeyInfo>", `<KeyInfo xmlns="`+xmldsig.NamespaceDS+`">`,
		"</ds:KeyInfo>", "</KeyInfo>").Replace(profileSignature)
	tests := []signedCase{
		{"indented", wrap(`<r>`, profileSignature)},
		{"white space around", wrap(`<r>`, "\r\n\t"+profileSignature+" \n")},
		{"lines end in carriage return and line feed",
			wrap(`<r>`, strings.ReplaceAll(profileSignature, "\n", "\r\n"))},
		{"prefix dsig", wrap(`<r>`, prefixed("dsig"))},
		{"prefix of the document's own names", wrap(`<r xmlns:x="urn:x" x:y="1">`, prefixed("x"))},
		{"no prefix", wrap(`<r>`, bare)},
		{"no prefix, document without either", wrap(`<r xmlns:d="urn:d">`, bare)},
		{"several prefixes", wrap(`<r>`, mixed)},
		{"declared at the root", wrap(`<r`+declared+`>`, moved)},
		{"declared at the root and again", wrap(`<r`+declared+`>`, profileSignature)},
		{"prefix means something else at the root", wrap(`<r xmlns:ds="urn:x">`, profileSignature)},
		{"xml attributes above", wrap(`<r xml:lang="en" xml:base="urn:x">`, profileSignature)},
		{"unused declarations inside", wrap(`<r>`,
			with("<ds:SignedInfo>", `<ds:SignedInfo xmlns="urn:d" xmlns:q="urn:q">`))},
		{"single quotes", wrap(`<r>`, strings.ReplaceAll(profileSignature, `"`, `'`))},
		{"comments between", wrap(`<r>`,
			strings.ReplaceAll(profileSignature, "\n", "<!-- <ds:Signature> -->\n"))},
		{"identifiers, all different", wrap(`<r Id="a">`, strings.NewReplacer(
			"<ds:Signature ", `<ds:Signature Id="s1" `, "<ds:SignedInfo>", `<ds:SignedInfo Id="s2">`,
			"<ds:Reference ", `<ds:Reference Id="s3" `, "<ds:KeyInfo>", `<ds:KeyInfo Id="s4">`,
			"<ds:SignatureValue>", `<ds:SignatureValue Id="s5">`).Replace(profileSignature))},
		{"base64 over lines", wrap(`<r>`, strings.NewReplacer("DIGEST", "\n DIGEST&#13;\n",
			"VALUE", "\r\n\tVALUE&#xD;\n").Replace(profileSignature))},
		{"algorithm by character references", wrap(`<r>`,
			with("xmlenc#sha256", "xmlenc&#35;sh&#x61;256"))},
		{"default namespace of the document", wrap(`<r xmlns="">`, profileSignature)},
	}
	for i := range tests {
		tests[i].document = fill(tb, tests[i].document, key)
	}
	return tests
}

// However a signature of the profile is written, it is one.
func TestVerifyWritten(t *testing.T) {
	key := newKey(t)
	for _, test := range writtenCases(t, key) {
		if err := verify(test.document, &key.PublicKey); err != nil {
			t.Errorf("%s: %v\n%s", test.name, err, test.document)
		}
		changed := replace(t, test.document, "1000", "9000")
		if err := verify(changed, &key.PublicKey); err == nil {
			t.Errorf("%s: verifies with another value", test.name)
		}
	}
}
