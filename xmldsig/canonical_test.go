package xmldsig_test

import (
	"testing"

	"github.com/mains-energy/mains/xmldsig"
)

// canonicalCases are documents in which canonicalisation goes wrong easily. An
// empty exclusive form means: as the inclusive.
var canonicalCases = []struct {
	name, document, inclusive, exclusive string
}{
	{
		name:      "empty tag",
		document:  `<a/>`,
		inclusive: `<a></a>`,
	}, {
		name:      "declaration and white space outside the root go",
		document:  "<?xml version='1.0' encoding='utf-8' standalone='no' ?>\n\n<a >\n</a\n>\n\n",
		inclusive: "<a>\n</a>",
	}, {
		name:      "byte order mark goes",
		document:  "\uFEFF<a>\uFEFF</a>",
		inclusive: "<a>\uFEFF</a>",
	}, {
		name:      "line ends in text",
		document:  "<a>1\r\n2\r3\n4&#13;&#xd;\n5</a>",
		inclusive: "<a>1\n2\n3\n4&#xD;&#xD;\n5</a>",
	}, {
		name:      "white space in an attribute value",
		document:  "<a b='1\t2\n3\r\n4\r5' c='&#9;&#10;&#13;'/>",
		inclusive: `<a b="1 2 3 4 5" c="&#x9;&#xA;&#xD;"></a>`,
	}, {
		name:      "escapes in text",
		document:  `<a>&lt;&gt;&amp;&apos;&quot;"'> &#65;&#x42;</a>`,
		inclusive: `<a>&lt;&gt;&amp;'""'&gt; AB</a>`,
	}, {
		name:      "escapes in an attribute value",
		document:  `<a b='&lt;>&gt;&amp;&apos;&quot;"'/>`,
		inclusive: `<a b="&lt;>>&amp;'&quot;&quot;"></a>`,
	}, {
		name:      "reference is not expanded twice",
		document:  `<a b="&amp;lt;">&#38;amp;&#60;</a>`,
		inclusive: `<a b="&amp;lt;">&amp;amp;&lt;</a>`,
	}, {
		name:      "CDATA is text",
		document:  "<a>x<![CDATA[<b>&amp;\r\n]] >]]><![CDATA[]]>y</a>",
		inclusive: "<a>x&lt;b&gt;&amp;amp;\n]] &gt;y</a>",
	}, {
		name:      "characters beyond ASCII stay, in names too",
		document:  "<é à='&#x1F600;'>\U0001F600&#233;</é>",
		inclusive: "<é à=\"\U0001F600\">\U0001F600é</é>",
	}, {
		name:      "attributes sort by namespace name, not by prefix",
		document:  `<r xmlns:b="urn:1" xmlns:a="urn:2" b:z="1" a:a="2" z="3" y="4" xml:lang="en"/>`,
		inclusive: `<r xmlns:a="urn:2" xmlns:b="urn:1" y="4" z="3" xml:lang="en" b:z="1" a:a="2"></r>`,
	}, {
		name:      "attributes sort by code point",
		document:  `<r ab="1" a-b="2" a.b="3" B="4" a="5" aé="6"/>`,
		inclusive: `<r B="4" a="5" a-b="2" a.b="3" ab="1" aé="6"></r>`,
	}, {
		name:      "unused namespaces",
		document:  `<r xmlns="urn:d" xmlns:x="urn:x" xmlns:y="urn:y"><y:c/></r>`,
		inclusive: `<r xmlns="urn:d" xmlns:x="urn:x" xmlns:y="urn:y"><y:c></y:c></r>`,
		exclusive: `<r xmlns="urn:d"><y:c xmlns:y="urn:y"></y:c></r>`,
	}, {
		name:      "declarations already in force",
		document:  `<p:r xmlns:p="urn:p"><p:c xmlns:p="urn:p"><p:d xmlns:p="urn:q"/></p:c></p:r>`,
		inclusive: `<p:r xmlns:p="urn:p"><p:c><p:d xmlns:p="urn:q"></p:d></p:c></p:r>`,
	}, {
		name:      "default namespace undone",
		document:  `<r xmlns="urn:d"><c xmlns=""><d xmlns=""/><e xmlns="urn:d"/></c></r>`,
		inclusive: `<r xmlns="urn:d"><c xmlns=""><d></d><e xmlns="urn:d"></e></c></r>`,
	}, {
		name:      "nothing to undo",
		document:  `<r xmlns=""><c xmlns=""/></r>`,
		inclusive: `<r><c></c></r>`,
	}, {
		name:      "default namespace is no attribute's",
		document:  `<r xmlns="urn:d" a="1"><p:c xmlns:p="urn:p" xmlns="urn:e" b="2" p:a="3"/></r>`,
		inclusive: `<r xmlns="urn:d" a="1"><p:c xmlns="urn:e" xmlns:p="urn:p" b="2" p:a="3"></p:c></r>`,
		exclusive: `<r xmlns="urn:d" a="1"><p:c xmlns:p="urn:p" b="2" p:a="3"></p:c></r>`,
	}, {
		name:      "siblings declare each for itself",
		document:  `<r xmlns:p="urn:p"><p:a/><p:b><p:c/></p:b></r>`,
		inclusive: `<r xmlns:p="urn:p"><p:a></p:a><p:b><p:c></p:c></p:b></r>`,
		exclusive: `<r><p:a xmlns:p="urn:p"></p:a><p:b xmlns:p="urn:p"><p:c></p:c></p:b></r>`,
	}, {
		name:      "prefix of an attribute only",
		document:  `<r xmlns:p="urn:p"><c p:a=""/></r>`,
		inclusive: `<r xmlns:p="urn:p"><c p:a=""></c></r>`,
		exclusive: `<r><c xmlns:p="urn:p" p:a=""></c></r>`,
	}, {
		name:      "xml prefix is never declared",
		document:  `<r xmlns:xml="` + xmldsig.NamespaceXML + `" xml:space="preserve"><xml:c/></r>`,
		inclusive: `<r xml:space="preserve"><xml:c></xml:c></r>`,
	}, {
		name:      "two prefixes of one namespace",
		document:  `<a:r xmlns:b="urn:n" xmlns:a="urn:n" b:x="1"><b:c a:y="2"/></a:r>`,
		inclusive: `<a:r xmlns:a="urn:n" xmlns:b="urn:n" b:x="1"><b:c a:y="2"></b:c></a:r>`,
	}, {
		name:      "processing instructions stay",
		document:  "<?p  x \r\n?><a><?q?><?r s<&?></a><?t u?>",
		inclusive: "<?p x \n?>\n<a><?q?><?r s<&?></a>\n<?t u?>",
	}, {
		name:      "comments go, outside the root with their line",
		document:  "<!-- a --><?p?><!-- b -->\n<a>1<!-- c -->2<!----></a><!-- d --><?q?><!-- e -->",
		inclusive: "<?p?>\n<a>12</a>\n<?q?>",
	},
}

func TestCanonical(t *testing.T) {
	for _, test := range canonicalCases {
		t.Run(test.name, func(t *testing.T) {
			d := mustParse(t, test.document)
			if got := string(d.AppendCanonical(nil, xmldsig.Inclusive)); got != test.inclusive {
				t.Errorf("inclusive of %q:\n got %q\nwant %q", test.document, got, test.inclusive)
			}
			want := test.exclusive
			if want == "" {
				want = test.inclusive
			}
			if got := string(d.AppendCanonical(nil, xmldsig.Exclusive)); got != want {
				t.Errorf("exclusive of %q:\n got %q\nwant %q", test.document, got, want)
			}
		})
	}
}

// A canonical form is its own canonical form.
func TestCanonicalIsStable(t *testing.T) {
	for _, test := range canonicalCases {
		for _, m := range []xmldsig.Method{xmldsig.Inclusive, xmldsig.Exclusive} {
			first := mustParse(t, test.document).AppendCanonical(nil, m)
			second := mustParse(t, string(first)).AppendCanonical(nil, m)
			if string(second) != string(first) {
				t.Errorf("%s, method %d:\nonce  %q\ntwice %q", test.name, m, first, second)
			}
		}
	}
}

// Canonical XML 1.0 2.3 writes a namespace like an attribute, with its escapes.
// libxml2 2.9 writes the ampersand bare, so this case cannot be compared with it.
func TestCanonicalEscapesNamespace(t *testing.T) {
	d := mustParse(t, "<r xmlns='urn:a&amp;b&#x2F;c'/>")
	const want = `<r xmlns="urn:a&amp;b/c"></r>`
	for _, m := range []xmldsig.Method{xmldsig.Inclusive, xmldsig.Exclusive} {
		if got := string(d.AppendCanonical(nil, m)); got != want {
			t.Errorf("method %d: got %q, want %q", m, got, want)
		}
	}
}

func TestCanonicalAppends(t *testing.T) {
	d := mustParse(t, `<a/>`)
	if got := string(d.AppendCanonical([]byte("x"), xmldsig.Inclusive)); got != "x<a></a>" {
		t.Errorf("got %q", got)
	}
	if got := string(d.Root.AppendExclusive([]byte("x"))); got != "x<a></a>" {
		t.Errorf("got %q", got)
	}
}

func TestCanonicalOmit(t *testing.T) {
	d := mustParse(t, `<r xmlns:p="urn:p"> <a><p:x/></a> <b/> </r>`)
	a, b := d.Root.Child("", "a"), d.Root.Child("", "b")
	tests := []struct {
		omit []*xmldsig.Element
		want string
	}{
		{[]*xmldsig.Element{a}, `<r xmlns:p="urn:p">  <b></b> </r>`},
		{[]*xmldsig.Element{b}, `<r xmlns:p="urn:p"> <a><p:x></p:x></a>  </r>`},
		{[]*xmldsig.Element{a, b}, `<r xmlns:p="urn:p">   </r>`},
	}
	for _, test := range tests {
		got := string(d.AppendCanonical(nil, xmldsig.Inclusive, test.omit...))
		if got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
}

// The exclusive form of an element takes the declarations it needs from where it
// stands, and no more.
func TestAppendExclusive(t *testing.T) {
	tests := []struct{ document, want string }{
		{`<r xmlns:p="urn:p" xmlns:q="urn:q"><p:c q:a="1"><p:d/></p:c></r>`,
			`<p:c xmlns:p="urn:p" xmlns:q="urn:q" q:a="1"><p:d></p:d></p:c>`},
		{`<r xmlns="urn:d" xmlns:p="urn:p"><c/></r>`, `<c xmlns="urn:d"></c>`},
		{`<r xmlns="urn:d"><c xmlns=""><d xmlns="urn:d"/></c></r>`, `<c><d xmlns="urn:d"></d></c>`},
		{`<r xml:lang="en"><c/></r>`, `<c></c>`},
	}
	for _, test := range tests {
		d := mustParse(t, test.document)
		for e := range d.Root.Elements() {
			if got := string(e.AppendExclusive(nil)); got != test.want {
				t.Errorf("%s of %q:\n got %q\nwant %q", e.Path(), test.document, got, test.want)
			}
		}
	}
}
