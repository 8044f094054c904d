package xmldoctest

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/mains-energy/mains/xmldoc"
)

// Oracle is libxml2 with a schema.
type Oracle struct {
	schema, dir string
}

// NewOracle is libxml2 with the schema in a file. It skips the test where there is no
// xmllint.
func NewOracle(t testing.TB, schema string) *Oracle {
	t.Helper()
	if _, err := exec.LookPath("xmllint"); err != nil {
		t.Skip("xmllint absent: install libxml2-utils to compare verdicts with the schema")
	}
	return &Oracle{schema: schema, dir: t.TempDir()}
}

// Verdicts says of each document whether it is valid, with the first complaint.
func (o *Oracle) Verdicts(t testing.TB, docs [][]byte) (valid []bool, complaint []string) {
	t.Helper()
	args := []string{"--nonet", "--noout", "--huge", "--schema", o.schema}
	for i, doc := range docs {
		name := filepath.Join(o.dir, fmt.Sprintf("%d.xml", i))
		if err := os.WriteFile(name, doc, 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, name)
	}
	out, _ := exec.Command("xmllint", args...).CombinedOutput() // its status is of all files together
	valid, complaint = make([]bool, len(docs)), make([]string, len(docs))
	for line := range strings.Lines(string(out)) {
		if !strings.HasPrefix(line, o.dir) {
			continue
		}
		name, rest, _ := strings.Cut(strings.TrimPrefix(line, o.dir+"/"), ".xml")
		var i int
		if _, err := fmt.Sscan(name, &i); err != nil || i < 0 || i >= len(docs) {
			continue
		}
		if strings.HasPrefix(rest, " validates") {
			valid[i] = true
		} else if complaint[i] == "" {
			complaint[i] = strings.TrimSpace(rest)
		}
	}
	return valid, complaint
}

// Run is the seed of a comparison and of how many documents it is: MAINS_ORACLE_SEED and
// MAINS_ORACLE_DOCUMENTS say otherwise.
func Run(t testing.TB) (seed uint64, count int) {
	t.Helper()
	seed, count = 20260115, 5000
	if testing.Short() {
		count = 400
	}
	if n, err := strconv.Atoi(os.Getenv("MAINS_ORACLE_DOCUMENTS")); err == nil {
		count = n
	}
	if n, err := strconv.ParseUint(os.Getenv("MAINS_ORACLE_SEED"), 10, 64); err == nil {
		seed = n
	}
	t.Logf("seed %d, %d documents", seed, count)
	return seed, count
}

// Verdict is what we and libxml2 say of a document.
type Verdict struct {
	Doc       []byte
	Err       error // ours, nil for a valid document
	Valid     bool  // libxml2's
	Complaint string
}

// Agrees reports whether the two are of one opinion.
func (v Verdict) Agrees() bool { return (v.Err == nil) == v.Valid }

// Excuse is the cause of a difference that is a fault of libxml2, or empty.
func (v Verdict) Excuse(known Vocabulary) string {
	if v.Agrees() {
		return ""
	}
	for _, e := range excuses {
		if e.is(v, known) {
			return e.cause
		}
	}
	return ""
}

// excuses are differences that are faults of libxml2, each with its cause.
var excuses = []struct {
	cause string
	is    func(Verdict, Vocabulary) bool
}{{
	"libxml2 skips stray characters in base64Binary",
	func(v Verdict, _ Vocabulary) bool {
		return v.Valid && v.Err != nil && strayBase64(v.Err.Error())
	},
}, {
	"libxml2 takes blank CDATA sections between elements for text, the schema language does not",
	func(v Verdict, _ Vocabulary) bool {
		return v.Err == nil && bytes.Contains(v.Doc, []byte("<![CDATA[")) &&
			strings.Contains(v.Complaint, "Character content other than whitespace")
	},
}, {
	"libxml2 reads at most 24 digits of a number",
	func(v Verdict, _ Vocabulary) bool {
		return v.Err == nil && longNumber.MatchString(v.Complaint)
	},
}, {
	"libxml2 keeps white space around dates, times and integers of a fixed width",
	func(v Verdict, known Vocabulary) bool {
		found := spaced.FindStringSubmatch(v.Complaint)
		return v.Err == nil && found != nil &&
			(slices.ContainsFunc(known.Elements[found[1]], keptSpace) ||
				slices.ContainsFunc(known.Attrs[found[1]], keptSpace))
	},
}, {
	"libxml2 takes a sign alone, and white space after it, for a decimal",
	func(v Verdict, _ Vocabulary) bool {
		return v.Valid && v.Err != nil && loneSign.MatchString(v.Err.Error())
	},
}}

// strayBase64 reports whether a fault is about a value with a character that is none of
// base64, or about one too long to be in the complaint as a whole.
func strayBase64(fault string) bool {
	_, value, _ := strings.Cut(fault, `"`)
	quoted, err := strconv.QuotedPrefix(`"` + value)
	if err != nil || !strings.Contains(fault, "illegal base64 data") {
		return false
	}
	text, err := strconv.Unquote(quoted)
	return err == nil && (strings.HasPrefix(value[len(quoted)-1:], "...") ||
		regexp.MustCompile(`[^A-Za-z0-9+/= ]`).MatchString(text))
}

var loneSign = regexp.MustCompile(`"[+-]" is not a .*: want a decimal number$`)

var longNumber = regexp.MustCompile(`'[0-9.+-]{25,}' is not a valid`)

// spaced matches complaints about a value with white space at an end. A line feed cuts
// the complaint.
var spaced = regexp.MustCompile(
	`^:\d+: element (\w+): .*': '(\s.*|[^']*|[^']*\s' is not a valid.*)$`)

func keptSpace(s *xmldoc.Simple) bool {
	return slices.Contains([]xmldoc.Base{
		xmldoc.BaseDateTime, xmldoc.BaseDate, xmldoc.BaseTime, xmldoc.BaseLong, xmldoc.BaseInt,
		xmldoc.BaseShort, xmldoc.BaseByte, xmldoc.BaseUnsignedLong, xmldoc.BaseUnsignedInt,
		xmldoc.BaseUnsignedShort, xmldoc.BaseUnsignedByte}, s.Base)
}
