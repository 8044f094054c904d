package xmldsig_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/mains-energy/mains/xmldsig"
)

// attack is a document that must be refused with want.
type attack struct {
	name, document string
	want           error
}

func refuse(t *testing.T, pub *ecdsa.PublicKey, attacks []attack) {
	t.Helper()
	for _, test := range attacks {
		if err := verify(test.document, pub); !errors.Is(err, test.want) {
			t.Errorf("%s: error %v, want %v\n%.3000s", test.name, err, test.want, test.document)
		}
	}
}

// original is the document of the attacks: what 1000 stands for is what is read.
const original = `<r><b>1000</b></r>`

// The signature is found, and is not where or not what vouches for the document.
func TestAttackPlace(t *testing.T) {
	key := newKey(t)
	signed := sign(t, original, key)
	_, signature := cut(t, signed, "<ds:Signature ", "</ds:Signature>")
	_, info := cut(t, signed, "<ds:SignedInfo>", "</ds:SignedInfo>")
	_, value := cut(t, signed, "<ds:SignatureValue>", "</ds:SignatureValue>")
	within := func(content string) string { return `<r>` + content + `</r>` }
	end := "</ds:Signature>"
	// The reference, the signature and the digest are right for what is in the Object.
	reference := func(uri string) string { return replace(t, signature, `URI=""`, `URI="`+uri+`"`) }
	object := `<ds:Object Id="o">` + original + `</ds:Object>`
	refuse(t, &key.PublicKey, []attack{
		{"signed document in an Object that the reference names",
			within(`<b>9000</b>` + replace(t, reference("#o"), end, object+end)), xmldsig.ErrProfile},
		{"signed document in an Object, reference empty",
			within(`<b>9000</b>` + replace(t, signature, end, object+end)), xmldsig.ErrProfile},
		{"signed document in a Manifest", within(`<b>9000</b>` + replace(t, signature, end,
			`<ds:Object><ds:Manifest>`+original+`</ds:Manifest></ds:Object>`+end)), xmldsig.ErrProfile},
		{"signed element named, another in front of it",
			`<r><b>9000</b><b Id="b">1000</b>` + reference("#b") + `</r>`, xmldsig.ErrProfile},
		{"signed element named, another of the same name in front of it",
			`<r><b Id="b">9000</b><b Id="b">1000</b>` + reference("#b") + `</r>`, xmldsig.ErrProfile},
		{"signed document as KeyInfo",
			within(`<b>9000</b>` + replace(t, signature, "<ds:KeyInfo>", "<ds:KeyInfo>"+original)),
			xmldsig.ErrProfile},
		{"second body behind", within(`<b>1000</b><b>9000</b>` + signature), xmldsig.ErrDigest},
		{"second body in front", within(`<b>9000</b><b>1000</b>` + signature), xmldsig.ErrDigest},
		{"second body behind the signature", within(`<b>1000</b>` + signature + `<b>9000</b>`),
			xmldsig.ErrProfile},
		{"text behind the signature", within(`<b>1000</b>` + signature + `9000`), xmldsig.ErrDigest},
		{"second root behind", signed + `<r><b>9000</b></r>`, xmldsig.ErrMalformed},
		{"second root in front", `<r><b>9000</b></r>` + signed, xmldsig.ErrMalformed},
		{"signature behind the root", original + signature, xmldsig.ErrMalformed},
		{"signature in front of the root", signature + original, xmldsig.ErrMalformed},
		{"signature in an element of its own", within(`<b>1000</b><w>` + signature + `</w>`),
			xmldsig.ErrProfile},
		{"signature in a signature", within(`<b>1000</b>` +
			`<ds:Signature xmlns:ds="` + xmldsig.NamespaceDS + `">` + signature + end), xmldsig.ErrProfile},
		{"root inside a root of the same name", within(signed), xmldsig.ErrProfile},
		{"two signatures, both good", within(`<b>1000</b>` + signature + signature),
			xmldsig.ErrProfile},
		{"second signature in the body", within(`<b>1000<x>` + signature + `</x></b>` + signature),
			xmldsig.ErrProfile},
		{"two SignedInfo", replace(t, signed, info, info+info), xmldsig.ErrProfile},
		{"two values", replace(t, signed, value, value+value), xmldsig.ErrProfile},
		{"value in front of SignedInfo", replace(t, replace(t, signed, value, ""), info, value+info),
			xmldsig.ErrProfile},
		{"signature in a comment", within(`<b>1000</b><!-- ` + signature + ` -->`), xmldsig.ErrUnsigned},
		{"signature in CDATA", within(`<b>1000</b><![CDATA[` + signature + `]]>`), xmldsig.ErrUnsigned},
		{"signature in an instruction", within(`<b>1000</b><?x ` + signature + `?>`),
			xmldsig.ErrUnsigned},
		{"no signature", original, xmldsig.ErrUnsigned},
		{"root's namespace undone", replace(t, sign(t, `<r xmlns="urn:d"/>`, key), `"urn:d"`, `""`),
			xmldsig.ErrDigest},
		{"prefix means something else", replace(t,
			sign(t, `<p:r xmlns:p="urn:p"/>`, key), "urn:p", "urn:q"), xmldsig.ErrDigest},
	})
}

// An identifier is what a reference would name. There is none to be named twice.
func TestAttackIdentifiers(t *testing.T) {
	key := newKey(t)
	signed := sign(t, original, key)
	with := func(old, new string) string { return replace(t, signed, old, new) }
	both := func(value, info string) string {
		return replace(t, with("<ds:SignatureValue>", `<ds:SignatureValue Id="`+value+`">`),
			"<ds:KeyInfo>", `<ds:KeyInfo Id="`+info+`">`)
	}
	if err := verify(both("a", "b"), &key.PublicKey); err != nil {
		t.Errorf("two identifiers: %v", err)
	}
	refuse(t, &key.PublicKey, []attack{
		{"one on two elements of the signature", both("a", "a"), xmldsig.ErrProfile},
		{"one on two elements, by reference", both("a", "&#97;"), xmldsig.ErrProfile},
		{"one on two elements, apart by white space", both("a", " a "), xmldsig.ErrProfile},
		{"attribute twice", with("<ds:KeyInfo>", `<ds:KeyInfo Id="a" Id="b">`), xmldsig.ErrDuplicate},
		{"attribute of the root twice", with("<r>", `<r Id="a" Id="b">`), xmldsig.ErrDuplicate},
		{"attribute twice by two prefixes", with("<r>",
			`<r xmlns:p="urn:p" xmlns:q="urn:p" p:Id="a" q:Id="a">`), xmldsig.ErrDuplicate},
		{"URI twice", with(`URI=""`, `URI="" URI="#b"`), xmldsig.ErrDuplicate},
		{"URI in a namespace too", with(`URI=""`, `URI="" ds:URI="#b"`), xmldsig.ErrProfile},
		{"xml:id", with("<ds:SignedInfo>", `<ds:SignedInfo xml:id="a">`), xmldsig.ErrProfile},
		{"ID for Id", with("<ds:SignedInfo>", `<ds:SignedInfo ID="a">`), xmldsig.ErrProfile},
		{"added to the content", with("<b>", `<b Id="a">`), xmldsig.ErrDigest},
		{"added to the root", with("<r>", `<r xml:id="a">`), xmldsig.ErrDigest},
	})
}

// Whatever an algorithm or the reference says that the profile does not.
func TestAttackAlgorithms(t *testing.T) {
	key := newKey(t)
	signed := sign(t, original, key)
	const (
		exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#"
		more      = "http://www.w3.org/2001/04/xmldsig-more#"
		method    = more + "ecdsa-sha256"
		enveloped = "http://www.w3.org/2000/09/xmldsig#enveloped-signature"
		digest    = "http://www.w3.org/2001/04/xmlenc#sha256"
	)
	others := map[string][]string{
		exclusive: {
			exclusive + "WithComments", "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
			"http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments",
			"http://www.w3.org/2006/12/xml-c14n11", "http://www.w3.org/2010/xml-c14n2", enveloped,
		},
		method: {
			"http://www.w3.org/2000/09/xmldsig#hmac-sha1", more + "hmac-sha256", more + "rsa-sha256",
			"http://www.w3.org/2000/09/xmldsig#dsa-sha1", more + "ecdsa-sha1", more + "ecdsa-sha384",
			more + "ecdsa-sha512", "http://www.w3.org/2021/04/xmldsig-more#eddsa-ed25519",
		},
		enveloped: {
			"http://www.w3.org/TR/1999/REC-xpath-19991116", "http://www.w3.org/2002/06/xmldsig-filter2",
			"http://www.w3.org/TR/1999/REC-xslt-19991116", "http://www.w3.org/2000/09/xmldsig#base64",
			"http://www.w3.org/2002/07/decrypt#XML", exclusive,
		},
		digest: {
			"http://www.w3.org/2000/09/xmldsig#sha1", more + "md5", more + "sha224",
			"http://www.w3.org/2001/04/xmlenc#sha512",
			"http://www.w3.org/2007/05/xmldsig-more#sha3-256",
		},
	}
	var attacks []attack
	for good, bad := range others {
		host := strings.Replace(good, "www.w3.org", "WWW.W3.ORG", 1)
		for _, algorithm := range append(bad, "", " ", good+" ", " "+good, good+"&#10;", good+"\u200B",
			strings.ToUpper(good), host, strings.Replace(good, "http:", "https:", 1),
			strings.TrimPrefix(good, "http:"), good[:len(good)-1]) {
			attacks = append(attacks, attack{fmt.Sprintf("algorithm %q", algorithm),
				replace(t, signed, `"`+good+`"`, `"`+algorithm+`"`), xmldsig.ErrProfile})
		}
		attacks = append(attacks,
			attack{good + " without algorithm", replace(t, signed, ` Algorithm="`+good+`"`, ""),
				xmldsig.ErrProfile},
			attack{good + " in an attribute of other case", replace(t, signed, ` Algorithm="`+good+`"`,
				` algorithm="`+good+`"`), xmldsig.ErrProfile},
			attack{good + " in an attribute with prefix", replace(t, signed, ` Algorithm="`+good+`"`,
				` ds:Algorithm="`+good+`"`), xmldsig.ErrProfile})
	}
	for _, uri := range []string{"#b", "#", "#xpointer(/)", "#xpointer(id('b'))", "?", "/", ".", "./",
		" ", "&#32;", "&#xA0;", "cid:b", "file:///etc/hostname", "http://127.0.0.1/", "#%62", "//"} {
		attacks = append(attacks, attack{"reference to " + uri,
			replace(t, signed, `URI=""`, `URI="`+uri+`"`), xmldsig.ErrProfile})
	}
	open, shut := "<ds:Transforms>", "</ds:Transforms>"
	for _, algorithm := range append(others[enveloped], enveloped) {
		extra := `<ds:Transform Algorithm="` + algorithm + `"/>`
		attacks = append(attacks,
			attack{"transform in front: " + algorithm, replace(t, signed, open, open+extra),
				xmldsig.ErrProfile},
			attack{"transform behind: " + algorithm, replace(t, signed, shut, extra+shut),
				xmldsig.ErrProfile})
	}
	for _, inside := range []string{`<ds:XPath>not(//b)</ds:XPath>`, `not(//b)`,
		`<x:stylesheet xmlns:x="http://www.w3.org/1999/XSL/Transform" version="1.0"/>`} {
		attacks = append(attacks, attack{"transform with " + inside,
			replace(t, signed, "</ds:Transform>", inside+"</ds:Transform>"), xmldsig.ErrProfile})
	}
	refuse(t, &key.PublicKey, attacks)
}

// The public key is no secret: whoever takes it for one of HMAC accepts everything.
func TestAttackHMAC(t *testing.T) {
	key := newKey(t)
	public, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	document := replace(t, `<r><b>9000</b>`+profileSignature+`</r>`, "#ecdsa-sha256", "#hmac-sha256")
	document = strings.Replace(document, "VALUE", "", 1)
	d := mustParse(t, document)
	signature := d.Root.Child(xmldsig.NamespaceDS, "Signature")
	sum := sha256.Sum256(d.AppendCanonical(nil, xmldsig.Inclusive, signature))
	document = replace(t, document, "DIGEST", base64.StdEncoding.EncodeToString(sum[:]))
	info := mustParse(t, document).Root.Child(xmldsig.NamespaceDS, "Signature").
		Child(xmldsig.NamespaceDS, "SignedInfo")
	mac := hmac.New(sha256.New, public)
	mac.Write(info.AppendExclusive(nil))
	value := mac.Sum(nil)
	for _, octets := range [][]byte{value, append(value, make([]byte, 32)...)} {
		refuse(t, &key.PublicKey, []attack{{"HMAC", replace(t, document, "<ds:SignatureValue>",
			"<ds:SignatureValue>"+base64.StdEncoding.EncodeToString(octets)), xmldsig.ErrProfile}})
	}
}

// Nothing may be added to, doubled in or taken from any element of the signature.
func TestAttackStructure(t *testing.T) {
	key := newKey(t)
	signed := sign(t, original, key)
	d := mustParse(t, signed)
	var all []*xmldsig.Element
	var walk func(e *xmldsig.Element)
	walk = func(e *xmldsig.Element) {
		all = append(all, e)
		for child := range e.Elements() {
			walk(child)
		}
	}
	walk(d.Root.Child(xmldsig.NamespaceDS, "Signature"))
	if len(all) != 15 {
		t.Fatalf("%d elements in the signature", len(all))
	}
	for _, e := range all {
		outer := signed[e.Offset:e.End]
		open := e.Offset + strings.IndexByte(outer, '>')
		shut := e.Offset + strings.LastIndex(outer, "</")
		insert := func(at int, text string) string { return signed[:at] + text + signed[at:] }
		lower := signed[:e.Offset] + strings.ReplaceAll(outer, "ds:"+e.Local,
			"ds:"+strings.ToLower(e.Local)) + signed[e.End:]
		attacks := []attack{
			{"instruction first", insert(open+1, "<?x y?>"), xmldsig.ErrProfile},
			{"instruction last", insert(shut, "<?x?>"), xmldsig.ErrProfile},
			{"element first", insert(open+1, "<x/>"), xmldsig.ErrProfile},
			{"element of XML Signature last", insert(shut, "<ds:Object/>"), xmldsig.ErrProfile},
			{"attribute", insert(open, ` x="1"`), xmldsig.ErrProfile},
			{"attribute with prefix", insert(open, ` xml:lang="en"`), xmldsig.ErrProfile},
			{"other namespace", insert(open, ` xmlns:ds="urn:x"`), nil},
			{"twice", insert(e.End, outer), xmldsig.ErrProfile},
			{"taken away", signed[:e.Offset] + signed[e.End:], xmldsig.ErrProfile},
			{"name in lower case", lower, xmldsig.ErrProfile},
			{"text", insert(shut, "9"), xmldsig.ErrProfile},
		}
		switch e.Local {
		case "X509IssuerName", "X509SerialNumber": // text: found, for the caller to judge
			attacks = attacks[:len(attacks)-1]
		case "Signature":
			attacks = slices.DeleteFunc(attacks, func(a attack) bool {
				return a.name == "taken away" || a.name == "name in lower case" || a.name == "other namespace"
			})
		}
		for i := range attacks {
			attacks[i].name = e.Path() + ": " + attacks[i].name
			if attacks[i].want == nil {
				attacks[i].want = xmldsig.ErrProfile
				if strings.Contains(outer, "xmlns:ds") {
					attacks[i].want = xmldsig.ErrDuplicate
				}
			}
		}
		refuse(t, &key.PublicKey, attacks)
	}
}

// Declarations that change what is read after it was signed, or that only cost.
func TestAttackDoctype(t *testing.T) {
	key := newKey(t)
	signed := sign(t, original, key)
	laughs := `<!DOCTYPE r [<!ENTITY a "ha">`
	for i := range 30 {
		name := string(rune('b' + i%25))
		laughs += `<!ENTITY ` + name + ` "` + strings.Repeat("&a;", 10) + `">`
	}
	var attacks []attack
	for _, doctype := range []string{
		`<!DOCTYPE r>`, `<!DOCTYPE r SYSTEM "http://127.0.0.1/r.dtd">`,
		`<!DOCTYPE r PUBLIC "-//X//Y" "file:///etc/hostname">`,
		`<!DOCTYPE r [<!ENTITY x "9">]>`, `<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]>`,
		`<!DOCTYPE r [<!ENTITY % x SYSTEM "http://127.0.0.1/x.dtd"> %x;]>`,
		`<!DOCTYPE r [<!ATTLIST b Id ID "b">]>`, `<!DOCTYPE r [<!ENTITY lt "x">]>`, laughs + `]>`,
		`<!DOCTYPE`, "<!DOCTYPE\nr>", `<!-- --><!DOCTYPE r>`, `<?x?><!DOCTYPE r>`,
	} {
		attacks = append(attacks, attack{"in front: " + doctype, doctype + signed, xmldsig.ErrDoctype},
			attack{"behind: " + doctype, signed + doctype, xmldsig.ErrDoctype},
			attack{"inside: " + doctype, replace(t, signed, "<b>", doctype+"<b>"), xmldsig.ErrDoctype},
			attack{"in the signature: " + doctype,
				replace(t, signed, "<ds:SignedInfo>", doctype+"<ds:SignedInfo>"), xmldsig.ErrDoctype})
	}
	attacks = append(attacks,
		attack{"lower case", `<!doctype r>` + signed, xmldsig.ErrMalformed},
		attack{"entity alone", `<!ENTITY x "9">` + signed, xmldsig.ErrMalformed},
		attack{"XInclude", replace(t, signed, "1000",
			`<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="file:///etc/hostname"/>`),
			xmldsig.ErrDigest},
		attack{"style sheet", `<?xml-stylesheet href="http://127.0.0.1/"?>` + signed, xmldsig.ErrDigest},
		attack{"schema location", replace(t, signed, "<r>", `<r xmlns:xsi="http://www.w3.org/2001/`+
			`XMLSchema-instance" xsi:schemaLocation="urn:x http://127.0.0.1/">`), xmldsig.ErrDigest})
	for _, reference := range []string{"&x;", "&nbsp;", "&b;"} {
		attacks = append(attacks,
			attack{"entity in a value", replace(t, signed, "1000", "1000"+reference), xmldsig.ErrEntity},
			attack{"entity in an attribute", replace(t, signed, `URI=""`, `URI="`+reference+`"`),
				xmldsig.ErrEntity})
	}
	refuse(t, &key.PublicKey, attacks)
}

// A changed value stays a changed value, however it is written.
func TestAttackContent(t *testing.T) {
	key := newKey(t)
	signed := sign(t, original, key)
	var attacks []attack
	for _, value := range []string{
		"", "9000", "1000 ", " 1000", "01000", "1000<!-- -->0", "<!--1000-->", "<![CDATA[<!--1000-->]]>",
		"<![CDATA[1000]]>0", "&#49;0000", "1000&#13;", "1000\r", "1000&#x200B;", "１０００",
		"<x>1000</x>", "1000<x/>", "<?x?>1000", "1000<?x 9?>", "<![CDATA[1000<x/>]]>",
		"&lt;!-- --&gt;1000",
	} {
		attacks = append(attacks, attack{value, replace(t, signed, "1000", value), xmldsig.ErrDigest})
	}
	refuse(t, &key.PublicKey, attacks)
}

// The signature's value, and how it is written.
func TestAttackValue(t *testing.T) {
	key := newKey(t)
	signed := sign(t, original, key)
	s, err := find(signed)
	if err != nil {
		t.Fatal(err)
	}
	encode := base64.StdEncoding.EncodeToString
	text := encode(s.Value[:])
	with := func(value string) string { return replace(t, signed, text, value) }
	r, v := new(big.Int).SetBytes(s.Value[:32]), new(big.Int).SetBytes(s.Value[32:])
	pair := func(r, s *big.Int) string {
		var b [64]byte
		r.FillBytes(b[:32])
		s.FillBytes(b[32:])
		return with(encode(b[:]))
	}
	n, zero, one := elliptic.P256().Params().N, new(big.Int), big.NewInt(1)
	top := new(big.Int).Sub(new(big.Int).Lsh(one, 256), one)
	attacks := []attack{
		{"r zero", pair(zero, v), xmldsig.ErrSignature},
		{"s zero", pair(r, zero), xmldsig.ErrSignature},
		{"both zero", pair(zero, zero), xmldsig.ErrSignature},
		{"r the order", pair(n, v), xmldsig.ErrSignature},
		{"s the order", pair(r, n), xmldsig.ErrSignature},
		{"both the order", pair(n, n), xmldsig.ErrSignature},
		{"r beyond the order", pair(top, v), xmldsig.ErrSignature},
		{"s beyond the order", pair(r, top), xmldsig.ErrSignature},
		{"both one", pair(one, one), xmldsig.ErrSignature},
		{"r one below the order", pair(new(big.Int).Sub(n, one), v), xmldsig.ErrSignature},
		{"exchanged", pair(v, r), xmldsig.ErrSignature},
		{"r negated", pair(new(big.Int).Sub(n, r), v), xmldsig.ErrSignature},
		{"little-endian", with(encode(reversed(s.Value[:]))), xmldsig.ErrSignature},
	}
	for _, value := range []string{
		"", " ", "\n", "&#13;", "<!-- " + text + " -->", "=", "==", "====", "A", "AAAA", text[:86],
		text[:87], text[:84], text + "=", text + "A", text + text, "=" + text, text[:86] + "=A",
		text[:85] + "===",
		text[:40] + "=" + text[41:], text[:40] + "\u00A0" + text[40:], text[:40] + "\u200B" + text[40:],
		text[:40] + "\u2028" + text[40:], text[:40] + "\uFEFF" + text[40:], text[:40] + "-" + text[41:],
		text[:40] + "_" + text[41:], text[:40] + "," + text[40:], text[:40] + "%2B" + text[41:],
		text[:85] + "B==", text + "\u0085", fmt.Sprintf("%x", s.Value), fmt.Sprintf("0x%x", s.Value),
		encode(s.Value[:32]), encode(s.Value[1:]), encode(append([]byte{0}, s.Value[:]...)),
		encode(make([]byte, 96)), strings.Repeat("A", 1<<20), "<ds:x>" + text + "</ds:x>",
	} {
		attacks = append(attacks, attack{"value " + value, with(value), xmldsig.ErrProfile})
	}
	attacks = append(attacks, attack{"NUL", with("\x00" + text), xmldsig.ErrCharacter},
		attack{"form feed", with(text + "\f"), xmldsig.ErrCharacter},
		attack{"reference to NUL", with(text + "&#0;"), xmldsig.ErrCharacter})
	for bit := range 512 {
		flipped := s.Value
		flipped[bit/8] ^= 1 << (bit % 8)
		attacks = append(attacks, attack{"flipped bit", with(encode(flipped[:])), xmldsig.ErrSignature})
	}
	refuse(t, &key.PublicKey, attacks)
	// ECDSA itself has two values of s: the octets of a signature identify nothing.
	if err := verify(pair(r, new(big.Int).Sub(n, v)), &key.PublicKey); err != nil {
		t.Errorf("s negated, which ECDSA accepts: %v", err)
	}
}

func reversed(octets []byte) []byte {
	turned := slices.Clone(octets)
	slices.Reverse(turned)
	return turned
}

// A signature of one document, or by one key, is none of another.
func TestAttackForeign(t *testing.T) {
	key, other := newKey(t), newKey(t)
	signed, another := sign(t, original, key), sign(t, `<r><b>9000</b></r>`, key)
	_, signature := cut(t, another, "<ds:Signature ", "</ds:Signature>")
	_, value := cut(t, another, "<ds:SignatureValue>", "</ds:SignatureValue>")
	_, own := cut(t, signed, "<ds:SignatureValue>", "</ds:SignatureValue>")
	refuse(t, &key.PublicKey, []attack{
		{"signature of another document", `<r><b>1000</b>` + signature + `</r>`, xmldsig.ErrDigest},
		{"value of another document", replace(t, signed, own, value), xmldsig.ErrSignature},
		{"another key", sign(t, original, other), xmldsig.ErrSignature},
		{"digest of nothing", replace(t, fill(t, `<r>`+profileSignature+`</r>`, key), "<r>",
			"<r><b>9000</b>"), xmldsig.ErrDigest},
	})
}

// No proper prefix of a signed document verifies, and none with an octet less or one
// changed, unless what differs is not signed.
func TestAttackOctets(t *testing.T) {
	key := newKey(t)
	signed := sign(t, original, key)
	d := mustParse(t, signed)
	for i := range len(signed) {
		if verify(signed[:i], &key.PublicKey) == nil {
			t.Errorf("the first %d octets verify", i)
		}
		for _, changed := range []string{
			signed[:i] + signed[i+1:], signed[:i] + " " + signed[i:], signed[:i] + "<!---->" + signed[i:],
			signed[:i] + "&#13;" + signed[i:], signed[:i] + string(signed[i]^0x20) + signed[i+1:],
		} {
			if verify(changed, &key.PublicKey) == nil && !harmless(d, changed) {
				t.Errorf("verifies, changed at octet %d:\n%s", i, changed)
			}
		}
	}
}
