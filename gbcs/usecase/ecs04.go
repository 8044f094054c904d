package usecase

// ECS04a adds to the meter balance of an ESME, or takes from it.
// GBCS mapping table row ECS04a; sent by SRV 1.5.
var ECS04a = &UseCase{
	Code:     "ECS04a",
	Title:    "Adjust Meter Balance on the ESME",
	Message:  0x001C,
	On:       ESME,
	Category: Critical,
	By:       Supplier,
	Replay:   true,
	SRVs:     []string{"1.5"},
	Command:  Access{Invoke(adjustMeterBalance)},
	Clause:   "GBCS mapping table row ECS04a",
}

// ECS04b sets the balances of an ESME back: to zero, and emergency credit to its limit.
// GBCS mapping table row ECS04b; sent by SRV 1.5.
var ECS04b = &UseCase{
	Code:     "ECS04b",
	Title:    "Reset Meter Balance on the ESME",
	Message:  0x00B3,
	On:       ESME,
	Category: Critical,
	By:       Supplier,
	Replay:   true,
	SRVs:     []string{"1.5"},
	Command: Access{
		Invoke(resetMeterBalance),
		Invoke(resetEmergencyCredit),
		Invoke(resetAccumulatedDebt),
	},
	Clause: "GBCS mapping table row ECS04b",
}
