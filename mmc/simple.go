package mmc

import (
	"fmt"
	"reflect"
	"strings"
	"time"

	"github.com/mains-energy/mains/xmldoc"
)

// Namespace is the namespace of the documents, which the samples abbreviate ra.
const Namespace = "http://www.dccinterface.co.uk/ResponseAndAlert"

// SchemaVersion is the version of the catalogue that this package holds.
const SchemaVersion = "5.4"

// schema is what the documents share.
var schema = xmldoc.New(xmldoc.Schema{
	Namespace: Namespace,
	Prefix:    "ra",
	Version:   SchemaVersion,
	Globals: map[string]reflect.Type{
		rootElement: reflect.TypeFor[Document](),
		"GBCSData":  reflect.TypeFor[GBCSData](),
	},
	Simple: simpleTypes,
	Sets:   elementSets,
	OneOf: map[string]bool{
		"OperatingLowerBandSubGHzChannel": true,
		"OperatingUpperBandSubGHzChannel": true,
	},
	Alternatives: map[reflect.Type]xmldoc.Alternatives{
		reflect.TypeFor[Body]():         xmldoc.AlternativesOf(bodies),
		reflect.TypeFor[Rsp]():          xmldoc.AlternativesOf(rsps),
		reflect.TypeFor[AlertPayload](): xmldoc.AlternativesOf(alertPayloads),
	},
	DateTime: appendDateTime,
})

// appendDateTime writes UTC with hundredths of a second, which is what Devices count, or with as
// many digits as the value needs.
func appendDateTime(dst []byte, at time.Time) []byte {
	layout := "2006-01-02T15:04:05.00Z"
	if at.Nanosecond()%int(10*time.Millisecond) != 0 {
		layout = "2006-01-02T15:04:05.000000000Z"
	}
	return at.UTC().AppendFormat(dst, layout)
}

// simpleTypes are the named simple types, once each, by the name that a Go type or an `is`
// option of a tag gives.
var simpleTypes = map[string]xmldoc.Simple{
	"FirmwareVersion": {Base: "string", MinLength: 1, MaxLength: 8},

	"ServiceReference":        {Base: "string", Enum: serviceReferences},
	"ServiceReferenceVariant": {Base: "string", Enum: serviceReferenceVariants},
	"GBCSDataFormat":          {Base: "string", Enum: []string{"plain", "encrypted"}},
	"GBCSDataType": {Base: "string", Enum: []string{
		"gbcs", "dlms", "zigbeePlain", "zigbeeCiphered"}},

	"ASN1Status":        {Base: "string", Enum: asn1Statuses},
	"DataAccessResult":  {Base: "string", Enum: dataAccessResults},
	"ActionResult":      {Base: "string", Enum: actionResults},
	"ZCLStatus":         {Base: "string", Enum: zclStatuses},
	"DeviceClockStatus": {Base: "string", Enum: []string{"reliable", "invalid", "unreliable"}},

	"ActiveEnergyUnit":   {Base: "string", Enum: []string{"Wh"}},
	"ReactiveEnergyUnit": {Base: "string", Enum: []string{"varh"}},
	"GasConsumptionUnit": {Base: "string", Enum: []string{"m3"}},
	"CurrencyUnitsLabel": {Base: "string", Enum: []string{"GBP", "ECB"}},
	"CurrencyUnitsName":  {Base: "string", Enum: []string{"Millipence", "Millicent"}},

	"DayOfWeekID": {Base: "string", Enum: []string{
		"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}},
	"Periodicity": {Base: "string", Enum: []string{
		"Daily", "Weekly", "Monthly", "Quarterly", "SixMonthly", "Yearly"}},
	"PaymentMode":            {Base: "string", Enum: []string{"Credit", "Prepayment"}},
	"NonDisablementAction":   {Base: "string", Enum: []string{"START", "STOP"}},
	"DebtRecoveryRatePeriod": {Base: "string", Enum: []string{"HOURLY", "DAILY"}},

	"SupplyStatus":         {Base: "string", Enum: []string{"Enabled", "Disabled", "Armed"}},
	"SupplyState":          {Base: "string", Enum: []string{"Unchanged", "Locked"}},
	"LoadLimitSupplyState": {Base: "string", Enum: []string{"Disable", "Unchanged"}},
	"EnableDisableAlert":   {Base: "string", Enum: []string{"Disable", "Enable"}},
	"AuxiliaryControllerN": {Base: "positiveInteger", Bounded: true, Min: 1, Max: 5},
	"AuxiliaryControllerType": {Base: "string", Enum: []string{
		"APC", "ALCS", "HCALCS", "None"}},
	"SwitchAction": {Base: "string", Enum: []string{
		"On", "Off", "Revert to calendar control",
		"Entry relates to a Message from an HC ALCS"}},
	"SwitchOutcome": {Base: "string", Enum: []string{
		"Outcome not known", "Success", "Failure"}},

	"RemotePartyRole": {Base: "token", Enum: []string{
		"ACB", "NetworkOperator", "Recovery", "Root", "Supplier", "TransCoS", "LoadController"}},
	"CertificateType": {Base: "string", Enum: []string{
		"DigitalSigning", "KeyAgreement", "KeyAgreementTopUp", "KeyCertSign"}},
	"CredentialsReplacementMode": {Base: "string", Enum: []string{
		"ACBByACB", "SupplierBySupplier", "NetworkOperatorByNetworkOperator",
		"LoadControllerBySupplier", "SupplierByTransCoS"}},

	"DeviceType": {Base: "string", Enum: []string{
		"ESME", "GSME", "GPF", "CHF", "HCALCS", "PPMID", "Type2"}},
	"ScanTrigger": {Base: "string", Enum: []string{
		"RemotePartyCommand", "GSMERequest", "GSMEMissedItsCurfew", "GSMEMissingForTheLastDay",
		"CHDetectedMessageFailureProblems", "CHDetectedMessageRetryProblems",
		"SubGHzNon-GSMEDeviceRequest", "SMHANFormation"}},
	"IntegrityIssueWarning": {Base: "string", Enum: []string{
		"Other", "Error Non Volatile Memory", "Error Program Execution", "Error Program Storage",
		"Error RAM", "Error Unexpected Hardware Reset", "Error Watchdog",
		"Error Metrology Firmware Verification Failure", "Error Measurement Fault",
		"Unspecified Smart Meter Operational Integrity Error"}},
}

// The Service Requests that responses may name.
var (
	serviceReferences = strings.Fields(`
	1.1 1.2 1.5 1.6 1.7 2.1 2.2 2.3 2.5 3.1 3.2 3.3 3.4 3.5 4.1 4.2 4.3 4.4 4.6 4.8 4.10 4.11
	4.12 4.13 4.14 4.15 4.16 4.17 4.18 5.1 5.2 5.3 6.2 6.4 6.5 6.6 6.7 6.8 6.11 6.12 6.13 6.14
	6.15 6.17 6.18 6.20 6.21 6.22 6.23 6.24 6.25 6.26 6.27 6.28 6.29 6.30 6.31 6.32 7.1 7.2
	7.3 7.4 7.5 7.6 7.7 7.8 7.9 7.10 7.11 7.12 7.13 7.14 7.15 7.16 8.1 8.2 8.3 8.4 8.5 8.6 8.7
	8.8 8.9 8.11 8.12 8.13 8.14 9.1 11.1 11.2 11.3 11.4 12.1 12.2 14.1`)

	serviceReferenceVariants = strings.Fields(`
	1.1.1 1.1.2 1.2.1 1.2.2 1.5 1.6 1.7 2.1 2.2 2.3 2.5 3.1 3.2 3.3 3.4 3.5 4.1.1 4.1.2 4.1.3
	4.1.4 4.2 4.3 4.4.2 4.4.3 4.4.4 4.4.5 4.6.1 4.6.2 4.8.1 4.8.2 4.8.3 4.10 4.11.1 4.11.2
	4.12.1 4.12.2 4.13 4.14 4.15 4.16 4.17 4.18 5.1 5.2 5.3 6.2.1 6.2.2 6.2.3 6.2.4 6.2.5
	6.2.7 6.2.8 6.2.9 6.2.10 6.4.1 6.4.2 6.5 6.6 6.7 6.8 6.11 6.12 6.13 6.14.1 6.14.2 6.14.3
	6.15.1 6.15.2 6.17 6.18.1 6.18.2 6.20.1 6.20.2 6.21 6.22 6.23 6.24.1 6.24.2 6.25 6.26 6.27
	6.28 6.29 6.30 6.31 6.32 7.1 7.2 7.3 7.4 7.5 7.6 7.7 7.8 7.9 7.10 7.11 7.12 7.13 7.14 7.15
	7.16 8.1.1 8.2 8.3 8.4 8.5 8.6 8.7.1 8.7.2 8.8.1 8.8.2 8.9 8.11 8.12.1 8.12.2 8.13 8.14.1
	8.14.2 8.14.3 8.14.4 9.1 11.1 11.2 11.3 11.4 12.1 12.2 14.1`)
)

// elementSets are the elements of the map types, in the order of the schema. Those that begin
// with x are GBCS alert and event codes in hexadecimal: what a Device may report, by who wants to
// hear it and by the kind of Device.
var elementSets = map[string][]string{
	"SupplierESMECommon": strings.Fields(`
		x810D x810E x8119 x8145 x8154 x8155 x8161 x8162 x8168 x8183 x81A0 x81A1 x81A2 x81A3 x81A4
		x81A5 x81A6 x81A7 x81A8 x81A9 x81AA x81AB x81AC x81AD x81AE x81AF x81B0 x81B1 x81B2 x81B3
		x81B8 x81B9 x81BA x81BB x81BC x81BD x81BE x81C0 x81C1 x81C4 x81C5 x81C6`),
	"SupplierESMEPolyPhase": strings.Fields(`
		x81B7`),
	"NetworkOperatorESMECommon": strings.Fields(`
		x8014 x8015`),
	"NetworkOperatorESMESinglePhase": strings.Fields(`
		x8002 x8006 x8020 x8024 x8028 x802C x8085 x8089 x808D x8091 x8095 x8099 x8010`),
	"NetworkOperatorESMEPolyPhase": strings.Fields(`
		x8003 x8004 x8005 x8007 x8008 x8009 x8021 x8022 x8023 x8025 x8026 x8027 x8029 x802A x802B
		x802D x802E x802F x8086 x8087 x8088 x808A x808B x808C x808E x808F x8090 x8092 x8093 x8094
		x8096 x8097 x8098 x809A x809B x809C x8011 x8016 x8013`),
	"SupplierGSMEAlertsEvents": strings.Fields(`
		x810D x810E x8119 x8145 x8154 x8155 x8161 x8162 x8168 x8183 x8184 x81A0 x81A1 x81A4 x81A5
		x81A6 x81A7 x81A8 x81A9 x81AA x81AB x81AC x81AD x81AE x81AF x81B0 x81B1 x81B2 x81B3 x81B4
		x81B5 x81B6 x81B9 x81BA x81BC x81BD x81BE x81BF x81C0 x81C2 x81C3 x81C4 x81C5 x81C6`),
	"Channels0To26":                   channels(0, 26),
	"Channels27To34":                  channels(27, 34),
	"Channels35To61":                  channels(35, 61),
	"OperatingLowerBandSubGHzChannel": channels(0, 61),
	"OperatingUpperBandSubGHzChannel": channels(0, 26),
}

// channels are the elements of the Sub GHz channels from first to last.
func channels(first, last int) (names []string) {
	for n := first; n <= last; n++ {
		names = append(names, fmt.Sprintf("Channel%d", n))
	}
	return names
}
