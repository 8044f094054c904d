package duis

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/shared"
	"github.com/mains-energy/mains/xmldoc/xmldoctest"
	"github.com/mains-energy/mains/xmldsig"
)

// newOracle is libxml2 with the published schema.
func newOracle(t *testing.T) *xmldoctest.Oracle {
	t.Helper()
	return xmldoctest.NewOracle(t, filepath.Join(shared.Dir(t), "schema", "duis-5.4.xsd"))
}

// TestVerdict compares verdicts with libxml2 on documents of every body, payload and
// alert that were changed once or more. MAINS_ORACLE_DOCUMENTS is how many, and
// MAINS_ORACLE_SEED where they begin.
func TestVerdict(t *testing.T) {
	o := newOracle(t)
	seed, count := xmldoctest.Run(t)
	g := newGenerator(seed)
	published := publishedRequests(t)
	tally := map[string]int{}
	defer func() { t.Log(tally) }()
	for start := 0; start < count && !t.Failed(); start += 1000 {
		docs := g.changed(published, min(1000, count-start))
		valid, complaint := o.Verdicts(t, docs)
		for i, doc := range docs {
			v := xmldoctest.Verdict{Doc: doc, Err: ours(doc), Valid: valid[i], Complaint: complaint[i]}
			cause := g.excuse(v)
			if !v.Agrees() && cause == "" {
				t.Errorf("libxml2 valid %v %s\nours %v\n%s", valid[i], complaint[i], v.Err, doc)
				cause = "differs"
			} else if v.Agrees() {
				cause = fmt.Sprintf("both %v", v.Valid)
			}
			tally[cause]++
		}
	}
}

// changed makes documents, most of them changed: one in four from a published request.
func (g generator) changed(published [][]byte, count int) (docs [][]byte) {
	for range count {
		g.Small = !g.Chance(10)
		doc := g.document()
		if g.Chance(4) {
			doc = xmldoctest.Pick(g.Generator, published)
		}
		for range g.IntN(4) {
			doc = g.Mutate(doc)
		}
		docs = append(docs, doc)
	}
	return docs
}

// document writes a request or response with a random content, now and then with a
// signature.
func (g generator) document() []byte {
	var doc []byte
	switch n := g.IntN(len(bodies) + len(messages) + len(payloads) + len(alerts)); {
	case n < len(bodies):
		doc = g.request(bodies[n]).Append(nil)
	case n-len(bodies) < len(messages):
		doc = g.response(messages[n-len(bodies)]).Append(nil)
	case n-len(bodies)-len(messages) < len(payloads):
		doc = g.response(payloads[n-len(bodies)-len(messages)]).Append(nil)
	default:
		doc = g.response(xmldoctest.Pick(g.Generator, alerts)).Append(nil)
	}
	if g.Chance(8) {
		end := bytes.LastIndex(doc, []byte("</"))
		doc = xmldoctest.Splice(doc, end, end, xmldoctest.Signature)
	}
	return doc
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
	_, err = schema.Decode(parsed.Root, &Response{})
	return err
}

// The differences that are faults of neither.
const (
	uncheckedMMC = "parts that the MMC schema declares are not checked"
	otherRoot    = "a document of ours begins with Request or Response, by the schema with any " +
		"global element"
)

// excuse is the cause of a difference that is none of ours, or empty.
func (g generator) excuse(v xmldoctest.Verdict) string {
	switch cause := v.Excuse(g.Vocabulary); {
	case cause != "":
		return cause
	case v.Valid && v.Err != nil && strings.Contains(v.Err.Error(), "the root is not"):
		return otherRoot
	case !v.Valid && v.Err == nil && bytes.Contains(v.Doc, []byte("SMETS1Response")) &&
		foreignFault.MatchString(v.Complaint):
		return uncheckedMMC
	}
	return ""
}

var foreignFault = regexp.MustCompile(
	`element (Header|ResponseMessage|DeviceAlertMessage|Business\w+ID|OriginatorCounter):|` +
		namespaceMMC)

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
	valid, complaint := o.Verdicts(t, docs)
	for i, doc := range docs {
		if !valid[i] {
			t.Errorf("%s\n%s", complaint[i], doc)
		}
	}
}
