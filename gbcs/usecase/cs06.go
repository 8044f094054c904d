package usecase

import "github.com/mains-energy/mains/gbcs"

// ActivationCounter is the Originator Counter of the Command, below 2^63. It need not be
// given to write a Command. GBCS CS06.
var ActivationCounter = &Slot[uint64]{
	Name: "originatorCounter", Max: 1<<63 - 1, Clause: "GBCS CS06",
}

// ActivateImageResponseCode says how activating an image went. GBCS CS06.
var ActivateImageResponseCode = &Slot[uint8]{
	Name: "ActivateImageResponseCode", Clause: "GBCS CS06", Closed: true,
	Codes: []Code{
		{Value: 0, Name: "success"},
		{Value: 1, Name: "noImageHeld", Failed: true},
		{Value: 2, Name: "hashMismatch", Failed: true},
		{Value: 3, Name: "activationFailure", Failed: true},
	},
}

// activateOutcome says what the Device executes from now on.
//
//	SEQUENCE { responseCode INTEGER, firmwareVersion OCTET STRING(4) }
//
// GBCS CS06.
var activateOutcome = Seq{Integer(ActivateImageResponseCode), OctetString(FirmwareVersion)}

// CS06 has a Device execute the firmware image that it holds, at once or at a time.
//
//	Command   SEQUENCE {
//	            manufacturerImageHash OCTET STRING(32), originatorCounter INTEGER,
//	            [executionDateTime GeneralizedTime] }    left out for at once
//	Response  SEQUENCE { responseCode INTEGER, firmwareVersion OCTET STRING(4) },
//	          or NULL where nothing was carried out yet
//
// GBCS mapping table row CS06; sent by SRV 11.3.
var CS06 = &UseCase{
	Code:        "CS06",
	Title:       "Activate Firmware",
	Message:     0x0012,
	On:          ESME | GSME | HCALCS | SAPC,
	Category:    Critical,
	By:          Supplier,
	Replay:      true,
	FutureDated: true,
	Dated:       true,
	SRVs:        []string{"11.3"},
	Command: DER{
		Command: Seq{
			OctetString(ManufacturerImageHash), HeaderCounter(ActivationCounter),
			Opt{GeneralizedTime(ExecuteAt)},
		},
		Answer: Choice{Null("commandAccepted"), activateOutcome},
	},
	Clause: "GBCS mapping table row CS06",
}

// FutureDatedFirmwareActivationAlert tells the Supplier what came of a CS06 with a time.
//
//	SEQUENCE {
//	  alertCode INTEGER, executionDateTime GeneralizedTime, originatorCounter INTEGER,
//	  SEQUENCE { responseCode INTEGER, firmwareVersion OCTET STRING(4) } }
//
// GBCS alert message code 00CA.
var FutureDatedFirmwareActivationAlert = &UseCase{
	Code:     "CS06Alert",
	Title:    "Future Dated Firmware Activation Alert",
	Message:  0x00CA,
	On:       ESME | GSME | HCALCS | SAPC,
	Category: CriticalAlert,
	By:       Supplier,
	Alert: &Report{
		Notation: ASN1,
		Codes:    []gbcs.AlertCode{0x8F66, 0x8F67},
		DER: Seq{
			Integer(ReportedCode), GeneralizedTime(ReportedTime), Integer(ActivationCounter),
			activateOutcome,
		},
	},
	MMC: Shown{
		In: "FutureDatedCommandOutcomeDeviceAlert/FirmwareActivationDeviceAlert",
		As: Paths{ReportedTime: "ExecutionDateTime", ActivationCounter: "OriginatorCounterFromCommand"},
	},
	Clause: "GBCS alert message code 00CA",
}
