package duis

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/mains-energy/mains/xmldoc"
)

// simpleTypes are the named simple types, once each, by the name that a Go type or
// an `is` option of a tag gives. DUIS XML Schema V5.4.
var simpleTypes = map[string]xmldoc.Simple{
	"RequestID": {Base: xmldoc.BaseToken, Written: xmldoc.EUIPattern + ":" + xmldoc.EUIPattern + ":(" +
		upTo(strconv.FormatUint(math.MaxUint64, 10)) + ")"},

	"CommandVariant":          {Base: xmldoc.BasePositiveInteger, Bounded: true, Min: 1, Max: 9},
	"ServiceReference":        {Base: xmldoc.BaseString, Enum: serviceReferences},
	"ServiceReferenceVariant": {Base: xmldoc.BaseString, Enum: serviceReferenceVariants},
	"ResponseCode":            {Base: xmldoc.BaseString, Enum: responseCodes},
	"DCCAlertCode":            {Base: xmldoc.BaseString, Enum: dccAlertCodes},

	"DSPScheduleID":       {Base: xmldoc.BaseNonNegativeInteger, Bounded: true, Max: 1e12},
	"FloorSequenceNumber": {Base: xmldoc.BaseNonNegativeInteger, Bounded: true, Max: math.MaxInt64},

	"ImportMPxN":        {Base: xmldoc.BaseString, MinLength: 1, MaxLength: 13},
	"MPAN":              {Base: xmldoc.BaseString, MinLength: 13, MaxLength: 13},
	"UPRN":              {Base: xmldoc.BasePositiveInteger, Digits: 12},
	"PostCode":          {Base: xmldoc.BaseString, MinLength: 6, MaxLength: 8},
	"AddressIdentifier": {Base: xmldoc.BaseString, MaxLength: 30},

	"RemotePartyRole": {Base: xmldoc.BaseToken, Enum: []string{
		"ACB", "NetworkOperator", "Recovery", "Root", "Supplier", "TransCoS", "LoadController"}},

	"DeviceType": {Base: xmldoc.BaseString, Enum: []string{
		"ESME", "GSME", "GPF", "CHF", "HCALCS", "PPMID", "IHD", "CAD"}},
	"DeviceStatus": {Base: xmldoc.BaseString, Enum: []string{
		"Pending", "Whitelisted", "InstalledNotCommissioned", "Commissioned", "Decommissioned",
		"Withdrawn", "Suspended", "Recovery", "Recovered"}},
	"DeviceManufacturer": {Base: xmldoc.BaseString, MaxLength: 30},
	"DeviceModel":        {Base: xmldoc.BaseString, MaxLength: 30},
	"SMETSCHTSVersion":   {Base: xmldoc.BaseString, MinLength: 1, MaxLength: 20},
	"FirmwareVersion":    {Base: xmldoc.BaseString, MinLength: 1, MaxLength: 8},
	"FirmwareVersionStatus": {Base: xmldoc.BaseString, Enum: []string{
		"Active", "Cancelled", "Expired", "Withdrawn"}},
	"CPLStatus": {Base: xmldoc.BaseString, Enum: []string{
		"Active", "Cancelled", "Expired", "Withdrawn"}},
	"ESMEVariant": {Base: xmldoc.BaseString, Enum: []string{
		"A", "B", "C", "AD", "BD", "CD", "ADE", "BDE", "CDE", "ADF", "BDF", "CDF", "ADEF", "BDEF",
		"CDEF", "ADG", "ADEG", "AF", "BF", "CF", "AEF", "BEF", "CEF", "AG", "AEG"}},
	"CSPRegion": {Base: xmldoc.BaseString, Enum: []string{
		"North", "Central", "South", "4G North", "4G Central", "4G South", "Unknown", "SMETS1"}},
	"Connectivity":         {Base: xmldoc.BaseString, Enum: []string{"Cellular", "Virtual"}},
	"CurrencyUnits":        {Base: xmldoc.BaseString, Enum: []string{"GBP", "ECB"}},
	"NonDisablementScript": {Base: xmldoc.BaseString, Enum: []string{"START", "STOP"}},
	"DayOfWeekID": {Base: xmldoc.BaseString, Enum: []string{
		"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
	}},
	"NonDisablementAction":   {Base: xmldoc.BaseString, Enum: []string{"START", "STOP"}},
	"DebtRecoveryRatePeriod": {Base: xmldoc.BaseString, Enum: []string{"HOURLY", "DAILY"}},
	"ESMEEventLogType":       {Base: xmldoc.BaseString, Enum: []string{"ESME", "ALCS"}},
	"ScheduleFrequency": {Base: xmldoc.BaseString, Enum: []string{
		"Daily", "Weekly", "Monthly", "Quarterly", "Half-Yearly", "Yearly",
	}},
	"DSPScheduledServiceReference": {Base: xmldoc.BaseString, Enum: []string{
		"4.2", "4.6", "4.8", "4.10", "4.12", "4.14", "4.15", "4.16", "4.17", "14.1",
	}},
	"DSPScheduledServiceReferenceVariant": {Base: xmldoc.BaseString, Enum: []string{
		"4.2", "4.6.1", "4.6.2", "4.8.1", "4.8.2", "4.8.3", "4.10", "4.12.1", "4.12.2",
		"4.14", "4.15", "4.16", "4.17", "14.1",
	}},
	"LoadLimitSupplyState": {Base: xmldoc.BaseString, Enum: []string{"Disable", "Unchanged"}},
	"SupplyDepletionState": {Base: xmldoc.BaseString, Enum: []string{"Unchanged", "Locked"}},
	"SupplyTamperState":    {Base: xmldoc.BaseString, Enum: []string{"Unchanged", "Locked"}},
	"Periodicity": {Base: xmldoc.BaseString, Enum: []string{
		"Daily", "Weekly", "Monthly", "Quarterly", "SixMonthly", "Yearly",
	}},
	"LogToRead": {Base: xmldoc.BaseString, Enum: []string{
		"Event", "ALCSEvent", "PowerEvent", "Security", "GSMEEvent", "GSMESecurity",
	}},
	"CredentialType": {Base: xmldoc.BaseString, Enum: []string{
		"Digital Signature", "Key Agreement"}},
	"EnableDisableAlert": {Base: xmldoc.BaseString, Enum: []string{"Disable", "Enable"}},
	"ElectricitySupplyTamperState": {Base: xmldoc.BaseString, Enum: []string{
		"Locked", "Unchanged"}},
	"UpdateDeviceStatusExceptCH": {Base: xmldoc.BaseString, Enum: []string{
		"Pending", "InstalledNotCommissioned"}},
	"UpdateDeviceStatusCH": {Base: xmldoc.BaseString, Enum: []string{
		"Commissioned", "Withdrawn", "InstalledNotCommissioned",
	}},
	"RequestType": {Base: xmldoc.BaseString, Enum: []string{"Add", "Remove"}},
	"CHFInstallType": {Base: xmldoc.BaseString, Enum: []string{
		"New CHF Install", "Replacement CHF Install", "CHF Install - no SM WAN",
	}},
	"CHFLocation": {Base: xmldoc.BaseString, Enum: []string{
		"Outside Premises", "Indoors on external wall", "Deep indoors",
		"Basement or Cellar",
	}},
	"PremiseType": {Base: xmldoc.BaseString, Enum: []string{
		"Detached / Semi Detached", "Terraced", "Low Rise Apartment (MDU <= 5 floors)",
		"High Rise Apartment (MDU > 5 floors)",
	}},
	"CHFFaultReturnType": {Base: xmldoc.BaseString, Enum: []string{
		"Fault identified prior to installation", "Fault identified post installation",
	}},
	"CHFConnectionMethod": {Base: xmldoc.BaseString, Enum: []string{"Hot-shoe", "Cradle", "ESME"}},
	"CHFFaultReason": {Base: xmldoc.BaseString, Enum: []string{
		"Damaged case", "Damaged Connector", "Illegal interference or missing seals",
		"Environmental conditions exceeded", "SM WAN Fault", "SMHAN Interface Fault",
		"LED Fault", "Aerial fault", "Manufacturing defect",
	}},
	"CHFNoFaultReturnType": {Base: xmldoc.BaseString, Enum: []string{
		"No Fault Return (general)", "No Fault Return (non-dom opt out)",
		"No Fault Return (dual supplier HAN variant replacement)",
		"No Fault Return (SM WAN variant replacement requested by DCC)",
		"Lost or Stolen Hub",
	}},
	"ConnectivityLikelihood": {Base: xmldoc.BaseString, Enum: []string{"High", "Medium", "Low"}},
	"FutureDatedAlertCode":   {Base: xmldoc.BaseHex, Enum: []string{"8F66", "8F67"}},
	"SupplierCertificateType": {Base: xmldoc.BaseString, Enum: []string{
		"DigitalSigning", "KeyAgreement", "KeyAgreementTopUp",
	}},
	"NetworkOperatorCertificateType": {Base: xmldoc.BaseString, Enum: []string{
		"DigitalSigning", "KeyAgreement"}},
	"ActivateImageResultCode": {Base: xmldoc.BaseString, Enum: []string{
		"ActivationSuccess", "ActivationFailure",
	}},
	"CertificateType": {Base: xmldoc.BaseString, Enum: []string{
		"DigitalSigning", "KeyAgreement", "KeyAgreementTopUp",
	}},
	"ScanTrigger": {Base: xmldoc.BaseString, Enum: []string{
		"RemotePartyCommand", "GSMERequest", "GSMEMissedItsCurfew",
		"GSMEMissingForTheLastDay", "CHDetectedMessageFailureProblems",
		"CHDetectedMessageRetryProblems", "SubGHzNon-GSMEDeviceRequest", "SMHANFormation",
	}},
	"StatusCode": {Base: xmldoc.BaseString, Enum: []string{
		"ScanRequestAccepted", "HHTConnected", "DutyCycleUsageIsTooHigh",
		"JoiningIsCurrentlyPermitted", "GSMEOTADistributionUnderway", "TooManyScansToday",
		"TooManyCommandsToday", "TooManyScansThisWeek",
	}},
	"CRAFlag": {Base: xmldoc.BaseString, Enum: []string{"Command", "Response", "Alert"}},
	"FirmwareVersionUpdateStatus": {Base: xmldoc.BaseString, Enum: []string{
		"UpdateRequested", "ActivationSuccessful",
	}},
	"CommsHubTransferStatus": {Base: xmldoc.BaseString, Enum: []string{"Success", "Failure"}},
	"TransferResponseCode": {Base: xmldoc.BaseString, Enum: []string{
		"FileTransferSuccess", "FirmwareImageDiscarded", "HardwareVersionMismatch",
		"FileTransferFailure",
	}},

	"Integer":   {Base: xmldoc.BaseInteger},
	"Integer20": {Base: xmldoc.BaseInteger, Digits: 20},

	"UTRN": {Base: xmldoc.BaseString, MinLength: 20, MaxLength: 20,
		Pattern: form(`[0-9]{20}`)},
	"SupplierMessage": {Base: xmldoc.BaseString, MinLength: 1, MaxLength: 116,
		Pattern: printable},
	"SupplierName":            {Base: xmldoc.BaseString, MaxLength: 15, Pattern: printable},
	"SupplierTelephoneNumber": {Base: xmldoc.BaseString, MaxLength: 18, Pattern: form(`[0-9 ]+`)},
	"SwitchDescription":       {Base: xmldoc.BaseString, MaxLength: 22, Pattern: printable},
	"DeviceIDList":            {Base: xmldoc.BaseString, Pattern: identifiers, Note: listed},
	"FirmwareDeviceIDList": {Base: xmldoc.BaseString, MinLength: 23, MaxLength: 1199999,
		Pattern: identifiers, Note: listed},
	"CustomerIdentificationNumber": {Base: xmldoc.BaseString, MinLength: 4, MaxLength: 4,
		Pattern: form(`[0-9]{4}`)},
}

// Forms of text that several types share.
var (
	printable   = form(`[ -~]+`)
	identifiers = form(`(` + xmldoc.EUIPattern + `,)*` + xmldoc.EUIPattern)
)

const listed = "EUI-64s joined by commas"

// form compiles a pattern that the whole text must match.
func form(pattern string) *regexp.Regexp { return regexp.MustCompile(`^(` + pattern + `)$`) }

// upTo is a pattern of the numbers from 0 to a greatest one, without leading zeros.
func upTo(greatest string) string {
	n := len(greatest)
	alternatives := []string{"0", "[1-9][0-9]{0," + strconv.Itoa(n-2) + "}"}
	for i := range n {
		least := byte('0')
		if i == 0 {
			least = '1'
		}
		if digit := greatest[i]; digit > least {
			alternatives = append(alternatives, greatest[:i]+"["+string(least)+"-"+string(digit-1)+
				"][0-9]{"+strconv.Itoa(n-i-1)+"}")
		}
	}
	return strings.Join(append(alternatives, greatest), "|")
}
