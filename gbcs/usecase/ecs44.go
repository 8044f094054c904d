package usecase

// ECS44 arms the supply: the consumer can close the load switch of an ESME.
// GBCS mapping table row ECS44; sent by SRV 7.3.
var ECS44 = &UseCase{
	Code:     "ECS44",
	Title:    "Arm Load Switch in ESME",
	Message:  0x0051,
	On:       ESME,
	Category: Critical,
	By:       Supplier,
	Replay:   true,
	SRVs:     []string{"7.3"},
	Command:  Access{Invoke(loadSwitchArm)},
	Clause:   "GBCS mapping table row ECS44",
}
