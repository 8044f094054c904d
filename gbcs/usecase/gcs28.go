package usecase

// The interval in which the time of the Communications Hub must be, for a GSME to take it.
// GBCS GCS28.
var (
	GasValidityIntervalStart = &ZuluTime{Name: "validityIntervalStart", Clause: "GBCS GCS28"}
	GasValidityIntervalEnd   = &ZuluTime{Name: "validityIntervalEnd", Clause: "GBCS GCS28"}
)

// GasClockTime is the time of a GSME after it was asked to set its clock. GBCS GCS28.
var GasClockTime = &ZuluTime{Name: "DeviceTime", Clause: "GBCS GCS28"}

// GasClockTimeStatus is how far a GSME trusts its clock. Any but reliable says that it has
// not taken the time. GBCS GCS28.
var GasClockTimeStatus = &Slot[uint8]{
	Name: "GasClockTimeStatus", Clause: "GBCS GCS28", Closed: true,
	Codes: timeStatuses,
}

// GCS28 has a GSME take the time of its Communications Hub, if it lies in an interval.
//
//	Command   SEQUENCE {
//	            validityIntervalStart GeneralizedTime, validityIntervalEnd GeneralizedTime }
//	Response  SEQUENCE { deviceTime GeneralizedTime, deviceTimeStatus INTEGER }
//
// GBCS mapping table row GCS28; sent by SRV 6.11, 8.1.1.
var GCS28 = &UseCase{
	Code:     "GCS28",
	Title:    "Set Clock on GSME",
	Message:  0x007F,
	On:       GSME,
	Category: Critical,
	By:       Supplier,
	Replay:   true,
	SRVs:     []string{"6.11", "8.1.1"},
	Command: DER{
		Command: Seq{
			GeneralizedTime(GasValidityIntervalStart), GeneralizedTime(GasValidityIntervalEnd),
		},
		Answer: Seq{GeneralizedTime(GasClockTime), Integer(GasClockTimeStatus)},
	},
	MMC:    Shown{As: Paths{GasClockTimeStatus: "Gas/GasClockTimeStatus"}},
	Clause: "GBCS mapping table row GCS28",
}
