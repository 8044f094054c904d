package duis

import (
	"reflect"
	"strings"
	"testing"

	"github.com/mains-energy/mains/xmldoc/xmldoctest"
	"github.com/mains-energy/mains/xmldsig"
)

// TestForms: what a simple type takes and what it does not, where the rules are finer than
// their names.
func TestForms(t *testing.T) {
	for _, row := range []struct {
		name string
		to   any
		text string
		ok   bool
	}{
		{"FutureDatedAlertCode", new(string), "8f66", true},
		{"FutureDatedAlertCode", new(string), "8F68", false},
		{"DSPScheduleID", new(uint64), "1000000000000", true},
		{"DSPScheduleID", new(uint64), "+7", true},
		{"DSPScheduleID", new(uint64), "1000000000001", false},
		{"FloorSequenceNumber", new(uint64), "9223372036854775807", true},
		{"FloorSequenceNumber", new(uint64), "9223372036854775808", false},
		{"FloorSequenceNumber", new(uint64), "-0", true},
		{"Integer20", new(string), "00012345678901234567890", true},
		{"Integer20", new(string), "123456789012345678901", false},
		{"Integer", new(string), "++5", false},
		{"Integer", new(string), "-123456789012345678901234567890", true},
		{"UPRN", new(uint64), "000999999999999", true},
		{"UPRN", new(uint64), "1000000000000", false},
	} {
		doc, err := xmldsig.Parse([]byte("<x>" + row.text + "</x>"))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.DecodeValue(row.name, doc.Root, row.to); (err == nil) != row.ok {
			t.Errorf("%s %q: %v", row.name, row.text, err)
		}
	}
}

// TestNamed: a key of a set that is none of its names is not written.
func TestNamed(t *testing.T) {
	req := &Request{Header: sampleHeader(), Body: &ConfigureAlertBehaviour{
		GasSupplierAlerts: SupplierGSME{"x810D": EnableAlert, "x0000": DisableAlert}}}
	again, err := Parse(req.Append(nil))
	if err != nil {
		t.Fatal(err)
	}
	got := again.Body.(*ConfigureAlertBehaviour).GasSupplierAlerts
	if want := (SupplierGSME{"x810D": EnableAlert}); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v", got)
	}
}

// TestStructures: documents that hold more than the schema allows, and the least that it
// allows.
func TestStructures(t *testing.T) {
	alert := func(body string) string {
		return `<sr:Response xmlns:sr="` + Namespace + `" schemaVersion="5.4"><sr:Header>` +
			`<sr:ResponseCode>I0</sr:ResponseCode>` +
			`<sr:ResponseDateTime>2030-01-15T09:00:00Z</sr:ResponseDateTime></sr:Header><sr:Body>` +
			`<sr:DCCAlertMessage><sr:DCCAlertCode>N55</sr:DCCAlertCode><sr:DCCAlert>` + body +
			`</sr:DCCAlert></sr:DCCAlertMessage></sr:Body></sr:Response>`
	}
	channels := func(names string) string {
		return alert(`<sr:DualBandCHAlert><sr:CHFDeviceID>` + oneEUI + `</sr:CHFDeviceID>` +
			`<sr:DeviceAlertCode>8F20</sr:DeviceAlertCode><sr:SubGHzChannelChanged>` +
			`<sr:OperatingSubGHzChannel><sr:OperatingUpperBandSubGHzChannel>` + names +
			`</sr:OperatingUpperBandSubGHzChannel></sr:OperatingSubGHzChannel>` +
			`<sr:ScanTrigger>GSMERequest</sr:ScanTrigger></sr:SubGHzChannelChanged></sr:DualBandCHAlert>`)
	}
	request := func(attrs, object string) string {
		return strings.Replace(strings.Replace(document(header(idText, "4", "7.12", "7.12"), offset),
			"</sr:Request>", strings.Replace(xmldoctest.Signature, "</ds:Signature>",
				"<ds:Object>"+object+"</ds:Object></ds:Signature></sr:Request>", 1), 1),
			"schemaVersion=", attrs+" schemaVersion=", 1)
	}
	xsi := `xmlns:xsi="` + namespaceInstance + `"`
	for _, row := range []struct {
		name, doc string
		ok        bool
	}{
		{"no alert", alert(""), false},
		{"no channel", channels(""), false},
		{"one channel", channels("<sr:Channel26/>"), true},
		{"two channels", channels("<sr:Channel25/><sr:Channel26/>"), false},
		{"nothing known in an Object", request("", "<x/>"), true},
		{"a request in an Object", request("", "<sr:Request/>"), false},
		{"an alert in an Object", request("", "<sr:S1SPAlert/>"), false},
		{"a RequestID in an Object", request("", "<sr:RequestID>"+idText+"</sr:RequestID>"), true},
		{"an attribute in it", request("", `<sr:RequestID a="">`+idText+"</sr:RequestID>"), false},
		{"a counter of zero", request("", "<sr:RequestID>"+idText[:48]+"0</sr:RequestID>"), true},
		{"a schema location", request(xsi+` xsi:schemaLocation="a b"`, ""), true},
		{"a type of its own", request(xsi+` xmlns:s="`+Namespace+`" xsi:type="s:Request"`, ""), false},
		{"nil", request(xsi+` xsi:nil="false"`, ""), false},
		{"a document type", "<!DOCTYPE Request>" + request("", ""), false},
	} {
		if err := ours([]byte(row.doc)); (err == nil) != row.ok {
			t.Errorf("%s: %v\n%s", row.name, err, row.doc)
		}
	}
}
