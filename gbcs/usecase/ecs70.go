package usecase

// ECS70 lets an ESME take the time of the Communications Hub if that is within an
// interval, and reads what time it has then.
// GBCS mapping table row ECS70; sent by SRV 6.11 and 8.1.1.
var ECS70 = &UseCase{
	Code:     "ECS70",
	Title:    "Set Clock on ESME",
	Message:  0x0062,
	On:       ESME,
	Category: Critical,
	By:       Supplier,
	Replay:   true,
	SRVs:     []string{"6.11", "8.1.1"},
	Command: Access{
		Set(clockBase),
		Invoke(clockSetValidRange),
		Invoke(clockSetTime),
		Get(clockTime),
		Get(clockStatus),
	},
	MMC:    Shown{By: Writers{ClockTimeStatus: showElecClock}},
	Clause: "GBCS mapping table row ECS70",
}
