package duis

import (
	"math"
	"reflect"
	"testing"
	"time"

	"github.com/mains-energy/mains/xmldoc/xmldoctest"
	"github.com/mains-energy/mains/xmldsig"
)

// generator makes random requests and responses.
type generator struct{ *xmldoctest.Generator }

func newGenerator(seed uint64) generator {
	g := generator{xmldoctest.New(schema, seed)}
	g.Foreign = foreignParts
	g.Whole = func(e *xmldsig.Element) bool {
		return foreignParts[e.Local] != "" && e.Parent != nil && e.Parent.Parent != nil &&
			(e.Parent.Local == "SMETS1Response" || e.Parent.Parent.Local == "SMETS1Response")
	}
	g.Values = map[reflect.Type]func(*xmldoctest.Generator) any{
		reflect.TypeFor[RequestID](): func(g *xmldoctest.Generator) any {
			counter := []uint64{1, g.Uint64()>>8 + 1, math.MaxUint64}[g.IntN(3)]
			return RequestID{g.EUI(), g.EUI(), counter}
		},
	}
	return g
}

// request makes a request with the given body, or with a random one for nil.
func (g generator) request(body Body) *Request {
	req := &Request{}
	g.Fill(req)
	if body != nil {
		req.Body = xmldoctest.Alternative(g.Generator, body)
	}
	req.RequestIDText = req.RequestID.String()
	return req
}

// response makes a response that holds the alternative given, or a random one for nil.
func (g generator) response(inside any) *Response {
	resp := &Response{}
	g.Fill(resp)
	alternative := func(like ResponseBody) ResponseBody {
		return xmldoctest.Alternative(g.Generator, like)
	}
	switch inside := inside.(type) {
	case ResponseBody:
		resp.Body = alternative(inside)
	case Payload:
		message := alternative((*ResponseMessage)(nil)).(*ResponseMessage)
		message.Payload = xmldoctest.Alternative(g.Generator, inside)
		resp.Body = message
	case DCCAlert:
		message := alternative((*DCCAlertMessage)(nil)).(*DCCAlertMessage)
		message.DCCAlert = xmldoctest.Alternative(g.Generator, inside)
		resp.Body = message
	}
	if resp.RequestID != nil {
		resp.RequestIDText = resp.RequestID.String()
	}
	resp.DateTime = resp.DateTime.Truncate(time.Millisecond)
	return resp
}

// everything are requests and responses with every body, message, payload and alert.
func (g generator) everything() (requests []*Request, responses []*Response) {
	for _, body := range bodies {
		requests = append(requests, g.request(body))
	}
	for _, message := range messages {
		responses = append(responses, g.response(message))
	}
	for _, payload := range payloads {
		responses = append(responses, g.response(payload))
	}
	for _, alert := range alerts {
		responses = append(responses, g.response(alert))
	}
	return requests, responses
}

const (
	namespaceMMC = "http://www.dccinterface.co.uk/ResponseAndAlert"
	oneEUI       = "90-B3-D5-1F-30-01-00-00"
)

// foreignParts are the smallest elements of SMETS1 messages that the MMC schema allows,
// in exclusive canonical form.
var foreignParts = map[string]string{
	"Header": `<sr:Header xmlns:sr="` + Namespace + `"><ra:BusinessOriginatorID xmlns:ra="` +
		namespaceMMC + `">` + oneEUI + `</ra:BusinessOriginatorID><ra:BusinessTargetID xmlns:ra="` +
		namespaceMMC + `">` + oneEUI + `</ra:BusinessTargetID><ra:OriginatorCounter xmlns:ra="` +
		namespaceMMC + `">1</ra:OriginatorCounter></sr:Header>`,
	"ResponseMessage":    `<sr:ResponseMessage xmlns:sr="` + Namespace + `"></sr:ResponseMessage>`,
	"DeviceAlertMessage": `<sr:DeviceAlertMessage xmlns:sr="` + Namespace + `"></sr:DeviceAlertMessage>`,
}

// TestRoundTrip: what Append writes of any value reads as that value, and is written
// again to the same bytes.
func TestRoundTrip(t *testing.T) {
	rounds := 60
	if testing.Short() {
		rounds = 5
	}
	for seed := range uint64(rounds) {
		requests, responses := newGenerator(seed).everything()
		for _, req := range requests {
			raw := req.Append(nil)
			again, err := Parse(raw)
			if err != nil {
				t.Fatalf("seed %d: %v\n%s", seed, err, raw)
			}
			if got := plain(again); !reflect.DeepEqual(got, *req) {
				t.Fatalf("seed %d: %s\n%+v\n%+v", seed, raw, req.Body, got.Body)
			}
			if second := again.Append(nil); string(second) != string(raw) {
				t.Fatalf("seed %d:\n%s\n%s", seed, raw, second)
			}
		}
		for _, resp := range responses {
			raw := resp.Append(nil)
			again, err := ParseResponse(raw)
			if err != nil {
				t.Fatalf("seed %d: %v\n%s", seed, err, raw)
			}
			if !reflect.DeepEqual(again, resp) {
				t.Fatalf("seed %d: %s\n%+v\n%+v", seed, raw, resp.Body, again.Body)
			}
			if second := again.Append(nil); string(second) != string(raw) {
				t.Fatalf("seed %d:\n%s\n%s", seed, raw, second)
			}
		}
	}
}
