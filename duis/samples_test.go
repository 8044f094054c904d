package duis

import (
	"time"

	"github.com/mains-energy/mains/eui"
)

// sampleResponses are valid responses of every declared structure.
func sampleResponses() []*Response {
	at := time.Date(2026, 1, 15, 9, 0, 0, 120e6, time.UTC)
	day := time.Date(2025, 12, 28, 0, 0, 0, 0, time.UTC)
	id, answer := sampleID, sampleID.Response()
	text := func(s string) *string { return &s }
	count, uprn := uint32(4294967295), uint64(1)
	message := func(p Payload) *ResponseMessage {
		return &ResponseMessage{ServiceReference: "4.1", ServiceReferenceVariant: "4.1.1", Payload: p}
	}
	device := Device{
		DeviceID: sampleID.Target, DeviceType: "ESME", DeviceStatus: text("Commissioned"),
		DeviceManufacturer: "106C", DeviceModel: "", SMETSCHTSVersion: text("SMETS2 V4.2"),
		DeviceFirmwareVersion: text("01020304"), DeviceFirmwareVersionStatus: text("Active"),
		CPLStatus: text("Active"), DateCommissioned: &day, ImportMPxN: text("1234567890123"),
		SecondaryImportMPAN: text("1234567890123"), ExportMPAN: text("1234567890123"),
		ESMEVariant: text("ADE"), UPRN: &uprn,
		PropertyFilter: &PropertyFilter{"AB1 2CD", "Flat <1> & 2"}, CSPRegion: text("4G North"),
		DeviceGBCSVersion: text("4.2"), HANVariant: text("Single Band"), S1SP: text(""),
		Connectivity: text("Cellular"),
	}
	bare := Device{DeviceID: sampleID.Target, DeviceType: "IHD", DeviceManufacturer: "GEO"}
	return []*Response{
		{RequestID: &id, Code: I99, DateTime: at, Body: message(nil)},
		{RequestID: &id, Code: E52, DateTime: at, Body: message(nil), SchemaVersion: "5.1"},
		{RequestID: &id, ResponseID: &answer, Code: I0, DateTime: at, Body: message(GBCSPayload{0xDF})},
		{RequestID: &id, Code: I0, DateTime: at, Body: message(&PreCommand{"4.2", []byte{0xDF, 0}})},
		{RequestID: &id, Code: I0, DateTime: at, Body: message(&LocalCommand{[]byte{0xDD}})},
		{RequestID: &id, Code: I0, DateTime: at, Body: message(&DSPInventory{[]Device{device, bare}})},
		{ResponseID: &answer, Code: I0, DateTime: at, Body: &DeviceAlertMessage{
			AlertCode: []byte{0x8F, 0x36}, ThrottledAlertSequenceId: &count, GBCSPayload: []byte{1}}},
		{ResponseID: &answer, Code: I0, DateTime: at, Body: &DCCAlertMessage{
			DCCAlertCode: "AD1", ThrottledAlertCount: &count,
			DCCAlert: &PowerOutageEvent{sampleID.Target, at, "1234567890123"}}},
	}
}

// sampleHeader is a header with all its elements.
func sampleHeader() Header {
	first := true
	return Header{
		RequestID: sampleID, FirstInSequence: &first,
		PrecedingServiceRequestID: &RequestID{sampleID.Originator, sampleID.Target, 1},
		CommandVariant:            5, ServiceReference: "7.12", ServiceReferenceVariant: "7.12",
	}
}

var sampleID = RequestID{
	Originator: eui.MustParse("90-B3-D5-1F-30-01-00-00"),
	Target:     eui.MustParse("00-DB-12-34-56-78-90-A0"),
	Counter:    18446744073709551615,
}

const namespaceInstance = "http://www.w3.org/2001/XMLSchema-instance"
