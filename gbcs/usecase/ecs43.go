package usecase

// ECS43 disables the supply: it opens the load switch of an ESME.
// GBCS mapping table row ECS43; sent by SRV 7.2.
var ECS43 = &UseCase{
	Code:     "ECS43",
	Title:    "Remotely Open the Load Switch on the ESME",
	Message:  0x0050,
	On:       ESME,
	Category: Critical,
	By:       Supplier,
	Replay:   true,
	SRVs:     []string{"7.2"},
	Command:  Access{Invoke(loadSwitchDisable)},
	Clause:   "GBCS mapping table row ECS43",
}
