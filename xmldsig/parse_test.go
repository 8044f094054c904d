package xmldsig_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/mains-energy/mains/xmldsig"
)

func TestParseRefuses(t *testing.T) {
	tests := []struct {
		document string
		want     error
	}{
		// 2.1 Well-formed documents.
		{"", xmldsig.ErrTruncated},
		{" ", xmldsig.ErrTruncated},
		{"<!-- -->", xmldsig.ErrTruncated},
		{"text", xmldsig.ErrMalformed},
		{"x<a/>", xmldsig.ErrMalformed},
		{"<a/>x", xmldsig.ErrMalformed},
		{"<a/>&#32;", xmldsig.ErrMalformed},
		{"<a/><![CDATA[]]>", xmldsig.ErrMalformed},
		{"<a/><b/>", xmldsig.ErrMalformed},
		{"<a/></a>", xmldsig.ErrMalformed},
		{"</a>", xmldsig.ErrMalformed},
		{"<a>", xmldsig.ErrTruncated},
		{"<a><b></a></b>", xmldsig.ErrMalformed},
		{"<a></A>", xmldsig.ErrMalformed},
		{"<a></a x='1'>", xmldsig.ErrMalformed},
		{"<p:a xmlns:p='urn:p' xmlns:q='urn:p'></q:a>", xmldsig.ErrMalformed},
		// 2.2 Characters; 4.3.3 encoding.
		{"<a>\x00</a>", xmldsig.ErrCharacter},
		{"<a>\x1b</a>", xmldsig.ErrCharacter},
		{"<a>\uFFFE</a>", xmldsig.ErrCharacter},
		{"<a b='\uFFFF'/>", xmldsig.ErrCharacter},
		{"<a>\xff</a>", xmldsig.ErrCharacter},
		{"<a>\xc0\x80</a>", xmldsig.ErrCharacter},
		{"<a>\xed\xa0\x80</a>", xmldsig.ErrCharacter},
		{"\xff\xfe<\x00a\x00/\x00>\x00", xmldsig.ErrCharacter},
		{"\uFEFF\uFEFF<a/>", xmldsig.ErrMalformed},
		{"<?xml version='1.0' encoding='ISO-8859-1'?><a/>", xmldsig.ErrEncoding},
		{"<?xml version='1.0' encoding='UTF-16'?><a/>", xmldsig.ErrEncoding},
		// 2.8 XML declaration, document type declaration.
		{"<?xml version='1.1'?><a/>", xmldsig.ErrEncoding},
		{"<?xml ?><a/>", xmldsig.ErrEncoding},
		{"<?xml encoding='UTF-8'?><a/>", xmldsig.ErrEncoding},
		{"<?xml version='1.0' standalone='maybe'?><a/>", xmldsig.ErrMalformed},
		{"<?xml version='1.0' standalone='no' encoding='UTF-8'?><a/>", xmldsig.ErrMalformed},
		{"<?xml version='1.0'encoding='UTF-8'?><a/>", xmldsig.ErrMalformed},
		{"<?xml version='1.0\"?><a/>", xmldsig.ErrEncoding},
		{" <?xml version='1.0'?><a/>", xmldsig.ErrMalformed},
		{"<a><?xml version='1.0'?></a>", xmldsig.ErrMalformed},
		{"<?XmL x?><a/>", xmldsig.ErrMalformed},
		{"<!DOCTYPE a><a/>", xmldsig.ErrDoctype},
		{"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/hostname'>]><a>&b;</a>", xmldsig.ErrDoctype},
		{"<a><!DOCTYPE a></a>", xmldsig.ErrDoctype},
		{"<!ELEMENT a ANY><a/>", xmldsig.ErrMalformed},
		// 2.4 to 2.7 Text, comments, processing instructions, CDATA.
		{"<a>]]></a>", xmldsig.ErrMalformed},
		{"<a>&</a>", xmldsig.ErrMalformed},
		{"<a>& </a>", xmldsig.ErrMalformed},
		{"<a><!-- -- --></a>", xmldsig.ErrMalformed},
		{"<a><!-- ---></a>", xmldsig.ErrMalformed},
		{"<a><!-- </a>", xmldsig.ErrTruncated},
		{"<a><![CDATA[ </a>", xmldsig.ErrTruncated},
		{"<a><![cdata[]]></a>", xmldsig.ErrMalformed},
		{"<a><? x?></a>", xmldsig.ErrMalformed},
		{"<a><?x/y?></a>", xmldsig.ErrMalformed},
		{"<a><?p:x?></a>", xmldsig.ErrMalformed},
		// 4.1 References.
		{"<a>&nbsp;</a>", xmldsig.ErrEntity},
		{"<a>&LT;</a>", xmldsig.ErrEntity},
		{"<a b='&x;'/>", xmldsig.ErrEntity},
		{"<a>&lt</a>", xmldsig.ErrMalformed},
		{"<a>&lt ;</a>", xmldsig.ErrMalformed},
		{"<a>&#;</a>", xmldsig.ErrMalformed},
		{"<a>&#x;</a>", xmldsig.ErrMalformed},
		{"<a>&#X41;</a>", xmldsig.ErrMalformed},
		{"<a>&#4a;</a>", xmldsig.ErrMalformed},
		{"<a>&#65</a>", xmldsig.ErrMalformed},
		{"<a>&#0;</a>", xmldsig.ErrCharacter},
		{"<a>&#8;</a>", xmldsig.ErrCharacter},
		{"<a>&#xD800;</a>", xmldsig.ErrCharacter},
		{"<a>&#xFFFE;</a>", xmldsig.ErrCharacter},
		{"<a>&#x110000;</a>", xmldsig.ErrCharacter},
		{"<a>&#x100000041;</a>", xmldsig.ErrCharacter},
		// 3.1 Tags.
		{"< a/>", xmldsig.ErrMalformed},
		{"<1/>", xmldsig.ErrMalformed},
		{"<-a/>", xmldsig.ErrMalformed},
		{"<a / >", xmldsig.ErrMalformed},
		{"<a b/>", xmldsig.ErrMalformed},
		{"<a b=1/>", xmldsig.ErrMalformed},
		{"<a b='<'/>", xmldsig.ErrMalformed},
		{"<a b='1'c='2'/>", xmldsig.ErrMalformed},
		{"<a b='1/>", xmldsig.ErrTruncated},
		{"<a b='1' b='2'/>", xmldsig.ErrDuplicate},
		// Namespaces in XML 1.0.
		{"<p:a/>", xmldsig.ErrNamespace},
		{"<a p:b='1'/>", xmldsig.ErrNamespace},
		{"<a><b xmlns:p='urn:p'/><p:c/></a>", xmldsig.ErrNamespace},
		{"<:a/>", xmldsig.ErrMalformed},
		{"<a:/>", xmldsig.ErrMalformed},
		{"<a:b:c xmlns:a='urn:a'/>", xmldsig.ErrNamespace},
		{"<a xmlns:p='urn:p' xmlns:q='urn:p' p:b='1' q:b='2'/>", xmldsig.ErrDuplicate},
		{"<a xmlns='urn:a' xmlns='urn:a'/>", xmldsig.ErrDuplicate},
		{"<a xmlns:p='urn:a' xmlns:p='urn:b'/>", xmldsig.ErrDuplicate},
		{"<a xmlns:p=''/>", xmldsig.ErrNamespace},
		{"<a xmlns:xmlns='urn:a'/>", xmldsig.ErrNamespace},
		{"<xmlns:a/>", xmldsig.ErrNamespace},
		{"<a xmlns:p='http://www.w3.org/2000/xmlns/'/>", xmldsig.ErrNamespace},
		{"<a xmlns='http://www.w3.org/2000/xmlns/'/>", xmldsig.ErrNamespace},
		{"<a xmlns:xml='urn:a'/>", xmldsig.ErrNamespace},
		{"<a xmlns:p='http://www.w3.org/XML/1998/namespace'/>", xmldsig.ErrNamespace},
		{"<a xmlns='http://www.w3.org/XML/1998/namespace'/>", xmldsig.ErrNamespace},
		// Canonical XML 1.0 1.3.
		{"<a xmlns='relative'/>", xmldsig.ErrNamespace},
		{"<a xmlns:p='../b'/>", xmldsig.ErrNamespace},
		{"<a xmlns:p=':b'/>", xmldsig.ErrNamespace},
		{"<a xmlns:p='1b:c'/>", xmldsig.ErrNamespace},
		{"<a xmlns:p='urn:a b'/>", xmldsig.ErrNamespace},
		{"<a xmlns:p=' urn:a'/>", xmldsig.ErrNamespace},
		{"<a xmlns:p='urn:\u00e9'/>", xmldsig.ErrNamespace},
		{"<a xmlns:p='urn:{a}'/>", xmldsig.ErrNamespace},
	}
	for _, test := range tests {
		d, err := xmldsig.Parse([]byte(test.document))
		if !errors.Is(err, test.want) {
			t.Errorf("%q: error %v, want %v", test.document, err, test.want)
		}
		var syntax *xmldsig.SyntaxError
		if d != nil || !errors.As(err, &syntax) {
			t.Errorf("%q: document %v, error %T: want none and a *SyntaxError", test.document, d, err)
		}
	}
}

func TestParseAccepts(t *testing.T) {
	for _, document := range []string{
		"\uFEFF<?xml version=\"1.0\"?><a/>",
		"<?xml\tversion = '1.0'\nencoding = \"utf-8\" standalone='yes' ?><a/>",
		"<?xml-stylesheet href='x'?><a/>",
		"<a>]]&gt; ]] > ></a>",
		"<a\tb\n=\r'>'/>",
		"<a b='1' c='2'/>",
		"<a xmlns:p='urn:p' b='1' p:b='2'/>",
		"<_a-1.b·/>",
		"<a>&#x0000000000000041;&#x10FFFF;&#9;</a>",
		"<a xmlns='urn:a'><b xmlns='urn:a'/></a>",
		"<a xmlns:xml='http://www.w3.org/XML/1998/namespace'/>",
		"<a xmlns:xmlish='urn:a'/>",
	} {
		if _, err := xmldsig.Parse([]byte(document)); err != nil {
			t.Errorf("%q: %v", document, err)
		}
	}
}

// Every proper prefix of a document and every document with one octet more that is
// no white space is refused.
func TestParseTruncated(t *testing.T) {
	whole := strings.TrimSpace(request)
	for n := range len(whole) {
		if _, err := xmldsig.Parse([]byte(whole[:n])); err == nil {
			t.Errorf("accepted the first %d octets of %d", n, len(whole))
		}
	}
	for c := range 256 {
		longer := append([]byte(whole), byte(c))
		_, err := xmldsig.Parse(longer)
		if space := strings.IndexByte(" \t\r\n", byte(c)) >= 0; (err == nil) != space {
			t.Errorf("octet %#02x after the root: error %v", c, err)
		}
	}
}

func TestSyntaxErrorPosition(t *testing.T) {
	tests := []struct {
		document             string
		line, column, offset int
		path                 string
	}{
		{"\n <!DOCTYPE a><a/>", 2, 2, 2, "/"},
		{"\uFEFF<a>&x;</a>", 1, 4, 6, "/a"},
		{"<a>\n<b/>\n<b/>\n<b>\n <c/> &x;</b></a>", 5, 7, 24, "/a/b[3]"},
		{"<a xmlns:p='urn:p'><p:b><p:c\nx='1' y='&x;'/></p:b></a>", 2, 10, 38, "/a/p:b"},
		{"<a>12\n34 & 5</a>", 2, 4, 9, "/a"},
		{"<a>\n1\x00</a>", 2, 2, 5, "/"},
		{"<a><b></b><b>", 1, 14, 13, "/a/b[2]"},
	}
	for _, test := range tests {
		_, err := xmldsig.Parse([]byte(test.document))
		var got *xmldsig.SyntaxError
		if !errors.As(err, &got) {
			t.Errorf("%q: error %v", test.document, err)
			continue
		}
		if got.Line != test.line || got.Column != test.column || got.Offset != test.offset ||
			got.Path != test.path {
			t.Errorf("%q: line %d, column %d, offset %d, path %s; want %d, %d, %d, %s", test.document,
				got.Line, got.Column, got.Offset, got.Path, test.line, test.column, test.offset, test.path)
		}
	}
}

// An error says enough of a long value, and not all of it.
func TestErrorsAreShort(t *testing.T) {
	long := strings.Repeat("x", 1<<20)
	for _, document := range []string{
		"<a>&" + long + ";</a>", "<" + long + "/>", "<a xmlns='" + long + "'/>",
		"<?xml version='" + long + "'?><a/>", "<?xml version='1.0' encoding='" + long + "'?><a/>",
	} {
		if _, err := xmldsig.Parse([]byte(document)); err == nil || len(err.Error()) > 400 {
			t.Errorf("%.20q…: error %.400v", document, err)
		}
	}
}

// Each bound is exact: the maximum passes, one more does not.
func TestLimits(t *testing.T) {
	attributes := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, " a%d=''", i)
		}
		return "<a" + b.String() + "/>"
	}
	bindings := func(n int) string {
		const each = 64
		open, shut := "", ""
		for n > 0 {
			open += "<a"
			for i := range min(n, each) {
				open += fmt.Sprintf(" xmlns:p%d='urn:p'", i)
			}
			open, shut, n = open+">", shut+"</a>", n-each
		}
		return open + shut
	}
	depth := func(n int) string { return strings.Repeat("<a>", n) + strings.Repeat("</a>", n) }
	tests := []struct {
		name   string
		limits xmldsig.Limits
		make   func(n int) string
		max    int
	}{
		{"bytes", xmldsig.Limits{Bytes: 100}, func(n int) string {
			return "<a>" + strings.Repeat("x", n-7) + "</a>"
		}, 100},
		{"depth", xmldsig.Limits{Depth: 3}, depth, 3},
		{"depth by default", xmldsig.Limits{}, depth, xmldsig.MaxDepth},
		{"attributes", xmldsig.Limits{Attributes: 2}, attributes, 2},
		{"attributes by default", xmldsig.Limits{}, attributes, xmldsig.MaxAttributes},
		{"nodes by default", xmldsig.Limits{}, func(n int) string {
			return "<a>" + strings.Repeat("<b/>", n-1) + "</a>"
		}, xmldsig.MaxNodes},
		{"nodes: element, attribute, text, comment, instruction", xmldsig.Limits{Nodes: 6},
			func(n int) string {
				return "<a b=''>x<!-- --><?p?>" + strings.Repeat("<c/>", n-5) + "</a>"
			}, 6},
		{"prefixes in scope", xmldsig.Limits{}, bindings, 256},
		{"local name", xmldsig.Limits{}, func(n int) string {
			return "<" + strings.Repeat("a", n) + "/>"
		}, 256},
		{"prefix", xmldsig.Limits{}, func(n int) string {
			p := strings.Repeat("p", n)
			return "<" + p + ":a xmlns:" + p + "='urn:p'/>"
		}, 256},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if _, err := test.limits.Parse([]byte(test.make(test.max))); err != nil {
				t.Errorf("%d: %v", test.max, err)
			}
			_, err := test.limits.Parse([]byte(test.make(test.max + 1)))
			if !errors.Is(err, xmldsig.ErrLimit) {
				t.Errorf("%d: error %v, want %v", test.max+1, err, xmldsig.ErrLimit)
			}
		})
	}
}

// What Parse returns does not change with the caller's slice.
func TestParseCopies(t *testing.T) {
	b := []byte("<a>text</a>")
	d, err := xmldsig.Parse(b)
	if err != nil {
		t.Fatal(err)
	}
	clear(b)
	if got := d.Root.Text(); got != "text" {
		t.Errorf("text %q after the input changed", got)
	}
}

// The characters of names, at the bounds of each range. XML 1.0 (fifth edition) 2.3.
func TestNames(t *testing.T) {
	const start = "AZ_az\u00C0\u00D6\u00D8\u00F6\u00F8\u02FF\u0370\u037D\u037F\u1FFF\u200C" +
		"\u200D\u2070\u218F\u2C00\u2FEF\u3001\uD7FF\uF900\uFDCF\uFDF0\uFFFD\U00010000\U000EFFFF"
	const later = "-.09\u00B7\u0300\u036F\u203F\u2040"
	const never = "@[`{/;\u00BF\u00D7\u00F7\u037E\u2000\u200B\u200E\u206F\u2190\u2BFF\u2FF0\u3000" +
		"\uE000\uF8FF\uFDD0\uFDEF\U000F0000"
	accepted := func(name string) bool {
		_, err := xmldsig.Parse([]byte("<" + name + "/>"))
		return err == nil
	}
	check := func(characters string, first, then bool) {
		t.Helper()
		for _, r := range characters {
			if got := accepted(string(r)); got != first {
				t.Errorf("U+%04X as first: accepted %v, want %v", r, got, first)
			}
			if got := accepted("a" + string(r)); got != then && r != '/' {
				t.Errorf("U+%04X as second: accepted %v, want %v", r, got, then)
			}
		}
	}
	check(start, true, true)
	check(later, false, true)
	check(never, false, false)
}
