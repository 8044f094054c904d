package usecase

// GCS38 reads the firmware version of a GSME.
// GBCS mapping table row GCS38; sent by SRV 11.2.
var GCS38 = &UseCase{
	Code:     "GCS38",
	Title:    "Read GSME Firmware Version",
	Message:  0x0084,
	On:       GSME | GPF,
	Category: NonCritical,
	By:       Supplier | NetworkOperator | AccessControlBroker,
	SRVs:     []string{"11.2"},
	Command:  Frames{Read(meteringCurrentMeterID)},
	MMC:      Shown{As: Paths{CurrentMeterID: "FirmwareVersion"}},
	Clause:   "GBCS mapping table row GCS38",
}
