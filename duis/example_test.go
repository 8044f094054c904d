package duis_test

import (
	"errors"
	"fmt"
	"time"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/eui"
)

// A User builds a request; package xmldsig would sign it next. The DCC reads it.
func Example() {
	request := duis.Request{
		Header: duis.Header{
			RequestID: duis.RequestID{
				Originator: eui.MustParse("90-B3-D5-1F-30-01-00-00"),
				Target:     eui.MustParse("00-DB-12-34-56-78-90-A0"),
				Counter:    1700000000000,
			},
			CommandVariant:          1,
			ServiceReference:        "4.1",
			ServiceReferenceVariant: "4.1.1",
		},
		Body: &duis.ReadInstantaneousImportRegisters{},
	}
	document := request.Append(nil)

	read, err := duis.Parse(document)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(read.RequestID, read.Body.Element())
	// Output:
	// 90-B3-D5-1F-30-01-00-00:00-DB-12-34-56-78-90-A0:1700000000000 ReadInstantaneousImportRegisters
}

// A fault says where it is, and the refusal can still echo whose request it was.
func ExampleParse_refused() {
	request, err := duis.Parse([]byte(`<sr:Request
  xmlns:sr="http://www.dccinterface.co.uk/ServiceUserGateway" schemaVersion="5.4">
<sr:Header>
  <sr:RequestID>90-B3-D5-1F-30-01-00-00:00-DB-12-34-56-78-90-A0:7</sr:RequestID>
  <sr:CommandVariant>4</sr:CommandVariant>
  <sr:ServiceReference>7.12</sr:ServiceReference>
  <sr:ServiceReferenceVariant>7.12</sr:ServiceReferenceVariant>
</sr:Header>
<sr:Body><sr:SetRandomisedOffsetLimit>
  <sr:RandomisedOffsetLimit>1800</sr:RandomisedOffsetLimit>
</sr:SetRandomisedOffsetLimit></sr:Body></sr:Request>`))
	var refusal *duis.ResponseError
	if errors.As(err, &refusal) {
		fmt.Println(refusal.Code, request.RequestIDText)
		var fault *duis.Fault
		errors.As(refusal, &fault)
		fmt.Println(fault.Path)
		fmt.Println(fault.Line, fault.Err)
	}
	// Output:
	// E52 90-B3-D5-1F-30-01-00-00:00-DB-12-34-56-78-90-A0:7
	// /sr:Request/sr:Body/sr:SetRandomisedOffsetLimit/sr:RandomisedOffsetLimit
	// 10 "1800" is not a value of type nonNegativeInteger: want 0 to 1799
}

// An acknowledgement, before it is signed.
func ExampleResponse_Append() {
	id := duis.RequestID{
		Originator: eui.MustParse("90-B3-D5-1F-30-01-00-00"),
		Target:     eui.MustParse("00-DB-12-34-56-78-90-A0"),
		Counter:    7,
	}
	response := duis.Response{
		RequestID: &id,
		Code:      duis.I99,
		DateTime:  time.Date(2026, 1, 15, 9, 0, 0, 120e6, time.UTC),
		Body:      &duis.ResponseMessage{ServiceReference: "4.1", ServiceReferenceVariant: "4.1.1"},
	}
	read, err := duis.ParseResponse(response.Append(nil))
	fmt.Println(read.Code, read.Code.Meaning(), err)
	// Output:
	// I99 acknowledged: accepted for sending, or done without data to return <nil>
}
