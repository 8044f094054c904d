package usecase

// ECS09 activates emergency credit as the consumer could. It succeeds where emergency
// credit is active afterwards, even if it was before.
// GBCS mapping table row ECS09; sent by SRV 2.5.
var ECS09 = &UseCase{
	Code:     "ECS09",
	Title:    "Activate Emergency Credit Remotely on ESME",
	Message:  0x0020,
	On:       ESME,
	Category: Critical,
	By:       Supplier,
	Replay:   true,
	SRVs:     []string{"2.5"},
	Command:  Access{Invoke(selectEmergencyCredit)},
	Clause:   "GBCS mapping table row ECS09",
}
