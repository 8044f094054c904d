package mmc

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/internal/shared"
	"github.com/mains-energy/mains/xmldoc"
	"github.com/mains-energy/mains/xmldoc/xmldoctest"
	"github.com/mains-energy/mains/xmldsig"
)

// document makes a document at random around a body.
func document(g *xmldoctest.Generator, body Body) *Document {
	doc := &Document{}
	g.Fill(&doc.Header)
	doc.SchemaVersion = SchemaVersion
	doc.Body = body
	return doc
}

// response makes a document with an Rsp of a type, filled at random.
func response(g *xmldoctest.Generator, like Rsp) *Document {
	message := xmldoctest.Alternative[Body](g, (*ResponseMessage)(nil)).(*ResponseMessage)
	message.SMETSData = xmldoctest.Alternative(g, like)
	return document(g, message)
}

// alert makes a document with a payload of a type, filled at random.
func alert(g *xmldoctest.Generator, like AlertPayload) *Document {
	message := xmldoctest.Alternative[Body](g, (*DeviceAlertMessage)(nil)).(*DeviceAlertMessage)
	message.DeviceAlertContent = &DeviceAlertContent{}
	g.Fill(message.DeviceAlertContent)
	message.DeviceAlertContent.Payload = xmldoctest.Alternative(g, like)
	return document(g, message)
}

// debug makes a document with one of the three kinds of statuses, filled at random.
func debug(g *xmldoctest.Generator, kind int) *Document {
	info := &DebugInfo{}
	f := reflect.ValueOf(info).Elem().Field(kind)
	f.Set(reflect.New(f.Type().Elem()))
	g.Fill(f.Interface())
	return document(g, &ResponseMessage{DebugInfo: info})
}

const debugKinds = 3

// everything are documents with every Rsp, every payload and every kind of statuses.
func everything(g *xmldoctest.Generator) (docs []*Document) {
	for _, rsp := range rsps {
		docs = append(docs, response(g, rsp))
	}
	for _, payload := range alertPayloads {
		docs = append(docs, alert(g, payload))
	}
	for kind := range debugKinds {
		docs = append(docs, debug(g, kind))
	}
	return docs
}

func oracle(t *testing.T) *xmldoctest.Oracle {
	return xmldoctest.NewOracle(t, filepath.Join(shared.Dir(t), "schema", "mmc-5.4.xsd"))
}

// TestValid: what Append writes is valid for libxml2, and is read back as it was.
func TestValid(t *testing.T) {
	o := oracle(t)
	var written [][]byte
	for seed := range uint64(6) {
		for _, doc := range everything(xmldoctest.New(schema, seed)) {
			raw := doc.Append(nil)
			written = append(written, raw)
			read, err := ParseDocument(raw)
			if err != nil {
				t.Fatalf("%v\n%s", err, raw)
			}
			if diff := cmp.Diff(doc, read); diff != "" {
				t.Fatalf("(-written +read):\n%s\n%s", diff, raw)
			}
		}
	}
	valid, complaint := o.Verdicts(t, written)
	for i, raw := range written {
		if !valid[i] {
			t.Errorf("%s\n%s", complaint[i], raw)
		}
	}
}

// TestJSON: what AppendJSON writes is JSON, with numbers as numbers.
func TestJSON(t *testing.T) {
	for _, doc := range everything(xmldoctest.New(schema, 3)) {
		if written := doc.AppendJSON(nil); !json.Valid(written) {
			t.Errorf("no JSON: %s", written)
		}
	}
	value := xmldoc.Decimal{Digits: 1250, Places: 3}
	counters := &ImportBlockCounters{TariffBlockCounterValue: []IndexedDecimal{{2, value}}}
	doc := &Document{SchemaVersion: SchemaVersion, Body: &ResponseMessage{
		SMETSData: &ReadInstantaneousImportBlockCountersRsp{ImportBlockCounters: counters}}}
	const want = `"SMETSData":{"ReadInstantaneousImportBlockCountersRsp":{"ImportBlockCounters":` +
		`{"TariffBlockCounterValue":[{"index":2,"value":1.250}]}}}`
	if written := string(doc.AppendJSON(nil)); !strings.Contains(written, want) {
		t.Errorf("%s, want %s in it", written, want)
	}
}

// TestVerdict compares verdicts with libxml2 on documents of every kind that were changed once
// or more, or not at all.
func TestVerdict(t *testing.T) {
	o := oracle(t)
	seed, count := xmldoctest.Run(t)
	g := xmldoctest.New(schema, seed)
	g.Small = true
	tally := map[string]int{}
	defer func() { t.Log(tally) }()
	for start := 0; start < count && !t.Failed(); start += 1000 {
		docs := changed(g, min(1000, count-start))
		valid, complaint := o.Verdicts(t, docs)
		for i, raw := range docs {
			v := xmldoctest.Verdict{Doc: raw, Err: verdict(raw), Valid: valid[i], Complaint: complaint[i]}
			cause := excuse(v, g.Vocabulary)
			switch {
			case v.Agrees():
				cause = fmt.Sprintf("both %v", v.Valid)
			case cause == "":
				t.Errorf("libxml2 valid %v %s\nours %v\n%s", v.Valid, v.Complaint, v.Err, raw)
			}
			tally[cause]++
		}
	}
}

// changed makes documents, most of them changed.
func changed(g *xmldoctest.Generator, count int) (docs [][]byte) {
	for range count {
		var doc *Document
		switch n := g.IntN(len(rsps) + len(alertPayloads) + debugKinds); {
		case n < len(rsps):
			doc = response(g, rsps[n])
		case n-len(rsps) < len(alertPayloads):
			doc = alert(g, alertPayloads[n-len(rsps)])
		default:
			doc = debug(g, n-len(rsps)-len(alertPayloads))
		}
		raw := doc.Append(nil)
		for range g.IntN(4) {
			raw = g.Mutate(raw)
		}
		docs = append(docs, raw)
	}
	return docs
}

// verdict is that of the schema, without what only ParseDocument refuses.
func verdict(raw []byte) error {
	_, err := ParseDocument(raw)
	if xmldoc.IsBreach(err) {
		parsed, _ := xmldsig.Parse(raw)
		_, err = schema.Decode(parsed.Root, &Document{})
	}
	return err
}

// excuse is the cause of a difference that is a fault of libxml2 or that the package's text
// admits, or empty.
func excuse(v xmldoctest.Verdict, known xmldoctest.Vocabulary) string {
	if cause := v.Excuse(known); cause != "" {
		return cause
	}
	_, err := ParseDocument(v.Doc)
	if v.Agrees() || err == nil {
		return ""
	}
	switch said := err.Error(); {
	case strings.Contains(v.Complaint, "18446744073709551615"):
		return "a counter beyond 64 bits is refused as a number, not as one above a bound"
	case strings.Contains(said, "the root is not"):
		return "a document begins with GBCSResponse, by the schema with any global element"
	case strings.Contains(said, `"" is not one of GBP, ECB`),
		strings.Contains(said, `"" is not one of Millipence, Millicent`):
		return "the schema has a default for an empty element"
	case strings.Contains(said, "@Position") && strings.Contains(said, "want 1 to 4294967295"):
		return "a position is a number of 32 bits"
	case strings.Contains(said, "@index") && strings.Contains(said, "after the point"):
		return "an index has no digits after the point"
	}
	return ""
}

// TestParseDocument reads what stands for documents of others: with another prefix, white
// space and a declaration, and what is no document of the catalogue.
func TestParseDocument(t *testing.T) {
	const head = `<GBCSResponse xmlns="http://www.dccinterface.co.uk/ResponseAndAlert"` +
		` schemaVersion="5.4"><Header>` +
		`<BusinessOriginatorID>00-DB-12-34-56-78-90-A0</BusinessOriginatorID>` +
		`<BusinessTargetID>90-b3-d5-1f-30-01-00-00</BusinessTargetID>` +
		`<OriginatorCounter>18446744073709551615</OriginatorCounter>` +
		"</Header>\n<Body>"
	for name, test := range map[string]struct{ inside, want string }{
		"sound":   {`<ResponseMessage/></Body></GBCSResponse>`, ""},
		"no body": {`</Body></GBCSResponse>`, "Body ends too early"},
		"both":    {`<ResponseMessage/><DeviceAlertMessage/></Body></GBCSResponse>`, "is not expected"},
		"no zone": {`<ResponseMessage><SMETSData><SynchroniseClockRsp><DeviceTime>` +
			`2026-01-15T09:00:00</DeviceTime></SynchroniseClockRsp></SMETSData></ResponseMessage>` +
			`</Body></GBCSResponse>`, "no zone"},
		"cut": {`<ResponseMessage>`, "is not closed"},
	} {
		t.Run(name, func(t *testing.T) {
			doc, err := ParseDocument([]byte(head + test.inside))
			switch {
			case test.want == "" && err != nil:
				t.Fatal(err)
			case test.want == "":
				want := &Document{SchemaVersion: "5.4", Header: Header{
					BusinessOriginatorID: eui.ID{0x00, 0xDB, 0x12, 0x34, 0x56, 0x78, 0x90, 0xA0},
					BusinessTargetID:     eui.ID{0x90, 0xB3, 0xD5, 0x1F, 0x30, 0x01},
					OriginatorCounter:    1<<64 - 1,
				}, Body: &ResponseMessage{}}
				if diff := cmp.Diff(want, doc); diff != "" {
					t.Errorf("(-want +got):\n%s", diff)
				}
			case err == nil || !strings.Contains(err.Error(), test.want) || doc != nil:
				t.Errorf("%v, %v; want %s", doc, err, test.want)
			}
		})
	}
	if doc, err := ParseDocument([]byte(`<Response/>`)); err == nil {
		t.Errorf("a document of another schema is read as %v", doc)
	}
}

// FuzzParseDocument: whatever is read is read again from what is written of it.
func FuzzParseDocument(f *testing.F) {
	g := xmldoctest.New(schema, 1)
	g.Small = true
	for _, doc := range everything(g) {
		f.Add(doc.Append(nil))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		doc, err := ParseDocument(raw)
		if err != nil {
			return
		}
		written := doc.Append(nil)
		again, err := ParseDocument(written)
		if err != nil {
			t.Fatalf("%v\n%s", err, written)
		}
		if diff := cmp.Diff(doc, again); diff != "" {
			t.Errorf("(-read +again):\n%s\n%s", diff, written)
		}
	})
}
