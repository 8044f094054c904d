package mmc

import (
	"reflect"
	"time"

	"github.com/mains-energy/mains/duis"
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
	Sets:   sets,
	OneOf:  oneOfSets,
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

// The Service Requests that responses may name, and the elements of sets, are those of DUIS.
var (
	serviceReferences, serviceReferenceVariants = duis.ServiceReferences()

	sets, oneOfSets = duis.Sets()
)
