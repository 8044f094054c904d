package usecase

import "github.com/mains-energy/mains/gbcs"

// ActivationResponseCode says whether a PPMID or an HCALCS has activated the image that it
// was sent. GBCS CS09.
var ActivationResponseCode = &Slot[uint8]{
	Name: "activationResponseCode", Clause: "GBCS CS09", Closed: true,
	Codes: []Code{{Value: 0, Name: "success"}, {Value: 1, Name: "failure", Failed: true}},
}

// CS09 tells the Access Control Broker which firmware a PPMID or an HCALCS executes after
// an image was activated.
//
//	SEQUENCE {
//	  alertCode INTEGER, dateTime GeneralizedTime,
//	  firmwareVersion OCTET STRING(4), responseCode INTEGER }
//
// GBCS mapping table row CS09.
var CS09 = &UseCase{
	Code:     "CS09",
	Title:    "PPMID/HCALCS firmware activation Alert",
	Message:  0x012B,
	On:       PPMID | HCALCS,
	Category: CriticalAlert,
	By:       AccessControlBroker,
	Alert: &Report{
		Notation: ASN1,
		Codes:    []gbcs.AlertCode{0x8F8B},
		DER: Seq{
			Integer(ReportedCode), GeneralizedTime(ReportedTime),
			OctetString(FirmwareVersion), Integer(ActivationResponseCode),
		},
	},
	Clause: "GBCS mapping table row CS09",
}
