package usecase

import "github.com/mains-energy/mains/gbcs"

// FutureDatedExecutionDLMS reports that an activation time was reached which a Command in
// COSEM had set. Each attribute that held one has an Alert of its own.
// GBCS alert message code 00CC.
var FutureDatedExecutionDLMS = &UseCase{
	Code:     "FDEOI-DLMS",
	Title:    "Future Dated Execution Of Instruction Alert (DLMS COSEM)",
	Message:  0x00CC,
	On:       ESME | SAPC,
	Category: CriticalAlert,
	By:       Supplier,
	Alert: &Report{
		Notation: DLMS,
		Codes:    []gbcs.AlertCode{0x8F66, 0x8F67},
		Content: Struct{InOctets{
			Big(2, ReportedCommand), Big(8, ReportedCounter),
			Big(2, ReportedClass), Big(6, ReportedObject), Big(1, ReportedAttribute),
		}},
	},
	MMC: shownInstruction("COSEMFutureDatedAlert", Paths{
		ReportedClass:     "DLMSCOSEMFDInstructionIdentification/ClassId",
		ReportedObject:    "DLMSCOSEMFDInstructionIdentification/InstanceId",
		ReportedAttribute: "DLMSCOSEMFDInstructionIdentification/AttributeId",
	}),
	Clause: "GBCS alert message code 00CC",
}

// FirmwareDistributionReceiptDLMS reports that an ESME has received a firmware image,
// whether it is genuine, and its hash.
// GBCS alert message code 00CE.
var FirmwareDistributionReceiptDLMS = &UseCase{
	Code:     "FDRA-DLMS",
	Title:    "Firmware Distribution Receipt Alert (ESME)",
	Message:  0x00CE,
	On:       ESME,
	Category: CriticalAlert,
	By:       Supplier,
	Alert: &Report{
		Notation: DLMS,
		Codes:    []gbcs.AlertCode{0x8F72, 0x8F1C},
		Content:  Struct{ManufacturerImageHash},
	},
	MMC:    Shown{In: "FirmwareVerificationDeviceAlert"},
	Clause: "GBCS alert message code 00CE",
}

// FailureToDeliverToESME reports a message that a CHF could not deliver to an ESME.
// GBCS alert message code 00D5.
var FailureToDeliverToESME = &UseCase{
	Code:     "FDRPM-DLMS",
	Title:    "Failure to Deliver Remote Party Message to ESME Alert",
	Message:  0x00D5,
	On:       CHF,
	Category: NonCriticalAlert,
	By:       AccessControlBroker,
	Alert: &Report{
		Notation: DLMS,
		Codes:    []gbcs.AlertCode{0x8F84},
		Content:  Struct{undelivered},
	},
	Note: "No vector of it is published: that a CHF sends it under a MAC is taken from " +
		"DBCH10, whose content it has.",
	Clause: "GBCS alert message code 00D5",
}

// MeterIntegrityWarningDLMS reports that something is wrong with an ESME.
// GBCS alert message code 00F0.
var MeterIntegrityWarningDLMS = &UseCase{
	Code:     "MIIWA-DLMS",
	Title:    "Meter Integrity Issue Warning Alert - ESME",
	Message:  0x00F0,
	On:       ESME,
	Category: NonCriticalAlert,
	By:       Supplier,
	Alert: &Report{
		Notation: DLMS,
		Codes:    []gbcs.AlertCode{0x81A0},
		Content:  Struct{InOctets{Big(2, IntegrityWarning)}},
	},
	MMC:    Shown{In: "SmartMeterIntegrityIssueWarningDeviceAlert"},
	Clause: "GBCS alert message code 00F0",
}
