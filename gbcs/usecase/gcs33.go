package usecase

// GCS33 reads the state of the valve of a GSME, and for how long its battery lasts.
// GBCS mapping table row GCS33; sent by SRV 7.4.
var GCS33 = &UseCase{
	Code:     "GCS33",
	Title:    "Read GSME Valve Status",
	Message:  0x0082,
	On:       GSME | GPF,
	Category: NonCritical,
	By:       Supplier | NetworkOperator | AccessControlBroker,
	SRVs:     []string{"7.4"},
	Command:  Frames{Read(meteringBatteryLife, meteringSupplyStatus)},
	MMC: Shown{
		As: Paths{RemainingBatteryLife: "Gas/RemainingBatteryCapacity"},
		By: Writers{GasSupplyStatus: showGasSupply},
	},
	Clause: "GBCS mapping table row GCS33",
}
