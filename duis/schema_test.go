package duis

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/shared"
	"github.com/mains-energy/mains/xmldoc/xmldoctest"
)

// exported writes our own schema beside that of XML Signature and is libxml2 with it.
func exported(t *testing.T) *xmldoctest.Oracle {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string][]byte{
		"duis.xsd":                AppendSchema(nil),
		"xmldsig-core-schema.xsd": shared.File(t, "schema", "xmldsig-core-schema.xsd"),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return xmldoctest.NewOracle(t, filepath.Join(dir, "duis.xsd"))
}

// TestSchemaVerdict: our schema, the published one and Validate agree on each document.
func TestSchemaVerdict(t *testing.T) {
	published, own := newOracle(t), exported(t)
	seed, count := xmldoctest.Run(t)
	count /= 2
	g := newGenerator(seed + 1)
	requests := publishedRequests(t)
	tally := map[string]int{}
	defer func() { t.Log(tally) }()
	for start := 0; start < count && !t.Failed(); start += 1000 {
		docs := g.changed(requests, min(1000, count-start))
		valid, complaint := published.Verdicts(t, docs)
		ownValid, ownComplaint := own.Verdicts(t, docs)
		for i, doc := range docs {
			v := xmldoctest.Verdict{Doc: doc, Err: ours(doc), Valid: valid[i], Complaint: complaint[i]}
			switch cause := g.excuse(v); {
			case valid[i] == ownValid[i] && (v.Err == nil) == valid[i]:
				tally["agree"]++
			case cause != "" && (valid[i] == ownValid[i] || cause == uncheckedMMC):
				tally[cause]++
			default:
				t.Errorf("libxml2 valid %v %s\nwith our schema %v %s\nValidate %v\n%s", valid[i],
					complaint[i], ownValid[i], ownComplaint[i], v.Err, doc)
			}
		}
	}
}

// TestSchemaText: every type of the schema has one declaration, and it holds no comment.
func TestSchemaText(t *testing.T) {
	text := string(AppendSchema(nil))
	if text != string(AppendSchema(nil)) {
		t.Error("two calls write two schemas")
	}
	if strings.Contains(text, "<!--") {
		t.Error("a comment")
	}
	seen := map[string]bool{}
	for _, found := range regexp.MustCompile(`\n  <xs:(?:complex|simple)Type name="(\w+)"`).
		FindAllStringSubmatch(text, -1) {
		if seen[found[1]] {
			t.Errorf("%s is declared twice", found[1])
		}
		seen[found[1]] = true
	}
	used := regexp.MustCompile(`(?:type|base)="sr:(\w+)"`)
	for _, found := range used.FindAllStringSubmatch(text, -1) {
		if !seen[found[1]] {
			t.Errorf("%s is not declared", found[1])
		}
	}
	for _, body := range bodies {
		if !strings.Contains(text, `<xs:element name="`+body.Element()+`"`) {
			t.Errorf("no element %s", body.Element())
		}
	}
}

// TestUpTo: the pattern of a bounded number.
func TestUpTo(t *testing.T) {
	within := form(upTo("1052"))
	for _, row := range []struct {
		text string
		want bool
	}{
		{"0", true}, {"9", true}, {"999", true}, {"1000", true}, {"1049", true}, {"1052", true},
		{"1053", false}, {"1060", false}, {"1100", false}, {"2000", false}, {"01", false}, {"", false},
		{"10000", false},
	} {
		if got := within.MatchString(row.text); got != row.want {
			t.Errorf("%q: %v", row.text, got)
		}
	}
}
