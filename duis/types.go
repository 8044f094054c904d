package duis

import (
	"math"
	"regexp"
)

// simpleTypes are the named simple types, once each, by the name that a Go type or
// an `is` option of a tag gives. DUIS XML Schema V5.4.
var simpleTypes = map[string]simple{
	"EUI":       {base: xsToken},
	"RequestID": {base: xsToken},

	"CommandVariant":          {base: xsPositiveInteger, bounded: true, min: 1, max: 9},
	"ServiceReference":        {base: xsString, enum: serviceReferences},
	"ServiceReferenceVariant": {base: xsString, enum: serviceReferenceVariants},
	"ResponseCode":            {base: xsString, enum: responseCodes},
	"DCCAlertCode":            {base: xsString, enum: dccAlertCodes},

	"DSPScheduleID":       {base: xsNonNegativeInteger, bounded: true, max: 1e12},
	"FloorSequenceNumber": {base: xsNonNegativeInteger, bounded: true, max: math.MaxInt64},

	"ImportMPxN":        {base: xsString, minLength: 1, maxLength: 13},
	"MPAN":              {base: xsString, minLength: 13, maxLength: 13},
	"UPRN":              {base: xsPositiveInteger, digits: 12},
	"PostCode":          {base: xsString, minLength: 6, maxLength: 8},
	"AddressIdentifier": {base: xsString, maxLength: 30},

	"RemotePartyRole": {base: xsToken, enum: []string{
		"ACB", "NetworkOperator", "Recovery", "Root", "Supplier", "TransCoS", "LoadController"}},

	"DeviceType": {base: xsString, enum: []string{
		"ESME", "GSME", "GPF", "CHF", "HCALCS", "PPMID", "IHD", "CAD"}},
	"DeviceStatus": {base: xsString, enum: []string{
		"Pending", "Whitelisted", "InstalledNotCommissioned", "Commissioned", "Decommissioned",
		"Withdrawn", "Suspended", "Recovery", "Recovered"}},
	"DeviceManufacturer": {base: xsString, maxLength: 30},
	"DeviceModel":        {base: xsString, maxLength: 30},
	"SMETSCHTSVersion":   {base: xsString, minLength: 1, maxLength: 20},
	"FirmwareVersion":    {base: xsString, minLength: 1, maxLength: 8},
	"FirmwareVersionStatus": {base: xsString, enum: []string{
		"Active", "Cancelled", "Expired", "Withdrawn"}},
	"CPLStatus": {base: xsString, enum: []string{"Active", "Cancelled", "Expired", "Withdrawn"}},
	"ESMEVariant": {base: xsString, enum: []string{
		"A", "B", "C", "AD", "BD", "CD", "ADE", "BDE", "CDE", "ADF", "BDF", "CDF", "ADEF", "BDEF",
		"CDEF", "ADG", "ADEG", "AF", "BF", "CF", "AEF", "BEF", "CEF", "AG", "AEG"}},
	"CSPRegion": {base: xsString, enum: []string{
		"North", "Central", "South", "4G North", "4G Central", "4G South", "Unknown", "SMETS1"}},
	"Connectivity":         {base: xsString, enum: []string{"Cellular", "Virtual"}},
	"CurrencyUnits":        {base: xsString, enum: []string{"GBP", "ECB"}},
	"NonDisablementScript": {base: xsString, enum: []string{"START", "STOP"}},
	"DayOfWeekID": {base: xsString, enum: []string{
		"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
	}},
	"NonDisablementAction":   {base: xsString, enum: []string{"START", "STOP"}},
	"DebtRecoveryRatePeriod": {base: xsString, enum: []string{"HOURLY", "DAILY"}},
	"ESMEEventLogType":       {base: xsString, enum: []string{"ESME", "ALCS"}},
	"ScheduleFrequency": {base: xsString, enum: []string{
		"Daily", "Weekly", "Monthly", "Quarterly", "Half-Yearly", "Yearly",
	}},
	"DSPScheduledServiceReference": {base: xsString, enum: []string{
		"4.2", "4.6", "4.8", "4.10", "4.12", "4.14", "4.15", "4.16", "4.17", "14.1",
	}},
	"DSPScheduledServiceReferenceVariant": {base: xsString, enum: []string{
		"4.2", "4.6.1", "4.6.2", "4.8.1", "4.8.2", "4.8.3", "4.10", "4.12.1", "4.12.2",
		"4.14", "4.15", "4.16", "4.17", "14.1",
	}},
	"LoadLimitSupplyState": {base: xsString, enum: []string{"Disable", "Unchanged"}},
	"SupplyDepletionState": {base: xsString, enum: []string{"Unchanged", "Locked"}},
	"SupplyTamperState":    {base: xsString, enum: []string{"Unchanged", "Locked"}},
	"Periodicity": {base: xsString, enum: []string{
		"Daily", "Weekly", "Monthly", "Quarterly", "SixMonthly", "Yearly",
	}},
	"LogToRead": {base: xsString, enum: []string{
		"Event", "ALCSEvent", "PowerEvent", "Security", "GSMEEvent", "GSMESecurity",
	}},
	"CredentialType":     {base: xsString, enum: []string{"Digital Signature", "Key Agreement"}},
	"EnableDisableAlert": {base: xsString, enum: []string{"Disable", "Enable"}},
	"ElectricitySupplyTamperState": {base: xsString, enum: []string{
		"Locked", "Unchanged"}},
	"UpdateDeviceStatusExceptCH": {base: xsString, enum: []string{
		"Pending", "InstalledNotCommissioned"}},
	"UpdateDeviceStatusCH": {base: xsString, enum: []string{
		"Commissioned", "Withdrawn", "InstalledNotCommissioned",
	}},
	"RequestType": {base: xsString, enum: []string{"Add", "Remove"}},
	"CHFInstallType": {base: xsString, enum: []string{
		"New CHF Install", "Replacement CHF Install", "CHF Install - no SM WAN",
	}},
	"CHFLocation": {base: xsString, enum: []string{
		"Outside Premises", "Indoors on external wall", "Deep indoors",
		"Basement or Cellar",
	}},
	"PremiseType": {base: xsString, enum: []string{
		"Detached / Semi Detached", "Terraced", "Low Rise Apartment (MDU <= 5 floors)",
		"High Rise Apartment (MDU > 5 floors)",
	}},
	"CHFFaultReturnType": {base: xsString, enum: []string{
		"Fault identified prior to installation", "Fault identified post installation",
	}},
	"CHFConnectionMethod": {base: xsString, enum: []string{"Hot-shoe", "Cradle", "ESME"}},
	"CHFFaultReason": {base: xsString, enum: []string{
		"Damaged case", "Damaged Connector", "Illegal interference or missing seals",
		"Environmental conditions exceeded", "SM WAN Fault", "SMHAN Interface Fault",
		"LED Fault", "Aerial fault", "Manufacturing defect",
	}},
	"CHFNoFaultReturnType": {base: xsString, enum: []string{
		"No Fault Return (general)", "No Fault Return (non-dom opt out)",
		"No Fault Return (dual supplier HAN variant replacement)",
		"No Fault Return (SM WAN variant replacement requested by DCC)",
		"Lost or Stolen Hub",
	}},
	"ConnectivityLikelihood": {base: xsString, enum: []string{"High", "Medium", "Low"}},
	"FutureDatedAlertCode":   {base: xsHex, enum: []string{"8F66", "8F67"}},
	"SupplierCertificateType": {base: xsString, enum: []string{
		"DigitalSigning", "KeyAgreement", "KeyAgreementTopUp",
	}},
	"NetworkOperatorCertificateType": {base: xsString, enum: []string{
		"DigitalSigning", "KeyAgreement"}},
	"ActivateImageResultCode": {base: xsString, enum: []string{
		"ActivationSuccess", "ActivationFailure",
	}},
	"CertificateType": {base: xsString, enum: []string{
		"DigitalSigning", "KeyAgreement", "KeyAgreementTopUp",
	}},
	"ScanTrigger": {base: xsString, enum: []string{
		"RemotePartyCommand", "GSMERequest", "GSMEMissedItsCurfew",
		"GSMEMissingForTheLastDay", "CHDetectedMessageFailureProblems",
		"CHDetectedMessageRetryProblems", "SubGHzNon-GSMEDeviceRequest", "SMHANFormation",
	}},
	"StatusCode": {base: xsString, enum: []string{
		"ScanRequestAccepted", "HHTConnected", "DutyCycleUsageIsTooHigh",
		"JoiningIsCurrentlyPermitted", "GSMEOTADistributionUnderway", "TooManyScansToday",
		"TooManyCommandsToday", "TooManyScansThisWeek",
	}},
	"CRAFlag": {base: xsString, enum: []string{"Command", "Response", "Alert"}},
	"FirmwareVersionUpdateStatus": {base: xsString, enum: []string{
		"UpdateRequested", "ActivationSuccessful",
	}},
	"CommsHubTransferStatus": {base: xsString, enum: []string{"Success", "Failure"}},
	"TransferResponseCode": {base: xsString, enum: []string{
		"FileTransferSuccess", "FirmwareImageDiscarded", "HardwareVersionMismatch",
		"FileTransferFailure",
	}},

	"Integer":   {base: xsInteger},
	"Integer20": {base: xsInteger, digits: 20},

	"UTRN": {base: xsString, minLength: 20, maxLength: 20,
		pattern: form(`[0-9]{20}`)},
	"SupplierMessage":         {base: xsString, minLength: 1, maxLength: 116, pattern: printable},
	"SupplierName":            {base: xsString, maxLength: 15, pattern: printable},
	"SupplierTelephoneNumber": {base: xsString, maxLength: 18, pattern: form(`[0-9 ]+`)},
	"SwitchDescription":       {base: xsString, maxLength: 22, pattern: printable},
	"DeviceIDList":            {base: xsString, pattern: identifiers},
	"FirmwareDeviceIDList": {base: xsString, minLength: 23, maxLength: 1199999,
		pattern: identifiers},
	"CustomerIdentificationNumber": {base: xsString, minLength: 4, maxLength: 4,
		pattern: form(`[0-9]{4}`)},
}

// Forms of text that several types share.
var (
	printable   = form(`[ -~]+`)
	identifiers = form(`(` + oneID + `,)*` + oneID)
)

const oneID = `[A-Fa-f0-9]{2}(-[A-Fa-f0-9]{2}){7}`

// form compiles a pattern that the whole text must match.
func form(pattern string) *regexp.Regexp { return regexp.MustCompile(`^(` + pattern + `)$`) }
