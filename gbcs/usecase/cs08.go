package usecase

// ReadVersionResponseCode says whether a Device could read its firmware version. Where it
// could not, the version is zero. GBCS CS08.
var ReadVersionResponseCode = &Slot[uint8]{
	Name: "readVersionResponseCode", Clause: "GBCS CS08", Closed: true,
	Codes: []Code{{Value: 0, Name: "success"}, {Value: 1, Name: "readFailure", Failed: true}},
}

// CS08 reads the version of the firmware that a PPMID or an HCALCS executes.
//
//	Command   NULL
//	Response  SEQUENCE { firmwareVersion OCTET STRING(4), responseCode INTEGER }
//
// GBCS mapping table row CS08; sent by SRV 11.2.
var CS08 = &UseCase{
	Code:     "CS08",
	Title:    "Read PPMID/HCALCS firmware version",
	Message:  0x0129,
	On:       PPMID | HCALCS,
	Category: NonCritical,
	By:       AccessControlBroker,
	SRVs:     []string{"11.2"},
	Command: DER{
		Command: Null("read the firmware version"),
		Answer:  Seq{OctetString(FirmwareVersion), Integer(ReadVersionResponseCode)},
	},
	MMC:    Shown{As: Paths{ReadVersionResponseCode: Hidden}},
	Clause: "GBCS mapping table row CS08",
}
