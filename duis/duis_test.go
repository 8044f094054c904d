package duis

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"errors"
	"math"
	"math/big"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/xmldoc/xmldoctest"
	"github.com/mains-energy/mains/xmldsig"
)

// document wraps a header and a body as a User would write them.
func document(header, body string) string {
	return `<sr:Request xmlns:sr="` + Namespace + `" schemaVersion="5.4">` +
		"\n<sr:Header>" + header + "</sr:Header>\n<sr:Body>" + body + "</sr:Body></sr:Request>"
}

func header(id, variant, reference, srv string) string {
	return "<sr:RequestID>" + id + "</sr:RequestID><sr:CommandVariant>" + variant +
		"</sr:CommandVariant><sr:ServiceReference>" + reference +
		"</sr:ServiceReference><sr:ServiceReferenceVariant>" + srv + "</sr:ServiceReferenceVariant>"
}

const (
	idText = "90-b3-D5-1F-30-01-00-00:00-DB-12-34-56-78-90-A0:1000"
	offset = "<sr:SetRandomisedOffsetLimit><sr:RandomisedOffsetLimit>900" +
		"</sr:RandomisedOffsetLimit></sr:SetRandomisedOffsetLimit>"
)

// TestParse reads one document and finds every field, the RequestID byte for byte.
func TestParse(t *testing.T) {
	raw := []byte(document(header(idText, "4", "7.12", "7.12"), offset))
	req, err := Parse(raw)
	if err != nil {
		t.Fatal(err)
	}
	want := Header{
		RequestID:     RequestID{sampleID.Originator, sampleID.Target, 1000},
		RequestIDText: idText, CommandVariant: 4, ServiceReference: "7.12", ServiceReferenceVariant: "7.12",
	}
	if !reflect.DeepEqual(req.Header, want) || req.SchemaVersion != "5.4" || req.Signed {
		t.Errorf("got %+v", req)
	}
	if body, ok := req.Body.(*SetRandomisedOffsetLimit); !ok || body.RandomisedOffsetLimit != 900 {
		t.Errorf("body %+v", req.Body)
	}
	if &req.Raw[0] != &raw[0] || req.Document == nil {
		t.Error("the request does not carry what was parsed")
	}
	if got := string(req.Append(nil)); !strings.Contains(got, ">"+idText+"<") {
		t.Errorf("the RequestID changed: %s", got)
	}
}

// TestFaults has one row per kind of fault: where it is found and what is said. A
// row with nothing to echo must be a SyntaxError, every other a refusal with E52
// that carries the header.
func TestFaults(t *testing.T) {
	good := header(idText, "4", "7.12", "7.12")
	sound := document(good, offset)
	with := func(id, srv string) string { return document(header(id, "4", "7.12", srv), offset) }
	counter := func(digits string) string { return with(idText[:48]+digits, "7.12") }
	change := func(from, to string) string { return strings.Replace(sound, from, to, 1) }
	body := func(text string) string { return document(good, text) }
	limit := func(value string) string {
		return body("<sr:SetRandomisedOffsetLimit><sr:RandomisedOffsetLimit>" + value +
			"</sr:RandomisedOffsetLimit></sr:SetRandomisedOffsetLimit>")
	}
	wrap := func(outer, inner, value string, n int) string {
		each := "<sr:" + inner + ">" + value + "</sr:" + inner + ">"
		return body("<sr:" + outer + ">" + strings.Repeat(each, n) + "</sr:" + outer + ">")
	}
	const (
		root    = "/sr:Request"
		inHead  = root + "/sr:Header/sr:"
		inBody  = root + "/sr:Body/sr:"
		atLimit = inBody + "SetRandomisedOffsetLimit/sr:RandomisedOffsetLimit"
		atRole  = inBody + "RetrieveDeviceSecurityCredentialsKRP/sr:RemotePartyRole"
		atTime  = inBody + "ReadInstantaneousImportRegisters/sr:ExecutionDateTime"
		empty   = `<sr:Request xmlns:sr="` + Namespace + `" schemaVersion="5.4"/>`
		xsi     = `<sr:Body xmlns:xsi="` + namespaceInstance + `" `
	)
	tests := []struct {
		name, doc, path, says string
		line                  int
		unanswerable          bool
	}{
		{"no XML", "<sr:Request", "/", "", 1, true},
		{"other root", "<Request/>", "/Request", "the root is not Request", 1, true},
		{"a response", strings.ReplaceAll(sound, "sr:Request", "sr:Response"), "/sr:Response",
			"the root", 1, true},
		{"no header", empty, root, "Header is missing", 1, true},
		{"identifier", with("90-B3:1", "7.12"), inHead + "RequestID", "EUI-64", 2, true},
		{"leading zero", counter("01"), inHead + "RequestID", "leading zeros", 2, true},
		{"too high", counter("18446744073709551616"), inHead + "RequestID", "above", 2, true},
		{"SRV", with(idText, "7.99"), inHead + "ServiceReferenceVariant", "the 129 values", 2, true},
		{"SRV with blank", with(idText, "7.12 "), inHead + "ServiceReferenceVariant", "129", 2, true},
		{"RequestID twice", document(good+good, offset), inHead + "RequestID[2]", "twice", 2, true},

		{"zero", counter("0"), inHead + "RequestID", "zero", 2, false},
		{"variant", change(">4<", ">10<"), inHead + "CommandVariant", "1 to 9", 2, false},
		{"order", change("<sr:RequestID>", "<sr:FirstInSequence>1</sr:FirstInSequence><sr:RequestID>"),
			inHead + "FirstInSequence", "want RequestID", 2, false},
		{"two bodies", body(offset + offset), inBody + "SetRandomisedOffsetLimit[2]",
			"not expected", 3, false},
		{"Body twice", change("</sr:Request>", "<sr:Body/></sr:Request>"), root + "/sr:Body[2]",
			"not expected here: want Signature", 3, false},
		{"no body", body(""), root + "/sr:Body", "one of 130 elements", 3, false},
		{"unknown body", body("<sr:ReadStock/>"), inBody + "ReadStock", "one of 130", 3, false},
		{"no namespace", body("<ReadInventory/>"), root + "/sr:Body/ReadInventory",
			"one of 130", 3, false},
		{"too early", body("<sr:TopUpDevice/>"), inBody + "TopUpDevice", "want UTRN", 3, false},
		{"too large", limit("1800"), atLimit, "0 to 1799", 3, false},
		{"no number", limit("9,5"), atLimit, "decimal number", 3, false},
		{"element", limit("<sr:a/>1"), atLimit + "/sr:a", "inside the value", 3, false},
		{"missing", body("<sr:SetRandomisedOffsetLimit/>"), inBody + "SetRandomisedOffsetLimit",
			"want RandomisedOffsetLimit", 3, false},
		{"text", body("x" + offset), root + "/sr:Body", `text "x"`, 3, false},
		{"attribute", change("<sr:Body>", `<sr:Body Id="b">`), root + "/sr:Body/@Id",
			"not allowed", 3, false},
		{"value's attribute", change("<sr:CommandVariant", `<sr:CommandVariant Id="b"`),
			inHead + "CommandVariant/@Id", "not allowed", 2, false},
		{"version", change(`"5.4"`, `"new"`), root + "/@schemaVersion", "decimal", 1, false},
		{"no version", change(` schemaVersion="5.4"`, ""), root + "/@schemaVersion", "missing", 1, false},
		{"no zone", wrap("ReadInstantaneousImportRegisters", "ExecutionDateTime",
			"2030-01-15T09:00:00", 1),
			atTime, "no zone", 3, false},
		{"eight roles", wrap("RetrieveDeviceSecurityCredentialsKRP", "RemotePartyRole", "ACB", 8),
			atRole + "[8]", "not expected", 3, false},
		{"role", wrap("RetrieveDeviceSecurityCredentialsKRP", "RemotePartyRole", "CoS", 1),
			atRole, "ACB, NetworkOperator", 3, false},
		{"base64", wrap("SignedPreCommand", "GBCSPayload", "3w!B", 1),
			inBody + "SignedPreCommand/sr:GBCSPayload", "base64Binary", 3, false},
		{"two choices", wrap("ReadInventory", "UPRN", "1", 2), inBody + "ReadInventory/sr:UPRN[2]",
			"not expected", 3, false},
		{"no choice", body("<sr:ReadInventory/>"), inBody + "ReadInventory",
			"DeviceID, MPxN, PropertyFilter, UPRN", 3, false},
		{"nil", change("<sr:Body>", xsi+`xsi:nil="true">`), root + "/sr:Body/@nil",
			"not allowed", 3, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			req, err := Parse([]byte(test.doc))
			if err == nil || !strings.Contains(err.Error(), test.says) {
				t.Fatalf("got %v", err)
			}
			var syntax *SyntaxError
			var refusal *ResponseError
			var fault *Fault
			switch {
			case test.unanswerable && errors.As(err, &syntax):
				if syntax.Path != test.path || syntax.Line != test.line || req != nil {
					t.Errorf("got %s line %d: %v", syntax.Path, syntax.Line, err)
				}
			case !test.unanswerable && errors.As(err, &refusal) && errors.As(err, &fault):
				if fault.Path != test.path || fault.Line != test.line || refusal.Code != E52 {
					t.Errorf("got %s line %d: %v", fault.Path, fault.Line, err)
				}
				if req == nil || !strings.HasPrefix(req.RequestIDText, idText[:48]) ||
					req.ServiceReferenceVariant != "7.12" || req.ServiceReference != "7.12" ||
					req.RequestID.Originator != sampleID.Originator {
					t.Errorf("nothing to echo: %+v", req)
				}
			default:
				t.Errorf("got %T: %v", err, err)
			}
		})
	}
}

// TestCommentsHideNothing reads values that comments split: what a canonical form
// joins must be read as one.
func TestCommentsHideNothing(t *testing.T) {
	body := strings.Replace(offset, "900", "9<!-- -->0<![CDATA[0]]>", 1)
	split := header("90-b3-D5-1F-30-01-00-00:00-DB-12-34-56-78-90-A0:1<!-- -->000", "4", "7.12", "7.1<!-- -->2")
	req, err := Parse([]byte(document(split, body)))
	if err != nil {
		t.Fatal(err)
	}
	if req.RequestIDText != idText || req.ServiceReferenceVariant != "7.12" {
		t.Errorf("got %+v", req.Header)
	}
	if got := req.Body.(*SetRandomisedOffsetLimit).RandomisedOffsetLimit; got != 900 {
		t.Errorf("read %d where the signature covers 900", got)
	}
}

func TestExecutionDateTime(t *testing.T) {
	at := time.Date(2030, 1, 15, 10, 0, 0, 0, time.FixedZone("", 3600))
	for _, body := range []Body{
		&ReadInstantaneousImportRegisters{ExecutionDateTime: &at},
		&SignedPreCommand{ExecutionDateTime: &at},
	} {
		got, ok := ExecutionDateTime(body)
		if !ok || got != time.Date(2030, 1, 15, 9, 0, 0, 0, time.UTC) {
			t.Errorf("%T: %v, %v", body, got, ok)
		}
	}
	for _, body := range []Body{&SignedPreCommand{}, &ReadInventory{}, nil} {
		if got, ok := ExecutionDateTime(body); ok {
			t.Errorf("%T: %v", body, got)
		}
	}
}

func TestUserRole(t *testing.T) {
	for role := IS; role <= MDR; role++ {
		again, err := ParseUserRole(role.String())
		if err != nil || again != role || role.Name() == "" {
			t.Errorf("%d: %s, %s, %v", role, role, role.Name(), err)
		}
	}
	if _, err := ParseUserRole(""); err == nil {
		t.Error("accepted no role")
	}
	if UserRole(0).Name() != "" || UserRole(99).String() != "UserRole(99)" {
		t.Error("names of no role")
	}
}

func TestRequestID(t *testing.T) {
	for _, counter := range []string{"1", "1000", "18446744073709551615"} {
		text := "90-B3-D5-1F-30-01-00-00:00-DB-12-34-56-78-90-A0:" + counter
		id, err := ParseRequestID(text)
		if err != nil || id.String() != text || id.IsZero() {
			t.Errorf("%s: %v, %v", text, id, err)
		}
		var again RequestID
		marshalled, _ := id.MarshalText() // its error is always nil
		if again.UnmarshalText(marshalled) != nil || again != id {
			t.Errorf("%s became %s", id, again)
		}
	}
	lower, err := ParseRequestID(strings.ToLower(sampleID.String()))
	if err != nil || lower != sampleID {
		t.Errorf("lower case: %v, %v", lower, err)
	}
	if answer := sampleID.Response(); answer.Originator != sampleID.Target ||
		answer.Target != sampleID.Originator || answer.Counter != math.MaxUint64 {
		t.Errorf("the response to it is %s", answer)
	}
	for _, bad := range []string{
		"", "1", idText[:47], idText[:48], idText[:48] + "0", idText[:48] + "01", idText[:48] + "+1",
		idText[:48] + "-1", idText[:48] + "1 ", " " + idText, idText + ":1",
		idText[:48] + "18446744073709551616",
		"90B3D51F30010000:00DB1234567890A0:1", idText[:48] + "\u0661",
		strings.Replace(idText, "-", ":", 1),
	} {
		if id, err := ParseRequestID(bad); err == nil || !id.IsZero() {
			t.Errorf("accepted %q as %s", bad, id)
		}
	}
}

// TestTruncated refuses every proper prefix of a request and of a response.
func TestTruncated(t *testing.T) {
	raw := []byte(document(header(idText, "4", "7.12", "7.12"), offset))
	for n := range raw {
		if _, err := Parse(raw[:n]); err == nil {
			t.Fatalf("accepted %q", raw[:n])
		}
	}
	raw = sampleResponses()[2].Append(nil)
	for n := range raw {
		if _, err := ParseResponse(raw[:n]); err == nil {
			t.Fatalf("accepted %q", raw[:n])
		}
	}
	if _, err := Parse(append(raw, 'x')); err == nil {
		t.Fatal("accepted an extra octet")
	}
}

// TestResponseForm compares an acknowledgement with its published shape.
func TestResponseForm(t *testing.T) {
	resp := sampleResponses()[0]
	resp.RequestIDText = idText
	resp.DateTime = time.Date(2026, 1, 15, 10, 0, 0, 120999999, time.FixedZone("", 3600))
	want := `<?xml version="1.0" encoding="UTF-8"?>` + "\n" +
		`<sr:Response xmlns:sr="http://www.dccinterface.co.uk/ServiceUserGateway" schemaVersion="5.4">` +
		`<sr:Header><sr:RequestID>` + idText + `</sr:RequestID><sr:ResponseCode>I99</sr:ResponseCode>` +
		`<sr:ResponseDateTime>2026-01-15T09:00:00.120Z</sr:ResponseDateTime></sr:Header>` +
		`<sr:Body><sr:ResponseMessage><sr:ServiceReference>4.1</sr:ServiceReference>` +
		`<sr:ServiceReferenceVariant>4.1.1</sr:ServiceReferenceVariant></sr:ResponseMessage>` +
		`</sr:Body></sr:Response>`
	if got := string(resp.Append(nil)); got != want {
		t.Errorf("\ngot  %s\nwant %s", got, want)
	}
}

// TestResponsesReadBack reads every kind of response that we write.
func TestResponsesReadBack(t *testing.T) {
	for i, resp := range sampleResponses() {
		raw := resp.Append([]byte("kept"))[len("kept"):]
		again, err := ParseResponse(raw)
		if err != nil {
			t.Fatalf("%d: %v\n%s", i, err, raw)
		}
		if resp.RequestID != nil {
			resp.RequestIDText = resp.RequestID.String()
		}
		if resp.SchemaVersion == "" {
			resp.SchemaVersion = SchemaVersion
		}
		if !reflect.DeepEqual(resp, again) {
			t.Errorf("%d\n%+v\n%+v", i, resp, again)
		}
	}
}

// TestResponsesAreValid asks libxml2 about every kind of response that we write.
func TestResponsesAreValid(t *testing.T) {
	o := newOracle(t)
	var docs [][]byte
	for _, resp := range sampleResponses() {
		docs = append(docs, resp.Append(nil))
	}
	valid, complaint := o.Verdicts(t, docs)
	for i := range docs {
		if !valid[i] {
			t.Errorf("%s\n%s", complaint[i], docs[i])
		}
	}
}

// TestResponseCodes checks the table against the schema's list: each row a listed
// code, in that order, once, with a meaning unless it is reserved.
func TestResponseCodes(t *testing.T) {
	last := -1
	for _, row := range Codes() {
		i := indexOf(responseCodes, string(row.Code))
		if i <= last {
			t.Errorf("%s is not in the order of the schema", row.Code)
		}
		last = i
		if (row.Meaning == "") != (row.Confidence == Reserved) || row.Clause == "" || !row.Code.Valid() {
			t.Errorf("incomplete row %+v", row)
		}
	}
	if E4.Meaning() == "" || !E4.Refusal() || I0.Refusal() || ResponseCode("E6").Valid() ||
		len(responseCodes) != 194 {
		t.Error("the table does not answer")
	}
	got := Refuse(E5, "status %s", "Pending").Error()
	if !strings.Contains(got, "E5 (") || !strings.Contains(got, "Pending") {
		t.Errorf("got %s", got)
	}
}

func indexOf(list []string, s string) int {
	for i, each := range list {
		if each == s {
			return i
		}
	}
	return -1
}

// TestNames counts what the schema counts.
func TestNames(t *testing.T) {
	counts := []struct {
		list []string
		want int
	}{{serviceReferences, 95}, {serviceReferenceVariants, 129}, {elements(bodies), 130},
		{dccAlertCodes, 66}, {elements(payloads), 13}, {elements(alerts), 24}}
	for _, c := range counts {
		seen := map[string]bool{}
		for _, name := range c.list {
			seen[name] = true
		}
		if len(seen) != c.want || len(c.list) != c.want {
			t.Errorf("%d names beginning with %s: want %d", len(c.list), c.list[0], c.want)
		}
	}
}

func elements[T interface{ Element() string }](declared []T) (names []string) {
	for _, value := range declared {
		names = append(names, value.Element())
	}
	return names
}

// TestSignature lets a schema-valid signature through that is not of the profile,
// and refuses one that is not schema-valid, or a second one.
func TestSignature(t *testing.T) {
	whole := document(header(idText, "4", "7.12", "7.12"), offset)
	open := strings.TrimSuffix(whole, "</sr:Request>")
	sig := `<Signature xmlns="` + xmldoctest.NamespaceSignature + `"><SignedInfo>` +
		`<CanonicalizationMethod Algorithm="a"/>` +
		`<SignatureMethod Algorithm="a"/><Reference><DigestMethod Algorithm="a"/><DigestValue/>` +
		`</Reference>` +
		`</SignedInfo><SignatureValue/></Signature>`
	req, err := Parse([]byte(open + sig + "</sr:Request>"))
	if err != nil || !req.Signed {
		t.Fatal(err)
	}
	if _, err := xmldsig.Find(req.Document); !errors.Is(err, xmldsig.ErrProfile) {
		t.Errorf("profile: %v", err)
	}
	var fault *Fault
	_, err = Parse([]byte(open + sig + sig + "</sr:Request>"))
	if !errors.As(err, &fault) || fault.Path != "/sr:Request/Signature[2]" {
		t.Errorf("two signatures: %v", err)
	}
	_, err = Parse([]byte(open + strings.Replace(sig, "<DigestValue/>", "", 1) + "</sr:Request>"))
	if !errors.As(err, &fault) || !strings.HasSuffix(fault.Path, "/SignedInfo/Reference") {
		t.Errorf("no digest: %v", err)
	}
}

// TestEscapes writes every awkward character and reads it again.
func TestEscapes(t *testing.T) {
	text := "<&>\"'\r\n\t \u00e9]]>"
	raw := (&Request{Header: sampleHeader(), Body: &ReadInventory{
		PropertyFilter: &PropertyFilter{"AB12 3CD", text}}}).Append(nil)
	req, err := Parse(raw)
	if err != nil {
		t.Fatalf("%v\n%s", err, raw)
	}
	if got := req.Body.(*ReadInventory).PropertyFilter.AddressIdentifier; got != text {
		t.Errorf("%q became %q", text, got)
	}
	raw = (&Request{Header: sampleHeader(), Body: &ReadInventory{
		PropertyFilter: &PropertyFilter{"AB12 3CD", "\x00\x1f\uffff\xff"}}}).Append(nil)
	if _, err := Parse(raw); err != nil {
		t.Errorf("not well formed: %v", err)
	}
}

// TestSigned signs what we write and finds it signed, valid, and else as it was.
func TestSigned(t *testing.T) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	var docs [][]byte
	for i, resp := range sampleResponses() {
		raw, err := xmldsig.Sign(rand.Reader, resp.Append(nil), key, "CN=Z1,OU=07", big.NewInt(42))
		if err != nil {
			t.Fatal(err)
		}
		signed, err := ParseResponse(raw)
		if err != nil || !signed.Signed {
			t.Fatalf("%d: signed %+v, %v", i, signed, err)
		}
		unsigned, err := ParseResponse(resp.Append(nil))
		if err != nil {
			t.Fatal(err)
		}
		signed.Signed = false
		if !reflect.DeepEqual(signed, unsigned) {
			t.Errorf("%d\n%+v\n%+v", i, signed, unsigned)
		}
		docs = append(docs, raw)
	}
	valid, complaint := newOracle(t).Verdicts(t, docs)
	for i := range docs {
		if !valid[i] {
			t.Errorf("%s\n%s", complaint[i], docs[i])
		}
	}
}
