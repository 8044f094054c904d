package duis

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/internal/shared"
	"github.com/mains-energy/mains/xmldsig"
)

// oracle is libxml2 with the published schema.
type oracle struct {
	schema, dir string
}

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
	args := []string{"--nonet", "--noout", "--schema", o.schema}
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

// TestVerdict compares verdicts with libxml2 on documents that were damaged once or
// more. The differences that this package intends are excused one by one.
func TestVerdict(t *testing.T) {
	o := newOracle(t)
	seed := uint64(20260115)
	count := 30000
	if testing.Short() {
		count = 400
	}
	r := rand.New(rand.NewPCG(seed, 1))
	t.Logf("seed %d, %d documents", seed, count)
	grown := specimens(t)
	tally := map[string]int{}
	defer func() { t.Log(tally) }()
	for start := 0; start < count; start += 500 {
		var docs [][]byte
		for range min(500, count-start) {
			doc := grown[r.IntN(len(grown))]
			for range 1 + r.IntN(2) {
				doc = mutate(r, doc)
			}
			docs = append(docs, doc)
		}
		valid, complaint := o.verdicts(t, docs)
		for i, doc := range docs {
			err := ours(doc)
			tally[fmt.Sprintf("valid %v, excused %v", valid[i], excused(err, complaint[i]))]++
			if excused(err, complaint[i]) || (err == nil) == valid[i] {
				continue
			}
			t.Errorf("libxml2 valid %v %s\nours %v\n%s", valid[i], complaint[i], err, doc)
		}
	}
}

func ours(doc []byte) error {
	if bytes.Contains(doc, []byte("<sr:Response ")) {
		_, err := ParseResponse(doc)
		return err
	}
	_, err := Validate(doc)
	return err
}

// excused are the differences by intent (see the package comment) and libxml2's own.
func excused(err error, complaint string) bool {
	var stray = regexp.MustCompile(`illegal base64 data`)
	switch {
	case err != nil && stray.MatchString(err.Error()):
		return complaint == "" // libxml2 skips stray characters
	}
	if strings.Contains(complaint, "Character content other than whitespace") && err == nil {
		return true // blank CDATA sections between elements, which the schema language allows
	}
	return regexp.MustCompile(`X509SerialNumber.*'[0-9+-]{25,}'`).MatchString(complaint)
}

// specimens are valid documents of every declared structure.
func specimens(t *testing.T) [][]byte {
	t.Helper()
	var docs [][]byte
	files, _ := filepath.Glob(filepath.Join(shared.Dir(t), "rtds", "duis", "*.XML"))
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Parse(raw); err == nil {
			docs = append(docs, raw)
		}
	}
	for _, body := range sampleBodies() {
		req := sampleRequest()
		req.Body = body
		docs = append(docs, req.Append(nil))
	}
	for _, resp := range sampleResponses() {
		docs = append(docs, resp.Append(nil))
	}
	return docs
}

func sampleRequest() *Request {
	first := true
	return &Request{
		Header: Header{
			RequestID:                 sampleID,
			FirstInSequence:           &first,
			PrecedingServiceRequestID: &RequestID{sampleID.Originator, sampleID.Target, 1},
			CommandVariant:            5, ServiceReference: "7.12", ServiceReferenceVariant: "7.12",
		},
	}
}

var sampleID = RequestID{
	Originator: eui.MustParse("90-B3-D5-1F-30-01-00-00"),
	Target:     eui.MustParse("00-DB-12-34-56-78-90-A0"),
	Counter:    18446744073709551615,
}

func sampleBodies() []Body {
	at := time.Date(2030, 1, 15, 9, 0, 0, 0, time.UTC)
	mpan, uprn := "1234567890123", uint64(999999999999)
	return []Body{
		&ReadInstantaneousImportRegisters{ExecutionDateTime: &at},
		&RetrieveDeviceSecurityCredentialsKRP{RemotePartyRole: []RemotePartyRole{RoleRoot, RoleACB}},
		&SetRandomisedOffsetLimit{RandomisedOffsetLimit: 1799},
		&ReadInventory{UPRN: &uprn},
		&ReadInventory{MPxN: &mpan},
		&ReadInventory{DeviceID: &sampleID.Target},
		&ReadInventory{PropertyFilter: &PropertyFilter{"AB12 3CD", "The <Old> \"Mill\" & Barn"}},
		&SignedPreCommand{ExecutionDateTime: &at, GBCSPayload: []byte{0xDF, 9, 1}},
	}
}

var values = []string{
	"", " ", "x", "0", "1", "true", "TRUE", "false", "9", "10", "+5", "-0", "-1", "007",
	"1799", "1800", "01799", "1.0", "5.4", ".5", "5.", "-", "1e3", "4.1", "4.1.1", " 4.1.1",
	"4.1.1 ", "4.1.9", "2030-01-15T09:00:00.00Z", "2030-01-15T24:00:00Z",
	"2030-01-15T24:00:01Z", "2030-02-29T00:00:00Z", "2028-02-29T00:00:00Z",
	"2030-01-15T09:00:60Z", "2030-01-15T09:00:00.Z", "2030-01-15T09:00:00+14:00",
	"2030-01-15T09:00:00+14:01", "2030-01-15T09:00:00-00:30", "2030-01-15t09:00:00Z",
	"2030-1-15T09:00:00Z", "2030-01-15T09:00:00", "0000-01-15T09:00:00Z",
	"2030-13-15T09:00:00Z", "2030-01-15", "2030-01-15Z", "3wkB", "3wE=", "3wF=", "3w==",
	"3x==", "3w", "3wkB=", "3w k B", "\n3wkB\n", "Supplier", " Supplier\n", "supplier", "ACB",
	"1234567890123", "12345678901234", "A\u00e9\u4e2d", "AB1 2CD", "999999999999",
	"1000000000000", "<![CDATA[1]]>", "1<!-- -->7", "<!-- -->", "&#49;7", "8F36", "8f3", "I0",
	"E52", "N32", "AD1", "90-B3-D5-1F-30-01-00-00:00-DB-12-34-56-78-90-A0:1",
	"90-b3-D5-1F-30-01-00-00:00-DB-12-34-56-78-90-A0:01",
	" 90-B3-D5-1F-30-01-00-00:00-DB-12-34-56-78-90-A0:7 ",
	"90-B3-D5-1F-30-01-00-00:00-DB-12-34-56-78-90-A0:18446744073709551616",
	"90B3D51F30010000:00DB1234567890A0:1", "00-DB-12-34-56-78-90-a0", "00-DB-12-34-56-78-90",
	"00DB1234567890A0",
}

var names = []string{
	"sr:RequestID", "sr:Header", "sr:Body", "sr:UPRN", "sr:MPxN", "sr:DeviceID",
	"sr:PropertyFilter", "sr:ExecutionDateTime", "sr:RemotePartyRole", "sr:FirstInSequence",
	"ds:Signature", "ds:Object", "ds:KeyName", "ds:KeyInfo", "sr:ReadInventory", "sr:Nonsense",
	"Header", "ds:RequestID", "sr:SignedPreCommand",
}

// mutate damages a document in one place.
func mutate(r *rand.Rand, doc []byte) []byte {
	parsed, err := xmldsig.Parse(doc)
	if err != nil {
		return doc
	}
	elements := all(parsed.Root)
	e := elements[r.IntN(len(elements))]
	raw := doc[e.Offset:e.End]
	other := elements[r.IntN(len(elements))]
	switch r.IntN(9) {
	case 0:
		return splice(doc, e.Offset, e.End, "")
	case 1:
		return splice(doc, e.End, e.End, string(raw))
	case 2:
		return splice(doc, e.Offset, e.End, renamed(e, string(raw), names[r.IntN(len(names))]))
	case 3: // exchange two that do not contain one another
		if e.Offset > other.Offset {
			e, other = other, e
		}
		if e.End > other.Offset {
			return doc
		}
		second := string(doc[other.Offset:other.End])
		swapped := splice(doc, other.Offset, other.End, string(doc[e.Offset:e.End]))
		return splice(swapped, e.Offset, e.End, second)
	case 4, 5:
		return retext(r, doc, e)
	case 6: // copy one to another place
		return splice(doc, e.Offset, e.Offset, string(doc[other.Offset:other.End]))
	case 7:
		return readdress(r, doc, e)
	}
	extra := []string{"text", " ", "<!-- c -->", "<?p i?>", "<sr:UPRN>1</sr:UPRN>", "<x/>", "<sr:X/>",
		"<![CDATA[ ]]>", "&#32;", "&amp;"}
	return splice(doc, e.End, e.End, extra[r.IntN(len(extra))])
}

func all(e *xmldsig.Element) []*xmldsig.Element {
	found := []*xmldsig.Element{e}
	for child := range e.Elements() {
		found = append(found, all(child)...)
	}
	return found
}

func splice(doc []byte, from, to int, with string) []byte {
	out := append([]byte{}, doc[:from]...)
	return append(append(out, with...), doc[to:]...)
}

func renamed(e *xmldsig.Element, raw, name string) string {
	was := e.Local
	if e.Prefix != "" {
		was = e.Prefix + ":" + e.Local
	}
	raw = strings.Replace(raw, "<"+was, "<"+name, 1)
	if i := strings.LastIndex(raw, "</"+was); i >= 0 {
		raw = raw[:i] + "</" + name + raw[i+2+len(was):]
	}
	return raw
}

// retext changes the content of an element, wholly or by a character.
func retext(r *rand.Rand, doc []byte, e *xmldsig.Element) []byte {
	start := bytes.IndexByte(doc[e.Offset:e.End], '>') + e.Offset + 1
	end := bytes.LastIndex(doc[e.Offset:e.End], []byte("</")) + e.Offset
	if end < start {
		return doc
	}
	if text := string(doc[start:end]); r.IntN(3) == 0 && len(text) > 1 && !strings.Contains(text, "<") {
		i := r.IntN(len(text))
		with := []string{"", "0", "A", "-", text[i:i+1] + text[i:i+1]}
		return splice(doc, start+i, start+i+1, with[r.IntN(len(with))])
	}
	return splice(doc, start, end, values[r.IntN(len(values))])
}

// readdress changes, removes or adds an attribute.
func readdress(r *rand.Rand, doc []byte, e *xmldsig.Element) []byte {
	end := e.Offset + bytes.IndexAny(doc[e.Offset:e.End], "/> \n")
	if len(e.Attrs) == 0 || r.IntN(3) == 0 {
		extra := []string{` Id="a"`, ` Id="1"`, ` index="1"`, ` schemaVersion="5.4"`, ` Algorithm="urn:x"`,
			` xml:lang="en"`, ` xmlns:xsi="` + namespaceInstance + `" xsi:noNamespaceSchemaLocation="a.xsd"`}
		added := splice(doc, end, end, extra[r.IntN(len(extra))])
		if _, err := xmldsig.Parse(added); err != nil {
			return doc
		}
		return added
	}
	a := e.Attrs[r.IntN(len(e.Attrs))]
	open := a.Offset + bytes.IndexByte(doc[a.Offset:], '"') + 1
	close := open + bytes.IndexByte(doc[open:], '"')
	if r.IntN(2) == 0 {
		return splice(doc, a.Offset, close+1, "")
	}
	return splice(doc, open, close, []string{"", "5.1", " 5.4 ", "x", "5,4", "-1.50"}[r.IntN(6)])
}
