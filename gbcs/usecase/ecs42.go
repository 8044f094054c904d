package usecase

// ECS42 enables the supply: it closes the load switch of an ESME.
// GBCS mapping table row ECS42; sent by SRV 7.1.
var ECS42 = &UseCase{
	Code:     "ECS42",
	Title:    "Remotely Close the Load Switch on the ESME",
	Message:  0x004F,
	On:       ESME,
	Category: Critical,
	By:       Supplier,
	Replay:   true,
	SRVs:     []string{"7.1"},
	Command:  Access{Invoke(loadSwitchEnable)},
	Clause:   "GBCS mapping table row ECS42",
}
