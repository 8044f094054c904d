package duis

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

	"github.com/mains-energy/mains/internal/shared"
	"github.com/mains-energy/mains/xmldsig"
)

// oracle is libxml2 with a schema.
type oracle struct {
	schema, dir string
}

// newOracle is libxml2 with the published schema.
func newOracle(t *testing.T) *oracle {
	t.Helper()
	schema := filepath.Join(shared.Dir(t), "schema", "duis-5.4.xsd")
	if _, err := exec.LookPath("xmllint"); err != nil {
		t.Skip("xmllint absent: install libxml2-utils to compare verdicts with the schema")
	}
	return &oracle{schema: schema, dir: t.TempDir()}
}

// verdicts says of each document whether it is valid, with the first complaint.
func (o *oracle) verdicts(t *testing.T, docs [][]byte) (valid []bool, complaint []string) {
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

// TestVerdict compares verdicts with libxml2 on documents of every body, payload and
// alert that were changed once or more. MAINS_ORACLE_DOCUMENTS is how many, and
// MAINS_ORACLE_SEED where they begin.
func TestVerdict(t *testing.T) {
	o := newOracle(t)
	seed, count := oracleRun(t)
	g := newGenerator(seed)
	published := publishedRequests(t)
	tally := map[string]int{}
	defer func() { t.Log(tally) }()
	for start := 0; start < count && !t.Failed(); start += 1000 {
		docs := g.changed(published, min(1000, count-start))
		valid, complaint := o.verdicts(t, docs)
		for i, doc := range docs {
			v := verdict{doc, ours(doc), valid[i], complaint[i]}
			cause := v.excuse()
			if (v.err == nil) != v.valid && cause == "" {
				t.Errorf("libxml2 valid %v %s\nours %v\n%s", valid[i], complaint[i], v.err, doc)
				cause = "differs"
			} else if (v.err == nil) == v.valid {
				cause = fmt.Sprintf("both %v", v.valid)
			}
			tally[cause]++
		}
	}
}

// oracleRun is the seed of a comparison and of how many documents it is.
func oracleRun(t *testing.T) (seed uint64, count int) {
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

// changed makes documents, most of them changed: one in four from a published request.
func (g *generator) changed(published [][]byte, count int) (docs [][]byte) {
	for range count {
		g.small = !g.chance(10)
		doc := g.document()
		if g.chance(4) {
			doc = pick(g, published)
		}
		for range g.IntN(4) {
			doc = g.mutate(doc)
		}
		docs = append(docs, doc)
	}
	return docs
}

// document writes a request or response with a random content, now and then with a
// signature.
func (g *generator) document() []byte {
	var doc []byte
	switch n := g.IntN(len(bodies) + len(messages) + len(payloads) + len(alerts)); {
	case n < len(bodies):
		doc = g.request(bodies[n]).Append(nil)
	case n-len(bodies) < len(messages):
		doc = g.response(messages[n-len(bodies)]).Append(nil)
	case n-len(bodies)-len(messages) < len(payloads):
		doc = g.response(payloads[n-len(bodies)-len(messages)]).Append(nil)
	default:
		doc = g.response(pick(g, alerts)).Append(nil)
	}
	if g.chance(8) {
		end := bytes.LastIndex(doc, []byte("</"))
		doc = splice(doc, end, end, foreignSignature)
	}
	return doc
}

// verdict is what this package and libxml2 say of a document.
type verdict struct {
	doc       []byte
	err       error // ours
	valid     bool
	complaint string
}

// ours is the verdict of the schema alone.
func ours(doc []byte) error {
	parsed, err := xmldsig.Parse(doc)
	if err != nil || parsed.Root.Local != "Response" {
		_, err = Validate(doc)
		return err
	}
	if parsed, err = parseDocument(doc, "Response"); err != nil {
		return err
	}
	_, err = decodeDocument(parsed.Root, responsePlan, &Response{})
	return err
}

const uncheckedMMC = "parts that the MMC schema declares are not checked"

// excuses are the differences that are none of this package's faults, each with its cause.
var excuses = []struct {
	cause string
	is    func(verdict) bool
}{{
	"libxml2 skips stray characters in base64Binary",
	func(v verdict) bool {
		return v.valid && v.err != nil && strayBase64(v.err.Error())
	},
}, {
	"libxml2 takes blank CDATA sections between elements for text, the schema language does not",
	func(v verdict) bool {
		return v.err == nil && bytes.Contains(v.doc, []byte("<![CDATA[")) &&
			strings.Contains(v.complaint, "Character content other than whitespace")
	},
}, {
	"libxml2 reads at most 24 digits of a number",
	func(v verdict) bool {
		return v.err == nil && longNumber.MatchString(v.complaint)
	},
}, {
	"libxml2 keeps white space around dates, times and integers of a fixed width",
	func(v verdict) bool {
		found := spaced.FindStringSubmatch(v.complaint)
		return v.err == nil && found != nil && (slices.ContainsFunc(known.values[found[1]], keptSpace) ||
			slices.ContainsFunc(known.attrs[found[1]], keptSpace))
	},
}, {
	"a document of ours begins with Request or Response, by the schema with any global element",
	func(v verdict) bool {
		return v.valid && v.err != nil && strings.Contains(v.err.Error(), "the root is not")
	},
}, {
	"libxml2 takes a sign alone, and white space after it, for a decimal",
	func(v verdict) bool {
		return v.valid && v.err != nil && loneSign.MatchString(v.err.Error())
	},
}, {
	uncheckedMMC,
	func(v verdict) bool {
		return v.err == nil && bytes.Contains(v.doc, []byte("SMETS1Response")) &&
			foreignFault.MatchString(v.complaint)
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

var foreignFault = regexp.MustCompile(
	`element (Header|ResponseMessage|DeviceAlertMessage|Business\w+ID|OriginatorCounter):|` +
		namespaceMMC)

// spaced matches complaints about a value with white space at an end. A line feed cuts
// the complaint.
var spaced = regexp.MustCompile(
	`^:\d+: element (\w+): .*': '(\s.*|[^']*|[^']*\s' is not a valid.*)$`)

func keptSpace(s *simple) bool {
	return slices.Contains([]base{xsDateTime, xsDate, xsTime, xsShort, xsInt, xsUnsignedShort,
		xsUnsignedInt, xsUnsignedLong}, s.base)
}

// excuse is the cause of a difference that is none of ours, or empty.
func (v verdict) excuse() string {
	for _, e := range excuses {
		if (v.err == nil) != v.valid && e.is(v) {
			return e.cause
		}
	}
	return ""
}

// publishedRequests are the requests of the Reference Test Data Set.
func publishedRequests(t *testing.T) (docs [][]byte) {
	t.Helper()
	files, _ := filepath.Glob(filepath.Join(shared.Dir(t), "rtds", "duis", "*.XML"))
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, raw)
	}
	return docs
}

// TestValid: what Append writes is valid for libxml2.
func TestValid(t *testing.T) {
	o := newOracle(t)
	var docs [][]byte
	for seed := range uint64(6) {
		requests, responses := newGenerator(seed).everything()
		for _, req := range requests {
			docs = append(docs, req.Append(nil))
		}
		for _, resp := range responses {
			docs = append(docs, resp.Append(nil))
		}
	}
	valid, complaint := o.verdicts(t, docs)
	for i, doc := range docs {
		if !valid[i] {
			t.Errorf("%s\n%s", complaint[i], doc)
		}
	}
}
