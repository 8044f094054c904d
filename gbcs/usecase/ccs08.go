package usecase

import "github.com/mains-energy/mains/gbcs"

// TransferredTo is the Device that a Communications Hub has transferred firmware to.
// GBCS CCS08.
var TransferredTo = &ID{Name: "DeviceID", Clause: "GBCS CCS08"}

// TransferResponseCode says how a transfer of firmware went. GBCS CCS08.
var TransferResponseCode = &Slot[uint8]{
	Name: "firmwareTransferResponseCode", Clause: "GBCS CCS08", Closed: true,
	Codes: []Code{
		{Value: 0, Name: "success"},
		{Value: 1, Name: "imageDiscarded", Failed: true},
		{Value: 2, Name: "hardwareVersionMismatch", Failed: true},
		{Value: 3, Name: "fileTransferFailure", Failed: true},
	},
}

// CCS08 tells the Access Control Broker whether a Device of the home has got the firmware
// image that the Communications Hub held for it.
//
//	SEQUENCE {
//	  alertCode INTEGER, dateTime GeneralizedTime, deviceId OCTET STRING(8),
//	  firmwareVersion OCTET STRING(4), responseCode INTEGER }
//
// GBCS mapping table row CCS08.
var CCS08 = &UseCase{
	Code:     "CCS08",
	Title:    "Firmware transfer Alert",
	Message:  0x0128,
	On:       CHF,
	Category: CriticalAlert,
	By:       AccessControlBroker,
	Alert: &Report{
		Notation: ASN1,
		Codes:    []gbcs.AlertCode{0x8F89, 0x8F8A},
		DER: Seq{
			Integer(ReportedCode), GeneralizedTime(ReportedTime), OctetString(TransferredTo),
			OctetString(FirmwareVersion), Integer(TransferResponseCode),
		},
	},
	Clause: "GBCS mapping table row CCS08",
}
