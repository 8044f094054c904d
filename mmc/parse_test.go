package mmc

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/shared"
)

// TestDecrypted parses what is encrypted without keys, decrypts the GBCSData as a User would, and
// parses again with it: the document is that of whoever has the keys.
func TestDecrypted(t *testing.T) {
	keys := publishedKeys(t)
	passes := 0
	for name, octets := range shared.Messages(t) {
		m, err := gbcs.Parse(octets)
		if err != nil || m.Flag == gbcs.Command {
			continue
		}
		first, err := new(Parser).Message(m)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		data := dataIn(first)
		if len(data) == 0 || data[0].Type == gbcsData {
			continue
		}
		secret, err := usecase.ItemSecret(&m.Header, keys)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		sealed := 0
		for i, d := range data {
			if d.Format != encryptedFormat {
				continue
			}
			sealed = i
			if data[i].Value, err = m.Decrypt(nil, secret, d.Value); err != nil {
				t.Fatalf("%s: GBCSData %d: %v", name, i, err)
			}
			data[i].Format = plainFormat
		}
		second, err := (&Parser{Decrypted: data}).Message(m)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		whole, err := (&Parser{Keys: keys}).Message(m)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if diff := cmp.Diff(string(whole.Append(nil)), string(second.Append(nil))); diff != "" {
			t.Errorf("%s (-with keys +with GBCSData):\n%s", name, diff)
		}
		data[sealed].Format = encryptedFormat
		third, err := (&Parser{Decrypted: data}).Message(m)
		if err != nil || len(dataIn(third)) == 0 {
			t.Errorf("%s: with a part still encrypted: %v", name, err)
		}
		passes++
	}
	if passes == 0 {
		t.Error("no message with encrypted parts")
	}
	t.Logf("%d messages", passes)
}

// dataIn are the GBCSData of a document.
func dataIn(d *Document) []GBCSData {
	if answer, ok := d.Body.(*ResponseMessage); ok {
		return answer.GBCSData
	}
	return d.Body.(*DeviceAlertMessage).GBCSData
}

// TestResponse parses Service Responses: the service is that of the response.
func TestResponse(t *testing.T) {
	h := gbcs.Header{Flag: gbcs.Response, Message: usecase.ECS70.Message, Counter: 5}
	at := dlms.DateTimeOf(time.Date(2022, 1, 20, 12, 0, 0, 0, time.UTC), dlms.NotSpecified)
	results := make([]usecase.Result, 5)
	for i := range results {
		results[i].Row = i
	}
	for i, args := range map[int]usecase.Args{
		3: {usecase.ClockTime.Is(at)}, 4: {usecase.ClockTimeStatus.Is(2)},
	} {
		results[i].Args = args
	}
	payload, err := usecase.ECS70.AppendResponse(nil, &h, results, nil)
	if err != nil {
		t.Fatal(err)
	}
	m := &gbcs.Message{Header: h, Payload: payload, Form: gbcs.Inner}
	d, err := Parse((&duis.Response{Code: "I0", DateTime: time.Unix(1e9, 0),
		Body: &duis.ResponseMessage{ServiceReference: "6.11", ServiceReferenceVariant: "6.11",
			Payload: &duis.DSPScheduledMessage{GBCSPayload: m.Append(nil), DSPScheduleID: 7}},
	}).Append(nil), nil)
	if err != nil || d.Body.(*ResponseMessage).SMETSData == nil {
		t.Errorf("what came by a schedule: %v", err)
	}
	for service, want := range map[string]string{
		"6.11": "<ra:SynchroniseClockRsp ", "8.1.1": "<ra:CommissionDeviceSynchroniseClockRsp ",
		"7.4":    `<ra:GBCSData format="plain" sequence="0" name="ECS70" type="gbcs">`,
		"6.14.3": `<ra:GBCSData format="plain" sequence="0" name="ECS70" type="gbcs">`,
	} {
		r := &duis.Response{Code: "I0", DateTime: time.Unix(1e9, 0), Body: &duis.ResponseMessage{
			ServiceReference: "6.11", ServiceReferenceVariant: service,
			Payload: duis.GBCSPayload(m.Append(nil)),
		}}
		d, err := Parse(r.Append(nil), nil)
		if err != nil {
			t.Fatal(err)
		}
		if doc := string(d.Append(nil)); !strings.Contains(doc, want) {
			t.Errorf("%s: no %s in\n%s", service, want, doc)
		}
	}
}

// TestSMETS1 parses what the Service Provider of a SMETS1 Device has written in the form of the
// catalogue: an answer with its DebugInfo, and an alert.
func TestSMETS1(t *testing.T) {
	header := Header{
		BusinessOriginatorID: eui.ID{1}, BusinessTargetID: eui.ID{2}, OriginatorCounter: 3,
	}
	answer := &ResponseMessage{
		SMETSData: &ReadSupplyStatusRsp{SupplyState: new("Armed")},
		DebugInfo: &DebugInfo{SMETS1Debug: &SMETS1Debug{SMETS1Response: []StatusSMETS1{
			{ResponseCode: 4, Position: 1, Error: "no answer"}}}},
	}
	alert := &DeviceAlertMessage{DeviceAlertContent: &DeviceAlertContent{
		GBCSHexAlertCode: []byte{0x81, 0x0D}, AlertDescription: "tampering",
		Timestamp: time.Unix(1e9, 0).UTC(),
	}}
	foreign := func(name string, of any) duis.Foreign {
		return duis.Foreign(schema.AppendElement(nil, name, of))
	}
	for _, body := range []Body{answer, alert} {
		inside := duis.SMETS1ResponseBody{}
		if body == answer {
			inside.ResponseMessage = foreign("ResponseMessage", answer)
		} else {
			inside.DeviceAlertMessage = foreign("DeviceAlertMessage", alert)
		}
		r := &duis.Response{Code: "I0", Body: &duis.SMETS1ResponseMessage{
			SMETS1SignedResponse: duis.SMETS1SignedResponse{SMETS1Response: duis.SMETS1ResponseType{
				Header: foreign("Header", &header), Body: inside,
			}},
		}}
		d, err := new(Parser).Response(r)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(&Document{Header: header, Body: body}, d); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
	r := &duis.Response{Code: "I0", Body: &duis.SMETS1ResponseMessage{}}
	if d, err := new(Parser).Response(r); err == nil || d != nil {
		t.Errorf("nothing: %v", d)
	}
}

// TestUnknown parses messages of which no Use Case is known: they stand in GBCSData as a whole.
func TestUnknown(t *testing.T) {
	for _, flag := range []gbcs.Flag{gbcs.Response, gbcs.Alert} {
		m := &gbcs.Message{
			Header:  gbcs.Header{Flag: flag, Message: 0x7FFF, Counter: 1, Originator: eui.ID{1}},
			Payload: []byte{1, 2, 3}, Form: gbcs.Inner,
		}
		octets := m.Append(nil)
		d, err := Parse(octets, nil)
		if err != nil {
			t.Fatal(err)
		}
		data := dataIn(d)
		if len(data) != 1 || !bytes.Equal(data[0].Value, octets) || d.Encrypted() {
			t.Errorf("%v: %+v", flag, data)
		}
		if _, err := ParseDocument(d.Append(nil)); err != nil {
			t.Error(err)
		}
	}
}

// TestOtherService refuses a service that the message does not answer.
func TestOtherService(t *testing.T) {
	m := profile(t, 1)
	for _, service := range []string{"7.4", "nothing"} {
		if d, err := (&Parser{SRV: service}).Message(m); !errors.Is(err, ErrService) || d != nil {
			t.Errorf("%s: %v", service, err)
		}
	}
}

// TestFailures parses what carries no answer of a Device.
func TestFailures(t *testing.T) {
	command := &gbcs.Message{
		Header:  gbcs.Header{Flag: gbcs.Command, Message: usecase.ECS45.Message},
		Payload: []byte{0}, Form: gbcs.Inner,
	}
	ack := &duis.Response{Code: "I99", DateTime: time.Unix(1e9, 0), Body: &duis.ResponseMessage{
		ServiceReference: "7.4", ServiceReferenceVariant: "7.4",
	}}
	for name, response := range map[string][]byte{
		"nothing": nil, "no XML": []byte("<"), "another document": []byte("<a/>"),
		"no message": {1, 2, 3}, "a Command": command.Append(nil), "an acknowledgement": ack.Append(nil),
	} {
		if d, err := Parse(response, nil); err == nil || d != nil {
			t.Errorf("%s: %v", name, d)
		}
	}
	if _, err := Parse(ack.Append(nil), nil); !errors.Is(err, ErrNoMessage) {
		t.Errorf("an acknowledgement: %v", err)
	}
}

// TestCSV writes a log that came in two answers as one table.
func TestCSV(t *testing.T) {
	var out bytes.Buffer
	c := NewCSV(&out)
	for range 2 {
		var p Parser
		if err := p.tree.Read(profile(t, 2), clear); err != nil {
			t.Fatal(err)
		}
		if n, err := c.Write(p.document("4.8.1")); n != 1 || err != nil {
			t.Fatal(n, err)
		}
	}
	const device, log = "01-00-00-00-00-00-00-00", "ReadActiveImportProfileDataRsp/LogEntry"
	row := device + "," + log + ",2015-11-05T00:53:20.00Z,0\n" +
		device + "," + log + ",2015-11-05T01:23:20.00Z,1\n"
	want := "BusinessOriginatorID,Log,Timestamp,Electricity/PrimaryValue\n" + row + row
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
